"""What a record of a decision on a report holds."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ita_sync.approval.chain import Record, digest_of_part
from ita_sync.i18n import T, Text

SHEET, JOURNAL = "sheet", "journal"
"""By what it was known how the row stood that a decision changes."""


class Kind(StrEnum):
    """What a record says of a report."""

    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


class Bound(BaseModel):
    """Digests (SHA-256, hex) of what was decided, and the target in words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    row: str
    url: str
    content: str
    target: str


class SignOff(Record):
    """One recorded decision on a report.

    What has a default is not in the records of version 1; `beside` is.

    Attributes:
        kind: what was decided.
        reason: why a decision is withdrawn.
        bound: what voids the decision when it changes.
        beside: digests of files, rules and mapping, the version; what the sheet showed.
        cells: the row, by header.
        content: the report.
        amends: digest of the row that stood in the sheet and is to be changed, if there was one.
    """

    NEW: ClassVar[frozenset[str]] = Record.NEW | {"kind", "statement", "reason", "amends"}
    CALLED: ClassVar[Mapping[str, Text]] = {
        **Record.CALLED,
        "kind": T("what the record does"),
        "reason": T("the reason"),
        "bound": T("what the decision is bound to"),
        "cells": T("the row"),
        "content": T("the report's content"),
        "amends": T("which row is amended"),
    }

    kind: Kind = Kind.SIGNED
    reason: str | None = None
    bound: Bound
    cells: dict[str, str | None]
    content: dict[str, Any]
    amends: str | None = None

    @property
    def spreadsheet(self) -> str:
        """The id of the spreadsheet for which it was given."""
        return self.bound.target.partition(" · ")[0]

    @property
    def decides(self) -> bool:
        """A permission to publish is another matter."""
        return self.kind is not Kind.PUBLISHED

    def journalled(self) -> dict[str, Any]:
        """Return the decision as the journal keeps it; only newer ones know what they amend."""
        decision = self.decision.model_dump(mode="json")
        amends = {} if self.schema_version == 1 else {"amends": self.amends}
        return {**decision, "recorded_at": self.recorded_at, **amends}

    def torn(self) -> Iterator[Text]:
        """Yield that the content is not what is bound."""
        if self.bound.content != digest_of_part(self.content):
            yield T("content and digest of the content do not belong together.")

"""The records of decisions: what one holds, its digests, and the chain in which records stand.

Digests are SHA-256 over canonical JSON (RFC 8785), so spaces and line ends of a file do not matter.
A record has one of each of its parts, one of itself, and that of the record before it; the file has
one of them all. So what was edited can be named, unless whoever did it made all of them anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.report import Decision
from ita_sync.row import digest_of

ZONE = "+07:00"
"""Of the days of decisions: offices keep the time of Bangkok."""


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


class SignOff(BaseModel):
    """One recorded decision.

    What has a default is not in the records of version 1.

    Attributes:
        decision: who decided, by post, and on which day.
        statement: what was decided, in words, as it was shown, by language.
        reason: why a decision is withdrawn.
        bound: what voids the decision when it changes.
        beside: what was so when it was recorded: digests of files, rules and mapping, the version.
        cells: the row, by header.
        content: the report.
        amends: digest of the row that stood in the sheet and is to be changed, if there was one.
        recorded_at: when, in UTC.
        zone: of the decision's day.
        digests: of every part above, by its name.
        previous: digest of the record before it, None of the first one.
        digest: of all the rest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1, 2] = 2
    kind: Kind = Kind.SIGNED
    decision: Decision
    statement: dict[str, str] = {}
    reason: str | None = None
    bound: Bound
    beside: dict[str, str]
    cells: dict[str, str | None]
    content: dict[str, Any]
    amends: str | None = None
    recorded_at: str
    zone: str = ""
    digests: dict[str, str] = {}
    previous: str | None = None
    digest: str = ""

    @property
    def spreadsheet(self) -> str:
        """The id of the spreadsheet for which it was given."""
        return self.bound.target.partition(" · ")[0]

    @property
    def day(self) -> str:
        """The day of the decision, in Thai."""
        return thai.format_date(self.decision.date)

    def journalled(self) -> dict[str, Any]:
        """Return the decision as the journal keeps it; only newer ones know what they amend."""
        decision = self.decision.model_dump(mode="json")
        amends = {} if self.schema_version == 1 else {"amends": self.amends}
        return {**decision, "recorded_at": self.recorded_at, **amends}

    def sealed(self, previous: str | None) -> Self:
        """Return the record with its digests, behind the one that has `previous`."""
        content = self.model_dump(mode="json")
        digests = {part: digest_of_part(content[part]) for part in PARTS}
        more = {
            "digests": digests,
            "previous": previous,
            "digest": digest_of_record(digests, previous),
        }
        return self.model_validate(content | more)


_NEW = ("kind", "statement", "reason", "amends", "zone", "digests", "previous", "digest")
PARTS = tuple(
    name for name in SignOff.model_fields if name not in {"digests", "previous", "digest"}
)
"""What a record has a digest of, each."""
_CALLED = {
    "schema_version": T("the version of the record"),
    "kind": T("what the record does"),
    "decision": T("posts, day or number of the decision"),
    "statement": T("the statement"),
    "reason": T("the reason"),
    "bound": T("what the decision is bound to"),
    "beside": T("the digests of files, rules and mapping, or the version"),
    "cells": T("the row"),
    "content": T("the report's content"),
    "amends": T("which row is amended"),
    "recorded_at": T("when it was recorded"),
    "zone": T("the time zone"),
}


def digest_of_part(part: object) -> str:
    """Return the digest of a part of a record; what is no object stands in one."""
    return digest_of(part if isinstance(part, dict) else {"part": part})


def digest_of_record(digests: Mapping[str, str], previous: str | None) -> str:
    """Return the digest of a record: by those of its parts, it is one of all of them."""
    return digest_of({"digests": digests, "previous": previous})


@dataclass(frozen=True)
class Chain:
    """The records of one report, the oldest first, and what was edited among them.

    Attributes:
        raw: the records as the file has them.
        records: the same.
        faults: what was edited, in words; nothing where all fits.
    """

    raw: tuple[dict[str, Any], ...] = ()
    records: tuple[SignOff, ...] = ()
    faults: tuple[Text, ...] = ()

    @classmethod
    def of(cls, parsed: Any) -> Self:  # noqa: ANN401 - JSON
        """Return the chain that a file holds; one of 0.1.0 holds a single record.

        Raises:
            ValueError: it holds none.
        """
        if not isinstance(parsed, dict):
            raise TypeError
        if "records" not in parsed:
            return cls.held((parsed,), seal=None)
        if set(parsed) != {"schema_version", "records", "seal"} or not parsed["records"]:
            raise ValueError
        return cls.held(tuple(parsed["records"]), seal=parsed["seal"])

    @classmethod
    def held(cls, raw: tuple[dict[str, Any], ...], *, seal: str | None) -> Self:
        """Return the chain of these records.

        Raises:
            ValueError: one of them is none.
        """
        records = tuple(map(_record, raw))
        if seal is None and records[0].schema_version != 1:
            raise ValueError
        faults = [*_faults(raw, records)]
        if not faults and seal is not None and seal != _seal(raw):
            faults = [
                T(
                    "The seal of the file does not fit its records: records were taken off the end "
                    "or put there, or the last one was exchanged."
                )
            ]
        return cls(raw, records, tuple(faults))

    @property
    def current(self) -> SignOff | None:
        """The record that holds now: the last that signed or withdrew."""
        return next((each for each in reversed(self.records) if each.kind != Kind.PUBLISHED), None)

    @property
    def published(self) -> SignOff | None:
        """The last permission to publish."""
        return next((each for each in reversed(self.records) if each.kind == Kind.PUBLISHED), None)

    def then(self, record: SignOff) -> Self:
        """Return the chain with one more record, which seals what is before it."""
        new = record.sealed(_of(self.raw[-1]) if self.raw else None)
        raw = (*self.raw, new.model_dump(mode="json"))
        return type(self)(raw, (*self.records, new))

    @property
    def seal(self) -> str:
        """A digest of all records: whoever rewrites one of them gets another."""
        return _seal(self.raw)

    def dump(self) -> dict[str, Any]:
        """Return what its file holds."""
        return {"schema_version": 2, "records": list(self.raw), "seal": self.seal}


def _record(raw: Any) -> SignOff:  # noqa: ANN401 - JSON
    record = SignOff.model_validate(raw)
    new = set(_NEW) & set(raw)
    if new != (set() if record.schema_version == 1 else set(_NEW)):
        raise ValueError
    return record


def _of(raw: Mapping[str, Any]) -> str:
    """Return the digest by which the next record knows one; those of version 1 name none."""
    return raw["digest"] if "digest" in raw else digest_of(raw)


def _seal(raw: Sequence[Mapping[str, Any]]) -> str:
    return digest_of({"records": list(map(_of, raw))})


def _faults(raw: Sequence[dict[str, Any]], records: Sequence[SignOff]) -> Iterator[Text]:
    """Yield what was edited, record by record."""
    previous: str | None = None
    for number, (each, record) in enumerate(zip(raw, records, strict=True), 1):
        told = {"number": number, "day": record.day}
        if record.schema_version == 2:  # noqa: PLR2004 - a version
            for fault in _within(each, record):
                yield T("Record {number} (decision of {day}): {fault}", **told, fault=fault)
        if record.previous != previous:
            yield T(
                "Record {number} (decision of {day}): the record before it was edited, exchanged "
                "or taken out.",
                **told,
            )
        previous = _of(each)


def _within(raw: Mapping[str, Any], record: SignOff) -> Iterator[Text]:
    """Yield what of a record does not fit its digests."""
    now = {part: digest_of_part(raw[part]) for part in PARTS}
    edited = [part for part in PARTS if record.digests.get(part) != now[part]]
    for part in edited:
        yield T("edited: {part}.", part=_CALLED[part])
    whole = digest_of_record(raw["digests"], raw["previous"])
    if not edited and (record.digest != whole or set(record.digests) != set(PARTS)):
        yield T("its digests were edited.")
    if not edited and record.bound.content != now["content"]:
        yield T("content and digest of the content do not belong together.")

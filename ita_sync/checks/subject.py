"""What the checks are given: one value, so that every family has the same signature."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ita_sync.i18n import Text
from ita_sync.report import Decision, Loc, Origin, Report, ReportFile
from ita_sync.rules import Framework, Official


@dataclass(frozen=True)
class Subject:
    """What is checked, and all that is known about it.

    Attributes:
        report: the report as read.
        framework: the rules of its fiscal year.
        texts: the texts as the file has them, by field, so that what reading evens out is seen;
            None where there is no file, as for a reading that is only tried.
        origins: where a document has each value, and which values are still in doubt.
        listed: the imported list of agencies, by code; empty if none is imported.
        decision: the executive's decision, where the report is being signed.
        today: today's date (UTC), where the decision's date is to be held against it.
        encoding: how the file is encoded.
        unread: what a workbook holds that is no part of the report, or is read otherwise.
        shown: the report fields that the sheet's columns show; None where that is not known.
    """

    report: Report
    framework: Framework
    texts: Mapping[Loc, str] | None = None
    origins: Mapping[Loc, Origin] = field(default_factory=dict)
    listed: Mapping[str, Official] = field(default_factory=dict)
    decision: Decision | None = None
    today: date | None = None
    encoding: str = "utf-8"
    unread: tuple[tuple[Loc, Text], ...] = ()
    shown: frozenset[str] | None = None
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was found out about it, by who did (`findings_of`); never of another subject."""

    def shows(self, part: str) -> bool:
        """Return whether a column may show something of a part of the report, such as `weak`."""
        return self.shown is None or any(name.split(".")[0] == part for name in self.shown)

    @classmethod
    def of_file(
        cls,
        file: ReportFile,
        framework: Framework,
        listed: Mapping[str, Official],
        *,
        shown: frozenset[str] | None = None,
    ) -> "Subject":
        """Return what is known about a report file."""
        return cls(
            file.report,
            framework,
            texts=file.texts,
            origins=file.origins,
            listed=listed,
            encoding=file.encoding,
            unread=file.unread,
            shown=shown,
        )

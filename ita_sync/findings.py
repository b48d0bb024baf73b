"""What is said of a report: where its fields stand, what the checks find there, and readings that would answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ita_sync.i18n import Text
from ita_sync.models import Loc, Report


@dataclass(frozen=True)
class Mark:
    """A place in a text file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Origin:
    """What the comment beside a value tells of the document it was read from.

    Attributes:
        told: where the document has it, and the text as read, in the language of the file; may be empty.
        mark: `??` while the value may be wrong, `?` while nothing confirms it, empty once a person has decided.
    """

    told: str = ""
    mark: str = ""


@dataclass(frozen=True)
class ReportFile:
    """A report, the text of its file, where each of its fields stands in it and came from."""

    report: Report
    path: Path
    sha256: str
    marks: Mapping[Loc, Mark]
    notes: "tuple[Finding, ...]" = ()
    text: str = ""
    origins: Mapping[Loc, Origin] = field(default_factory=dict)

    def mark(self, loc: Loc) -> Mark:
        """Return where a field stands; a field that is absent stands where its nearest parent does."""
        return self.marks.get(self._standing(loc), Mark(1, 1))

    def origin(self, loc: Loc) -> Origin | None:
        """Return what is told of a field's origin; for an entry of a list, or a field it lacks, of its first field."""
        loc = self._standing(loc)
        if loc in self.origins or not loc or isinstance(loc[-1], str):
            return self.origins.get(loc)
        return next((origin for place, origin in self.origins.items() if place[:-1] == loc), None)

    def _standing(self, loc: Loc) -> Loc:
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return loc


class Severity(StrEnum):
    """How much a finding matters: errors block `push`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Change:
    """A field of the report and what may be meant by what is printed there; None: no such entry."""

    loc: Loc
    printed: str | None
    proposed: str | None


@dataclass(frozen=True)
class Suggestion:
    """A reading of the report under which the figures fit; possible, never certain.

    Attributes:
        changes: the fields read otherwise, all together.
        why: how it came to be printed as it is.
        only: no other reading of as few figures fits, among the slips that are tried.
    """

    changes: tuple[Change, ...]
    why: Text
    only: bool


@dataclass(frozen=True)
class Finding:
    """Something a check has to say about one place of the report.

    Attributes:
        code: stable name, e.g. `TOTAL-SUM`.
        loc: the field, for the line and column.
        what: what is wrong.
        expected: what it should be, where that can be said.
        why: the rule.
        source: where the rule comes from (text of the framework file).
        suggestions: readings that answer it, the likeliest first.
    """

    code: str
    severity: Severity
    loc: Loc
    what: Text
    expected: Text | None = None
    why: Text | None = None
    source: str = ""
    suggestions: tuple[Suggestion, ...] = ()

"""A report file as it was read: the report, and where in the file each of its fields stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ita_sync.report.models import Loc, Report


@dataclass(frozen=True)
class Position:
    """A place in a text file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Origin:
    """What the comment beside a value tells of the document it was read from.

    Attributes:
        told: where the document has it, and the text as read, in the language of the file; may be
            empty.
        mark: `??` while the value may be wrong, `?` while nothing confirms it, empty once a person
            has decided.
    """

    told: str = ""
    mark: str = ""


@dataclass(frozen=True)
class ReportFile:
    """A report, the text of its file, where each of its fields stands in it and came from."""

    report: Report
    path: Path
    sha256: str
    marks: Mapping[Loc, Position]
    encoding: str = "utf-8"
    text: str = ""
    origins: Mapping[Loc, Origin] = field(default_factory=dict)

    def mark(self, loc: Loc) -> Position:
        """Return where a field stands.

        A field that is absent stands where its nearest parent does.
        """
        return self.marks.get(self._standing(loc), Position(1, 1))

    def origin(self, loc: Loc) -> Origin | None:
        """Return what is told of a field's origin.

        For an entry of a list, or a field it lacks, of its first field.
        """
        loc = self._standing(loc)
        if loc in self.origins or not loc or isinstance(loc[-1], str):
            return self.origins.get(loc)
        return next((origin for place, origin in self.origins.items() if place[:-1] == loc), None)

    def _standing(self, loc: Loc) -> Loc:
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return loc

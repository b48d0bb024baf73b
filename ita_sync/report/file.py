"""A report file as it was read: the report, and where in the file each of its fields is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ita_sync.i18n import Text
from ita_sync.report.models import Loc, Report
from ita_sync.report.places import Position


@dataclass(frozen=True)
class Origin:
    """What the comment beside a value says about the document it was read from.

    Attributes:
        told: the place in the document and the text as read, in the language of the file; may be
            empty.
        mark: `??` while the value may be wrong, `?` while nothing confirms it, empty once a person
            has decided.
    """

    told: str = ""
    mark: str = ""


@dataclass(frozen=True)
class ReportFile:
    """A report, and for each field its place in the file, its text there and its origin.

    Attributes:
        report: what it says.
        path: of the file.
        sha256: of a text its bytes; of a workbook what it says, as each program packs it otherwise.
        marks: the place of each field.
        encoding: of a text.
        text: the file as text; empty for a workbook.
        texts: the texts as the file has them.
        origins: where a document has each value, and which are still in doubt.
        unread: what the file holds that is no part of the report, each with its place.
    """

    report: Report
    path: Path
    sha256: str
    marks: Mapping[Loc, Position]
    encoding: str = "utf-8"
    text: str = ""
    texts: Mapping[Loc, str] = field(default_factory=dict)
    origins: Mapping[Loc, Origin] = field(default_factory=dict)
    unread: tuple[tuple[Loc, Text], ...] = ()

    def mark(self, loc: Loc) -> Position:
        """Return the place of a field; an absent field has that of its nearest parent."""
        return self.marks.get(self._present(loc), Position(1, 1))

    def place(self, loc: Loc) -> str:
        """Return the place of a field, with the file, as people and editors take it."""
        return self.mark(loc).within(self.path)

    def origin(self, loc: Loc) -> Origin | None:
        """Return what the file says about a field's origin.

        For an entry of a list, or a field that the entry lacks: about the entry's first field.
        """
        loc = self._present(loc)
        if loc in self.origins or not loc or isinstance(loc[-1], str):
            return self.origins.get(loc)
        return next((origin for place, origin in self.origins.items() if place[:-1] == loc), None)

    def _present(self, loc: Loc) -> Loc:
        while loc and loc not in self.marks:
            loc = loc[:-1]
        return loc

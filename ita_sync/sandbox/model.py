"""A spreadsheet in memory: tabs, rows of cells, marks (developer metadata).

Rows and cells are never changed in place: a changed row is a new tuple. So a copy of a spreadsheet
costs one list of references per tab, a refused request leaves nothing behind, and the store sees by
identity which rows are new.
"""

import copy
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ita_sync.sandbox.problems import ApiError

Json = dict[str, Any]
# A CellData with only what was set: userEnteredValue, userEnteredFormat, note, textFormatRuns,
# dataValidation.
Cell = Json
Row = tuple[Cell | None, ...]
EMPTY_ROW: Row = ()

ROWS = "ROWS"
COLUMNS = "COLUMNS"


class Rect(NamedTuple):
    """A half-open rectangle of cells, zero-based: rows top..bottom, columns left..right."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Rect") -> bool:
        """Whether the two share a cell."""
        return max(self.top, other.top) < min(self.bottom, other.bottom) and max(
            self.left, other.left
        ) < min(self.right, other.right)

    def holds(self, other: "Rect") -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def cut(self, grid: "Rect") -> "Rect":
        """What of it lies before the end of the grid."""
        return self._replace(
            bottom=min(self.bottom, grid.bottom), right=min(self.right, grid.right)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark lies: the spreadsheet (no tab), a tab (no dimension), a row or a column."""

    sheet_id: int | None = None
    dimension: str | None = None
    index: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of developer metadata.

    It lies on the spreadsheet (`sheet_id` None), on a tab, or on a row or column of a tab.
    `foreign`: made by another project with PROJECT visibility, so its id is taken but nobody here
    sees it.
    """

    id: int
    key: str
    value: str | None
    visibility: str
    sheet_id: int | None = None
    dimension: str | None = None
    index: int = 0
    foreign: bool = False

    @property
    def place(self) -> Place:
        """Where it lies."""
        return Place(self.sheet_id, self.dimension, self.index)


@dataclass(slots=True)
class Tab:
    """One sheet of a spreadsheet. `properties` is its SheetProperties without `index`."""

    properties: Json
    rows: list[Row] = field(default_factory=list)
    row_properties: dict[int, Json] = field(default_factory=dict)
    column_properties: dict[int, Json] = field(default_factory=dict)
    protected: list[Json] = field(default_factory=list)
    merges: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None

    @property
    def id(self) -> int:
        """The sheetId."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The name on the tab."""
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        """Rows of the grid, blank ones included."""
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def column_count(self) -> int:
        """Columns of the grid, blank ones included."""
        return int(self.properties["gridProperties"]["columnCount"])

    def size(self, dimension: str) -> int:
        """Rows or columns of the grid."""
        return self.row_count if dimension == ROWS else self.column_count

    def lines(self, dimension: str) -> dict[int, Json]:
        """The properties of rows or columns, of those that have any."""
        return self.row_properties if dimension == ROWS else self.column_properties

    def resize(self, rows: int | None = None, columns: int | None = None) -> None:
        """Set the grid's size. Whoever makes it smaller has taken away what lay there."""
        size = {"rowCount": rows or self.row_count, "columnCount": columns or self.column_count}
        self.properties = self.properties | {
            "gridProperties": self.properties["gridProperties"] | size
        }

    def whole(self) -> Rect:
        """The grid as a rectangle."""
        return Rect(0, 0, self.row_count, self.column_count)

    def row(self, at: int) -> Row:
        """The row at index `at`, possibly shorter than the grid."""
        return self.rows[at] if at < len(self.rows) else EMPTY_ROW

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell, None when nothing was ever set."""
        cells = self.row(row)
        return cells[column] if column < len(cells) else None

    def put(self, at: int, cells: Iterable[tuple[int, Cell | None]]) -> None:
        """Replace cells of the row at index `at`: (column, cell or None for blank)."""
        row = list(self.row(at))
        for column, cell in cells:
            if column >= len(row):
                row.extend([None] * (column + 1 - len(row)))
            row[column] = cell or None
        while row and row[-1] is None:
            row.pop()
        if at >= len(self.rows):
            self.rows.extend([EMPTY_ROW] * (at + 1 - len(self.rows)))
        self.rows[at] = tuple(row)
        while self.rows and not self.rows[-1]:
            self.rows.pop()

    def copy(self) -> "Tab":
        """A copy that shares rows and cells, which nobody changes in place."""
        return Tab(
            properties=self.properties,
            rows=list(self.rows),
            row_properties=dict(self.row_properties),
            column_properties=dict(self.column_properties),
            protected=copy.deepcopy(self.protected),
            merges=copy.deepcopy(self.merges),
            basic_filter=copy.deepcopy(self.basic_filter),
        )


@dataclass(slots=True)
class Edit:
    """Who edits, and how it goes.

    `owner`: no lock stops them, and what they protect is locked for the caller. `rules`: what the
    service does otherwise, by the names of faults. `made`, `deleted`: the ids of metadata so far.
    `before`: where marks are looked for, by id, if not where they are.
    """

    owner: bool = False
    rules: frozenset[str] = frozenset()
    made: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    before: dict[int, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Spreadsheet:
    """A whole spreadsheet.

    `drawn` counts the random ids given out, so that they are repeatable. `edit`: the edit that this
    copy is made for; it is never stored.
    """

    id: str
    properties: Json
    tabs: list[Tab] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    drawn: int = 0
    edit: Edit = field(default_factory=Edit, compare=False)

    def copy(self) -> "Spreadsheet":
        """A copy to try a request on."""
        return Spreadsheet(
            id=self.id,
            properties=dict(self.properties),
            tabs=[tab.copy() for tab in self.tabs],
            marks=list(self.marks),
            drawn=self.drawn,
        )

    def tab(self, sheet_id: int) -> Tab:
        """The tab with that id; ApiError when there is none."""
        for tab in self.tabs:
            if tab.id == sheet_id:
                return tab
        raise ApiError(f"No grid with id: {sheet_id}")

    def fresh_id(self) -> int:
        """A positive int32 that looks random and is the same in every run."""
        taken = {tab.id for tab in self.tabs} | {mark.id for mark in self.marks}
        taken |= {each["protectedRangeId"] for tab in self.tabs for each in tab.protected}
        while True:
            self.drawn += 1
            digest = hashlib.sha256(f"{self.id}/{self.drawn}".encode()).digest()
            number = int.from_bytes(digest[:4]) & 0x7FFFFFFF
            if number and number not in taken:
                return number


def present(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """`value` without null, which means not given; in a list it becomes an empty message."""
    if isinstance(value, list):
        return [{} if each is None else present(each) for each in value]
    if isinstance(value, dict):
        return {name: present(each) for name, each in value.items() if each is not None}
    return value


def new_tab(sheet_id: int, title: str, rows: int = 1000, columns: int = 26) -> Tab:
    """A blank grid, 1000 by 26 by default. Source: recorded replies to a fresh spreadsheet."""
    return Tab(
        properties={
            "sheetId": sheet_id,
            "title": title,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": rows, "columnCount": columns},
        }
    )


def value_of(cell: Cell | None) -> Json | None:
    """The ExtendedValue the user entered, None for a blank cell."""
    return cell.get("userEnteredValue") if cell else None


def blank(cell: Cell | None) -> bool:
    """Whether the cell holds no value; a format or a note alone does not count."""
    return value_of(cell) is None

"""What one reply shows of a tab: a value, taken at one moment and never changed.

`LOOK_FIELDS` and `WRITE_FIELDS` ask Google for just that; `snapshot_of` reads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ita_sync.google import shares
from ita_sync.google.closed import Closed, closed
from ita_sync.google.fence import Mark, by_number, highest, size
from ita_sync.google.row_marks import RowMark
from ita_sync.google.transport import CallFailed
from ita_sync.i18n import T

MARK_FIELDS = "developerMetadata(metadataId,metadataKey,metadataValue)"
_ROW_MARKS = f"rowMetadata/{MARK_FIELDS}"
_COLOURS = ("foregroundColor", "foregroundColorStyle")
_LOOK = "numberFormat,backgroundColor,backgroundColorStyle"
_CELLS = (
    "values(effectiveValue,formattedValue,userEnteredValue/formulaValue,hyperlink,"
    "textFormatRuns/format/link,dataValidation/condition(type,values/userEnteredValue),"
    f"userEnteredFormat({_LOOK},textFormat(link,{','.join(_COLOURS)})))"
)
_DATA = f"data(startRow,startColumn,rowData({_CELLS}),{_ROW_MARKS})"
_MERGES = "merges(startRowIndex,endRowIndex,startColumnIndex,endColumnIndex)"
_SHEET = "properties(sheetId,title,gridProperties(rowCount,columnCount))"
_PROTECTED = "protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit)"
LOOK_FIELDS = f"{MARK_FIELDS},sheets({_SHEET},{_MERGES},{_DATA},basicFilter/range,{_PROTECTED})"
WRITE_FIELDS = f"spreadsheetId,updatedSpreadsheet({MARK_FIELDS},sheets({_SHEET},{_MERGES},{_DATA}))"

CellValue = str | int | float | bool | None
Json = dict[str, Any]
Place = tuple[int, int]
_NONE: Json = {}
_MOST_COVERED = 10_000
"""Cells of one merge: more of them are a decoration, and no table."""
_LINKED = {"hyperlink", "textFormatRuns", "userEnteredFormat"}


@dataclass(frozen=True)
class Snapshot:
    """What one reply shows of the tab.

    Attributes:
        sheet_id: Google's number for the tab (gid).
        title: of the tab.
        row_count: of the grid, blank rows included.
        column_count: of the grid.
        rows: by 0-based index; blank rows are absent. A percentage is the number before its %.
        marks: those of the spreadsheet that are visible to us, by number.
        row_marks: ours on rows, by 0-based row.
        at: the server's `Date` in epoch seconds.
        links: targets of linked cells, by 0-based row and column.
        formulas: of the cells that have one.
        looks: number format and colours of the cells that have any set.
        shown: what cells show, where that is not simply their value.
        choices: the list that a cell's value is to be chosen from; a range of cells as `=A1:A9`.
        filtered: whether the tab has a filter.
        shut: the areas that keep this account out.
        merges: of merged cells, the first row and the one after the last.
        covered: cells that a merge hides, and the one that shows for them.

    `highest` is the highest of our marks: by it an old look is told from a new one.
    """

    sheet_id: int
    title: str
    row_count: int
    column_count: int
    rows: Mapping[int, tuple[CellValue, ...]]
    marks: Mapping[int, Mark]
    at: float
    row_marks: Mapping[int, tuple[RowMark, ...]] = field(default_factory=dict)
    links: Mapping[Place, str] = field(default_factory=dict)
    formulas: Mapping[Place, str] = field(default_factory=dict)
    looks: Mapping[Place, Json] = field(default_factory=dict)
    shown: Mapping[Place, str] = field(default_factory=dict)
    choices: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    filtered: bool = False
    shut: tuple[Closed, ...] = ()
    merges: tuple[tuple[int, int], ...] = ()
    covered: Mapping[Place, Place] = field(default_factory=dict)

    @property
    def highest(self) -> int:
        """The highest number that carries a mark of ours, 0 if none does."""
        return highest(self.marks)

    @property
    def locked(self) -> bool:
        """Whether a protected range keeps this account out, wherever in the tab."""
        return bool(self.shut)

    def shuts(self, row: int, column: int) -> bool:
        """Return whether this account may not write into a cell."""
        return any(closed.holds(row, column) for closed in self.shut)

    def covering(self, row: int, column: int) -> CellValue:
        """Return the value that a cell shows: one that a merge hides shows that of the merge."""
        return self.cell(*self.covered.get((row, column), (row, column)))

    @property
    def taken(self) -> int:
        """The characters that marks take: those of the spreadsheet, and ours on rows."""
        on_rows = sum(mark.size for marks in self.row_marks.values() for mark in marks)
        return size(self.marks) + on_rows

    def cell(self, row: int, column: int) -> CellValue:
        """Return the value of a cell, None if it is blank."""
        cells = self.rows.get(row, ())
        return cells[column] if column < len(cells) else None


def _covered(merges: Sequence[Json]) -> Iterator[tuple[Place, Place]]:
    """Yield the cells that merges hide, each with the one that shows; titles hide many."""
    for merge in merges:
        top, left = merge.get("startRowIndex", 0), merge.get("startColumnIndex", 0)
        rows, columns = range(top, merge["endRowIndex"]), range(left, merge["endColumnIndex"])
        if len(rows) * len(columns) <= _MOST_COVERED:
            yield from (
                ((row, column), (top, left))
                for row in rows
                for column in columns
                if (row, column) != (top, left)
            )


@dataclass
class _Cells:
    """What is read of cells beside their values; most have nothing of it."""

    links: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    looks: dict[Place, Json] = field(default_factory=dict)
    shown: dict[Place, str] = field(default_factory=dict)
    choices: dict[Place, tuple[str, ...]] = field(default_factory=dict)

    def add(self, block: Json) -> None:
        """Read one block of grid data."""
        left = block.get("startColumn", 0)
        for row, cells in _rows(block):
            for column, cell in enumerate(cells, left):
                if cell:
                    self._read((row, column), cell)

    def _read(self, at: Place, cell: Json) -> None:
        value, text = _value(cell), cell.get("formattedValue", "")  # a format may show nothing
        if value is not None and text not in (value, str(value)):
            self.shown[at] = text
        if look := _look(cell):
            self.looks[at] = look
        if link := _link(cell):
            self.links[at] = link
        if formula := cell.get("userEnteredValue", _NONE).get("formulaValue"):
            self.formulas[at] = formula
        if choices := _choices(cell):
            self.choices[at] = choices


def snapshot_of(body: Json, at: float) -> Snapshot:
    """Return what a spreadsheet's JSON shows of its first tab.

    Args:
        body: the reply of a look, or the updated spreadsheet in the reply of a write.
        at: the server's clock, in epoch seconds.

    Raises:
        CallFailed: it shows no tab.
    """
    try:
        return _read(body, at)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise CallFailed(T("the answer shows no tab"), status=200, maybe_applied=True) from None


def _read(body: Json, at: float) -> Snapshot:
    sheet = body["sheets"][0]
    properties = sheet["properties"]
    grid = properties.get("gridProperties", {})
    rows: dict[int, tuple[CellValue, ...]] = {}
    row_marks: dict[int, tuple[RowMark, ...]] = {}
    cells = _Cells()
    for block in sheet.get("data", ()):
        rows |= _values(block)
        row_marks |= _marked(block)
        cells.add(block)
    return Snapshot(
        sheet_id=properties.get("sheetId", 0),
        title=properties["title"],
        row_count=grid.get("rowCount", 0),
        column_count=grid.get("columnCount", 0),
        rows=rows,
        marks=by_number(Mark.read(metadata) for metadata in body.get("developerMetadata", ())),
        at=at,
        row_marks=row_marks,
        links=cells.links,
        formulas=cells.formulas,
        looks=cells.looks,
        shown=cells.shown,
        choices=cells.choices,
        filtered="basicFilter" in sheet,
        shut=closed(sheet.get("protectedRanges", ())),
        merges=tuple(
            (merge.get("startRowIndex", 0), merge.get("endRowIndex", 0))
            for merge in sheet.get("merges", ())
        ),
        covered=dict(_covered(sheet.get("merges", ()))),
    )


def _marked(block: Json) -> Iterator[tuple[int, tuple[RowMark, ...]]]:
    """Yield the rows of one block of grid data that carry marks of ours, and these."""
    for index, line in enumerate(block.get("rowMetadata", ()), block.get("startRow", 0)):
        found = [RowMark.read(metadata) for metadata in line.get("developerMetadata", ())]
        if marks := tuple(mark for mark in found if mark):
            yield index, marks


def _rows(block: Json) -> Iterator[tuple[int, Sequence[Json]]]:
    """Yield the rows of one block of grid data: 0-based index and cells."""
    for index, row in enumerate(block.get("rowData", ()), block.get("startRow", 0)):
        yield index, row.get("values", ())


def _values(block: Json) -> dict[int, tuple[CellValue, ...]]:
    """Return the rows that hold any value, filled up to column A."""
    margin = (None,) * block.get("startColumn", 0)
    return {
        index: (*margin, *map(_value, cells))
        for index, cells in _rows(block)
        if any("effectiveValue" in cell for cell in cells)
    }


def _link(cell: Json) -> str | None:
    """Return where a cell leads; all places, where parts of its text lead to several."""
    if not _LINKED & cell.keys():
        return None
    form: Json = cell.get("userEnteredFormat", _NONE).get("textFormat", _NONE)
    forms = [form, *(run.get("format", _NONE) for run in cell.get("textFormatRuns", ()))]
    links = [cell.get("hyperlink"), *(each.get("link", _NONE).get("uri") for each in forms)]
    return " ".join(dict.fromkeys(filter(None, links))) or None


def _look(cell: Json) -> Json | None:
    form: Json = cell.get("userEnteredFormat", _NONE)
    if not form:
        return None
    text = form.get("textFormat", _NONE)
    look = {name: each for name, each in form.items() if name != "textFormat"}
    return look | {name: text[name] for name in _COLOURS if name in text}


def _choices(cell: Json) -> tuple[str, ...]:
    """Return what a cell's value is to be chosen from; nothing where it has no list."""
    condition: Json = cell.get("dataValidation", _NONE).get("condition", _NONE)
    if condition.get("type") not in ("ONE_OF_LIST", "ONE_OF_RANGE"):
        return ()
    return tuple(str(each.get("userEnteredValue", "")) for each in condition.get("values", ()))


def _value(cell: Json) -> CellValue:
    value = cell.get("effectiveValue", {})
    if "numberValue" in value:
        number: float = value["numberValue"]
        form = cell.get("userEnteredFormat", _NONE).get("numberFormat", _NONE)
        return shares.read(number, form) if form else number
    for kind in ("stringValue", "boolValue"):
        if kind in value:
            found: CellValue = value[kind]
            return found
    error: str | None = value.get("errorValue", {}).get("type")
    return error

"""What one reply shows of a tab: a value, taken at one moment and never changed.

`LOOK_FIELDS` and `WRITE_FIELDS` ask Google for just that; `snapshot_of` reads it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ita_sync.google.fence import Mark, by_number, highest
from ita_sync.google.transport import CallFailed
from ita_sync.i18n import T

MARK_FIELDS = "developerMetadata(metadataId,metadataKey,metadataValue)"
_CELLS = "values(effectiveValue,userEnteredValue/formulaValue,userEnteredFormat/textFormat/link)"
_DATA = f"data(startRow,startColumn,rowData({_CELLS}))"
_SHEET = "properties(sheetId,title,gridProperties(rowCount,columnCount))"
_PROTECTED = "protectedRanges(range,warningOnly,requestingUserCanEdit)"
LOOK_FIELDS = f"{MARK_FIELDS},sheets({_SHEET},{_DATA},basicFilter/range,{_PROTECTED})"
WRITE_FIELDS = f"spreadsheetId,updatedSpreadsheet({MARK_FIELDS},sheets({_SHEET},{_DATA}))"

CellValue = str | int | float | bool | None
Json = dict[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """What one reply shows of the tab.

    Attributes:
        sheet_id: Google's number for the tab (gid).
        title: of the tab.
        row_count: of the grid, blank rows included.
        column_count: of the grid.
        rows: by 0-based index; blank rows are absent.
        marks: all that are visible to us, by number.
        at: the server's `Date` in epoch seconds.
        links: targets of linked cells, by 0-based row and column.
        filtered: whether the tab has a filter.
        locked: whether a protected range keeps this account out.

    `highest` is the highest of our marks: by it an old look is told from a new one.
    """

    sheet_id: int
    title: str
    row_count: int
    column_count: int
    rows: Mapping[int, tuple[CellValue, ...]]
    marks: Mapping[int, Mark]
    at: float
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    filtered: bool = False
    locked: bool = False

    @property
    def highest(self) -> int:
        """The highest number that carries a mark of ours, 0 if none does."""
        return highest(self.marks)

    def cell(self, row: int, column: int) -> CellValue:
        """Return the value of a cell, None if it is blank."""
        cells = self.rows.get(row, ())
        return cells[column] if column < len(cells) else None


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
    links: dict[tuple[int, int], str] = {}
    for block in sheet.get("data", ()):
        rows |= _values(block)
        links |= _links(block)
    return Snapshot(
        sheet_id=properties.get("sheetId", 0),
        title=properties["title"],
        row_count=grid.get("rowCount", 0),
        column_count=grid.get("columnCount", 0),
        rows=rows,
        marks=by_number(Mark.read(metadata) for metadata in body.get("developerMetadata", ())),
        at=at,
        links=links,
        filtered="basicFilter" in sheet,
        locked=any(map(_keeps_out, sheet.get("protectedRanges", ()))),
    )


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


def _links(block: Json) -> dict[tuple[int, int], str]:
    left = block.get("startColumn", 0)
    return {
        (index, column): link
        for index, cells in _rows(block)
        for column, cell in enumerate(cells, left)
        if (link := _link(cell))
    }


def _link(cell: Json) -> str | None:
    link: Json = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {})
    return link.get("uri")


def _keeps_out(protected: Json) -> bool:
    """Return whether a protected range keeps this account out; Google leaves out what is false."""
    return not protected.get("requestingUserCanEdit") and not protected.get("warningOnly")


def _value(cell: Json) -> CellValue:
    value = cell.get("effectiveValue", {})
    for kind in ("stringValue", "numberValue", "boolValue"):
        if kind in value:
            found: CellValue = value[kind]
            return found
    error: str | None = value.get("errorValue", {}).get("type")
    return error

"""A spreadsheet as the API's resource: the properties, tabs and grid data a field mask asks for.

What costs time is left out here where the mask leaves it out; the rest is cut from the whole reply.
"""

from typing import Any

from ita_sync.sandbox import lookup, sorting, tabs
from ita_sync.sandbox.formats import effective_of, shown
from ita_sync.sandbox.looks import DEFAULT_FORMAT, effective_format, hyperlink
from ita_sync.sandbox.mask import Mask, child
from ita_sync.sandbox.model import COLUMNS, ROWS, Cell, Json, Rect, Row, Spreadsheet, Tab
from ita_sync.sandbox.protection import printed

_PIXELS = {ROWS: 21, COLUMNS: 100}  # what a fresh grid has
_LOOKS = {"userEnteredValue", "userEnteredFormat"}
Places = list[tuple[Tab, Rect]]


def cell_data(cell: Cell | None, mask: Mask) -> Json:
    """The CellData of a cell."""
    if cell is None:
        return {}
    full = dict(cell)
    effective = effective_of(cell)
    # Source: a cell with ="" comes without both, in a public record of cells read through the API.
    if effective not in (None, {"stringValue": ""}):
        full["effectiveValue"] = effective
        if child(mask, "formattedValue") is not None:
            full["formattedValue"] = shown(cell)
    # A blank cell with a note or a list to choose from has no look of its own.
    if child(mask, "effectiveFormat") is not None and cell.keys() & _LOOKS:
        full["effectiveFormat"] = effective_format(cell)
    if link := hyperlink(cell):
        full["hyperlink"] = link
    return full


def _row_data(row: Row, rect: Rect, mask: Mask | None) -> Json:
    cells = list(row[rect.left : rect.right])
    while cells and cells[-1] is None:
        cells.pop()
    if not cells or mask is None:
        return {}
    return {"values": [cell_data(cell, mask) for cell in cells]}


def _marks(book: Spreadsheet, *place: object) -> list[Json]:
    """The metadata at a place: the id of a tab and a dimension, None for the whole of either."""
    return [
        lookup.resource(mark)
        for mark in lookup.visible(book)
        if (mark.sheet_id, mark.dimension) == place
    ]


def _lines(book: Spreadsheet, tab: Tab, dimension: str, span: range) -> list[Json]:
    """DimensionProperties of the rows or columns in the span, one for each."""
    sizes = tab.row_properties if dimension == ROWS else tab.column_properties
    filtered = sorting.filtered_rows(tab) if dimension == ROWS else set()
    marks: dict[int, list[Json]] = {}
    for mark in lookup.visible(book):
        if mark.sheet_id == tab.id and mark.dimension == dimension:
            marks.setdefault(mark.index, []).append(lookup.resource(mark))
    lines = []
    for at in span:
        line: Json = {"pixelSize": _PIXELS[dimension]} | sizes.get(at, {})
        if at in filtered:
            line["hiddenByFilter"] = True
        if at in marks:
            line["developerMetadata"] = marks[at]
        lines.append(line)
    return lines


def grid_data(book: Spreadsheet, tab: Tab, rect: Rect, mask: Mask) -> Json:
    """One GridData. Trailing blank rows and cells are left out, and so is a start at zero."""
    starts = {"startRow": rect.top, "startColumn": rect.left}
    data: Json = {name: at for name, at in starts.items() if at}
    rows = tab.rows[rect.top : rect.bottom]
    while rows and not any(rows[-1][rect.left : rect.right]):
        rows.pop()
    if rows and (below := child(mask, "rowData")) is not None:
        below = child(below, "values")
        data["rowData"] = [_row_data(row, rect, below) for row in rows]
    if child(mask, "rowMetadata") is not None:
        data["rowMetadata"] = _lines(book, tab, ROWS, range(rect.top, rect.bottom))
    if child(mask, "columnMetadata") is not None:
        data["columnMetadata"] = _lines(book, tab, COLUMNS, range(rect.left, rect.right))
    return data


def _sheet(book: Spreadsheet, tab: Tab, rects: list[Rect], mask: Mask, *, grid: bool) -> Json:
    parts: dict[str, Any] = {
        "merges": tab.merges,
        "protectedRanges": [printed(each) for each in tab.protected],
        "basicFilter": tab.basic_filter,
        "developerMetadata": _marks(book, tab.id, None),
    }
    sheet: Json = {"properties": tabs.properties(book, tab)}
    sheet |= {name: each for name, each in parts.items() if each}
    if grid and (below := child(mask, "data")) is not None:
        sheet["data"] = [grid_data(book, tab, rect, below) for rect in rects]
    return sheet


def spreadsheet(
    book: Spreadsheet, mask: Mask, places: Places | None = None, *, grid: bool = False
) -> Json:
    """The Spreadsheet resource, as far as `mask` ({} = everything) may want it.

    `places`: only the tabs named there, with one GridData for each rectangle; None = every tab,
    whole. `grid`: whether grid data may appear at all. The spreadsheet's own metadata is there in
    any case.
    """
    full: Json = {
        "spreadsheetId": book.id,
        "properties": {"defaultFormat": DEFAULT_FORMAT} | book.properties,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    if marks := _marks(book, None, None):
        full["developerMetadata"] = marks
    if (below := child(mask, "sheets")) is not None:
        asked = [(tab, tab.whole()) for tab in book.tabs] if places is None else places
        wanted = [(tab, [rect for each, rect in asked if each is tab]) for tab in book.tabs]
        full["sheets"] = [
            _sheet(book, tab, rects, below, grid=grid) for tab, rects in wanted if rects
        ]
    return full

"""A spreadsheet as the API's resource: the properties, tabs and grid data a field mask asks for."""

from typing import Any

from ita_sync.sandbox import metadata, sorting, tabs
from ita_sync.sandbox.formats import effective_of, shown
from ita_sync.sandbox.mask import Mask, child, select
from ita_sync.sandbox.model import COLUMNS, ROWS, Cell, Json, Rect, Row, Spreadsheet, Tab
from ita_sync.sandbox.protection import printed

_PIXELS = {ROWS: 21, COLUMNS: 100}  # what a fresh grid has

Places = list[tuple[Tab, Rect]]


def hyperlink(cell: Cell) -> str | None:
    """The link of a cell, from its format or a =HYPERLINK("…") formula with a literal address."""
    link = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri")
    if link:
        return str(link)
    formula = cell.get("userEnteredValue", {}).get("formulaValue", "")
    if formula.upper().startswith('=HYPERLINK("'):
        return str(formula[12:].split('"')[0])
    return None


def cell_data(cell: Cell | None, mask: Mask) -> Json:
    """The CellData of a cell."""
    if cell is None:
        return {}
    full: Json = {}
    value = cell.get("userEnteredValue")
    if value is not None:
        full["userEnteredValue"] = value
        effective = effective_of(cell)
        if effective != {"stringValue": ""}:
            # Source: a cell with ="" comes without both, in a public record of cells read through
            # the API.
            full["effectiveValue"] = effective
            if child(mask, "formattedValue") is not None:
                full["formattedValue"] = shown(cell)
    if child(mask, "hyperlink") is not None and (link := hyperlink(cell)):
        full["hyperlink"] = link
    for name, each in cell.items():
        if name != "userEnteredValue":
            full[name] = each
    chosen: Json = select(mask, full)
    return chosen


def _row_data(row: Row, rect: Rect, mask: Mask) -> Json:
    values_mask = child(mask, "values")
    cells = row[rect.left : rect.right]
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    if not end or values_mask is None:
        return {}
    return {"values": [cell_data(cell, values_mask) for cell in cells[:end]]}


def _lines(book: Spreadsheet, tab: Tab, dimension: str, span: range, mask: Mask) -> list[Json]:
    """DimensionProperties of the rows or columns in the span, one for each."""
    sizes = tab.row_properties if dimension == ROWS else tab.column_properties
    filtered = sorting.filtered_rows(tab) if dimension == ROWS else set()
    marks: dict[int, list[Json]] = {}
    for mark in metadata.visible(book):
        if mark.sheet_id == tab.id and mark.dimension == dimension:
            marks.setdefault(mark.index, []).append(metadata.resource(mark))
    lines = []
    for at in span:
        line: Json = {"pixelSize": _PIXELS[dimension]}
        if at in sizes:
            line |= sizes[at]
        if at in filtered:
            line["hiddenByFilter"] = True
        if at in marks:
            line["developerMetadata"] = marks[at]
        lines.append(select(mask, line))
    return lines


def grid_data(book: Spreadsheet, tab: Tab, rect: Rect, mask: Mask) -> Json:
    """One GridData. Trailing blank rows and cells are left out, and so is a start at zero."""
    data: Json = {}
    if rect.top and child(mask, "startRow") is not None:
        data["startRow"] = rect.top
    if rect.left and child(mask, "startColumn") is not None:
        data["startColumn"] = rect.left
    if (row_mask := child(mask, "rowData")) is not None:
        rows = tab.rows[rect.top : rect.bottom]
        while rows and not any(rows[-1][rect.left : rect.right]):
            rows.pop()
        if rows:
            data["rowData"] = [_row_data(row, rect, row_mask) for row in rows]
    if (below := child(mask, "rowMetadata")) is not None:
        data["rowMetadata"] = _lines(book, tab, ROWS, range(rect.top, rect.bottom), below)
    if (below := child(mask, "columnMetadata")) is not None:
        data["columnMetadata"] = _lines(book, tab, COLUMNS, range(rect.left, rect.right), below)
    return data


def _sheet(book: Spreadsheet, tab: Tab, rects: list[Rect], mask: Mask, *, grid: bool) -> Json:
    sheet: Json = {"properties": tabs.properties(book, tab)}
    data_mask = child(mask, "data")
    if grid and data_mask is not None:
        sheet["data"] = [grid_data(book, tab, rect, data_mask) for rect in rects]
    marks = [
        metadata.resource(mark)
        for mark in metadata.visible(book)
        if mark.sheet_id == tab.id and mark.dimension is None
    ]
    parts: dict[str, Any] = {
        "merges": tab.merges,
        "filterViews": tab.filter_views,
        "protectedRanges": [printed(each) for each in tab.protected],
        "basicFilter": tab.basic_filter,
        "developerMetadata": marks,
        "rowGroups": tab.row_groups,
        "columnGroups": tab.column_groups,
    }
    sheet |= {name: each for name, each in parts.items() if each}
    below_data = sheet.pop("data", None)
    chosen: Json = select(mask, sheet)
    return chosen if below_data is None else chosen | {"data": below_data}


def spreadsheet(
    book: Spreadsheet, mask: Mask, places: Places | None = None, *, grid: bool = False
) -> Json:
    """The Spreadsheet resource, cut to `mask` ({} = everything).

    `places`: only the tabs named there, with one GridData for each rectangle; None = every tab,
    whole. `grid`: whether grid data may appear at all. The spreadsheet's own metadata is there in
    any case.
    """
    full: Json = {
        "spreadsheetId": book.id,
        "properties": book.properties,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    sheets_mask = child(mask, "sheets")
    sheets = []
    if sheets_mask is not None:
        for tab in book.tabs:
            rects = (
                [tab.whole()] if places is None else [rect for each, rect in places if each is tab]
            )
            if rects:
                sheets.append(_sheet(book, tab, rects, sheets_mask, grid=grid))
    if book.named_ranges:
        full["namedRanges"] = book.named_ranges
    marks = [metadata.resource(mark) for mark in metadata.visible(book) if mark.sheet_id is None]
    if marks:
        full["developerMetadata"] = marks
    chosen: Json = select(mask, full)
    return chosen if sheets_mask is None else chosen | {"sheets": sheets}

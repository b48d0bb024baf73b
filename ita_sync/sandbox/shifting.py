"""Rows or columns come and go: cells shift, and everything that lies on them follows."""

from collections.abc import Callable
from dataclasses import replace

from ita_sync.sandbox.model import EMPTY_ROW, ROWS, Cell, Json, Row, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

MOST_CELLS = 10_000_000  # Source: the limits Google states for a spreadsheet

Span = tuple[int, int]
MovePoint = Callable[[int], int | None]
MoveSpan = Callable[[int, int], Span | None]


def check_cells(book: Spreadsheet) -> None:
    """Refuse a spreadsheet above the limit of cells."""
    if sum(tab.row_count * tab.column_count for tab in book.tabs) > MOST_CELLS:
        raise ApiError(
            f"This action would increase the number of cells in the workbook above the limit of "
            f"{MOST_CELLS} cells."
        )


def _shift_grid(grid: Json, dimension: str, move: MoveSpan) -> bool:
    """Move one axis of a GridRange in place; False when nothing of it is left."""
    low, high = (
        ("startRowIndex", "endRowIndex")
        if dimension == ROWS
        else ("startColumnIndex", "endColumnIndex")
    )
    if grid.get(low) is None and grid.get(high) is None:
        return True
    open_end = grid.get(high) is None
    span = move(grid.get(low) or 0, 2**31 if open_end else grid[high])
    if span is None:
        return False
    grid[low] = span[0]
    if not open_end:
        grid[high] = span[1]
    return True


def follow(book: Spreadsheet, tab: Tab, dimension: str, point: MovePoint, span: MoveSpan) -> None:
    """Move everything on rows or columns along with them.

    That is: marks, sizes, filters, protections, merges, groups and named ranges.
    """
    marks = []
    for mark in book.marks:
        if mark.sheet_id == tab.id and mark.dimension == dimension:
            index = point(mark.index)
            if index is not None:
                marks.append(replace(mark, index=index))
        else:
            marks.append(mark)
    book.marks = marks
    sizes = tab.row_properties if dimension == ROWS else tab.column_properties
    moved = {new: each for at, each in sizes.items() if (new := point(at)) is not None}
    groups = [
        each | {"range": each["range"] | {"startIndex": moved_span[0], "endIndex": moved_span[1]}}
        for each in (tab.row_groups if dimension == ROWS else tab.column_groups)
        if (moved_span := span(each["range"]["startIndex"], each["range"]["endIndex"])) is not None
    ]
    if dimension == ROWS:
        tab.row_properties, tab.row_groups = moved, groups
    else:
        tab.column_properties, tab.column_groups = moved, groups
    if tab.basic_filter and not _shift_grid(tab.basic_filter["range"], dimension, span):
        tab.basic_filter = None
    tab.merges = [each for each in tab.merges if _shift_grid(each, dimension, span)]
    tab.filter_views = [
        each for each in tab.filter_views if _shift_grid(each.get("range", {}), dimension, span)
    ]
    for each in tab.protected:
        each["unprotectedRanges"] = [
            part for part in each.get("unprotectedRanges", []) if _shift_grid(part, dimension, span)
        ]
        if not each["unprotectedRanges"]:
            del each["unprotectedRanges"]
    tab.protected = [
        each for each in tab.protected if _shift_grid(each.get("range", {}), dimension, span)
    ]
    book.named_ranges = [
        each
        for each in book.named_ranges
        if (each["range"].get("sheetId") or 0) != tab.id
        or _shift_grid(each["range"], dimension, span)
    ]


def padded(row: Row, to: int) -> Row:
    """The row filled up with blanks to a length."""
    return row if len(row) >= to else row + (None,) * (to - len(row))


def trimmed(row: Row) -> Row:
    """The row without trailing blanks."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row if end == len(row) else row[:end]


def _format_only(cell: Cell | None) -> Cell | None:
    """What a new neighbour inherits: the look without the link."""
    form: Json = dict((cell or {}).get("userEnteredFormat") or {})
    text = {name: value for name, value in form.pop("textFormat", {}).items() if name != "link"}
    if text:
        form["textFormat"] = text
    return {"userEnteredFormat": form} if form else None


def insert_at(
    book: Spreadsheet, tab: Tab, dimension: str, start: int, *, count: int, model: int | None
) -> None:
    """Insert `count` blank rows or columns; `model` is the index whose look they inherit."""
    if dimension == ROWS:
        looks: Row = EMPTY_ROW
        if model is not None:
            looks = trimmed(tuple(_format_only(cell) for cell in tab.row(model)))
        if start < len(tab.rows) or looks:
            tab.rows.extend([EMPTY_ROW] * (start - len(tab.rows)))
            tab.rows[start:start] = [looks] * count
        pixels = tab.row_properties.get(model, {}).get("pixelSize") if model is not None else None
    else:
        rows = []
        for row in tab.rows:
            look = _format_only(row[model]) if model is not None and model < len(row) else None
            if start >= len(row) and look is None:
                rows.append(row)
            else:
                full = padded(row, start)
                rows.append(trimmed(full[:start] + (look,) * count + full[start:]))
        tab.rows = rows
        pixels = (
            tab.column_properties.get(model, {}).get("pixelSize") if model is not None else None
        )
    if dimension == ROWS:
        tab.resize(rows=tab.row_count + count)
    else:
        tab.resize(columns=tab.column_count + count)
    follow(
        book,
        tab,
        dimension,
        lambda at: at + count if at >= start else at,
        lambda low, high: (
            low + count if low >= start else low,
            high + count if high > start else high,
        ),
    )
    if pixels is not None:
        sizes = tab.row_properties if dimension == ROWS else tab.column_properties
        sizes |= {at: {"pixelSize": pixels} for at in range(start, start + count)}
    check_cells(book)


def delete_span(book: Spreadsheet, tab: Tab, dimension: str, start: int, end: int) -> None:
    """Take rows or columns out of the grid; what lies on them goes too."""
    count = end - start
    frozen_name = "frozenRowCount" if dimension == ROWS else "frozenColumnCount"
    if dimension == ROWS:
        del tab.rows[start:end]
    else:
        tab.rows = [trimmed(row[:start] + row[end:]) for row in tab.rows]
    follow(
        book,
        tab,
        dimension,
        lambda at: None if start <= at < end else (at - count if at >= end else at),
        lambda low, high: without(low, high, start, end),
    )
    grid = dict(tab.properties["gridProperties"])
    if frozen := grid.get(frozen_name):
        grid[frozen_name] = frozen - max(0, min(frozen, end) - start)
        if not grid[frozen_name]:
            del grid[frozen_name]
    grid["rowCount" if dimension == ROWS else "columnCount"] -= count
    tab.properties = tab.properties | {"gridProperties": grid}


def without(low: int, high: int, start: int, end: int) -> Span | None:
    """What is left of low..high when start..end is taken out, None for nothing."""
    new_low = low - max(0, min(low, end) - start)
    new_high = high - max(0, min(high, end) - start)
    return (new_low, new_high) if new_low < new_high else None

"""Rows or columns come and go: cells shift, and everything that lies on them follows."""

from collections.abc import Callable
from dataclasses import replace

from ita_sync.sandbox.model import EMPTY_ROW, ROWS, Cell, Json, Row, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

# Source: the limits Google states for a spreadsheet.
MOST_CELLS = 10_000_000
MOST_COLUMNS = 18_278  # the last is ZZZ
_OPEN = 2**31  # the end of a range that has none: beyond every grid, however it shifts

Span = tuple[int, int]
MovePoint = Callable[[int], int | None]
MoveSpan = Callable[[int, int], Span | None]


def check_cells(book: Spreadsheet) -> None:
    """Refuse a spreadsheet above the limits of cells and columns."""
    for what, where, count, most in (
        *(("columns", "sheet", tab.column_count, MOST_COLUMNS) for tab in book.tabs),
        ("cells", "workbook", sum(t.row_count * t.column_count for t in book.tabs), MOST_CELLS),
    ):
        if count > most:
            raise ApiError(
                f"This action would increase the number of {what} in the {where} above the limit "
                f"of {most} {what}."
            )


def grow(book: Spreadsheet, tab: Tab, dimension: str, count: int) -> None:
    """Make the grid longer or wider. Raises ApiError beyond the limits."""
    if dimension == ROWS:
        tab.resize(rows=tab.row_count + count)
    else:
        tab.resize(columns=tab.column_count + count)
    check_cells(book)


def _shift_grid(grid: Json, tab: Tab, dimension: str, move: MoveSpan) -> bool:
    """Move one axis of a GridRange in place; False when nothing of it is left on the grid."""
    low, high = (
        ("startRowIndex", "endRowIndex")
        if dimension == ROWS
        else ("startColumnIndex", "endColumnIndex")
    )
    if low not in grid and high not in grid:
        return True
    span = move(grid.get(low, 0), grid.get(high, _OPEN))
    if span is None or span[0] >= tab.size(dimension):
        return False
    grid[low] = span[0]
    if span[1] <= MOST_CELLS:
        grid[high] = span[1]
    return True


def follow(book: Spreadsheet, tab: Tab, dimension: str, point: MovePoint, span: MoveSpan) -> None:
    """Move everything on rows or columns along with them, once the grid has its new size.

    That is: marks, sizes, the filter, merges and protected ranges.
    """
    follow_marks(book, tab, dimension, point)
    lines = tab.lines(dimension)
    moved = {new: each for at, each in lines.items() if (new := point(at)) is not None}
    lines.clear()
    lines.update(moved)

    def left(grids: list[Json]) -> list[Json]:
        return [each for each in grids if _shift_grid(each, tab, dimension, span)]

    if tab.basic_filter and not left([tab.basic_filter["range"]]):
        tab.basic_filter = None
    tab.merges = left(tab.merges)
    for each in tab.protected:
        if parts := left(each.pop("unprotectedRanges", [])):
            each["unprotectedRanges"] = parts
    tab.protected = [each for each in tab.protected if left([each["range"]])]


def follow_marks(book: Spreadsheet, tab: Tab, dimension: str, point: MovePoint) -> None:
    """Move the marks on rows or columns along with them, and drop those whose line is gone."""
    if not any(mark.dimension for mark in book.marks):
        return  # the usual case, once for each row of a batch
    place = (tab.id, dimension)
    marks = [
        (mark, point(mark.index) if (mark.sheet_id, mark.dimension) == place else mark.index)
        for mark in book.marks
    ]
    book.marks = [
        mark if at == mark.index else replace(mark, index=at)
        for mark, at in marks
        if at is not None
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


def _inherited(cell: Cell | None) -> Cell | None:
    """What a new neighbour inherits: the look without the link, and the list to choose from."""
    form: Json = dict((cell or {}).get("userEnteredFormat") or {})
    text = {name: value for name, value in form.pop("textFormat", {}).items() if name != "link"}
    if text:
        form["textFormat"] = text
    rule = (cell or {}).get("dataValidation")
    looks = {"userEnteredFormat": form, "dataValidation": rule}
    return {name: each for name, each in looks.items() if each} or None


def insert_at(
    book: Spreadsheet, tab: Tab, dimension: str, start: int, *, count: int, model: int | None
) -> None:
    """Insert `count` blank rows or columns; `model` is the index whose look they inherit."""
    grow(book, tab, dimension, count)
    if dimension == ROWS:
        _insert_rows(tab, start, count, model)
    else:
        tab.rows = [_wider(row, start, count, model) for row in tab.rows]
    old = tab.lines(dimension).get(-1 if model is None else model, {})
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
    if "pixelSize" in old:
        new = {at: {"pixelSize": old["pixelSize"]} for at in range(start, start + count)}
        tab.lines(dimension).update(new)


def _insert_rows(tab: Tab, start: int, count: int, model: int | None) -> None:
    row = EMPTY_ROW if model is None else tab.row(model)
    looks = trimmed(tuple(_inherited(cell) for cell in row))
    if start < len(tab.rows) or looks:
        tab.rows.extend([EMPTY_ROW] * (start - len(tab.rows)))
        tab.rows[start:start] = [looks] * count


def _wider(row: Row, start: int, count: int, model: int | None) -> Row:
    """The row with new cells at `start`, which look like the one at `model`."""
    look = _inherited(row[model]) if model is not None and model < len(row) else None
    if start >= len(row) and look is None:
        return row
    full = padded(row, start)
    return trimmed(full[:start] + (look,) * count + full[start:])


def delete_span(book: Spreadsheet, tab: Tab, dimension: str, start: int, end: int) -> None:
    """Take rows or columns out of the grid; what lies on them goes too."""
    count = end - start
    if dimension == ROWS:
        del tab.rows[start:end]
        tab.resize(rows=tab.row_count - count)
    else:
        tab.rows = [trimmed(row[:start] + row[end:]) for row in tab.rows]
        tab.resize(columns=tab.column_count - count)
    follow(
        book,
        tab,
        dimension,
        lambda at: None if start <= at < end else (at - count if at >= end else at),
        lambda low, high: without(low, high, start, end),
    )
    frozen_name = "frozenRowCount" if dimension == ROWS else "frozenColumnCount"
    grid = dict(tab.properties["gridProperties"])
    if frozen := grid.pop(frozen_name, 0):
        grid[frozen_name] = frozen - max(0, min(frozen, end) - start)
    tab.properties = tab.properties | {"gridProperties": grid}


def without(low: int, high: int, start: int, end: int) -> Span | None:
    """What is left of low..high when start..end is taken out, None for nothing."""
    new_low = low - max(0, min(low, end) - start)
    new_high = high - max(0, min(high, end) - start)
    return (new_low, new_high) if new_low < new_high else None

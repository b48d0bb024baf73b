"""Rows and columns: insert, delete, append, move, and how everything on them follows."""

from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import (
    Span,
    check_cells,
    delete_span,
    follow,
    insert_at,
    padded,
    trimmed,
    without,
)


def size(tab: Tab, dimension: str) -> int:
    """Rows or columns of the grid."""
    return tab.row_count if dimension == ROWS else tab.column_count


def _dimension(args: Json) -> str:
    dimension = args.get("dimension")
    if dimension not in {ROWS, COLUMNS}:
        raise ApiError("Dimension must be ROWS or COLUMNS.")
    return str(dimension)


def _span(book: Spreadsheet, args: Json) -> tuple[Tab, str, int | None, int | None]:
    """Tab, dimension, start, end of a DimensionRange; open ends are None. Raises ApiError 400."""
    tab = book.tab(int(args.get("sheetId") or 0))
    dimension = _dimension(args)
    start, end = args.get("startIndex"), args.get("endIndex")
    if any(each is not None and each < 0 for each in (start, end)):
        raise ApiError("DimensionRange indexes must be >= 0")
    if start is not None and end is not None and start >= end:
        raise ApiError(f"range.endIndex ({end}) must be greater than range.startIndex ({start})")
    return tab, dimension, start, end


def insert(book: Spreadsheet, args: Json) -> None:
    """The request insertDimension.

    Rows or columns go to the end of the grid only with inheritFromBefore, to its beginning only
    without.

    Source: refusals quoted in pygsheets issues 46 and 361 and in public test data, and
    "range.startIndex must be set".
    """
    tab, dimension, start, end = _span(book, args.get("range") or {})
    if start is None or end is None:
        raise ApiError(f"range.{'startIndex' if start is None else 'endIndex'} must be set")
    before = bool(args.get("inheritFromBefore"))
    grid = size(tab, dimension)
    if before and start == 0:
        raise ApiError("range.startIndex must be greater than 0 if inheritFromBefore is true.")
    if start > grid:
        raise ApiError(f"range.startIndex is larger than current grid size ({grid})")
    if not before and start == grid:
        raise ApiError(
            f"range.startIndex must be less than the grid size ({grid}) "
            "if inheritFromBefore is false."
        )
    if 0 < start < grid:
        # Between two locked neighbours the new line would be locked too; at the edge it is free.
        _guard_gap(book, tab, dimension, start)
    insert_at(book, tab, dimension, start, count=end - start, model=start - 1 if before else start)


def _guard_gap(book: Spreadsheet, tab: Tab, dimension: str, start: int) -> None:
    refused = 0
    for at in (start - 1, start):
        try:
            guard(book, tab, _lines(tab, dimension, at, at + 1))
        except ApiError as error:
            refused += 1
            if refused > 1:
                raise error from None


def _lines(tab: Tab, dimension: str, start: int, end: int) -> Rect:
    if dimension == ROWS:
        return Rect(start, 0, end, tab.column_count)
    return Rect(0, start, tab.row_count, end)


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteDimension.

    At least one row or column must stay, and at least one that is not frozen.

    Source: the refusals as quoted in translation-sheet issue 9 and node-google-spreadsheet issues
    186 and 528.
    """
    tab, dimension, start, end = _span(book, args.get("range") or {})
    grid = size(tab, dimension)
    name = "row" if dimension == ROWS else "column"
    low, high = start or 0, grid if end is None else end
    if low >= grid or high > grid:
        raise ApiError(
            f"Cannot delete a {name} that doesn't exist. "
            f"Tried to delete {name} index {max(low, high - 1)} but there are only {grid} {name}s."
        )
    if high - low >= grid:
        raise ApiError(f"You can't delete all the {name}s on the sheet.")
    frozen = tab.properties["gridProperties"].get(
        "frozenRowCount" if dimension == ROWS else "frozenColumnCount", 0
    )
    if low <= frozen and high >= grid:
        raise ApiError(f"Sorry, it is not possible to delete all non-frozen {name}s.")
    guard(book, tab, _lines(tab, dimension, low, high))
    delete_span(book, tab, dimension, low, high)


def append(book: Spreadsheet, args: Json) -> None:
    """The request appendDimension: blank rows or columns at the end of the grid."""
    tab = book.tab(int(args.get("sheetId") or 0))
    dimension = _dimension(args)
    length = args.get("length") or 0
    if length <= 0:
        raise ApiError(f"length must be positive, but was {length}")
    if dimension == ROWS:
        tab.resize(rows=tab.row_count + length)
    else:
        tab.resize(columns=tab.column_count + length)
    check_cells(book)


def move(book: Spreadsheet, args: Json) -> None:
    """The request moveDimension; destinationIndex counts before the source is taken out."""
    tab, dimension, first, last = _span(book, args.get("source") or {})
    grid = size(tab, dimension)
    start, end = first or 0, grid if last is None else last
    goal = args.get("destinationIndex") or 0
    if end > grid or goal > grid or goal < 0:
        raise ApiError(
            "Cannot move a dimension that does not exist, or to an index outside of the grid."
        )
    if start <= goal <= end:
        if start < goal < end:
            raise ApiError("destinationIndex must not be inside the source range.")
        return
    guard(book, tab, _lines(tab, dimension, min(start, goal), max(end, goal)))
    order = list(range(grid))
    block = order[start:end]
    rest = order[:start] + order[end:]
    at = goal if goal < start else goal - len(block)
    order = rest[:at] + block + rest[at:]
    place = {old: new for new, old in enumerate(order)}
    if dimension == ROWS:
        tab.rows = [tab.row(old) for old in order]
        while tab.rows and not tab.rows[-1]:
            tab.rows.pop()
    else:
        full = [padded(row, grid) for row in tab.rows]
        tab.rows = [trimmed(tuple(row[old] for old in order)) for row in full]

    def span(low: int, high: int) -> Span | None:
        if start <= low and high <= end:
            return place[low], place[high - 1] + 1
        if low <= min(start, goal) and max(end, goal) <= high:
            return low, high
        return _after_move(low, high, (start, end), at)

    follow(book, tab, dimension, place.get, span)


def _after_move(low: int, high: int, source: Span, at: int) -> Span | None:
    left = without(low, high, *source)
    if left is None:
        return None
    count = source[1] - source[0]
    return (
        left[0] + count if left[0] >= at else left[0],
        left[1] + count if left[1] > at else left[1],
    )


def update_properties(book: Spreadsheet, args: Json) -> None:
    """The request updateDimensionProperties: pixelSize and hiddenByUser."""
    tab, dimension, first, last = _span(book, args.get("range") or {})
    given: Json = args.get("properties") or {}
    mask = parse_body(args.get("fields"), "DimensionProperties")
    sizes = tab.row_properties if dimension == ROWS else tab.column_properties
    end = size(tab, dimension) if last is None else min(last, size(tab, dimension))
    for at in range(first or 0, end):
        new = dict(sizes.get(at, {}))
        for name, *_rest in leaves(mask, "DimensionProperties"):
            if name not in {"pixelSize", "hiddenByUser"}:
                continue
            if given.get(name):
                new[name] = given[name]
            else:
                new.pop(name, None)
        sizes[at] = new
        if not new:
            del sizes[at]

"""Rows and columns: insert, delete, append, move, hide."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import COLUMNS, EMPTY_ROW, ROWS, Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import (
    Span,
    delete_span,
    follow,
    grow,
    insert_at,
    padded,
    trimmed,
    without,
)

_IMITATED = {"pixelSize", "hiddenByUser"}


class Lines(NamedTuple):
    """Some rows or columns of a tab, half-open; they may end outside of the grid."""

    tab: Tab
    dimension: str
    start: int
    end: int

    def rect(self, start: int | None = None, end: int | None = None) -> Rect:
        """The cells on them, or on others of the same kind."""
        low, high = self.start if start is None else start, self.end if end is None else end
        if self.dimension == ROWS:
            return Rect(low, 0, high, self.tab.column_count)
        return Rect(0, low, self.tab.row_count, high)


def _dimension(args: Json) -> str:
    dimension = args.get("dimension")
    if dimension not in {ROWS, COLUMNS}:
        raise ApiError("Dimension must be ROWS or COLUMNS.")
    return str(dimension)


def lines(book: Spreadsheet, args: Json) -> Lines:
    """What a DimensionRange names; an open end is that of the grid. Raises ApiError 400."""
    tab, dimension = book.tab(args.get("sheetId", 0)), _dimension(args)
    start, end = args.get("startIndex", 0), args.get("endIndex", tab.size(dimension))
    if start < 0 or end < 0:
        raise ApiError("DimensionRange indexes must be >= 0")
    if start >= end:
        raise ApiError(f"range.endIndex ({end}) must be greater than range.startIndex ({start})")
    return Lines(tab, dimension, start, end)


def insert(book: Spreadsheet, args: Json) -> None:
    """The request insertDimension.

    Rows or columns go to the end of the grid only with inheritFromBefore, to its beginning only
    without.

    Source: refusals quoted in pygsheets issues 46 and 361 and in public test data, and
    "range.startIndex must be set".
    """
    given: Json = args.get("range", {})
    for name in ("startIndex", "endIndex"):
        if name not in given:
            raise ApiError(f"range.{name} must be set")
    new = lines(book, given)
    before = args.get("inheritFromBefore", False)
    size = new.tab.size(new.dimension)
    _check_start(new.start, size, before=before)
    if 0 < new.start < size:
        # Between two locked neighbours the new line would be locked too; at the edge it is free.
        _guard_gap(book, new)
    model = new.start - 1 if before else new.start
    insert_at(book, new.tab, new.dimension, new.start, count=new.end - new.start, model=model)


def _check_start(start: int, size: int, *, before: bool) -> None:
    if before and start == 0:
        raise ApiError("range.startIndex must be greater than 0 if inheritFromBefore is true.")
    if start > size:
        raise ApiError(f"range.startIndex is larger than current grid size ({size})")
    if not before and start == size:
        raise ApiError(
            f"range.startIndex must be less than the grid size ({size}) "
            "if inheritFromBefore is false."
        )


def _guard_gap(book: Spreadsheet, new: Lines) -> None:
    try:
        guard(book, new.tab, new.rect(new.start - 1, new.start))
    except ApiError:
        guard(book, new.tab, new.rect(new.start, new.start + 1))


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteDimension.

    At least one row or column must stay, and at least one that is not frozen.

    Source: the refusals as quoted in translation-sheet issue 9 and node-google-spreadsheet issues
    186 and 528.
    """
    gone = lines(book, args.get("range", {}))
    size = gone.tab.size(gone.dimension)
    name = "row" if gone.dimension == ROWS else "column"
    if gone.end > size:
        raise ApiError(
            f"Cannot delete a {name} that doesn't exist. Tried to delete {name} index "
            f"{max(gone.start, gone.end - 1)} but there are only {size} {name}s."
        )
    if gone.end - gone.start >= size:
        raise ApiError(f"You can't delete all the {name}s on the sheet.")
    frozen = gone.tab.properties["gridProperties"].get(f"frozen{name.title()}Count", 0)
    if gone.start <= frozen and gone.end >= size:
        raise ApiError(f"Sorry, it is not possible to delete all non-frozen {name}s.")
    guard(book, gone.tab, gone.rect())
    delete_span(book, gone.tab, gone.dimension, gone.start, gone.end)


def append(book: Spreadsheet, args: Json) -> None:
    """The request appendDimension: blank rows or columns at the end of the grid."""
    tab, dimension = book.tab(args.get("sheetId", 0)), _dimension(args)
    length = args.get("length", 0)
    if length <= 0:
        raise ApiError(f"length must be positive, but was {length}")
    grow(book, tab, dimension, length)


def move(book: Spreadsheet, args: Json) -> None:
    """The request moveDimension; destinationIndex counts before the source is taken out."""
    source = lines(book, args.get("source", {}))
    tab, dimension, start, end = source
    goal: int = args.get("destinationIndex", 0)
    size = tab.size(dimension)
    if end > size or not 0 <= goal <= size:
        raise ApiError(
            "Cannot move a dimension that does not exist, or to an index outside of the grid."
        )
    if start < goal < end:
        raise ApiError("destinationIndex must not be inside the source range.")
    first, last = min(start, goal), max(end, goal)
    guard(book, tab, source.rect(first, last))
    count = end - start
    at = goal if goal < start else max(start, goal - count)
    if dimension == ROWS:
        tab.rows = _moved([*tab.rows, *[EMPTY_ROW] * (last - len(tab.rows))], start, end, at)
        while tab.rows and not tab.rows[-1]:
            tab.rows.pop()
    else:
        tab.rows = [trimmed(tuple(_moved(padded(row, last), start, end, at))) for row in tab.rows]

    def point(old: int) -> int:
        if start <= old < end:
            return old - start + at
        left = old - count if old >= end else old
        return left + count if left >= at else left

    def span(low: int, high: int) -> Span | None:
        if start <= low and min(high, size) <= end:
            return point(low), point(min(high, size) - 1) + 1
        if low <= first and last <= high:
            return low, high
        left = without(low, high, start, end)
        return left and (
            left[0] + count if left[0] >= at else left[0],
            left[1] + count if left[1] > at else left[1],
        )

    follow(book, tab, dimension, point, span)


def _moved(line: Sequence[Any], start: int, end: int, at: int) -> list[Any]:
    rest = [*line[:start], *line[end:]]
    return [*rest[:at], *line[start:end], *rest[at:]]


def update_properties(book: Spreadsheet, args: Json) -> None:
    """The request updateDimensionProperties: pixelSize and hiddenByUser."""
    some = lines(book, args.get("range", {}))
    given: Json = args.get("properties", {})
    mask = parse_body(args.get("fields"), "DimensionProperties")
    named = {path[0] for path in leaves(mask, "DimensionProperties")} & _IMITATED
    if given.get("pixelSize", 0) < 0:
        raise ApiError("pixelSize must be >= 0")
    kept = some.tab.lines(some.dimension)
    for at in range(some.start, min(some.end, some.tab.size(some.dimension))):
        old = {name: each for name, each in kept.pop(at, {}).items() if name not in named}
        if new := old | {name: given[name] for name in named if given.get(name)}:
            kept[at] = new

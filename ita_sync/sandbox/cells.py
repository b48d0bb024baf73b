"""Writing typed cells: updateCells, appendCells, repeatCell, setDataValidation."""

from typing import Any

from ita_sync.sandbox.a1 import from_coordinate, from_grid
from ita_sync.sandbox.entry import too_long
from ita_sync.sandbox.formats import plain
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import ROWS, Cell, Json, Rect, Spreadsheet, Tab, blank
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import grow
from ita_sync.sandbox.validation import choices

_NOT_IMITATED = {"chipRuns", "dataSourceTable", "pivotTable"}

Path = tuple[str, ...]


def _stored(name: str, each: Any) -> Json | None:  # noqa: ANN401 - a scalar of any kind
    """A field of an ExtendedValue as it is kept: typed, nothing parsed; None for blank.

    Source: the API's reference: userEnteredValue.stringValue "=1+1" stays text.
    """
    match name:
        case "errorValue":
            raise ApiError("An error value cannot be written.")
        case "numberValue":
            return {name: plain(each)}
        case "boolValue":
            return {name: each}
        case "formulaValue" if not each.startswith("="):
            raise ApiError("A formula must begin with an equals sign.")
    return {name: too_long(each)} if each else None


def _set(target: Json, path: Path, source: Json) -> Json:
    """`target` with the field at `path` as `source` has it, or without that field."""
    name, *rest = path
    new = dict(target)
    inner = source.get(name)
    value: Any = _set(target.get(name, {}), tuple(rest), inner or {}) if rest else inner
    new.pop(name, None)
    return new if value in (None, {}, [], "") else new | {name: value}


def _value(given: Json) -> Json | None:
    if len(given) > 1:
        raise ApiError(f"oneof field 'value' is already set. Cannot set '{list(given)[1]}'")
    return next((_stored(name, each) for name, each in given.items()), None)


def _merged(cell: Cell | None, given: Cell, paths: list[Path]) -> Cell | None:
    """The cell with the named fields taken from `given`; read-only ones are left out.

    A new value removes old rich-text runs.
    """
    new: Json = dict(cell or {})
    for path in paths:
        match path[0]:
            case "userEnteredValue":
                new.pop("textFormatRuns", None)
                value = _value(given.get("userEnteredValue", {}))
                new = _set(new, path, {"userEnteredValue": value})
            case "userEnteredFormat" | "note" | "textFormatRuns":
                new = _set(new, path, given)
            case "dataValidation":
                new = _set(new, path, {"dataValidation": choices(given.get("dataValidation", {}))})
            case name if name in _NOT_IMITATED and given.get(name):
                raise ApiError(f"The sandbox does not imitate {name}.")
    return new or None


def _paths(args: Json) -> list[Path]:
    """The fields that a mask names: parts of a format, anything else as a whole."""
    named = leaves(parse_body(args.get("fields"), "CellData"), "CellData")
    paths = [path if path[0] == "userEnteredFormat" else path[:1] for path in named]
    # Runs are set after the value, which would remove them.
    return sorted(paths, key=lambda path: path[0] == "textFormatRuns")


def _target(book: Spreadsheet, args: Json) -> tuple[Tab, Rect]:
    """The tab and the largest rectangle that updateCells may write to."""
    if "range" in args and "start" in args:
        raise ApiError("oneof field 'area' is already set. Cannot set 'range'")
    if "range" in args:
        return from_grid(book, args["range"])
    if "start" not in args:
        raise ApiError("Must specify a start coordinate or a range.")
    tab, top, left = from_coordinate(book, args["start"])
    return tab, Rect(top, left, tab.row_count, tab.column_count)


def _given_rows(args: Json) -> list[list[Cell]]:
    return [row.get("values", []) for row in args.get("rows", [])]


def _covered(area: Rect, rows: list[list[Cell]]) -> Rect:
    """What the rows cover of the area, from its corner; refused where they go beyond it.

    Source: the refusals' texts as quoted in public issue threads.
    """
    bottom, right = area.top + len(rows), area.left + max(map(len, rows), default=0)
    if bottom > area.bottom:
        raise ApiError(
            f"Attempting to write row: {max(area.top, area.bottom)}, "
            f"beyond the last requested row of: {area.bottom - 1}"
        )
    if right > area.right:
        raise ApiError(
            f"Attempting to write column: {max(area.left, area.right)}, "
            f"beyond the last requested column of: {area.right - 1}"
        )
    return Rect(area.top, area.left, bottom, right)


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateCells, at a start or over a range.

    Any part of a range that the rows do not cover is cleared.
    """
    tab, area = _target(book, args)
    paths = _paths(args)
    rows = _given_rows(args)
    covered = _covered(area, rows)
    if "range" in args:
        covered = area
        last = min(area.bottom, max(len(tab.rows), area.top + len(rows)))
        rows += [[]] * (last - area.top - len(rows))
        reach = max([area.left, *(len(tab.row(at)) for at in range(area.top, last))])
        rows = [row + [{}] * (min(area.right, reach) - area.left - len(row)) for row in rows]
    guard(book, tab, covered)
    _write(tab, area.top, area.left, rows, paths)


def _write(tab: Tab, top: int, left: int, rows: list[list[Cell]], paths: list[Path]) -> None:
    for at, row in enumerate(rows, top):
        new = [
            (over, _merged(tab.cell(at, over), each, paths)) for over, each in enumerate(row, left)
        ]
        tab.put(at, new)


def append(book: Spreadsheet, args: Json) -> None:
    """The request appendCells: write below the last row with a value; the grid grows as needed."""
    if args.get("tableId"):
        raise ApiError("The sandbox does not imitate tables.")
    tab = book.tab(args.get("sheetId", 0))
    paths = _paths(args)
    rows = _given_rows(args)
    top = len(tab.rows)
    while top and all(blank(cell) for cell in tab.rows[top - 1]):
        top -= 1
    grow(book, tab, ROWS, max(0, top + len(rows) - tab.row_count))
    guard(book, tab, _covered(tab.whole()._replace(top=top), rows))
    _write(tab, top, 0, rows, paths)


def repeat(book: Spreadsheet, args: Json) -> None:
    """The request repeatCell: one cell's fields over a whole range."""
    if "range" not in args:
        raise ApiError("Must specify a range.")
    tab, area = from_grid(book, args["range"])
    paths = _paths(args)
    guard(book, tab, area)
    row: list[Cell] = [args.get("cell", {})] * (area.right - area.left)
    _write(tab, area.top, area.left, [row] * (area.bottom - area.top), paths)


def validate(book: Spreadsheet, args: Json) -> None:
    """The request setDataValidation: the rule is kept with each cell; without one, taken away."""
    if args.get("filteredRowsIncluded"):
        raise ApiError("The sandbox does not imitate filteredRowsIncluded.")
    rule = {"cell": {"dataValidation": args.get("rule", {})}, "fields": "dataValidation"}
    repeat(book, rule | {name: args[name] for name in ("range",) if name in args})

"""Writing typed cells: updateCells, appendCells, repeatCell, setDataValidation."""

from typing import Any

from ita_sync.sandbox.a1 import from_grid
from ita_sync.sandbox.colours import paired, twin
from ita_sync.sandbox.entry import too_long
from ita_sync.sandbox.formats import plain
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import Cell, Json, Rect, Spreadsheet, Tab, blank
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import check_cells

_READ_ONLY = {
    "effectiveValue",
    "effectiveFormat",
    "formattedValue",
    "hyperlink",
    "dataSourceFormula",
}

Path = tuple[str, ...]


def stored_value(given: Json | None) -> Json | None:
    """An ExtendedValue as it is kept: typed, nothing parsed; None for blank. Raises ApiError 400.

    Source: the API's reference: userEnteredValue.stringValue "=1+1" stays text.
    """
    value = {name: each for name, each in (given or {}).items() if each is not None}
    if not value:
        return None
    if len(value) > 1:
        raise ApiError(f"oneof field 'value' is already set. Cannot set '{list(value)[1]}'")
    name, each = next(iter(value.items()))
    if name == "errorValue":
        raise ApiError("An error value cannot be written.")
    if name == "numberValue":
        return {name: plain(each)}
    if name == "boolValue":
        return value
    if name == "formulaValue" and not each.startswith("="):
        raise ApiError("A formula must begin with an equals sign.")
    return {name: too_long(each)} if each else None


def _set(target: Json, path: Path, source: Json) -> Json:
    """`target` with the field at `path` as `source` has it, or without that field."""
    name, *rest = path
    new = dict(target)
    inner = source.get(name)
    if (other := twin(name)) is not None and other not in source:
        new.pop(other, None)
    value: Any = _set(target.get(name) or {}, tuple(rest), inner or {}) if rest else inner
    if value is None or value in ({}, [], ""):
        new.pop(name, None)
    else:
        new[name] = value
    return new


def tidy(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """`value` without fields that say nothing (null, false, empty), as Google prints messages."""
    if isinstance(value, list):
        return [tidy(each) for each in value]
    if isinstance(value, dict):
        return {
            name: tidy(each) for name, each in value.items() if each not in (None, False, "", [])
        }
    return value


def merged(cell: Cell | None, given: Cell, paths: list[Path]) -> Cell | None:
    """The cell with the named fields taken from `given`.

    A new value removes old rich-text runs.
    """
    new: Json = dict(cell or {})
    for path in paths:
        if path[0] in _READ_ONLY:
            continue
        if path[0] == "userEnteredValue":
            value = stored_value(given.get("userEnteredValue"))
            new.pop("textFormatRuns", None)
            new = _set(new, ("userEnteredValue",), {"userEnteredValue": value})
        elif path[0] == "dataValidation":
            new = _set(new, path, {"dataValidation": tidy(given.get("dataValidation"))})
        else:
            new = paired(_set(new, path, given))
    return new or None


def _paths(args: Json) -> list[Path]:
    paths = leaves(parse_body(args.get("fields"), "CellData"), "CellData")
    # Runs are set after the value, which would remove them.
    return sorted(paths, key=lambda path: path[0] == "textFormatRuns")


def _target(book: Spreadsheet, args: Json) -> tuple[Tab, Rect]:
    """The tab and the largest rectangle that updateCells may write to."""
    if args.get("range") is not None and args.get("start") is not None:
        raise ApiError("oneof field 'area' is already set. Cannot set 'range'")
    if args.get("range") is not None:
        return from_grid(book, args["range"])
    if args.get("start") is None:
        raise ApiError("Must specify a start coordinate or a range.")
    start = args["start"]
    tab = book.tab(int(start.get("sheetId") or 0))
    top, left = start.get("rowIndex") or 0, start.get("columnIndex") or 0
    if top < 0 or left < 0:
        raise ApiError("Coordinates must be >= 0")
    # Source: quoted in several public repositories; the number in brackets is the last index.
    if top >= tab.row_count:
        raise ApiError(
            f"GridCoordinate.rowIndex[{top}] is after last row in grid[{tab.row_count - 1}]"
        )
    if left >= tab.column_count:
        raise ApiError(
            f"GridCoordinate.columnIndex[{left}] is after last column in "
            f"grid[{tab.column_count - 1}]"
        )
    return tab, Rect(top, left, tab.row_count, tab.column_count)


def _given_rows(args: Json) -> list[list[Cell]]:
    return [
        [cell or {} for cell in (row or {}).get("values") or []] for row in args.get("rows") or []
    ]


def _check_fits(area: Rect, rows: list[list[Cell]]) -> None:
    """Refuse rows beyond the area. Source: the refusal's text as quoted in public issue threads."""
    bottom = area.top + len(rows)
    if bottom > area.bottom:
        raise ApiError(
            f"Attempting to write row: {max(area.top, area.bottom)}, "
            f"beyond the last requested row of: {area.bottom - 1}"
        )
    right = area.left + max(map(len, rows), default=0)
    if right > area.right:
        raise ApiError(
            f"Attempting to write column: {max(area.left, area.right)}, "
            f"beyond the last requested column of: {area.right - 1}"
        )


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateCells, at a start or over a range.

    Any part of a range that the rows do not cover is cleared.
    """
    tab, area = _target(book, args)
    paths = _paths(args)
    rows = _given_rows(args)
    _check_fits(area, rows)
    if args.get("range") is None:
        width = max(map(len, rows), default=0)
        if rows and width:
            guard(book, tab, Rect(area.top, area.left, area.top + len(rows), area.left + width))
        _write(tab, area.top, area.left, rows, paths)
        return
    guard(book, tab, area)
    last = min(area.bottom, max(len(tab.rows), area.top + len(rows)))
    for at in range(area.top, last):
        given = rows[at - area.top] if at - area.top < len(rows) else []
        reach = min(area.right, max(len(tab.row(at)), area.left + len(given)))
        full = given + [{}] * (reach - area.left - len(given))
        _write(tab, at, area.left, [full], paths)


def _write(tab: Tab, top: int, left: int, rows: list[list[Cell]], paths: list[Path]) -> None:
    for down, row in enumerate(rows):
        at = top + down
        tab.put(
            at,
            [
                (left + over, merged(tab.cell(at, left + over), each, paths))
                for over, each in enumerate(row)
            ],
        )


def append(book: Spreadsheet, args: Json) -> None:
    """The request appendCells: write below the last row with a value; the grid grows as needed."""
    if args.get("tableId"):
        raise ApiError("The sandbox does not imitate tables.")
    tab = book.tab(int(args.get("sheetId") or 0))
    paths = _paths(args)
    rows = _given_rows(args)
    top = len(tab.rows)
    while top and all(blank(cell) for cell in tab.rows[top - 1]):
        top -= 1
    if top + len(rows) > tab.row_count:
        tab.resize(rows=top + len(rows))
        check_cells(book)
    area = Rect(top, 0, tab.row_count, tab.column_count)
    _check_fits(area, rows)
    guard(book, tab, Rect(top, 0, top + len(rows), max(map(len, rows), default=0)))
    _write(tab, top, 0, rows, paths)


def repeat(book: Spreadsheet, args: Json) -> None:
    """The request repeatCell: one cell's fields over a whole range."""
    if args.get("range") is None:
        raise ApiError("Must specify a range.")
    tab, area = from_grid(book, args["range"])
    paths = _paths(args)
    given: Cell = args.get("cell") or {}
    guard(book, tab, area)
    for at in range(area.top, area.bottom):
        _write(tab, at, area.left, [[given] * (area.right - area.left)], paths)


def validate(book: Spreadsheet, args: Json) -> None:
    """The request setDataValidation: keep the rule with each cell; without one, take it away.

    A rule that is kept refuses nothing.
    """
    if args.get("range") is None:
        raise ApiError("Must specify a range.")
    rule = {"cell": {"dataValidation": args.get("rule")}, "fields": "dataValidation"}
    repeat(book, {"range": args["range"]} | rule)

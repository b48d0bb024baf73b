"""The values collection, by ranges in A1 notation: get, update, append, clear, and batches."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from ita_sync.sandbox.a1 import a1, column_name, locate, within
from ita_sync.sandbox.entry import Entered, extended, typed, with_value
from ita_sync.sandbox.formats import effective_of, is_date, is_text, shown
from ita_sync.sandbox.given import as_rows
from ita_sync.sandbox.model import ROWS, Cell, Json, Rect, Spreadsheet, Tab, value_of
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import check_cells, insert_at
from ita_sync.sandbox.table import find_table

RAW = "RAW"
USER_ENTERED = "USER_ENTERED"
FORMATTED = "FORMATTED_VALUE"
SERIAL = "SERIAL_NUMBER"


@dataclass(frozen=True)
class Look:
    """How values are given back: valueRenderOption, dateTimeRenderOption, majorDimension."""

    render: str = FORMATTED
    dates: str = SERIAL
    major: str = ROWS


def scalar(cell: Cell | None, look: Look) -> str | float | bool | None:
    """The value of a cell in a ValueRange, None for blank.

    An error comes with its message where values are not formatted: "#DIV/0! (Function DIVIDE
    parameter 2 cannot be zero.)". Source: values read by several programs in public repositories.
    """
    value = value_of(cell) if look.render == "FORMULA" else effective_of(cell)
    if cell is None or value is None:
        return None
    formatted_date = is_date(cell) and look.dates == "FORMATTED_STRING"
    if look.render == FORMATTED or ("numberValue" in value and formatted_date):
        return shown(cell)
    if "errorValue" in value:
        message = value["errorValue"].get("message")
        return f"{shown(cell)} ({message})" if message else shown(cell)
    each: str | float | bool = next(iter(value.values()))
    return each


def _trim(rows: list[list[Any]]) -> list[list[Any]]:
    """Without trailing blanks in rows and without trailing blank rows. Source: recorded replies."""
    kept = [["" if each is None else each for each in row] for row in rows]
    for row in kept:
        while row and row[-1] == "":
            row.pop()
    while kept and not kept[-1]:
        kept.pop()
    return kept


def read(tab: Tab, rect: Rect, look: Look) -> Json:
    """A ValueRange; `values` is left out when all is blank."""
    values = _trim(
        [
            [scalar(cell, look) for cell in row[rect.left : rect.right]]
            for row in tab.rows[rect.top : rect.bottom]
        ]
    )
    if look.major == "COLUMNS":
        values = _trim([list(column) for column in zip_longest(*values)])
    found: Json = {"range": a1(tab, rect), "majorDimension": look.major}
    return found | {"values": values} if values else found


def get(book: Spreadsheet, text: str, look: Look) -> Json:
    """values.get."""
    tab, rect = locate(book, text)
    return read(tab, within(tab, rect), look)


def entered(value: object, option: str | None, cell: Cell | None = None) -> Entered:
    """A JSON scalar on its way into a cell.

    Raises ApiError when the option is missing.
    """
    if option == USER_ENTERED:
        # A cell that is formatted as text takes what is typed as text, a formula too.
        return (extended(value), None) if is_text(cell) else typed(value)
    if option == RAW:
        return extended(value), None
    raise ApiError("'valueInputOption' is required but not specified")


def _put(
    book: Spreadsheet, tab: Tab, corner: tuple[int, int], rows: list[list[Any]], option: str | None
) -> Rect:
    """Write the rows; null leaves a cell as it is, "" blanks it. Gives the rectangle they cover."""
    top, left = corner
    entered("", option)
    width = max(map(len, rows), default=0)
    rect = Rect(top, left, top + max(1, len(rows)), left + max(1, width))
    if width:
        guard(book, tab, rect)
    for at, row in enumerate(rows, top):
        cells = [
            (column, with_value(cell := tab.cell(at, column), entered(value, option, cell)))
            for column, value in enumerate(row, left)
            if value is not None
        ]
        tab.put(at, cells)
    return rect


def _filled(rows: list[list[Any]]) -> list[tuple[int, int]]:
    """(row, column) of what is given; null is nothing."""
    return [
        (down, over)
        for down, row in enumerate(rows)
        for over, each in enumerate(row)
        if each is not None
    ]


def _updated(
    book: Spreadsheet, tab: Tab, rect: Rect, rows: list[list[Any]], look: Look | None
) -> Json:
    reply: Json = {"spreadsheetId": book.id, "updatedRange": a1(tab, rect)}
    if filled := _filled(rows):
        reply["updatedRows"] = len({down for down, _ in filled})
        reply["updatedColumns"] = len({over for _, over in filled})
        reply["updatedCells"] = len(filled)
    if look is not None:
        reply["updatedData"] = read(tab, rect, look)
    return reply


def _fits(tab: Tab, text: str, rect: Rect, rows: list[list[Any]]) -> Rect:
    """Where the rows go when `text` was asked for.

    A single cell grows into as many as are needed, within the grid.

    Source: "Requested writing within range ['Full'!A11], but tried writing to row [14]" and its
    like, quoted in public repositories; the message repeats the range as it was asked for.
    """
    height, width = max(1, len(rows)), max(1, *map(len, rows), 1)
    one_cell = (rect.bottom - rect.top, rect.right - rect.left) == (1, 1)
    if one_cell and ":" not in text.rpartition("!")[2]:
        rect = rect._replace(bottom=tab.row_count, right=tab.column_count)
    if height > rect.bottom - rect.top:
        raise ApiError(
            f"Requested writing within range [{text}], but tried writing to row [{rect.bottom + 1}]"
        )
    if width > rect.right - rect.left:
        name = column_name(rect.right)
        raise ApiError(
            f"Requested writing within range [{text}], but tried writing to column [{name}]"
        )
    return Rect(rect.top, rect.left, rect.top + height, rect.left + width)


def update(
    book: Spreadsheet, text: str, given: Json, option: str | None, look: Look | None
) -> Json:
    """values.update. `look` not None: the reply carries the values written (updatedData)."""
    if given.get("range") and locate(book, given["range"]) != locate(book, text):
        raise ApiError(
            f"Requested writing to range [{text}] but the body names range [{given['range']}]"
        )
    tab, asked = locate(book, text)
    # Source: pygsheets issues 124 and 132: an end beyond the grid is taken, a start is not.
    rect = within(tab, asked)
    rows = as_rows(given)
    target = _fits(tab, text, rect, rows)
    _put(book, tab, (target.top, target.left), rows, option)
    reply = _updated(book, tab, target, rows, look)
    if look is not None and rect.holds(target):
        # Source: the reference of includeValuesInResponse: all of the requested range where that
        # was larger.
        reply["updatedData"] = read(tab, rect, look)
    return reply


def append(
    book: Spreadsheet, text: str, given: Json, option: str | None, *, insert: str, look: Look | None
) -> Json:
    """values.append: below the table found in the range, or at its start when there is none.

    Adds rows and columns to the grid as needed. `insert` is OVERWRITE or INSERT_ROWS.
    """
    tab, asked = locate(book, text)
    rect = within(tab, asked)
    rows = as_rows(given)
    table = find_table(tab, rect)
    top, left = (rect.top, rect.left) if table is None else (table.bottom, table.left)
    reply: Json = {"spreadsheetId": book.id}
    if table is not None:
        reply["tableRange"] = a1(tab, table)
    width = max(map(len, rows), default=0)
    if insert == "INSERT_ROWS" and rows and top < tab.row_count:
        insert_at(book, tab, ROWS, top, count=len(rows), model=top - 1 if top else None)
    if top + len(rows) > tab.row_count:
        tab.resize(rows=top + len(rows))
    if left + width > tab.column_count:
        tab.resize(columns=left + width)
    check_cells(book)
    target = _put(book, tab, (top, left), rows, option)
    return reply | {"updates": _updated(book, tab, target, rows, look)}


def clear(book: Spreadsheet, text: str) -> str:
    """values.clear: values go, formats and notes stay. Gives the range cleared, cut to the grid."""
    tab, asked = locate(book, text)
    rect = within(tab, asked)
    guard(book, tab, rect)
    for at in reversed(range(rect.top, min(rect.bottom, len(tab.rows)))):
        cells = tab.row(at)
        if any(cells[rect.left : rect.right]):
            reach = min(rect.right, len(cells))
            tab.put(
                at,
                [(over, with_value(cells[over], (None, None))) for over in range(rect.left, reach)],
            )
    return a1(tab, rect)


def update_many(book: Spreadsheet, given: Json, look: Look | None) -> Json:
    """values.batchUpdate: all or none, with totals over distinct rows and columns of each tab."""
    replies = []
    cells: set[tuple[int, int, int]] = set()
    for at, each in enumerate(given.get("data") or []):
        text = each.get("range") or ""
        try:
            replies.append(update(book, text, each, given.get("valueInputOption"), look))
        except ApiError as error:
            raise ApiError(f"Invalid data[{at}]: {error.message}", error.code) from error
        tab, rect = locate(book, replies[-1]["updatedRange"])
        filled = _filled(as_rows(each))
        cells |= {(tab.id, rect.top + down, rect.left + over) for down, over in filled}
    return {"spreadsheetId": book.id} | _totals(cells) | ({"responses": replies} if replies else {})


def _totals(cells: set[tuple[int, int, int]]) -> Json:
    totals = {
        "totalUpdatedRows": len({(sheet, row) for sheet, row, _ in cells}),
        "totalUpdatedColumns": len({(sheet, column) for sheet, _, column in cells}),
        "totalUpdatedCells": len(cells),
        "totalUpdatedSheets": len({sheet for sheet, _, _ in cells}),
    }
    return totals if cells else {}

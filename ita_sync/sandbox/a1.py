"""A1 notation ("Sheet1!A2:C", "'a title'!3:4", "Sheet1", "B2") into rectangles and back."""

import re

from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

_CELL = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,10})?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_R1C1 = re.compile(r"[Rr]([0-9]{1,10})[Cc]([0-9]{1,10})")
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")

# (row, column), counted from nought; None: not named, so open.
Corner = tuple[int | None, int | None]


def column_name(index: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_index(name: str) -> int:
    """A → 0, AA → 26; either case."""
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def quoted(title: str) -> str:
    """A tab's title as Google writes it before the exclamation mark.

    Source: recorded ranges: Sheet1!A1 bare, '🌵 test_values_get 1'!A1:J10 in quotes; public test
    data: x.y bare.
    """
    if _PLAIN_TITLE.fullmatch(title) and not _LOOKS_LIKE_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def a1(tab: Tab, rect: Rect) -> str:
    """The rectangle in A1 notation, one cell without a colon."""
    first = f"{column_name(rect.left)}{rect.top + 1}"
    last = f"{column_name(rect.right - 1)}{rect.bottom}"
    return f"{quoted(tab.title)}!{first}" + ("" if first == last else f":{last}")


def _first_shown(book: Spreadsheet) -> Tab:
    return next((tab for tab in book.tabs if not tab.properties.get("hidden")), book.tabs[0])


def _tab_named(book: Spreadsheet, title: str) -> Tab | None:
    """The tab with that title, in either case: there are no two that differ in case alone."""
    return next((tab for tab in book.tabs if tab.title.casefold() == title.casefold()), None)


def _split(text: str) -> tuple[str | None, str]:
    """Title (unquoted) and the rest; the title is None when there is no exclamation mark."""
    if text.startswith("'"):
        match = re.fullmatch(r"'((?:[^']|'')*)'(?:!(.*))?", text, re.DOTALL)
        if match:
            return match[1].replace("''", "'"), match[2] or ""
    if "!" in text:
        title, _, rest = text.rpartition("!")
        return title, rest
    return None, text


def _corner(text: str) -> Corner | None:
    """One side of a range; None when it is neither A1 nor R1C1.

    Source: the reference of values.get: "The A1 notation or R1C1 notation of the range".
    """
    row: int | None
    column: int | None
    if numbered := _R1C1.fullmatch(text):
        row, column = int(numbered[1]) - 1, int(numbered[2]) - 1
    elif (lettered := _CELL.fullmatch(text)) and any(lettered.groups()):
        row = int(lettered[2]) - 1 if lettered[2] else None
        column = column_index(lettered[1]) if lettered[1] else None
    else:
        return None
    return None if -1 in {row, column} else (row, column)


def _corners(text: str) -> tuple[Corner, Corner] | None:
    """Both sides, the second as far as it goes; None when it is no range of cells."""
    first, colon, last = text.partition(":")
    one = _corner(first)
    two = _corner(last) if colon else one
    if one is None or two is None or (not colon and None in one):
        return None
    return one, two


def _ordered(first: int | None, last: int | None, size: int) -> tuple[int, int]:
    """The half-open bounds of one axis.

    "B:B" leaves the rows open, "A2:C" is open at its end, "C3:A1" is turned round.
    """
    named = [each for each in (first, last) if each is not None]
    if not named:
        return 0, size
    # "A2:C" and "A:C2" both mean: from row 2 on; "A1:2" means: columns A to the end.
    return min(named), max(named) + 1 if len(named) > 1 else max(size, named[0] + 1)


def locate(book: Spreadsheet, text: str) -> tuple[Tab, Rect]:
    """The tab and the rectangle that `text` names.

    Sides with a bound stay as written, even outside the grid. Raises ApiError 400 ("Unable to parse
    range: X") for a text that is neither A1 notation nor the name of a tab.
    """
    title, rest = _split(text)
    corners = _corners(rest)
    if title is None and corners is None:
        title, rest = rest, ""
    tab = _first_shown(book) if title is None else _tab_named(book, title)
    if tab is None or (rest and corners is None):
        raise ApiError(f"Unable to parse range: {text}")
    return tab, _rect(tab, *corners) if corners else tab.whole()


def _rect(tab: Tab, one: Corner, two: Corner) -> Rect:
    """The rectangle between two corners. Raises ApiError when it is open and begins outside."""
    top, bottom = _ordered(one[0], two[0], tab.row_count)
    left, right = _ordered(one[1], two[1], tab.column_count)
    if None in {*one, *two}:
        first = (
            None if one[0] is two[0] is None else top,
            None if one[1] is two[1] is None else left,
        )
        last = (
            None if None in {one[0], two[0]} else bottom - 1,
            None if None in {one[1], two[1]} else right - 1,
        )
        _inside(tab, first, last)
    return Rect(top, left, bottom, right)


def _named(row: int | None, column: int | None) -> str:
    return ("" if column is None else column_name(column)) + ("" if row is None else str(row + 1))


def _inside(tab: Tab, first: Corner, last: Corner) -> None:
    """Refuse a range that starts outside the grid; an open side stays open in the message.

    Source: "Range (T!A1001:B) exceeds grid limits", "(T!AA1:2)", kept in the public record of a
    live test.
    """
    if (first[0] or 0) < tab.row_count and (first[1] or 0) < tab.column_count:
        return
    sides = [_named(*first), _named(*last)]
    text = sides[0] if sides[0] == sides[1] and None not in first else ":".join(sides)
    raise ApiError(
        f"Range ({quoted(tab.title)}!{text}) exceeds grid limits. "
        f"Max rows: {tab.row_count}, max columns: {tab.column_count}"
    )


def within(tab: Tab, rect: Rect) -> Rect:
    """`rect` cut to the grid. Raises ApiError when it begins outside."""
    _inside(tab, (rect.top, rect.left), (rect.bottom - 1, rect.right - 1))
    return rect.cut(tab.whole())


def area(tab: Tab, grid: Json) -> Rect:
    """The rectangle of a stored GridRange: a missing side is open, and the grid is its limit."""
    return Rect(
        grid.get("startRowIndex", 0),
        grid.get("startColumnIndex", 0),
        grid.get("endRowIndex", tab.row_count),
        grid.get("endColumnIndex", tab.column_count),
    ).cut(tab.whole())


def from_grid(book: Spreadsheet, grid: Json) -> tuple[Tab, Rect]:
    """Tab and rectangle of a GridRange, cut to the grid; missing sides are unbounded.

    Raises ApiError 400 for one that begins outside the grid, or ends before it begins. Source of
    the latter: the refusal of a merge over Y1:AA1 by a client that took AA for A, quoted on public
    pages.
    """
    tab = book.tab(grid.get("sheetId", 0))
    firsts, lasts = [], []
    for name in ("Row", "Column"):
        first, last = grid.get(f"start{name}Index", 0), grid.get(f"end{name}Index")
        if first < 0 or (last or 0) < 0:
            raise ApiError("GridRange indexes must be >= 0")
        if last is not None and last < first:
            raise ApiError(f"end{name}Index[{last}] cannot be before start{name}Index[{first}]")
        firsts.append(first)
        lasts.append(None if last is None else last - 1)
    _inside(tab, (firsts[0], firsts[1]), (lasts[0], lasts[1]))
    return tab, area(tab, grid)


def from_coordinate(book: Spreadsheet, given: Json) -> tuple[Tab, int, int]:
    """Tab, row and column of a GridCoordinate. Raises ApiError 400 for one outside the grid.

    Source: quoted in several public repositories; the number in brackets is the last index.
    """
    tab = book.tab(given.get("sheetId", 0))
    row, column = given.get("rowIndex", 0), given.get("columnIndex", 0)
    for name, at, size in (("row", row, tab.row_count), ("column", column, tab.column_count)):
        if at < 0:
            raise ApiError("Coordinates must be >= 0")
        if at >= size:
            raise ApiError(
                f"GridCoordinate.{name}Index[{at}] is after last {name} in grid[{size - 1}]"
            )
    return tab, row, column


def to_grid(tab: Tab, rect: Rect) -> Json:
    """A GridRange as Google gives it back: all four bounds, sheetId 0 left out.

    Source: recorded reply after a filter was set on a whole tab.
    """
    return ({"sheetId": tab.id} if tab.id else {}) | {
        "startRowIndex": rect.top,
        "endRowIndex": rect.bottom,
        "startColumnIndex": rect.left,
        "endColumnIndex": rect.right,
    }

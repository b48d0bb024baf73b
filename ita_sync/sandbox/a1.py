"""A1 notation ("Sheet1!A2:C", "'a title'!3:4", "Sheet1", "B2") into rectangles and back."""

import re

from ita_sync.sandbox.model import Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError

_CELL = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]+)?")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_R1C1 = re.compile(r"[Rr](\d+)[Cc](\d+)", re.ASCII)
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")


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


def _tab_named(book: Spreadsheet, title: str) -> Tab | None:
    for tab in book.tabs:
        if tab.title == title:
            return tab
    for tab in book.tabs:
        if tab.title.casefold() == title.casefold():
            return tab
    return None


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


def _cell(row: str, column: str) -> str:
    return f"{column_name(int(column) - 1)}{row}" if int(column) and int(row) else ""


def _corners(text: str) -> tuple[int | None, int | None, int | None, int | None] | None:
    """(row, column, row, column), inclusive, None where unbounded; None when neither A1 nor R1C1.

    Source: the reference of values.get: "The A1 notation or R1C1 notation of the range".
    """
    first, colon, last = (
        _R1C1.sub(lambda each: _cell(*each.groups()), side) for side in text.partition(":")
    )
    one = _CELL.fullmatch(first)
    two = _CELL.fullmatch(last) if colon else one
    if not one or not two or not any(one.groups()) or not any(two.groups()):
        return None
    if not colon and not all(one.groups()):
        return None
    column, row = one.groups()
    column_2, row_2 = two.groups()
    if row == "0" or row_2 == "0":
        return None
    return (
        int(row) - 1 if row else None,
        column_index(column) if column else None,
        int(row_2) - 1 if row_2 else None,
        column_index(column_2) if column_2 else None,
    )


def _ordered(first: int | None, last: int | None, size: int) -> tuple[int, int]:
    """The half-open bounds of one axis.

    "B:B" leaves the rows open, "A2:C" is open at its end, "C3:A1" is turned round.
    """
    if first is None and last is None:
        return 0, size
    if first is None or last is None:
        # "A2:C" and "A:C2" both mean: from row 2 on; "A1:2" means: columns A to the end.
        low = first if first is not None else last
        return (low or 0), max(size, (low or 0) + 1)
    return min(first, last), max(first, last) + 1


def locate(book: Spreadsheet, text: str) -> tuple[Tab, Rect]:
    """The tab and the rectangle that `text` names.

    Sides with a bound stay as written, even outside the grid. Raises ApiError 400 ("Unable to parse
    range: X") for a text that is neither A1 notation nor the name of a tab or of a range.
    """
    title, rest = _split(text)
    if title is None:
        corners = _corners(rest)
        if corners is None:
            tab = _tab_named(book, rest)
            if tab is None:
                return _named(book, text, rest)
            return tab, tab.whole()
        tab = next((each for each in book.tabs if not each.properties.get("hidden")), book.tabs[0])
    else:
        found = _tab_named(book, title)
        if found is None:
            raise ApiError(f"Unable to parse range: {text}")
        tab = found
        if not rest:
            return tab, tab.whole()
        corners = _corners(rest)
        if corners is None:
            # Source: gspread reads named ranges as 'title'!name.
            return _named(book, text, rest, tab)
    row, column, row_2, column_2 = corners
    top, bottom = _ordered(row, row_2, tab.row_count)
    left, right = _ordered(column, column_2, tab.column_count)
    if None in corners:
        ends = (
            None if None in {row, row_2} else bottom,
            None if None in {column, column_2} else right,
        )
        starts = (
            None if row is row_2 is None else top,
            None if column is column_2 is None else left,
        )
        _inside(tab, starts, ends)
    return tab, Rect(top, left, bottom, right)


def _inside(
    tab: Tab, starts: tuple[int | None, int | None], ends: tuple[int | None, int | None]
) -> None:
    """Refuse a range that starts outside the grid.

    `starts` and `ends` are (row, column); None is an open side and stays open in the message.

    Source: "Range (T!A1001:B) exceeds grid limits", "(T!AA1:2)", kept in the public record of a
    live test.
    """
    if (starts[0] or 0) < tab.row_count and (starts[1] or 0) < tab.column_count:
        return
    sides = [
        ("" if column is None else column_name(column)) + ("" if row is None else str(row))
        for row, column in (
            (None if starts[0] is None else starts[0] + 1, starts[1]),
            (ends[0], None if ends[1] is None else ends[1] - 1),
        )
    ]
    text = sides[0] if sides[0] == sides[1] and None not in starts else ":".join(sides)
    raise ApiError(
        f"Range ({quoted(tab.title)}!{text}) exceeds grid limits. "
        f"Max rows: {tab.row_count}, max columns: {tab.column_count}"
    )


def _named(book: Spreadsheet, text: str, name: str, of: Tab | None = None) -> tuple[Tab, Rect]:
    """The range with that name; `of`: the tab it must lie on."""
    for each in book.named_ranges:
        if each["name"] == name and (of is None or (each["range"].get("sheetId") or 0) == of.id):
            return from_grid(book, each["range"])
    raise ApiError(f"Unable to parse range: {text}")


def within(tab: Tab, rect: Rect) -> Rect:
    """`rect` cut to the grid. Raises ApiError when it begins outside."""
    _inside(tab, (rect.top, rect.left), (rect.bottom, rect.right))
    return Rect(
        rect.top, rect.left, min(rect.bottom, tab.row_count), min(rect.right, tab.column_count)
    )


def from_grid(book: Spreadsheet, grid: Json) -> tuple[Tab, Rect]:
    """Tab and rectangle of a GridRange, cut to the grid; missing sides are unbounded.

    Raises ApiError 400 for one that begins outside the grid, or ends before it begins. Source of
    the latter: the refusal of a merge over Y1:AA1 by a client that took AA for A, quoted on public
    pages.
    """
    tab = book.tab(int(grid.get("sheetId") or 0))
    top = grid.get("startRowIndex") or 0
    left = grid.get("startColumnIndex") or 0
    bottom = grid.get("endRowIndex")
    right = grid.get("endColumnIndex")
    for name, first, last in (("Row", top, bottom), ("Column", left, right)):
        if last is not None and last < first:
            raise ApiError(f"end{name}Index[{last}] cannot be before start{name}Index[{first}]")
    _inside(tab, (grid.get("startRowIndex", 0), grid.get("startColumnIndex", 0)), (bottom, right))
    return tab, Rect(
        top,
        left,
        tab.row_count if bottom is None else min(bottom, tab.row_count),
        tab.column_count if right is None else min(right, tab.column_count),
    )


def to_grid(tab: Tab, grid: Json) -> Json:
    """A GridRange as Google gives it back: bounds filled in from the grid, sheetId 0 left out.

    Source: recorded reply after a filter was set on a whole tab.
    """
    bounds = {
        "startRowIndex": grid.get("startRowIndex") or 0,
        "endRowIndex": tab.row_count if grid.get("endRowIndex") is None else grid["endRowIndex"],
        "startColumnIndex": grid.get("startColumnIndex") or 0,
        "endColumnIndex": tab.column_count
        if grid.get("endColumnIndex") is None
        else grid["endColumnIndex"],
    }
    return ({"sheetId": tab.id} if tab.id else {}) | bounds

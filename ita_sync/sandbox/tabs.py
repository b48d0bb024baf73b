"""Tabs and the spreadsheet's own properties: add, delete, change, duplicate."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain, count

from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.looks import DEFAULT_FORMAT
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Spreadsheet, Tab, new_tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard, guard_tab
from ita_sync.sandbox.shifting import check_cells, delete_span, grow

_SIZES = {"rowCount": (ROWS, "frozenRowCount"), "columnCount": (COLUMNS, "frozenColumnCount")}
_COLOURS = ("tabColor", "tabColorStyle")
ALL_HIDDEN = "You can't hide all the sheets in a document."
LONGEST_TITLE = 100  # Source: the refusal of a longer one, in public test data


def only(given: Json, *names: str) -> None:
    """Refuse fields beside those named."""
    if others := sorted(name for name, each in given.items() if each and name not in names):
        raise ApiError(f"The sandbox does not imitate {', '.join(others)} here.")


def settings(given: Json) -> Json:
    """What SpreadsheetProperties say of title, locale, time zone and recalculation.

    The default format may come back as it was given: pygsheets sends all that it has read.
    """
    said = {name: each for name, each in given.items() if each and each != DEFAULT_FORMAT}
    only(said, "title", "locale", "autoRecalc", "timeZone")
    return said


def properties(book: Spreadsheet, tab: Tab) -> Json:
    """SheetProperties with the index, as given back: false is left out.

    Source: recorded replies.
    """
    shown = {name: each for name, each in tab.properties.items() if each is not False}
    grid = {name: each for name, each in tab.properties["gridProperties"].items() if each}
    return shown | {"gridProperties": grid, "index": book.tabs.index(tab)}


def _sheet(book: Spreadsheet, number: object) -> Tab:
    """The tab with that id. Raises ApiError 400 when there is none.

    Source: "Invalid requests[0].deleteSheet: No sheet with id: N", quoted in public threads; a
    range that names no tab gets "grid" instead of "sheet".
    """
    for tab in book.tabs:
        if tab.id == number:
            return tab
    raise ApiError(f"No sheet with id: {number}")


def _free_id(book: Spreadsheet, number: int | None) -> int:
    """A new tab's id: drawn unless given.

    Source: refusals seen in a scratch spreadsheet, kept in public test data.
    """
    if number is None:
        return book.fresh_id()
    if number < 0:
        raise ApiError("Sheet id must be non-negative.")
    if any(tab.id == number for tab in book.tabs):
        raise ApiError(f"Sheet with id {number} already exists.")
    return number


def _taken(book: Spreadsheet, title: str, but: Tab | None = None) -> bool:
    return any(tab is not but and tab.title.casefold() == title.casefold() for tab in book.tabs)


def _free_title(
    book: Spreadsheet, title: str | None, others: Iterable[str] = (), but: Tab | None = None
) -> str:
    """A tab's title: the one given, else the first of the others that nobody has."""
    title = title or next((each for each in others if not _taken(book, each)), None)
    if not title:
        raise ApiError("The sheet name cannot be empty.")
    if len(title) > LONGEST_TITLE:
        raise ApiError(f"The sheet name cannot be greater than {LONGEST_TITLE} characters.")
    if _taken(book, title, but):
        raise ApiError(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )
    return title


def _insert(book: Spreadsheet, tab: Tab, index: int) -> None:
    if index < 0:
        raise ApiError(f"Sheet index {index} is out of range.")
    book.tabs.insert(index, tab)
    check_cells(book)


def _check_size(name: str, wanted: int, frozen: int = 0) -> None:
    """Refuse a grid without rows or columns, or with frozen ones only.

    Source: "You can't delete all the rows on the sheet" is also what a bare mask "gridProperties"
    gets; both texts are quoted in node-google-spreadsheet issues 186 and 528.
    """
    lines = name.replace("Count", "s")
    if wanted < 1:
        raise ApiError(f"You can't delete all the {lines} on the sheet.")
    if wanted <= frozen:
        raise ApiError(f"Sorry, it is not possible to delete all non-frozen {lines}.")


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addSheet: at the end unless an index is given; the id is drawn unless given."""
    given: Json = args.get("properties", {})
    if given.get("sheetType", "GRID") != "GRID":
        raise ApiError("The sandbox imitates sheets of type GRID only.")
    # A size of 0 is ignored: googlesheets4 issue 70 asks for 0 by 0 and gets 1000 by 26.
    grid = {name: each for name, each in given.get("gridProperties", {}).items() if each}
    rows, columns = grid.pop("rowCount", 1000), grid.pop("columnCount", 26)
    _check_size("rowCount", rows)
    _check_size("columnCount", columns)
    titles = (f"Sheet{number}" for number in count(len(book.tabs) + 1))
    title = _free_title(book, given.get("title"), titles)
    tab = new_tab(_free_id(book, given.get("sheetId")), title, rows, columns)
    for name in grid:
        _set_grid(book, tab, name, grid)
    tab.properties |= {name: True for name in ("hidden", "rightToLeft") if given.get(name)}
    _paint(book, tab, given)
    _insert(book, tab, given.get("index", len(book.tabs)))
    return {"properties": properties(book, tab)}


def _others_shown(book: Spreadsheet, tab: Tab) -> bool:
    return any(each is not tab and not each.properties.get("hidden") for each in book.tabs)


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteSheet, with all its marks. The last visible tab cannot go.

    Source: both refusals are quoted in public threads, the first in google-api-php-client issue
    1293.
    """
    tab = _sheet(book, args.get("sheetId", 0))
    guard_tab(book, tab)
    if len(book.tabs) == 1:
        raise ApiError("You can't remove all the sheets in a document.")
    if not _others_shown(book, tab):
        raise ApiError("You can't remove all the visible sheets in a document.")
    book.tabs.remove(tab)
    book.marks = [mark for mark in book.marks if mark.sheet_id != tab.id]


def _rename(book: Spreadsheet, tab: Tab, given: Json) -> None:
    title = _free_title(book, given.get("title"), but=tab)
    tab.properties = tab.properties | {"title": title}


def _reorder(book: Spreadsheet, tab: Tab, given: Json) -> None:
    """Move a tab. The index counts before the move; none means the end.

    Source: the reference, on moved sheets.
    """
    at, index = book.tabs.index(tab), given.get("index", len(book.tabs))
    if not 0 <= index <= len(book.tabs):
        raise ApiError(f"Sheet index {index} is out of range.")
    book.tabs.remove(tab)
    book.tabs.insert(index - 1 if index > at else index, tab)


def _hide(book: Spreadsheet, tab: Tab, given: Json) -> None:
    hidden = given.get("hidden", False)
    if hidden and not _others_shown(book, tab):
        raise ApiError(ALL_HIDDEN)
    tab.properties = tab.properties | {"hidden": hidden}


def _turn(_: Spreadsheet, tab: Tab, given: Json) -> None:
    tab.properties = tab.properties | {"rightToLeft": given.get("rightToLeft", False)}


def _paint(_: Spreadsheet, tab: Tab, given: Json) -> None:
    """Set both colour fields; take them away for a style without a colour, as gspread does it."""
    kept = {name: each for name, each in tab.properties.items() if name not in _COLOURS}
    tab.properties = kept | {name: given[name] for name in _COLOURS if given.get(name)}


def _set_grid(book: Spreadsheet, tab: Tab, name: str, given: Json) -> None:
    """One of the GridProperties: a size, how many lines are frozen, a flag."""
    value = given.get(name, 0)
    if name in _SIZES:
        _resize(book, tab, name, value)
        return
    for size, (dimension, frozen) in _SIZES.items():
        if name == frozen and value < 0:
            raise ApiError(f"{name} must be >= 0")
        if name == frozen and value >= tab.size(dimension):
            # Source: quoted in node-google-spreadsheet issue 528.
            lines = size.replace("Count", "s")
            raise ApiError(f"You can't freeze all visible {lines} on the sheet.")
    grid = {each: kept for each, kept in tab.properties["gridProperties"].items() if each != name}
    tab.properties = tab.properties | {"gridProperties": grid | ({name: value} if value else {})}


def _resize(book: Spreadsheet, tab: Tab, name: str, wanted: int) -> None:
    dimension, frozen = _SIZES[name]
    _check_size(name, wanted, tab.properties["gridProperties"].get(frozen, 0))
    had = tab.size(dimension)
    if wanted < had:
        rect = tab.whole()
        guard(book, tab, rect._replace(**{"top" if dimension == ROWS else "left": wanted}))
        delete_span(book, tab, dimension, wanted, had)
    else:
        grow(book, tab, dimension, wanted - had)


_CHANGES: dict[str, Callable[[Spreadsheet, Tab, Json], None]] = {
    "title": _rename,
    "index": _reorder,
    "hidden": _hide,
    "rightToLeft": _turn,
    "tabColor": _paint,
    "tabColorStyle": _paint,
}


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateSheetProperties: title, index, hidden, colours, grid size, frozen lines."""
    given: Json = args.get("properties", {})
    mask = parse_body(args.get("fields"), "SheetProperties")
    tab = _sheet(book, given.get("sheetId", 0))
    # Of a whole grid the rows come first, and what is frozen after the sizes.
    whole = sorted(fields_of("GridProperties") or {}, key=lambda name: name != "rowCount")
    for name, *below in leaves(mask, "SheetProperties"):
        if name == "gridProperties":
            for each in below or whole:
                _set_grid(book, tab, each, given.get(name, {}))
        elif name in _CHANGES:
            _CHANGES[name](book, tab, given)


def _clone(book: Spreadsheet, source: Tab, number: int | None, title: str | None) -> Tab:
    """A copy of the tab that fits into `book`, but is not in it yet.

    It has an id and a title of its own, and its ranges name it.
    """
    tab, usual = source.copy(), f"Copy of {source.title}"
    titles = chain([usual], (f"{usual} {number}" for number in count(2)))
    tab.properties = source.properties | {
        "sheetId": _free_id(book, number),
        "title": _free_title(book, title, titles),
    }
    grids = [*tab.merges, *([tab.basic_filter["range"]] if tab.basic_filter else [])]
    for each in tab.protected:
        each["protectedRangeId"] = book.fresh_id()
        grids += [each["range"], *each.get("unprotectedRanges", [])]
    for grid in grids:
        grid["sheetId"] = tab.id
    return tab


def duplicate(book: Spreadsheet, args: Json) -> Json:
    """The request duplicateSheet: cells, filters, protections, the tab's marks under new ids.

    Marks of rows and columns are not among them: observed once; by the rule
    "duplicate-copies-marks" they are.
    """
    source = _sheet(book, args.get("sourceSheetId", 0))
    tab = _clone(book, source, args.get("newSheetId"), args.get("newSheetName"))
    _insert(book, tab, args.get("insertSheetIndex", 0))
    lines_too = "duplicate-copies-marks" in book.edit.rules
    for mark in [each for each in book.marks if each.sheet_id == source.id and not each.foreign]:
        if lines_too or mark.dimension is None:
            book.marks.append(replace(mark, id=book.fresh_id(), sheet_id=tab.id))
    return {"properties": properties(book, tab)}


def update_spreadsheet(book: Spreadsheet, args: Json) -> None:
    """The request updateSpreadsheetProperties: title, locale, time zone, recalculation."""
    given: Json = args.get("properties", {})
    mask = parse_body(args.get("fields"), "SpreadsheetProperties")
    named = {path[0] for path in leaves(mask, "SpreadsheetProperties")}
    if "title" in named and not given.get("title"):
        raise ApiError("Spreadsheet titles cannot be empty.")
    book.properties |= settings({name: given[name] for name in named & given.keys()})

"""Tabs and the spreadsheet's own properties: add, delete, change, duplicate."""

from dataclasses import replace

from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.colours import paired
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Spreadsheet, Tab, new_tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard, guard_tab
from ita_sync.sandbox.shifting import check_cells, delete_span

_GRID_SIZES = {"rowCount", "columnCount"}
_COLOURS = {"tabColor", "tabColorStyle"}
LONGEST_TITLE = 100  # Source: the refusal of a longer one, in public test data


def _colours(given: Json) -> Json:
    """Both colour fields; neither for a style without a colour.

    That is how gspread takes a tab's colour away.
    """
    told: Json = {name: given[name] for name in _COLOURS if given.get(name) is not None}
    if told.get("tabColorStyle") == {}:
        del told["tabColorStyle"]
    colours: Json = paired(told)
    return colours


def properties(book: Spreadsheet, tab: Tab) -> Json:
    """SheetProperties with the index, as given back: false is left out.

    Source: recorded replies.
    """
    shown = {
        name: each
        for name, each in tab.properties.items()
        if each is not None and each is not False
    }
    shown["gridProperties"] = {
        name: each
        for name, each in tab.properties["gridProperties"].items()
        if each not in (False, None, 0)
    }
    return shown | {"index": book.tabs.index(tab)}


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


def _free_title(book: Spreadsheet, title: str, but: Tab | None = None) -> str:
    if len(title) > LONGEST_TITLE:
        raise ApiError(f"The sheet name cannot be greater than {LONGEST_TITLE} characters.")
    if any(tab is not but and tab.title.casefold() == title.casefold() for tab in book.tabs):
        raise ApiError(
            f'A sheet with the name "{title}" already exists. Please enter another name.'
        )
    return title


def _shrunk(name: str, frozen: int, wanted: int) -> None:
    """Refuse a grid without rows or columns, or with frozen ones only.

    Source: "You can't delete all the rows on the sheet" is also what a bare mask "gridProperties"
    gets; both texts are quoted in node-google-spreadsheet issues 186 and 528.
    """
    lines = "rows" if name == "rowCount" else "columns"
    if wanted < 1:
        raise ApiError(f"You can't delete all the {lines} on the sheet.")
    if wanted <= frozen:
        raise ApiError(f"Sorry, it is not possible to delete all non-frozen {lines}.")


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addSheet: at the end unless an index is given; the id is drawn unless given."""
    given: Json = {
        name: each for name, each in (args.get("properties") or {}).items() if each is not None
    }
    if given.get("sheetType", "GRID") != "GRID":
        raise ApiError("The sandbox imitates sheets of type GRID only.")
    number = _free_id(book, given.get("sheetId"))
    title = given.get("title")
    if not title:
        count = len(book.tabs) + 1
        while any(tab.title == f"Sheet{count}" for tab in book.tabs):
            count += 1
        title = f"Sheet{count}"
    tab = new_tab(number, _free_title(book, title))
    grid: Json = given.get("gridProperties") or {}
    for name, each in grid.items():
        # A size of 0 is ignored: googlesheets4 issue 70 asks for 0 by 0 and gets 1000 by 26.
        if each:
            tab.properties["gridProperties"][name] = each
    for name in ("hidden", "rightToLeft"):
        if given.get(name):
            tab.properties[name] = given[name]
    tab.properties |= _colours(given)
    book.tabs.insert(min(given.get("index", len(book.tabs)), len(book.tabs)), tab)
    check_cells(book)
    return {"properties": properties(book, tab)}


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteSheet, with all its marks. The last visible tab cannot go.

    Source: both refusals are quoted in public threads, the first in google-api-php-client issue
    1293.
    """
    tab = _sheet(book, args.get("sheetId") or 0)
    guard_tab(tab)
    if len(book.tabs) == 1:
        raise ApiError("You can't remove all the sheets in a document.")
    if not any(each is not tab and not each.properties.get("hidden") for each in book.tabs):
        raise ApiError("You can't remove all the visible sheets in a document.")
    book.tabs.remove(tab)
    book.marks = [mark for mark in book.marks if mark.sheet_id != tab.id]
    book.named_ranges = [
        each for each in book.named_ranges if (each["range"].get("sheetId") or 0) != tab.id
    ]


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateSheetProperties: title, index, hidden, colours, grid size, frozen lines."""
    given: Json = args.get("properties") or {}
    mask = parse_body(args.get("fields"), "SheetProperties")
    tab = _sheet(book, given.get("sheetId") or 0)
    paths = leaves(mask, "SheetProperties")
    if ("gridProperties",) in paths:
        every = sorted(fields_of("GridProperties") or {}, key=lambda name: name != "rowCount")
        paths += [("gridProperties", name) for name in every]
    for path in paths:
        _update_one(book, tab, path, given)


def _update_one(book: Spreadsheet, tab: Tab, path: tuple[str, ...], given: Json) -> None:
    match path:
        case ("gridProperties", name):
            _update_grid(book, tab, name, (given.get("gridProperties") or {}).get(name))
        case ("title",):
            if not given.get("title"):
                raise ApiError("The sheet name cannot be empty.")
            tab.properties = tab.properties | {"title": _free_title(book, given["title"], tab)}
        case ("index",):
            _reorder(book, tab, given.get("index"))
        case ("hidden",):
            _hide(book, tab, hidden=bool(given.get("hidden")))
        case ("rightToLeft",):
            tab.properties = tab.properties | {"rightToLeft": bool(given.get("rightToLeft"))}
        case (name, *_) if name in _COLOURS:
            kept = {each: kept for each, kept in tab.properties.items() if each not in _COLOURS}
            tab.properties = kept | _colours(given)


def _reorder(book: Spreadsheet, tab: Tab, wanted: int | None) -> None:
    """Move a tab. The index counts before the move; none means the end.

    Source: the reference, on moved sheets.
    """
    at = book.tabs.index(tab)
    index = len(book.tabs) if wanted is None else wanted
    if index < 0 or index > len(book.tabs):
        raise ApiError(f"Sheet index {index} is out of range.")
    book.tabs.remove(tab)
    book.tabs.insert(index - 1 if index > at else index, tab)


def _hide(book: Spreadsheet, tab: Tab, *, hidden: bool) -> None:
    if hidden and not any(
        each is not tab and not each.properties.get("hidden") for each in book.tabs
    ):
        raise ApiError("You can't hide all the sheets in a document.")
    tab.properties = tab.properties | {"hidden": hidden}


def _update_grid(book: Spreadsheet, tab: Tab, name: str, value: object) -> None:
    if name in _GRID_SIZES:
        frozen = "frozenRowCount" if name == "rowCount" else "frozenColumnCount"
        wanted = int(value) if isinstance(value, int | float) else 0
        _shrunk(name, tab.properties["gridProperties"].get(frozen, 0), wanted)
        dimension, had = (
            (ROWS, tab.row_count) if name == "rowCount" else (COLUMNS, tab.column_count)
        )
        if wanted < had:
            area = tab.whole()
            area = area._replace(top=wanted) if dimension == ROWS else area._replace(left=wanted)
            guard(book, tab, area)
            delete_span(book, tab, dimension, wanted, had)
        elif dimension == ROWS:
            tab.resize(rows=wanted)
        else:
            tab.resize(columns=wanted)
        check_cells(book)
        return
    grid = {each: kept for each, kept in tab.properties["gridProperties"].items() if each != name}
    if value:
        grid[name] = value
    for frozen, count, lines in (
        ("frozenRowCount", tab.row_count, "rows"),
        ("frozenColumnCount", tab.column_count, "columns"),
    ):
        if name == frozen and grid.get(frozen, 0) >= count:
            # Source: quoted in node-google-spreadsheet issue 528.
            raise ApiError(f"You can't freeze all visible {lines} on the sheet.")
    tab.properties = tab.properties | {"gridProperties": grid}


def _clone(book: Spreadsheet, source: Tab, number: int | None, title: str | None) -> Tab:
    """A copy of the tab that fits into `book`, but is not in it yet.

    It has an id and a title of its own, and its ranges name it.
    """
    tab = source.copy()
    if not title:
        title, count = f"Copy of {source.title}", 2
        while any(each.title == title for each in book.tabs):
            title, count = f"Copy of {source.title} {count}", count + 1
    tab.properties = source.properties | {
        "sheetId": _free_id(book, number),
        "title": _free_title(book, title),
    }
    for each in tab.protected:
        each["protectedRangeId"] = book.fresh_id()
    everything = (*tab.protected, *tab.filter_views, *tab.row_groups, *tab.column_groups)
    ranges = [each["range"] for each in everything if "range" in each]
    for grid in (*ranges, *tab.merges, *([tab.basic_filter["range"]] if tab.basic_filter else [])):
        grid["sheetId"] = tab.id
    return tab


def copy_into(book: Spreadsheet, source: Tab) -> Tab:
    """A tab of another spreadsheet at the end of this one.

    Its protections and marks stay behind.
    """
    tab = _clone(book, source, None, None)
    tab.protected = []
    book.tabs.append(tab)
    check_cells(book)
    return tab


def duplicate(book: Spreadsheet, args: Json) -> Json:
    """The request duplicateSheet: cells, filters, protections, the tab's marks under new ids."""
    source = _sheet(book, args.get("sourceSheetId") or 0)
    tab = _clone(book, source, args.get("newSheetId"), args.get("newSheetName"))
    book.tabs.insert(min(args.get("insertSheetIndex") or 0, len(book.tabs)), tab)
    for mark in [each for each in book.marks if each.sheet_id == source.id and not each.foreign]:
        book.marks.append(replace(mark, id=book.fresh_id(), sheet_id=tab.id))
    check_cells(book)
    return {"properties": properties(book, tab)}


def update_spreadsheet(book: Spreadsheet, args: Json) -> None:
    """The request updateSpreadsheetProperties: title, locale, time zone, recalculation."""
    given: Json = args.get("properties") or {}
    named = leaves(parse_body(args.get("fields"), "SpreadsheetProperties"), "SpreadsheetProperties")
    for path in named:
        if path[0] == "title" and not given.get("title"):
            raise ApiError("Spreadsheet titles cannot be empty.")
        if given.get(path[0]) is not None:
            book.properties[path[0]] = given[path[0]]

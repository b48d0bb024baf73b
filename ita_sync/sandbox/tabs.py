"""Tabs and the spreadsheet's own properties: add, delete, change, duplicate; merges."""

from dataclasses import replace

from ita_sync.sandbox.a1 import from_grid, to_grid
from ita_sync.sandbox.colours import paired
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Spreadsheet, Tab, new_tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard, guard_tab
from ita_sync.sandbox.shifting import check_cells, delete_span

_GRID_SIZES = {"rowCount", "columnCount"}
_COLOURS = {"tabColor", "tabColorStyle"}


def _colours(given: Json) -> Json:
    colours: Json = paired({name: given[name] for name in _COLOURS if given.get(name) is not None})
    return colours


def properties(book: Spreadsheet, tab: Tab) -> Json:
    """SheetProperties with the index, as given back: false is left out. Source: recorded replies."""
    shown = {name: each for name, each in tab.properties.items() if each is not None and each is not False}
    shown["gridProperties"] = {
        name: each for name, each in tab.properties["gridProperties"].items() if each not in (False, None, 0)
    }
    return shown | {"index": book.tabs.index(tab)}


def _free_title(book: Spreadsheet, title: str, but: Tab | None = None) -> str:
    if any(tab is not but and tab.title.casefold() == title.casefold() for tab in book.tabs):
        raise ApiError(f'A sheet with the name "{title}" already exists. Please enter another name.')
    return title


def _sized(name: str, value: object) -> int:
    if not isinstance(value, int | float) or value < 1:
        raise ApiError(f"gridProperties.{name} must be at least 1")
    return int(value)


def add(book: Spreadsheet, args: Json) -> Json:
    """The request addSheet: at the end unless an index is given; the id is drawn unless given."""
    given: Json = {name: each for name, each in (args.get("properties") or {}).items() if each is not None}
    if given.get("sheetType", "GRID") != "GRID":
        raise ApiError("The sandbox imitates sheets of type GRID only.")
    number = given.get("sheetId")
    if number is not None and number < 0:
        raise ApiError(f"Invalid sheetId: {number}. Must be non-negative.")
    if any(tab.id == number for tab in book.tabs):
        raise ApiError(f"A sheet with the ID {number} already exists. Please enter another ID.")
    title = given.get("title")
    if not title:
        count = len(book.tabs) + 1
        while any(tab.title == f"Sheet{count}" for tab in book.tabs):
            count += 1
        title = f"Sheet{count}"
    tab = new_tab(book.fresh_id() if number is None else number, _free_title(book, title))
    grid: Json = given.get("gridProperties") or {}
    for name, each in grid.items():
        if each is not None:
            tab.properties["gridProperties"][name] = _sized(name, each) if name in _GRID_SIZES else each
    for name in ("hidden", "rightToLeft"):
        if given.get(name):
            tab.properties[name] = given[name]
    tab.properties |= _colours(given)
    book.tabs.insert(min(given.get("index", len(book.tabs)), len(book.tabs)), tab)
    check_cells(book)
    return {"properties": properties(book, tab)}


def delete(book: Spreadsheet, args: Json) -> None:
    """The request deleteSheet, with all its marks. The last visible tab cannot go."""
    tab = book.tab(int(args.get("sheetId") or 0))
    guard_tab(tab)
    if not any(each is not tab and not each.properties.get("hidden") for each in book.tabs):
        raise ApiError("You can't remove all the visible sheets in a document.")
    book.tabs.remove(tab)
    book.marks = [mark for mark in book.marks if mark.sheet_id != tab.id]
    book.named_ranges = [each for each in book.named_ranges if (each["range"].get("sheetId") or 0) != tab.id]


def update(book: Spreadsheet, args: Json) -> None:
    """The request updateSheetProperties: title, index, hidden, colours, the grid's size, frozen lines."""
    given: Json = args.get("properties") or {}
    mask = parse_body(args.get("fields"), "SheetProperties")
    tab = book.tab(int(given.get("sheetId") or 0))
    paths = leaves(mask, "SheetProperties")
    if ("gridProperties",) in paths:
        paths += [("gridProperties", name) for name in given.get("gridProperties") or {}]
    for path in paths:
        _update_one(book, tab, path, given)


def _update_one(book: Spreadsheet, tab: Tab, path: tuple[str, ...], given: Json) -> None:
    match path:
        case ("gridProperties", name):
            _update_grid(book, tab, name, (given.get("gridProperties") or {}).get(name))
        case ("title",):
            if not given.get("title"):
                raise ApiError("Sheet titles cannot be empty.")
            tab.properties = tab.properties | {"title": _free_title(book, given["title"], tab)}
        case ("index",):
            _reorder(book, tab, given.get("index") or 0)
        case ("hidden",):
            _hide(book, tab, hidden=bool(given.get("hidden")))
        case ("rightToLeft",):
            tab.properties = tab.properties | {"rightToLeft": bool(given.get("rightToLeft"))}
        case (name, *_) if name in _COLOURS:
            kept = {each: kept for each, kept in tab.properties.items() if each not in _COLOURS}
            tab.properties = kept | _colours(given)


def _reorder(book: Spreadsheet, tab: Tab, index: int) -> None:
    """The index counts before the move, as the reference says of moved sheets."""
    at = book.tabs.index(tab)
    if index < 0 or index > len(book.tabs):
        raise ApiError(f"Sheet index {index} is out of range.")
    book.tabs.remove(tab)
    book.tabs.insert(index - 1 if index > at else index, tab)


def _hide(book: Spreadsheet, tab: Tab, *, hidden: bool) -> None:
    if hidden and not any(each is not tab and not each.properties.get("hidden") for each in book.tabs):
        raise ApiError("You can't hide all the sheets in a document.")
    tab.properties = tab.properties | {"hidden": hidden}


def _update_grid(book: Spreadsheet, tab: Tab, name: str, value: object) -> None:
    if name in _GRID_SIZES:
        wanted = _sized(name, value)
        dimension, had = (ROWS, tab.row_count) if name == "rowCount" else (COLUMNS, tab.column_count)
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
    for frozen, count in (("frozenRowCount", tab.row_count), ("frozenColumnCount", tab.column_count)):
        if grid.get(frozen, 0) >= count:
            raise ApiError("You can't freeze all visible rows or columns on the sheet.")
    tab.properties = tab.properties | {"gridProperties": grid}


def _clone(book: Spreadsheet, source: Tab, number: int | None, title: str | None) -> Tab:
    """The tab again, fit for `book`, not yet in it: an id and a title of its own, ranges that name it."""
    tab = source.copy()
    if not title:
        title, count = f"Copy of {source.title}", 2
        while any(each.title == title for each in book.tabs):
            title, count = f"Copy of {source.title} {count}", count + 1
    tab.properties = source.properties | {
        "sheetId": book.fresh_id() if number is None else number,
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
    """A tab of another spreadsheet at the end of this one; its protections and marks do not come along."""
    tab = _clone(book, source, None, None)
    tab.protected = []
    book.tabs.append(tab)
    check_cells(book)
    return tab


def duplicate(book: Spreadsheet, args: Json) -> Json:
    """The request duplicateSheet: cells, filters, protections, the tab's marks under new ids."""
    source = book.tab(int(args.get("sourceSheetId") or 0))
    number = args.get("newSheetId")
    if number is not None and any(tab.id == number for tab in book.tabs):
        raise ApiError(f"A sheet with the ID {number} already exists. Please enter another ID.")
    tab = _clone(book, source, number, args.get("newSheetName"))
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


def merge(book: Spreadsheet, args: Json) -> None:
    """The request mergeCells, all in one, by columns or by rows; the values under it stay."""
    tab, area = from_grid(book, args.get("range") or {})
    guard(book, tab, area)
    pieces = [area]
    if args.get("mergeType") == "MERGE_ROWS":
        pieces = [area._replace(top=at, bottom=at + 1) for at in range(area.top, area.bottom)]
    elif args.get("mergeType") == "MERGE_COLUMNS":
        pieces = [area._replace(left=at, right=at + 1) for at in range(area.left, area.right)]
    for each in pieces:
        tab.merges.append(
            to_grid(
                tab,
                {
                    "startRowIndex": each.top,
                    "endRowIndex": each.bottom,
                    "startColumnIndex": each.left,
                    "endColumnIndex": each.right,
                },
            )
        )


def unmerge(book: Spreadsheet, args: Json) -> None:
    """The request unmergeCells: every merge that meets the range."""
    tab, area = from_grid(book, args.get("range") or {})
    tab.merges = [each for each in tab.merges if not from_grid(book, each)[1].meets(area)]

"""The request sortRange, and the basic filter of a tab."""

from ita_sync.sandbox.a1 import from_grid, to_grid
from ita_sync.sandbox.formats import effective_of, shown
from ita_sync.sandbox.model import ROWS, Cell, Json, Rect, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard
from ita_sync.sandbox.shifting import follow_marks, padded


def _key(cell: Cell | None) -> tuple[int, float | str] | None:
    """Numbers before texts before booleans; None for blank, which always comes last."""
    value = effective_of(cell)
    if value is None:
        return None
    if "numberValue" in value:
        return 0, value["numberValue"]
    if "boolValue" in value:
        return 2, float(value["boolValue"])
    return 1, str(shown(cell)).casefold()


def _order(tab: Tab, rect: Rect, specs: list[Json]) -> list[int]:
    """The rows of a rectangle in the order that they shall have."""
    order = list(range(rect.top, rect.bottom))
    for spec in reversed(specs):
        column = spec.get("dimensionIndex", 0)
        if not rect.left <= column < rect.right:
            raise ApiError(f"Sort column index {column} is outside of the range.")
        keys = {at: key for at in order if (key := _key(tab.cell(at, column))) is not None}
        falling = spec.get("sortOrder") == "DESCENDING"
        blank = [at for at in order if at not in keys]
        order = sorted(keys, key=keys.__getitem__, reverse=falling) + blank
    return order


def sort(book: Spreadsheet, args: Json) -> None:
    """The request sortRange: stable; later specifications decide between equals.

    Source: recorded replies of gspread's test_sort.
    """
    if "range" not in args:
        raise ApiError("Must specify a range to sort.")
    specs = args.get("sortSpecs", [])
    if not specs:
        raise ApiError("Must specify at least one sort specification.")
    tab, rect = from_grid(book, args["range"])
    _sort(book, tab, rect, specs)


def _sort(book: Spreadsheet, tab: Tab, rect: Rect, specs: list[Json]) -> None:
    guard(book, tab, rect)
    order = _order(tab, rect, specs)
    rows = [padded(tab.row(old), rect.right)[rect.left : rect.right] for old in order]
    for at, row in enumerate(rows, rect.top):
        tab.put(at, enumerate(row, rect.left))
    if _takes_marks(book, tab, rect):
        place = {old: new for new, old in enumerate(order, rect.top)}
        follow_marks(book, tab, ROWS, lambda at: place.get(at, at))


def _takes_marks(book: Spreadsheet, tab: Tab, rect: Rect) -> bool:
    """Whether marks on rows follow a sort: of whole rows, not of some columns.

    The first was observed once by others, the second follows from what a row is; each has a rule
    for the other answer.
    """
    if rect.cut(tab.whole()) == tab.whole()._replace(top=rect.top, bottom=rect.bottom):
        return "sort-leaves-marks" not in book.edit.rules
    return "part-sort-moves-marks" in book.edit.rules


def set_filter(book: Spreadsheet, args: Json) -> None:
    """The request setBasicFilter.

    Google gives back both criteria and filterSpecs, and a closed range. With sortSpecs the rows
    below the first one of the range, its header, are sorted.
    """
    given: Json = args.get("filter", {})
    if "range" not in given:
        raise ApiError("Must specify a range to filter.")
    tab, rect = from_grid(book, given["range"])
    stored: Json = {"range": to_grid(tab, rect)}
    if given.get("sortSpecs"):
        stored["sortSpecs"] = given["sortSpecs"]
        _sort(book, tab, rect._replace(top=min(rect.top + 1, rect.bottom)), given["sortSpecs"])
    if criteria := _criteria(tab, given):
        stored["criteria"] = {str(column): each for column, each in criteria.items()}
        stored["filterSpecs"] = [
            {"columnIndex": column, "filterCriteria": each} for column, each in criteria.items()
        ]
    tab.basic_filter = stored


def _criteria(tab: Tab, given: Json) -> dict[int, Json]:
    """What each column is filtered by. Raises ApiError 400 for what later reads cannot use."""
    named = given.get("criteria", {})
    pairs = [
        (str(each.get("columnIndex", 0)), each.get("filterCriteria", {}))
        for each in given.get("filterSpecs", [])
    ]
    pairs = pairs or (list(named.items()) if isinstance(named, dict) else [("", named)])
    columns = {str(at): at for at in range(tab.column_count)}
    if not all(column in columns and _hides_texts(each) for column, each in pairs):
        raise ApiError("A filter must name columns of the sheet, and the texts that they hide.")
    return {columns[column]: each for column, each in pairs}


def _hides_texts(criterion: object) -> bool:
    values = criterion.get("hiddenValues", []) if isinstance(criterion, dict) else None
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def clear_filter(book: Spreadsheet, args: Json) -> None:
    """The request clearBasicFilter."""
    book.tab(args.get("sheetId", 0)).basic_filter = None


def filtered_rows(tab: Tab) -> set[int]:
    """Indexes of the rows that the basic filter hides by their values.

    Its first row is a header.
    """
    if tab.basic_filter is None:
        return set()
    where: Json = tab.basic_filter["range"]
    hides = {
        (int(column), text)
        for column, each in tab.basic_filter.get("criteria", {}).items()
        for text in each.get("hiddenValues", [])
    }
    columns = {column for column, _ in hides}
    return {
        at
        for at in range(where["startRowIndex"] + 1, where["endRowIndex"])
        if any((column, shown(tab.cell(at, column)) or "") in hides for column in columns)
    }

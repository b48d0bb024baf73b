"""The request sortRange, and the basic filter of a tab."""

from dataclasses import replace

from ita_sync.sandbox.a1 import from_grid, to_grid
from ita_sync.sandbox.formats import effective_of, shown
from ita_sync.sandbox.model import ROWS, Cell, Json, Row, Spreadsheet, Tab
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.protection import guard


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


def sort(book: Spreadsheet, args: Json) -> None:
    """The request sortRange: stable; later specifications decide between equals.

    Row metadata moves along. Source: recorded replies of gspread's test_sort.
    """
    if args.get("range") is None:
        raise ApiError("Must specify a range to sort.")
    specs = args.get("sortSpecs") or []
    if not specs:
        raise ApiError("Must specify at least one sort specification.")
    tab, area = from_grid(book, args["range"])
    guard(book, tab, area)
    order = list(range(area.top, area.bottom))
    for spec in reversed(specs):
        column = spec.get("dimensionIndex") or 0
        if not area.left <= column < area.right:
            raise ApiError(f"Sort column index {column} is outside of the range.")
        keys = {at: _key(tab.cell(at, column)) for at in order}
        falling = spec.get("sortOrder") == "DESCENDING"
        filled = [at for at in order if keys[at] is not None]
        filled.sort(key=lambda at: keys[at] or (0, ""), reverse=falling)
        order = filled + [at for at in order if keys[at] is None]
    new_rows = {
        new: _cut(tab.row(old), area.left, area.right)
        for new, old in zip(range(area.top, area.bottom), order, strict=True)
    }
    for at, part in new_rows.items():
        tab.put(at, [(area.left + over, cell) for over, cell in enumerate(part)])
    place = {old: new for new, old in zip(range(area.top, area.bottom), order, strict=True)}
    book.marks = [
        replace(mark, index=place.get(mark.index, mark.index))
        if mark.sheet_id == tab.id and mark.dimension == ROWS
        else mark
        for mark in book.marks
    ]


def _cut(row: Row, left: int, right: int) -> Row:
    part = row[left:right]
    return part + (None,) * (right - left - len(part))


def set_filter(book: Spreadsheet, args: Json) -> None:
    """The request setBasicFilter.

    Google gives back both criteria and filterSpecs, and a closed range.
    """
    given: Json = {
        name: each for name, each in (args.get("filter") or {}).items() if each is not None
    }
    if "range" not in given:
        raise ApiError("Must specify a range to filter.")
    tab, _ = from_grid(book, given["range"])
    stored: Json = {"range": to_grid(tab, given["range"])}
    if given.get("sortSpecs"):
        stored["sortSpecs"] = given["sortSpecs"]
    if given.get("filterSpecs"):
        stored["filterSpecs"] = given["filterSpecs"]
        stored["criteria"] = {
            str(each.get("columnIndex", 0)): each.get("filterCriteria", {})
            for each in given["filterSpecs"]
        }
    elif given.get("criteria"):
        stored["criteria"] = given["criteria"]
        stored["filterSpecs"] = [
            {"columnIndex": int(column), "filterCriteria": each}
            for column, each in given["criteria"].items()
        ]
    tab.basic_filter = stored


def clear_filter(book: Spreadsheet, args: Json) -> None:
    """The request clearBasicFilter."""
    book.tab(int(args.get("sheetId") or 0)).basic_filter = None


def filtered_rows(tab: Tab) -> set[int]:
    """Indexes of the rows that the basic filter hides by their values.

    Its first row is a header.
    """
    if not tab.basic_filter or not tab.basic_filter.get("criteria"):
        return set()
    area = tab.basic_filter["range"]
    hidden: set[int] = set()
    for column, criterion in tab.basic_filter["criteria"].items():
        values = set(criterion.get("hiddenValues") or [])
        if not values:
            continue
        hidden |= {
            at
            for at in range(area["startRowIndex"] + 1, area["endRowIndex"])
            if (shown(tab.cell(at, int(column))) or "") in values
        }
    return hidden

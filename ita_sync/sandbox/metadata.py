"""Developer metadata, here "marks": creating, deleting and finding them.

The rule everything rests on: an id in use is refused, and the whole batch with it.
"""

from collections.abc import Iterable
from functools import partial

from ita_sync.sandbox.a1 import from_grid, locate, within
from ita_sync.sandbox.dimensions import lines
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Mark, Rect, Spreadsheet, Tab, present
from ita_sync.sandbox.problems import ApiError

# Keys and values, per spreadsheet and as much again per sheet. Source: the metadata guide.
MOST_CHARACTERS = 30_000

_TYPES = {None: "SHEET", ROWS: "ROW", COLUMNS: "COLUMN"}
_VISIBILITIES = {"DOCUMENT", "PROJECT"}


def location_type(mark: Mark) -> str:
    """SPREADSHEET, SHEET, ROW or COLUMN."""
    return "SPREADSHEET" if mark.sheet_id is None else _TYPES[mark.dimension]


def resource(mark: Mark) -> Json:
    """The DeveloperMetadata resource."""
    location: Json = {"locationType": location_type(mark)}
    if mark.sheet_id is None:
        location["spreadsheet"] = True
    elif mark.dimension is None:
        location["sheetId"] = mark.sheet_id
    else:
        span = {"dimension": mark.dimension, "startIndex": mark.index, "endIndex": mark.index + 1}
        location["dimensionRange"] = ({"sheetId": mark.sheet_id} if mark.sheet_id else {}) | span
    shown: Json = {"metadataId": mark.id, "metadataKey": mark.key}
    if mark.value:
        shown["metadataValue"] = mark.value
    return shown | {"location": location, "visibility": mark.visibility}


def visible(book: Spreadsheet) -> list[Mark]:
    """The marks that this project may see, in the order they were made."""
    return [mark for mark in book.marks if not mark.foreign]


def _place(book: Spreadsheet, given: Json) -> tuple[int | None, str | None, int]:
    """(sheet id, dimension, index) of a DeveloperMetadataLocation. Raises ApiError 400."""
    if given.get("spreadsheet"):
        return None, None, 0
    if "dimensionRange" in given:
        tab, dimension, start, end = lines(book, given["dimensionRange"])
        if "endIndex" not in given["dimensionRange"] or end - start != 1:
            raise ApiError("Developer metadata can only be associated with a single row or column.")
        if end > tab.size(dimension):
            raise ApiError("The location of the developer metadata is outside of the grid.")
        return tab.id, dimension, start
    if "sheetId" in given:
        return book.tab(given["sheetId"]).id, None, 0
    raise ApiError("Developer metadata must have a location.")


def placed(book: Spreadsheet, marks: list[Mark]) -> list[Mark]:
    """Those of the marks whose tab and line there are in `book`."""
    tabs = {tab.id: tab for tab in book.tabs}

    def fits(mark: Mark) -> bool:
        if mark.sheet_id is None or mark.dimension is None:
            return mark.sheet_id in {None, *tabs}
        tab = tabs.get(mark.sheet_id)
        return tab is not None and mark.index < tab.size(mark.dimension)

    return [mark for mark in marks if fits(mark)]


def _check_size(book: Spreadsheet, sheet_id: int | None) -> None:
    total = sum(
        len(mark.key) + len(mark.value or "") for mark in book.marks if mark.sheet_id == sheet_id
    )
    if total > MOST_CHARACTERS:
        where = "spreadsheet" if sheet_id is None else "sheet"
        raise ApiError(
            f"The developer metadata of this {where} would exceed the limit of {MOST_CHARACTERS} "
            f"characters."
        )


def _refuse_taken(book: Spreadsheet, number: int) -> None:
    """Refuse an id in use. Source of the refusal's text: observed live.

    Some rules say otherwise: within a batch, across batches, or in either case.
    """
    where = "inside" if number in book.edit.made else "across"
    if book.edit.rules & {"ids-not-unique", f"ids-not-unique-{where}"}:
        return
    if any(mark.id == number for mark in book.marks):
        raise ApiError(
            f"Cannot add developer metadata with ID [{number}] because developer metadata with "
            f"that ID already exists."
        )


def _refuse_pair(book: Spreadsheet, numbers: Iterable[int], others: set[int]) -> None:
    """By the rule "pair-refused", no batch creates and deletes one id, in either order."""
    both = others.intersection(numbers)
    if both and "pair-refused" in book.edit.rules:
        raise ApiError(
            f"Cannot add and delete developer metadata with ID [{min(both)}] in the same batch."
        )


def create(book: Spreadsheet, args: Json) -> Json:
    """The request createDeveloperMetadata.

    Key, visibility and location are required, an id is not.
    """
    given: Json = args.get("developerMetadata", {})
    if not given.get("metadataKey"):
        raise ApiError("Developer metadata must have a key.")
    if given.get("visibility") not in _VISIBILITIES:
        raise ApiError("Developer metadata must have a visibility.")
    sheet_id, dimension, index = _place(book, given.get("location", {}))
    number = given.get("metadataId")
    if number is not None and number <= 0:
        raise ApiError("Developer metadata IDs must be positive.")
    if number is None:
        number = book.fresh_id()
    _refuse_taken(book, number)
    _refuse_pair(book, [number], book.edit.deleted)
    mark = Mark(
        id=number,
        key=given["metadataKey"],
        value=given.get("metadataValue"),
        visibility=given["visibility"],
        sheet_id=sheet_id,
        dimension=dimension,
        index=index,
    )
    book.marks.append(mark)
    book.edit.made.add(number)
    _check_size(book, sheet_id)
    return {"developerMetadata": resource(mark)}


def _fits(lookup: Json, mark: Mark) -> bool:
    """Whether the mark has every field of a DeveloperMetadataLookup."""
    shown = {
        "metadataId": mark.id,
        "metadataKey": mark.key,
        "metadataValue": mark.value or "",
        "visibility": mark.visibility,
        "locationType": location_type(mark),
    }
    return all(lookup.get(name, value) == value for name, value in shown.items())


def _in_range(tab: Tab, rect: Rect, mark: Mark) -> bool:
    if mark.sheet_id != tab.id:
        return False
    if mark.dimension == ROWS:
        return rect.top <= mark.index < rect.bottom
    if mark.dimension == COLUMNS:
        return rect.left <= mark.index < rect.right
    return rect == tab.whole()


def range_of(book: Spreadsheet, data_filter: Json) -> tuple[Tab, Rect]:
    """The range of a DataFilter. Raises ApiError 400 where it has none."""
    if data_filter.get("a1Range"):
        tab, rect = locate(book, data_filter["a1Range"])
        return tab, within(tab, rect)
    if "gridRange" in data_filter:
        return from_grid(book, data_filter["gridRange"])
    raise ApiError("A data filter must specify a range or a developer metadata lookup.")


def _selected(book: Spreadsheet, data_filter: Json) -> list[Mark]:
    """The marks that a DataFilter selects."""
    given = present(data_filter)
    if len(given) > 1:
        raise ApiError(f"oneof field 'filter' is already set. Cannot set '{list(given)[1]}'")
    lookup = given.get("developerMetadataLookup")
    if lookup is None:
        fits = partial(_in_range, *range_of(book, given))
    elif "metadataLocation" in lookup:
        raise ApiError("The sandbox does not imitate a lookup by location.")
    else:
        fits = partial(_fits, lookup)
    return [mark for mark in visible(book) if fits(mark)]


def search(book: Spreadsheet, data_filters: list[Json]) -> Json:
    """developerMetadata:search, with the filters that found each mark."""
    if not data_filters:
        raise ApiError("Must specify at least one data filter.")
    chosen = [(each, _selected(book, each)) for each in data_filters]
    found = [
        {"developerMetadata": resource(mark), "dataFilters": hits}
        for mark in visible(book)
        if (hits := [each for each, marks in chosen if mark in marks])
    ]
    return {"matchedDeveloperMetadata": found} if found else {}


def delete(book: Spreadsheet, args: Json) -> Json:
    """The request deleteDeveloperMetadata: all that the filter selects.

    Selecting none is no error, but by the rule "no-match-refused".
    """
    gone = _selected(book, args.get("dataFilter", {}))
    numbers = {mark.id for mark in gone}
    if not gone and "no-match-refused" in book.edit.rules:
        raise ApiError("No developer metadata matches the data filter.")
    _refuse_pair(book, numbers, book.edit.made)
    book.edit.made -= numbers
    book.edit.deleted |= numbers
    book.marks = [mark for mark in book.marks if mark not in gone]
    return {"deletedDeveloperMetadata": [resource(mark) for mark in gone]} if gone else {}

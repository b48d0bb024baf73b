"""Developer metadata as it is shown and found: resources, places, data filters."""

from collections.abc import Callable
from functools import partial

from ita_sync.sandbox.a1 import from_grid, locate, within
from ita_sync.sandbox.dimensions import lines
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Mark, Place, Rect, Spreadsheet, Tab, present
from ita_sync.sandbox.problems import ApiError

_TYPES = {None: "SHEET", ROWS: "ROW", COLUMNS: "COLUMN"}
_EXACT, _INTERSECTING = "EXACT_LOCATION", "INTERSECTING_LOCATION"
# Fields of a lookup for which "unspecified" is a protocol buffer's way of saying nothing.
_WORDS = {"visibility", "locationType", "locationMatchingStrategy"}

Fits = Callable[[Mark], bool]


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


def place(book: Spreadsheet, given: Json) -> Place:
    """What a DeveloperMetadataLocation names. Raises ApiError 400."""
    if given.get("spreadsheet"):
        return Place()
    if "dimensionRange" in given:
        tab, dimension, start, end = lines(book, given["dimensionRange"])
        if "endIndex" not in given["dimensionRange"] or end - start != 1:
            raise ApiError("Developer metadata can only be associated with a single row or column.")
        if end > tab.size(dimension):
            raise ApiError("The location of the developer metadata is outside of the grid.")
        return Place(tab.id, dimension, start)
    if "sheetId" in given:
        return Place(book.tab(given["sheetId"]).id)
    raise ApiError("Developer metadata must have a location.")


def _meet(one: Place, two: Place) -> bool:
    """Whether two places share a cell. The spreadsheet meets nothing but itself.

    Source: the reference, on INTERSECTING_LOCATION and on the location type SPREADSHEET.
    """
    crossing = one.dimension != two.dimension or one.index == two.index
    return one.sheet_id == two.sheet_id and crossing


def _seen(book: Spreadsheet, mark: Mark) -> Place:
    """Where a filter looks for a mark: by the rule "places-before", as before the batch."""
    return book.edit.before.get(mark.id, mark.place)


def _at(book: Spreadsheet, lookup: Json) -> Fits:
    """Whether a mark is at the place of a DeveloperMetadataLookup. Raises ApiError 400.

    Source: the reference, on what may be said together.
    """
    kind, strategy = lookup.get("locationType"), lookup.get("locationMatchingStrategy")
    given = lookup.get("metadataLocation")
    if strategy and given is None:
        raise ApiError("A location matching strategy can only be specified with a location.")
    if strategy == _EXACT and kind:
        raise ApiError("A location type cannot be specified with EXACT_LOCATION.")
    if given is None:
        return lambda _: True
    wanted = place(book, given)
    if kind == "SPREADSHEET" and (strategy == _INTERSECTING or wanted.sheet_id is not None):
        raise ApiError("The location type SPREADSHEET intersects no other location.")
    if strategy == _EXACT:
        return lambda mark: _seen(book, mark) == wanted
    return lambda mark: _meet(_seen(book, mark), wanted)


def _looked_up(book: Spreadsheet, lookup: Json) -> Fits:
    """Whether a mark has every field of a DeveloperMetadataLookup."""
    said = {
        name: each
        for name, each in lookup.items()
        if not (name in _WORDS and each.endswith("_UNSPECIFIED"))
    }
    there = _at(book, said)

    def fits(mark: Mark) -> bool:
        if said.get("metadataId", mark.id) != mark.id:
            return False  # at once: a batch has a lookup by id for each of its rows
        shown = {
            "metadataKey": mark.key,
            "metadataValue": mark.value or "",
            "visibility": mark.visibility,
            "locationType": location_type(mark),
        }
        return all(said.get(name, value) == value for name, value in shown.items()) and there(mark)

    return fits


def _in_range(book: Spreadsheet, tab: Tab, rect: Rect, mark: Mark) -> bool:
    at = _seen(book, mark)
    if at.sheet_id != tab.id:
        return False
    if at.dimension == ROWS:
        return rect.top <= at.index < rect.bottom
    if at.dimension == COLUMNS:
        return rect.left <= at.index < rect.right
    return rect == tab.whole()


def range_of(book: Spreadsheet, data_filter: Json) -> tuple[Tab, Rect]:
    """The range of a DataFilter. Raises ApiError 400 where it has none."""
    if data_filter.get("a1Range"):
        tab, rect = locate(book, data_filter["a1Range"])
        return tab, within(tab, rect)
    if "gridRange" in data_filter:
        return from_grid(book, data_filter["gridRange"])
    raise ApiError("A data filter must specify a range or a developer metadata lookup.")


def selected(book: Spreadsheet, data_filter: Json) -> list[Mark]:
    """The marks that a DataFilter selects."""
    given = present(data_filter)
    if len(given) > 1:
        raise ApiError(f"oneof field 'filter' is already set. Cannot set '{list(given)[1]}'")
    lookup = given.get("developerMetadataLookup")
    if lookup is None:
        fits: Fits = partial(_in_range, book, *range_of(book, given))
    else:
        fits = _looked_up(book, lookup)
    return [mark for mark in visible(book) if fits(mark)]


def by_any(book: Spreadsheet, data_filters: list[Json]) -> list[tuple[Mark, list[Json]]]:
    """The marks that any of the filters selects, with the filters that do. One is needed."""
    if not data_filters:
        raise ApiError("Must specify at least one data filter.")
    chosen = [(each, selected(book, each)) for each in data_filters]
    found = [(mark, [each for each, marks in chosen if mark in marks]) for mark in visible(book)]
    return [(mark, hits) for mark, hits in found if hits]


def search(book: Spreadsheet, data_filters: list[Json]) -> Json:
    """developerMetadata:search, with the filters that found each mark."""
    found = [
        {"developerMetadata": resource(mark), "dataFilters": hits}
        for mark, hits in by_any(book, data_filters)
    ]
    return {"matchedDeveloperMetadata": found} if found else {}

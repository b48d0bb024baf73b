"""Developer metadata, here "marks": creating, changing, deleting and finding them.

The rule everything rests on: an id in use is refused, and the whole batch with it.
"""

from dataclasses import replace

from ita_sync.sandbox.a1 import from_grid, locate, within
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import COLUMNS, ROWS, Json, Mark, Rect, Spreadsheet, Tab
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


def _place(book: Spreadsheet, location: Json | None) -> tuple[int | None, str | None, int]:
    """(sheet id, dimension, index) of a DeveloperMetadataLocation. Raises ApiError 400."""
    given = {name: value for name, value in (location or {}).items() if value is not None}
    if given.get("spreadsheet"):
        return None, None, 0
    if "dimensionRange" in given:
        span = given["dimensionRange"]
        tab = book.tab(int(span.get("sheetId") or 0))
        dimension = span.get("dimension")
        size = {ROWS: tab.row_count, COLUMNS: tab.column_count}.get(dimension)
        start, end = span.get("startIndex") or 0, span.get("endIndex")
        if size is None:
            raise ApiError(
                "The dimension of a developer metadata location must be ROWS or COLUMNS."
            )
        if end is None or end - start != 1:
            raise ApiError("Developer metadata can only be associated with a single row or column.")
        if start < 0 or end > size:
            raise ApiError("The location of the developer metadata is outside of the grid.")
        return tab.id, dimension, start
    if "sheetId" in given:
        return book.tab(int(given["sheetId"])).id, None, 0
    raise ApiError("Developer metadata must have a location.")


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


def create(book: Spreadsheet, args: Json, *, unique: bool = True) -> Json:
    """The request createDeveloperMetadata; key, visibility and location are required, an id is not.

    `unique` is switched off by the fault "ids-not-unique". Source of the refusal's text: observed
    live.
    """
    given: Json = args.get("developerMetadata") or {}
    if not given.get("metadataKey"):
        raise ApiError("Developer metadata must have a key.")
    if given.get("visibility") not in _VISIBILITIES:
        raise ApiError("Developer metadata must have a visibility.")
    sheet_id, dimension, index = _place(book, given.get("location"))
    number = given.get("metadataId")
    if number is not None and number <= 0:
        raise ApiError("Developer metadata IDs must be positive.")
    if unique and any(mark.id == number for mark in book.marks):
        raise ApiError(
            f"Cannot add developer metadata with ID [{number}] because developer metadata with "
            f"that ID already exists."
        )
    mark = Mark(
        id=number or book.fresh_id(),
        key=given["metadataKey"],
        value=given.get("metadataValue"),
        visibility=given["visibility"],
        sheet_id=sheet_id,
        dimension=dimension,
        index=index,
    )
    book.marks.append(mark)
    _check_size(book, sheet_id)
    return {"developerMetadata": resource(mark)}


def _crosses(mark: Mark, place: tuple[int | None, str | None, int], end: int) -> bool:
    """Whether the mark lies on something that meets the place.

    `end` is the end of a span of rows or columns.
    """
    sheet_id, dimension, start = place
    if sheet_id is None:
        return True
    if mark.sheet_id != sheet_id:
        return False
    if dimension is None:
        return True
    return mark.dimension is not None and (mark.dimension != dimension or start <= mark.index < end)


def _looked_up(book: Spreadsheet, lookup: Json, mark: Mark) -> bool:
    """Whether the mark fits every field of a DeveloperMetadataLookup."""
    wanted = {name: value for name, value in lookup.items() if value is not None}
    shown = {
        "metadataId": mark.id,
        "metadataKey": mark.key,
        "metadataValue": mark.value or "",
        "visibility": mark.visibility,
        "locationType": location_type(mark),
    }
    if any(name in wanted and wanted[name] != value for name, value in shown.items()):
        return False
    location = wanted.get("metadataLocation")
    if location is None:
        return True
    span = location.get("dimensionRange") or {}
    first = {"endIndex": (span.get("startIndex") or 0) + 1}
    place = _place(book, location | ({"dimensionRange": span | first} if span else {}))
    if wanted.get("locationMatchingStrategy") in {"EXACT", "EXACT_LOCATION"}:
        return (mark.sheet_id, mark.dimension, mark.index) == place
    return _crosses(mark, place, span.get("endIndex") or place[2] + 1)


def _in_range(mark: Mark, tab: Tab, rect: Rect) -> bool:
    if mark.sheet_id != tab.id:
        return False
    if mark.dimension == ROWS:
        return rect.top <= mark.index < rect.bottom
    if mark.dimension == COLUMNS:
        return rect.left <= mark.index < rect.right
    return rect == tab.whole()


def matches(book: Spreadsheet, data_filter: Json, mark: Mark) -> bool:
    """Whether a DataFilter selects the mark."""
    if data_filter.get("developerMetadataLookup") is not None:
        return _looked_up(book, data_filter["developerMetadataLookup"], mark)
    if data_filter.get("a1Range"):
        tab, rect = locate(book, data_filter["a1Range"])
        return _in_range(mark, tab, within(tab, rect))
    if data_filter.get("gridRange") is not None:
        tab, rect = from_grid(book, data_filter["gridRange"])
        return _in_range(mark, tab, rect)
    raise ApiError("A data filter must specify a range or a developer metadata lookup.")


def ranges(book: Spreadsheet, data_filter: Json) -> list[tuple[Tab, Rect]]:
    """The rectangles a DataFilter selects: its range, or what the marks found lie on."""
    if data_filter.get("a1Range"):
        tab, rect = locate(book, data_filter["a1Range"])
        return [(tab, within(tab, rect))]
    if data_filter.get("gridRange") is not None:
        return [from_grid(book, data_filter["gridRange"])]
    found: list[tuple[Tab, Rect]] = []
    for mark in visible(book):
        if not matches(book, data_filter, mark):
            continue
        for tab in book.tabs if mark.sheet_id is None else [book.tab(mark.sheet_id)]:
            whole = tab.whole()
            if mark.dimension == ROWS:
                whole = Rect(mark.index, 0, mark.index + 1, tab.column_count)
            elif mark.dimension == COLUMNS:
                whole = Rect(0, mark.index, tab.row_count, mark.index + 1)
            found.append((tab, whole))
    return found


def search(book: Spreadsheet, data_filters: list[Json]) -> Json:
    """developerMetadata:search, with the filters that found each mark."""
    if not data_filters:
        raise ApiError("Must specify at least one data filter.")
    found = []
    for mark in visible(book):
        hits = [each for each in data_filters if matches(book, each, mark)]
        if hits:
            found.append({"developerMetadata": resource(mark), "dataFilters": hits})
    return {"matchedDeveloperMetadata": found} if found else {}


def delete(book: Spreadsheet, args: Json) -> Json:
    """The request deleteDeveloperMetadata: all that the filter selects.

    Selecting none is no error.
    """
    gone = [mark for mark in visible(book) if matches(book, args.get("dataFilter") or {}, mark)]
    book.marks = [mark for mark in book.marks if mark not in gone]
    return {"deletedDeveloperMetadata": [resource(mark) for mark in gone]} if gone else {}


def update(book: Spreadsheet, args: Json) -> Json:
    """The request updateDeveloperMetadata, for every mark that the filters select.

    It can change key, value, visibility and location.
    """
    given: Json = args.get("developerMetadata") or {}
    named = {
        path[0]
        for path in leaves(parse_body(args.get("fields"), "DeveloperMetadata"), "DeveloperMetadata")
    }
    filters = args.get("dataFilters") or []
    if not filters:
        raise ApiError("Must specify at least one data filter.")
    changed = []
    for at, mark in enumerate(book.marks):
        if mark.foreign or not any(matches(book, each, mark) for each in filters):
            continue
        new = mark
        if "metadataKey" in named:
            if not given.get("metadataKey"):
                raise ApiError("Developer metadata must have a key.")
            new = replace(new, key=given["metadataKey"])
        if "metadataValue" in named:
            new = replace(new, value=given.get("metadataValue"))
        if "visibility" in named:
            if given.get("visibility") not in _VISIBILITIES:
                raise ApiError("Developer metadata must have a visibility.")
            new = replace(new, visibility=given["visibility"])
        if "location" in named:
            sheet_id, dimension, index = _place(book, given.get("location"))
            new = replace(new, sheet_id=sheet_id, dimension=dimension, index=index)
        book.marks[at] = new
        _check_size(book, new.sheet_id)
        changed.append(resource(new))
    return {"developerMetadata": changed} if changed else {}

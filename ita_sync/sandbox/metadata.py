"""Developer metadata, here "marks": creating, changing and deleting them.

The rule everything rests on: an id in use is refused, and the whole batch with it.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace

from ita_sync.sandbox.body import fields_of
from ita_sync.sandbox.lookup import by_any, place, resource, selected
from ita_sync.sandbox.mask import leaves, parse_body
from ita_sync.sandbox.model import Json, Mark, Spreadsheet
from ita_sync.sandbox.problems import ApiError

# Keys and values, per spreadsheet and as much again per sheet. Source: the metadata guide.
MOST_CHARACTERS = 30_000

_VISIBILITIES = {"DOCUMENT", "PROJECT"}
_NO_MATCH = "No developer metadata matches the data filter."


def placed(book: Spreadsheet, marks: list[Mark]) -> list[Mark]:
    """Those of the marks whose tab and line there are in `book`."""
    tabs = {tab.id: tab for tab in book.tabs}

    def fits(mark: Mark) -> bool:
        if mark.sheet_id is None or mark.dimension is None:
            return mark.sheet_id in {None, *tabs}
        tab = tabs.get(mark.sheet_id)
        return tab is not None and mark.index < tab.size(mark.dimension)

    return [mark for mark in marks if fits(mark)]


def _room(book: Spreadsheet, mark: Mark) -> int | None:
    """The tab whose room a mark takes, None for the spreadsheet's.

    That marks on rows and columns take their tab's is how the guide reads, which does not name
    them; by the rule "row-marks-fill-book" they take the spreadsheet's.
    """
    if mark.dimension and "row-marks-fill-book" in book.edit.rules:
        return None
    return mark.sheet_id


def _check_size(book: Spreadsheet, marks: Iterable[Mark]) -> None:
    """Refuse too many characters wherever one of the marks takes room."""
    for room in {_room(book, mark) for mark in marks}:
        taken = [mark for mark in book.marks if _room(book, mark) == room]
        if sum(len(mark.key) + len(mark.value or "") for mark in taken) > MOST_CHARACTERS:
            where = "spreadsheet" if room is None else "sheet"
            raise ApiError(
                f"The developer metadata of this {where} would exceed the limit of "
                f"{MOST_CHARACTERS} characters."
            )


def _refuse_taken(book: Spreadsheet, number: int) -> None:
    """Refuse an id in use. Source of the refusal's text: observed live.

    Some rules say otherwise: within a batch, across batches, or in either case.
    """
    where = "inside" if number in book.edit.made else "across"
    if book.edit.rules & {"ids-not-unique", f"ids-not-unique-{where}"}:
        return
    freed = number in book.edit.deleted and "deleted-ids-taken" in book.edit.rules
    if freed or any(mark.id == number for mark in book.marks):
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


def _said(book: Spreadsheet, given: Json, named: Iterable[str]) -> Json:
    """What a DeveloperMetadata says of the fields named, by the names of a Mark.

    Key, visibility and location are required, a value is not.
    """
    said: Json = {}
    if "metadataKey" in named:
        said["key"] = given.get("metadataKey")
        if not said["key"]:
            raise ApiError("Developer metadata must have a key.")
    if "metadataValue" in named:
        said["value"] = given.get("metadataValue")
    if "visibility" in named:
        said["visibility"] = given.get("visibility")
        if said["visibility"] not in _VISIBILITIES:
            raise ApiError("Developer metadata must have a visibility.")
    if "location" in named:
        said |= asdict(place(book, given.get("location", {})))
    return said


def create(book: Spreadsheet, args: Json) -> Json:
    """The request createDeveloperMetadata. An id is drawn unless one is given."""
    given: Json = args.get("developerMetadata", {})
    said = _said(book, given, fields_of("DeveloperMetadata") or {})
    number = given.get("metadataId")
    if number is not None and number <= 0:
        raise ApiError("Developer metadata IDs must be positive.")
    if number is None:
        number = book.fresh_id()
    _refuse_taken(book, number)
    _refuse_pair(book, [number], book.edit.deleted)
    mark = Mark(id=number, **said)
    book.marks.append(mark)
    book.edit.made.add(number)
    _check_size(book, [mark])
    return {"developerMetadata": resource(mark)}


def update(book: Spreadsheet, args: Json) -> Json:
    """The request updateDeveloperMetadata: all that any of the filters selects. No id changes.

    Selecting none is refused, but by the rule "no-match-passes". Source: the reference, by which
    at least one filter that matches must be specified; it does not say how one is refused.
    """
    given: Json = args.get("developerMetadata", {})
    mask = parse_body(args.get("fields"), "DeveloperMetadata")
    named = {path[0] for path in leaves(mask, "DeveloperMetadata")}
    old = [mark for mark, _ in by_any(book, args.get("dataFilters", []))]
    if not old and "no-match-passes" not in book.edit.rules:
        raise ApiError(_NO_MATCH)
    if "metadataId" in named and any(given.get("metadataId", mark.id) != mark.id for mark in old):
        raise ApiError("The ID of developer metadata cannot be changed.")
    said = _said(book, given, named)
    new = [replace(mark, **said) for mark in old]
    book.marks = [new[old.index(mark)] if mark in old else mark for mark in book.marks]
    _check_size(book, new)
    return {"developerMetadata": [resource(mark) for mark in new]} if new else {}


def delete(book: Spreadsheet, args: Json) -> Json:
    """The request deleteDeveloperMetadata: all that the filter selects.

    Selecting none is no error, but by the rule "no-match-refused".
    """
    gone = selected(book, args.get("dataFilter", {}))
    numbers = {mark.id for mark in gone}
    if not gone and "no-match-refused" in book.edit.rules:
        raise ApiError(_NO_MATCH)
    _refuse_pair(book, numbers, book.edit.made)
    book.edit.made -= numbers
    book.edit.deleted |= numbers
    book.marks = [mark for mark in book.marks if mark not in gone]
    return {"deletedDeveloperMetadata": [resource(mark) for mark in gone]} if gone else {}

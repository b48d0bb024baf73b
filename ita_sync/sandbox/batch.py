"""spreadsheets.batchUpdate: a list of requests, applied in order on a copy, all or none."""

from collections.abc import Callable

from ita_sync.sandbox import (
    cells,
    dimensions,
    groups,
    merges,
    metadata,
    names,
    paste,
    protection,
    sorting,
    tabs,
)
from ita_sync.sandbox.model import Json, Spreadsheet
from ita_sync.sandbox.problems import ApiError

MOST_REQUESTS = 100_000  # Source: the limit Google states for one batch

Handler = Callable[[Spreadsheet, Json], Json | None]

KINDS: dict[str, Handler] = {
    "addDimensionGroup": groups.add,
    "addNamedRange": names.add,
    "addProtectedRange": protection.add,
    "addSheet": tabs.add,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "autoResizeDimensions": groups.auto_resize,
    "clearBasicFilter": sorting.clear_filter,
    "copyPaste": paste.copy,
    "createDeveloperMetadata": metadata.create,
    "cutPaste": paste.cut,
    "deleteDeveloperMetadata": metadata.delete,
    "deleteDimension": dimensions.delete,
    "deleteDimensionGroup": groups.delete,
    "deleteNamedRange": names.delete,
    "deleteProtectedRange": protection.delete,
    "deleteRange": paste.delete_range,
    "deleteSheet": tabs.delete,
    "duplicateSheet": tabs.duplicate,
    "insertDimension": dimensions.insert,
    "insertRange": paste.insert_range,
    "mergeCells": merges.merge,
    "moveDimension": dimensions.move,
    "repeatCell": cells.repeat,
    "setBasicFilter": sorting.set_filter,
    "setDataValidation": cells.validate,
    "sortRange": sorting.sort,
    "unmergeCells": merges.unmerge,
    "updateCells": cells.update,
    "updateDeveloperMetadata": metadata.update,
    "updateDimensionProperties": dimensions.update_properties,
    "updateNamedRange": names.update,
    "updateProtectedRange": protection.update,
    "updateSheetProperties": tabs.update,
    "updateSpreadsheetProperties": tabs.update_spreadsheet,
}


def _create_any(book: Spreadsheet, args: Json) -> Json:
    return metadata.create(book, args, unique=False)


def _checked(requests: list[Json]) -> list[tuple[str, Json]]:
    """(kind, arguments) of each request. Raises ApiError 400 for whatever the parser refuses."""
    parsed: list[tuple[str, Json]] = []
    for at, request in enumerate(requests):
        given = {name: each for name, each in request.items() if each is not None}
        if not given:
            raise ApiError(f"Invalid requests[{at}]: No request set.")
        if len(given) > 1:
            raise ApiError(
                f"Invalid value at 'requests[{at}]' (oneof), oneof field 'kind' is already set. "
                f"Cannot set '{list(given)[1]}'"
            )
        parsed.append(next(iter(given.items())))
    return parsed


def apply(book: Spreadsheet, requests: list[Json], *, unique: bool = True) -> list[Json]:
    """Apply the requests to `book` and give the replies, {} for kinds without one.

    `book` is a copy: on ApiError (400, "Invalid requests[0].addSheet: ...") it is thrown away.
    `unique` False lets metadata ids be taken twice (a fault).
    """
    if not requests:
        raise ApiError("Must specify at least one request.")
    if len(requests) > MOST_REQUESTS:
        raise ApiError(f"A batch cannot hold more than {MOST_REQUESTS} requests.")
    parsed = _checked(requests)
    for at, (kind, _) in enumerate(parsed):
        if kind not in KINDS:
            raise ApiError(
                f"Invalid requests[{at}].{kind}: The sandbox does not imitate this kind of request."
            )
    replies = []
    for at, (kind, args) in enumerate(parsed):
        handler = KINDS[kind]
        if kind == "createDeveloperMetadata" and not unique:
            handler = _create_any
        try:
            reply = handler(book, args)
        except ApiError as error:
            raise ApiError(f"Invalid requests[{at}].{kind}: {error.message}", error.code) from error
        replies.append({} if reply is None else {kind: reply})
    return replies

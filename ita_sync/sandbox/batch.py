"""spreadsheets.batchUpdate: a list of requests, applied in order on a copy, all or none."""

from collections.abc import Callable

from ita_sync.sandbox import (
    cells,
    dimensions,
    merges,
    metadata,
    paste,
    protection,
    sorting,
    tabs,
)
from ita_sync.sandbox.model import Edit, Json, Spreadsheet, present
from ita_sync.sandbox.problems import ApiError

MOST_REQUESTS = 100_000  # Source: the limit Google states for one batch

Handler = Callable[[Spreadsheet, Json], Json | None]

KINDS: dict[str, Handler] = {
    "addProtectedRange": protection.add,
    "addSheet": tabs.add,
    "appendCells": cells.append,
    "appendDimension": dimensions.append,
    "clearBasicFilter": sorting.clear_filter,
    "copyPaste": paste.copy,
    "createDeveloperMetadata": metadata.create,
    "cutPaste": paste.cut,
    "deleteDeveloperMetadata": metadata.delete,
    "deleteDimension": dimensions.delete,
    "deleteProtectedRange": protection.delete,
    "deleteSheet": tabs.delete,
    "duplicateSheet": tabs.duplicate,
    "insertDimension": dimensions.insert,
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
    "updateProtectedRange": protection.update,
    "updateSheetProperties": tabs.update,
    "updateSpreadsheetProperties": tabs.update_spreadsheet,
}


class StoppedError(ApiError):
    """A batch that is refused at one of its requests.

    `kept`: the spreadsheet with what came before, by the rule "not-atomic"; else nothing is kept.
    """

    def __init__(self, message: str, code: int, kept: Spreadsheet | None) -> None:
        super().__init__(message, code)
        self.kept = kept


def _checked(requests: list[Json]) -> list[tuple[str, Json]]:
    """(kind, arguments) of each request. Raises ApiError 400 for whatever the parser refuses."""
    parsed: list[tuple[str, Json]] = []
    for at, request in enumerate(requests):
        kinds = list(present(request).items())
        if not kinds:
            raise ApiError(f"Invalid requests[{at}]: No request set.")
        if len(kinds) > 1:
            raise ApiError(
                f"Invalid value at 'requests[{at}]' (oneof), oneof field 'kind' is already set. "
                f"Cannot set '{kinds[1][0]}'"
            )
        parsed.append(kinds[0])
    return parsed


def apply(book: Spreadsheet, requests: list[Json], edit: Edit) -> list[Json]:
    """Apply the requests to `book` and give the replies, {} for kinds without one.

    `book` is a copy: on ApiError (400, "Invalid requests[0].addSheet: ...") it is thrown away.
    `edit`: who sends it, and by which rules.
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
    book.edit = edit
    if "places-before" in edit.rules:
        edit.before |= {mark.id: mark.place for mark in book.marks}
    replies = []
    for at, (kind, args) in enumerate(parsed):
        kept = book.copy() if at and "not-atomic" in edit.rules else None
        try:
            reply = KINDS[kind](book, args)
        except ApiError as error:
            text = f"Invalid requests[{at}].{kind}: {error.message}"
            raise StoppedError(text, error.code, kept) from error
        replies.append({} if reply is None else {kind: reply})
    return replies

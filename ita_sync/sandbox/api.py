"""Which method a request asks for: the routes of the Sheets API v4 imitated here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ita_sync.sandbox import drive, methods
from ita_sync.sandbox.body import camel, message, parse
from ita_sync.sandbox.mask import check, select
from ita_sync.sandbox.mask import parse as parse_mask
from ita_sync.sandbox.methods import Ask
from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import ApiError, envelope, mistake
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.store import Transaction

_ROOT = "/v4/spreadsheets"
_COMMON_PARAMETERS = {
    "fields",
    "alt",
    "prettyPrint",
    "key",
    "quotaUser",
    "access_token",
    "oauth_token",
    "$.xgafv",
}


@dataclass(frozen=True)
class _Route:
    method: str
    path: re.Pattern[str]
    handler: Callable[..., Json]
    body: str
    reply: str
    parameters: frozenset[str] = frozenset()


def _route(
    method: str, path: str, handler: Callable[..., Json], body: str, reply: str, *names: str
) -> _Route:
    """`path` with {} for one segment; a range may hold colons and encoded slashes."""
    pattern = re.escape(path).replace(r"\{id\}", "([^/:]+)").replace(r"\{range\}", "(.+)")
    return _Route(
        method, re.compile(re.escape(_ROOT) + pattern), handler, body, reply, frozenset(names)
    )


_RENDER = ("valueRenderOption", "dateTimeRenderOption", "majorDimension")
_RESPONSE = ("includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption")

# The first route that fits is taken, so longer endings come first.
_ROUTES = (
    _route("POST", "", methods.create_one, "Spreadsheet", "Spreadsheet"),
    _route(
        "GET",
        "/{id}",
        methods.get,
        "",
        "Spreadsheet",
        "ranges",
        "includeGridData",
        "commentsViewMode",
        "excludeTablesInBandedRanges",
    ),
    _route(
        "POST",
        "/{id}:getByDataFilter",
        methods.get_by_filter,
        "GetSpreadsheetByDataFilterRequest",
        "Spreadsheet",
    ),
    _route(
        "POST",
        "/{id}:batchUpdate",
        methods.batch_update,
        "BatchUpdateSpreadsheetRequest",
        "BatchUpdateSpreadsheetResponse",
    ),
    _route(
        "POST",
        "/{id}/developerMetadata:search",
        methods.search_metadata,
        "SearchDeveloperMetadataRequest",
        "SearchDeveloperMetadataResponse",
    ),
    _route(
        "POST",
        "/{id}/sheets/{id}:copyTo",
        methods.copy_to,
        "CopySheetToAnotherSpreadsheetRequest",
        "SheetProperties",
    ),
    _route("GET", "/{id}/developerMetadata/{id}", methods.get_metadata, "", "DeveloperMetadata"),
    _route(
        "GET",
        "/{id}/values:batchGet",
        methods.values_batch_get,
        "",
        "BatchGetValuesResponse",
        "ranges",
        *_RENDER,
    ),
    _route(
        "POST",
        "/{id}/values:batchGetByDataFilter",
        methods.values_by_filter,
        "BatchGetValuesByDataFilterRequest",
        "BatchGetValuesByDataFilterResponse",
    ),
    _route(
        "POST",
        "/{id}/values:batchUpdate",
        methods.values_batch_update,
        "BatchUpdateValuesRequest",
        "BatchUpdateValuesResponse",
    ),
    _route(
        "POST",
        "/{id}/values:batchClear",
        methods.values_batch_clear,
        "BatchClearValuesRequest",
        "BatchClearValuesResponse",
    ),
    _route(
        "POST",
        "/{id}/values/{range}:append",
        methods.values_append,
        "ValueRange",
        "AppendValuesResponse",
        "valueInputOption",
        "insertDataOption",
        *_RESPONSE,
    ),
    _route(
        "POST",
        "/{id}/values/{range}:clear",
        methods.values_clear,
        "ClearValuesRequest",
        "ClearValuesResponse",
    ),
    _route("GET", "/{id}/values/{range}", methods.values_get, "", "ValueRange", *_RENDER),
    _route(
        "PUT",
        "/{id}/values/{range}",
        methods.values_update,
        "ValueRange",
        "UpdateValuesResponse",
        "valueInputOption",
        *_RESPONSE,
    ),
)


MESSAGES = frozenset(name for each in _ROUTES for name in (each.body, each.reply) if name)
"""The messages that the methods take and give."""


def _body(request: Request, name: str) -> Json:
    """The body as an object with known fields only. Raises ApiError 400."""
    if not name or not request.body:
        return {}
    # Where the body is a field of the request, Google names it: `data` for a ValueRange.
    return message(name, parse(request.body), "data" if name == "ValueRange" else "")


def _parameters(request: Request, route: _Route) -> Request:
    """The request with its parameters in camelCase. Refuses those that the method does not have."""
    query = []
    for spelled, value in request.query:
        name = spelled if spelled in _COMMON_PARAMETERS else camel(spelled)
        if name not in route.parameters | _COMMON_PARAMETERS:
            raise ApiError(
                f'Invalid JSON payload received. Unknown name "{spelled}": '
                "Cannot bind query parameter. "
                f"Field '{spelled}' could not be found in request message."
            )
        query.append((name, value))
    return replace(request, query=query)


def _serve(tx: Transaction, request: Request, *, unique: bool) -> Json:
    for route in _ROUTES:
        match = route.path.fullmatch(request.route)
        if match is None or route.method != request.method:
            continue
        request = _parameters(request, route)
        texts = [value for name, value in request.query if name == "fields" and value]
        mask = parse_mask(",".join(texts)) if texts else None
        check(mask or {}, route.reply)
        ask = Ask(tx, request, _body(request, route.body), mask, unique)
        reply: Json = select(mask or {}, route.handler(ask, *map(unquote, match.groups())))
        return reply
    raise ApiError(f"The sandbox does not imitate {request.method} {request.path}", 404)


def answer(tx: Transaction, request: Request, *, unique: bool = True) -> tuple[int, Json]:
    """(status, body) of the reply; changes are saved in `tx`.

    `unique` False: metadata ids are not checked (a fault). A refused request saves nothing, and
    neither does a mistake of the sandbox: that is Google's 500, and stands in the log.
    """
    try:
        with tx.attempt():
            if request.path.startswith(drive.ROOT):
                return drive.answer(tx, request)
            return 200, _serve(tx, request, unique=unique)
    except ApiError as error:
        return error.code, error.body()
    except Exception:  # noqa: BLE001 - the boundary: whatever it is, the client gets an answer
        return 500, envelope(500, mistake(f"{request.method} {request.path}"))

"""Which method a request asks for: the routes of the Sheets API v4 imitated here."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import unquote

from ita_sync.sandbox import drive, methods
from ita_sync.sandbox.body import camel, message, paragraphs, parse
from ita_sync.sandbox.mask import check, select
from ita_sync.sandbox.mask import parse as parse_mask
from ita_sync.sandbox.methods import Ask
from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import ApiError, envelope, mistake
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.schema import METHODS
from ita_sync.sandbox.store import Transaction

_COMMON_PARAMETERS = frozenset(
    ["fields", "alt", "prettyPrint", "key", "quotaUser", "access_token", "oauth_token", "$.xgafv"]
)

HANDLERS: dict[str, Callable[..., Json]] = {
    "create": methods.create_one,
    "get": methods.get,
    "batchUpdate": methods.batch_update,
    "developerMetadata.get": methods.get_metadata,
    "developerMetadata.search": methods.search_metadata,
    "values.get": methods.values_get,
    "values.update": methods.values_update,
    "values.append": methods.values_append,
    "values.clear": methods.values_clear,
    "values.batchClear": methods.values_batch_clear,
    "values.batchGet": methods.values_batch_get,
    "values.batchUpdate": methods.values_batch_update,
}
"""The methods imitated here, by their names below sheets.spreadsheets: docs/sandbox.md#scope."""


@dataclass(frozen=True)
class _Route:
    method: str
    path: re.Pattern[str]
    body: str
    reply: str
    parameters: frozenset[str]
    handler: Callable[..., Json]


@cache
def _routes() -> list[_Route]:
    """The longest path first, as the first that fits is taken."""
    found = []
    for line in sorted(paragraphs(METHODS), key=lambda each: -len(each.split()[2])):
        name, method, path, body, reply, *parameters = line.split()
        # A range may hold colons and encoded slashes, another part of a path neither.
        pattern = re.escape(path).replace(r"\{range\}", "(.+)")
        pattern = re.sub(r"\\\{\w+\\\}", "([^/:]+)", pattern)
        known = _COMMON_PARAMETERS.union(parameters)
        body = body.strip("-")
        found.append(_Route(method, re.compile(pattern), body, reply, known, HANDLERS[name]))
    return found


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
        if name not in route.parameters:
            raise ApiError(
                f'Invalid JSON payload received. Unknown name "{spelled}": '
                "Cannot bind query parameter. "
                f"Field '{spelled}' could not be found in request message."
            )
        query.append((name, value))
    return replace(request, query=query)


def _serve(tx: Transaction, request: Request, *, unique: bool) -> Json:
    for route in _routes():
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

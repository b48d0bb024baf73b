"""Which method a request asks for: the routes of the Sheets API v4 imitated here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from ita_sync.sandbox import drive, methods
from ita_sync.sandbox.batch import StoppedError
from ita_sync.sandbox.body import message, paragraphs, parameters, parse
from ita_sync.sandbox.mask import check, select
from ita_sync.sandbox.mask import parse as parse_mask
from ita_sync.sandbox.methods import Ask
from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import ApiError, envelope, mistake
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.schema import METHODS
from ita_sync.sandbox.store import Transaction

_ROOT = "/v4/spreadsheets"

HANDLERS: dict[str, Callable[..., Json]] = {
    "create": methods.create_one,
    "get": methods.get,
    "getByDataFilter": methods.get_by_filter,
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
    name: str
    method: str
    path: re.Pattern[str]
    body: str
    reply: str


@cache
def _routes() -> list[_Route]:
    """The longest path first, as the first that fits is taken."""
    found = []
    for line in sorted(paragraphs(METHODS), key=lambda each: -len(each.split()[2])):
        name, method, path, body, reply = line.split()
        # A range may hold colons and encoded slashes, another part of a path neither.
        pattern = re.escape(path.strip("-")).replace(r"\{range\}", "(.+)")
        pattern = _ROOT + re.sub(r"\\\{\w+\\\}", "([^/:]+)", pattern)
        found.append(_Route(name, method, re.compile(pattern), body.strip("-"), reply))
    return found


def _serve(tx: Transaction, request: Request) -> Json:
    for route in _routes():
        match = route.path.fullmatch(request.route)
        if match is None or route.method != request.method:
            continue
        given, fields = parameters(route.name, request.query)
        mask = parse_mask(fields) if fields else None
        check(mask or {}, route.reply)
        if route.body and request.body:
            # Where the body is a field of the request, Google names it: `data` for a ValueRange.
            where = "data" if route.body == "ValueRange" else ""
            given |= message(route.body, parse(request.body), where)
        ask = Ask(tx, given, mask)
        reply = HANDLERS[route.name](ask, *map(unquote, match.groups()))
        chosen: Json = select(mask or {}, reply)
        return chosen
    raise ApiError(f"The sandbox does not imitate {request.method} {request.path}", 404)


def answer(tx: Transaction, request: Request) -> tuple[int, Json]:
    """(status, body) of the reply; changes are saved in `tx`.

    A refused request saves nothing (but for the rule "not-atomic"), and neither does a mistake of
    the sandbox: that is Google's 500, and stands in the log.
    """
    try:
        with tx.attempt():
            if request.path.startswith(drive.ROOT):
                return drive.answer(tx, request)
            return 200, _serve(tx, request)
    except ApiError as error:
        if isinstance(error, StoppedError) and error.kept is not None:
            tx.save(error.kept)
        return error.code, error.body()
    except Exception:  # noqa: BLE001 - the boundary: whatever it is, the client gets an answer
        return 500, envelope(500, mistake(f"{request.method} {request.path}"))

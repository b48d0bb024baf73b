"""The sandbox's own interface over HTTP, under /sandbox/: faults, quota, owner, call log.

    POST   /sandbox/faults   {"name": "hang", "when": "after"}    the fields of `Fault`
    GET    /sandbox/faults   the faults still to come
    DELETE /sandbox/faults   forget them, quota and storm too
    PUT    /sandbox/quota    {"reads": 60, "writes": 60}, or null
    PUT    /sandbox/storm    {"seed": 7, "share": 0.2}, or null
    POST   /sandbox/owner    {"spreadsheetId": "…", "requests": […]}    a batch of the sheet's owner
    POST   /sandbox/restore  {"spreadsheetId": "…", "at": seconds, "marks": true}    an old version
    GET    /sandbox/calls    the call log
    DELETE /sandbox/calls    forget it

A test program in another process, or in another language, steers the sandbox this way.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ita_sync.sandbox.body import message, parse
from ita_sync.sandbox.faults import Fault, Quota, Storm
from ita_sync.sandbox.model import Json
from ita_sync.sandbox.network import Reply
from ita_sync.sandbox.problems import ApiError

if TYPE_CHECKING:
    from ita_sync.sandbox.box import Sandbox

PREFIX = "/sandbox/"
_NONE: tuple[object, ...] = (None, {})  # a body that says: no quota, no storm

Knob = TypeVar("Knob", Fault, Quota, Storm)


def answer(box: "Sandbox", method: str, path: str, body: bytes | None) -> Reply:
    """Answer a request under /sandbox/.

    200 comes with the faults or calls there are now, 400 and 404 with {"error": sentence}. A
    request that is refused changes nothing.
    """
    what = f"{method} {path.removeprefix(PREFIX)}"
    do = _DO.get(what)
    if do is None:
        return _json(404, {"error": f"{what} is not known here: {', '.join(_DO)}"})
    try:
        do(box, parse(body) if body else None)
    except (ApiError, ValueError) as error:
        return _json(400, {"error": str(error)})
    found = box.calls() if what.endswith("calls") else box.faults()
    return _json(200, [asdict(each) for each in found])


def _made(kind: type[Knob], given: Any) -> Knob:  # noqa: ANN401 - JSON of any shape
    """The faults, quota or storm that is described. Raises ValueError for anything else."""
    if not isinstance(given, dict):
        raise ValueError("An object is expected.")  # noqa: TRY004 - one error for all that is wrong
    if unknown := given.keys() - {each.name for each in fields(kind)}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    try:
        return TypeAdapter(kind).validate_json(json.dumps(given), strict=True)
    except ValidationError as error:
        told = [
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}".lstrip(": ")
            for each in error.errors()
        ]
        raise ValueError("; ".join(told)) from None


def _spreadsheet(box: "Sandbox", given: Any, *others: str) -> str:  # noqa: ANN401 - JSON of any shape
    """The spreadsheet that a body names. Raises ValueError for another, or for other fields."""
    if not isinstance(given, dict) or given.keys() != {"spreadsheetId", *others}:
        raise ValueError(f"An object with spreadsheetId, {', '.join(others)} is expected.")
    number = given["spreadsheetId"]
    if not isinstance(number, str) or number not in box.books():
        raise ValueError(f"There is no spreadsheet {number!r}.")
    return number


def _restore(box: "Sandbox", given: Any) -> None:  # noqa: ANN401 - JSON of any shape
    number = _spreadsheet(box, given, "at", "marks")
    at, marks = given["at"], given["marks"]
    if isinstance(at, bool) or not isinstance(at, int | float) or not isinstance(marks, bool):
        raise ValueError("at is a number of seconds, marks true or false.")  # noqa: TRY004 - as above
    box.restore(number, at, marks=marks)


def _owner(box: "Sandbox", given: Any) -> None:  # noqa: ANN401 - JSON of any shape
    number = _spreadsheet(box, given, "requests")
    requests = {"requests": given["requests"]}
    edits: list[Json] = message("BatchUpdateSpreadsheetRequest", requests).get("requests", [])
    if not box.owner_edit(number, edits):
        raise ValueError("The batch is refused.")


_DO: dict[str, Callable[["Sandbox", Any], object]] = {
    "GET faults": lambda _box, _given: None,
    "POST faults": lambda box, given: box.fault(_made(Fault, given)),
    "DELETE faults": lambda box, _given: box.clear_faults(),
    "PUT quota": lambda box, given: box.limit(None if given in _NONE else _made(Quota, given)),
    "PUT storm": lambda box, given: box.storm(None if given in _NONE else _made(Storm, given)),
    "POST owner": _owner,
    "POST restore": _restore,
    "GET calls": lambda _box, _given: None,
    "DELETE calls": lambda box, _given: box.clear_calls(),
}


def _json(status: int, body: object) -> Reply:
    kind = {"Content-Type": "application/json; charset=UTF-8"}
    return Reply(status, kind, json.dumps(body, ensure_ascii=False).encode())

"""The sandbox's own interface over HTTP, under /sandbox/: faults, quota, storm, call log.

    POST   /sandbox/faults   {"name": "hang", "when": "after"}    the fields of `Fault`
    GET    /sandbox/faults   the faults still to come
    DELETE /sandbox/faults   forget them, quota and storm too
    PUT    /sandbox/quota    {"reads": 60, "writes": 60}, or null
    PUT    /sandbox/storm    {"seed": 7, "share": 0.2}, or null
    GET    /sandbox/calls    the call log
    DELETE /sandbox/calls    forget it

A test program in another process, or in another language, steers the sandbox this way.
"""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from ita_sync.sandbox.faults import Fault, Quota, Storm
from ita_sync.sandbox.model import Json
from ita_sync.sandbox.network import Reply

if TYPE_CHECKING:
    from ita_sync.sandbox.box import Sandbox

PREFIX = "/sandbox/"


def answer(box: "Sandbox", method: str, path: str, body: bytes | None) -> Reply:
    """Answer a request under /sandbox/.

    200 comes with the faults or calls there are now, 400 and 404 with {"error": sentence}.
    """
    try:
        given: Json = (json.loads(body) if body else None) or {}
        return _do(box, f"{method} {path.removeprefix(PREFIX)}", given)
    except (TypeError, ValueError) as error:
        return _json(400, {"error": str(error)})


def _do(box: "Sandbox", what: str, given: Json) -> Reply:
    match what:
        case "POST faults":
            box.fault(Fault(**given))
        case "DELETE faults":
            box.clear_faults()
        case "DELETE calls":
            box.clear_calls()
        case "PUT quota":
            box.limit(Quota(**given) if given else None)
        case "PUT storm":
            box.storm(Storm(**given) if given else None)
        case "GET faults" | "GET calls":
            pass
        case _:
            return _json(404, {"error": f"{what} is not known here: faults, quota, storm, calls"})
    found = box.calls() if what.endswith("calls") else box.faults()
    return _json(200, [asdict(each) for each in found])


def _json(status: int, body: object) -> Reply:
    kind = {"Content-Type": "application/json; charset=UTF-8"}
    return Reply(status, kind, json.dumps(body, ensure_ascii=False).encode())

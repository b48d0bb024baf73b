"""What a sandbox remembers besides spreadsheets: calls, faults to come, quota, queued requests."""

import json
import sqlite3
from dataclasses import asdict, astuple, dataclass

from ita_sync.sandbox.faults import Fault, Quota, Storm
from ita_sync.sandbox.request import Request

MOST_CALLS = 10_000  # in the log: more than a campaign of tests needs
MOST_BYTES = 1_000_000  # of a body in the log

_CALL = "at, method, path, query, body, status, write, applied, fault"
_FAULT = "name, moment, match, skip, times, retry_after, seconds"


@dataclass(frozen=True, slots=True)
class Call:
    """One request that arrived.

    `at`: seconds since the epoch by the sandbox's clock. `body`: parsed, None when absent, not
    JSON or above a megabyte. `status`: as the client saw it, None when nothing reached it.
    `write`: whether it could have changed a spreadsheet; `applied`: whether it did. `fault`: the
    name of the fault it met, "quota", or "late-delivery" for a queued request.
    """

    seq: int
    at: float
    method: str
    path: str
    query: list[tuple[str, str]]
    body: object
    status: int | None
    write: bool
    applied: bool
    fault: str | None


def record(
    db: sqlite3.Connection,
    request: Request,
    at: float,
    status: int | None,
    *,
    applied: bool,
    fault: str | None,
) -> None:
    """Add a call to the log, which keeps the newest calls, and no body that is huge."""
    db.execute("DELETE FROM call WHERE seq < (SELECT max(seq) FROM call) + 2 - ?", (MOST_CALLS,))
    body = None if len(request.body or b"") > MOST_BYTES else request.body
    came = (at, request.method, request.path, json.dumps(request.query), body)
    values = (*came, status, request.write, applied, fault)
    db.execute(f"INSERT INTO call ({_CALL}) VALUES (?,?,?,?,?,?,?,?,?)", values)  # noqa: S608 - fixed


def _request(method: str, path: str, query: str, body: bytes | None) -> Request:
    return Request(method, path, [(name, value) for name, value in json.loads(query)], body)


def calls(db: sqlite3.Connection) -> list[Call]:
    """The whole log, oldest first."""
    found = []
    for seq, at, *rest in db.execute(f"SELECT seq, {_CALL} FROM call ORDER BY seq"):  # noqa: S608 - fixed
        request, (status, write, applied, fault) = _request(*rest[:4]), rest[4:]
        came = (seq, at, request.method, request.path, request.query, request.json(), status)
        found.append(Call(*came, bool(write), bool(applied), fault))
    return found


def add_fault(db: sqlite3.Connection, fault: Fault) -> None:
    """Queue a fault behind the others."""
    db.execute(f"INSERT INTO fault ({_FAULT}) VALUES (?,?,?,?,?,?,?)", astuple(fault))  # noqa: S608 - fixed


def faults(db: sqlite3.Connection) -> list[tuple[int, Fault]]:
    """(row id, fault) in the order they were added."""
    rows = db.execute(f"SELECT id, {_FAULT} FROM fault ORDER BY id").fetchall()  # noqa: S608 - fixed
    return [(number, Fault(*rest)) for number, *rest in rows]


def take_fault(db: sqlite3.Connection, path: str, *, write: bool) -> Fault | None:
    """The fault this request meets, or None. The fault's `times` is counted down.

    A fault with requests still to skip counts this one and lets it pass.
    """
    for number, fault in faults(db):
        if fault.lasting or not fault.matches(path, write=write):
            continue
        if fault.skip > 0:
            db.execute("UPDATE fault SET skip = skip - 1 WHERE id = ?", (number,))
            continue
        if fault.times == 1:
            db.execute("DELETE FROM fault WHERE id = ?", (number,))
        elif fault.times is not None:
            db.execute("UPDATE fault SET times = times - 1 WHERE id = ?", (number,))
        return fault
    return None


def rules(db: sqlite3.Connection) -> frozenset[str]:
    """The rules of the service that are otherwise for good: beside faults, not instead of one."""
    return frozenset(fault.name for _, fault in faults(db) if fault.lasting)


def queue(db: sqlite3.Connection, request: Request, due: float, *, overlap: bool = False) -> None:
    """Queue a request, to be applied at `due`.

    `overlap`: an identical one may overtake it.
    """
    db.execute(
        "INSERT INTO queued (due, method, path, query, body, overlap) VALUES (?,?,?,?,?,?)",
        (due, request.method, request.path, json.dumps(request.query), request.body, overlap),
    )


def take_due(db: sqlite3.Connection, now: float) -> list[tuple[float, Request]]:
    """The queued requests that are due, earliest first.

    They are taken off the queue.
    """
    found = db.execute(
        "SELECT due, method, path, query, body FROM queued WHERE due <= ? ORDER BY due, id", (now,)
    ).fetchall()
    if found:
        db.execute("DELETE FROM queued WHERE due <= ?", (now,))
    return [(due, _request(method, path, query, body)) for due, method, path, query, body in found]


def take_twin(db: sqlite3.Connection, request: Request) -> Request | None:
    """The identical request still in flight that this one overlaps with, taken off the queue."""
    found = db.execute(
        "SELECT id FROM queued "
        "WHERE overlap AND method = ? AND path = ? AND query = ? AND body IS ?",
        (request.method, request.path, json.dumps(request.query), request.body),
    ).fetchone()
    if found is None:
        return None
    db.execute("DELETE FROM queued WHERE id = ?", found)
    return request


def next_number(db: sqlite3.Connection) -> int:
    """The number that the next call will have in the log."""
    return int(db.execute("SELECT coalesce(max(seq), 0) + 1 FROM call").fetchone()[0])


def counted(db: sqlite3.Connection, since: float, *, write: bool) -> int:
    """Requests of a kind that reached the service after `since` and count towards the quota."""
    found = db.execute(
        "SELECT count(*) FROM call WHERE at > ? AND write = ? "
        "AND (fault IS NULL OR fault NOT IN ('quota', 'refused', 'late-delivery'))",
        (since, write),
    )
    return int(found.fetchone()[0])


def _set(db: sqlite3.Connection, name: str, value: Quota | Storm | None) -> None:
    db.execute("DELETE FROM setting WHERE name = ?", (name,))
    if value is not None:
        db.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?)", (name, json.dumps(asdict(value)))
        )


def set_quota(db: sqlite3.Connection, quota: Quota | None) -> None:
    """Remember the quota, None for none."""
    _set(db, "quota", quota)


def set_storm(db: sqlite3.Connection, storm: Storm | None) -> None:
    """Remember the storm, None for none."""
    _set(db, "storm", storm)


def quota(db: sqlite3.Connection) -> Quota | None:
    """The quota, None when none is set."""
    found = db.execute("SELECT value FROM setting WHERE name = 'quota'").fetchone()
    return None if found is None else Quota(**json.loads(found[0]))


def storm(db: sqlite3.Connection) -> Storm | None:
    """The storm, None when there is none."""
    found = db.execute("SELECT value FROM setting WHERE name = 'storm'").fetchone()
    return None if found is None else Storm(**json.loads(found[0]))

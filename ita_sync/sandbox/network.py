"""The way of one request through the network: what is applied, and what the client sees of it."""

import email.utils
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ita_sync.sandbox import api, log
from ita_sync.sandbox.faults import DATES, HTML_502, SERVICE, Fault, error_of, exceeded
from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import envelope
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.store import Transaction

_JSON = "application/json; charset=UTF-8"
_NONE: Mapping[str, str] = {}
_APPLIED_ANYHOW = {"slow", "stale", *DATES, *SERVICE}


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply: always with a Date (RFC 7231, from the sandbox's clock) and a Content-Type.

    `delay_s`: how many seconds it takes to arrive.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    delay_s: float = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """No HTTP reply reached the client.

    The connection was refused, cut or reset, or nothing ever came.
    """

    kind: Literal["refused", "cut", "reset", "hang"]


_DROPS: dict[str, Dropped] = {
    "refused": Dropped("refused"),
    "cut": Dropped("cut"),
    "reset": Dropped("reset"),
    "hang": Dropped("hang"),
    "late": Dropped("hang"),
    "overlap": Dropped("hang"),
}


def failure(status: int, sentence: str, headers: Mapping[str, str] = _NONE) -> Reply:
    """An error in the API's envelope that no method gave."""
    body = json.dumps(envelope(status, sentence)).encode()
    return Reply(status, {"Content-Type": _JSON, **headers}, body)


def carry(tx: Transaction, request: Request, now: float) -> Reply | Dropped:
    """Take one request through: late ones first, then the fault it meets, if any, and the log."""
    deliver(tx, now)
    number = log.next_number(tx.db)
    fault = log.take_fault(tx.db, request.path, write=request.write)
    if fault is None and (refusal := _over_quota(tx, request, now)) is not None:
        log.record(tx.db, request, now, refusal.status, applied=False, fault="quota")
        return refusal
    storm = log.storm(tx.db)
    if fault is None and storm is not None:
        fault = storm.draw(number, now, write=request.write)
    twin = log.take_twin(tx.db, request)
    if twin is not None:
        _late(tx, twin, now)
    tx.rules = log.rules(tx.db) | ({"ids-not-unique"} if twin else set())
    outcome, applied = _meet(tx, request, fault, now)
    status = outcome.status if isinstance(outcome, Reply) else None
    log.record(tx.db, request, now, status, applied=applied, fault=fault.name if fault else None)
    return outcome


def deliver(tx: Transaction, now: float) -> None:
    """Apply queued requests that are due, in the order of their times; a refusal goes unseen."""
    for due, request in log.take_due(tx.db, now):
        _late(tx, request, due)
    tx.now = now


def _late(tx: Transaction, request: Request, at: float) -> None:
    tx.now, tx.rules = at, log.rules(tx.db)
    reply, applied = _apply(tx, request, at)
    log.record(tx.db, request, at, reply.status, applied=applied, fault="late-delivery")


def _over_quota(tx: Transaction, request: Request, now: float) -> Reply | None:
    quota = log.quota(tx.db)
    if quota is None:
        return None
    limit = quota.writes if request.write else quota.reads
    if log.counted(tx.db, now - 60, write=request.write) < limit:
        return None
    return _reply(429, envelope(429, *exceeded(write=request.write, limit=limit)), now)


def _meet(
    tx: Transaction, request: Request, fault: Fault | None, now: float
) -> tuple[Reply | Dropped, bool]:
    """What the client sees, and whether the request changed anything."""
    if fault is None:
        return _apply(tx, request, now)
    if fault.name in _APPLIED_ANYHOW:
        return _otherwise(tx, request, fault, now)
    if fault.name == "nothing-applied":
        return _rehearse(tx, request, now), False
    if fault.name == "twice":
        first, applied = _apply(tx, request, now)
        _, again = _apply(tx, request, now)
        return first, applied or again
    applied = False
    whole = None
    if fault.name in {"late", "late-503", "overlap"}:
        log.queue(tx.db, request, now + fault.seconds, overlap=fault.name == "overlap")
    elif fault.when == "after":
        whole, applied = _apply(tx, request, now)
    if fault.name == "truncated":
        whole = whole or _rehearse(tx, request, now)
        return replace(whole, body=whole.body[: len(whole.body) // 2]), applied
    if fault.name in _DROPS:
        return _DROPS[fault.name], applied
    return _error(fault, now, write=request.write), applied


def _otherwise(tx: Transaction, request: Request, fault: Fault, now: float) -> tuple[Reply, bool]:
    """The request is applied: by other rules, on an older version, or with a reply that is odd."""
    tx.rules |= fault.rules
    if fault.name == "stale" and not request.write:
        tx.stale_s = fault.seconds
    reply, applied = _apply(tx, request, now)
    tx.stale_s = None
    headers = reply.headers | ({"Date": _date(now + fault.shift_s)} if fault.shift_s else {})
    delay_s = fault.seconds if fault.name == "slow" else 0
    return replace(reply, headers=headers, delay_s=delay_s), applied


def _error(fault: Fault, now: float, *, write: bool) -> Reply:
    extra = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
    if fault.name == "http-502-html":
        kind = {"Content-Type": "text/html; charset=UTF-8"}
        return Reply(502, _headers(now) | kind | extra, HTML_502.encode())
    code, message, details = error_of(fault.name, write=write)
    reply = _reply(code, envelope(code, message, details), now)
    return replace(reply, headers=reply.headers | extra)


def _apply(tx: Transaction, request: Request, now: float) -> tuple[Reply, bool]:
    tx.saved = None
    status, body = api.answer(tx, request)
    if tx.saved is not None and tx.on_write is not None:
        tx.on_write(request, *tx.saved)
    return _reply(status, body, now), tx.saved is not None


def _rehearse(tx: Transaction, request: Request, now: float) -> Reply:
    """The reply the request would have got, without keeping anything."""
    tx.dry = True
    try:
        return _apply(tx, request, now)[0]
    finally:
        tx.dry = False


def _date(at: float) -> str:
    return email.utils.formatdate(at, usegmt=True)


def _headers(now: float) -> dict[str, str]:
    return {"Content-Type": _JSON, "Date": _date(now)}


def _reply(status: int, body: Json, now: float) -> Reply:
    return Reply(status, _headers(now), json.dumps(body, ensure_ascii=False).encode())

"""The sandbox itself: one file, one door. `handle` takes a request as it would go over the wire."""

import email.utils
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ita_sync.sandbox import api, create, log
from ita_sync.sandbox.faults import DROPS, HTML_502, Fault, error_of
from ita_sync.sandbox.log import Call
from ita_sync.sandbox.model import Json, Mark, Spreadsheet
from ita_sync.sandbox.problems import envelope
from ita_sync.sandbox.render import spreadsheet as rendered
from ita_sync.sandbox.request import Request
from ita_sync.sandbox.store import Store, Transaction
from ita_sync.sandbox.values import Look, scalar

_JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply: always with a Date (RFC 7231, from the sandbox's clock) and a Content-Type."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Dropped:
    """No HTTP reply reached the client: the connection was refused, cut, or the client waited in vain."""

    kind: Literal["refused", "cut", "timeout"]


class Sandbox:
    """A spreadsheet service in one SQLite file; several processes at once see the same.

    `path` is created if absent, readable by its owner alone. `clock` gives seconds since the epoch.
    """

    def __init__(self, path: Path | str, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self._store = Store(path)
        self.path = self._store.path

    def ensure(self, spreadsheet_id: str, title: str, tabs: Iterable[Mapping[str, Any]]) -> None:
        """Create a spreadsheet unless it is there.

        `tabs`: {"title": str, "rows": lists of str, int, float, bool or None,
        "rowCount": int = 1000, "columnCount": int = 26}.
        """
        with self._store.transaction() as tx:
            if tx.load(spreadsheet_id) is None:
                tx.save(create.from_rows(spreadsheet_id, title, tabs))

    def handle(
        self,
        method: str,
        path: str,
        query: Iterable[tuple[str, str]] = (),
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply | Dropped:
        """Answer one request: `path` percent-encoded and without the query, `body` as sent.

        `headers` are accepted and not looked at: whoever reaches the sandbox may use it.
        """
        del headers
        request = Request(method.upper(), path, list(query), body)
        now = self.clock()
        with self._store.transaction() as tx:
            self._deliver(tx, now)
            fault = log.take_fault(tx.db, path, write=request.write)
            outcome, applied = self._outcome(tx, request, fault, now)
            status = outcome.status if isinstance(outcome, Reply) else None
            log.record(tx.db, request, now, status, applied=applied, fault=fault.name if fault else None)
        return outcome

    def _outcome(
        self, tx: Transaction, request: Request, fault: Fault | None, now: float
    ) -> tuple[Reply | Dropped, bool]:
        """What the client sees, and whether the request changed anything."""
        if fault is None or fault.name == "ids-not-unique":
            return self._apply(tx, request, now, unique=fault is None)
        if fault.name == "nothing-applied":
            return self._rehearse(tx, request, now), False
        if fault.name == "twice":
            first, applied = self._apply(tx, request, now)
            _, again = self._apply(tx, request, now)
            return first, applied or again
        if fault.name == "truncated":
            whole, applied = self._rehearse(tx, request, now), False
            if fault.when == "after":
                whole, applied = self._apply(tx, request, now)
            return Reply(whole.status, whole.headers, whole.body[: len(whole.body) // 2]), applied
        applied = False
        if fault.name in {"late", "late-503"}:
            log.queue(tx.db, request, now + fault.seconds)
        elif fault.when == "after":
            _, applied = self._apply(tx, request, now)
        if fault.name in DROPS:
            return Dropped(DROPS[fault.name]), applied
        return self._error(fault, now, write=request.write), applied

    def _error(self, fault: Fault, now: float, *, write: bool) -> Reply:
        extra = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
        if fault.name == "http-502-html":
            kind = {"Content-Type": "text/html; charset=UTF-8"}
            return Reply(502, self._headers(now) | kind | extra, HTML_502.encode())
        code, message, details = error_of(fault.name, write=write)
        reply = self._reply(code, envelope(code, message, details), now)
        return Reply(code, reply.headers | extra, reply.body)

    def _apply(self, tx: Transaction, request: Request, now: float, *, unique: bool = True) -> tuple[Reply, bool]:
        tx.saved = False
        status, body = api.answer(tx, request, unique=unique)
        return self._reply(status, body, now), tx.saved

    def _rehearse(self, tx: Transaction, request: Request, now: float) -> Reply:
        """The reply the request would have got, without keeping anything."""
        tx.dry = True
        try:
            return self._apply(tx, request, now)[0]
        finally:
            tx.dry = False

    def _headers(self, now: float) -> dict[str, str]:
        return {"Content-Type": _JSON, "Date": email.utils.formatdate(now, usegmt=True)}

    def _reply(self, status: int, body: Json, now: float) -> Reply:
        return Reply(status, self._headers(now), json.dumps(body, ensure_ascii=False).encode())

    def _deliver(self, tx: Transaction, now: float) -> None:
        """Apply queued requests that are due, in the order of their times; a refusal goes unseen."""
        for due, request in log.take_due(tx.db, now):
            reply, applied = self._apply(tx, request, due)
            log.record(tx.db, request, due, reply.status, applied=applied, fault="late-delivery")

    def fault(self, fault: Fault) -> None:
        """Add a fault; the first in order that matches a request is the one it meets."""
        with self._store.transaction() as tx:
            log.add_fault(tx.db, fault)

    def faults(self) -> list[Fault]:
        """The faults still to come, with what is left of their skip and times."""
        with self._store.transaction() as tx:
            return [fault for _, fault in log.faults(tx.db)]

    def clear_faults(self) -> None:
        """Forget the faults to come; queued late requests stay on their way."""
        with self._store.transaction() as tx:
            tx.db.execute("DELETE FROM fault")

    def calls(self) -> list[Call]:
        """The call log, oldest first."""
        with self._store.transaction() as tx:
            self._deliver(tx, self.clock())
            return log.calls(tx.db)

    def clear_calls(self) -> None:
        """Forget the call log."""
        with self._store.transaction() as tx:
            tx.db.execute("DELETE FROM call")

    def _book(self, tx: Transaction, spreadsheet_id: str) -> Spreadsheet:
        self._deliver(tx, self.clock())
        found = tx.load(spreadsheet_id)
        if found is None:
            raise KeyError(spreadsheet_id)
        return found

    def spreadsheet(self, spreadsheet_id: str) -> Json:
        """The whole Spreadsheet resource with grid data. Raises KeyError when there is none."""
        with self._store.transaction() as tx:
            whole: Json = json.loads(json.dumps(rendered(self._book(tx, spreadsheet_id), {}, grid=True)))
            return whole

    def rows(self, spreadsheet_id: str, tab_title: str) -> list[list[str | float | bool | None]]:
        """The effective values of a tab, None for blank, trailing blanks trimmed. Raises KeyError."""
        look = Look(render="UNFORMATTED_VALUE")
        with self._store.transaction() as tx:
            for tab in self._book(tx, spreadsheet_id).tabs:
                if tab.title == tab_title:
                    rows = [[scalar(cell, look) for cell in row] for row in tab.rows]
                    break
            else:
                raise KeyError(tab_title)
        for row in rows:
            while row and row[-1] is None:
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def titles(self, spreadsheet_id: str) -> list[str]:
        """The titles of the tabs, in order. Raises KeyError."""
        with self._store.transaction() as tx:
            return [tab.title for tab in self._book(tx, spreadsheet_id).tabs]

    def foreign_mark(self, spreadsheet_id: str, metadata_id: int) -> None:
        """Another project's metadata with PROJECT visibility: nobody here sees it, but its id is taken."""
        with self._store.transaction() as tx:
            book = self._book(tx, spreadsheet_id).copy()
            book.marks.append(Mark(metadata_id, "foreign", None, "PROJECT", foreign=True))
            tx.save(book)

    def reset(self) -> None:
        """Forget everything: spreadsheets, calls, faults, queued requests."""
        with self._store.transaction() as tx:
            for table in ("spreadsheet", "row", "call", "fault", "queued"):
                tx.db.execute(f"DELETE FROM {table}")  # noqa: S608 - a fixed list of names

"""The sandbox itself: one file, one door. `handle` takes a request as it would go over the wire."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ita_sync.sandbox import batch, create, log, metadata
from ita_sync.sandbox.faults import Fault, Quota, Storm
from ita_sync.sandbox.log import Call
from ita_sync.sandbox.model import Edit, Json, Mark, Spreadsheet
from ita_sync.sandbox.network import Dropped, Reply, carry, deliver, failure
from ita_sync.sandbox.problems import ApiError
from ita_sync.sandbox.render import spreadsheet as rendered
from ita_sync.sandbox.request import Request, arrived
from ita_sync.sandbox.store import OnWrite, Store, Transaction
from ita_sync.sandbox.values import Look, scalar


class Sandbox:
    """A spreadsheet service in one SQLite file; several processes at once see the same.

    `path` is created if absent, readable by its owner alone. `clock` gives seconds since the epoch.
    `on_write` is called with every write as it takes effect, late ones included: (request,
    spreadsheet before or None, spreadsheet after). If it raises, the write is undone.
    """

    def __init__(
        self,
        path: Path | str,
        clock: Callable[[], float] = time.time,
        on_write: OnWrite | None = None,
    ) -> None:
        self.clock = clock
        self._store = Store(path, on_write)
        self.path = self._store.path

    def ensure(self, spreadsheet_id: str, title: str, tabs: Iterable[Mapping[str, Any]]) -> None:
        """Create a spreadsheet unless it exists.

        `tabs`: {"title": str, "rows": lists of str, int, float, bool or None,
        "rowCount": int = 1000, "columnCount": int = 26, "sheetId": int, by default 0 for the
        first}.
        """
        with self._store.transaction() as tx:
            tx.now = self.clock()
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

        Of `headers` only X-HTTP-Method-Override counts: whoever reaches the sandbox may use it.
        While another program holds the file, the service is unavailable (503).
        """
        request = arrived(method, path, query, body, headers or {})
        try:
            with self._store.transaction() as tx:
                return carry(tx, request, self.clock())
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return failure(503, "The service is currently unavailable.")

    def fault(self, fault: Fault) -> None:
        """Add a fault. A request meets the first one added that matches it."""
        with self._store.transaction() as tx:
            log.add_fault(tx.db, fault)

    def faults(self) -> list[Fault]:
        """The faults still to come, with what is left of their skip and times."""
        with self._store.transaction() as tx:
            return [fault for _, fault in log.faults(tx.db)]

    def clear_faults(self) -> None:
        """Forget the faults to come, the quota and the storm; late requests stay queued."""
        with self._store.transaction() as tx:
            tx.db.execute("DELETE FROM fault")
            tx.db.execute("DELETE FROM setting")

    def limit(self, quota: Quota | None) -> None:
        """Count requests a minute as Google does, and refuse more with a 429.

        None takes the limit away.
        """
        with self._store.transaction() as tx:
            log.set_quota(tx.db, quota)

    def storm(self, storm: Storm | None) -> None:
        """Let faults come by chance, from a seed; None ends it. Faults added by hand come first."""
        with self._store.transaction() as tx:
            log.set_storm(tx.db, storm)

    def calls(self) -> list[Call]:
        """The call log, oldest first."""
        with self._store.transaction() as tx:
            deliver(tx, self.clock())
            return log.calls(tx.db)

    def clear_calls(self) -> None:
        """Forget the call log."""
        with self._store.transaction() as tx:
            tx.db.execute("DELETE FROM call")

    def _book(self, tx: Transaction, spreadsheet_id: str) -> Spreadsheet:
        deliver(tx, self.clock())
        found = tx.load(spreadsheet_id)
        if found is None:
            raise KeyError(spreadsheet_id)
        return found

    def spreadsheet(self, spreadsheet_id: str) -> Json:
        """The whole Spreadsheet resource with grid data. Raises KeyError when there is none."""
        with self._store.transaction() as tx:
            whole: Json = json.loads(
                json.dumps(rendered(self._book(tx, spreadsheet_id), {}, grid=True))
            )
            return whole

    def rows(self, spreadsheet_id: str, tab_title: str) -> list[list[str | float | bool | None]]:
        """The effective values of a tab: None for blank, without trailing blanks.

        Raises KeyError when there is no such spreadsheet or tab.
        """
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

    def books(self) -> list[str]:
        """The ids of the spreadsheets, in the order they were made."""
        with self._store.transaction() as tx:
            deliver(tx, self.clock())
            return tx.ids()

    def titles(self, spreadsheet_id: str) -> list[str]:
        """The titles of the tabs, in order. Raises KeyError when there is no such spreadsheet."""
        with self._store.transaction() as tx:
            return [tab.title for tab in self._book(tx, spreadsheet_id).tabs]

    def book(self, spreadsheet_id: str) -> Spreadsheet:
        """The stored spreadsheet, for checkers to read: it must not be changed.

        Raises KeyError when there is none.
        """
        with self._store.transaction() as tx:
            return self._book(tx, spreadsheet_id)

    def owner_edit(self, spreadsheet_id: str, requests: list[Json]) -> bool:
        """Apply the requests of a batchUpdate as the owner, whom no protection stops.

        A range that they protect is locked for the caller, unless its editors name the caller or it
        only warns. They meet no fault but rules that hold for good, and are not in the call log.
        False when they are refused. Raises KeyError when there is no such spreadsheet.
        """
        with self._store.transaction() as tx:
            book = self._book(tx, spreadsheet_id).copy()
            try:
                batch.apply(book, requests, Edit(owner=True, rules=log.rules(tx.db)))
            except ApiError:
                return False
            tx.save(book)
            body = json.dumps({"requests": requests}).encode()
            _report(tx, f"/v4/spreadsheets/{spreadsheet_id}:batchUpdate", body)
            return True

    def restore(self, spreadsheet_id: str, at: float, *, marks: bool = True) -> None:
        """Bring back the version that stood at a time, in seconds since the epoch.

        With its metadata, or (`marks` False) with the metadata of now where the place is still
        there. It is a write of its own, in no call log, and can be taken back in the same way.
        Raises KeyError when there is no such spreadsheet, ValueError when no version that old is
        kept.
        """
        with self._store.transaction() as tx:
            now, then = self._book(tx, spreadsheet_id), tx.version(spreadsheet_id, at)
            if then is None:
                raise ValueError(f"No version of {spreadsheet_id!r} that stood at {at} is kept.")
            book = then.copy()
            book.drawn = now.drawn  # no number is drawn twice
            if not marks:
                book.marks = metadata.placed(book, now.marks)
            tx.save(book)
            body = json.dumps({"spreadsheetId": spreadsheet_id, "at": at, "marks": marks})
            _report(tx, "/sandbox/restore", body.encode())

    def foreign_mark(self, spreadsheet_id: str, metadata_id: int, value: str | None = None) -> None:
        """Add another project's metadata with PROJECT visibility.

        Nobody here sees it, but its id is taken, and it takes room.
        """
        with self._store.transaction() as tx:
            book = self._book(tx, spreadsheet_id).copy()
            book.marks.append(Mark(metadata_id, "foreign", value, "PROJECT", foreign=True))
            tx.save(book)

    def reset(self) -> None:
        """Forget everything: spreadsheets, calls, faults, queued requests."""
        with self._store.transaction() as tx:
            for table in ("spreadsheet", "row", "version", "call", "fault", "queued", "setting"):
                tx.db.execute(f"DELETE FROM {table}")  # noqa: S608 - a fixed list of names


def _report(tx: Transaction, path: str, body: bytes) -> None:
    """Tell of a write that came by no request of a client."""
    if tx.saved is not None and tx.on_write is not None:
        tx.on_write(Request("POST", path, [], body), *tx.saved)

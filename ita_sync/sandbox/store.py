"""The one SQLite file: spreadsheets, rows, faults, queued requests, the call log.

Every request is one transaction (BEGIN IMMEDIATE), so several processes take turns. A row of cells
has an identity of its own: a write stores only rows that are new, and a process parses each version
of a spreadsheet once.
"""

import json
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple
from pathlib import Path

from ita_sync.sandbox.formats import mended
from ita_sync.sandbox.layouts import bring_up_to_date
from ita_sync.sandbox.model import EMPTY_ROW, Cell, Edit, Json, Mark, Row, Spreadsheet, Tab
from ita_sync.sandbox.request import Request

MOST_VERSIONS = 100  # former ones that are kept of each spreadsheet
WAIT_S = 20.0  # how long a process waits for its turn

# id() of a row that the cached spreadsheet keeps alive -> its id in the file.
Known = dict[int, int]


def _packed(cell: Cell | None) -> object:
    """A cell for the file: a bare scalar when it holds nothing but a plain value."""
    if cell is not None and len(cell) == 1 and "userEnteredValue" in cell:
        name, value = next(iter(cell["userEnteredValue"].items()))
        if name in {"stringValue", "numberValue", "boolValue"}:
            return value
    return cell


def _unpacked(packed: object) -> Cell | None:
    if packed is None or isinstance(packed, dict):
        return packed
    if isinstance(packed, bool):
        return {"userEnteredValue": {"boolValue": packed}}
    return {
        "userEnteredValue": {"stringValue" if isinstance(packed, str) else "numberValue": packed}
    }


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _numbers(head: Json) -> set[int]:
    """The ids of the rows that a version uses; 0 is the empty row."""
    return {0}.union(*(each["rows"] for each in head["tabs"]))


OnWrite = Callable[[Request, Spreadsheet | None, Spreadsheet], object]


class Transaction:
    """What one request sees and changes.

    `dry`: nothing is kept. `saved`: what a save changed, (before, after); None before any save.
    `now`: the time of a save. `rules`: what the service does otherwise, by the names of faults.
    `stale_s`: an older version is seen, that of so many seconds ago; with 0, the one before the
    last write.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        cache: dict[str, tuple[str, Spreadsheet, Known]],
        on_write: OnWrite | None = None,
    ) -> None:
        self.db = connection
        self.cache = cache
        self.on_write = on_write
        self.dry = False
        self.saved: tuple[Spreadsheet | None, Spreadsheet] | None = None
        self.now = 0.0
        self.rules: frozenset[str] = frozenset()
        self.stale_s: float | None = None

    def load(self, spreadsheet_id: str) -> Spreadsheet | None:
        """The stored spreadsheet, None when there is none.

        It must not be changed: change a copy and save that.
        """
        found = self._present(spreadsheet_id)
        if found is None or self.stale_s is None:
            return found
        if not self.stale_s:
            return self._former(spreadsheet_id, "ORDER BY number DESC") or found
        old = self.version(spreadsheet_id, self.now - self.stale_s)
        return old or self._former(spreadsheet_id, "ORDER BY number") or found

    def version(self, spreadsheet_id: str, at: float) -> Spreadsheet | None:
        """The version that stood at a time, None where none that old is kept."""
        select = "SELECT since FROM spreadsheet WHERE id = ?"
        (since,) = self.db.execute(select, (spreadsheet_id,)).fetchone()
        if since <= at:
            return self._present(spreadsheet_id)
        return self._former(spreadsheet_id, "AND since <= ? ORDER BY number DESC", at)

    def _present(self, spreadsheet_id: str) -> Spreadsheet | None:
        select = "SELECT version, head FROM spreadsheet WHERE id = ?"
        found = self.db.execute(select, (spreadsheet_id,)).fetchone()
        if found is None:
            return None
        version, head = found
        cached = self.cache.get(spreadsheet_id)
        if cached is None or cached[0] != version:
            book, known = self._parse(spreadsheet_id, mended(head))
            cached = self.cache[spreadsheet_id] = (version, book, known)
        return cached[1]

    def _former(self, spreadsheet_id: str, which: str, *given: float) -> Spreadsheet | None:
        found = self.db.execute(
            f"SELECT head FROM version WHERE spreadsheet = ? {which} LIMIT 1",  # noqa: S608 - fixed
            (spreadsheet_id, *given),
        ).fetchone()
        return None if found is None else self._parse(spreadsheet_id, mended(found[0]))[0]

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Take back whatever was saved inside when an exception leaves it; the turn goes on."""
        self.db.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK TO attempt")
            self.cache.clear()
            self.saved = None
            raise
        finally:
            self.db.execute("RELEASE attempt")

    def ids(self) -> list[str]:
        """The ids of all spreadsheets, in the order they were made."""
        return [found for (found,) in self.db.execute("SELECT id FROM spreadsheet ORDER BY rowid")]

    def _parse(self, spreadsheet_id: str, head: Json) -> tuple[Spreadsheet, Known]:
        rows: dict[int, Row] = {0: EMPTY_ROW}
        used = _numbers(head)
        for number, body in self.db.execute(
            "SELECT id, body FROM row WHERE spreadsheet = ?", (spreadsheet_id,)
        ):
            if number in used:
                rows[number] = tuple(_unpacked(each) for each in mended(body))
        tabs = []
        for each in head["tabs"]:
            each["rows"] = [rows[number] for number in each["rows"]]
            for sizes in ("row_properties", "column_properties"):
                each[sizes] = {int(at): kept for at, kept in each[sizes].items()}
            tabs.append(Tab(**{name: each[name] for name in Tab.__dataclass_fields__}))
        book = Spreadsheet(
            id=spreadsheet_id,
            properties=head["properties"],
            tabs=tabs,
            marks=[Mark(*each) for each in head["marks"]],
            drawn=head["drawn"],
        )
        return book, {id(rows[number]): number for number in used}

    def save(self, book: Spreadsheet) -> None:
        """Store the spreadsheet as a new version: its head, and rows that are new."""
        if self.dry:
            return
        book.edit = Edit()  # it is over: whoever reads the cached spreadsheet has no part in it
        self.saved = (self.load(book.id), book)
        before: Known = {} if self.saved[0] is None else self.cache[book.id][2]
        known: Known = {id(EMPTY_ROW): 0}
        tabs = []
        for tab in book.tabs:
            numbers = []
            for row in tab.rows:
                number = known.get(id(row))
                if number is None:
                    number = before.get(id(row))
                    if number is None:
                        body = _dumps([_packed(cell) for cell in row])
                        cursor = self.db.execute(
                            "INSERT INTO row (spreadsheet, body) VALUES (?, ?)", (book.id, body)
                        )
                        number = int(cursor.lastrowid or 0)
                    known[id(row)] = number
                numbers.append(number)
            head = {name: getattr(tab, name) for name in Tab.__dataclass_fields__}
            tabs.append(head | {"rows": numbers})
        version = secrets.token_hex(8)
        head = {
            "properties": book.properties,
            "tabs": tabs,
            "marks": [astuple(mark) for mark in book.marks],
            "drawn": book.drawn,
        }
        self.db.execute(
            "INSERT INTO version (spreadsheet, since, head) "
            "SELECT id, since, head FROM spreadsheet WHERE id = ?",
            (book.id,),
        )
        self.db.execute(
            "INSERT INTO spreadsheet (id, version, head, since) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE "
            "SET version = excluded.version, head = excluded.head, since = excluded.since",
            (book.id, version, _dumps(head), self.now),
        )
        self.cache[book.id] = (version, book, known)
        self._forget(book.id)

    def _forget(self, spreadsheet_id: str) -> None:
        """Delete a version beyond those that are kept, with the rows that ended with it.

        A row that a version lacks is in no later one: what is restored gets rows of its own.
        """
        found = self.db.execute(
            "SELECT number, head FROM version WHERE spreadsheet = ? "
            "ORDER BY number DESC LIMIT 2 OFFSET ?",
            (spreadsheet_id, MOST_VERSIONS - 1),
        ).fetchall()
        if len(found) > 1:
            (_, kept), (oldest, head) = found
            self.db.execute("DELETE FROM version WHERE number = ?", (oldest,))
            gone = _numbers(json.loads(head)) - _numbers(json.loads(kept))
            self.db.executemany("DELETE FROM row WHERE id = ?", [(number,) for number in gone])


class Store:
    """Opens the file for one transaction at a time; safe for threads and for processes."""

    def __init__(self, path: Path | str, on_write: OnWrite | None = None) -> None:
        self.path = Path(path)
        self.on_write = on_write
        self._lock = threading.RLock()
        self._cache: dict[str, tuple[str, Spreadsheet, Known]] = {}
        self._create()

    def _create(self) -> None:
        """The file, readable by its owner alone: it may hold a municipality's figures."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))

    def _connect(self) -> sqlite3.Connection:
        if not self.path.exists():
            self._create()  # somebody removed it: begin afresh
        return sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One turn: all of it is stored at the end, or nothing when an exception leaves it."""
        with self._lock, closing(self._connect()) as db:
            # A sandbox must survive a killed process, and so it does, but not a power cut.
            db.execute("PRAGMA synchronous = OFF")
            db.execute("BEGIN IMMEDIATE")
            try:
                bring_up_to_date(db)
                yield Transaction(db, self._cache, self.on_write)
                db.execute("COMMIT")
            except BaseException:
                # What was parsed or saved in this turn may not be what the file holds.
                self._cache.clear()
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

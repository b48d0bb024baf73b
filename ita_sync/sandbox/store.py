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
from ita_sync.sandbox.model import EMPTY_ROW, Cell, Json, Mark, Row, Spreadsheet, Tab
from ita_sync.sandbox.request import Request

# What each layout of the file adds to the one before; user_version counts the layouts done.
_LAYOUTS = (
    """
CREATE TABLE spreadsheet (id TEXT PRIMARY KEY, version TEXT NOT NULL, head TEXT NOT NULL);
CREATE TABLE row (id INTEGER PRIMARY KEY AUTOINCREMENT, spreadsheet TEXT NOT NULL,
  body TEXT NOT NULL);
CREATE INDEX row_of ON row (spreadsheet);
CREATE TABLE call (seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, method TEXT NOT NULL,
  path TEXT NOT NULL, query TEXT NOT NULL, body BLOB, status INTEGER,
  write INTEGER NOT NULL, applied INTEGER NOT NULL, fault TEXT);
CREATE TABLE fault (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, moment TEXT NOT NULL,
  match TEXT NOT NULL, skip INTEGER NOT NULL, times INTEGER, retry_after TEXT,
  seconds REAL NOT NULL);
CREATE TABLE queued (id INTEGER PRIMARY KEY AUTOINCREMENT, due REAL NOT NULL, method TEXT NOT NULL,
  path TEXT NOT NULL, query TEXT NOT NULL, body BLOB)
""",
    # `before`: the head of the version before the last write, for reads that are stale; its rows
    # are kept.
    """
ALTER TABLE spreadsheet ADD COLUMN before TEXT;
ALTER TABLE queued ADD COLUMN overlap INTEGER NOT NULL DEFAULT 0;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)
""",
)
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
    `stale`: the version before the last write is seen.
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
        self.stale = False

    def load(self, spreadsheet_id: str) -> Spreadsheet | None:
        """The stored spreadsheet, None when there is none.

        It must not be changed: change a copy and save that.
        """
        select = "SELECT version, head, before FROM spreadsheet WHERE id = ?"
        found = self.db.execute(select, (spreadsheet_id,)).fetchone()
        if found is None:
            return None
        version, head, before = found
        if self.stale and before is not None:
            return self._parse(spreadsheet_id, mended(before))[0]
        cached = self.cache.get(spreadsheet_id)
        if cached is None or cached[0] != version:
            book, known = self._parse(spreadsheet_id, mended(head))
            cached = self.cache[spreadsheet_id] = (version, book, known)
        return cached[1]

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
        for number, body in self.db.execute(
            "SELECT id, body FROM row WHERE spreadsheet = ?", (spreadsheet_id,)
        ):
            rows[number] = tuple(_unpacked(each) for each in mended(body))
        used = _numbers(head)
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
        """Store the spreadsheet as a new version: its head and new rows. Unused rows go."""
        if self.dry:
            return
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
        self._forget(book.id, set(before.values()) | set(known.values()))
        self.db.execute(
            "INSERT INTO spreadsheet (id, version, head) VALUES (?, ?, ?) "
            "ON CONFLICT (id) "
            "DO UPDATE SET version = excluded.version, before = head, head = excluded.head",
            (book.id, version, _dumps(head)),
        )
        self.cache[book.id] = (version, book, known)

    def _forget(self, spreadsheet_id: str, kept: set[int]) -> None:
        """Delete the rows of the version before the present one, except those still in use."""
        found = self.db.execute(
            "SELECT before FROM spreadsheet WHERE id = ?", (spreadsheet_id,)
        ).fetchone()
        if found is not None and found[0] is not None:
            gone = _numbers(json.loads(found[0])) - kept
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
                done = db.execute("PRAGMA user_version").fetchone()[0]
                if done < len(_LAYOUTS):
                    for statement in ";".join(_LAYOUTS[done:]).split(";"):
                        db.execute(statement)
                    db.execute(f"PRAGMA user_version = {len(_LAYOUTS)}")
                yield Transaction(db, self._cache, self.on_write)
                db.execute("COMMIT")
            except BaseException:
                # What was parsed or saved in this turn may not be what the file holds.
                self._cache.clear()
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

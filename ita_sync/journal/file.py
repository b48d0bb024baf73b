"""The journal's file: opened, created, brought to this version, or only read.

SQLite with a rollback journal and full sync: office folders lie on network shares, where WAL does
not work.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from ita_sync import files
from ita_sync.errors import ConfigError, os_reason, sqlite_reason
from ita_sync.i18n import T, Text
from ita_sync.journal import former, sealed
from ita_sync.journal.sealed import Damaged

VERSION = 4
THIRD = 3  # the first with batches and observations; older ones: former.py
BUSY_WAIT = 20.0  # seconds that SQLite waits for another process
_BESIDE = ("", "-journal", "-wal", "-shm")
"""Names that SQLite opens: it would follow a link to somebody else's file, and wait at a pipe."""

_TABLES = """
CREATE TABLE batches (
  id INTEGER PRIMARY KEY, created_at REAL NOT NULL,
  spreadsheet TEXT NOT NULL, gid INTEGER NOT NULL, tab TEXT NOT NULL,
  number INTEGER NOT NULL, epoch INTEGER, token TEXT NOT NULL, body TEXT NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL, settled_at REAL, seal TEXT NOT NULL
) STRICT;
CREATE INDEX batches_by_state ON batches (state);
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batches, kind TEXT NOT NULL,
  sent_at REAL NOT NULL, outcome TEXT NOT NULL, status INTEGER, detail TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_by_batch ON attempts (batch);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY, created_at REAL NOT NULL, kind TEXT NOT NULL,
  batch INTEGER REFERENCES batches,
  spreadsheet TEXT NOT NULL, gid INTEGER NOT NULL, tab TEXT NOT NULL,
  key TEXT NOT NULL, parts TEXT NOT NULL, cells TEXT NOT NULL, digest TEXT NOT NULL,
  report TEXT NOT NULL, path TEXT NOT NULL, signoff TEXT NOT NULL, signoff_digest TEXT NOT NULL,
  former TEXT NOT NULL, seal TEXT NOT NULL
) STRICT;
CREATE INDEX changes_by_key ON changes (spreadsheet, gid, key);
CREATE INDEX changes_by_batch ON changes (batch);
CREATE TABLE observations (
  id INTEGER PRIMARY KEY, change INTEGER NOT NULL REFERENCES changes, at REAL NOT NULL,
  highest INTEGER NOT NULL, how TEXT NOT NULL, rows TEXT NOT NULL, last REAL, seal TEXT NOT NULL
) STRICT;
CREATE INDEX observations_by_change ON observations (change);
CREATE TABLE acceptances (
  id INTEGER PRIMARY KEY, at REAL NOT NULL, change INTEGER NOT NULL REFERENCES changes,
  reason TEXT NOT NULL, fingerprint TEXT NOT NULL, seal TEXT NOT NULL
) STRICT;
CREATE TABLE books (
  id INTEGER PRIMARY KEY, spreadsheet TEXT NOT NULL UNIQUE, highest INTEGER NOT NULL,
  fence TEXT NOT NULL, epochs TEXT NOT NULL, guards TEXT NOT NULL,
  stale_at REAL NOT NULL, seal TEXT NOT NULL
) STRICT
"""


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return the open journal, with the tables of this version.

    Args:
        path: of the file; its folder is created if need be.
        read_only: no file is created or changed; a missing journal reads as an empty one.

    Raises:
        ConfigError: `journal-newer`.
        Damaged, and errors of SQLite and the system: they are left to `explained`.
    """
    for beside in _BESIDE:
        files.replaced(path.with_name(path.name + beside))
    if read_only:
        db = _look_only(path)
    else:
        files.make_folder(path.parent)
        files.make_private(path)  # SQLite gives what it makes beside it the same permissions
        db = sqlite3.connect(path, timeout=BUSY_WAIT, isolation_level=None)
    try:
        _prepare(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA synchronous = EXTRA")  # the directory entry too: a crash keeps the intent
    db.text_factory = _text
    found = _version(db)
    if found > VERSION:
        raise ConfigError(
            "journal-newer",
            T("The journal {path} was written by a newer ita-sync.", path=path),
            next_step=T(
                "Install that version or a later one here, and run again. Do not delete the "
                "journal: it knows what was sent."
            ),
        )
    if found < VERSION:
        _create(db)
    sealed.check(db)


def _text(stored: bytes) -> str:
    """Return a text of the file; a seal or a digest tells that it was damaged."""
    return stored.decode("utf-8", "replace")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _create(db: sqlite3.Connection) -> None:
    with transaction(db):
        version = _version(db)  # another process may have been first
        if version < VERSION:
            sealed.require_whole(db)
            if version < THIRD:
                _tables(db, former.tables(db) if version else None)
            else:
                _of_third(db)
            db.execute(f"PRAGMA user_version = {VERSION}")


def _tables(db: sqlite3.Connection, old: former.Tables | None) -> None:
    for statement in _TABLES.split(";\n"):
        db.execute(statement)
    if old:
        former.move(db, old)


def _of_third(db: sqlite3.Connection) -> None:
    """Bring a journal of version 3 to this one.

    It added an observation at each look, and knew no acceptances.
    """
    seen = sealed.select(db, "observations", "TRUE")
    db.execute("DROP TABLE observations")
    for statement in _TABLES.split(";\n"):
        if any(name in statement for name in ("observations", "acceptances")):
            db.execute(statement)
    for row in seen:
        sealed.insert(db, "observations", {**row, "last": None})


def _look_only(path: Path) -> sqlite3.Connection:
    """Return the journal opened for reading; a missing or still empty one is replaced in memory."""
    if not path.exists() or not path.stat().st_size:
        return sqlite3.connect(":memory:", isolation_level=None)
    uri = read_only_uri(path.resolve())
    with ExitStack() as stack:
        file = sqlite3.connect(uri, uri=True, timeout=BUSY_WAIT, isolation_level=None)
        stack.enter_context(closing(file))
        try:
            if _version(file) in range(1, VERSION):
                return _in_memory(file)  # an earlier version is brought to this one there
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
            return _rolled_back(path)
        stack.pop_all()
        return file


def _rolled_back(path: Path) -> sqlite3.Connection:
    """Return a copy without the half-made transaction that a crash left beside a journal.

    Taking that back needs writing.
    """
    with tempfile.TemporaryDirectory() as folder:
        for part in (path, path.with_name(path.name + "-journal")):
            shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as copy:
            return _in_memory(copy)


def _in_memory(file: sqlite3.Connection) -> sqlite3.Connection:
    with ExitStack() as stack:
        memory = sqlite3.connect(":memory:", isolation_level=None)
        stack.enter_context(closing(memory))
        file.backup(memory)
        stack.pop_all()
        return memory


def read_only_uri(path: PurePath) -> str:
    """Return the URI under which SQLite opens an absolute path for reading only.

    `as_uri` would put the server of a Windows share into the authority part, which SQLite refuses
    (https://www.sqlite.org/uri.html). With an empty one, a share has four slashes and every other
    path three.
    """
    text = path.as_posix()
    root = "" if text.startswith("/") else "/"  # a drive: C:/…
    # A POSIX name need not be UTF-8; Python keeps its stray bytes as surrogates.
    return f"file://{root}{quote(text, safe='/:', errors='surrogateescape')}?mode=ro"


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit everything done inside, or none of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite, the system and the content into one that says how to go on.

    Raises:
        ConfigError: `journal-unusable`, with the reason; `journal-damaged`, with the place.
    """
    try:
        yield
    except (Damaged, UnicodeDecodeError) as damage:
        raise ConfigError(
            "journal-damaged",
            T("The journal {path} is damaged.", path=path),
            written=_NOTHING_MORE,
            details=[damage.where if isinstance(damage, Damaged) else _quoted(damage)],
            next_step=_WITHOUT,
        ) from None
    except (sqlite3.Error, OSError) as error:
        raise ConfigError(
            "journal-unusable",
            T("The journal {path} cannot be used: {reason}", path=path, reason=_reason(error)),
            written=_NOTHING_MORE,
            next_step=_way_on(error),
        ) from error


_NOTHING_MORE = T("This run sent nothing more to the sheet; what it sent before is in the journal.")
_WITHOUT = T(
    "Bring the file back from a backup. Is there none, keep the damaged one: move it to another "
    "folder, wait three minutes, push the reports again; rows that stand in the sheet are found "
    "there and not written a second time."
)
_HELD = T(
    "Do not delete the journal: it knows what was sent. End the other program that holds it, for "
    "example a database viewer or a copy being made, and run again."
)
_WAYS = {
    "SQLITE_CORRUPT": _WITHOUT,
    "SQLITE_NOTADB": _WITHOUT,
    "SQLITE_ERROR": _WITHOUT,
    "SQLITE_BUSY": _HELD,
    "SQLITE_LOCKED": _HELD,
}


def _quoted(error: UnicodeDecodeError) -> Text:
    """Return what SQLite says where it quotes letters of the file that are none any more."""
    return T("SQLite reports: {said}", said=error.object.decode("utf-8", "replace"))


def _reason(error: sqlite3.Error | OSError) -> Text:
    """Return in words why the file cannot be used."""
    if isinstance(error, OSError):
        return os_reason(error)
    return sqlite_reason(error, foreign=T("it is not a journal of ita-sync"))


def _way_on(error: sqlite3.Error | OSError) -> Text:
    """Return what helps where the file cannot be used."""
    name = getattr(error, "sqlite_errorname", "")
    usual = T(
        "Check that the folder can be written and the disk has room. Do not delete the journal: it "
        "knows what was sent."
    )
    return _WAYS.get("_".join(name.split("_")[:2]), usual)

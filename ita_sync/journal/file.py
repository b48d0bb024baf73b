"""The journal's file: opened, created, brought to this version, or only read.

SQLite with a rollback journal and full sync: office folders lie on network shares, where WAL does
not work.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from ita_sync import files
from ita_sync.errors import ConfigError, os_reason, sqlite_reason
from ita_sync.i18n import T, Text

VERSION = 2
BUSY_WAIT = 20.0  # seconds that SQLite waits for another process
_BESIDE = ("", "-journal", "-wal", "-shm")
"""Names that SQLite opens: it would follow a link to somebody else's file, and wait at a pipe."""

_TABLES = """
CREATE TABLE intents (
  id INTEGER PRIMARY KEY, created_at REAL NOT NULL, report TEXT NOT NULL,
  spreadsheet TEXT NOT NULL, gid INTEGER NOT NULL, tab TEXT NOT NULL,
  parts TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL, token TEXT NOT NULL,
  digest TEXT NOT NULL, cells TEXT NOT NULL, signoff TEXT NOT NULL, batch TEXT NOT NULL,
  former TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, settled_at REAL
) STRICT;
CREATE INDEX intents_by_key ON intents (spreadsheet, gid, key);
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY, intent INTEGER NOT NULL REFERENCES intents, kind TEXT NOT NULL,
  sent_at REAL NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_by_intent ON attempts (intent);
"""
# What version 2 adds: whether a spreadsheet is known to refuse a mark whose number is taken.
_FENCES = """
CREATE TABLE fences (
  spreadsheet TEXT PRIMARY KEY, holds INTEGER NOT NULL, found_at REAL NOT NULL
) STRICT
"""


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Return the open journal, with the tables of this version.

    Args:
        path: of the file; its folder is created if need be.
        read_only: no file is created or changed; a missing journal reads as an empty one.

    Raises:
        ConfigError: `journal-newer`. Errors of SQLite and the system are left to `explained`.
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
    if _version(db) < VERSION:
        _create(db)
    if _version(db) > VERSION:
        raise ConfigError(
            "journal-newer",
            T("The journal {path} was written by a newer ita-sync.", path=path),
            next_step=T(
                "Install that version or a later one here, and run again. Do not delete the "
                "journal: it knows what was sent."
            ),
        )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _create(db: sqlite3.Connection) -> None:
    with transaction(db):
        version = _version(db)  # another process may have been first
        statements = (
            *(_TABLES.split(";\n") if version == 0 else ()),
            *([_FENCES] if version < VERSION else ()),
        )
        for statement in statements:
            db.execute(statement)
        if statements:
            db.execute(f"PRAGMA user_version = {VERSION}")


def _look_only(path: Path) -> sqlite3.Connection:
    """Return the journal opened for reading; a missing or still empty one is replaced in memory.

    A crash may have left a half-made transaction beside it. Rolling that back needs writing, so a
    copy is read instead.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if not path.exists() or not path.stat().st_size:
        return memory
    hot = path.with_name(path.name + "-journal")
    if not hot.exists():
        uri = read_only_uri(path.resolve())
        file = sqlite3.connect(uri, uri=True, timeout=BUSY_WAIT, isolation_level=None)
        if file.execute("PRAGMA user_version").fetchone()[0] not in range(1, VERSION):
            memory.close()
            return file
        with closing(file):
            file.backup(memory)  # an earlier version: what it lacks is added to the copy
        return memory
    with tempfile.TemporaryDirectory() as folder:
        for part in (path, hot):
            shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as copy:
            copy.backup(memory)
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
    """Turn errors of SQLite and the system into one that says: nothing more sent, keep the file.

    Raises:
        ConfigError: `journal-unusable`, with the reason.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise ConfigError(
            "journal-unusable",
            T("The journal {path} cannot be used: {reason}", path=path, reason=_reason(error)),
            written=T(
                "This run sent nothing more to the sheet; what it sent before is in the journal."
            ),
            next_step=T(
                "Check that the folder can be written and the disk has room. Do not delete the "
                "journal: it knows what was sent."
            ),
        ) from error


def _reason(error: sqlite3.Error | OSError) -> Text:
    """Return in words why the file cannot be used."""
    if isinstance(error, OSError):
        return os_reason(error)
    return sqlite_reason(error, foreign=T("it is not a journal of ita-sync"))

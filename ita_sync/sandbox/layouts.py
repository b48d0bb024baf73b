"""The tables of a sandbox's file, and how a file of an earlier version gets those it lacks."""

import sqlite3

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
    # `before`: the version before the last write, until the next layout.
    """
ALTER TABLE spreadsheet ADD COLUMN before TEXT;
ALTER TABLE queued ADD COLUMN overlap INTEGER NOT NULL DEFAULT 0;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)
""",
    # The newest of the former versions, for stale reads and for restoring; their rows are kept.
    # `since`: when a version began to stand.
    """
ALTER TABLE spreadsheet ADD COLUMN since REAL NOT NULL DEFAULT 0;
CREATE TABLE version (number INTEGER PRIMARY KEY AUTOINCREMENT, spreadsheet TEXT NOT NULL,
  since REAL NOT NULL, head TEXT NOT NULL);
CREATE INDEX version_of ON version (spreadsheet, number);
INSERT INTO version (spreadsheet, since, head)
  SELECT id, 0, before FROM spreadsheet WHERE before IS NOT NULL;
UPDATE spreadsheet SET before = NULL
""",
)


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Add what the file lacks, inside of a transaction."""
    done = db.execute("PRAGMA user_version").fetchone()[0]
    if done < len(_LAYOUTS):
        for statement in ";".join(_LAYOUTS[done:]).split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(_LAYOUTS)}")

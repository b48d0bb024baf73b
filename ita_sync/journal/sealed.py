"""Rows of the journal's tables, each with a seal over all that it says.

A byte that flipped on a disk or on the way through a share must be found before anything is done:
what it would lead to is a row written twice, or somebody blamed for what nobody did.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from ita_sync.i18n import T, Text

Row = dict[str, Any]
_JSON = json.JSONEncoder(sort_keys=True, default=repr)
"""A damaged record can hold bytes where a text was, and JSON knows none."""


class Damaged(Exception):  # noqa: N818 - a state of the file, told by the journal
    """The file does not say what was written there.

    Attributes:
        where: the place.
    """

    def __init__(self, where: Text) -> None:
        super().__init__(str(where))
        self.where = where


def damaged(table: str, id_: object) -> Damaged:
    """Return the damage of one row."""
    text = T(
        "Table {table}, entry {id}: it does not say what was written there.", table=table, id=id_
    )
    return Damaged(text)


def seal_of(row: Mapping[str, object]) -> str:
    """Return the seal of a row: SHA-256 (hex) over all its columns but the seal."""
    content = {name: value for name, value in row.items() if name != "seal"}
    return hashlib.sha256(_JSON.encode(content).encode()).hexdigest()


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Insert a row, in a transaction, and return its number."""
    query = f"SELECT coalesce(max(id), 0) + 1 FROM {table}"  # noqa: S608 - names, no values
    id_: int = db.execute(query).fetchone()[0]
    sealed = _sealed({"id": id_, **row})
    names, values = ", ".join(sealed), ", ".join("?" * len(sealed))
    statement = f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608 - as above
    db.execute(statement, tuple(sealed.values()))
    return id_


def update(db: sqlite3.Connection, table: str, row: Row, **columns: object) -> None:
    """Change columns of a row that `select` gave in this transaction."""
    sealed = _sealed({**row, **columns})
    names = ", ".join(f"{name} = ?" for name in sealed)
    statement = f"UPDATE {table} SET {names} WHERE id = ?"  # noqa: S608 - names, no values
    db.execute(statement, (*sealed.values(), row["id"]))


def select(db: sqlite3.Connection, table: str, where: str, *values: object) -> list[Row]:
    """Return the rows that fit, in the order of their numbers; `where` is ours.

    Raises:
        Damaged: one is not what its seal says.
    """
    query = f"SELECT * FROM {table} WHERE {where} ORDER BY id"  # noqa: S608 - as above
    return list(_checked(table, db.execute(query, values)))


def require_whole(db: sqlite3.Connection) -> None:
    """Let SQLite look at how the file holds its rows together.

    Raises:
        Damaged: it does not.
    """
    ((said,),) = db.execute("PRAGMA integrity_check(1)").fetchall()
    if said != "ok":
        raise Damaged(T("SQLite reports: {said}", said=said))


def check(db: sqlite3.Connection) -> None:
    """Look at all that a run could ask for: damage may hide a row from the question it belongs to.

    Raises:
        Damaged: a row is not what its seal says, or speaks of one that is gone.
    """
    require_whole(db)
    for table in ("batches", "attempts", "changes", "books", "acceptances"):
        select(db, table, "TRUE")
    # Each look adds observations; the older ones are read, and checked, when they are asked for.
    select(db, "observations", "id IN (SELECT max(id) FROM observations GROUP BY change)")
    for table, id_, *_ in db.execute("PRAGMA foreign_key_check").fetchall():
        raise damaged(table, id_)


def _sealed(row: Row) -> Row:
    """Return a row as it is stored: with its seal, and stray bytes of a file's name by code."""
    plain = {
        name: value.encode("utf-8", "backslashreplace").decode()
        if isinstance(value, str)
        else value
        for name, value in row.items()
    }
    return {**plain, "seal": seal_of(plain)}


def _checked(table: str, found: sqlite3.Cursor) -> Iterator[Row]:
    names = [column[0] for column in found.description]
    for values in found.fetchall():  # a question left half read would hold the file's lock
        row = dict(zip(names, values, strict=True))
        if row.get("seal") != seal_of(row):
            raise damaged(table, row.get("id"))
        yield row

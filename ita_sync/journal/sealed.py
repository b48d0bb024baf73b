"""Rows of the journal's tables, each with a seal over all that it says.

A byte that flipped on a disk or on the way through a share must be found where it is read: what it
would lead to is a row written twice, or somebody blamed for what nobody did.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

Row = dict[str, Any]


class Damaged(Exception):  # noqa: N818 - a state of the file, told by the journal
    """A row does not say what was written there.

    Attributes:
        table: its table.
        id: its number there.
    """

    def __init__(self, table: str, id_: object) -> None:
        super().__init__(f"{table} {id_}")
        self.table = table
        self.id = id_


def seal_of(row: Mapping[str, object]) -> str:
    """Return the seal of a row: SHA-256 (hex) over its columns, without `id` and `seal`."""
    content = {name: value for name, value in row.items() if name not in {"id", "seal"}}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def insert(db: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Insert a row and return its number."""
    sealed = {**row, "seal": seal_of(row)}
    names, values = ", ".join(sealed), ", ".join("?" * len(sealed))
    statement = f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608 - names, no values
    return int(db.execute(statement, tuple(sealed.values())).lastrowid or 0)


def update(db: sqlite3.Connection, table: str, id_: int, **columns: object) -> None:
    """Change columns of a row.

    Raises:
        Damaged: the row was not what its seal says.
    """
    (row,) = select(db, table, "id = ?", id_)
    sealed = {**row, **columns}
    sealed["seal"] = seal_of(sealed)
    names = ", ".join(f"{name} = ?" for name in sealed)
    statement = f"UPDATE {table} SET {names} WHERE id = ?"  # noqa: S608 - names, no values
    db.execute(statement, (*sealed.values(), id_))


def select(db: sqlite3.Connection, table: str, where: str, *values: object) -> list[Row]:
    """Return the rows that fit, in the order of their numbers; `where` is ours.

    Raises:
        Damaged: one is not what its seal says.
    """
    query = f"SELECT * FROM {table} WHERE {where} ORDER BY id"  # noqa: S608 - as above
    return list(_checked(table, db.execute(query, values)))


def _checked(table: str, found: sqlite3.Cursor) -> Iterator[Row]:
    names = [column[0] for column in found.description]
    for values in found:
        row = dict(zip(names, values, strict=True))
        if row["seal"] != seal_of(row):
            raise Damaged(table, row["id"])
        yield row

"""The journal: what we intended to write, what we sent and what came of it.

Each entry is committed before anything is sent.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from ita_sync.journal.file import connect, explained, transaction
from ita_sync.journal.intents import Attempt, Intent, Outcome, Place, Reason, State
from ita_sync.row import RowKey, SummaryRow

_COLUMNS = (
    "id, created_at, report, spreadsheet, gid, tab, parts, key, number, token, digest, cells, "
    "signoff, batch, state, reason, settled_at"
)


class Journal:
    """The journal of one state folder.

    Args:
        folder: of `journal.sqlite`; created if need be.
        read_only: for a dry run: no file is created or changed, and a missing journal reads as an
            empty one.

    Raises:
        ConfigError: the file is damaged, of a later version, or cannot be written.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / "journal.sqlite"
        with explained(self.path):
            self._db = connect(self.path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def intend(
        self,
        place: Place,
        row: SummaryRow,
        *,
        report: str,
        now: float,
        number: int,
        token: str,
        signoff: dict[str, Any],
        batch: dict[str, Any],
    ) -> Intent:
        """Commit what is about to be written, before anything is sent."""
        return self._insert(
            place,
            row,
            created_at=now,
            report=report,
            number=number,
            token=token,
            signoff=_dump(signoff),
            batch=_dump(batch),
            former=_dump([]),
            state=State.OPEN,
            reason=Reason.NONE,
            settled_at=None,
        )

    def adopt(
        self,
        place: Place,
        row: SummaryRow,
        *,
        report: str,
        now: float,
        former: Sequence[object] = (),
    ) -> Intent:
        """Record a row that was in the sheet already: `verify` watches it from now on.

        `former` are the cells that its row of the sheet held before.
        """
        return self._insert(
            place,
            row,
            created_at=now,
            report=report,
            number=0,
            token="",
            signoff=_dump({}),
            batch=_dump({}),
            former=_dump(former),
            state=State.CONFIRMED,
            reason=Reason.FOUND,
            settled_at=now,
        )

    def _insert(self, place: Place, row: SummaryRow, **columns: object) -> Intent:
        columns |= {
            "spreadsheet": place.spreadsheet,
            "gid": place.gid,
            "tab": place.tab,
            "parts": _dump(row.key.dump()),
            "key": row.key.identity,
            "digest": row.digest,
            "cells": _dump(row.dump()),
        }
        names, values = ", ".join(columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO intents ({names}) VALUES ({values})"  # noqa: S608 - names, no values
        with self._transaction():
            cursor = self._db.execute(statement, tuple(columns.values()))
        return self.intent(int(cursor.lastrowid or 0))

    def attempt(self, intent: Intent, kind: str, now: float) -> int:
        """Commit that an attempt is about to be sent, before it is; return its id."""
        with self._transaction():
            cursor = self._db.execute(
                "INSERT INTO attempts (intent, kind, sent_at, outcome, detail) VALUES (?,?,?,?,?)",
                (intent.id, kind, now, Outcome.SENT, ""),
            )
        return int(cursor.lastrowid or 0)

    def answered(
        self, attempt: int, outcome: Outcome, detail: str = "", *, left_by: float = 0
    ) -> None:
        """Record what became of an attempt.

        `left_by` is when, by the server's clock, its request had left at the latest. The time
        recorded before sending may be earlier, if the machine slept in between.
        """
        with self._transaction():
            self._db.execute(
                "UPDATE attempts SET outcome = ?, detail = ?, sent_at = max(sent_at, ?) "
                "WHERE id = ?",
                (outcome, detail, left_by, attempt),
            )

    def redate(self, intent: Intent, now: float) -> None:
        """Date attempts from the future back to now, so that the wait for them starts again.

        A server's clock that was wrong once would otherwise hold an intent open for ever.
        """
        with self._transaction():
            self._db.execute(
                "UPDATE attempts SET sent_at = ? WHERE intent = ? AND sent_at > ?",
                (now, intent.id, now),
            )

    def move(self, intent: Intent, state: State, reason: Reason, now: float) -> Intent:
        """Record the new state of an intent."""
        settled = None if state in (State.OPEN, State.CLOSING) else now
        with self._transaction():
            self._db.execute(
                "UPDATE intents SET state = ?, reason = ?, settled_at = ? WHERE id = ?",
                (state, reason, settled, intent.id),
            )
        return self.intent(intent.id)

    def intent(self, number: int) -> Intent:
        """Return one intent by its id."""
        return self._intents("id = ?", number)[0]

    def pending(self, spreadsheet: str) -> list[Intent]:
        """Return the undecided intents of all tabs, oldest first."""
        return self._intents(
            "spreadsheet = ? AND state IN (?, ?)", spreadsheet, State.OPEN, State.CLOSING
        )

    def last(self, spreadsheet: str, gid: int, key: RowKey) -> Intent | None:
        """Return the newest intent of a key in a tab, of those not closed unwritten."""
        found = self._intents(
            "spreadsheet = ? AND gid = ? AND key = ? AND state <> ?",
            *(spreadsheet, gid, key.identity, State.CLOSED),
        )
        return found[-1] if found else None

    def standing(self, spreadsheet: str, gid: int) -> list[Intent]:
        """Return the newest written intent of each key: what `verify` expects in the tab."""
        written = self._intents(
            "spreadsheet = ? AND gid = ? AND state IN (?, ?)",
            spreadsheet,
            gid,
            State.CONFIRMED,
            State.HELD,
        )
        return list({one.row.key.identity: one for one in written}.values())

    def lost_numbers(self, spreadsheet: str) -> set[int]:
        """Return the numbers that others hold.

        A look does not show every mark: not those on a tab or a row, nor private ones.
        """
        lost = self._intents(
            "spreadsheet = ? AND reason IN (?, ?)", spreadsheet, Reason.TAKEN, Reason.UNSEEN
        )
        return {intent.number for intent in lost}

    def fence_holds(self, spreadsheet: str) -> bool | None:
        """Return whether the spreadsheet refuses a number that is taken, None if unknown yet."""
        with explained(self.path):
            found = self._db.execute(
                "SELECT holds FROM fences WHERE spreadsheet = ?", (spreadsheet,)
            ).fetchone()
        return None if found is None else bool(found[0])

    def found_out(self, spreadsheet: str, now: float, *, holds: bool) -> None:
        """Remember what a scratch mark revealed about a spreadsheet."""
        with self._transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO fences VALUES (?, ?, ?)", (spreadsheet, holds, now)
            )

    def history(self, report: str | None = None) -> list[Intent]:
        """Return all intents, oldest first, or those of one report file."""
        return self._intents("report = ?", report) if report else self._intents("TRUE")

    def former(self, intent: Intent) -> list[Any]:
        """Return the cells that an adopted row of the sheet held; none for a row that we wrote."""
        with explained(self.path):
            (text,) = self._db.execute(
                "SELECT former FROM intents WHERE id = ?", (intent.id,)
            ).fetchone()
        cells: list[Any] = json.loads(text)
        return cells

    def _intents(self, where: str, *values: object) -> list[Intent]:
        query = f"SELECT {_COLUMNS} FROM intents WHERE {where} ORDER BY id"  # noqa: S608 - `where` is ours
        with explained(self.path):
            found = self._db.execute(query, values).fetchall()
            return [self._read(row) for row in found]

    def _read(self, row: tuple[Any, ...]) -> Intent:
        id_, at, report, book, gid, tab, parts, key, number, token, digest, cells, *rest = row
        signoff, batch, state, reason, settled_at = rest
        return Intent(
            id=id_,
            created_at=at,
            report=report,
            place=Place(book, gid, tab),
            number=number,
            token=token,
            row=SummaryRow.load(json.loads(cells), json.loads(parts), key, digest),
            signoff=json.loads(signoff),
            batch=json.loads(batch),
            state=State(state),
            reason=Reason(reason),
            attempts=self._attempts(id_),
            settled_at=settled_at,
        )

    def _attempts(self, intent: int) -> tuple[Attempt, ...]:
        rows = self._db.execute(
            "SELECT kind, sent_at, outcome, detail FROM attempts WHERE intent = ? ORDER BY id",
            (intent,),
        )
        return tuple(
            Attempt(kind, at, Outcome(outcome), detail) for kind, at, outcome, detail in rows
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path), transaction(self._db):
            yield


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)

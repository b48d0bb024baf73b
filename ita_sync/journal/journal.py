"""The journal: what we meant to write, what we sent, what came of it.

Committed before anything is sent.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from ita_sync.journal.file import connect, explained, transaction
from ita_sync.journal.intents import Attempt, Intent, Outcome, Place, Reason, State
from ita_sync.row import RowKey, SummaryRow


class Journal:
    """The journal of one state folder.

    Args:
        folder: where `journal.sqlite` stands; made if need be.
        read_only: for a dry run: no file is made or changed; without a journal it reads as empty.

    Raises:
        ConfigError: the file is damaged, of a later version, or cannot be written.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / "journal.sqlite"
        with explained(self.path):
            self._db = connect(self.path, read_only=read_only)

    def close(self) -> None:
        """Let go of the file."""
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
        """Commit, before anything is sent, what is about to be written."""
        return self._insert(
            place, row, report, now, number, token, signoff, batch, [], State.OPEN, Reason.NONE
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
        """Record a row that already stood in the sheet as wanted: `verify` watches it from now on."""
        return self._insert(
            place, row, report, now, 0, "", {}, {}, former, State.CONFIRMED, Reason.FOUND
        )

    def _insert(
        self, place: Place, row: SummaryRow, report: str, now: float, *rest: object
    ) -> Intent:
        number, token, signoff, batch, former, state, reason = rest
        values = (
            *(
                now,
                report,
                place.spreadsheet,
                place.gid,
                place.tab,
                _dump(row.key.dump()),
                row.key.identity,
            ),
            *(
                number,
                token,
                row.digest,
                _dump(row.dump()),
                _dump(signoff),
                _dump(batch),
                _dump(former),
            ),
            *(state, reason, None if state == State.OPEN else now),
        )
        with self._transaction():
            cursor = self._db.execute(
                "INSERT INTO intents (created_at, report, spreadsheet, gid, tab, parts, key, "
                "number, token, digest,"
                " cells, signoff, batch, former, state, reason, settled_at)"
                " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                values,
            )
        return self.intent(int(cursor.lastrowid or 0))

    def attempt(self, intent: Intent, kind: str, now: float) -> int:
        """Commit, before sending, that an attempt is about to be sent; return its id."""
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

        `left_by`: moment, by the server's clock, by which its request had left; the one recorded
        before it was sent may be earlier, where the machine slept in between.
        """
        with self._transaction():
            self._db.execute(
                "UPDATE attempts SET outcome = ?, detail = ?, sent_at = max(sent_at, ?) WHERE id "
                "= ?",
                (outcome, detail, left_by, attempt),
            )

    def redate(self, intent: Intent, now: float) -> None:
        """Date attempts from the future back to now: a server's clock was wrong once, and the wait begins afresh."""
        with self._transaction():
            self._db.execute(
                "UPDATE attempts SET sent_at = ? WHERE intent = ? AND sent_at > ?",
                (now, intent.id, now),
            )

    def move(self, intent: Intent, state: State, reason: Reason, now: float) -> Intent:
        """Record where an intent stands now."""
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
        """Return the intents whose fate is open, oldest first, of all tabs."""
        return self._intents(
            "spreadsheet = ? AND state IN (?, ?)", spreadsheet, State.OPEN, State.CLOSING
        )

    def last(self, spreadsheet: str, gid: int, key: RowKey) -> Intent | None:
        """Return the newest intent of a key in a tab that was not closed unwritten."""
        found = self._intents(
            "spreadsheet = ? AND gid = ? AND key = ? AND state <> ?",
            *(spreadsheet, gid, key.identity, State.CLOSED),
        )
        return found[-1] if found else None

    def standing(self, spreadsheet: str, gid: int) -> list[Intent]:
        """Return, for each key, the newest intent that was written: what `verify` expects in the tab."""
        written = self._intents(
            "spreadsheet = ? AND gid = ? AND state IN (?, ?)",
            spreadsheet,
            gid,
            State.CONFIRMED,
            State.HELD,
        )
        return list({one.row.key.identity: one for one in written}.values())

    def lost_numbers(self, spreadsheet: str) -> set[int]:
        """Return the numbers that others hold: a look does not show every mark (on a tab, a row, private ones)."""
        lost = self._intents(
            "spreadsheet = ? AND reason IN (?, ?)", spreadsheet, Reason.TAKEN, Reason.UNSEEN
        )
        return {intent.number for intent in lost}

    def fence_holds(self, spreadsheet: str) -> bool | None:
        """Return whether the spreadsheet refuses a number that is taken.

        None while nobody has found out.
        """
        with explained(self.path):
            found = self._db.execute(
                "SELECT holds FROM fences WHERE spreadsheet = ?", (spreadsheet,)
            ).fetchone()
        return None if found is None else bool(found[0])

    def found_out(self, spreadsheet: str, now: float, *, holds: bool) -> None:
        """Remember what a scratch mark told about a spreadsheet."""
        with self._transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO fences VALUES (?, ?, ?)", (spreadsheet, holds, now)
            )

    def history(self, report: str | None = None) -> list[Intent]:
        """Return all intents, oldest first; of one report file where given."""
        return self._intents("report = ?", report) if report else self._intents("TRUE")

    def former(self, intent: Intent) -> list[Any]:
        """Return what stood in the row that was adopted, before anything of ours.

        Empty where we wrote it.
        """
        with explained(self.path):
            (text,) = self._db.execute(
                "SELECT former FROM intents WHERE id = ?", (intent.id,)
            ).fetchone()
        cells: list[Any] = json.loads(text)
        return cells

    def _intents(self, where: str, *values: object) -> list[Intent]:
        columns = "id, created_at, report, spreadsheet, gid, tab, parts, key, number, token, digest, cells,"
        columns += " signoff, batch, state, reason, settled_at"
        query = f"SELECT {columns} FROM intents WHERE {where} ORDER BY id"  # noqa: S608 - `where` is written above
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

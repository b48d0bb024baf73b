"""The journal: what we intended to write, what we sent, what came of it, and what was seen.

Each entry is committed before anything is sent. What is settled stays; what is seen is added where
it is new.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, Self

from ita_sync.journal import lasting, legible, sealed
from ita_sync.journal.batches import Batch, Book, Change, Draft, Place
from ita_sync.journal.file import connect, explained
from ita_sync.journal.lock import require_folder
from ita_sync.journal.sealed import Row
from ita_sync.journal.seen import Seen
from ita_sync.journal.states import PENDING, Kind, Outcome, Reason, State

_BOOK: dict[str, object] = {"highest": 0, "fence": "", "epochs": "", "guards": "", "stale_at": 0.0}


class Journal(Seen):
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
        self.read_only = read_only
        require_folder(folder)  # else it would read as empty
        with explained(self.path):
            self._db = connect(self.path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- what is intended and sent

    def intend(
        self,
        place: Place,
        drafts: Sequence[Draft],
        *,
        number: int,
        epoch: int | None,
        token: str,
        body: dict[str, Any],
        now: float,
    ) -> Batch:
        """Commit what is about to be written, before anything is sent."""
        batch = {
            **legible.columns_of(place),
            "created_at": float(now),
            "number": number,
            "epoch": epoch,
            "token": token,
            "body": legible.dump(body),
            "state": State.OPEN,
            "reason": Reason.NONE,
            "settled_at": None,
        }
        with self._transaction():
            id_ = sealed.insert(self._db, "batches", batch)
            for draft in drafts:
                self._insert(place, draft, batch=id_, now=now)
        return self.batch(id_)

    def adopt(self, place: Place, draft: Draft, *, now: float) -> Change:
        """Record a row that was in the sheet already: `verify` watches it from now on."""
        with self._transaction():
            found = replace(draft, kind=Kind.FOUND)
            id_ = self._insert(place, found, batch=None, now=now)
        return self._changes("id = ?", id_)[0]

    def attempt(self, batch: Batch, kind: Literal["row", "close"], now: float) -> int:
        """Commit that an attempt is about to be sent, before it is; return its id."""
        attempt = {
            "batch": batch.id,
            "kind": kind,
            "sent_at": float(now),
            "outcome": Outcome.SENT,
            "status": None,
            "detail": "",
        }
        with self._transaction():
            return sealed.insert(self._db, "attempts", attempt)

    def answered(
        self,
        attempt: int,
        outcome: Outcome,
        detail: str = "",
        *,
        status: int | None = None,
        left_by: float = 0,
    ) -> None:
        """Record what became of an attempt.

        `left_by` is when, by the server's clock, its request had left at the latest. The time
        recorded before sending may be earlier, if the machine slept in between.
        """
        with self._transaction():
            (sent,) = sealed.select(self._db, "attempts", "id = ?", attempt)
            sealed.update(
                self._db,
                "attempts",
                sent,
                outcome=outcome,
                status=status,
                detail=detail,
                sent_at=max(sent["sent_at"], float(left_by)),
            )

    def settle(self, batch: Batch, state: State, reason: Reason, now: float) -> Batch:
        """Record what is known of a batch from now on; one that is settled stays as it is."""
        settled = None if state in PENDING else float(now)
        with self._transaction():
            (row,) = sealed.select(self._db, "batches", "id = ?", batch.id)
            if row["state"] not in PENDING:
                return self.again(batch)
            sealed.update(self._db, "batches", row, state=state, reason=reason, settled_at=settled)
            if state is State.WRITTEN:
                self._remember(batch.place.spreadsheet, highest=batch.number)
        return self.again(batch)

    # -- what is known of spreadsheets

    def book(self, spreadsheet: str) -> Book:
        """Return what is known of a spreadsheet."""
        with explained(self.path):
            found = sealed.select(self._db, "books", "spreadsheet = ?", spreadsheet)
        if not found:
            return Book(spreadsheet)
        (book,) = found
        return Book(**{name: book[name] for name in ("spreadsheet", *_BOOK)})

    def remember(self, spreadsheet: str, **known: object) -> None:
        """Record what was learnt of a spreadsheet: any field of `Book`; `highest` only rises."""
        with self._transaction():
            self._remember(spreadsheet, **known)

    def restored(self, spreadsheet: str, highest: int) -> None:
        """Record that a person took an older version of a spreadsheet for what it is now."""
        with self._transaction():
            for book in sealed.select(self._db, "books", "spreadsheet = ?", spreadsheet):
                sealed.update(self._db, "books", book, highest=highest, stale_at=0.0)

    # -- what is known

    def batch(self, id_: int) -> Batch:
        """Return one batch by its id."""
        return self._batches("id = ?", id_)[0]

    def again(self, batch: Batch) -> Batch:
        """Return a batch as it is now: what it intends never changes, what came of it does.

        What was seen of its changes meanwhile is left out.
        """
        with explained(self.path):
            (row,) = sealed.select(self._db, "batches", "id = ?", batch.id)
            attempts = sealed.select(self._db, "attempts", "batch = ?", batch.id)
            return legible.settled(batch, row, attempts)

    def pending(self, spreadsheet: str | None = None) -> list[Batch]:
        """Return the undecided batches of one spreadsheet, or of all, oldest first."""
        if spreadsheet is None:
            return self._batches("state IN (?, ?)", *PENDING)
        return self._batches("spreadsheet = ? AND state IN (?, ?)", spreadsheet, *PENDING)

    def places(self, keys: Collection[str] | None = None) -> list[Place]:
        """Return the tabs in which rows stand, or may; of all keys, or of some.

        Each with the title under which it was written to last.
        """
        query = (
            "SELECT spreadsheet, gid, tab, max(id) FROM changes WHERE (batch IS NULL "
            "OR batch NOT IN (SELECT id FROM batches WHERE state = ?)) "
            "AND (? OR key IN (SELECT value FROM json_each(?))) "
            "GROUP BY spreadsheet, gid ORDER BY min(id)"
        )
        chosen = (keys is None, json.dumps([*(keys or ())]))
        with explained(self.path):
            found = self._db.execute(query, (State.UNWRITTEN, *chosen)).fetchall()
        return [Place(spreadsheet, gid, tab) for spreadsheet, gid, tab, _ in found]

    def standing(
        self, spreadsheet: str, gid: int, keys: Collection[str] | None = None
    ) -> dict[str, Change]:
        """Return the newest change of each key in a tab that was written, or may have been.

        By the key's identity; of all keys, or of some. It is what `verify` expects there.
        """
        return self.last(spreadsheet, gid, keys)[0]

    def last(
        self, spreadsheet: str, gid: int, keys: Collection[str] | None = None
    ) -> tuple[dict[str, Change], dict[str, Change]]:
        """Return what stands in a tab, as `standing`, and by which change other keys were taken."""
        changes = self._of_tab(spreadsheet, gid, keys)
        return lasting.newest(changes), lasting.taken(changes)

    def written(self, spreadsheet: str, gid: int, key: str) -> list[Change]:
        """Return the changes of a key's row, oldest first, since it last stood not at all.

        The last one stands.
        """
        query = "spreadsheet = ? AND gid = ? AND key = ?"
        return lasting.since_taken(self._changes(query, spreadsheet, gid, key))

    def _of_tab(self, spreadsheet: str, gid: int, keys: Collection[str] | None) -> list[Change]:
        """Return the changes of all keys of a tab, or of some, oldest first."""
        where, values = "spreadsheet = ? AND gid = ?", [spreadsheet, gid]
        if keys is not None:
            where += " AND key IN (SELECT value FROM json_each(?))"
            values.append(json.dumps([*keys]))
        return self._changes(where, *values)

    def lost_numbers(self, spreadsheet: str) -> set[int]:
        """Return the numbers that others hold.

        A look does not show every mark: not those on a tab or a row, nor private ones.
        """
        query = "spreadsheet = ? AND reason IN (?, ?)"
        with explained(self.path):
            lost = sealed.select(
                self._db, "batches", query, spreadsheet, Reason.TAKEN, Reason.UNSEEN
            )
        return {batch["number"] for batch in lost}

    def history(self, report: str | None = None) -> list[Change]:
        """Return all changes, oldest first, or those of one report file; no pins."""
        where = "kind <> ? AND report = ?" if report else "kind <> ?"
        return self._changes(where, Kind.PIN, *([report] if report else []))

    # -- rows of the file

    def _insert(self, place: Place, draft: Draft, *, batch: int | None, now: float) -> int:
        when = {"created_at": float(now), "kind": draft.kind, "batch": batch}
        change = {**legible.columns_of(place), **when, **legible.draft_columns(draft)}
        return sealed.insert(self._db, "changes", change)

    def _remember(self, spreadsheet: str, **known: Any) -> None:  # noqa: ANN401 - fields of Book
        found = sealed.select(self._db, "books", "spreadsheet = ?", spreadsheet)
        if not found:
            sealed.insert(self._db, "books", {"spreadsheet": spreadsheet, **_BOOK, **known})
            return
        (book,) = found
        known["highest"] = max(book["highest"], known.get("highest", 0))
        sealed.update(self._db, "books", book, **known)

    def _batches(self, where: str, *values: object) -> list[Batch]:
        with explained(self.path):
            return [self._batch(row) for row in sealed.select(self._db, "batches", where, *values)]

    def _batch(self, row: Row) -> Batch:
        with legible.legible("batches", row["id"]):
            attempts = sealed.select(self._db, "attempts", "batch = ?", row["id"])
            batch = legible.batch_of(row, attempts)
            return replace(batch, changes=tuple(self._changes("batch = ?", row["id"])))

    def _changes(self, where: str, *values: object) -> list[Change]:
        with explained(self.path):
            rows = sealed.select(self._db, "changes", where, *values)
            batches, seen = self._batches_of(rows), self.newest([row["id"] for row in rows])
            return [
                legible.change_of(row, batches.get(row["batch"]), seen.get(row["id"]))
                for row in rows
            ]

    def _batches_of(self, changes: Sequence[Row]) -> dict[int, Row]:
        ids = json.dumps(sorted({c["batch"] for c in changes if c["batch"] is not None}))
        found = sealed.select(self._db, "batches", "id IN (SELECT value FROM json_each(?))", ids)
        return {row["id"]: row for row in found}

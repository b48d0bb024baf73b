"""The journal: what we intended to write, what we sent, what came of it, and what was seen.

Each entry is committed before anything is sent. What is settled stays; what is seen is added.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self, cast

from ita_sync.journal import sealed
from ita_sync.journal.batches import (
    PENDING,
    Attempt,
    Batch,
    Change,
    Draft,
    How,
    Observation,
    Outcome,
    Place,
    Reason,
    State,
)
from ita_sync.journal.file import connect, explained, transaction
from ita_sync.journal.sealed import Row, damaged
from ita_sync.row import SummaryRow

Fence = Literal["", "holds", "fails"]
Epochs = Literal["", "yes", "no"]


@dataclass(frozen=True)
class Book:
    """What is known of a spreadsheet, whoever wrote to it.

    Attributes:
        highest: the highest of our marks ever seen or written there.
        fence: whether a number that is taken is refused, and its batch with it; "" not asked yet.
        epochs: whether a batch may create and delete one mark; "" not asked yet.
        stale_at: when, by the server's clock, looks began to lack that mark; 0 while they do not.
    """

    spreadsheet: str
    highest: int = 0
    fence: Fence = ""
    epochs: Epochs = ""
    stale_at: float = 0.0


_BOOK: dict[str, object] = {"highest": 0, "fence": "", "epochs": "", "stale_at": 0.0}


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
        self.read_only = read_only
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
            **_place(place),
            "created_at": float(now),
            "number": number,
            "epoch": epoch,
            "token": token,
            "body": _dump(body),
            "state": State.OPEN,
            "reason": Reason.NONE,
            "settled_at": None,
        }
        with self._transaction():
            id_ = sealed.insert(self._db, "batches", batch)
            for draft in drafts:
                self._insert(place, draft, kind="add", batch=id_, now=now)
        return self.batch(id_)

    def adopt(self, place: Place, draft: Draft, *, now: float) -> Change:
        """Record a row that was in the sheet already: `verify` watches it from now on."""
        with self._transaction():
            id_ = self._insert(place, draft, kind="found", batch=None, now=now)
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
                attempt,
                outcome=outcome,
                status=status,
                detail=detail,
                sent_at=max(sent["sent_at"], float(left_by)),
            )

    def settle(self, batch: Batch, state: State, reason: Reason, now: float) -> Batch:
        """Record what is known of a batch from now on; one that is settled stays as it is."""
        settled = None if state in PENDING else float(now)
        with self._transaction():
            if sealed.select(self._db, "batches", "id = ?", batch.id)[0]["state"] not in PENDING:
                return self.batch(batch.id)
            sealed.update(
                self._db, "batches", batch.id, state=state, reason=reason, settled_at=settled
            )
            if state is State.WRITTEN:
                self._remember(batch.place.spreadsheet, highest=batch.number)
        return self.batch(batch.id)

    # -- what is seen

    def observe(self, seen: Collection[tuple[Change, Observation]]) -> None:
        """Add how rows stood in one look; nothing that was recorded before is touched."""
        with self._transaction():
            for change, observation in seen:
                sealed.insert(
                    self._db,
                    "observations",
                    {
                        "change": change.id,
                        "at": float(observation.at),
                        "highest": observation.highest,
                        "how": observation.how,
                        "rows": _dump(observation.rows),
                    },
                )

    def book(self, spreadsheet: str) -> Book:
        """Return what is known of a spreadsheet."""
        with self._reading():
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
                sealed.update(self._db, "books", book["id"], highest=highest, stale_at=0.0)

    # -- what is known

    def batch(self, id_: int) -> Batch:
        """Return one batch by its id."""
        return self._batches("id = ?", id_)[0]

    def pending(self, spreadsheet: str | None = None) -> list[Batch]:
        """Return the undecided batches of one spreadsheet, or of all, oldest first."""
        if spreadsheet is None:
            return self._batches("state IN (?, ?)", *PENDING)
        return self._batches("spreadsheet = ? AND state IN (?, ?)", spreadsheet, *PENDING)

    def standing(self, spreadsheet: str, gid: int) -> dict[str, Change]:
        """Return the newest change of each key in a tab that was written, or may have been.

        By the key's identity. It is what `verify` expects there.
        """
        found = self._changes("spreadsheet = ? AND gid = ?", spreadsheet, gid)
        undecided = {*PENDING, State.UNWRITTEN}
        return {one.row.key.identity: one for one in found if one.state not in undecided}

    def lost_numbers(self, spreadsheet: str) -> set[int]:
        """Return the numbers that others hold.

        A look does not show every mark: not those on a tab or a row, nor private ones.
        """
        query = "spreadsheet = ? AND reason IN (?, ?)"
        with self._reading():
            lost = sealed.select(
                self._db, "batches", query, spreadsheet, Reason.TAKEN, Reason.UNSEEN
            )
        return {batch["number"] for batch in lost}

    def history(self, report: str | None = None) -> list[Change]:
        """Return all changes, oldest first, or those of one report file."""
        return self._changes("report = ?", report) if report else self._changes("TRUE")

    def observations(self, change: Change) -> list[Observation]:
        """Return how a row stood at each look that was recorded, oldest first."""
        with self._reading():
            rows = sealed.select(self._db, "observations", "change = ?", change.id)
            return [_observation(row) for row in rows]

    # -- rows of the file

    def _insert(
        self, place: Place, draft: Draft, *, kind: str, batch: int | None, now: float
    ) -> int:
        row = draft.row
        change = {
            **_place(place),
            "created_at": float(now),
            "kind": kind,
            "batch": batch,
            "key": row.key.identity,
            "parts": _dump(row.key.dump()),
            "cells": _dump(row.dump()),
            "digest": row.digest,
            "report": draft.report,
            "path": draft.path,
            "signoff": _dump(draft.signoff or {}),
            "signoff_digest": draft.signoff_digest,
            "former": _dump(draft.former),
        }
        return sealed.insert(self._db, "changes", change)

    def _remember(self, spreadsheet: str, **known: Any) -> None:  # noqa: ANN401 - fields of Book
        found = sealed.select(self._db, "books", "spreadsheet = ?", spreadsheet)
        if not found:
            sealed.insert(self._db, "books", {"spreadsheet": spreadsheet, **_BOOK, **known})
            return
        (book,) = found
        known["highest"] = max(book["highest"], known.get("highest", 0))
        sealed.update(self._db, "books", book["id"], **known)

    def _batches(self, where: str, *values: object) -> list[Batch]:
        with self._reading():
            return [self._batch(row) for row in sealed.select(self._db, "batches", where, *values)]

    def _batch(self, row: Row) -> Batch:
        with _legible("batches", row["id"]):
            attempts = sealed.select(self._db, "attempts", "batch = ?", row["id"])
            return Batch(
                id=row["id"],
                created_at=row["created_at"],
                place=_place_of(row),
                number=row["number"],
                epoch=row["epoch"],
                token=row["token"],
                body=json.loads(row["body"]),
                state=State(row["state"]),
                reason=Reason(row["reason"]),
                settled_at=row["settled_at"],
                attempts=tuple(map(_attempt, attempts)),
                changes=tuple(self._changes("batch = ?", row["id"])),
            )

    def _changes(self, where: str, *values: object) -> list[Change]:
        with self._reading():
            rows = sealed.select(self._db, "changes", where, *values)
            batches, seen = self._batches_of(rows), self._seen_of(rows)
            return [_change(row, batches.get(row["batch"]), seen.get(row["id"])) for row in rows]

    def _batches_of(self, changes: Sequence[Row]) -> dict[int, Row]:
        ids = json.dumps(sorted({c["batch"] for c in changes if c["batch"] is not None}))
        found = sealed.select(self._db, "batches", "id IN (SELECT value FROM json_each(?))", ids)
        return {row["id"]: row for row in found}

    def _seen_of(self, changes: Sequence[Row]) -> dict[int, Row]:
        """Return the newest observation of each change."""
        ids = json.dumps([change["id"] for change in changes])
        newest = (
            "id IN (SELECT max(id) FROM observations "
            "WHERE change IN (SELECT value FROM json_each(?)) GROUP BY change)"
        )
        return {row["change"]: row for row in sealed.select(self._db, "observations", newest, ids)}

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with explained(self.path):
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path), transaction(self._db):
            yield


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _place(place: Place) -> dict[str, object]:
    return {"spreadsheet": place.spreadsheet, "gid": place.gid, "tab": place.tab}


def _place_of(row: Row) -> Place:
    return Place(row["spreadsheet"], row["gid"], row["tab"])


@contextmanager
def _legible(table: str, id_: int) -> Iterator[None]:
    """Take what cannot be understood, though its seal is whole, for damage as well."""
    try:
        yield
    except (ValueError, KeyError, TypeError, ArithmeticError):
        raise damaged(table, id_) from None


def _attempt(row: Row) -> Attempt:
    with _legible("attempts", row["id"]):
        kind = cast("Literal['row', 'close']", row["kind"])
        return Attempt(kind, row["sent_at"], Outcome(row["outcome"]), row["status"], row["detail"])


def _observation(row: Row) -> Observation:
    with _legible("observations", row["id"]):
        rows = tuple(json.loads(row["rows"]))
        return Observation(row["at"], row["highest"], How(row["how"]), rows)


def _change(row: Row, batch: Row | None, seen: Row | None) -> Change:
    with _legible("changes", row["id"]):
        cells, parts = json.loads(row["cells"]), json.loads(row["parts"])
        return Change(
            id=row["id"],
            created_at=row["created_at"],
            kind=row["kind"],
            batch=row["batch"],
            place=_place_of(row),
            row=SummaryRow.load(cells, parts, row["key"], row["digest"]),
            report=row["report"],
            path=row["path"],
            signoff=json.loads(row["signoff"]),
            former=json.loads(row["former"]),
            number=batch["number"] if batch else 0,
            state=State(batch["state"]) if batch else State.FOUND,
            reason=Reason(batch["reason"]) if batch else Reason.FOUND,
            seen=_observation(seen) if seen else None,
        )

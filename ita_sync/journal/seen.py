"""What was seen of rows, and what a person accepted of it: what looks add to the journal.

How a row stands is an observation; it is one entry for as long as it stays the same.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ita_sync.journal import legible, sealed
from ita_sync.journal.batches import Acceptance, Change, Observation
from ita_sync.journal.file import explained, transaction
from ita_sync.journal.sealed import Row


class Seen:
    """Observations and acceptances in an open journal."""

    path: Path
    _db: sqlite3.Connection

    def observe(self, seen: Collection[tuple[Change, Observation]]) -> None:
        """Record how rows stood in one look.

        What is otherwise than before is added; of what is as before only the time of the last look
        changes: who looks often finds no more entries than who looks once.
        """
        with self._transaction():
            newest = self.newest([change.id for change, _ in seen])
            for change, observation in seen:
                self._observe(change.id, observation, newest.get(change.id))

    def _observe(self, change: int, observation: Observation, newest: Row | None) -> None:
        stood = {"how": observation.how, "rows": legible.dump(observation.rows)}
        if newest and stood == {name: newest[name] for name in stood}:
            if observation.at > (newest["last"] or newest["at"]):
                last = float(observation.at)
                sealed.update(self._db, "observations", newest, last=last)
            return
        when = {"at": float(observation.at), "highest": observation.highest, "last": None}
        sealed.insert(self._db, "observations", {"change": change, **when, **stood})

    def accept(self, change: Change, reason: str, fingerprint: str, now: float) -> None:
        """Record that a person decided to leave a row as it stands."""
        accepted = {"change": change.id, "reason": reason, "fingerprint": fingerprint}
        with self._transaction():
            sealed.insert(self._db, "acceptances", {"at": float(now), **accepted})

    def observations(self, change: Change) -> list[Observation]:
        """Return how a row stood at each look that was recorded, oldest first."""
        with explained(self.path):
            rows = sealed.select(self._db, "observations", "change = ?", change.id)
            return [legible.observation_of(row) for row in rows]

    def accepted(self) -> dict[int, list[Acceptance]]:
        """Return what was accepted of each change, by its id, oldest first."""
        found: dict[int, list[Acceptance]] = {}
        with explained(self.path):
            for row in sealed.select(self._db, "acceptances", "TRUE"):
                found.setdefault(row["change"], []).append(legible.acceptance_of(row))
        return found

    def newest(self, changes: Sequence[int]) -> dict[int, Row]:
        """Return the newest observation of each change."""
        ids = json.dumps(changes)
        newest = (
            "id IN (SELECT max(id) FROM observations "
            "WHERE change IN (SELECT value FROM json_each(?)) GROUP BY change)"
        )
        return {row["change"]: row for row in sealed.select(self._db, "observations", newest, ids)}

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path), transaction(self._db):
            yield

"""What a push has done so far, by the journal: what ended it may have come before it took note."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_sync.errors import ItaSyncError
from ita_sync.journal import Batch, Draft, Journal, Kind, State
from ita_sync.publish.told import ending


@dataclass
class Tried:
    """The batches of one spreadsheet that a push worked on.

    Attributes:
        journal: where they stand.
        book: the spreadsheet.
        ids: of the batches.
    """

    journal: Journal
    book: str
    ids: list[int] = field(default_factory=list)

    def pending(self, left: Mapping[str, Draft]) -> list[Batch]:
        """Return the open batches, also of earlier runs, that carry a row that is left."""
        return [
            batch
            for batch in self.journal.pending(self.book)
            if any(change.row.key.identity in left for change in batch.changes)
        ]

    def ended(self, error: ItaSyncError, left: Mapping[str, Draft]) -> dict[str, ItaSyncError]:
        """Return what the error that ended a push says of each row that is left."""
        written, doubtful = self._written(left), self._doubtful(left)
        return {
            key: ending(error, doubtful=key in doubtful, written=key in written) for key in left
        }

    def _written(self, left: Mapping[str, Draft]) -> set[str]:
        """Return the keys whose row this push wrote, or found to be written; a pin writes none."""
        return {
            change.row.key.identity
            for batch in self._batches(State.WRITTEN)
            for change in batch.changes
            if change.kind is not Kind.PIN
            and (draft := left.get(change.row.key.identity))
            and change.does(draft)
        }

    def _doubtful(self, left: Mapping[str, Draft]) -> set[str]:
        """Return the keys whose row may have been sent, and nobody knows what became of it."""
        open_ = [batch for batch in self.pending(left) if batch.doubtful]
        untold = [batch for batch in self._batches(State.UNTOLD) if batch.doubtful]
        batches = [*open_, *untold]
        return {change.row.key.identity for batch in batches for change in batch.changes}

    def _batches(self, state: State) -> list[Batch]:
        return [batch for batch in map(self.journal.batch, self.ids) if batch.state is state]

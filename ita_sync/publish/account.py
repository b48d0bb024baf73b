"""The account of one push: which rows are left, what became of the others, where they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_sync.errors import ItaSyncError
from ita_sync.google import Snapshot
from ita_sync.i18n import Text
from ita_sync.journal import Batch, Change, Clock, Draft, How, Journal, Kind, Place, State
from ita_sync.publish.plan import Plan
from ita_sync.publish.settle import Settled
from ita_sync.publish.standing import Standing, View, stand
from ita_sync.publish.still import row_left
from ita_sync.publish.told import HOW, MAYBE, WRITTEN, Done, Outcome
from ita_sync.publish.told import How as Ended
from ita_sync.row import SummaryRow


@dataclass
class Account:
    """What a push knows of its rows, each by the identity of its key.

    Attributes:
        journal: gets how rows were seen.
        book: the spreadsheet.
        clock: the time.
        view: reads a look as a table.
        left: what is still to be done.
        outcomes: what became of the others.
        written: the mark under which this push found a row to be written, and how.
        untold: rows of which nobody can tell any more whether this push wrote them.
        warnings: what a person should know of the tab, by the last look.
        noted: the same of rows that were planned.
    """

    journal: Journal
    book: str
    clock: Clock
    view: Callable[[Snapshot], View]
    left: dict[str, Draft] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    written: dict[str, tuple[int, Ended]] = field(default_factory=dict)
    untold: set[str] = field(default_factory=set)
    warnings: tuple[Text, ...] = ()
    noted: dict[str, tuple[Text, ...]] = field(default_factory=dict)

    def say(self, key: str, outcome: Outcome) -> None:
        """Take note of what became of a row; it is not left any more."""
        self.outcomes[key] = outcome
        self.left.pop(key, None)

    def refuse(self, key: str, error: ItaSyncError) -> None:
        """Take note of what stands in the way of a row, and what this push has done about it."""
        if key in self.written:
            error = error.saying(WRITTEN)
        elif key in self.untold and error.written is None:
            error = error.saying(MAYBE)
        self.say(key, error)

    def note_untold(self, batch: Batch) -> None:
        """Take note of a batch whose mark was cleared before anybody looked."""
        if batch.doubtful:
            self.untold |= {change.row.key.identity for change in batch.changes}

    def note_written(self, settled: Settled) -> None:
        """Say of the rows of a written batch where they stand, as far as it was shown."""
        batch, snapshot = settled.batch, settled.snapshot
        if batch.state is not State.WRITTEN:
            return
        view, seen = self.view(snapshot), []
        for change in batch.changes:
            key = change.row.key.identity
            draft = self.left.get(key)
            if draft is None or not change.does(draft) or change.kind not in HOW:
                continue
            self.written[key] = batch.number, HOW[change.kind]
            standing = stand(change.row, view)
            if change.kind is Kind.TAKE:
                stands = standing.how is How.AS_SENT  # in a look: no reply shows another row
                left = row_left(change.row.key, snapshot.title, standing.rows)
                self.say(key, left if stands else self._done(change.row, snapshot, -1))
                continue
            if standing.how is How.AS_SENT:
                seen.append((change, standing.seen(snapshot)))
                at = standing.rows[0]
                self.say(key, self._done(change.row, snapshot, at))
        self.journal.observe(seen)

    def note_there(
        self, plans: Sequence[Plan], known: Mapping[str, Change], snapshot: Snapshot
    ) -> None:
        """Say of rows that stand already; `verify` watches them from now on."""
        now, seen = self.clock.now(), []
        place = Place(self.book, snapshot.sheet_id, snapshot.title)
        for plan in plans:
            row, change = plan.summary, known.get(plan.identity)
            if change is None or change.row.digest != row.digest:
                former = plan.table.held(plan.row)
                change = self.journal.adopt(place, replace(plan.draft, former=former), now=now)
            seen.append((change, Standing(How.AS_SENT, (plan.row,)).seen(snapshot)))
            self.noted.setdefault(plan.identity, ())
            self.say(plan.identity, self._done(row, snapshot, plan.row, change.number))
        self.journal.observe(seen)

    def _done(self, row: SummaryRow, snapshot: Snapshot, at: int, number: int = 0) -> Done:
        mark, how = self.written.get(row.key.identity, (number, "already"))
        warnings = self.noted.get(row.key.identity, self.warnings)
        return Done(how, row, snapshot.title, at + 1, mark, warnings)

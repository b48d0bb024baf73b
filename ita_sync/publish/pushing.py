"""One push: settle what is open, plan the rest, write it under as few marks as possible."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ita_sync.errors import ConfigError, ItaSyncError, SheetConflict
from ita_sync.google import CallFailed, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.journal import Batch, Change, Draft, Kind, Place, Reason, State
from ita_sync.journal import How as Stands
from ita_sync.publish import bodies
from ita_sync.publish.door import Door
from ita_sync.publish.plan import Plan, warnings_of
from ita_sync.publish.planning import make_plan
from ita_sync.publish.probe import NO_FENCE, no_fence
from ita_sync.publish.retry import Deadline
from ita_sync.publish.rewriting import Rewriter, most
from ita_sync.publish.room import make_room, require_room
from ita_sync.publish.sending import Sender
from ita_sync.publish.settle import Settled, Settler
from ita_sync.publish.share import fitting
from ita_sync.publish.standing import Standing, View, stand
from ita_sync.publish.together import compared, require_agreed
from ita_sync.publish.told import (
    HOW,
    MAYBE,
    WRITTEN,
    Done,
    How,
    Outcome,
    contended,
    refused,
    room_full,
    stands,
    unavailable,
)
from ita_sync.publish.tried import Tried
from ita_sync.publish.undoing import require_wanted
from ita_sync.row import SummaryRow
from ita_sync.settings import Settings

MAX_ROWS = 1_000
"""Rows of one batch, of a few requests each: a batch may have 100,000."""

MAX_BYTES = 1_500_000
"""Of the requests of one batch, some 1.3 KB a row: Google advises payloads below 2 MB."""

TRIES = 2
TRIES_OF_EXISTING = 5
"""Refusals of one row alone, without a reason, after which it is given up: people move rows."""

IN_VAIN = 3
"""Rows refused one after the other, after which the rest is not tried: it is not the row."""


@dataclass
class Pushing:
    """The state of one push.

    Attributes:
        door: to the spreadsheet.
        settler: of its batches.
        settings: mapping and target.
        say: gets what happens on the way.
        deadline: when to stop.
        restore: a person decided that removed rows are to be written again.
        agreed: the only action that may be taken for a row, by the identity of its key; None where
            any may.
        left: what is still to be done, likewise.
        outcomes: what became of each row, likewise.
        written: the mark under which this push found a row to be written, likewise.
        tried: the batches that it worked on.
        sender: of batches.
        untold: keys of which nobody can tell any more whether this push wrote their row.
        refused: how often a row was refused alone: the sheet may have moved under it.
        limit: rows of the next batch at most.
        in_vain: rows refused one after the other.
        warnings: what a person should know of the tab, by the last look.
        noted: the same of rows that were planned, by the identity of their keys.
        cleared: this push has made room.
    """

    door: Door
    settler: Settler
    settings: Settings
    say: Callable[[Text], None]
    deadline: Deadline
    restore: bool
    agreed: Mapping[str, str] | None = None
    left: dict[str, Draft] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    written: dict[str, tuple[int, How]] = field(default_factory=dict)
    tried: Tried = field(init=False)
    sender: Sender = field(init=False)
    untold: set[str] = field(default_factory=set)
    refused: Counter[str] = field(default_factory=Counter)
    limit: int = field(default_factory=lambda: MAX_ROWS)
    in_vain: int = 0
    warnings: tuple[Text, ...] = ()
    noted: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    cleared: bool = False

    def __post_init__(self) -> None:
        """Begin with nothing tried."""
        self.tried = Tried(self.door.journal, self.door.book)
        self.sender = Sender(self.settler, self.tried, self.deadline)

    def push(self, drafts: Sequence[Draft], see: Callable[[], Snapshot]) -> list[Outcome]:
        """Push rows and return what became of each, in the same order.

        Args:
            drafts: what the reports want.
            see: makes the first look.
        """
        self.left, clashing = compared(drafts)
        self.outcomes = {**clashing}
        try:
            self._go(see())
        except ItaSyncError as error:
            self._end(error)
        return [self.outcomes[draft.row.key.identity] for draft in drafts]

    def _go(self, snapshot: Snapshot) -> None:
        if self.door.journal.book(self.door.book).fence == "fails":
            raise no_fence()
        self.warnings = warnings_of(snapshot)
        seen = self._settle_pending(snapshot)
        if not self.left:
            return
        firsts = [seen] if seen else []
        if not self.deadline.contend(lambda: self._round(firsts.pop() if firsts else self._look())):
            raise contended()

    def _look(self) -> Snapshot:
        """Look, with patience: something may be under way."""
        try:
            snapshot: Snapshot = self.deadline.retry(self.door.look)
        except CallFailed as failure:
            raise unavailable(failure, self.tried.pending(self.left)) from failure
        return snapshot

    def _settle_pending(self, snapshot: Snapshot) -> Snapshot | None:
        """Settle what earlier runs left open for these keys; return the look if it still holds."""
        fresh: Snapshot | None = snapshot
        for batch in self.tried.pending(self.left):
            if batch.place.gid != snapshot.sheet_id:
                continue
            self.say(
                T("An earlier attempt is still open; settling it first can take three minutes.")
            )
            self.tried.ids.append(batch.id)
            settled = self.settler.settle(
                batch, fresh or self._look(), self.deadline, leave=not self._wants(batch)
            )
            self._note_written(settled)
            fresh = None
        return fresh

    def _wants(self, batch: Batch) -> bool:
        """Return whether a batch is wanted as it is, and may be sent again."""
        if batch.once:
            return False
        rows = {key: draft.row.digest for key, draft in self.left.items()}
        return all(rows.get(c.row.key.identity) == c.row.digest for c in batch.changes)

    def _round(self, snapshot: Snapshot) -> bool:
        """Write one batch after the other; return False when others took our number."""
        seen: Snapshot | None = snapshot
        while True:
            plans = self._plans(seen or self._look())
            if not plans:
                return True
            new = [plan for plan in plans if plan.action == "add"]
            going = new or plans
            going = going[: fitting(going, self.limit, MAX_BYTES)]
            go_on = self._add(going) if new else self._rewrite(going)
            if not go_on:
                return False
            if not self.left:
                return True
            seen = None

    def _plans(self, snapshot: Snapshot) -> list[Plan]:
        """Return what the next batch writes; of other rows up to there, say how they stand."""
        self.warnings = warnings_of(snapshot)
        view = View(snapshot, self.settings.target.header_row)
        known = self.door.journal.standing(self.door.book, snapshot.sheet_id, self.left)
        taken = self.door.journal.taken(self.door.book, snapshot.sheet_id, self.left)
        plans: list[Plan] = []
        there = []
        for key, draft in list(self.left.items()):
            if len(plans) == self.limit:
                break
            try:
                plan = make_plan(draft, view, self.settings, known, restore=self.restore)
                require_wanted(plan, taken.get(key), restore=self.restore)
                require_agreed(plan, self.agreed)
            except SheetConflict as error:
                self._say_of(key, self._saying(key, error))
                continue
            if plan.action == "nothing":
                there.append((plan, known.get(key)))
                continue
            plans.append(plan)
            self.noted[key] = plan.warnings
        if there:
            self._note_there(there, snapshot)
        return plans

    def _saying(self, key: str, error: SheetConflict) -> SheetConflict:
        """Return what stands in the way of a row, with what this push has done about it so far."""
        if key in self.written:
            return error.saying(WRITTEN)
        return error.saying(MAYBE) if key in self.untold and error.written is None else error

    def _add(self, plans: Sequence[Plan]) -> bool:
        """Send a batch of new rows; return False when others took its number."""
        snapshot = plans[0].table.snapshot
        if self._made_room(snapshot):
            return True
        drafts = [plan.draft for plan in plans]
        settled = self.sender.send(
            snapshot, drafts, lambda opening: bodies.added(opening.requests, plans)
        )
        return self._take(settled)

    def _rewrite(self, plans: Sequence[Plan]) -> bool:
        """Write rows that exist; return False when others came between."""
        snapshot = plans[0].table.snapshot
        if self._made_room(snapshot):
            return True
        room = most(snapshot)
        if not room:
            raise room_full(snapshot.taken)
        done = Rewriter(self.sender).write(plans[:room])
        if done is None:
            return False
        for key, error in done.strayed.items():
            self._say_of(key, error)
        return self._take(done.settled)

    def _made_room(self, snapshot: Snapshot) -> bool:
        """Return whether marks were cleared, once in a push: what was looked at is old then."""
        if self.cleared:
            require_room(snapshot)
            return False
        self.cleared = make_room(self.settler, snapshot, self.say)
        return self.cleared

    def _take(self, settled: Settled) -> bool:
        """Take note of what became of a batch; return False when others took its number."""
        batch = settled.batch
        if batch.state is State.WRITTEN:
            self._note_written(settled)
            self._ask_once(settled)
            self.limit, self.in_vain = MAX_ROWS, 0
            return True
        if batch.state is State.UNTOLD:
            if batch.doubtful:
                self.untold |= {change.row.key.identity for change in batch.changes}
            return True
        if batch.reason not in {Reason.REFUSED, Reason.UNSEEN}:
            return False
        self.limit = max(1, len(batch.changes) // 2)
        if len(batch.changes) == 1:
            self._take_refused(settled)
        return True

    def _take_refused(self, settled: Settled) -> None:
        """Take note of a row that was refused alone: more than once, unless Google said why."""
        key = settled.batch.changes[0].row.key.identity
        tries = TRIES_OF_EXISTING if settled.batch.once else TRIES
        self.refused[key] += 1
        if settled.problem is None and self.refused[key] < tries:
            return  # the sheet may have moved under it
        problem = settled.problem or refused(_last_refusal(settled.batch))
        self._say_of(key, problem)
        self.in_vain += 1
        if self.in_vain == IN_VAIN:
            raise problem
        self.limit = MAX_ROWS

    def _note_written(self, settled: Settled) -> None:
        """Say of the rows of a written batch where they stand, as far as it was shown."""
        batch, snapshot = settled.batch, settled.snapshot
        if batch.state is not State.WRITTEN:
            return
        view, seen = View(snapshot, self.settings.target.header_row), []
        for change in batch.changes:
            key = change.row.key.identity
            draft = self.left.get(key)
            if draft is None or not change.does(draft) or change.kind not in HOW:
                continue
            self.written[key] = batch.number, HOW[change.kind]
            if change.kind is Kind.TAKE:
                self._say_of(key, self._done(change.row, snapshot, -1))
                continue
            standing = stand(change.row, view)
            if standing.how is Stands.AS_SENT:
                seen.append((change, standing.seen(snapshot)))
                at = standing.rows[0]
                shown = view.table(change.row.cells).shown_otherwise(at, change.row)
                self.noted[key] = (*self.noted.get(key, self.warnings), *shown)
                self._say_of(key, self._done(change.row, snapshot, at))
        self.door.journal.observe(seen)

    def _note_there(self, there: Sequence[tuple[Plan, Change | None]], snapshot: Snapshot) -> None:
        """Say of rows that stand already; `verify` watches them from now on."""
        journal, now, seen = self.door.journal, self.door.clock.now(), []
        place = Place(self.door.book, snapshot.sheet_id, snapshot.title)
        for plan, known in there:
            row, change = plan.summary, known
            if change is None or change.row.digest != row.digest:
                former = plan.table.held(plan.row)
                change = journal.adopt(place, replace(plan.draft, former=former), now=now)
            seen.append((change, Standing(Stands.AS_SENT, (plan.row,)).seen(snapshot)))
            shown = plan.table.shown_otherwise(plan.row, row)
            self.noted[row.key.identity] = (*self.noted.get(row.key.identity, ()), *shown)
            done = self._done(row, snapshot, plan.row, change.number)
            self._say_of(row.key.identity, done)
        journal.observe(seen)

    def _done(self, row: SummaryRow, snapshot: Snapshot, at: int, number: int = 0) -> Done:
        mark, how = self.written.get(row.key.identity, (number, "already"))
        warnings = self.noted.get(row.key.identity, self.warnings)
        return Done(how, row, snapshot.title, at + 1, mark, warnings)

    def _ask_once(self, settled: Settled) -> None:
        """Ask, after the first write to a spreadsheet, whether it refuses what is taken."""
        try:
            self.door.prober.require_fence(settled.snapshot.marks)
        except CallFailed as failure:
            self.say(T("A test of the sheet was put off: {reason}", reason=failure))
        except ConfigError as error:
            if error.code != NO_FENCE:
                raise
            for change in settled.batch.changes:
                key = change.row.key.identity
                done = self.outcomes.get(key)
                where = stands(done) if isinstance(done, Done) else WRITTEN
                self._say_of(key, no_fence(where))
            raise

    def _end(self, error: ItaSyncError) -> None:
        """Say of all that is left why it ended."""
        for key, said in self.tried.ended(error, self.left).items():
            self._say_of(key, said)

    def _say_of(self, key: str, outcome: Outcome) -> None:
        self.outcomes[key] = outcome
        self.left.pop(key, None)


def _last_refusal(batch: Batch) -> str:
    rows = [attempt for attempt in batch.attempts if attempt.kind == "row"]
    return rows[-1].detail

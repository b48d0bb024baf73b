"""One push: settle what is open, plan the rest, write it under as few marks as possible."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ita_sync.errors import ConfigError, ItaSyncError, NotSignedOff, SheetConflict
from ita_sync.google import CallFailed, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.journal import Batch, Draft, Reason, State
from ita_sync.publish import bodies
from ita_sync.publish.account import Account
from ita_sync.publish.door import Door, Glance
from ita_sync.publish.hours import Since
from ita_sync.publish.plan import Plan, warnings_of
from ita_sync.publish.planning import make_plan
from ita_sync.publish.probe import NO_FENCE, no_fence
from ita_sync.publish.retry import Deadline
from ita_sync.publish.rewriting import Rewriter, most
from ita_sync.publish.room import make_room, require_room
from ita_sync.publish.sending import Sender
from ita_sync.publish.settle import Settled, Settler
from ita_sync.publish.share import fitting
from ita_sync.publish.standing import View
from ita_sync.publish.together import compared, require_agreed
from ita_sync.publish.told import (
    WRITTEN,
    Done,
    Outcome,
    contended,
    refused,
    room_full,
    stands,
    unavailable,
)
from ita_sync.publish.tried import Tried
from ita_sync.publish.undoing import require_wanted
from ita_sync.settings import Settings

MAX_ROWS = 1_500
"""Rows of one batch, of a few requests each: a batch may have 100,000."""

MAX_BYTES = 1_800_000
"""Of the requests of one batch, some 1.2 KB a row: Google advises payloads below 2 MB."""

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
        agreed: what alone may be done for a row, and what stands there; None where anything may.
        account: which rows are left, and what became of the others.
        tried: the batches that it worked on.
        sender: of batches.
        asked: when the look was asked for that all is planned on.
        refused: how often a row was refused alone, as a new one and as one that exists.
        limit: rows of the next batch at most.
        in_vain: rows refused one after the other.
        cleared: this push has made room.
    """

    door: Door
    settler: Settler
    settings: Settings
    say: Callable[[Text], None]
    deadline: Deadline
    restore: bool
    agreed: Mapping[str, tuple[str, str]] | None = None
    account: Account = field(init=False)
    tried: Tried = field(init=False)
    sender: Sender = field(init=False)
    asked: Since = field(init=False)
    refused: Counter[tuple[str, bool]] = field(default_factory=Counter)
    limit: int = field(default_factory=lambda: MAX_ROWS)
    in_vain: int = 0
    cleared: bool = False

    def __post_init__(self) -> None:
        """Begin with nothing done and nothing tried."""
        door = self.door
        self.account = Account(door.journal, door.book, door.clock, self._view)
        self.tried = Tried(door.journal, door.book)
        self.sender = Sender(self.settler, self.tried, self.deadline)

    def push(self, drafts: Sequence[Draft], see: Callable[[], Glance]) -> list[Outcome]:
        """Push rows and return what became of each, in the same order.

        Args:
            drafts: what the reports want.
            see: makes the first look.
        """
        self.account.left, clashing = compared(drafts)
        self.account.outcomes |= clashing
        try:
            self._go(see())
        except ItaSyncError as error:
            self._end(error)
        return [self.account.outcomes[draft.row.key.identity] for draft in drafts]

    def _go(self, glance: Glance) -> None:
        if self.door.journal.book(self.door.book).fence == "fails":
            raise no_fence()
        self.account.warnings = warnings_of(glance.snapshot)
        seen = self._settle_pending(glance)
        if not self.account.left:
            return
        firsts = [seen] if seen else []
        if not self.deadline.contend(lambda: self._round(firsts.pop() if firsts else self._look())):
            raise contended()

    def _view(self, snapshot: Snapshot) -> View:
        return View(snapshot, self.settings.target.header_row)

    def _look(self) -> Glance:
        """Look, with patience: something may be under way."""
        try:
            glance: Glance = self.deadline.retry(self.door.look)
        except CallFailed as failure:
            raise unavailable(failure, self.tried.pending(self.account.left)) from failure
        return glance

    def _settle_pending(self, glance: Glance) -> Glance | None:
        """Settle what earlier runs left open for these keys; return the look if it still holds."""
        fresh: Glance | None = glance
        for batch in self.tried.pending(self.account.left):
            if batch.place.gid != glance.snapshot.sheet_id:
                continue
            self.say(
                T("An earlier attempt is still open; settling it first can take three minutes.")
            )
            self.tried.ids.append(batch.id)
            settled = self.settler.settle(
                batch, fresh or self._look(), self.deadline, leave=not self._wants(batch)
            )
            self.account.note_written(settled)
            fresh = None
        return fresh

    def _wants(self, batch: Batch) -> bool:
        """Return whether a batch is wanted as it is, and may be sent again."""
        if batch.once:
            return False
        rows = {key: draft.row.digest for key, draft in self.account.left.items()}
        return all(rows.get(c.row.key.identity) == c.row.digest for c in batch.changes)

    def _round(self, seen: Glance | None) -> bool:
        """Write one batch after the other; return False when others took our number."""
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
            if not self.account.left:
                return True
            seen = None

    def _plans(self, glance: Glance) -> list[Plan]:
        """Return what the next batch writes; of other rows up to there, say how they stand."""
        snapshot, self.asked = glance.snapshot, glance.asked
        self.account.warnings = warnings_of(snapshot)
        view, account, journal = self._view(snapshot), self.account, self.door.journal
        known, taken = journal.last(self.door.book, snapshot.sheet_id, account.left)
        plans: list[Plan] = []
        there: list[Plan] = []
        for key, draft in list(self.account.left.items()):
            if len(plans) == self.limit:
                break
            try:
                plan = make_plan(draft, view, self.settings, known, restore=self.restore)
                require_wanted(plan, taken.get(key), restore=self.restore)
                require_agreed(plan, self.agreed)
            except (NotSignedOff, SheetConflict) as error:
                account.refuse(key, error)
                continue
            if plan.action == "nothing":
                there.append(plan)
                continue
            plans.append(plan)
            account.noted[key] = plan.warnings
        if there:
            account.note_there(there, known, snapshot)
        return plans

    def _add(self, plans: Sequence[Plan]) -> bool:
        """Send a batch of new rows; return False when others took its number."""
        snapshot = plans[0].table.snapshot
        if self._made_room(snapshot):
            return True
        drafts = [plan.draft for plan in plans]
        settled = self.sender.send(
            snapshot, self.asked, drafts, lambda opening: bodies.added(opening.requests, plans)
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
        done = Rewriter(self.sender, self._view).write(plans[:room], self.asked)
        if done is None:
            return False
        for key, unseen in done.unseen.items():
            self.account.noted[key] = (*self.account.noted.get(key, ()), unseen)
        for key, error in done.strayed.items():
            self.account.say(key, error)
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
            self.account.note_written(settled)
            self._ask_once(settled)
            self.limit, self.in_vain = MAX_ROWS, 0
            return True
        if batch.state is State.UNTOLD:
            self.account.note_untold(batch)
            return True
        if batch.put_off:  # look, and plan anew
            if self.deadline.passed:
                raise unavailable(None)
            return True
        if batch.reason not in {Reason.REFUSED, Reason.UNSEEN}:
            return False
        self.limit = max(1, len(batch.changes) // 2)
        if len(batch.changes) == 1:
            self._take_refused(settled)
        return True

    def _take_refused(self, settled: Settled) -> None:
        """Take note of a row that was refused alone: more than once, unless Google said why."""
        key, exists = settled.batch.changes[0].row.key.identity, settled.batch.once
        self.refused[key, exists] += 1
        tries = TRIES_OF_EXISTING if exists else TRIES
        if settled.problem is None and self.refused[key, exists] < tries:
            return  # the sheet may have moved under it
        problem = settled.problem or refused(_last_refusal(settled.batch))
        self.account.refuse(key, problem)
        self.in_vain += 1
        if self.in_vain == IN_VAIN:
            raise problem
        self.limit = MAX_ROWS

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
                done = self.account.outcomes.get(key)
                where = stands(done) if isinstance(done, Done) else WRITTEN
                self.account.say(key, no_fence(where))
            raise

    def _end(self, error: ItaSyncError) -> None:
        """Say of all that is left why it ended."""
        for key, said in self.tried.ended(error, self.account.left).items():
            self.account.say(key, said)


def _last_refusal(batch: Batch) -> str:
    rows = [attempt for attempt in batch.attempts if attempt.kind == "row"]
    return rows[-1].detail

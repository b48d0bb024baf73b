"""One batch, from the journal to a decision: look, do the one thing that is allowed, look again.

What may be done is for judge.py to say; this module does it. Certainty belongs to the batch, not to
the last attempt: once one attempt is unknown, only the sheet itself decides.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from tenacity import RetryError

from ita_sync.errors import ItaSyncError, SheetConflict
from ita_sync.google import CallFailed, Json, Snapshot, fence
from ita_sync.i18n import T
from ita_sync.journal import Batch, Outcome, Reason, State
from ita_sync.publish.door import Door, Glance
from ita_sync.publish.hours import HELD, OLD, Since, ended
from ita_sync.publish.judge import Decided, Moment, Next, decide, next_step
from ita_sync.publish.retry import Deadline
from ita_sync.publish.told import MAYBE, STALE, unavailable


@dataclass(frozen=True)
class Settled:
    """A batch that is decided, the snapshot that decided it, and what Google had against it."""

    batch: Batch
    snapshot: Snapshot
    problem: ItaSyncError | None = None


@dataclass(frozen=True)
class Settler:
    """Settles batches of one spreadsheet.

    Attributes:
        door: to the spreadsheet.
        read_timeout: seconds after which a call is given up.
        fits: whether a batch, sent now, would do what a plan made now would.
    """

    door: Door
    read_timeout: float
    fits: Callable[[Batch, Snapshot], bool]

    def settle(
        self,
        batch: Batch,
        glance: Glance,
        deadline: Deadline,
        *,
        leave: bool = False,
        planned: bool = False,
    ) -> Settled:
        """Work on one batch until the sheet has decided.

        Args:
            batch: open or closing.
            glance: a look that is not stale.
            deadline: when to stop.
            leave: the batch is no longer wanted: close its number instead of sending again.
            planned: this run planned it on that look; where it is old by now, nothing is sent.

        Raises:
            OutcomeUnknown: the deadline passed with the number still open.
            Unavailable: the deadline passed and surely nothing was written.
            ConfigError, SheetConflict: credentials, permission, the journal, the sheet.
        """
        work = _Work(self, batch, Since.now(self.door.clock), leave=leave, planned=planned)
        looks = iter([glance])
        try:
            with self._said_of(batch):
                done: Settled = deadline.retry(
                    lambda: work.go(next(looks, None) or self.door.look())
                )
        except (CallFailed, RetryError) as error:
            failure = error if isinstance(error, CallFailed) else None
            raise unavailable(failure, [self._dropped(batch)]) from error
        return done

    @contextmanager
    def _said_of(self, batch: Batch) -> Iterator[None]:
        """Let an error say what is known of the batch when it ends the work on it."""
        try:
            yield
        except ItaSyncError as error:
            if self._dropped(batch).doubtful:
                raise error.saying(MAYBE) from error
            raise

    def _dropped(self, batch: Batch) -> Batch:
        """Return a batch as it is now; one that surely left nothing behind is settled so."""
        now = self.door.journal.again(batch)
        if now.uncertain or now.settled_at is not None:
            return now
        reason = Reason.REFUSED if now.attempts else Reason.NEVER_SENT
        return self.record(now, Decided(State.UNWRITTEN, reason))

    def note(self, snapshot: Snapshot) -> None:
        """Settle what the marks of a look decide, of all open batches; send nothing."""
        for batch in self.door.journal.pending(self.door.book):
            over = ended(batch.over_at(), snapshot.at, Since.now(self.door.clock), sent=False)
            decided = decide(batch, snapshot.marks, over=over)
            if decided:
                self.record(batch, decided)

    def record(self, batch: Batch, decided: Decided) -> Batch:
        """Journal what is known of a batch."""
        now = self.door.clock.now()
        return self.door.journal.settle(batch, decided.state, decided.reason, now)


@dataclass
class _Work:
    """The work on one batch in one run.

    Attributes:
        settler: whose work it is.
        batch: as it was known last.
        since: when what may land left, if this run sent it; else when this run began to look.
        leave: it is no longer wanted.
        planned: this run planned it, on its first look.
        sent: this run has sent something that may land.
        problem: what is wrong with the rows, where Google said so.
        marked: this run has seen that the spreadsheet takes marks.
    """

    settler: Settler
    batch: Batch
    since: Since
    leave: bool
    planned: bool
    sent: bool = False
    problem: ItaSyncError | None = None
    marked: bool = False

    def go(self, glance: Glance) -> Settled | None:
        """Return the batch once it is decided, None while only waiting helps."""
        asked = False
        while True:
            batch = self.batch = self.door.journal.again(self.batch)
            snapshot = glance.snapshot
            step = next_step(batch, snapshot.marks, self._moment(batch, glance, asked=asked))
            if isinstance(step, Decided):
                return Settled(self.settler.record(batch, step), snapshot, self.problem)
            if step is Next.WAIT:
                return None
            asked = step is Next.ASK
            glance = self._do(step, batch, glance)

    def _do(self, step: Next, batch: Batch, glance: Glance) -> Glance:
        """Do what is allowed; return what is then known of the sheet."""
        if step is Next.ASK:
            return replace(glance, snapshot=self._asked(batch, glance.snapshot))
        if step is Next.CLOSE:
            return self._close(batch, glance)
        if batch.uncertain:
            self.door.prober.require_fence(glance.snapshot.marks)
        return self._send(batch, "row", batch.body)

    def _moment(self, batch: Batch, glance: Glance, *, asked: bool) -> Moment:
        snapshot, date = glance.snapshot, glance.snapshot.at
        # Planning is not cheap: only what was not planned on this look has to fit it.
        fits = (self.planned and not batch.attempts) or batch.number in snapshot.marks
        return Moment(
            quiet=ended(batch.quiet_at(), date, self.since, sent=self.sent),
            over=ended(batch.over_at(), date, self.since, sent=self.sent),
            asked=asked,
            shown=ended(batch.shown_at(), date, self.since, sent=False),
            explained=self.problem is not None,
            wanted=not self.leave and (fits or self._again(batch, snapshot)),
            fresh=glance.asked.most <= max(OLD, self.settler.read_timeout),
        )

    def _again(self, batch: Batch, snapshot: Snapshot) -> bool:
        """Return whether a batch that was sent, or planned by an earlier run, may be sent."""
        return not batch.once and self.settler.fits(batch, snapshot)

    def _asked(self, batch: Batch, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the mark on the batch's number, wherever it is in the sheet."""
        mark = self.door.sheet.mark(batch.number)
        if mark is None and batch.refused("close") and not self.marked:
            # Either another's mark that is not shown yet, or nothing at all is taken here.
            self.door.prober.require_marks()
            self.marked = True
        if mark is None:
            if batch.epoch is not None and batch.refused("row"):
                # Learn, at the first refusal, whether it was the pair that was refused.
                self.door.prober.has_epochs()
            return snapshot
        if mark.counts:
            # Every look shows our own marks, so this one is older than the mark.
            raise CallFailed(STALE, maybe_applied=False)
        return replace(snapshot, marks={**snapshot.marks, batch.number: mark})

    def _close(self, batch: Batch, glance: Glance) -> Glance:
        """Close the number of a batch, so that no late attempt can land."""
        if batch.uncertain:
            self.door.prober.require_fence(glance.snapshot.marks)
        if batch.state is not State.CLOSING:
            batch = self.settler.record(batch, Decided(State.CLOSING, Reason.GIVEN_UP))
        now = self.door.server.now()
        pairs = self.door.journal.book(self.door.book).epochs != "no"
        epoch = batch.epoch if pairs else None
        opening = fence.opening(batch.number, "close", batch.token, now, epoch)
        return self._send(batch, "close", {"requests": opening})

    def _send(self, batch: Batch, kind: Literal["row", "close"], body: Json) -> Glance:
        """Send a request of the batch; return its reply, or a look where that does not decide."""
        door = self.door
        journalled = Since.now(door.clock)
        attempt = door.journal.attempt(batch, kind, door.server.now())
        asked = Since.now(door.clock)
        try:
            _require_awake(journalled)
            shown = door.sheet.write(body)
        except CallFailed as failure:
            self._failed(attempt, failure)
            return door.look()
        except ItaSyncError as error:  # credentials: the request was never sent
            door.journal.answered(attempt, Outcome.REFUSED, error.code)
            raise
        door.journal.answered(attempt, Outcome.APPLIED)
        if shown is None or decide(batch, shown.marks, over=False) is None:
            self.sent, self.since = True, asked
            return door.look()  # the reply does not prove it
        door.server.heard(shown.at, asked)
        return Glance(shown, asked)

    def _failed(self, attempt: int, failure: CallFailed) -> None:
        """Journal what a failure says of an attempt; raise it unless it is a refusal for good."""
        outcome = Outcome.DOUBTFUL if failure.maybe_applied else Outcome.REFUSED
        outcome = Outcome.SILENT if failure.unanswered else outcome
        silence = self.settler.read_timeout if failure.timed_out else 0.0
        if failure.maybe_applied:  # the machine may have slept before the request left
            self.sent, self.since = True, Since.now(self.door.clock).before(silence)
        left_by = self.door.server.now() - silence
        self.door.journal.answered(
            attempt, outcome, str(failure), status=failure.status, left_by=left_by
        )
        if failure.passing:
            raise failure
        problem = self.door.sheet.explain(failure)
        if problem and not isinstance(problem, SheetConflict):
            raise problem from failure
        self.problem = problem

    @property
    def door(self) -> Door:
        return self.settler.door


def _require_awake(journalled: Since) -> None:
    """Refuse to send what was journalled long ago: another run would not wait for it long enough.

    Raises:
        CallFailed: the machine slept while the journal was written; nothing was sent.
    """
    if journalled.most > HELD:
        raise CallFailed(T("the machine slept meanwhile"), maybe_applied=False)

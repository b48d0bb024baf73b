"""What the marks say about a batch, and what may be done next: pure functions, no clock, no call.

The table in docs/decisions/0002-fence.md has the same lines in the same order.
"""

from dataclasses import dataclass
from enum import Enum, auto

from ita_sync.google import fence
from ita_sync.google.fence import Marks
from ita_sync.journal import Batch, Reason, State


@dataclass(frozen=True)
class Decided:
    """What is known of a batch for ever, and why."""

    state: State
    reason: Reason


class Next(Enum):
    """What is to be done about a batch that is not decided."""

    WAIT = auto()  # time or other people decide
    ASK = auto()  # ask for the mark on its number: a look does not show those on tabs and rows
    SEND = auto()  # send it, the same as before
    CLOSE = auto()  # take its number with a bare mark


@dataclass(frozen=True)
class Moment:
    """What is known besides the marks.

    Attributes:
        quiet: no unanswered attempt can be on its way.
        over: no attempt at all can land any more.
        asked: the mark on the number was asked for, and nobody showed one.
        shown: what refused the batch would be shown by now, if it is ever shown to us.
        wanted: the batch is still wanted as it is.
        fresh: what it was planned on, or held against, was looked at a moment ago.
        explained: Google said what is wrong with the rows: its number is not what was refused.
    """

    quiet: bool
    over: bool
    asked: bool = False
    shown: bool = True
    wanted: bool = True
    fresh: bool = True
    explained: bool = False


def decide(batch: Batch, marks: Marks, *, over: bool) -> Decided | None:
    """Return what is certain about a batch, None while its number is open.

    Args:
        batch: what was to be written.
        marks: those of a look or a reply that is not stale.
        over: no attempt can land any more.
    """
    mark = marks.get(batch.number)
    if mark is not None and mark.token == batch.token and mark.kind == "row":
        return Decided(State.WRITTEN, Reason.SEEN)
    if mark is not None and mark.token == batch.token:
        return Decided(State.UNWRITTEN, _closed(batch))
    if mark is not None and mark.counts:
        return Decided(State.UNWRITTEN, Reason.TAKEN)
    if mark is not None:
        # Another program may take its mark away while our batch is on its way.
        return Decided(State.UNWRITTEN, Reason.TAKEN) if over else None
    if batch.epoch is not None and fence.epoch(marks) > batch.epoch:
        return _barred(batch, marks)
    if batch.number < fence.highest(marks) and over:
        return _gone(batch)
    return None


def next_step(batch: Batch, marks: Marks, moment: Moment) -> Decided | Next:
    """Return what is certain about a batch, or the one thing that may be done about it now."""
    decided = decide(batch, marks, over=moment.over)
    if decided:
        return decided
    if batch.number in marks or batch.number < fence.highest(marks):
        return Next.WAIT
    refused = batch.refused("row") or batch.refused("close")
    if refused and not moment.asked:
        return Next.ASK
    if batch.refused("close"):
        # No look shows the mark that refused even a bare one, however late: another project's
        # private mark. Before that it may be another office's, with the very same row.
        unseen = moment.over and moment.shown
        return Decided(State.UNWRITTEN, Reason.UNSEEN) if unseen else Next.WAIT
    if batch.refused("row"):
        return _refused(batch, explained=moment.explained)
    if not moment.wanted or batch.state is State.CLOSING:
        return _leave(batch)
    if not moment.fresh and not batch.attempts:
        return Decided(State.UNWRITTEN, Reason.NEVER_SENT)  # and planned anew
    return Next.SEND if moment.quiet and moment.fresh else Next.WAIT


def _closed(batch: Batch) -> Reason:
    """Return why our closing mark is on the number: it also tells a refused row from a number."""
    rows = [attempt for attempt in batch.attempts if attempt.kind == "row"]
    return Reason.REFUSED if rows and rows[-1].refused_for_good else Reason.GIVEN_UP


def _barred(batch: Batch, marks: Marks) -> Decided:
    """Return what is known once the batch's epoch is closed: nothing of it can land any more."""
    if batch.number > fence.cleared(marks):
        return Decided(State.UNWRITTEN, Reason.BARRED)
    return _gone(batch)


def _gone(batch: Batch) -> Decided:
    """Return what is known where the mark may have stood, and been cleared."""
    if batch.uncertain:
        return Decided(State.UNTOLD, Reason.MARK_GONE)
    return Decided(State.UNWRITTEN, Reason.REFUSED)


def _refused(batch: Batch, *, explained: bool) -> Decided | Next:
    """Return what follows a refusal for good.

    Many rows: fewer of them are tried under the same number, if nothing of this batch can land
    there. One row, for no reason known: a bare mark on the number tells whether the row or the
    number was refused. A batch that names rows that exist may be under way twice, and be refused
    only once: its number is closed, whatever the reason.
    """
    if not batch.uncertain and not batch.once and (explained or len(batch.changes) > 1):
        return Decided(State.UNWRITTEN, Reason.REFUSED)
    return Next.CLOSE


def _leave(batch: Batch) -> Decided | Next:
    if batch.uncertain:
        return Next.CLOSE
    reason = Reason.REFUSED if batch.attempts else Reason.NEVER_SENT
    return Decided(State.UNWRITTEN, reason)

"""What a batch says of itself: what may be on its way, and when nothing can be any more."""

from dataclasses import replace

import pytest

from ita_sync.journal import Attempt, Batch, Journal, Outcome, Reason, State
from ita_sync.journal.batches import LATENESS
from ita_sync.journal.states import PENDING
from tests.journal.entries import add_batch
from tests.promise.world import World


@pytest.fixture
def batch(book: Journal, world: World) -> Batch:
    """Return a batch without attempts."""
    return add_batch(book, world)


def attempt(outcome: Outcome, sent_at: float = 10.0, kind: str = "row", status: int = 0) -> Attempt:
    """Return an attempt."""
    return Attempt(kind, sent_at, outcome, status or None, "")  # type: ignore[arg-type] # a parameter


def test_all_states_but_two_are_for_ever() -> None:
    """And the names that people meet stay."""
    assert PENDING == (State.OPEN, State.CLOSING)
    assert [*State] == ["open", "closing", "written", "unwritten", "untold", "found"]
    assert LATENESS == 180
    assert [*Reason] == [
        *("", "seen", "found", "taken", "unseen"),
        *("given-up", "refused", "never-sent", "barred", "mark-gone"),
    ]


@pytest.mark.parametrize(
    ("outcome", "quiet", "over", "uncertain"),
    [
        (Outcome.SENT, 190.0, 190.0, True),
        (Outcome.SILENT, 190.0, 190.0, True),
        (Outcome.DOUBTFUL, None, 190.0, True),
        (Outcome.REFUSED, None, None, False),
        (Outcome.APPLIED, None, 190.0, True),
    ],
)
def test_what_one_attempt_leaves_behind(
    batch: Batch, outcome: Outcome, quiet: float | None, over: float | None, *, uncertain: bool
) -> None:
    """An answer ends the wait for sending again; only a refusal ends that for leaving."""
    batch = replace(batch, attempts=(attempt(outcome),))
    assert (batch.quiet_at(), batch.over_at(), batch.uncertain) == (quiet, over, uncertain)


def test_of_many_attempts_the_last_that_can_land_is_waited_for(batch: Batch) -> None:
    """Whatever the order in which they were dated; a closing mark writes no row."""
    none = (batch.quiet_at(), batch.over_at(), batch.uncertain)
    assert none == (None, None, False)
    attempts = (
        attempt(Outcome.SILENT, 30.0, "close"),
        attempt(Outcome.SENT, 20.0, "close"),
        attempt(Outcome.DOUBTFUL, 40.0, "close"),
        attempt(Outcome.REFUSED, 50.0),
    )
    closing = replace(batch, attempts=attempts)
    assert (closing.quiet_at(), closing.over_at(), closing.uncertain) == (210.0, 220.0, False)


@pytest.mark.parametrize(
    ("outcome", "status", "for_good"),
    [
        (Outcome.REFUSED, 400, True),
        (Outcome.REFUSED, 499, True),
        (Outcome.REFUSED, 409, True),
        *[(Outcome.REFUSED, status, False) for status in (401, 403, 404, 429)],
        (Outcome.REFUSED, 399, False),
        (Outcome.REFUSED, 500, False),
        (Outcome.REFUSED, 0, False),
        (Outcome.DOUBTFUL, 400, False),
        (Outcome.SENT, 400, False),
    ],
)
def test_a_refusal_is_for_good_if_it_is_of_what_was_said(
    batch: Batch, outcome: Outcome, status: int, *, for_good: bool
) -> None:
    """Not of who asked, of where, or of how often; and the last attempt counts."""
    last = attempt(outcome, status=status)
    assert last.refused_for_good == for_good
    other = attempt(Outcome.REFUSED, kind="close", status=400)
    assert replace(batch, attempts=(other, last)).refused("row") == for_good
    assert not replace(batch, attempts=(other, last)).refused("close")
    assert not replace(batch, attempts=(last, attempt(Outcome.SENT))).refused("row")
    assert not batch.refused("row")
    # A closing mark of which nobody heard says nothing of the row.
    silent = attempt(Outcome.SILENT, kind="close")
    assert replace(batch, attempts=(last, silent)).refused("row") == for_good
    assert not replace(batch, attempts=(last, silent)).refused("close")

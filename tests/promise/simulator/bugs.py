"""Rules taken away and bugs planted, one at a time: the proof is proven.

Each is what somebody could have written, or could break tomorrow. `about` names the histories in
which it matters (more.py), "any" those of the first edition.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

from ita_sync.google import CallFailed, Json, fence, rows, transport
from ita_sync.google.fence import Marks
from ita_sync.journal import (
    Batch,
    Book,
    Change,
    Draft,
    How,
    Journal,
    Observation,
    Outcome,
    Reason,
    State,
    sealed,
)
from ita_sync.publish import bodies, existing, judge, probe, rewriting, settle, standing
from ita_sync.publish.door import Glance
from ita_sync.publish.judge import Decided
from ita_sync.publish.plan import Plan
from ita_sync.row import Cell
from ita_sync.sandbox import metadata
from ita_sync.table import Table
from tests.promise.simulator import without


@contextmanager
def no_fence() -> Iterator[None]:
    """A number that is taken is not refused, and nobody finds out."""
    book = Journal.book

    def believed(self: Journal, spreadsheet: str) -> Book:
        return replace(book(self, spreadsheet), fence="holds")

    with (
        mock.patch.object(metadata, "_refuse_taken"),
        mock.patch.object(Journal, "book", believed),
    ):
        yield


def not_asked() -> AbstractContextManager[object]:
    """Nobody asks whether a taken number is refused."""
    return mock.patch.object(probe.Prober, "require_fence")


@contextmanager
def journal_after_sending() -> Iterator[None]:
    """An attempt is written down when its answer is known."""
    attempt, answered = Journal.attempt, Journal.answered
    waiting: dict[int, tuple[Batch, Any, float]] = {}

    def later(_self: Journal, batch: Batch, kind: Any, now: float) -> int:
        waiting[len(waiting) + 1] = (batch, kind, now)
        return len(waiting)

    def now_at_last(
        self: Journal, number: int, outcome: Outcome, detail: str = "", **more: Any
    ) -> None:
        answered(self, attempt(self, *waiting[number]), outcome, detail, **more)

    with mock.patch.multiple(Journal, attempt=later, answered=now_at_last):
        yield


@contextmanager
def refusal_503() -> Iterator[None]:
    """503 is taken for a refusal: nothing was written."""
    answered = transport._answered

    def naive(response: Any) -> CallFailed:
        failure = answered(response)
        failure.maybe_applied = failure.maybe_applied and failure.status != 503
        return failure

    with mock.patch.object(transport, "_answered", naive):
        yield


@contextmanager
def left_open() -> Iterator[None]:
    """An open number is left without a mark on it."""
    usual = judge.next_step

    def left(self: settle._Work, batch: Batch, glance: Glance) -> Glance:
        self.settler.record(batch, Decided(State.UNWRITTEN, Reason.GIVEN_UP))
        return glance

    def step(batch: Batch, marks: Marks, moment: judge.Moment) -> Any:
        if batch.settled_at is not None:
            return Decided(batch.state, batch.reason)
        return usual(batch, marks, moment)

    with (
        mock.patch.object(settle, "next_step", step),
        mock.patch.object(settle._Work, "_close", left),
    ):
        yield


def key_unnormalised() -> AbstractContextManager[object]:
    """Keys are compared as they are in the cells."""

    def exact(table: Table, headers: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = {}
        for row in table.data_rows():
            values = tuple(str(table.value(row, header)) for header in headers)
            found.setdefault(values, []).append(row)
        return found

    return mock.patch.object(standing, "_by_key", exact)


def silence_is_no() -> AbstractContextManager[object]:
    """No answer is taken for "never arrived": the same batch is sent again at once."""
    return mock.patch.object(Batch, "quiet_at", return_value=None)


@contextmanager
def reply_believed() -> Iterator[None]:
    """A 200 is taken for success whatever the reply shows."""
    send = settle._Work._send

    def believing(self: settle._Work, batch: Batch, kind: Any, body: Json) -> Glance:
        found = send(self, batch, kind, body)
        last = self.door.journal.batch(batch.id).attempts[-1]
        if kind == "row" and last.outcome is Outcome.APPLIED:
            mark = fence.Mark(batch.number, 0, "row", batch.token)
            marks = {**found.snapshot.marks, batch.number: mark}
            return replace(found, snapshot=replace(found.snapshot, marks=marks))
        return found

    with mock.patch.object(settle._Work, "_send", believing):
        yield


@contextmanager
def off_by_one() -> Iterator[None]:
    """The cells go one row below the row that was opened for them."""
    fill = rows.fill_rows

    def below(sheet_id: int, row: int, *more: Any) -> list[Json]:
        return fill(sheet_id, row + 1, *more)

    with mock.patch.object(rows, "fill_rows", below):
        yield


def cells_first() -> AbstractContextManager[object]:
    """All cells of a batch are filled before the rows are opened for them."""
    usual = bodies.new_rows

    def filled_first(plans: Sequence[Plan]) -> list[Json]:
        requests = usual(plans)
        return sorted(requests, key=lambda each: "insertDimension" in each)

    return mock.patch.object(bodies, "new_rows", filled_first)


def fill_overwrites() -> AbstractContextManager[object]:
    """A listed row gets all that the report says, whatever stands there."""

    def everything(_table: Table, _at: int, cell: Cell) -> bool:
        return cell.value is not None

    return mock.patch.object(existing, "_to_fill", everything)


@contextmanager
def one_row_below() -> Iterator[None]:
    """The cells of a row that exists go into the row below it."""
    write = rows.write_cells

    def below(sheet_id: int, row: int, *more: Any) -> list[Json]:
        return write(sheet_id, row + 1, *more)

    with mock.patch.object(rows, "write_cells", below):
        yield


def former_left_out() -> AbstractContextManager[object]:
    """The journal does not say what stood in a row before."""
    usual = existing._plan

    def blank(action: Any, draft: Draft, *more: Any) -> Plan:
        plan = usual(action, draft, *more)
        return replace(plan, draft=replace(plan.draft, former=()))

    return mock.patch.object(existing, "_plan", blank)


def pins_stay() -> AbstractContextManager[object]:
    """Marks under which nothing was written are left on their rows."""
    return mock.patch.object(rewriting.Rewriter, "_drop")


@contextmanager
def history_rewritten() -> Iterator[None]:
    """What a look shows is written over what was settled, as in 0.1.0."""
    observe = Journal.observe

    def over(self: Journal, seen: Collection[tuple[Change, Observation]]) -> None:
        observe(self, seen)
        for change, observation in seen:
            if change.batch is not None and observation.how is not How.AS_SENT:
                over_it = {"state": State.UNTOLD, "reason": Reason.MARK_GONE}
                (batch,) = sealed.select(self._db, "batches", "id = ?", change.batch)
                sealed.update(self._db, "batches", batch, **over_it)

    with mock.patch.object(Journal, "observe", over):
        yield


@dataclass(frozen=True)
class Bug:
    """A bug, and the histories in which it matters."""

    plant: Callable[[], AbstractContextManager[object]]
    about: str = "any"


BUGS: dict[str, Bug] = {
    "no fence": Bug(no_fence),
    "nobody asks whether there is a fence": Bug(not_asked, "loose"),
    "journal after sending": Bug(journal_after_sending),
    "503 taken for a refusal": Bug(refusal_503),
    "next number without closing": Bug(left_open),
    "cleared mark taken for absent": Bug(without.cleared_is_absent, "cleared meanwhile"),
    "closed epoch taken for proof": Bug(without.cleared_forgotten, "cleared meanwhile"),
    "without epochs": Bug(without.no_epochs, "cleared meanwhile"),
    "without epochs, cleared by age": Bug(without.cleared_by_age, "cleared meanwhile"),
    "clearing takes the newest mark": Bug(without.clears_the_newest, "crowded room"),
    "without the rule of stale looks": Bug(without.stale_believed, "stale looks"),
    "without identity": Bug(without.no_identity, "other keys"),
    "narrowed under the next number": Bug(without.next_number, "refused for a while"),
    "key compared as it stands": Bug(key_unnormalised, "other keys"),
    "silence taken for a refusal": Bug(silence_is_no),
    "one Date ends a wait": Bug(without.one_date, "clocks and Dates"),
    "time by the wall clock alone": Bug(without.wall_only, "clocks and Dates"),
    "200 believed unseen": Bug(reply_believed),
    "cells one row too low": Bug(off_by_one),
    "cells filled before rows are opened": Bug(cells_first, "batches of rows"),
    "what is seen written over what is settled": Bug(history_rewritten),
    "guard left out": Bug(without.guard_left_out, "rows that move"),
    "any mark of ours will do for a guard": Bug(without.any_mark_there, "rows that move"),
    "row with our mark not compared": Bug(without.pin_believed, "rows that move"),
    "nobody asks whether guards hold": Bug(without.guards_not_asked, "rows without a guard"),
    "guarded batch sent again": Bug(without.guarded_again, "lost answers"),
    "older amendment let through": Bug(without.older_let_through, "amended reports"),
    "fill overwrites": Bug(fill_overwrites, "listed agencies"),
    "cells of a row that exists one too low": Bug(one_row_below, "listed agencies"),
    "former content left out": Bug(former_left_out, "amended reports"),
    "marks left on rows": Bug(pins_stay, "rows that move"),
}

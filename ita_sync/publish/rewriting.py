"""Rows that exist, written in two batches: a mark is pinned on each, then a guard is sent ahead.

The reply to the first shows what stands on the pinned rows; what is not as planned is left alone.
The second is refused as a whole where a row is no longer where its pin was, and is never repeated.
Rules 7 to 11 of docs/decisions/0002-fence.md.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ita_sync.google import CallFailed, Snapshot, fence, row_marks
from ita_sync.google.row_marks import RowMark
from ita_sync.journal import Kind, State
from ita_sync.publish import bodies
from ita_sync.publish.door import Door
from ita_sync.publish.plan import Plan
from ita_sync.publish.sending import Sender
from ita_sync.publish.settle import Settled
from ita_sync.publish.told import no_guard, unavailable

_BATCHES = 2 * fence.NEEDED
"""Characters for the marks of both batches."""


@dataclass(frozen=True)
class Pinned:
    """A plan whose pin was seen, under the row where it is, and other marks of ours there."""

    plan: Plan
    pin: RowMark
    older: tuple[RowMark, ...]


@dataclass(frozen=True)
class Rewriter:
    """Writes rows of one tab that exist.

    Attributes:
        sender: of batches.
    """

    sender: Sender

    def write(self, plans: Sequence[Plan]) -> Settled | None:
        """Write rows as planned; return the batch that was settled last.

        None where no row stands as planned any more: look, and plan anew.

        Raises:
            SheetConflict: `no-guard`, this spreadsheet lets nobody write rows that exist safely.
            ItaSyncError: as `Settler.settle`.
        """
        snapshot = plans[0].table.snapshot
        self._require_guards(snapshot)
        numbers = {plan.identity: row_marks.new_number() for plan in plans}
        first = self.sender.send(
            snapshot,
            [replace(plan.draft, kind=Kind.PIN) for plan in plans],
            lambda opening: bodies.pinned(opening.requests, plans, numbers, opening.token),
        )
        if first.batch.state is not State.WRITTEN:
            return first
        self._require_fence(first.snapshot)
        held = [found for plan in plans if (found := _pinned(plan, numbers, first.snapshot))]
        moved = set(numbers.values()) - {each.pin.number for each in held}
        self._drop(first.snapshot, moved)
        if not held:
            return None
        second = self.sender.send(
            first.snapshot,
            [each.plan.draft for each in held],
            lambda opening: bodies.guarded(
                opening.requests,
                [each.plan for each in held],
                {each.plan.identity: each.pin for each in held},
                {each.plan.row: each.older for each in held},
                opening.number,
            ),
        )
        if second.batch.state is not State.WRITTEN:
            self._drop(second.snapshot, {each.pin.number for each in held})
        return second

    @property
    def _door(self) -> Door:
        return self.sender.settler.door

    def _require_guards(self, snapshot: Snapshot) -> None:
        try:
            if not self._door.prober.has_guards(snapshot.sheet_id):
                raise no_guard()
        except CallFailed as failure:
            raise unavailable(failure) from failure

    def _require_fence(self, snapshot: Snapshot) -> None:
        """Ask, after the first write to a spreadsheet, whether it refuses what is taken."""
        try:
            self._door.prober.require_fence(snapshot.marks)
        except CallFailed as failure:
            raise unavailable(failure) from failure

    def _drop(self, snapshot: Snapshot, numbers: set[int]) -> None:
        """Take pins away that nothing was written under; whoever writes the row next does it, too.

        One that went with its row would have the others refused: only what is shown is named.
        """
        shown = {mark.number for marks in snapshot.row_marks.values() for mark in marks}
        requests = [fence.delete(number) for number in sorted(numbers & shown)]
        if requests:
            with suppress(CallFailed):
                self._door.sheet.write({"requests": requests})


def most(snapshot: Snapshot) -> int:
    """Return how many rows can be pinned in the room that is left for marks."""
    room = fence.ROOM - snapshot.taken - _BATCHES
    return max(0, room // (row_marks.PIN + row_marks.GENERATION))


def _pinned(plan: Plan, numbers: dict[str, int], snapshot: Snapshot) -> Pinned | None:
    """Return a plan under the row where its pin is; None where that row is not as planned."""
    number = numbers[plan.identity]
    for row, marks in snapshot.row_marks.items():
        for pin in marks:
            if pin.number == number and _as_planned(plan, row, snapshot):
                older = tuple(mark for mark in marks if mark.number != number)
                return Pinned(replace(plan, row=row), pin, older)
    return None


def _as_planned(plan: Plan, row: int, snapshot: Snapshot) -> bool:
    """Return whether a row says under our headers, and under which amendment, what it did."""
    looked = plan.table.snapshot
    return (
        _amended_by(looked, plan.row) == _amended_by(snapshot, row)
        and all(
            looked.cell(at, column) == snapshot.cell(at, column)
            for at in plan.table.header.rows
            for column in plan.table.columns.values()
        )
        and all(
            looked.cell(plan.row, column) == snapshot.cell(row, column)
            and looked.links.get((plan.row, column)) == snapshot.links.get((row, column))
            and looked.formulas.get((plan.row, column)) == snapshot.formulas.get((row, column))
            for column in plan.table.columns.values()
        )
    )


def _amended_by(snapshot: Snapshot, row: int) -> int:
    return max((mark.generation for mark in snapshot.row_marks.get(row, ())), default=0)

"""Rows that exist, written in two batches: a mark is pinned on each, then a guard is sent ahead.

The reply to the first shows what stands on the pinned rows; what is not as planned is left alone.
The second is refused as a whole where a row is no longer where its pin was, and is never repeated.
Rules 7 to 11 of docs/decisions/0002-fence.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from ita_sync.errors import ItaSyncError, SheetConflict
from ita_sync.google import CallFailed, CellValue, Snapshot, fence, row_marks
from ita_sync.google.row_marks import RowMark
from ita_sync.i18n import T, Text
from ita_sync.journal import Kind, State
from ita_sync.publish import bodies
from ita_sync.publish.door import Door
from ita_sync.publish.hours import Since
from ita_sync.publish.plan import Plan
from ita_sync.publish.sending import Sender
from ita_sync.publish.settle import Settled
from ita_sync.publish.standing import View
from ita_sync.publish.still import still_named
from ita_sync.publish.told import no_guard, unavailable
from ita_sync.row import same_value
from ita_sync.table import Table

_BATCHES = 2 * fence.NEEDED
"""Characters for the marks of both batches."""


@dataclass(frozen=True)
class Pinned:
    """A plan whose pin was seen, under the row where it is, and other marks of ours there.

    `looked_at`: the row that the plan was made for, in the look of then.
    """

    plan: Plan
    pin: RowMark
    older: tuple[RowMark, ...]
    looked_at: int


@dataclass(frozen=True)
class Rewritten:
    """The batch that was settled last, and what is to be said of its rows, by key.

    `strayed`: rows that it was not meant for. `unseen`: why nobody looked what is left of one.
    """

    settled: Settled
    strayed: Mapping[str, SheetConflict] = field(default_factory=dict)
    unseen: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Rewriter:
    """Writes rows of one tab that exist.

    Attributes:
        sender: of batches.
        view: reads a look or a reply as a table.
    """

    sender: Sender
    view: Callable[[Snapshot], View]

    def write(self, plans: Sequence[Plan], asked: Since) -> Rewritten | None:
        """Write rows as planned; return what became of the last batch.

        None where no row stands as planned any more: look, and plan anew. The reply to the pins
        shows their rows alone: what is written is as old as the look that all was planned on.

        Args:
            plans: for rows that exist.
            asked: when that look was asked for.

        Raises:
            SheetConflict: `no-guard`, this spreadsheet lets nobody write rows that exist safely.
            ItaSyncError: as `Settler.settle`.
        """
        snapshot = plans[0].table.snapshot
        self._require_guards(snapshot)
        numbers = {plan.identity: row_marks.new_number() for plan in plans}
        first = self.sender.send(
            snapshot,
            asked,
            [replace(plan.draft, kind=Kind.PIN) for plan in plans],
            lambda opening: bodies.pinned(opening.requests, plans, numbers, opening.token),
        )
        if first.batch.state is not State.WRITTEN:
            return Rewritten(first)
        try:
            self._require_fence(first.snapshot)
        except ItaSyncError:  # nothing more is written now
            self._drop(first.snapshot, set(numbers.values()))
            raise
        held = [found for plan in plans if (found := _pinned(plan, numbers, first.snapshot))]
        moved = set(numbers.values()) - {each.pin.number for each in held}
        self._drop(first.snapshot, moved)
        if not held:
            return None
        second = self.sender.send(
            first.snapshot,
            asked,
            [each.plan.draft for each in held],
            lambda opening: bodies.guarded(
                opening.requests,
                [each.plan for each in held],
                {each.plan.identity: each.pin for each in held},
                {each.plan.row: each.older for each in held},
                opening.number,
            ),
        )
        if second.batch.state is State.WRITTEN:
            return self._looked_after(held, second)
        self._drop(second.snapshot, {each.pin.number for each in held})
        return Rewritten(second)

    def _looked_after(self, held: Sequence[Pinned], second: Settled) -> Rewritten:
        """Return a written batch, and what it did to rows that had just come in place of ours.

        No reply shows a row that is gone: what is left in the tab does.
        """
        strayed = dict(_strayed(held, self.view(second.snapshot)))
        gone = [each.plan for each in held if each.plan.whole_row]
        if not gone:
            return Rewritten(second, strayed)
        unseen = {}
        try:
            now = self.view(self.sender.deadline.retry(self._door.look).snapshot)
            for plan in gone:
                if left := still_named(plan, self.view(plan.table.snapshot), now):
                    strayed[plan.identity] = left
        except (CallFailed, ItaSyncError) as failure:
            said = T("What is left in the tab could not be looked at: {reason}", reason=failure)
            unseen = {plan.identity: said for plan in gone}
        return Rewritten(second, strayed, unseen)

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

        One that went with its row has the others refused: only what is shown is named, and where a
        row went since, what a new look shows.
        """
        with suppress(CallFailed):
            try:
                self._take_away(snapshot, numbers)
            except CallFailed as failure:
                if failure.passing or failure.maybe_applied or len(numbers) == 1:
                    raise
                with suppress(ItaSyncError):  # of the look: what is under way does not end by it
                    self._take_away(self._door.look().snapshot, numbers)

    def _take_away(self, snapshot: Snapshot, numbers: set[int]) -> None:
        shown = {mark.number for marks in snapshot.row_marks.values() for mark in marks}
        requests = [fence.delete(number) for number in sorted(numbers & shown)]
        if requests:
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
                return Pinned(replace(plan, row=row), pin, older, plan.row)
    return None


def _as_planned(plan: Plan, row: int, snapshot: Snapshot) -> bool:
    """Return whether a row says under our headers, and under which amendment, what it did."""
    looked = plan.table.snapshot
    columns = {*plan.table.columns.values(), *([plan.running.column] if plan.running else ())}
    if plan.whole_row:
        columns |= set(range(max(looked.column_count, snapshot.column_count)))
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
            for column in columns
        )
    )


def _strayed(written_to: Sequence[Pinned], view: View) -> Iterator[tuple[str, SheetConflict]]:
    """Yield what is to be said where another row took the place of ours at the last moment.

    A sort of some columns may leave the pin where it is. The cells that were not written tell.
    """
    for pinned in written_to:
        plan, snapshot = pinned.plan, view.snapshot
        written = {cell.header for cell in plan.cells}
        try:
            table = view.table(plan.table.layout)
        except SheetConflict:
            continue  # a later look: the header is not as it was
        # What the row itself holds: a reply does not show the row above, which merged cells show.
        there = {h: snapshot.cell(plan.row, c) for h, c in table.columns.items()}
        rest = table.columns.keys() - written
        gone = plan.whole_row or plan.row not in snapshot.rows
        if gone or not all(same_value(cell.value, there[cell.header]) for cell in plan.cells):
            continue  # a later look: rows were moved since, and this is none that was written
        looked, columns = plan.table.snapshot, plan.table.columns
        if all(there[h] == looked.cell(pinned.looked_at, columns[h]) for h in rest):
            continue
        if not _still_says(plan, rest, view, table):
            yield plan.identity, _touched(plan, there)


def _still_says(plan: Plan, rest: set[str], view: View, table: Table) -> bool:
    """Return whether what was not written still names our agency: another cell was changed.

    Its code says so; where that was written, all else that tells an agency.
    """
    row = plan.summary
    coded = rest & row.key.agency_headers
    telling = coded or {cell.header for cell in row.cells if cell.agency} & rest
    wrong = {each.cell.header for each in view.differences(table, plan.row, row)}
    return bool(telling) and telling.isdisjoint(wrong)


def _touched(plan: Plan, there: Mapping[str, CellValue]) -> SheetConflict:
    """Return the error that says which row was written by mistake, and what had stood there."""
    table, written = plan.table, {cell.header for cell in plan.cells}
    rest = table.columns.keys() - written
    alike = [row for row in table.data_rows() if all(table.value(row, h) == there[h] for h in rest)]
    return SheetConflict(
        "row-touched",
        T(
            "Row {row} of tab {tab} was written for {key}, but another row had just taken its "
            "place.",
            row=plan.row + 1,
            tab=table.snapshot.title,
            key=plan.summary.key,
        ),
        details=[
            T(
                "Row {row}, {header}: {wanted} was written; before that stood there: {found}",
                row=plan.row + 1,
                header=cell.header,
                wanted=T("nothing") if cell.value is None else str(cell.value),
                found=T("not known")
                if len(alike) != 1
                else repr(table.value(alike[0], cell.header) or ""),
            )
            for cell in plan.cells
        ],
        written=T("These cells of the other row were written; no other cell was."),
        next_step=T(
            "Put these cells back as they were (the sheet's version history shows it), and type "
            "the new values into the row of {key} by hand; then push again: it finds them.",
            key=plan.summary.key,
        ),
    )


def _amended_by(snapshot: Snapshot, row: int) -> int:
    return max((mark.generation for mark in snapshot.row_marks.get(row, ())), default=0)

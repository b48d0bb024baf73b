"""What the sheet says about an intent: pure functions from one snapshot to a verdict.

The fence decides whether the row was written, the key finds it, and the headers show whether it is
in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ita_sync.errors import SheetConflict
from ita_sync.google import Snapshot, fence
from ita_sync.i18n import T, Text
from ita_sync.journal import Intent, Reason, State
from ita_sync.publish.table import Table
from ita_sync.row import SummaryRow


@dataclass(frozen=True)
class Verdict:
    """The state of an intent, the reason, the 0-based rows concerned, and faults of the header."""

    state: State
    reason: Reason
    rows: tuple[int, ...] = ()
    header: tuple[Text, ...] = ()


def judge(
    intent: Intent, snapshot: Snapshot, header_row: int | None = None, *, holds: bool | None = True
) -> Verdict | None:
    """Return what is certain about an intent, None while its number is open.

    Our mark means that the row was written: is it still there as sent? Someone else's mark, or our
    closing mark, means that it never will be. No mark where a higher number has one of ours means
    that it was cleared: the key decides, once nothing can land any more.

    Args:
        intent: what was to be written.
        snapshot: the sheet.
        header_row: 1-based, if configured.
        holds: whether a number that is taken is known to be refused; if not, only time keeps a late
            attempt out.
    """
    mark = snapshot.marks.get(intent.number)
    if mark is not None:
        mark = mark.bearing(intent.token)
        ours = mark.token == intent.token
        if ours and mark.kind == "row":
            return judge_row(intent.row, snapshot, header_row)
        # Another machine's mark stays. Another program may remove its own while our batch is still
        # on its way.
        shut = mark.kind and (holds or not intent.uncertain)
        closed = Verdict(State.CLOSED, Reason.GIVEN_UP if ours else Reason.TAKEN)
        return closed if shut or over(intent, snapshot) else None
    if cleared(intent, snapshot) and over(intent, snapshot):
        if not intent.uncertain:
            return Verdict(State.CLOSED, Reason.REFUSED)
        found = judge_row(intent.row, snapshot, header_row)
        if found.state is State.CONFIRMED:
            return Verdict(State.CONFIRMED, Reason.FOUND, found.rows)
        return Verdict(State.HELD, Reason.MARK_GONE, found.rows)
    return None


def judge_standing(intent: Intent, snapshot: Snapshot, header_row: int | None = None) -> Verdict:
    """Return what has become of the row of a settled intent.

    If nobody knows whether we ever wrote it, we claim neither that we did nor that it was removed.
    """
    verdict = judge_row(intent.row, snapshot, header_row)
    if intent.reason is not Reason.MARK_GONE:
        return verdict
    if verdict.state is State.CONFIRMED:
        return Verdict(State.CONFIRMED, Reason.FOUND, verdict.rows)
    return Verdict(State.HELD, Reason.MARK_GONE, verdict.rows)


def cleared(intent: Intent, snapshot: Snapshot) -> bool:
    """Return whether our number has no mark though a higher one does.

    Then the mark was cleared, and the number must not be used again.
    """
    return intent.number not in snapshot.marks and intent.number < fence.highest(snapshot.marks)


def quiet(intent: Intent, snapshot: Snapshot) -> bool:
    """Return whether no unanswered attempt can be on its way: the batch may be sent again."""
    return intent.quiet_at(snapshot.at) <= snapshot.at


def over(intent: Intent, snapshot: Snapshot) -> bool:
    """Return whether no attempt of ours can land any more.

    Then the number may be left without our mark on it.
    """
    return intent.over_at(snapshot.at) <= snapshot.at


def judge_row(row: SummaryRow, snapshot: Snapshot, header_row: int | None = None) -> Verdict:
    """Return what has become of a row that was written."""
    try:
        table = Table.find(snapshot, row.cells, header_row)
    except SheetConflict as error:
        return Verdict(State.HELD, Reason.HEADER, header=(error.what, *error.details))
    rows = tuple(table.rows_of(row.key))
    if len(rows) > 1:
        return Verdict(State.HELD, Reason.DOUBLED, rows)
    if rows:
        changed = table.differences(rows[0], row)
        if changed:
            return Verdict(State.HELD, Reason.CHANGED, rows)
        return Verdict(State.CONFIRMED, Reason.AS_SENT, rows)
    traces = tuple(table.traces(row))
    return Verdict(State.HELD, Reason.MISPLACED if traces else Reason.REMOVED, traces)


def conflict(
    verdict: Verdict, row: SummaryRow, snapshot: Snapshot, header_row: int | None = None
) -> SheetConflict:
    """Return the error that explains a held row: what happened, and what a person can do."""
    what, next_step = _HELD[verdict.reason]
    details: Sequence[Text] = verdict.header
    if verdict.reason is Reason.CHANGED:
        details = differences(Table.find(snapshot, row.cells, header_row), verdict.rows[0], row)
    elif verdict.rows:
        details = [T("Rows: {rows}", rows=[r + 1 for r in verdict.rows])]
    return SheetConflict(
        f"row-{verdict.reason}",
        T("{what} (key: {key}, tab {tab})", what=what, key=row.key, tab=snapshot.title),
        written=_DOUBT if verdict.reason is Reason.MARK_GONE else _ONCE,
        details=details,
        next_step=next_step,
    )


def differences(table: Table, row: int, wanted: SummaryRow) -> list[Text]:
    """Return a line for each cell of a row that differs from `wanted`."""
    return [
        T(
            "Row {row}, {header}: the sheet has {found}, the report says {wanted}",
            row=row + 1,
            header=cell.header,
            found=T("nothing") if found in (None, "") else repr(found),
            wanted=T("nothing") if cell.value is None else str(cell.value),
        )
        for cell, found in table.differences(row, wanted)
    ]


_ONCE = T("The row was written once before; this run wrote nothing.")
_DOUBT = T("Whether the row was written before cannot be told; this run wrote nothing more.")
_WRITE_ANEW = T("If it is to be written again: `ita-sync push --restore REPORT`.")
_HELD = {
    Reason.REMOVED: (T("The row was written, and somebody removed it."), _WRITE_ANEW),
    Reason.MARK_GONE: (
        T(
            "The row is not in the sheet as it was sent, and it can no longer be told whether it "
            "ever was."
        ),
        T("Look at the sheet's version history. {anew}", anew=_WRITE_ANEW),
    ),
    Reason.CHANGED: (
        T("The row was written, and somebody changed it."),
        T(
            "Ask who changed it. Mend the cell in the sheet, or correct the report and have it "
            "signed again."
        ),
    ),
    Reason.DOUBLED: (
        T("More than one row of the sheet carries this key."),
        T("Delete the row that does not belong, in the sheet; then run `ita-sync verify`."),
    ),
    Reason.MISPLACED: (
        T(
            "The row was written, but it does not stand under its headers: columns or rows were "
            "moved meanwhile."
        ),
        T(
            "Move the cells of this row under their headers, in the sheet; then run `ita-sync "
            "verify`."
        ),
    ),
    Reason.HEADER: (
        T("The row was written, but the header of the sheet changed, so it cannot be read."),
        T(
            "Restore the sheet's header and run `ita-sync verify`; or correct `header` in the "
            "configuration, sign again and run `ita-sync push`: it finds the row and writes "
            "nothing."
        ),
    ),
}

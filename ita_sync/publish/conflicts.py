"""What a person is told of a row that does not stand as it should: errors with rows and cells."""

from ita_sync.errors import SheetConflict
from ita_sync.files import from_here
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, How, State
from ita_sync.publish.standing import Standing, View
from ita_sync.row import SummaryRow, fold_value
from ita_sync.table import Fault, likeness


def conflict(standing: Standing, change: Change, view: View) -> SheetConflict:
    """Return the error for a row of the journal that does not stand as it was sent."""
    row, how, anew = change.row, standing.how, _write_anew(change)
    if standing.of_looks:
        return not_shown(standing, row, view).saying(_ONCE)
    if change.state is State.UNTOLD and how is not How.AS_SENT:
        said = _MARK_GONE, T("Look at the sheet's version history. {anew}", anew=anew)
        return _conflict("row-mark-gone", said, row, view, standing).saying(_DOUBT)
    if how is How.DOUBLED and standing.likenesses:
        return doubled(standing, row, view).saying(_ONCE)
    said = (_REMOVED, anew) if how is How.REMOVED else _HELD[how]
    if how is How.REMOVED and (there := view.away(row)):
        said = T(_AWAY.msgid, other=there[0], row=there[1] + 1), _BACK
    return _conflict(f"row-{how}", said, row, view, standing).saying(_ONCE)


def _write_anew(change: Change) -> Text:
    """Return how a row is written again, with the report as it is typed where we stand."""
    report = from_here(change.path)
    if report:
        return T("If it is to be written again: `ita-sync push --restore {report}`.", report=report)
    return T(
        "The report file {report} is not there any more. If the row is to be written again, bring "
        "the file back and push it with --restore.",
        report=change.path or change.report,
    )


def doubled(standing: Standing, row: SummaryRow, view: View) -> SheetConflict:
    """Return the error for a row that stands more than once, under one key or several."""
    said = _COPIED if standing.likenesses else _HELD[How.DOUBLED]
    return _conflict("row-doubled", said, row, view, standing)


def filled_elsewhere(standing: Standing, row: SummaryRow, view: View) -> SheetConflict:
    """Return the error for a row that is to be filled while its content stands in another."""
    return _conflict("row-doubled", _ELSEWHERE, row, view, standing)


def not_shown(standing: Standing, row: SummaryRow, view: View) -> SheetConflict:
    """Return the error for a row that holds what it should, and shows something else."""
    return _conflict("row-shown", _SHOWN, row, view, standing)


def _conflict(
    code: str, said: tuple[Text, Text], row: SummaryRow, view: View, standing: Standing
) -> SheetConflict:
    what, next_step = said
    return SheetConflict(
        code,
        T("{what} (key: {key}, tab {tab})", what=what, key=row.key, tab=view.snapshot.title),
        details=[*standing.header, *_details(standing, row, view)],
        next_step=next_step,
    )


def _details(standing: Standing, row: SummaryRow, view: View) -> list[Text]:
    rows = [each + 1 for each in standing.rows]
    lines = [each.told(standing.rows[0]) for each in standing.differences]
    if exchanged := _exchanged(standing):
        lines.append(T(_EXCHANGED.msgid, headers=exchanged))
    if standing.likenesses:
        if standing.how is How.DOUBLED:
            lines.append(T("Row {row} has the key of the report.", row=rows[0]))
        return [*lines, *likeness.told(view.table(row.cells), standing.likenesses)]
    return lines or ([T("Rows: {rows}", rows=rows)] if rows and not standing.header else [])


def _exchanged(standing: Standing) -> list[str]:
    """Return the headers under which the values of ours stand, but each under another's."""
    content = [each for each in standing.differences if each.fault is Fault.VALUE]
    wanted = sorted(fold_value(each.cell.value) for each in content)
    found = sorted(fold_value(each.value) for each in content)
    return [each.cell.header for each in content] if len(content) > 1 and wanted == found else []


_EXCHANGED = T(
    "The values under {headers} have changed places. Were columns or their headers exchanged? "
    "Then change them back."
)
_ONCE = T("The row was written once before; this run wrote nothing.")
_DOUBT = T("Whether the row was written before cannot be told; this run wrote nothing more.")
_MARK_GONE = T(
    "The row is not in the sheet as it was sent, and it can no longer be told whether it ever was."
)
_REMOVED = T("The row was written, and somebody removed it.")
_SHOWN = (
    T("The row holds what was sent, but shows something else."),
    T("Do in the sheet what the lines above say, then run the same command again."),
)
_COPIED = (
    T("The row stands there, and its content stands in the tab once more."),
    T(
        "Is the other row a copy, delete it in the sheet. Is it the row of another agency or year, "
        "correct there what is the same as in the report. Then run the same command again."
    ),
)
_ELSEWHERE = (
    T(
        "The row with this key is blank, wholly or in part; its content stands in another row of "
        "the tab."
    ),
    T(
        "Is the other row that of this report, delete the blank one, and correct the key of the "
        "other or move it back to its place. Is it a copy, delete it in the sheet. Is it the row "
        "of another agency or year, correct there what is the same as in the report. Then run the "
        "same command again."
    ),
)
_AWAY = T("The row was written, and stands in row {row} of tab {other} now.")
_BACK = T(
    "Cut it there and paste it into its own tab, below the header; then run `ita-sync verify`. Do "
    "not write the row again: it would stand there twice."
)
_HELD = {
    How.EDITED: (
        T("The row was written, and no row has its key any more; somebody changed it."),
        T(
            "Correct the key of that row in the sheet, then run `ita-sync verify`. Do not write "
            "the row again: it would stand there twice."
        ),
    ),
    How.CHANGED: (
        T("The row was written, and somebody changed it."),
        T(
            "Ask who changed it. Mend the cell in the sheet, or correct the report and have it "
            "signed again."
        ),
    ),
    How.DOUBLED: (
        T("More than one row of the sheet carries this key."),
        T(
            "Are they of two agencies or two tables: add a column to the key that tells them apart "
            "(code, or district), in the configuration. Is one a copy, delete it in the sheet. "
            "Then run the same command again."
        ),
    ),
    How.MISPLACED: (
        T(
            "The row was written, but it does not stand under its headers: columns or rows were "
            "moved meanwhile."
        ),
        T(
            "Move the cells of this row under their headers, in the sheet; then run `ita-sync "
            "verify`."
        ),
    ),
    How.HEADER: (
        T("The row was written, but the header of the sheet changed, so it cannot be read."),
        T(
            "Restore the sheet's header and run `ita-sync verify`; or correct `header` in the "
            "configuration, sign again and run `ita-sync push`: it finds the row and writes "
            "nothing."
        ),
    ),
}

"""How one row stands in a look at its tab, and what is wrong with it, in words. Pure."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from ita_sync import thai
from ita_sync.errors import Exit, SheetConflict
from ita_sync.files import from_here, shell_quoted
from ita_sync.google import Snapshot, Tabs
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, How
from ita_sync.monitor.accepted import fingerprint
from ita_sync.monitor.stood import Stood
from ita_sync.publish import Standing, View, conflict, stand
from ita_sync.settings import Settings


def stood(change: Change, now: Standing, view: View) -> Stood:
    """Return what has become of one row."""
    if now.how is How.AS_SENT:
        return Stood(change, Exit.OK, now.rows[0] + 1)
    changed = now.how is How.CHANGED
    problem = conflict(now, change, view)
    mark = fingerprint(problem, now, change, view)
    if not change.id:
        problem = _unlike(problem, change, changed=changed)
    return Stood(
        change,
        Exit.FINDINGS if changed else Exit.CONFLICT,
        now.rows[0] + 1 if changed else None,
        problem,
        fingerprint=mark,
    )


def _unlike(problem: SheetConflict, change: Change, *, changed: bool) -> SheetConflict:
    """Return the error for a row that only its report tells of: nobody knows what was written."""
    key, tab = change.row.key, change.place.tab
    if changed:
        return SheetConflict(
            "row-differs",
            T(
                "The row of {key} in tab {tab} differs from the report.",
                key=change.row.key,
                tab=tab,
            ),
            details=problem.details,
            next_step=T(
                "The journal here does not know what was written. Ask who pushed it; correct the "
                "report and have it signed again, or mend the cell in the sheet."
            ),
        )
    return SheetConflict(
        "row-missing",
        T("Tab {tab} has no row of {key} as the report says.", key=key, tab=tab),
        details=problem.details,
        next_step=T(
            "The journal here does not know it. If it was never pushed: `ita-sync push "
            "{report}`. Else look at the sheet's version history first.",
            report=shell_quoted(from_here(change.path) or change.report),
        ),
    )


def header_changed(snapshot: Snapshot, faults: Sequence[Text]) -> SheetConflict:
    """Return the error for a tab whose rows cannot be read."""
    return SheetConflict(
        "row-header",
        T("The header of tab {tab} changed, so its rows cannot be read.", tab=snapshot.title),
        details=faults,
        next_step=T(
            "Restore the sheet's header and run `ita-sync verify`; or correct `header` in the "
            "configuration, sign again and run `ita-sync push`: it finds the row and writes "
            "nothing."
        ),
    )


def is_closed(change: Change, now: Standing, view: View) -> bool:
    """Return whether this account may not write into a row any more, or into a part of it."""
    if now.how is How.HEADER or not view.snapshot.shut or len(now.rows) != 1:
        return False
    columns, (at,) = view.table(change.row.cells).columns, now.rows
    return any(view.snapshot.shuts(at, columns[cell.header]) for cell in change.row.cells)


def rows_closed(snapshot: Snapshot) -> SheetConflict:
    """Return what is said of rows that are protected: no fault, as a province closes its table."""
    return SheetConflict(
        "rows-closed",
        T("Rows of tab {tab} are protected: this account may not change them.", tab=snapshot.title),
        next_step=T(
            "Nothing is wrong with the rows. Before a correction is pushed, ask the sheet's owner "
            "to let this account edit them."
        ),
    )


def ways(
    look: Tabs,
    gid: int,
    book: str,
    settings: Settings,
    rest: Callable[[], Iterable[Snapshot]] = tuple,
) -> list[View]:
    """Return how to read a tab: the row of the header is configured for one tab only.

    A tab of another year mostly has it in the same row, so it helps where nothing else does. Where
    it is wrong for its own tab, rows are looked for without it; `doctor` says so.

    Args:
        look: at the spreadsheet.
        gid: of the tab.
        book: the spreadsheet.
        settings: which tab is configured.
        rest: gives the tabs that were not looked at; asked where a row is missing.
    """
    snapshot, target = look.tabs[gid], settings.target

    @cache
    def others() -> tuple[View, ...]:
        seen = [each for number, each in look.tabs.items() if number != gid]
        return tuple(map(View, [*seen, *rest()]))

    here = target.gid == snapshot.sheet_id or (
        target.tab is not None and thai.fold(target.tab) == thai.fold(snapshot.title)
    )
    configured = View(snapshot, target.header_row, others)
    if target.header_row is None:
        return [configured]
    free = View(snapshot, others=others)
    return [configured, free] if here and book == target.spreadsheet_id else [free, configured]


def stand_in(change: Change, views: Sequence[View]) -> tuple[Standing, View]:
    """Return how a row stands, in the first way to read its tab that finds the header.

    Where the configured row of the header does not help, the header found without it may be that of
    another year's table: it counts for rows that stand below it.
    """
    found = []
    for view in views:
        now = stand(change.row, view, [change.row])
        found.append((now, view))
        sure = view is views[0] or view.header_row is not None
        if now.rows or (sure and now.how is not How.HEADER):
            return now, view
    return found[0]

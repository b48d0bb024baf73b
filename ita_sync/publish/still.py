"""What still names an agency once its row was taken away: pure functions from two looks.

The guard keeps its row, not what stands in it: a cut, or a sort of some columns, just before the
row goes leaves the mark where it was, and moves what stood under it.
"""

from collections.abc import Sequence

from ita_sync.errors import SheetConflict
from ita_sync.i18n import T, Text
from ita_sync.publish.plan import Plan
from ita_sync.publish.standing import View
from ita_sync.row import RowKey


def still_named(plan: Plan, before: View, after: View) -> SheetConflict | None:
    """Return the error for a row that went while as many rows name its agency as before.

    Args:
        plan: that took the row away.
        before: the look that it was made on.
        after: a look made since.

    Raises:
        SheetConflict: the tab cannot be read as a table any more.
    """
    rows = _naming(after, plan)
    if len(rows) < len(_naming(before, plan)):
        return None
    row, title = plan.row + 1, plan.table.snapshot.title
    return row_left(plan.summary.key, title, rows, T("Row {row} was deleted.", row=row))


def _naming(view: View, plan: Plan) -> list[int]:
    table = view.table(plan.summary.cells)
    like = view.like(table, plan.summary, [plan.summary])
    return sorted({*view.rows_of(table, plan.summary.key), *(each.row for each in like)})


def row_left(key: RowKey, tab: str, rows: Sequence[int], *details: Text) -> SheetConflict:
    """Return the error for a row that was taken back while its agency is named as before.

    Args:
        key: of the row.
        tab: its title.
        rows: 0-based, that name the agency.
        details: what else is known.
    """
    return SheetConflict(
        "row-left",
        T(
            "{key} was taken back in tab {tab}, but as many rows name it as before.",
            key=key,
            tab=tab,
        ),
        details=[*details, T("Rows: {rows}", rows=[row + 1 for row in rows])],
        written=T("One row was deleted, or our cells in it emptied; no other cell was changed."),
        next_step=T(
            "Were rows cut or sorted just then, another row was hit: put it back from the sheet's "
            "version history, and delete by hand what is left of {key}. Did somebody just list or "
            "copy the row, there is nothing to do.",
            key=key,
        ),
    )

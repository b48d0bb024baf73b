"""What stands in the row of a report already: a look at the sheet, else the journal."""

from pathlib import Path
from typing import TYPE_CHECKING

from ita_sync import files
from ita_sync.cli.options import Options
from ita_sync.cli.planned import Looked, look
from ita_sync.cli.prepare import Prepared
from ita_sync.i18n import T, Text
from ita_sync.row import Cell, SummaryRow

if TYPE_CHECKING:
    from ita_sync.approval.amend import Stood
    from ita_sync.google import CellValue
    from ita_sync.journal import Change
    from ita_sync.table import Difference, Table

SOON = 5.0
"""Seconds in which a sign-off tries to see the sheet: it is possible without."""


def see(options: Options, path: Path, prepared: Prepared, *, offline: bool) -> "Stood":
    """Return what stands in the row, as the sheet shows it where it can be reached soon."""
    looked = Looked()
    if not offline:
        looked = look(options, [path], {0: prepared}, restore=False, most=SOON)
    return of(options, prepared.row, looked)


def of(options: Options, row: SummaryRow, looked: Looked) -> "Stood":
    """Return what stands in the row, by a look where it showed the tab."""
    from ita_sync.approval import amend  # it brings SQLite; reports with errors do without

    last, error = _last(options, row), looked.errors.get(0)
    if looked.at is None or looked.table is None:
        return amend.by_journal(last, row, error.what if error else _NOT_ASKED)
    was, now = _cells(looked, row)
    otherwise = _otherwise(looked, last, row) if error else []
    why = error.what if error else None
    return amend.Stood(amend.SHEET, looked.at, last, was, now, otherwise, why)


_NOT_ASKED = T("it was not asked (--offline).")


def _cells(looked: Looked, row: SummaryRow) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """Return what stands in the cells that would be others, and what they would hold."""
    plan = looked.plans.get(0)
    amended = plan is None or plan.action == "amend"
    held = (plan.held if plan else _unplanned(looked.table, row)) if amended else []
    was = {cell.header: _shown(value) for cell, value in held}
    return was, {cell.header: _shown(cell.value) for cell, _ in held}


def _unplanned(table: "Table | None", row: SummaryRow) -> list[tuple[Cell, "CellValue"]]:
    """Return the cells of the one row that carries the key that do not say what the report does."""
    found = table.rows_of(row.key) if table else []
    different = table.differences(found[0], row) if table and len(found) == 1 else []
    return [(each.cell, _seen(each)) for each in different if not each.of_looks]


def _otherwise(looked: Looked, last: "Change | None", row: SummaryRow) -> list[Text]:
    """Return how the sheet stands otherwise than the journal knows it."""
    table = looked.table
    if last is None or table is None:
        return []
    found = table.rows_of(row.key)
    if len(found) != 1:
        return [T("The sheet has {count} rows of {key}.", count=len(found), key=row.key)]
    return [each.told(found[0]) for each in table.differences(found[0], last.row)]


def _seen(found: "Difference") -> "CellValue":
    """Return what a cell holds; what a formula or a link shows instead, where the text is right."""
    same = found.value is not None and str(found.value) == str(found.cell.value)
    return found.shown if same else found.value


def _shown(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _last(options: Options, row: SummaryRow) -> "Change | None":
    """Return the row of ours that stands in the sheet by the journal, and would change."""
    chosen = options.settings()
    if not files.exists(chosen.state / "journal.sqlite"):
        return None
    from ita_sync.approval import amend
    from ita_sync.journal import Journal

    with Journal(chosen.state, read_only=True) as journal:
        return amend.standing(journal, row, chosen.target)

"""The dry run: the plan that a push would carry out, or the row for pasting by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync.approval import signoff
from ita_sync.cli.base import Options
from ita_sync.cli.check import Checked, examine, require_clean
from ita_sync.cli.console import Console
from ita_sync.errors import ItaSyncError, NotSignedOff, OutcomeUnknown
from ita_sync.i18n import T
from ita_sync.journal import Journal
from ita_sync.row import Cell, SummaryRow

if TYPE_CHECKING:
    from ita_sync.publish import Plan, Table


def preview(
    options: Options,
    console: Console,
    path: Path,
    result: dict[str, Any],
    *,
    tsv: bool,
    restore: bool,
) -> None:
    """Show what a push would do; fill `result` for `--json`.

    With `tsv` the row is printed even where the sheet cannot take it, for pasting by hand, and the
    failure is raised after it. While an attempt is open nothing is printed: pasting could double
    the row.
    """
    checked = examine(options, path)
    require_clean(checked, console)
    row, unsigned = _row_to_show(options, path, checked)
    chosen = options.settings()
    from ita_sync.publish import Publisher

    with Journal(chosen.state, read_only=True) as journal:
        publisher = Publisher(options.sheet(), journal, chosen, say=console.talk)
        try:
            plan = publisher.plan(row, restore=restore)
        except OutcomeUnknown:
            raise
        except ItaSyncError:
            if tsv:
                _print_tsv(console, row, publisher.table(), result)
            raise
    result |= {
        "outcome": "planned",
        "action": plan.action,
        "key": str(row.key),
        "tab": plan.table.snapshot.title,
        "row": plan.row + 1,
        "cells": {c.header: None if c.value is None else str(c.value) for c in row.cells},
        "signed": unsigned is None,
        "warnings": [w.both() for w in plan.warnings],
    }
    if tsv and plan.action == "add":
        _print_tsv(console, row, plan.table, result)
    else:
        _print_plan(console, plan)
    if unsigned:
        console.talk(unsigned.what)


def _print_tsv(
    console: Console, row: SummaryRow, table: "Table | None", result: dict[str, Any]
) -> None:
    """Print the row in the order of the sheet, or of the configuration where its header cannot be read."""
    cells: Sequence[Cell | None] = row.cells
    if table:
        by_column = {table.columns[cell.header]: cell for cell in row.cells}
        cells = [by_column.get(column) for column in range(max(by_column) + 1)]
        console.talk(T("In the order of the sheet: paste it into column A."))
    else:
        console.talk(
            T("In the order of the configuration: the header of the sheet could not be read.")
        )
    result["tsv"] = _as_tsv(cells)
    console.line(result["tsv"])


def _row_to_show(
    options: Options, path: Path, checked: Checked
) -> tuple[SummaryRow, NotSignedOff | None]:
    """Return the row as it would be sent now, and what would hold it back."""
    try:
        signed = signoff.load(path)
        row = checked.row(options, signed.decision)
        signoff.require(signed, path, checked.file.report, row, str(options.settings().target))
    except NotSignedOff as error:
        decision = None if error.code in ("not-signed", "signoff-damaged") else signed.decision
        return checked.row(options, decision), error
    return row, None


def _print_plan(console: Console, plan: "Plan") -> None:
    where = {"key": plan.summary.key, "row": plan.row + 1, "tab": plan.table.snapshot.title}
    if plan.action == "add":
        console.line(
            T("+ {key} would be written to row {row} of tab {tab}:", **where), colour="green"
        )
    else:
        console.line(T("= {key} already stands in row {row} of tab {tab}:", **where))
    for cell in plan.summary.cells:
        console.line(f"{cell.header}: {'–' if cell.value is None else cell.value}", indent=1)
    for warning in plan.warnings:
        console.line(warning, indent=1, colour="yellow")
    console.line(
        T("1 row to add. Dry run: nothing was written.")
        if plan.action == "add"
        else T("Nothing to do.")
    )


def _as_tsv(cells: Sequence[Cell | None]) -> str:
    """Return the row for pasting: an apostrophe keeps as text what the sheet would take for formula, number or date."""
    return "\t".join(_paste(cell) for cell in cells)


def _paste(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    text = " ".join(str(cell.value).split())
    risky = cell.type == "text" and (
        text.startswith(("=", "+", "-", "@", "'")) or text[:1].isdigit()
    )
    return "'" + text if risky else text

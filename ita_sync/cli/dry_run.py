"""`push --dry-run`: the plan that a push would carry out, or the row for pasting by hand."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync.cli import print_findings
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import Prepared, draft_of, prepare
from ita_sync.cli.push_result import PushResult
from ita_sync.errors import ItaSyncError, NotSignedOff, OutcomeUnknown
from ita_sync.i18n import T
from ita_sync.journal import Journal
from ita_sync.row import Cell, SummaryRow, for_pasting

if TYPE_CHECKING:
    from ita_sync.google import Snapshot
    from ita_sync.publish import Plan
    from ita_sync.table import Table


def dry_run(options: Options, path: Path, *, tsv: bool, restore: bool) -> PushResult:
    """Show what a push would do; write nothing.

    With `tsv` the row is printed even where the sheet cannot take it, for pasting by hand. While an
    attempt is open nothing is printed: pasting could double the row.
    """
    try:
        return _look(options, path, prepare(options, path), tsv=tsv, restore=restore)
    except ItaSyncError as error:
        return PushResult(error=error)


def _look(
    options: Options, path: Path, prepared: Prepared, *, tsv: bool, restore: bool
) -> PushResult:
    from ita_sync.publish import Publisher  # pulls in tenacity; refusals above need not wait for it

    console, chosen, row = options.console(), options.settings(), prepared.row
    with Journal(chosen.state, read_only=True) as journal:
        publisher = Publisher(options.sheet(), journal, chosen, say=console.talk)
        snapshot: Snapshot | None = None
        try:
            snapshot = publisher.look(journal.pending(chosen.target.spreadsheet_id))
            plan = publisher.plan(draft_of(prepared, path, {}), restore=restore, snapshot=snapshot)
        except OutcomeUnknown:
            raise
        except ItaSyncError as error:
            table = publisher.table(snapshot) if snapshot else None
            content = _print_tsv(console, row, table) if tsv else {}
            return PushResult(content, error)
    refusal = prepared.approval if isinstance(prepared.approval, NotSignedOff) else None
    unlooked = print_findings.unchecked(prepared.checked)
    content = _planned(plan, signed=refusal is None)
    content["unchecked"] = [text.both() for text in unlooked]
    if tsv and plan.action == "add":
        content |= _print_tsv(console, row, plan.table)
    else:
        _print_plan(console, plan)
    for text in unlooked:
        console.talk(text)
    if refusal:
        console.talk(refusal.what)
    return PushResult(content)


def _planned(plan: "Plan", *, signed: bool) -> dict[str, Any]:
    cells = plan.summary.cells
    return {
        "outcome": "planned",
        "action": plan.action,
        "key": str(plan.summary.key),
        "tab": plan.table.snapshot.title,
        "row": plan.row + 1,
        "cells": {c.header: None if c.value is None else str(c.value) for c in cells},
        "signed": signed,
        "warnings": [warning.both() for warning in plan.warnings],
    }


def _print_tsv(console: Console, row: SummaryRow, table: "Table | None") -> dict[str, Any]:
    """Print the row in the order of the sheet, else of the configuration; return it as data."""
    cells: Sequence[Cell | None] = row.cells
    if table:
        by_column = {table.columns[cell.header]: cell for cell in row.cells}
        cells = [by_column.get(column) for column in range(max(by_column) + 1)]
        console.talk(T("In the order of the sheet: paste it into column A."))
    else:
        console.talk(
            T("In the order of the configuration: the header of the sheet could not be read.")
        )
    text = "\t".join(for_pasting(cell) for cell in cells)
    if console.as_json:
        console.line(text)  # on stderr
    else:
        console.data(text + "\n")
    return {"tsv": text}


def _print_plan(console: Console, plan: "Plan") -> None:
    where = {"key": plan.summary.key, "row": plan.row + 1, "tab": plan.table.snapshot.title}
    adding = plan.action == "add"
    if adding:
        text = T("+ {key} would be written to row {row} of tab {tab}:", **where)
        console.line(text, colour="green")
    else:
        console.line(T("= {key} already stands in row {row} of tab {tab}:", **where))
    for cell in plan.summary.cells:
        console.line(f"{cell.header}: {'–' if cell.value is None else cell.value}", indent=1)
    for warning in plan.warnings:
        console.line(warning, indent=1, colour="yellow")
    console.line(
        T("1 row to add. Dry run: nothing was written.") if adding else T("Nothing to do.")
    )

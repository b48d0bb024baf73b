"""What a push of one report would do, in words: for `push --dry-run` and for `preview`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ita_sync import thai
from ita_sync.cli.console import Console
from ita_sync.cli.planned import Looked
from ita_sync.cli.push_result import PushResult, explain, needed
from ita_sync.i18n import T, Text
from ita_sync.report import Decision
from ita_sync.row import Cell, SummaryRow, by_whom

if TYPE_CHECKING:
    from ita_sync.publish import Plan

_SUM = {
    "add": T("1 row to add. Dry run: nothing was written."),
    "fill": T("1 row to fill. Dry run: nothing was written."),
    "amend": T("1 row to amend. Dry run: nothing was written."),
    "nothing": T("Nothing to do."),
}


def tell(
    result: PushResult,
    looked: Looked,
    console: Console,
    *,
    row: SummaryRow | None = None,
    decision: Decision | None = None,
) -> None:
    """Show the whole plan of a report, or what there is of it and why there is no more.

    Args:
        result: what a push would do, or what is in its way.
        looked: at the sheet.
        console: where to.
        row: the row as the report makes it, shown where there is no plan.
        decision: what the executive decided on this row.
    """
    plan = looked.plans.get(0)
    if plan and result.said:
        _plan(plan, result.said, console)
    elif row and not plan:
        console.line(T("The row of {key}, as the report makes it:", key=row.key))
        _cells(row.cells, console, {})
    if decision and (row or result.said):
        told = {"post": by_whom(decision), "date": thai.format_date(decision.date)}
        console.line(T("Signed off: {post}, {date}", **told), indent=1)
    if plan and result.said:
        _end(plan, looked, console)
    for text in result.notes[len(plan.warnings) if plan else 0 :]:
        console.talk(text)
    _why_not(result, console)


def _plan(plan: "Plan", said: Text, console: Console) -> None:
    console.line(said, colour=None if plan.action == "nothing" else "green")
    _cells(plan.summary.cells, console, {cell.header: value for cell, value in plan.held})
    for warning in plan.warnings:
        console.line(warning, indent=1, colour="yellow")


def _end(plan: "Plan", looked: Looked, console: Console) -> None:
    if looked.calls:
        console.line(needed(looked.calls.reads, looked.calls.writes), indent=1)
    console.line(_SUM[plan.action])


def _why_not(result: PushResult, console: Console) -> None:
    if result.held:
        console.talk(result.held.what)
        for detail in result.held.details:
            console.talk(detail, indent=1)
    if result.error:
        explain(result.error, console)


def _cells(cells: Sequence[Cell], console: Console, was: Mapping[str, object]) -> None:
    for cell in cells:
        text = f"{cell.header}: {shown(cell.value)}"
        if cell.header in was:
            text = f"{cell.header}: {shown(was[cell.header])} → {shown(cell.value)}"
        console.line(text, indent=1)


def shown(value: object) -> str:
    """Return a cell's value as it is printed; a blank one as a dash."""
    return "–" if value in (None, "") else str(value)

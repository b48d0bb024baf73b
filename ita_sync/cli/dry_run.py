"""`push --dry-run`: the plan that a push would carry out, or the rows for pasting by hand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained
from ita_sync.cli.prepare import Prepared, draft_of, prepare_all
from ita_sync.cli.push_result import (
    PLANNED,
    PushResult,
    about,
    calls,
    end,
    explain,
    name_refused,
    once,
    tell,
)
from ita_sync.errors import ConfigError, ItaSyncError, OutcomeUnknown, worst
from ita_sync.files import shell_quoted
from ita_sync.i18n import N, T
from ita_sync.journal import Journal, SystemClock
from ita_sync.row import Cell, for_pasting

if TYPE_CHECKING:
    from ita_sync.publish import Calls, Plan
    from ita_sync.table import Table


@dataclass(frozen=True)
class Looked:
    """What one look at the sheet showed, by the place of a report among those that were named.

    Attributes:
        plans: what a push would do.
        rows: the 0-based row in which that stands, or will stand, by the identity of its key.
        errors: what is in the way of one.
        table: the tab, if its header could be read.
        calls: those that a push takes, if the sheet could be read.
    """

    plans: "Mapping[int, Plan]" = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    errors: Mapping[int, ItaSyncError] = field(default_factory=dict)
    table: "Table | None" = None
    calls: "Calls | None" = None


def dry_run(
    options: Options,
    reports: Sequence[Path],
    *,
    tsv: bool,
    restore: bool,
    check: bool,
    output: Path | None = None,
) -> int:
    """Show what a push would do; write nothing but, to `output`, the plan.

    With `tsv` a row is printed even where the sheet cannot take it, for pasting by hand. While an
    attempt is open nothing is printed: pasting could double the row.
    """
    console, prepared = options.console(), prepare_all(options, reports)
    ready = {at: each for at, each in enumerate(prepared) if isinstance(each, Prepared)}
    looked = _look(options, reports, ready, restore=restore) if ready else Looked()
    results = [_result(at, each, looked) for at, each in enumerate(prepared)]
    if tsv:
        _paste(results, ready, looked, console)
    if len(reports) == 1:
        _tell_one(results[0], looked.plans.get(0), console)
    else:
        tell(reports, results, console)
        _summarise(reports, results, looked, console)
    for result in results:
        reasons = [error for error in (result.held, result.error) if error]
        result.content["would_push"] = not reasons
        result.content["reasons"] = [console.error_data(error) for error in reasons]
    saved = _save(options, output, ready, results, looked, restore=restore) if output else 0
    check = check or bool(output and not saved)
    code = worst(each.push_exit if check else each.exit for each in results)
    more: dict[str, Any] = {"calls": vars(looked.calls)} if looked.calls else {}
    more |= {"plan": str(output) if saved else None} if output else {}
    return end(reports, results, console, code, dry_run=True, **more)


def _save(
    options: Options,
    output: Path,
    ready: Mapping[int, Prepared],
    results: Sequence[PushResult],
    looked: Looked,
    *,
    restore: bool,
) -> int:
    """Save the plan of the reports that would go through; return how many they are.

    Raises:
        ConfigError: it cannot be written.
    """
    from ita_sync.publish import HOURS, Saved

    console = options.console()
    planned = [(plan, ready[at].file) for at, plan in looked.plans.items() if not results[at].held]
    if not planned:
        console.talk(T("No plan was saved: none of the reports would go through."))
        return 0
    saved = Saved.of(planned, options.settings(), SystemClock().now(), restore=restore)
    with explained(output, ConfigError, "plan-unwritable"):
        saved.write(output)
    console.talk(
        T(
            "The plan of {count} of {reports} is saved; it may be carried out within {hours} "
            "hours: ita-sync push --plan {quoted}",
            count=len(planned),
            reports=N("{count} report", "{count} reports", count=len(results)),
            hours=HOURS,
            quoted=shell_quoted(output),
        )
    )
    return len(planned)


def _look(
    options: Options, reports: Sequence[Path], ready: Mapping[int, Prepared], *, restore: bool
) -> Looked:
    from ita_sync.publish import Plan, Publisher, places  # tenacity; refusals need not wait for it

    chosen = options.settings()
    drafts = [draft_of(each, reports[at]) for at, each in ready.items()]
    try:
        sheet = options.sheet()
        with Journal(chosen.state, read_only=True) as journal:
            publisher = Publisher(sheet, journal, chosen, say=options.console().talk)
            try:
                snapshot = publisher.look(publisher.pending(drafts))
            except ItaSyncError as error:
                said = publisher.ended(error, drafts)
                return Looked(errors=dict(zip(ready, said, strict=True)))
            found = dict(
                zip(
                    ready,
                    publisher.plan_all(drafts, restore=restore, snapshot=snapshot),
                    strict=True,
                )
            )
            plans = {at: each for at, each in found.items() if isinstance(each, Plan)}
            errors = {at: each for at, each in found.items() if isinstance(each, ItaSyncError)}
            needed = publisher.calls(list(plans.values()))
            rows, table = places(plans.values()), publisher.table(snapshot)
            return Looked(plans, rows, errors, table, needed)
    except ItaSyncError as error:
        return Looked(errors=dict.fromkeys(ready, error))


def _result(at: int, prepared: Prepared | ItaSyncError, looked: Looked) -> PushResult:
    if isinstance(prepared, ItaSyncError):
        return PushResult(error=prepared)
    if at in looked.errors:
        return PushResult(error=looked.errors[at], held=prepared.refusal)
    plan, unlooked = looked.plans[at], prepared.unchecked
    where = {
        "key": str(plan.summary.key),
        "tab": plan.table.snapshot.title,
        "row": looked.rows[plan.summary.key.identity] + 1,
    }
    said = T(PLANNED[plan.action].msgid, **where)
    content = {
        "outcome": "planned",
        "action": plan.action,
        **where,
        "cells": {c.header: None if c.value is None else str(c.value) for c in plan.summary.cells},
        "changes": [
            {"header": cell.header, "was": value, "will_be": cell.value and str(cell.value)}
            for cell, value in plan.held
        ],
        "signed": prepared.refusal is None,
        "warnings": [warning.both() for warning in plan.warnings],
        "unchecked": [text.both() for text in unlooked],
    }
    notes = (*plan.warnings, *unlooked)
    return PushResult(content, said=said, notes=notes, held=prepared.refusal)


def _paste(
    results: list[PushResult], ready: Mapping[int, Prepared], looked: Looked, console: Console
) -> None:
    """Print the rows that may be pasted, and add them to the results as data."""
    wanted = [
        at
        for at in ready
        if not isinstance(looked.errors.get(at), OutcomeUnknown)
        and (at in looked.errors or looked.plans[at].action != "nothing")
    ]
    if wanted and looked.table:
        console.talk(T("In the order of the sheet: paste it into column A."))
    elif wanted:
        console.talk(
            T("In the order of the configuration: the header of the sheet could not be read.")
        )
    for at in wanted:
        text = _tsv(ready[at].row.cells, looked.table)
        results[at] = replace(results[at], content=results[at].content | {"tsv": text}, said=None)
        if console.as_json:
            console.line(text)  # on stderr
        else:
            console.data(text + "\n")


def _tsv(cells: Sequence[Cell], table: "Table | None") -> str:
    """Return a row in the order of the sheet, else of the configuration."""
    if table is None:
        return "\t".join(map(for_pasting, cells))
    by_column = {table.columns[cell.header]: cell for cell in cells}
    return "\t".join(for_pasting(by_column.get(at)) for at in range(max(by_column) + 1))


def _tell_one(result: PushResult, plan: "Plan | None", console: Console) -> None:
    """Show the whole plan of a report, or why there is none."""
    if result.error:
        explain(result.error, console)
    if plan is None:
        return
    if result.said:
        _print_plan(result, plan, console)
    for text in result.notes[len(plan.warnings) :]:
        console.talk(text)
    if result.held:
        console.talk(result.held.what)


def _print_plan(result: PushResult, plan: "Plan", console: Console) -> None:
    console.line(result.said or "", colour=None if plan.action == "nothing" else "green")
    was = {cell.header: value for cell, value in plan.held}
    for cell in plan.summary.cells:
        text = f"{cell.header}: {_shown(cell.value)}"
        if cell.header in was:
            text = f"{cell.header}: {_shown(was[cell.header])} → {_shown(cell.value)}"
        console.line(text, indent=1)
    for warning in plan.warnings:
        console.line(warning, indent=1, colour="yellow")
    console.line(_SUM[plan.action])


_SUM = {
    "add": T("1 row to add. Dry run: nothing was written."),
    "fill": T("1 row to fill. Dry run: nothing was written."),
    "amend": T("1 row to amend. Dry run: nothing was written."),
    "nothing": T("Nothing to do."),
}


def _shown(value: object) -> str:
    return "–" if value in (None, "") else str(value)


def _summarise(
    reports: Sequence[Path], results: Sequence[PushResult], looked: Looked, console: Console
) -> None:
    """Say how many rows would be written, and which calls that takes."""
    rows = [each for each in once(results) if not each.error]
    actions = Counter(each.content["action"] for each in rows)
    console.line(
        T(
            "{reports}: {adding} to add, {changing} to fill or amend, {there} already there, "
            "{refused} not to be pushed; {unsigned} not signed off. Dry run: nothing was written.",
            reports=about(results),
            adding=actions["add"],
            changing=actions["fill"] + actions["amend"],
            there=actions["nothing"],
            refused=sum(each.error is not None for each in results),
            unsigned=sum(each.held is not None for each in rows),
        )
    )
    name_refused(reports, results, console)
    if looked.calls:
        words = calls(looked.calls.reads, looked.calls.writes)
        console.line(T("A push takes {reads}, {writes}.", **words), indent=1)

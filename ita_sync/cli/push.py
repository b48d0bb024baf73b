"""The command `push`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync.cli import left_open
from ita_sync.cli.commands import (
    Command,
    UsageError,
    common,
    credentials_option,
    option,
    report_path,
)
from ita_sync.cli.console import Console
from ita_sync.cli.dry_run import dry_run as show_plan
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import draft_of, prepare
from ita_sync.cli.push_result import PushResult
from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.files import expanded
from ita_sync.i18n import N, T
from ita_sync.journal import Journal, exclusive

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.publish import Done


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Bring the row of a signed-off report into the shared sheet, exactly once.

        Safe to repeat: a row that stands there is not written again, an attempt of unknown outcome
        is settled first.

        \b
        ita-sync push report-2566.yaml --dry-run          what would be sent; writes nothing
        ita-sync push report-2566.yaml                    after sign-off
        ita-sync push report-2566.yaml --dry-run --tsv    the row for pasting by hand
        """
    ).msgid,
)
@click.argument("reports", nargs=-1, required=True, type=report_path)
@option("--dry-run", is_flag=True, help=T("Show the plan; write nothing."))
@option(
    "--tsv",
    is_flag=True,
    help=T("With --dry-run: print the row as tab-separated text, for pasting."),
)
@option("--restore", is_flag=True, help=T("Write a row anew that a person removed from the sheet."))
@option(
    "--this-tab",
    is_flag=True,
    help=T("The configured tab is the right one, although it is of another fiscal year."),
)
@credentials_option
@common
@click.pass_obj
def push(
    options: Options,
    reports: tuple[Path, ...],
    *,
    dry_run: bool,
    tsv: bool,
    restore: bool,
    this_tab: bool,
) -> int:
    """Push each report in turn."""
    if tsv and not dry_run:
        raise UsageError(T("--tsv goes with --dry-run"))
    options.any_year = this_tab
    console, reports = options.console(), expanded(reports)
    outcomes: list[PushResult] = []
    for path in reports:
        if dry_run:
            outcome = show_plan(options, path, tsv=tsv, restore=restore)
        else:
            away = any(before.exit in _AWAY for before in outcomes)
            outcome = _push(options, path, restore=restore, away=away)
        if outcome.error:
            _explain(outcome.error, path, console, alone=len(reports) == 1)
        outcomes.append(outcome)
    open_ = left_open.name(console, *(outcome.error for outcome in outcomes))
    console.notice()
    code = worst(outcome.exit for outcome in outcomes)
    results = [
        outcome.as_data(path, console) for path, outcome in zip(reports, outcomes, strict=True)
    ]
    console.emit_json("push", code, dry_run=dry_run, results=results, open=open_)
    return code


_AWAY = frozenset({Exit.UNAVAILABLE, Exit.UNKNOWN})
"""How a push ends where the network is away: the next report asks once, and does not wait."""


def _explain(error: ItaSyncError, path: Path, console: Console, *, alone: bool) -> None:
    if not alone:
        console.talk(T("{report}:", report=path))
        console.unwritten = T("Nothing was written to the sheet for this report.")
    console.error(error)


def _push(options: Options, path: Path, *, restore: bool, away: bool) -> PushResult:
    try:
        return _write(options, path, restore=restore, away=away)
    except ItaSyncError as error:
        return PushResult(error=error)


def _write(options: Options, path: Path, *, restore: bool, away: bool) -> PushResult:
    prepared = prepare(options, path)
    decision = prepared.signed().decision
    from ita_sync.publish import Publisher  # pulls in tenacity; refusals above need not wait for it

    console, chosen = options.console(), options.settings()
    sheet = options.sheet()
    draft = draft_of(prepared, path, decision.model_dump(mode="json"))
    with Journal(chosen.state, read_only=True) as journal:
        publisher = Publisher(sheet, journal, chosen, say=console.talk)
        glance = publisher.glance(publisher.pending([draft]), once=away)
    with exclusive(chosen.state, say=console.talk), Journal(chosen.state) as journal:
        publisher = Publisher(sheet, journal, chosen, say=console.talk)
        done = publisher.push(draft, restore=restore, glance=glance)
    _print(done, sheet, console)
    return PushResult(
        {
            "outcome": done.how,
            "key": str(done.summary.key),
            "tab": done.tab,
            "row": done.row,
            "mark": done.number,
            "reads": sheet.reads,
            "writes": sheet.writes,
            "warnings": [warning.both() for warning in done.warnings],
        }
    )


def _print(done: "Done", sheet: "Sheet", console: Console) -> None:
    where = {"key": done.summary.key, "row": done.row, "tab": done.tab}
    if done.how == "written":
        text = T("Written: {key} stands in row {row} of tab {tab}.", **where)
    else:
        text = T(
            "Already there: {key} stands in row {row} of tab {tab}; nothing was written.", **where
        )
    console.line(text, colour="green")
    console.line(
        T(
            "Calls to the sheet: {reads}, {writes}",
            reads=N("{count} read", "{count} reads", count=sheet.reads),
            writes=N("{count} write", "{count} writes", count=sheet.writes),
        ),
        indent=1,
    )
    for warning in done.warnings:
        console.line(warning, indent=1, colour="yellow")

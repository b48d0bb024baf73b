"""The command `push`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

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
from ita_sync.cli.prepare import draft_of, prepare_all
from ita_sync.cli.push_result import ENDED, PushResult, calls, end, explain, tell
from ita_sync.errors import ItaSyncError, worst
from ita_sync.files import expanded, repeated
from ita_sync.i18n import N, T
from ita_sync.journal import Draft, Journal, exclusive

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.publish import Outcome


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Bring the rows of signed-off reports into the shared sheet, each exactly once.

        Safe to repeat: a row that stands there is not written again, an attempt of unknown outcome
        is settled first. Many reports, or folders of them, take one look and one write together;
        what is wrong with one holds up no other.

        \b
        ita-sync push report-2566.yaml --dry-run          what would be sent; writes nothing
        ita-sync push report-2566.yaml                    after sign-off
        ita-sync push reports/                            all that lie in the folder
        ita-sync push report-2566.yaml --dry-run --check  exit 3 unless signed off, 7 if in conflict
        ita-sync push report-2566.yaml --dry-run --tsv    the row for pasting by hand
        """
    ).msgid,
)
@click.argument("reports", nargs=-1, required=True, type=report_path)
@option("--dry-run", is_flag=True, help=T("Show the plan; write nothing."))
@option(
    "--check",
    is_flag=True,
    help=T("With --dry-run: end as the push would, also where only the sign-off is missing."),
)
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
    check: bool,
    tsv: bool,
    restore: bool,
    this_tab: bool,
) -> int:
    """Push the reports together; say of each what became of it."""
    for flag, given in (("--tsv", tsv), ("--check", check)):
        if given and not dry_run:
            raise UsageError(T("{option} goes with --dry-run", option=flag))
    options.any_year = this_tab
    reports = named(reports, options.console())
    if dry_run:
        return show_plan(options, reports, tsv=tsv, restore=restore, check=check)
    return _push(options, reports, restore=restore)


def named(given: tuple[Path, ...], console: Console) -> tuple[Path, ...]:
    """Return the report files that were named; of one that was named twice it is said."""
    reports = expanded(given)
    for path in dict.fromkeys(repeated(reports)):
        console.talk(T("{report} was named more than once; it is one row.", report=path))
    return reports


def _push(options: Options, reports: Sequence[Path], *, restore: bool) -> int:
    console = options.console()
    prepared = prepare_all(options, reports)
    drafts: dict[int, Draft] = {}
    results: list[PushResult] = []
    for path, each in zip(reports, prepared, strict=True):
        if isinstance(each, ItaSyncError):
            results.append(PushResult(error=each))
            continue
        results.append(PushResult(error=each.refusal))
        if each.refusal is None:
            drafts[len(results) - 1] = draft_of(each, path)
    reads, writes = 0, 0
    if drafts:
        sheet, outcomes = _written(options, list(drafts.values()), restore=restore)
        reads, writes = (sheet.reads, sheet.writes) if sheet else (0, 0)
        for at, outcome in zip(drafts, outcomes, strict=True):
            results[at] = _result(outcome, reads, writes)
    if len(reports) == 1:
        _tell_one(results[0], console)
    else:
        tell(reports, results, console)
        _summarise(results, reads, writes, console)
    code, made = worst(each.exit for each in results), {"reads": reads, "writes": writes}
    return end(reports, results, console, code, dry_run=False, calls=made)


def _written(
    options: Options, drafts: Sequence[Draft], *, restore: bool
) -> "tuple[Sheet | None, Sequence[Outcome]]":
    """Write the rows; return the door that was used, and what became of each."""
    from ita_sync.publish import Publisher  # pulls in tenacity; refusals above need not wait for it

    console, sheet = options.console(), None
    try:
        chosen, sheet = options.settings(), options.sheet()
        with Journal(chosen.state, read_only=True) as journal:
            publisher = Publisher(sheet, journal, chosen, say=console.talk)
            try:
                glance = publisher.glance(publisher.pending(drafts))
            except ItaSyncError as error:
                return sheet, publisher.ended(error, drafts)
        with exclusive(chosen.state, say=console.talk), Journal(chosen.state) as journal:
            publisher = Publisher(sheet, journal, chosen, say=console.talk)
            return sheet, publisher.push_all(drafts, restore=restore, glance=glance)
    except ItaSyncError as error:
        return sheet, [error] * len(drafts)


def _result(outcome: "Outcome", reads: int, writes: int) -> PushResult:
    if isinstance(outcome, ItaSyncError):
        return PushResult(error=outcome)
    key, row, tab = outcome.summary.key, outcome.row, outcome.tab
    said = T(ENDED[outcome.how].msgid, key=key, row=row, tab=tab)
    content = {
        "outcome": outcome.how,
        "key": str(outcome.summary.key),
        "tab": outcome.tab,
        "row": outcome.row,
        "mark": outcome.number,
        "reads": reads,
        "writes": writes,
        "warnings": [warning.both() for warning in outcome.warnings],
    }
    return PushResult(content, said=said, notes=outcome.warnings)


def _tell_one(result: PushResult, console: Console) -> None:
    if result.error:
        explain(result.error, console)
    if result.said:
        console.line(result.said, colour="green")
        _say_calls(result.content["reads"], result.content["writes"], console)
    for note in result.notes:
        console.line(note, indent=1, colour="yellow")


def _summarise(results: Sequence[PushResult], reads: int, writes: int, console: Console) -> None:
    count = Counter("refused" if each.error else each.content["outcome"] for each in results)
    console.line(
        T(
            "{reports}: {written} written, {changed} filled or amended, {already} already there, "
            "{refused} not pushed.",
            reports=N("{count} report", "{count} reports", count=len(results)),
            written=count["written"],
            changed=count["filled"] + count["amended"],
            already=count["already"],
            refused=count["refused"],
        )
    )
    _say_calls(reads, writes, console)


def _say_calls(reads: int, writes: int, console: Console) -> None:
    console.line(T("Calls to the sheet: {reads}, {writes}", **calls(reads, writes)), indent=1)

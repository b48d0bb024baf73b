"""The command `push`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync.cli import named
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
from ita_sync.cli.outputs import is_stdout, refuse_existing
from ita_sync.cli.prepare import Prepared, draft_of, prepare_all
from ita_sync.cli.push_result import ENDED, PushResult, end, explain, say_calls, summarise, tell
from ita_sync.errors import ItaSyncError, worst
from ita_sync.files import exists, nearby
from ita_sync.i18n import T
from ita_sync.journal import Draft, Journal, SystemClock, exclusive

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.publish import Glance, Outcome, Publisher, Saved


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
        ita-sync push reports/ --dry-run -o plan.json     save the plan
        ita-sync push --plan plan.json                    do exactly that, within a day, or refuse
        """
    ).msgid,
)
@click.argument("reports", nargs=-1, type=report_path)
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
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PLAN",
    help=T("With --dry-run: save the plan to this file."),
)
@option(
    "--plan",
    type=report_path,
    metavar="PLAN",
    help=T("Carry out a saved plan: exactly what it says, or nothing."),
)
@option("--restore", is_flag=True, help=T("Write a row anew that a person removed from the sheet."))
@option(
    "--this-tab",
    is_flag=True,
    help=T("The configured tab is the right one, although it is of another fiscal year."),
)
@credentials_option
@common
@click.pass_context
def push(
    ctx: click.Context,
    reports: tuple[Path, ...],
    *,
    dry_run: bool,
    check: bool,
    tsv: bool,
    output: Path | None,
    plan: Path | None,
    restore: bool,
    this_tab: bool,
) -> int:
    """Push the reports together; say of each what became of it."""
    options: Options = ctx.obj
    if plan:
        if reports or dry_run or tsv or check or output or restore or this_tab:
            raise UsageError(T("--plan goes alone: the plan says which reports, and how"))
        return _push_plan(options, plan)
    if not reports:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    for flag, given in (("--tsv", tsv), ("--check", check), ("-o", output)):
        if given and not dry_run:
            raise UsageError(T("{option} goes with --dry-run", option=flag))
    options.any_year = this_tab
    reports = named.once(reports, options.console())
    if not dry_run:
        return _push(options, reports, restore=restore)
    if output:
        _refuse(output)
    return show_plan(options, reports, tsv=tsv, restore=restore, check=check, output=output)


def _refuse(output: Path) -> None:
    """Refuse to save a plan over anything but an older plan.

    Raises:
        UsageError: that is what stands there; or what is no file.
    """
    from ita_sync.publish import Saved  # only who saves a plan pays for it

    if is_stdout(output):
        raise UsageError(T("a plan is saved to a file; name one"))
    refuse_existing(output, force=True)
    if exists(output) and not Saved.is_at(output):
        raise UsageError(T("{file} exists, and is no plan; choose another name", file=output))


def _push(options: Options, reports: Sequence[Path], *, restore: bool) -> int:
    drafts: dict[int, Draft] = {}
    results: list[PushResult] = []
    for path, each in zip(reports, prepare_all(options, reports), strict=True):
        if isinstance(each, ItaSyncError):
            results.append(PushResult(error=each))
            continue
        results.append(PushResult(error=each.refusal))
        if each.refusal is None:
            drafts[len(results) - 1] = draft_of(each, path)

    def send(publisher: "Publisher", glance: "Glance") -> "Sequence[Outcome]":
        return publisher.push_all(list(drafts.values()), restore=restore, glance=glance)

    return _sent(options, reports, results, drafts, send)


def _push_plan(options: Options, file: Path) -> int:
    """Carry out a saved plan.

    Raises:
        ReportError: it cannot be read.
        SheetConflict: it was edited, or has expired.
    """
    from ita_sync.publish import CONFIGURED, Saved, moved_target, require_unmoved

    saved = Saved.load(file)
    saved.require_fresh(SystemClock().now())
    options.any_year = saved.this_tab
    reports = [nearby(item.report) for item in saved.items]
    moved = moved_target(saved, options.settings())
    try:
        require_unmoved(moved, CONFIGURED)
        drafts = _as_saved(options, saved, reports)
    except ItaSyncError as error:
        return _ended(options, reports, [PushResult(error=error)] * len(reports), None)

    def send(publisher: "Publisher", glance: "Glance") -> "Sequence[Outcome]":
        return publisher.push_saved(saved, list(drafts.values()), glance)

    return _sent(options, reports, [PushResult()] * len(reports), drafts, send)


def _as_saved(options: Options, saved: "Saved", reports: Sequence[Path]) -> dict[int, Draft]:
    """Return what the reports of a plan want, which is what they wanted when it was made.

    Raises:
        SheetConflict: a report is otherwise.
        NotSignedOff: the same where only sign-offs are in the way.
    """
    from ita_sync.publish import moved_report, require_unmoved

    drafts: dict[int, Draft] = {}
    moved = []
    for at, each in enumerate(prepare_all(options, reports)):
        refusal = each if isinstance(each, ItaSyncError) else each.refusal
        digest = "" if isinstance(each, ItaSyncError) else each.file
        if isinstance(each, Prepared):
            drafts[at] = draft_of(each, reports[at])
        moved += moved_report(saved.items[at], refusal or drafts[at], digest)
    require_unmoved(moved)
    return drafts


def _sent(
    options: Options,
    reports: Sequence[Path],
    results: list[PushResult],
    drafts: Mapping[int, Draft],
    send: "Callable[[Publisher, Glance], Sequence[Outcome]]",
) -> int:
    """Send the drafts, and say of all reports what became of them."""
    if not drafts:
        return _ended(options, reports, results, None)
    sheet, outcomes = _written(options, list(drafts.values()), send)
    made = (sheet.reads, sheet.writes) if sheet else (0, 0)
    for at, outcome in zip(drafts, outcomes, strict=True):
        results[at] = _result(outcome, *made)
    return _ended(options, reports, results, sheet)


def _ended(
    options: Options,
    reports: Sequence[Path],
    results: Sequence[PushResult],
    sheet: "Sheet | None",
) -> int:
    console = options.console()
    reads, writes = (sheet.reads, sheet.writes) if sheet else (0, 0)
    if len(reports) == 1:
        _tell_one(results[0], console)
    else:
        tell(reports, results, console)
        summarise(reports, results, console)
        say_calls(reads, writes, console)
    code, made = worst(each.exit for each in results), {"reads": reads, "writes": writes}
    return end(reports, results, console, code, dry_run=False, calls=made)


def _written(
    options: Options,
    drafts: Sequence[Draft],
    send: "Callable[[Publisher, Glance], Sequence[Outcome]]",
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
            return sheet, send(Publisher(sheet, journal, chosen, say=console.talk), glance)
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
        say_calls(result.content["reads"], result.content["writes"], console)
    for note in result.notes:
        console.line(note, indent=1, colour="yellow")

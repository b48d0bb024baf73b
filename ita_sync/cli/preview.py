"""The command `preview`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_sync import thai
from ita_sync.approval import signoff
from ita_sync.checks import Checked, Severity
from ita_sync.cli import print_findings, print_plan
from ita_sync.cli.commands import (
    Command,
    UsageError,
    common,
    credentials_option,
    option,
    report_path,
)
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import refuse_written, write
from ita_sync.cli.planned import Looked, look, result_of
from ita_sync.cli.prepare import Prepared, has_errors, prepare_checked, require_file
from ita_sync.cli.print_plan import shown
from ita_sync.cli.push_result import PushResult, explain, say_whether
from ita_sync.cli.stood import of
from ita_sync.errors import ConfigError, ItaSyncError, Unavailable
from ita_sync.i18n import T, Text
from ita_sync.journal import SystemClock
from ita_sync.report import Decision, Report
from ita_sync.row import SummaryRow, digest_of

if TYPE_CHECKING:
    from ita_sync.approval.amend import Stood
    from ita_sync.approval.preview import Preview
    from ita_sync.cli.console import Console


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Show what the executive decides on: the figures, the findings, the row. Only reads.

        It prints what `push --dry-run` prints, with the findings, and says what could not be known.
        Where the sheet cannot be read, the rest is shown all the same. The page is one file, Thai
        with English beneath, on A4.

        \b
        ita-sync preview report-2566.yaml
        ita-sync preview report-2566.yaml --html report-2566.html   a page to read, print and sign
        ita-sync preview report-2566.yaml --html page.html --last-year report-2565.yaml
        ita-sync preview report-2566.yaml --offline      without a look at the sheet
        """
    ).msgid,
)
@click.argument("path", metavar="REPORT", type=report_path)
@option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=T("Write it as a page to read, print and sign by hand."),
)
@option(
    "--last-year",
    "before",
    type=report_path,
    metavar="REPORT",
    help=T("With --html: the report file of the year before, shown beside this one."),
)
@option("--force", is_flag=True, help=T("Overwrite the file if it exists."))
@option("--offline", is_flag=True, help=T("Do not look at the sheet."))
@credentials_option
@common
@click.pass_obj
def preview(
    options: Options,
    path: Path,
    page: Path | None,
    before: Path | None,
    *,
    force: bool,
    offline: bool,
) -> int:
    """Check, build the row, look at the sheet, show all of it, write the page."""
    console = options.console()
    if page:
        refuse_written(page, force=force, page_of="preview")
    elif before:
        raise UsageError(T("{option} goes with --html", option="--last-year"))
    seen = _see(options, path, offline=offline)
    former = _former(options, before, seen.checked.file.report) if before else None
    if seen.checked.findings and not seen.faulty:
        print_findings.show(seen.checked, console)
        console.line()
    print_plan.tell(seen.result, seen.looked, console, row=seen.row, decision=seen.decision)
    if seen.stood:
        _tell_stood(seen.stood, seen, console)
    for text in seen.unknown:
        console.line(text, colour="yellow")
    if seen.unread:
        explain(seen.unread, console)
    written = []
    if page:
        made = _page(options, seen, former)
        written.append(write(page, made, "preview-unwritable", console))
    say_whether(seen.result, console)
    console.notice()
    console.emit_json(
        "preview",
        seen.result.exit,
        results=[seen.result.as_data(path, console)],
        findings=print_findings.as_data(seen.checked),
        unknown=[text.both() for text in seen.unknown],
        unread=console.error_data(seen.unread) if seen.unread else None,
        stands=_stands(seen.stood),
        calls=vars(seen.looked.calls) if seen.looked.calls else None,
        written=written,
    )
    return seen.result.exit


@dataclass(frozen=True)
class Seen:
    """What there is to show of a report.

    Attributes:
        checked: the report, and what the checks found.
        prepared: its row and its sign-off, or why there is no row.
        looked: at the sheet.
        result: what a push would do, or what is in its way.
        stood: what stands in the row already, and by what that is known.
        unread: why the sheet could not be looked at.
    """

    checked: Checked
    prepared: Prepared | ItaSyncError
    looked: Looked
    result: PushResult
    stood: "Stood | None" = None
    unread: ItaSyncError | None = None

    @property
    def faulty(self) -> bool:
        """Whether the report has errors."""
        return bool(self.checked.count(Severity.ERROR))

    @property
    def row(self) -> SummaryRow | None:
        """The row as the report makes it."""
        return self.prepared.row if isinstance(self.prepared, Prepared) else None

    @property
    def decision(self) -> Decision | None:
        """What the executive decided on this row."""
        return self.prepared.decision if isinstance(self.prepared, Prepared) else None

    @property
    def unknown(self) -> list[Text]:
        """What could not be known here."""
        said = []
        if not self.looked.calls:
            said.append(
                T(
                    "Not known, as the sheet was not looked at: where the row lands, what stands "
                    "there now, which calls a push takes."
                )
            )
        said.append(T("Not known: whether the link opens; `ita-sync check --online` opens it."))
        return said


def _tell_stood(stood: "Stood", seen: Seen, console: "Console") -> None:
    """Say by what it is known how the row stands; and how, where the plan does not show it."""
    if stood.by == signoff.SHEET or stood.changes:
        console.line(T("The row is shown {source}.", source=stood.source))
    if not seen.looked.plans:
        for line in (*stood.changes, *stood.otherwise):
            console.line(line, indent=1)


def _stands(stood: "Stood | None") -> dict[str, Any] | None:
    """Return for programs by what it is known how the row stands, and what would change."""
    if stood is None:
        return None
    return {
        **stood.recorded(),
        "changes": [line.both() for line in stood.changes],
        "otherwise": [line.both() for line in stood.otherwise],
    }


def _former(options: Options, path: Path, report: Report) -> Report:
    """Read the report of the year before.

    Raises:
        ReportError: it cannot be read.
        UsageError: it is of another agency, or of another year.
    """
    from ita_sync.approval.preview import is_former

    before = options.report(path)
    if not is_former(report, before):
        told = {"file": path, "year": report.fiscal_year - 1}
        raise UsageError(T("{file} is no report of this agency for fiscal year {year}", **told))
    return before


def _page(options: Options, seen: Seen, former: Report | None) -> bytes:
    from ita_sync.approval.page import to_page  # only a page needs it

    return to_page(_shown(options, seen, former)).encode()


def _shown(options: Options, seen: Seen, former: Report | None) -> "Preview":
    """Return what the page shows."""
    from ita_sync.approval.preview import Preview

    chosen, held = options.settings(), seen.result.held
    file = seen.checked.file
    kept = signoff.digests(file, seen.checked.framework, chosen.columns)
    bound = [
        (T("Sheet"), str(chosen.target)),
        (T("Row"), seen.row.digest if seen.row else ""),
        (T("Content of the report"), digest_of(signoff.content_of(file.report))),
        (T("Report file"), kept["file"]),
        (T("Rules of the year"), kept["rules"]),
        (T("Columns"), kept["mapping"]),
    ]
    return Preview(
        checked=seen.checked,
        row=seen.row,
        plan=seen.result.said,
        was=_was(seen),
        source=seen.stood.source if seen.stood and seen.stood.changes else None,
        decision=seen.decision,
        unsigned=(held.code, held.what) if held else None,
        changed=tuple(held.details) if held else (),
        unchecked=tuple(print_findings.unchecked(seen.checked)),
        unknown=tuple(seen.unknown),
        bound=tuple(bound),
        practice=chosen.practising,
        at=thai.at(SystemClock().now()),
        former=former,
    )


def _was(seen: Seen) -> dict[str, str]:
    """Return what stands where the report would put something else, by column."""
    if plan := seen.looked.plans.get(0):
        return {cell.header: shown(value) for cell, value in plan.held}
    stood = seen.stood
    if stood is None:
        return {}
    was, now = stood.was, stood.now
    return {header: shown(was[header]) for header in was if was[header] != now.get(header)}


def _see(options: Options, path: Path, *, offline: bool) -> Seen:
    require_file(path)
    checked = options.examine(path)
    prepared = _prepared(options, path, checked)
    if checked.count(Severity.ERROR):
        held = None if isinstance(prepared, ItaSyncError) else prepared.refusal
        result = PushResult(error=has_errors(checked), held=held)
        return Seen(checked, prepared, Looked(), result)
    if isinstance(prepared, ItaSyncError):
        return Seen(checked, prepared, Looked(), PushResult(error=prepared))
    aside = PushResult(notes=prepared.unchecked, held=prepared.refusal)
    if offline:
        return Seen(checked, prepared, Looked(), aside, of(options, prepared.row, Looked()))
    looked = look(options, [path], {0: prepared}, restore=False)
    error, stood = looked.errors.get(0), of(options, prepared.row, looked)
    if isinstance(error, ConfigError | Unavailable):
        return Seen(checked, prepared, Looked(), aside, stood, error)
    return Seen(checked, prepared, looked, result_of(0, prepared, looked), stood)


def _prepared(options: Options, path: Path, checked: Checked) -> Prepared | ItaSyncError:
    """Return row and sign-off of a report, which may have errors, or why there are none."""
    numbers = {indicator.number for indicator in checked.file.report.indicators}
    missing = {rule.number for rule in checked.framework.indicators} - numbers
    if missing:
        return has_errors(checked)
    try:
        return prepare_checked(options, path, checked)
    except ItaSyncError as error:
        return error.bare()

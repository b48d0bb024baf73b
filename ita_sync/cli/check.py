"""The command `check`, and what every command does with a report first."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ita_sync import checks
from ita_sync.checks import Finding, Severity, letters, online, reading, suggest
from ita_sync.cli import show_findings
from ita_sync.cli.base import Command, Options, common, option
from ita_sync.cli.console import Console, error_document, watched
from ita_sync.errors import Exit, ItaSyncError, ReportError
from ita_sync.files import shell_quoted
from ita_sync.i18n import T
from ita_sync.report import Decision, ReportFile, load_report
from ita_sync.row import SummaryRow, build_row
from ita_sync.rules import Framework, agencies

report_path = click.Path(path_type=Path)
MANY = 10
"""Files from which a progress bar is worth its line."""
WORST = 5
"""Codes named in the summary of many files."""


@dataclass(frozen=True)
class Checked:
    """A report that was read, with the rules of its year and what the checks found."""

    file: ReportFile
    framework: Framework
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(f.severity is severity for f in self.findings)

    def row(self, options: Options, decision: Decision | None) -> SummaryRow:
        """Return the row this report makes."""
        return build_row(self.file.report, self.framework, options.settings().columns, decision)


def examine(options: Options, path: Path) -> Checked:
    """Read and check one report."""
    file = load_report(path)
    rules = options.framework(file.report.fiscal_year)
    listed = agencies.load(options.settings().path.parent)
    raw = letters.raw(file.text)
    found = checks.run(file.report, rules, raw=raw, listed=listed)
    found.extend(reading.look(file, raw))
    if options.online:
        found.extend(online.look(file.report.url))
    found = suggest.attach(file.report, rules, found)
    in_file_order = sorted(found, key=lambda f: (file.mark(f.loc).line, file.mark(f.loc).column))
    return Checked(file, rules, tuple(in_file_order))


def require_clean(checked: Checked, console: Console) -> None:
    """Stop where a report has errors.

    Raises:
        ReportError: the findings are printed before.
    """
    errors = checked.count(Severity.ERROR)
    if errors:
        print_findings(checked, console)
        raise ReportError(
            "report-has-errors",
            T("{report} has {errors} errors.", report=checked.file.path, errors=errors),
            next_step=T(
                "Correct them and check again: ita-sync check {report}",
                report=shell_quoted(checked.file.path),
            ),
        )


def print_findings(checked: Checked, console: Console) -> None:
    """Print the findings by place, and a line that counts them."""
    show_findings.show(checked.file, checked.findings, console)
    console.line(
        T(
            "{report}: {errors} errors, {warnings} warnings, {notes} notes",
            report=checked.file.path,
            errors=checked.count(Severity.ERROR),
            warnings=checked.count(Severity.WARNING),
            notes=checked.count(Severity.NOTE),
        )
    )


@click.command(
    cls=Command,
    help=T(
        """Check report files against the rules of their year.

        Errors block `push`; warnings and notes do not. Where figures do not fit together, the readings under which
        they would are offered; with --fix, one that you choose is written into the file.

        \b
        ita-sync check report-2566.yaml
        ita-sync check --fix report-2566.yaml
        ita-sync check --strict --json *.yaml
        """
    ).msgid,
)
@click.argument("reports", nargs=-1, required=True, type=report_path)
@option("--strict", is_flag=True, help=T("Count warnings as errors."))
@option(
    "--fix",
    is_flag=True,
    help=T("Offer readings as changes to the file; asks before each, never by itself."),
)
@option("--online", "asked_online", is_flag=True, help=T("Open the link, as a stranger would."))
@common
@click.pass_obj
def check(
    options: Options, reports: tuple[Path, ...], *, strict: bool, fix: bool, asked_online: bool
) -> int:
    """Check each report; exit 1 where any has errors."""
    from ita_sync.cli import fix as fixing  # it needs `examine`

    console = options.console()
    if fix and not console.as_json:
        fixing.require_terminal(console.lang)
        for path in reports:
            fixing.offer(options, path, console)
    options.online = asked_online
    with _progress(reports, console) as shown:
        outcomes = [(path, _attempt(options, path)) for path in shown]
    code = Exit.OK
    for _, outcome in outcomes:
        if isinstance(outcome, ItaSyncError):
            console.error(outcome)
            code = max(code, outcome.exit_code)
            continue
        print_findings(outcome, console)
        if outcome.count(Severity.ERROR) or (strict and outcome.count(Severity.WARNING)):
            code = max(code, Exit.FINDINGS)
    if len(outcomes) > 1:
        _summarise([outcome for _, outcome in outcomes], console)
    console.emit_json(
        "check", code, results=[_document(path, outcome) for path, outcome in outcomes]
    )
    return code


def _attempt(options: Options, path: Path) -> Checked | ItaSyncError:
    try:
        return examine(options, path)
    except ItaSyncError as error:
        return error


@contextmanager
def _progress(reports: Sequence[Path], console: Console) -> Iterator[Iterable[Path]]:
    """Show a bar on stderr where somebody watches and there are many files; otherwise nothing."""
    if len(reports) < MANY or not watched():
        yield reports
        return
    label = T("Checking").render(console.lang)
    with click.progressbar(reports, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar


def _summarise(outcomes: Sequence[Checked | ItaSyncError], console: Console) -> None:
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    wrong = sum(bool(one.count(Severity.ERROR)) for one in checked)
    warned = sum(
        bool(one.count(Severity.WARNING)) and not one.count(Severity.ERROR) for one in checked
    )
    console.line()
    console.line(
        T(
            "{files} files: {wrong} with errors, {warned} with warnings only, {clean} clean, "
            "{unread} not readable",
            files=len(outcomes),
            wrong=wrong,
            warned=warned,
            clean=len(checked) - wrong - warned,
            unread=len(outcomes) - len(checked),
        )
    )
    codes = Counter(
        f.code for one in checked for f in one.findings if f.severity is not Severity.NOTE
    )
    if codes:
        worst = [f"{code} {count}" for code, count in codes.most_common(WORST)]
        console.line(T("Most often: {codes}", codes=worst))


def _document(path: Path, outcome: Checked | ItaSyncError) -> dict[str, Any]:
    if isinstance(outcome, ItaSyncError):
        return {"report": str(path), "error": error_document(outcome)}
    return {"report": str(path), "findings": show_findings.document(outcome.file, outcome.findings)}

"""The command `check`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ita_sync.checks import Checked, Severity
from ita_sync.cli import named, print_findings, progress
from ita_sync.cli.commands import Command, File, UsageError, common, option, report_path
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.i18n import N, T

WORST = 5
"""Codes named in the summary of many files."""

CheckResult = Checked | ItaSyncError
"""A report that was checked, or why it could not be."""


@click.command(
    cls=Command,
    help=T(
        """Check report files against the rules of their year.

        Errors block `push`; warnings and notes do not. Where figures do not fit together, the
        readings under which they would are offered; with --fix, one that you choose is written into
        the file.

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
@option("--online", is_flag=True, help=T("Open the link, as a stranger would."))
@option(
    "--published",
    type=File(),
    help=T("With --online: compare what stands at the link with this document, the signed one."),
)
@common
@click.pass_obj
def check(
    options: Options,
    reports: tuple[Path, ...],
    *,
    strict: bool,
    fix: bool,
    online: bool,
    published: Path | None,
) -> int:
    """Check each report; exit 1 where any has errors."""
    console = options.console()
    reports = named.reports(reports, console)
    if published and not (online and len(reports) == 1):
        raise UsageError(T("--published goes with --online and one report"))
    if fix and not console.as_json:
        from ita_sync.cli import fix as fixing  # few checks end in changes

        fixing.offer(options, reports, console)
    with progress.shown(reports, T("Checking"), console, count=len(reports)) as files:
        outcomes = [(path, _attempt(options, path, online=online)) for path in files]
    compared = None
    if published and isinstance(outcomes[0][1], Checked):
        from ita_sync.cli import published as publishing  # few checks read documents

        compared = publishing.published(options, outcomes[0][1], published)
        outcomes = [(reports[0], compared.checked)]
    for _, outcome in outcomes:
        if isinstance(outcome, ItaSyncError):
            console.error(outcome)
        else:
            print_findings.show(outcome, console)
    for text in compared.told if compared else ():
        console.line(text)
    if len(outcomes) > 1:
        _summarise([outcome for _, outcome in outcomes], console)
    code = worst(_code(outcome, strict=strict) for _, outcome in outcomes)
    results = [_result(path, outcome, console) for path, outcome in outcomes]
    if compared:
        results[0]["published"] = compared.data
    console.emit_json("check", code, results=results)
    return code


def _attempt(options: Options, path: Path, *, online: bool) -> CheckResult:
    try:
        return options.examine(path, online=online)
    except ItaSyncError as error:
        return error


def _code(outcome: CheckResult, *, strict: bool) -> Exit:
    if isinstance(outcome, ItaSyncError):
        return outcome.exit_code
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = {finding.severity for finding in outcome.findings}
    return Exit.FINDINGS if found & stopping else Exit.OK


def _summarise(outcomes: Sequence[CheckResult], console: Console) -> None:
    """Print how many files are clean and which codes come most often."""
    checked = [outcome for outcome in outcomes if isinstance(outcome, Checked)]
    worst_of_each = [
        min((f.severity for f in one.findings), key=_RANK.index, default=None) for one in checked
    ]
    wrong = worst_of_each.count(Severity.ERROR)
    warned = worst_of_each.count(Severity.WARNING)
    console.line()
    console.line(
        T(
            "{files}: {wrong} with errors, {warned} with warnings only, {clean} clean,"
            " {unread} not readable",
            files=N("{count} file", "{count} files", count=len(outcomes)),
            wrong=wrong,
            warned=warned,
            clean=len(checked) - wrong - warned,
            unread=len(outcomes) - len(checked),
        )
    )
    codes = Counter(
        finding.code
        for one in checked
        for finding in one.findings
        if finding.severity is not Severity.NOTE
    )
    if codes:
        often = [f"{code} {count}" for code, count in codes.most_common(WORST)]
        console.line(T("Most often: {codes}", codes=often))


_RANK = list(Severity)
"""Severities, the worst first."""


def _result(path: Path, outcome: CheckResult, console: Console) -> dict[str, Any]:
    if isinstance(outcome, ItaSyncError):
        return {"report": str(path), "error": console.error_data(outcome)}
    return {"report": str(path), "findings": print_findings.as_data(outcome)}

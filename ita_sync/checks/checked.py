"""The use case "check this report": from the path of a file to what the checks find in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ita_sync.checks import suggest
from ita_sync.checks.families import run
from ita_sync.checks.findings import Finding, Severity
from ita_sync.checks.subject import Subject
from ita_sync.errors import ConfigError
from ita_sync.i18n import T
from ita_sync.report import Forms, ReportFile, load_report, meaning
from ita_sync.rules import Framework, Official


@dataclass(frozen=True)
class Checked:
    """A report file, the rules of its year, and what the checks found, in the order of the file."""

    file: ReportFile
    framework: Framework
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def examine(
    path: Path,
    rules: Callable[[int], Framework],
    listed: Mapping[str, Official],
    *,
    online: bool = False,
    shown: frozenset[str] | None = None,
    forms: Forms | None = None,
) -> Checked:
    """Read and check one report file.

    Args:
        path: the report file.
        rules: gives the rules of a fiscal year.
        listed: the imported list of agencies, by code.
        online: whether to open the report's link, too.
        shown: the report fields that the sheet's columns show, where that is known.
        forms: reads a report file that is a workbook.

    Raises:
        ReportError: the file cannot be read as a report (`load_report`).
        ConfigError: its year cannot be, or the rules of it cannot be used (as `rules` raises it).
    """
    file = load_report(path, forms)
    framework = _framework(file, rules)
    subject = Subject.of_file(file, framework, listed, shown=shown)
    found = run(subject)
    if online:
        from ita_sync.checks import online as family  # what speaks to the network is slow to import

        found += run(subject, (family,))
    found = suggest.attach(subject, found)
    in_order = sorted(found, key=lambda finding: file.mark(finding.loc).rank)
    return Checked(file, framework, tuple(in_order))


def _framework(file: ReportFile, rules: Callable[[int], Framework]) -> Framework:
    """Return the rules of a report's year; a year that cannot be is named with its place."""
    try:
        return rules(file.report.fiscal_year)
    except ConfigError as error:
        loc = ("fiscal_year",)
        place = T("{place}: {field}", place=file.place(loc), field=meaning(loc))
        raise ConfigError(
            error.code, error.what, next_step=error.next_step, details=(place, *error.details)
        ) from None

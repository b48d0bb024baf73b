"""The checks of a report against the rules of its fiscal year, one module a family.

A family offers `RULES`, its declarations, and `check(report, framework)`, which yields findings and never
fails, whatever the report lacks.
"""

from dataclasses import replace

from ita_sync.checks import (
    agency,
    figures,
    letters,
    levels,
    link,
    measures,
    memo,
    results,
    structure,
    weak,
)
from ita_sync.checks.rules import Rule
from ita_sync.framework import Framework
from ita_sync.models import Finding, Report, Severity

FAMILIES = (agency, memo, structure, figures, levels, results, weak, measures, link, letters)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)


def run(report: Report, framework: Framework) -> list[Finding]:
    """Return all findings, family by family."""
    return [_trusted(finding, framework) for family in FAMILIES for finding in family.check(report, framework)]


def _trusted(finding: Finding, framework: Framework) -> Finding:
    """Return the finding, an error as a warning where the year's file only guesses the rule behind it."""
    if finding.severity is Severity.ERROR and framework.guessed(finding.source):
        return replace(finding, severity=Severity.WARNING)
    return finding

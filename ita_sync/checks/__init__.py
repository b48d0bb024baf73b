"""The checks of a report against the rules of its fiscal year, one module a family.

A family offers `RULES`, its declarations, and `check(report, framework)`, which yields findings and
never fails, whatever the report lacks.
"""

from collections.abc import Iterator, Mapping
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
    signing,
    strengths,
    structure,
    together,
    weak,
)
from ita_sync.checks.findings import Change, Finding, Severity, Suggestion
from ita_sync.checks.rule import Rule
from ita_sync.report import Loc, Report
from ita_sync.rules import Framework, Official

FAMILIES = (
    agency,
    memo,
    structure,
    figures,
    levels,
    results,
    weak,
    together,
    strengths,
    measures,
    link,
    letters,
)
DECLARING = (*FAMILIES, signing)
"""All modules that declare rules; `signing` is asked where the decision is known."""

__all__ = ["RULES", "Change", "Finding", "Severity", "Suggestion", "run"]

QUOTED = 120
"""The most characters that a finding quotes of one value."""

RULES: tuple[Rule, ...] = tuple(rule for family in DECLARING for rule in family.RULES)


def run(
    report: Report,
    framework: Framework,
    *,
    raw: Mapping[Loc, str] | None = None,
    listed: Mapping[str, Official] | None = None,
) -> list[Finding]:
    """Return all findings, family by family.

    Args:
        report: the report as read.
        framework: the rules of its year.
        raw: the texts as its file has them (`letters.raw`), so that what reading evens out can be
            told.
        listed: the imported list of agencies by code (`agencies.load`).
    """
    return [
        _bounded(_trusted(finding, framework))
        for finding in _all(report, framework, raw, listed or {})
    ]


def _all(
    report: Report,
    framework: Framework,
    raw: Mapping[Loc, str] | None,
    listed: Mapping[str, Official],
) -> Iterator[Finding]:
    for family in FAMILIES:
        if family is letters and raw is not None:
            yield from letters.look(raw.items())
        else:
            yield from family.check(report, framework)
        if family is agency:
            yield from agency.compare(report.agency, listed)


def _trusted(finding: Finding, framework: Framework) -> Finding:
    """Return the finding, an error as a warning where the year's file only guesses the rule behind it."""
    if finding.severity is Severity.ERROR and framework.guessed(finding.source):
        return replace(finding, severity=Severity.WARNING)
    return finding


def _bounded(finding: Finding) -> Finding:
    """Return the finding with what it quotes cut: a value may have ten thousand characters."""
    return replace(
        finding,
        what=finding.what.cut(QUOTED),
        expected=finding.expected and finding.expected.cut(QUOTED),
    )

"""The families of checks, and how they are run: every finding of every family asked, in order."""

from collections.abc import Iterable
from dataclasses import replace

from ita_sync.checks import (
    agency,
    figures,
    letters,
    levels,
    link,
    measures,
    memo,
    reading,
    results,
    strengths,
    structure,
    together,
    weak,
    year,
)
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import Family, findings_of
from ita_sync.checks.subject import Subject

FAMILIES: tuple[Family, ...] = (
    agency,
    memo,
    year,
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
    reading,
)
"""The families that need only the file."""

TITLES = {rule.code: rule.title for family in FAMILIES for rule in family.RULES}
"""What each of their checks finds, by its code."""

QUOTED = 120
"""The most characters that a finding quotes of one value."""


def run(subject: Subject, families: Iterable[Family] = FAMILIES) -> list[Finding]:
    """Return all findings, family by family."""
    return [_shortened(finding) for family in families for finding in findings_of(subject, family)]


def _shortened(finding: Finding) -> Finding:
    """Return the finding with its quotations cut: a value may have ten thousand characters."""
    return replace(
        finding,
        what=finding.what.cut(QUOTED),
        expected=finding.expected and finding.expected.cut(QUOTED),
    )

"""What a check declares (code, severity, title, the rule behind it), and what a family offers.

The list of checks in the documentation is made from these declarations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from ita_sync.checks.findings import Finding, Severity
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Report
from ita_sync.rules import Framework, Source

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

FORM = T("ita-sync: what a row of the shared sheet needs")
"""The source of checks that follow from what the program is for, and from no official document."""

YEAR = T("the fiscal year's rules: config/frameworks/<year>.toml")
"""The source of checks that apply a year's own rules; a finding quotes what that file names."""


@dataclass(frozen=True)
class Rule:
    """One check.

    Attributes:
        code: stable name, e.g. `TOTAL-SUM`; scripts rely on it.
        title: what the check finds, in one line.
        why: the rule that is broken.
        source: where the rule comes from; None where it is the program's own.
    """

    code: str
    severity: Severity
    title: Text
    why: Text
    source: Text | None = FORM

    def at(self, loc: Loc, what: Text, *, expected: Text, source: Source | None = None) -> Finding:
        """Return a finding of this check at one field.

        `source` replaces the check's own: of all rules of the year that the finding rests on, the
        one that can be trusted least. What rests on a guess is no error.
        """
        finding = Finding(self.code, self.severity, loc, what, expected, self.why, self.source)
        if source is None:
            return finding
        guessed = self.severity is ERROR and source.confidence == "guess"
        return replace(
            finding,
            severity=WARNING if guessed else self.severity,
            source=source.said,
            confidence=source.confidence,
        )


class Family(Protocol):
    """A module of checks about one part of a report."""

    __name__: str

    @property
    def RULES(self) -> tuple[Rule, ...]:  # noqa: N802 - a module's constant
        """What its checks declare."""

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong; never fail, whatever the report lacks."""


def findings_of(subject: Subject, family: Family) -> tuple[Finding, ...]:
    """Return what a family finds in a subject; each family is asked once.

    Some families ask what others found, and a search asks all of them again.
    """
    if family not in subject.memo:
        subject.memo[family] = tuple(family.check(subject))
    found: tuple[Finding, ...] = subject.memo[family]
    return found


def blank(text: str | None) -> bool:
    """Return whether a text says nothing: absent, or only the dashes and dots of an empty line."""
    return text is None or not any(character.isalnum() for character in text)


def scores_by_number(report: Report, framework: Framework) -> Mapping[int, Decimal] | None:
    """Return the score of every indicator of the year, None if one is missing, doubled or unknown.

    Checks that recompute figures stay silent on None: `structure` has already said why.
    """
    numbers = [entry.number for entry in report.indicators]
    if sorted(numbers) != sorted(rule.number for rule in framework.indicators):
        return None
    return {entry.number: entry.score for entry in report.indicators}

"""What the executive decides on, as a value: the figures, the findings, the row, what is known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ita_sync import thai
from ita_sync.checks import Checked, Finding, Severity
from ita_sync.i18n import Text
from ita_sync.report import Decision, Indicator, Measure, Report, Result, Tool, WeakIndicator
from ita_sync.report import WeakItem as Item
from ita_sync.row import SummaryRow
from ita_sync.rules import Framework, kinds, scoring

_ORDER = tuple(Severity)
"""The worst first."""


@dataclass(frozen=True)
class Preview:
    """All that is shown of a report before it is decided on.

    Attributes:
        checked: the report, the rules of its year, and what the checks found.
        row: the row as it will stand; None where the report makes none.
        plan: what a push would do, and where; None where that is not known.
        was: what stands where something else is written, by column.
        decision: what the executive decided on exactly this.
        unsigned: why there is none, in a word of the program (`not-signed`), and in words.
        changed: in what it differs from what was signed off.
        unchecked: what nobody looked at, as the year's rules are known in part.
        unknown: what could not be known here.
        bound: what a sign-off binds or keeps, each with its digest or its words.
        practice: the sheet is the practice sheet.
        at: when it was made, Thai time.
        former: the report of the year before, where it was named.
        source: by what it is known how the row stands, where it would change.
    """

    checked: Checked
    row: SummaryRow | None
    plan: Text | None
    was: Mapping[str, str]
    decision: Decision | None
    unsigned: tuple[str, Text] | None
    changed: tuple[Text, ...]
    unchecked: tuple[Text, ...]
    unknown: tuple[Text, ...]
    bound: tuple[tuple[Text, str], ...]
    practice: bool
    at: datetime
    former: Report | None = None
    source: Text | None = None

    @property
    def report(self) -> Report:
        """The report."""
        return self.checked.file.report

    @property
    def framework(self) -> Framework:
        """The rules of its year."""
        return self.checked.framework

    @property
    def errors(self) -> int:
        """How many errors it has."""
        return self.checked.count(Severity.ERROR)

    @property
    def agency(self) -> str:
        """What the agency is called."""
        return kinds.full_name(self.report.agency.type, self.report.agency.name)

    @property
    def findings(self) -> list[Finding]:
        """What the checks found, the worst first; what nobody looked at is told by itself."""
        told = {str(text) for text in self.unchecked}
        found = [each for each in self.checked.findings if str(each.what) not in told]
        return sorted(found, key=lambda each: _ORDER.index(each.severity))


@dataclass(frozen=True)
class Bar:
    """An indicator against its pass mark.

    Attributes:
        mark: None where it is not known.
        below: what the mark says of the score, else what the report prints; None where neither
            says anything.
        former: the score of the year before; None where the indicator was another one.
    """

    number: int
    tool: Tool
    name: str
    score: Decimal
    mark: Decimal | None
    below: bool | None
    former: Decimal | None


def bars(preview: Preview) -> list[Bar]:
    """Return the indicators of a report, in its order."""
    before = preview.former.indicators if preview.former else ()
    former = {(each.number, thai.fold(each.name or "")): each.score for each in before}
    return [_bar(each, preview.framework, former) for each in preview.report.indicators]


def _bar(
    indicator: Indicator, framework: Framework, former: Mapping[tuple[int, str], Decimal]
) -> Bar:
    rule, mark = framework.indicator(indicator.number), framework.mark_of(indicator.number)
    name = indicator.name or (rule.name if rule else "")
    printed = None if indicator.result is None else indicator.result is Result.FAILED
    return Bar(
        number=indicator.number,
        tool=indicator.tool,
        name=name,
        score=indicator.score,
        mark=mark,
        below=printed if mark is None else indicator.score < mark,
        former=former.get((indicator.number, thai.fold(name))),
    )


def is_former(report: Report, other: Report) -> bool:
    """Return whether another report is that of the same agency for the year before."""
    ours, theirs = report.agency, other.agency
    same = ours.code == theirs.code and (ours.code is not None or _called(report) == _called(other))
    return same and other.fiscal_year == report.fiscal_year - 1


def _called(report: Report) -> str:
    agency = report.agency
    return thai.fold(kinds.full_name(agency.type, agency.name) + agency.province)


@dataclass(frozen=True)
class Term:
    """A part of the total: its score, its weight, and what it adds."""

    name: str
    score: Decimal
    weight: Decimal

    @property
    def adds(self) -> Decimal:
        """What it adds to the total, unrounded."""
        return self.weight * self.score


def terms_of(report: Report, framework: Framework) -> list[Term]:
    """Return what the total is made of; nothing where the year or the report leaves that open."""
    scores = {indicator.number: indicator.score for indicator in report.indicators}
    whole = all(rule.number in scores for rule in framework.indicators)
    if not whole or not scoring.sums_up(framework):
        return []
    tools = scoring.tool_scores(framework, scores)
    parts = scoring.terms(framework, tools, report.eit_parts)
    return [Term(part.name, score, part.weight) for part, score in parts]


@dataclass(frozen=True)
class WeakItem:
    """A weak item as the report lists it, with what is planned about it."""

    item: Item
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Weak:
    """A weak indicator, its items, and the remedy that is for all of them."""

    indicator: int
    remedy: str | None
    items: tuple[WeakItem, ...]


def weak_of(report: Report) -> list[Weak]:
    """Return what is weak with what is planned, as the report lists it."""
    planned: dict[str, list[Measure]] = {}
    for measure in report.measures:
        planned.setdefault(measure.item, []).append(measure)

    def with_measures(entry: WeakIndicator) -> Iterator[WeakItem]:
        for item in entry.items:
            yield WeakItem(item, tuple(planned.get(item.item, ())))

    return [
        Weak(entry.indicator, entry.remedy, tuple(with_measures(entry))) for entry in report.weak
    ]

"""Do all figures go together, where each sum by itself would do?

The other families compare one rule at a time. Here all rules are asked at once: is there any choice
of scores, within what rounding allows, that prints every figure, the weak items and the level of
this report?
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from ita_sync import thai
from ita_sync.checks import bounds, figures, levels, weak
from ita_sync.checks.bounds import Span
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import NOTE, WARNING, YEAR, Rule, scores_by_number
from ita_sync.i18n import T
from ita_sync.report import Report, Tool
from ita_sync.rules import Framework

TOGETHER = Rule(
    "FIGURES-TOGETHER",
    WARNING,
    T("The figures fit one by one, but not all together"),
    T(
        "Items, indicators, tools, EIT parts, total and level describe the same scores; some "
        "scores must give them all."
    ),
    YEAR,
)
RULES = (TOGETHER,)

_BESIDE = {levels.UNDECIDED.code, weak.REMEDY.code, weak.PASSING.code}
Part = tuple[Tool, int]
Marks = dict[Part, tuple[Decimal | None, Decimal | None]]
"""For each part of the assessment the mark it must reach, and the one it must miss."""

NOTHING = Span(bounds.FULL, Fraction(0))


def check(report: Report, framework: Framework) -> Iterator[Finding]:
    """Yield a finding if no scores give all figures.

    Silent where another family has already said what is wrong.
    """
    if scores_by_number(report, framework) is None:
        return
    others = (
        finding for family in (figures, weak, levels) for finding in family.check(report, framework)
    )
    if any(finding.severity is not NOTE and finding.code not in _BESIDE for finding in others):
        return
    if not any(_fits(report, framework, marks) for marks in _ways(report, framework)):
        yield TOGETHER.at(
            ("total",),
            T("No scores give items, indicators, tools, total and level as they are printed here."),
            expected=T("figures of the official result: at least one of these differs from it"),
            source=framework.source(framework.indicators[0].items_source),
        )


def _ways(report: Report, framework: Framework) -> Iterator[Marks]:
    """Yield every way to the level printed: it holds, and each higher one that the total reaches misses some part."""
    name = thai.fold(report.level)
    at = next(n for n, level in enumerate(framework.levels) if thai.fold(level.name) == name)
    own = framework.levels[at].all_tools_min
    parts: list[Part] = [(tool, n) for tool in Tool for n in range(_count(framework, tool))]
    reached = [level for level in framework.levels[:at] if report.total >= level.min]
    bars = [level.all_tools_min for level in reached if level.all_tools_min is not None]
    for way in product(*(product(parts, [bar]) for bar in bars)):
        yield {
            part: (own, min((bar for missing, bar in way if missing == part), default=None))
            for part in parts
        }


def _count(framework: Framework, tool: Tool) -> int:
    return sum(part.tool is tool for part in framework.parts)


def _fits(report: Report, framework: Framework, marks: Marks) -> bool:
    """Say whether some scores take this way.

    The parts of one tool weigh the same, so only their mean enters.
    """
    boxes = _indicators(report, framework)
    total = bounds.ZERO
    for tool in Tool:
        own = [boxes[rule.number] for rule in framework.indicators if rule.tool is tool]
        whole, count = bounds.mean(own), _count(framework, tool)
        printed = getattr(report.tools, tool, None)
        if printed is not None:
            whole &= bounds.of(printed)
        shown = [printed] if count == 1 else _shown(report, count)
        parts = [
            _marked(_part(own, count), figure, marks[tool, n]) for n, figure in enumerate(shown)
        ]
        if any(part.empty for part in parts):
            return False
        whole &= bounds.mean(parts)
        if whole.empty:
            return False
        total += whole * Fraction(sum(part.weight for part in framework.parts if part.tool is tool))
    return total.meets(bounds.of(report.total))


def _indicators(report: Report, framework: Framework) -> Mapping[int, Span]:
    """Return what each indicator can be by its own figure and by the weak items listed under it."""
    found = {
        entry.number: bounds.indicator(framework, entry.number, entry.score)
        for entry in report.indicators
    }
    scores = {entry.number: entry.score for entry in report.indicators}
    rules = {rule.number: rule for rule in framework.indicators}
    for entry in report.weak:
        rule, failing = rules[entry.indicator], scores[entry.indicator] < framework.pass_mark
        if rule.items:
            found[rule.number] &= bounds.questions(framework, rule, entry, failing=failing)
        elif failing and entry.items:
            # Two scores that items give can print alike; the list says which of them it is.
            found[rule.number] = bounds.open_data(rule, {item.item for item in entry.items})
    return found


def _shown(report: Report, count: int) -> list[Decimal | None]:
    parts = report.eit_parts
    return [parts.part1, parts.part2] if parts else [None] * count


def _part(own: list[Span], count: int) -> Span:
    """Return what one of so many parts can be: each indicator is the mean of all, and the other ones have 0 to 100."""
    others = bounds.FULL * (count - 1)
    return bounds.mean(
        Span(box.low * count - others, box.high * count, box.open) & bounds.ANY for box in own
    )


def _marked(
    span: Span, figure: Decimal | None, marks: tuple[Decimal | None, Decimal | None]
) -> Span:
    """Return what is left of a part that reaches one mark and misses another, as printed at two places."""
    reach, miss = marks
    if figure is not None:
        met = (reach is None or figure >= reach) and (miss is None or figure < miss)
        return span & bounds.of(figure) if met else NOTHING
    least = bounds.ANY if reach is None else Span(Fraction(reach) - bounds.HALF_CENT, bounds.FULL)
    most = (
        bounds.ANY
        if miss is None
        else Span(bounds.ANY.low, Fraction(miss) - bounds.HALF_CENT, open=True)
    )
    return span & least & most

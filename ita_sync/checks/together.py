"""Do all figures go together, where each sum by itself would do?

The other families apply one rule at a time. Here all rules apply at once: is there any choice of
scores, within what rounding allows, that prints every figure, the weak items and the level of this
report?
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

from ita_sync import thai
from ita_sync.checks import bounds, figures, levels, weak, weak_items
from ita_sync.checks.bounds import Span
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import NOTE, WARNING, YEAR, Rule, findings_of, scores_by_number
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Report, Tool
from ita_sync.rules import Framework, Level
from ita_sync.rules.scoring import sums_up

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

_BESIDE = {levels.UNDECIDED.code, weak_items.REMEDY.code, weak.PASSING.code}
"""Findings of others that say nothing about whether the figures go together."""

NOTHING = Span(bounds.FULL, Fraction(0))

Part = tuple[Tool, int]
"""One of the parts that the year weighs a tool by."""

Way = Mapping[Part, Span]
"""One way to the level printed: the scores that it asks of each part."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield a finding if no scores give all figures.

    Silent where another family has already said what is wrong.
    """
    report, framework = subject.report, subject.framework
    if scores_by_number(report, framework) is None or not _is_known(framework):
        return
    others = (
        finding for family in (figures, weak, levels) for finding in findings_of(subject, family)
    )
    if any(finding.severity is not NOTE and finding.code not in _BESIDE for finding in others):
        return
    boxes = _indicators(report, framework)
    if not any(_fits(report, framework, boxes, way) for way in _ways(report, framework)):
        yield TOGETHER.at(
            ("total",),
            T("No scores give items, indicators, tools, total and level as they are printed here."),
            expected=T("figures of the official result: at least one of these differs from it"),
            source=framework.source(framework.indicators[0].items_source),
        )


def _is_known(framework: Framework) -> bool:
    """Return whether the year says all that scores depend on, and weighs a tool's parts alike."""
    weights = {tool: {p.weight for p in framework.parts if p.tool is tool} for tool in Tool}
    return (
        sums_up(framework)
        and framework.levels_complete
        and all(level.known for level in framework.levels)
        and all(framework.mark(tool) is not None for tool in Tool)
        and all(framework.is_summed(rule) or rule.items for rule in framework.indicators)
        and all(rule.weight is None for rule in framework.indicators)
        and all(len(own) <= 1 for own in weights.values())
    )


def _ways(report: Report, framework: Framework) -> Iterator[Way]:
    """Yield every way to the level printed.

    Every part reaches its mark; of each higher level whose total is reached, some part misses the
    mark. Whether EIT has parts there may be open; then either will do.
    """
    names = [thai.fold(level.name) for level in framework.levels]
    at = names.index(thai.fold(report.level))
    higher = [
        level
        for level in framework.levels[:at]
        if level.min is not None and report.total >= level.min
    ]
    for parts in _divided(framework):
        asked = [_asked(level, parts) for level in higher]
        for missed in product(*asked):
            yield _way(parts, framework.levels[at], missed)


def _asked(level: Level, parts: Iterable[Part]) -> list[tuple[Part, Decimal]]:
    """Return the mark that a level asks of each part, of those it asks for one."""
    return [(part, bar) for part in parts if (bar := level.bar(part[0])) is not None]


def _divided(framework: Framework) -> Iterator[list[Part]]:
    """Yield the parts that the levels may look at."""
    counts = {tool: _count(framework, tool) for tool in Tool}
    whole = {tool: min(count, 1) for tool, count in counts.items()}
    looks = {"one": [whole], "parts": [counts], None: [counts, whole]}[framework.eit_in_levels]
    for look in looks:
        yield [(tool, n) for tool in Tool for n in range(look[tool])]


def _way(parts: Iterable[Part], level: Level, missed: Iterable[tuple[Part, Decimal]]) -> Way:
    """Return what is asked of each part, the lowest where it must miss several marks."""
    lowest: dict[Part, Decimal] = {}
    for part, mark in missed:
        lowest[part] = min(mark, lowest.get(part, mark))
    return {part: _between(level.bar(part[0]), lowest.get(part)) for part in parts}


def _between(reach: Decimal | None, miss: Decimal | None) -> Span:
    """Return the scores that print as the first mark or more and as less than the second."""
    span = bounds.ANY
    if reach is not None:
        span &= Span(Fraction(reach) - bounds.HALF_CENT, bounds.FULL)
    if miss is not None:
        span &= Span(span.low, Fraction(miss) - bounds.HALF_CENT, open=True)
    return span


def _count(framework: Framework, tool: Tool) -> int:
    return sum(part.tool is tool for part in framework.parts)


def _fits(report: Report, framework: Framework, boxes: Mapping[int, Span], way: Way) -> bool:
    """Return whether some scores take this way; `boxes` is what each indicator can be."""
    total = bounds.ZERO
    for tool in {tool for tool, _ in way}:
        own = [boxes[rule.number] for rule in framework.rules_of(tool)]
        shown = [getattr(report.tools, tool, None), *_shown(report, _count(framework, tool))]
        span = _tool(own, shown, [way[part] for part in way if part[0] is tool])
        if span.empty:
            return False
        # The parts of one tool weigh the same, so only their mean enters.
        total += span * Fraction(sum(part.weight for part in framework.parts if part.tool is tool))
    return total.meets(bounds.of(report.total))


def _tool(own: list[Span], shown: Sequence[Decimal | None], asked: list[Span]) -> Span:
    """Return what a tool can be by its indicators, the figures printed and what the level asks.

    `shown` has the tool's own figure, then that of each of its parts if it has several; `asked` is
    of the parts, or of the tool as one.
    """
    whole = _printed(bounds.mean(own), shown[0])
    figures = shown[1:]
    if len(asked) == 1:
        whole &= asked[0]
        asked = [bounds.ANY] * len(figures)
    parts = [
        _printed(_part(own, len(figures)), figure) & span
        for figure, span in zip(figures, asked, strict=True)
    ]
    if any(part.empty for part in parts):
        return NOTHING
    return whole & bounds.mean(parts) if parts else whole


def _indicators(report: Report, framework: Framework) -> Mapping[int, Span]:
    """Return what each indicator can be by its own figure and by the weak items it lists."""
    found = {
        entry.number: bounds.indicator(framework, entry.number, entry.score)
        for entry in report.indicators
    }
    scores = {entry.number: entry.score for entry in report.indicators}
    rules = {rule.number: rule for rule in framework.indicators}
    for entry in report.weak:
        rule = rules[entry.indicator]
        mark = framework.mark(rule.tool)
        failing = mark is not None and scores[entry.indicator] < mark
        if rule.items:
            found[rule.number] &= bounds.questions(rule, entry, mark if failing else None)
        elif failing and entry.items:
            # Two scores that items give can print alike; the list says which of them it is.
            listed = {item.item: item.score for item in entry.items}
            found[rule.number] = bounds.open_data(rule, listed, framework.scoring.open_data[-1])
    return found


def _shown(report: Report, count: int) -> list[Decimal | None]:
    """Return the printed figure of each of a tool's several parts; only EIT has parts printed."""
    parts = report.eit_parts
    if count == 1:
        return []
    return [parts.part1, parts.part2] if parts else [None] * count


def _part(own: list[Span], count: int) -> Span:
    """Return what one of `count` parts can be: each indicator is the mean of its parts."""
    return bounds.mean(bounds.part_of(box, count) for box in own)


def _printed(span: Span, figure: Decimal | None) -> Span:
    """Return what is left of a span where a figure is printed for it."""
    return span if figure is None else span & bounds.of(figure)

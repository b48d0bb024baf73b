"""Does an indicator's score follow from its weak items? Part of the family `weak`."""

from collections.abc import Iterator
from decimal import Decimal

from ita_sync.checks import bounds
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule
from ita_sync.i18n import N, T
from ita_sync.report import Indicator, Loc, WeakIndicator
from ita_sync.rules import Framework, IndicatorRule, Source
from ita_sync.rules.scoring import oit_indicator, round2

OIT_SUM = Rule(
    "WEAK-OIT-SUM",
    ERROR,
    T("An OIT indicator's score does not follow from its failing items"),
    T(
        "An OIT indicator is the mean of its sub-indicators, each the mean of its items at 0 or "
        "100."
    ),
    YEAR,
)
MEAN = Rule(
    "WEAK-MEAN",
    WARNING,
    T("An indicator's score cannot arise from its weak items"),
    T("An indicator is the mean of its questions; those not listed lie from the pass mark to 100."),
    YEAR,
)


def check(
    framework: Framework, rule: IndicatorRule, weak: WeakIndicator, entry: Indicator, loc: Loc
) -> Iterator[Finding]:
    """Compare the indicator's score with its items; a passing indicator may not list them all."""
    mark = framework.mark(rule.tool)
    failing = mark is not None and entry.score < mark
    loc = (*loc, "items")
    if framework.is_summed(rule):
        listed = {item.item: item.score for item in weak.items}
        computed = round2(oit_indicator(framework, rule.number, listed))
        if entry.score > computed or (failing and entry.score < computed):
            yield _sum(entry, len(listed), computed, loc, framework.summed_source(rule))
    elif rule.items and not any(bounds.of(score).empty for score in _scores(weak, entry)):
        # SCORE-RANGE says where a score is impossible.
        span = bounds.questions(rule, weak, mark if failing else None)
        if not span.meets(bounds.of(entry.score)):
            source = framework.source(rule.items_source, framework.pass_mark_source)
            yield _mean(entry, span.printed, loc, source)


def _scores(weak: WeakIndicator, entry: Indicator) -> Iterator[Decimal]:
    yield entry.score
    yield from (item.score for item in weak.items)


def _sum(entry: Indicator, count: int, computed: Decimal, loc: Loc, source: Source) -> Finding:
    return OIT_SUM.at(
        loc,
        N(
            "Indicator {number} has {score}, its {count} failing item gives {computed}.",
            "Indicator {number} has {score}, its {count} failing items give {computed}.",
            number=entry.number,
            score=entry.score,
            count=count,
            computed=computed,
        ),
        expected=T("{computed}, or other failing items", computed=computed),
        source=source,
    )


def _mean(entry: Indicator, span: tuple[Decimal, Decimal], loc: Loc, source: Source) -> Finding:
    low, high = span
    return MEAN.at(
        loc,
        T("Indicator {number} has {score}.", number=entry.number, score=entry.score),
        expected=T("{low} to {high} with the weak items listed", low=low, high=high),
        source=source,
    )

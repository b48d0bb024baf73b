"""Does an indicator's score follow from its weak items? Part of the family `weak`."""

from collections.abc import Iterator

from ita_sync.checks import bounds
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule
from ita_sync.i18n import N, T
from ita_sync.report import Indicator, Loc, WeakIndicator
from ita_sync.rules import Framework, IndicatorRule
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
    look = _sum if rule.sub else _mean
    yield from look(framework, rule, weak, entry, (*loc, "items"))


def _sum(
    framework: Framework, rule: IndicatorRule, weak: WeakIndicator, entry: Indicator, loc: Loc
) -> Iterator[Finding]:
    score = round2(oit_indicator(framework, rule.number, {item.item for item in weak.items}))
    failing = entry.score < framework.pass_mark
    if entry.score > score or (failing and entry.score < score):
        yield OIT_SUM.at(
            loc,
            N(
                "Indicator {number} has {score}, its {count} failing item gives {computed}.",
                "Indicator {number} has {score}, its {count} failing items give {computed}.",
                number=rule.number,
                score=entry.score,
                count=len(weak.items),
                computed=score,
            ),
            expected=T("{computed}, or other failing items", computed=score),
            source=framework.source(rule.items_source),
        )


def _mean(
    framework: Framework, rule: IndicatorRule, weak: WeakIndicator, entry: Indicator, loc: Loc
) -> Iterator[Finding]:
    scores = (entry.score, *(item.score for item in weak.items))
    if any(bounds.of(score).empty for score in scores):
        return  # SCORE-RANGE says so
    failing = entry.score < framework.pass_mark
    span = bounds.questions(framework, rule, weak, failing=failing)
    if not span.meets(bounds.of(entry.score)):
        low, high = span.printed
        yield MEAN.at(
            loc,
            T("Indicator {number} has {score}.", number=rule.number, score=entry.score),
            expected=T("{low} to {high} with the weak items listed", low=low, high=high),
            source=framework.source(rule.items_source),
        )

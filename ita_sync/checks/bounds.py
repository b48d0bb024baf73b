"""What printed figures say about the true ones, without rounding twice: spans of exact fractions.

A figure is printed with two decimals, rounded half up, so 84.85 stands for everything from 84.845
up to, but not including, 84.855. A sum holds if some choice of true figures gives it; comparing
with a fixed tolerance would either miss errors or invent some.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ita_sync.checks.rule import scores_by_number
from ita_sync.report import EitParts, Report, Tool, WeakIndicator
from ita_sync.rules import Framework, IndicatorRule
from ita_sync.rules.scoring import exact_grid, round2_fraction, scores_tools

FULL = Fraction(100)
HALF_CENT = Fraction(1, 200)


@dataclass(frozen=True)
class Span:
    """All figures from `low` to `high`; where it is `open`, without `high` itself."""

    low: Fraction
    high: Fraction
    open: bool = False

    @property
    def empty(self) -> bool:
        """Whether it contains no figure."""
        return self.low > self.high or (self.low == self.high and self.open)

    def __and__(self, other: "Span") -> "Span":
        high = min(self.high, other.high)
        open_ = any(span.open and span.high == high for span in (self, other))
        return Span(max(self.low, other.low), high, open_)

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high, self.open or other.open)

    def __mul__(self, factor: Fraction) -> "Span":
        return Span(self.low * factor, self.high * factor, self.open)

    @property
    def printed(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest figure as they are printed."""
        hair = Fraction(1, 10**9) if self.open else 0
        return round2_fraction(self.low), round2_fraction(self.high - hair)

    def meets(self, other: "Span") -> bool:
        """Return whether both have a figure in common."""
        return not (self & other).empty


ANY = Span(Fraction(0), FULL)
ZERO = Span(Fraction(0), Fraction(0))


def of(score: Decimal) -> Span:
    """Return the figures from 0 to 100 that print as `score`; an empty span if it lies outside.

    A score with more than two decimals is taken to be rounded at its last one.
    """
    exponent = score.as_tuple().exponent
    return _of(score, exponent if isinstance(exponent, int) else 0)


# 84.8 and 84.8000 are equal and yet stand for different figures: the decimals are asked for.
@lru_cache(maxsize=4096)
def _of(score: Decimal, exponent: int) -> Span:
    half = min(HALF_CENT, Fraction(10) ** exponent / 2)
    exact = Fraction(score)
    return Span(exact - half, exact + half, open=True) & ANY


def mean(spans: Iterable[Span]) -> Span:
    """Return what the plain mean of at least one span can be."""
    known = tuple(spans)
    return sum(known, ZERO) * Fraction(1, len(known))


# Hundreds of sums, and each check of each report asks for them again.
@lru_cache(maxsize=64)
def _grid(sizes: tuple[int, ...], steps: tuple[Decimal, ...]) -> dict[Decimal, Span]:
    """Return the scores that an OIT indicator can have, by the figure that is printed for them.

    `sizes` are the numbers of items of its sub-indicators, `steps` what an item can score.
    """
    found: dict[Decimal, Span] = {}
    for value in sorted(exact_grid(sizes, steps)):
        printed = round2_fraction(value)
        found[printed] = Span(found[printed].low if printed in found else value, value)
    return found


def indicator(framework: Framework, number: int, score: Decimal) -> Span:
    """Return what an indicator's true score can be; for OIT, only what its items can give."""
    rule = framework.indicator(number)
    if rule is None or not framework.is_summed(rule):
        return of(score)
    sizes = tuple(len(sub.items) for sub in rule.sub)
    return _grid(sizes, framework.scoring.open_data).get(score) or of(score)


def questions(rule: IndicatorRule, listed: WeakIndicator, least: Decimal | None) -> Span:
    """Return what the mean of an indicator's questions can be with these weak ones.

    `least` is what a question that is not listed prints as at least: the pass mark, under a failing
    indicator; under a passing one it may have any score (None).
    """
    others = ANY if least is None else Span(Fraction(least) - HALF_CENT, FULL)
    known = [of(item.score) for item in listed.items]
    return mean([*known, *[others] * (len(rule.items) - len(known))])


def open_data(rule: IndicatorRule, weak: Mapping[str, Decimal], best: Decimal) -> Span:
    """Return the exact score of an OIT indicator whose weak items are known; others have `best`."""
    own = (
        sum(Fraction(weak.get(item, best)) for item in sub.items) / len(sub.items)
        for sub in rule.sub
    )
    exact = Fraction(sum(own)) / len(rule.sub)
    return Span(exact, exact)


def tools(report: Report, framework: Framework) -> dict[Tool, Span]:
    """Return what each tool's score can be by its indicators.

    Nothing is returned unless the report has each of the year's indicators once, and the year says
    how tools are scored.
    """
    scores = scores_by_number(report, framework)
    if scores is None or not scores_tools(framework):
        return {}
    by_tool = {tool: framework.rules_of(tool) for tool in Tool}
    return {
        tool: weighted(
            rules, (indicator(framework, rule.number, scores[rule.number]) for rule in rules)
        )
        for tool, rules in by_tool.items()
        if rules
    }


def weighted(rules: Sequence[IndicatorRule], spans: Iterable[Span]) -> Span:
    """Return what a tool can be whose indicators can be `spans`."""
    shares = [Fraction(rule.weight) for rule in rules if rule.weight is not None]
    if not shares:
        return mean(spans)
    return sum((span * share for span, share in zip(spans, shares, strict=True)), ZERO)


def narrowed(report: Report, by_tool: Mapping[Tool, Span]) -> dict[Tool, Span]:
    """Return the spans of tools narrowed by those printed tool scores that fit.

    TOOL-SCORE reports those that do not.
    """
    found = dict(by_tool)
    for tool, span in by_tool.items():
        printed = getattr(report.tools, tool, None)
        if printed is not None and span.meets(of(printed)):
            found[tool] = span & of(printed)
    return found


def total(
    framework: Framework, by_tool: Mapping[Tool, Span], parts: EitParts | None = None
) -> Span:
    """Return what the weighted total can be.

    EIT parts count separately where they are given and the year weighs both. Where they are not
    given and weigh unequally, each may be anything that their mean allows.
    """
    result = ZERO
    for tool, span in by_tool.items():
        weights = [Fraction(part.weight) for part in framework.parts if part.tool is tool]
        apart = [of(parts.part1), of(parts.part2)] if parts and tool is Tool.EIT else []
        if len(apart) == len(weights):
            result += sum((part * own for part, own in zip(apart, weights, strict=True)), ZERO)
        else:
            result += pooled(span, weights)
    return result


def pooled(whole: Span, weights: Sequence[Fraction]) -> Span:
    """Return what a tool of several parts adds to the total where only their mean is known.

    What all parts weigh alike goes by the mean; by what one weighs more, it may be anything that
    the mean allows.
    """
    alike = min(weights)
    if len(set(weights)) == 1:
        return whole * sum(weights, Fraction(0))
    span = whole * (alike * len(weights))
    for weight in weights:
        span += part_of(whole, len(weights)) * (weight - alike)
    return span


def part_of(whole: Span, count: int) -> Span:
    """Return what one of `count` parts can be by their mean; the others have 0 to 100."""
    others = FULL * (count - 1)
    return Span(whole.low * count - others, whole.high * count, whole.open) & ANY

"""Scores and levels: pure decimal arithmetic on the 0-100 scale, no rounding inside.

Figures are quantised, half up at two places as the reports print them, only where a printed figure
is compared or shown. Source of the rules: the scoring section of the ITA 2566 report form.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from ita_sync import thai
from ita_sync.report import EitParts, Tool
from ita_sync.rules.framework import Framework
from ita_sync.rules.models import IndicatorRule, Level, Part

FULL = Decimal(100)
CENT = Decimal("0.01")
"""The step of a printed figure, and the most that a recomputed total may differ by rounding."""


def mean(values: Iterable[Decimal]) -> Decimal:
    """Return the plain mean.

    Raises:
        ValueError: no values.
    """
    known = tuple(values)
    if not known:
        raise ValueError("mean of nothing")
    return sum(known, Decimal(0)) / len(known)


def round2(value: Decimal) -> Decimal:
    """Return `value` as a report prints it: two decimals, half up."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def round2_fraction(value: Fraction) -> Decimal:
    """Return a fraction as it is printed: two decimals, half up."""
    return round2(Decimal((value * 1000).__floor__()) / 1000)


def tool_scores(framework: Framework, scores: Mapping[int, Decimal]) -> dict[Tool, Decimal]:
    """Return the score of every tool from the scores by indicator number.

    A tool is the mean of its indicators, by their weights where the year gives some; EIT has both
    parts pooled. Empty where the year does not say how a tool is scored, or which indicators it
    has. Source: report form, row "คะแนนแบบวัด".

    Raises:
        KeyError: an indicator of the year has no score.
    """
    if not scores_tools(framework):
        return {}
    by_tool = {tool: framework.rules_of(tool) for tool in Tool}
    return {tool: _tool_score(rules, scores) for tool, rules in by_tool.items() if rules}


def _tool_score(rules: list[IndicatorRule], scores: Mapping[int, Decimal]) -> Decimal:
    weights = [rule.weight for rule in rules if rule.weight is not None]
    if not weights:
        return mean(scores[rule.number] for rule in rules)
    weighted = zip(rules, weights, strict=True)
    return sum((weight * scores[rule.number] for rule, weight in weighted), Decimal(0))


def scores_tools(framework: Framework) -> bool:
    """Return whether the year says how tools are scored, and from which indicators."""
    return framework.scoring.tool_score is not None and all(
        rule.tool is not None for rule in framework.indicators
    )


def total(
    framework: Framework, tools: Mapping[Tool, Decimal], eit_parts: EitParts | None = None
) -> Decimal:
    """Return the weighted total, unrounded: the sum of `terms`.

    Raises:
        KeyError: a tool that has weight has no score.
    """
    weighted = (part.weight * score for part, score in terms(framework, tools, eit_parts))
    return sum(weighted, Decimal(0))


def terms(
    framework: Framework, tools: Mapping[Tool, Decimal], eit_parts: EitParts | None = None
) -> list[tuple[Part, Decimal]]:
    """Return what the total is the weighted sum of: each part with its score.

    Where the EIT parts are not known apart, or the year weighs EIT as one, the pooled EIT score
    gets all of the weight: a report prints indicators 6-8 as the plain mean of both parts. Source:
    report form, rows "น้ำหนักแบบวัด" and "คะแนนรวม".

    Raises:
        KeyError: a tool that has weight has no score.
    """
    two = sum(part.tool is Tool.EIT for part in framework.parts) == 2  # noqa: PLR2004 - part1 and part2
    apart = [eit_parts.part1, eit_parts.part2] if eit_parts and two else []
    return [
        (part, apart.pop(0) if part.tool is Tool.EIT and apart else tools[part.tool])
        for part in framework.parts
    ]


def sums_up(framework: Framework) -> bool:
    """Return whether the year says how total and tools are made of the indicators."""
    return bool(framework.parts) and scores_tools(framework)


def oit_indicator(framework: Framework, number: int, weak: Mapping[str, Decimal]) -> Decimal:
    """Return the score of an OIT indicator, unrounded: the mean of its sub-indicators' means.

    `weak` has the scores of its weak items (id as `o13`); the others have the best score an item
    can take. A flat mean of all items would give other figures. Source: report form, rows
    "คะแนนตัวชี้วัดย่อย" and "คะแนนตัวชี้วัด".

    Raises:
        ValueError: the indicator has no sub-indicators.
    """
    best = max(framework.scoring.open_data, default=FULL)
    return mean(
        mean(weak.get(item, best) for item in sub.items) for sub in framework.sub_indicators(number)
    )


def oit_grid(framework: Framework, number: int) -> frozenset[Decimal]:
    """Return every score, at two places, that an OIT indicator can take at all.

    Raises:
        ValueError: the year does not say which.
    """
    rule = framework.indicator(number)
    if rule is None or not framework.is_summed(rule):
        raise ValueError("no sub-indicators, or items of unknown scores")
    return _grid(tuple(len(sub.items) for sub in rule.sub), framework.scoring.open_data)


@lru_cache(maxsize=64)  # thousands of sums, and every report of a year asks for the same
def _grid(sizes: tuple[int, ...], steps: tuple[Decimal, ...]) -> frozenset[Decimal]:
    return frozenset(round2_fraction(value) for value in exact_grid(sizes, steps))


def exact_grid(sizes: Sequence[int], steps: Sequence[Decimal]) -> set[Fraction]:
    """Return every score (0-100) of an indicator whose sub-indicators have so many items each.

    `steps` are the scores that an item can take.
    """
    sums = {Fraction(0)}
    for size in sizes:
        own = {Fraction(0)}
        for _ in range(size):
            own = {before + Fraction(step) for before in own for step in steps}
        sums = {before + one / size for before in sums for one in own}
    return {value / len(sizes) for value in sums}


@dataclass(frozen=True)
class Possible:
    """The levels that remain possible.

    Attributes:
        names: of those that the year's file has, best first.
        unnamed: it may also be a level that the file does not have.
    """

    names: tuple[str, ...]
    unnamed: bool = False

    @property
    def decided(self) -> bool:
        """Whether exactly one remains."""
        return len(self.names) == 1 and not self.unnamed


def possible_levels(
    framework: Framework,
    total: Decimal,
    tools: Mapping[Tool, Decimal],
    eit_parts: EitParts | None = None,
) -> Possible:
    """Return the levels that remain possible; one when the figures decide.

    The levels are tried from the top; `total` counts as printed, at two places. What a level asks
    holds, fails, or stays open: a tool score that is not there, an EIT known only pooled, or a rule
    that is not known may leave it open. Source: level table of the report form.
    """
    possible: list[str] = []
    above = not framework.levels_complete  # a level above the first asks no less than the first
    for index, level in enumerate(framework.levels):
        met = _met(framework, level, round2(total), tools, eit_parts)
        if met is False:
            above = above and index > 0
            continue
        possible.append(level.name)
        if met:
            return Possible(tuple(possible), above)
    return Possible(tuple(possible), not framework.levels_complete)


def _met(
    framework: Framework,
    level: Level,
    total: Decimal,
    tools: Mapping[Tool, Decimal],
    eit_parts: EitParts | None,
) -> bool | None:
    """Say whether the figures reach a level; None where that stays open."""
    lowest = level.min
    if lowest is None and level.passes:
        lowest = framework.agency_pass_mark
    if lowest is not None and total < lowest:
        return False
    verdicts = [
        _reaches_bar(framework, tool, bar, tools.get(tool), eit_parts)
        for tool in framework.tools
        if (bar := level.bar(tool)) is not None
    ]
    if False in verdicts:
        return False
    return None if None in verdicts or not level.known else True


def _reaches_bar(
    framework: Framework,
    tool: Tool,
    bar: Decimal,
    score: Decimal | None,
    eit_parts: EitParts | None,
) -> bool | None:
    if tool is not Tool.EIT:
        return _reaches(score, bar)
    as_one = _whole_reaches(score, eit_parts, bar)
    by_parts = _parts_reach(score, eit_parts, bar)
    if framework.eit_in_levels == "one":
        return as_one
    if framework.eit_in_levels == "parts":
        return by_parts
    return as_one if as_one is by_parts else None


def level_named(framework: Framework, name: str) -> Level | None:
    """Return the level of the year that a report names, in whatever spelling looks like it."""
    named = thai.fold(name)
    return next((level for level in framework.levels if thai.fold(level.name) == named), None)


def _whole_reaches(pooled: Decimal | None, eit_parts: EitParts | None, bar: Decimal) -> bool | None:
    """Say whether EIT as one reaches `bar`; its parts may tell what the indicators leave open."""
    met = _reaches(pooled, bar)
    if met is None and eit_parts and mean((eit_parts.part1, eit_parts.part2)) >= bar:
        return True
    return met


def _parts_reach(pooled: Decimal | None, eit_parts: EitParts | None, bar: Decimal) -> bool | None:
    if eit_parts is None:
        return _both_reach(pooled, bar)
    verdicts = [_reaches(eit_parts.part1, bar), _reaches(eit_parts.part2, bar)]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _reaches(score: Decimal | None, bar: Decimal) -> bool | None:
    """Say whether a part reaches `bar`.

    A score recomputed from printed figures is good to half a cent; so one less than a cent beneath
    the bar may stand on it in the original, and stays open.
    """
    if score is None or bar - CENT < score < bar:
        return None
    return score >= bar


def _both_reach(pooled: Decimal | None, bar: Decimal) -> bool | None:
    """Say whether two parts reach `bar` when only their mean is known.

    The better part has at most 100, so at a mean of 50 + bar/2 the other cannot lie below the bar,
    and a mean below the bar means that one part does. The mean is good to half a cent, a part is
    printed as the bar from half a cent below it.
    """
    if pooled is None:
        return None
    if pooled >= FULL / 2 + bar / 2 + CENT / 4:
        return True
    return False if _reaches(pooled, bar) is False else None

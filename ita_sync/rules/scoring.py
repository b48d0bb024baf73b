"""Scores and levels: pure decimal arithmetic on the 0-100 scale, no rounding inside.

Figures are quantised, half up at two places as the reports print them, only where a printed figure
is compared or shown. Source of the rules: the scoring section of the ITA 2566 report form.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ita_sync.report import EitParts, Tool
from ita_sync.rules.framework import Framework, Level

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


def tool_score(indicator_scores: Iterable[Decimal]) -> Decimal:
    """Return a tool's score: the mean of its indicators.

    Source: report form, row "คะแนนแบบวัด".
    """
    return mean(indicator_scores)


def tool_scores(framework: Framework, scores: Mapping[int, Decimal]) -> dict[Tool, Decimal]:
    """Return the score of every tool from the scores by indicator number.

    EIT has both parts pooled.

    Raises:
        KeyError: an indicator of the year has no score.
    """
    return {
        tool: tool_score(scores[rule.number] for rule in framework.indicators if rule.tool == tool)
        for tool in Tool
    }


def total(
    framework: Framework, tools: Mapping[Tool, Decimal], eit_parts: EitParts | None = None
) -> Decimal:
    """Return the weighted total, unrounded.

    Where the EIT parts are not known apart, or the year weighs EIT as one, the pooled EIT score
    gets all of the weight: a report prints indicators 6-8 as the plain mean of both parts. Source:
    report form, rows "น้ำหนักแบบวัด" and "คะแนนรวม".
    """
    two = sum(part.tool is Tool.EIT for part in framework.parts) == 2  # noqa: PLR2004 - part1 and part2
    apart = [eit_parts.part1, eit_parts.part2] if eit_parts and two else []
    result = Decimal(0)
    for part in framework.parts:
        score = apart.pop(0) if part.tool is Tool.EIT and apart else tools[part.tool]
        result += part.weight * score
    return result


def oit_indicator(framework: Framework, number: int, failing: Collection[str]) -> Decimal:
    """Return the score of an OIT indicator, unrounded: the mean of its sub-indicators' means.

    An item (id as `o13`) scores 0 when it is in `failing`, else 100. A flat mean of all items would
    give other figures. Source: report form, rows "คะแนนตัวชี้วัดย่อย" and "คะแนนตัวชี้วัด".

    Raises:
        ValueError: the indicator has no sub-indicators.
    """
    return mean(
        mean(Decimal(0) if item in failing else FULL for item in sub.items)
        for sub in framework.sub_indicators(number)
    )


def oit_grid(framework: Framework, number: int) -> frozenset[Decimal]:
    """Return every score, at two places, that an OIT indicator can take at all.

    Raises:
        ValueError: the indicator has no sub-indicators.
    """
    subs = framework.sub_indicators(number)
    if not subs:
        raise ValueError("no sub-indicators")
    return _grid(tuple(len(sub.items) for sub in subs))


@lru_cache(maxsize=64)  # thousands of sums, and every report of a year asks for the same
def _grid(sizes: tuple[int, ...]) -> frozenset[Decimal]:
    sums = {Decimal(0)}
    for size in sizes:
        steps = [FULL * passed / size for passed in range(size + 1)]
        sums = {before + step for before in sums for step in steps}
    return frozenset(round2(value / len(sizes)) for value in sums)


def possible_levels(
    framework: Framework,
    total: Decimal,
    *,
    iit: Decimal | None = None,
    eit_pooled: Decimal | None = None,
    oit: Decimal | None = None,
    eit_parts: EitParts | None = None,
) -> tuple[str, ...]:
    """Return the levels that remain possible, best first; one when the figures decide.

    The levels are tried from the top; `total` counts as printed, at two places. A condition "every
    part reaches t" holds, fails, or stays open: a tool score that is None, or an EIT whose parts
    are known only pooled, may leave it open. Source: level table of the report form.
    """
    possible = []
    for level in framework.levels:
        if round2(total) < level.min:
            continue
        met = _condition(level, iit, eit_pooled, oit, eit_parts)
        if met is not False:
            possible.append(level.name)
        if met:
            break
    return tuple(possible)


def _condition(
    level: Level,
    iit: Decimal | None,
    eit_pooled: Decimal | None,
    oit: Decimal | None,
    eit_parts: EitParts | None,
) -> bool | None:
    bar = level.all_tools_min
    if bar is None:
        return True
    eit = (
        [_reaches(eit_parts.part1, bar), _reaches(eit_parts.part2, bar)]
        if eit_parts
        else [_both_reach(eit_pooled, bar)]
    )
    verdicts = [_reaches(iit, bar), *eit, _reaches(oit, bar)]
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

    The better part has at most 100, so at a mean of 50 + bar/2 the other cannot lie below the bar;
    and a mean below the bar means that one part does.
    """
    if pooled is None:
        return None
    if pooled >= FULL / 2 + bar / 2:
        return True
    return False if _reaches(pooled, bar) is False else None

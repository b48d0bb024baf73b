"""Which errors can be known at all: whether any scores exist that print this report.

An error in the figures is decidable if no assignment of the unprinted values satisfies all rules of
the year within the printed rounding. The unprinted values are the questions behind each indicator,
the EIT parts, the passing OIT items, and the digits that rounding took. Open data is tried
combination by combination; everything else is a mean of numbers without gaps, and its range is
exact. The module shares nothing with `ita_sync.checks` or `ita_sync.rules.scoring`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import product

from ita_sync import thai
from ita_sync.report import Indicator, Report, Result, Tool, WeakIndicator
from ita_sync.rules import Framework, IndicatorRule, Level
from tests.checks.intervals import HALF_UP, SCALE, Interval, Rounding, around, mean
from tests.checks.truth import FULL, average, weights


def contradiction(report: Report, framework: Framework, rounding: Rounding = HALF_UP) -> str | None:
    """Return a rule that the report cannot satisfy, None if some scores print it so rounded."""
    return next(_listed_wrongly(report, framework), None) or _unreachable(
        report, framework, rounding
    )


def _listed_wrongly(report: Report, framework: Framework) -> Iterator[str]:
    """Yield what is wrong on its face: the set of indicators, results, lists and their items."""
    rules = {rule.number: rule for rule in framework.indicators}
    if sorted(entry.number for entry in report.indicators) != sorted(rules):
        yield "the indicators are not the year's, each once"
        return
    owners = {
        thai.fold(name): rule.number
        for rule in framework.indicators
        for name in (rule.name, *rule.also)
    }
    for entry in report.indicators:
        yield from _entry(rules[entry.number], entry, framework, owners)
    lists = Counter(weak.indicator for weak in report.weak if weak.items)
    for entry in report.indicators:
        if entry.score < framework.pass_mark and not lists[entry.number]:
            yield f"indicator {entry.number} fails and lists nothing"
    if any(count > 1 for count in Counter(weak.indicator for weak in report.weak).values()):
        yield "an indicator has two lists"
    measured = {measure.item for measure in report.measures}
    for weak in report.weak:
        if weak.indicator not in rules:
            yield f"a list for indicator {weak.indicator}"
            return
        yield from _items(rules[weak.indicator], weak, framework, measured)
    if any(framework.indicator_of(item) is None for item in measured):
        yield "a measure for an item that the year does not have"


def _entry(
    rule: IndicatorRule, entry: Indicator, framework: Framework, owners: dict[str, int]
) -> Iterator[str]:
    if entry.tool is not rule.tool:
        yield f"indicator {rule.number} under another tool"
    if entry.name is not None and owners.get(thai.fold(entry.name), rule.number) != rule.number:
        yield f"indicator {rule.number} has another's name"
    if (entry.result is Result.PASSED) != (entry.score >= framework.pass_mark):
        yield f"indicator {rule.number} has another result than its score"


def _items(
    rule: IndicatorRule, weak: WeakIndicator, framework: Framework, measured: set[str]
) -> Iterator[str]:
    if len({item.item for item in weak.items}) < len(weak.items):
        yield "an item is listed twice"
    for item in weak.items:
        if item.item not in rule.all_items:
            yield f"{item.item} is no item of indicator {rule.number}"
        if item.score >= framework.pass_mark or (rule.sub and item.score != 0) or item.score < 0:
            yield f"{item.item} is no weak item with {item.score}"
        if item.item not in measured:
            yield f"{item.item} has no measure"


def _unreachable(report: Report, framework: Framework, rounding: Rounding) -> str | None:
    """Return why no scores can print the figures, None if some can."""
    boxes: dict[Tool, list[Interval]] = {}
    for tool in (Tool.IIT, Tool.EIT):
        boxes[tool] = [
            around(Fraction(_score(report, rule.number)), rounding)
            & _questions(report, framework, rule, rounding)
            for rule in framework.indicators
            if rule.tool is tool
        ]
        if any(box.empty for box in boxes[tool]):
            return f"an indicator of {tool} cannot arise from its questions"
    open_data = _open_data(report, framework, rounding)
    if not open_data:
        return "the open-data indicators cannot arise from their items"
    branches = list(_branches(report, framework))
    if any(
        _fits(report, framework, boxes, rounding=rounding, open_data=score, branch=branch)
        for score in open_data
        for branch in branches
    ):
        return None
    return "tools, parts, total and level do not go together"


def _score(report: Report, number: int) -> Fraction:
    return Fraction(next(entry.score for entry in report.indicators if entry.number == number))


def _questions(
    report: Report, framework: Framework, rule: IndicatorRule, rounding: Rounding
) -> Interval:
    """Return the means that the questions allow.

    Those listed are as printed, the others of a failing indicator at the mark or above.
    """
    listed = {
        item.item: item.score
        for weak in report.weak
        if weak.indicator == rule.number
        for item in weak.items
    }
    fails = _score(report, rule.number) < framework.pass_mark
    passing = Interval(Fraction(framework.pass_mark) - rounding.down, FULL) if fails else SCALE
    return mean(
        [around(Fraction(listed[q]), rounding) if q in listed else passing for q in rule.items]
    )


def _open_data(report: Report, framework: Framework, rounding: Rounding) -> frozenset[Fraction]:
    """Return every OIT score that some set of passing items gives, all indicators as printed."""
    choices = []
    for rule in framework.indicators:
        if rule.tool is not Tool.OIT:
            continue
        weak = {
            item.item
            for each in report.weak
            if each.indicator == rule.number
            for item in each.items
        }
        means = (_exact(rule, weak),) if weak else _grid(tuple(len(sub.items) for sub in rule.sub))
        box = around(_score(report, rule.number), rounding)
        choices.append(means[bisect_left(means, box.low) : bisect_right(means, box.high)])
    found = frozenset(average(combination) for combination in product(*choices))
    shown = _shown(report, Tool.OIT)
    return (
        found
        if shown is None
        else frozenset(score for score in found if score in around(shown, rounding))
    )


def _exact(rule: IndicatorRule, failing: set[str]) -> Fraction:
    return average(
        average(Fraction(0) if item in failing else FULL for item in sub.items) for sub in rule.sub
    )


@cache
def _grid(sizes: tuple[int, ...]) -> tuple[Fraction, ...]:
    """Return every mean of sub-indicators of the given sizes, ascending."""
    counts = product(*(range(size + 1) for size in sizes))
    found = {
        average(FULL * passed / size for passed, size in zip(count, sizes, strict=True))
        for count in counts
    }
    return tuple(sorted(found))


def _shown(report: Report, tool: Tool) -> Fraction | None:
    value = getattr(report.tools, tool.value) if report.tools else None
    return None if value is None else Fraction(value)


def _part_names(framework: Framework) -> list[tuple[Tool, int]]:
    return [(tool, n) for tool, shares in weights(framework).items() for n in range(len(shares))]


Branch = dict[tuple[Tool, int], tuple[Fraction | None, Fraction | None]]
"""For each part of the assessment the mark that it must reach, and the one it must not reach."""


def _branches(report: Report, framework: Framework) -> Iterator[Branch]:
    """Yield every way in which the printed level is the first whose total and condition hold."""
    fold = thai.fold(report.level)
    at = next(
        (n for n, level in enumerate(framework.levels) if thai.fold(level.name) == fold), None
    )
    if at is None or report.total < framework.levels[at].min:
        return
    above: Sequence[Level] = [level for level in framework.levels[:at] if report.total >= level.min]
    if any(level.all_tools_min is None for level in above):
        return
    parts = _part_names(framework)
    own = framework.levels[at].all_tools_min
    for missed in product(parts, repeat=len(above)):
        branch: Branch = {part: (None if own is None else Fraction(own), None) for part in parts}
        for part, level in zip(missed, above, strict=True):
            low, high = branch[part]
            bar = Fraction(level.all_tools_min or 0)
            branch[part] = low, bar if high is None else min(high, bar)
        yield branch


def _fits(
    report: Report,
    framework: Framework,
    boxes: dict[Tool, list[Interval]],
    *,
    rounding: Rounding,
    open_data: Fraction,
    branch: Branch,
) -> bool:
    """Return whether scores exist for one OIT score and one way to the level."""
    total = Interval(Fraction(0), Fraction(0))
    for tool, shares in weights(framework).items():
        whole = Interval(open_data, open_data) if tool is Tool.OIT else mean(boxes[tool])
        shown = _shown(report, tool)
        if shown is not None:
            whole &= around(shown, rounding)
        parts = []
        for n in range(len(shares)):
            box = whole if len(shares) == 1 else _part(boxes[tool])
            figure = shown if len(shares) == 1 else _shown_part(report, n)
            if figure is not None:
                box &= around(figure, rounding)
            parts.append(_bounded(box, figure, rounding, branch[tool, n]))
        # All parts of a tool weigh the same, so only their mean matters to the total; parts may be
        # any numbers of their ranges with a mean in that of the whole.
        whole &= mean(parts)
        if whole.empty or any(part.empty for part in parts):
            return False
        total = total.plus(whole.times(sum(shares, Fraction(0))))
    return not (total & around(Fraction(report.total), rounding)).empty


def _part(boxes: Sequence[Interval]) -> Interval:
    """Return what one of two parts can be: indicators are means of both, each from 0 to 100."""
    return mean([Interval(2 * box.low - FULL, 2 * box.high) & SCALE for box in boxes])


def _shown_part(report: Report, n: int) -> Fraction | None:
    parts = report.eit_parts
    return Fraction((parts.part1, parts.part2)[n]) if parts else None


def _bounded(
    box: Interval,
    figure: Fraction | None,
    rounding: Rounding,
    marks: tuple[Fraction | None, Fraction | None],
) -> Interval:
    """Return what is left of a part that must reach one mark and miss another.

    A printed figure alone decides.
    """
    reach, miss = marks
    nothing = Interval(Fraction(1), Fraction(0))
    if figure is not None:
        met = (reach is None or figure >= reach) and (miss is None or figure < miss)
        return box if met else nothing
    low = box.low if reach is None else max(box.low, reach - rounding.down)
    high = box.high if miss is None else min(box.high, rounding.below(miss))
    return Interval(low, high)

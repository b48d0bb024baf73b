"""Which errors can be known at all: whether any scores exist that print this report.

An error in the figures is decidable if no assignment of the unprinted values, and no rule that the
year leaves open, satisfies all that is known of the year within the printed rounding. The unprinted
values are the questions behind each indicator, the EIT parts, the passing OIT items, and the digits
that rounding took. Open data is tried combination by combination; everything else is a mean of
numbers without gaps, and its range is exact. The module shares nothing with `ita_sync.checks` or
`ita_sync.rules.scoring`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product

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
    owners = {thai.fold(name): rule.number for rule in framework.indicators for name in rule.names}
    for entry in report.indicators:
        yield from _entry(rules[entry.number], entry, framework, owners)
    lists = Counter(weak.indicator for weak in report.weak if weak.items)
    for entry in report.indicators:
        if _fails(framework, rules[entry.number], entry.score) and not lists[entry.number]:
            yield f"indicator {entry.number} fails and lists nothing"
    if any(count > 1 for count in Counter(weak.indicator for weak in report.weak).values()):
        yield "an indicator has two lists"
    listed = Counter(item.item for weak in report.weak for item in weak.items)
    if any(count > 1 for count in listed.values()):
        yield "an item is listed twice"
    measured = {measure.item for measure in report.measures}
    tools = {entry.number: entry.tool for entry in report.indicators}
    for weak in report.weak:
        if weak.indicator not in rules:
            yield f"a list for indicator {weak.indicator}"
            return
        rule = rules[weak.indicator]
        yield from _items(rule, rule.tool or tools[rule.number], weak, framework, measured)
    if any(framework.has_item(item) is False for item in measured):
        yield "a measure for an item that the year does not have"


def _mark(framework: Framework, rule: IndicatorRule) -> Decimal | None:
    if rule.tool in framework.pass_marks:
        return framework.pass_marks[rule.tool]
    return framework.pass_mark if rule.tool or not framework.pass_marks else None


def _fails(framework: Framework, rule: IndicatorRule, score: Decimal | Fraction) -> bool:
    mark = _mark(framework, rule)
    return mark is not None and Fraction(score) < Fraction(mark)


def _entry(
    rule: IndicatorRule, entry: Indicator, framework: Framework, owners: dict[str, int]
) -> Iterator[str]:
    if rule.tool and entry.tool is not rule.tool:
        yield f"indicator {rule.number} under another tool"
    if entry.name is not None and owners.get(thai.fold(entry.name), rule.number) != rule.number:
        yield f"indicator {rule.number} has another's name"
    mark = _mark(framework, rule)
    if mark is not None and (entry.result is Result.PASSED) != (entry.score >= mark):
        yield f"indicator {rule.number} has another result than its score"


def _items(
    rule: IndicatorRule,
    tool: Tool,
    weak: WeakIndicator,
    framework: Framework,
    measured: set[str],
) -> Iterator[str]:
    steps = framework.scoring.open_data[:-1] if rule.sub else ()
    for item in weak.items:
        if item.item[0] != tool[0].lower():
            yield f"{item.item} is no item of {tool}"
        elif not _may_have(framework, rule, item.item):
            yield f"{item.item} is no item of indicator {rule.number}"
        passes = _mark(framework, rule) is not None and not _fails(framework, rule, item.score)
        if passes or item.score < 0 or (steps and item.score not in steps):
            yield f"{item.item} is no weak item with {item.score}"
        if item.item not in measured:
            yield f"{item.item} has no measure"


def _may_have(framework: Framework, rule: IndicatorRule, item: str) -> bool:
    """Return whether an item may be the indicator's, as far as anything is known of either."""
    if rule.all_items:
        return item in rule.all_items
    elsewhere = any(item in other.all_items for other in framework.indicators)
    return not elsewhere and framework.has_item(item) is not False


def _unreachable(report: Report, framework: Framework, rounding: Rounding) -> str | None:
    """Return why no scores can print the figures, None if some can."""
    boxes: dict[int, Interval] = {}
    for rule in framework.indicators:
        score = around(_score(report, rule.number), rounding)
        boxes[rule.number] = score & _questions(report, framework, rule, rounding)
        if boxes[rule.number].empty:
            return f"indicator {rule.number} cannot arise from its questions"
    open_data = _open_data(report, framework, boxes, rounding)
    if not open_data:
        return "the open-data indicators cannot arise from their items"
    if any(
        _fits(report, world, boxes, rounding=rounding, open_data=score, branch=branch)
        for world in _worlds(framework)
        for branch in _branches(report, framework, world)
        for score in open_data
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
    if not rule.items:
        return SCALE
    listed = {
        item.item: item.score
        for weak in report.weak
        if weak.indicator == rule.number
        for item in weak.items
    }
    mark = _mark(framework, rule)
    fails = _fails(framework, rule, _score(report, rule.number))
    passing = Interval(Fraction(mark) - rounding.down, FULL) if mark and fails else SCALE
    return mean(
        [around(Fraction(listed[q]), rounding) if q in listed else passing for q in rule.items]
    )


def _open_data(
    report: Report, framework: Framework, boxes: dict[int, Interval], rounding: Rounding
) -> list[Interval]:
    """Return every OIT score that some set of item scores gives, all indicators as printed."""
    rules = [rule for rule in framework.indicators if rule.tool is Tool.OIT]
    steps = tuple(map(Fraction, framework.scoring.open_data))
    if not rules or not steps or not all(rule.sub for rule in rules):
        return [mean([boxes[rule.number] for rule in rules])] if rules else [SCALE]
    choices = []
    for rule in rules:
        weak = {
            item.item: Fraction(item.score)
            for each in report.weak
            if each.indicator == rule.number
            for item in each.items
        }
        sizes = tuple(len(sub.items) for sub in rule.sub)
        means = (_exact(rule, weak, steps[-1]),) if weak else _grid(sizes, steps)
        box = boxes[rule.number]
        choices.append(means[bisect_left(means, box.low) : bisect_right(means, box.high)])
    found = {average(combination) for combination in product(*choices)}
    shown = _shown(report, Tool.OIT)
    whole = SCALE if shown is None else around(shown, rounding)
    return [Interval(score, score) for score in found if score in whole]


def _exact(rule: IndicatorRule, weak: dict[str, Fraction], best: Fraction) -> Fraction:
    return average(average(weak.get(item, best) for item in sub.items) for sub in rule.sub)


@cache
def _grid(sizes: tuple[int, ...], steps: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """Return every mean of sub-indicators of the given sizes, ascending."""
    groups = (
        {average(each) for each in combinations_with_replacement(steps, size)} for size in sizes
    )
    return tuple(sorted({average(means) for means in product(*groups)}))


def _shown(report: Report, tool: Tool) -> Fraction | None:
    value = getattr(report.tools, tool.value) if report.tools else None
    return None if value is None else Fraction(value)


@dataclass(frozen=True)
class _World:
    """What a year leaves open, chosen in one way.

    Attributes:
        shares: the weights of each tool's parts; None where any may be.
        counts: into how many parts the level's conditions divide each tool.
        tools: the indicators of each tool; None where it is not known how tools are made.
    """

    shares: dict[Tool, list[Fraction]] | None
    counts: dict[Tool, int]
    tools: dict[Tool, list[int]] | None


def _worlds(framework: Framework) -> Iterator[_World]:
    known = bool(framework.scoring.tool_score) and all(rule.tool for rule in framework.indicators)
    tools = (
        {tool: [r.number for r in framework.indicators if r.tool is tool] for tool in Tool}
        if known
        else None
    )
    halves = {"one": [1], "parts": [2], None: [1, 2]}[framework.scoring.eit]
    for parts in halves:
        shares = weights(framework) if known and framework.parts else None
        if shares and len(shares[Tool.EIT]) != parts:
            whole = sum(shares[Tool.EIT], Fraction(0))
            shares = {**shares, Tool.EIT: [whole / parts] * parts}
        looks = {"one": [1], "parts": [parts], None: [1, parts]}[framework.scoring.eit_in_levels]
        for look in sorted({*looks}):
            yield _World(shares, {Tool.IIT: 1, Tool.EIT: look, Tool.OIT: 1}, tools)


Branch = dict[tuple[Tool, int], tuple[Fraction | None, Fraction | None]]
"""For each part of the assessment the mark that it must reach, and the one it must not reach."""


def _branches(report: Report, framework: Framework, world: _World) -> Iterator[Branch]:
    """Yield every way in which the printed level is the first whose total and condition hold."""
    parts = [(tool, n) for tool in Tool for n in range(world.counts[tool])]
    fold = thai.fold(report.level)
    levels = framework.levels
    at = next((n for n, level in enumerate(levels) if thai.fold(level.name) == fold), None)
    if at is not None:
        if report.total >= _lowest(framework, levels[at]):
            yield from _missing(report, levels[:at], parts, levels[at])
        return
    others = framework.other_levels.names if framework.other_levels else ()
    if fold in map(thai.fold, others) or (levels and framework.levels_complete):
        return
    # A level that the file does not have lies above all that it has, or beneath them.
    if levels and report.total >= _lowest(framework, levels[0]):
        yield from _missing(report, (), parts, levels[0])
    yield from _missing(report, levels, parts, None)


def _lowest(framework: Framework, level: Level) -> Decimal:
    if level.min is None and level.passes:
        return framework.agency_pass_mark or Decimal(0)
    return level.min or Decimal(0)


def _missing(
    report: Report,
    levels: Sequence[Level],
    parts: Sequence[tuple[Tool, int]],
    own: Level | None,
) -> Iterator[Branch]:
    """Yield the ways to miss levels whose total is reached, and to have what the own one asks.

    A level of which not all is known may be missed by that.
    """
    known = [level for level in levels if level.min is not None and level.condition == "known"]
    above = [level for level in known if report.total >= (level.min or 0)]
    for missed in product(parts, repeat=len(above)):
        branch: Branch = {part: (_bar(own, part), None) for part in parts}
        bars = [_bar(level, part) for part, level in zip(missed, above, strict=True)]
        for part, bar in zip(missed, bars, strict=True):
            low, high = branch[part]
            branch[part] = low, bar if high is None else min(high, bar or high)
        if None not in bars:
            yield branch


def _bar(level: Level | None, part: tuple[Tool, int]) -> Fraction | None:
    if level is None:
        return None
    bars = [bar for bar in (level.all_tools_min, level.tool_min.get(part[0])) if bar is not None]
    return Fraction(max(bars)) if bars else None


def _fits(
    report: Report,
    world: _World,
    boxes: dict[int, Interval],
    *,
    rounding: Rounding,
    open_data: Interval,
    branch: Branch,
) -> bool:
    """Return whether scores exist for one OIT score and one way to the level."""
    total = Interval(Fraction(0), Fraction(0))
    for tool in Tool:
        own = [boxes[number] for number in world.tools[tool]] if world.tools else [SCALE]
        whole = open_data if tool is Tool.OIT and world.tools else mean(own)
        shown = _shown(report, tool)
        if shown is not None:
            whole &= around(shown, rounding)
        shares = world.shares[tool] if world.shares else [Fraction(1)]
        divided = max(len(shares), world.counts[tool])
        each = [
            _each(report, own, divided, n, rounding) if divided > 1 else whole
            for n in range(divided)
        ]
        looked = [branch[part] for part in branch if part[0] is tool]
        if len(looked) == 1:
            whole = _bounded(whole, shown, rounding, looked[0])
        else:
            each = [
                _bounded(part, _shown_part(report, n), rounding, look)
                for n, (part, look) in enumerate(zip(each, looked, strict=True))
            ]
        if whole.empty or any(part.empty for part in each):
            return False
        whole &= mean(each)
        if whole.empty:
            return False
        total = total.plus(_weighed(whole, each, shares))
    return not world.shares or not (total & around(Fraction(report.total), rounding)).empty


def _weighed(whole: Interval, each: list[Interval], shares: list[Fraction]) -> Interval:
    """Return what the parts of a tool add to the total.

    Parts may be any numbers of their ranges with a mean in that of the whole; of parts that weigh
    the same only the mean matters.
    """
    if len(set(shares)) == 1:
        return whole.times(sum(shares, Fraction(0)))
    sums = [shares[0] * one + shares[1] * two for one, two in _corners(whole, *each)]
    return Interval(min(sums), max(sums)) if sums else Interval(Fraction(1), Fraction(0))


def _corners(
    whole: Interval, first: Interval, second: Interval
) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the corners of what two parts with a mean can be: a sum is extreme at one of them."""
    for one, two in product((first.low, first.high), (second.low, second.high)):
        if (one + two) / 2 in whole:
            yield one, two
    for mean_ in (whole.low, whole.high):
        pairs = [(one, 2 * mean_ - one) for one in (first.low, first.high)]
        pairs += [(2 * mean_ - two, two) for two in (second.low, second.high)]
        yield from ((one, two) for one, two in pairs if one in first and two in second)


def _each(
    report: Report, own: Sequence[Interval], count: int, n: int, rounding: Rounding
) -> Interval:
    """Return what one of two parts can be: indicators are means of both, each from 0 to 100."""
    box = mean([Interval(count * b.low - FULL, count * b.high) & SCALE for b in own])
    figure = _shown_part(report, n)
    return box if figure is None else box & around(figure, rounding)


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

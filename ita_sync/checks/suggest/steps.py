"""The single steps that may answer one finding; whether they do is tried in `search`.

A step reads one printed figure, id or word differently, exchanges the scores of two indicators, or
takes an item into a list or out of it. Sums are linear, so a figure that cannot close the gap is
left out here already.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from ita_sync.checks.findings import Change, Finding
from ita_sync.checks.suggest import changes
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Report, Result, Tool
from ita_sync.rules import Framework, IndicatorRule, misreadings
from ita_sync.rules.scoring import CENT, mean, oit_grid, scores_tools, tool_scores, total

EXCHANGED = misreadings.TYPED + 1
"""The kind of two scores exchanged; the kinds of slips come before it."""
LISTED = misreadings.TYPED + 2
"""The kind of an item missing or too many, and of a word that does not follow."""


@dataclass(frozen=True)
class Step:
    """One thing read differently; `rank` sorts likelier ones first."""

    changes: tuple[Change, ...]
    rank: tuple[int, ...]
    why: Text


def answers(finding: Finding, report: Report, framework: Framework) -> Iterator[Step]:
    """Yield the steps that touch what a finding is about; a finding about texts has none."""
    loc = finding.loc
    match loc:
        case ("total",):
            yield from _sum(report, framework)
        case ("tools" | "eit_parts", *_):
            yield from _tool(loc, report, framework)
        case ("indicators", int(index), "result"):
            yield from _result(report, framework, index)
            yield from _indicator(report, framework, index)
        case ("indicators", int(index), "score") | ("indicators", int(index)):
            yield from _indicator(report, framework, index)
        case ("weak", int(), "items", int(), "score") | ("strengths", int(), "score"):
            yield from _figure(report, loc)
            yield from _zero(report, framework, loc)
        case ("weak", int(), "items", int(), "item"):
            yield from _item(report, framework, loc)
        case ("weak", int(), "items", int()):
            yield from _measured(report, framework, loc)
        case ("weak", int(index), *_):
            yield from _list(report, framework, index)
        case ("level",):
            yield from _level(report, framework)


def _figure(
    report: Report, loc: Loc, low: Decimal = Decimal(0), high: Decimal = Decimal(100)
) -> Iterator[Step]:
    """Yield what the figure at `loc` may mean between two bounds."""
    seen = changes.printed(report, loc)
    for slip in misreadings.of_figure(seen):
        if low <= Decimal(slip.meant) <= high:
            yield Step((Change(loc, seen, slip.meant),), slip.rank, slip.why)


def _indicator(report: Report, framework: Framework, index: int) -> Iterator[Step]:
    loc: Loc = ("indicators", index, "score")
    rule = framework.indicator(report.indicators[index].number)
    grid = oit_grid(framework, rule.number) if rule and framework.is_summed(rule) else None
    for step in _figure(report, loc):
        if grid is None or Decimal(step.changes[0].proposed or 0) in grid:
            yield step
    for other in range(len(report.indicators)):
        if other != index:
            yield from _exchange(report, *sorted((index, other)))


def _exchange(report: Report, one: int, two: int) -> Iterator[Step]:
    first, second = report.indicators[one], report.indicators[two]
    if first.score != second.score:
        both = (
            Change(("indicators", one, "score"), str(first.score), str(second.score)),
            Change(("indicators", two, "score"), str(second.score), str(first.score)),
        )
        why = T(
            "the scores of indicators {one} and {two} exchanged",
            one=first.number,
            two=second.number,
        )
        yield Step(both, (EXCHANGED,), why)


def _sum(report: Report, framework: Framework) -> Iterator[Step]:
    """Yield the readings of one figure that bring the sum near the printed total, and exchanges."""
    computed = _computed(report, framework)
    if not computed or not framework.parts:
        yield from _figure(report, ("total",))
        return
    for parts in dict.fromkeys((report.eit_parts, None)):
        gap = report.total - total(framework, computed, parts)
        for loc, weight in _weights(report, framework):
            yield from _near(report, loc, gap / weight, 1 / abs(weight))
    for one, two in combinations(range(len(report.indicators)), 2):
        if report.indicators[one].tool is not report.indicators[two].tool:
            yield from _exchange(report, one, two)


def _weights(report: Report, framework: Framework) -> Iterator[tuple[Loc, Decimal]]:
    """Yield each figure of the sum and how much of it enters the total.

    The total itself is on the other side of the sum.
    """
    yield ("total",), Decimal(-1)
    for index, entry in enumerate(report.indicators):
        rule = framework.indicator(entry.number)
        if rule is None:
            continue
        beside = sum(other.tool is rule.tool for other in framework.indicators)
        weight = sum(
            (part.weight for part in framework.parts if part.tool is rule.tool), Decimal(0)
        )
        own = weight * rule.weight if rule.weight else weight / beside
        if own:
            yield ("indicators", index, "score"), own
    parts = [part for part in framework.parts if part.tool is Tool.EIT]
    if report.eit_parts:
        for name, part in zip(("part1", "part2"), parts, strict=False):
            yield ("eit_parts", name), part.weight


def _tool(loc: Loc, report: Report, framework: Framework) -> Iterator[Step]:
    """Yield the readings of a tool's score, or of the EIT parts, and of the indicators under it."""
    tool = Tool.EIT if loc[0] == "eit_parts" else Tool(str(loc[1]))
    parts: list[Loc] = [("eit_parts", "part1"), ("eit_parts", "part2")]
    own = parts if loc == ("eit_parts",) else [loc]
    scores = _computed(report, framework)
    if tool not in scores:
        for place in own:
            yield from _figure(report, place)
        return
    gap = mean(changes.value_at(report, place) for place in own) - scores[tool]
    for place in own:
        yield from _near(report, place, -gap * len(own), Decimal(len(own)))
    places = range(len(report.indicators))
    under = [i for i in places if _is_of(framework, report.indicators[i].number, tool)]
    scale = Decimal(len(under))
    for index in under:
        yield from _near(report, ("indicators", index, "score"), gap * scale, scale)
        for other in places:
            if other not in under:
                yield from _exchange(report, *sorted((index, other)))


def _near(report: Report, loc: Loc, shift: Decimal, scale: Decimal) -> Iterator[Step]:
    """Yield the readings of a figure that lie about `shift` from it.

    `scale` is how far the figure moves where the sum moves by one.
    """
    near = changes.value_at(report, loc) + shift
    slack = 2 * CENT * scale  # twice the tolerance: whether a reading fits is tried exactly
    yield from _figure(report, loc, near - slack, near + slack)


def _computed(report: Report, framework: Framework) -> dict[Tool, Decimal]:
    return tool_scores(framework, {entry.number: entry.score for entry in report.indicators})


def _is_of(framework: Framework, number: int, tool: Tool) -> bool:
    rule = framework.indicator(number)
    return rule is not None and rule.tool is tool


def _result(report: Report, framework: Framework, index: int) -> Iterator[Step]:
    entry = report.indicators[index]
    mark = framework.mark_of(entry.number)
    if mark is not None and entry.result is not None:
        due = Result.PASSED if entry.score >= mark else Result.FAILED
        change = Change(("indicators", index, "result"), entry.result.value, due.value)
        yield Step((change,), (LISTED,), T("the result follows from the score"))


def _level(report: Report, framework: Framework) -> Iterator[Step]:
    for level in framework.levels:
        if level.name != report.level:
            change = Change(("level",), report.level, level.name)
            yield Step((change,), (LISTED,), T("the level follows from the scores"))
    yield from _figure(report, ("total",))
    if report.tools and not scores_tools(framework):
        printed = [tool for tool in Tool if getattr(report.tools, tool) is not None]
        for tool in printed:
            yield from _figure(report, ("tools", tool.value))


def _list(report: Report, framework: Framework, index: int) -> Iterator[Step]:
    """Yield the readings of a list of weak items and of the score that it explains."""
    weak = report.weak[index]
    for place, entry in enumerate(report.indicators):
        if entry.number == weak.indicator:
            yield from _indicator(report, framework, place)
    rule = framework.indicator(weak.indicator)
    if rule is None:
        return
    listed = {item.item for item in weak.items}
    for place in range(len(weak.items)):
        loc: Loc = ("weak", index, "items", place)
        yield from _renamed(report, rule, (*loc, "item"), listed)
        if framework.is_summed(rule):
            yield _dropped(report, loc)
        else:
            yield from _figure(report, (*loc, "score"))
    for item in rule.all_items if framework.is_summed(rule) else ():
        if item not in listed:
            change = Change(("weak", index, "items", len(weak.items)), None, item)
            yield Step((change,), (LISTED,), T("{item} missing from the list", item=item))


def _item(report: Report, framework: Framework, loc: Loc) -> Iterator[Step]:
    """Yield what the id of a weak item may mean, within its indicator."""
    weak = report.weak[int(loc[1])]
    rule = framework.indicator(weak.indicator)
    listed = {item.item for item in weak.items}
    if rule:
        yield from _renamed(report, rule, loc, listed)
    if sum(item.item == changes.printed(report, loc) for item in weak.items) > 1:
        yield _dropped(report, loc[:-1])


def _renamed(report: Report, rule: IndicatorRule, loc: Loc, listed: set[str]) -> Iterator[Step]:
    seen = changes.printed(report, loc)
    for slip in misreadings.of_item(seen):
        if slip.meant in rule.all_items and slip.meant not in listed:
            yield Step((Change(loc, seen, slip.meant),), slip.rank, slip.why)


def _dropped(report: Report, loc: Loc) -> Step:
    item = changes.value_at(report, loc).item
    return Step((Change(loc, item, None),), (LISTED,), T("{item} listed by mistake", item=item))


def _zero(report: Report, framework: Framework, loc: Loc) -> Iterator[Step]:
    """Yield 0 for the score of a weak OIT item, and the item listed by mistake."""
    rule = framework.indicator(report.weak[int(loc[1])].indicator) if loc[0] == "weak" else None
    if rule and framework.is_summed(rule):
        if len(framework.scoring.open_data) == 2:  # noqa: PLR2004 - all or nothing
            change = Change(loc, changes.printed(report, loc), "0.00")
            yield Step((change,), (LISTED,), T("an OIT item that is listed as weak has 0"))
        yield _dropped(report, loc[:-1])


def _measured(report: Report, framework: Framework, loc: Loc) -> Iterator[Step]:
    """Yield, for a weak item without a measure, the ids by which the two may have to agree."""
    weak = {item.item for entry in report.weak for item in entry.items}
    taken = {measure.item for measure in report.measures}
    rule = framework.indicator(report.weak[int(loc[1])].indicator)
    renamed = _renamed(report, rule, (*loc, "item"), weak) if rule else ()
    yield from (step for step in renamed if step.changes[0].proposed in taken)
    item = changes.value_at(report, loc).item
    for index, measure in enumerate(report.measures):
        if measure.item not in weak:
            yield from _meant(("measures", index, "item"), measure.item, item)


def _meant(loc: Loc, seen: str, item: str) -> Iterator[Step]:
    """Yield the slips by which one item id is printed for another."""
    for slip in misreadings.of_item(seen):
        if slip.meant == item:
            yield Step((Change(loc, seen, item),), slip.rank, slip.why)

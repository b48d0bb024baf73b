"""Does each weak item belong where it stands, and can it be weak? Part of the family `weak`."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule, blank
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Tool, WeakIndicator, WeakItem
from ita_sync.rules import EVERY_YEAR, Framework, IndicatorRule, tool_of
from ita_sync.rules.scoring import round2

LISTED = T(
    "The report lists, for each indicator below the pass mark, its items below the pass mark."
)
"""The rule behind what is said of lists of weak items."""
_OWN = T("An item belongs to one indicator of the fiscal year.")
_ALWAYS = EVERY_YEAR.said

DOUBLE = Rule("WEAK-DOUBLE", ERROR, T("A weak indicator or item is listed twice"), LISTED, _ALWAYS)
ITEM_UNKNOWN = Rule("WEAK-ITEM-UNKNOWN", ERROR, T("The fiscal year has no such item"), _OWN, YEAR)
ITEM_ELSEWHERE = Rule(
    "WEAK-ITEM-ELSEWHERE", ERROR, T("A weak item belongs to another indicator"), _OWN, YEAR
)
ITEM_SCORE = Rule(
    "WEAK-ITEM-SCORE", ERROR, T("An item listed as weak reaches the pass mark"), LISTED, YEAR
)
OIT_SCORE = Rule(
    "WEAK-OIT-SCORE",
    ERROR,
    T("A weak OIT item has a score other than 0"),
    T("An OIT item scores 0 or 100."),
    YEAR,
)
REMEDY = Rule(
    "WEAK-REMEDY",
    WARNING,
    T("A weak item has no remedy"),
    T("The report states how each weak item is to be improved."),
    _ALWAYS,
)

_BREAKING = {rule.code for rule in (DOUBLE, ITEM_UNKNOWN, ITEM_ELSEWHERE, ITEM_SCORE, OIT_SCORE)}
"""Findings about an item with which no sum can be made of its list."""


def is_sound(found: Iterable[Finding]) -> bool:
    """Return whether the items of a list are good for a sum, also where a rule is only a guess."""
    return not any(finding.code in _BREAKING for finding in found)


def check(
    framework: Framework, rule: IndicatorRule, weak: WeakIndicator, loc: Loc, tool: Tool | None
) -> Iterator[Finding]:
    """Check each item of a list; `tool` is the indicator's, by the year's rules or as printed."""
    seen: set[str] = set()
    for index, entry in enumerate(weak.items):
        at: Loc = (*loc, "items", index)
        if entry.item in seen:
            yield DOUBLE.at(
                (*at, "item"),
                T("{item} is listed twice.", item=entry.item),
                expected=T("each item once"),
            )
        seen.add(entry.item)
        if tool is not None and tool_of(entry.item) is not tool:
            yield _of_another_tool(framework, rule, tool, entry.item, (*at, "item"))
        else:
            yield from _place(framework, rule, entry.item, (*at, "item"))
        yield from _score(framework, rule, entry, (*at, "score"))
        if blank(entry.remedy) and blank(weak.remedy):
            yield REMEDY.at(
                at,
                T("{item} has no remedy.", item=framework.title(entry.item)),
                expected=T("a remedy at the item or at its indicator"),
            )


def _score(
    framework: Framework, rule: IndicatorRule, entry: WeakItem, loc: Loc
) -> Iterator[Finding]:
    """Yield what is wrong with the score of a weak item: it passes, or no item can have it."""
    steps = framework.scoring.open_data[:-1] if framework.is_summed(rule) else ()
    mark = framework.mark(rule.tool)
    what = T("{item} is listed as weak with {score}.", item=entry.item, score=entry.score)
    if steps and entry.score not in steps:
        best = framework.scoring.open_data[-1]
        expected = T(
            "{scores}, or no entry if the item has {best}", scores=_listed(steps), best=best
        )
        yield OIT_SCORE.at(loc, what, expected=expected, source=framework.summed_source(rule))
    elif mark is not None and entry.score >= mark:
        yield ITEM_SCORE.at(
            loc, what, expected=T("below {mark}", mark=mark), source=framework.mark_source
        )


def _listed(scores: Iterable[Decimal]) -> list[str]:
    return [str(round2(score)) for score in scores]


def _of_another_tool(
    framework: Framework, rule: IndicatorRule, tool: Tool, item: str, loc: Loc
) -> Finding:
    """Return that an item's letter, which names its tool in every year, is another tool's."""
    own, example = framework.indicator_of(item), f"{tool[0].lower()}1"
    what = T(
        "{item} is an item of {other}; indicator {number} belongs to {tool}.",
        item=item,
        other=tool_of(item),
        number=rule.number,
        tool=tool,
    )
    return ITEM_ELSEWHERE.at(
        loc,
        _belongs(item, own, rule) if own else what,
        expected=_span(rule.all_items)
        if rule.all_items
        else T("an item of {tool}, such as {example}", tool=tool, example=example),
        source=EVERY_YEAR,
    )


def _belongs(item: str, own: IndicatorRule, rule: IndicatorRule) -> Text:
    return T(
        "{item} belongs to indicator {own}, not {number}.",
        item=item,
        own=own.number,
        number=rule.number,
    )


def _place(framework: Framework, rule: IndicatorRule, item: str, loc: Loc) -> Iterator[Finding]:
    """Yield where the year has no such item, or has it under another indicator."""
    own = framework.indicator_of(item)
    if framework.has_item(item) is False:
        yield ITEM_UNKNOWN.at(
            loc,
            T("Fiscal year {year} has no item {item}.", year=framework.fiscal_year, item=item),
            expected=_span(rule.all_items or framework.items_of_tool(tool_of(item))),
            source=framework.items_source_of(tool_of(item)),
        )
    elif own is not None and own.number != rule.number:
        yield ITEM_ELSEWHERE.at(
            loc,
            _belongs(item, own, rule),
            expected=_span(rule.all_items)
            if rule.all_items
            else T("indicator {own}", own=own.number),
            source=framework.source(own.items_source, rule.items_source),
        )


def _span(items: Sequence[str]) -> Text:
    return T("{first} to {last}", first=items[0], last=items[-1])

"""Does every failing indicator list its weak items, and do the items explain the score?"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ita_sync.checks.rules import ERROR, NOTE, WARNING, Rule
from ita_sync.framework import Framework, IndicatorRule
from ita_sync.i18n import T
from ita_sync.models import Finding, Indicator, Loc, Report, WeakIndicator
from ita_sync.scoring import CENT, FULL, oit_indicator, round2

HALF_CENT = CENT / 2

_LISTED = T("The report lists, for each indicator below the pass mark, its items below the pass mark.")
_OWN = T("An item belongs to one indicator of the fiscal year.")

MISSING = Rule("WEAK-MISSING", ERROR, T("A failing indicator lists no weak items"), _LISTED)
PASSING = Rule("WEAK-PASSING", NOTE, T("Weak items are listed for a passing indicator"), _LISTED)
UNKNOWN = Rule("WEAK-INDICATOR", ERROR, T("Weak items are listed under an unknown indicator"), _LISTED)
DOUBLE = Rule("WEAK-DOUBLE", ERROR, T("A weak indicator or item stands twice"), _LISTED)
ITEM_UNKNOWN = Rule("WEAK-ITEM-UNKNOWN", ERROR, T("The fiscal year has no such item"), _OWN)
ITEM_ELSEWHERE = Rule("WEAK-ITEM-ELSEWHERE", ERROR, T("A weak item belongs to another indicator"), _OWN)
ITEM_SCORE = Rule("WEAK-ITEM-SCORE", ERROR, T("An item listed as weak reaches the pass mark"), _LISTED)
OIT_SCORE = Rule(
    "WEAK-OIT-SCORE",
    ERROR,
    T("A weak OIT item has a score other than 0"),
    T("An OIT item scores 0 or 100."),
)
OIT_SUM = Rule(
    "WEAK-OIT-SUM",
    ERROR,
    T("An OIT indicator's score does not follow from its failing items"),
    T("An OIT indicator is the mean of its sub-indicators, each the mean of its items at 0 or 100."),
)
MEAN = Rule(
    "WEAK-MEAN",
    WARNING,
    T("An indicator's score cannot arise from its weak items"),
    T("An indicator is the mean of its questions; those not listed lie from the pass mark to 100."),
)
REMEDY = Rule(
    "WEAK-REMEDY",
    WARNING,
    T("A weak item has no remedy"),
    T("The report states how each weak item is to be improved."),
)
RULES = (
    MISSING, PASSING, UNKNOWN, DOUBLE, ITEM_UNKNOWN, ITEM_ELSEWHERE, ITEM_SCORE, OIT_SCORE, OIT_SUM, MEAN,
    REMEDY,
)  # fmt: skip


def check(report: Report, framework: Framework) -> Iterator[Finding]:
    """Yield what is wrong with the weak points."""
    source = framework.source(framework.pass_mark_source)
    by_number = {entry.number: entry for entry in report.indicators}
    listed = {weak.indicator for weak in report.weak if weak.items}
    for index, entry in enumerate(report.indicators):
        if entry.score < framework.pass_mark and entry.number not in listed and framework.indicator(entry.number):
            yield MISSING.at(
                ("indicators", index),
                T(
                    "Indicator {number} has {score} and lists no weak items.",
                    number=entry.number,
                    score=entry.score,
                ),
                expected=T("a list under weak, with its items below {mark}", mark=framework.pass_mark),
                source=source,
            )
    times = Counter(weak.indicator for weak in report.weak)
    seen: set[int] = set()
    for index, weak in enumerate(report.weak):
        loc: Loc = ("weak", index)
        if weak.indicator in seen:
            yield DOUBLE.at(
                (*loc, "indicator"),
                T("Indicator {number} stands twice under weak.", number=weak.indicator),
                expected=T("each indicator once, with all its items"),
                source=source,
            )
        seen.add(weak.indicator)
        yield from _section(framework, weak, by_number.get(weak.indicator), loc, whole=times[weak.indicator] == 1)


def _section(
    framework: Framework, weak: WeakIndicator, entry: Indicator | None, loc: Loc, *, whole: bool
) -> Iterator[Finding]:
    """Check one list; `whole` says that it is the only one of its indicator."""
    source = framework.source(framework.pass_mark_source)
    rule = framework.indicator(weak.indicator)
    if rule is None:
        yield UNKNOWN.at(
            (*loc, "indicator"),
            T(
                "Fiscal year {year} has no indicator {number}.",
                year=framework.fiscal_year,
                number=weak.indicator,
            ),
            expected=T("1 to {count}", count=len(framework.indicators)),
            source=source,
        )
        return
    failing = entry is not None and entry.score < framework.pass_mark
    if entry is not None and not failing:
        yield PASSING.at(
            loc,
            T(
                "Indicator {number} passes with {score} and lists weak items.",
                number=rule.number,
                score=entry.score,
            ),
            expected=T("weak items only of indicators below {mark}", mark=framework.pass_mark),
            source=source,
        )
    found = [*_items(framework, rule, weak, loc)]
    yield from found
    if entry is not None and failing and whole and weak.items and not any(f.severity is ERROR for f in found):
        yield from _score(framework, rule, weak, entry, loc)


def _items(framework: Framework, rule: IndicatorRule, weak: WeakIndicator, loc: Loc) -> Iterator[Finding]:
    source = framework.source(rule.items_source)
    seen: set[str] = set()
    for index, entry in enumerate(weak.items):
        at: Loc = (*loc, "items", index)
        if entry.item in seen:
            yield DOUBLE.at(
                (*at, "item"),
                T("{item} stands twice.", item=entry.item),
                expected=T("each item once"),
                source=source,
            )
        seen.add(entry.item)
        yield from _place(framework, rule, entry.item, (*at, "item"))
        if rule.sub and entry.score != 0:
            yield OIT_SCORE.at(
                (*at, "score"),
                T("{item} is listed as weak with {score}.", item=entry.item, score=entry.score),
                expected=T("0.00, or no entry if the item has 100"),
                source=source,
            )
        elif entry.score >= framework.pass_mark:
            yield ITEM_SCORE.at(
                (*at, "score"),
                T("{item} is listed as weak with {score}.", item=entry.item, score=entry.score),
                expected=T("below {mark}", mark=framework.pass_mark),
                source=framework.source(framework.pass_mark_source),
            )
        if not (entry.remedy or weak.remedy):
            yield REMEDY.at(
                at,
                T("{item} has no remedy.", item=framework.title(entry.item)),
                expected=T("a remedy at the item or at its indicator"),
                source=framework.source(framework.pass_mark_source),
            )


def _place(framework: Framework, rule: IndicatorRule, item: str, loc: Loc) -> Iterator[Finding]:
    own = framework.indicator_of(item)
    source = framework.source(rule.items_source)
    expected = T("{first} to {last}", first=rule.all_items[0], last=rule.all_items[-1])
    if own is None:
        yield ITEM_UNKNOWN.at(
            loc,
            T("Fiscal year {year} has no item {item}.", year=framework.fiscal_year, item=item),
            expected=expected,
            source=source,
        )
    elif own.number != rule.number:
        yield ITEM_ELSEWHERE.at(
            loc,
            T(
                "{item} belongs to indicator {own}, not {number}.",
                item=item,
                own=own.number,
                number=rule.number,
            ),
            expected=expected,
            source=source,
        )


def _score(
    framework: Framework, rule: IndicatorRule, weak: WeakIndicator, entry: Indicator, loc: Loc
) -> Iterator[Finding]:
    source = framework.source(rule.items_source)
    if rule.sub:
        score = oit_indicator(framework, rule.number, {item.item for item in weak.items})
        if abs(score - entry.score) > HALF_CENT:
            yield OIT_SUM.at(
                (*loc, "items"),
                T(
                    "Indicator {number} has {score}, its {count} failing items give {computed}.",
                    number=rule.number,
                    score=entry.score,
                    count=len(weak.items),
                    computed=round2(score),
                ),
                expected=T("{computed}, or other failing items", computed=round2(score)),
                source=source,
            )
        return
    known = sum((item.score for item in weak.items), Decimal(0))
    others = len(rule.items) - len(weak.items)
    low, high = ((known + others * bound) / len(rule.items) for bound in (framework.pass_mark, FULL))
    if not low - CENT <= entry.score <= high + CENT:
        yield MEAN.at(
            (*loc, "items"),
            T("Indicator {number} has {score}.", number=rule.number, score=entry.score),
            expected=T("{low} to {high} with the weak items listed", low=round2(low), high=round2(high)),
            source=source,
        )

"""Does every failing indicator list its weak items, and do the items explain the score?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ita_sync.checks import weak_scores
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, YEAR, Rule, blank
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Indicator, Loc, Report, WeakIndicator
from ita_sync.rules import Framework, IndicatorRule

_LISTED = T(
    "The report lists, for each indicator below the pass mark, its items below the pass mark."
)
_OWN = T("An item belongs to one indicator of the fiscal year.")

MISSING = Rule("WEAK-MISSING", ERROR, T("A failing indicator lists no weak items"), _LISTED, YEAR)
PASSING = Rule(
    "WEAK-PASSING", NOTE, T("Weak items are listed for a passing indicator"), _LISTED, YEAR
)
UNKNOWN = Rule(
    "WEAK-INDICATOR", ERROR, T("Weak items are listed under an unknown indicator"), _LISTED, YEAR
)
DOUBLE = Rule("WEAK-DOUBLE", ERROR, T("A weak indicator or item is listed twice"), _LISTED, YEAR)
ITEM_UNKNOWN = Rule("WEAK-ITEM-UNKNOWN", ERROR, T("The fiscal year has no such item"), _OWN, YEAR)
ITEM_ELSEWHERE = Rule(
    "WEAK-ITEM-ELSEWHERE", ERROR, T("A weak item belongs to another indicator"), _OWN, YEAR
)
ITEM_SCORE = Rule(
    "WEAK-ITEM-SCORE", ERROR, T("An item listed as weak reaches the pass mark"), _LISTED, YEAR
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
    YEAR,
)
OIT_SUM, MEAN = weak_scores.OIT_SUM, weak_scores.MEAN
SCORES = Rule(
    "WEAK-ITEM-SCORES",
    ERROR,
    T("A weak item is listed with two scores"),
    T("An item has one score; wherever it is listed, the figure is the same."),
    YEAR,
)
ORDER = Rule(
    "WEAK-ORDER",
    NOTE,
    T("Weak indicators or items are out of order"),
    T(
        "The form lists indicators and items by number; a line out of place may have another one's "
        "number."
    ),
    YEAR,
)
RULES = (
    MISSING, PASSING, UNKNOWN, DOUBLE, ITEM_UNKNOWN, ITEM_ELSEWHERE, ITEM_SCORE, SCORES,
    OIT_SCORE, OIT_SUM, MEAN, REMEDY, ORDER,
)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the weak points."""
    report, framework = subject.report, subject.framework
    yield from _missing(framework, report)
    by_number = {entry.number: entry for entry in report.indicators}
    times = Counter(weak.indicator for weak in report.weak)
    seen: set[int] = set()
    for index, weak in enumerate(report.weak):
        loc: Loc = ("weak", index)
        if weak.indicator in seen:
            yield DOUBLE.at(
                (*loc, "indicator"),
                T("Indicator {number} is listed twice under weak.", number=weak.indicator),
                expected=T("each indicator once, with all its items"),
                source=framework.source(framework.pass_mark_source),
            )
        seen.add(weak.indicator)
        yield from _section(
            framework, weak, by_number.get(weak.indicator), loc, whole=times[weak.indicator] == 1
        )
    yield from _everywhere(framework, report)
    yield from _order(framework, report)


def _missing(framework: Framework, report: Report) -> Iterator[Finding]:
    """Yield the failing indicators of the year that list no weak items."""
    listed = {weak.indicator for weak in report.weak if weak.items}
    for index, entry in enumerate(report.indicators):
        if entry.score >= framework.pass_mark or entry.number in listed:
            continue
        if framework.indicator(entry.number):
            yield MISSING.at(
                ("indicators", index),
                T(
                    "Indicator {number} has {score} and lists no weak items.",
                    number=entry.number,
                    score=entry.score,
                ),
                expected=T(
                    "a list under weak, with its items below {mark}", mark=framework.pass_mark
                ),
                source=framework.source(framework.pass_mark_source),
            )


def explained(report: Report, framework: Framework) -> set[int]:
    """Return the OIT indicators whose exact score follows from the failing items they list.

    WEAK-OIT-SUM judges their scores.
    """
    times = Counter(weak.indicator for weak in report.weak)
    failing = {entry.number for entry in report.indicators if entry.score < framework.pass_mark}
    once = [weak for weak in report.weak if weak.items and times[weak.indicator] == 1]
    return {
        weak.indicator
        for weak in once
        if weak.indicator in failing and _gives_score(framework, weak)
    }


def _gives_score(framework: Framework, weak: WeakIndicator) -> bool:
    """Return whether a list is of an OIT indicator, and nothing is wrong with its items."""
    rule = framework.indicator(weak.indicator)
    return rule is not None and bool(rule.sub) and _is_sound(_items(framework, rule, weak, ()))


def _is_sound(found: Iterable[Finding]) -> bool:
    return not any(finding.severity is ERROR for finding in found)


def _section(
    framework: Framework, weak: WeakIndicator, entry: Indicator | None, loc: Loc, *, whole: bool
) -> Iterator[Finding]:
    """Check one list of weak items; `whole` if it is the only one of its indicator."""
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
    if entry is not None and whole and weak.items and _is_sound(found):
        yield from weak_scores.check(framework, rule, weak, entry, loc)


def _items(
    framework: Framework, rule: IndicatorRule, weak: WeakIndicator, loc: Loc
) -> Iterator[Finding]:
    source = framework.source(rule.items_source)
    seen: set[str] = set()
    for index, entry in enumerate(weak.items):
        at: Loc = (*loc, "items", index)
        if entry.item in seen:
            yield DOUBLE.at(
                (*at, "item"),
                T("{item} is listed twice.", item=entry.item),
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
        if blank(entry.remedy) and blank(weak.remedy):
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


def _everywhere(framework: Framework, report: Report) -> Iterator[Finding]:
    """Yield the items that are listed under two indicators, and those with two scores."""
    first: dict[str, tuple[int, Decimal]] = {}
    for i, weak in enumerate(report.weak):
        for j, entry in enumerate(weak.items):
            indicator, score = first.setdefault(entry.item, (weak.indicator, entry.score))
            own = framework.indicator_of(entry.item)
            source = framework.source((own or framework.indicators[0]).items_source)
            if indicator != weak.indicator:
                yield DOUBLE.at(
                    ("weak", i, "items", j, "item"),
                    T(
                        "{item} is listed under indicator {first} and under indicator {number}.",
                        item=entry.item,
                        first=indicator,
                        number=weak.indicator,
                    ),
                    expected=T("each item once"),
                    source=source,
                )
            if score != entry.score:
                yield SCORES.at(
                    ("weak", i, "items", j, "score"),
                    T(
                        "{item} has {first} in one place and {score} here.",
                        item=entry.item,
                        first=score,
                        score=entry.score,
                    ),
                    expected=T(
                        "{first} or {score}, the same in both places",
                        first=score,
                        score=entry.score,
                    ),
                    source=source,
                )


def _order(framework: Framework, report: Report) -> Iterator[Finding]:
    """Yield the first section, and in each section the first item, that follows a higher number."""
    numbers = sorted(rule.number for rule in framework.indicators)
    sections: list[tuple[str, Loc]] = [
        (str(weak.indicator), ("weak", i, "indicator")) for i, weak in enumerate(report.weak)
    ]
    yield from _late(framework, sections, [str(number) for number in numbers])
    for i, weak in enumerate(report.weak):
        items: list[tuple[str, Loc]] = [
            (entry.item, ("weak", i, "items", j, "item")) for j, entry in enumerate(weak.items)
        ]
        yield from _late(framework, items, framework.items_of(weak.indicator))


def _late(
    framework: Framework, entries: Iterable[tuple[str, Loc]], order: Sequence[str]
) -> Iterator[Finding]:
    """Yield a finding at the first entry that follows one of a higher place in `order`.

    An entry that comes again, or that the year does not know, has no place of its own.
    """
    first: dict[str, Loc] = {}
    for name, loc in entries:
        if name in order:
            first.setdefault(name, loc)
    for before, name in pairwise(first):
        if order.index(before) > order.index(name):
            yield ORDER.at(
                first[name],
                T("{number} comes after {before}.", number=name, before=before),
                expected=T("indicators and items by number"),
                source=framework.source(framework.pass_mark_source),
            )
            return

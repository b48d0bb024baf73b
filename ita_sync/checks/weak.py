"""Does every failing indicator list its weak items, and do the items explain the score?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ita_sync.checks import weak_items, weak_scores
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, YEAR, Rule
from ita_sync.checks.subject import Subject
from ita_sync.checks.weak_items import (
    DOUBLE,
    ITEM_ELSEWHERE,
    ITEM_SCORE,
    ITEM_UNKNOWN,
    LISTED,
    OIT_SCORE,
    REMEDY,
    is_sound,
)
from ita_sync.i18n import T
from ita_sync.report import Indicator, Loc, Report, WeakIndicator
from ita_sync.rules import EVERY_YEAR, Framework

_ALWAYS = EVERY_YEAR.said

MISSING = Rule("WEAK-MISSING", ERROR, T("A failing indicator lists no weak items"), LISTED, YEAR)
PASSING = Rule(
    "WEAK-PASSING", NOTE, T("Weak items are listed for a passing indicator"), LISTED, YEAR
)
UNKNOWN = Rule(
    "WEAK-INDICATOR", ERROR, T("Weak items are listed under an unknown indicator"), LISTED, _ALWAYS
)
OIT_SUM, MEAN = weak_scores.OIT_SUM, weak_scores.MEAN
SCORES = Rule(
    "WEAK-ITEM-SCORES",
    ERROR,
    T("A weak item is listed with two scores"),
    T("An item has one score; wherever it is listed, the figure is the same."),
    _ALWAYS,
)
ORDER = Rule(
    "WEAK-ORDER",
    NOTE,
    T("Weak indicators or items are out of order"),
    T(
        "The form lists indicators and items by number; a line out of place may have another one's "
        "number."
    ),
    _ALWAYS,
)
RULES = (
    MISSING, PASSING, UNKNOWN, DOUBLE, ITEM_UNKNOWN, ITEM_ELSEWHERE, ITEM_SCORE, SCORES,
    OIT_SCORE, OIT_SUM, MEAN, REMEDY, ORDER,
)  # fmt: skip


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the weak points."""
    report, framework = subject.report, subject.framework
    yield from _missing(framework, report, shown=subject.shows("weak"))
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
            )
        seen.add(weak.indicator)
        yield from _section(
            framework, weak, by_number.get(weak.indicator), loc, whole=times[weak.indicator] == 1
        )
    yield from _everywhere(report)
    yield from _order(framework, report)


def _missing(framework: Framework, report: Report, *, shown: bool) -> Iterator[Finding]:
    """Yield the failing indicators that list no weak items.

    What no column of the sheet shows need not hold up the row: then it is a warning.
    """
    listed = {weak.indicator for weak in report.weak if weak.items}
    for index, entry in enumerate(report.indicators):
        mark = framework.mark_of(entry.number)
        if mark is None or entry.score >= mark or entry.number in listed:
            continue
        finding = MISSING.at(
            ("indicators", index),
            T(
                "Indicator {number} has {score} and lists no weak items.",
                number=entry.number,
                score=entry.score,
            ),
            expected=T("a list under weak, with its items below {mark}", mark=mark),
            source=framework.mark_source,
        )
        yield finding if shown else replace(finding, severity=WARNING)


def _fails(framework: Framework, entry: Indicator) -> bool:
    """Return whether an indicator lies below a pass mark that is known."""
    mark = framework.mark_of(entry.number)
    return mark is not None and entry.score < mark


def explained(report: Report, framework: Framework) -> set[int]:
    """Return the OIT indicators whose exact score follows from the failing items they list.

    WEAK-OIT-SUM judges their scores.
    """
    times = Counter(weak.indicator for weak in report.weak)
    failing = {entry.number for entry in report.indicators if _fails(framework, entry)}
    once = [weak for weak in report.weak if weak.items and times[weak.indicator] == 1]
    return {
        weak.indicator
        for weak in once
        if weak.indicator in failing and _gives_score(framework, weak)
    }


def _gives_score(framework: Framework, weak: WeakIndicator) -> bool:
    """Return whether a list is of an OIT indicator, and nothing is wrong with its items."""
    rule = framework.indicator(weak.indicator)
    return (
        rule is not None
        and framework.is_summed(rule)
        and is_sound(weak_items.check(framework, rule, weak, (), rule.tool))
    )


def _section(
    framework: Framework, weak: WeakIndicator, entry: Indicator | None, loc: Loc, *, whole: bool
) -> Iterator[Finding]:
    """Check one list of weak items; `whole` if it is the only one of its indicator."""
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
        )
        return
    mark = framework.mark(rule.tool)
    if entry is not None and mark is not None and entry.score >= mark:
        yield PASSING.at(
            loc,
            T(
                "Indicator {number} passes with {score} and lists weak items.",
                number=rule.number,
                score=entry.score,
            ),
            expected=T("weak items only of indicators below {mark}", mark=mark),
            source=framework.mark_source,
        )
    tool = rule.tool or (entry.tool if entry else None)
    found = [*weak_items.check(framework, rule, weak, loc, tool)]
    yield from found
    if entry is not None and whole and weak.items and is_sound(found):
        yield from weak_scores.check(framework, rule, weak, entry, loc)


def _everywhere(report: Report) -> Iterator[Finding]:
    """Yield the items that are listed under two indicators, and those with two scores."""
    first: dict[str, tuple[int, Decimal]] = {}
    for i, weak in enumerate(report.weak):
        for j, entry in enumerate(weak.items):
            indicator, score = first.setdefault(entry.item, (weak.indicator, entry.score))
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
                )


def _order(framework: Framework, report: Report) -> Iterator[Finding]:
    """Yield the first section, and in each section the first item, that follows a higher number."""
    sections: list[tuple[str, Loc]] = [
        (str(weak.indicator), ("weak", i, "indicator")) for i, weak in enumerate(report.weak)
    ]
    yield from _late(sections, [str(rule.number) for rule in framework.indicators])
    for i, weak in enumerate(report.weak):
        items: list[tuple[str, Loc]] = [
            (entry.item, ("weak", i, "items", j, "item")) for j, entry in enumerate(weak.items)
        ]
        yield from _late(items, framework.items_of(weak.indicator) or _by_number(weak))


def _by_number(weak: WeakIndicator) -> list[str]:
    """Return the items of a list in the order of their numbers."""
    return sorted({entry.item for entry in weak.items}, key=lambda item: (item[0], int(item[1:])))


def _late(entries: Iterable[tuple[str, Loc]], order: Sequence[str]) -> Iterator[Finding]:
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
            )
            return

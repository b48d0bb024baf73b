"""Are the strengths strong, and not weak points at the same time?"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ita_sync import thai
from ita_sync.checks import bounds
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, YEAR, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Indicator, Loc, Strength
from ita_sync.rules import EVERY_YEAR, Framework

_KEEP = T("Strengths are what reaches the pass mark and is to be kept up.")

UNKNOWN = Rule(
    "STRENGTH-INDICATOR",
    ERROR,
    T("A strength is listed under an unknown indicator"),
    _KEEP,
    EVERY_YEAR.said,
)
LOW = Rule("STRENGTH-LOW", WARNING, T("A strength lies below the pass mark"), _KEEP, YEAR)
FAILING = Rule(
    "STRENGTH-FAILING", NOTE, T("A strength belongs to a failing indicator"), _KEEP, YEAR
)
WEAK = Rule(
    "STRENGTH-WEAK",
    WARNING,
    T("The same item is listed as strength and as weak"),
    T(
        "An item reaches the pass mark or lies below it; wherever it is listed, its figure is the "
        "same."
    ),
    EVERY_YEAR.said,
)
ELSEWHERE = Rule(
    "STRENGTH-ELSEWHERE",
    WARNING,
    T("A strength names an item of another indicator"),
    T("An item belongs to one indicator of the fiscal year."),
    YEAR,
)
MEAN = Rule(
    "STRENGTH-MEAN",
    WARNING,
    T("An indicator's score cannot arise with its strength's score"),
    T("An indicator is the mean of its questions, each from 0 to 100."),
    YEAR,
)
DOUBLE = Rule(
    "STRENGTH-DOUBLE", WARNING, T("A strength is listed twice"), T("Each strength is listed once.")
)
RULES = (UNKNOWN, LOW, FAILING, WEAK, ELSEWHERE, MEAN, DOUBLE)

_ITEM = re.compile(r"(?:ข้อ)?[ (]*([ieo])\s?([1-9][0-9]{0,2})(?![a-z0-9])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the strengths."""
    report, framework = subject.report, subject.framework
    weak = {
        item.item: (entry.indicator, item.score) for entry in report.weak for item in entry.items
    }
    entries = {entry.number: entry for entry in report.indicators}
    seen: set[tuple[int, str]] = set()
    for index, strength in enumerate(report.strengths):
        loc: Loc = ("strengths", index)
        key = (strength.indicator, thai.fold(strength.point))
        if key in seen:
            yield DOUBLE.at(
                loc,
                T('"{point}" is listed twice.', point=strength.point),
                expected=T("each strength once"),
            )
        seen.add(key)
        if framework.indicator(strength.indicator) is None:
            yield UNKNOWN.at(
                (*loc, "indicator"),
                T(
                    "Fiscal year {year} has no indicator {number}.",
                    year=framework.fiscal_year,
                    number=strength.indicator,
                ),
                expected=T("1 to {count}", count=len(framework.indicators)),
            )
            continue
        entry = entries.get(strength.indicator)
        yield from _height(framework, strength, entry, loc)
        yield from _mean(framework, strength, entry, loc)
        yield from _item(framework, strength, weak, loc)


def _height(
    framework: Framework, strength: Strength, entry: Indicator | None, loc: Loc
) -> Iterator[Finding]:
    mark, source = framework.mark_of(strength.indicator), framework.mark_source
    if mark is None:
        return
    if strength.score is not None and 0 <= strength.score < mark:
        yield LOW.at(
            (*loc, "score"),
            T(
                "The strength of indicator {number} has {score}.",
                number=strength.indicator,
                score=strength.score,
            ),
            expected=T("{mark} or more; below it, it is a weak point", mark=mark),
            source=source,
        )
    if entry is not None and entry.score < mark:
        yield FAILING.at(
            (*loc, "indicator"),
            T(
                "Indicator {number} fails with {score} and lists a strength.",
                number=entry.number,
                score=entry.score,
            ),
            expected=T("strengths of indicators at {mark} or more", mark=mark),
            source=source,
        )


def _mean(
    framework: Framework, strength: Strength, entry: Indicator | None, loc: Loc
) -> Iterator[Finding]:
    """Compare a strength with its indicator as if it were one question; it may be several."""
    rule = framework.indicator(strength.indicator)
    if entry is None or rule is None or strength.score is None or not rule.items:
        return
    if any(bounds.of(score).empty for score in (strength.score, entry.score)):
        return  # SCORE-RANGE says so
    count = len(rule.items)
    span = bounds.of(strength.score) * Fraction(1, count) + bounds.ANY * Fraction(count - 1, count)
    if not span.meets(bounds.of(entry.score)):
        low, high = span.printed
        yield MEAN.at(
            (*loc, "score"),
            T(
                "Indicator {number} has {score}, a strength of it {strength}.",
                number=entry.number,
                score=entry.score,
                strength=strength.score,
            ),
            expected=T(
                "{low} to {high} for indicator {number}", low=low, high=high, number=entry.number
            ),
            source=framework.source(rule.items_source),
        )


def _item(
    framework: Framework, strength: Strength, weak: Mapping[str, tuple[int, Decimal]], loc: Loc
) -> Iterator[Finding]:
    for item in _named(framework, strength):
        own = framework.indicator_of(item)
        if item in weak:
            number, score = weak[item]
            yield WEAK.at(
                (*loc, "point"),
                T(
                    "{item} is a strength here and weak with {score} under indicator {number}.",
                    item=item,
                    score=score,
                    number=number,
                ),
                expected=T("{item} in one of the two lists", item=item),
            )
        elif own is not None and own.number != strength.indicator:
            yield ELSEWHERE.at(
                (*loc, "point"),
                T(
                    "{item} belongs to indicator {own}, not {number}.",
                    item=item,
                    own=own.number,
                    number=strength.indicator,
                ),
                expected=T("indicator {own}", own=own.number),
                source=framework.source(own.items_source),
            )


def _named(framework: Framework, strength: Strength) -> list[str]:
    """Return the items a strength is about: its text begins with the id, or is the title."""
    begun = _ITEM.match(thai.digits(strength.point).lower())
    if begun:
        return [f"{begun[1]}{begun[2]}"]
    point, titles = thai.fold(strength.point), framework.titles.items
    own = framework.items_of(strength.indicator)
    return [item for item in own if item in titles and thai.fold(titles[item]) == point]

"""Are the year's indicators there, each once, each with its own tool and name?"""

from collections.abc import Iterator
from itertools import pairwise

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, NOTE, WARNING, YEAR, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import N, T, Text
from ita_sync.report import Indicator, Loc, Report
from ita_sync.rules import EVERY_YEAR, Framework, IndicatorRule

_SET = T("The report lists every indicator of the fiscal year once.")
_ALWAYS = EVERY_YEAR.said

MISSING = Rule("IND-MISSING", ERROR, T("An indicator is missing"), _SET, _ALWAYS)
DOUBLE = Rule("IND-DOUBLE", ERROR, T("An indicator is listed twice"), _SET, _ALWAYS)
UNKNOWN = Rule(
    "IND-UNKNOWN", ERROR, T("The fiscal year has no indicator of this number"), _SET, _ALWAYS
)
TOOL = Rule(
    "IND-TOOL",
    ERROR,
    T("An indicator is listed under another tool"),
    T("Each indicator belongs to one tool; the tool's weight enters the total."),
    _ALWAYS,
)
OTHER_NAME = Rule(
    "IND-NAME-OTHER",
    ERROR,
    T("An indicator has the name of another one"),
    T("Number and name must mean the same indicator; otherwise scores are in the wrong line."),
    YEAR,
)
NAME = Rule(
    "IND-NAME",
    WARNING,
    T("The name of an indicator is not the year's"),
    T("A name that is not the year's may come from another year's form or from misreading."),
    YEAR,
)
ORDER = Rule(
    "IND-ORDER",
    NOTE,
    T("The indicators are out of order"),
    T(
        "The form lists the indicators by number; a line out of place may have another one's "
        "number."
    ),
    _ALWAYS,
)
RULES = (MISSING, DOUBLE, UNKNOWN, TOOL, OTHER_NAME, NAME, ORDER)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the set of indicators."""
    report, framework = subject.report, subject.framework
    seen: set[int] = set()
    for index, entry in enumerate(report.indicators):
        loc: Loc = ("indicators", index)
        rule = framework.indicator(entry.number)
        if rule is None:
            yield UNKNOWN.at(
                (*loc, "number"),
                T(
                    "Fiscal year {year} has no indicator {number}.",
                    year=framework.fiscal_year,
                    number=entry.number,
                ),
                expected=T("1 to {count}", count=len(framework.indicators)),
            )
            continue
        if entry.number in seen:
            yield DOUBLE.at(
                (*loc, "number"),
                T("Indicator {number} is listed twice.", number=entry.number),
                expected=T("each indicator once"),
            )
        seen.add(entry.number)
        yield from _identity(framework, rule, entry, loc)
    yield from _order(report)
    for rule in framework.indicators:
        if rule.number not in seen:
            yield MISSING.at(
                ("indicators",),
                _is_missing(rule),
                expected=N(
                    "{count} indicator", "{count} indicators", count=len(framework.indicators)
                ),
            )


def _is_missing(rule: IndicatorRule) -> Text:
    if not rule.name:
        return T("Indicator {number} is missing.", number=rule.number)
    return T("Indicator {number} ({name}) is missing.", number=rule.number, name=rule.name)


def _identity(
    framework: Framework, rule: IndicatorRule, entry: Indicator, loc: Loc
) -> Iterator[Finding]:
    if rule.tool and entry.tool is not rule.tool:
        yield TOOL.at(
            (*loc, "tool"),
            T("Indicator {number} is listed under {tool}.", number=rule.number, tool=entry.tool),
            expected=T("{value}", value=rule.tool),
        )
    if rule.name and entry.name is not None and not _is_named(rule, entry.name):
        yield _misnamed(framework, rule, entry.name, (*loc, "name"))


def _misnamed(framework: Framework, rule: IndicatorRule, name: str, loc: Loc) -> Finding:
    other = next((other for other in framework.indicators if _is_named(other, name)), None)
    expected, source = T("{value}", value=rule.name), framework.source(rule.source)
    if other is None:
        what = T('Indicator {number} is named "{name}".', number=rule.number, name=name)
        return NAME.at(loc, what, expected=expected, source=source)
    what = T(
        'Indicator {number} has the name of indicator {other}: "{name}".',
        number=rule.number,
        other=other.number,
        name=name,
    )
    return OTHER_NAME.at(loc, what, expected=expected, source=source)


def _order(report: Report) -> Iterator[Finding]:
    numbers = [entry.number for entry in report.indicators]
    late = next((i for i, (one, next_) in enumerate(pairwise(numbers), 1) if one > next_), None)
    if late is not None:
        yield ORDER.at(
            ("indicators", late),
            T(
                "Indicator {number} comes after indicator {before}.",
                number=numbers[late],
                before=numbers[late - 1],
            ),
            expected=T("the indicators by number"),
        )


def _is_named(rule: IndicatorRule, name: str) -> bool:
    return thai.fold(name) in {thai.fold(known) for known in rule.names}

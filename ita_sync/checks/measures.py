"""Has every weak item a measure, with somebody responsible, steps and a time?"""

from collections.abc import Iterator
from datetime import date

from ita_sync import thai
from ita_sync.checks import due
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule, blank
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Loc, Measure, Report
from ita_sync.rules import Framework, tool_of

_FORM = T("The report form of the ITA: weak points and the table of measures that answer them")
_TABLE = T(
    "The report's table of measures names item, responsible division, steps, follow-up and time."
)

MISSING = Rule(
    "MEASURE-MISSING",
    WARNING,
    T("A weak item has no measure"),
    T("Every weak item is followed by a measure for the next fiscal year."),
    _FORM,
)
ITEM_UNKNOWN = Rule(
    "MEASURE-ITEM-UNKNOWN",
    ERROR,
    T("A measure is for an item that the fiscal year does not have"),
    T("Measures refer to items of the year assessed."),
    YEAR,
)
ITEM = Rule(
    "MEASURE-ITEM",
    WARNING,
    T("A measure is for an item that is not listed as weak"),
    T("Measures answer to weak items; an item may be misread."),
    _FORM,
)
DOUBLE = Rule(
    "MEASURE-DOUBLE",
    WARNING,
    T("A measure is listed twice"),
    T("Each measure is listed once."),
    _FORM,
)
DIVISION = Rule(
    "MEASURE-DIVISION", WARNING, T("A measure names no responsible division"), _TABLE, _FORM
)
STEPS = Rule("MEASURE-STEPS", WARNING, T("A measure has no steps"), _TABLE, _FORM)
FOLLOW_UP = Rule(
    "MEASURE-FOLLOW-UP", WARNING, T("A measure says nothing about follow-up"), _TABLE, _FORM
)
DUE = Rule("MEASURE-DUE", WARNING, T("A measure has no time"), _TABLE, _FORM)
DUE_YEAR = Rule(
    "MEASURE-DUE-YEAR",
    WARNING,
    T("A measure is due outside the next fiscal year"),
    T("Measures are for the fiscal year after the one assessed."),
    _FORM,
)
DUE_DATE = Rule(
    "MEASURE-DUE-DATE",
    WARNING,
    T("Due text and due date contradict each other"),
    T("due_date is the date that due names, in a form that programs read."),
)
RULES = (MISSING, ITEM_UNKNOWN, ITEM, DOUBLE, DIVISION, STEPS, FOLLOW_UP, DUE, DUE_YEAR, DUE_DATE)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the measures."""
    report, framework = subject.report, subject.framework
    weak = {item.item for entry in report.weak for item in entry.items}
    yield from _missing(report, framework)
    seen: set[Measure] = set()
    for index, measure in enumerate(report.measures):
        loc: Loc = ("measures", index)
        if measure in seen:
            yield DOUBLE.at(
                loc,
                T("The measure for {item} is listed twice, word for word.", item=measure.item),
                expected=T("each measure once"),
            )
        seen.add(measure)
        yield from _item(framework, measure, weak, loc)
        yield from _content(measure, loc)
        yield from _time(measure, report.fiscal_year + 1, loc)


def _missing(report: Report, framework: Framework) -> Iterator[Finding]:
    answered = {measure.item for measure in report.measures}
    for i, entry in enumerate(report.weak):
        for j, item in enumerate(entry.items):
            if item.item not in answered:
                yield MISSING.at(
                    ("weak", i, "items", j),
                    T("{item} has no measure.", item=framework.title(item.item)),
                    expected=T("an entry under measures with item: {item}", item=item.item),
                )


def _item(framework: Framework, measure: Measure, weak: set[str], loc: Loc) -> Iterator[Finding]:
    if framework.has_item(measure.item) is False:
        yield ITEM_UNKNOWN.at(
            (*loc, "item"),
            T(
                "Fiscal year {year} has no item {item}.",
                year=framework.fiscal_year,
                item=measure.item,
            ),
            expected=T("an item of fiscal year {year}", year=framework.fiscal_year),
            source=framework.items_source_of(tool_of(measure.item)),
        )
    elif measure.item not in weak:
        yield ITEM.at(
            (*loc, "item"),
            T("{item} is not listed as weak.", item=framework.title(measure.item)),
            expected=T("an item listed under weak"),
        )


def _content(measure: Measure, loc: Loc) -> Iterator[Finding]:
    if blank(measure.division):
        yield DIVISION.at(
            loc,
            T("The measure for {item} names no responsible division.", item=measure.item),
            expected=T("division: for example {example}", example="สำนักปลัดเทศบาล"),
        )
    if all(blank(step) for step in measure.steps):
        yield STEPS.at(
            loc,
            T("The measure for {item} has no steps.", item=measure.item),
            expected=T("steps: at least one"),
        )
    if all(blank(entry) for entry in measure.follow_up):
        yield FOLLOW_UP.at(
            loc,
            T("The measure for {item} says nothing about follow-up.", item=measure.item),
            expected=T("follow_up: for example {example}", example="รายงานผลต่อผู้บริหาร"),
        )


def _time(measure: Measure, year: int, loc: Loc) -> Iterator[Finding]:
    """Yield what is wrong with the time of a measure that belongs to a fiscal year."""
    if blank(measure.due) and measure.due_date is None:
        yield DUE.at(
            loc,
            T("The measure for {item} gives no time.", item=measure.item),
            expected=T("due: for example {example}", example=f"ภายในเดือนมีนาคม {year}"),
        )
    if any(not due.overlaps(days, due.plan_year(year)) for days in _named(measure)):
        yield DUE_YEAR.at(
            (*loc, "due"),
            T('The measure for {item} is due "{text}".', item=measure.item, text=measure.due),
            expected=T("a time in fiscal year {year}", year=year),
        )
    if measure.due_date is not None:
        yield from _day(measure, measure.due_date, year, loc)


def _day(measure: Measure, day: date, year: int, loc: Loc) -> Iterator[Finding]:
    """Yield where a due date lies outside its year, or outside the time that the text names."""
    written = thai.format_date(day)
    if thai.fiscal_year(day) != year:
        yield DUE_YEAR.at(
            (*loc, "due_date"),
            T("The measure for {item} is due on {day}.", item=measure.item, day=written),
            expected=T("a day in fiscal year {year}", year=year),
        )
    named = _named(measure)
    if named and not min(named)[0] <= day <= max(last for _, last in named):
        yield DUE_DATE.at(
            (*loc, "due_date"),
            T('The due date is {day}, the text says "{text}".', day=written, text=measure.due),
            expected=T("the same time in both"),
        )


def _named(measure: Measure) -> list[due.Days]:
    return due.named(measure.due) if measure.due else []

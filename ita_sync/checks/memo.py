"""Can the memo be about this fiscal year, and does its number look like one?"""

import re
from collections.abc import Iterator

from ita_sync import thai
from ita_sync.checks.rules import WARNING, Rule
from ita_sync.framework import Framework
from ita_sync.i18n import T
from ita_sync.models import Finding, Loc, Report

EARLY = Rule(
    "MEMO-EARLY",
    WARNING,
    T("The memo is older than the year it reports on"),
    T("A fiscal year is assessed in its course; no result exists before it begins."),
)
LATE = Rule(
    "MEMO-LATE",
    WARNING,
    T("The memo is dated more than a year after the fiscal year"),
    T("A report on a fiscal year is dated in it or in the one that follows."),
)
LETTER = Rule(
    "MEMO-LETTER",
    WARNING,
    T("The letter referred to is younger than the memo"),
    T("A memo can refer only to letters that exist."),
)
NUMBER = Rule(
    "MEMO-NUMBER",
    WARNING,
    T("A document number has an unusual form"),
    T("Document numbers have province letters, office number, a slash and a running number."),
)
RULES = (EARLY, LATE, LETTER, NUMBER)

_NUMBER = re.compile(r"[ก-ฮ]{2}[0-9]{2,6}(\.[0-9]+)*/[ว]?[0-9]+")
_SOURCE = "Rules of the Prime Minister's Office on correspondence (ระเบียบงานสารบรรณ) and the fiscal calendar"


def check(report: Report, framework: Framework) -> Iterator[Finding]:
    """Yield what is odd about the memo and the letter it refers to."""
    memo, year = report.memo, framework.fiscal_year
    dated = thai.fiscal_year(memo.date)
    if dated < year or dated > year + 1:
        yield (EARLY if dated < year else LATE).at(
            ("memo", "date"),
            T("The memo on fiscal year {year} is dated {day}.", year=year, day=thai.format_date(memo.date)),
            expected=T("a day in fiscal year {year} or {next}", year=year, next=year + 1),
            source=_SOURCE,
        )
    letter = memo.refers_to
    if letter and letter.date > memo.date:
        yield LETTER.at(
            ("memo", "refers_to", "date"),
            T("The letter is dated {day}, after the memo.", day=thai.format_date(letter.date)),
            expected=T("{day} or earlier", day=thai.format_date(memo.date)),
            source=_SOURCE,
        )
    numbers: list[tuple[Loc, str]] = [(("memo", "number"), memo.number)]
    if letter:
        numbers.append((("memo", "refers_to", "number"), letter.number))
    for loc, number in numbers:
        if not _NUMBER.fullmatch(thai.fold(number)):
            yield NUMBER.at(
                loc,
                T('The document number is "{number}".', number=number[:80]),
                expected=T("a number such as {example}", example="ชย 52506.2/62, ชย 0023.4/ว1080"),
                source=_SOURCE,
            )

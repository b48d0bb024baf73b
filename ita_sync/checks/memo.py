"""Can the memo be about this fiscal year, and does its number look like one?"""

import re
from collections.abc import Iterator
from datetime import date

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, Rule
from ita_sync.i18n import T
from ita_sync.report import Loc, Report
from ita_sync.rules import Framework
from ita_sync.rules.provinces import LETTERS_SOURCE, find, of_letters

_SOURCE = "Rules of the Prime Minister's Office on correspondence (ระเบียบงานสารบรรณ) and the fiscal calendar"

ERA = Rule(
    "MEMO-ERA",
    ERROR,
    T("A date is 543 years off"),
    T(
        "A year of the Buddhist era is 543 ahead of the Christian one; a date converted twice or "
        "the wrong way is off."
    ),
    _SOURCE,
)
EARLY = Rule(
    "MEMO-EARLY",
    WARNING,
    T("The memo is older than the year it reports on"),
    T("A fiscal year is assessed in its course; no result exists before it begins."),
    _SOURCE,
)
LATE = Rule(
    "MEMO-LATE",
    WARNING,
    T("The memo is dated more than a year after the fiscal year"),
    T("A report on a fiscal year is dated in it or in the one that follows."),
    _SOURCE,
)
LETTER = Rule(
    "MEMO-LETTER",
    WARNING,
    T("The letter referred to is younger than the memo"),
    T("A memo can refer only to letters that exist."),
    _SOURCE,
)
LETTER_OLD = Rule(
    "MEMO-LETTER-OLD",
    WARNING,
    T("The letter referred to is years older than the assessment"),
    T("The letter that a report answers is written for the assessment of its year."),
    _SOURCE,
)
SELF = Rule(
    "MEMO-SELF",
    WARNING,
    T("The memo refers to itself"),
    T("Memo and letter referred to are two documents with two numbers."),
    _SOURCE,
)
NUMBER = Rule(
    "MEMO-NUMBER",
    WARNING,
    T("A document number has an unusual form"),
    T("Document numbers have province letters, office number, a slash and a running number."),
    _SOURCE,
)
PROVINCE = Rule(
    "MEMO-PROVINCE",
    WARNING,
    T("The memo's number begins with another province's letters"),
    T("The numbers of an agency's own documents begin with the two letters of its province."),
    LETTERS_SOURCE,
)
SUBJECT = Rule(
    "MEMO-SUBJECT",
    WARNING,
    T("The memo's subject names another fiscal year"),
    T(
        "The memo is about the fiscal year assessed; another year may be left over from an older "
        "memo."
    ),
    _SOURCE,
)
RULES = (ERA, EARLY, LATE, LETTER, LETTER_OLD, SELF, NUMBER, PROVINCE, SUBJECT)

_NUMBER = re.compile(r"([ก-ฮ]{2})[0-9]{2,6}(\.[0-9]+)*/ว?[0-9]+")
_FISCAL = re.compile(r"งบประมาณ(?:พ\.?ศ\.?)?(25[0-9]{2}|20[0-9]{2})")


def check(report: Report, framework: Framework) -> Iterator[Finding]:
    """Yield what is odd about the memo and the letter it refers to."""
    memo, year = report.memo, framework.fiscal_year
    dated = thai.fiscal_year(memo.date)
    if era := _slip(memo.date, year):
        yield _era(("memo", "date"), memo.date, era)
    elif rule := EARLY if dated < year else LATE if dated > year + 1 else None:
        yield rule.at(
            ("memo", "date"),
            T(
                "The memo on fiscal year {year} is dated {day}.",
                year=year,
                day=thai.format_date(memo.date),
            ),
            expected=T("a day in fiscal year {year} or {next}", year=year, next=year + 1),
        )
    yield from _letter(report, year)
    yield from _numbers(report)
    # Fold the subject: years stand there in either digits, with or without พ.ศ. and spaces.
    named = {_be(found) for found in _FISCAL.findall(thai.fold(memo.subject))}
    if named and year not in named:
        yield SUBJECT.at(
            ("memo", "subject"),
            T("The subject names fiscal year {years}.", years=[str(y) for y in sorted(named)]),
            expected=T("fiscal year {year}", year=year),
        )


def _letter(report: Report, year: int) -> Iterator[Finding]:
    memo, letter = report.memo, report.memo.refers_to
    if letter is None:
        return
    loc: Loc = ("memo", "refers_to", "date")
    if era := _slip(letter.date, year):
        yield _era(loc, letter.date, era)
    elif letter.date > memo.date and not _slip(memo.date, year):
        yield LETTER.at(
            loc,
            T("The letter is dated {day}, after the memo.", day=thai.format_date(letter.date)),
            expected=T("{day} or earlier", day=thai.format_date(memo.date)),
        )
    elif thai.fiscal_year(letter.date) < year - 1:
        yield LETTER_OLD.at(
            loc,
            T("The letter is dated {day}.", day=thai.format_date(letter.date)),
            expected=T("a day in fiscal year {year} or {next}", year=year, next=year + 1),
        )
    if thai.fold(letter.number) == thai.fold(memo.number):
        yield SELF.at(
            ("memo", "refers_to", "number"),
            T("Both have the number {number}.", number=memo.number),
            expected=T("the number of the letter received"),
        )


def _numbers(report: Report) -> Iterator[Finding]:
    memo = report.memo
    numbers: list[tuple[Loc, str]] = [(("memo", "number"), memo.number)]
    if memo.refers_to:
        numbers.append((("memo", "refers_to", "number"), memo.refers_to.number))
    for loc, number in numbers:
        if not _NUMBER.fullmatch(thai.fold(number)):
            yield NUMBER.at(
                loc,
                T('The document number is "{number}".', number=number),
                expected=T("a number such as {example}", example="ชย 52506.2/62, ชย 0023.4/ว1080"),
            )
    # A letter may come from any office of the state; only the memo is sure to be the agency's own.
    own, found = find(report.agency.province), _NUMBER.fullmatch(thai.fold(memo.number))
    if own and found and found[1] != own.letters:
        other = of_letters(found[1])
        yield PROVINCE.at(
            ("memo", "number"),
            T("{letters} are the letters of {province}.", letters=found[1], province=other.name)
            if other
            else T("{letters} are the letters of no province.", letters=found[1]),
            expected=T("{letters} for {province}", letters=own.letters, province=own.name),
        )


def _slip(day: date, year: int) -> int | None:
    """Return by how many years a date is off, None unless the eras alone explain it."""
    years = (year, year + 1)
    off = (thai.BE_OFFSET, -thai.BE_OFFSET)
    return next((slip for slip in off if thai.fiscal_year(day) - slip in years), None)


def _era(loc: Loc, day: date, slip: int) -> Finding:
    # The right year may be no leap year, so the day is put into words from its parts.
    right = f"{day.day} {thai.MONTHS[day.month - 1]} {day.year + thai.BE_OFFSET - slip}"
    return ERA.at(
        loc,
        T("The date is read as {day}.", day=thai.format_date(day)),
        expected=T("{day}, or the date on the document", day=right),
    )


def _be(year: str) -> int:
    return int(year) + (thai.BE_OFFSET if year.startswith("20") else 0)

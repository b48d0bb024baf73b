"""Can the memo be about this fiscal year, and does its number look like one?"""

import re
from collections.abc import Iterator
from datetime import date

from ita_sync import thai
from ita_sync.checks.findings import Finding
from ita_sync.checks.rule import ERROR, WARNING, YEAR, Rule
from ita_sync.checks.subject import Subject
from ita_sync.i18n import T
from ita_sync.report import Loc, Report
from ita_sync.rules import Framework
from ita_sync.rules.kinds import KINDS, expand
from ita_sync.rules.provinces import LETTERS_SOURCE, find, of_letters

_SOURCE = T(
    "Rules of the Prime Minister's Office on correspondence (ระเบียบงานสารบรรณ) "
    "and the fiscal calendar"
)

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
PUBLISHED = Rule(
    "MEMO-PUBLISHED",
    WARNING,
    T("The memo is older than the results it reports on"),
    T("A result can be reported only once it is published."),
    YEAR,
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
    T("The letter referred to is newer than the memo"),
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
RULES = (ERA, EARLY, PUBLISHED, LATE, LETTER, LETTER_OLD, SELF, NUMBER, PROVINCE, SUBJECT)

_NUMBER = re.compile(r"([ก-ฮ]{2})[0-9]{2,6}(\.[0-9]{1,4}){0,4}/ว?[0-9]{1,7}")
_FISCAL = re.compile(r"งบประมาณ(?:พ\.?ศ\.?)?(25[0-9]{2}|20[0-9]{2})")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is odd about the memo and the letter it refers to."""
    report, year = subject.report, subject.framework.fiscal_year
    yield from _date(report.memo.date, year)
    yield from _published(report.memo.date, subject.framework)
    yield from _letter(report, year)
    yield from _numbers(report)
    # Fold the subject: its years may be in either digits, with or without พ.ศ. and spaces.
    named = {_be(found) for found in _FISCAL.findall(thai.fold(report.memo.subject))}
    if named and year not in named:
        yield SUBJECT.at(
            ("memo", "subject"),
            T("The subject names fiscal year {years}.", years=[str(y) for y in sorted(named)]),
            expected=T("fiscal year {year}", year=year),
        )


def _date(day: date, year: int) -> Iterator[Finding]:
    loc: Loc = ("memo", "date")
    dated = thai.fiscal_year(day)
    if slip := _slip(day, year):
        yield _era(loc, day, slip)
    elif not year <= dated <= year + 1:
        yield (EARLY if dated < year else LATE).at(
            loc,
            T(
                "The memo on fiscal year {year} is dated {day}.",
                year=year,
                day=thai.format_date(day),
            ),
            expected=T("a day in fiscal year {year} or {next}", year=year, next=year + 1),
        )


def _published(day: date, framework: Framework) -> Iterator[Finding]:
    """Yield a finding if the year's results were not out yet; of an older year MEMO-EARLY says it.

    Silent where the year's file does not give the day.
    """
    published, year = framework.published, framework.fiscal_year
    if published is None or not year <= thai.fiscal_year(day) <= year + 1:
        return
    if day < published.day:
        yield PUBLISHED.at(
            ("memo", "date"),
            T(
                "The memo is dated {day}; the results came out on {published}.",
                day=thai.format_date(day),
                published=thai.format_date(published.day),
            ),
            expected=T("{day} or later", day=thai.format_date(published.day)),
            source=framework.source(published.source),
        )


def _letter(report: Report, year: int) -> Iterator[Finding]:
    memo, letter = report.memo, report.memo.refers_to
    if letter is None:
        return
    loc: Loc = ("memo", "refers_to", "date")
    if slip := _slip(letter.date, year):
        yield _era(loc, letter.date, slip)
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
    yield from _province(report)


def _province(report: Report) -> Iterator[Finding]:
    """Yield a finding if the memo's number begins with the letters of another province.

    A central agency has its ministry's letters, wherever it stands.
    """
    if expand(report.agency.type) not in KINDS:
        return
    number = report.memo.number
    own, found = find(report.agency.province), _NUMBER.fullmatch(thai.fold(number))
    if own is None or found is None or found[1] == own.letters:
        return
    letters, other = found[1], of_letters(found[1])
    if other:
        what = T("{letters} are the letters of {province}.", letters=letters, province=other.name)
    else:
        what = T("{letters} are the letters of no province.", letters=letters)
    yield PROVINCE.at(
        ("memo", "number"),
        what,
        expected=T("{letters} for {province}", letters=own.letters, province=own.name),
    )


def _slip(day: date, year: int) -> int | None:
    """Return by how many years a date is off, None unless a mistaken era alone explains it."""
    slips = (thai.BE_OFFSET, -thai.BE_OFFSET)
    return next((slip for slip in slips if thai.fiscal_year(day) - slip in {year, year + 1}), None)


def _era(loc: Loc, day: date, slip: int) -> Finding:
    # The right year may not be a leap year, so the date is put into words from its parts.
    right = f"{day.day} {thai.MONTHS[day.month - 1]} {day.year + thai.BE_OFFSET - slip}"
    return ERA.at(
        loc,
        T("The date is read as {day}.", day=thai.format_date(day)),
        expected=T("{day}, or the date on the document", day=right),
    )


def _be(year: str) -> int:
    return int(year) + (thai.BE_OFFSET if year.startswith("20") else 0)

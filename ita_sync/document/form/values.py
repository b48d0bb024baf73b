"""One cell of the form -> one value of the report.

Numbers are taken as they are shown, dates in words; nothing is guessed.
"""

import re
from datetime import date
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Trust
from ita_sync.document.form.cells import FormCell
from ita_sync.document.form.layout import What
from ita_sync.i18n import T, Text
from ita_sync.report import Result, Tool

UNKNOWN = "?"
"""What a filled form has in the place of an item that could not be read: its row stays its own."""
_CHOICES = {What.TOOL: tuple(Tool), What.RESULT: tuple(Result)}
_ITEM = re.compile(r"([ieo])0*([1-9][0-9]?)(?![0-9])")
_LONG_ITEM = re.compile(r"([ieo])0*([1-9][0-9]{2})(?![0-9])")
"""Looked for without closing up spaces: `o13 1. …` is no item 131."""
_COUNTED = {What.SCORE, What.YEAR, What.INDICATOR}
_DIGITS = {*_COUNTED, What.DATE}
"""What is a number or a day in the report file, where Thai digits mean no more than Arabic ones."""
_SHORT_YEAR = re.compile(r"(?!.*[0-9]{4}).*(?<![0-9])[0-9]{2}")
_SHORT = T("Its year was typed with two digits, which can mean no other year.")
_UNCLEAR = T(
    "The two digits of its year do not say which year is meant; write the year with four digits, "
    "for example 2569."
)
_FIRST_ITA_YEAR = 2013
"""C.E.; the assessment began in B.E. 2556."""


def field_of(cell: FormCell, what: What) -> Field:
    """Return the value of a cell that is not `lost`."""
    if cell.day is not None:
        return _dated(cell, cell.day, what)
    if cell.number is not None and what in _COUNTED:
        return _counted(cell, cell.number)
    if what is What.DATE:
        return _typed_day(cell)
    text = _normalise(thai.clean(cell.text), what)
    return Field(None if text == UNKNOWN else text or None, copies=_copies(cell))


def _typed_day(cell: FormCell) -> Field:
    """Return a date that was typed as text.

    As typed, but for its digits, where its year is whole. Thai digits tell the era of a short one,
    so that such a date is put into words, or kept to the letter where it does not tell its year.
    """
    text = thai.clean(cell.text)
    plain = thai.digits(text)
    if _SHORT_YEAR.fullmatch(plain) is None:
        return Field(plain or None, copies=_copies(cell))
    try:
        day = thai.format_date(thai.parse_date(text))
    except thai.UnclearYearError:
        return Field(text, Trust.DOUBTFUL, _copies(cell), _UNCLEAR)
    except ValueError:  # `check` says what is wrong with it
        return Field(text, copies=_copies(cell))
    return Field(day, Trust.MENDED, _copies(cell), _SHORT)


def _normalise(text: str, what: What) -> str:
    """Return what was typed as the report file has it, unchanged where that is not certain."""
    if what is What.SCORE:
        return _figure(text)
    if what in _DIGITS:
        return thai.digits(text)
    if what in _CHOICES:
        same = (choice for choice in _CHOICES[what] if thai.fold(choice) == thai.fold(text))
        return next(same, text)
    if what is What.ITEM:
        digits = thai.digits(text)
        found = _ITEM.match(re.sub(r"\s", "", digits.lower())) or _LONG_ITEM.match(digits.lower())
        return found[1] + found[2] if found else digits  # what follows is the item's title
    return text


def _figure(text: str) -> str:
    try:
        return thai.figure(text)
    except ValueError:
        return thai.digits(text)


def lines_of(cell: FormCell) -> list[Field]:
    """Return the lines of a cell, each a value."""
    if cell.day is not None:
        return [field_of(cell, What.TEXT)]
    lines = (thai.clean(line) for line in cell.text.split("\n"))
    return [Field(line, copies=(Copy(line, cell.place),)) for line in lines if line]


def together(first: Field, second: Field, why: Text) -> Field:
    """Return one value for a field that two places say.

    Where they differ the first is taken, and doubtful.
    """
    copies = (*first.copies, *second.copies)
    if second.value == first.value or second.value is None:
        return Field(first.value, first.trust, copies, first.why, first.others)
    return Field(first.value, Trust.DOUBTFUL, copies, why, (*first.others, second.value))


def _copies(cell: FormCell) -> tuple[Copy, ...]:
    return (Copy(cell.text, cell.place),)


def _counted(cell: FormCell, number: Decimal) -> Field:
    """Return a number as it is shown; where the cell holds more than it shows, `why` says so."""
    value = cell.text.removesuffix("%")
    if value == cell.text and Decimal(value) == number:
        return Field(value, copies=_copies(cell))
    why = T(
        "The cell holds {held} and shows {shown}; what it shows was taken.",
        held=number,
        shown=cell.text,
    )
    return Field(value, Trust.MENDED, (Copy(str(number), cell.place),), why)


def _dated(cell: FormCell, day: date, what: What) -> Field:
    """Return a real date in words, doubtful where the form asks for something else."""
    if what in {What.DATE, What.DUE}:
        return _day(cell, day)
    why = T(
        "The cell holds a date; a spreadsheet makes one of texts such as 1/2566, and what was "
        "typed is lost."
    )
    if what in _COUNTED:
        return Field(None, Trust.DOUBTFUL, _copies(cell), why)
    return Field(thai.format_date(day), Trust.DOUBTFUL, _copies(cell), why)


def _day(cell: FormCell, day: date) -> Field:
    """Return a date, a year that cannot be meant for its era read as what was meant."""
    year = day.year
    if year >= thai.FIRST_BE_YEAR:
        meant = thai.format_date(day).replace(str(year + thai.BE_OFFSET), str(year))
        why = T(
            "The cell holds the year {year} of the Christian era; it was read as B.E.", year=year
        )
        return Field(meant, Trust.MENDED, _copies(cell), why)
    words = thai.format_date(day)
    if year < _FIRST_ITA_YEAR:
        # Typed with two digits of a B.E. year, which the spreadsheet took for 19xx.
        be = year + thai.BE_OFFSET
        meant = words.replace(str(be), str(2500 + year % 100))
        why = T(
            "The year {be} is before the first ITA; a spreadsheet makes it of two digits.", be=be
        )
        return Field(words, Trust.DOUBTFUL, _copies(cell), why, (meant,))
    return Field(words, copies=_copies(cell))

"""One cell of the form -> one value of the report: numbers as they are shown, dates in words, nothing guessed."""

import re
from datetime import date
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Copy, Field, Trust
from ita_sync.document.form.cells import FormCell
from ita_sync.document.form.layout import What
from ita_sync.i18n import T, Text
from ita_sync.report import Result, Tool

_CHOICES = {What.TOOL: tuple(Tool), What.RESULT: tuple(Result)}
_ITEM = re.compile(r"([ieo])0*([1-9][0-9]?)(?![0-9])")
_COUNTED = {What.SCORE, What.YEAR, What.INDICATOR}
_DIGITS = {*_COUNTED, What.DATE}
"""What the report file has as a number or a day, so that Thai digits say nothing more than Arabic ones."""


def field_of(cell: FormCell, what: What) -> Field:
    """Return the value of a cell; a `lost` one has none."""
    if cell.day is not None:
        return _dated(cell, cell.day, what)
    if cell.number is not None and what in _COUNTED:
        return _counted(cell, cell.number)
    text = thai.clean(cell.text)
    if what in _DIGITS:
        text = thai.digits(text)
    elif what in _CHOICES:
        text = next(
            (choice for choice in _CHOICES[what] if thai.fold(choice) == thai.fold(text)), text
        )
    elif what is What.ITEM:
        text = thai.digits(text)
        if found := _ITEM.match(re.sub(r"\s", "", text.lower())):
            text = found[1] + found[2]  # what follows is the item's title
    return Field(text or None, copies=_copies(cell))


def lines_of(cell: FormCell) -> list[Field]:
    """Return the lines of a cell, each a value."""
    if cell.day is not None:
        return [field_of(cell, What.TEXT)]
    lines = (thai.clean(line) for line in cell.text.split("\n"))
    return [Field(line, copies=(Copy(line, cell.place),)) for line in lines if line]


def together(first: Field, second: Field, why: Text) -> Field:
    """Return one value of two places that say the same field.

    Where they differ the first stands and is doubtful.
    """
    copies = (*first.copies, *second.copies)
    if second.value == first.value or second.value is None:
        return Field(first.value, first.trust, copies, first.why, first.others)
    return Field(first.value, Trust.DOUBTFUL, copies, why, (*first.others, second.value))


def _copies(cell: FormCell) -> tuple[Copy, ...]:
    return (Copy(cell.text, cell.place),)


def _counted(cell: FormCell, number: Decimal) -> Field:
    """Return a number as it is shown; where the cell holds more than it shows, that is said."""
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
    """Return a real date in words.

    A year that cannot be of its era is read as what was meant, and said to be.
    """
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
    year = day.year
    if year >= thai.FIRST_BE_YEAR:
        meant = thai.format_date(day).replace(str(year + thai.BE_OFFSET), str(year))
        why = T(
            "The cell holds the year {year} of the Christian era; it was read as B.E.", year=year
        )
        return Field(meant, Trust.MENDED, _copies(cell), why)
    told = thai.format_date(day)
    if (
        year < _FIRST_ITA_YEAR
    ):  # typed with two figures, B.E., and taken by the spreadsheet for 19xx
        be = year + thai.BE_OFFSET
        meant = told.replace(str(be), str(2500 + year % 100))
        why = T(
            "The year {be} lies before the first ITA; a spreadsheet makes it of two figures.", be=be
        )
        return Field(told, Trust.DOUBTFUL, _copies(cell), why, (meant,))
    return Field(told, copies=_copies(cell))


_FIRST_ITA_YEAR = 2013
"""C.E.; the assessment began in B.E. 2556."""

"""Number formats of a spreadsheet: whether they show a date, and how they show a number."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

GENERAL = "General"
# Source: ECMA-376 part 1, 18.8.30; 59-81 are Thai Excel's, 27-36 and 50-58 dates of East Asia.
_BY_CODE = {
    "0": (1, 59),
    "0.00": (2, 60),
    "#,##0": (3, 37, 38, 41, 42, 61),
    "#,##0.00": (4, 39, 40, 43, 44, 62),
    "0%": (9, 67),
    "0.00%": (10, 68),
    "0.00E+00": (11, 48),
    "# ?/?": (12, 13),
    "@": (49,),
    "d/m/yyyy": (14, 15, 16, 17, 22, *range(27, 37), *range(50, 59), 71, 72, 73, 74, 77, 81),
    "h:mm": (18, 19, 20, 21, 45, 46, 47, 75, 76, 78, 79, 80),
}
BUILT_IN = {number: code for code, numbers in _BY_CODE.items() for number in numbers}
"""Formats that a file names by number alone."""

# Decoration: quoted texts, brackets (calendar, colour, condition), escaped signs, gaps, fillings.
_DECORATION = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].')
_DATE = re.compile("[dyb]|mmm", re.IGNORECASE)
_DIGITS = re.compile(
    r"t?(?P<whole>[#0?]+(?:,[#0?]+)*)(?:\.(?P<decimals>[#0?]*))?(?P<percent>\s*%)?", re.IGNORECASE
)
_LONGEST = 40
"""Digits before a number is shown with its exponent."""


def dates(code: str) -> bool:
    """Return whether a number format shows a day.

    `[$-1070000]d mmmm yyyy` and `d mmmm bbbb` show B.E. years.
    """
    return code != GENERAL and _DATE.search(_bare(code)) is not None


def shown(number: Decimal, code: str) -> str:
    """Return a number as a format shows it, but without grouping and units: `98.01`, `98.01%`."""
    found = _DIGITS.fullmatch(_bare(code).strip())
    if found is None:
        return _plain(number)
    places, percent = found["decimals"] or "", found["percent"] is not None
    try:
        rounded = (number * 100 if percent else number).quantize(
            Decimal(1).scaleb(-len(places)), ROUND_HALF_UP
        )
    except InvalidOperation:  # more digits than are worked with
        return _plain(number)
    whole, _, fraction = f"{abs(rounded):f}".partition(".")
    fixed = len(places.rstrip("#"))
    fraction = fraction[:fixed] + fraction[fixed:].rstrip("0")
    sign = "-" if rounded < 0 else ""
    least = found["whole"].count("0")
    return f"{sign}{whole.zfill(least)}{'.' + fraction if fraction else ''}{'%' if percent else ''}"


def _bare(code: str) -> str:
    """Return the part of a format for positive numbers, without what is only decoration."""
    return _DECORATION.sub("", code).split(";")[0]


def _plain(number: Decimal) -> str:
    text = f"{number.normalize():f}" if abs(number.adjusted()) < _LONGEST else str(number)
    return "0" if text == "-0" else text

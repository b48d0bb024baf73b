"""How a value looks in its cell: numbers, percentages, dates, in the en_US locale."""

import datetime as dt
import json
import math
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from ita_sync.sandbox.formula import NO_NUMBER, effective
from ita_sync.sandbox.model import Cell, Json, value_of
from ita_sync.sandbox.problems import ApiError

_EPOCH = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)
_DEFAULT_PATTERNS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": '"$"#,##0.00',
    "DATE": "m/d/yyyy",
    "TIME": "h:mm:ss am/pm",
    "DATE_TIME": "m/d/yyyy h:mm:ss",
    "SCIENTIFIC": "0.00E+00",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_NUMBER_PATTERN = re.compile(
    r'(?:"([^"]*)"|\\?([$฿€£]))?([#,]*)(?:#|(0{1,30})(?:\.(0{1,30}))?)(%)?(E\+00)?(?:"([^"]*)")?'
)
_LITERAL = re.compile(r'(?:"([^"]*)")?')
_MOST_INTEGER = 1e15
_MOST_DIGITS = 1e10
_ERRORS = {"DIVIDE_BY_ZERO": "#DIV/0!", "NUM": "#NUM!"}  # Source: the reference of ErrorType


def plain(number: float) -> float:
    """The number as JSON carries it: 5.0 becomes 5. Source: recorded replies.

    Raises ApiError for one that no cell can hold.
    """
    try:
        double = float(number)
    except OverflowError:
        double = math.inf
    if not math.isfinite(double):
        raise ApiError("A cell cannot hold a number beyond double precision.")
    return int(double) if double.is_integer() and abs(double) < _MOST_INTEGER else double


def mended(text: str) -> Any:  # noqa: ANN401 - JSON of any shape
    """The JSON of a sandbox's file.

    Older versions stored Infinity and NaN, which JSON does not have: a cell shows an error value
    instead, any other field is left out.
    """
    if "Infinity" not in text and "NaN" not in text:
        return json.loads(text)
    lost: Json = {"userEnteredValue": NO_NUMBER}  # a cell that held nothing else was stored bare

    def hook(found: Json) -> Json:
        kept = {name: each for name, each in found.items() if each is not lost}
        return NO_NUMBER if found.get("numberValue") is lost else kept

    return json.loads(text, parse_constant=lambda _: lost, object_hook=hook)


def general(number: float) -> str:
    """A number without a format: at most ten significant digits after rounding, six from 1E+15 on.

    Source: 1.53321E+18 in pygsheets issue 260, 0.0000903 in spreadstream issue 2.
    """
    if abs(number) >= _MOST_INTEGER:
        digits, _, power = f"{number:.5E}".partition("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power}"
    if float(number).is_integer():
        return str(int(number))
    if abs(number) >= _MOST_DIGITS:
        return f"{number:.0f}"
    text = f"{number:.10g}"
    if "e" in text and abs(number) >= 1 / _MOST_DIGITS:
        return f"{Decimal(text):f}"
    return text.replace("e", "E")


def field(cell: Json | None, *path: str) -> Any:  # noqa: ANN401 - JSON of any shape
    """What a cell has at the end of a path of names, None where it has nothing."""
    found: Any = cell
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _number_format(cell: Cell | None, name: str) -> str:
    return str(field(cell, "userEnteredFormat", "numberFormat", name) or "")


def pattern_of(cell: Cell) -> str | None:
    """The number pattern that applies to the cell, None for automatic."""
    return _number_format(cell, "pattern") or _DEFAULT_PATTERNS.get(_number_format(cell, "type"))


def is_date(cell: Cell) -> bool:
    """Whether the cell's number is shown as a date or a time."""
    return _number_format(cell, "type") in {"DATE", "TIME", "DATE_TIME"}


def is_text(cell: Cell | None) -> bool:
    """Whether the cell is formatted as text, which takes what is typed as it is."""
    return _number_format(cell, "type") == "TEXT"


def serial(moment: dt.datetime) -> float:
    """Days since 1899-12-30, the number a date is stored as."""
    return (moment.replace(tzinfo=dt.UTC) - _EPOCH).total_seconds() / 86_400


def _date(number: float, pattern: str) -> str:
    """A date; the plain number where the calendar has no such day."""
    try:
        moment = _EPOCH + dt.timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return general(number)
    twelve = "am/pm" in pattern.lower()
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    month = MONTHS[moment.month - 1]
    parts = {
        "yyyy": f"{moment.year:04}",
        "yy": f"{moment.year % 100:02}",
        "mmmm": month,
        "mmm": month[:3],
        "mm": f"{moment.month:02}",
        "m": str(moment.month),
        "dd": f"{moment.day:02}",
        "d": str(moment.day),
        "hh": f"{hour:02}",
        "h": str(hour),
        "ss": f"{moment.second:02}",
        "am/pm": "AM" if moment.hour < 12 else "PM",  # noqa: PLR2004 - noon
    }
    minutes = re.sub(r"(?<=[hH]:)mm|mm(?=:ss)", f"{moment.minute:02}", pattern)
    return re.sub(
        r"am/pm|y{2,4}|m{1,4}|d{1,2}|h{1,2}|ss",
        lambda match: parts.get(match[0], match[0]),
        minutes.lower(),
    )


def _patterned(number: float, pattern: str) -> str:
    sections = pattern.split(";")
    section = sections[number < 0] if len(sections) > 1 else pattern
    if literal := _LITERAL.fullmatch(section):
        return literal[1] or ""
    match = _NUMBER_PATTERN.fullmatch(pattern)
    if match is None:
        return general(number)
    prefix, symbol, whole, zeros, decimals, percent, scientific, suffix = match.groups("")
    if scientific:
        return f"{number + 0.0:.{len(decimals)}E}{suffix}"
    shown = Decimal(repr(number)).scaleb(2 if percent else 0)
    with localcontext(rounding=ROUND_HALF_UP):
        text = f"{abs(shown):{',' if ',' in whole else ''}.{len(decimals)}f}"
    width = len(zeros) + (len(decimals) + 1 if decimals else 0)
    return f"{'-' if number < 0 else ''}{prefix or symbol}{text.zfill(width)}{percent}{suffix}"


def effective_of(cell: Cell | None) -> Json | None:
    """The ExtendedValue a cell shows: the result of a formula, None for a blank cell."""
    value = value_of(cell)
    if value is None or "formulaValue" not in value:
        return value
    found = effective(value["formulaValue"])
    return {"numberValue": plain(found["numberValue"])} if "numberValue" in found else found


def shown(cell: Cell | None) -> str | None:
    """The formattedValue of a cell, None for a blank one."""
    value = effective_of(cell)
    if cell is None or value is None:
        return None
    if "numberValue" in value:
        return _number(value["numberValue"], cell)
    if "boolValue" in value:
        return "TRUE" if value["boolValue"] else "FALSE"
    if "errorValue" in value:
        return _ERRORS[value["errorValue"]["type"]]
    return str(value["stringValue"])


def _number(number: float, cell: Cell) -> str:
    pattern = pattern_of(cell)
    if pattern is None:
        return general(number)
    return _date(number, pattern) if is_date(cell) else _patterned(number, pattern)

"""How a value looks in its cell: numbers, percentages, dates, in the en_US locale."""

import datetime as dt
import re
from decimal import Decimal

from ita_sync.sandbox.formula import effective
from ita_sync.sandbox.model import Cell, Json, value_of

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
_NUMBER_PATTERN = re.compile(r'(?:"([^"]*)"|\\?([$฿€£]))?([#,]*0*)(?:\.([0#]+))?(%)?(E\+00)?')
_MOST_INTEGER = 1e15
_MOST_DIGITS = 1e10
# Source: the reference of ErrorType.
_ERRORS = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}


def plain(number: float) -> float:
    """The number as JSON carries it: 5.0 becomes 5. Source: recorded replies."""
    return int(number) if float(number).is_integer() and abs(number) < _MOST_INTEGER else number


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


def pattern_of(cell: Cell) -> str | None:
    """The number pattern that applies to the cell, None for automatic."""
    form: Json = (cell.get("userEnteredFormat") or {}).get("numberFormat") or {}
    return form.get("pattern") or _DEFAULT_PATTERNS.get(form.get("type", ""))


def is_date(cell: Cell) -> bool:
    """Whether the cell's number is shown as a date or a time."""
    form: Json = (cell.get("userEnteredFormat") or {}).get("numberFormat") or {}
    return form.get("type") in {"DATE", "TIME", "DATE_TIME"}


def is_text(cell: Cell | None) -> bool:
    """Whether the cell is formatted as text, which takes what is typed as it is."""
    form: Json = ((cell or {}).get("userEnteredFormat") or {}).get("numberFormat") or {}
    return form.get("type") == "TEXT"


def serial(moment: dt.datetime) -> float:
    """Days since 1899-12-30, the number a date is stored as."""
    return (moment.replace(tzinfo=dt.UTC) - _EPOCH).total_seconds() / 86_400


def _date(number: float, pattern: str) -> str:
    moment = _EPOCH + dt.timedelta(seconds=round(number * 86_400))
    twelve = "am/pm" in pattern.lower()
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    parts = {
        "yyyy": f"{moment.year:04}",
        "yy": f"{moment.year % 100:02}",
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
        r"am/pm|y{2,4}|m{1,2}|d{1,2}|h{1,2}|ss",
        lambda match: parts.get(match[0], match[0]),
        minutes.lower(),
    )


def _patterned(number: float, pattern: str) -> str:
    match = _NUMBER_PATTERN.fullmatch(pattern)
    if match is None:
        return general(number)
    prefix, symbol, whole, decimals, percent, scientific = match.groups()
    places = len((decimals or "").replace("#", ""))
    if scientific:
        return f"{number:.{places}E}"
    shown = number * 100 if percent else number
    text = f"{abs(shown):{',' if ',' in whole else ''}.{places}f}"
    if not whole.strip("#,") and text.startswith("0."):
        text = text[1:]
    sign = "-" if shown < 0 else ""
    return f"{sign}{prefix or symbol or ''}{text}{percent or ''}"


def effective_of(cell: Cell | None) -> Json | None:
    """The ExtendedValue a cell shows: the result of a formula, None for a blank cell."""
    value = value_of(cell)
    return (
        value if value is None or "formulaValue" not in value else effective(value["formulaValue"])
    )


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
        return _ERRORS.get(value["errorValue"].get("type", ""), "#ERROR!")
    return str(value["stringValue"])


def _number(number: float, cell: Cell) -> str:
    pattern = pattern_of(cell)
    if pattern is None:
        return general(number)
    return _date(number, pattern) if is_date(cell) else _patterned(number, pattern)

"""What happens to a value on its way into a cell: RAW as it is, USER_ENTERED as if typed."""

import datetime as dt
import math
import re

from ita_sync.sandbox.formats import MONTHS, plain, serial
from ita_sync.sandbox.model import Cell, Json
from ita_sync.sandbox.problems import ApiError

MOST_CHARACTERS = 50_000

_NUMBER = re.compile(
    r"([+-]?)(?P<money>\$\s*)?(?=\.?\d)(?P<whole>\d+|\d{1,3}(?P<comma>,\d{3})+)?(?P<part>\.\d*)?"
    r"(?P<power>[eE][+-]?\d+)?(?(money)|(?P<share>\s*%)?)",
    re.ASCII,
)
# What a number has about it, and the format that it brings; {} is where decimals stand.
_FORMATS = {
    "share": ("PERCENT", "0{}%"),
    "money": ("CURRENCY", '"$"#,##0{}'),
    "comma": ("NUMBER", "#,##0{}"),
    "power": ("SCIENTIFIC", "0.00E+00"),
}
_DAYS = [
    (re.compile(shape, re.ASCII | re.IGNORECASE), pattern)
    for shape, pattern in (
        (r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", "yyyy-mm-dd"),
        (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", "m/d/yyyy"),
        (r"(?P<month>[a-z]{3}) (?P<day>\d{1,2}) (?P<year>\d{4})", "mmm d yyyy"),
        (r"(?P<month>[a-z]{3}) (?P<day>\d{1,2}), (?P<year>\d{4})", "mmm d, yyyy"),
        (r"(?P<month>[a-z]{4,}) (?P<day>\d{1,2}) (?P<year>\d{4})", "mmmm d yyyy"),
        (r"(?P<month>[a-z]{4,}) (?P<day>\d{1,2}), (?P<year>\d{4})", "mmmm d, yyyy"),
    )
]
_MONTHS = {
    name.lower(): number for number, full in enumerate(MONTHS, 1) for name in (full, full[:3])
}
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)

# (ExtendedValue, NumberFormat); (None, None) blanks the cell.
Entered = tuple[Json | None, Json | None]


def extended(value: object) -> Json | None:
    """A JSON scalar as ExtendedValue, stored as it is; None for "" and null."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": plain(value)}
    if value is None or value == "":
        return None
    return {"stringValue": too_long(str(value))}


def too_long(text: str) -> str:
    """`text`, or ApiError when a cell cannot hold it.

    Source: the API's error "Your input contains more than the maximum of 50000 characters in a
    single cell."
    """
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_CHARACTERS:
        raise ApiError(
            f"Your input contains more than the maximum of {MOST_CHARACTERS} characters in a "
            f"single cell."
        )
    return text


def _number(text: str) -> Entered | None:
    """A number, perhaps with a currency sign, thousands separators or a percent sign.

    One beyond double precision stays text: no cell can hold it.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, whole, part, power = (match[name] or "" for name in (1, "whole", "part", "power"))
    number = float(sign + whole.replace(",", "") + part + power)
    if math.isinf(number):
        return None
    if match["share"]:
        number = float(f"{number / 100:.15g}")
    for kind, pattern in (each for name, each in _FORMATS.items() if match[name]):
        form = {"type": kind, "pattern": pattern.format(".00" if part else "")}
        return {"numberValue": plain(number)}, form
    return {"numberValue": plain(number)}, None


def _day(text: str) -> tuple[float, str] | None:
    """The number of a date (2026-01-31, 1/31/2026, Jan 31, 2026), and the pattern it came in."""
    for shape, pattern in _DAYS:
        if match := shape.fullmatch(text):
            year, month, day = match.group("year", "month", "day")
            try:
                number = _MONTHS.get(month.lower()) or int(month)
                return serial(dt.datetime(int(year), number, int(day), tzinfo=dt.UTC)), pattern
            except ValueError:
                return None  # 31 February stays text
    return None


def _time(text: str) -> tuple[float, str] | None:
    """A time of day (14:05 or 14:05:00) as a part of a day, and the pattern it came in."""
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(each or 0) for each in match.groups())
    return (hour * 3600 + minute * 60 + second) / 86_400, "h:mm:ss" if match[3] else "h:mm"


def _moment(text: str) -> Entered | None:
    """A date, a time, or both as one number.

    Source: 5/23/2026 20:22:35 in a public record of cells read through the API.
    """
    if found := _day(text):
        kind = "DATE"
    elif found := _time(text):
        kind = "TIME"
    else:
        before, _, after = text.rpartition(" ")
        day, time = _day(before), _time(after)
        if day is None or time is None:
            return None
        kind, found = "DATE_TIME", (day[0] + time[0], f"{day[1]} h:mm:ss")
    number, pattern = found
    return {"numberValue": plain(number)}, {"type": kind, "pattern": pattern}


def typed(value: object) -> Entered:
    """A value as if a person had typed it: numbers, booleans, dates, formulas.

    A leading apostrophe keeps a text as it is.

    Source: "USER_ENTERED" in the API's reference; a formula is recorded in gspread's
    test_insert_row.
    """
    if not isinstance(value, str) or value == "":
        return extended(value), None
    if value.startswith("'"):
        return ({"stringValue": too_long(value[1:])} if value[1:] else None), None
    if value.startswith("=") and len(value) > 1:
        return {"formulaValue": too_long(value)}, None
    text = value.strip()
    if text.upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.upper() == "TRUE"}, None
    return _number(text) or _moment(text) or (extended(value), None)


def with_value(cell: Cell | None, entered: Entered) -> Cell | None:
    """The cell with a new value.

    Formats and notes stay, rich-text runs go. None when nothing is left.
    """
    value, form = entered
    kept = {
        name: each
        for name, each in (cell or {}).items()
        if name not in {"userEnteredValue", "textFormatRuns"}
    }
    if value is not None:
        kept["userEnteredValue"] = value
    if form is not None:
        kept["userEnteredFormat"] = kept.get("userEnteredFormat", {}) | {"numberFormat": form}
    return kept or None

"""What happens to a value on its way into a cell: RAW as it is, USER_ENTERED as if typed."""

import datetime as dt
import re

from ita_sync.sandbox.formats import plain, serial
from ita_sync.sandbox.model import Cell, Json
from ita_sync.sandbox.problems import ApiError

MOST_CHARACTERS = 50_000

_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", re.ASCII)
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_DATE_TIME = re.compile(r"(\S+) (\d{1,2}:\d{2}(?::\d{2})?)", re.ASCII)

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
    if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise ApiError(
            f"Your input contains more than the maximum of {MOST_CHARACTERS} characters in a "
            f"single cell."
        )
    return text


def _number(text: str) -> Entered | None:
    """A number, perhaps with a currency sign, thousands separators or a percent sign."""
    body = text
    form: Json | None = None
    if body.endswith("%"):
        body = body[:-1].rstrip()
        form = {"type": "PERCENT", "pattern": "0.00%" if "." in body else "0%"}
    elif match := re.match(r"(-?)\$\s*", body):
        body = match[1] + body[match.end() :]
        form = {"type": "CURRENCY", "pattern": '"$"#,##0.00' if "." in body else '"$"#,##0'}
    if not any(letter.isdigit() for letter in body) or not _NUMBER.fullmatch(body):
        return None
    number = float(body.replace(",", ""))
    if form is None and "," in body:
        form = {"type": "NUMBER", "pattern": "#,##0.00" if "." in body else "#,##0"}
    elif form is None and "e" in body.lower():
        form = {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if form is not None and form["type"] == "PERCENT":
        number = round(number / 100, 15)
    return {"numberValue": plain(number)}, form


def _moment(text: str) -> Entered | None:
    """A date (2026-01-31 or 1/31/2026), a time (14:05 or 14:05:00), or both."""
    if both := _DATE_TIME.fullmatch(text):
        return _joined(_moment(both[1]), _moment(both[2]))
    try:
        if match := _ISO_DATE.fullmatch(text):
            year, month, day = map(int, match.groups())
            pattern = "yyyy-mm-dd"
        elif match := _US_DATE.fullmatch(text):
            month, day, year = map(int, match.groups())
            pattern = "m/d/yyyy"
        elif match := _TIME.fullmatch(text):
            hour, minute, second = (int(each or 0) for each in match.groups())
            share = (hour * 3600 + minute * 60 + second) / 86_400
            return {"numberValue": share}, {
                "type": "TIME",
                "pattern": "h:mm:ss" if match[3] else "h:mm",
            }
        else:
            return None
        day_number = serial(dt.datetime(year, month, day, tzinfo=dt.UTC))
    except ValueError:
        return None  # 31 February stays text
    return {"numberValue": plain(day_number)}, {"type": "DATE", "pattern": pattern}


def _joined(date: Entered | None, time: Entered | None) -> Entered | None:
    """A date and a time as one moment.

    Source: 5/23/2026 20:22:35 in a public record of cells read through the API.
    """
    parts = [each for each in (date, time) if each and each[0] and each[1]]
    if [(each[1] or {})["type"] for each in parts] != ["DATE", "TIME"]:
        return None
    number = sum((each[0] or {})["numberValue"] for each in parts)
    pattern = f"{(parts[0][1] or {})['pattern']} h:mm:ss"
    return {"numberValue": plain(number)}, {"type": "DATE_TIME", "pattern": pattern}


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

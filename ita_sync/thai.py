"""Thai writing as people type it: digits, Buddhist-era dates, and spellings that look the same.

Nothing here guesses: a text has exactly one reading or is refused with `ValueError`.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
BE_OFFSET = 543
_BANGKOK = timezone(timedelta(hours=7))  # without a database of zones: Windows has none
# A year of 2400 or more is B.E.: no report is dated after 2399 C.E., none before 1857 C.E.
FIRST_BE_YEAR = 2400

MONTHS = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
_SHORT = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
_MONTH_NUMBER = {
    name.replace(".", ""): n for names in (MONTHS, _SHORT) for n, name in enumerate(names, 1)
}

# Soft hyphen, zero-width space, joiners, byte-order mark, marks and isolates of direction.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WRITTEN = re.compile(r"(?:วันที่)?(\d{1,2})(?:เดือน)?([ก-๎.]+?)(?:พ\.?ศ\.?|ค\.?ศ\.?)?(\d{4})")


def digits(text: str) -> str:
    """Return `text` with Thai digits turned into Arabic ones."""
    return text.translate(THAI_DIGITS)


def visible(text: str) -> str:
    """Return `text` without its invisible characters."""
    return _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """Return `text` as it is stored.

    That is: in NFC, without invisible characters and outer spaces, split sara am joined.
    """
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFC", visible(text))
    # NFC leaves nikhahit + sara aa apart (and tone marks between them); both look like sara am.
    text = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text)
    # A tone mark that moved may now stand in another order than NFC's.
    return unicodedata.normalize("NFC", text).strip()


# A sheet repeats districts, levels and dates: folding each cell took seconds.
@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return a form in which spellings that look alike are equal: for comparing, never for storing.

    Differences in compatibility forms, case, spaces, invisible characters, Thai digits, doubled
    sara e and split sara am disappear.
    """
    if text.isascii() and text.isprintable():
        return text.replace(" ", "").casefold()
    # Each of the two steps can make work for the other; Unicode's own caseless matching, too, runs
    # them twice.
    for _ in range(2):
        text = unicodedata.normalize("NFKC", clean(text)).casefold()
        text = re.sub(r"\s+", "", text)
    # NFKC splits sara am; `clean` joins it again.
    return clean(digits(clean(text).replace("เเ", "แ")))


def parse_date(text: str) -> date:
    """Return the day that `text` names.

    Accepts `27 ตุลาคม 2566`, `๒๗ ต.ค. ๒๕๖๖`, `27/10/2566` and `2566-10-27`. A year from 2400 on is
    B.E.

    Raises:
        ValueError: not a date, or a day that does not exist.
    """
    packed = re.sub(r"\s+", "", digits(clean(text)))
    if found := _ISO.fullmatch(packed):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMERIC.fullmatch(packed):
        day, month, year = (int(part) for part in found.groups())
    elif found := _WRITTEN.fullmatch(packed):
        name = found[2].replace(".", "")
        if name not in _MONTH_NUMBER:
            raise ValueError(text)
        day, month, year = int(found[1]), _MONTH_NUMBER[name], int(found[3])
    else:
        raise ValueError(text)
    return date(year - BE_OFFSET if year >= FIRST_BE_YEAR else year, month, day)


def format_date(day: date) -> str:
    """Return `27 ตุลาคม 2566`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BE_OFFSET}"


def today() -> date:
    """Return today's date in Thailand, where offices and fiscal years keep theirs."""
    return datetime.now(_BANGKOK).date()


def fiscal_year(day: date) -> int:
    """Return the B.E. fiscal year of a day: year N runs from 1 October N-1 to 30 September N."""
    october = 10
    return day.year + BE_OFFSET + (1 if day.month >= october else 0)

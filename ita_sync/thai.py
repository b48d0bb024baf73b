"""Thai writing as people type it: figures, Buddhist-era dates, and spellings that look the same.

Nothing here guesses: a text has exactly one reading or is refused with `ValueError`.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from ita_sync import characters

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
BE_OFFSET = 543
_BANGKOK = timezone(timedelta(hours=7))  # without a database of zones: Windows has none
# A year of 2400 or more is B.E.: no report is dated after 2399 C.E., none before 1857 C.E.
FIRST_BE_YEAR = 2400
# C.E.; from the year in which the first assessed fiscal year (2556) began. Two digits that name a
# year in it are read: 55 to 78 are B.E., 12 to 35 C.E.; others would be far from any assessment.
_ITA_YEARS = range(2012, 2036)
_CENTURY_BE, _CENTURY_CE = 2500, 2000

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

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ERA = r"(?P<era>[พค]\.?ศ\.?)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_NUMERIC = re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})[/.-]{_ERA}{_YEAR}")
_WRITTEN = re.compile(rf"(?:วันที่)?(?P<day>\d{{1,2}})(?:เดือน)?(?P<month>[ก-๎.]+?){_ERA}{_YEAR}")
_LAST_DAY = 31
_FIGURE = re.compile(r"(?:ร้อยละ\s*)?(-?[0-9]{1,6})(?:\.([0-9]{1,6})|,([0-9]{1,2}))?\s*(?:คะแนน|%)?")
_GROUPED = re.compile("[0-9],[0-9]")
_FOUR = r"(?<![0-9])(?:25[0-9]{2}|20[1-3][0-9])(?![0-9])"
_FISCAL = rf"{_FOUR}(?:\s*(?:[-–—/,]|ถึง|และ)\s*{_FOUR})*"
_AFTER_YEAR = re.compile(
    rf"ปี\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s?ศ\.?)?\s*({_FISCAL}|[0-9]{{2}}(?![0-9]))"
)
_DATED = re.compile(
    rf"(?:{'|'.join(map(re.escape, (*MONTHS, *_SHORT)))}|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-])"
    rf"\s*(?:พ\.?\s?ศ\.?)?\s*{_FOUR}"
)
_THAI = re.compile("[ก-๛]")


class UnclearYearError(ValueError):
    """The two digits of a year do not say which year is meant."""


class WrongEraError(ValueError):
    """A year cannot be of the era that is written before it."""


class CommaError(ValueError):
    """A comma in a figure may part thousands as well as decimals."""


def digits(text: str) -> str:
    """Return `text` with Thai digits turned into Arabic ones."""
    return text.translate(THAI_DIGITS)


def clean(text: str) -> str:
    """Return `text` as it is stored.

    That is: in NFC, without characters that nobody sees and outer spaces, split sara am joined.
    """
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFC", characters.visible(text))
    # NFC leaves nikhahit + sara aa apart (and tone marks between them); both look like sara am.
    text = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text)
    # A tone mark that moved may now stand in another order than NFC's.
    return unicodedata.normalize("NFC", text).strip()


_MISFITS = re.compile(
    "[\u0e31\u0e34-\u0e3a\u0e47\u0e4d\u0e4e]{2,}"  # two vowels on one letter
    "|[\u0e48-\u0e4b]{2,}|\u0e40\u0e40"  # two tones, two sara e
    # On no letter:
    "|(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    r"|[\u0e01-\u0e4e](?=[^\W\d_\u0e01-\u0e4e])|[^\W\d_\u0e01-\u0e4e](?=[\u0e01-\u0e4e])"
)


def misfits(text: str) -> str:
    """Return the first word of a text that nobody would spell so, nothing where all are in order.

    Marks that lie on one another look like one; so does a letter of another script in a Thai word,
    and a mark of one.
    """
    for word in clean(text).split():
        strange = any(unicodedata.combining(one) and not "\u0e00" < one < "\u0e80" for one in word)
        if _MISFITS.search(word) or strange:
            return word
    return ""


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


def figure(text: str) -> str:
    """Return the figure that `text` writes, in Arabic digits, its decimals after a point.

    Accepts `98.01`, `๙๘.๐๑`, `98,01`, `98.01 คะแนน`, `98.01%` and `ร้อยละ 98.01`.

    Raises:
        CommaError: `98,012`, `1,234`.
        ValueError: not a figure.
    """
    plain = digits(clean(text))
    if found := _FIGURE.fullmatch(plain):
        decimals = found[2] or found[3]
        return f"{found[1]}.{decimals}" if decimals else found[1]
    if _GROUPED.search(plain):
        raise CommaError(f"{text!r}: the comma may part thousands or decimals")
    raise ValueError(f"{text!r} is no figure")


def parse_date(text: str) -> date:
    """Return the day that `text` names.

    Accepts `27 ตุลาคม 2566`, `๒๗ ต.ค. ๒๕๖๖`, `27/10/2566` and `2566-10-27`, each with พ.ศ. or ค.ศ.
    before a year that comes last, and such a year with two digits. What the year is, says
    `year_of`.

    Raises:
        UnclearYearError: two digits that do not say which year is meant.
        WrongEraError: พ.ศ. 2023, ค.ศ. 2566.
        ValueError: not a date, or a day that does not exist.
    """
    whole = re.sub(r"\s+", "", clean(text))
    packed = digits(whole)
    if found := _ISO.fullmatch(packed):
        return date(_whole_year(int(found[1]), ""), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(packed):
        month = int(found["month"])
        if _begins_with_year(found):
            raise UnclearYearError(f"{text!r}: the year may be its first or its last number")
    elif found := _WRITTEN.fullmatch(packed):
        name = found["month"].replace(".", "")
        if name not in _MONTH_NUMBER:
            raise ValueError(f"{text!r} names no month")
        month = _MONTH_NUMBER[name]
    else:
        raise ValueError(f"{text!r} is no date")
    in_thai = _THAI.search(whole) is not None
    return date(year_of(found["year"], found["era"], in_thai=in_thai), month, int(found["day"]))


def year_of(year: str, era: str | None, *, in_thai: bool) -> int:
    """Return the C.E. year of a year with four or two digits.

    With four, a year from 2400 on is B.E. With two, it is the one year of the ITA that they can
    mean: 66 is 2566. Of those that only the Christian era explains (26 is 2026, since 2526 was long
    before any ITA), none is taken from a date in Thai writing, which would have a B.E. year.

    Args:
        year: its digits, Arabic ones.
        era: as written before it, such as `พ.ศ.`; None where nothing is.
        in_thai: the date has Thai digits, or its month is in words.

    Raises:
        UnclearYearError, WrongEraError: it is none of these.
    """
    named = (era or "")[:1]
    if len(year) > len("66"):
        return _whole_year(int(year), named)
    of_be = _CENTURY_BE + int(year) - BE_OFFSET
    of_ce = _CENTURY_CE + int(year)
    if named != "ค" and of_be in _ITA_YEARS:
        return of_be
    if (named == "ค" or not (named or in_thai)) and of_ce in _ITA_YEARS:
        return of_ce
    raise UnclearYearError(f"{year}: two digits that do not say which year is meant")


def _whole_year(year: int, era: str) -> int:
    is_be = year >= FIRST_BE_YEAR
    if era and (era == "พ") != is_be:
        raise WrongEraError(f"{year} is no year of the era written before it")
    return year - BE_OFFSET if is_be else year


def _begins_with_year(found: re.Match[str]) -> bool:
    """Say whether the first number may be the year: `66-10-27`, or `23-10-27` as ISO has it."""
    if found["era"] or len(found["year"]) > len("66"):
        return False
    iso = found["mark"] == "-" and int(found["year"]) <= _LAST_DAY
    return iso or int(found["day"]) > _LAST_DAY


def format_date(day: date) -> str:
    """Return `27 ตุลาคม 2566`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BE_OFFSET}"


def at(seconds: float) -> datetime:
    """Return the time in Thailand that is so many seconds after the epoch."""
    return datetime.fromtimestamp(seconds, _BANGKOK)


def today() -> date:
    """Return today's date in Thailand, where offices and fiscal years keep theirs."""
    return datetime.now(_BANGKOK).date()


def fiscal_year(day: date) -> int:
    """Return the B.E. fiscal year of a day: year N runs from 1 October N-1 to 30 September N."""
    october = 10
    return day.year + BE_OFFSET + (1 if day.month >= october else 0)


@lru_cache(maxsize=1024)  # a column of years has few
def fiscal_years(text: str) -> frozenset[int]:
    """Return the fiscal years that a title names: `ITA 2566`, `ปีงบ 66`, `ปี 2564-2566`, `ITA 2023`.

    Those after the word ปี, if there are any; else those that belong to no date.
    """
    plain = digits(clean(text))
    found = _AFTER_YEAR.findall(plain) or re.findall(_FISCAL, _DATED.sub(" ", plain))
    return frozenset(year for run in found for year in _years_of(run))


def _years_of(run: str) -> range | list[int]:
    years = [int(year) for year in re.findall("[0-9]+", run)]
    if len(run) == len("66"):
        return [_CENTURY_BE + years[0]]
    years = [year if year >= FIRST_BE_YEAR else year + BE_OFFSET for year in years]
    first, last = years[0], years[-1]
    spans = re.search("[-–—]|ถึง", run) and len(years) == len((first, last))
    return range(first, last + 1) if spans and first < last else years

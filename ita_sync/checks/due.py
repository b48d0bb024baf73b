"""The days, months and years that a due text names.

For example `ภายในเดือนมีนาคม 2567` or `1 ต.ค. 66 - 31 มี.ค. 67`; ทุกเดือน names none.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from ita_sync import thai

Days = tuple[date, date]
"""First and last day."""

_SHORT = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
_MONTHS = {
    name.replace(".", ""): n for names in (thai.MONTHS, _SHORT) for n, name in enumerate(names, 1)
}
_NAME = "|".join(
    [*thai.MONTHS, *(r"\.?\s?".join(short.rstrip(".").split(".")) + r"\.?" for short in _SHORT)]
)
_ERA = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?"
_NAMED_ERA = rf"(?P<era>{_ERA})"
_NAMED = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))"
    rf"|(?P<numeric>(?<!\d)\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}(?!\d))"
    rf"|(?P<short>(?<![\d/.])\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)\d{{2}}(?!\d|[/.]\d))"
    rf"|(?:(?<!\d)(?P<day>\d{{1,2}})\s*)?(?P<month>{_NAME})\s*{_NAMED_ERA}\s*(?P<year>\d{{4}}|\d{{2}})(?![\d.:])"
    rf"|งบประมาณ\s*{_ERA}\s*(?P<fiscal>\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<alone>25\d{{2}})(?!\d)"
)


def named(text: str) -> list[Days]:
    """Return what a text names, in its order.

    What is not in the calendar is left out, and so is a year of which two digits do not tell which
    is meant.
    """
    return [*_read(thai.clean(text))]


def plan_year(year: int) -> Days:
    """Return the first and last day of a fiscal year (B.E.)."""
    end = year - thai.BE_OFFSET
    return date(end - 1, 10, 1), date(end, 9, 30)


def overlaps(one: Days, other: Days) -> bool:
    """Return whether both have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _read(text: str) -> Iterator[Days]:
    for found in _NAMED.finditer(thai.digits(text)):
        try:
            yield _days(found, text[found.start() : found.end()])
        except ValueError:
            continue


def _days(found: re.Match[str], written: str) -> Days:
    """Return the days of a match; `written` is the same with its own digits."""
    if found["iso"] or found["numeric"] or found["short"]:
        day = thai.parse_date(written)
        return day, day
    if found["fiscal"]:
        return plan_year(_be(found["fiscal"]))
    if found["alone"]:
        # A bare year may mean the calendar year or the fiscal one.
        year = int(found["alone"]) - thai.BE_OFFSET
        return date(year - 1, 10, 1), date(year, 12, 31)
    year = thai.year_of(found["year"], found["era"], in_thai=True)
    month = _MONTHS[re.sub(r"[.\s]", "", found["month"])]
    if found["day"]:
        day = date(year, month, int(found["day"]))
        return day, day
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _be(year: str) -> int:
    """Return a year in the Buddhist era: 2024, a Christian year, is 2567."""
    number = int(year)
    return number if number >= thai.FIRST_BE_YEAR else number + thai.BE_OFFSET

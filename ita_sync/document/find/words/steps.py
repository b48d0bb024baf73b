"""Texts of a measure: the steps of a cell, and when it is due."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz import fuzz, process

from ita_sync import thai
from ita_sync.document.find.words import repair
from ita_sync.rules import misreadings

_MARK = re.compile(r"(?:^|(?<=\s)|(?<=\n))\(?([\d๐-๙]{1,2})[.)]\s*(?=[^\d๐-๙\s])")
_POINTLESS = re.compile(r"\n\s*([\d๐-๙]{1,2})\s+(?=[ก-๎])")
"""The number of a step that begins a line, whose point a recogniser did not see."""
_INSIDE = re.compile(r"(?<![\d๐-๙.])(?:[\d๐-๙]{1,2}\.\s*(?=[ก-๎])|\([\d๐-๙]{1,2}\)\s*$)")
"""The number of a step inside a text: `๒. รายงาน`, `(3)`; `๑๒ แห่ง` and `08.30 น.` are none."""
_COUNTED = re.compile(r"\s*\(?(?P<count>[\d๐-๙]{1,2})[.)]\s+(?=[ก-๎A-Za-z])")
_OF_HEADING = re.compile(
    r"\s*(?P<of>[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})?)\.(?P<count>[\d๐-๙]{1,2})[.)]?\s+(?=[ก-๎A-Za-z])"
)
"""The number of a step that has that of its heading before it: `2.1 รวบรวม…`."""
_BULLET = re.compile(r"^\s*[-–•*]\s*")
_MONTH = "|".join(thai.MONTHS)
_SHORT = r"[ก-ฮ]{1,2}\.?\s?[ก-ฮ]{1,2}\.|มี\.ค\.|เม\.ย\.|มิ\.ย\."
_DAY = re.compile(
    rf"([\d๐-๙]{{1,2}})\s*(?:เดือน)?\s*({_MONTH}|{_SHORT})\s*(?:[พค]\.?\s?ศ\.?)?\s*([\d๐-๙]{{4}}|[\d๐-๙]{{2}}(?![\d๐-๙]|[.:][\d๐-๙]))"
    r"|([\d๐-๙]{1,2}[/.-][\d๐-๙]{1,2}[/.-][\d๐-๙]{4})|([\d๐-๙]{4}-[\d๐-๙]{1,2}-[\d๐-๙]{1,2})"
    r"|((?<![\d๐-๙/.-])[\d๐-๙]{1,2}(?P<mark>[/.-])[\d๐-๙]{1,2}(?P=mark)[\d๐-๙]{2}(?![\d๐-๙]|[/.-][\d๐-๙]))"
)
_NEARLY = re.compile(r"([\d๐-๙]{1,2})\s*([ก-๎]{5,12})\s*(?:พ\.?ศ\.?)?\s*([\d๐-๙]{4})")
_SINCE = re.compile(r"(?:ตั้งแต่|นับ(?:แต่|จาก|ถัดจาก)|เริ่ม)\D*$")
_ALIKE = 80.0
"""Of 100: a word this alike to a month is the month."""
_D = "[0-9๐-๙]"
_DUE = re.compile(
    rf"ภายใน[^,;\n]{{0,40}}?{_D}{{4}}|(?:ใน)?(?:รอบ|ระยะเวลา)\s*{_D}+\s*เดือน[^,;\n]{{0,60}}|ทุก\s?(?:{_D}+\s*)?(?:วัน|สัปดาห์|เดือน|ไตรมาส|ปี)"
    rf"|ตลอดปี(?:งบประมาณ)?(?:\s*(?:พ\.ศ\.)?\s*{_D}{{4}})?|ราย(?:เดือน|ไตรมาส)|สิ้นปีงบประมาณ(?:\s*{_D}{{4}})?"
)


def split(text: str, *, paragraphs: bool, lossy: bool = False) -> list[str]:
    """Return the steps of a cell, without their numbers.

    A cell whose steps bear numbers that run 1, 2, 3 is parted at them; a recognised one (`lossy`)
    also where a number between right ones is wrong. One that bears none is parted at its line
    breaks where those are paragraphs, and is one step where they only wrap.
    """
    text = _one_level(text)
    places = _running(text, lossy=lossy)
    if places and (places[0][0] == 0 or not text[: places[0][0]].strip()):
        ends = [start for start, _ in places[1:]] + [len(text)]
        parts = [text[body:end] for (_, body), end in zip(places, ends, strict=True)]
    elif paragraphs:
        parts = [_BULLET.sub("", line) for line in text.split("\n")]
    elif any(_BULLET.match(line) for line in text.split("\n")[1:]):
        parts = [_BULLET.sub("", part) for part in re.split(r"\n(?=\s*[-–•*]\s)", text)]
    else:
        parts = [_BULLET.sub("", text)]
    return [flat for part in parts if (flat := repair.flat(part).strip(" ;"))]


def _one_level(text: str) -> str:
    """Return steps that are counted 2.1, 2.2 below their heading as 1., 2.

    So, too, those that are counted on from the steps of the measure above: 4., 5.
    """
    lines = text.strip().split("\n")
    for counted in (_OF_HEADING, _COUNTED):
        marks = [found for line in lines if (found := counted.match(line))]
        counts = [int(thai.digits(found["count"])) for found in marks]
        first = counts[0] if counted is _COUNTED and len(counts) == len(lines) else 1
        headings = {thai.digits(found.groupdict().get("of", "")) for found in marks}
        runs = counts == [*range(first, first + len(counts))]
        if runs and len(headings) == 1 and counted.match(lines[0]):
            return "\n".join(_renumbered(lines, counted))
    return text


def _renumbered(lines: Iterable[str], counted: re.Pattern[str]) -> Iterator[str]:
    """Yield lines, those that are counted from 1 on."""
    number = 0
    for line in lines:
        if found := counted.match(line):
            number += 1
            yield f"{number}. {line[found.end() :]}"
        else:
            yield line


def _running(text: str, *, lossy: bool) -> list[tuple[int, int]]:
    """Return where each number of a run from 1 is, and where its text begins."""
    places: list[tuple[int, int]] = []
    seen = [*_MARK.finditer(text), *(_POINTLESS.finditer(text) if lossy else ())]
    marks = sorted((found.start(), int(thai.digits(found[1])), found.end()) for found in seen)
    for (start, number, end), (_, following, _) in zip(
        marks, [*marks[1:], (0, 0, 0)], strict=False
    ):
        expected = len(places) + 1
        if number == expected or (
            lossy and (following == expected + 1 or _meant(number) == expected)
        ):
            places.append((start, end))
    return places


def _meant(number: int) -> int:
    """Return the number that one is usually misread for."""
    return int("".join(misreadings.CONFUSED.get(digit, digit) for digit in str(number)))


def due_in(text: str) -> str | None:
    """Return the last words in a text that say when something is due.

    `ภายในเดือนมีนาคม 2567`, or a bare day.
    """
    flat = repair.flat(text)
    found = [*_DUE.finditer(flat), *(match for match in _DAY.finditer(flat) if _day(match[0]))]
    last = max(found, key=lambda match: (match.end(), -match.start()), default=None)
    return last[0].strip() if last else None


def day_in(text: str) -> tuple[date, str] | None:
    """Return the one day that a text names, and its words.

    None where it names none, several, or one that is not.

    A month may have a letter or two wrong where nothing else can be meant.
    """
    flat = repair.flat(text)
    days = [(day, match[0]) for match in _DAY.finditer(flat) if (day := _day(match[0]))]
    days = days or [(day, match[0]) for match in _NEARLY.finditer(flat) if (day := _misread(match))]
    return days[0] if len({day for day, _ in days}) == 1 else None


def due_day_in(text: str) -> tuple[date, str] | None:
    """Return the one day that a text names, if it is the last day and not the first.

    None for `ตั้งแต่วันที่ …` and `นับแต่วันที่ …`.
    """
    found = day_in(text)
    return None if found and _SINCE.search(repair.flat(text).partition(found[1])[0]) else found


def _day(text: str) -> date | None:
    try:
        return thai.parse_date(text)
    except ValueError:
        return None


def _misread(match: re.Match[str]) -> date | None:
    best = process.extractOne(match[2], thai.MONTHS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _day(f"{match[1]} {best[0]} {match[3]}") if best else None


def ran_together(text: str) -> bool:
    """Say whether the number of another step is inside a step or ends it: `แจ้งผล ๒. รายงานผล`."""
    return _INSIDE.search(text) is not None

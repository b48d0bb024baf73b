"""Scores of several indicators typed in one line: `ตัวชี้วัด 9-10 = 94.74 / 85.71`."""

import re
from collections.abc import Iterator

from ita_sync.document.find.words.labels import of_another_year

Place = tuple[int, int]
_CALLED = r"(?:ตัวชี้วัด|ตชว\.?)\s*(?:ที่)?\s*"
_FIGURE = r"\d{1,3}(?:\.\d{1,2})?(?![\d.])"
_BETWEEN = r"(?:\s*(?:[/|,;]|และ)\s*|\s+(?:และ\s*)?)"
_SPAN = re.compile(
    rf"{_CALLED}(?P<first>\d{{1,2}})\s*(?:[-–—]|ถึง)\s*(?:{_CALLED})?(?P<last>\d{{1,2}})(?![\d.])"
    r"\s*(?:ปี\D{0,20}2[45]\d\d)?\s*[^\d=:/|;]{0,20}[=:]?\s*"
    rf"(?P<scores>{_FIGURE}(?:{_BETWEEN}{_FIGURE})+)"
)
_OUT_OF = re.compile(r"^\d+\.\d+\s*/\s*100$")
"""One score and its full marks."""
_EQUAL = rf"\d{{1,2}}\s*=\s*{_FIGURE}"
_PAIRS = re.compile(rf"{_CALLED}(?P<pairs>{_EQUAL}(?:[,;/|\s]+{_EQUAL})+)")
"""`ตัวชี้วัด 1=88.47 2=80.12`: each with its number."""
_EACH = re.compile(
    rf"{_CALLED}(?P<number>\d{{1,2}})\s*(?:ได้(?:รับ)?(?:คะแนน)?|คะแนน|ร้อยละ|[=:])\s*(?P<score>{_FIGURE})"
)
"""One of several that a sentence gives by their numbers: `ตัวชี้วัดที่ 1 ได้ 85.90 ตัวชี้วัดที่ 2 ได้ …`."""
_FEW = 2
_PAIR = re.compile(rf"(\d{{1,2}})\s*=\s*({_FIGURE})")


def told(text: str, year: int) -> Iterator[tuple[int, Place]]:
    """Yield the indicators whose scores of a year a line lists, each with where its score stands.

    Of a span only where there are as many scores as indicators.
    """
    if len(each := [*_EACH.finditer(text)]) > _FEW and not of_another_year(text, year):
        yield from ((int(one["number"]), one.span("score")) for one in each)
    end = 0
    for found in sorted([*_SPAN.finditer(text), *_PAIRS.finditer(text)], key=re.Match.start):
        before, end = text[end : found.start()] + found[0], found.end()
        if not of_another_year(before, year):
            yield from _spanned(found) if found.re is _SPAN else _paired(found)


def _spanned(found: re.Match[str]) -> Iterator[tuple[int, Place]]:
    start = found.start("scores")
    scores = [*re.finditer(_FIGURE, found["scores"])]
    numbers = range(int(found["first"]), int(found["last"]) + 1)
    if len(scores) == len(numbers) and not _OUT_OF.search(found["scores"]):
        for number, score in zip(numbers, scores, strict=True):
            yield number, (start + score.start(), start + score.end())


def _paired(found: re.Match[str]) -> Iterator[tuple[int, Place]]:
    start = found.start("pairs")
    for pair in _PAIR.finditer(found["pairs"]):
        yield int(pair[1]), (start + pair.start(2), start + pair.end(2))


def without(text: str) -> str:
    """Return a line without such lists, everything else in its place."""
    several = len([*_EACH.finditer(text)]) > _FEW
    for pattern in (_SPAN, _PAIRS, *([_EACH] if several else [])):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text

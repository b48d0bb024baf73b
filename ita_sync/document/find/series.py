"""Scores of several indicators typed in one line: `ตัวชี้วัด 9-10 = 94.74 / 85.71`."""

import re
from collections.abc import Iterator

_FIGURE = r"\d{1,3}(?:\.\d{1,2})?(?![\d.])"
_SERIES = re.compile(
    r"(?:ตัวชี้วัด|ตชว\.?)\s*(?:ที่)?\s*(?P<first>\d{1,2})\s*(?:[-–—]|ถึง)\s*(?:ตัวชี้วัด(?:ที่)?\s*)?(?P<last>\d{1,2})"
    rf"\s*[^\d=:/|;]{{0,20}}[=:]?\s*(?P<scores>{_FIGURE}(?:\s*[/|,;]\s*{_FIGURE})+)"
)


def told(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the indicators of a span whose scores a line lists, each with where its score stands.

    Only where these are as many as the indicators.
    """
    for found in _SERIES.finditer(text):
        start = found.start("scores")
        scores = [*re.finditer(_FIGURE, found["scores"])]
        numbers = range(int(found["first"]), int(found["last"]) + 1)
        if len(scores) == len(numbers):
            for number, score in zip(numbers, scores, strict=True):
                yield number, (start + score.start(), start + score.end())


def without(text: str) -> str:
    """Return a line without such lists, everything else in its place."""
    return _SERIES.sub(lambda found: " " * len(found[0]), text)

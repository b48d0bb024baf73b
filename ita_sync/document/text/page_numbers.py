"""Page numbers between dashes that ran into the first line of their page.

A program that takes the text out of a PDF joins a word that a hyphen breaks at the end of a line,
and takes the second dash of `-3-` for one: `-31. ผลการประเมิน`, `-5ขั้นตอน`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ita_sync import thai

_NUMBER = re.compile(r"\s*[-–]\s?(\d{1,3})(?!\s*[-–])")
_FRONT = 3
"""Pages without a number, or that are not counted, in front of the first."""
_SEVERAL = 2


def without(pages: Sequence[str]) -> list[str]:
    """Return the pages of a text without the numbers that ran into their first lines.

    Two of them have to count the pages.
    """
    uncounted = Counter(n for number, page in enumerate(pages, 1) for n in _before(number, page))
    [(front, count)] = uncounted.most_common(1) or [(0, 0)]
    return [
        _cut(page, number - front) if count >= _SEVERAL and front in _before(number, page) else page
        for number, page in enumerate(pages, 1)
    ]


def _before(number: int, page: str) -> Iterator[int]:
    """Yield how many pages are not counted, for each way to read what a page begins with."""
    found = _NUMBER.match(thai.digits(page)) if number > 1 else None
    for end in range(1, len(found[1]) + 1 if found else 1):
        front = number - int(found[1][:end]) if found else -1
        if 0 <= front <= _FRONT:
            yield front


def _cut(page: str, number: int) -> str:
    found = _NUMBER.match(thai.digits(page))
    return page[found.start(1) + len(str(number)) :].lstrip(" ") if found else page

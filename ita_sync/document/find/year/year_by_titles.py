"""The fiscal year of a document whose digits are not known, by the titles of items that it has."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from ita_sync import thai
from ita_sync.rules import Framework

_LETTERS = re.compile("[^ก-๎]")
_LEAST = 10
"""Letters of a title that is no usual phrase."""
_ALIKE = 90.0
"""How much of a title stands there at least, of 100: a recogniser misses a mark here and there."""
_ENOUGH = 2
"""Titles that a document must have of a year."""


def told(texts: Iterable[str], frameworks: Iterable[Framework]) -> tuple[int, ...]:
    """Return the years most of whose titles stand in a document, the latest first.

    Years share titles, so there may be several; none where a document has hardly any.
    """
    standing = [_letters(text) for text in texts]
    counts = {
        framework.fiscal_year: sum(
            _stands(title, standing)
            for title in set(map(_letters, framework.titles.items.values()))
            if len(title) >= _LEAST
        )
        for framework in frameworks
    }
    most = max(counts.values(), default=0)
    found = (year for year, count in counts.items() if count == most >= _ENOUGH)
    return tuple(sorted(found, reverse=True))


def _stands(title: str, texts: Iterable[str]) -> bool:
    """Say whether one of the texts has a title, whole but for a slip or two."""
    return any(
        fuzz.partial_ratio(title, text, score_cutoff=_ALIKE)
        for text in texts
        if len(text) >= len(title) * _ALIKE / 100
    )


def _letters(text: str) -> str:
    return _LETTERS.sub("", thai.fold(text))

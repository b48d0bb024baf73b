"""Which indicator a text names: by its number, its name, or both."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from ita_sync import thai
from ita_sync.rules import Framework

ALIKE = 85.0
"""Of 100: how alike a name must be to pass for the year's."""
_WORD, _EARLY = "ตัวชี้วัดที่", 20
"""What such a heading begins with, and within how many letters."""
_NAMED = re.compile(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*:?\s*(\d{1,2})(?![\d.])")
_LEADING = re.compile(r"^\(?(\d{1,2})(?:[.)]|\s|(?=[ก-ฮเ-ไ])|$)")


def number_of(text: str, framework: Framework) -> int | None:
    """Return the number of the indicator that a heading or cell names.

    The name goes before a number that differs.
    """
    plain = thai.digits(text)
    said = _NAMED.search(plain) or _LEADING.match(plain.strip())
    number = int(said[1]) if said else None
    by_name = by_name_in(text, framework)
    if by_name is not None:
        return by_name[0]
    known = {rule.number for rule in framework.indicators}
    return number if number in known and (_NAMED.search(plain) or _bare(plain)) else None


def heads(text: str) -> bool:
    """Say whether a text speaks of an indicator as a heading does, a misread letter allowed."""
    return (
        "ตัวชี้วัด" in text
        or fuzz.partial_ratio(_WORD, thai.fold(text)[:_EARLY], score_cutoff=ALIKE) > 0
    )


def by_name_in(text: str, framework: Framework) -> tuple[int, int] | None:
    """Return the number of the indicator that a text names, and where its name ends.

    The place is in the folded text.
    """
    folded = thai.fold(text)
    best: tuple[float, int, int] | None = None
    for name, number in _names(framework):
        at = folded.find(name)
        if at >= 0:
            found = (100.0 + len(name), number, at + len(name))
        elif len(folded) >= len(name) - 2:
            alignment = fuzz.partial_ratio_alignment(name, folded, score_cutoff=ALIKE)
            if alignment is None or alignment.score < ALIKE:
                continue
            found = (alignment.score, number, alignment.dest_end)
        else:
            continue
        if best is None or found > best:
            best = found
    return best and (best[1], best[2])


@lru_cache(maxsize=16)
def _names_of(pairs: tuple[tuple[int, tuple[str, ...]], ...]) -> tuple[tuple[str, int], ...]:
    return tuple((thai.fold(name), number) for number, names in pairs for name in names)


def _names(framework: Framework) -> tuple[tuple[str, int], ...]:
    return _names_of(tuple((rule.number, (rule.name, *rule.also)) for rule in framework.indicators))


def _bare(text: str) -> bool:
    return re.fullmatch(r"\s*\(?\d{1,2}[.)]?\s*", text) is not None

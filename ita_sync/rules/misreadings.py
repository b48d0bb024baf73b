"""How a figure or item id comes to be misread or mistyped: from what is read to what may be meant.

The known confusions were seen in text recognised from scanned reports of Thai agencies; the others
are mistypings that any typist makes. Nothing here says which reading is right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain, combinations, pairwise

from ita_sync.i18n import T, Text

KNOWN, TYPED = 0, 1
"""Kinds of misreadings, the likelier first."""

CONFUSED = {"3": "7", "9": "8", "8": "5", "6": "2", "5": "4"}
"""Digit seen -> digit meant.

Source: recognised reports (๗๘.๔๑ read ๓๙.๔๑, ๘๕ read ๘๘, ๒ read ๖, o๔๐ read ๐๕๐).
"""

_MOST = 4
"""Known confusions in one figure: a score has four or five digits."""
_DIGITS = "0123456789"
_THAI = "๐๑๒๓๔๕๖๗๘๙"
_FULL = Decimal(100)
_FIGURE = re.compile(r"(0|[1-9]\d{0,2})(\.\d{1,2})?")
_ITEM = re.compile(r"[ieo][1-9]\d{0,2}")


@dataclass(frozen=True)
class Misreading:
    """One way of reading a text otherwise.

    Attributes:
        meant: the text that may be meant.
        kind: `KNOWN` or `TYPED`.
        count: how many characters were confused.
        why: what may have happened, in words.
    """

    meant: str
    kind: int
    count: int
    why: Text

    @property
    def rank(self) -> tuple[int, int]:
        """Return a key that sorts likelier misreadings first."""
        return self.kind, self.count


@lru_cache(maxsize=1024)  # a search asks again for each reading of the others
def of_figure(seen: str) -> tuple[Misreading, ...]:
    """Return the scores from 0 to 100 that `seen` (Arabic digits) may mean, likeliest first.

    Each score once, with up to two decimals and its likeliest explanation; the score that `seen`
    itself names is not among them.
    """
    taken = {Decimal(seen)}
    found = []
    for reading in _likeliest_first(_known(seen), _typed(seen), _marks(seen)):
        if not _FIGURE.fullmatch(reading.meant):
            continue
        value = Decimal(reading.meant)
        if value <= _FULL and value not in taken:
            taken.add(value)
            found.append(reading)
    return tuple(found)


@lru_cache(maxsize=1024)
def of_item(seen: str) -> tuple[Misreading, ...]:
    """Return the item ids that `seen` (`o13`) may mean, likeliest first.

    Whether a year has them is not known here.
    """
    taken = {seen}
    found = []
    for reading in _likeliest_first(_known(seen), _typed(seen)):
        if _ITEM.fullmatch(reading.meant) and reading.meant not in taken:
            taken.add(reading.meant)
            found.append(reading)
    return tuple(found)


def _likeliest_first(*readings: Iterator[Misreading]) -> list[Misreading]:
    return sorted(chain(*readings), key=lambda reading: reading.rank)


def _known(seen: str) -> Iterator[Misreading]:
    places = [index for index, digit in enumerate(seen) if digit in CONFUSED]
    for count in range(1, min(len(places), _MOST) + 1):
        for chosen in combinations(places, count):
            meant = "".join(CONFUSED[d] if index in chosen else d for index, d in enumerate(seen))
            pairs = dict.fromkeys(_pair(CONFUSED[seen[index]], seen[index]) for index in chosen)
            why = T("{pairs}: a common misreading of Thai digits", pairs=[*pairs])
            yield Misreading(meant, KNOWN, count, why)


def _typed(seen: str) -> Iterator[Misreading]:
    """Yield one digit mistyped, left out or typed twice, and two neighbours swapped."""
    digits = [index for index, character in enumerate(seen) if character.isdigit()]
    for index in digits:
        for digit in _DIGITS:
            why = T("one digit misread or mistyped ({pair})", pair=_pair(digit, seen[index]))
            yield Misreading(seen[:index] + digit + seen[index + 1 :], TYPED, 1, why)
    for left, right in pairwise(digits):
        yield from _neighbours(seen, left, right)
    for index in {place for digit in digits for place in (digit, digit + 1)}:
        for digit in _DIGITS:
            why = T("a digit left out ({digit})", digit=digit)
            yield Misreading(seen[:index] + digit + seen[index:], TYPED, 1, why)


def _neighbours(seen: str, left: int, right: int) -> Iterator[Misreading]:
    swapped = list(seen)
    swapped[left], swapped[right] = seen[right], seen[left]
    yield Misreading("".join(swapped), TYPED, 1, T("two neighbouring digits swapped"))
    if seen[left] == seen[right]:
        yield Misreading(seen[:left] + seen[left + 1 :], TYPED, 1, T("a digit typed twice"))


def _marks(seen: str) -> Iterator[Misreading]:
    """Yield the same digits with the decimal point elsewhere."""
    plain = seen.replace(".", "")
    for index in range(1, len(plain)):
        moved = f"{plain[:index]}.{plain[index:]}"
        yield Misreading(moved, TYPED, 1, T("the decimal point lost or moved"))


def _pair(meant: str, seen: str) -> str:
    return f"{_THAI[int(meant)]}→{_THAI[int(seen)]}"

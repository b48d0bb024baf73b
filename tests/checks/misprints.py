"""How a printed figure goes wrong on its way: mistyped, swapped, misread, its point lost."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from random import Random

MISREAD = {"7": "3", "8": "9", "5": "8", "2": "6", "4": "5"}
"""Digit in the document -> digit read. Source: text recognised from scanned reports."""


def one_digit(rng: Random, figure: str) -> str | None:
    """Return the figure with one digit another one, and no zero put in front."""
    places = [index for index, character in enumerate(figure) if character.isdigit()]
    at = rng.choice(places)
    first = at == 0 and len(figure) > len("0.00")
    digits = [
        digit for digit in "0123456789" if digit != figure[at] and not (first and digit == "0")
    ]
    return figure[:at] + rng.choice(digits) + figure[at + 1 :]


def swapped(rng: Random, figure: str) -> str | None:
    """Return the figure with two neighbouring digits swapped, also across the point."""
    places = [index for index, character in enumerate(figure) if character.isdigit()]
    pairs = [(i, j) for i, j in pairwise(places) if figure[i] != figure[j]]
    pairs = [(i, j) for i, j in pairs if i or figure[j] != "0"]
    if not pairs:
        return None
    left, right = rng.choice(pairs)
    characters = list(figure)
    characters[left], characters[right] = figure[right], figure[left]
    return "".join(characters)


def misread(rng: Random, figure: str) -> str | None:
    """Return the figure with one or several digits read as text recognition reads Thai ones."""
    places = [index for index, character in enumerate(figure) if character in MISREAD]
    if not places:
        return None
    chosen = rng.sample(places, rng.randint(1, len(places)))
    return "".join(MISREAD[c] if index in chosen else c for index, c in enumerate(figure))


def pointless(rng: Random, figure: str) -> str | None:
    """Return the figure without its decimal point."""
    whole, _, cents = figure.partition(".")
    return None if whole == "0" and cents == "00" else f"{int(whole + cents)}"


def cent_off(rng: Random, figure: str) -> str | None:
    """Return the figure a cent higher or lower, as rounding in between makes it."""
    wrong = Decimal(figure) + rng.choice([Decimal("0.01"), Decimal("-0.01")])
    return str(wrong) if 0 <= wrong <= 100 else None


MISPRINTS: dict[str, Callable[[Random, str], str | None]] = {
    "one digit": one_digit,
    "neighbours swapped": swapped,
    "misread digits": misread,
    "point lost": pointless,
    "a cent off": cent_off,
}

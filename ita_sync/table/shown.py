"""Whether what a cell shows is its value."""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from ita_sync import thai
from ita_sync.google import CellValue


def is_number(value: CellValue) -> bool:
    """Return whether a cell holds a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def reads_as(shown: str, value: CellValue) -> bool:
    """Return whether what a cell shows is its value, in whatever way a number is written.

    A percentage is read as the number before its %, as a look gives it.
    """
    if isinstance(value, str):
        return thai.clean(shown) == thai.clean(value)
    if isinstance(value, bool) or value is None:
        return True
    return any(number == Decimal(repr(value)) for number in _numbers(shown))


def rounded_percentage(shown: str, value: CellValue) -> bool:
    """Return whether a cell shows the percentage that it holds with too few places."""
    if not is_number(value) or not shown.endswith("%"):
        return False
    return any(abs(number - Decimal(repr(value))) < 1 for number in _numbers(shown))


def _numbers(shown: str) -> Iterator[Decimal]:
    """Yield what a text may say as a number: with a point or a comma before its decimals."""
    plain = thai.digits(shown).replace("\u00a0", "").replace(" ", "").removesuffix("%")
    for way in (plain.replace(",", ""), plain.replace(".", "").replace(",", ".")):
        with suppress(InvalidOperation):
            yield Decimal(way)

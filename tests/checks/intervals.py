"""Closed intervals of fractions: what an unprinted score can still be."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both among them; empty where `low` exceeds `high`."""

    low: Fraction
    high: Fraction

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        return self.low > self.high

    def __and__(self, other: "Interval") -> "Interval":
        """Return what both allow."""
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    def plus(self, other: "Interval") -> "Interval":
        """Return all sums."""
        return Interval(self.low + other.low, self.high + other.high)

    def times(self, factor: Fraction) -> "Interval":
        """Return all multiples by one positive factor."""
        return Interval(self.low * factor, self.high * factor)


SCALE = Interval(Fraction(0), Fraction(100))


@dataclass(frozen=True)
class Rounding:
    """How far below and above a printed figure its score may lie, both ends included."""

    down: Fraction
    up: Fraction

    def below(self, mark: Fraction) -> Fraction:
        """Return the highest score that is printed below a mark."""
        # Printed figures lie twice `down` apart.
        return mark - 2 * self.down + self.up


HALF_UP = Rounding(Fraction(1, 200), Fraction(1, 200) - Fraction(1, 10**12))
"""Two places, half a cent upwards.

The hair stands for "up to, but not including": all ends of a report's sums are multiples of a far
larger fraction of a cent, so no score is lost with it.
"""


def around(value: Fraction, rounding: Rounding) -> Interval:
    """Return the scores that are printed as `value`."""
    return Interval(value - rounding.down, value + rounding.up) & SCALE


def mean(intervals: Sequence[Interval]) -> Interval:
    """Return all means of one number out of each.

    Intervals have no gaps, so neither have their means.
    """
    count = len(intervals)
    return Interval(
        sum((each.low for each in intervals), Fraction(0)) / count,
        sum((each.high for each in intervals), Fraction(0)) / count,
    )

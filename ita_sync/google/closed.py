"""The parts of a tab that are protected against the account at work."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_ENDLESS = 1 << 31


@dataclass(frozen=True)
class Area:
    """Rows and columns of a tab, 0-based, without the last; all of them where Google names none."""

    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def of(cls, given: dict[str, Any]) -> "Area":
        """Read a GridRange."""
        return cls(
            given.get("startRowIndex", 0),
            given.get("endRowIndex", _ENDLESS),
            given.get("startColumnIndex", 0),
            given.get("endColumnIndex", _ENDLESS),
        )

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell is in it."""
        return self.top <= row < self.bottom and self.left <= column < self.right


@dataclass(frozen=True)
class Closed:
    """An area that keeps this account out, and the parts of it that do not."""

    area: Area
    parts: tuple[Area, ...] = ()

    def holds(self, row: int, column: int) -> bool:
        """Return whether this account may not write into a cell."""
        return self.area.holds(row, column) and not any(p.holds(row, column) for p in self.parts)


def closed(protected: Iterable[dict[str, Any]]) -> tuple[Closed, ...]:
    """Return the protected ranges that keep this account out; Google leaves out what is false."""
    return tuple(
        Closed(
            Area.of(each.get("range", {})), tuple(map(Area.of, each.get("unprotectedRanges", ())))
        )
        for each in protected
        if not each.get("requestingUserCanEdit") and not each.get("warningOnly")
    )

"""Time as the program sees it, so that tests can hold it."""

import time
from typing import Protocol


class Clock(Protocol):
    """What the program asks of a clock."""

    def now(self) -> float:
        """Seconds since the epoch: for records."""

    def monotonic(self) -> float:
        """Seconds that never go backwards: for deadlines, and for carrying the server's clock on."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Return the machine's time."""
        return time.time()

    def monotonic(self) -> float:
        """Return the machine's uptime."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

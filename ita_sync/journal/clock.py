"""Time as the program sees it, so that tests can control it."""

import time
from typing import Protocol


class Clock(Protocol):
    """What the program asks of a clock."""

    def now(self) -> float:
        """Return the seconds since the epoch: for records."""

    def monotonic(self) -> float:
        """Return seconds that never go backwards.

        Deadlines use them, and so does the estimate of the server's time between its replies.
        """

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Return the machine's time."""
        return time.time()

    def monotonic(self) -> float:
        """Return the machine's monotonic time."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

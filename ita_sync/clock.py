"""Time as the program sees it, so that tests can hold it."""

import time


class Clock:
    """The real clock. Tests pass an object with the same three methods."""

    def now(self) -> float:
        """Seconds since the epoch: for records, and for waiting across processes."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never go backwards: for deadlines within one run."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

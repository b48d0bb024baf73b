"""Time, where laptops sleep and clocks are corrected.

Waits end by the server's `Date` in a fresh look, or by that of our clocks which went least. Ages
count by the one which went furthest. Erring that way costs a wait, never a second request while the
first is on its way.
"""

from dataclasses import dataclass, field

from ita_sync.journal import LATENESS, Clock

SKEW = 2.0
"""Seconds by which two `Date` headers of one moment may differ, as they have whole seconds."""


@dataclass(frozen=True)
class Since:
    """A moment by both of our clocks: one stops while a laptop sleeps, one may be corrected."""

    clock: Clock
    monotonic: float
    wall: float

    @classmethod
    def now(cls, clock: Clock) -> "Since":
        """Return the present moment."""
        return cls(clock, clock.monotonic(), clock.now())

    @property
    def least(self) -> float:
        """Seconds that have certainly passed."""
        return min(self._passed)

    @property
    def most(self) -> float:
        """Seconds that may have passed."""
        return max(self._passed)

    @property
    def _passed(self) -> tuple[float, float]:
        return self.clock.monotonic() - self.monotonic, self.clock.now() - self.wall


@dataclass
class ServerTime:
    """The server's time between its replies, as this run knows it.

    It counts from when we asked, since the reply may have been long on its way, and never runs
    behind an earlier reply: one old `Date` changes nothing.
    """

    clock: Clock
    _heard: list[tuple[float, Since]] = field(default_factory=list)

    def heard(self, date: float, asked: Since) -> None:
        """Take a reply into account.

        Args:
            date: its `Date` in epoch seconds.
            asked: when its request was made.
        """
        if date + asked.most >= self.now():
            self._heard = [(date, asked)]

    def now(self) -> float:
        """Return the server's time, rather too late than too early; 0 before the first reply."""
        return max((date + since.most for date, since in self._heard), default=0.0)


def ended(until: float | None, date: float, watched: Since, sent: Since | None) -> bool:
    """Return whether a wait is over.

    Args:
        until: when it ends by the server's clock, None if there is nothing to wait for.
        date: the `Date` of a fresh look.
        watched: since when this run has waited.
        sent: when this run sent what it waits for, None if an earlier run did.
    """
    if until is None or watched.least >= LATENESS:
        return True
    passed = sent is None or sent.most >= LATENESS - SKEW
    return date >= until and passed

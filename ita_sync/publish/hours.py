"""Time, where laptops sleep and clocks are corrected.

Waits end by the server's `Date` in a fresh look, if so much can have passed by our clocks, or by
that of them which went least. Ages count by the one which went furthest. Erring that way costs a
wait, never a second request while the first is on its way.
"""

from dataclasses import dataclass, field

from ita_sync.journal import LATENESS, Clock

SKEW = 2.0
"""Seconds by which two `Date` headers of one moment may differ, as they have whole seconds."""


OLD = 60.0
"""Seconds after which nothing is sent any more on what a look showed: people type meanwhile.

Where a reply may take longer by the configuration, so long.
"""


HELD = 10.0
"""Seconds that the journal may take to write down when something will be sent."""


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

    def before(self, seconds: float) -> "Since":
        """Return the moment so many seconds earlier."""
        return Since(self.clock, self.monotonic - seconds, self.wall - seconds)

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
    behind an earlier reply or the machine's own time: one old `Date` changes nothing.
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
        """Return the server's time, rather too late than too early."""
        heard = (date + since.most for date, since in self._heard)
        return max([self.clock.now(), *heard])


def ended(until: float | None, date: float, since: Since, *, sent: bool) -> bool:
    """Return whether a wait is over.

    Args:
        until: when it ends by the server's clock, None if there is nothing to wait for.
        date: the `Date` of a fresh look.
        since: when what is waited for left at the latest, or since when this run has waited.
        sent: whether this run sent it, not an earlier one.
    """
    if until is None or since.least >= LATENESS:
        return True
    passed = since.most >= LATENESS - SKEW if sent else since.clock.now() >= until
    return date >= until and passed

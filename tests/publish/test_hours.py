"""Time: laptops sleep, clocks are corrected, and a Date header may say anything."""

from dataclasses import dataclass

import pytest

from ita_sync.journal import LATENESS
from ita_sync.publish.hours import SKEW, ServerTime, Since, ended

T = 1_700_000_000.0
HOUR, YEAR = 3600.0, 365 * 24 * 3600.0


@dataclass
class Laptop:
    """A machine's clocks: one stops while it sleeps, the other can be set."""

    at: float = T
    awake: float = 50.0

    def now(self) -> float:
        """Return the time on its wall."""
        return self.at

    def monotonic(self) -> float:
        """Return the seconds that it was awake."""
        return self.awake

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.at += seconds
        self.awake += seconds

    def suspend(self, seconds: float) -> None:
        """Close the lid for some time."""
        self.at += seconds

    def correct(self, seconds: float) -> None:
        """Set the clock on the wall."""
        self.at += seconds


@pytest.fixture
def laptop() -> Laptop:
    """Return a machine whose clock is right."""
    return Laptop()


def test_time_passed_is_counted_by_both_clocks(laptop: Laptop) -> None:
    """The least is certain, the most is possible."""
    since = Since.now(laptop)
    laptop.sleep(10)
    assert (since.least, since.most) == (10, 10)
    laptop.suspend(100)
    assert (since.least, since.most) == (10, 110)
    laptop.correct(-200)
    assert (since.least, since.most) == (-90, 10)
    assert (since.before(5).least, since.before(5).most) == (-85, 15)


# the server's time between replies


def test_the_servers_time_goes_on_from_the_last_reply(laptop: Laptop) -> None:
    """It counts from when we asked: the reply may have been long on its way."""
    laptop.correct(-HOUR)
    server, asked = ServerTime(laptop), Since.now(laptop)
    assert server.now() == T - HOUR
    laptop.sleep(7)
    server.heard(T + 2, asked)
    assert server.now() == T + 9
    laptop.suspend(60)
    assert server.now() == T + 69
    laptop.sleep(1)
    server.heard(T + 75, Since.now(laptop))
    assert server.now() == T + 75
    asked = Since.now(laptop)
    laptop.sleep(5)
    server.heard(T + 76, asked)
    assert server.now() == T + 81


def test_one_old_date_does_not_set_the_time_back(laptop: Laptop) -> None:
    """Neither after a right one, nor as the first that this run hears."""
    for heard in ([T, T - HOUR], [T - HOUR]):
        server = ServerTime(laptop)
        for date in heard:
            server.heard(date, Since.now(laptop))
        assert server.now() == T


def test_a_clock_that_is_set_back_does_not_set_the_servers_time_back(laptop: Laptop) -> None:
    """The other clock went on."""
    server = ServerTime(laptop)
    server.heard(T, Since.now(laptop))
    laptop.correct(-HOUR)
    laptop.sleep(5)
    assert server.now() == T + 5


# waits


def test_there_is_nothing_to_wait_for(laptop: Laptop) -> None:
    """Nothing was ever sent."""
    assert ended(None, 0, Since.now(laptop), sent=False)


@pytest.mark.parametrize("sent", [True, False])
def test_a_wait_ends_by_the_servers_date(laptop: Laptop, *, sent: bool) -> None:
    """Where all clocks are right it ends after 180 seconds, not before."""
    until, since = T + LATENESS, Since.now(laptop)
    laptop.sleep(LATENESS - SKEW - 1)
    assert not ended(until, laptop.at, since, sent=sent)
    laptop.sleep(SKEW)
    assert not ended(until, laptop.at, since, sent=sent)
    laptop.sleep(1)
    assert ended(until, laptop.at, since, sent=sent)


def test_dates_have_whole_seconds(laptop: Laptop) -> None:
    """A Date that is up to two seconds ahead of our clocks is believed, for what we sent."""
    since = Since.now(laptop)
    laptop.sleep(LATENESS - SKEW)
    assert ended(T + LATENESS, T + LATENESS, since, sent=True)
    assert not ended(T + LATENESS, T + LATENESS - 1, since, sent=True)


@pytest.mark.parametrize("sent", [True, False])
def test_one_date_in_the_future_ends_no_wait(laptop: Laptop, *, sent: bool) -> None:
    """Whoever sent it: our own clock contradicts it."""
    since = Since.now(laptop)
    laptop.sleep(20)
    assert not ended(T + LATENESS, T + YEAR, since, sent=sent)


def test_a_wait_for_an_earlier_run_ends_when_our_clock_says_so_too(laptop: Laptop) -> None:
    """At that very second; however long this run has slept before."""
    since = Since.now(laptop)
    laptop.sleep(100)
    assert ended(T + 100, T + 100, since, sent=False)
    laptop.suspend(HOUR)
    assert not ended(T + 2 * HOUR, T + YEAR, since, sent=False)


def test_a_suspended_laptop_waits_by_the_servers_date(laptop: Laptop) -> None:
    """Its own clock alone proves nothing, in either direction."""
    since = Since.now(laptop)
    laptop.suspend(HOUR)
    assert not ended(T + LATENESS, T + 60, since, sent=True)  # the clock was put forward instead
    assert ended(T + LATENESS, T + HOUR, since, sent=True)


@pytest.mark.parametrize("by", [-YEAR, -HOUR, HOUR, YEAR])
@pytest.mark.parametrize("sent", [True, False])
def test_a_clock_that_is_corrected_shortens_no_wait(
    laptop: Laptop, by: float, *, sent: bool
) -> None:
    """The server's Date goes on as it did."""
    since = Since.now(laptop)
    laptop.sleep(20)
    laptop.correct(by)
    assert not ended(T + LATENESS, T + 20, since, sent=sent)


@pytest.mark.parametrize("until", [T + LATENESS, T + YEAR])
@pytest.mark.parametrize("off", [-YEAR, 0.0, YEAR])
@pytest.mark.parametrize("date", [0.0, T - YEAR, T + YEAR])
@pytest.mark.parametrize("sent", [True, False])
def test_no_wait_lasts_for_ever(
    laptop: Laptop, until: float, off: float, date: float, *, sent: bool
) -> None:
    """Whatever any clock says, 180 seconds of looking are enough."""
    laptop.correct(off)
    since = Since.now(laptop)
    laptop.sleep(LATENESS)
    assert ended(until, date, since, sent=sent)

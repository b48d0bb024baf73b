"""`python -m tests.promise.hours ARGUMENTS…`: run ita-sync by a clock that several processes share.

Whoever sleeps by it moves it forward for everybody at once, so Google's 180 seconds pass in no time
and in the same order for all. The environment says where the clock is and what ails this process:

    ITA_TEST_HOURS    the file that holds the clock
    ITA_TEST_WRONG    seconds by which this machine's time is off; several with commas: in turn
    ITA_TEST_WAIT     seconds of patience with a locked journal and a busy folder, not twenty
    ITA_TEST_FSIZE    bytes that a file may grow to: a full disk
"""

import fcntl
import itertools
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST = 30 * 24 * 3600.0


class Hours:
    """The shared clock: the machine's, plus what everybody has slept so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("a+b") as file:
            if file.tell() == 0:
                file.write(struct.pack("d", 0.0))

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self._slept()

    def monotonic(self) -> float:
        """Seconds that never go backwards."""
        return time.monotonic() + self._slept()

    def sleep(self, seconds: float) -> None:
        """Move the clock."""
        with self._held() as file:
            (slept,) = struct.unpack("d", os.pread(file, 8, 0))
            os.pwrite(file, struct.pack("d", min(slept + seconds, MOST)), 0)

    def _slept(self) -> float:
        with self._held() as file:
            slept: float = struct.unpack("d", os.pread(file, 8, 0))[0]
        return slept

    @contextmanager
    def _held(self) -> Iterator[int]:
        with self.path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file.fileno()


def main() -> None:
    """Set the clock and the limits, then run the program as its own entry point does."""
    # What happens before the entry point is reached is no test of the program.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from ita_sync import __main__ as program
    from ita_sync.journal import clock, file, lock

    hours = Hours(Path(os.environ["ITA_TEST_HOURS"]))
    wrong = itertools.cycle(
        [float(text) for text in os.environ.get("ITA_TEST_WRONG", "0").split(",")]
    )
    system = clock.SystemClock
    system.now = lambda _self: hours.now() + next(wrong)  # type: ignore[assignment, method-assign] # the test
    system.monotonic = lambda _self: hours.monotonic()  # type: ignore[assignment, method-assign] # the same
    system.sleep = lambda _self, seconds: hours.sleep(seconds)  # type: ignore[assignment, method-assign] # the same
    if "ITA_TEST_WAIT" in os.environ:
        file.BUSY_WAIT = lock.WAIT = float(os.environ["ITA_TEST_WAIT"])
    if "ITA_TEST_FSIZE" in os.environ:
        limit = int(os.environ["ITA_TEST_FSIZE"])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    program.main()


if __name__ == "__main__":
    sys.argv[0] = "ita-sync"
    main()

"""The machine's clock, as the program sees it."""

import time

from ita_sync.journal import SystemClock


def test_the_clock_is_the_machines() -> None:
    """Time for records, time that never goes back, and a wait that waits."""
    clock = SystemClock()
    now, began = time.time(), time.monotonic()
    assert now <= clock.now() <= now + 60
    started = clock.monotonic()
    assert began <= started <= began + 60
    clock.sleep(0.02)
    assert time.monotonic() - started >= 0.02

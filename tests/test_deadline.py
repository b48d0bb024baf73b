"""An end to work that cannot be interrupted."""

import threading
import time

import pytest

from ita_sync.deadline import within


def test_what_is_done_in_time_is_returned_or_raised() -> None:
    """As if it had been called."""
    assert within(5, lambda: 7) == 7
    assert within(5, lambda: None) is None
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 // 0)
    with pytest.raises(SystemExit):
        within(5, lambda: (_ for _ in ()).throw(SystemExit(3)))


def test_what_takes_longer_is_given_up() -> None:
    """Its thread does not keep the program from ending."""
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.1, lambda: time.sleep(3))
    assert time.monotonic() - began < 1
    assert all(thread.daemon for thread in threading.enumerate()[1:])

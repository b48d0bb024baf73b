"""An end to work that cannot be interrupted: a resolver, a library, a document without end."""

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_LOOK = 0.2
"""Seconds after which a Ctrl-C is looked for: on Windows nothing wakes who waits for a lock."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns or raise what it raises, but wait no longer than `seconds`.

    The work runs in a thread that ends with the program if nobody waits for it any more; so it must
    write nothing.

    Raises:
        TimeoutError: it takes longer.
    """
    answers: queue.Queue[tuple[T | None, BaseException | None]] = queue.Queue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it, whatever it is
            answers.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        try:
            answer, error = answers.get(timeout=min(left, _LOOK))
        except queue.Empty:
            continue
        if error is not None:
            raise error
        return answer  # type: ignore[return-value] # without an error there is an answer
    raise TimeoutError

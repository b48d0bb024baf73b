"""Virtual time: one thread in which machines take turns."""

import heapq
from collections.abc import Callable
from typing import Any

import greenlet

from tests.promise.world import START


class PowerCut(BaseException):
    """The machine goes dark: nothing after this line happens."""


class Hub:
    """Virtual time: sleepers wake in the order of their times."""

    def __init__(self) -> None:
        self.now = START
        self._sleepers: list[tuple[float, int, Any]] = []
        self._count = 0

    def sleep(self, seconds: float) -> None:
        """Let the others go on until these seconds have passed."""
        self.wake(greenlet.getcurrent(), self.now + max(0.0, seconds))
        self._main.switch()

    def start(self, what: Callable[[], object]) -> None:
        """Let something new begin, now."""
        self.wake(greenlet.greenlet(what), self.now)

    def wake(self, sleeper: Any, at: float) -> None:
        """Let a coroutine go on at a time."""
        self._count += 1
        heapq.heappush(self._sleepers, (at, self._count, sleeper))

    def run(self) -> None:
        """Until nobody waits any more."""
        self._main = greenlet.getcurrent()
        while self._sleepers:
            at, _, sleeper = heapq.heappop(self._sleepers)
            self.now = max(self.now, at)
            sleeper.switch()

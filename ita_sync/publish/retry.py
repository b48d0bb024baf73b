"""Waiting: how long, how politely, and when to stop.

tenacity does the counting, on a clock that tests can control.
"""

from collections.abc import Callable
from typing import Any

from tenacity import RetryCallState, Retrying, retry_if_exception, retry_if_result
from tenacity.wait import wait_exponential_jitter, wait_random_exponential

from ita_sync.google import CallFailed
from ita_sync.i18n import T, Text
from ita_sync.journal import Clock

BACKOFF = wait_exponential_jitter(initial=1, max=32)
"""Seconds between calls: 1, 2, 4 … 32, each with up to a second of jitter.

Source: Google's advice on quotas.
"""


CONTENTION = wait_random_exponential(multiplier=1, max=16)
"""Seconds after another office took our number: random, so that the same ones do not meet again."""
_LOST = T("others wrote to the sheet at the same moment")


class Deadline:
    """The moment at which a run stops trying.

    Args:
        clock: measures and sleeps.
        seconds: from now until the run gives up.
        say: gets a message before each wait.
    """

    def __init__(self, clock: Clock, seconds: float, say: Callable[[Text], None]) -> None:
        self._clock = clock
        self._until = clock.monotonic() + seconds
        self._say = say

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self._clock.monotonic() > self._until

    def retry(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the call returns
        """Repeat a call until it returns something other than None, and return that.

        A call that fails in passing is repeated as well. Between calls the wait grows, and is never
        shorter than the server asked; a wait that would end after the deadline is not begun.

        Args:
            call: takes nothing; None means "not yet".

        Raises:
            CallFailed: the last failure, at the deadline or where another try cannot help.
            tenacity.RetryError: at the deadline, if the last call returned None.
        """
        retrying = Retrying(
            retry=retry_if_result(lambda found: found is None) | retry_if_exception(_passing),
            wait=_pause,
            stop=self._stop,
            sleep=self._clock.sleep,
            before_sleep=self._waiting,
            reraise=True,
        )
        return retrying(call)

    def contend(self, call: Callable[[], bool]) -> bool:
        """Repeat a call that others got ahead of, until it did not happen or time is up.

        Returns:
            Whether the last call was not lost to others.
        """
        retrying = Retrying(
            retry=retry_if_result(lambda done: not done),
            wait=CONTENTION,
            stop=self._stop,
            sleep=self._clock.sleep,
            before_sleep=self._contending,
            retry_error_callback=lambda _state: False,
        )
        return retrying(call)

    def _stop(self, state: RetryCallState) -> bool:
        return self._clock.monotonic() + state.upcoming_sleep > self._until

    def _waiting(self, state: RetryCallState) -> None:
        failure = state.outcome.exception() if state.outcome else None
        self._say(
            T(
                "Waiting {seconds} s: {reason}",
                seconds=round(state.upcoming_sleep),
                reason=failure or T("the last attempt may still be on its way"),
            )
        )

    def _contending(self, state: RetryCallState) -> None:
        seconds = round(state.upcoming_sleep)
        self._say(T("Waiting {seconds} s: {reason}", seconds=seconds, reason=_LOST))


def _pause(state: RetryCallState) -> float:
    """Return the seconds to back off, never fewer than the server asked."""
    failure = state.outcome.exception() if state.outcome else None
    asked = failure.retry_after if isinstance(failure, CallFailed) else None
    return max(BACKOFF(state), asked or 0.0)


def _passing(error: BaseException) -> bool:
    return isinstance(error, CallFailed) and error.passing

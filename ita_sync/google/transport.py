"""What a failed call says about a write: it may have been applied, or surely was not."""

from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests


class CallFailed(Exception):  # noqa: N818 - an outcome of a call
    """A call that gave no usable answer.

    Attributes:
        status: HTTP status, None where no answer came.
        reason: what Google or the network said, cut short.
        maybe_applied: whether a write may have been applied, or may still be.
        unanswered: whether the request may still be on its way (timeout, cut connection).
        timed_out: whether the request had left and the whole read timeout then passed in silence.
        passing: whether a later try may succeed.
        retry_after: seconds the server asked to wait.
        details: `reason` codes of the error body, e.g. SERVICE_DISABLED.
    """

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        maybe_applied: bool,
        unanswered: bool = False,
        timed_out: bool = False,
        passing: bool = True,
        retry_after: float | None = None,
        details: Sequence[str] = (),
    ) -> None:
        super().__init__(f"{status} {reason}" if status else reason)
        self.status = status
        self.reason = reason[:300]
        self.maybe_applied = maybe_applied
        self.unanswered = unanswered
        self.timed_out = timed_out
        self.passing = passing
        self.retry_after = retry_after
        self.details = tuple(details)


def guarded(call: "Callable[[], requests.Response]") -> "requests.Response":
    """Make a call and return its response.

    Raises:
        CallFailed: with what the failure means for a write.
        ConfigError: the credentials give no token (`tokens`).
    """
    import requests
    from gspread.exceptions import APIError

    try:
        return call()
    except APIError as error:
        raise _answered(error.response) from None
    except (KeyError, TypeError, AttributeError):
        # gspread stumbles over an error body that is not Google's.
        raise CallFailed("the answer is not Google's", maybe_applied=True) from None
    except requests.RequestException as error:
        sent = not _never_sent(error)
        timed_out = isinstance(error, requests.ReadTimeout)
        raise CallFailed(
            type(error).__name__, maybe_applied=sent, unanswered=sent, timed_out=timed_out
        ) from None


def _never_sent(error: "requests.RequestException") -> bool:
    """Return whether the connection was never made; anything less certain counts as sent."""
    import requests
    from urllib3.exceptions import MaxRetryError, NewConnectionError

    if isinstance(error, requests.ConnectTimeout | requests.exceptions.InvalidSchema):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


REFUSALS = frozenset(range(400, 500)) - {408, 409, 499}
"""Statuses after which a write was surely not applied: someone on the way rejected the request.

Not 408 (timeout), 409 (aborted half-way) and 499 (a proxy's word for a client that left).
Source: docs/decisions/0002-fence.md.
"""


def _answered(response: "requests.Response") -> CallFailed:
    status = response.status_code
    try:
        error = response.json()["error"]
        reason, details = str(error["message"]), error.get("details")
    except (ValueError, KeyError, TypeError, RecursionError):
        reason, details = f"HTTP {status}", None
    return CallFailed(
        reason,
        status=status,
        maybe_applied=status not in REFUSALS,
        passing=status not in REFUSALS - {429},
        retry_after=_retry_after(response.headers),
        details=_reason_codes(details),
    )


def _reason_codes(details: object) -> list[str]:
    """Return the `reason` codes in the details of an error body, whatever shape it has."""
    entries = details if isinstance(details, list) else ()
    return [str(entry.get("reason")) for entry in entries if isinstance(entry, dict)]


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds to wait, None if the server did not say.

    The header holds seconds, or a date, which is compared with the server's own clock.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until, now = (parsedate_to_datetime(text).timestamp() for text in (value, headers["Date"]))
    except (ValueError, KeyError, TypeError):
        return None
    return max(0.0, until - now)

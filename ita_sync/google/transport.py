"""What a failed call says about a write: it may have been applied, or surely was not."""

import json
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from ita_sync.errors import ConfigError
from ita_sync.google.network import loss_of
from ita_sync.i18n import Language, T, Text

if TYPE_CHECKING:
    import requests


class CallFailed(Exception):  # noqa: N818 - an outcome of a call
    """A call that gave no usable answer.

    Attributes:
        status: HTTP status, None where no answer came.
        reason: Google's own sentence, cut short; a `Text` where the words are ours.
        maybe_applied: whether a write may have been applied, or may still be.
        unanswered: whether the request may still be on its way (timeout, cut connection).
        timed_out: whether the request had left and the whole read timeout then passed in silence.
        passing: whether a later try may succeed.
        retry_after: seconds the server asked to wait.
        details: `reason` codes of the error body, e.g. SERVICE_DISABLED.
    """

    def __init__(
        self,
        reason: Text | str,
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
        self.reason = reason if isinstance(reason, Text) else reason[:300]
        self.maybe_applied = maybe_applied
        self.unanswered = unanswered
        self.timed_out = timed_out
        self.passing = passing
        self.retry_after = retry_after
        self.details = tuple(details)

    def render(self, lang: Language) -> str:
        """Return what happened in a language; Google's own sentence stays as it is."""
        reason = self.reason.render(lang) if isinstance(self.reason, Text) else self.reason
        return f"{self.status} {reason}" if self.status else reason


def as_sent(body: Mapping[str, Any]) -> bytes:
    """Return the body of a request in UTF-8, where a Thai letter takes three bytes instead of six.

    Half of a surrogate pair has no UTF-8; JSON knows an escape for it.
    """
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def guarded(call: "Callable[[], requests.Response]") -> "requests.Response":
    """Make a call and return its response.

    Raises:
        CallFailed: with what the failure means for a write.
        ConfigError: the credentials give no token (`tokens`), or nothing can leave (`network`).
    """
    import requests
    from gspread.exceptions import APIError

    try:
        return call()
    except APIError as error:
        raise _answered(error.response) from None
    except (KeyError, TypeError, AttributeError):
        # gspread stumbles over an error body that is not Google's.
        raise CallFailed(T("the answer is not Google's"), maybe_applied=True) from None
    except requests.RequestException as error:
        raise lost(error) from None


def lost(error: "requests.RequestException", *, ours: bool = True) -> CallFailed | ConfigError:
    """Return what a request without an answer means.

    Args:
        error: what requests raised.
        ours: whether it was the call itself, and not what goes before it.
    """
    import requests

    loss = loss_of(error)
    left = ours and loss.left
    timed_out = left and isinstance(error, requests.ReadTimeout)
    return loss.problem or CallFailed(
        loss.words, maybe_applied=left, unanswered=left, timed_out=timed_out
    )


REFUSALS = frozenset(range(400, 500)) - {408, 409, 499}
"""Statuses after which a write was surely not applied: someone on the way rejected the request.

Not 408 (timeout), 409 (aborted half-way) and 499 (a proxy's word for a client that left).
Source: docs/decisions/0002-fence.md.
"""


def _answered(response: "requests.Response") -> CallFailed:
    status = response.status_code
    reason: Text | str = T("no reason given")
    codes: list[str] = []
    try:
        error = response.json()["error"]
        reason, codes = str(error["message"]), _reason_codes(error)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass  # a page, of Google's or of somebody on the way
    return CallFailed(
        reason,
        status=status,
        maybe_applied=status not in REFUSALS,
        passing=status not in REFUSALS - {429},
        retry_after=retry_after(response.headers),
        details=codes,
    )


def _reason_codes(error: Mapping[str, object]) -> list[str]:
    """Return the `reason` codes of an error body, new and old ones, whatever shape it has."""
    lists = (error.get("details"), error.get("errors"))
    entries = [entry for each in lists if isinstance(each, list) for entry in each]
    return [str(entry.get("reason")) for entry in entries if isinstance(entry, dict)]


def retry_after(headers: Mapping[str, str]) -> float | None:
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

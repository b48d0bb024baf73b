"""Tokens: asked for over TLS, where the credentials say; whatever comes back is refused in words.

Both sessions at work, that of google-auth and that of `login`, are guarded by the same hooks.
"""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth import exceptions
from google.auth.credentials import Credentials
from google.auth.transport.requests import Request

from ita_sync.errors import ConfigError, ItaSyncError
from ita_sync.google.answers import NEW_KEY, UNREADABLE, refused, refused_for
from ita_sync.google.transport import REFUSALS, CallFailed, lost, retry_after
from ita_sync.i18n import T, Text
from ita_sync.settings import is_this_machine

MAX_BYTES = 64 * 1024
"""Of an answer; a token with all that Google adds to it has four."""
SECONDS = 60.0
"""For an answer as a whole; google-auth and oauthlib wait for each piece of it anew."""

_METADATA = frozenset(
    {
        "http://169.254.169.254",
        "http://metadata.google.internal",
        "http://[fd00:ec2::254]",
    }
)
"""Where a cloud hands out tokens to its own machines: over plain HTTP, and given no secret."""
_HEAD = 256
"""Bytes of an answer in which a page shows that it is one."""
_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)\b", re.IGNORECASE)
"""What begins so is for people: of a proxy, a Wi-Fi that wants a login, or a server in trouble."""
_HEADER = re.compile("[\x20-\x7e]+")

_NO_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
)


def guard(session: requests.Session) -> requests.Session:
    """Let a session follow no redirect, and read no more than a token.

    The proxies of the environment stay; `~/.netrc` would put a password of its own in the place of
    every token, and is not asked.
    """
    session.auth = bare
    session.hooks["response"].append(_bounded)
    session.mount("http://", _Direct())
    return session


class _Direct(requests.adapters.HTTPAdapter):
    """Sends what is meant for this machine without a proxy, which would read it."""

    def send(self, request: requests.PreparedRequest, *args: Any, **how: Any) -> requests.Response:  # noqa: ANN401 - requests' signature
        return super().send(request, *args, **{**how, "proxies": None})


def bare(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Take a request as it is: while something answers for a session, requests asks no netrc."""
    return request


class Asking(Request):
    """Asks for tokens where nobody on the way can read them."""

    def __call__(self, url: str, *given: Any, **how: Any) -> Any:  # noqa: ANN401 - google-auth ships no types
        """Ask.

        Raises:
            CallFailed: whoever answers is out of order, or is not who was asked.
            ConfigError: `token-address`.
        """
        require_secure(str(url))
        return super().__call__(url, *given, **how)


class _Dated:
    """A request for a token that keeps when the last answer was given, by the answerer's clock."""

    def __init__(self, request: Callable[..., Any]) -> None:
        self.request = request
        self.date: str | None = None

    def __call__(self, *given: Any, **how: Any) -> Any:  # noqa: ANN401 - google-auth ships no types
        answer = self.request(*given, **how)
        self.date = answer.headers.get("Date")
        return answer


def require_secure(address: str) -> None:
    """Refuse an address to which a secret would go unprotected.

    Raises:
        ConfigError: `token-address`, it is neither https nor on this machine.
    """
    scheme, _, rest = address.partition("://")
    root = f"{scheme}://{rest.partition('/')[0]}".lower()
    if scheme.lower() == "https" or is_this_machine(root) or root in _METADATA:
        return
    raise ConfigError(
        "token-address",
        T("The credentials name an address for tokens that is not https; nothing was sent there."),
        next_step=NEW_KEY,
    )


def _bounded(response: requests.Response, **_: object) -> None:
    """Read an answer within limits of size and time, or refuse it.

    Raises:
        CallFailed: it is none of the credentials: an outage, or a page for people.
        ConfigError: it redirects, or is too large. A `ReadTimeout` where it takes too long.
    """
    until, body = time.monotonic() + SECONDS, bytearray()
    host, status = urlsplit(str(response.url)).hostname, response.status_code
    try:
        if status not in REFUSALS - {429} and not response.ok:
            raise _out_of_order(
                response,
                T("{host} is out of order (HTTP {status})", host=host, status=response.status_code),
            )
        if response.is_redirect:
            raise refused(T("{host} redirects, which is not followed", host=host))
        for piece in response.iter_content(1):  # a larger one would be waited for as a whole
            body += piece
            if len(body) < _HEAD and _PAGE.match(body):
                words = T(
                    "a web page answers in the place of {host} (HTTP {status})",
                    host=host,
                    status=status,
                )
                raise _out_of_order(response, words)
            if len(body) > MAX_BYTES:
                raise refused(UNREADABLE)
            if time.monotonic() > until:
                raise requests.ReadTimeout(request=response.request)
    finally:
        response.close()
    response._content = bytes(body)  # noqa: SLF001 - requests has no public way to bound an answer


def _out_of_order(response: requests.Response, words: Text) -> CallFailed:
    """Return the failure that says nothing of the credentials, and may pass.

    It has no status, as that would be the answer to the call itself.
    """
    return CallFailed(words, maybe_applied=False, retry_after=retry_after(response.headers))


class Guarded(Credentials):
    """Credentials that fail in words: google-auth's own may quote whatever an address answered."""

    def __init__(self, inner: Any) -> None:  # noqa: ANN401 - google-auth ships no types
        super().__init__()
        self.inner = inner

    def refresh(self, request: Request) -> None:
        """Get a new token."""
        self._explained(self.inner.refresh, request)

    def before_request(
        self, request: Request, method: str, url: str, headers: dict[str, str]
    ) -> None:
        """Get a token if there is none, and put it into the headers of a call."""
        self._explained(self.inner.before_request, request, method, url, headers)
        if not all(_HEADER.fullmatch(str(value)) for value in headers.values()):
            raise refused(UNREADABLE)

    def _explained(self, step: Any, request: Request, *given: object) -> None:  # noqa: ANN401 - google-auth ships no types
        """Take a step.

        Raises:
            CallFailed: no answer, or none for now; our own call was not sent.
            ConfigError: the credentials are not accepted, or the answer is none.
        """
        dated = _Dated(request)
        try:
            step(dated, *given)
        except (ItaSyncError, CallFailed):
            raise
        except exceptions.TransportError as error:
            raise _unanswered(error) from None
        except exceptions.GoogleAuthError as error:
            if error.retryable:
                words = T("no token is given out now")
                raise CallFailed(words, maybe_applied=False) from None
            raise refused_for(error, dated.date, time.time()) from None
        except Exception:  # noqa: BLE001 - what a damaged answer makes google-auth raise has no end
            raise refused(UNREADABLE) from None


def _unanswered(error: exceptions.TransportError) -> CallFailed | ConfigError:
    """Return the error for an address that gave no answer."""
    cause = error.__cause__
    if isinstance(cause, _NO_ADDRESS):
        return refused(T("an address for tokens is none"))
    if isinstance(cause, requests.RequestException):
        return lost(cause, ours=False)
    return CallFailed(T("no token is given out now"), maybe_applied=False)

"""Tokens: asked for over TLS, where the credentials say; whatever comes back is refused in words.

Both sessions at work, that of google-auth and that of `login`, are guarded by the same hooks.
"""

import json
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth import exceptions
from google.auth.credentials import Credentials
from google.auth.transport.requests import Request

from ita_sync.errors import ConfigError, ItaSyncError
from ita_sync.google.transport import CallFailed
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
# RFC 6749, 5.2, names its codes so; longer texts and other signs are no code, and may be a secret.
_CODE = re.compile("[a-z_]{1,40}")
_HEADER = re.compile("[\x20-\x7e]+")

_NO_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
)

UNREADABLE = T("the answer cannot be understood")


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
            ConfigError: `token-address`.
        """
        require_secure(str(url))
        return super().__call__(url, *given, **how)


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
        next_step=_NEW_KEY,
    )


_NEW_KEY = T("Run `ita-sync login` again, or ask for a new key.")


def refused(reason: Text | str) -> ConfigError:
    """Return the error for credentials that gave no token."""
    return ConfigError(
        "credentials-refused",
        T("Google did not accept or renew the credentials: {reason}", reason=reason),
        next_step=_NEW_KEY,
    )


def code_of(answer: object) -> str | None:
    """Return the OAuth error code of an answer, the only words of it that are ever shown."""
    if isinstance(answer, str):
        try:
            answer = json.loads(answer)
        except (ValueError, RecursionError):
            return None
    code = answer.get("error") if isinstance(answer, Mapping) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def _bounded(response: requests.Response, **_: object) -> None:
    """Read an answer within limits of size and time, or refuse it.

    Raises:
        ConfigError: it redirects, or is too large. A `ReadTimeout` where it takes too long.
    """
    until, body = time.monotonic() + SECONDS, bytearray()
    try:
        if response.is_redirect:
            host = urlsplit(str(response.url)).hostname
            raise refused(T("{host} redirects, which is not followed", host=host))
        for piece in response.iter_content(1):  # a larger one would be waited for as a whole
            body += piece
            if len(body) > MAX_BYTES:
                raise refused(UNREADABLE)
            if time.monotonic() > until:
                raise requests.ReadTimeout
    finally:
        response.close()
    response._content = bytes(body)  # noqa: SLF001 - requests has no public way to bound an answer


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

    def _explained(self, step: Any, *given: object) -> None:  # noqa: ANN401 - google-auth ships no types
        """Take a step.

        Raises:
            CallFailed: no answer, or none for now; our own call was not sent.
            ConfigError: the credentials are not accepted, or the answer is none.
        """
        try:
            step(*given)
        except ItaSyncError:
            raise
        except exceptions.TransportError as error:
            if isinstance(error.__cause__, _NO_ADDRESS):
                raise refused(T("an address for tokens is none")) from None
            raise CallFailed(type(error).__name__, maybe_applied=False) from None
        except exceptions.GoogleAuthError as error:
            if error.retryable:
                raise CallFailed(type(error).__name__, maybe_applied=False) from None
            raise refused(_code_in(error) or T("no reason given")) from None
        except Exception:  # noqa: BLE001 - what a damaged answer makes google-auth raise has no end
            raise refused(UNREADABLE) from None


def _code_in(error: Exception) -> str | None:
    return next((code for part in error.args[1:] if (code := code_of(part))), None)

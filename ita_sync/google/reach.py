"""Whether Google can be reached from here: one request without an account, for any answer."""

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy

from ita_sync import deadline
from ita_sync.google import surroundings, tokens
from ita_sync.google.answers import off_by
from ita_sync.google.credentials import SHEETS
from ita_sync.google.transport import CallFailed, lost
from ita_sync.i18n import T, Text
from ita_sync.settings import Settings

CONNECT = 10.0
"""Seconds for a connection, and for an answer."""
_WHOLE = 25.0
"""Seconds for all of it: the look-up of a name takes its own time."""


@dataclass(frozen=True)
class Reached:
    """An answer, whatever it was.

    Attributes:
        server: who was asked.
        proxy: host and port of the proxy in between, None where there was none.
        ahead: seconds by which this machine's clock is ahead of the server's; None if it has none.
    """

    server: str
    proxy: str | None
    ahead: float | None

    @property
    def off(self) -> Text:
        """How far this machine's clock is off, a minute at least."""
        return off_by(self.ahead or 0.0)


def reach(settings: Settings) -> Reached:
    """Ask whether anybody is there, and what time it is there.

    Raises:
        ConfigError: what the operator has to mend: proxy, certificate.
        CallFailed: no answer, for whatever reason.
    """
    address = f"{settings.api_root}/" if settings.api_root else SHEETS
    server = urlsplit(address).netloc
    if not settings.api_root:
        surroundings.check(address)
    try:
        response, took = deadline.within(_WHOLE, lambda: _asked(address, settings))
    except TimeoutError:
        words = T("{server} cannot be reached: no connection in the time allowed", server=server)
        raise CallFailed(words, maybe_applied=False) from None
    except requests.RequestException as error:
        raise lost(error, ours=False) from None
    proxy = None if settings.api_root else _proxy(address)
    return Reached(server, proxy, _ahead(response.headers.get("Date"), time.time() - took / 2))


def _asked(address: str, settings: Settings) -> tuple[requests.Response, float]:
    """Return an answer without its body, and how many seconds it took."""
    with requests.Session() as session:
        session.auth = tokens.bare
        session.trust_env = not settings.api_root  # no proxies for loopback
        begun = time.time()
        response = session.get(
            address, timeout=(CONNECT, CONNECT), allow_redirects=False, stream=True
        )
        response.close()
        return response, time.time() - begun


def _proxy(address: str) -> str | None:
    """Return host and port of the proxy; what else its address holds may be a password."""
    found = urlsplit(select_proxy(address, get_environ_proxies(address)) or "")
    return found.netloc.rpartition("@")[2] or None


def _ahead(date: str | None, now: float) -> float | None:
    """Return by how much `now` is ahead of a header, which counts whole seconds."""
    try:
        return now - parsedate_to_datetime(date or "").timestamp() - 0.5
    except (ValueError, TypeError, OverflowError):
        return None

"""How others are told of a scheduled run: a watchdog's address is called, notices are sent.

Nothing here ever fails the run, and each thing has seconds. The addresses are secrets: what is said
of them names their kind or host alone.
"""

import logging
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from ita_sync import __version__
from ita_sync.deadline import within
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    from requests import PreparedRequest

PING_SECONDS = 10.0
SEND_SECONDS = 30.0
START = "start"
_ACCEPTED = range(200, 300)


def ping(address: str, signal: str = "") -> Text | None:
    """Call a watchdog as healthchecks.io and its likes want it; return why that failed.

    Args:
        address: of the watchdog, https; http on this machine alone.
        signal: `start`, or the exit code of a run that failed; empty where all is well.
    """
    why = _in_time(PING_SECONDS, partial(_call, _signalled(address, signal)))
    host = urlsplit(address).hostname
    return why and T("The watchdog at {host} was not told: {why}.", host=host, why=why)


def _in_time(seconds: float, work: Callable[[], Text | None]) -> Text | None:
    try:
        return within(seconds, work)
    except TimeoutError:
        return T("there was no answer within {seconds} seconds", seconds=int(seconds))


def _signalled(address: str, signal: str) -> str:
    """Return the address with a signal behind its path, before its query."""
    parts = urlsplit(address)
    path = f"{parts.path.rstrip('/')}/{signal}" if signal else parts.path
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _call(address: str) -> Text | None:
    import requests

    with requests.Session() as session:
        # Plain HTTP is this machine's alone: no proxy is asked for that.
        session.trust_env = urlsplit(address).scheme == "https"
        session.auth = _nobody
        session.headers["User-Agent"] = f"ita-sync/{__version__}"
        try:
            # No redirect is followed, it could lead to plain HTTP; the body is of no use.
            answer = session.get(address, timeout=PING_SECONDS, allow_redirects=False, stream=True)
        except (requests.RequestException, ValueError):  # its words have the address in them
            return T("it cannot be reached")
        answer.close()
    accepted = answer.status_code in _ACCEPTED
    return None if accepted else T("it answers {status}", status=answer.status_code)


def _nobody(request: "PreparedRequest") -> "PreparedRequest":
    """Add neither name nor password: requests would look into ~/.netrc."""
    return request


def send(addresses: Sequence[str], title: str, body: str) -> tuple[bool, list[Text]]:
    """Send a notice to each address; return whether one of them took it, and what went wrong."""
    try:
        import apprise  # noqa: F401 - whether it is there
    except ImportError:
        return False, [
            T(
                "[watch] notify: apprise is not installed, nothing was sent; "
                'type: pip install "ita-sync[notify]"'
            )
        ]
    _quieten()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what ages inside of it is its makers' business
        found = [
            _not_sent(number, address, why)
            for number, address in enumerate(addresses, 1)
            if (why := _in_time(SEND_SECONDS, partial(_post, address, title, body)))
        ]
    return len(found) < len(addresses), found


def is_known(address: str) -> bool:
    """Say whether apprise, which has to be installed, could send to an address; nothing is sent."""
    _quieten()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as for `send`
        import apprise

        try:
            return bool(apprise.Apprise().add(address))
        except Exception:  # noqa: BLE001 - whatever one of a hundred services raises is no address
            return False


def _quieten() -> None:
    """Keep its own lines from stderr: they have addresses in them."""
    log = logging.getLogger("apprise")
    log.addHandler(logging.NullHandler())
    log.propagate = False


def _post(address: str, title: str, body: str) -> Text | None:
    import apprise

    one = apprise.Apprise()
    try:
        if not one.add(address):
            return T("it is no address that apprise knows")
        return None if one.notify(body=body, title=title) else T("it was not taken")
    except Exception:  # noqa: BLE001 - whatever one of a hundred services raises, the run goes on
        return T("it was not taken")


def _not_sent(number: int, address: str, why: Text) -> Text:
    """Name an address by its place and its kind: all behind that may be a secret."""
    kind = address.partition("://")[0] if "://" in address else "?"
    return T("[watch] notify, {number} ({kind}://): {why}.", number=number, kind=kind, why=why)

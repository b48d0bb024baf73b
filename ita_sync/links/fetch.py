"""Get a page of the open internet as a stranger would, bounded in every way.

No cookies, credentials or proxies. The address that a name resolves to is judged first and is the
very one that is connected to, at each redirect again, so that no name can lead into the office's
own network.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ita_sync import __version__
from ita_sync.links.addresses import is_public

SECONDS = 10.0
"""For everything together: resolving names, connecting, redirects, reading."""
MAX_BYTES = 64 * 1024
"""Read of a page, packed or not; the rest is left unread."""
MAX_REDIRECTS = 5
_REDIRECT = {301, 302, 303, 307, 308}

Resolve = Callable[[str, int], list[str]]
Public = Callable[[str], bool]


class PrivateError(Exception):
    """The address belongs to a private network, not to the internet."""


class RedirectError(Exception):
    """Redirected too often, or to something that is not a web address."""


@dataclass(frozen=True)
class Page:
    """What an address finally answered, its body cut at `MAX_BYTES`."""

    url: str
    status: int
    kind: str
    body: bytes


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host name."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def get(
    url: str, *, resolve: Resolve = resolve, public: Public = is_public, seconds: float = SECONDS
) -> Page:
    """Return the page at an address, redirects followed.

    Raises:
        PrivateError: an address on the way is not public; nothing was sent to it.
        RedirectError: too many redirects, or a target that is not a web address.
        OSError: not reachable in time, TLS refused (`ssl.SSLError`), name unknown.
        http.client.HTTPException: the answer is not HTTP.
        ValueError: an address that cannot be asked for.
    """
    until = time.monotonic() + seconds
    for _ in range(MAX_REDIRECTS + 1):
        parts = urlsplit(url)
        if not _is_web(parts):
            raise RedirectError(url)
        page, target = _ask(parts, url, until, resolve, public)
        if target is None:
            return page
        url = urljoin(url, target)
    raise RedirectError(url)


def _is_web(parts: SplitResult) -> bool:
    named = bool(parts.hostname) and parts.username is None
    return named and parts.scheme in {"http", "https"} and parts.port != 0


def _ask(
    parts: SplitResult, url: str, until: float, resolve: Resolve, public: Public
) -> tuple[Page, str | None]:
    """Ask once; return the page, and where it redirects to."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = resolve(host, port)
    if not addresses or not all(public(address) for address in addresses):
        raise PrivateError(host)
    connection = http.client.HTTPConnection(host, port)
    try:
        with _ended(_connect(addresses, port, until), until) as bare:
            connection.sock = bare
            if parts.scheme == "https":
                connection.sock = ssl.create_default_context().wrap_socket(
                    bare.dup(), server_hostname=host
                )
            connection.request("GET", _path(parts), headers=_headers(parts, host))
            return _answer(connection, url)
    finally:
        connection.close()


@contextmanager
def _ended(sock: socket.socket, until: float) -> Iterator[socket.socket]:
    """Hang up when the time is over, whatever the other side still sends.

    A limit on each read would not end headers without end, or a byte a second.
    """
    over = threading.Event()

    def hang_up() -> None:
        over.set()
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(_left(until), hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield sock
    except (OSError, http.client.HTTPException):
        if not over.is_set():
            raise
    finally:
        timer.cancel()
        sock.close()
    if over.is_set():  # what came until then looks like a whole page
        raise TimeoutError


def _answer(connection: http.client.HTTPConnection, url: str) -> tuple[Page, str | None]:
    response = connection.getresponse()
    target = response.getheader("Location") if response.status in _REDIRECT else None
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    body = b"" if target else _read(response)
    return Page(url, response.status, kind, body), target


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _headers(parts: SplitResult, host: str) -> dict[str, str]:
    shown = f"[{host}]" if ":" in host else host
    return {
        "Host": f"{shown}:{parts.port}" if parts.port else shown,
        "User-Agent": f"ita-sync/{__version__} (link check)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }


def _connect(addresses: list[str], port: int, until: float) -> socket.socket:
    failure: OSError = TimeoutError()
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left(until))
        except OSError as error:
            failure = error
    raise failure


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(response: http.client.HTTPResponse) -> bytes:
    body = bytearray()
    while len(body) < MAX_BYTES and (chunk := response.read1(MAX_BYTES - len(body))):
        body += chunk
    return bytes(body)

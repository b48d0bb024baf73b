"""Get a page of the open internet as a stranger would, bounded in every way.

No cookies, credentials or proxies. The address that a name resolves to is judged first and is the
very one that is connected to, at each redirect again, so that no name can lead into the office's
own network.
"""

import errno
import http.client
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ita_sync import __version__
from ita_sync.deadline import within
from ita_sync.links.addresses import is_public

SECONDS = 10.0
"""For everything together: resolving names, connecting, redirects, reading."""
MAX_BYTES = 64 * 1024
"""Read of a page, packed or not; the rest is left unread."""
MAX_REDIRECTS = 5
MAX_HEADER = 300
"""Longer names of versions are not kept."""
_REDIRECT = {301, 302, 303, 307, 308}

Resolve = Callable[[str, int], list[str]]
Public = Callable[[str], bool]
Turn = Callable[[str], AbstractContextManager[object]]
"""Waits until a host may be asked, and holds others back meanwhile."""


class PrivateError(Exception):
    """The address belongs to a private network, not to the internet."""


class RedirectError(Exception):
    """Redirected too often, or to something that is not a web address."""


@dataclass(frozen=True)
class Page:
    """What an address finally answered, its body cut (at `MAX_BYTES`, unless more was asked for).

    Attributes:
        url: where redirects ended.
        status: the site's answer, such as 200.
        kind: the media type, such as `application/pdf`; empty where none was named.
        body: the beginning.
        size: bytes of the whole, None where the site did not say.
        etag: the site's name for this version, as it gave it; empty where it gave none.
        modified: when it was changed last, as the site writes it; likewise.
    """

    url: str
    status: int
    kind: str
    body: bytes
    size: int | None = None
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Version:
    """A page that was seen before: its site is asked for another one only (RFC 9110, 13.1)."""

    url: str
    etag: str
    modified: str


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host name."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def get(
    url: str,
    *,
    resolve: Resolve = resolve,
    public: Public = is_public,
    seconds: float = SECONDS,
    turn: Turn = nullcontext,
    version: Version | None = None,
    most: int = MAX_BYTES,
) -> Page:
    """Return the page at an address, redirects followed.

    Args:
        url: the address.
        resolve: gives the addresses behind a name.
        public: judges them.
        seconds: for all of it; waiting for a turn does not count.
        turn: asked before each request.
        version: what is known already; if it still stands, the page has the status 304.
        most: bytes of the page that are read.

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
        waits = time.monotonic()
        with turn(parts.hostname or ""):
            until += time.monotonic() - waits
            known = version if version and version.url == url else None
            page, target = _ask(parts, url, until, _Way(resolve, public, known, most))
        if target is None:
            return page
        url = urljoin(url, target)
    raise RedirectError(url)


def _is_web(parts: SplitResult) -> bool:
    named = bool(parts.hostname) and parts.username is None
    return named and parts.scheme in {"http", "https"} and parts.port != 0


@dataclass(frozen=True)
class _Way:
    """How a host is found and asked."""

    resolve: Resolve
    public: Public
    known: Version | None
    most: int

    def to(self, host: str, port: int, until: float) -> list[str]:
        """Return the addresses to connect to; nobody can interrupt a resolver, only leave it."""
        addresses = within(_left(until), lambda: self.resolve(host, port))
        if not addresses or not all(self.public(address) for address in addresses):
            raise PrivateError(host)
        return addresses


def _ask(parts: SplitResult, url: str, until: float, way: _Way) -> tuple[Page, str | None]:
    """Ask once; return the page, and where it redirects to."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    addresses = way.to(host, port, until)
    connection = http.client.HTTPConnection(host, port)
    try:
        with _ended(_connect(addresses, port, until), until) as bare:
            connection.sock = bare
            if parts.scheme == "https":
                connection.sock = ssl.create_default_context().wrap_socket(
                    bare.dup(), server_hostname=host
                )
            connection.request("GET", _path(parts), headers=_headers(parts, host, way.known))
            return _answer(connection, url, way.most)
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


def _answer(connection: http.client.HTTPConnection, url: str, most: int) -> tuple[Page, str | None]:
    response = connection.getresponse()
    target = response.getheader("Location") if response.status in _REDIRECT else None
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    size = response.length  # counts down while it is read
    modified = _short(response.getheader("Last-Modified"))
    if modified == response.getheader("Date"):  # made for this visit: it tells nothing
        modified = ""
    page = Page(
        url=url,
        status=response.status,
        kind=kind,
        body=b"" if target else _read(response, most),
        size=size,
        etag=_short(response.getheader("ETag")),
        modified=modified,
    )
    return page, target


def _short(header: str | None) -> str:
    """Return a header as it can be kept and sent again; empty where it cannot."""
    text = (header or "").strip()
    return text if len(text) <= MAX_HEADER and text.isascii() and text.isprintable() else ""


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _headers(parts: SplitResult, host: str, known: Version | None) -> dict[str, str]:
    shown = f"[{host}]" if ":" in host else host
    asked = {
        "If-None-Match": known.etag if known else "",
        "If-Modified-Since": known.modified if known else "",
    }
    return {
        "Host": f"{shown}:{parts.port}" if parts.port else shown,
        "User-Agent": f"ita-sync/{__version__} (link check)",
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **{name: value for name, value in asked.items() if value},
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


def _read(response: http.client.HTTPResponse, most: int) -> bytes:
    body = bytearray()
    while len(body) < most and (chunk := response.read1(most - len(body))):
        body += chunk
    if response.length and len(body) < most:  # http.client calls half a page a whole one
        raise ConnectionAbortedError(errno.ECONNABORTED, os.strerror(errno.ECONNABORTED))
    return bytes(body)

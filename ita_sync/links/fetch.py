"""Get a page of the open internet as a stranger would, bounded in every way.

No cookies, credentials or proxies. The address that a name resolves to is judged first and is the
very one that is connected to, at each redirect again, so that no name can lead into the office's
own network.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ita_sync import __version__

SECONDS = 10.0
"""For everything together: resolving names, connecting, redirects, reading."""
MAX_BYTES = 2 * 1024 * 1024
"""Read of a page; the rest is left unread."""
MAX_REDIRECTS = 5
_REDIRECT = {301, 302, 303, 307, 308}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

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


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


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
    return named and parts.scheme in {"http", "https"}


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
        connection.sock = _connect(addresses, port, until)
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(
                connection.sock, server_hostname=host
            )
        connection.request("GET", _path(parts), headers=_headers(parts, host))
        return _answer(connection, url, until)
    finally:
        connection.close()


def _answer(
    connection: http.client.HTTPConnection, url: str, until: float
) -> tuple[Page, str | None]:
    response = connection.getresponse()
    target = response.getheader("Location") if response.status in _REDIRECT else None
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    body = b"" if target else _read(response, connection.sock, until)
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


def _read(response: http.client.HTTPResponse, sock: socket.socket | None, until: float) -> bytes:
    body = b""
    while len(body) < MAX_BYTES:
        left = _left(until)
        if sock is not None and sock.fileno() >= 0:
            sock.settimeout(left)
        chunk = response.read1(min(64 * 1024, MAX_BYTES - len(body)))
        if not chunk:
            break
        body += chunk
    return body

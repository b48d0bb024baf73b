"""Sites of the internet, played by servers of this machine."""

import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ita_sync.links.many import Manners

Answer = tuple[int, dict[str, str], bytes]

HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF = {"Content-Type": "application/pdf"}


@dataclass
class Site:
    """A server that answers from a table by path, and 404 beside it.

    Attributes:
        port: of this machine.
        answers: by path; `ETag` and `Last-Modified` among the headers are asked for as at a real
            site: 304 where they still hold.
        asked: what it was asked, in order: path and headers.
        times: when that was.
        pause: seconds that an answer takes.
        date: what its clock shows, as it writes it; empty for the time.
        most: how many requests it answered at the same time, at most, by name of host.
    """

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    pause: float = 0.0
    date: str = ""
    most: Counter[str] = field(default_factory=Counter)
    _now: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/r", host: str = "www.banmai.go.th", scheme: str = "http") -> str:
        """Return an address at which it answers."""
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [path for path, _ in self.asked]

    def answer(self, path: str, headers: Message) -> Answer:
        """Answer a request, and count those that come together."""
        host = headers["Host"].rpartition(":")[0]
        with self._lock:
            self.asked.append((path, headers))
            self.times.append(time.monotonic())
            self._now[host] += 1
            self.most[host] = max(self.most[host], self._now[host])
        time.sleep(self.pause)
        found = self.answers.get(path, (404, HTML, b"x"))
        with self._lock:
            self._now[host] -= 1
        return (304, found[1], b"") if _still_holds(found[1], headers) else found


def _still_holds(given: dict[str, str], asked: Message) -> bool:
    """Return whether what a client knows is what there is (RFC 9110, 13.2.2)."""
    if asked["If-None-Match"]:
        return asked["If-None-Match"] == given.get("ETag")
    known = asked["If-Modified-Since"]
    return known is not None and known == given.get("Last-Modified")


@contextmanager
def serving(certificate: str | None = None) -> Iterator[Site]:
    """Serve until it is left; over TLS if a file with certificate and key is given."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.answer(self.path, self.headers)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", headers.get("Length") or str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:  # whoever reads only the beginning hangs up
                self.close_connection = True

        def date_time_string(self, timestamp: float | None = None) -> str:
            return site.date or super().date_time_string(timestamp)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.handle_error = True, lambda *_: None  # type: ignore[method-assign] # a client may leave
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    site.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


def here(_host: str, _port: int) -> list[str]:
    """Resolve every name to this machine."""
    return ["127.0.0.1"]


def everywhere(_address: str) -> bool:
    """Take every address for one of the internet."""
    return True


AT_ONCE = Manners(pause=0.0, seconds=5.0, resolve=here, public=everywhere)
"""As if this machine were the internet, and sites did not mind."""


def hasty(**changed: float) -> Manners:
    """Return such manners, some of them changed."""
    return replace(AT_ONCE, **changed)  # type: ignore[arg-type] # all of them are numbers

"""The sandbox over HTTP, on the loopback address only.

/            the spreadsheets as a page (page.py)
/sandbox/    faults, quota, storm, call log (manage.py)
otherwise    the API
"""

import contextlib
import email.utils
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from ita_sync.sandbox import loopback, manage
from ita_sync.sandbox.box import Sandbox
from ita_sync.sandbox.network import Dropped, Reply, failure
from ita_sync.sandbox.page import HEADERS, page
from ita_sync.sandbox.problems import mistake

HOST = "127.0.0.1"
HOLD_S = 300.0  # the longest a client is waited for, or kept waiting
MOST_WAITING = 100  # connections without a whole request; one more, and the oldest is closed
LINGER_S = 2.0  # how long to wait for the rest of a refused body


class _Handler(BaseHTTPRequestHandler):
    """Hands each request of this machine to the sandbox of its server."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # a reply leaves in one piece, not its head and its body apart
    timeout = HOLD_S  # of a client that stops in the middle of its request
    box: Sandbox
    waiting: "_Waiting"

    def handle_one_request(self) -> None:
        """Wait for a request, as one of those that may be sent away, and answer it."""
        with self.waiting.for_client(self.connection), contextlib.suppress(OSError, EOFError):
            super().handle_one_request()
            return
        self.close_connection = True

    def _answer(self) -> None:
        refused = loopback.stranger(self.path, self.headers)
        body = loopback.body(self.headers, self.rfile) if refused is None else refused
        self.waiting.over(self.connection)
        if isinstance(body, tuple):
            self._refuse(*body)
            return
        try:
            outcome = self._outcome(body)
        except Exception:  # noqa: BLE001 - the boundary: whatever it is, the client gets an answer
            outcome = failure(500, mistake(f"{self.command} {self.path}"))
        if isinstance(outcome, Dropped):
            self._drop(outcome)
            return
        if outcome.delay_s:
            time.sleep(outcome.delay_s)
        self._send(outcome)

    def _outcome(self, body: bytes | None) -> Reply | Dropped:
        """The page, the sandbox's own interface, or the API."""
        path, _, text = self.path.partition("?")
        query = parse_qsl(text, keep_blank_values=True)
        if path.startswith(manage.PREFIX):
            return manage.answer(self.box, self.command, path, body)
        if path not in {"/", "/favicon.ico"}:
            return self.box.handle(self.command, path, query, body, dict(self.headers))
        if self.command not in {"GET", "HEAD"}:
            return failure(405, "This page is only for reading.", {"Allow": "GET, HEAD"})
        if path != "/":
            # Every browser asks for an icon; that has no place in the call log.
            return failure(404, "There is none.")
        status, html = page(self.box, query)
        return Reply(status, HEADERS, html.encode(errors="replace"))

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        headers = {"Date": email.utils.formatdate(self.box.clock(), usegmt=True)} | reply.headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.wfile.flush()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what http.server refuses by itself, such as a line without end, in JSON too."""
        del explain
        self.headers = getattr(self, "headers", Message())
        self.command = self.command or "GET"
        self._refuse(code, message or HTTPStatus(code).phrase)

    def _refuse(self, status: int, sentence: str) -> None:
        """Answer without reading the body, and close.

        Whatever still arrives is thrown away, so that the reply gets through.
        """
        self.close_connection = True
        with contextlib.suppress(OSError):
            self._send(failure(status, sentence, {"Connection": "close"}))
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(LINGER_S)
            left = 8 * loopback.MOST_BYTES
            while left > 0 and (read := len(self.rfile.read1(65_536))):
                left -= read

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every HTTP method goes the same way; http.server looks for do_GET, do_POST and so on."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _drop(self, dropped: Dropped) -> None:
        """No reply: silence until the client goes, a reset, or a plain end of the connection."""
        self.close_connection = True
        if dropped.kind == "hang":
            self.connection.settimeout(HOLD_S)
            with contextlib.suppress(OSError):
                self.connection.recv(1)
        elif dropped.kind != "cut":
            # Linger of zero seconds makes the close a reset. A port that listens cannot refuse.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        """Keep quiet: the sandbox has a call log."""


class _Waiting:
    """The connections that have not sent a whole request yet, the oldest first.

    Too many make room for the next one: parked and slow clients keep nobody out.
    """

    def __init__(self) -> None:
        self._open: dict[socket.socket, None] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def for_client(self, connection: socket.socket) -> Iterator[None]:
        """Count a connection among those that wait, until its request is over."""
        with self._lock:
            while len(self._open) >= MOST_WAITING:
                with contextlib.suppress(OSError):
                    self._open_first().shutdown(socket.SHUT_RDWR)
            self._open[connection] = None
        try:
            yield
        finally:
            self.over(connection)

    def over(self, connection: socket.socket) -> None:
        """Leave a connection alone: its request is whole, and is being answered."""
        with self._lock:
            self._open.pop(connection, None)

    def _open_first(self) -> socket.socket:
        first = next(iter(self._open))
        del self._open[first]
        return first


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a held connection must not keep the program alive
    block_on_close = False
    # On Windows this option would let two programs listen on one port.
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64


def build_server(box: Sandbox, port: int = 0) -> ThreadingHTTPServer:
    """A server bound to 127.0.0.1 and not yet serving; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"box": box, "waiting": _Waiting()})
    return _Server((HOST, port), handler)


def serve(box: Sandbox, port: int = 0, on_ready: Callable[[int], object] | None = None) -> None:
    """Serve until Ctrl-C.

    `on_ready` gets the port once the socket listens. Raises OSError when the port is taken.
    """
    with build_server(box, port) as server:
        if on_ready is not None:
            on_ready(server.server_port)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return

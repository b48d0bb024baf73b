"""The sandbox over HTTP, on the loopback address only.

/            the spreadsheets as a page (page.py)
/sandbox/    faults, quota, storm, call log (manage.py)
otherwise    the API
"""

import contextlib
import email.utils
import json
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from ita_sync.sandbox import loopback, manage
from ita_sync.sandbox.box import Sandbox
from ita_sync.sandbox.network import Dropped, Reply
from ita_sync.sandbox.page import HEADERS, page
from ita_sync.sandbox.problems import envelope

HOST = "127.0.0.1"
HOLD_S = 300.0  # the longest a timed-out client is kept waiting
LINGER_S = 2.0  # how long to wait for the rest of a refused body


class _Handler(BaseHTTPRequestHandler):
    """Hands each request of this machine to the sandbox of its server."""

    protocol_version = "HTTP/1.1"
    box: Sandbox

    def _answer(self) -> None:
        refused = loopback.stranger(self.path, self.headers)
        length = loopback.body_length(self.headers) if refused is None else refused
        if not isinstance(length, int):
            self._refuse(*length)
            return
        body = self.rfile.read(length) if length else None
        if body is not None and len(body) < length:
            self.close_connection = True  # the client left in the middle of its request
            return
        outcome = self._outcome(body)
        if isinstance(outcome, Dropped):
            self._drop(outcome)
            return
        if outcome.delay_s:
            time.sleep(outcome.delay_s)
        self._send(outcome)

    def _outcome(self, body: bytes | None) -> Reply | Dropped:
        """The page, the sandbox's own interface, or the API."""
        parts = urlsplit(self.path)
        query = parse_qsl(parts.query, keep_blank_values=True)
        if parts.path in {"/", "/favicon.ico"}:
            if self.command not in {"GET", "HEAD"}:
                return _plain(405, "This page is only for reading.", {"Allow": "GET, HEAD"})
            if parts.path != "/":
                # Every browser asks for an icon; that has no place in the call log.
                return _plain(404, "There is none.")
            status, text = page(self.box, query)
            return Reply(status, HEADERS, text.encode(errors="replace"))
        if parts.path.startswith(manage.PREFIX):
            return manage.answer(self.box, self.command, parts.path, body)
        return self.box.handle(self.command, parts.path, query, body, dict(self.headers))

    def _send(self, reply: Reply) -> None:
        self.send_response_only(reply.status)
        headers = {"Date": email.utils.formatdate(self.box.clock(), usegmt=True)} | reply.headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _refuse(self, status: int, sentence: str) -> None:
        """Answer without reading the body, and close.

        Whatever still arrives is thrown away, so that the reply gets through.
        """
        self.close_connection = True
        with contextlib.suppress(OSError):
            self._send(_plain(status, sentence, {"Connection": "close"}))
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


def _plain(status: int, sentence: str, headers: dict[str, str] | None = None) -> Reply:
    """An error in the envelope of the API."""
    kind = {"Content-Type": "application/json; charset=UTF-8"}
    return Reply(status, kind | (headers or {}), json.dumps(envelope(status, sentence)).encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a held connection must not keep the program alive
    block_on_close = False


def build_server(box: Sandbox, port: int = 0) -> ThreadingHTTPServer:
    """A server bound to 127.0.0.1 and not yet serving; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"box": box})
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

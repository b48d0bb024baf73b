"""The sandbox over HTTP, on the loopback address only."""

import contextlib
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from ita_sync.sandbox.box import Sandbox
from ita_sync.sandbox.network import Dropped

HOST = "127.0.0.1"
HOLD_S = 300.0  # the longest a timed-out client is kept waiting


class _Handler(BaseHTTPRequestHandler):
    """Hands each request to the sandbox of its server."""

    protocol_version = "HTTP/1.1"
    box: Sandbox

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else None
        query = parse_qsl(parts.query, keep_blank_values=True)
        outcome = self.box.handle(self.command, parts.path, query, body, dict(self.headers))
        if isinstance(outcome, Dropped):
            self._drop(outcome)
            return
        if outcome.delay_s:
            time.sleep(outcome.delay_s)
        self.send_response_only(outcome.status)
        for name, value in outcome.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(outcome.body)))
        self.end_headers()
        self.wfile.write(outcome.body)

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


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a held connection must not keep the program alive
    block_on_close = False


def build_server(box: Sandbox, port: int = 0) -> ThreadingHTTPServer:
    """A server bound to 127.0.0.1 and not yet serving; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"box": box})
    return _Server((HOST, port), handler)


def serve(box: Sandbox, port: int = 0, on_ready: Callable[[int], object] | None = None) -> None:
    """Serve until Ctrl-C; `on_ready` gets the port once the socket listens. OSError when it is taken."""
    with build_server(box, port) as server:
        if on_ready is not None:
            on_ready(server.server_port)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return

"""A server on loopback that answers as it is told, and keeps what it was asked."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = {"access_token": "the-token", "expires_in": 3600, "token_type": "Bearer"}


@dataclass
class Asked:
    """One request: `authorization` is its header of that name, if it has one."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def authorization(self) -> str | None:
        """How it says who asks."""
        return self.headers.get("Authorization")


@dataclass
class Endpoint:
    """Answers each request alike, by its clock at `date` or now.

    `pause` seconds before each byte of the body.
    """

    port: int = 0
    scheme: str = "http"
    status: int = 200
    body: bytes = json.dumps(TOKEN).encode()
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0
    date: str = ""
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def answer(self, status: int, body: object, **headers: str) -> None:
        """Answer so from now on; what is neither bytes nor text is sent as JSON."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        self.status, self.headers = status, headers
        self.body = text if isinstance(text, bytes) else text.encode()


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Endpoint]:
    """Serve until it is left; over TLS if a context with a certificate is given."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            headers = {name.title(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(size))
            endpoint.asked.append(asked)
            self.send_response(endpoint.status)
            for name, value in (
                {"Content-Length": str(len(endpoint.body))} | endpoint.headers
            ).items():
                self.send_header(name, value)
            self.end_headers()
            if not endpoint.pause:
                self.wfile.write(endpoint.body)
            for number in endpoint.body if endpoint.pause else b"":
                time.sleep(endpoint.pause)
                self.wfile.write(bytes([number]))

        do_GET = do_POST = do_CONNECT = handle_any  # noqa: N815 - http.server's names

        def date_time_string(self, timestamp: float | None = None) -> str:
            return endpoint.date or super().date_time_string(timestamp)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.handle_error = True, lambda *_: None  # type: ignore[method-assign] # a client may leave
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        endpoint.scheme = "https"
    endpoint.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

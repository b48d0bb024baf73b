"""A rude network on the loopback address: one TCP proxy between the program and a served sandbox.

Which request meets which fault is fixed beforehand (`plan`), so a seed gives the whole story. One
request at a time goes on to the server, and nothing goes on later than Google's limit allows: the
network may do exactly what the promise allows for.
"""

import contextlib
import random
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, get_args

from ita_sync.journal import LATENESS

HOST = "127.0.0.1"
HOLD_S = 30.0  # the longest that a client is kept waiting
LATEST = LATENESS - 5  # virtual seconds; the rest allows for the way between two threads

Kind = Literal[
    "pass",
    "cut-before",
    "cut-request",
    "cut-after",
    "cut-reply",
    "reset-before",
    "reset-after",
    "delay",
    "swallow",
    "late",
    "twice",
    "twice-late",
    "twice-refused",
]
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "pass")
_FORWARDED = frozenset(KINDS) - {"cut-before", "cut-request", "reset-before", "late"}


@dataclass(frozen=True)
class Trouble:
    """What happens to one request.

    `share`: where a cut falls, or how long a delay is. `seconds`: how late the request comes.
    """

    kind: Kind = "pass"
    share: float = 0.5
    seconds: float = 60.0


def plan(
    seed: int, count: int, kinds: tuple[Kind, ...] = KINDS, rate: float = 0.6
) -> list[Trouble]:
    """Return the troubles of the next `count` requests, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    return [
        Trouble(
            dice.choice(kinds) if dice.random() < rate else "pass",
            dice.uniform(0.05, 0.95),
            dice.uniform(2, LATEST),
        )
        for _ in range(count)
    ]


@dataclass
class Sent:
    """One request as the client sent it.

    `answered`: a whole reply was handed over.
    """

    run: int
    at: float
    write: bool
    body: bytes
    kind: Kind
    answered: bool = False


@dataclass
class Proxy:
    """The proxy: `with Proxy(port, clock).serving(): …`.

    Attributes:
        server_port: of the sandbox.
        clock: the time by which lateness is measured.
        troubles: of the requests to come; none left means that all pass.
        sent: the log, oldest first.
        run: number of the process at work, for the log; set by whoever starts it.
    """

    server_port: int
    clock: Callable[[], float]
    troubles: list[Trouble] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    run: int = 0
    port: int = 0
    _late: list[tuple[float, bytes]] = field(default_factory=list)
    _gate: threading.RLock = field(default_factory=threading.RLock)

    @contextlib.contextmanager
    def serving(self) -> Iterator["Proxy"]:
        """Serve from a thread."""
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    while proxy.exchange(self.request):
                        pass

        with _Server((HOST, 0), Handler) as server:
            self.port = server.server_address[1]
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            yield self
            server.shutdown()

    def exchange(self, client: socket.socket) -> bool:
        """Take one request of a client and treat it as planned.

        Return whether the connection goes on.
        """
        client.settimeout(HOLD_S)
        request = _message(client)
        if not request:
            return False
        with self._gate:
            trouble = self.troubles.pop(0) if self.troubles else Trouble()
            head, _, body = request.partition(b"\r\n\r\n")
            entry = Sent(self.run, self.clock(), head.startswith(b"POST"), body, trouble.kind)
            self.sent.append(entry)
        if trouble.kind == "cut-request":
            self._partly(request, trouble.share)
        if trouble.kind == "late":
            with self._gate:
                self._late.append((entry.at + trouble.seconds, request))
        if trouble.kind in {"late", "swallow"}:
            if trouble.kind == "swallow":
                self._forward(request, entry.at)
            _outwait(client)
            return False
        reply = (
            self._treat(request, entry, trouble) if trouble.kind in {*_FORWARDED, "pass"} else b""
        )
        if trouble.kind.startswith("reset"):
            # A linger of zero seconds makes the close a reset.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if trouble.kind == "cut-reply":
            client.sendall(reply[: int(len(reply) * trouble.share)])
        if trouble.kind.startswith(("cut", "reset")) or not reply:
            client.close()
            return False
        entry.answered = True  # before it leaves: whoever reads the reply may look here at once
        client.sendall(reply)
        return True

    def _treat(self, request: bytes, entry: Sent, trouble: Trouble) -> bytes:
        reply = self._forward(request, entry.at)
        if trouble.kind == "delay":
            time.sleep(trouble.share * 0.3)
        if trouble.kind == "twice":
            self._forward(request, entry.at)
        if trouble.kind == "twice-refused":
            return self._forward(request, entry.at)
        if trouble.kind == "twice-late":
            with self._gate:
                self._late.append((entry.at + trouble.seconds, request))
        return reply

    def deliver(self) -> int:
        """Deliver the late requests that are due; return how many are still on their way."""
        with self._gate:
            now = self.clock()
            due = sorted(each for each in self._late if each[0] <= now)
            self._late = [each for each in self._late if each[0] > now]
            for _, request in due:
                _ask(self.server_port, request)
            return len(self._late)

    def _forward(self, request: bytes, at: float) -> bytes:
        """Hand a request to the server after whatever came due before it.

        Never later than the limit.
        """
        with self._gate:
            self.deliver()
            return _ask(self.server_port, request) if self.clock() - at < LATEST else b""

    def _partly(self, request: bytes, share: float) -> None:
        with self._gate:
            self.deliver()
            with socket.create_connection((HOST, self.server_port), HOLD_S) as server:
                server.sendall(request[: int(len(request) * share)])
                server.shutdown(socket.SHUT_WR)
                _outwait(server)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 16


def _ask(port: int, request: bytes) -> bytes:
    with socket.create_connection((HOST, port), HOLD_S) as server:
        server.sendall(request)
        return _message(server)


def _message(source: socket.socket) -> bytes:
    """Read one HTTP message with a Content-Length.

    Empty when the other side left in the middle.
    """
    text = b""
    while b"\r\n\r\n" not in text:
        part = source.recv(65_536)
        if not part:
            return b""
        text += part
    head, _, body = text.partition(b"\r\n\r\n")
    lengths = [
        line.split(b":")[1]
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length:")
    ]
    missing = int(lengths[0] if lengths else 0) - len(body)
    while missing > 0:
        part = source.recv(65_536)
        if not part:
            return b""
        text += part
        missing -= len(part)
    return text


def _outwait(other: socket.socket) -> None:
    """Wait until the other side hangs up."""
    with contextlib.suppress(OSError):
        while other.recv(65_536):
            pass

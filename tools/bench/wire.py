"""The way to the served sandbox that all clients take: it counts, and nothing on it is slept.

Client and server share a clock. A request takes a stated time on it, whatever the sandbox took; and
who waits, for a quota or for anything else, moves it.
"""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from mmap import mmap
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter

LATENCY_S = 0.2
"""Seconds that each request takes, beside its bytes."""
MEGABYTE_S = 1.0
"""Seconds that each million of bytes takes, either way: a line of 8 Mbit/s, nothing compressed."""
GOOGLE = "https://sheets.googleapis.com/"


@dataclass(frozen=True)
class Time:
    """The machine's clock, and what was waited on it without sleeping.

    Attributes:
        file: of eight zero bytes, where all who share the clock find how much that was. One of them
            alone may wait.
    """

    file: Path

    @cached_property
    def _skipped(self) -> "memoryview[float]":
        with self.file.open("r+b") as file:
            return memoryview(mmap(file.fileno(), 8)).cast("d")

    def now(self) -> float:
        """Return the seconds since the epoch."""
        return time.time() + self._skipped[0]

    def monotonic(self) -> float:
        """Return the seconds since some moment."""
        return time.monotonic() + self._skipped[0]

    def sleep(self, seconds: float) -> None:
        """Let time pass, or take back what passed too slowly."""
        self._skipped[0] += seconds


@dataclass
class Wire:
    """Sends what is meant for Google to the sandbox.

    Attributes:
        port: where it is served.
        time: the clock that it shares with us.
        counts: calls, those refused for the quota, and bytes of bodies sent and received.
        record: a file that keeps what is sent.
    """

    port: int
    time: Time
    counts: Counter[str] = field(default_factory=Counter)
    record: Path | None = None

    def adapter(self) -> HTTPAdapter:
        """Return it as `requests` mounts it."""
        wire = self

        class _Adapter(HTTPAdapter):
            def send(
                self,
                request: requests.PreparedRequest,
                *args: Any,  # noqa: ANN401 - whatever requests gives
                **kwargs: Any,  # noqa: ANN401 - the same
            ) -> requests.Response:
                began = time.monotonic()
                wire.keep(request)
                served = f"http://127.0.0.1:{wire.port}/"
                request.url = (request.url or "").replace(GOOGLE, served, 1)
                response = super().send(request, *args, **kwargs)
                wire.count(request, response)
                wire.time.sleep(began - time.monotonic())
                return response

        return _Adapter()

    def session(self) -> requests.Session:
        """Return a session that takes this way and no other."""
        made = requests.Session()
        made.trust_env = False  # no proxy comes between
        made.mount(GOOGLE, self.adapter())
        return made

    def count(self, request: requests.PreparedRequest, response: requests.Response) -> None:
        """Count a call, and let the time pass that it takes."""
        sent, received = len(_body(request).encode()), len(response.content)
        refused = response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        self.counts.update(calls=1, refused=refused, sent=sent, received=received)
        self.time.sleep(LATENCY_S + (sent + received) / 1e6 * MEGABYTE_S)

    def keep(self, request: requests.PreparedRequest) -> None:
        """Record a request."""
        if self.record is not None:
            sent = [request.method, request.url, _body(request)]
            with self.record.open("a", encoding="utf-8") as file:
                file.write(json.dumps(sent, ensure_ascii=False) + "\n")


def _body(request: requests.PreparedRequest) -> str:
    body = request.body or ""
    return body.decode() if isinstance(body, bytes) else str(body)

"""The sandbox behind `requests`: mount it on the API's address and no socket is opened."""

import errno
import io
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from http.client import RemoteDisconnected
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from ita_sync.sandbox.box import Sandbox
from ita_sync.sandbox.network import Dropped, Reply, failure

API_HOST = "sheets.googleapis.com"
SERVED = (f"https://{API_HOST}/", "https://www.googleapis.com/drive/")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
HOLD_S = 300.0  # how long a client without a timeout of its own would have waited

_Certificate = bytes | str | tuple[bytes | str, bytes | str] | None


class SandboxAdapter(BaseAdapter):
    """session.mount("https://sheets.googleapis.com/", SandboxAdapter(box)).

    No request leaves the machine: another address gets a 404. Nothing really waits: a timeout is
    raised, and a slow reply given, at once. Before that, `on_wait` is called with the seconds the
    client would have waited, so that a test can move its clock.
    """

    def __init__(self, box: Sandbox, on_wait: Callable[[float], object] | None = None) -> None:
        super().__init__()
        self.box = box
        self.on_wait = on_wait

    def send(  # noqa: PLR0917 - the signature of requests
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature of requests
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002 - the signature of requests
        cert: _Certificate = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Answer a prepared request.

        Raises requests.ConnectionError or ReadTimeout as the network would.
        """
        del stream, verify, cert, proxies
        if (refusal := _elsewhere(request)) is not None:
            return refusal
        parts = urlsplit(request.url or "")
        outcome = self.box.handle(
            request.method or "GET",
            parts.path,
            parse_qsl(parts.query, keep_blank_values=True),
            _sent(request.body),
            request.headers,
        )
        if isinstance(outcome, Dropped):
            if outcome.kind == "hang":
                raise self._waited(_patience(timeout), request)
            raise _lost(outcome.kind, request)
        if outcome.delay_s > _patience(timeout):
            raise self._waited(_patience(timeout), request)
        if outcome.delay_s and self.on_wait is not None:
            self.on_wait(outcome.delay_s)
        return _response(outcome, request)

    def _waited(self, seconds: float, request: requests.PreparedRequest) -> requests.ReadTimeout:
        if self.on_wait is not None:
            self.on_wait(seconds)
        return requests.ReadTimeout(f"Read timed out. (read timeout={seconds:g})", request=request)

    def close(self) -> None:
        """Nothing is open."""


def _sent(body: object) -> bytes | None:
    """The body in one piece; a client may give text, a file, or the chunks one by one."""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray | None):
        return None if body is None else bytes(body)
    read = getattr(body, "read", None)
    whole = read() if callable(read) else b"".join(cast("Iterable[bytes]", body))
    return whole.encode() if isinstance(whole, str) else bytes(whole)


def _elsewhere(request: requests.PreparedRequest) -> requests.Response | None:
    """A 404 for a request that is not for the APIs served here, None for one that is."""
    if (request.url or "").startswith(SERVED):
        return None
    sentence = f"The sandbox does not imitate {request.method} {request.url}"
    return _response(failure(404, sentence), request)


class _Redirected(HTTPAdapter):
    """Sends requests meant for Google to a sandbox served on this machine."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self.root = root.rstrip("/")

    def send(
        self, request: requests.PreparedRequest, *args: object, **kwargs: object
    ) -> requests.Response:
        """Send the same request to the other address."""
        if (refusal := _elsewhere(request)) is not None:
            return refusal
        parts = urlsplit(request.url or "")
        request.url = urlunsplit(urlsplit(self.root)[:2] + parts[2:])
        return super().send(request, *args, **kwargs)  # type: ignore[arg-type]  # the same


def session(place: Sandbox | Path | str) -> requests.Session:
    """A session whose requests to Google go to a sandbox instead: for gspread and other clients.

    Nothing else is reached by it: any other address gets a 404.

    `place`: a sandbox, the path of its file, or the address of a served one
    ("http://127.0.0.1:8080"). Raises ValueError for an address that is not on this machine.
    """
    adapter: BaseAdapter
    if isinstance(place, str) and "://" in place:
        if urlsplit(place).hostname not in LOOPBACK:
            raise ValueError(f"a sandbox is served on this machine only, not at {place}")
        adapter = _Redirected(place)
    else:
        adapter = SandboxAdapter(place if isinstance(place, Sandbox) else Sandbox(place))
    made = requests.Session()
    # No proxy and no .netrc of this machine may come between a program and its own sandbox.
    made.trust_env = False
    for scheme in ("https://", "http://"):
        made.mount(scheme, adapter)
    return made


def _patience(timeout: float | tuple[float | None, float | None] | None) -> float:
    """How long the client waits for its reply, in seconds."""
    wait = timeout[1] if isinstance(timeout, tuple) else timeout
    return HOLD_S if wait is None else float(wait)


def _lost(kind: str, request: requests.PreparedRequest) -> requests.ConnectionError:
    """The error in the shape that urllib3 gives it.

    Only "refused" lets the client know that no byte was sent.
    """
    if kind == "refused":
        pool = HTTPSConnectionPool(API_HOST)
        cause = NewConnectionError(HTTPSConnection(API_HOST), "Connection refused")
        return requests.ConnectionError(
            MaxRetryError(pool, request.url or "", cause), request=request
        )
    why: OSError = RemoteDisconnected("Remote end closed connection without response")
    if kind == "reset":
        why = ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
    return requests.ConnectionError(ProtocolError("Connection aborted.", why), request=request)


def _response(reply: Reply, request: requests.PreparedRequest) -> requests.Response:
    response = requests.Response()
    response.status_code = reply.status
    response.reason = HTTPStatus(reply.status).phrase
    response.headers = CaseInsensitiveDict(reply.headers)
    response.encoding = "utf-8"
    response.raw = io.BytesIO(reply.body)
    response.url = request.url or ""
    response.request = request
    return response

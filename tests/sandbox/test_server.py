"""The server on loopback: what it takes from whom, and where each path leads."""

import contextlib
import http.client
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

import pytest

from ita_sync.sandbox import Fault, Sandbox, manage, server, values
from ita_sync.sandbox.loopback import MOST_BYTES
from ita_sync.sandbox.server import MOST_WAITING, build_server
from tests.sandbox.talk import BOOK, ROOT, Json

VALUES = f"{ROOT}/values/Data!A2?valueInputOption=RAW"
BODY = b'{"values": [["new"]]}'


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def message(self) -> str:
        """The sentence of a refusal, which is in the API's envelope."""
        error: Json = json.loads(self.body)["error"]
        assert error["code"] == self.status
        return str(error["message"])


@pytest.fixture
def port(box: Sandbox) -> Iterator[int]:
    """The port of a server in a thread."""
    made = build_server(box)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made.server_port
    made.shutdown()
    made.server_close()
    thread.join(10)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(port: int) -> Ask:
    """A function that sends one request, with no headers but Host, its length and those given."""

    def send(method: str, target: str, body: bytes | None = None, **headers: str | None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            sent: dict[str, str | None] = {"Host": f"127.0.0.1:{port}"}
            if body is not None:
                sent["Content-Length"] = str(len(body))
            for name, value in (
                sent | {name.replace("_", "-"): value for name, value in headers.items()}
            ).items():
                if value is not None:
                    connection.putheader(name, value.replace("PORT", str(port)))
            connection.endheaders(body)
            reply = connection.getresponse()
            return Answer(reply.status, dict(reply.getheaders()), reply.read())
        finally:
            connection.close()

    return send


@pytest.mark.parametrize(
    "host", ["127.0.0.1:PORT", "127.0.0.1", "localhost:PORT", "LocalHost", "[::1]:PORT", "[::1]"]
)
def test_names_of_this_machine_are_answered(ask: Ask, host: str) -> None:
    """With or without the port."""
    assert ask("GET", "/", Host=host).status == 200
    assert (
        ask("GET", f"{ROOT}?fields=spreadsheetId", Host=host).body == b'{"spreadsheetId": "book"}'
    )


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "localhost.",
        "x@127.0.0.1",
        "",
    ],
)
@pytest.mark.parametrize("target", ["/", "/sandbox/calls", ROOT])
def test_another_name_that_leads_here_is_403(
    ask: Ask, box: Sandbox, host: str, target: str
) -> None:
    """DNS rebinding: a stranger's page, at a name that now means 127.0.0.1, reads nothing."""
    refused = ask("GET", target, Host=host)
    assert (refused.status, refused.headers["Connection"]) == (403, "close")
    assert refused.message() == "This server answers for 127.0.0.1, localhost and [::1] only."
    assert box.calls() == []


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "https://127.0.0.1:PORT", ""]
)
def test_a_page_of_another_origin_writes_nothing(ask: Ask, box: Sandbox, origin: str) -> None:
    """Neither to the sheet nor to the faults; a refusal does not count as a call."""
    before = box.rows(BOOK, "Data")
    for method, target, body in (
        ("PUT", VALUES, BODY),
        ("POST", "/sandbox/faults", b'{"name": "cut"}'),
    ):
        assert ask(method, target, body, Origin=origin).message() == (
            "Pages of another origin may not use this server."
        )
    assert (box.rows(BOOK, "Data"), box.faults(), box.calls()) == (before, [], [])


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("cross-site", "no-cors", 403),
        ("same-site", "no-cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
    ],
)
def test_a_page_elsewhere_cannot_make_a_read(
    ask: Ask, box: Sandbox, site: str, mode: str, status: int
) -> None:
    """An image on a stranger's page would count as a call and use up a fault.

    A link may be followed.
    """
    assert ask("GET", ROOT, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode).status == status
    assert len(box.calls()) == (status == 200)


@pytest.mark.parametrize("origin", ["http://127.0.0.1:PORT", "http://localhost:PORT"])
def test_its_own_origin_may_write(ask: Ask, box: Sandbox, origin: str) -> None:
    """A page of this server, by any of its names."""
    assert ask("PUT", VALUES, BODY, Origin=origin).status == 200
    assert box.rows(BOOK, "Data")[1][0] == "new"


def test_without_a_host_it_is_400(ask: Ask, port: int) -> None:
    """As HTTP/1.1 says; two of them, and a target that is an address, too."""
    assert ask("GET", "/", Host=None).message() == "Exactly one Host header is expected."
    assert (
        ask("GET", f"http://127.0.0.1:{port}/").message() == "The request's target must be a path."
    )
    with socket.create_connection(("127.0.0.1", port), 30) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")
        assert raw.makefile("rb").readline() == b"HTTP/1.1 400 Bad Request\r\n"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": "ten"}, 400),
        ({"Content_Length": "-1"}, 400),
        ({"Content_Length": "+5"}, 400),
        ({"Content_Length": "๕"}, 400),
        ({"Content_Length": "5, 5"}, 400),
        ({"Content_Length": str(MOST_BYTES + 1)}, 413),
        ({"Content_Length": "9" * 5000}, 413),
        ({"Content_Length": None, "Transfer_Encoding": "gzip"}, 400),
        ({"Transfer_Encoding": "chunked"}, 400),
    ],
)
def test_a_body_of_no_known_size_is_not_read(
    ask: Ask, box: Sandbox, headers: dict[str, str | None], status: int
) -> None:
    """Refused before any of it is used, and the connection ends."""
    sent = {
        name: value.encode().decode("latin-1") if value else None for name, value in headers.items()
    }
    refused = ask("PUT", VALUES, BODY, **sent)
    assert (refused.status, refused.headers["Connection"]) == (status, "close")
    assert refused.message()
    assert box.calls() == []


def test_the_reply_to_a_body_that_is_too_large_arrives(ask: Ask) -> None:
    """The client is still sending when it is refused."""
    assert ask("PUT", VALUES, b" " * (MOST_BYTES + 1)).status == 413
    padded = BODY + b" " * (MOST_BYTES - len(BODY))
    assert ask("PUT", VALUES, padded).status == 200


def test_half_a_request_is_not_carried_out(port: int, box: Sandbox) -> None:
    """The client left before its body was complete."""
    head = f"PUT {VALUES} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(BODY) + 1}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 30) as raw:
        raw.sendall(head.encode() + BODY)
        raw.shutdown(socket.SHUT_WR)
        assert raw.recv(1) == b""
    assert box.calls() == []


def _chunked(port: int, chunks: bytes) -> bytes:
    """The first line of the reply to a body sent in pieces."""
    head = f"PUT {VALUES} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 30) as raw:
        raw.sendall(head.encode() + chunks)
        raw.shutdown(socket.SHUT_WR)
        return raw.makefile("rb").readline()


def test_a_body_may_come_in_pieces(port: int, box: Sandbox) -> None:
    """With whatever may stand beside a size, and after the last piece."""
    pieces = b"8;a=b\r\n" + BODY[:8] + b"\r\nE\r\n" + BODY[8:] + b"\r\n0\r\nX: y\r\n\r\n"
    assert _chunked(port, pieces).startswith(b"HTTP/1.1 200 ")
    assert box.rows(BOOK, "Data")[1][0] == "new"


@pytest.mark.parametrize(
    ("chunks", "status"), [(b"x\r\n", b"400"), (b"-1\r\n", b"400"), (b"FFFFFFFF\r\n", b"413")]
)
def test_pieces_of_no_size_are_refused(
    port: int, box: Sandbox, chunks: bytes, status: bytes
) -> None:
    """Before any of the body is used."""
    assert _chunked(port, chunks).split()[1] == status
    assert box.calls() == []


def test_half_a_piece_is_not_carried_out(port: int, box: Sandbox) -> None:
    """The client left before its body was complete."""
    assert _chunked(port, b"18\r\n" + BODY[:8]) == b""
    assert box.calls() == []


def test_what_is_no_http_is_refused_in_json(port: int) -> None:
    """As everything else, so that no client trips over a page of HTML."""
    for line in (
        b"GET\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), 30) as raw:
            raw.sendall(line)
            raw.shutdown(socket.SHUT_WR)
            found = raw.makefile("rb").read()
        body = found.partition(b"\r\n\r\n")[2] or found  # a line without a version is HTTP/0.9
        assert json.loads(body)["error"]["code"] >= 400


def test_a_reply_leaves_in_one_piece(port: int) -> None:
    """Head and body apart would wait for each other, 40 ms on every kept connection."""
    with socket.create_connection(("127.0.0.1", port), 30) as raw:
        for _ in range(20):
            raw.sendall(f"GET {ROOT} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head, _, body = raw.recv(65_536).partition(b"\r\n\r\n")
            length = re.search(rb"Content-Length: (\d+)", head)
            assert length is not None
            assert len(body) == int(length[1])


def test_parked_connections_keep_nobody_out(ask: Ask, port: int) -> None:
    """Those that wait the longest are closed to let the next one in."""
    with contextlib.ExitStack() as open_:
        parked = [
            open_.enter_context(socket.create_connection(("127.0.0.1", port), 30))
            for _ in range(MOST_WAITING + 20)
        ]
        for each in parked[::2]:
            each.sendall(b"GET / HTTP/1.1\r\nHo")  # and no more
        assert ask("GET", ROOT).status == 200
        assert parked[0].recv(1) == b""


def test_a_mistake_of_ours_is_googles_500(
    ask: Ask, box: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In the API, the management interface and the page; the log has all of it."""

    def fail(*_args: object, **_options: object) -> NoReturn:
        raise ZeroDivisionError

    before = box.rows(BOOK, "Data")
    for where, name, target in (
        (values, "update", VALUES),
        (manage, "_json", "/sandbox/faults"),
        (server, "page", "/"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, fail)
            method = "PUT" if target == VALUES else "GET"
            refused = ask(method, target, BODY if method == "PUT" else None)
        assert (refused.status, refused.message()) == (500, "Internal error encountered.")
    assert caplog.text.count("The sandbox made a mistake in ") == 3
    assert box.rows(BOOK, "Data") == before
    assert [call.status for call in box.calls()] == [500]


def test_the_page_is_for_reading(ask: Ask, box: Sandbox) -> None:
    """GET and HEAD, as HTML under a strict policy; none of it counts as a call."""
    box.fault(Fault("http-503", match="any"))
    seen = ask("GET", f"/?book={BOOK}&tab=Other")
    assert (seen.status, seen.headers["Content-Type"]) == (200, "text/html; charset=UTF-8")
    assert seen.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'sha256-"
    )
    assert "แท็บนี้ยังว่าง" in seen.body.decode()
    assert ask("GET", "/?tab=none").status == 404
    head = ask("HEAD", f"/?book={BOOK}&tab=Other")
    assert (head.status, head.body, head.headers["Content-Length"]) == (
        200,
        b"",
        str(len(seen.body)),
    )
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        refused = ask(method, "/", b"")
        assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD")
    assert ask("GET", "/favicon.ico").status == 404
    assert box.calls() == []
    assert box.faults() == [Fault("http-503", match="any")]


def test_the_sandbox_is_steered_over_http(ask: Ask, box: Sandbox) -> None:
    """Faults, quota and call log from another program, in whatever language it is written."""
    fault = {"name": "http-503", "when": "after"}
    posted = ask("POST", "/sandbox/faults", json.dumps(fault).encode())
    assert (posted.status, posted.headers["Content-Type"]) == (
        200,
        "application/json; charset=UTF-8",
    )
    assert box.faults() == [Fault("http-503", "after")]
    assert [each["name"] for each in json.loads(posted.body)] == ["http-503"]
    assert ask("PUT", VALUES, BODY).status == 503
    (call,) = json.loads(ask("GET", "/sandbox/calls").body)
    assert (call["method"], call["fault"], call["applied"]) == ("PUT", "http-503", True)
    assert json.loads(ask("DELETE", "/sandbox/calls").body) == []
    assert json.loads(ask("PUT", "/sandbox/quota", b'{"reads": 0}').body) == []
    assert ask("GET", ROOT).status == 429
    assert ask("DELETE", "/sandbox/faults").status == 200
    assert ask("GET", ROOT).status == 200
    assert ask("GET", "/sandbox/weather").status == 404
    owner = {"spreadsheetId": BOOK, "requests": [{"deleteSheet": {"sheetId": 0}}]}
    assert ask("POST", "/sandbox/owner", json.dumps(owner).encode()).status == 200
    assert box.titles(BOOK) == ["Other"]
    assert ask("POST", "/sandbox/owner", json.dumps(owner).encode()).status == 400
    assert ask("POST", "/sandbox/faults", b"{").status == 400

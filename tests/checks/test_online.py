"""The link opened, on a server of this machine that stands for the internet."""

import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ita_sync.checks import online
from ita_sync.i18n import T
from ita_sync.links import fetch
from ita_sync.links.addresses import is_public
from ita_sync.links.visit import judge

Answer = tuple[int, dict[str, str], bytes]
Serve = Callable[[dict[str, Answer]], str]

HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF = {"Content-Type": "application/pdf"}


class Handler(BaseHTTPRequestHandler):
    """Answers from a table by path; `/slow` never ends."""

    answers: dict[str, Answer]
    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        """Answer."""
        self.asked.append({"path": self.path, **dict(self.headers)})
        if self.path == "/slow":
            time.sleep(2)
            return
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # whoever reads only the beginning hangs up
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def asked() -> list[dict[str, str]]:
    """Return what the server was asked."""
    return []


@pytest.fixture
def serve(asked: list[dict[str, str]]) -> Iterator[Serve]:
    """Return a function that starts a server with these answers and returns its address."""
    servers = []

    def start(answers: dict[str, Answer]) -> str:
        handler = type("H", (Handler,), {"answers": answers, "asked": asked})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        servers.append(server)
        return f"http://www.banmai.go.th:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def here(_host: str, _port: int) -> list[str]:
    """Resolve every name to this machine."""
    return ["127.0.0.1"]


def unknown(_host: str, _port: int) -> list[str]:
    """Resolve no name."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def codes(url: str, *, seconds: float = 5, public: fetch.Public = lambda _: True) -> list[str]:
    """Return the codes of what is found at an address, as if this machine were the internet."""
    return [f.code for f in online.visit(url, resolve=here, public=public, seconds=seconds)]


CASES: list[tuple[Answer, list[str]]] = [
    ((200, HTML, b"<title>ITA 2566</title><p>x"), []),
    ((200, PDF, b"%PDF-1.7 x"), []),
    ((200, {"Content-Type": "application/vnd.openxmlformats-officedocument"}, b"PK"), []),
    ((200, {}, b"x"), []),
    ((404, HTML, b"x"), ["ONLINE-MISSING"]),
    ((410, HTML, b"x"), ["ONLINE-MISSING"]),
    ((401, HTML, b"x"), ["ONLINE-LOGIN"]),
    ((403, HTML, b"x"), ["ONLINE-UNREACHABLE"]),
    ((503, HTML, b"x"), ["ONLINE-UNREACHABLE"]),
    ((200, HTML, b"<form><input name=p type='password'>"), ["ONLINE-LOGIN"]),
    ((200, HTML, "<title>404 ไม่พบหน้านี้</title>".encode()), ["ONLINE-ERROR-PAGE"]),
    ((200, HTML, b"<TITLE>Page not found"), ["ONLINE-ERROR-PAGE"]),
    ((200, HTML, "<title>รายงานผล: ไม่พบการทุจริต</title>".encode()), []),
    ((200, HTML, b" "), ["ONLINE-CONTENT"]),
    ((200, PDF, b"<html>x"), ["ONLINE-CONTENT"]),
    ((200, {"Content-Type": "video/mp4"}, b"x"), ["ONLINE-CONTENT"]),
    ((302, {"Location": "/login?back=r"}, b""), ["ONLINE-LOGIN"]),
    ((302, {"Location": "/r"}, b""), ["ONLINE-REDIRECT"]),
    ((302, {"Location": "ftp://www.banmai.go.th/r"}, b""), ["ONLINE-REDIRECT"]),
    ((302, {"Location": "https://a:b@www.banmai.go.th/r"}, b""), ["ONLINE-REDIRECT"]),
]


SITE = "https://www.banmai.go.th/r"
PAGES: list[tuple[fetch.Page, list[str]]] = [
    (fetch.Page("https://accounts.google.com/v3", 200, "text/html", b"x"), ["ONLINE-LOGIN"]),
    # In an older encoding of Thai.
    (
        fetch.Page(SITE, 200, "text/html", "<title>404 ไม่พบ</title>".encode("cp874")),
        ["ONLINE-ERROR-PAGE"],
    ),
    # The mark of a PDF stands within the first 1024 bytes.
    (fetch.Page(SITE, 200, "application/pdf", b"x" * 1020 + b"%PDF"), []),
    (fetch.Page(SITE, 200, "application/pdf", b"x" * 1021 + b"%PDF"), ["ONLINE-CONTENT"]),
]


@pytest.mark.parametrize(("page", "expected"), PAGES)
def test_pages(page: fetch.Page, expected: list[str]) -> None:
    """Each page that was found gives exactly these codes."""
    assert [finding.code for finding in online.findings(judge(page))] == expected


@pytest.mark.parametrize(("answer", "expected"), CASES)
def test_answers(serve: Serve, answer: Answer, expected: list[str]) -> None:
    """Each answer of a site gives exactly these codes."""
    pages = {"/r": answer, "/login?back=r": (200, HTML, b"<title>x")}
    assert codes(serve(pages) + "/r") == expected


@pytest.mark.parametrize(
    ("other", "code", "severity"),
    [(True, "ONLINE-OTHER", "error"), (False, "ONLINE-UNCOMPARED", "warning")],
)
def test_a_document_that_is_not_the_signed_one(*, other: bool, code: str, severity: str) -> None:
    """Another one is an error; where nobody can tell, a person looks."""
    found = online.compared(T("It differs."), other=other)
    assert (found.code, str(found.severity), found.loc) == (code, severity, ("url",))
    assert str(found.what) == "It differs."


def test_every_code_is_tested() -> None:
    """This file names every check of the family."""
    text = Path(__file__).read_text("utf-8")
    assert [rule.code for rule in online.RULES if f'"{rule.code}"' not in text] == []


@pytest.mark.parametrize("hops", [5, 6])
def test_redirects_are_counted(serve: Serve, hops: int) -> None:
    """Five redirects are followed, a sixth is not."""
    pages: dict[str, Answer] = {f"/{n}": (301, {"Location": f"/{n + 1}"}, b"") for n in range(hops)}
    url = serve({**pages, f"/{hops}": (200, HTML, b"<title>x")})
    assert codes(url + "/0") == ([] if hops == 5 else ["ONLINE-REDIRECT"])


def test_nothing_is_sent_to_a_private_address(serve: Serve, asked: list[dict[str, str]]) -> None:
    """A name that resolves into the office is not asked, at first or after a redirect.

    127.0.0.1 is no exception.
    """
    url = serve({"/r": (302, {"Location": "http://intranet.banmai.go.th/r"}, b"")})
    assert codes(url + "/r", public=is_public) == ["ONLINE-PRIVATE"]
    assert asked == []

    def resolve(host: str, _port: int) -> list[str]:
        return ["10.0.0.7"] if host.startswith("intranet") else ["127.0.0.1"]

    found = online.visit(url + "/r", resolve=resolve, public=lambda address: address == "127.0.0.1")
    assert [f.code for f in found] == ["ONLINE-PRIVATE"]
    assert [each["path"] for each in asked] == ["/r"]


def test_one_private_address_among_several_is_enough(
    serve: Serve, asked: list[dict[str, str]]
) -> None:
    """A name with a public and a private address is not asked."""
    url = serve({"/r": (200, HTML, b"x")})
    found = online.visit(
        url + "/r", resolve=lambda *_: ["127.0.0.1", "10.0.0.7"], public=lambda a: a != "10.0.0.7"
    )
    assert [f.code for f in found] == ["ONLINE-PRIVATE"]
    assert asked == []


def test_the_request_carries_nothing_of_ours(
    serve: Serve, asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No cookie, no credentials, and no proxy of the environment.

    Thai in the address is written as the web does.
    """
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    url = serve({"/%E0%B8%81?q=%E0%B8%81": (200, HTML, b"<title>x")})
    assert codes(url + "/ก?q=ก") == []
    assert sorted(asked[0]) == [
        "Accept",
        "Accept-Encoding",
        "Connection",
        "Host",
        "User-Agent",
        "path",
    ]


def test_it_ends_in_time(serve: Serve) -> None:
    """A site that does not answer, and a resolver that does not, are given up."""
    began = time.monotonic()
    assert codes(serve({}) + "/slow", seconds=0.3) == ["ONLINE-UNREACHABLE"]
    daemons: list[bool] = []

    def forever(_host: str, _port: int) -> list[str]:
        daemons.append(threading.current_thread().daemon)
        time.sleep(2)
        return []

    found = online.visit("http://www.banmai.go.th/r", resolve=forever, seconds=0.3)
    assert [(f.code, f.what.both()) for f in found] == [
        (
            "ONLINE-UNREACHABLE",
            {
                "th": "เปิดลิงก์ไม่ได้: ไม่ตอบภายใน 0.3 วินาที",
                "en": "The link cannot be opened: no answer in 0.3 seconds.",
            },
        )
    ]
    assert time.monotonic() - began < 1.5
    assert daemons == [True]  # the program can end before the resolver does


def test_nothing_is_sent_once_the_time_is_up(serve: Serve, asked: list[dict[str, str]]) -> None:
    """A resolver that answers too late finds nobody who would go on."""
    late: list[threading.Thread] = []

    def slow(_host: str, _port: int) -> list[str]:
        late.append(threading.current_thread())
        time.sleep(0.2)
        return ["127.0.0.1"]

    online.visit(serve({}) + "/r", resolve=slow, public=lambda _: True, seconds=0.1)
    late[0].join()
    assert asked == []


def test_it_reads_the_beginning(serve: Serve) -> None:
    """Of a large document nothing more."""
    url = serve({"/r": (200, PDF, b"%PDF" + b"x" * 3 * 1024 * 1024)})
    page = fetch.get(url + "/r", resolve=here, public=lambda _: True)
    assert len(page.body) == fetch.MAX_BYTES


def test_nobody_there() -> None:
    """A closed port, an unknown name and what is no name are not reachable."""
    assert codes("http://www.banmai.go.th:9/r") == ["ONLINE-UNREACHABLE"]

    found = online.visit("http://www.banmai.go.th/r", resolve=unknown)
    told = "The link cannot be opened: no site of this name was found."
    assert [str(f.what) for f in found] == [told]
    assert codes("http://" + "a" * 70 + ".go.th/r") == ["ONLINE-UNREACHABLE"]
    assert codes("#") == []


def test_a_refused_certificate(serve: Serve) -> None:
    """A site that speaks no TLS behind https is not reachable."""
    assert codes(serve({}).replace("http://", "https://") + "/r") == ["ONLINE-UNREACHABLE"]


Talk = Callable[[socket.socket], None]


def _endless(start: bytes, again: bytes, pause: float = 0.0) -> Talk:
    """Return how a server talks that sends `again` until somebody hangs up."""

    def talk(sock: socket.socket) -> None:
        sock.sendall(start)
        while True:
            sock.sendall(again)
            time.sleep(pause)

    return talk


def _whole(head: bytes, body: bytes) -> Talk:
    return lambda sock: sock.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + body
    )


_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_BOMB = zlib.compress(bytes(200 * 1024 * 1024), 9)

HOSTILE: dict[str, tuple[Talk, list[str]]] = {
    "a title begun again and again": (_whole(b"\r\n", b"<title" * 400_000), []),
    "a field begun again and again": (_whole(b"\r\n", b"<input type" * 200_000), []),
    "blanks before a password": (_whole(b"\r\n", b"<input type" + b" " * 2_000_000), []),
    "a packed page": (_whole(b"Content-Encoding: deflate\r\n\r\n", _BOMB), []),
    "a page without end": (_endless(_OK + b"\r\n", b"x" * 65536), []),
    "pieces without end": (
        _endless(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"x" * 1024 + b"\r\n"),
        [],
    ),
    "a byte now and then": (_endless(_OK + b"\r\n", b"x", 0.05), ["ONLINE-UNREACHABLE"]),
    "a header now and then": (_endless(_OK, b"A: b\r\n", 0.05), ["ONLINE-UNREACHABLE"]),
    "a header without end": (_endless(_OK + b"A: ", b"b" * 4096), ["ONLINE-UNREACHABLE"]),
    "headers without end": (_endless(_OK, b"A: b\r\n"), ["ONLINE-UNREACHABLE"]),
    "go on, without end": (
        _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ["ONLINE-UNREACHABLE"],
    ),
    "trailers without end": (
        _endless(_OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),
        ["ONLINE-UNREACHABLE"],
    ),
    "nothing": (lambda _: time.sleep(9), ["ONLINE-UNREACHABLE"]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_whatever_the_other_side_does(name: str) -> None:
    """In its time, and no thread or connection is left that goes on listening."""
    talk, expected = HOSTILE[name]
    hung_up = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            sock, _ = listening.accept()
            with sock, suppress(OSError):
                sock.recv(65536)
                talk(sock)
                sock.shutdown(socket.SHUT_WR)
                while sock.recv(65536):
                    pass
            hung_up.set()

        threading.Thread(target=answer, daemon=True).start()
        began = time.monotonic()
        url = f"http://www.banmai.go.th:{listening.getsockname()[1]}/r"
        assert codes(url, seconds=1.0) == expected
        assert time.monotonic() - began < 2
        assert name == "nothing" or hung_up.wait(2)


def test_a_redirect_to_another_port_of_this_machine_is_not_followed(
    serve: Serve, asked: list[dict[str, str]]
) -> None:
    """Nor to addresses that wrap one of the office, nor to port 0."""
    targets = (
        *("http://[::ffff:127.0.0.1]/r", "http://[64:ff9b::10.0.0.1]/r", "http://127.1/r"),
        *("http://169.254.169.254/latest", "http://[2002:7f00:1::]/r", "http://0x7f000001/r"),
    )
    for target in targets:
        url = serve({"/r": (302, {"Location": target}, b"")})
        first = url.rpartition(":")[2]

        def resolve(host: str, port: int, first: str = first) -> list[str]:
            return ["127.0.0.1"] if str(port) == first else fetch.resolve(host, port)

        # The first address stands for the internet; only the one after the redirect is judged.
        found = online.visit(
            url + "/r",
            resolve=resolve,
            public=lambda address: is_public(address) or (address == "127.0.0.1" and not asked),
        )
        assert [f.code for f in found] == ["ONLINE-PRIVATE"], target
        asked.clear()
    assert codes(serve({"/r": (302, {"Location": "http://a.go.th:0/"}, b"")}) + "/r") == [
        "ONLINE-REDIRECT"
    ]

"""The link opened, on a server of this machine that stands for the internet."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ita_sync.checks import online
from ita_sync.links import fetch

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


@pytest.mark.parametrize(("answer", "expected"), CASES)
def test_answers(serve: Serve, answer: Answer, expected: list[str]) -> None:
    """Each answer of a site gives exactly these codes."""
    pages = {"/r": answer, "/login?back=r": (200, HTML, b"<title>x")}
    assert codes(serve(pages) + "/r") == expected


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
    assert codes(url + "/r", public=fetch.is_public) == ["ONLINE-PRIVATE"]
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

    def forever(_host: str, _port: int) -> list[str]:
        time.sleep(2)
        return []

    found = online.visit("http://www.banmai.go.th/r", resolve=forever, seconds=0.3)
    assert [f.code for f in found] == ["ONLINE-UNREACHABLE"]
    assert time.monotonic() - began < 1.5


def test_it_reads_two_mebibytes(serve: Serve) -> None:
    """Of a large document only the beginning is read."""
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

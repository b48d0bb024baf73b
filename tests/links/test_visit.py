"""What stands at an address: over TLS, and asked for again."""

import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ita_sync.links import fetch
from ita_sync.links.fetch import Version
from ita_sync.links.visit import Seen, State, visit
from tests.google.test_network import certificate
from tests.links.sites import HTML, PDF, Site, everywhere, here, serving

HOUR = timedelta(hours=1)
NAME = "www.banmai.go.th"


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with a document."""
    with serving() as found:
        found.answers["/r"] = (200, PDF, b"%PDF-1.7 x")
        yield found


def seen(url: str, *, version: Version | None = None, seconds: float = 5.0) -> Seen:
    """Return what is seen at an address, as if this machine were the internet."""
    return visit(url, resolve=here, public=everywhere, seconds=seconds, version=version)


CERTIFICATES = {
    "good": (NAME, -HOUR, True, None),
    "expired": (NAME, -48 * HOUR, True, "the site's certificate has expired"),
    "not yet valid": (NAME, HOUR, True, "the site's certificate is not valid yet"),
    "of another name": ("a.go.th", -HOUR, True, "the site's certificate is for another name"),
    "of nobody": (NAME, -HOUR, False, "the site's certificate is signed by the site itself"),
}


@pytest.mark.parametrize("kind", CERTIFICATES)
def test_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """One that this machine trusts opens; to a site with another nothing is sent."""
    name, begins, trusted, why = CERTIFICATES[kind]
    path = certificate(tmp_path, name, begins=begins)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with serving(str(path)) as site:
        site.answers["/r"] = (200, PDF, b"%PDF-1.7 x")
        found = seen(site.url(scheme="https"))
        assert found.why is None if why is None else str(found.why) == why
        assert found.state is (State.CERTIFICATE if why else State.ALIVE)
        assert len(site.asked) == (0 if why else 1)


def test_what_is_known_is_asked_for_by_its_version_only(site: Site) -> None:
    """A site that still has it sends nothing; at another address than before nothing is asked."""
    site.answers["/r"] = (200, {**PDF, "ETag": '"1"', "Last-Modified": "Mon"}, b"%PDF-1.7 x")
    page = seen(site.url()).page
    assert page is not None
    assert (page.etag, page.modified, page.size, page.status) == ('"1"', "Mon", 10, 200)
    again = seen(site.url(), version=Version(site.url(), '"1"', "Mon"))
    assert (again.state, again.page and again.page.status) == (State.ALIVE, 304)
    headers = site.asked[-1][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "Mon")
    site.answers["/old"] = (302, {"Location": "/r"}, b"")
    moved = seen(site.url("/old"), version=Version(site.url("/old"), '"1"', ""))
    assert moved.page is not None
    assert moved.page.status == 200
    assert site.asked[-1][1]["If-None-Match"] is None


def test_what_was_not_asked_for_is_no_answer(site: Site) -> None:
    """304 without a question says nothing of the document."""
    site.answers["/r"] = (304, PDF, b"")
    assert seen(site.url()).state is State.UNREACHABLE


def test_a_page_that_breaks_off_is_not_taken_for_a_whole_one(site: Site) -> None:
    """Half a document would look like another one."""
    site.answers["/r"] = (200, {**PDF, "Length": "5000"}, b"%PDF-1.7 x")
    found = seen(site.url())
    assert (found.state, str(found.why)) == (
        State.UNREACHABLE,
        "the site broke off the connection",
    )


def test_versions_that_cannot_be_kept_are_not(site: Site) -> None:
    """A date that is made for the visit, a name that is too long or holds what no header may."""
    for headers in (
        {"ETag": "x" * 301},
        {"ETag": '"é"'},
        {"ETag": '"\x01"'},
    ):
        site.answers["/r"] = (200, {**PDF, **headers}, b"%PDF-1.7 x")
        page = seen(site.url()).page
        assert page is not None
        assert page.etag == ""
    site.answers["/r"] = (200, {**PDF, "Last-Modified": "Mon"}, b"%PDF-1.7 x")
    for site.date, modified in (("Tue", "Mon"), ("Mon", "")):
        page = seen(site.url()).page
        assert page is not None
        assert page.modified == modified


BOMB = zlib.compress(bytes(200 * 1024 * 1024), 9)


@pytest.mark.parametrize(
    ("headers", "body", "state"),
    [
        ({"Content-Encoding": "gzip"}, BOMB, State.ALIVE),
        ({"Content-Encoding": "gzip, br, zstd, x-y"}, b"<title>404", State.ERROR_PAGE),
        ({"Content-Type": "text/html; charset=no-such"}, b"<title>404", State.ERROR_PAGE),
        ({"Content-Type": "text/html; charset=utf-16"}, b"\xff\xfe<\x00t\x00", State.ALIVE),
        ({}, b"\xff<title>\xff\xfe\x00", State.ALIVE),
        ({"Content-Type": ""}, b"<title>x", State.ALIVE),
    ],
)
def test_packed_and_odd_encodings(
    site: Site, headers: dict[str, str], body: bytes, state: State
) -> None:
    """Nothing is unpacked, and no name of an encoding is believed."""
    site.answers["/r"] = (200, {**HTML, **headers}, body)
    found = seen(site.url())
    assert found.state is state
    assert found.page is not None
    assert len(found.page.body) <= fetch.MAX_BYTES


def test_redirects_in_a_circle(site: Site) -> None:
    """They end, and the address at which they do is said."""
    site.answers["/r"] = (302, {"Location": "/s"}, b"")
    site.answers["/s"] = (302, {"Location": "/r"}, b"")
    found = seen(site.url())
    assert (found.state, len(site.asked)) == (State.ENDLESS, fetch.MAX_REDIRECTS + 1)


def test_the_request_names_the_program(site: Site) -> None:
    """Whoever keeps the site can see who asked."""
    seen(site.url())
    assert site.asked[0][1]["User-Agent"].startswith("ita-sync/")

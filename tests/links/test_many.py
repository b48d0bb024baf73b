"""Many addresses opened: politely, together, and with an end."""

import threading
import time
from collections.abc import Iterator

import pytest

from ita_sync.links.many import Asked, Manners, visit_all
from ita_sync.links.visit import Seen, State
from tests.links.sites import HTML, PDF, Site, everywhere, hasty, here, serving

REPORT = (200, PDF, b"%PDF-1.7 x")


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with twelve documents."""
    with serving() as found:
        found.answers = {f"/{number}": REPORT for number in range(12)}
        yield found


def opened(urls: list[str], manners: Manners) -> dict[str, Seen]:
    """Return what was seen at each address."""
    return dict(visit_all([Asked(url) for url in urls], manners))


def test_one_request_at_a_time_to_a_host_and_several_hosts_together(site: Site) -> None:
    """Also where links of another host are redirected to it."""
    site.pause = 0.05
    site.answers["/away"] = (302, {"Location": site.url("/0", "a.go.th")}, b"")
    urls = [site.url(f"/{n}", f"{host}.go.th") for n in range(4) for host in "abc"]
    urls += [site.url("/away", "d.go.th")]
    seen = opened(urls, hasty())
    assert {url: found.state for url, found in seen.items()} == dict.fromkeys(urls, State.ALIVE)
    assert set(site.most.values()) == {1}
    assert sorted(site.most) == ["a.go.th", "b.go.th", "c.go.th", "d.go.th"]
    together = max(site.times) - min(site.times)
    assert together < 0.05 * (len(urls) - 1)


def test_a_pause_between_two_requests_to_a_host(site: Site) -> None:
    """Redirects within the site count."""
    site.answers["/away"] = (302, {"Location": "/0"}, b"")
    opened([site.url("/away"), site.url("/1")], hasty(pause=0.3))
    first, second, third = site.times
    assert second - first >= 0.3
    assert third - second >= 0.3


def test_waiting_for_a_turn_is_no_fault_of_the_site(site: Site) -> None:
    """The seconds of a link begin when its host is asked."""
    seen = opened([site.url("/0"), site.url("/1")], hasty(pause=0.6, seconds=0.5))
    assert [found.state for found in seen.values()] == [State.ALIVE, State.ALIVE]


def test_a_host_that_is_down_is_not_tried_for_each_of_its_links() -> None:
    """After three without an answer the rest is taken for the same; one answer begins anew."""
    tried: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        tried.append(host)
        raise ConnectionRefusedError

    urls = [f"http://www.banmai.go.th:9/{number}" for number in range(143)]
    seen = opened(urls, Manners(pause=0.0, resolve=resolve, public=everywhere))
    assert len(tried) == 3
    assert {found.state for found in seen.values()} == {State.UNREACHABLE}
    assert list(seen) == urls


def test_a_site_that_asks_to_be_left_alone_is(site: Site) -> None:
    """429 and 503 are such words; 500 is trouble with one page."""
    for status, asked in ((429, 3), (503, 3), (500, 6)):
        site.answers = {f"/{number}": (status, HTML, b"x") for number in range(6)}
        site.asked.clear()
        seen = opened([site.url(f"/{number}") for number in range(6)], hasty())
        assert {found.state for found in seen.values()} == {State.UNREACHABLE}
        assert len(site.asked) == asked


def test_it_ends_in_time_whatever_is_left(site: Site) -> None:
    """What was not opened is not told of; nothing is asked afterwards."""
    site.pause = 0.2
    began = time.monotonic()
    seen = opened([site.url(f"/{number}") for number in range(12)], hasty(overall=0.5))
    assert time.monotonic() - began < 2
    assert 1 <= len(seen) < 6
    asked = len(site.asked)
    time.sleep(0.4)
    assert len(site.asked) == asked


def test_a_site_that_hangs_holds_up_no_other(site: Site) -> None:
    """A link has its seconds; meanwhile the others are opened."""
    with serving() as slow:
        slow.pause = 1.5
        urls = [slow.url("/0", "slow.go.th"), site.url("/1"), site.url("/2")]
        seen = opened(urls, hasty(seconds=0.5))
    assert list(seen) == [*urls[1:], urls[0]]
    assert [found.state for found in seen.values()] == ["alive", "alive", "unreachable"]


def test_whoever_leaves_early_ends_the_work(site: Site) -> None:
    """Ctrl-C does: no further link is opened."""
    site.pause = 0.1
    coming = visit_all([Asked(site.url(f"/{number}")) for number in range(12)], hasty())
    next(coming)
    coming.close()  # type: ignore[attr-defined] # it is a generator
    time.sleep(0.5)
    assert len(site.asked) <= 3


def test_what_fails_in_a_thread_fails_here() -> None:
    """A bug is never taken for a link that is down."""

    def resolve(_host: str, _port: int) -> list[str]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        opened(["http://a.go.th/", "http://b.go.th/"], Manners(resolve=resolve, public=everywhere))


def test_nothing_to_open() -> None:
    """No thread is left, none was needed."""
    before = threading.active_count()
    assert opened([], hasty()) == {}
    assert threading.active_count() == before


def test_private_addresses_are_refused(site: Site) -> None:
    """As they are where nobody changes the manners."""
    seen = opened([site.url("/0")], Manners(resolve=here))
    assert [found.state for found in seen.values()] == [State.PRIVATE]
    assert site.asked == []

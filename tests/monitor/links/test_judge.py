"""How links stand from run to run: real sites, opened, and what is remembered of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.links import fetch
from ita_sync.links.many import Manners, visit_all
from ita_sync.links.visit import State
from ita_sync.monitor.causes import Cause
from ita_sync.monitor.links import causes as link_causes
from ita_sync.monitor.links import judge as links
from ita_sync.monitor.links.judge import DEAD_AFTER, Published, Stand
from ita_sync.monitor.links.known import KnownLinks
from tests.google.test_network import certificate
from tests.links.sites import AT_ONCE, HTML, PDF, Answer, Site, hasty, serving

DAY = 24 * 3600.0
START = 1_700_000_000.0
REPORT: Answer = (200, PDF, b"%PDF-1.7 report")
BIG = b"%PDF-1.7 " + b"x" * fetch.MAX_BYTES


class Watcher:
    """Runs that follow one another, each a day after the last."""

    def __init__(self, rows: Sequence[Published], manners: Manners = AT_ONCE) -> None:
        self.rows, self.manners = list(rows), manners
        self.known, self.now = KnownLinks(links={}), START
        self.stands: list[Stand] = []
        self.causes: list[Cause] = []

    def run(self, later: float = DAY) -> list[str]:
        """Open all links; return the states."""
        self.now += later
        of = links.addresses(self.rows)
        coming = visit_all(links.to_ask(of, self.known), self.manners)
        seen = {url: links.Noted.of(found) for url, found in coming}
        self.stands, self.known = links.judge(of, self.known, seen, self.now)
        offline = links.is_offline(of, seen)
        self.causes = link_causes.causes(self.stands, offline=offline)
        return [str(stand.state) for stand in self.stands]

    @property
    def codes(self) -> list[tuple[str, Exit]]:
        """The codes of what people are told."""
        return [(cause.error.code, cause.error.exit_code) for cause in self.causes]

    @property
    def error(self) -> ItaSyncError:
        """The only thing that people are told."""
        (cause,) = self.causes
        return cause.error


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with a report."""
    with serving() as found:
        found.answers["/r"] = REPORT
        yield found


@pytest.fixture
def watcher(site: Site) -> Watcher:
    """Return who watches that report."""
    return Watcher([Published(site.url(), "5360601 / 2566", START)])


def test_alive_and_unchanged_is_silent(site: Site, watcher: Watcher) -> None:
    """Run after run."""
    assert [watcher.run(), watcher.run(), watcher.codes] == [["alive"], ["alive"], []]
    assert watcher.stands[0].since == START + DAY


def test_what_still_stands_is_asked_for_by_its_version(site: Site, watcher: Watcher) -> None:
    """A document whose site names versions comes once."""
    site.answers["/r"] = (200, {**PDF, "ETag": '"1"'}, REPORT[2])
    watcher.run()
    assert watcher.run() == ["alive"]
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    site.answers["/r"] = (200, {**PDF, "ETag": '"2"'}, b"%PDF-1.7 other.")
    assert watcher.run() == watcher.run() == ["changed"]
    assert watcher.codes == [("link-changed", Exit.FINDINGS)]


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        (REPORT, (200, PDF, b"%PDF-1.7 rePort"), "changed"),
        (REPORT, (200, {**PDF, "ETag": "2", "Last-Modified": "x"}, REPORT[2]), "alive"),
        (REPORT, (200, HTML, b"<title>x"), "changed"),
        # Of a document that is too long to be read whole.
        ((200, PDF, BIG), (200, PDF, BIG + b"x"), "changed"),
        ((200, PDF, BIG + b"x"), (200, PDF, BIG + b"y"), "alive"),
        (
            (200, {**PDF, "ETag": "1", "Last-Modified": "Mon"}, BIG + b"x"),
            (200, {**PDF, "ETag": "2", "Last-Modified": "Mon"}, BIG + b"y"),
            "alive",
        ),
        (
            (200, {**PDF, "ETag": "1", "Last-Modified": "Mon"}, BIG + b"x"),
            (200, {**PDF, "ETag": "2", "Last-Modified": "Tue"}, BIG + b"y"),
            "changed",
        ),
        ((200, {**PDF, "ETag": "1"}, BIG), (200, {**PDF, "ETag": "2"}, BIG), "changed"),
        # Of a page nothing counts but its title.
        ((200, HTML, b"<title>a</title>1"), (200, HTML, b"<title>a</title>22"), "alive"),
        ((200, HTML, b"<title>a</title>"), (200, HTML, b"<title>b</title>"), "changed"),
        ((200, HTML, b"<p>a"), (200, HTML, b"<p>b"), "alive"),
    ],
)
def test_another_document(
    site: Site, watcher: Watcher, before: Answer, after: Answer, state: str
) -> None:
    """Told by its bytes, its length, and the site's word where bytes are left unread."""
    site.answers["/r"] = before
    assert watcher.run() == ["alive"]
    site.answers["/r"] = after
    assert watcher.run() == [state]
    site.answers["/r"] = before
    assert watcher.run() == ["alive"]


def test_a_changed_document_is_told_in_full(site: Site, watcher: Watcher) -> None:
    """What it was, what it is, since when, whose it is, and what to do."""
    watcher.run()
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 x")
    watcher.run()
    error = watcher.error
    told = [site.url() + ": another document stands there than at first"]
    assert [str(error.what)] == told
    assert [str(each).rpartition(" ")[0] for each in error.details] == [
        "At first: 15 bytes, changed –, SHA-256 of the beginning",
        "Now: 10 bytes, changed –, SHA-256 of the beginning",
        "So since",
    ]
    assert str(error.next_step).endswith(
        "If it should stand there: `ita-sync verify --online --accept '5360601 / 2566' --reason …`."
    )
    identity = watcher.causes[0].identity
    watcher.run()
    assert watcher.causes[0].identity == identity
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 y")
    watcher.run()
    assert watcher.causes[0].identity != identity


def test_an_amended_row_is_a_new_beginning(site: Site, watcher: Watcher) -> None:
    """What stands there then is taken for the first."""
    watcher.run()
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 amended")
    watcher.rows.append(replace(watcher.rows[0], key="amended", at=watcher.now + 1))
    assert watcher.run() == ["alive"]
    site.answers["/r"] = REPORT
    assert watcher.run() == ["changed"]


def test_what_a_person_accepted_is_silent_until_something_else_changes(
    site: Site, watcher: Watcher
) -> None:
    """The document that was told of is the first one then, not the one that came after it."""
    watcher.run()
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 accepted")
    assert watcher.run() == ["changed"]
    watcher.rows = [replace(watcher.rows[0], accepted=watcher.now + 60)]
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 later")
    assert watcher.run() == ["changed"]
    assert watcher.codes == [("link-changed", Exit.FINDINGS)]
    assert watcher.stands[0].since == watcher.now
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 accepted")
    assert watcher.run() == ["alive"]
    site.answers["/r"] = (403, HTML, b"x")
    assert watcher.run() == ["refused"]
    watcher.rows = [replace(watcher.rows[0], accepted=watcher.now + 60)]
    assert [watcher.run(), watcher.codes] == [["refused"], []]
    site.answers["/r"] = (404, HTML, b"x")
    assert [watcher.run(), watcher.codes] == [["missing"], [("link-missing", Exit.FINDINGS)]]


def test_a_link_of_two_rows_is_accepted_when_both_are(site: Site, watcher: Watcher) -> None:
    """One decision does not speak for another row."""
    site.answers["/r"] = (403, HTML, b"x")
    watcher.rows.append(replace(watcher.rows[0], key="other"))
    watcher.run()
    watcher.rows[0] = replace(watcher.rows[0], accepted=watcher.now + 1)
    watcher.run()
    assert [cause.keys for cause in watcher.causes] == [("5360601 / 2566", "other")]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((404, HTML, b"x"), "missing"),
        ((410, HTML, b"x"), "missing"),
        ((401, HTML, b"x"), "login"),
        ((403, HTML, b"x"), "refused"),
        ((200, HTML, b"<form><input type=password>"), "login"),
        ((302, {"Location": "/wp-login.php"}, b""), "login"),
        ((200, HTML, "<title>ไม่พบหน้าที่ต้องการ".encode()), "error-page"),
        ((200, PDF, b"<html>"), "no-document"),
        ((302, {"Location": "/r"}, b""), "endless"),
    ],
)
def test_what_is_no_report_any_more(
    site: Site, watcher: Watcher, answer: Answer, state: str
) -> None:
    """Each is told at once, as a finding; the report is recognised when it is back."""
    site.answers["/wp-login.php"] = (200, HTML, b"<title>x")
    watcher.run()
    site.answers["/r"] = answer
    assert watcher.run() == watcher.run() == [state]
    assert watcher.codes == [(f"link-{state}", Exit.FINDINGS)]
    assert watcher.stands[0].since == START + 2 * DAY
    site.answers["/r"] = REPORT
    assert [watcher.run(), watcher.codes] == [["alive"], []]


def test_a_google_sign_in_page(site: Site) -> None:
    """Where Drive sends strangers whom a document is not shared with."""
    site.answers["/file/d/1/view"] = (
        302,
        {"Location": site.url("/v3/signin", "accounts.google.com")},
        b"",
    )
    site.answers["/v3/signin"] = (200, HTML, b"<title>Sign in")
    url = site.url("/file/d/1/view", "drive.google.com")
    watcher = Watcher([Published(url, "a", START)])
    assert watcher.run() == ["login"]
    assert str(watcher.error.next_step).startswith("Open the link in a private window.")


def redirected(site: Site, target: str) -> None:
    """Let the report's address lead to another one, where a document stands."""
    site.answers["/r"] = (302, {"Location": target}, b"")
    site.answers |= {"/new.pdf": REPORT, "/": (200, HTML, b"<title>Home")}


ELSEWHERE = [
    ("/new.pdf", "www.banmai.go.th", "alive"),
    ("/new.pdf", "files.banmai.go.th", "alive"),
    ("/new.pdf", "casino.example", "elsewhere"),
    ("/new.pdf", "www.other.go.th", "elsewhere"),
    ("/", "www.banmai.go.th", "elsewhere"),
]


@pytest.mark.parametrize(("path", "host", "state"), ELSEWHERE)
def test_redirects(site: Site, watcher: Watcher, path: str, host: str, state: str) -> None:
    """To another site or to a start page is elsewhere, also where it was so from the beginning."""
    late = Watcher(watcher.rows)
    watcher.run()
    redirected(site, site.url(path, host))
    for each in (watcher, late):
        assert each.run() == each.run() == [state]
        if state == "elsewhere":
            assert each.codes == [("link-elsewhere", Exit.FINDINGS)]
            assert str(each.error.details[0]) == f"It leads to {site.url(path, host)}."


def test_a_short_link_leads_elsewhere_only_if_it_changes(site: Site) -> None:
    """Where it led first is what people were shown."""
    redirected(site, site.url("/new.pdf"))
    watcher = Watcher([Published(site.url("/r", "bit.ly"), "a", START)])
    assert watcher.run() == watcher.run() == ["alive"]
    redirected(site, site.url("/new.pdf", "casino.example"))
    assert watcher.run() == ["elsewhere"]
    accepted = replace(watcher.rows[0], accepted=watcher.now + 1)
    watcher.rows = [accepted]
    assert watcher.run() == watcher.run() == ["alive"]


def test_a_start_page_that_a_person_accepted(site: Site, watcher: Watcher) -> None:
    """It stays accepted; another place is told again."""
    redirected(site, site.url("/"))
    assert watcher.run() == ["elsewhere"]
    watcher.rows = [replace(watcher.rows[0], accepted=watcher.now + 1)]
    assert watcher.run() == watcher.run() == ["alive"]
    redirected(site, site.url("/home.php"))
    site.answers["/home.php"] = site.answers["/"]
    assert [watcher.run(), watcher.codes] == [["elsewhere"], [("link-elsewhere", Exit.FINDINGS)]]


def test_links_that_lead_to_different_places_are_told_one_by_one(site: Site) -> None:
    """Those that all lead to one place are told together."""
    hosts = ("a.example", "b.example")
    site.answers |= {f"/{host}": (302, {"Location": site.url("/r", host)}, b"") for host in hosts}
    site.answers["/c"] = site.answers["/a.example"]
    watcher = Watcher([Published(site.url(f"/{host}"), host, START) for host in hosts])
    watcher.run()
    assert watcher.codes == [("link-elsewhere", Exit.FINDINGS)] * 2
    watcher.rows[1] = Published(site.url("/c"), "c", START)
    watcher.run()
    assert [cause.keys for cause in watcher.causes] == [("a.example", "c")]


def test_a_certificate_that_expired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cause for the site, whatever it holds."""
    path = certificate(tmp_path, "www.banmai.go.th", begins=timedelta(hours=-48))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with serving(str(path)) as site:
        urls = [site.url(f"/{number}", scheme="https") for number in range(3)]
        watcher = Watcher([Published(url, url[-1], START) for url in urls])
        assert watcher.run() == ["certificate"] * 3
    assert watcher.codes == [("link-certificate", Exit.FINDINGS)]
    assert str(watcher.error.what) == (
        "all 3 links to www.banmai.go.th: the site's certificate is not valid"
    )
    details = [str(each) for each in watcher.error.details]
    assert (details[0], details[2:5]) == ("the site's certificate has expired", urls)


def test_a_failure_that_passes_is_no_dead_link(site: Site, watcher: Watcher) -> None:
    """It is told with exit 5, in the same words while it lasts; dead is what fails for long."""
    watcher.run()
    site.answers["/r"] = (500, HTML, b"x")
    assert watcher.run() == ["unreachable"]
    assert watcher.codes == [("link-unreachable", Exit.UNAVAILABLE)]
    first = watcher.causes[0]
    assert "(the site answers 500)" in str(first.error.next_step)
    site.answers["/r"] = (502, HTML, b"x")
    for _ in range(5):
        assert watcher.run(60) == ["unreachable"]  # often, but not yet for a day
    assert watcher.causes[0].identity == first.identity
    assert watcher.run(DEAD_AFTER) == ["dead"]
    assert watcher.codes == [("link-dead", Exit.FINDINGS)]
    site.answers["/r"] = REPORT
    assert [watcher.run(), watcher.codes] == [["alive"], []]
    site.answers["/r"] = (500, HTML, b"x")
    assert [watcher.run(), watcher.run(2 * DEAD_AFTER)] == [["unreachable"], ["unreachable"]]
    assert watcher.run() == ["dead"]


def test_a_site_that_is_down_is_one_cause(site: Site, watcher: Watcher) -> None:
    """For all of its links; another one beside it is not touched."""
    down = [Published(f"http://down.go.th:9/{n}", f"key {n}", START) for n in range(143)]
    watcher.rows += down
    assert watcher.run() == ["alive"] + ["unreachable"] * 143
    assert str(watcher.error.what) == "all 143 links to down.go.th: could not be opened now"
    assert watcher.causes[0].keys == tuple(row.key for row in down)
    details = [str(each) for each in watcher.error.details]
    assert details[1:] == [
        *(row.url for row in down[:10]),
        "…",
    ]


def test_links_of_one_site_that_differ_are_told_one_by_one(site: Site) -> None:
    """And so is each changed document."""
    site.answers |= {"/a": (403, HTML, b"x"), "/b": REPORT, "/c": REPORT}
    watcher = Watcher([Published(site.url(path), path, START) for path in ("/0", "/a", "/b", "/c")])
    assert watcher.run() == ["missing", "refused", "alive", "alive"]
    assert watcher.codes == [(f"link-{each}", Exit.FINDINGS) for each in ("missing", "refused")]
    watcher.rows = watcher.rows[2:]
    site.answers |= dict.fromkeys(("/b", "/c"), (200, PDF, b"%PDF-1.7 x"))
    watcher.run()
    assert watcher.codes == [("link-changed", Exit.FINDINGS)] * 2


def test_without_a_network_no_link_has_failed(site: Site) -> None:
    """One cause, exit 5, however long it lasts; one site alone may as well be down itself."""
    rows = [Published(f"http://{host}.go.th:9/r", host, START) for host in "abc"]
    watcher = Watcher(rows)
    for _ in range(5):
        assert watcher.run() == ["unreachable"] * 3
        assert watcher.codes == [("links-offline", Exit.UNAVAILABLE)]
    assert watcher.known == KnownLinks(links={})
    watcher.rows = rows[:1]
    watcher.run()
    assert watcher.codes == [("link-unreachable", Exit.UNAVAILABLE)]
    watcher.rows = rows
    watcher.rows = [*rows, Published(site.url(), "d", START)]
    watcher.run()
    assert watcher.codes == [("link-unreachable", Exit.UNAVAILABLE)] * 3


def test_what_the_time_does_not_allow_has_its_turn_on_the_next_run(site: Site) -> None:
    """It is said; what was not looked at for longest comes first."""
    site.pause = 0.2
    site.answers = {f"/{number}": REPORT for number in range(6)}
    rows = [Published(site.url(f"/{number}"), str(number), START) for number in range(6)]
    watcher = Watcher(rows, hasty(overall=0.5))
    states = watcher.run()
    assert 0 < states.count("not-opened") < 6
    assert watcher.codes == [("links-not-opened", Exit.UNAVAILABLE)]
    left = [stand.address.url for stand in watcher.stands if stand.state == "not-opened"]
    site.asked.clear()
    watcher.run()
    assert site.url(site.paths[0]) == left[0]


def test_a_private_address_is_told_and_not_asked(site: Site) -> None:
    """A name that leads into the office now is no link for the public."""
    watcher = Watcher([Published(site.url(), "a", START)], replace(AT_ONCE, public=lambda _: False))
    assert watcher.run() == ["private"]
    assert watcher.codes == [("link-private", Exit.FINDINGS)]
    assert site.asked == []


def test_one_link_of_many_rows_is_opened_once(site: Site, watcher: Watcher) -> None:
    """And told once, with all of its rows."""
    site.answers["/r"] = (404, HTML, b"x")
    watcher.rows += [replace(watcher.rows[0], key=key) for key in ("b", "c")]
    assert watcher.run() == ["missing"]
    assert len(site.asked) == 1
    assert watcher.causes[0].keys == ("5360601 / 2566", "b", "c")


def test_every_state_has_words() -> None:
    """A state that is added to `links.visit` is told, too."""
    address = links.addresses([Published("http://a.go.th/r", "a", START)])[0]
    for state in State:
        told = link_causes.causes([Stand(address, state, START)])
        assert len(told) == (state is not State.ALIVE)
        assert all("{" not in text for c in told for text in c.error.what.both().values())

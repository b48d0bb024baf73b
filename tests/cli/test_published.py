"""`check --online --published`: the document at the link, held against the signed one."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from ita_sync.checks import online
from ita_sync.cli import open_links, published
from ita_sync.errors import Exit
from ita_sync.links.many import visit_all
from ita_sync.links.visit import visit
from ita_sync.monitor.links.known import NAME, KnownLinks
from tests.cli.conftest import REPORT, SIGN, Cli
from tests.cli.terminal import edit
from tests.document.drawing import Sheet, pdf
from tests.links.sites import AT_ONCE, HTML, PDF, Site, everywhere, here, serving

WRITTEN = "https://www.chaturat.example/ita/2566/analysis-report.pdf"
DOCUMENT = pdf(Sheet().text(60, 80, "เทศบาลตำบลจัตุรัส 78.41" * 2))
CHECK = ("check", "--online", "--published", "signed.pdf", REPORT)
PUBLISH = (*SIGN[:2], "--published", *SIGN[2:], "--reference", "ชย 52506.2/17")


@pytest.fixture
def site(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return the agency's site, which shows the document; this machine stands for the internet."""
    monkeypatch.setattr(open_links, "visit_all", partial(visit_all, manners=AT_ONCE))
    monkeypatch.setattr(published, "visit", partial(visit, resolve=here, public=everywhere))
    monkeypatch.setattr(online, "visit", partial(online.visit, resolve=here, public=everywhere))
    (desk / "signed.pdf").write_bytes(DOCUMENT)
    with serving() as found:
        edit(desk / REPORT, (WRITTEN, found.url()))
        found.answers["/r"] = (200, PDF, DOCUMENT)
        yield found


def codes(cli: Cli) -> list[str]:
    """Return what the check says of the link online."""
    (result,) = cli(*CHECK, "--json").document()["results"]
    return [each["code"] for each in result["findings"] if each["code"].startswith("ONLINE")]


def test_the_signed_document_stands_at_the_link(cli: Cli, desk: Path, site: Site) -> None:
    """The same bytes: it is said, with the digest, and kept for verify."""
    cli(*PUBLISH)
    ran = cli(*CHECK)
    digest = hashlib.sha256(DOCUMENT).hexdigest()
    assert ran.code == Exit.OK
    assert f"byte for byte. SHA-256 {digest}" in ran.out
    assert "No permission" not in ran.out
    (result,) = cli(*CHECK, "--json").document()["results"]
    assert result["published"] == {
        "how": "same-bytes",
        "why": result["published"]["why"],
        "url": site.url(),
        "sha256": digest,
        "signed_sha256": digest,
    }
    known = KnownLinks.load(desk.parent / "state")
    assert known
    assert known.links[site.url()].published


def test_another_document_is_an_error(cli: Cli, desk: Path, site: Site) -> None:
    """Nothing of it is kept."""
    site.answers["/r"] = (200, PDF, pdf(Sheet().text(60, 80, "เทศบาลตำบลจัตุรัส 87.41" * 2)))
    ran = cli(*CHECK)
    assert (ran.code, "ONLINE-OTHER" in ran.out) == (Exit.FINDINGS, True)
    assert not (desk.parent / "state" / NAME).exists()
    assert codes(cli) == ["ONLINE-OTHER"]


@pytest.mark.parametrize("answer", [(200, HTML, b"<html><title>x</title>x"), (200, {}, b"<html>x")])
def test_a_page_cannot_be_compared(
    cli: Cli, site: Site, answer: tuple[int, dict[str, str], bytes]
) -> None:
    """It is a warning: a person looks."""
    site.answers["/r"] = answer
    assert codes(cli) == ["ONLINE-UNCOMPARED"]
    assert cli(*CHECK).code == Exit.OK


def test_a_link_that_does_not_open_is_told_once(cli: Cli, site: Site) -> None:
    """By the check of the link."""
    site.answers.clear()
    assert codes(cli) == ["ONLINE-MISSING"]


def test_a_document_longer_than_a_visit_reads_is_compared_whole(
    cli: Cli, desk: Path, site: Site
) -> None:
    """Its last byte counts."""
    long = DOCUMENT + b"%" * 100_000
    (desk / "signed.pdf").write_bytes(long)
    site.answers["/r"] = (200, PDF, long)
    assert "byte for byte" in cli(*CHECK).out
    site.answers["/r"] = (200, PDF, long[:-1] + b"x")
    assert "pages and text are the same" in cli(*CHECK).out


def test_verify_holds_the_link_against_it(cli: Cli, site: Site) -> None:
    """Also where it was exchanged before the row was written, and nobody had looked."""
    assert cli(*CHECK).code == Exit.OK
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 another")
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
    ran = cli("verify", "--online")
    assert (ran.code, "another document stands there" in ran.err) == (Exit.FINDINGS, True)
    site.answers["/r"] = (200, PDF, DOCUMENT)
    assert cli("verify", "--online").code == Exit.OK


def test_what_the_records_say_of_it_is_told(cli: Cli, desk: Path, site: Site) -> None:
    """No permission, one for another link, another document than was signed."""
    assert "No permission to publish is recorded" in cli(*CHECK).out
    (desk / "other.pdf").write_bytes(b"%PDF-1.7 other")
    cli(*SIGN, "--source", "other.pdf")
    assert "is not the document whose digest was recorded" in cli(*CHECK).out
    cli(*PUBLISH)
    edit(desk / REPORT, (site.url(), site.url("/s")))
    site.answers["/s"] = site.answers["/r"]
    assert f"was given for another link: {site.url()}" in cli(*CHECK).out


@pytest.mark.parametrize(
    "words",
    [("--published", "x.pdf", REPORT), ("--online", "--published", "x.pdf", REPORT, REPORT)],
)
def test_it_goes_with_online_and_one_report(cli: Cli, words: tuple[str, ...]) -> None:
    """Else it is not clear what is compared."""
    assert cli("check", *words).code == Exit.USAGE


@pytest.mark.usefixtures("site")
def test_a_document_that_is_not_there(cli: Cli, desk: Path) -> None:
    """Exit 4, named."""
    (desk / "signed.pdf").unlink()
    ran = cli(*CHECK)
    assert (ran.code, "signed.pdf" in ran.err) == (Exit.CONFIG, True)

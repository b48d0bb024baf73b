"""`verify --online`."""

import os
import shlex
import socket
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ita_sync.cli import open_links
from ita_sync.errors import Exit
from ita_sync.links.many import visit_all
from ita_sync.monitor.links.known import NAME
from tests.cli.conftest import KEY, REPORT, SIGN, Cli, own_config, province, sandbox
from tests.cli.terminal import edit
from tests.links.sites import AT_ONCE, HTML, PDF, Site, serving
from tests.promise.edits import put
from tests.promise.world import another

WRITTEN = "https://www.chaturat.example/ita/2566/analysis-report.pdf"


@pytest.fixture
def site(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return the site of a report that was pushed; this machine stands for the internet."""
    monkeypatch.setattr(open_links, "visit_all", partial(visit_all, manners=AT_ONCE))
    with serving() as found:
        edit(desk / REPORT, (WRITTEN, found.url()))
        found.answers["/r"] = (200, PDF, b"%PDF-1.7 x")
        assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
        yield found


def memory(desk: Path) -> Path:
    """Return the file in which links are remembered."""
    return desk.parent / "state" / NAME


def test_links_are_opened_only_if_it_is_asked_for_or_configured(
    cli: Cli, desk: Path, site: Site
) -> None:
    """The option says more than the configuration."""
    assert cli("verify", "--json").document()["links"] is None
    assert site.asked == []
    own_config(desk)
    edit(desk / "config" / "ita-sync.toml", ("# online = true", "online = true"))
    for options, asked in (((), 1), (("--no-online",), 1), (("--online",), 2)):
        assert cli("verify", *options).code == Exit.OK
        assert len(site.asked) == asked


def test_all_is_well(cli: Cli, desk: Path, site: Site) -> None:
    """Nothing is said but that this is practice; what was seen is kept for its owner alone."""
    ran = cli("verify", "--online")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    if os.name != "nt":
        assert stat.S_IMODE(memory(desk).stat().st_mode) == 0o600
    (link,) = cli("verify", "--online", "--json").document()["links"]
    assert (link.pop("since")[:2], link) == (
        "20",
        {
            "url": site.url(),
            "keys": [KEY],
            "state": "alive",
            "why": None,
            "leads_to": site.url(),
        },
    )


def test_a_changed_document_is_told_with_what_to_do(cli: Cli, desk: Path, site: Site) -> None:
    """Exit 1, in both languages; and the advice ends it."""
    assert cli("verify", "--online").code == Exit.OK
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 y")
    ran = cli("verify", "--online")
    assert ran.code == Exit.FINDINGS
    assert f"{site.url()}: another document stands there than at first" in ran.err
    advice = f"`ita-sync verify --online --accept '{KEY}' --reason …`."
    assert advice in ran.err
    assert "เอกสารที่อยู่ตรงนั้นไม่ใช่ฉบับแรก" in cli("verify", "--online", "--lang", "th").err
    document = cli("verify", "--online", "--json").document()
    (cause,) = document["causes"]
    assert (cause["keys"], cause["error"]["code"], document["exit"]) == ([KEY], "link-changed", 1)
    words = advice.strip("`.").removeprefix("ita-sync ").removesuffix("…")
    accepted = cli(*shlex.split(words), "the clerk mended a date")
    assert accepted.code == Exit.OK
    assert f"{KEY}: accepted what stands at its link: the clerk mended a date\n" in accepted.out
    assert cli("verify", "--online").code == Exit.OK
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 z")
    assert cli("verify", "--online").code == Exit.FINDINGS


def test_a_link_that_was_accepted_was_left_so(cli: Cli, desk: Path, site: Site) -> None:
    """A scheduled run says so once: the document is not the first one again."""
    scheduled = ("verify", "--scheduled", "--online")
    assert cli(*scheduled).code == Exit.OK
    site.answers["/r"] = (200, PDF, b"%PDF-1.7 y")
    assert cli(*scheduled).err.count("New, ") == 1
    assert cli("verify", "--online", "--accept", KEY, "--reason", "a date").code == Exit.OK
    ran = cli(*scheduled)
    assert (ran.code, ran.err.count("Left so"), "Recovered" in ran.err) == (Exit.OK, 1, False)
    assert cli(*scheduled).err == ""


@pytest.mark.parametrize("damage", ["{", "[]", "", "{}", "null", '{"links": []}'])
def test_a_damaged_memory_is_begun_anew_with_a_word(
    cli: Cli, desk: Path, site: Site, damage: str
) -> None:
    """Once: the file is whole again afterwards."""
    cli("verify", "--online")
    memory(desk).write_text(damage, "utf-8")
    ran = cli("verify", "--online")
    assert (ran.code, f"{memory(desk)} is damaged" in ran.err) == (0, True)
    assert "damaged" not in cli("verify", "--online").err


def test_a_memory_that_cannot_be_kept_is_an_error(cli: Cli, desk: Path, site: Site) -> None:
    """Else a change would never be noticed, and nobody would know."""
    memory(desk).mkdir()
    ran = cli("verify", "--online")
    assert ran.code == Exit.CONFIG
    assert "What was seen at the links cannot be kept in" in ran.err
    assert "it is a folder" in ran.err


def test_a_row_that_is_gone_has_no_link(cli: Cli, desk: Path, site: Site) -> None:
    """The row is told; the link of it is nobody's."""
    assert cli("sandbox", "reset", "--yes").code == Exit.OK
    document = cli("verify", "--online", "--json").document()
    assert (document["links"], site.asked) == ([], [])


def test_real_names_and_addresses(cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unknown is exit 5, a name that leads into the office exit 1; nothing is connected."""
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK

    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def inside(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.7", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    ran = cli("verify", "--online")
    assert (ran.code, "no site of this name was found" in ran.err) == (Exit.UNAVAILABLE, True)
    monkeypatch.setattr(socket, "getaddrinfo", inside)
    ran = cli("verify", "--online")
    assert (ran.code, "the name leads into a private network" in ran.err) == (1, True)


def test_a_site_that_holds_all_reports_is_one_cause(
    cli: Cli, desk: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no bar is drawn where nobody watches."""
    province(cli, desk, 12)
    assert cli("push", "reports").code == Exit.OK
    site.answers["/r"] = (403, HTML, b"x")
    ran = cli("verify", "--online")
    assert ran.code == Exit.FINDINGS
    assert ran.err.count("the site forbids programs or strangers to open it") == 1
    assert "Opening links" not in ran.err


def test_a_link_that_did_not_open_now_cannot_be_accepted(
    cli: Cli, desk: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows what stands there; what is wrong with the row itself can be, and only that."""
    site.answers["/r"] = (503, HTML, b"x")
    accept = ("verify", "--online", "--accept", KEY, "--reason", "x")
    ran = cli(*accept)
    assert (ran.code, "as confirmed" in ran.out) == (Exit.UNAVAILABLE, False)
    assert "Nothing can be accepted before a site has answered" in ran.err
    assert cli("history", "--json").document()["intents"][0]["accepted"] == []
    assert sandbox(desk).owner_edit("sandbox", [put(2, 8, 1)])
    ran = cli(*accept)
    assert (ran.code, ran.out) == (Exit.OK, f"{KEY}: accepted: x\n")


def test_a_link_that_several_rows_have_is_accepted_for_one(
    cli: Cli, desk: Path, site: Site
) -> None:
    """The others are named, and told until they are accepted, too."""
    text = (desk / REPORT).read_text("utf-8")
    (desk / "other.yaml").write_text(another(text, "5360602"), "utf-8")
    assert cli("sign", "other.yaml", *SIGN[2:]).code == cli("push", "other.yaml").code == Exit.OK
    site.answers["/r"] = (404, HTML, b"x")
    accept = ("verify", "--online", "--reason", "x", "--accept")
    ran = cli(*accept, "5360601")
    assert (ran.code, "other rows of the same link: 5360602 / 2566" in ran.out) == (Exit.OK, True)
    assert cli("verify", "--online").code == Exit.FINDINGS
    assert cli(*accept, "5360602").code == Exit.OK
    assert cli("verify", "--online").code == Exit.OK

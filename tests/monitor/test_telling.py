"""A watchdog is called, notices are sent; nothing of it fails the run or gives a secret away."""

import builtins
import json
import time
from pathlib import Path
from typing import Any

import pytest

from ita_sync.monitor import telling
from ita_sync.monitor.telling import ping, send
from tests.google.endpoint import serving
from tests.google.test_network import HOUR, behind, certificate

SECRET = "c0ffee-secret"  # noqa: S105 - of nobody


def test_a_watchdog_gets_its_signal_behind_the_path() -> None:
    """As healthchecks.io wants it: start, nothing, an exit code; a query stays at the end."""
    with serving() as server:
        for signal in ("start", "", "7"):
            assert ping(f"{server.url}/{SECRET}", signal) is None
        assert ping(f"{server.url}/{SECRET}/?create=1", "5") is None
    asked = [one.path for one in server.asked]
    secret = f"/{SECRET}"
    assert asked == [f"{secret}/start", secret, f"{secret}/7", f"{secret}/5?create=1"]


def test_no_password_of_netrc_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watchdog is nobody's account: neither over TLS nor on this machine."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n", "utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    issued = certificate(tmp_path, begins=-HOUR)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(issued))
    with behind(issued) as safe, serving() as plain:
        assert (ping(safe.url), ping(plain.url)) == (None, None)
    assert [one.authorization for one in (*safe.asked, *plain.asked)] == [None, None]


@pytest.mark.parametrize("status", [301, 302, 307, 404, 500])
def test_a_refusal_is_said_and_no_redirect_followed(status: int) -> None:
    """With the host, without the rest of the address."""
    with serving() as server, serving() as other:
        server.answer(status, b"", Location=f"{other.url}/elsewhere")
        why = str(ping(f"{server.url}/{SECRET}", "start"))
    assert why == f"The watchdog at 127.0.0.1 was not told: it answers {status}."
    assert other.asked == []


def test_a_watchdog_that_is_away_is_no_failure() -> None:
    """Its name is said, its secret is not."""
    with serving() as server:
        url = server.url
    why = str(ping(f"{url}/{SECRET}", "start"))
    assert why == "The watchdog at 127.0.0.1 was not told: it cannot be reached."


def test_a_watchdog_that_never_answers_costs_its_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no more."""
    monkeypatch.setattr(telling, "PING_SECONDS", 0.3)
    monkeypatch.setattr(telling, "_call", lambda _address: time.sleep(5))
    began = time.monotonic()
    assert "no answer within" in str(ping("https://watchdog.test/x"))
    assert time.monotonic() - began < 3


def test_a_notice_is_sent_to_each_address() -> None:
    """One that takes it is enough; what fails is named by its place and kind alone."""
    pytest.importorskip("apprise", reason="the extra [notify] is not installed")
    with serving() as server, serving() as other:
        other.answer(500, b"")
        there = f"json://somebody:{SECRET}@127.0.0.1:{server.port}/{SECRET}"
        away = f"json://127.0.0.1:{other.port}/{SECRET}"
        taken, problems = send((there, away, f"nonsense://{SECRET}"), "title", "ก\nb")
    document = json.loads(server.asked[0].body)
    assert (document["title"], document["message"]) == ("title", "ก\nb")
    assert taken
    assert [str(one) for one in problems] == [
        "[watch] notify, 2 (json://): it was not taken.",
        "[watch] notify, 3 (nonsense://): it is no address that apprise knows.",
    ]


def test_apprise_itself_says_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    """It would log the address."""
    pytest.importorskip("apprise", reason="the extra [notify] is not installed")
    with serving() as server:
        server.answer(403, b"")
        taken, _ = send((f"json://127.0.0.1:{server.port}/{SECRET}",), "title", "body")
    assert len(server.asked) == 1
    assert (taken, capfd.readouterr()) == (False, ("", ""))


def test_without_apprise_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else happens."""
    importing = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "apprise":
            raise ImportError(name)
        return importing(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    taken, (problem,) = send((f"json://127.0.0.1/{SECRET}",), "title", "body")
    assert not taken
    assert 'pip install "ita-sync[notify]"' in str(problem)
    assert SECRET not in str(problem)

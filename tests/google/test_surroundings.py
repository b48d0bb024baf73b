"""Proxies and certificates of the environment: refused before anything is sent, or used."""

from pathlib import Path

import pytest

from ita_sync.errors import ConfigError, Exit
from ita_sync.google import surroundings
from ita_sync.google.credentials import SHEETS

SECRET = "PASSWORD"  # noqa: S105 - what must not be shown


@pytest.mark.parametrize(
    "proxy",
    [
        "http://proxy.example:8080",
        "http://officer:PASSWORD@proxy.example:8080",
        "http://officer:PASS%40WORD@proxy.example",
        "https://proxy.example:8080",
        "proxy.example:8080",
        "proxy.example",
        "127.0.0.1:3128",
        "http://[::1]:3128",
        "",
    ],
)
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_a_proxy_is_left_to_requests(
    monkeypatch: pytest.MonkeyPatch, name: str, proxy: str
) -> None:
    """In every way in which it is written."""
    monkeypatch.setenv(name, proxy)
    surroundings.check(SHEETS)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    "proxy",
    [
        "http://",
        "http://officer:PASSWORD@",
        "http://officer:PASSWORD@proxy.example:port",
        "http://officer:PASSWORD@proxy.example:99999",
        "http://officer:PASSWORD@[::1",
        "http://officer:PASSWORD@[PASSWORD]",
        "gopher://officer:PASSWORD@proxy.example",
        "http://officer:PASSWORD@" + "x" * 300 + "ก",
        "officer:PASSWORD@[",
    ],
)
def test_a_proxy_that_cannot_be_is_exit_4(
    monkeypatch: pytest.MonkeyPatch, proxy: str, lang: str
) -> None:
    """Its address is not shown."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(ConfigError) as caught:
        surroundings.check(SHEETS)
    assert (caught.value.exit_code, caught.value.code) == (Exit.CONFIG, "proxy-unusable")
    assert SECRET not in caught.value.what.render("th" if lang == "th" else "en")
    assert caught.value.__cause__ is None


def test_a_proxy_that_is_not_meant_for_google_does_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Named for other addresses, or for none."""
    monkeypatch.setenv("HTTP_PROXY", "http://[")
    surroundings.check(SHEETS)
    monkeypatch.setenv("HTTPS_PROXY", "http://[")
    monkeypatch.setenv("NO_PROXY", "googleapis.com")
    surroundings.check(SHEETS)


def test_certificates_that_are_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Requests would end in an error of the system; the first variable that is set counts."""
    there = tmp_path / "bundle.pem"
    there.touch()
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "none.pem"))
    with pytest.raises(ConfigError) as caught:
        surroundings.check(SHEETS)
    assert caught.value.code == "file-unreadable"
    assert "CURL_CA_BUNDLE" in str(caught.value.what)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(there))
    surroundings.check(SHEETS)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    surroundings.check(SHEETS)

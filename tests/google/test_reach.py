"""Whether Google can be reached: any answer counts, and no answer has its reason."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from ita_sync.errors import ConfigError
from ita_sync.google import CallFailed
from ita_sync.google.reach import reach
from tests.google.endpoint import Endpoint
from tests.google.test_credentials import real


def test_any_answer_is_one(endpoint: Endpoint) -> None:
    """A refusal, too; nothing that tells who asks is sent, and no redirect followed."""
    for status in (200, 302, 404, 503):
        endpoint.answer(status, "x" * 100_000, Location="http://elsewhere.example/")
        found = reach(replace(real(), api_root=endpoint.url))
        assert (found.server, found.proxy) == (endpoint.url.removeprefix("http://"), None)
        assert found.ahead is not None
        assert abs(found.ahead) < 5
    assert {asked.authorization for asked in endpoint.asked} == {None}


@pytest.mark.parametrize("off", [-3600, 90, 7200])
def test_the_clock_is_compared_with_the_servers(endpoint: Endpoint, off: int) -> None:
    """Ahead is positive."""
    endpoint.date = format_datetime(datetime.fromtimestamp(time.time() - off, UTC), usegmt=True)
    ahead = reach(replace(real(), api_root=endpoint.url)).ahead
    assert ahead == pytest.approx(off, abs=5)


def test_a_proxy_that_wants_a_login(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words; its address is not shown."""
    endpoint.answer(407, "")
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:PASSWORD@127.0.0.1:{endpoint.port}")
    with pytest.raises(ConfigError) as caught:
        reach(real())
    assert caught.value.code == "proxy-login"
    assert "PASSWORD" not in str(caught.value.what)
    assert [asked.method for asked in endpoint.asked] == ["CONNECT"]


def test_a_proxy_that_lets_nothing_through(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure for now: nothing is known of Google."""
    endpoint.answer(502, "")
    monkeypatch.setenv("HTTPS_PROXY", endpoint.url)
    with pytest.raises(CallFailed) as caught:
        reach(real())
    assert "the proxy makes no connection (502)" in str(caught.value.reason)

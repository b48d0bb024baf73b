"""The links of many agencies: each opened once, a site's pages one after the other."""

import threading
import time

import pytest

from ita_sync.checks import Finding
from ita_sync.checks.online import MISSING, UNREACHABLE
from ita_sync.errors import Unavailable
from ita_sync.i18n import T
from ita_sync.monitor.coverage.links import HOSTS, dead_links


def test_what_is_wrong_is_told_by_address() -> None:
    """One without `https://` is opened with it, and told as it stands in the sheet."""
    opened = []

    def visit(address: str) -> list[Finding]:
        opened.append(address)
        gone = "b.go.th" in address
        return (
            [
                MISSING.at(
                    ("url",),
                    T("The site answers {status}.", status=404),
                    expected=T("a link that opens"),
                )
            ]
            if gone
            else []
        )

    found = dead_links(["https://a.go.th/1", "b.go.th/2", "https://b.go.th/3"], visit)
    assert {address: str(what) for address, what in found.items()} == {
        "b.go.th/2": "The site answers 404.",
        "https://b.go.th/3": "The site answers 404.",
    }
    assert sorted(opened) == ["https://a.go.th/1", "https://b.go.th/2", "https://b.go.th/3"]


def test_no_site_is_asked_twice_at_once_and_few_together() -> None:
    """Many agencies have their reports at one host."""
    now: list[str] = []
    most: list[int] = []
    lock = threading.Lock()

    def visit(address: str) -> list[Finding]:
        host = address.split("/")[2]
        with lock:
            assert host not in now
            now.append(host)
            most.append(len(now))
        time.sleep(0.01)
        with lock:
            now.remove(host)
        return []

    addresses = [f"https://{host}.go.th/{page}" for host in range(20) for page in range(3)]
    assert dead_links(addresses, visit) == {}
    assert len(most) == len(addresses)
    assert 1 < max(most) <= HOSTS


def test_a_private_address_is_told_and_not_asked() -> None:
    """As `check --online` does, by the very same function."""
    (what,) = dead_links(["http://127.0.0.1:9/x"]).values()
    assert "not public" in str(what)


def test_a_machine_that_is_cut_off_says_nothing_of_links() -> None:
    """Where no site of several can be reached it is not the agencies' fault; of one it may be."""

    def visit(_address: str) -> list[Finding]:
        return [UNREACHABLE.at(("url",), T("no answer"), expected=T("an answer"))]

    with pytest.raises(Unavailable) as raised:
        dead_links(["https://a.go.th/1", "https://b.go.th/1"], visit)
    assert "--online" in str(raised.value.next_step)
    assert len(dead_links(["https://a.go.th/1", "https://a.go.th/2"], visit)) == 2


def test_who_interrupts_does_not_wait_for_all_links() -> None:
    """Only for the pages that are open."""
    opened = []

    def visit(address: str) -> list[Finding]:
        opened.append(address)
        if address.endswith("/0"):
            raise KeyboardInterrupt
        time.sleep(0.01)
        return []

    with pytest.raises(KeyboardInterrupt):
        dead_links([f"https://{n % 3}.go.th/{n}" for n in range(300)], visit)
    assert len(opened) < 100

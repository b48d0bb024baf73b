"""`sandbox reset`: it asks, and the journal keeps the old tab apart."""

import io
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from ita_sync.sandbox import Fault
from ita_sync.settings import SANDBOX
from tests.cli.conftest import REPORT, Cli
from tests.cli.sandbox.conftest import NOTICE, TAB, box


class Terminal(io.StringIO):
    """A person's answer."""

    def isatty(self) -> bool:
        """A person is there."""
        return True


def test_reset_begins_anew(cli: Cli, pushed: Path) -> None:
    """It says what is lost; then the same report is pushed again as if for the first time."""
    box(pushed).fault(Fault("http-503", match="read"))
    ran = cli("sandbox", "reset", "--yes")
    assert (ran.code, ran.err) == (Exit.OK, NOTICE + "\n")
    assert ran.out.splitlines() == [
        "This will be lost:",
        f"  Spreadsheet sandbox, tab {TAB}: 3 rows",
        "The practice sheet is as new.",
    ]
    assert len(box(pushed).rows(SANDBOX, TAB)) == 2
    assert (box(pushed).calls(), box(pushed).faults()) == ([], [])
    assert cli("verify").code == Exit.CONFIG  # there is nothing to verify
    assert cli("push", REPORT).out.startswith("Written: 5360601 / 2566 stands in row 3")


def test_reset_as_json_is_one_document(cli: Cli, pushed: Path) -> None:
    """All spreadsheets of the box are named."""
    box(pushed).ensure("second", "Second", [{"title": "T", "rows": [[1]]}])
    document = cli("sandbox", "reset", "--yes", "--json").document()
    assert {name: document[name] for name in ("command", "exit", "sandbox", "reset", "lost")} == {
        "command": "sandbox reset",
        "exit": 0,
        "sandbox": True,
        "reset": True,
        "lost": {"sandbox": {TAB: 3}, "second": {"T": 1}},
    }
    assert box(pushed).books() == [SANDBOX]


def test_without_a_terminal_reset_does_not_wait_for_an_answer(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cron would hang for ever."""
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    ran = cli("sandbox", "reset")
    assert ran.code == Exit.USAGE
    assert "nobody can be asked here; --yes goes without asking" in ran.err
    assert len(box(pushed).rows(SANDBOX, TAB)) == 3


@pytest.mark.parametrize(("answer", "rows"), [("y\n", 2), ("n\n", 3), ("\n", 3)])
def test_reset_asks_first(
    cli: Cli, pushed: Path, monkeypatch: pytest.MonkeyPatch, answer: str, rows: int
) -> None:
    """Anything but a yes leaves all as it was."""
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    ran = cli("sandbox", "reset", "--json")
    assert ran.code == (Exit.OK if rows == 2 else Exit.INTERRUPTED)
    assert "Begin anew? (y = yes, n = no) [y/N]:" in ran.err
    assert ran.document()["reset"] is (rows == 2)
    assert len(box(pushed).rows(SANDBOX, TAB)) == rows


def test_a_tab_configured_by_number_keeps_it(cli: Cli, desk: Path) -> None:
    """Or the configuration would no longer find it."""
    config = (Path(__file__).parents[3] / "config" / "ita-sync.toml").read_text("utf-8")
    assert f'tab = "{TAB}"' in config
    (desk / "gid.toml").write_text(config.replace(f'tab = "{TAB}"', "gid = 7"), "utf-8")
    assert cli("sandbox", "reset", "--yes", "--config", "gid.toml").code == Exit.OK
    sheets = box(desk).spreadsheet(SANDBOX)["sheets"]
    assert [(each["properties"]["sheetId"], each["properties"]["title"]) for each in sheets] == [
        (7, "ITA")
    ]

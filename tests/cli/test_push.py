"""`push`: the lock, the journal's folder, several reports."""

from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli


def test_two_runs_in_one_state_folder_wait_for_each_other(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is held by another: exit 5 after the wait, nothing written."""
    from ita_sync.journal import lock  # the wait is shortened for the test

    monkeypatch.setattr(lock, "WAIT", 0.05)
    cli(*SIGN)
    with lock.exclusive(desk.parent / "state"):
        ran = cli("push", REPORT)
    assert ran.code == Exit.UNAVAILABLE
    assert "Another run" in ran.err


def test_a_state_folder_that_is_a_file_is_exit_4(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be journalled there, so nothing is sent."""
    cli(*SIGN)
    (desk / "file").write_text("", "utf-8")
    monkeypatch.setenv("ITA_SYNC_STATE", str(desk / "file"))
    ran = cli("push", REPORT)
    assert ran.code == Exit.CONFIG
    assert "ITA_SYNC_STATE" in ran.err


def test_several_reports_are_pushed_one_after_another(cli: Cli, desk: Path) -> None:
    """One that fails does not hold up the others; the most urgent exit code wins."""
    cli(*SIGN)
    ran = cli("push", "missing.yaml", REPORT, "--json")
    assert ran.code == 1
    results = ran.document()["results"]
    assert results[0]["error"]["exit"] == 1
    assert results[1]["outcome"] == "written"

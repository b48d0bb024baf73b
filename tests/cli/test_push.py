"""`push`: the lock, the journal's folder, several reports."""

from pathlib import Path

import pytest

from ita_sync import settings
from ita_sync.errors import Exit
from ita_sync.journal import lock
from ita_sync.sandbox import Fault
from tests.cli.conftest import REPORT, SIGN, Cli, impatient, sandbox


def test_two_runs_in_one_state_folder_wait_for_each_other(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is held by another: it says that it waits; exit 5 after that, nothing written."""
    monkeypatch.setattr(lock, "WAIT", 0.05)
    cli(*SIGN)
    with lock.exclusive(desk.parent / "state"):
        for command, unwritten in (
            (("push", REPORT), "This run wrote nothing to the sheet."),
            (("verify",), "This run wrote nothing to the sheet."),
            (("push", REPORT, REPORT), "Nothing was written to the sheet for this report."),
        ):
            ran = cli(*command)
            assert ran.code == Exit.UNAVAILABLE
            waits, _, ends = ran.err.partition(
                "Another run of ita-sync is at work; waiting for it."
            )
            assert "still at work" not in waits
            assert "Another run of ita-sync is still at work in " in ends
            assert unwritten in ends
            assert "→ Let it finish, then run the same command again." in ends


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


def test_a_tab_of_another_year_needs_a_word(cli: Cli, desk: Path) -> None:
    """`--this-tab` for one run, dry or not; a line of the configuration for all."""
    text = (settings.bundled() / "ita-sync.toml").read_text("utf-8")
    other = text.replace('tab = "ITA 2566"', 'tab = "ITA 2565"')
    (desk / "other.toml").write_text(other, "utf-8")
    aim = ("--config", "other.toml")
    cli(*SIGN, *aim)
    for how in ((), ("--dry-run",)):
        ran = cli("push", REPORT, *aim, *how)
        assert ran.code == Exit.CONFLICT
        assert "Tab ITA 2565 is of 2565, the report of 2566." in ran.err
    assert cli("push", REPORT, *aim, "--dry-run", "--this-tab").code == Exit.OK
    always = other.replace("# any_year = true", "any_year = true")
    (desk / "other.toml").write_text(always, "utf-8")
    assert cli("push", REPORT, *aim, "--dry-run").code == Exit.OK
    (desk / "other.toml").write_text(other, "utf-8")
    assert cli("push", REPORT, *aim, "--this-tab").code == Exit.OK
    assert "Already there" in cli("push", REPORT, *aim).out


def test_the_network_is_asked_before_the_lock(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever cannot reach the sheet neither waits for another run nor holds one up."""
    monkeypatch.setattr(lock, "WAIT", 0.05)
    impatient(desk)
    cli(*SIGN)
    cli("sandbox", "show")
    sandbox(desk).fault(Fault("cut"))
    assert cli("push", REPORT).code == Exit.UNKNOWN
    with lock.exclusive(desk.parent / "state"):
        assert "Another run" in cli("push", REPORT).err
        sandbox(desk).fault(Fault("refused", match="read", times=None))
        for command in (("push", REPORT), ("verify",)):
            ran = cli(*command)
            assert (ran.code, "Another run" in ran.err) == (Exit.UNKNOWN, False), ran


def test_several_reports_wait_for_the_network_once(cli: Cli, desk: Path) -> None:
    """The first tries for as long as `look` says, the others only ask."""
    impatient(desk)
    cli(*SIGN)
    config = desk / "config" / "ita-sync.toml"
    text = config.read_text("utf-8").replace("look = 0.5", "look = 3")
    config.write_text(text.replace("deadline = 0.5", "deadline = 9"), "utf-8")
    assert cli("sandbox", "show").code == Exit.OK
    sandbox(desk).clear_calls()
    sandbox(desk).fault(Fault("refused", match="read", times=None))
    assert cli("push", REPORT, REPORT, REPORT).code == Exit.UNAVAILABLE
    assert 4 <= len(sandbox(desk).calls()) <= 5

"""`push`: the lock, the journal's folder, several reports."""

import shutil
import weakref
from pathlib import Path

import pytest

from ita_sync import config_path
from ita_sync.checks import Checked
from ita_sync.cli import prepare
from ita_sync.cli.options import Options
from ita_sync.errors import Exit
from ita_sync.journal import lock
from ita_sync.sandbox import Fault
from tests.cli.conftest import REPORT, SIGN, Cli, impatient, province, rows, sandbox
from tests.cli.terminal import converse, edit
from tests.promise.edits import put


def test_two_runs_in_one_state_folder_wait_for_each_other(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is held by another: it says that it waits; exit 5 after that, nothing written."""
    monkeypatch.setattr(lock, "WAIT", 0.05)
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
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


def test_a_tab_of_another_year_needs_a_word(cli: Cli, desk: Path) -> None:
    """`--this-tab` for one run, dry or not; a line of the configuration for all."""
    text = (config_path.bundled() / "ita-sync.toml").read_text("utf-8")
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
    """One look for all, for as long as `look` says; what is wrong is said once."""
    province(cli, desk, 3)
    config = desk / "config" / "ita-sync.toml"
    impatient(desk)
    text = config.read_text("utf-8").replace("look = 0.5", "look = 3")
    config.write_text(text.replace("deadline = 0.5", "deadline = 9"), "utf-8")
    assert cli("sandbox", "show").code == Exit.OK
    sandbox(desk).clear_calls()
    sandbox(desk).fault(Fault("refused", match="read", times=None))
    ran = cli("push", "reports")
    assert ran.code == Exit.UNAVAILABLE
    assert 2 <= len(sandbox(desk).calls()) <= 3
    assert ran.err.count("Google Sheets cannot be reached now") == 1
    assert "3 reports:\nGoogle Sheets" in ran.err
    ran = cli("push", "reports", "missing.yaml")
    assert "reports/r0.yaml, reports/r1.yaml, reports/r2.yaml:\nGoogle Sheets" in ran.err


# many


def calls(desk: Path) -> list[str]:
    """Return the calls made so far, each as read or write."""
    return ["write" if call.write else "read" for call in sandbox(desk).calls()]


def know_the_sheet(cli: Cli, desk: Path) -> None:
    """Let an earlier push have asked what is asked of a spreadsheet once."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    sandbox(desk).clear_calls()


def test_a_province_takes_one_read_and_one_write(cli: Cli, desk: Path) -> None:
    """143 reports of a folder: announced, then done; a second run only looks."""
    province(cli, desk, 143)
    know_the_sheet(cli, desk)
    announced = cli("push", "reports", "--dry-run")
    assert announced.code == Exit.OK
    assert (
        "143 reports: 143 to add, 0 to fill or amend, 0 already there, 0 not to be pushed"
        in announced.out
    )
    assert "  A push takes 1 read, 1 write.\n" in announced.out
    sandbox(desk).clear_calls()
    ran = cli("push", "reports", "--json")
    assert (ran.code, calls(desk)) == (Exit.OK, ["read", "write"])
    document = ran.document()
    assert document["calls"] == {"reads": 1, "writes": 1}
    assert [each["row"] for each in document["results"]] == list(range(4, 147))
    assert {each["mark"] for each in document["results"]} == {2}
    again = cli("push", "reports")
    assert (again.code, calls(desk)) == (Exit.OK, ["read", "write", "read"])
    assert (
        "143 reports: 0 written, 0 filled or amended, 143 already there, 0 not pushed.\n"
        in again.out
    )


def test_what_is_wrong_with_one_report_holds_up_no_other(cli: Cli, desk: Path) -> None:
    """Each in its place: errors, no sign-off, other content in the sheet, a missing file."""
    province(cli, desk, 6)
    know_the_sheet(cli, desk)
    assert cli("push", "reports/r4.yaml").code == Exit.OK
    edit(desk / "reports" / "r1.yaml", ("total: 78.41", "total: 39.41"))
    (desk / "reports" / "r2.signoff.json").unlink()
    assert sandbox(desk).owner_edit("sandbox", [put(3, 8, 12.5)])
    sandbox(desk).clear_calls()
    ran = cli("push", "reports", "missing.yaml", "--json")
    assert (ran.code, calls(desk)) == (Exit.CONFIG, ["read", "write"])
    results = ran.document()["results"]
    assert [Path(each["report"]).name for each in results] == [
        *(f"r{number}.yaml" for number in range(6)),
        "missing.yaml",
    ]
    ended = [each["error"]["code"] if "error" in each else each["outcome"] for each in results]
    assert ended == [
        *("written", "report-has-errors", "not-signed", "written", "content-differs"),
        *("written", "report-missing"),
    ]
    said = cli("push", "reports", "missing.yaml")
    assert "7 reports: 0 written, 0 filled or amended, 3 already there, 4 not pushed.\n" in said.out
    for name in ("r1", "r2", "r4"):
        assert f"reports/{name}.yaml:\n" in said.err
    assert said.out.index("r0.yaml: Already there") < said.out.index("TOTAL-SUM")
    assert said.out.index("TOTAL-SUM") < said.out.index("r3.yaml: Already there")
    assert said.err.count("Nothing was written to the sheet for this report.") == 4


def test_two_reports_of_one_key_are_refused_and_a_file_named_twice_is_said(
    cli: Cli, desk: Path
) -> None:
    """The same file is one row, whatever leads to it; two files of one key are not."""
    province(cli, desk, 2)
    named = ("reports/r0.yaml", "reports/../reports/r0.yaml", "reports/r1.yaml")
    dry = cli("push", *named, "--dry-run")
    assert "3 reports about 2 rows: 2 to add, " in dry.out
    ran = cli("push", *named)
    assert ran.code == Exit.OK
    assert "3 reports about 2 rows: 2 written, " in ran.out
    assert "reports/../reports/r0.yaml was named more than once; it is one row.\n" in ran.err
    assert rows(desk, "5300000") == 1
    shutil.copy(desk / "reports" / "r1.yaml", desk / "other.yaml")
    edit(desk / "other.yaml", ("ชย 52506.2/62", "ชย 52506.2/63"))
    cli("sign", "other.yaml", *SIGN[2:])
    clash = cli("push", "reports/r1.yaml", "other.yaml", "reports/r0.yaml", "--json")
    assert clash.code == Exit.CONFLICT
    codes = [each.get("error", {}).get("code") for each in clash.document()["results"]]
    assert codes == ["same-key", "same-key", None]
    (desk / "old").mkdir()
    shutil.copytree(desk / "reports", desk / "old", dirs_exist_ok=True)
    told = cli("push", "reports/r1.yaml", "other.yaml", "old/r1.yaml")
    assert ", with different content: reports/r1.yaml, other.yaml, old/r1.yaml\n" in told.err


def test_of_many_those_that_were_not_pushed_are_named_below_the_others(
    cli: Cli, desk: Path
) -> None:
    """In a dry run, too; twenty of them at most."""
    province(cli, desk, 10)
    (desk / "reports" / "r2.signoff.json").unlink()
    edit(desk / "reports" / "r1.yaml", ("total: 78.41", "total: 39.41"))
    for dry in (["--dry-run"], []):
        ran = cli("push", "reports", *dry)
        assert ran.out.count("  Not pushed: reports/r1.yaml, reports/r2.yaml\n") == 1
    ran = cli("push", "reports", *(f"missing{number}.yaml" for number in range(20)))
    assert ran.out.count("missing17.yaml and 2 others\n") == 1


def test_of_thousands_of_reports_none_is_held(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error keeps no frame alive, and with it all that was read: signed, not signed, void."""
    province(cli, desk, 12)
    (desk / "reports" / "r3.signoff.json").unlink()
    (desk / "reports" / "r4.yaml").write_bytes(b"\xff")
    edit(desk / "reports" / "r5.yaml", ("ชย 52506.2/62", "ชย 52506.2/63"))
    held: list[weakref.ref[Checked]] = []

    def watched(options: Options, path: Path) -> Checked:
        checked = examined(options, path)
        held.append(weakref.ref(checked))
        return checked

    examined = Options.examine
    monkeypatch.setattr(Options, "examine", watched)
    drawn = prepare.prepare_all(Options(), sorted((desk / "reports").glob("*.yaml")))
    assert len(drawn) == 12
    assert [each() is None for each in held] == [True] * 11


def test_a_folder_without_reports_is_said(cli: Cli, desk: Path) -> None:
    """What lies deeper, and what is hidden, is not taken for one."""
    province(cli, desk, 1)
    (desk / "reports" / ".r1.yaml").write_text("x", "utf-8")
    (desk / "empty" / "deeper").mkdir(parents=True)
    shutil.copy(desk / "reports" / "r0.yaml", desk / "empty" / "deeper")
    ran = cli("push", "empty", "reports")
    assert ran.code == Exit.CONFIG
    assert "empty:\nThe folder empty holds no report (.yaml, .xlsx).\n" in ran.err
    assert "2 reports: 1 written" in ran.out


def test_many_are_met_with_patience_and_go_on_where_they_were_interrupted(
    cli: Cli, desk: Path
) -> None:
    """A 429 is waited for; a lost reply leaves all in doubt, and the next run settles them."""
    province(cli, desk, 3)
    know_the_sheet(cli, desk)
    sandbox(desk).fault(Fault("http-429", retry_after="1"))
    assert cli("push", "reports/r0.yaml", "reports/r1.yaml").code == Exit.OK
    assert calls(desk) == ["read", "write", "read", "write"]
    impatient(desk)
    sandbox(desk).fault(Fault("cut", when="after"))
    sandbox(desk).fault(Fault("http-503", match="read", skip=1, times=None))
    ran = cli("push", "reports", "--json")
    codes = [each.get("error", {}).get("code") for each in ran.document()["results"]]
    assert (ran.code, codes) == (Exit.UNKNOWN, [None, None, "outcome-unknown"])
    ran = cli("push", "reports", "--json")
    codes = [each.get("error", {}).get("code") for each in ran.document()["results"]]
    assert (ran.code, codes) == (Exit.UNKNOWN, ["not-reached", "not-reached", "outcome-unknown"])
    sandbox(desk).clear_faults()
    (desk / "config" / "ita-sync.toml").unlink()
    assert cli("push", "reports").code == Exit.OK
    assert [rows(desk, f"530000{number}") for number in range(3)] == [1, 1, 1]


def test_only_a_terminal_gets_a_progress_bar(cli: Cli, desk: Path) -> None:
    """Under a scheduler nothing of it is printed."""
    province(cli, desk, 10)
    code, screen = converse(["push", "reports", "--dry-run"], desk, [])
    assert code == Exit.OK
    assert "Checking  [" in screen
    assert "10/10" in screen
    ran = cli("push", "reports", "--dry-run")
    assert "Checking" not in ran.out + ran.err


def test_a_sign_off_that_is_gone_is_remembered_by_the_journal(cli: Cli, desk: Path) -> None:
    """It reads as never signed; that a push had a decision is known where the push was made."""
    recalled = "It was pushed with a decision before: bring the file chaturat-2566.signoff.json"
    assert recalled not in cli("push", REPORT).err
    assert not (desk.parent / "state" / "journal.sqlite").exists()
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
    (desk / "chaturat-2566.signoff.json").unlink()
    for command in ("push", "preview"):
        assert recalled in cli(command, REPORT).err, command
    ran = cli("push", REPORT, "--lang", "th")
    assert (ran.code, "สำรอง" in ran.err) == (Exit.NOT_SIGNED, True)
    assert cli("sign", REPORT, *SIGN[2:]).code == cli("push", REPORT).code == Exit.OK

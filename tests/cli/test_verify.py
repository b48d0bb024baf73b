"""`verify`."""

import shlex
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ita_sync.errors import Exit
from ita_sync.sandbox import Fault
from tests.cli.conftest import (
    KEY,
    REPORT,
    SIGN,
    Cli,
    follow,
    impatient,
    own_config,
    province,
    sandbox,
)
from tests.promise.edits import copy_tab, delete_row, insert, put


def test_verify_is_silent_on_success_without_a_terminal(cli: Cli, desk: Path) -> None:
    """Cron mails only trouble, on the sandbox, too."""
    cli(*SIGN)
    cli("push", REPORT)
    quiet = cli("verify")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


def test_a_removed_row_is_written_again_as_the_advice_says(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is named as it is typed from another folder, too; if it is gone, that is said."""
    own_config(desk)
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    assert sandbox(desk).owner_edit("sandbox", [delete_row(2)])
    ran = cli("verify")
    assert f"`ita-sync push --restore {REPORT}`" in ran.err
    (desk / "below").mkdir()
    monkeypatch.setenv("ITA_SYNC_CONFIG", str(desk / "config" / "ita-sync.toml"))
    monkeypatch.chdir(desk / "below")
    ran = cli("verify")
    assert shlex.join(["ita-sync", "push", "--restore", f"../{REPORT}"]) in ran.err
    (desk / REPORT).rename(desk / "moved.yaml")
    assert f"The report file {desk / REPORT} is not there any more." in cli("verify").err
    (desk / "moved.yaml").rename(desk / REPORT)
    assert follow(cli, ran.err, "push --restore").out.startswith("Written: ")


def test_a_damaged_journal_is_told_once(cli: Cli, desk: Path) -> None:
    """By `push` as by `verify`: looking for open attempts says nothing more of it."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    with closing(sqlite3.connect(desk.parent / "state" / "journal.sqlite")) as db, db:
        db.execute("UPDATE changes SET cells = replace(cells, '92.55', '93.55')")
    for command in (("verify",), ("push", REPORT)):
        ran = cli(*command)
        assert ran.code == Exit.CONFIG
        assert ran.err.count("is damaged") == 1


def test_nothing_to_verify_is_neither_silent_nor_good(cli: Cli, desk: Path) -> None:
    """Most likely another state folder or configuration: both are named; nothing is made."""
    ran = cli("verify")
    assert (ran.code, ran.out) == (Exit.CONFIG, "")
    assert "Nothing was verified" in ran.err
    assert f"State folder: {desk.parent / 'state'}" in ran.err
    assert "Configuration: " in ran.err
    assert not (desk.parent / "state").exists()
    assert cli("verify", "--allow-empty").code == Exit.OK
    assert not (desk.parent / "state").exists()
    document = cli("verify", "--json").document()
    assert (document["exit"], document["rows"]) == (4, [])
    assert [cause["code"] for cause in document["causes"]] == ["nothing-to-verify"]


def test_json_has_all_rows_and_causes(cli: Cli, desk: Path) -> None:
    """Also what could not be looked at."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    place = {"spreadsheet": "sandbox", "gid": 0, "tab": "ITA 2566"}
    document = cli("verify", "--json").document()
    (row,) = document["rows"]
    assert row == {
        "key": KEY,
        "report": REPORT,
        "exit": 0,
        "row": 3,
        "error": None,
        "looked": True,
        "known": True,
        "accepted": None,
        "place": place,
    }
    assert (document["exit"], document["causes"], document["practice"]) == (0, [], [])
    assert sandbox(desk).owner_edit("sandbox", [delete_row(2)])
    document = cli("verify", "--json").document()
    ((row,), (cause,)) = document["rows"], document["causes"]
    assert (row["exit"], row["row"], row["error"]) == (7, None, cause["error"])
    identity = cause.pop("identity")
    assert len(identity) == 64
    assert cause == {
        "code": "row-removed",
        "exit": 7,
        "keys": [KEY],
        "place": place,
        "error": row["error"],
    }
    assert cli("verify", "--json").document()["causes"][0]["identity"] == identity


def test_another_configuration_does_not_make_it_silent(cli: Cli, desk: Path) -> None:
    """The tab that rows were written to is looked at, whichever one is configured now."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    assert sandbox(desk).owner_edit("sandbox", [copy_tab(7, "zwei"), delete_row(2)])
    config = own_config(desk) / "ita-sync.toml"
    config.write_text(config.read_text("utf-8").replace('"ITA 2566"', '"zwei"'), "utf-8")
    ran = cli("verify")
    assert (ran.code, ran.err.count("stands in row 3 of tab zwei now")) == (Exit.CONFLICT, 1)
    assert sandbox(desk).owner_edit("sandbox", [{"deleteSheet": {"sheetId": 0}}])
    ran = cli("verify")
    assert (ran.code, ran.err.count("was deleted")) == (Exit.CONFLICT, 1)
    assert f"Keys: {KEY}" in ran.err


# reports


def forget(desk: Path) -> None:
    """Let the journal be lost: a new computer, or a new officer."""
    (desk.parent / "state" / "journal.sqlite").unlink()


def test_only_the_rows_of_the_reports_that_were_named(cli: Cli, desk: Path) -> None:
    """As `push` takes them: files and folders."""
    province(cli, desk, 2)
    assert cli("push", "reports/").code == Exit.OK
    assert sandbox(desk).owner_edit("sandbox", [delete_row(3)])
    document = cli("verify", "reports/r0.yaml", "--json").document()
    assert ([row["key"] for row in document["rows"]], document["exit"]) == (["5300000 / 2566"], 0)
    assert cli("verify", "reports/r1.yaml").code == Exit.CONFLICT
    document = cli("verify", "reports/", "--json").document()
    assert [(row["row"], row["exit"]) for row in document["rows"]] == [(3, 0), (None, 7)]


def test_a_signed_report_that_the_journal_does_not_know_is_compared(cli: Cli, desk: Path) -> None:
    """Only read; a push then records the row, and verify answers for it."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    forget(desk)
    ran = cli("verify", REPORT)
    assert (ran.code, "the journal here does not know it" in ran.out) == (Exit.OK, True)
    assert not (desk.parent / "state" / "journal.sqlite").exists()
    (row,) = cli("verify", REPORT, "--json").document()["rows"]
    assert (row["row"], row["known"], row["exit"]) == (3, False, 0)
    assert cli("verify").code == Exit.CONFIG
    assert cli("push", REPORT).out.startswith("Already there: ")
    (row,) = cli("verify", "--json").document()["rows"]
    assert (row["key"], row["known"], row["exit"]) == (KEY, True, 0)
    assert cli("history", "--json").document()["intents"][0]["kind"] == "found"


def test_an_unknown_report_that_differs_or_is_not_there(cli: Cli, desk: Path) -> None:
    """1 and 7; nothing is claimed of what was written once."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    forget(desk)
    assert sandbox(desk).owner_edit("sandbox", [put(2, 8, 1)])
    ran = cli("verify", REPORT)
    assert (ran.code, "differs from the report" in ran.err) == (Exit.FINDINGS, True)
    assert "somebody changed it" not in ran.err
    assert sandbox(desk).owner_edit("sandbox", [delete_row(2)])
    ran = cli("verify", REPORT)
    assert (ran.code, "has no row of" in ran.err) == (Exit.CONFLICT, True)
    assert "somebody removed it" not in ran.err
    assert follow(cli, ran.err, "push").code == Exit.OK


def test_an_unknown_report_that_is_not_signed(cli: Cli, desk: Path) -> None:
    """Exit 3, in the words of a push; one that cannot be read is worth its own exit code."""
    ran = cli("verify", REPORT)
    assert (ran.code, "has not been signed off" in ran.err) == (Exit.NOT_SIGNED, True)
    assert "ita-sync sign" in ran.err
    twice = cli("verify", REPORT, f"./{REPORT}")
    assert twice.err.count("has not been signed off") == 1
    (desk / "bad.yaml").write_text("x: [", "utf-8")
    document = cli("verify", REPORT, "bad.yaml", "--json").document()
    assert [cause["exit"] for cause in document["causes"]] == [3, 1]


# what a person accepts


def test_what_is_accepted_is_silent_until_something_else_changes(cli: Cli, desk: Path) -> None:
    """However the rows are sorted; history has the reason."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    box = sandbox(desk)
    assert box.owner_edit("sandbox", [put(2, 8, 1)])
    assert cli("verify").code == Exit.FINDINGS
    ran = cli("verify", "--accept", "๕๓๖๐๖๐๑", "--reason", " มติ อปท. ")
    assert (ran.code, ran.out) == (Exit.OK, f"{KEY}: accepted: มติ อปท.\n")
    ran = cli("verify")
    assert (ran.code, ran.out, ran.err) == (Exit.OK, "", "")
    assert box.owner_edit("sandbox", [insert("ROWS", 2, 2)])
    (row,) = cli("verify", "--json").document()["rows"]
    assert (row["row"], row["exit"], row["error"]) == (5, 0, None)
    assert row["accepted"]["reason"] == "มติ อปท."
    (intent,) = cli("history", "--json").document()["intents"]
    assert [each["reason"] for each in intent["accepted"]] == ["มติ อปท."]
    assert "accepted as it stands: มติ อปท." in cli("history").out
    assert box.owner_edit("sandbox", [put(4, 8, 2)])
    assert cli("verify").code == Exit.FINDINGS
    assert cli("verify", "--accept", KEY, "--reason", "x").code == Exit.OK
    assert box.owner_edit("sandbox", [delete_row(4)])
    assert cli("verify").code == Exit.CONFLICT


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        (delete_row(2), None),
        (put(2, 0, "5360699"), put(2, 1, "อื่น")),
        ({"addSheet": {"properties": {"title": "x"}}}, None),
    ],
)
def test_whatever_is_wrong_can_be_accepted(
    cli: Cli, desk: Path, edit: dict[str, Any], again: dict[str, Any] | None
) -> None:
    """A removed row, an edited key, a deleted tab."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    box = sandbox(desk)
    gone = [{"deleteSheet": {"sheetId": 0}}] if "addSheet" in edit else []
    assert box.owner_edit("sandbox", [edit, *gone])
    assert cli("verify").code == Exit.CONFLICT
    assert cli("verify", "--accept", REPORT, "--reason", "ตกลง").code == Exit.OK
    assert cli("verify").code == Exit.OK
    if again:
        assert box.owner_edit("sandbox", [again])
        assert cli("verify").code == Exit.CONFLICT


def test_what_cannot_be_accepted(cli: Cli, desk: Path) -> None:
    """Nothing wrong, no such row, no reason or one that cannot be read: nothing is recorded."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    ran = cli("verify", "--accept", KEY, "--reason", "x")
    assert (ran.code, "Nothing is wrong with" in ran.err) == (Exit.CONFLICT, True)
    for arguments, said in (
        (("--accept", "9", "--reason", "x"), f"it knows: {KEY}"),
        (("--accept", KEY), "needs --reason"),
        (("--accept", KEY, "--reason", " "), "needs --reason"),
        (("--accept", KEY, "--reason", "a\x1bb"), "U+001B"),
        (("--accept", KEY, "--reason", "x", REPORT), "goes alone"),
        (("--reason", "x"), "goes with --accept"),
    ):
        ran = cli("verify", *arguments)
        assert (ran.code, said in ran.err) == (Exit.USAGE, True), ran.err
    assert cli("history", "--json").document()["intents"][0]["accepted"] == []


def test_what_is_open_or_was_not_seen_cannot_be_accepted(cli: Cli, desk: Path) -> None:
    """What stands is not known; the sheet that cannot be read says why."""
    impatient(desk)
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    box = sandbox(desk)
    box.fault(Fault("http-403", match="read"))
    ran = cli("verify", "--accept", KEY, "--reason", "x")
    assert (ran.code, "Google refused access" in ran.err) == (Exit.CONFIG, True)
    assert box.owner_edit("sandbox", [delete_row(2)])
    box.fault(Fault("hang", when="before"))
    box.fault(Fault("http-403", match="read", skip=1))
    assert cli("push", REPORT, "--restore").code == Exit.UNKNOWN
    ran = cli("verify", "--accept", KEY, "--reason", "x")
    assert (ran.code, "still open" in ran.err) == (Exit.UNKNOWN, True)


def test_a_header_that_hides_rows_cannot_be_accepted(cli: Cli, desk: Path) -> None:
    """Nobody would be told what becomes of the rows below it."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    box = sandbox(desk)
    assert box.owner_edit("sandbox", [put(1, 8, "อื่น")])
    ran = cli("verify", "--accept", KEY, "--reason", "x")
    assert ran.code == Exit.CONFLICT
    assert "Restore the sheet's header" in ran.err
    assert "A row that cannot be read cannot be accepted" in ran.err
    assert cli("history", "--json").document()["intents"][0]["accepted"] == []
    assert box.owner_edit("sandbox", [delete_row(2)])
    assert cli("verify").code == Exit.CONFLICT


def test_a_row_that_moved_to_another_tab_is_accepted_there_alone(cli: Cli, desk: Path) -> None:
    """However the rows there are sorted; where it is deleted there, people are told."""
    cli(*SIGN)
    assert cli("push", REPORT).code == Exit.OK
    box = sandbox(desk)
    assert box.owner_edit("sandbox", [copy_tab(7, "other"), delete_row(2)])
    assert "of tab other now" in cli("verify").err
    assert cli("verify", "--accept", KEY, "--reason", "x").code == Exit.OK
    down = insert("ROWS", 2)
    down["insertDimension"]["range"]["sheetId"] = 7
    assert box.owner_edit("sandbox", [down])
    assert cli("verify").code == Exit.OK
    gone = delete_row(3)
    gone["deleteDimension"]["range"]["sheetId"] = 7
    assert box.owner_edit("sandbox", [gone])
    ran = cli("verify")
    assert (ran.code, "somebody removed it" in ran.err) == (Exit.CONFLICT, True)


def test_a_first_attempt_that_is_open_cannot_be_accepted(cli: Cli, desk: Path) -> None:
    """It is a row of the journal, though nobody knows whether of the sheet."""
    impatient(desk)
    cli(*SIGN)
    box = sandbox(desk)
    box.fault(Fault("hang", when="before"))
    box.fault(Fault("http-403", match="read", skip=1))
    assert cli("push", REPORT).code == Exit.UNKNOWN
    ran = cli("verify", "--accept", KEY, "--reason", "x")
    assert (ran.code, "still open" in ran.err) == (Exit.UNKNOWN, True)
    assert "Accept what stands once that is decided." in ran.err


def test_where_the_journal_knows_why_there_is_nothing_it_says_that(cli: Cli, desk: Path) -> None:
    """Taken back by decision, or practice begun anew: no other account is suspected."""
    assert cli(*SIGN).code == cli("push", REPORT).code == Exit.OK
    today = datetime.now(UTC).date().isoformat()
    decided = cli("sign", "--undo", KEY, "--post", "นายกเทศมนตรี", "--date", today)
    assert decided.code == cli("undo", KEY).code == Exit.OK
    for asked in (("verify",), ("verify", REPORT)):
        ran = cli(*asked)
        assert (ran.code, "another account" in ran.err) == (Exit.CONFIG, False), ran.err
        assert f"the row of {KEY} was taken back, as it was decided" in ran.err
    assert cli("push", "--restore", REPORT).code == cli("sandbox", "reset", "--yes").code == Exit.OK
    ran = cli("verify")
    assert (ran.code, "another account" in ran.err) == (Exit.CONFIG, False), ran.err
    assert "the practice sheet was begun anew (`ita-sync sandbox reset`)" in ran.err
    assert cli("verify", "--allow-empty").code == Exit.OK

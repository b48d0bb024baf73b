"""`verify`."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import KEY, REPORT, SIGN, Cli, follow, own_config, sandbox
from tests.promise.edits import copy_tab, delete_row


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
    assert (ran.code, ran.err.count("somebody removed it")) == (Exit.CONFLICT, 1)
    assert sandbox(desk).owner_edit("sandbox", [{"deleteSheet": {"sheetId": 0}}])
    ran = cli("verify")
    assert (ran.code, ran.err.count("was deleted")) == (Exit.CONFLICT, 1)
    assert f"Keys: {KEY}" in ran.err

"""`verify`."""

import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli, follow, own_config, sandbox
from tests.promise.edits import delete_row

NOTICE = "SANDBOX: nothing was sent to NACC."


def test_verify_is_silent_on_success_without_a_terminal(cli: Cli, desk: Path) -> None:
    """Cron mails only trouble; on the sandbox only the notice is said."""
    cli(*SIGN)
    cli("push", REPORT)
    quiet = cli("verify")
    assert (quiet.code, quiet.out, quiet.err.strip()) == (0, "", NOTICE)


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

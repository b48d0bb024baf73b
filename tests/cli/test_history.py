"""`history`."""

from pathlib import Path

import pytest

from ita_sync.cli import watch
from ita_sync.cli.history import KINDS
from ita_sync.errors import Exit
from ita_sync.journal import Kind
from ita_sync.monitor.memory import NAME, Memory
from tests.cli.conftest import REPORT, SIGN, Cli, sandbox
from tests.cli.terminal import edit
from tests.promise.edits import delete_row


def test_history_of_an_unknown_file_does_not_call_the_journal_empty(cli: Cli) -> None:
    """An officer would read "never sent"."""
    cli(*SIGN)
    cli("push", REPORT)
    assert "no entry for a file named other.yaml" in cli("history", "other.yaml").out


def test_history_shows_intents_and_attempts(cli: Cli) -> None:
    """What was meant, sent and settled."""
    assert "empty" in cli("history").out
    cli(*SIGN)
    cli("push", REPORT)
    (intent,) = cli("history", REPORT, "--json").document()["intents"]
    assert (intent["state"], intent["mark"], intent["report"]) == ("confirmed", 1, REPORT)
    assert [a["outcome"] for a in intent["attempts"]] == ["applied"]
    assert intent["signoff"]["post"] == "นายกเทศมนตรี"
    assert "confirmed" in cli("history").out


def test_history_says_what_each_change_did(cli: Cli, desk: Path) -> None:
    """In words, and as `kind` in JSON; a pin changes nothing and is not shown."""
    for number in (62, 63):
        edit(desk / REPORT, ("52506.2/62", f"52506.2/{number}"))
        cli(*SIGN)
        cli("push", REPORT)
    added, amended = (line for line in cli("history").out.splitlines() if REPORT in line)
    assert "mark 1, added: confirmed" in added
    assert "mark 3, amended: confirmed" in amended
    intents = cli("history", "--json").document()["intents"]
    assert [intent["kind"] for intent in intents] == ["add", "amend"]
    assert set(KINDS) == set(Kind) - {Kind.PIN}


def test_history_ends_with_the_last_good_check_and_its_age(
    cli: Cli, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And with a later run that found something, if there was one."""
    assert cli("history").out.splitlines()[-1] == "`verify` has not run yet."
    none = {"good_at": None, "rows": 0, "ran_at": None, "exit": None}
    assert cli("history", "--json").document()["last_check"] == none
    cli(*SIGN)
    cli("push", REPORT)
    cli("verify")
    good = cli("history").out.splitlines()[-1]
    assert good.startswith("Last good check: ")
    assert good.endswith("(just now), rows: 1.")
    assert sandbox(desk).owner_edit("sandbox", [delete_row(2)])
    later = watch.now() + 50 * 3600
    monkeypatch.setattr(watch, "now", lambda: later)
    monkeypatch.setattr("ita_sync.cli.history.time.time", lambda: later + 3600)
    cli("verify")
    last = cli("history").out.splitlines()[-1]
    assert "(2 days ago), rows: 1. `verify` ran last" in last
    assert last.endswith("(1 hour ago), exit 7.")
    told = cli("history", "--json").document()["last_check"]
    assert (told["rows"], told["exit"], told["good_at"] < told["ran_at"]) == (1, 7, True)


def test_a_check_of_a_clock_that_was_ahead_is_not_of_just_now(cli: Cli, desk: Path) -> None:
    """It says why the moment has not come yet."""
    later = watch.now() + 40 * 86400
    state = desk.parent / "state"
    Memory(ran_at=later, code=0, good_at=later, rows=1).save(state)
    last = cli("history").out.splitlines()[-1]
    assert "(lies ahead: the clock of this machine was changed), rows: 1." in last


def test_a_damaged_memory_is_as_none(cli: Cli, desk: Path) -> None:
    """No command that reads it ends in a bug."""
    state = desk.parent / "state"
    state.mkdir(exist_ok=True)
    for text in ('{"ran_at":1e30,"code":0,"good_at":1e30}', '{"ran_at":1796029999999,"code":0}'):
        (state / NAME).write_text(text, "utf-8")
        assert cli("history").out.splitlines()[-1] == "`verify` has not run yet."
        for command in (("doctor",), ("verify", "--scheduled", "--allow-empty")):
            assert cli(*command).code != Exit.BUG, command
        (state / NAME).unlink(missing_ok=True)

"""`history`."""

from pathlib import Path

from ita_sync.cli.history import KINDS
from ita_sync.journal import Kind
from tests.cli.conftest import REPORT, SIGN, Cli
from tests.cli.terminal import edit


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

"""`history`."""

from tests.cli.conftest import REPORT, SIGN, Cli


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

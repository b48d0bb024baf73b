"""The error boundary: usage errors, bugs, and the JSON of a run that ended early."""

import re
import sqlite3
from pathlib import Path

import pytest
from pydantic_core import SchemaError

from ita_sync.cli.boundary import is_interrupt
from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("push",),
        ("push", REPORT, "--tsv"),
        ("frobnicate",),
        ("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566"),
        ("sign", REPORT, "--post", "  ", "--date", "27/10/2566"),
        ("verify", "--lang", "xx"),
    ],
)
def test_wrong_usage_is_exit_2_and_no_arguments_show_help(
    cli: Cli, arguments: tuple[str, ...]
) -> None:
    """Click's own errors stay click's."""
    ran = cli(*arguments)
    assert ran.code == (Exit.OK if not arguments else Exit.USAGE)
    assert "Traceback" not in ran.err


def test_a_run_that_ends_early_still_prints_its_json(cli: Cli) -> None:
    """Usage errors too: one document, both languages."""
    document = cli("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566", "--json").document()
    assert (document["exit"], document["error"]["code"]) == (2, "usage")
    assert set(document["error"]["what"]) == {"th", "en"}


def test_a_bug_is_exit_70_with_a_log_that_only_the_owner_reads(cli: Cli, desk: Path) -> None:
    """A journal that lies about its format is not foreseen: the traceback goes to a file."""
    cli(*SIGN)
    cli("push", REPORT)
    with sqlite3.connect(desk.parent / "state" / "journal.sqlite") as db:
        db.execute("UPDATE intents SET cells = '[[1]]'")
    db.close()
    ran = cli("history")
    assert ran.code == 70
    assert "Traceback" not in ran.err
    log = desk.parent / "state" / "crash.log"
    assert "Traceback" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0


USAGE = [
    ("check",),
    ("check", REPORT, "--nope"),
    ("chekc", REPORT),
    ("check", REPORT, "--config"),
    ("history", REPORT, "more"),
    ("verify", "--lang", "xx"),
    ("verify", "--config", "."),
    ("form", "a.xlsx", "--year", "25x6"),
    ("form", "a.xlsx", "--year", "9" * 5000),
    ("read", "a.docx", "--year", "2023"),
    ("login", "--client", "."),
    ("form", "a.docx"),
    ("sandbox", "serve", "--port", "99999"),
    ("sandbox", "serve", "--port", "many"),
    ("sandbox", "export", "a.doc"),
    ("sign", REPORT, "--post", "x", "--date", "31 กุมภาพันธ์ 2566"),
    ("sign", REPORT, "--post", " ", "--date", "27/10/2566"),
    ("sign", REPORT, "--post", "นายกเทศมนตรี", "--date", "1/1/2566"),
    ("push", REPORT, "--tsv"),
    ("check", REPORT, "--fix"),
    ("read", "a.docx", "-o", "-"),
]


@pytest.mark.parametrize("arguments", USAGE)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_usage_error_is_in_both_languages(
    cli: Cli, arguments: tuple[str, ...], lang: str
) -> None:
    """Whichever the run speaks, `--json` has both, and the person reads theirs."""
    extra = () if arguments[-1] == "--config" else ("--json",)
    if arguments[:2] == ("check", REPORT) and "--fix" in arguments:
        extra = ()  # with --json there is nothing to ask
    ran = cli("--lang", lang, *extra, *arguments)
    assert ran.code == Exit.USAGE
    if extra:
        what = ran.document()["error"]["what"]
        assert what[lang] in ran.err
        assert what["th"] != what["en"]
        assert re.search("[ก-๛]", what["th"])
        assert re.search("[A-Za-z]{3}", what["en"])
    if lang == "th":
        assert not re.search(r"\b(is|the|not|no|of|and|for|with)\b", ran.err), ran.err


@pytest.mark.usefixtures("desk")
def test_an_error_in_two_languages_runs_nothing_twice(cli: Cli, desk: Path) -> None:
    """The command line is only read again."""
    cli("form", "made.xlsx", "--json")
    before = {path.name for path in desk.iterdir()}
    assert cli("form", "other.xlsx", "--year", "x", "--json").code == Exit.USAGE
    assert {path.name for path in desk.iterdir()} == before


def test_a_wrong_command_line_goes_before_a_wrong_configuration(cli: Cli, desk: Path) -> None:
    """Usage is exit 2, whatever else is wrong."""
    (desk / "wrong.toml").write_text("[target", "utf-8")
    assert cli("push", REPORT, "--tsv", "--config", "wrong.toml").code == Exit.USAGE
    assert cli("push", REPORT, "--config", "wrong.toml").code == Exit.CONFIG


def test_a_year_without_rules_is_no_wrong_usage(cli: Cli) -> None:
    """It is a question of the configuration; Thai digits are digits."""
    assert cli("form", "a.xlsx", "--year", "2023").code == Exit.CONFIG
    assert cli("form", "b.xlsx", "--year", "๒๕๖๕").code == Exit.OK


def test_an_interrupt_that_pydantic_took_for_its_own_is_one() -> None:
    """Struck while a model is built, it comes out as an error about the model."""
    told = "Error building `model` serializer:\n  SchemaError: Field `x`:\n  {}: "
    assert is_interrupt(SchemaError(told.format("KeyboardInterrupt")))
    assert not is_interrupt(SchemaError(told.format("KeyError")))
    assert not is_interrupt(ValueError("KeyboardInterrupt"))

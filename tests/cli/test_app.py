"""The commands under one name: their order, their summaries, and what each of them imports."""

import re
from pathlib import Path

import click
import pytest

from ita_sync.cli.app import SUMMARIES, app
from ita_sync.i18n import LANGUAGES, Language
from tests.cli.conftest import Cli
from tools.bench.starts import imports

CHECKS = {"click", "pydantic", "yaml", "tomllib"}
JOURNAL = {"sqlite3", "filelock"}
GOOGLE = {"gspread", "google", "requests", "urllib3", "http", "ssl", "tenacity"}


def test_a_command_imports_what_it_needs(tmp_path: Path) -> None:
    """Nobody waits for a library that the command at hand does not use."""
    assert dict(imports(tmp_path)) == {
        "--help": {"click"},
        "schema": {"click", "pydantic", "yaml"},
        "check report.yaml": CHECKS,
        "fields report.yaml": CHECKS,
        "preview report.yaml": CHECKS | JOURNAL | GOOGLE,
        "sign report.yaml": CHECKS | JOURNAL | GOOGLE,
        "push report.yaml --dry-run": CHECKS | JOURNAL | GOOGLE,
        "push report.yaml": CHECKS | JOURNAL | GOOGLE,
        "verify": CHECKS | JOURNAL | GOOGLE,
        "coverage --agencies list.csv": CHECKS | JOURNAL | GOOGLE,
        "schedule --kind cron --practice": CHECKS - {"yaml"},
        "history": CHECKS | JOURNAL,
        "doctor": CHECKS | JOURNAL | GOOGLE | {"rapidfuzz"},
        "form form.xlsx": CHECKS | {"openpyxl", "rapidfuzz", "lxml", "PIL"},
        "sandbox show": CHECKS
        | {"sqlite3"}
        | GOOGLE - {"google", "gspread", "tenacity"}
        | {"wcwidth"},
        "init desk --sandbox": {"click", "pydantic", "tomllib"},
    }


def test_the_commands_stand_in_the_order_of_the_work(cli: Cli) -> None:
    """First the work, then the set-up, then practice; `--help` lists them so."""
    order = ["read", "check", "preview", "sign", "push", "undo", "verify"]
    assert list(SUMMARIES) == [
        *order,
        *("coverage", "schedule", "settle", "history", "doctor"),
        *("init", "login", "agencies", "year", "form", "fields", "schema"),
        "sandbox",
    ]
    listed = cli("--help").out.partition("Commands:")[2]
    assert re.findall(r"^  (\w+) ", listed, re.MULTILINE) == list(SUMMARIES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_summary_is_the_first_sentence_of_the_command(cli: Cli, lang: Language) -> None:
    """The list does not import the commands, and says what they say."""
    for name, summary in SUMMARIES.items():
        shown = " ".join(cli(name, "--help", "--lang", lang).out.split())
        assert summary.render(lang) in shown, name


def test_an_unknown_command_is_none() -> None:
    """It is refused, and nothing is imported for it."""
    with click.Context(app) as ctx:
        assert app.get_command(ctx, "boundary") is None


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (["push"], "--config FILE "),
        (["push"], "--credentials FILE "),
        (["login"], "--client FILE "),
        (["sandbox", "serve"], "--port INTEGER RANGE "),
        (["sandbox", "serve"], "[default: 0; 0<=x<=65535]"),
    ],
)
def test_help_says_what_an_option_takes(cli: Cli, command: list[str], shown: str) -> None:
    """A file, not any path; and within which limits a number has to be."""
    assert shown in " ".join(cli(*command, "--help", "--lang", "en").out.split())

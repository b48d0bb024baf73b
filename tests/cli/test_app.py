"""The commands under one name: their order, their summaries, and what each of them imports."""

import json
import re
import subprocess
import sys

import click
import pytest

from ita_sync.cli.app import SUMMARIES, app
from ita_sync.i18n import LANGUAGES, Language
from tests.cli.conftest import REPORT, SIGN, Cli

HEAVY = {
    *("click", "pydantic", "yaml", "tomllib", "sqlite3", "filelock", "tenacity", "wcwidth"),
    *("gspread", "google", "requests", "urllib3", "http", "ssl"),
    *("lxml", "openpyxl", "PIL", "pdfplumber", "rapidfuzz"),
}
"""What takes long to import, each by the name of its package."""

RUN = """
import json, sys
from ita_sync.__main__ import run
code = run(json.loads(sys.argv[1]))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""
CHECKS = {"click", "pydantic", "yaml", "tomllib"}
JOURNAL = {"sqlite3", "filelock"}
GOOGLE = {"gspread", "google", "requests", "urllib3", "http", "ssl", "tenacity"}


def imported(*arguments: str) -> set[str]:
    """Return the heavy packages that a command has imported when it ends well."""
    ran = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(arguments)], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return HEAVY & set(json.loads(ran.stderr.decode().splitlines()[-1]))


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--help",), {"click"}),
        (("--version",), {"click"}),
        (("schema",), {"click", "pydantic", "yaml"}),
        (("check", REPORT), CHECKS),
        (("fields", REPORT), CHECKS),
        (SIGN, CHECKS),
        (("history",), {*CHECKS, *JOURNAL}),
        (("form", "empty.xlsx"), {*CHECKS, "openpyxl", "rapidfuzz", "lxml", "PIL"}),
        (("push", REPORT, "--dry-run"), {*CHECKS, *JOURNAL, *GOOGLE}),
    ],
)
def test_a_command_imports_what_it_needs(arguments: tuple[str, ...], expected: set[str]) -> None:
    """Nobody waits for a library that the command at hand does not use."""
    assert imported(*arguments) <= expected


def test_the_commands_stand_in_the_order_of_the_work(cli: Cli) -> None:
    """First the work, then the set-up, then practice; `--help` lists them so."""
    order = ["read", "check", "sign", "push", "verify", "history"]
    assert list(SUMMARIES) == [
        *order,
        *("login", "agencies", "form", "fields", "schema"),
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

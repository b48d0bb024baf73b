"""What README.th.md tells an officer is so."""

import re
import shlex

from ita_sync.cli.app import app
from ita_sync.errors import Exit
from tests.cli.conftest import Cli
from tests.conftest import ROOT

PAGE = (ROOT / "README.th.md").read_text("utf-8")
NAMES = {
    *("ita-sync", "ITA", "Windows", "Word", "PDF", "Google", "Python", "python.org"),
    *("zip", "Enter", "Add", "python.exe", "to", "PATH"),
}
"""Names of products, and what stands on a button."""


def commands() -> list[list[str]]:
    """Return the words of every command on the page, without `ita-sync`."""
    shown = re.findall(r"^ *ita-sync (\S.*)$|`ita-sync (\S[^`]*)`", PAGE, re.MULTILINE)
    return [shlex.split(block or inline) for block, inline in shown]


def test_every_command_and_option_named_exists(cli: Cli) -> None:
    """Help is shown for each, with the options that the page names."""
    for first, *rest in commands():
        if first == "--version":
            continue
        sub = rest[:1] if first in {"sandbox", "year"} else []
        ran = cli(first, *sub, "--help", "--lang", "en")
        assert ran.code == Exit.OK, first
        named = [word for word in rest if re.fullmatch("--?[a-z]+", word)]
        assert [word for word in named if word not in ran.out] == [], first


def test_the_steps_are_the_commands_of_the_work() -> None:
    """In their order."""
    firsts = dict.fromkeys(first for first, *_ in commands() if first in app.list_commands(None))  # type: ignore[arg-type] # no context is asked
    setting_up = {"sandbox", "form", "year", "init", "doctor"}
    assert [name for name in firsts if name not in setting_up] == [
        *("read", "check", "sign", "push", "verify"),
        *("history", "coverage", "schedule", "settle", "undo"),
    ]


def test_the_table_of_exit_codes_is_complete() -> None:
    """Each code of the program, and no other."""
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)] == [*Exit]


def test_there_is_no_english_but_commands_and_names() -> None:
    """An officer reads it."""
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", " ", PAGE, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z][A-Za-z.-]*[A-Za-z]", prose)) <= NAMES

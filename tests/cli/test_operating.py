"""docs/operating.md and its Thai twin: the same headings and commands, and the commands work."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from ita_sync import settings
from ita_sync.cli.app import app
from ita_sync.errors import Exit
from ita_sync.i18n import translate
from ita_sync.monitor.doctor import CHECKS
from tests.cli.conftest import ROOT, Cli, own_config, rows

ENGLISH, THAI = ((ROOT / "docs" / f"operating{end}.md").read_text("utf-8") for end in ("", ".th"))
CODE = re.compile(r"^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
ELSEWHERE = {
    "--version": "the installation",
    "login": "a browser, and Google",
    "init": "tests/cli/test_init.py; a desk has its configuration already",
    "schedule": "tests/cli/test_schedule.py; it is for a sheet that is not for practice",
}
"""Commands that are not run here, and what they need."""


def blocks(page: str) -> list[str]:
    """Return what is to be typed, block by block."""
    return CODE.findall(page)


def headings(page: str) -> list[str]:
    """Return the headings of a page, each with its level."""
    return re.findall(r"^#+ .+$", CODE.sub("", page), re.MULTILINE)


def commands(text: str) -> list[list[str]]:
    """Return the words of each of our commands in a text, without `ita-sync`."""
    return [shlex.split(line) for line in re.findall(r"^ita-sync (.+)$", text, re.MULTILINE)]


def test_both_pages_have_the_same_headings_and_commands() -> None:
    """Heading by heading, word by word."""
    assert blocks(ENGLISH) == blocks(THAI)
    levels = [[heading.split(" ")[0] for heading in headings(page)] for page in (ENGLISH, THAI)]
    assert levels[0] == levels[1]
    inline = [re.findall(r"`(ita-sync [^`]+)`", page) for page in (ENGLISH, THAI)]
    assert sorted(inline[0]) == sorted(inline[1])


def test_the_thai_page_is_thai() -> None:
    """Each line that is no code says something in Thai; a heading may be a name."""
    for line in CODE.sub("", THAI).splitlines():
        if line and not line.startswith(("|---", "### ")):
            assert re.search("[ก-๛]", line), line


def test_every_command_and_option_named_exists() -> None:
    """In the blocks and in the sentences."""
    inline = map(shlex.split, re.findall(r"`ita-sync ([^`]+)`", ENGLISH))
    for words in [*inline, *commands("".join(blocks(ENGLISH)))]:
        if words[0] == "--version":
            continue
        with click.Context(app) as ctx:
            command = app.get_command(ctx, words[0])
        assert command is not None, words
        if isinstance(command, click.Group):
            command = command.commands[words[1]]
        known = {option for param in command.params for option in param.opts}
        assert {word for word in words if word.startswith("--")} <= known, words


@pytest.mark.parametrize("page", [ENGLISH, THAI])
def test_the_table_of_exit_codes_is_complete(page: str) -> None:
    """Each code of the program, and no other."""
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == [*Exit]


def _lose(desk: Path) -> None:
    settings.state_folder().joinpath("journal.sqlite").unlink()


BEFORE: dict[str, Callable[[Path], None]] = {"## A lost machine": _lose}
"""What befalls the machine at a heading."""


def test_the_commands_work_from_top_to_bottom(cli: Cli, desk: Path) -> None:
    """On the practice sheet, as one person types them; there is one row in the end."""
    own_config(desk)
    ran = 0
    for section in re.split(r"^(?=##+ )", ENGLISH, flags=re.MULTILINE):
        if befalls := BEFORE.get(section.splitlines()[0]):
            befalls(desk)
        for words in (words for block in blocks(section) for words in commands(block)):
            if words[0] not in ELSEWHERE:
                done = cli(*words)
                assert done.code == Exit.OK, (words, done)
                ran += 1
                if words[0] == "push" and section.startswith("## A lost"):
                    assert done.out.startswith("Already there")
    assert ran >= 15
    assert rows(desk) == 1


def test_what_doctor_names_is_on_the_pages() -> None:
    """Its advice names headings, and the pages name its lines."""
    source = "".join(
        path.read_text("utf-8") for path in (ROOT / "ita_sync/monitor/doctor").glob("*.py")
    )
    named = re.findall(r"docs/operating\.md, “([^”]+)”", source)
    assert named
    for heading in named:
        assert f"## {heading}" in ENGLISH
    titles = {check.title.msgid for check in CHECKS}
    for quoted in ("Credentials", "Sharing", "Marks that count once", "State folder"):
        assert quoted in titles
        assert f'"{quoted}"' in ENGLISH
        assert f'"{translate(quoted, "th")}"' in THAI

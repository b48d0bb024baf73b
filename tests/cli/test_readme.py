"""What README.md says is so."""

import re
import shlex
from pathlib import Path

import click

from ita_sync.cli.app import app
from ita_sync.errors import Exit
from tests.cli.conftest import REPORT, SIGN, Cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_exit_codes_is_complete() -> None:
    """Each code of the program stands in the table, and no other."""
    table = README[README.index("## Exit codes") : README.index("## What ")]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [
        int(e) for e in Exit
    ]


def test_the_five_minutes_are_the_steps_of_the_demo() -> None:
    """Same commands, same order."""
    minutes = README[README.index("## Five minutes") :]
    shown = re.findall(r"^ita-sync ([^#\n]*?)\s*(?:#.*)?$", minutes, re.MULTILINE)[:8]
    demo = (ROOT / "examples" / "demo.py").read_text("utf-8")
    steps = re.findall(r"\(\s*[03],\s*\[.*?\],?\s*\)", demo, re.DOTALL)
    assert len(steps) == len(shown)
    for command, step in zip(shown, steps, strict=True):
        words = re.findall(r'"([^"]*)"', step.replace("REPORT", f'"{REPORT}"'))
        assert shlex.split(command) == words[: len(shlex.split(command))]


def test_every_command_and_option_named_exists() -> None:
    """A README that teaches a wrong option costs an officer an hour."""
    ctx = click.Context(app)
    for line in re.findall(r"ita-sync ([a-z]+(?: [^`\n|]*)?)", README):
        words = line.split()
        command = app.get_command(ctx, words[0])
        if command is None:
            assert words[0] in {"replaces", "never"}, line  # prose
            continue
        if isinstance(command, click.Group) and words[1:2]:
            command = command.commands[words[1]]
        known = {o for p in command.params for o in p.opts}
        assert {w.split("=")[0] for w in words if w.startswith("--")} <= known, line


def test_the_error_shown_is_the_error_given(cli: Cli, desk: Path) -> None:
    """The example of a finding in the README."""
    text = (desk / REPORT).read_text("utf-8").replace("total: 78.41", "total: 39.41")
    (desk / "report.yaml").write_text(text, "utf-8")
    shown = (
        README[README.index("$ ita-sync check report.yaml") :].split("\n```")[0].split("\n", 1)[1]
    )
    told = cli("check", "report.yaml").out
    for part in shown.split("\n  …\n"):
        assert part in told


def test_the_push_shown_is_the_push_done(cli: Cli, desk: Path) -> None:
    """The example of a push in the README."""
    cli(*SIGN)
    ran = cli("push", REPORT)
    assert ran.out + ran.err in README


def test_every_command_teaches_by_example_in_both_languages(cli: Cli) -> None:
    """Help has an example of the command itself, and is Thai where Thai is asked for."""
    ctx = click.Context(app)
    for name in app.list_commands(ctx):
        command = app.get_command(ctx, name)
        names = (
            [f"{name} {sub}" for sub in command.commands]
            if isinstance(command, click.Group)
            else [name]
        )
        for full in names:
            english = cli(*full.split(), "--help", "--lang", "en")
            thai = cli(*full.split(), "--help", "--lang", "th")
            assert english.code == thai.code == 0
            assert f"ita-sync {full}" in english.out.split("\n", 1)[1]
            assert any("ก" <= c <= "๛" for c in thai.out.split("ita-sync")[1])

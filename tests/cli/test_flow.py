"""The main job, command by command, as an officer meets it."""

from pathlib import Path

import pytest

from ita_sync.sandbox import Sandbox
from tests.cli.conftest import REPORT, SIGN, Cli

NOTICE = "SANDBOX: nothing was sent to NACC."


def box(desk: Path) -> Sandbox:
    """Return the practice spreadsheet that the commands use."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


def test_check_sign_push_push_verify_show(cli: Cli, desk: Path) -> None:
    """The whole main job: exit codes, one row, no second write."""
    assert cli("check", REPORT).code == 0
    assert cli("push", REPORT, "--dry-run").code == 0
    assert cli("push", REPORT).code == 3
    assert cli(*SIGN).code == 0
    first = cli("push", REPORT)
    assert first.code == 0
    assert first.out.splitlines() == [
        "Written: 5360601 / 2566 stands in row 3 of tab ITA 2566.",
        "  Calls to the sheet: 1 read, 1 write",
    ]
    writes = sum(call.write for call in box(desk).calls())
    again = cli("push", REPORT)
    assert again.code == 0
    assert again.out.startswith("Already there")
    assert sum(call.write for call in box(desk).calls()) == writes == 1
    assert cli("verify").code == 0
    shown = cli("sandbox", "show")
    assert shown.code == 0
    assert "5360601" in shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("push", REPORT, "--dry-run"),
        SIGN,
        ("push", REPORT),
        ("verify",),
        ("sandbox", "show"),
        ("history",),
    ],
    ids=lambda a: a[0],
)
def test_every_command_on_the_sandbox_says_so(cli: Cli, arguments: tuple[str, ...]) -> None:
    """In words on stderr, and in the JSON document."""
    assert NOTICE in cli(*arguments).err
    document = cli(*arguments, "--json").document()
    assert document["sandbox"] is True
    assert document["notice"]["en"] == NOTICE

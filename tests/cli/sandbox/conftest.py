"""The practice sheet after a push."""

from pathlib import Path

import pytest

from ita_sync.sandbox import Sandbox
from tests.cli.conftest import REPORT, SIGN, Cli

TAB = "ITA 2566"
NOTICE = "SANDBOX: nothing was sent to NACC."


def box(desk: Path) -> Sandbox:
    """The practice spreadsheet that the commands use."""
    return Sandbox(desk.parent / "state" / "sandbox.sqlite")


@pytest.fixture
def pushed(cli: Cli, desk: Path) -> Path:
    """The desk after a row was pushed."""
    assert cli(*SIGN).code == 0
    assert cli("push", REPORT).code == 0
    return desk

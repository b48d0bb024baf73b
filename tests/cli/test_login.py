"""`login`."""

from pathlib import Path

import pytest

from ita_sync.errors import Exit
from tests.cli.conftest import Cli


@pytest.mark.parametrize("content", [None, "{}", "not json"])
def test_login_without_an_oauth_client_is_exit_4(cli: Cli, desk: Path, content: str | None) -> None:
    """The file is missing or no client."""
    if content is not None:
        (desk / "client.json").write_text(content, "utf-8")
    ran = cli("login", "--client", "client.json")
    assert ran.code == Exit.CONFIG
    assert "Desktop app" in ran.err

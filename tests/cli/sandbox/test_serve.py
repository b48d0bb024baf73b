"""`sandbox serve`."""

import socket

from ita_sync.errors import Exit
from tests.cli.conftest import Cli


def test_a_port_in_use_is_exit_4(cli: Cli) -> None:
    """No bug of ours."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = cli("sandbox", "serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == Exit.CONFIG
    assert "--port" in ran.err

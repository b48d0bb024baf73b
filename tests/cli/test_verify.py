"""`verify`."""

from pathlib import Path

from tests.cli.conftest import REPORT, SIGN, Cli

NOTICE = "SANDBOX: nothing was sent to NACC."


def test_verify_is_silent_on_success_without_a_terminal(cli: Cli, desk: Path) -> None:
    """Cron mails only trouble; on the sandbox only the notice is said."""
    cli(*SIGN)
    cli("push", REPORT)
    quiet = cli("verify")
    assert (quiet.code, quiet.out, quiet.err.strip()) == (0, "", NOTICE)

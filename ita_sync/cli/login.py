"""The command `login`."""

from pathlib import Path

import click

from ita_sync.cli.commands import Command, File, common, option
from ita_sync.cli.options import Options
from ita_sync.errors import Exit
from ita_sync.google import credentials
from ita_sync.i18n import T


@click.command(
    cls=Command,
    help=T(
        """Log in with an officer's Google account, where there is no service account.

        Opens the browser once and keeps a token that only you can read. It asks for access to
        spreadsheets only.

        \b
        ita-sync login --client client_secret.json
        """
    ).msgid,
)
@option(
    "--client",
    required=True,
    type=File(),
    help=T("OAuth client of type 'Desktop app', downloaded from the Google Cloud console."),
)
@common
@click.pass_obj
def login(options: Options, client: Path) -> int:
    """Ask for consent and keep the token."""
    console = options.console()
    path = credentials.login(client)
    console.line(
        T("Logged in. The token stands in {path}; keep it secret.", path=path), colour="green"
    )
    if credentials.exposed(path):
        console.talk(T("Careful: others may be able to read {path}.", path=path))
    console.emit_json("login", Exit.OK, token=str(path))
    return Exit.OK

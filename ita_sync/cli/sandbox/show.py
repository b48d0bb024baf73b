"""The command `sandbox show`."""

import click

from ita_sync.cli.commands import common
from ita_sync.cli.options import Options
from ita_sync.cli.sandbox.group import SandboxCommand, rows_in
from ita_sync.cli.sandbox.table import as_text, table
from ita_sync.errors import Exit
from ita_sync.i18n import T
from ita_sync.settings import SANDBOX


@click.command(
    cls=SandboxCommand,
    help=T(
        """Show the practice sheet as a table.

        \b
        ita-sync sandbox show
        """
    ).msgid,
)
@common
@click.pass_obj
def show(options: Options) -> int:
    """Print every tab."""
    console, box = options.console(), options.sandbox()
    tabs = {title: box.rows(SANDBOX, title) for title in box.titles(SANDBOX)}
    for title, rows in tabs.items():
        console.line(rows_in(title, len(rows)))
        for line in table([[as_text(value) for value in row] for row in rows]):
            console.line(line)
    console.notice()
    console.emit_json("sandbox show", Exit.OK, tabs=tabs)
    return Exit.OK

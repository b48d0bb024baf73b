"""The command `schema`."""

import json

import click

from ita_sync.cli.commands import Command, common
from ita_sync.cli.options import Options
from ita_sync.errors import Exit
from ita_sync.i18n import T
from ita_sync.report import report_schema


@click.command(
    cls=Command,
    help=T(
        """Print the JSON Schema of the report file, for editors.

        \b
        ita-sync schema > report.schema.json
        """
    ).msgid,
)
@common
@click.pass_obj
def schema(options: Options) -> int:
    """Print the schema."""
    options.console().data(json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n")
    return Exit.OK

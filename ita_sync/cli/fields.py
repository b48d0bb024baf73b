"""The command `fields`."""

from pathlib import Path

import click

from ita_sync.cli.commands import Command, common, report_path
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import clean
from ita_sync.errors import Exit
from ita_sync.i18n import T
from ita_sync.row import as_printed, field_values


@click.command(
    cls=Command,
    help=T(
        """List the fields that a column can show, with their values for a report.

        \b
        ita-sync fields report-2566.yaml
        """
    ).msgid,
)
@click.argument("path", metavar="REPORT", type=report_path)
@common
@click.pass_obj
def fields(options: Options, path: Path) -> int:
    """Print name and value of each field."""
    console, checked = options.console(), clean(options, path)
    values = field_values(checked.file.report, checked.framework, None)
    printed = as_printed(checked.file.report, checked.framework)
    for name, value in values.items():
        told = f"{name} = {'' if value is None else value}"
        console.line(T("{field} (as printed)", field=told) if name in printed else told)
    console.emit_json("fields", Exit.OK, fields=values, as_printed=printed)
    return Exit.OK

"""The command `form`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ita_sync import thai
from ita_sync.cli.commands import Command, UsageError, Year, common, option
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained, refuse_existing
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import shell_quoted
from ita_sync.i18n import T
from ita_sync.rules import known_years


@click.command(
    cls=Command,
    help=T(
        """Write an empty form (.xlsx) to fill the report into, with lists to choose from.

        It is made for one fiscal year: its indicators, items and levels. The filled form is read
        back exactly.

        \b
        ita-sync form report-2566.xlsx
        ita-sync form report-2565.xlsx --year 2565
        ita-sync read report-2566.xlsx -o report-2566.yaml
        """
    ).msgid,
)
@click.argument("file", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@option(
    "--year",
    type=Year(),
    metavar="YEAR",
    help=T("Fiscal year assessed, B.E.; else the newest that has rules."),
)
@option("--force", is_flag=True, help=T("Overwrite the file if it exists."))
@common
@click.pass_obj
def form(options: Options, file: Path, *, year: int | None, force: bool) -> int:
    """Write the form, whole or not at all."""
    console = options.console()
    if file.suffix.lower() != ".xlsx":
        raise UsageError(T("{file} does not end in .xlsx", file=file))
    refuse_existing(file, force=force)
    from ita_sync.document.form import write  # only this command needs it

    rules = options.framework(year if year is not None else _newest(options))
    with explained(file, ConfigError, "form-unwritable"):
        write(file, rules, options.language())
    console.line(T("Written: {path}", path=file), colour="green")
    console.line(T("An empty form for fiscal year {year}.", year=rules.fiscal_year), indent=1)
    names = {"form": shell_quoted(file), "report": shell_quoted(file.with_suffix(".yaml"))}
    console.line(T("Next: fill it in, then ita-sync read {form} -o {report}", **names), indent=1)
    console.emit_json("form", Exit.OK, file=str(file), fiscal_year=rules.fiscal_year)
    return Exit.OK


def _newest(options: Options) -> int:
    """Return the newest year that has rules.

    Where none has, this one, which is then refused by name.
    """
    known = known_years(options.settings().framework_folders)
    return known[-1] if known else thai.fiscal_year(datetime.now(UTC).date())

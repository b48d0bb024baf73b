"""The command `form`."""

from datetime import date
from pathlib import Path

import click

from ita_sync import thai
from ita_sync.cli.commands import Command, UsageError, Year, common, option
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained, refuse_existing
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import shell_quoted
from ita_sync.i18n import T, Text

RESULTS = 8
"""The month in which results are out: 30 July 2567, 15 August 2568."""


@click.command(
    cls=Command,
    help=T(
        """Write an empty form (.xlsx) to fill the report into, with lists to choose from.

        It is made for one fiscal year: its indicators, items and levels. The filled form is a
        report file, and is read into YAML exactly.

        \b
        ita-sync form report.xlsx
        ita-sync form report-2566.xlsx --year 2566
        ita-sync check report-2566.xlsx
        ita-sync read report-2566.xlsx -o report-2566.yaml
        """
    ).msgid,
)
@click.argument("file", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@option(
    "--year",
    type=Year(),
    metavar="YEAR",
    help=T("Fiscal year assessed, B.E.; else the one whose results came out last."),
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

    reason = None
    if year is None:
        year, reason = _due(options, thai.today())
    rules = options.framework(year)
    with explained(file, ConfigError, "form-unwritable"):
        write(file, rules, options.language())
    console.line(T("Written: {path}", path=file), colour="green")
    console.line(T("An empty form for fiscal year {year}.", year=rules.fiscal_year), indent=1)
    if reason:
        console.line(reason, indent=1)
    next_step = T("Next: fill it in, then ita-sync check {form}", form=shell_quoted(file))
    console.line(next_step, indent=1)
    console.emit_json("form", Exit.OK, file=str(file), fiscal_year=rules.fiscal_year)
    return Exit.OK


def _due(options: Options, today: date) -> tuple[int, Text]:
    """Return the year whose report is due now, and why: its results came out last.

    Where the day on which they came out is not known, it is taken for the first of August.
    """
    year = today.year + thai.BE_OFFSET
    known = options.framework(year).published
    out = known.day if known else date(today.year, RESULTS, 1)
    if today >= out:
        reason = T(
            "It is the year just assessed: results come out in July or August, and today is {day}.",
            day=thai.format_date(today),
        )
        return year, reason
    reason = T(
        "Results of {year} come out in July or August, and today is {day}: the year before is "
        "meant. Another one: --year.",
        year=year,
        day=thai.format_date(today),
    )
    return year - 1, reason

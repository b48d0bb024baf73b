"""The command `coverage`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_sync.cli import print_coverage
from ita_sync.cli.commands import Command, UsageError, Year, common, credentials_option, option
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import refuse_written, write
from ita_sync.errors import ConfigError
from ita_sync.i18n import T

if TYPE_CHECKING:
    from ita_sync.monitor.coverage.cover import Coverage
    from ita_sync.rules import Official

UNWRITABLE = "coverage-unwritable"


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """List which agencies of the province are in the sheet, and which are missing. Only reads.

        The tab is held against the list of agencies (`ita-sync agencies import`, or --agencies):
        who is missing, has more than one row, another fiscal year or no data yet, is written
        otherwise than in the list; and rows that are of no agency. Each line says what to do.

        \b
        ita-sync coverage
        ita-sync coverage --district จัตุรัส --csv coverage.csv
        ita-sync coverage --agencies lao.csv --online --html coverage.html
        """
    ).msgid,
)
@option(
    "--agencies",
    "list_",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=T("The list of agencies (CSV); else the imported one."),
)
@option(
    "--year",
    type=Year(),
    metavar="YEAR",
    help=T("Fiscal year, B.E.; else that of the tab."),
)
@option(
    "--province",
    default="",
    metavar="NAME",
    help=T("Only agencies of this province; else, in a list of several, that of most rows."),
)
@option("--district", default="", metavar="NAME", help=T("Only agencies of this district."))
@option("--online", is_flag=True, help=T("Open the links, as a stranger would."))
@option(
    "--csv", "table", type=click.Path(path_type=Path), metavar="FILE", help=T("Write it as CSV.")
)
@option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=T("Write it as a page to send around."),
)
@option("--force", is_flag=True, help=T("Overwrite the file if it exists."))
@credentials_option
@common
@click.pass_obj
def coverage(
    options: Options,
    /,
    list_: Path | None,
    table: Path | None,
    page: Path | None,
    *,
    force: bool,
    **asked: Any,  # noqa: ANN401 - year, province, district, online: handed on as they are
) -> int:
    """Look, hold against the list, print, write the files."""
    from ita_sync.monitor.coverage.page import to_page  # only this command needs these
    from ita_sync.monitor.coverage.table import to_csv

    console = options.console()
    if table:
        refuse_written(table, force=force)
    if page:
        refuse_written(page, force=force, page_of="coverage")
    if table and table == page:
        raise UsageError(T("--csv and --html need a file each"))
    found = _covered(options, _agencies(options, list_), **asked)
    print_coverage.tell(found, console)
    written = []
    if table:
        written.append(write(table, to_csv(found, console.lang), UNWRITABLE, console))
    if page:
        written.append(write(page, to_page(found).encode(), UNWRITABLE, console))
    console.notice()
    document = print_coverage.as_data(found)
    sheet = options.settings().target.spreadsheet_id
    console.emit_json("coverage", found.exit, spreadsheet=sheet, **document, written=written)
    return found.exit


def _agencies(options: Options, list_: Path | None) -> "Sequence[Official]":
    from ita_sync.rules import agencies  # it brings csv

    listed = agencies.read(list_).agencies if list_ else tuple(options.listed().values())
    if not listed:
        raise ConfigError(
            "coverage-no-list",
            T("There is no list of agencies to hold the sheet against."),
            next_step=T(
                "Import the Department's list, `ita-sync agencies import FILE`, or name one: "
                "`--agencies FILE`."
            ),
        )
    return listed


def _covered(
    options: Options,
    /,
    agencies: "Sequence[Official]",
    *,
    year: int | None,
    province: str,
    district: str,
    online: bool,
) -> "Coverage":
    from ita_sync.monitor.coverage.cover import cover, within
    from ita_sync.monitor.coverage.links import dead_links
    from ita_sync.table import NAMING, Table

    chosen = options.settings()
    _refuse_other_era(year)
    if not within(agencies, province, district):
        place = ", ".join(filter(None, (district, province)))
        raise UsageError(T("the list has no agency of {place}", place=place))
    if not any(column.field in NAMING for column in chosen.columns):
        raise ConfigError(
            "coverage-no-agency",
            T("No configured column says which agency a row is of."),
            next_step=T(
                "Add a column with one of these fields to the configuration: {fields}.",
                fields=list(NAMING),
            ),
        )
    tab = Table.find(
        options.patiently(options.sheet().look), chosen.columns, chosen.target.header_row
    )
    dead = dead_links if online else None
    return cover(
        tab, chosen.columns, agencies, year=year, province=province, district=district, dead=dead
    )


def _refuse_other_era(year: int | None) -> None:
    """Refuse a year that is none of B.E.: nobody would be in it."""
    from ita_sync import thai

    if year is None or thai.fiscal_years(str(year)) == {year}:
        return
    if meant := thai.fiscal_years(str(year)):
        told = {"year": year, "meant": min(meant)}
        raise UsageError(T("{year} is no year of the Buddhist Era; type --year {meant}", **told))
    raise UsageError(
        T("{value} is no year; write it with four digits, for example 2566", value=year)
    )

"""The command `sandbox export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync.cli.commands import UsageError, common, option
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained, refuse_existing
from ita_sync.cli.sandbox.group import SandboxCommand, rows_in
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import atomic_write
from ita_sync.i18n import N, T, Text
from ita_sync.settings import SANDBOX

if TYPE_CHECKING:
    from ita_sync.sandbox.export import Exported
    from ita_sync.sandbox.model import Spreadsheet, Tab

MOST_PLACES = 5
"""Cells that a line names; the JSON document has all."""


@click.command(
    cls=SandboxCommand,
    help=T(
        """Export the practice sheet to an Excel workbook (.xlsx, every tab) or to a .csv file
        (one tab).

        In a workbook, texts stay texts and formulas stay formulas; their cells are named. In a .csv
        file what Excel would run, beginning with = @ + or - however it is written (numbers, phone
        numbers and a lone dash aside), gets an apostrophe in front.

        \b
        ita-sync sandbox export practice.xlsx
        ita-sync sandbox export practice.csv --tab "ITA 2566"
        """
    ).msgid,
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--tab", metavar="TITLE", help=T("The tab that goes into a .csv file; else the first."))
@option("--force", is_flag=True, help=T("Overwrite the file if it exists."))
@common
@click.pass_obj
def export(options: Options, file: Path, tab: str | None, *, force: bool) -> int:
    """Write the file, whole or not at all."""
    console, book = options.console(), options.sandbox().book(SANDBOX)
    chosen = _tab_for(book, file, tab)
    refuse_existing(file, force=force)
    with explained(file, ConfigError, "export-unwritable"), atomic_write(file) as fresh:
        done = _write(book, fresh, chosen)
    for title, count in done.rows.items():
        console.line(rows_in(title, count))
    for title, name in done.names.items():
        if name != title:
            told = T(
                "Tab {title} is called {name} in the file: Excel does not take its title.",
                title=title,
                name=name,
            )
            console.line(told)
    if done.altered:
        console.line(_altered(chosen, done.altered), colour="yellow")
    if done.formulas:
        console.talk(
            N(
                "Careful: {count} formula is alive in the file; Excel will run it: {places}",
                "Careful: {count} formulas are alive in the file; Excel will run them: {places}",
                count=len(done.formulas),
                places=_some(done.formulas),
            )
        )
    console.line(T("Exported to {file}", file=file), colour="green")
    console.notice()
    console.emit_json(
        "sandbox export",
        Exit.OK,
        file=str(file),
        rows=done.rows,
        names=done.names,
        altered=done.altered,
        formulas=done.formulas,
    )
    return Exit.OK


def _tab_for(book: "Spreadsheet", file: Path, title: str | None) -> "Tab | None":
    """Return the tab that goes into a .csv file, None for a workbook, which gets every tab.

    Raises:
        UsageError: what was asked for makes no sense.
    """
    ending = file.suffix.lower()
    if ending == ".xlsx":
        if title is not None:
            raise UsageError(T("--tab goes with a .csv file; a workbook gets every tab"))
        return None
    if ending != ".csv":
        raise UsageError(T("{file} ends neither in .xlsx nor in .csv", file=file))
    found = next((tab for tab in book.tabs if title in {None, tab.title}), None)
    if found is None:
        titles = [tab.title for tab in book.tabs]
        raise UsageError(T("there is no tab {tab}; there are: {tabs}", tab=title, tabs=titles))
    return found


def _write(book: "Spreadsheet", file: Path, tab: "Tab | None") -> "Exported":
    from ita_sync.sandbox.export import to_csv, to_xlsx  # only this command needs them

    return to_xlsx(book, file) if tab is None else to_csv(book, tab, file)


def _altered(tab: "Tab | None", altered: list[str]) -> Text:
    """Return where texts are not in the file as they are in the sheet, and why."""
    count, places = len(altered), _some(altered)
    if tab is None:
        return N(
            "{count} text was changed to what Excel can hold: {places}",
            "{count} texts were changed to what Excel can hold: {places}",
            count=count,
            places=places,
        )
    return N(
        "{count} text got an apostrophe in front, or Excel would run it: {places}",
        "{count} texts got an apostrophe in front, or Excel would run them: {places}",
        count=count,
        places=places,
    )


def _some(places: list[str]) -> list[str]:
    return [*places[:MOST_PLACES], *(["…"] if len(places) > MOST_PLACES else [])]

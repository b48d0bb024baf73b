"""Commands that give the practice sheet away or begin it anew: sandbox export, sandbox reset."""

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync.cli.base import Command, Options, common, option
from ita_sync.cli.console import Console
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import exists
from ita_sync.i18n import T, Text
from ita_sync.settings import SANDBOX

if TYPE_CHECKING:
    from ita_sync.sandbox.export import Exported
    from ita_sync.sandbox.model import Spreadsheet, Tab

MOST_PLACES = 5  # that a line names; the JSON document has all


@click.command(
    cls=Command,
    help=T(
        """Export the practice sheet to an Excel workbook (.xlsx, every tab) or to a .csv file (one tab).

        In a workbook, texts stay texts and formulas stay formulas. In a .csv file a text that Excel would run, one
        beginning with = @ + or - (numbers, phone numbers and a lone dash aside), gets an apostrophe in front.

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
    console.practising = True
    chosen = _asked(console, book, file, tab, force=force)
    done = _written(book, file, chosen)
    for title, count in done.rows.items():
        console.line(T("Tab {title}: {count} rows", title=title, count=count))
    for title, name in done.names.items():
        if name != title:
            console.line(
                T(
                    "Tab {title} is called {name} in the file: Excel does not take its title.",
                    title=title,
                    name=name,
                )
            )
    if done.altered:
        places = [*done.altered[:MOST_PLACES], *(["…"] if len(done.altered) > MOST_PLACES else [])]
        console.line(_altered(chosen, places, len(done.altered)), colour="yellow")
    console.line(T("Exported to {file}", file=file), colour="green")
    console.notice()
    console.emit_json(
        "sandbox export",
        Exit.OK,
        file=str(file),
        rows=done.rows,
        names=done.names,
        altered=done.altered,
    )
    return Exit.OK


def _asked(
    console: Console, book: "Spreadsheet", file: Path, title: str | None, *, force: bool
) -> "Tab | None":
    """Return the tab for a .csv file, None for a workbook.

    A UsageError where the request makes no sense.
    """
    ending = file.suffix.lower()
    wrong: Text | None = None
    tab = next((each for each in book.tabs if title in {None, each.title}), None)
    if ending not in {".xlsx", ".csv"}:
        wrong = T("{file} ends neither in .xlsx nor in .csv", file=file)
    elif ending == ".xlsx" and title is not None:
        wrong = T("--tab goes with a .csv file; a workbook gets every tab")
    elif tab is None:
        wrong = T(
            "there is no tab {tab}; there are: {tabs}",
            tab=title,
            tabs=[each.title for each in book.tabs],
        )
    elif exists(file) and not force:
        wrong = T("{file} exists; --force overwrites it", file=file)
    if wrong:
        raise click.UsageError(wrong.render(console.lang))
    return tab if ending == ".csv" else None


def _written(book: "Spreadsheet", file: Path, tab: "Tab | None") -> "Exported":
    from ita_sync.sandbox.export import to_csv, to_xlsx  # only this command needs them

    try:
        return to_xlsx(book, file) if tab is None else to_csv(book, tab, file)
    except OSError as error:
        raise ConfigError(
            "export-unwritable",
            T(
                "The file {path} cannot be written: {reason}",
                path=file,
                reason=error.strerror or error,
            ),
            written=T("No file was written; one that stood there is as it was."),
            next_step=T(
                "Choose a folder that can be written, and close the file where another program has "
                "it open."
            ),
        ) from None


def _altered(tab: "Tab | None", places: list[str], count: int) -> Text:
    if tab is None:
        return T(
            "{count} texts were changed to what Excel can hold: {places}",
            count=count,
            places=places,
        )
    return T(
        "{count} texts got an apostrophe in front, or Excel would run them: {places}",
        count=count,
        places=places,
    )


@click.command(
    cls=Command,
    help=T(
        """Begin the practice sheet anew. What is in it is lost; it asks first.

        The journal stays; it does not take the rows that are lost for removed, unless the tab is configured by gid.

        \b
        ita-sync sandbox reset
        ita-sync sandbox reset --yes
        """
    ).msgid,
)
@option("--yes", is_flag=True, help=T("Do not ask."))
@common
@click.pass_obj
def reset(options: Options, *, yes: bool) -> int:
    """Forget spreadsheets, faults and call log.

    The practice sheet gets a tab with a number of its own.
    """
    console, box = options.console(), options.sandbox()
    console.practising = True
    if not yes and not sys.stdin.isatty():
        raise click.UsageError(
            T("nobody can be asked here; --yes goes without asking").render(console.lang)
        )
    lost = {
        book: {tab: len(box.rows(book, tab)) for tab in box.titles(book)} for book in box.books()
    }
    console.line(T("This will be lost:"))
    for book, tabs in lost.items():
        for title, count in tabs.items():
            console.line(
                T(
                    "Spreadsheet {book}, tab {title}: {count} rows",
                    book=book,
                    title=title,
                    count=count,
                ),
                indent=1,
            )
    question = T("Begin anew? (y = yes, n = no)").render(console.lang)
    sure = yes or click.confirm(question, err=True)
    if sure:
        box.reset()
        options.prepare(
            box, sheet_id=1 + secrets.randbelow(2**31 - 1)
        )  # a new number: the journal keeps tabs apart
        console.line(T("The practice sheet is as new."), colour="green")
    else:
        console.line(T("Nothing was changed."))
    console.notice()
    code = Exit.OK if sure else Exit.INTERRUPTED
    console.emit_json("sandbox reset", code, reset=sure, lost=lost)
    return code

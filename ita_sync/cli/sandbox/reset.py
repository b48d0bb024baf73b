"""The command `sandbox reset`."""

import secrets
from pathlib import Path

import click

from ita_sync.cli.commands import UsageError, common, option
from ita_sync.cli.console import can_ask
from ita_sync.cli.options import Options
from ita_sync.cli.sandbox.group import SandboxCommand
from ita_sync.errors import Exit
from ita_sync.i18n import N, T, Text
from ita_sync.settings import SANDBOX


@click.command(
    cls=SandboxCommand,
    help=T(
        """Begin the practice sheet anew. What is in it is lost; it asks first.

        The journal stays; it does not take the rows that are lost for removed, unless the tab is
        configured by gid.

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
    if not yes and not can_ask():
        raise UsageError(T("nobody can be asked here; --yes goes without asking"))
    lost = {
        book: {tab: len(box.rows(book, tab)) for tab in box.titles(book)} for book in box.books()
    }
    console.line(T("This will be lost:"))
    for book, tabs in lost.items():
        for title, count in tabs.items():
            console.line(_loss(book, title, count), indent=1)
    question = T("Begin anew? (y = yes, n = no)").render(console.lang)
    sure = yes or click.confirm(question, err=True)
    if sure:
        _forget_marks(options.settings().state)
        box.reset()
        options.prepare(box, sheet_id=_new_number())
        console.line(T("The practice sheet is as new."), colour="green")
    else:
        console.line(T("Nothing was changed."))
    console.notice()
    code = Exit.OK if sure else Exit.INTERRUPTED
    console.emit_json("sandbox reset", code, reset=sure, lost=lost)
    return code


def _forget_marks(state: Path) -> None:
    """Let the journal, if there is one, know nothing of the marks of the practice sheet.

    Else it would take the new sheet for an old look at the one before.
    """
    from ita_sync.journal import Journal, exclusive  # as in Options.sandbox

    if not (state / "journal.sqlite").exists():
        return
    with exclusive(state), Journal(state) as journal:
        journal.restored(SANDBOX, 0)
        journal.remember(SANDBOX, fence="", epochs="")


def _loss(book: str, title: str, count: int) -> Text:
    return N(
        "Spreadsheet {book}, tab {title}: {count} row",
        "Spreadsheet {book}, tab {title}: {count} rows",
        book=book,
        title=title,
        count=count,
    )


def _new_number() -> int:
    """Return a number that no tab had before: the journal keeps tabs apart by it."""
    return 1 + secrets.randbelow(2**31 - 1)

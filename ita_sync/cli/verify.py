"""The command `verify`."""

from typing import TYPE_CHECKING, Any

import click

from ita_sync.cli import left_open
from ita_sync.cli.commands import Command, common, credentials_option
from ita_sync.cli.console import Console, at_terminal
from ita_sync.cli.options import Options
from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.i18n import T
from ita_sync.journal import Journal, exclusive

if TYPE_CHECKING:
    from ita_sync.monitor import Stood


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Compare the sheet with what was confirmed. Only reads.

        Silent where all is well and nobody watches, so that cron mails only trouble.

        \b
        ita-sync verify
        30 7 * * 1-5  ita-sync verify        a line for crontab
        """
    ).msgid,
)
@credentials_option
@common
@click.pass_obj
def verify(options: Options) -> int:
    """Verify every row of the configured tab."""
    try:
        standings = _verified(options)
    except ItaSyncError as error:
        left_open.name(options.console(), error)
        raise
    console = options.console()
    code = worst(standing.exit for standing in standings)
    talkative = at_terminal() or console.as_json or code is not Exit.OK
    for standing in standings:
        _print(standing, console, talkative=talkative)
    if talkative and not standings:
        console.line(T("The journal knows no row of this sheet yet."))
    console.notice()
    console.emit_json("verify", code, rows=[_as_data(one, console) for one in standings])
    return code


def _verified(options: Options) -> "list[Stood]":
    from ita_sync.monitor import verify as verification  # pulls in tenacity
    from ita_sync.publish import Publisher  # as above

    console, chosen, sheet = options.console(), options.settings(), options.sheet()
    with Journal(chosen.state, read_only=True) as journal:
        publisher = Publisher(sheet, journal, chosen, say=console.talk)
        glance = publisher.glance(journal.pending(chosen.target.spreadsheet_id))
    with exclusive(chosen.state, say=console.talk), Journal(chosen.state) as journal:
        return verification.verify(sheet, journal, chosen, say=console.talk, glance=glance)


def _print(standing: "Stood", console: Console, *, talkative: bool) -> None:
    key = standing.change.row.key
    if standing.problem:
        console.error(standing.problem)
    elif standing.what:
        console.line(T("{key}: {what}", key=key, what=standing.what), colour="yellow")
    elif talkative:
        console.line(T("{key}: row {row}, as confirmed", key=key, row=standing.row))


def _as_data(standing: "Stood", console: Console) -> dict[str, Any]:
    problem = standing.problem
    return {
        "key": str(standing.change.row.key),
        "report": standing.change.report,
        "exit": int(standing.exit),
        "row": standing.row,
        "error": console.error_data(problem) if problem else None,
    }

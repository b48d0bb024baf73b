"""The command `verify`."""

from functools import cache
from typing import TYPE_CHECKING, Any

import click

from ita_sync.cli import left_open, watch
from ita_sync.cli.commands import Command, common, credentials_option, option
from ita_sync.cli.console import Console, at_terminal
from ita_sync.cli.options import Options
from ita_sync.errors import ConfigError, Exit, ItaSyncError, worst
from ita_sync.i18n import N, T
from ita_sync.journal import Journal, exclusive

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.monitor import Places, Stood, Verified
    from ita_sync.monitor.causes import Cause
    from ita_sync.settings import Settings


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Compare the sheet with what was confirmed. Only reads.

        All tabs are looked at in which the journal has rows, whichever one is configured. Silent
        where all is well and nobody watches, so that cron mails only trouble.

        \b
        ita-sync verify
        ita-sync verify --scheduled          for cron, systemd or Windows
        ita-sync verify --allow-empty        also where nothing was pushed yet
        """
    ).msgid,
)
@option("--allow-empty", is_flag=True, help=T("Exit 0 also where there is nothing to verify."))
@option(
    "--online/--no-online",
    default=None,
    help=T("Open the links of the rows, too; unless given, as [watch] says."),
)
@watch.scheduled_options
@credentials_option
@common
@click.pass_obj
def verify(options: Options, *, allow_empty: bool, online: bool | None, scheduled: bool) -> int:
    """Verify every row that the journal answers for."""

    def look() -> watch.Looked:
        return _looked(options, allow_empty=allow_empty, online=online)

    return watch.watched(options, look, scheduled=scheduled)


def _looked(options: Options, *, allow_empty: bool, online: bool | None) -> watch.Looked:
    """Look, and print what was found."""
    try:
        found = _verified(options)
    except ItaSyncError as error:
        left_open.name(options.console(), error)
        raise
    of_links, links = _links(options, found, online=online)
    causes = [*found.causes, *of_links]
    if found.nothing and not allow_empty:
        causes.append(_nothing(options.settings(), found))
    code = _tell(found, causes, links, options.console())
    whole = found.looked == sum(row.what is None for row in found.rows)
    return watch.Looked(code, found.looked, causes, whole=whole)


def _links(
    options: Options, found: "Verified", *, online: bool | None
) -> "tuple[list[Cause], list[dict[str, Any]] | None]":
    """Open the links of the rows that stand, where that is asked for or configured."""
    chosen = options.settings()
    if not (chosen.watch.online if online is None else online):
        return [], None
    from ita_sync.cli import open_links  # it brings threads and TLS

    standing = [each.change for each in found.rows if each.row is not None]
    return open_links.opened(standing, chosen.state, options.console())


def _verified(options: Options) -> "Verified":
    from ita_sync.monitor import verify as verification  # pulls in tenacity

    chosen, say = options.settings(), options.console().talk
    places = _places(options)
    with Journal(chosen.state, read_only=True) as journal:
        if not journal.places():
            return verification.Verified()  # neither a journal nor its folder is made
        glances = places.glance(journal)
    with exclusive(chosen.state, say=say), Journal(chosen.state) as journal:
        return verification.verify(places, journal, glances)


def _places(options: Options) -> "Places":
    from ita_sync.config_file import Target  # pydantic, and below tenacity: help does without
    from ita_sync.monitor import Places

    @cache
    def connect(book: str) -> "Sheet":
        return options.sheet(Target(spreadsheet=book, gid=0))

    return Places(connect, options.settings(), say=options.console().talk)


def _nothing(chosen: "Settings", found: "Verified") -> "Cause":
    """Return what is wrong where there was nothing to look at."""
    from ita_sync.monitor.causes import Cause

    practice = [_practice(found)] if found.practice else []
    error = ConfigError(
        "nothing-to-verify",
        T("Nothing was verified: the journal knows no row that stands in a sheet."),
        details=[
            *practice,
            T("State folder: {path}", path=chosen.state),
            T("Configuration: {path}", path=chosen.path),
        ],
        next_step=T(
            "Most likely this is another account, state folder or configuration than the one that "
            "pushed: set ITA_SYNC_STATE, or give --config FILE. If nothing was pushed yet: "
            "--allow-empty."
        ),
    )
    return Cause(error)


def _tell(
    found: "Verified",
    causes: "list[Cause]",
    links: list[dict[str, Any]] | None,
    console: Console,
) -> Exit:
    """Say what was found; all that is wrong comes through here, whoever found it."""
    code = worst(cause.exit for cause in causes)
    if at_terminal() or console.as_json or code is not Exit.OK:
        for standing in found.rows:
            _say_row(standing, console)
        if found.practice and found.rows:
            console.line(_practice(found))
        if links and all(link["state"] == "alive" for link in links):
            console.line(
                N(
                    "{count} link opens, as at first.",
                    "{count} links open, all as at first.",
                    count=len(links),
                )
            )
        if not found.rows and not causes:
            console.line(T("The journal knows no row of this sheet yet."))
        console.notice()
    for cause in causes:
        if cause.error.code != "attempt-open":  # its rows were named above
            console.error(cause.told)
    console.emit_json(
        "verify",
        code,
        rows=[_row_data(one, console) for one in found.rows],
        causes=[_cause_data(one, console) for one in causes],
        practice=[str(change.row.key) for change in found.practice],
        links=links,
    )
    return code


def _practice(found: "Verified") -> Any:  # noqa: ANN401 - Text
    return N(
        "{count} row of the practice sheet was not looked at: a real sheet is configured.",
        "{count} rows of the practice sheet were not looked at: a real sheet is configured.",
        count=len(found.practice),
    )


def _say_row(standing: "Stood", console: Console) -> None:
    if standing.what:
        console.line(T("{key}: {what}", key=standing.key, what=standing.what), colour="yellow")
    elif standing.problem is None:
        console.line(T("{key}: row {row}, as confirmed", key=standing.key, row=standing.row))


def _row_data(standing: "Stood", console: Console) -> dict[str, Any]:
    problem, place = standing.problem, standing.change.place
    return {
        "key": standing.key,
        "report": standing.change.report,
        "exit": int(standing.exit),
        "row": standing.row,
        "error": console.error_data(problem) if problem else None,
        "looked": standing.looked,
        "place": {"spreadsheet": place.spreadsheet, "gid": place.gid, "tab": place.tab},
    }


def _cause_data(cause: "Cause", console: Console) -> dict[str, Any]:
    place = cause.place
    return {
        "identity": cause.identity,
        "code": cause.error.code,
        "exit": int(cause.exit),
        "keys": list(cause.keys),
        "place": place and {"spreadsheet": place.spreadsheet, "gid": place.gid, "tab": place.tab},
        "error": console.error_data(cause.error),
    }

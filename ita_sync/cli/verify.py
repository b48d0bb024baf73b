"""The command `verify`."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_sync import characters
from ita_sync.cli import left_open, watch
from ita_sync.cli.commands import (
    Command,
    UsageError,
    common,
    credentials_option,
    option,
    report_path,
)
from ita_sync.cli.options import Options
from ita_sync.cli.verified import nothing, practice_of, tell
from ita_sync.cli.which import keys as keys_of
from ita_sync.cli.which import meant
from ita_sync.errors import ConfigError, ItaSyncError
from ita_sync.i18n import T, Text
from ita_sync.journal import Acceptance, Journal, SystemClock, exclusive

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.monitor import Places, Verified
    from ita_sync.monitor.causes import Cause
    from ita_sync.monitor.notices import Decision
    from ita_sync.monitor.places import Glances
    from ita_sync.settings import Settings


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Compare the sheet with what was confirmed. Only reads.

        All tabs are looked at in which the journal has rows, whichever one is configured. Silent
        where all is well and nobody watches, so that cron mails only trouble. A signed report that
        the journal does not know is compared with the configured tab.

        Whoever decides to leave a row as it stands accepts it: verify is silent about it until
        something else about the row changes. The journal keeps the reason, not who it was: put in
        whose decision it is, by post.

        \b
        ita-sync verify
        ita-sync verify --scheduled          for cron, systemd or Windows
        ita-sync verify --allow-empty        also where nothing was pushed yet
        ita-sync verify reports/             only the rows of these reports
        ita-sync verify --accept 5360601 --reason "merged into another agency; clerk's decision"
        """
    ).msgid,
)
@click.argument("reports", nargs=-1, type=report_path)
@option("--allow-empty", is_flag=True, help=T("Exit 0 also where there is nothing to verify."))
@option(
    "--accept",
    metavar="KEY",
    help=T("Leave the row of this key, code or report file as it stands, and be silent about it."),
)
@option("--reason", metavar="TEXT", help=T("With --accept: why it is left so."))
@option(
    "--online/--no-online",
    default=None,
    help=T("Open the links of the rows, too; unless given, as [watch] says."),
)
@watch.scheduled_options
@credentials_option
@common
@click.pass_obj
def verify(
    options: Options,
    reports: tuple[Path, ...],
    *,
    allow_empty: bool,
    accept: str | None,
    reason: str | None,
    online: bool | None,
    scheduled: bool,
) -> int:
    """Verify every row that the journal answers for, or some."""
    _require_sense(reports, accept, reason)
    with _open_named(options):
        if accept is not None:
            return _accept(options, accept, (reason or "").strip(), online=online)

        def look() -> watch.Looked:
            return _looked(options, reports, allow_empty=allow_empty, online=online)

        return watch.watched(options, look, scheduled=scheduled)


@contextmanager
def _open_named(options: Options) -> Iterator[None]:
    """Name what is still open where a run fails otherwise."""
    try:
        yield
    except ItaSyncError as error:
        left_open.name(options.console(), error)
        raise


def _looked(
    options: Options, reports: tuple[Path, ...], *, allow_empty: bool, online: bool | None
) -> watch.Looked:
    """Look, and say what was found; all that is wrong comes together here."""
    found = _of_reports(options, reports) if reports else _verified(options)
    of_links, links = _links(options, found, online=online)
    causes = [*found.causes, *of_links]
    if found.nothing and not allow_empty:
        causes.append(nothing(options.settings(), found))
    code = tell(found, causes, options.console(), links=links)
    decisions = [*_decisions(found), *(_of_links(options, found) if links is not None else ())]
    return watch.Looked(code, found.looked, causes, not reports, found.unseen, decisions)


def _decisions(found: "Verified") -> "Iterator[Decision]":
    """Yield what persons left as it is, of rows."""
    from ita_sync.monitor.notices import Decision

    for row in found.rows:
        if row.accepted:
            yield Decision(row.change.place, row.key, row.accepted.at, row.accepted.reason)


def _of_links(options: Options, found: "Verified") -> "Iterator[Decision]":
    """Yield what persons left as it is, at links."""
    from ita_sync.monitor.notices import Decision

    accepted = _accepted_links(options.settings())
    for row in found.rows:
        if left := accepted.get(row.change.id):
            yield Decision(None, row.key, left.at, left.reason)


def _links(
    options: Options, found: "Verified", *, online: bool | None
) -> "tuple[list[Cause], list[dict[str, Any]] | None]":
    """Open the links of the rows that stand, where that is asked for or configured."""
    chosen = options.settings()
    if not (chosen.watch.online if online is None else online):
        return [], None
    from ita_sync.cli import open_links  # it brings threads and TLS

    standing = [each.change for each in found.rows if each.row is not None]
    accepted = {change: each.at for change, each in _accepted_links(chosen).items()}
    return open_links.opened(standing, accepted, chosen.state, options.console())


def _accepted_links(chosen: "Settings") -> "dict[int, Acceptance]":
    """Return that a person left the link of a row as it is, by the number of its change."""
    from ita_sync.monitor import accepted

    with Journal(chosen.state, read_only=True) as journal:
        found = journal.accepted()
    return {
        change: each
        for change, known in found.items()
        for each in known
        if each.fingerprint == accepted.LINK
    }


def _require_sense(reports: tuple[Path, ...], accept: str | None, reason: str | None) -> None:
    """Refuse what does not go together, and a reason that nobody could read.

    Raises:
        UsageError: with the words.
    """
    if accept is None:
        if reason is not None:
            raise UsageError(T("{option} goes with --accept", option="--reason"))
        return
    if reports:
        raise UsageError(T("--accept goes alone: it names the row"))
    if not (reason or "").strip():
        raise UsageError(T("--accept needs --reason: why the row is left as it stands"))
    if unseen := characters.unprintable((reason or "").strip()):
        raise UsageError(
            T("the reason holds unseen characters: {codes}", codes=characters.codes(unseen))
        )


def _verified(options: Options, keys: Collection[str] | None = None) -> "Verified":
    """Verify rows, all or those of some keys."""
    from ita_sync.monitor import Verified  # pulls in tenacity
    from ita_sync.monitor import verify as verification

    chosen, say = options.settings(), options.console().talk
    places = _places(options)

    def found(journal: Journal, glances: "Glances") -> "Verified":
        return verification.verify(places, journal, glances, keys)

    with Journal(chosen.state, read_only=True) as journal:
        if not journal.places(keys):
            return Verified()  # neither a journal nor its folder is made
        glances = places.glance(journal, keys)
        if glances and all(isinstance(seen, ItaSyncError) for _, seen in glances.values()):
            return found(journal, glances)  # nothing was seen, so nobody waits for the lock
    with exclusive(chosen.state, say=say), Journal(chosen.state) as journal:
        return found(journal, glances)


def _places(options: Options) -> "Places":
    from ita_sync.config_file import Target  # pydantic, and below tenacity: help does without
    from ita_sync.monitor import Places

    @cache
    def connect(book: str) -> "Sheet":
        return options.sheet(Target(spreadsheet=book, gid=0))

    return Places(connect, options.settings(), say=options.console().talk)


def _of_reports(options: Options, reports: tuple[Path, ...]) -> "Verified":
    """Verify the rows of reports; those that the journal does not know as the reports say."""
    from ita_sync.cli import reported  # checks, and what they bring: a scheduled run does without

    asked = reported.ask(options, reports, _places(options))
    known = _verified(options, asked.known) if asked.known else None
    return asked.found + known if known else asked.found


def _accept(options: Options, wanted: str, reason: str, *, online: bool | None) -> int:
    """Record that what is wrong with a row stays so; what stands at its link too, if asked.

    Raises:
        UsageError: no row, or several, have that name.
        ItaSyncError: nothing is wrong with it, or it cannot be looked at.
    """
    from ita_sync.monitor import accepted

    console, chosen = options.console(), options.settings()
    with Journal(chosen.state, read_only=True) as journal:
        rows = [
            change
            for place in journal.places()
            for change in journal.standing(place.spreadsheet, place.gid).values()
        ]
        rows += [change for batch in journal.pending() for change in batch.changes]
    changes = meant(rows, wanted)
    found = _verified(options, [each.row.key.identity for each in changes[:1]])
    if not found.rows and found.practice:
        raise _elsewhere(practice_of(found))
    if not found.rows:  # nor may it be open any more: the look may have decided that nothing landed
        raise UsageError(
            T(
                "{wanted} is no row of the journal; it knows: {keys}",
                wanted=wanted,
                keys=keys_of(rows),
            )
        )
    of_links, links = _links(options, found, online=online)
    from ita_sync.cli import open_links  # it brings threads and TLS

    alone = not any(row.problem for row in found.rows)
    link = open_links.is_fault(of_links, needed=alone)
    now, say = SystemClock().now(), console.talk
    with exclusive(chosen.state, say=say), Journal(chosen.state) as journal:
        found = accepted.accept(journal, found, reason, now, link=link)
    code = tell(found, [], console, links=links, told=True)
    if link:
        open_links.say_accepted(rows, found.rows[0].key, reason, links or [], console)
    return code


def _elsewhere(what: Text) -> ConfigError:
    again = T("Run again with the configuration of that sheet: --config FILE.")
    return ConfigError("other-sheet", what, next_step=again)

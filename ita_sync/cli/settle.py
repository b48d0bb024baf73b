"""The command `settle`."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from ita_sync.cli import left_open
from ita_sync.cli.commands import Command, UsageError, common, credentials_option, option
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.which import keys, meant
from ita_sync.errors import ItaSyncError, worst
from ita_sync.files import from_here, shell_quoted
from ita_sync.i18n import T, Text
from ita_sync.journal import Batch, Change, Kind, Place, State

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.publish import Ended, WaysOut
    from ita_sync.settings import Settings


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Decide attempts that are still open, without report, sign-off or tab.

        Each is either found to be written, or kept out of the sheet for ever; after that a push of
        the report writes it anew. No row is ever written here.

        \b
        ita-sync settle                               everything that is open
        ita-sync settle --give-up "5360601 / 2566"    only this one, even if its sheet is gone
        ita-sync settle --give-up report-2566.yaml    the same, by its report
        ita-sync settle --older-version               the sheet was put back on purpose
        """
    ).msgid,
)
@option(
    "--give-up",
    metavar="KEY",
    help=T("Only this one, by key, code or report file; also where its sheet is gone for good."),
)
@option(
    "--older-version",
    is_flag=True,
    help=T("Take a sheet that somebody put back to an older version for what it is now."),
)
@credentials_option
@common
@click.pass_obj
def settle(options: Options, *, give_up: str | None, older_version: bool) -> int:
    """Settle what is open, one spreadsheet after the other."""
    console, chosen = options.console(), options.settings()
    batches = left_open.found()
    if give_up is not None and batches:
        batches = _chosen(batches, give_up)
    books = {book: list(its) for book, its in groupby(sorted(batches, key=_book), key=_book)}
    console.practising = _practising(chosen, books, older_version=older_version)
    ways = _ways(options, chosen)
    older, problems = _older(ways, chosen, books, console) if older_version else ({}, [])
    ended = [
        each for its in books.values() for each in ways.settle(its, give_up=give_up is not None)
    ]
    for each in ended:
        _print(each, chosen, console)
    if not ended and not older_version:
        console.line(T("Nothing is open."))
    console.notice()
    failed = [*problems, *(each.error for each in ended if each.error)]
    code = worst(error.exit_code for error in failed)
    console.emit_json(
        "settle",
        code,
        results=[_as_data(each, console) for each in ended],
        older_versions=older,
        errors=[console.error_data(error) for error in problems],
    )
    return code


def _book(batch: Batch) -> str:
    return batch.place.spreadsheet


def _chosen(batches: Sequence[Batch], wanted: str) -> list[Batch]:
    """Return the open batches that a key, a code alone or a report file names.

    Raises:
        UsageError: none, or a code has several.
    """
    changes = [change for batch in batches for change in batch.changes]
    found = {change.batch for change in meant(changes, wanted)}
    if not found:
        raise UsageError(
            T("{wanted} is not open; open are: {keys}", wanted=wanted, keys=keys(changes))
        )
    return [batch for batch in batches if batch.id in found]


def _practising(chosen: "Settings", books: dict[str, list[Batch]], *, older_version: bool) -> bool:
    """Return whether all that this run asks is practice: an old attempt may be of another sheet."""
    from ita_sync.settings import SANDBOX  # it brings pydantic

    asked = set(books) | ({chosen.target.spreadsheet_id} if older_version or not books else set())
    return chosen.api_root is not None or asked == {SANDBOX}


def _ways(options: Options, chosen: "Settings") -> "WaysOut":
    from ita_sync.config_file import Target  # pydantic, and below tenacity: help does without
    from ita_sync.publish import WaysOut

    @cache
    def connect(place: Place) -> "Sheet":
        return options.sheet(Target(spreadsheet=place.spreadsheet, gid=place.gid))

    return WaysOut(chosen.state, connect, chosen.patience, options.console().talk)


def _older(
    ways: "WaysOut", chosen: "Settings", books: dict[str, list[Batch]], console: Console
) -> tuple[dict[str, int], list[ItaSyncError]]:
    """Take what is older than the journal knows for what it is; say so."""
    target = chosen.target
    places = {target.spreadsheet_id: Place(target.spreadsheet_id, target.gid or 0, "")}
    places |= {book: its[0].place for book, its in books.items()}
    older, problems = {}, []
    for book, place in places.items():
        try:
            highest = ways.accept_older_version(place)
        except ItaSyncError as error:
            console.error(error)
            problems.append(error)
            continue
        if highest is None:
            console.line(
                T("Spreadsheet {book} is not older than what was written to it.", book=book)
            )
        else:
            older[book] = highest
            console.line(
                T(
                    "The older version of spreadsheet {book} holds from now on. `ita-sync verify` "
                    "names the rows that are missing in it.",
                    book=book,
                ),
                colour="green",
            )
    return older, problems


def _print(ended: "Ended", chosen: "Settings", console: Console) -> None:
    batch, error = ended.batch, ended.error
    for change in batch.changes:
        if error:
            console.talk(
                T("Still open: {key}, tab {tab}.", key=change.row.key, tab=batch.place.tab)
            )
        else:
            told, next_step = _told(change, batch, chosen)
            console.line(told, colour="yellow" if _state(batch) is State.UNTOLD else "green")
            console.line(next_step, indent=1)
    if error:
        console.error(error)


def _told(change: Change, batch: Batch, chosen: "Settings") -> tuple[Text, Text]:
    """Return what became of one row, and what to do."""
    what = {"key": change.row.key, "tab": batch.place.tab}
    if "undoes" in change.signoff:
        return _told_of_undo(change, batch)
    if _state(batch) is State.WRITTEN:
        seen = T("`ita-sync verify` shows its row.")
        if batch.place.spreadsheet != chosen.target.spreadsheet_id:
            seen = T("It is in spreadsheet {book}.", book=batch.place.spreadsheet)
        return T("Written: {key}, in tab {tab}.", **what), seen
    report = from_here(change.path)
    again = T("If it is to be written: ita-sync push {report}", report=report)
    if not report:
        again = T(
            "If it is to be written: bring back the report file {report} and push it.",
            report=change.path or change.report,
        )
    if _state(batch) is State.UNWRITTEN:
        return T("Not written, and it never will be: {key}, tab {tab}.", **what), again
    return (
        T("It cannot be told any more whether it was written: {key}, tab {tab}.", **what),
        T(
            "Whoever can open spreadsheet {book} sees whether the row is there. {again}",
            book=batch.place.spreadsheet,
            again=again,
        ),
    )


def _told_of_undo(change: Change, batch: Batch) -> tuple[Text, Text]:
    """Return whether a change was taken back, and what to do."""
    what = {"key": change.row.key, "tab": batch.place.tab}
    if _state(batch) is State.WRITTEN:
        seen = T("`ita-sync history` shows what was taken back.")
        return T("Taken back: {key}, tab {tab}.", **what), seen
    again = T(
        "If it is to be taken back: ita-sync undo {key}", key=shell_quoted(str(change.row.key))
    )
    if _state(batch) is State.UNWRITTEN:
        return T("Not taken back: {key}, tab {tab}.", **what), again
    return (
        T("It cannot be told any more whether it was taken back: {key}, tab {tab}.", **what),
        T(
            "Whoever can open spreadsheet {book} sees how the row stands.",
            book=batch.place.spreadsheet,
        ),
    )


def _state(batch: Batch) -> State:
    """Return what became of what people see: a pin that is there has changed nothing."""
    pins = all(change.kind is Kind.PIN for change in batch.changes)
    return State.UNWRITTEN if pins and batch.settled_at is not None else batch.state


def _as_data(ended: "Ended", console: Console) -> dict[str, Any]:
    batch, error = ended.batch, ended.error
    return left_open.as_data(batch) | {
        "state": "open" if batch.settled_at is None else _state(batch).value,
        "reason": batch.reason.value,
        "error": console.error_data(error) if error else None,
    }

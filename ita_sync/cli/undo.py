"""The command `undo`."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ita_sync.cli import left_open
from ita_sync.cli.commands import ROW, Command, common, credentials_option, option
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.push_result import ENDED, PLANNED, PushResult, say_calls
from ita_sync.errors import ItaSyncError, NotSignedOff
from ita_sync.i18n import T

if TYPE_CHECKING:
    from ita_sync.approval.undo import Effect, UndoSignOff
    from ita_sync.cli.taking_back import Tab
    from ita_sync.journal import Change
    from ita_sync.publish import Done, Plan

_AGAIN = T("Its report writes the row anew only once it is signed again, or with `push --restore`.")


@click.command(
    cls=Command,
    calls_sheet=True,
    help=T(
        """Take the last change of a row back, as it was decided with `sign --undo`.

        Former content comes back; of a row that was added or filled, what we wrote goes. Safe to
        repeat: a decision is carried out once, and only on a row that stands as we wrote it.

        \b
        ita-sync sign --undo 5360601 --post นายกเทศมนตรี --date 3/11/2566    the decision
        ita-sync undo 5360601 --dry-run         what would be taken back; writes nothing
        ita-sync undo "5360601 / 2566"          by its key, its code alone, or its report
        """
    ).msgid,
)
@click.argument("wanted", metavar=ROW)
@option("--dry-run", is_flag=True, help=T("Show the plan; write nothing."))
@credentials_option
@common
@click.pass_obj
def undo(options: Options, wanted: str, *, dry_run: bool) -> int:
    """Take one change back; say what became of it."""
    console, result = options.console(), PushResult()
    try:
        result = _planned(options, wanted) if dry_run else _undone(options, wanted)
    except ItaSyncError as error:
        result = PushResult(error=error)
    _print(result, console)
    open_ = left_open.name(console, result.error)
    console.notice()
    data = {"wanted": wanted, **result.content}
    if dry_run:
        reasons = [error for error in (result.held, result.error) if error]
        data["would_undo"] = not reasons and result.content["outcome"] == "planned"
        data["reasons"] = [console.error_data(error) for error in reasons]
    if result.error:
        data["error"] = console.error_data(result.error)
    console.emit_json("undo", result.exit, dry_run=dry_run, results=[data], open=open_)
    return result.exit


def _undone(options: Options, wanted: str) -> PushResult:
    """Carry the decision out, or say that it was.

    Raises:
        ItaSyncError: there is none, or what it would do now was not decided; or as `push`.
    """
    from ita_sync.approval import undo as approval  # SQLite and tenacity: help does without
    from ita_sync.cli.taking_back import looked
    from ita_sync.row import digest_of

    with looked(options, locked=True) as tab:
        signed, last = _decided(tab, wanted)
        if approval.carried_out(signed, last):
            return _already(last)
        decision = signed.journalled()
        last, draft = tab.publisher.wish(last.row.key, tab.snapshot.sheet_id, decision)
        # What is in doubt is of this very decision: it is settled before anything is sent.
        if not any(batch.doubtful for batch in tab.publisher.pending([draft])):
            _, effect = tab.effect(last, draft)
            approval.require(signed, effect, last)
        draft = replace(draft, signoff=decision, signoff_digest=digest_of(decision))
        (outcome,) = tab.publisher.push_all([draft], glance=tab.glance)
        if isinstance(outcome, ItaSyncError):
            raise outcome
        return _done(outcome, tab)


def _planned(options: Options, wanted: str) -> PushResult:
    """Return what an undo would do; nothing is written anywhere.

    Raises:
        ItaSyncError: nothing can be taken back there, or the sheet cannot be read.
    """
    from ita_sync.approval import undo as approval  # as above
    from ita_sync.cli.taking_back import looked

    with looked(options, locked=False) as tab:
        held: NotSignedOff | None = None
        signed: UndoSignOff | None = None
        try:
            signed, last = _decided(tab, wanted)
        except NotSignedOff as error:
            held, last = error, tab.last(wanted)
        if signed and approval.carried_out(signed, last):
            return _already(last)
        last, draft = tab.publisher.wish(last.row.key, tab.snapshot.sheet_id)
        plan, effect = tab.effect(last, draft)
        try:
            if signed:
                approval.require(signed, effect, last)
        except NotSignedOff as error:
            held = error
        return _would(plan, effect, last, held)


def _decided(tab: "Tab", wanted: str) -> "tuple[UndoSignOff, Change]":
    """Return what was decided on the row that is meant, and the last change to it."""
    from ita_sync.approval import undo as approval  # as above

    last = tab.last(wanted)
    return approval.kept(last, tab.settings.state).current(), last


def _already(last: "Change") -> PushResult:
    key, tab = last.row.key, last.place.tab
    said = T("Already taken back: {key}, tab {tab}; nothing was written.", key=key, tab=tab)
    content = {"outcome": "already", "key": str(key), "tab": tab, "mark": last.number}
    return PushResult(content, said=said)


def _done(done: "Done", tab: "Tab") -> PushResult:
    where = {"key": done.summary.key, "row": done.row, "tab": done.tab}
    content = {
        "outcome": done.how,
        "key": str(done.summary.key),
        "tab": done.tab,
        "row": done.row or None,  # none is left of a row that was taken away
        "mark": done.number,
        "reads": tab.sheet.reads,
        "writes": tab.sheet.writes,
        "warnings": [warning.both() for warning in done.warnings],
    }
    notes = (*done.warnings, *([_AGAIN] if done.how == "taken" else []))
    return PushResult(content, said=T(ENDED[done.how].msgid, **where), notes=notes)


def _would(plan: "Plan", effect: "Effect", last: "Change", held: NotSignedOff | None) -> PushResult:
    where = {"key": last.row.key, "row": plan.row + 1, "tab": plan.table.snapshot.title}
    content = {
        "outcome": "planned",
        "action": plan.action,
        "key": str(last.row.key),
        "tab": plan.table.snapshot.title,
        "row": plan.row + 1,
        "effect": effect.model_dump(mode="json"),
        "signed": held is None,
        "warnings": [warning.both() for warning in plan.warnings],
    }
    said = T(PLANNED[plan.action].msgid, **where)
    return PushResult(content, said=said, notes=(*effect.lines(), *plan.warnings), held=held)


def _print(result: PushResult, console: Console) -> None:
    if result.error:
        console.error(result.error)
    if result.said:
        console.line(result.said, colour="green")
    if "reads" in result.content:
        say_calls(result.content["reads"], result.content["writes"], console)
    for note in result.notes:
        console.line(note, indent=1)
    if result.held:
        for text in (result.held.what, *result.held.details, result.held.next_step):
            console.talk(text)

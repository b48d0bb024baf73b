"""The command `history`."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ita_sync.cli import left_open
from ita_sync.cli.commands import Command, common, report_path
from ita_sync.cli.console import Console
from ita_sync.cli.left_open import age, moment
from ita_sync.cli.options import Options
from ita_sync.errors import Exit
from ita_sync.files import name_of
from ita_sync.i18n import T, Text
from ita_sync.journal import Acceptance, Batch, Change, How, Journal, Kind, Outcome, Reason, State
from ita_sync.monitor.memory import AHEAD, Memory, is_ahead

STATES = {
    "open": T("open"),
    "closing": T("being given up"),
    "confirmed": T("confirmed"),
    "closed": T("not written"),
    "held": T("a person decides"),
}
REASONS = {
    Reason.SEEN: T("as sent"),
    Reason.FOUND: T("found there"),
    Reason.TAKEN: T("the number was another's"),
    Reason.UNSEEN: T("the number is another project's"),
    Reason.GIVEN_UP: T("given up"),
    Reason.REFUSED: T("refused"),
    Reason.NEVER_SENT: T("never sent"),
    Reason.BARRED: T("old marks were cleared before it could arrive"),
    Reason.MARK_GONE: T("cannot be told any more"),
    How.AS_SENT: T("as sent"),
    How.REMOVED: T("the row was removed"),
    How.CHANGED: T("the row was changed"),
    How.EDITED: T("the row's key was changed"),
    How.DOUBLED: T("the row stands twice"),
    How.MISPLACED: T("the row stands under other headers"),
    How.HEADER: T("the header changed"),
}
OUTCOMES = {
    Outcome.SENT: T("sent, no answer recorded"),
    Outcome.SILENT: T("no answer"),
    Outcome.DOUBTFUL: T("answered, but not whether it was carried out"),
    Outcome.REFUSED: T("refused"),
    Outcome.APPLIED: T("carried out"),
}
SENT = {"row": T("the row"), "close": T("closing mark")}
KINDS = {
    Kind.ADD: T("added"),
    Kind.FOUND: T("found"),
    Kind.FILL: T("filled"),
    Kind.AMEND: T("amended"),
    Kind.UNDO: T("former content put back"),
    Kind.TAKE: T("taken away"),
}


@click.command(
    cls=Command,
    names_sheet=True,
    help=T(
        """Show the journal: what was meant, sent and settled.

        \b
        ita-sync history
        ita-sync history report-2566.yaml
        """
    ).msgid,
)
@click.argument("path", metavar="[REPORT]", required=False, type=report_path)
@common
@click.pass_obj
def history(options: Options, path: Path | None) -> int:
    """Print changes and their attempts, oldest first."""
    console, chosen = options.console(), options.settings()
    with Journal(chosen.state, read_only=True) as journal:
        changes = journal.history(name_of(path) if path else None)
        ids = {change.batch for change in changes if change.batch is not None}
        batches = {id_: journal.batch(id_) for id_ in ids}
        accepted = journal.accepted()
    entries = [(change, batches.get(change.batch or 0)) for change in changes]
    for change, batch in entries:
        _print_change(console, change, batch)
        _print_accepted(console, accepted.get(change.id, ()))
    if not entries and path:
        console.line(T("The journal has no entry for a file named {name}.", name=path.name))
    elif not entries:
        console.line(T("The journal is empty."))
    left_open.name(console)
    memory = Memory.load(chosen.state)
    console.line(_last_check(memory, time.time()))
    console.notice()
    intents = [
        _document(change, batch)
        | {"accepted": [left_open.accepted_data(each) for each in accepted.get(change.id, ())]}
        for change, batch in entries
    ]
    console.emit_json("history", Exit.OK, intents=intents, last_check=_last_check_data(memory))
    return Exit.OK


def _last_check(memory: Memory, now: float) -> Text:
    """Say when `verify` last found everything right, and when it ran, if that was later."""
    if memory.ran_at is None:
        return T("`verify` has not run yet.")
    ran = T(
        "`verify` ran last {at} ({age}), exit {code}", **_when(memory.ran_at, now), code=memory.code
    )
    if memory.good_at is None:
        return T("{ran}; it has not found everything right yet.", ran=ran)
    if memory.good_at == memory.ran_at:
        return T(
            "Last good check: {at} ({age}), rows: {rows}.",
            **_when(memory.good_at, now),
            rows=memory.rows,
        )
    return T(
        "Last good check: {at} ({age}), rows: {rows}. {ran}.",
        **_when(memory.good_at, now),
        rows=memory.rows,
        ran=ran,
    )


def _when(at: float, now: float) -> dict[str, object]:
    return {"at": moment(at), "age": AHEAD if is_ahead(at, now) else age(now - at)}


def _last_check_data(memory: Memory) -> dict[str, Any]:
    good, ran = memory.good_at, memory.ran_at
    return {
        "good_at": good if good is None else moment(good),
        "rows": memory.rows,
        "ran_at": ran if ran is None else moment(ran),
        "exit": memory.code,
    }


def _told(change: Change) -> tuple[str, Reason | How]:
    """Return state and reason of a change as they have always been named."""
    if change.state in {State.OPEN, State.CLOSING}:
        return change.state.value, change.reason
    if change.state is State.UNWRITTEN:
        return "closed", change.reason
    how = change.seen.how if change.seen else How.AS_SENT
    if change.state is State.UNTOLD:
        found = how is How.AS_SENT and change.seen is not None
        return ("confirmed", Reason.FOUND) if found else ("held", change.reason)
    if how is How.AS_SENT:
        return "confirmed", Reason.FOUND if change.state is State.FOUND else How.AS_SENT
    return "held", how


def _print_change(console: Console, change: Change, batch: Batch | None) -> None:
    state, reason = _told(change)
    console.line(
        T(
            "{at}  {report}  {key}  tab {tab}  mark {number}, {kind}: {state}; {reason}",
            at=moment(change.created_at),
            report=change.report,
            key=change.row.key,
            tab=change.place.tab,
            number=change.number or "–",
            kind=KINDS[change.kind],
            state=STATES[state],
            reason=REASONS.get(reason, ""),
        )
    )
    for attempt in batch.attempts if batch else ():
        console.line(
            T(
                "{at}  {kind}: {outcome} {detail}",
                at=moment(attempt.sent_at),
                kind=SENT[attempt.kind],
                outcome=OUTCOMES[attempt.outcome],
                detail=attempt.detail,
            ),
            indent=1,
        )


def _print_accepted(console: Console, accepted: Sequence[Acceptance]) -> None:
    for each in accepted:
        text = T("{at}  accepted as it stands: {reason}", at=moment(each.at), reason=each.reason)
        console.line(text, indent=1)


def _document(change: Change, batch: Batch | None) -> dict[str, Any]:
    state, reason = _told(change)
    seen = change.seen
    return {
        "at": moment(change.created_at),
        "report": change.report,
        "path": change.path,
        "key": str(change.row.key),
        "spreadsheet": change.place.spreadsheet,
        "tab": change.place.tab,
        "mark": change.number,
        "kind": change.kind,
        "state": state,
        "reason": reason,
        "digest": change.row.digest,
        "cells": {c.header: None if c.value is None else str(c.value) for c in change.row.cells},
        "signoff": change.signoff,
        "former": change.former,
        "seen": {"at": moment(seen.until), "since": moment(seen.at), "how": seen.how}
        if seen
        else None,
        "attempts": [
            {
                "at": moment(a.sent_at),
                "kind": a.kind,
                "outcome": a.outcome,
                "detail": a.detail,
            }
            for a in (batch.attempts if batch else ())
        ],
    }

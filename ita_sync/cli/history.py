"""The command `history`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ita_sync.cli.commands import Command, common, report_path
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.errors import Exit
from ita_sync.files import name_of
from ita_sync.i18n import T, Text
from ita_sync.journal import Intent, Journal, Outcome, Reason, State

STATES = {
    State.OPEN: T("open"),
    State.CLOSING: T("being given up"),
    State.CONFIRMED: T("confirmed"),
    State.CLOSED: T("not written"),
    State.HELD: T("a person decides"),
}

REASONS = {
    Reason.AS_SENT: T("as sent"),
    Reason.FOUND: T("found there"),
    Reason.TAKEN: T("the number was another's"),
    Reason.UNSEEN: T("the number is another project's"),
    Reason.GIVEN_UP: T("given up"),
    Reason.REFUSED: T("refused"),
    Reason.NEVER_SENT: T("never sent"),
    Reason.REMOVED: T("the row was removed"),
    Reason.CHANGED: T("the row was changed"),
    Reason.DOUBLED: T("the row stands twice"),
    Reason.MISPLACED: T("the row stands under other headers"),
    Reason.HEADER: T("the header changed"),
    Reason.MARK_GONE: T("cannot be told any more"),
}
OUTCOMES = {
    Outcome.SENT: T("sent, no answer recorded"),
    Outcome.SILENT: T("no answer"),
    Outcome.DOUBTFUL: T("answered, but not whether it was carried out"),
    Outcome.REFUSED: T("refused"),
    Outcome.APPLIED: T("carried out"),
}
KINDS = {"row": T("the row"), "close": T("closing mark")}


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
    """Print intents and their attempts, oldest first."""
    console, chosen = options.console(), options.settings()
    with Journal(chosen.state, read_only=True) as journal:
        intents = journal.history(name_of(path) if path else None)
        former = {intent.id: journal.former(intent) for intent in intents}
    for intent in intents:
        _print_intent(console, intent)
    if not intents and path:
        console.line(T("The journal has no entry for a file named {name}.", name=path.name))
    elif not intents:
        console.line(T("The journal is empty."))
    console.notice()
    console.emit_json(
        "history",
        Exit.OK,
        intents=[_intent_document(i) | {"former": former[i.id]} for i in intents],
    )
    return Exit.OK


def _print_intent(console: Console, intent: Intent) -> None:
    state: Text = STATES[intent.state]
    console.line(
        T(
            "{at}  {report}  {key}  tab {tab}  mark {number}: {state}; {reason}",
            at=_moment(intent.created_at),
            report=intent.report,
            key=intent.row.key,
            tab=intent.place.tab,
            number=intent.number or "–",
            state=state,
            reason=REASONS.get(intent.reason, ""),
        )
    )
    for attempt in intent.attempts:
        console.line(
            T(
                "{at}  {kind}: {outcome} {detail}",
                at=_moment(attempt.sent_at),
                kind=KINDS[attempt.kind],
                outcome=OUTCOMES[attempt.outcome],
                detail=attempt.detail,
            ),
            indent=1,
        )


def _intent_document(intent: Intent) -> dict[str, Any]:
    return {
        "at": _moment(intent.created_at),
        "report": intent.report,
        "key": str(intent.row.key),
        "spreadsheet": intent.place.spreadsheet,
        "tab": intent.place.tab,
        "mark": intent.number,
        "state": intent.state,
        "reason": intent.reason,
        "digest": intent.row.digest,
        "cells": {c.header: None if c.value is None else str(c.value) for c in intent.row.cells},
        "signoff": intent.signoff,
        "attempts": [
            {"at": _moment(a.sent_at), "kind": a.kind, "outcome": a.outcome, "detail": a.detail}
            for a in intent.attempts
        ],
    }


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat(sep=" ", timespec="seconds")

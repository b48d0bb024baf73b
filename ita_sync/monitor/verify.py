"""Is everything still as it was confirmed? One read, no write to the sheet, and what differs."""

from collections.abc import Callable
from dataclasses import dataclass

from ita_sync.errors import Exit, SheetConflict
from ita_sync.files import shell_quoted
from ita_sync.google import CallFailed, Sheet, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.journal import Clock, Intent, Journal, Reason, State, SystemClock
from ita_sync.publish import Deadline, Verdict, conflict, judge_standing, unavailable
from ita_sync.publish.judge import judge
from ita_sync.settings import Settings


@dataclass(frozen=True)
class Standing:
    """What has become of one row.

    Attributes:
        intent: what the journal knows.
        exit: 0 as confirmed, 1 other content, 6 open, 7 a person decides.
        row: 1-based row in the sheet, None unless it is there exactly once.
        problem: what is wrong, None if nothing is.
        what: why the attempt is still open, None unless it is.
    """

    intent: Intent
    exit: Exit
    row: int | None = None
    problem: SheetConflict | None = None
    what: Text | None = None


def verify(
    sheet: Sheet,
    journal: Journal,
    settings: Settings,
    clock: Clock | None = None,
    say: Callable[[Text], None] = lambda _text: None,
) -> list[Standing]:
    """Compare the sheet with the journal, settle what the sheet can decide, and return all rows.

    The sheet is only read: an intent whose number is open stays open until the next `push`.

    Raises:
        Unavailable: the sheet cannot be read.
        OutcomeUnknown: the same while an attempt is open.
        ConfigError: settings, credentials or the journal.
    """
    clock = clock or SystemClock()
    book, header_row = settings.target.spreadsheet_id, settings.target.header_row
    pending = journal.pending(book)
    try:
        snapshot = Deadline(clock, settings.patience.deadline, say).retry(sheet.look)
    except CallFailed as failure:
        raise unavailable(failure, pending) from failure
    found = []
    for intent in pending:
        if intent.place.gid != snapshot.sheet_id:
            continue
        verdict = judge(intent, snapshot, header_row, holds=journal.fence_holds(book))
        if verdict is None:
            found.append(_open(intent))
        else:
            journal.move(intent, verdict.state, verdict.reason, clock.now())
    for intent in journal.standing(book, snapshot.sheet_id):
        verdict = judge_standing(intent, snapshot, header_row)
        changed = (verdict.state, verdict.reason) != (intent.state, intent.reason)
        if changed and intent.reason is not Reason.FOUND:
            journal.move(intent, verdict.state, verdict.reason, clock.now())
        found.append(_standing(intent, verdict, snapshot, header_row))
    return found


def _open(intent: Intent) -> Standing:
    return Standing(
        intent,
        Exit.UNKNOWN,
        what=T(
            "An attempt is still open; `ita-sync push {report}` settles it.",
            report=shell_quoted(intent.report),
        ),
    )


def _standing(
    intent: Intent, verdict: Verdict, snapshot: Snapshot, header_row: int | None
) -> Standing:
    if verdict.state is State.CONFIRMED:
        return Standing(intent, Exit.OK, verdict.rows[0] + 1)
    problem = conflict(verdict, intent.row, snapshot, header_row)
    if verdict.reason is Reason.CHANGED:
        return Standing(intent, Exit.FINDINGS, verdict.rows[0] + 1, problem)
    return Standing(intent, Exit.CONFLICT, None, problem)

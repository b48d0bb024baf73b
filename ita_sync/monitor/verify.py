"""Is everything still as it was confirmed? One read, no write to the sheet, and what differs."""

from collections.abc import Callable
from dataclasses import dataclass

from ita_sync.errors import Exit, SheetConflict
from ita_sync.files import from_here
from ita_sync.google import Sheet
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, Clock, How, Journal
from ita_sync.publish import Glance, Publisher, View, conflict, stand
from ita_sync.settings import Settings


@dataclass(frozen=True)
class Stood:
    """What has become of one row.

    Attributes:
        change: what the journal knows.
        exit: 0 as confirmed, 1 other content, 6 open, 7 a person decides.
        row: 1-based row in the sheet, None unless it is there exactly once.
        problem: what is wrong, None if nothing is.
        what: why the attempt is still open, None unless it is.
    """

    change: Change
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
    *,
    glance: Glance | None = None,
) -> list[Stood]:
    """Compare the sheet with the journal, settle what its marks decide, and return all rows.

    The sheet is only read: a batch whose number is open stays open until `push` or `settle`. How
    rows stand is added to the journal; nothing that it knows is rewritten.

    Raises:
        Unavailable: the sheet cannot be read.
        OutcomeUnknown: the same while an attempt is open.
        SheetConflict: it was put back to an older version.
        ConfigError: settings, credentials or the journal.
    """
    book, header_row = settings.target.spreadsheet_id, settings.target.header_row
    publisher = Publisher(sheet, journal, settings, clock, say)
    snapshot = publisher.look(journal.pending(book), glance)
    publisher.note(snapshot)
    found = [_open(change) for batch in journal.pending() for change in batch.changes]
    view, seen = View(snapshot, header_row), []
    standing = journal.standing(book, snapshot.sheet_id)
    for change in standing.values():
        now = stand(change.row, view, [change.row])
        seen.append((change, now.seen(snapshot)))
        if now.how is How.AS_SENT:
            found.append(Stood(change, Exit.OK, now.rows[0] + 1))
        elif now.how is How.CHANGED:
            problem = conflict(now, change, view)
            found.append(Stood(change, Exit.FINDINGS, now.rows[0] + 1, problem))
        else:
            found.append(Stood(change, Exit.CONFLICT, None, conflict(now, change, view)))
    journal.observe(seen)
    return found


def _open(change: Change) -> Stood:
    return Stood(
        change,
        Exit.UNKNOWN,
        what=T(
            "An attempt to write it is still open (report {report}, tab {tab}); `ita-sync settle` "
            "decides it.",
            report=from_here(change.path) or change.path or change.report,
            tab=change.place.tab,
        ),
    )

"""The first steps of taking a change back: look at the tab, find the row that is meant, plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sync.approval import undo
from ita_sync.approval.undo import Effect
from ita_sync.cli.options import Options
from ita_sync.cli.which import meant, require_meant
from ita_sync.google import Snapshot
from ita_sync.journal import Change, Draft, Journal, State, exclusive

if TYPE_CHECKING:
    from ita_sync.google import Sheet
    from ita_sync.publish import Glance, Plan, Publisher
    from ita_sync.settings import Settings

_NOT_THERE = frozenset({State.OPEN, State.CLOSING, State.UNWRITTEN})


@dataclass(frozen=True)
class Tab:
    """The configured tab as a look showed it, and what the journal knows of it."""

    settings: "Settings"
    sheet: "Sheet"
    journal: Journal
    publisher: "Publisher"
    snapshot: Snapshot
    glance: "Glance"

    def last(self, wanted: str) -> Change:
        """Return the last change to the row that a key, a code or a report names.

        Raises:
            UsageError: a code, or a name of a report, has several rows.
            SheetConflict: nothing of ours ever stood there.
            OutcomeUnknown: an attempt is open, and there is nothing before it.
        """
        tab = self.settings.target.spreadsheet_id, self.snapshot.sheet_id
        here = [c for c in self.journal.history() if (c.place.spreadsheet, c.place.gid) == tab]
        found = meant(here, wanted)
        if not found:
            for change in meant(self.journal.history(), wanted):
                require_meant(self.settings, change)
        key = found[0].row.key if found else wanted
        done = [c for c in here if c.row.key == key and c.state not in _NOT_THERE]
        return done[-1] if done else self.publisher.wish(key, self.snapshot.sheet_id)[0]

    def effect(self, last: Change, draft: Draft) -> "tuple[Plan, Effect]":
        """Return the plan that takes a change back, and what is to be decided of it.

        Raises:
            SheetConflict: the row does not stand as we wrote it.
            OutcomeUnknown: an attempt is open.
        """
        plan = self.publisher.plan(draft, snapshot=self.snapshot)
        emptied = {cell.header for cell in plan.cells}
        target = str(self.settings.target)
        return plan, undo.effect_of(last, draft, target, emptied=emptied, whole_row=plan.whole_row)


@contextmanager
def looked(options: Options, *, locked: bool) -> Iterator[Tab]:
    """Look at the configured tab, before the lock is taken.

    Args:
        options: of the run.
        locked: take the lock, and settle what the marks decide; else nothing is written anywhere.

    Raises:
        ItaSyncError: the sheet cannot be read, or the journal.
    """
    from ita_sync.publish import Publisher  # pulls in tenacity; refusals need not wait for it

    say, chosen, sheet = options.console().talk, options.settings(), options.sheet()
    book = chosen.target.spreadsheet_id
    with Journal(chosen.state, read_only=True) as journal:
        publisher, pending = Publisher(sheet, journal, chosen, say=say), journal.pending(book)
        glance = publisher.glance(pending)
        if not locked:
            snapshot = publisher.look(pending, glance)
            yield Tab(chosen, sheet, journal, publisher, snapshot, glance)
            return
    with exclusive(chosen.state, say=say), Journal(chosen.state) as journal:
        publisher = Publisher(sheet, journal, chosen, say=say)
        snapshot = publisher.look(journal.pending(book), glance)
        publisher.note(snapshot)
        yield Tab(chosen, sheet, journal, publisher, snapshot, glance)

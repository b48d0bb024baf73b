"""The way to tabs of one spreadsheet for one who only looks: `verify`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from ita_sync.google import Sheet, Tabs
from ita_sync.journal import Clock, Journal
from ita_sync.publish.door import Door, Glance, patiently
from ita_sync.publish.hours import ServerTime
from ita_sync.publish.retry import Deadline
from ita_sync.publish.settle import Settler


@dataclass(frozen=True)
class Lookout:
    """Looks at several tabs together; nothing is sent.

    Attributes:
        sheet: the calls.
        journal: what was intended and sent; for a glance it may be read-only.
        book: the spreadsheet.
        wanted: the titles under which the tabs are known, by Google's number for them.
        deadline: until when looks are tried.
        read: how long one call may take, in seconds.
        clock: the time.
    """

    sheet: Sheet
    journal: Journal
    book: str
    wanted: Mapping[int, str]
    deadline: Deadline
    read: float
    clock: Clock

    def glance(self) -> Glance:
        """Look before the lock is taken; see `Publisher.glance`.

        Raises:
            Unavailable, OutcomeUnknown, ConfigError: the spreadsheet cannot be read.
        """
        return patiently(self.deadline, self._door().glance, self.journal.pending(self.book))

    def look(self, glance: Glance | None = None) -> Tabs:
        """Return how the tabs are, and settle the open batches that the marks decide.

        Args:
            glance: a look just made, to be held against the journal.

        Raises:
            Unavailable, OutcomeUnknown, ConfigError: as `glance`.
            SheetConflict: it was put back to an older version.
        """
        door, pending = self._door(), self.journal.pending(self.book)
        found = door.looked(self.deadline, pending, glance).snapshot
        Settler(door, self.read, lambda _batch, _snapshot: False).note(found)
        return cast("Tabs", found)  # whatever the door lets through is what `_see` returned

    def _door(self) -> Door:
        return Door(
            self.sheet, self.journal, self.book, self.clock, ServerTime(self.clock), self._see
        )

    def _see(self) -> Tabs:
        return self.sheet.tabs(self.wanted)

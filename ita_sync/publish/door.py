"""The way to one spreadsheet: looks that are believed only where they are not old."""

from collections.abc import Callable
from dataclasses import dataclass

from ita_sync.errors import SheetConflict
from ita_sync.google import CallFailed, Sheet, Snapshot
from ita_sync.i18n import T
from ita_sync.journal import LATENESS, Book, Clock, Journal
from ita_sync.publish.hours import ServerTime, Since
from ita_sync.publish.probe import Prober

STALE = T("the sheet was shown as it had been before")


@dataclass(frozen=True)
class Door:
    """The way to one spreadsheet, with what is remembered of it.

    The caller holds the lock of the state folder (journal/lock.py).

    Attributes:
        sheet: the calls.
        journal: what was intended and sent; for a dry run it may be read-only.
        book: the spreadsheet.
        clock: the time.
        server: the server's time.
        see: makes a look; of the tab, or of the marks alone where the tab does not matter.
    """

    sheet: Sheet
    journal: Journal
    book: str
    clock: Clock
    server: ServerTime
    see: Callable[[], Snapshot]

    def look(self) -> Snapshot:
        """Return how the sheet is.

        Raises:
            CallFailed: passing trouble; or the look is older than what we know of the sheet.
            SheetConflict: the sheet was put back to an older version.
            ConfigError: credentials, permission, no such tab.
        """
        asked = Since.now(self.clock)
        snapshot = self.see()
        self.server.heard(snapshot.at, asked)
        return self._believed(snapshot)

    def _believed(self, snapshot: Snapshot) -> Snapshot:
        """Return a snapshot unless a higher mark was known before it was taken."""
        known = self.journal.book(self.book)
        if snapshot.highest < known.highest:
            self._suspect(known, snapshot)
            raise CallFailed(STALE, maybe_applied=False)
        news = snapshot.highest > known.highest or known.stale_at
        if news and not self.journal.read_only:
            self.journal.remember(self.book, highest=snapshot.highest, stale_at=0.0)
        return snapshot

    def _suspect(self, known: Book, snapshot: Snapshot) -> None:
        """Tell a look that is late from a sheet that was put back to an older version.

        Raises:
            SheetConflict: `older-version`, no look has been fresh for too long, and the mark is not
                there when asked for.
        """
        now = self.server.now()
        # A time to come was told by a clock that was wrong then.
        if not 0 < known.stale_at <= now and not self.journal.read_only:
            self.journal.remember(self.book, stale_at=now)
        late = known.stale_at and snapshot.at - known.stale_at >= LATENESS
        if late and self.sheet.mark(known.highest) is None:
            raise _older_version(known.highest, snapshot)

    @property
    def prober(self) -> Prober:
        """The questions that are asked of a spreadsheet once."""
        return Prober(self.sheet, self.journal, self.book, self.clock)


def _older_version(highest: int, snapshot: Snapshot) -> SheetConflict:
    return SheetConflict(
        "older-version",
        T(
            "The sheet is older than what was written to it: mark {highest} is gone, the newest is "
            "{found}. Somebody put back an earlier version.",
            highest=highest,
            found=snapshot.highest or "–",
        ),
        next_step=T(
            "Ask the sheet's owner whether that is meant. If it is: `ita-sync settle "
            "--older-version`; then push again what is missing."
        ),
    )

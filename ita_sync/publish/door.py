"""The way to one spreadsheet: looks that are believed only where they are not old."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from ita_sync.errors import ItaSyncError, SheetConflict
from ita_sync.google import CallFailed, Sheet, Snapshot
from ita_sync.i18n import T
from ita_sync.journal import LATENESS, Batch, Book, Clock, Journal
from ita_sync.publish.hours import ServerTime, Since
from ita_sync.publish.probe import Prober
from ita_sync.publish.retry import Deadline
from ita_sync.publish.told import MAYBE, STALE, unavailable

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Glance:
    """What a look showed, and when it was asked for: it is as old as that, however late it came.

    Attributes:
        snapshot: what it showed.
        asked: when it was asked for.
    """

    snapshot: Snapshot
    asked: Since


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

    def glance(self) -> Glance:
        """Look without asking the journal: before the lock, others may still write to it.

        Raises:
            CallFailed, ConfigError: as `look`.
        """
        asked = Since.now(self.clock)
        return Glance(self.see(), asked)

    def look(self, glance: Glance | None = None) -> Glance:
        """Return how the sheet is, held against the journal.

        Args:
            glance: a look just made, to be held against the journal.

        Raises:
            CallFailed: passing trouble; or the look is older than what we know of the sheet.
            SheetConflict: the sheet was put back to an older version.
            ConfigError: credentials, permission, no such tab.
        """
        seen = glance or self.glance()
        self.server.heard(seen.snapshot.at, seen.asked)
        self._believe(seen.snapshot)
        return seen

    def looked(
        self, deadline: Deadline, pending: Sequence[Batch], glance: Glance | None = None
    ) -> Glance:
        """Return how the sheet is, tried until a deadline; see `look` and `patiently`.

        A look made before the lock is old where the run that held it has written: nobody need wait
        to look again.
        """
        firsts = iter([glance] if glance else [])

        def look() -> Glance:
            for first in firsts:
                with suppress(CallFailed):
                    return self.look(first)
            return self.look()

        return patiently(deadline, look, pending)

    def _believe(self, snapshot: Snapshot) -> None:
        """Take a snapshot for true unless a higher mark was known before it was taken."""
        known = self.journal.book(self.book)
        if snapshot.highest < known.highest:
            self._suspect(known, snapshot)
            raise CallFailed(STALE, maybe_applied=False)
        news = snapshot.highest > known.highest or known.stale_at
        if news and not self.journal.read_only:
            self.journal.remember(self.book, highest=snapshot.highest, stale_at=0.0)

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
        if late and not self._stands(known.highest):
            raise _older_version(known.highest, snapshot)

    def _stands(self, number: int) -> bool:
        """Return whether a mark of ours is on a number, not another's or that of a test."""
        mark = self.sheet.mark(number)
        return mark is not None and mark.counts

    @property
    def prober(self) -> Prober:
        """The questions that are asked of a spreadsheet once."""
        return Prober(self.sheet, self.journal, self.book, self.clock)


def patiently(deadline: Deadline, look: Callable[[], Seen], pending: Sequence[Batch]) -> Seen:
    """Return what a look shows, tried until a deadline.

    Args:
        deadline: when to stop.
        look: a look or a glance.
        pending: open batches, whose fate is unknown while the sheet cannot be read.

    Raises:
        Unavailable, OutcomeUnknown: it cannot be read in time.
        SheetConflict, ConfigError: as `look` does.
    """
    try:
        seen: Seen = deadline.retry(look)
    except CallFailed as failure:
        raise unavailable(failure, pending) from failure
    except ItaSyncError as error:
        if any(batch.doubtful for batch in pending):
            raise error.saying(MAYBE) from error
        raise
    return seen


def _older_version(highest: int, snapshot: Snapshot) -> SheetConflict:
    return SheetConflict(
        "older-version",
        T(
            "Our mark {highest} is gone from the spreadsheet, the newest is {found}. Somebody put "
            "back an earlier version, or an add-on took marks away.",
            highest=highest,
            found=snapshot.highest or "–",
        ),
        next_step=T(
            "Ask the sheet's owner whether that is meant. If it is: `ita-sync settle "
            "--older-version`, then `ita-sync verify`: it names the rows that are missing."
        ),
    )

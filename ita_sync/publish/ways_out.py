"""Ways out for what is open: the marks alone decide it, whatever became of report and tab.

No report, no sign-off and no header is needed: a closing mark on the number of a batch is refused
where the batch is written, and keeps it out for ever where it is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ita_sync.config_file import Patience
from ita_sync.errors import ItaSyncError, SheetConflict
from ita_sync.google import Sheet, Snapshot
from ita_sync.i18n import Text
from ita_sync.journal import (
    Batch,
    Clock,
    Journal,
    Place,
    Reason,
    State,
    SystemClock,
    exclusive,
)
from ita_sync.publish.door import Door, Glance, patiently
from ita_sync.publish.hours import ServerTime
from ita_sync.publish.judge import Decided
from ita_sync.publish.retry import Deadline
from ita_sync.publish.settle import Settler

_FOR_GOOD = frozenset({"spreadsheet-missing", "not-shared", "no-fence"})
"""Errors of a spreadsheet that may never be reached again, or whose marks decide nothing."""


@dataclass(frozen=True)
class Ended:
    """What became of an open batch, and the error that left it open if one did."""

    batch: Batch
    error: ItaSyncError | None = None


@dataclass(frozen=True)
class WaysOut:
    """The ways out of a state folder. Each looks first, then takes the lock.

    Attributes:
        state: the folder.
        connect: opens the door to the spreadsheet of a place; the tab may be gone.
        patience: how long to wait.
        say: gets a message before each wait.
        clock: the time.
    """

    state: Path
    connect: Callable[[Place], Sheet]
    patience: Patience
    say: Callable[[Text], None] = lambda _text: None
    clock: Clock = field(default_factory=SystemClock)

    def settle(self, batches: Sequence[Batch], *, give_up: bool = False) -> list[Ended]:
        """Settle open batches of one spreadsheet: written, or never to be written.

        Args:
            batches: which.
            give_up: a person gives them up: where the spreadsheet cannot decide them for good,
                record that nobody can tell any more.
        """
        place = batches[0].place
        glance = self._glance(place)
        with exclusive(self.state), Journal(self.state) as journal:
            ended = self._settled(journal, batches, glance)
            return [_given_up(journal, each, self.clock) if give_up else each for each in ended]

    def accept_older_version(self, place: Place) -> int | None:
        """Take an older version of a spreadsheet for what it is now, as a person decided.

        Returns:
            The highest mark of that version; None where the sheet is not older than what we know.

        Raises:
            Unavailable: looks are old, but not for so long that the sheet itself must be.
            ConfigError: it cannot be reached.
        """
        glance = self._glance(place)
        if isinstance(glance, ItaSyncError):
            raise glance
        with exclusive(self.state), Journal(self.state) as journal:
            door = self._door(place, journal)
            try:
                door.looked(self._deadline(self.patience.look), [], glance)
            except SheetConflict:
                highest = door.see().highest
                journal.restored(place.spreadsheet, highest)
                return highest
        return None

    def _glance(self, place: Place) -> Glance | ItaSyncError:
        """Look before the lock is taken, so that nobody waits behind a network that is away."""
        try:
            with Journal(self.state, read_only=True) as journal:
                door = self._door(place, journal)
                pending = journal.pending(place.spreadsheet)
                return patiently(self._deadline(self.patience.look), door.glance, pending)
        except ItaSyncError as error:
            return error

    def _settled(
        self, journal: Journal, batches: Sequence[Batch], glance: Glance | ItaSyncError
    ) -> list[Ended]:
        now = [journal.batch(batch.id) for batch in batches]  # others may have settled one
        if isinstance(glance, ItaSyncError):
            return [Ended(each, None if each.settled_at else glance) for each in now]
        door, deadline = self._door(now[0].place, journal), self._deadline(self.patience.deadline)
        settler = Settler(door, self.patience.read, lambda _batch, _snapshot: False)
        ended, firsts = [], [glance]
        for batch in now:
            try:
                if batch.settled_at is None:
                    first = firsts.pop() if firsts else None
                    seen = door.looked(deadline, [batch], first)
                    settler.settle(batch, seen, deadline, leave=True)
                ended.append(Ended(journal.batch(batch.id)))
            except ItaSyncError as error:
                ended.append(Ended(journal.batch(batch.id), error))
        return ended

    def _door(self, place: Place, journal: Journal) -> Door:
        """Return a door that looks at the marks alone."""
        sheet = self.connect(place)

        def marks() -> Snapshot:
            found, at = sheet.marks()
            return Snapshot(place.gid, place.tab, 0, 0, {}, found, at)

        return Door(sheet, journal, place.spreadsheet, self.clock, ServerTime(self.clock), marks)

    def _deadline(self, seconds: float) -> Deadline:
        return Deadline(self.clock, seconds, self.say)


def _given_up(journal: Journal, ended: Ended, clock: Clock) -> Ended:
    """Record what a person gave up; whatever may pass stays open."""
    batch, error = ended.batch, ended.error
    if error is None or error.code not in _FOR_GOOD:
        return ended
    decided = Decided(State.UNTOLD, Reason.GIVEN_UP)
    if not batch.uncertain:
        decided = Decided(State.UNWRITTEN, Reason.GIVEN_UP)
    return Ended(journal.settle(batch, decided.state, decided.reason, clock.now()))

"""The promise: each report's row, exactly once.

`Publisher.plan` looks at the sheet and says what would be done; `Publisher.push` does it. Every
write begins with a numbered mark that Google accepts once (google/fence.py), is journalled before
it is sent (journal/journal.py), and is settled by what the sheet shows, never by what an error
suggests (judge.py, settle.py). Read docs/decisions/0002-fence.md alongside this file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita_sync.errors import ItaSyncError, SheetConflict
from ita_sync.google import Sheet, Snapshot
from ita_sync.i18n import Text
from ita_sync.journal import Batch, Change, Clock, Draft, Journal, SystemClock, newest
from ita_sync.publish import pushing, undoing
from ita_sync.publish.door import Door, Glance, patiently
from ita_sync.publish.hours import ServerTime
from ita_sync.publish.judge import decide
from ita_sync.publish.moved import moved_rows, require_unmoved
from ita_sync.publish.plan import Plan
from ita_sync.publish.planning import fits, make_plan
from ita_sync.publish.pushing import Pushing
from ita_sync.publish.retry import Deadline
from ita_sync.publish.saved import Saved
from ita_sync.publish.settle import Settler
from ita_sync.publish.share import Calls, batches
from ita_sync.publish.standing import View
from ita_sync.publish.together import compared
from ita_sync.publish.told import Done, Outcome, attempt_open
from ita_sync.publish.tried import Tried
from ita_sync.row import RowKey
from ita_sync.settings import Settings
from ita_sync.table import Table


class Publisher:
    """Writes rows to one sheet.

    The caller holds the lock of the state folder (journal/lock.py) for `push`.

    Args:
        sheet: the door to Google.
        journal: what was intended and sent; for `plan` it may be read-only.
        settings: mapping and deadlines.
        clock: the time.
        say: gets a message before each wait.
    """

    def __init__(
        self,
        sheet: Sheet,
        journal: Journal,
        settings: Settings,
        clock: Clock | None = None,
        say: Callable[[Text], None] = lambda _text: None,
    ) -> None:
        self._journal = journal
        self._settings = settings
        self._clock = clock or SystemClock()
        self._say = say
        self._sheet = sheet
        server = ServerTime(self._clock)
        self._door = Door(sheet, journal, self._book, self._clock, server, sheet.look)
        self._settler = Settler(self._door, settings.patience.read, self._fits)

    def glance(self, pending: Sequence[Batch] = ()) -> Glance:
        """Look before the lock is taken, so that nobody waits behind a network that is away.

        Whether it is old is for the journal to say, under the lock.

        Args:
            pending: open batches, whose fate is unknown while the sheet cannot be read.

        Raises:
            Unavailable: it cannot be read now; OutcomeUnknown: the same with a batch in doubt.
            ConfigError: settings, credentials, permission.
        """
        return patiently(self._first(), self._door.glance, pending)

    def look(self, pending: Sequence[Batch] = (), glance: Glance | None = None) -> Snapshot:
        """Return how the sheet is, without much patience: nothing is under way yet.

        Args:
            pending: as `glance`.
            glance: a look just made, to be held against the journal.

        Raises:
            Unavailable, OutcomeUnknown, ConfigError: as `glance`.
            SheetConflict: it was put back to an older version.
        """
        return self._door.looked(self._first(), pending, glance).snapshot

    def note(self, snapshot: Snapshot) -> None:
        """Settle the open batches that the marks of a look decide; send nothing."""
        self._settler.note(snapshot)

    def plan(
        self, draft: Draft, *, restore: bool = False, snapshot: Snapshot | None = None
    ) -> Plan:
        """Look at the sheet and return what a push would do; nothing is written anywhere.

        Raises:
            SheetConflict: the sheet is not as expected.
            OutcomeUnknown: an earlier attempt is open, which only a push may settle.
            ConfigError, Unavailable: the sheet cannot be read.
        """
        (found,) = self.plan_all([draft], restore=restore, snapshot=snapshot)
        if isinstance(found, ItaSyncError):
            raise found
        return found

    def plan_all(
        self,
        drafts: Sequence[Draft],
        *,
        restore: bool = False,
        snapshot: Snapshot | None = None,
    ) -> list[Plan | ItaSyncError]:
        """Look at the sheet once and return what a push of many would do, or what is in the way.

        Returns:
            One for each, in the same order.

        Raises:
            OutcomeUnknown, ConfigError, Unavailable: the sheet cannot be read.
            SheetConflict: it was put back to an older version.
        """
        pending = self.pending(drafts)
        snapshot = snapshot or self.look(pending)
        left, refused = compared(drafts)
        standing, taken = self._journal.last(self._book, snapshot.sheet_id, left)
        known, doubtful = self._told(pending, snapshot, standing)
        found: dict[str, Plan | ItaSyncError] = {**refused}
        view = self._view(snapshot)
        for key, draft in left.items():
            try:
                if key in doubtful:
                    raise attempt_open(draft.row.key)
                plan = make_plan(draft, view, self._settings, known, restore=restore)
                undoing.require_wanted(plan, taken.get(key), restore=restore)
                found[key] = plan
            except ItaSyncError as error:
                found[key] = error
        return [found[draft.row.key.identity] for draft in drafts]

    def calls(self, plans: Sequence[Plan]) -> Calls:
        """Return the calls that carrying out these plans takes, if nothing comes between."""
        unique = {plan.identity: plan for plan in plans}.values()
        new = [plan for plan in unique if plan.action == "add"]
        existing = [plan for plan in unique if plan.action not in {"add", "nothing"}]
        rows, size, book = pushing.MAX_ROWS, pushing.MAX_BYTES, self._journal.book(self._book)
        added, rewritten = batches(new, rows, size), batches(existing, rows, size)
        fence = int(bool(new or existing) and book.fence == "")
        guards = int(bool(existing) and book.guards == "")
        title = int(self._settings.target.gid is not None)
        reads = title + max(added + rewritten, 1) + fence + guards
        return Calls(reads, added + 2 * rewritten + fence + 2 * guards)

    def push(self, draft: Draft, *, restore: bool = False, glance: Glance | None = None) -> Done:
        """Bring one row into the sheet exactly once.

        Args:
            draft: what the report wants.
            restore: a person decided that a removed row is to be written again.
            glance: a look made just before the lock was taken.

        Raises:
            SheetConflict: a person must decide (exit 7).
            Unavailable: surely nothing was written (exit 5).
            OutcomeUnknown: an attempt is still open; the next run settles it (exit 6).
            ConfigError: settings, credentials or the journal (exit 4).
        """
        (outcome,) = self.push_all([draft], restore=restore, glance=glance)
        if isinstance(outcome, ItaSyncError):
            raise outcome
        return outcome

    def push_all(
        self,
        drafts: Sequence[Draft],
        *,
        restore: bool = False,
        glance: Glance | None = None,
        agreed: Mapping[str, tuple[str, str]] | None = None,
    ) -> list[Outcome]:
        """Bring rows into the sheet, each exactly once, as many under one mark as possible.

        What stands in the way of one row does not hold up the others.

        Args:
            drafts: what the reports want.
            restore: a person decided that removed rows are to be written again.
            glance: a look made just before the lock was taken.
            agreed: the only action that may be taken for each row, and the digest of what stands
                there, by the identity of its key; None where any may.

        Returns:
            What became of each, in the same order.
        """
        deadline = self._deadline(self._settings.patience.deadline)
        run = Pushing(
            self._door,
            self._settler,
            self._settings,
            self._say,
            deadline,
            restore=restore,
            agreed=agreed,
        )
        return run.push(drafts, lambda: self._door.looked(deadline, self.pending(drafts), glance))

    def push_saved(
        self, saved: Saved, drafts: Sequence[Draft], glance: Glance | None = None
    ) -> list[Outcome]:
        """Carry out a saved plan exactly as it is, or do nothing; what does not matter is said.

        Args:
            saved: the plan.
            drafts: what its reports want, one for each of its items.
            glance: a look made just before the lock was taken.

        Raises:
            SheetConflict: it has expired, or the sheet moved.
            Unavailable, OutcomeUnknown, ConfigError: as `look`.
        """
        glance = glance or self.glance(self.pending(drafts))
        snapshot = self.look(self.pending(drafts), glance)
        saved.require_fresh(self._clock.now(), snapshot.at)
        plans = self.plan_all(drafts, restore=saved.restore, snapshot=snapshot)
        moved = moved_rows(saved, plans)
        require_unmoved(moved)
        for each in moved:
            self._say(each.text)
        agreed = saved.agreed
        return self.push_all(drafts, restore=saved.restore, glance=glance, agreed=agreed)

    def ended(self, error: ItaSyncError, drafts: Sequence[Draft]) -> list[ItaSyncError]:
        """Return what the error that ended a look says of each row: not all are in doubt."""
        left = {draft.row.key.identity: draft for draft in drafts}
        said = Tried(self._journal, self._book).ended(error, left)
        return [said[draft.row.key.identity] for draft in drafts]

    def wish(
        self, key: RowKey | str, gid: int, signoff: Mapping[str, Any] | None = None
    ) -> tuple[Change, Draft]:
        """Return the last change of a row, and what taking it back means: `undoing.asked`."""
        return undoing.asked(self._journal, (self._book, gid), key, signoff)

    def table(self, snapshot: Snapshot) -> Table | None:
        """Return the table in a look, None if its header could not be read."""
        try:
            return Table.find(snapshot, self._settings.columns, self._settings.target.header_row)
        except SheetConflict:
            return None

    def pending(self, drafts: Sequence[Draft]) -> list[Batch]:
        """Return the open batches that carry one of these keys."""
        keys = {draft.row.key for draft in drafts}
        pending = self._journal.pending(self._book)
        return [b for b in pending if any(change.row.key in keys for change in b.changes)]

    @staticmethod
    def _told(
        pending: Sequence[Batch], snapshot: Snapshot, known: dict[str, Change]
    ) -> tuple[dict[str, Change], set[str]]:
        """Return what stands in the tab by journal and marks, and the keys that are in doubt."""
        doubtful: set[str] = set()
        for batch in pending:
            if batch.place.gid != snapshot.sheet_id:
                continue
            decided = decide(batch, snapshot.marks, over=False)
            if decided is None and batch.doubtful:
                doubtful |= {change.row.key.identity for change in batch.changes}
            if decided:
                changes = [replace(change, state=decided.state) for change in batch.changes]
                known = newest([*known.values(), *changes])
        return known, doubtful

    def _view(self, snapshot: Snapshot) -> View:
        return View(snapshot, self._settings.target.header_row)

    def _fits(self, batch: Batch, snapshot: Snapshot) -> bool:
        return fits(batch, self._view(snapshot), self._settings)

    def _first(self) -> Deadline:
        """Return how long a first look may take."""
        patience = self._settings.patience
        return self._deadline(min(patience.look, patience.deadline))

    def _deadline(self, seconds: float) -> Deadline:
        return Deadline(self._clock, seconds, self._say)

    @property
    def _book(self) -> str:
        return self._settings.target.spreadsheet_id

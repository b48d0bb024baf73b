"""The promise: exactly one row.

`Publisher.plan` looks at the sheet and says what would be done; `Publisher.push` does it. Every
write begins with a numbered mark that Google accepts once (google/fence.py), is journalled before
it is sent (journal/journal.py), and is settled by what the sheet shows, never by what an error
suggests (settle.py). Read docs/decisions/0002-fence.md alongside this file.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ita_sync.errors import ItaSyncError, OutcomeUnknown, SheetConflict, Unavailable
from ita_sync.google import CallFailed, Sheet, Snapshot, fence
from ita_sync.i18n import N, T, Text
from ita_sync.journal import Clock, Intent, Journal, Outcome, Place, Reason, State, SystemClock
from ita_sync.publish.judge import conflict, judge, judge_row, judge_standing
from ita_sync.publish.plan import Plan, make_plan
from ita_sync.publish.retry import Deadline
from ita_sync.publish.settle import MAYBE, Settler, unavailable
from ita_sync.publish.table import Table
from ita_sync.row import SummaryRow
from ita_sync.settings import Settings

ROUNDS = 4
"""Numbers tried in one push; each that is lost means that someone else wrote meanwhile."""


@dataclass(frozen=True)
class Done:
    """How a push ended well.

    `row` is 1-based, as people count. `number` is that of our mark, 0 if the row has none of ours.
    """

    how: Literal["written", "already"]
    summary: SummaryRow
    tab: str
    row: int
    number: int
    warnings: tuple[Text, ...] = ()


class Publisher:
    """Writes rows to one sheet, one at a time.

    The caller holds the lock of the state folder (journal/lock.py).

    Args:
        sheet: the door to Google.
        journal: what was intended and sent; for `plan` it may be read-only.
        settings: mapping and deadline.
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
        self._sheet = sheet
        self._journal = journal
        self._settings = settings
        self._clock = clock or SystemClock()
        self._say = say
        self._settler = Settler(sheet, journal, settings, self._clock, say)

    def plan(self, summary: SummaryRow, *, restore: bool = False) -> Plan:
        """Look at the sheet and return what a push would do; nothing is written anywhere.

        Raises:
            SheetConflict: the sheet is not as expected.
            OutcomeUnknown: an earlier attempt is open, which only a push may settle.
            ConfigError, Unavailable: the sheet cannot be read.
        """
        deadline, pending = self._deadline(), self._pending(summary)
        snapshot = self._look(deadline, pending)
        holds = self._journal.fence_holds(self._book)
        for intent in pending:
            undecided = judge(intent, snapshot, holds=holds) is None  # whatever the header is
            if undecided and intent.uncertain and intent.place.gid == snapshot.sheet_id:
                raise OutcomeUnknown(
                    "attempt-open",
                    T("An earlier attempt to write {key} is still open.", key=summary.key),
                    written=MAYBE,
                    next_step=T(
                        "Do not paste the row. Run `ita-sync push`: it settles the attempt first."
                    ),
                )
        return self._plan(summary, deadline, restore=restore)

    def table(self) -> Table | None:
        """Return the table as last seen, None if the sheet or its header could not be read."""
        shown = self._settler.latest
        if shown is None:
            return None
        try:
            return Table.find(shown, self._settings.columns, self._settings.target.header_row)
        except SheetConflict:
            return None

    def push(
        self, summary: SummaryRow, *, report: str, signoff: dict[str, Any], restore: bool = False
    ) -> Done:
        """Bring the row into the sheet exactly once.

        Args:
            summary: the row.
            report: name of the report file, for the journal.
            signoff: the decision as recorded, for the journal.
            restore: a person decided that a removed row is to be written again.

        Raises:
            SheetConflict: a person must decide (exit 7).
            Unavailable: surely nothing was written (exit 5).
            OutcomeUnknown: an attempt is still open; the next run settles it (exit 6).
            ConfigError: settings, credentials or the journal (exit 4).
        """
        deadline = self._deadline()
        landed = self._settle_pending(summary, deadline, restore=restore)
        if landed and landed.row.digest == summary.digest:
            return self._written(landed)
        refused = ""
        for _ in range(ROUNDS):
            plan = self._plan(summary, deadline, restore=restore)
            if plan.action == "nothing":
                return self._already(plan, report)
            self._clear_stale(plan.table.snapshot)
            intent = self._settler.settle(self._intend(plan, report, signoff), deadline)
            if intent.state is State.CONFIRMED:
                return self._written(intent, plan.warnings)
            if intent.state is State.HELD:
                raise self._held(intent)
            refused = _refusal(intent, refused)
        if refused:
            raise _refused(refused)
        raise Unavailable(
            "contended",
            N(
                "Others wrote to the sheet {count} time while this run tried.",
                "Others wrote to the sheet {count} times while this run tried.",
                count=ROUNDS,
            ),
            next_step=T("Run again in a few minutes."),
        )

    def _settle_pending(
        self, summary: SummaryRow, deadline: Deadline, *, restore: bool
    ) -> Intent | None:
        """Settle what earlier runs left open for this key; return the intent that landed."""
        landed = None
        pending = self._pending(summary)
        snapshot = self._look(deadline, pending)
        for intent in pending:
            if intent.place.gid == snapshot.sheet_id:
                self._say(
                    T("An earlier attempt is still open; settling it first can take three minutes.")
                )
                settled = self._settler.settle(
                    intent, deadline, leave=intent.row.digest != summary.digest
                )
                landed = settled if settled.state is State.CONFIRMED else landed
                if settled.state is State.HELD and not restore:
                    raise self._held(settled)
        return landed

    def _pending(self, summary: SummaryRow) -> list[Intent]:
        return [i for i in self._journal.pending(self._book) if i.row.key == summary.key]

    def _plan(self, summary: SummaryRow, deadline: Deadline, *, restore: bool) -> Plan:
        snapshot = self._look(deadline)
        last = self._journal.last(self._book, snapshot.sheet_id, summary.key)
        lost = self._journal.lost_numbers(self._book)
        return make_plan(snapshot, summary, self._settings, last=last, lost=lost, restore=restore)

    def _look(self, deadline: Deadline, pending: Sequence[Intent] = ()) -> Snapshot:
        """Return a snapshot: the one at hand, or a new one.

        A look sends nothing, so the next step may use the same snapshot.
        """
        try:
            snapshot: Snapshot = deadline.retry(self._settler.look)
        except CallFailed as failure:
            raise unavailable(failure, pending) from failure
        except ItaSyncError as error:
            if any(intent.uncertain for intent in pending):
                error.written = MAYBE
            raise
        self._settler.reuse()
        return snapshot

    def _intend(self, plan: Plan, report: str, signoff: dict[str, Any]) -> Intent:
        token = secrets.token_hex(8)
        snapshot = plan.table.snapshot
        return self._journal.intend(
            Place(self._book, snapshot.sheet_id, snapshot.title),
            plan.summary,
            report=report,
            now=self._clock.now(),
            number=plan.number,
            token=token,
            signoff=signoff,
            batch=plan.batch(token),
        )

    def _already(self, plan: Plan, report: str) -> Done:
        snapshot = plan.table.snapshot
        place = Place(self._book, snapshot.sheet_id, snapshot.title)
        last = self._journal.last(self._book, place.gid, plan.summary.key)
        same = last is not None and last.row.digest == plan.summary.digest
        if last and same and last.state is State.HELD:
            reason = Reason.FOUND if last.reason is Reason.MARK_GONE else Reason.AS_SENT
            self._journal.move(last, State.CONFIRMED, reason, self._clock.now())
        elif not (last and same):
            former = snapshot.rows[plan.row]
            self._journal.adopt(
                place, plan.summary, report=report, now=self._clock.now(), former=former
            )
        number = last.number if last and same else 0
        return Done("already", plan.summary, place.tab, plan.row + 1, number)

    def _written(self, intent: Intent, warnings: tuple[Text, ...] = ()) -> Done:
        """Return the good end of a push whose intent was confirmed.

        The snapshot that confirmed it shows the row's place; no later look could take that back.
        """
        shown = self._settler.latest or self._sheet.look()
        rows = judge_row(intent.row, shown, self._settings.target.header_row).rows
        return Done("written", intent.row, shown.title, rows[0] + 1, intent.number, warnings)

    def _held(self, intent: Intent) -> SheetConflict:
        shown = self._settler.latest or self._sheet.look()
        header_row = self._settings.target.header_row
        return conflict(judge_standing(intent, shown, header_row), intent.row, shown, header_row)

    def _clear_stale(self, snapshot: Snapshot) -> None:
        """Make room for new marks, where they are crowded, in a request of its own.

        A failure does no harm and is not retried.
        """
        stale = fence.stale(snapshot.marks, snapshot.at)
        if not stale:
            return
        try:
            self._sheet.write(fence.clearing(stale))
        except CallFailed as failure:
            self._say(T("Old marks could not be cleared: {reason}", reason=failure))

    def _deadline(self) -> Deadline:
        return Deadline(self._clock, self._settings.patience.deadline, self._say)

    @property
    def _book(self) -> str:
        return self._settings.target.spreadsheet_id


def _refusal(intent: Intent, before: str) -> str:
    """Return why Google refused the row of an intent, or `before` if it did not refuse it.

    Raises:
        SheetConflict: an earlier plan was refused too, so a person must put something right.
    """
    last = next((a for a in reversed(intent.attempts) if a.kind == "row"), None)
    if last is None or last.outcome is not Outcome.REFUSED or intent.reason is Reason.TAKEN:
        return before
    if before and intent.reason is not Reason.UNSEEN:
        raise _refused(last.detail)
    return last.detail


def _refused(reason: str) -> SheetConflict:
    return SheetConflict(
        "refused",
        T("Google refused the row: {reason}", reason=reason),
        next_step=T(
            "A protected range? Ask the sheet's owner to let this account edit; or paste the row "
            "by hand: `ita-sync push --dry-run --tsv REPORT`."
        ),
    )

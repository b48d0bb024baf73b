"""One intent, from the journal to a verdict: look, do the one thing that is allowed, look again.

Certainty belongs to the intent, not to the last attempt: once one attempt is unknown, only the
sheet itself decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tenacity import RetryError

from ita_sync.errors import ItaSyncError, OutcomeUnknown, SheetConflict, Unavailable
from ita_sync.google import CallFailed, Json, Sheet, Snapshot, fence, rows
from ita_sync.i18n import T, Text
from ita_sync.journal import Clock, Intent, Journal, Outcome, Reason, State
from ita_sync.publish import trust
from ita_sync.publish.judge import cleared, judge, over, quiet
from ita_sync.publish.plan import with_reply
from ita_sync.publish.retry import Deadline
from ita_sync.publish.table import Table
from ita_sync.settings import Settings

SKEW = 2.0
"""Seconds by which two `Date` headers of one moment may differ, as they have whole seconds."""
_NO_FENCE = T(
    "This spreadsheet lets a number be taken twice: after a doubtful answer ita-sync waits until "
    "three minutes are over."
)
_STALE = "the sheet was shown as it had been before"
MAYBE = T("The row may have been written, once; it can never be written twice.")


@dataclass
class Settler:
    """Settles intents of one sheet.

    The caller holds the lock of the state folder (journal/lock.py).

    Attributes:
        latest: the newest snapshot taken, None before the first.
    """

    sheet: Sheet
    journal: Journal
    settings: Settings
    clock: Clock
    say: Callable[[Text], None]
    latest: Snapshot | None = None
    _fresh: bool = False
    _whole: bool = False  # the latest snapshot shows the tab, not just what a reply touched
    _server: tuple[float, float] = (0.0, 0.0)

    def look(self) -> Snapshot:
        """Return the snapshot at hand if no step has acted on it yet, else a new one."""
        if self.latest is None or not self._fresh:
            asked = self.clock.monotonic()
            self.latest = self._keep(self.sheet.look(), asked, whole=True)
        self._fresh = False
        return self.latest

    def reuse(self) -> None:
        """Let the next look return the latest snapshot again: nothing was sent since then."""
        self._fresh = self._whole

    def settle(self, intent: Intent, deadline: Deadline, *, leave: bool = False) -> Intent:
        """Work on one intent until the sheet has decided, and return it settled.

        Args:
            intent: open or closing.
            deadline: when to stop.
            leave: the intent is no longer wanted: close its number instead of sending again.

        Raises:
            OutcomeUnknown: the deadline passed with the number still open.
            Unavailable: the deadline passed and surely nothing was written.
            ConfigError: credentials, permission or the journal.
        """
        try:
            settled: Intent = deadline.retry(lambda: self._step(intent.id, leave=leave))
        except (CallFailed, RetryError) as error:
            raise self._out_of_time(self.journal.intent(intent.id), error) from error
        except ItaSyncError as error:
            now = self.journal.intent(intent.id)
            if now.uncertain:
                error.written = MAYBE
            else:
                self._move(now, State.CLOSED, Reason.REFUSED)
            raise
        self.reuse()  # the next step may act on the snapshot that decided
        return settled

    def _step(self, intent_id: int, *, leave: bool) -> Intent | None:
        """Return the intent once it is settled, None while it is open."""
        intent, snapshot = self._intent(intent_id)
        verdict = judge(intent, snapshot, self._header)
        if verdict:
            trusted = verdict.state is not State.CLOSED or self._shut(intent, snapshot)
            return self._move(intent, verdict.state, verdict.reason) if trusted else None
        if _barred(intent, snapshot):
            return None  # judged as soon as nothing of ours can land any more
        if _refused(intent, "close"):
            # Even the closing mark is refused, and no mark is visible: another project holds the
            # number.
            given_up = over(intent, snapshot)
            return self._move(intent, State.CLOSED, Reason.UNSEEN) if given_up else None
        if _refused(intent, "row") or intent.state is State.CLOSING:
            return self._close(intent, snapshot)
        if leave or not self._fits(intent, snapshot):
            if intent.uncertain:
                return self._close(intent, snapshot)
            reason = Reason.REFUSED if intent.attempts else Reason.NEVER_SENT
            return self._move(intent, State.CLOSED, reason)
        if not quiet(intent, snapshot):
            return None  # never two identical batches at once
        if not self._shut(intent, snapshot):
            return None  # where a number can be taken twice, wait until nothing else can land
        return self._send(intent, "row", intent.batch)

    def _shut(self, intent: Intent, snapshot: Snapshot) -> bool:
        """Return whether the fence, or time, keeps out what of this intent may be on its way."""
        return not intent.uncertain or over(intent, snapshot) or self._holds()

    def _holds(self) -> bool:
        """Return whether a number that is taken is refused here.

        It is tested before anything first relies on it, and remembered.
        """
        book = self.settings.target.spreadsheet_id
        known = self.journal.fence_holds(book)
        if known is None:
            known = trust.holds(self.sheet)
            self.journal.found_out(book, self.clock.now(), holds=known)
            self._fresh = False
        if not known:
            self.say(_NO_FENCE)
        return known

    def _send(self, intent: Intent, kind: str, batch: Json) -> Intent | None:
        attempt = self.journal.attempt(intent, kind, self._server_now())
        asked = self.clock.monotonic()
        try:
            shown = self.sheet.write(batch)
        except CallFailed as failure:
            outcome = Outcome.DOUBTFUL if failure.maybe_applied else Outcome.REFUSED
            outcome = Outcome.SILENT if failure.unanswered else outcome
            self.journal.answered(attempt, outcome, str(failure), left_by=self._left_by(failure))
            if failure.passing:
                raise
            if problem := self.sheet.explain(failure):
                raise problem from failure
            return self._look_at_once(intent)  # a refused request, or the number is taken
        except ItaSyncError as error:  # credentials: the request was never sent
            self.journal.answered(attempt, Outcome.REFUSED, error.code)
            raise
        self.journal.answered(attempt, Outcome.APPLIED)
        verdict = judge(intent, shown, self._header) if shown else None
        if shown is None or verdict is None or verdict.state is State.HELD:
            return self._look_at_once(intent)  # the reply does not prove it
        self._keep(shown, asked, whole=False)
        return self._move(intent, verdict.state, verdict.reason)

    def _look_at_once(self, intent: Intent) -> Intent | None:
        """Look without waiting: as an answer came, the sheet may show the outcome already.

        If it does not, the next step goes on.
        """
        intent, snapshot = self._intent(intent.id)
        verdict = judge(intent, snapshot, self._header)
        if verdict is None and _refused(intent, "row") and not _barred(intent, snapshot):
            return self._close(intent, snapshot)
        if verdict is None or (verdict.state is State.CLOSED and not self._shut(intent, snapshot)):
            self.reuse()
            return None
        return self._move(intent, verdict.state, verdict.reason)

    def _intent(self, intent_id: int) -> tuple[Intent, Snapshot]:
        """Return the intent as journalled, and a snapshot that shows any mark on its number.

        A look alone does not show marks on a tab or a row.
        """
        snapshot, intent = self.look(), self.journal.intent(intent_id)
        if any(attempt.sent_at > snapshot.at + SKEW for attempt in intent.attempts):
            self.journal.redate(intent, snapshot.at)
            intent = self.journal.intent(intent_id)
        refused = _refused(intent, "row") or _refused(intent, "close")
        if refused and intent.number not in snapshot.marks:
            mark = self.sheet.mark(intent.number)  # perhaps on a tab or a row
            if mark and mark.kind:
                # Every look shows our own marks, so this snapshot is older than the mark and the
                # row that came with it.
                raise CallFailed(_STALE, maybe_applied=False)
            if mark:
                snapshot = replace(snapshot, marks={**snapshot.marks, intent.number: mark})
        return intent, snapshot

    def _close(self, intent: Intent, snapshot: Snapshot) -> Intent | None:
        """Close the number of an intent that is given up, so that no late attempt can land."""
        if intent.state is not State.CLOSING:
            intent = self._move(intent, State.CLOSING, Reason.GIVEN_UP)
        if intent.uncertain and not self._holds():
            # No mark keeps a late attempt out, so time must. Once that is over, the snapshot shows
            # that none landed.
            given_up = over(intent, snapshot)
            return self._move(intent, State.CLOSED, Reason.GIVEN_UP) if given_up else None
        mark = fence.create(intent.number, "close", intent.token, self._server_now())
        return self._send(intent, "close", with_reply([mark], snapshot.title, (0,), "A"))

    def _fits(self, intent: Intent, snapshot: Snapshot) -> bool:
        """Return whether the batch, sent now, would still put its row in the right place."""
        try:
            table = Table.find(snapshot, self.settings.columns, self._header)
            columns = {table.columns[c.header]: c for c in intent.row.cells}
        except (SheetConflict, KeyError):
            return False
        filling = rows.fill_row(snapshot.sheet_id, intent.row_index, columns)
        same_place = filling == intent.batch["requests"][2:]
        in_table = table.header_row < intent.row_index <= table.next_row(self.settings.keys)
        return same_place and in_table and not table.rows_of(intent.row.key)

    def _out_of_time(self, intent: Intent, error: Exception) -> ItaSyncError:
        failure = error if isinstance(error, CallFailed) else None
        if not intent.uncertain:
            self._move(intent, State.CLOSED, Reason.REFUSED)
        return unavailable(failure, [intent])

    @property
    def _header(self) -> int | None:
        return self.settings.target.header_row

    def _keep(self, snapshot: Snapshot, asked: float, *, whole: bool) -> Snapshot:
        if any(mark.twins for mark in snapshot.marks.values()):
            book = self.settings.target.spreadsheet_id
            self.journal.found_out(book, self.clock.now(), holds=False)
        self.latest, self._whole = snapshot, whole
        self._server = (snapshot.at, asked)
        return snapshot

    def _server_now(self) -> float:
        """Return the server's time, carried on by our clock since its last reply.

        So machines with a wrong clock agree on what is late. We count from when we asked, because
        the reply may have been long on its way. That errs towards too late: with a time too early
        an attempt would seem older than it is, and be sent again while it may still land.
        """
        at, since = self._server
        return at + self.clock.monotonic() - since

    def _left_by(self, failure: CallFailed) -> float:
        """Return the latest moment at which a request that just failed can have left us."""
        return self._server_now() - (self.settings.patience.read if failure.timed_out else 0)

    def _move(self, intent: Intent, state: State, reason: Reason) -> Intent:
        return self.journal.move(intent, state, reason, self.clock.now())


def _barred(intent: Intent, snapshot: Snapshot) -> bool:
    """Return whether nothing may be sent under the number: another's for now, or cleared."""
    return intent.number in snapshot.marks or cleared(intent, snapshot)


def unavailable(failure: CallFailed | None, pending: Sequence[Intent] = ()) -> ItaSyncError:
    """Return the error for a service that cannot be reached.

    With an uncertain intent pending the outcome is unknown; else surely nothing was written.
    """
    if any(intent.uncertain for intent in pending):
        return OutcomeUnknown(
            "outcome-unknown",
            T(
                "It is not known yet whether the row was written: {reason}",
                reason=failure or T("no decision in the time allowed"),
            ),
            written=MAYBE,
            next_step=T(
                "Run the same command again: it settles this by itself and never writes a second "
                "row."
            ),
        )
    return Unavailable(
        "unavailable",
        T(
            "Google Sheets cannot be reached now: {reason}",
            reason=failure or T("no decision in the time allowed"),
        ),
        next_step=T("Run again later; a scheduled run does so by itself."),
    )


def _refused(intent: Intent, kind: str) -> bool:
    """Return whether the last attempt was of this kind and was refused for good (400 and the like).

    Refusals for credentials, permission, address or quota may pass.
    """
    last = intent.attempts[-1] if intent.attempts else None
    if last is None or last.kind != kind or last.outcome is not Outcome.REFUSED:
        return False
    return last.detail.startswith("4") and not last.detail.startswith(("401", "403", "404", "429"))

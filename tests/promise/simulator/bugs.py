"""Bugs planted one at a time, to see that the simulator finds them: the proof is proven.

Each is what somebody could have written, or could break tomorrow.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest import mock

from ita_sync.google import CallFailed, Json, Snapshot, rows, transport
from ita_sync.journal import Attempt, Intent, Journal, Outcome, Reason, State
from ita_sync.publish import judge, settle, table
from ita_sync.sandbox import metadata


@contextmanager
def no_fence() -> Iterator[None]:
    """A number that is taken is not refused, and nobody finds out."""
    with (
        mock.patch.object(metadata, "_refuse_taken"),
        mock.patch.object(Journal, "fence_holds", return_value=True),
    ):
        yield


@contextmanager
def journal_after_sending() -> Iterator[None]:
    """An attempt is written down when its answer is known."""
    attempt, answered = Journal.attempt, Journal.answered
    waiting: dict[int, tuple[Intent, str, float]] = {}

    def later(_self: Journal, intent: Intent, kind: str, now: float) -> int:
        waiting[len(waiting) + 1] = (intent, kind, now)
        return len(waiting)

    def now_at_last(self: Journal, number: int, outcome: Outcome, detail: str = "") -> None:
        answered(self, attempt(self, *waiting[number]), outcome, detail)

    with mock.patch.multiple(Journal, attempt=later, answered=now_at_last):
        yield


@contextmanager
def refusal_503() -> Iterator[None]:
    """503 is taken for a refusal: nothing was written."""
    answered = transport._answered

    def naive(response: Any) -> CallFailed:
        failure = answered(response)
        failure.maybe_applied = failure.maybe_applied and failure.status != 503
        return failure

    with mock.patch.object(transport, "_answered", naive):
        yield


@contextmanager
def next_number_without_closing() -> Iterator[None]:
    """An open number is left without a mark on it."""

    def left(self: settle.Settler, intent: Intent, _snapshot: Snapshot) -> Intent:
        return self._move(intent, State.CLOSED, Reason.GIVEN_UP)

    with mock.patch.object(settle.Settler, "_close", left):
        yield


@contextmanager
def cleared_is_absent() -> Iterator[None]:
    """A mark that was cleared is taken for one that was never made."""

    def never(_intent: Intent, _snapshot: Snapshot) -> bool:
        return False

    with mock.patch.object(judge, "cleared", never), mock.patch.object(settle, "cleared", never):
        yield


@contextmanager
def key_unnormalised() -> Iterator[None]:
    """Keys are compared as they are in the cells."""

    def exact(self: table.Table, row: int, key: Any) -> bool:
        return all(str(self.value(row, header)) == value for header, value in key.parts)

    with mock.patch.object(table.Table, "_fits", exact):
        yield


@contextmanager
def silence_is_no() -> Iterator[None]:
    """No answer is taken for "never arrived": the same batch is sent again at once."""
    with mock.patch.object(Intent, "quiet_at", lambda _self, now: now):
        yield


@contextmanager
def reply_believed() -> Iterator[None]:
    """A 200 is taken for success whatever the reply shows."""
    send = settle.Settler._send

    def believing(self: settle.Settler, intent: Intent, kind: str, body: Json) -> Intent | None:
        found = send(self, intent, kind, body)
        last: Attempt = self.journal.intent(intent.id).attempts[-1]
        if kind == "row" and last.outcome is Outcome.APPLIED:
            self.latest = self.latest or self.sheet.look()
            return self._move(intent, State.CONFIRMED, Reason.AS_SENT)
        return found

    with mock.patch.object(settle.Settler, "_send", believing):
        yield


@contextmanager
def off_by_one() -> Iterator[None]:
    """The cells go one row below the row that was opened for them."""
    fill = rows.fill_row

    def below(sheet_id: int, row: int, cells: Any) -> list[Json]:
        return fill(sheet_id, row + 1, cells)

    with mock.patch.object(rows, "fill_row", below):
        yield


BUGS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "no fence": no_fence,
    "journal after sending": journal_after_sending,
    "503 taken for a refusal": refusal_503,
    "next number without closing": next_number_without_closing,
    "cleared mark taken for absent": cleared_is_absent,
    "key compared as it stands": key_unnormalised,
    "silence taken for a refusal": silence_is_no,
    "200 believed unseen": reply_believed,
    "cells one row too low": off_by_one,
}

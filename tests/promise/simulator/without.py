"""ita-sync without one of its rules: what each of them is there for (see bugs.py)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest import mock

from ita_sync.google import Json, Snapshot, fence, row_marks
from ita_sync.google.fence import Marks
from ita_sync.i18n import Text
from ita_sync.journal import Batch, Journal, Reason, State
from ita_sync.publish import (
    bodies,
    door,
    existing,
    hours,
    judge,
    probe,
    pushing,
    rewriting,
    room,
    settle,
    standing,
)
from ita_sync.publish.judge import Decided
from ita_sync.publish.settle import Settler
from tests.promise.simulator.old_office import WEEK_S


def cleared_is_absent() -> AbstractContextManager[object]:
    """A mark that was cleared is taken for one that was never made."""
    never = Decided(State.UNWRITTEN, Reason.REFUSED)
    return mock.patch.object(judge, "_gone", return_value=never)


def cleared_forgotten() -> AbstractContextManager[object]:
    """An epoch that is closed is taken for proof that nothing of it landed."""
    barred = Decided(State.UNWRITTEN, Reason.BARRED)
    return mock.patch.object(judge, "_barred", return_value=barred)


def no_epochs() -> AbstractContextManager[object]:
    """Batches prove no epoch; marks are cleared all the same."""

    def bare(number: int, what: str, token: str, at: float, _epoch: int | None) -> list[Json]:
        return [fence.create(number, what, token, at)]

    return mock.patch.object(fence, "opening", bare)


@contextmanager
def cleared_by_age() -> Iterator[None]:
    """Without epochs, marks are cleared when they are a week old, as in 0.1.0."""
    look = room.make_room

    def by_age(settler: Settler, snapshot: Snapshot, say: Callable[[Text], None]) -> bool:
        def old(marks: Marks, _token: str) -> Json | None:
            newest = fence.highest(marks)
            aged = [
                n
                for n, m in marks.items()
                if m.counts and n != newest and snapshot.at - m.said > WEEK_S
            ]
            if not aged or fence.size(marks) < fence.CROWDED:
                return None
            return {"requests": [fence.delete(n) for n in aged]}

        with mock.patch.object(fence, "clearing", old):
            return look(settler, snapshot, say)

    with no_epochs(), mock.patch.object(pushing, "make_room", by_age):
        yield


def clears_the_newest() -> AbstractContextManager[object]:
    """Clearing takes all marks away, the newest as well."""

    def all_of_them(marks: Marks, token: str) -> Json | None:
        ours = [number for number, mark in marks.items() if mark.counts]
        if fence.size(marks) < fence.CROWDED or not ours:
            return None
        close = fence.create(fence.epoch(marks), "epoch", token, max(ours))
        return {"requests": [close, *map(fence.delete, ours)]}

    return mock.patch.object(fence, "clearing", all_of_them)


def stale_believed() -> AbstractContextManager[object]:
    """A look that lacks a mark that was seen before is believed."""
    return mock.patch.object(door.Door, "_believe")


def no_identity() -> AbstractContextManager[object]:
    """Only the key says whose a row is."""
    return mock.patch.object(standing.View, "like", return_value=())


@contextmanager
def next_number() -> Iterator[None]:
    """What is left of a refused batch takes the next number, whatever is in doubt."""
    refused, lost_numbers = judge._refused, Journal.lost_numbers

    def fewer(batch: Batch, *, explained: bool) -> Any:
        if len(batch.changes) > 1:
            return Decided(State.UNWRITTEN, Reason.REFUSED)
        return refused(batch, explained=explained)

    def lost(self: Journal, spreadsheet: str) -> set[int]:
        found = self._db.execute("SELECT number FROM batches WHERE reason = 'refused'")
        return lost_numbers(self, spreadsheet) | {number for (number,) in found}

    with (
        mock.patch.object(judge, "_refused", fewer),
        mock.patch.object(Journal, "lost_numbers", lost),
    ):
        yield


def guard_left_out() -> AbstractContextManager[object]:
    """Rows that exist are written wherever they were when they were looked at."""
    usual = bodies.guarded

    def bare(*parts: Any) -> Json:
        body = usual(*parts)
        kept = [each for each in body["requests"] if "updateDeveloperMetadata" not in each]
        return {**body, "requests": kept}

    return mock.patch.object(bodies, "guarded", bare)


def any_mark_there() -> AbstractContextManager[object]:
    """The guard finds whatever mark of ours meets the row, not the one that was put there."""
    usual = row_marks.guard

    def met(number: int, sheet_id: int, row: int, generation: int) -> Json:
        request = usual(number, sheet_id, row, generation)
        lookup = request["updateDeveloperMetadata"]["dataFilters"][0]["developerMetadataLookup"]
        lookup["locationMatchingStrategy"] = "INTERSECTING_LOCATION"
        del lookup["metadataId"]
        return request

    return mock.patch.object(row_marks, "guard", met)


def pin_believed() -> AbstractContextManager[object]:
    """What stands on a row with our mark is not compared with what was looked at."""
    return mock.patch.object(rewriting, "_as_planned", return_value=True)


def guards_not_asked() -> AbstractContextManager[object]:
    """Nobody asks whether the change of a mark that is not there is refused."""
    return mock.patch.object(probe.Prober, "has_guards", return_value=True)


@contextmanager
def guarded_again() -> Iterator[None]:
    """A batch for rows that exist is sent again, as one of new rows is."""
    with (
        mock.patch.object(Batch, "once", False),
        mock.patch.object(settle._Work, "_again", return_value=True),
    ):
        yield


def older_let_through() -> AbstractContextManager[object]:
    """Which decision is the later one does not matter."""
    return mock.patch.object(existing, "signed_at", return_value="")


def one_date() -> AbstractContextManager[object]:
    """A wait ends by the Date of one look, whatever our clocks say."""

    def by_date(until: float | None, date: float, *_: object, **__: object) -> bool:
        return until is None or date >= until

    return mock.patch.object(settle, "ended", by_date)


def wall_only() -> AbstractContextManager[object]:
    """Time is measured by the clock that people set."""

    def passed(self: hours.Since) -> tuple[float, float]:
        seconds = self.clock.now() - self.wall
        return seconds, seconds

    return mock.patch.object(hours.Since, "_passed", property(passed))

"""The rules by which an open batch is settled, one by one."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

import pytest
import requests

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.google import fence
from ita_sync.i18n import T
from ita_sync.journal import LATENESS, Outcome, Reason, State
from ita_sync.publish import Done, publisher
from ita_sync.publish.planning import fits
from ita_sync.publish.told import MAYBE
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import delete_row, insert, mark, put
from tests.promise.histories import amended, clear_mark, die, leave_open, neighbour, on_a_tab
from tests.promise.outcomes import done, failure, plain, plan_of
from tests.promise.world import BOOK, START, TAB, World
from tests.publish.batches import agencies

# a number that another takes


def test_a_foreign_mark_that_lands_between_look_and_write_closes_the_number(world: World) -> None:
    """The batch is refused, as another's mark is on n; n + 1 is planned afresh."""
    machine = world.machine(adapter=world.meddling(mark(1)))
    assert machine.code() == Exit.OK
    assert [(b.number, b.reason) for b in machine.batches()] == [
        (1, Reason.TAKEN),
        (2, Reason.SEEN),
    ]
    assert len(world.mine()) == 1


def test_another_machine_that_is_first_by_a_moment_makes_ours_find_its_row(world: World) -> None:
    """Between our look and our write the other one writes the same report under the same number."""
    other = world.machine("b")

    class Racing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST" and not world.mine():
                assert other.code() == Exit.OK
            return super().send(request, *args, **kwargs)

    machine = world.machine("a", adapter=Racing(world.box))
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"
    assert len(world.mine()) == 1


def test_two_machines_with_the_same_report_make_one_row(world: World) -> None:
    """Both plan number 1; the second finds the first one's mark and then its row."""
    a, b = world.machine("a"), world.machine("b")
    world.fault("late-503", seconds=5)
    assert a.code() == Exit.OK
    outcome = b.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"
    assert len(world.mine()) == 1
    assert a.verify()[0] == b.verify()[0] == Exit.OK


def test_a_private_mark_that_nobody_sees_is_closed_and_stepped_over(world: World) -> None:
    """Batch and closing mark are refused with no mark in sight: another project's number."""
    world.box.foreign_mark(BOOK, 1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert [(b.number, b.reason) for b in machine.batches()] == [
        (1, Reason.UNSEEN),
        (2, Reason.SEEN),
    ]
    assert len(world.mine()) == 1


@pytest.mark.parametrize("uncertain", [False, True])
def test_a_mark_that_a_look_does_not_show_is_asked_for_and_stepped_over(
    world: World, *, uncertain: bool
) -> None:
    """Ids are unique over the whole spreadsheet; a mark on a tab is seen only by its number."""
    if uncertain:
        leave_open(world, applied=False)
    world.edit(on_a_tab(1))
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert [(b.number, b.reason) for b in machine.batches()] == [
        (1, Reason.TAKEN),
        (2, Reason.SEEN),
    ]
    assert len(world.mine()) == 1


# people at work between look and write


MOVES: dict[str, list[dict[str, Any]]] = {
    "rows above the header": [insert("ROWS", 0, 2)],
    "a blank row in the table": [insert("ROWS", 2)],
    "everything sorted": [
        {
            "sortRange": {
                "range": {"sheetId": 0},
                "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}],
            }
        }
    ],
}


@pytest.mark.parametrize("edits", MOVES.values(), ids=MOVES.keys())
def test_people_who_move_rows_meanwhile_cost_no_row_and_no_cell(
    world: World, edits: list[dict[str, Any]]
) -> None:
    """Our row lands once.

    If it is no longer under the header, that is said and nothing more is written.
    """
    before = sorted(str(r) for r in world.box.rows(BOOK, TAB) if r)
    outcome = world.machine(adapter=world.meddling(*edits)).push()
    assert len(world.mine()) == 1
    if isinstance(outcome, ItaSyncError):
        assert outcome.exit_code == Exit.CONFLICT
        assert failure(world.machine().push())[0] == Exit.CONFLICT
        assert len(world.mine()) == 1
    kept = sorted(str(r) for r in world.box.rows(BOOK, TAB) if r and r not in world.mine())
    assert kept == before


def test_an_intent_whose_place_is_gone_is_closed_and_planned_afresh(world: World) -> None:
    """Rows were deleted meanwhile: the old batch would land outside the table."""
    world.edit(put(2, 0, "4360102"), put(2, 4, 2566), put(3, 0, "5360103"), put(3, 4, 2566))
    leave_open(world, applied=False)
    world.edit(delete_row(2), delete_row(2))
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert [b.state for b in machine.batches()] == [State.UNWRITTEN, State.WRITTEN]
    assert outcome.row == 3


def test_an_open_intent_under_a_header_that_changed_is_closed_before_anything_is_said(
    world: World,
) -> None:
    """The batch would be misplaced now: close its number, then report the header."""
    leave_open(world, applied=False)
    world.edit(put(1, 8, "คะแนน (ใหม่)"))
    machine = world.machine()
    assert failure(machine.push()) == (Exit.CONFLICT, "header-missing")
    assert machine.states() == [State.UNWRITTEN]
    world.edit(put(1, 8, "คะแนนรวม"))
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


# leaving a number


def test_the_number_is_closed_before_it_is_left_when_the_report_is_amended(world: World) -> None:
    """A bare mark closes the number of the open attempt, and the new row gets the next one."""
    leave_open(world, applied=False)
    machine = world.machine()
    outcome = machine.push(amended(world.report))
    assert isinstance(outcome, Done)
    assert [(b.number, b.state) for b in machine.batches()] == [
        (1, State.UNWRITTEN),
        (2, State.WRITTEN),
    ]
    rows = world.mine()
    assert len(rows) == 1
    assert "ชย 52506.2/63" in rows[0]


def test_an_amended_report_closes_the_old_attempt_and_says_written(world: World) -> None:
    """An old attempt that did not land is given up, and the result is that of the new row."""
    leave_open(world, applied=False)
    machine = world.machine()
    outcome = machine.push(report=amended(world.report))
    assert done(outcome) == Done("written", plain(world.row(amended(world.report))), TAB, 3, 2)


def test_an_amended_report_whose_first_version_landed_amends_it(world: World) -> None:
    """The open attempt turns out to be written: the row gets the new content, and stays one."""
    leave_open(world, applied=True)
    machine = world.machine()
    report = amended(world.report)
    outcome = machine.push(report)
    assert done(outcome) == Done("amended", plain(world.row(report)), TAB, 3, 3)
    assert len(world.mine()) == 1
    assert machine.states() == [State.WRITTEN, State.WRITTEN]
    assert machine.verify()[0] == Exit.OK


def test_a_late_batch_that_meets_the_closing_mark_never_lands(world: World) -> None:
    """Closing first is what makes leaving a number safe."""
    world.fault("late", seconds=1000)
    world.fault("http-503", match="read", skip=1, times=None)
    machine = world.machine()
    assert machine.code() == Exit.UNKNOWN
    world.box.clear_faults()
    assert machine.code(report=amended(world.report)) == Exit.OK
    world.clock.sleep(2000)
    assert len(world.mine()) == 1


@pytest.mark.parametrize(
    ("fault", "commit", "reason"), [(None, 1, Reason.NEVER_SENT), ("http-429", 3, Reason.REFUSED)]
)
def test_an_unwanted_intent_that_surely_never_landed_needs_no_closing_mark(
    world: World, fault: str | None, commit: int, reason: Reason
) -> None:
    """Its number is free again, and the amended row takes it."""
    if fault:
        world.fault(fault)
    die(world, "after commit", commit)
    machine = world.machine()
    assert machine.code(report=amended(world.report)) == Exit.OK
    first, second = machine.batches()
    assert (first.state, first.reason, second.number) == (State.UNWRITTEN, reason, first.number)


def test_closing_is_repeated_until_it_is_answered(world: World) -> None:
    """A 503 on the closing mark leaves the intent closing; the mark is sent again."""
    leave_open(world, applied=False)
    world.fault("http-503")
    machine = world.machine()
    assert machine.code(report=amended(world.report)) == Exit.OK
    assert [b.state for b in machine.batches()] == [State.UNWRITTEN, State.WRITTEN]
    assert [a.kind for a in machine.batches()[0].attempts] == ["row", "close", "close"]
    assert len(world.mine()) == 1


def test_a_doubtful_answer_that_lands_late_keeps_its_number_from_being_left(world: World) -> None:
    """After a 503, other refusals of batch and closing mark do not give the number up early."""
    world.fault("late-503", seconds=150)
    world.fault("http-400", times=2)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(400)
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_restoring_settles_an_open_attempt_that_landed_and_was_removed(world: World) -> None:
    """In one run the sheet decides about the old attempt and the row is written again."""
    leave_open(world, applied=True)
    world.edit(delete_row(2))
    machine = world.machine()
    assert done(machine.push(restore=True)) == Done("written", plain(world.row()), TAB, 3, 2)
    assert [(b.state, b.reason) for b in machine.batches()] == [
        (State.WRITTEN, Reason.SEEN),
        (State.WRITTEN, Reason.SEEN),
    ]


# sending again


def test_a_reply_lost_before_applying_is_sent_again_only_after_180_seconds(world: World) -> None:
    """We look at the fence until no attempt can be on its way, then send the same batch."""
    world.fault("hang", when="before")
    machine = world.machine()
    assert machine.code() == Exit.OK
    writes = [call for call in world.box.calls() if call.write]
    assert len(writes) == 2
    assert writes[0].body == writes[1].body
    assert writes[1].at - writes[0].at >= 180
    assert len(world.mine()) == 1


def test_a_cut_connection_before_applying_waits_as_a_timeout_does(world: World) -> None:
    """A cut connection may have delivered the request: no second copy within 180 seconds."""
    world.fault("cut", when="before")
    assert world.machine().code() == Exit.OK
    writes = [call for call in world.box.calls() if call.write]
    assert len(writes) == 2
    assert writes[1].at - writes[0].at >= 180


@pytest.mark.parametrize("name", ["late", "late-503"])
@pytest.mark.parametrize("seconds", [1, 30, 100, 179])
def test_an_attempt_applied_late_never_makes_a_second_row(
    world: World, name: str, seconds: float
) -> None:
    """The first attempt lands while we wait, or is refused after ours: one row either way."""
    world.fault(name, seconds=seconds)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(300)
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


PAUSE = 100.0


@pytest.mark.parametrize("fault", ["hang", "cut"])
def test_the_wait_for_an_unanswered_write_begins_when_it_left(world: World, fault: str) -> None:
    """The same batch is not sent again while the first may still be processed.

    A laptop that sleeps, or a disk that is slow to commit, sends it later than the journal says.
    """
    left: list[float] = []

    class Sleepy(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST":
                if not left:
                    world.clock.sleep(PAUSE)
                left.append(world.clock.now())
            return super().send(request, *args, **kwargs)

    world.fault(fault, when="before")
    machine = world.machine(adapter=Sleepy(world.box, on_wait=world.clock.sleep))
    while machine.code() == Exit.UNKNOWN:
        pass
    assert len(world.mine()) == 1
    assert len(left) == 2
    assert left[1] - left[0] >= LATENESS - 1  # a `Date` header is cut to whole seconds


def test_a_server_clock_that_was_wrong_once_does_not_hold_an_intent_open_for_ever(
    world: World,
) -> None:
    """One answer is dated a year ahead: the wait starts again, and ends."""

    class Ahead(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            response = super().send(request, *args, **kwargs)
            response.headers["Date"] = formatdate(world.clock.at + 365 * 24 * 3600, usegmt=True)
            return response

    world.fault("hang", when="before")
    world.fault("http-503", match="read", skip=1, times=None)
    assert world.machine(adapter=Ahead(world.box, on_wait=world.clock.sleep)).code() == Exit.UNKNOWN
    world.box.clear_faults()
    machine, started = world.machine(), world.clock.at
    assert machine.code() == Exit.OK
    assert 180 <= world.clock.at - started <= 300
    assert len(world.mine()) == 1


# what stays unknown


def test_an_outcome_that_stays_unknown_is_exit_6_and_the_next_run_settles_it(world: World) -> None:
    """The reply is lost and every later read fails.

    Once the network is back the row is found, not written again.
    """
    world.fault("hang", when="after")
    world.fault("http-503", match="read", skip=1, times=None)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.UNKNOWN, "outcome-unknown")
    assert machine.states() == [State.OPEN]
    world.box.clear_faults()
    again = machine.push()
    assert isinstance(again, Done)
    assert again.how == "written"
    assert len(world.mine()) == 1
    assert sum(call.write for call in world.box.calls()) == 1


def test_permission_lost_while_an_attempt_is_open_does_not_claim_that_nothing_was_written(
    world: World,
) -> None:
    """Certainty belongs to the intent: the row may be there already."""
    world.fault("http-503", when="after")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert outcome.exit_code == Exit.CONFIG
    assert "may have been written" in str(outcome.written)
    assert machine.states() == [State.OPEN]
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1


# another's mark is there


def test_an_attempt_whose_number_another_office_took_is_no_bar(world: World) -> None:
    """Dry run and verify know at once that the row will not land: the fence keeps it out."""
    world.fault("hang", when="before")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    assert machine.code() == Exit.CONFIG
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert world.clock.at - START < 100
    plan = plan_of(machine)
    assert getattr(plan, "action", plan) == "add"
    assert machine.verify() == (Exit.OK, [])
    (batch,) = machine.batches()
    assert (batch.state, batch.reason) == (State.UNWRITTEN, Reason.TAKEN)


def test_a_foreign_mark_that_its_owner_takes_away_does_not_open_the_number_for_a_late_attempt(
    world: World,
) -> None:
    """The number is left only when nothing of ours can land any more."""
    world.fault("late", seconds=170)
    die(world, "after POST")
    world.edit(mark(1))

    class Fickle(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            response = super().send(request, *args, **kwargs)
            if world.clock.at > 1_700_000_000 + 60 and not self.gone:
                self.gone = True
                world.edit(
                    {
                        "deleteDeveloperMetadata": {
                            "dataFilter": {"developerMetadataLookup": {"metadataId": 1}}
                        }
                    }
                )
            return response

        gone = False

    codes = [world.machine(adapter=Fickle(world.box)).code()]
    world.clock.sleep(400)
    codes.append(world.machine().code())
    assert codes[-1] == Exit.OK
    assert len(world.mine()) == 1


# the mark was cleared


def test_a_cleared_mark_is_never_taken_for_an_open_number(world: World) -> None:
    """The mark is gone but there is a higher one: an absent row is not written again."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    lookup = {"dataFilter": {"developerMetadataLookup": {"metadataId": 1}}}
    world.edit({"deleteDeveloperMetadata": lookup}, delete_row(2))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-mark-gone")
    assert world.mine() == []
    assert machine.verify()[0] == Exit.CONFLICT
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 1


def test_a_cleared_mark_with_the_row_still_there_is_confirmed_by_its_key(world: World) -> None:
    """The other half of the rule."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": 1}}}}
    )
    machine = world.machine("a")
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.number, machine.states()) == ("already", 1, [State.UNTOLD])
    assert machine.verify()[0] == Exit.OK


def test_a_cleared_mark_is_not_judged_while_an_attempt_may_be_on_its_way(world: World) -> None:
    """First the 180 seconds, then the key."""
    die(world, "after POST")
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1))
    machine, before = world.machine("a"), world.clock.at
    assert machine.code() == Exit.OK
    assert world.clock.at - before >= 170
    assert machine.states() == [State.UNTOLD]
    assert len(world.mine()) == 1


def test_a_cleared_number_is_not_judged_before_a_doubtful_attempt_can_no_longer_land(
    world: World,
) -> None:
    """The doubt lasts 180 seconds, and so does the wait."""
    world.fault("late-503", seconds=150)
    die(world, "after POST")
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert world.machine("a").code() == Exit.OK
    world.clock.sleep(400)
    assert len(world.mine()) == 1


def test_a_refused_attempt_under_a_cleared_number_starts_afresh(world: World) -> None:
    """Nothing of ours can have been applied, so nothing was removed either."""
    world.fault("http-429")
    die(world, "after commit", 3)  # the refusal is recorded, then the machine goes dark
    b = world.machine("b")
    assert b.code(report=neighbour(world.report)) == Exit.OK
    (third,) = agencies(world, 1)
    assert b.code(report=third) == Exit.OK
    world.edit(clear_mark(1))
    machine = world.machine("a")
    assert machine.code() == Exit.OK
    assert [(i.state, i.number) for i in machine.batches()] == [
        (State.UNWRITTEN, 1),
        (State.WRITTEN, 3),
    ]


def test_an_intent_that_was_never_sent_is_not_said_to_have_been_written(world: World) -> None:
    """Its number was cleared, and another machine's amended row is in the sheet.

    So ours is closed, and the conflict is about the content.
    """
    die(world, "after commit", 1)
    b = world.machine("b")
    assert b.code(report=amended(world.report)) == Exit.OK
    assert b.code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")
    assert machine.states() == [State.UNWRITTEN]


# time


@dataclass
class Laptop:
    """A machine's clocks: its time may be wrong, and its seconds stop while it sleeps."""

    world: World
    wrong: float = 0.0
    asleep: float = 0.0

    def now(self) -> float:
        """Return the time that the machine believes in."""
        return self.world.clock.at + self.wrong

    def monotonic(self) -> float:
        """Return the seconds that it was awake."""
        return self.world.clock.at - self.asleep

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.world.clock.sleep(seconds)

    def suspend(self, seconds: float) -> None:
        """Close the lid for some time."""
        self.world.clock.sleep(seconds)
        self.asleep += seconds


class Happening(SandboxAdapter):
    """A network on which something happens before each request."""

    def __init__(self, world: World, *happens: Callable[[], object]) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.happens = [*happens]

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Let the next thing happen first."""
        if self.happens:
            self.happens.pop(0)()
        return super().send(request, *args, **kwargs)


class Dated(SandboxAdapter):
    """A service whose Date headers are off, one after the other."""

    def __init__(self, world: World, *off: float) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.world, self.off = world, [*off]

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Put another date on the reply."""
        response = super().send(request, *args, **kwargs)
        if self.off:
            response.headers["Date"] = formatdate(
                self.world.clock.at + self.off.pop(0), usegmt=True
            )
        return response


HOUR = 3600.0


def rows_sent(world: World) -> list[float]:
    """Return when a row arrived."""
    calls = [call for call in world.box.calls() if call.fault != "late-delivery"]
    return [call.at for call in calls if "insertDimension" in str(call.body)]


def nothing() -> None:
    """Let nothing happen."""


@pytest.mark.parametrize("off", [-HOUR, HOUR, -365 * 24 * HOUR, 365 * 24 * HOUR])
@pytest.mark.parametrize("nth", [0, 1, 2, 3])
@pytest.mark.parametrize("wrong", [0.0, -HOUR, HOUR])
def test_one_wrong_date_sends_no_row_while_one_is_on_its_way(
    world: World, off: float, nth: int, wrong: float
) -> None:
    """In this run or in the next: the second leaves 180 seconds after the first."""
    world.fault("hang", when="before")
    world.fault("http-403", match="read", skip=2)
    machine = world.machine()
    machine.clock = Laptop(world, wrong)
    dates = [0.0] * nth + [off]
    for _ in range(3):
        machine.adapter = Dated(world, *dates[:2])
        dates = dates[2:]
        machine.code()
    first, second = rows_sent(world)
    assert LATENESS - 2 <= second - first <= 500
    assert len(world.mine()) == 1


@pytest.mark.parametrize("corrected", [-HOUR, HOUR])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_clock_corrected_meanwhile_sends_no_row_while_one_is_on_its_way(
    world: World, corrected: float, nth: int
) -> None:
    """Back or forth, at whatever moment of the run."""
    world.fault("hang", when="before")
    machine, clock = world.machine(), Laptop(world)
    machine.clock = clock

    def correct() -> None:
        clock.wrong += corrected

    machine.adapter = Happening(world, *[nothing] * nth, correct)
    while machine.code() == Exit.UNKNOWN:
        pass
    first, second = rows_sent(world)
    assert LATENESS - 2 <= second - first <= 500
    assert len(world.mine()) == 1


@pytest.mark.parametrize("nth", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("asleep", [100.0, 170.0, 8 * HOUR])
def test_a_laptop_that_sleeps_sends_no_row_while_one_is_on_its_way(
    world: World, asleep: float, nth: int
) -> None:
    """Between any two requests, or between the journal and the wire."""
    left: list[float] = []

    class Wire(Happening):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if self.happens:
                self.happens.pop(0)()
            if "insertDimension" in str(request.body):
                left.append(world.clock.at)
            return super(Happening, self).send(request, *args, **kwargs)

    world.fault("hang", when="before")
    machine, clock = world.machine(), Laptop(world)
    machine.clock = clock
    machine.adapter = Wire(world, *[nothing] * nth, lambda: clock.suspend(asleep))
    while machine.code() == Exit.UNKNOWN:
        pass
    first, second = left
    assert second - first >= LATENESS - 2
    assert len(world.mine()) == 1


def test_a_wait_begins_when_the_request_left_not_when_the_run_began(world: World) -> None:
    """A server that was busy for long, and then did not answer."""
    world.fault("http-429", retry_after="150")
    world.fault("hang", when="before")
    machine = world.machine()
    while machine.code() == Exit.UNKNOWN:
        pass
    _, first, second = rows_sent(world)
    assert second - first >= LATENESS - 2
    assert len(world.mine()) == 1


def test_a_refusal_that_may_pass_begins_no_wait(world: World) -> None:
    """An earlier attempt can no longer land, and a busy server took nothing."""
    leave_open(world, applied=False)
    world.clock.sleep(400)
    world.fault("http-429")
    machine, before = world.machine(), world.clock.at
    assert machine.code() == Exit.OK
    assert world.clock.at - before < 10


# epochs


def crowd(world: World, count: int = 500, first: int = 1) -> None:
    """Let other offices have written so many rows, long ago."""
    world.edit(
        *(fence.create(n, "row", f"{n:016x}", START - HOUR) for n in range(first, first + count))
    )


def numbers(world: World) -> set[int]:
    """Return the numbers of all marks."""
    return {mark.id for mark in world.box.book(BOOK).marks}


@pytest.mark.parametrize("delay", [200, 1000, 30 * 24 * 3600])
def test_a_batch_from_before_a_clearing_never_lands(world: World, delay: float) -> None:
    """It is barred, however late it arrives: the number is above all that were cleared."""
    crowd(world, 488)
    world.fault("late", seconds=delay)
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    assert machine.code() == Exit.CONFIG
    crowd(world, 10, first=489 + 1)  # the sheet grew crowded meanwhile
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert fence.EPOCHS in numbers(world)
    outcome = machine.push()
    assert isinstance(outcome, Done)
    world.clock.sleep(delay)
    assert len(world.mine()) == 1
    assert [(b.number, b.state, b.reason) for b in machine.batches()] == [
        (489, State.UNWRITTEN, Reason.BARRED),
        (501, State.WRITTEN, Reason.SEEN),
    ]


def test_a_mark_that_may_have_been_cleared_is_untold(world: World) -> None:
    """The number is not above all that were cleared: the row may have stood, and been removed."""
    leave_open(world, applied=True)
    crowd(world, 500, first=2)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert 1 not in numbers(world)
    world.edit(delete_row(2))
    machine, before = world.machine(), world.clock.at
    assert failure(machine.push()) == (Exit.CONFLICT, "row-mark-gone")
    assert world.clock.at == before  # nothing is to be waited for: the epoch is closed
    (batch,) = machine.batches()
    assert (batch.state, batch.reason) == (State.UNTOLD, Reason.MARK_GONE)
    assert world.mine() == []


def test_a_push_that_ends_after_a_mark_was_cleared_says_that_the_row_may_be_written(
    world: World,
) -> None:
    """The attempt is settled, and yet nobody knows what became of it."""
    leave_open(world, applied=True)
    crowd(world, 500, first=2)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    outcome = machine.push()
    assert machine.states() == [State.UNTOLD]
    assert failure(outcome)[0] == Exit.CONFIG
    assert isinstance(outcome, ItaSyncError)
    assert outcome.written is MAYBE


def test_a_push_that_can_look_no_more_after_that_does_not_end_as_if_nothing_were_written(
    world: World,
) -> None:
    """The service is away then, and that alone would be exit 5."""
    leave_open(world, applied=True)
    crowd(world, 500, first=2)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.fault("http-503", match="read", skip=1, times=100)
    machine = world.machine()
    outcome = machine.push()
    assert machine.states() == [State.UNTOLD]
    assert failure(outcome) == (Exit.UNKNOWN, "unavailable")
    assert isinstance(outcome, ItaSyncError)
    assert outcome.written is MAYBE


def test_a_closing_mark_from_before_a_clearing_never_lands_either(world: World) -> None:
    """It carries the pair of its epoch, as every batch does."""
    leave_open(world, applied=False)
    world.fault("late", seconds=1000)
    world.fault("http-403", match="read", skip=2)
    machine = world.machine()
    assert machine.code(report=amended(world.report)) == Exit.CONFIG
    crowd(world, 500, first=2)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.clock.sleep(1000)
    assert 1 not in numbers(world)


# what only the number shows


def test_a_look_that_lacks_the_mark_which_refused_us_is_looked_at_again(world: World) -> None:
    """Another office's mark is shown when asked for, not by the look: that look is late."""
    other = world.machine("b")
    machine = world.machine()

    class Racing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST" and not world.mine(neighbour(world.report)):
                assert other.code(report=neighbour(world.report)) == Exit.OK
                world.fault("stale", match="read", seconds=world.clock.at - START)
            return super().send(request, *args, **kwargs)

    world.clock.sleep(5)
    machine.adapter = Racing(world.box, on_wait=world.clock.sleep)
    assert machine.code() == Exit.OK
    assert [(b.number, b.reason) for b in machine.batches()] == [
        (1, Reason.TAKEN),
        (2, Reason.SEEN),
    ]
    assert any("as it had been before" in said for said in machine.said)
    assert [len(world.mine()), len(world.mine(neighbour(world.report)))] == [1, 1]


def test_a_reply_that_does_not_prove_the_write_is_followed_by_a_look(world: World) -> None:
    """200 and nothing applied: the batch is sent again, as soon as that is allowed."""
    world.fault("nothing-applied")
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert len(world.mine()) == 1
    assert [a.outcome for a in machine.batches()[0].attempts] == [Outcome.APPLIED] * 2


def test_credentials_that_give_no_token_leave_nothing_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request never left: exit 4, and nothing was written."""

    class Refusing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST":
                raise ConfigError("tokens", T("x"), next_step=T("x"))
            return super().send(request, *args, **kwargs)

    machine = world.machine(adapter=Refusing(world.box))
    outcome = machine.push()
    assert failure(outcome) == (Exit.CONFIG, "tokens")
    assert isinstance(outcome, ItaSyncError)
    assert outcome.written is None
    (batch,) = machine.batches()
    assert (batch.state, batch.reason) == (State.UNWRITTEN, Reason.REFUSED)
    assert batch.attempts[0].detail == "tokens"


# what is not asked


def test_a_batch_that_is_decided_is_not_planned_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it still fits matters only where it would be sent again."""
    asked = []

    def counted(*args: Any) -> bool:
        asked.append(args[0].number)
        return fits(*args)

    monkeypatch.setattr(publisher, "fits", counted)
    assert world.machine().code() == Exit.OK
    assert asked == []
    world.fault("http-503")
    assert world.machine().code(report=neighbour(world.report)) == Exit.OK
    assert set(asked) == {2}

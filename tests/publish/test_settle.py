"""The rules by which an open attempt is settled, one by one."""

from email.utils import formatdate
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Reason, State
from ita_sync.journal.intents import LATENESS
from ita_sync.publish import Done
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import delete_row, insert, mark, put
from tests.promise.histories import amended, die, leave_open, on_a_tab
from tests.promise.outcomes import done, failure, plain
from tests.promise.world import BOOK, TAB, World

# a number that another takes


def test_a_foreign_mark_that_lands_between_look_and_write_closes_the_number(world: World) -> None:
    """The batch is refused, as another's mark is on n; n + 1 is planned afresh."""
    machine = world.machine(adapter=world.meddling(mark(1)))
    assert machine.code() == Exit.OK
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.TAKEN),
        (2, Reason.AS_SENT),
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
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.UNSEEN),
        (2, Reason.AS_SENT),
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
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.TAKEN),
        (2, Reason.AS_SENT),
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
    assert [i.state for i in machine.intents()] == [State.CLOSED, State.CONFIRMED]
    assert outcome.row == 3


def test_an_open_intent_under_a_header_that_changed_is_closed_before_anything_is_said(
    world: World,
) -> None:
    """The batch would be misplaced now: close its number, then report the header."""
    leave_open(world, applied=False)
    world.edit(put(1, 8, "คะแนน (ใหม่)"))
    machine = world.machine()
    assert failure(machine.push()) == (Exit.CONFLICT, "header-missing")
    assert machine.states() == [State.CLOSED]
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
    assert [(i.number, i.state) for i in machine.intents()] == [
        (1, State.CLOSED),
        (2, State.CONFIRMED),
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


def test_an_amended_report_whose_first_version_landed_is_a_conflict(world: World) -> None:
    """The open attempt turns out to be written: the same key with other content is for a person."""
    leave_open(world, applied=True)
    assert failure(world.machine().push(amended(world.report))) == (
        Exit.CONFLICT,
        "content-differs",
    )
    assert len(world.mine()) == 1


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
    first, second = machine.intents()
    assert (first.state, first.reason, second.number) == (State.CLOSED, reason, first.number)


def test_closing_is_repeated_until_it_is_answered(world: World) -> None:
    """A 503 on the closing mark leaves the intent closing; the mark is sent again."""
    leave_open(world, applied=False)
    world.fault("http-503")
    machine = world.machine()
    assert machine.code(report=amended(world.report)) == Exit.OK
    assert [i.state for i in machine.intents()] == [State.CLOSED, State.CONFIRMED]
    assert [a.kind for a in machine.intents()[0].attempts] == ["row", "close", "close"]
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
    assert [(i.state, i.reason) for i in machine.intents()] == [
        (State.HELD, Reason.REMOVED),
        (State.CONFIRMED, Reason.AS_SENT),
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

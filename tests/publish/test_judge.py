"""What the sheet says about an intent."""

from typing import Any

import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal, Reason, State
from ita_sync.publish import Done
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import delete_cells, delete_row, insert, mark, put
from tests.promise.histories import amended, clear_mark, die, leave_open, neighbour
from tests.promise.outcomes import KEY, OPEN, failure, plan_of, words_of
from tests.promise.world import BOOK, START, TAB, Machine, World

# our mark is there


def test_a_header_changed_between_look_and_write_is_exit_7_and_says_the_row_is_there(
    world: World,
) -> None:
    """The row is there, but nobody can read it under a header that is gone."""
    machine = world.machine(adapter=world.meddling(put(1, 8, "คะแนน (ใหม่)")))
    outcome = machine.push()
    assert failure(outcome) == (Exit.CONFLICT, "row-header")
    assert isinstance(outcome, ItaSyncError)
    assert "written once before" in str(outcome.written)
    assert len(world.mine()) == 1
    world.edit(put(1, 8, "คะแนนรวม"))
    assert world.machine().code() == Exit.OK
    assert world.machine().states() == [State.CONFIRMED]
    assert len(world.mine()) == 1


def test_a_row_removed_between_write_and_settle_is_exit_7_and_not_brought_back(
    world: World,
) -> None:
    """Our mark is there without the row, so a person removed it.

    Only a person can have it written again.
    """
    leave_open(world, applied=True)
    world.edit(delete_row(2))
    machine = world.machine()
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert world.mine() == []
    assert machine.verify()[0] == Exit.CONFLICT
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_cells_under_other_headers_are_reported_as_misplaced(world: World) -> None:
    """A late batch lands after a person inserted a column: exit 7 and no second row.

    So it stays until a person puts the cells right.
    """
    world.fault("late", seconds=350)
    world.fault("http-503", match="read", skip=1, times=None)
    machine = world.machine()
    assert machine.code() == Exit.UNKNOWN
    world.box.clear_faults()
    world.edit(insert("COLUMNS", 0))
    world.clock.sleep(100)
    assert len(world.mine()) == 1
    assert failure(machine.push()) == (Exit.CONFLICT, "row-misplaced")
    assert failure(machine.push(restore=True)) == (Exit.CONFLICT, "row-misplaced")
    assert len(world.mine()) == 1
    moved = world.box.rows(BOOK, TAB)[2]
    world.edit(
        *(put(2, c + 1, v) for c, v in enumerate(moved) if v is not None), delete_cells(2, 0)
    )
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK


def test_a_doubled_key_is_exit_7_for_push_and_verify(world: World) -> None:
    """Somebody copied the row."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    row = world.box.rows(BOOK, TAB)[2]
    world.edit(insert("ROWS", 3), *(put(3, c, v) for c, v in enumerate(row) if v is not None))
    assert failure(machine.push()) == (Exit.CONFLICT, "row-doubled")
    assert machine.verify()[0] == Exit.CONFLICT


# another's mark is there


def test_an_attempt_whose_number_another_took_is_no_bar_where_numbers_are_refused(
    world: World,
) -> None:
    """If refusals are certain, dry run and verify know at once that the row will not land.

    Otherwise the attempt stays open.
    """
    world.fault("hang", when="before")
    world.fault("http-403", match="read", skip=1)
    machine = world.machine()
    assert machine.code() == Exit.CONFIG
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    assert world.clock.at - START < 100
    plan = plan_of(machine)
    assert (getattr(plan, "action", plan), getattr(plan, "number", 0)) == ("add", 2)
    with Journal(machine.settings.state) as journal:
        journal.found_out(BOOK, START, holds=False)
    assert words_of(plan_of(machine)) == OPEN
    assert machine.verify()[0] == Exit.UNKNOWN
    with Journal(machine.settings.state) as journal:
        journal.found_out(BOOK, START, holds=True)
    assert machine.verify() == (Exit.OK, [])
    (intent,) = machine.intents()
    assert (intent.state, intent.reason) == (State.CLOSED, Reason.TAKEN)


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
    assert machine.code() == Exit.OK
    assert machine.states() == [State.CONFIRMED]


def test_a_cleared_mark_is_not_judged_while_an_attempt_may_be_on_its_way(world: World) -> None:
    """First the 180 seconds, then the key."""
    die(world, "after POST")
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1))
    machine, before = world.machine("a"), world.clock.at
    assert machine.code() == Exit.OK
    assert world.clock.at - before >= 170
    assert machine.states() == [State.CONFIRMED]
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
    third = neighbour(world.report).model_copy(
        update={"agency": world.report.agency.model_copy(update={"code": "5360603"})}
    )
    assert b.code(report=third) == Exit.OK
    world.edit(clear_mark(1))
    machine = world.machine("a")
    assert machine.code() == Exit.OK
    assert [(i.state, i.number) for i in machine.intents()] == [
        (State.CLOSED, 1),
        (State.CONFIRMED, 3),
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
    assert machine.states() == [State.CLOSED]


# nobody knows whether the row ever was there


def test_a_doubt_stays_a_doubt_on_the_second_run(world: World) -> None:
    """Nobody knows whether the row ever was there: no run says that somebody removed it."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1), delete_row(2))
    machine = world.machine("a")
    for _ in range(2):
        outcome = machine.push()
        assert failure(outcome) == (Exit.CONFLICT, "row-mark-gone")
        assert isinstance(outcome, ItaSyncError)
        assert "cannot be told" in str(outcome.written)


def test_a_doubtful_row_that_turns_up_is_found_not_claimed(world: World) -> None:
    """Somebody else wrote it: the journal says found, not sent."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1), delete_row(2))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-mark-gone")
    assert world.machine("b").code() == Exit.OK
    assert machine.verify()[0] == Exit.OK
    assert [(i.state, i.reason) for i in machine.intents()] == [(State.CONFIRMED, Reason.FOUND)]


def lose_mark(world: World, machine: Machine) -> None:
    """Leave an attempt whose mark and row are both gone at the next look."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    lookup = {"developerMetadataLookup": {"metadataId": 1}}
    world.edit({"deleteDeveloperMetadata": {"dataFilter": lookup}}, delete_row(2))
    world.clock.sleep(400)
    assert machine.verify()[0] == Exit.CONFLICT


def test_a_row_in_doubt_is_taken_for_found_when_it_is_there(world: World) -> None:
    """Mark and row were gone and a person typed the row: we do not claim it as ours."""
    machine = world.machine()
    lose_mark(world, machine)
    (intent,) = machine.intents()
    assert (intent.state, intent.reason) == (State.HELD, Reason.MARK_GONE)
    assert words_of(machine.push()) == (
        Exit.CONFLICT,
        "row-mark-gone",
        (
            "The row is not in the sheet as it was sent, and it can no longer be told whether it "
            "ever was."
            f" (key: {KEY}, tab {TAB})"
        ),
        "Whether the row was written before cannot be told; this run wrote nothing more.",
        (
            "Look at the sheet's version history. If it is to be written again: `ita-sync push "
            "--restore REPORT`."
        ),
        [],
    )
    assert world.machine("c").code() == Exit.OK
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.number) == ("already", 1)
    (intent,) = machine.intents()
    assert (intent.state, intent.reason) == (State.CONFIRMED, Reason.FOUND)

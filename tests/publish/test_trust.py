"""Whether a spreadsheet refuses taken numbers: tested before it is relied on, and lived without."""

import pytest

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal, Reason, State
from ita_sync.publish import Publisher
from ita_sync.sandbox import Call
from tests.promise.histories import amended
from tests.promise.outcomes import fence_holds
from tests.promise.world import BOOK, Machine, World


@pytest.fixture
def newcomer(world: World) -> Machine:
    """Return a machine that has not yet tested the spreadsheet."""
    return world.machine(knows=False)


def scratches(world: World) -> list[Call]:
    """Return the calls about scratch marks."""
    return [
        call
        for call in world.box.calls()
        if "scratch" in str(call.body) or "/developerMetadata/" in call.path
    ]


def loose(world: World) -> None:
    """Let numbers be taken twice from now on."""
    world.fault("ids-not-unique", times=None)


def test_a_clean_push_asks_nothing(world: World, newcomer: Machine) -> None:
    """One read, one write: nothing relies on the fence yet."""
    assert newcomer.code() == Exit.OK
    assert world.methods() == ["GET", "WRITE"]
    assert fence_holds(newcomer) is None


def test_a_doubtful_answer_is_worth_four_calls_once(world: World, newcomer: Machine) -> None:
    """The scratch mark is created, read, refused and removed; the next time nothing is asked."""
    world.fault("http-503")
    assert newcomer.code() == Exit.OK
    assert [(call.method, call.status) for call in scratches(world)] == [
        ("POST", 200),
        ("GET", 200),
        ("POST", 400),
    ]
    assert fence_holds(newcomer) is True
    assert [mark.id for mark in world.box.book(BOOK).marks] == [1]
    world.box.clear_calls()
    world.fault("http-503")
    assert newcomer.push(report=world.report.model_copy(update={"fiscal_year": 2567})) is not None
    assert scratches(world) == []


@pytest.mark.parametrize("name", ["http-503", "late-503", "hang", "late", "cut"])
def test_without_a_fence_time_keeps_late_attempts_out(
    world: World, newcomer: Machine, name: str
) -> None:
    """There is one row.

    An answered failure, where a fence would have spared the wait, is explained to the officer.
    """
    loose(world)
    world.fault(name, **({"seconds": 170} if name.startswith("late") else {}))
    started = world.clock.at
    assert newcomer.code() == Exit.OK
    assert world.clock.at - started >= 170
    world.clock.sleep(400)
    assert len(world.mine()) == 1
    answered = name.endswith("503")
    assert fence_holds(newcomer) is (False if answered else None)
    assert any("lets a number be taken twice" in each for each in newcomer.said) == answered


def test_without_a_fence_an_attempt_is_given_up_by_waiting(world: World, newcomer: Machine) -> None:
    """The report was amended: as no mark could close the number, the wait does."""
    loose(world)
    world.fault("http-503", times=20)
    assert newcomer.code() == Exit.UNKNOWN
    world.box.clear_faults()
    loose(world)
    assert newcomer.code(report=amended(world.report)) == Exit.OK
    first, second = newcomer.intents()
    assert (first.state, first.reason, second.state) == (
        State.CLOSED,
        Reason.GIVEN_UP,
        State.CONFIRMED,
    )
    assert [attempt.kind for attempt in first.attempts if attempt.kind == "close"] == []
    world.clock.sleep(400)
    assert len(world.mine()) == 1


def test_another_mark_on_our_number_decides_only_when_time_is_over(
    world: World, newcomer: Machine
) -> None:
    """Verify and dry run do not give the number up while ours may still land beside it."""
    loose(world)
    world.fault("late", seconds=100)
    machine = world.machine(knows=False)
    world.fault("http-403", match="read", skip=1)
    assert machine.code() == Exit.CONFIG
    world.clock.sleep(20)
    assert world.machine("b", knows=False).code(
        report=world.report.model_copy(update={"url": "https://x.example/"})
    ) in {
        Exit.OK,
        Exit.CONFLICT,
    }
    assert machine.verify()[0] == Exit.UNKNOWN
    with Journal(machine.settings.state, read_only=True) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        with pytest.raises(ItaSyncError) as caught:
            publisher.plan(world.row())
    assert caught.value.code == "attempt-open"


def test_two_marks_under_one_number_are_proof(world: World) -> None:
    """Seen in any look, they end the trust; each row is still known by its own mark."""
    loose(world)
    a, b = world.machine("a"), world.machine("b")
    world.fault("late", seconds=100)
    world.fault("http-403", match="read", skip=1)
    assert a.code() == Exit.CONFIG
    assert b.code(report=world.report.model_copy(update={"fiscal_year": 2567})) in {
        Exit.OK,
        Exit.CONFLICT,
    }
    world.clock.sleep(400)
    assert a.code() == Exit.OK
    assert a.intents()[0].state == State.CONFIRMED


@pytest.mark.parametrize("fault", ["http-403", "http-404", "http-401"])
def test_lost_permission_while_finding_out_is_said(
    world: World, newcomer: Machine, fault: str
) -> None:
    """The row may have been written; nothing is remembered of the spreadsheet."""
    world.fault("http-503")
    world.fault(fault)
    outcome = newcomer.push()
    assert isinstance(outcome, ItaSyncError)
    assert outcome.exit_code == Exit.CONFIG
    assert "may have been written" in str(outcome.written)
    assert fence_holds(newcomer) is None
    assert newcomer.code() == Exit.OK


def test_a_scratch_mark_that_is_not_visible_proves_nothing(world: World, newcomer: Machine) -> None:
    """200 and nothing applied: it is asked again."""
    world.fault("http-503")
    world.fault("nothing-applied")
    assert newcomer.code() == Exit.OK
    assert fence_holds(newcomer) is True


def test_a_scratch_mark_that_is_refused_means_no_trust(world: World, newcomer: Machine) -> None:
    """Metadata may be full: without proof, ita-sync takes the careful way."""
    world.fault("http-503")
    world.fault("http-400", times=2)
    assert newcomer.code() == Exit.OK
    assert fence_holds(newcomer) is False

"""Verify: each row as it is, settled where the sheet decides, and nothing written to the sheet."""

from dataclasses import replace

import pytest

from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.journal import Journal, Reason, State
from ita_sync.monitor import Standing
from ita_sync.monitor.verify import verify
from tests.promise.edits import copy_tab, delete_row, put
from tests.promise.histories import aimed, leave_open, neighbour
from tests.promise.outcomes import KEY, ONCE, failure, unknown, words_of
from tests.promise.world import START, TAB, World


def test_verify_reports_each_row_in_full(world: World) -> None:
    """As confirmed, changed, removed: with intent, row and problem.

    The journal records each change once, at that moment.
    """
    machine = world.machine()
    second = neighbour(world.report)
    assert machine.code() == machine.code(report=second) == Exit.OK
    one, two = machine.intents()
    assert machine.verify() == (Exit.OK, [Standing(one, Exit.OK, 3), Standing(two, Exit.OK, 4)])
    assert machine.intents() == [one, two]
    was = world.mine()[0][1]
    world.edit(put(2, 1, "อื่น"), delete_row(3))
    for _ in range(2):
        world.clock.sleep(10)
        code, (changed, removed) = machine.verify()
        assert (code, changed.exit, changed.row, removed.exit, removed.row) == (7, 1, 3, 7, None)
        assert (changed.intent.id, removed.intent.id) == (one.id, two.id)
        assert words_of(changed.problem) == (
            Exit.CONFLICT,
            "row-changed",
            f"The row was written, and somebody changed it. (key: {KEY}, tab {TAB})",
            ONCE,
            (
                "Ask who changed it. Mend the cell in the sheet, or correct the report and have "
                "it signed again."
            ),
            [f"Row 3, หน่วยงาน: the sheet has 'อื่น', the report says {was}"],
        )
        assert words_of(removed.problem)[:2] == (Exit.CONFLICT, "row-removed")
        assert machine.intents() == [
            replace(one, state=State.HELD, reason=Reason.CHANGED, settled_at=START + 10),
            replace(two, state=State.HELD, reason=Reason.REMOVED, settled_at=START + 10),
        ]


def test_a_person_who_edits_our_row_is_reported_by_verify_as_a_difference(world: World) -> None:
    """Exit 1, with the cell, what it holds and what was confirmed."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(2, 8, 87.41))
    code, (standing,) = machine.verify()
    assert code == Exit.FINDINGS
    assert standing.problem is not None
    assert "87.41" in str(standing.problem.details[0])
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")
    world.edit(put(2, 8, 78.41))
    assert machine.verify()[0] == Exit.OK


def test_verify_of_a_row_of_somebody_else_claims_nothing(world: World) -> None:
    """Changed or not, the journal still says that the row was found."""
    assert world.machine("a").code() == Exit.OK
    machine = world.machine("b")
    assert machine.code() == Exit.OK
    before = machine.intents()
    world.edit(put(2, 1, "อื่น"))
    world.clock.sleep(5)
    assert machine.verify()[0] == Exit.FINDINGS
    assert machine.intents() == before


def test_verify_settles_what_the_sheet_can_decide_and_never_writes(world: World) -> None:
    """An applied attempt is confirmed; an open one stays open with exit 6."""
    leave_open(world, applied=True)
    machine = world.machine()
    writes = world.methods().count("WRITE")
    assert machine.verify()[0] == Exit.OK
    assert machine.states() == [State.CONFIRMED]

    folder = world.folder / "open"
    folder.mkdir()
    here = World(folder, world.report, world.framework)
    leave_open(here, applied=False)
    assert here.machine().verify()[0] == Exit.UNKNOWN
    assert here.machine().states() == [State.OPEN]
    assert world.methods().count("WRITE") == writes


def test_verify_settles_what_the_sheet_has_decided(world: World) -> None:
    """An attempt that landed is confirmed, at that moment."""
    leave_open(world, applied=True)
    machine = world.machine()
    world.clock.sleep(5)
    code, (standing,) = machine.verify()
    (intent,) = machine.intents()
    assert (code, standing) == (Exit.OK, Standing(intent, Exit.OK, 3))
    assert (intent.state, intent.reason, intent.settled_at) == (
        State.CONFIRMED,
        Reason.AS_SENT,
        world.clock.at,
    )


def test_verify_leaves_open_what_is_open_and_looks_at_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First an attempt of another tab, which is not its business, then one of ours."""
    world.edit(copy_tab(7, "zwei"))
    leave_open(world, applied=False)
    with monkeypatch.context() as patch:
        aimed(patch, tab="zwei")
        machine = world.machine()
        world.fault("hang", when="before")
        world.fault("http-503", match="read", skip=1, times=None)
        assert machine.code() == Exit.UNKNOWN
        world.box.clear_faults()
        code, (standing,) = machine.verify()
        second = machine.intents()[1]
        assert (code, replace(standing, what=None)) == (
            Exit.UNKNOWN,
            Standing(second, Exit.UNKNOWN),
        )
        assert (
            str(standing.what)
            == "An attempt is still open; `ita-sync push report.yaml` settles it."
        )
        assert machine.states() == [State.OPEN, State.OPEN]


def test_verify_without_a_reachable_sheet_is_5_or_6(world: World) -> None:
    """Exit 5 with nothing open; exit 6 with an attempt open, because nobody knows."""
    world.fault("http-503", match="read", times=None)
    with pytest.raises(ItaSyncError) as caught:
        world.machine("b").verify()
    assert caught.value.exit_code == Exit.UNAVAILABLE
    world.box.clear_faults()
    leave_open(world, applied=True)
    world.fault("http-503", match="read", times=None)
    with pytest.raises(ItaSyncError) as caught:
        world.machine("a").verify()
    assert caught.value.exit_code == Exit.UNKNOWN


def test_verify_that_cannot_read_is_reported_in_full(world: World) -> None:
    """It waits until its deadline, and is in doubt only where an attempt is open."""
    world.fault("http-503", match="read", times=None)
    machine = world.machine()
    with pytest.raises(ItaSyncError) as caught:
        machine.verify()
    assert words_of(caught.value)[:2] == (Exit.UNAVAILABLE, "unavailable")
    assert "503 The service is currently unavailable." in str(caught.value.what)
    assert 200 < world.clock.at - START <= 300
    assert machine.said[0].endswith(" s: 503 The service is currently unavailable.")
    world.box.clear_faults()
    leave_open(world, applied=False)
    world.fault("http-503", match="read", times=None)
    with pytest.raises(ItaSyncError) as caught:
        machine.verify()
    assert words_of(caught.value) == unknown("503 The service is currently unavailable.")


def test_verify_needs_neither_a_clock_nor_a_listener(world: World) -> None:
    """It takes the machine's clock and stays silent by default."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    with Journal(machine.settings.state) as journal:
        standings = verify(machine.door(), journal, machine.settings)
        assert worst(one.exit for one in standings) == Exit.CONFLICT
    (intent,) = machine.intents()
    assert intent.settled_at is not None
    assert intent.settled_at > START


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([], 0), ([0], 0), ([0, 1], 1), ([1, 6, 0], 6), ([6, 7, 1], 7)],
)
def test_the_worst_of_all_rows_is_the_exit_code(
    world: World, codes: list[int], expected: int
) -> None:
    """A conflict counts before an open attempt, and that before a difference."""
    assert world.machine().code() == Exit.OK
    (intent,) = world.machine().intents()
    standings = [Standing(intent, Exit(code)) for code in codes]
    assert worst(one.exit for one in standings) == expected

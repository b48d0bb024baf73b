"""Looks: old ones are told from new ones, and an older version of the sheet from a late look."""

from email.utils import formatdate
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit
from ita_sync.google import fence
from ita_sync.journal import How, Journal
from ita_sync.publish import Done
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import delete_row, mark
from tests.promise.histories import neighbour
from tests.promise.outcomes import failure, known, plan_of, words_of
from tests.promise.world import BOOK, START, TAB, Machine, World
from tests.publish.batches import agencies

YEAR = 365 * 24 * 3600


class Late(SandboxAdapter):
    """A service whose looks show an early moment; a mark that is asked for is shown as it is."""

    def __init__(self, world: World, times: int = 10**6, at: float = START) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.world, self.times, self.at = world, times, at

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Let a look show what stood some time ago."""
        look = request.method == "GET" and "/developerMetadata/" not in str(request.url)
        if look and self.times:
            self.times -= 1
            self.world.fault("stale", match="read", seconds=self.world.clock.at - self.at)
        return super().send(request, *args, **kwargs)


class Dated(SandboxAdapter):
    """A service whose Date headers are wrong: by so many seconds, one after the other."""

    def __init__(self, world: World, *off: float) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.world, self.off = world, [*off]

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Put another date on a reply."""
        response = super().send(request, *args, **kwargs)
        if self.off:
            at = self.world.clock.at + self.off.pop(0)
            response.headers["Date"] = formatdate(at, usegmt=True)
        return response


def test_nothing_is_planned_on_a_stale_look(world: World) -> None:
    """It lacks the row that stands: planned on, it would be written a second time."""
    world.clock.sleep(1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(100)
    machine.adapter = Late(world, times=2)
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"
    assert len(world.mine()) == 1
    assert "the sheet was shown as it had been before" in machine.said[0]


def test_nothing_is_observed_in_a_stale_look(world: World) -> None:
    """`verify` looks again, until it knows; else it says so, and observes nothing."""
    world.clock.sleep(1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(100)
    machine.adapter = Late(world, times=2)
    assert machine.verify()[0] == Exit.OK
    machine.adapter = Late(world)
    (cause,) = machine.verified().causes
    assert words_of(cause.error)[:3] == (
        Exit.UNAVAILABLE,
        "stale",
        (
            "The sheet lacks our last mark: Google shows it as it had been before, or somebody "
            "put back an older version. Nothing is done by what it shows."
        ),
    )
    (change,) = machine.changes()
    with Journal(machine.settings.state) as journal:
        seen = journal.observations(change)
    assert [(each.how, each.highest) for each in seen] == [(How.AS_SENT, 1)]


def test_a_mark_of_another_office_makes_an_older_look_stale(world: World) -> None:
    """The highest number ever seen counts, whoever wrote it."""
    world.clock.sleep(1)
    first, second, third = agencies(world, 3)
    machine = world.machine()
    assert machine.code(report=first) == Exit.OK
    assert world.machine("b").code(report=second) == Exit.OK
    world.clock.sleep(100)
    assert plan_of(machine) is not None
    assert known(machine).highest == 1  # a dry run writes nothing anywhere
    assert machine.verify()[0] == Exit.OK
    assert known(machine).highest == 2
    machine.adapter = Late(world, times=1)
    assert machine.code(report=third) == Exit.OK
    assert [batch.number for batch in machine.batches()] == [1, 3]


def look(machine: Machine) -> tuple[Exit, str]:
    """Verify where that must fail, with the short patience of a look; return how."""
    (cause,) = machine.verified().causes
    return failure(cause.error)


UNAVAILABLE, OLDER = (Exit.UNAVAILABLE, "stale"), (Exit.CONFLICT, "older-version")


def older_version(world: World) -> Machine:
    """Return a machine that wrote a row to a sheet which was then put back."""
    world.clock.sleep(10)
    before = world.clock.at
    world.clock.sleep(10)
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.clock.sleep(10)
    world.box.restore(BOOK, before)
    return machine


def test_an_older_version_that_was_put_back_is_exit_7_after_180_seconds(world: World) -> None:
    """Until then it may be a late look (exit 5); then it is said in words, with a way out."""
    machine = older_version(world)
    assert look(machine) == UNAVAILABLE
    assert failure(plan_of(machine)) == UNAVAILABLE  # type: ignore[arg-type] # one of them
    world.clock.sleep(180)
    for _ in range(2):
        outcome = words_of(machine.push())
        assert outcome[:3] == (
            Exit.CONFLICT,
            "older-version",
            (
                "Our mark 1 is gone from the spreadsheet, the newest is –. Somebody put back an "
                "earlier version, or an add-on took marks away."
            ),
        )
        assert outcome[4] == (
            "Ask the sheet's owner whether that is meant. If it is: `ita-sync settle "
            "--older-version`, then `ita-sync verify`: it names the rows that are missing."
        )
    assert look(machine) == OLDER
    assert failure(plan_of(machine)) == OLDER  # type: ignore[arg-type] # one of them
    assert world.mine() == []


def test_another_mark_on_the_number_by_now_hides_no_older_version(world: World) -> None:
    """It may be one that a test of the sheet left behind when it was cut short."""
    machine = older_version(world)
    world.edit(mark(1, "1 again", key=fence.KEY))
    assert failure(machine.push()) == OLDER


def test_a_push_alone_waits_long_enough_to_tell(world: World) -> None:
    """Its patience is longer than the 180 seconds."""
    machine, before = older_version(world), world.clock.at
    assert failure(machine.push()) == OLDER
    assert 180 <= world.clock.at - before <= 300


def test_an_older_version_that_is_meant_is_written_to_again(world: World) -> None:
    """After `settle --older-version`; the row that was written there before is known to be gone."""
    machine = older_version(world)
    assert failure(machine.push()) == OLDER
    with Journal(machine.settings.state) as journal:
        journal.restored(BOOK, 0)
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert machine.code(report=neighbour(world.report)) == Exit.OK
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 1


def test_looks_that_are_late_for_long_are_no_older_version(world: World) -> None:
    """The mark is there when it is asked for by its number: exit 5, for as long as it takes."""
    world.clock.sleep(1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    machine.adapter = Late(world)
    for _ in range(2):
        assert failure(machine.push()) == (Exit.UNAVAILABLE, "stale")
    machine.adapter = None
    assert machine.code() == Exit.OK
    assert known(machine).stale_at == 0
    assert len(world.mine()) == 1


def test_the_180_seconds_begin_anew_once_a_look_was_fresh(world: World) -> None:
    """Two late looks at different times are two late looks."""
    world.clock.sleep(1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    for _ in range(2):
        world.clock.sleep(300)
        before = len(world.box.calls())
        machine.adapter = Late(world, times=1)
        assert machine.code() == Exit.OK
        assert not any("/developerMetadata/" in c.path for c in world.box.calls()[before:])


@pytest.mark.parametrize("off", [YEAR, -YEAR])
def test_one_wrong_date_keeps_no_older_version_from_being_told(world: World, off: float) -> None:
    """Neither sooner nor never."""
    machine = older_version(world)
    machine.adapter = Dated(world, off)
    assert look(machine) == UNAVAILABLE
    machine.adapter = None
    world.clock.sleep(30)
    assert look(machine) == UNAVAILABLE
    world.clock.sleep(180)
    assert look(machine) == OLDER


def test_a_lost_row_after_a_partly_restored_sheet_is_told_as_removed(world: World) -> None:
    """With the marks as they are now, the row is gone and its mark is not: somebody removed it."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert world.box.rows(BOOK, TAB)[2:] != []

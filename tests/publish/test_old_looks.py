"""What a look showed is not written upon once it is old: people type while a laptop sleeps."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Batch, Journal, Reason, State
from ita_sync.publish import Done, Publisher
from ita_sync.publish.hours import OLD
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import insert, lay, put
from tests.promise.histories import amended, die, leave_open
from tests.promise.outcomes import failure
from tests.promise.world import BOOK, Machine, World
from tests.publish.test_moved import carry_out, saved
from tests.publish.test_settle import Laptop

NIGHT = 8 * 3600.0
LISTED = [insert("ROWS", 2), *lay(2, ["5360601", "ทต.จัตุรัส", "จัตุรัส", "ชัยภูมิ", 2566])]


class Sleeping(SandboxAdapter):
    """A laptop that falls asleep once the n-th reply to such a request has come, and a person."""

    def __init__(
        self, world: World, laptop: Laptop, method: str, person: Callable[[], object], nth: int = 1
    ) -> None:
        super().__init__(world.box, on_wait=world.clock.sleep)
        self.laptop, self.method, self.person, self.left = laptop, method, person, nth

    def send(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> requests.Response:
        """Answer, then sleep, and let the person act."""
        response = super().send(request, *args, **kwargs)
        self.left -= request.method == self.method
        if request.method == self.method and self.left == 0:
            self.laptop.suspend(NIGHT)
            self.person()
        return response


def sleeping(world: World, method: str, person: Callable[[], object], nth: int = 1) -> Machine:
    """Return a machine that sleeps; it knows that guards hold."""
    laptop = Laptop(world)
    machine = world.machine("a", adapter=Sleeping(world, laptop, method, person, nth))
    machine.clock = laptop
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    return machine


def typed(world: World) -> Callable[[], object]:
    """Return what a person does who types our row."""
    cells = [str(each.value) if each.value is not None else None for each in world.row().cells]
    return lambda: world.edit(insert("ROWS", 2), *lay(2, cells))


def told(outcome: Done | ItaSyncError) -> str:
    """Return how a push ended, in a word."""
    return outcome.how if isinstance(outcome, Done) else outcome.code


def test_a_row_that_is_typed_while_the_laptop_sleeps_is_not_written_again(world: World) -> None:
    """Between the look and the first request: it looks again, and finds it."""
    machine = sleeping(world, "GET", typed(world))
    machine.push()
    assert len(world.mine()) == 1
    assert world.methods()[:3] == ["GET", "WRITE", "GET"]  # the person's, between two looks


@pytest.mark.parametrize("kind", ["row", "close"])
def test_what_was_journalled_before_a_sleep_is_not_sent(world: World, kind: str) -> None:
    """A run that found it unanswered would count from then, and not wait long enough."""
    laptop = Laptop(world)

    class Slow(Journal):
        def attempt(self, batch: Batch, kind_: Literal["row", "close"], now: float) -> int:
            number = super().attempt(batch, kind_, now)
            if kind_ == kind and not laptop.asleep:
                laptop.suspend(120)
            return number

    if kind == "close":
        leave_open(world, applied=False)
    machine = world.machine("a", journal=Slow)
    machine.clock = laptop
    report = amended(world.report) if kind == "close" else world.report
    calls = len(world.methods())
    assert told(machine.push(report)) == "written"
    assert world.methods()[calls : calls + 3] == ["GET", "GET", "WRITE"]
    sent = [each.sent_at for batch in machine.batches() for each in batch.attempts]
    assert world.clock.now() - sent[-1] < OLD


def test_an_old_look_costs_one_more_and_nothing_else(world: World) -> None:
    """Nobody typed: the batch under the old plan was never sent, the next one is."""
    machine = sleeping(world, "GET", lambda: None)
    assert told(machine.push()) == "written"
    assert world.methods() == ["GET", "GET", "WRITE"]
    assert [(batch.state, batch.reason) for batch in machine.batches()] == [
        (State.UNWRITTEN, Reason.NEVER_SENT),
        (State.WRITTEN, Reason.SEEN),
    ]
    assert machine.said == []


def filling(world: World, person: Callable[[], object]) -> Machine:
    """Return a machine whose agency is listed, asleep once its pin is there."""
    world.edit(*LISTED)
    return sleeping(world, "POST", person)


def amending(world: World, person: Callable[[], object]) -> Machine:
    """Return a machine whose row stands, asleep once its pin is there."""
    assert world.machine().code() == Exit.OK
    return sleeping(world, "POST", person)


def push(machine: Machine) -> Done | ItaSyncError:
    """Push the report as it was signed."""
    return machine.push()


def amend(machine: Machine) -> Done | ItaSyncError:
    """Push it amended."""
    return machine.push(amended(machine.world.report))


def carried_out(machine: Machine) -> Done | ItaSyncError:
    """Carry out a plan made before the laptop slept."""
    drafts = [machine.world.draft()]
    plan = saved(machine.world.machine("a"), drafts)
    return carry_out(machine, plan, drafts)[0]


@pytest.mark.parametrize(
    ("begins", "act", "code"),
    [
        (filling, push, "content-differs"),
        (filling, carried_out, "content-differs"),
        (amending, amend, "content-differs"),
        (amending, Machine.undo, "row-changed"),
    ],
)
def test_what_is_typed_between_pin_and_guard_while_the_laptop_sleeps_stays(
    world: World,
    begins: Callable[[World, Callable[[], object]], Machine],
    act: Callable[[Machine], Done | ItaSyncError],
    code: str,
) -> None:
    """The reply to the pin is of yesterday: nothing is written on it, and the pin is taken away."""
    machine = begins(world, lambda: world.edit(put(2, 8, 12.5)))
    assert failure(act(machine)) == (Exit.CONFLICT, code)
    (row,) = [row for row in world.box.rows(BOOK, "ITA 2566") if "จัตุรัส" in row]
    assert row[8] == 12.5
    assert world.machine("c").door().look().row_marks == {}


def test_a_saved_plan_is_not_carried_out_on_what_was_typed_meanwhile(world: World) -> None:
    """A blank that somebody filled as the report says leaves a fill, but not the one agreed."""
    total = float(str({c.header: c.value for c in world.row().cells}["คะแนนรวม"]))
    machine = filling(world, lambda: world.edit(put(2, 8, total)))
    assert failure(carried_out(machine)) == (Exit.CONFLICT, "not-agreed")


def test_a_look_that_waited_for_the_lock_or_for_a_person_is_made_anew(world: World) -> None:
    """The glance came before; the person who asked for it thought about it for an hour."""
    machine = world.machine()
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, fence="holds", epochs="yes")
        publisher = Publisher(machine.door(), journal, machine.settings, world.clock)
        glance = publisher.glance()
        world.clock.sleep(OLD + 1)
        typed(world)()
        publisher.push_all([world.draft()], glance=glance)
    assert len(world.mine()) == 1


def test_looks_that_are_all_too_slow_end_at_the_deadline(world: World) -> None:
    """Nothing is sent on them, and that is said: exit 5."""

    class Slow(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            world.clock.sleep(OLD + 1)
            return super().send(request, *args, **kwargs)

    assert failure(world.machine(adapter=Slow(world.box)).push()) == (
        Exit.UNAVAILABLE,
        "unavailable",
    )
    assert set(world.methods()) == {"GET"}


def test_a_batch_that_an_earlier_run_planned_and_never_sent_has_to_fit_what_is_seen_now(
    world: World,
) -> None:
    """The power went between two lines of the journal; then a person typed the row."""
    die(world, "after commit", 1)
    typed(world)()
    machine = world.machine()
    machine.push()
    assert len(world.mine()) == 1
    assert [batch.reason for batch in machine.batches()][:1] == [Reason.NEVER_SENT]


def test_a_batch_is_not_sent_again_on_a_look_that_is_old(world: World) -> None:
    """The laptop fell asleep over the look after which it would have been."""
    leave_open(world, applied=False)
    world.clock.sleep(NIGHT)
    machine = sleeping(world, "GET", typed(world))
    machine.push()
    assert len(world.mine()) == 1

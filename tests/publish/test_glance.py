"""A look made before the lock: what others of the same state folder wrote meanwhile is not lost."""

import pytest

from ita_sync.errors import Exit, Unavailable
from ita_sync.journal import Journal
from ita_sync.publish import Done, Publisher
from tests.promise.histories import neighbour
from tests.promise.world import Machine, World


def publisher(machine: Machine, journal: Journal) -> Publisher:
    """Return a publisher of a machine."""
    return Publisher(machine.door(), journal, machine.settings, machine.world.clock)


def test_a_glance_that_others_overtook_is_old_under_the_lock(world: World) -> None:
    """Another process of the same state folder writes between the glance and the lock.

    Nobody waits for what our own journal explains: the sheet is looked at again at once.
    """
    machine = world.machine()
    assert machine.code() == Exit.OK
    with Journal(machine.settings.state, read_only=True) as journal:
        glance = publisher(machine, journal).glance()
    assert machine.code(report=neighbour(world.report)) == Exit.OK
    third = world.report.model_copy(
        update={
            "agency": world.report.agency.model_copy(update={"code": "5360609", "name": "อื่น"}),
            "url": "https://www.third.example/ita.pdf",
        }
    )
    calls, began = len(world.methods()), world.clock.monotonic()
    with Journal(machine.settings.state) as journal:
        done = publisher(machine, journal).push(world.draft(third), glance=glance)
    assert (done.how, done.row, done.number) == ("written", 5, 3)
    assert world.methods()[calls:] == ["GET", "WRITE"]
    assert world.clock.monotonic() == began


def test_a_glance_that_is_new_is_the_look_of_the_push(world: World) -> None:
    """One read and one write; the time of the attempt is the server's."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    calls = len(world.methods())
    with Journal(machine.settings.state, read_only=True) as journal:
        glance = publisher(machine, journal).glance()
    with Journal(machine.settings.state) as journal:
        done = publisher(machine, journal).push(world.draft(neighbour(world.report)), glance=glance)
        batch = journal.batch(2)
    assert isinstance(done, Done)
    assert world.methods()[calls:] == ["GET", "WRITE"]
    assert [attempt.sent_at for attempt in batch.attempts] == [glance.snapshot.at]


def test_a_glance_gives_up_early(world: World) -> None:
    """After `look` seconds of the configuration."""
    world.fault("refused", match="read", times=None)
    machine, began = world.machine(), world.clock.now()
    with Journal(machine.settings.state, read_only=True) as journal, pytest.raises(Unavailable):
        publisher(machine, journal).glance()
    assert world.clock.now() - began <= 30

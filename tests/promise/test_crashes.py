"""The process dies at every step of a push and is started again: in the end one row stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal, State
from ita_sync.sandbox import SandboxAdapter
from tests.promise.world import World


class Crash(BaseException):
    """The machine goes dark: nothing after this line happens."""


class Fuse:
    """Counts steps and blows at one of them."""

    def __init__(self, at: int | None) -> None:
        self.at = at
        self.steps: list[str] = []

    def step(self, name: str) -> None:
        """Pass one step, or die before it."""
        self.steps.append(name)
        if len(self.steps) == self.at:
            raise Crash(name)


def journal_with(fuse: Fuse) -> type[Journal]:
    """Return a journal that can die before and after each of its commits."""

    class Mortal(Journal):
        @contextmanager
        def _transaction(self) -> Iterator[None]:
            fuse.step("before commit")
            with super()._transaction():
                yield
            fuse.step("after commit")

    return Mortal


def adapter_with(fuse: Fuse, world: World) -> SandboxAdapter:
    """Return a network on which the process can die before and after each request."""

    class Mortal(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            fuse.step(f"before {request.method}")
            try:
                return super().send(request, *args, **kwargs)
            finally:
                fuse.step(f"after {request.method}")

    return Mortal(world.box, on_wait=world.clock.sleep)


def run(world: World, at: int | None) -> Fuse:
    """Push once with a fuse; return it, blown or not."""
    fuse = Fuse(at)
    machine = world.machine(journal=journal_with(fuse), adapter=adapter_with(fuse, world))
    try:
        assert machine.code() == Exit.OK
    except Crash:
        return fuse
    assert at is None or len(fuse.steps) < at
    return fuse


FAULTS: dict[str, list[dict[str, Any]]] = {
    "clean": [],
    "reply lost": [{"name": "hang", "when": "after"}],
    "lost on the way": [{"name": "hang", "when": "before"}],
    "503, applied": [{"name": "http-503", "when": "after"}],
    "503, not applied": [{"name": "http-503", "when": "before"}],
    "late": [{"name": "late", "seconds": 100}],
    "late behind a 503": [{"name": "late-503", "seconds": 100}],
    "refused, then lost": [{"name": "http-429"}, {"name": "hang", "when": "after"}],
}


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS.keys())
def test_a_crash_at_any_step_leaves_a_state_that_the_next_run_settles(
    world: World, faults: list[dict[str, Any]]
) -> None:
    """Step by step until a push passes untouched: after each crash, one more run and one row."""
    died_at = 0
    while True:
        died_at += 1
        folder = world.folder / f"crash{died_at}"
        folder.mkdir()
        here = World(folder, world.report, world.framework)
        for fault in faults:
            here.fault(**fault)
        fuse = run(here, died_at)
        if len(fuse.steps) < died_at:
            break  # nothing died: every step has had its turn
        survivor = here.machine()
        codes = [survivor.code()]
        # A run may end before 180 s are over, and so may the next one.
        while codes[-1] == Exit.UNKNOWN and len(codes) < 3:
            codes.append(survivor.code())
        assert codes[-1] == Exit.OK, fuse.steps
        here.clock.sleep(400)  # whatever was late has landed or never will
        assert len(here.mine()) == 1, fuse.steps
        assert survivor.states()[-1] == State.WRITTEN
        assert survivor.verify()[0] == Exit.OK
        before = sum(call.write for call in here.box.calls())
        assert survivor.code() == Exit.OK
        assert sum(call.write for call in here.box.calls()) == before, (
            "a further run writes nothing"
        )
    assert died_at > 12, "a push has at least its journal commits and its two calls"


def test_two_crashes_in_a_row_are_settled_too(world: World) -> None:
    """The run that settles dies as well, at every pair of steps."""
    for first in (6, 8, 9, 10, 11):
        for second in range(1, 14):
            folder = world.folder / f"{first}-{second}"
            folder.mkdir()
            here = World(folder, world.report, world.framework)
            run(here, first)
            run(here, second)
            assert here.machine().code() == Exit.OK
            here.clock.sleep(400)
            assert len(here.mine()) == 1


def test_the_intent_is_on_disk_before_anything_is_sent(world: World) -> None:
    """Dying right before the first POST leaves an intent and an attempt that count as sent."""
    fuse = Fuse(None)
    machine = world.machine(journal=journal_with(fuse), adapter=adapter_with(fuse, world))
    assert machine.code() == Exit.OK
    post = fuse.steps.index("before POST")
    assert fuse.steps[:post].count("after commit") >= 2

    folder = world.folder / "again"
    folder.mkdir()
    here = World(folder, world.report, world.framework)
    run(here, post + 1)
    (batch,) = here.machine().batches()
    assert batch.state == State.OPEN
    assert batch.uncertain


def test_a_damaged_journal_is_exit_4_and_is_left_alone(world: World) -> None:
    """Without the journal nobody knows what was sent: nothing is written until a person looks."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    path: Path = machine.settings.state / "journal.sqlite"
    path.write_bytes(b"not a database" * 100)
    machine.knows = False
    with pytest.raises(ItaSyncError, match="journal") as caught:
        machine.push()
    assert caught.value.exit_code == Exit.CONFIG
    assert path.read_bytes().startswith(b"not a database")
    assert len(world.mine()) == 1

"""A machine that stops between its journal and the wire: a laptop that sleeps, a disk that is slow to commit."""

from typing import Any

import pytest
import requests

from ita_sync.errors import Exit
from ita_sync.journal.intents import LATENESS
from ita_sync.sandbox import SandboxAdapter
from tests.promise.world import World

PAUSE = 100.0


@pytest.mark.parametrize("fault", ["hang", "cut"])
def test_the_wait_for_an_unanswered_write_begins_when_it_left(world: World, fault: str) -> None:
    """The same batch is not sent again while the first may still be processed, however late that one was sent."""
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

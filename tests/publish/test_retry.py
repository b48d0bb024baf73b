"""Faults that pass are overcome in one run, as politely as the server asks."""

from typing import Any

import pytest

from ita_sync.errors import Exit
from ita_sync.journal import State
from ita_sync.publish import Done
from tests.promise.world import World

G, W = "GET", "WRITE"

# the fault, how it is set, the calls that the push makes
PASSING: list[tuple[str, dict[str, Any], list[str]]] = [
    ("http-503", {"when": "after"}, [G, W, G]),
    ("http-503", {"when": "before"}, [G, W, G, W]),
    ("http-500", {"when": "after"}, [G, W, G]),
    ("http-500", {"when": "before"}, [G, W, G, W]),
    ("http-408", {"when": "before"}, [G, W, G, W]),
    ("http-502-html", {"when": "before"}, [G, W, G, W]),
    ("http-502-html", {"when": "after"}, [G, W, G]),
    ("http-429", {"when": "before"}, [G, W, G, W]),
    ("http-429", {"when": "before", "retry_after": "40"}, [G, W, G, W]),
    ("truncated", {"when": "after"}, [G, W, G]),
    ("cut", {"when": "after"}, [G, W, G]),
    ("hang", {"when": "after"}, [G, W, G]),
    ("reset", {"when": "after"}, [G, W, G]),
    ("slow", {"seconds": 50}, [G, W]),
    ("slow", {"seconds": 100}, [G, W, G]),
    ("stale", {"match": "read"}, [G, W]),
    ("nothing-applied", {"when": "before"}, [G, W, G, W]),
    ("twice", {"when": "before"}, [G, W]),
    ("refused", {"when": "before"}, [G, W, G, W]),
    ("http-503", {"match": "read"}, [G, G, W]),
    ("refused", {"match": "read"}, [G, G, W]),
    ("http-429", {"match": "read", "retry_after": "7"}, [G, G, W]),
    ("truncated", {"match": "read"}, [G, G, W]),
]


@pytest.mark.parametrize(
    ("name", "how", "calls"), PASSING, ids=lambda v: str(v) if isinstance(v, str) else ""
)
def test_a_passing_fault_is_overcome_in_one_run(
    world: World, name: str, how: dict[str, Any], calls: list[str]
) -> None:
    """The push ends with one row, the expected calls, and a journal that says so."""
    world.fault(name, **how)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert len(world.mine()) == 1
    assert world.methods() == calls
    assert machine.states() == [State.WRITTEN]
    assert machine.verify()[0] == Exit.OK


def test_retry_after_is_honoured_in_seconds_and_as_a_date(world: World) -> None:
    """The next call comes no sooner than the server asked."""
    for retry_after in ("45", "Tue, 14 Nov 2023 22:14:05 GMT"):
        world.box.reset()
        world.clock.at = 1_700_000_000.0  # 22:13:20 GMT
        world.__post_init__()
        world.fault("http-429", retry_after=retry_after)
        assert world.machine(retry_after[:2]).code() == Exit.OK
        refused = next(call for call in world.box.calls() if call.fault)
        following = next(call for call in world.box.calls() if call.seq > refused.seq)
        assert following.at - refused.at >= 45

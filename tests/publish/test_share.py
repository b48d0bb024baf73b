"""How rows are shared out among batches, by count and by size; where each will stand."""

import json
from collections.abc import Sequence

import pytest

from ita_sync.journal import Draft, Journal
from ita_sync.publish import Plan, Publisher, pushing
from ita_sync.publish.bodies import writes
from ita_sync.publish.share import Calls, batches, fitting, places
from tests.promise.edits import insert
from tests.promise.world import BOOK, Machine, World
from tests.publish.batches import agencies


def planned(machine: Machine, drafts: Sequence[Draft]) -> list[Plan]:
    """Return the plans of many drafts, none of which is refused."""
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, machine.time)
        plans = [plan for plan in publisher.plan_all(drafts) if isinstance(plan, Plan)]
    assert len(plans) == len(drafts)
    return plans


def size(plans: Sequence[Plan]) -> int:
    """Return the bytes of requests as they are sent: UTF-8, no blanks."""
    body = {"requests": writes(plans)}
    return len(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def test_a_batch_is_as_large_as_its_bytes_allow(world: World) -> None:
    """The next row would not have gone in; one always does; the count has its own limit."""
    plans = planned(world.machine(), [world.draft(each) for each in agencies(world, 9)])
    for most in range(1, 9):
        limit = size(plans[:most])
        assert fitting(plans, 99, limit) == most
        assert fitting(plans, 99, limit - 1) == max(1, most - 1)
    assert fitting(plans, 4, 10**9) == 4
    assert fitting(plans, 99, 1) == 1
    assert batches(plans, 4, 10**9) == 3
    assert batches(plans, 99, size(plans[:2])) == 5
    assert batches([], 99, 1) == 0


def test_a_row_of_ordinary_length_leaves_a_province_in_one_batch(world: World) -> None:
    """143 reports are far below a batch's size, which is below the 2 MB that Google advises.

    And all 8,323 agencies of the country fit into six.
    """
    plans = planned(world.machine(), [world.draft(each) for each in agencies(world, 11)])
    a_row = (size(plans) - size(plans[:1])) / 10
    assert 143 * a_row < pushing.MAX_BYTES / 2
    assert 8323 * a_row < 6 * pushing.MAX_BYTES
    assert 6 * pushing.MAX_ROWS > 8323
    assert pushing.MAX_BYTES < 2_000_000 - 100_000
    assert pushing.MAX_ROWS * len(writes(plans[:1])) < 100_000 / 10


def test_rows_are_written_in_as_many_batches_as_their_bytes_take(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is announced is what it takes; every body is within the limit."""
    machine, reports = world.machine(), agencies(world, 7)
    drafts = [world.draft(report) for report in reports]
    plans = planned(machine, drafts)
    monkeypatch.setattr(pushing, "MAX_BYTES", size(plans[:3]))
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, fence="holds", epochs="yes")
        announced = Publisher(machine.door(), journal, machine.settings, machine.time).calls(plans)
    world.box.clear_calls()
    machine.push_all(drafts)
    assert [len(batch.changes) for batch in machine.batches()] == [3, 3, 1]
    assert (world.methods().count("GET"), world.methods().count("WRITE")) == (3, 3)
    assert announced == Calls(3, 3)
    assert [len(world.mine(report)) for report in reports] == [1] * 7


def test_each_plan_knows_where_its_row_will_stand(world: World) -> None:
    """Also where others go in above: as the push then says."""
    machine, reports = world.machine(), agencies(world, 4)
    assert machine.push(reports[1])
    world.edit(insert("ROWS", 2))
    drafts = [world.draft(report) for report in reports]
    rows = places(planned(machine, [*drafts, drafts[0]]))
    outcomes = machine.push_all(drafts)
    assert [rows[draft.row.key.identity] + 1 for draft in drafts] == [
        getattr(each, "row", None) for each in outcomes
    ]

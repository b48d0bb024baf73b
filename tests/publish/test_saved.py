"""A saved plan: whole, fresh, and without anything that nobody needs to know."""

import json
from pathlib import Path
from typing import Any

import pytest

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.files import PRIVATE, WINDOWS
from ita_sync.publish import HOURS, Saved
from tests.promise.world import START, World
from tests.publish.batches import agencies
from tests.publish.test_share import planned


def saved(world: World, count: int = 2) -> Saved:
    """Return a plan of the reports of so many agencies."""
    machine = world.machine()
    plans = planned(machine, [world.draft(report) for report in agencies(world, count)])
    made = [(plan, f"{at:064x}") for at, plan in enumerate(plans)]
    return Saved.of(made, machine.settings, world.clock.now(), restore=False)


def refused(path: Path) -> ItaSyncError:
    """Return why a plan is not taken."""
    with pytest.raises(ItaSyncError) as error:
        Saved.load(path)
    return error.value


def test_a_plan_is_read_as_it_was_written(world: World, tmp_path: Path) -> None:
    """For its owner alone; one row for one key, however often its report was named."""
    plan, path = saved(world), tmp_path / "plan.json"
    plan.write(path)
    assert Saved.load(path) == plan
    assert Saved.is_at(path)
    assert WINDOWS or path.stat().st_mode & 0o777 == PRIVATE
    assert [(item.action, item.at) for item in plan.items] == [("add", 3), ("add", 4)]
    machine = world.machine()
    (twice,) = planned(machine, [world.draft()])
    again = Saved.of([(twice, ""), (twice, "")], machine.settings, START, restore=True)
    assert (len(again.items), again.restore) == (1, True)


def test_a_plan_holds_no_content_of_a_report(world: World, tmp_path: Path) -> None:
    """Keys, paths, digests and times: nothing else."""
    saved(world).write(tmp_path / "plan.json")
    text = (tmp_path / "plan.json").read_text("utf-8")
    row = world.row(agencies(world, 1)[0])
    told = [str(cell.value) for cell in row.cells if not cell.key and cell.value is not None]
    assert [value for value in told if len(value) > 4 and value in text] == []
    assert set(json.loads(text)) == {
        *("kind", "schema_version", "made_at", "seen_at", "aim", "restore", "this_tab", "items"),
        "digest",
    }


@pytest.mark.parametrize(
    "edit",
    [
        lambda plan: plan["items"][0].update(action="fill"),
        lambda plan: plan["items"].pop(),
        lambda plan: plan.update(restore=True),
        lambda plan: plan.update(made_at="2099-01-01T00:00:00Z"),
        lambda plan: plan["aim"].update(tab="x"),
        lambda plan: plan.update(schema_version=[]),
        lambda plan: plan.update(hint="x"),
        lambda plan: plan.pop("items"),
    ],
)
def test_an_edited_plan_is_refused_in_words(world: World, tmp_path: Path, edit: Any) -> None:
    """Whatever was edited; it is still known for a plan, so that a new one may replace it."""
    path = tmp_path / "plan.json"
    saved(world).write(path)
    content = json.loads(path.read_text("utf-8"))
    edit(content)
    path.write_text(json.dumps(content), "utf-8")
    error = refused(path)
    assert (error.code, error.exit_code) == ("plan-edited", Exit.CONFLICT)
    assert "was changed after it was made" in str(error.what)
    assert Saved.is_at(path)


@pytest.mark.parametrize("version", [0, 2])
def test_a_plan_of_another_version_is_named_as_one(
    world: World, tmp_path: Path, version: int
) -> None:
    """Whatever else such a plan says; a new one may take its place."""
    path = tmp_path / "plan.json"
    content = json.loads(saved(world).model_dump_json()) | {"schema_version": version}
    path.write_text(json.dumps({**content, "later": 1}), "utf-8")
    error = refused(path)
    assert (error.code, error.exit_code) == ("plan-unreadable", Exit.CONFIG)
    assert f": it is a plan of version {version}, and this" in str(error.what)
    assert Saved.is_at(path)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"kind": 1}', "\0", '"x"', "1" * 9999])
def test_what_is_no_plan_is_refused_in_words(tmp_path: Path, content: str | None) -> None:
    """A missing file, too."""
    path = tmp_path / "plan.json"
    if content is not None:
        path.write_text(content, "utf-8")
    error = refused(path)
    assert (error.code, error.exit_code) == ("plan-unreadable", Exit.CONFIG)
    assert not Saved.is_at(path)


@pytest.mark.parametrize(
    ("here", "server", "fresh"),
    [
        (HOURS * 3600, HOURS * 3600, True),
        (HOURS * 3600 + 1, None, False),
        (0, HOURS * 3600 + 1, False),  # our clock stood still, or was set back
        (-999_999, HOURS * 3600 + 1, False),
        (HOURS * 3600 + 1, 0, False),
        (-999_999, None, True),  # the server's clock is asked next
    ],
)
def test_a_plan_expires_by_the_clock_that_went_furthest(
    world: World, here: float, server: float | None, *, fresh: bool
) -> None:
    """After a day, whichever clock says so."""
    plan = saved(world)
    seen = None if server is None else START + server
    if fresh:
        plan.require_fresh(START + here, seen)
        return
    with pytest.raises(ItaSyncError) as error:
        plan.require_fresh(START + here, seen)
    assert (error.value.code, error.value.exit_code) == ("plan-expired", Exit.CONFLICT)

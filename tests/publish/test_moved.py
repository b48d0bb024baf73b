"""A saved plan is carried out exactly, or refused: what moved since, and whether it matters."""

from dataclasses import replace

import pytest

from ita_sync.errors import Exit, ItaSyncError, NotSignedOff, ReportError
from ita_sync.i18n import T
from ita_sync.journal import Draft, Journal
from ita_sync.publish import Done, Publisher, Saved, moved_report, moved_target
from tests.promise.edits import copy_tab, delete_row, insert
from tests.promise.histories import amended
from tests.promise.world import BOOK, START, Machine, World
from tests.publish.batches import agencies
from tests.publish.test_pushing import codes, open_batch, times
from tests.publish.test_share import planned


def saved(machine: Machine, drafts: list[Draft]) -> Saved:
    """Return the plan of a dry run."""
    made = [(plan, "file") for plan in planned(machine, drafts)]
    return Saved.of(made, machine.settings, machine.time.now(), restore=False)


def carry_out(machine: Machine, plan: Saved, drafts: list[Draft]) -> list[Done | ItaSyncError]:
    """Carry out a plan."""
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, fence="holds", epochs="yes")
        publisher = Publisher(
            machine.door(),
            journal,
            machine.settings,
            machine.time,
            lambda said: machine.said.append(str(said)),
        )
        return publisher.push_saved(plan, drafts)


def refusal(machine: Machine, plan: Saved, drafts: list[Draft]) -> ItaSyncError:
    """Return why a plan is not carried out; nothing is written."""
    writes = machine.world.methods().count("WRITE")
    with pytest.raises(ItaSyncError) as error:
        carry_out(machine, plan, drafts)
    assert machine.world.methods().count("WRITE") == writes
    return error.value


def test_a_plan_is_carried_out_in_one_read_and_one_write(world: World) -> None:
    """And again: what stands is no change that matters, so a second run does what is left."""
    machine, reports = world.machine(), agencies(world, 3)
    drafts = [world.draft(report) for report in reports]
    plan = saved(machine, drafts)
    world.box.clear_calls()
    assert codes(carry_out(machine, plan, drafts)) == ["written"] * 3
    assert world.methods() == ["GET", "WRITE"]
    assert machine.said == []
    world.edit(delete_row(4))
    assert codes(carry_out(world.machine("b"), plan, drafts)) == ["already", "already", "written"]
    assert times(world, *reports) == [1] * 3


def test_a_row_that_moved_does_not_matter_and_is_said(world: World) -> None:
    """Rows were inserted above: it goes where it belongs now."""
    machine, drafts = world.machine(), [world.draft(each) for each in agencies(world, 1)]
    plan = saved(machine, drafts)
    world.edit(insert("ROWS", 0, 2))
    (done,) = carry_out(machine, plan, drafts)
    assert isinstance(done, Done)
    assert done.row == 5
    assert machine.said == [
        "report.yaml (5360700 / 2566): row 5 by now, not 3: that does not matter"
    ]


def test_a_row_that_changed_is_named_and_nothing_of_the_plan_is_done(world: World) -> None:
    """Other content under a key of the plan; a row that stood and is gone; another tab."""
    machine, reports = world.machine(), agencies(world, 3)
    drafts = [world.draft(report) for report in reports]
    assert machine.push(reports[2])
    plan = saved(machine, drafts)
    assert world.machine("b").push(amended(reports[0]))
    error = refusal(machine, plan, drafts)
    assert (error.code, error.exit_code) == ("plan-moved", Exit.CONFLICT)
    assert str(error.what) == "The plan does not hold any more, and nothing of it was done."
    assert [str(each) for each in error.details] == [
        (
            "report.yaml (5360700 / 2566): The sheet already has a row for 5360700 / 2566, with "
            "other content."
        )
    ]
    world.edit(delete_row(3))
    world.edit(delete_row(2))
    error = refusal(world.machine("c"), plan, drafts)
    assert [str(each) for each in error.details] == [
        (
            "report.yaml (5360702 / 2566): the sheet changed, and needs something else than the "
            "plan says"
        )
    ]
    assert times(world, *reports) == [0] * 3


def test_another_tab_is_another_plan(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """By Google's number for it: a tab that was renamed is the same."""
    drafts = [world.draft(each) for each in agencies(world, 1)]
    plan = saved(world.machine(), drafts)
    world.edit(copy_tab(7, "zwei"))
    elsewhere = plan.aim.model_copy(update={"gid": 7})
    error = refusal(world.machine(), plan.model_copy(update={"aim": elsewhere}), drafts)
    assert [str(each) for each in error.details] == ["The tab is another one than ITA 2566 by now."]


def test_an_open_attempt_is_settled_by_the_plan_as_by_any_push(world: World) -> None:
    """An interrupted plan is carried on with, not refused."""
    reports = agencies(world, 3)
    drafts = [world.draft(report) for report in reports]
    plan = saved(world.machine(), drafts)
    machine = open_batch(world, *reports, applied=True)
    assert codes(carry_out(machine, plan, drafts)) == ["written"] * 3
    assert times(world, *reports) == [1] * 3


def test_a_plan_expires_by_the_server_too(world: World) -> None:
    """A clock that stood still here says nothing about there."""
    machine, drafts = world.machine(), [world.draft()]
    plan = saved(machine, drafts)
    world.clock.sleep(25 * 3600)
    assert refusal(machine, plan, drafts).code == "plan-expired"
    assert plan.made_at.timestamp() == START


REFUSALS = [
    (lambda d: replace(d, signoff_digest="other"), "file", Exit.NOT_SIGNED, "its sign-off"),
    (lambda d: d, "changed", Exit.CONFLICT, "the report file changed"),
    (
        lambda _: NotSignedOff("signoff-void", T("void"), next_step=T("sign")),
        "file",
        Exit.NOT_SIGNED,
        "void",
    ),
    (
        lambda _: ReportError("report-missing", T("gone"), next_step=T("find it")),
        "",
        Exit.CONFLICT,
        "gone",
    ),
]


@pytest.mark.parametrize(("change", "file", "exit_", "words"), REFUSALS)
def test_a_report_that_changed_is_named(
    world: World, change: object, file: str, exit_: Exit, words: str
) -> None:
    """Its file, its sign-off, and what makes it unfit."""
    draft = world.draft()
    (item,) = saved(world.machine(), [draft]).items
    assert moved_report(item, draft, "file") == []
    assert callable(change)
    (moved,) = moved_report(item, change(draft), file)
    assert (moved.exit, words in str(moved.text)) == (exit_, True)


def test_a_report_with_another_row_or_key_is_named(world: World) -> None:
    """Content first: whatever else changed with it follows from that."""
    draft = world.draft()
    (item,) = saved(world.machine(), [draft]).items
    other = world.draft(amended(world.report))
    (moved,) = moved_report(item, other, "changed")
    assert "its row has other content by now" in str(moved.text)
    (moved,) = moved_report(item, world.draft(agencies(world, 1)[0]), "changed")
    assert "its key is 5360700 / 2566 by now, not 5360601 / 2566" in str(moved.text)


def test_another_spreadsheet_or_mapping_is_named(world: World) -> None:
    """The configuration as a whole may change; what the rows depend on may not."""
    machine = world.machine()
    plan, chosen = saved(machine, [world.draft()]), machine.settings
    assert moved_target(plan, chosen) == []
    other = replace(chosen, target=chosen.target.model_copy(update={"spreadsheet": "x"}))
    assert [str(each.text) for each in moved_target(plan, other)] == [
        f"The plan is for the spreadsheet {chosen.target.spreadsheet}; the configuration names x."
    ]
    other = replace(chosen, columns=chosen.columns[::-1])
    assert [str(each.text) for each in moved_target(plan, other)] == [
        "The columns of the configuration changed."
    ]

"""What was written is taken back: only ours, only where it stands as we wrote it."""

from dataclasses import replace
from typing import Any

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal, Kind
from ita_sync.publish import Done, Publisher
from tests.promise.edits import delete_row, grid, insert, put
from tests.promise.histories import amended, neighbour
from tests.promise.outcomes import failure, words_of
from tests.promise.world import BOOK, TAB, Machine, World
from tests.publish.test_rewriting import before_write


def how(outcome: object) -> str:
    """Return how a push or an undo ended well."""
    assert isinstance(outcome, Done), outcome
    return outcome.how


def test_a_row_that_we_added_is_taken_away(world: World) -> None:
    """The whole row, as nothing else stands in it; the rows around it are as they were."""
    before = world.box.rows(BOOK, TAB)
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert how(machine.undo()) == "taken"
    assert world.box.rows(BOOK, TAB) == before
    assert [change.kind for change in machine.changes()] == [Kind.ADD, Kind.TAKE]
    assert machine.verify() == (Exit.OK, [])
    assert failure(machine.undo()) == (Exit.CONFLICT, "nothing-to-undo")
    assert how(machine.push()) == "written"


def test_what_people_typed_beside_a_row_of_ours_stays(world: World) -> None:
    """Our cells are emptied, the row is left."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    before = world.box.rows(BOOK, TAB)
    world.edit(put(2, 20, "เรียบร้อย"))
    assert how(machine.undo()) == "taken"
    after = world.box.rows(BOOK, TAB)
    assert len(after) == len(before)
    assert [value for value in after[2] if value not in (None, "")] == ["เรียบร้อย"]


def test_a_filled_row_keeps_what_was_listed(world: World) -> None:
    """And can be filled again."""
    world.edit(put(2, 0, "๕๓๖๐๖๐๑"), put(2, 1, "ทต.จัตุรัส"))
    before = world.box.rows(BOOK, TAB)
    machine = world.machine()
    assert how(machine.push()) == "filled"
    assert how(machine.undo()) == "taken"
    after = world.box.rows(BOOK, TAB)
    assert [[v for v in row if v not in (None, "")] for row in after] == [
        [v for v in row if v not in (None, "")] for row in before
    ]
    assert how(machine.push()) == "filled"


def test_an_amendment_is_taken_back_and_then_the_row(world: World) -> None:
    """One after the other, as they came; the former content stands again in between."""
    machine = world.machine()
    assert how(machine.push()) == "written"
    first = world.mine()
    report = amended(world.report)
    assert how(machine.push(report)) == "amended"
    assert world.mine() != first
    assert how(machine.undo()) == "undone"
    assert world.mine() == first
    assert machine.verify()[0] == Exit.OK
    assert how(machine.push()) == "already"
    assert how(machine.push(report)) == "amended"
    assert [how(machine.undo()), how(machine.undo())] == ["undone", "taken"]
    assert world.mine() == []


def test_a_row_that_a_person_changed_is_not_taken_back(world: World) -> None:
    """Nor one that was removed, or that people typed and we only found."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(2, 8, 12.5))
    assert failure(machine.undo()) == (Exit.CONFLICT, "row-changed")
    world.edit(put(2, 8, 78.41))
    other = world.machine("b")
    assert how(other.push()) == "already"
    assert failure(other.undo()) == (Exit.CONFLICT, "not-ours")
    world.edit(delete_row(2))
    assert failure(machine.undo()) == (Exit.CONFLICT, "row-removed")


def test_what_people_type_beside_the_row_meanwhile_stays(world: World) -> None:
    """The reply to the pin shows it: the row is not taken away any more, only our cells are."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    adapter = world.meddling(put(2, 19, "เรียบร้อย"))
    assert how(world.machine("a", adapter=adapter).undo()) == "taken"
    assert [value for value in world.box.rows(BOOK, TAB)[2] if value not in (None, "")] == [
        "เรียบร้อย"
    ]


def test_a_push_after_a_row_was_taken_away_unheard_writes_it_again(world: World) -> None:
    """The answer was lost, and the next run is a push: what is wanted now is the row."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    world.fault("cut", match="write", skip=1, when="after")
    world.fault("http-403", match="read", skip=2)
    assert isinstance(machine.undo(), ItaSyncError)
    assert how(machine.push()) == "written"
    assert len(world.mine()) == 1


def test_a_row_inserted_between_pin_and_guard_keeps_the_batch_off(world: World) -> None:
    """It is planned anew, and lands on the row that is ours."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    others = [row for row in world.box.rows(BOOK, TAB) if row not in world.mine()]
    meddling = world.machine("a", adapter=world.meddling(insert("ROWS", 1, 2)))
    assert how(meddling.push(amended(world.report))) == "amended"
    after = world.box.rows(BOOK, TAB)
    assert all(row in after for row in others)
    assert len(world.mine()) == 1


def test_a_report_signed_before_its_row_was_taken_back_does_not_write_it_anew(
    world: World,
) -> None:
    """A scheduled push would undo the decision; a newer one, or a person, writes it."""
    machine, key = world.machine(), world.row().key.identity
    early, late, last = ({"recorded_at": f"2026-11-0{day}T00:00:00+00:00"} for day in (1, 2, 3))
    assert how(machine.push_all([replace(world.draft(), signoff=early)])[0]) == "written"
    with Journal(machine.settings.state) as journal:
        publisher = Publisher(machine.door(), journal, machine.settings, machine.time)
        _, wish = publisher.wish(key, publisher.look().sheet_id)
        (taken,) = publisher.push_all([replace(wish, signoff=late)])
        assert how(taken) == "taken"
        (planned,) = publisher.plan_all([replace(world.draft(), signoff=early)])
    assert isinstance(planned, ItaSyncError)
    (again,) = machine.push_all([replace(world.draft(), signoff=early)])
    assert failure(again) == (Exit.CONFLICT, planned.code) == (Exit.CONFLICT, "taken-back")
    assert world.mine() == []
    assert how(machine.push_all([replace(world.draft(), signoff=last)])[0]) == "written"
    assert how(machine.undo()) == "taken"
    restored = machine.push_all([replace(world.draft(), signoff=early)], restore=True)
    assert how(restored[0]) == "written"


def taking_away(world: World, *edits: dict[str, Any], number: int = 2) -> Machine:
    """Return a machine whose row stands, and whose undo meets people before its n-th write."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    with Journal(machine.settings.state) as journal:
        journal.remember(BOOK, guards="yes")
    return world.machine("a", adapter=before_write(world, number, lambda: world.edit(*edits)))


def test_a_row_cut_away_from_under_its_mark_is_not_said_to_be_taken(world: World) -> None:
    """Its mark stays on the blank row, which is deleted; ours stands below, and it is said so."""
    goal = {"sheetId": 0, "rowIndex": 8, "columnIndex": 0}
    machine = taking_away(world, {"cutPaste": {"source": grid(2, 3), "destination": goal}})
    code, slug, what, written, next_step, details = words_of(machine.undo())
    assert (code, slug) == (Exit.CONFLICT, "row-left")
    assert what == (
        "5360601 / 2566 was taken back in tab ITA 2566, but as many rows name it as before."
    )
    assert written == "One row was deleted, or our cells in it emptied; no other cell was changed."
    assert details == ["Row 3 was deleted.", "Rows: 8"]
    assert "delete by hand what is left of 5360601 / 2566" in next_step
    assert len(world.mine()) == 1


def test_a_sort_of_the_names_alone_before_a_row_is_taken_away_is_said(world: World) -> None:
    """What named the neighbour went with our figures; our name is left in its place."""
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    order = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    names = {"sheetId": 0, "startRowIndex": 2, "endRowIndex": 4, "startColumnIndex": 0}
    sort = {"sortRange": {"range": names | {"endColumnIndex": 4}, "sortSpecs": order}}
    machine = taking_away(world, sort)
    code, slug, *_ = words_of(machine.undo())
    assert (code, slug) == (Exit.CONFLICT, "row-left")


def test_a_row_taken_away_that_nobody_could_look_after_is_said_to_be_so(world: World) -> None:
    """The mark tells that the row went; whether it still was ours, no answer showed."""
    machine = taking_away(world, put(8, 18, "ตรวจแล้ว"))
    world.fault("http-403", match="read", skip=2, times=None)
    outcome = machine.undo()
    assert how(outcome) == "taken"
    assert isinstance(outcome, Done)
    assert "What is left in the tab could not be looked at" in str(outcome.warnings)


def test_a_row_cut_away_while_the_answer_is_lost_is_told_by_the_next_run(world: World) -> None:
    """It finds the batch written, and the row where people had put it."""
    goal = {"sheetId": 0, "rowIndex": 8, "columnIndex": 0}
    machine = taking_away(world, {"cutPaste": {"source": grid(2, 3), "destination": goal}})
    world.fault("cut", match="write", skip=2, when="after")  # the pin, the cut, the write
    world.fault("http-403", match="read", skip=2)
    key, decision = world.row().key.identity, {"recorded_at": "2026-11-02T00:00:00+00:00"}
    outcomes = []
    for door in (machine.door(), world.machine().door()):
        with Journal(machine.settings.state) as journal:
            publisher = Publisher(door, journal, machine.settings, machine.time)
            _, wish = publisher.wish(key, publisher.look().sheet_id, decision)
            outcomes += publisher.push_all([replace(wish, signoff=decision)])
    assert isinstance(outcomes[0], ItaSyncError)
    assert failure(outcomes[1]) == (Exit.CONFLICT, "row-left")
    assert how(world.machine().push()) == "already"

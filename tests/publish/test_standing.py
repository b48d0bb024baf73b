"""How a row stands in the sheet, and what is said of it."""

import shlex
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import How, Observation, Reason, State
from ita_sync.publish import Done, View, conflict, stand
from tests.promise.edits import delete_cells, delete_row, insert, merge, put
from tests.promise.histories import clear_mark, leave_open, neighbour, with_settings
from tests.promise.outcomes import KEY, ONCE, RESTORE, failure, words_of
from tests.promise.world import BOOK, START, TAB, Machine, World

# our mark is there


def test_a_header_changed_between_look_and_write_is_exit_7_and_says_the_row_is_there(
    world: World,
) -> None:
    """The row is there, but nobody can read it under a header that is gone."""
    machine = world.machine(adapter=world.meddling(put(1, 8, "คะแนน (ใหม่)")))
    outcome = machine.push()
    assert failure(outcome) == (Exit.CONFLICT, "row-header")
    assert isinstance(outcome, ItaSyncError)
    assert str(outcome.written) == "The row was written, once."
    assert len(world.mine()) == 1
    again = world.machine().push()
    assert failure(again) == (Exit.CONFLICT, "row-header")
    assert isinstance(again, ItaSyncError)
    assert str(again.written) == ONCE
    world.edit(put(1, 8, "คะแนนรวม"))
    assert world.machine().code() == Exit.OK
    assert world.machine().states() == [State.WRITTEN]
    assert len(world.mine()) == 1


def test_a_row_removed_between_write_and_settle_is_exit_7_and_not_brought_back(
    world: World,
) -> None:
    """Our mark is there without the row, so a person removed it.

    Only a person can have it written again.
    """
    leave_open(world, applied=True)
    world.edit(delete_row(2))
    machine = world.machine()
    for written in ("The row was written, once.", ONCE):
        outcome = words_of(machine.push())
        assert (outcome[1], outcome[3]) == ("row-removed", written)
    assert world.mine() == []
    assert machine.verify()[0] == Exit.CONFLICT
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_cells_under_other_headers_are_reported_as_misplaced(world: World) -> None:
    """A late batch lands after a person inserted a column: exit 7 and no second row.

    So it stays until a person puts the cells right.
    """
    world.fault("late", seconds=350)
    world.fault("http-503", match="read", skip=1, times=None)
    machine = world.machine()
    assert machine.code() == Exit.UNKNOWN
    world.box.clear_faults()
    world.edit(insert("COLUMNS", 0))
    world.clock.sleep(100)
    assert len(world.mine()) == 1
    assert failure(machine.push()) == (Exit.CONFLICT, "row-misplaced")
    assert failure(machine.push(restore=True)) == (Exit.CONFLICT, "row-misplaced")
    assert len(world.mine()) == 1
    moved = world.box.rows(BOOK, TAB)[2]
    world.edit(
        *(put(2, c + 1, v) for c, v in enumerate(moved) if v is not None), delete_cells(2, 0)
    )
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK


def test_a_doubled_key_is_exit_7_for_push_and_verify(world: World) -> None:
    """Somebody copied the row."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    row = world.box.rows(BOOK, TAB)[2]
    world.edit(insert("ROWS", 3), *(put(3, c, v) for c, v in enumerate(row) if v is not None))
    assert failure(machine.push()) == (Exit.CONFLICT, "row-doubled")
    assert machine.verify()[0] == Exit.CONFLICT


# advice, followed to the letter


def put_back(world: World, machine: Machine) -> None:
    """Undo what was done to the sheet, cell by cell, as a person would."""
    (change,) = machine.changes()
    for at, cell in enumerate(change.row.cells):
        value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
        if value is not None:
            world.edit(put(2, at, value))


@pytest.mark.parametrize(
    ("how", "code", "edits"),
    [
        (How.CHANGED, "row-changed", [put(2, 8, 87.41)]),
        (How.EDITED, "row-edited", [put(2, 0, "5360610")]),
        (How.EDITED, "row-edited", [put(2, 4, 2556)]),
        (How.EDITED, "row-edited", [delete_cells(2, 4)]),
    ],
)
def test_a_cell_that_was_changed_is_mended_by_writing_it_back(
    world: World, how: How, code: str, edits: list[dict[str, Any]]
) -> None:
    """`verify` says so, then that all is well; a push writes nothing before or after."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(*edits)
    _, (stood,) = machine.verify()
    assert failure(stood.problem) == (Exit.CONFLICT, code)  # type: ignore[arg-type] # there is one
    assert machine.changes()[0].seen == Observation(START, 1, how, (2,))
    for restore in (False, True):
        assert isinstance(machine.push(restore=restore), ItaSyncError)
    assert len(world.box.rows(BOOK, TAB)) == 5
    put_back(world, machine)
    assert machine.verify()[0] == Exit.OK
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"


def test_a_row_that_was_removed_comes_back_with_restore(world: World) -> None:
    """As the message says, with the report as it is typed from here."""
    report = world.folder / "report 2566.yaml"
    report.write_text("", "utf-8")
    draft, machine = replace(world.draft(), path=str(report)), world.machine()
    machine.push_all([draft])
    world.edit(delete_row(2))
    _, (stood,) = machine.verify()
    assert stood.problem is not None
    command = f"`ita-sync push --restore {shlex.quote(str(report))}`"
    assert command in str(stood.problem.next_step)
    assert machine.changes()[0].seen == Observation(START, 1, How.REMOVED, ())
    assert machine.code(restore=True) == Exit.OK
    assert machine.verify()[0] == Exit.OK
    assert len(world.mine()) == 1


def test_a_doubled_row_is_mended_by_deleting_one(world: World) -> None:
    """As the message says, which names the rows."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    row = world.box.rows(BOOK, TAB)[2]
    world.edit(insert("ROWS", 3), *(put(3, c, v) for c, v in enumerate(row) if v is not None))
    _, (stood,) = machine.verify()
    assert words_of(stood.problem)[5] == ["Rows: 3, 4"]
    assert machine.changes()[0].seen == Observation(START, 1, How.DOUBLED, (2, 3))
    world.edit(delete_row(3))
    assert machine.verify()[0] == Exit.OK


def test_a_header_that_changed_is_mended_in_the_sheet(world: World) -> None:
    """The first way that the message names."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(1, 8, "คะแนน (ใหม่)"))
    _, (stood,) = machine.verify()
    words = words_of(stood.problem)
    assert words[1] == "row-header"
    assert words[5][0] == "The header of the sheet lacks: คะแนนรวม"
    assert machine.changes()[0].seen == Observation(START, 1, How.HEADER, ())
    world.edit(put(1, 8, "คะแนนรวม"))
    assert machine.verify()[0] == Exit.OK


def test_a_header_that_changed_is_mended_in_the_configuration(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second way: sign again and push. It finds the row and writes nothing."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(1, 8, "คะแนน (ใหม่)"))
    columns = tuple(
        c.model_copy(update={"header": "คะแนน (ใหม่)"}) if c.field == "total" else c
        for c in machine.settings.columns
    )
    machine = with_settings(machine, monkeypatch, columns=columns)
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_a_configuration_that_fits_the_sheet_no_more_is_said_as_such(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row stands as it was sent: it is the configuration that must be put right."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    columns = tuple(
        c.model_copy(update={"header": "อื่น"}) if c.field == "total" else c
        for c in machine.settings.columns
    )
    machine = with_settings(machine, monkeypatch, columns=columns)
    assert failure(machine.push()) == (Exit.CONFLICT, "header-missing")
    assert machine.verify()[0] == Exit.OK


# nobody knows whether the row ever was there


def test_a_doubt_stays_a_doubt_on_the_second_run(world: World) -> None:
    """Nobody knows whether the row ever was there: no run says that somebody removed it."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1), delete_row(2))
    machine = world.machine("a")
    for _ in range(2):
        outcome = machine.push()
        assert failure(outcome) == (Exit.CONFLICT, "row-mark-gone")
        assert isinstance(outcome, ItaSyncError)
        assert "cannot be told" in str(outcome.written)


def test_a_doubtful_row_that_turns_up_is_found_not_claimed(world: World) -> None:
    """Somebody else wrote it: the journal says found, not sent."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(clear_mark(1), delete_row(2))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-mark-gone")
    assert world.machine("b").code() == Exit.OK
    assert machine.verify()[0] == Exit.OK
    (change,) = machine.changes()
    assert (change.state, change.seen and change.seen.how) == (State.UNTOLD, How.AS_SENT)


def lose_mark(world: World, machine: Machine) -> None:
    """Leave an attempt whose mark and row are both gone at the next look."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    lookup = {"developerMetadataLookup": {"metadataId": 1}}
    world.edit({"deleteDeveloperMetadata": {"dataFilter": lookup}}, delete_row(2))
    world.clock.sleep(400)
    assert machine.verify()[0] == Exit.CONFLICT


def test_a_row_in_doubt_is_taken_for_found_when_it_is_there(world: World) -> None:
    """Mark and row were gone and a person typed the row: we do not claim it as ours."""
    machine = world.machine()
    lose_mark(world, machine)
    (batch,) = machine.batches()
    assert (batch.state, batch.reason) == (State.UNTOLD, Reason.MARK_GONE)
    assert words_of(machine.push()) == (
        Exit.CONFLICT,
        "row-mark-gone",
        (
            "The row is not in the sheet as it was sent, and it can no longer be told whether it "
            "ever was."
            f" (key: {KEY}, tab {TAB})"
        ),
        "Whether the row was written before cannot be told; this run wrote nothing more.",
        f"Look at the sheet's version history. {RESTORE}",
        [],
    )
    assert world.machine("c").code() == Exit.OK
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.number) == ("already", 1)
    (change,) = machine.changes()
    assert (change.state, change.seen and change.seen.how) == (State.UNTOLD, How.AS_SENT)


# a second row


def lay_copy(world: World, at: int, **other: str | float | None) -> None:
    """Let somebody copy the values of our row to a blank one, with others in some columns."""
    row: list[Any] = list(world.box.rows(BOOK, TAB)[2 if at > 2 else 3])
    for column, value in other.items():
        row[int(column[1:])] = value
    world.edit(*(put(at, c, v) for c, v in enumerate(row) if v is not None))


@pytest.mark.parametrize(
    "other", [{"c0": "5360610"}, {"c4": 2556}], ids=["a slip in the code", "a slip in the year"]
)
def test_a_copy_under_an_edited_key_is_told(world: World, other: dict[str, Any]) -> None:
    """By verify and push; nothing is written; once the copy is deleted, as it is said, all is well.

    The first edition was silent: the row with our key was right.
    """
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(insert("ROWS", 3))
    lay_copy(world, 3, **other)
    code, (stood,) = machine.verify()
    assert code == Exit.CONFLICT
    assert words_of(stood.problem)[1:3] == (
        "row-doubled",
        (
            "The row stands there, and its content stands in the tab once more. "
            f"(key: {KEY}, tab {TAB})"
        ),
    )
    assert stood.problem is not None
    assert any("Row 4" in str(each) for each in stood.problem.details)
    assert failure(machine.push()) == (Exit.CONFLICT, "row-doubled")
    assert len(world.box.rows(BOOK, TAB)) == 6
    world.edit(delete_row(3))
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK


def test_a_copy_above_the_header_is_told(world: World) -> None:
    """Where nobody looks for rows."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(insert("ROWS", 1))
    lay_copy(world, 1)
    code, (stood,) = machine.verify()
    assert (code, words_of(stood.problem)[1]) == (Exit.CONFLICT, "row-doubled")
    assert stood.problem is not None
    assert list(map(str, stood.problem.details)) == [
        "Row 4 has the key of the report.",
        "Rows: 2",
    ]
    assert failure(machine.push()) == (Exit.CONFLICT, "row-doubled")


def test_a_listed_row_is_not_filled_beside_a_row_above_the_header(world: World) -> None:
    """The agency has its row already, where a sort took it; both would say so at the next push."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(insert("ROWS", 1))
    lay_copy(world, 1, c15="https://www.agency.go.th/ita-2566.pdf 2565")
    world.edit(delete_row(3), insert("ROWS", 3))
    world.edit(put(3, 0, "5360601"), put(3, 4, 2566))
    before = world.box.rows(BOOK, TAB)
    outcome = world.machine("b").push()
    assert failure(outcome) == (Exit.CONFLICT, "row-doubled")
    assert isinstance(outcome, ItaSyncError)
    assert str(outcome).startswith("The row with this key is blank, wholly or in part; ")
    assert list(map(str, outcome.details)) == ["Row 4 has the key of the report.", "Rows: 2"]
    assert world.box.rows(BOOK, TAB) == before


def test_what_formulas_look_up_is_no_second_row(world: World) -> None:
    """Below the table or above it: people build forms that show a row by its key."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    shown: list[tuple[str | float, int]] = [("5360601", 0), (2566, 4)]
    for at in (0, 7):
        world.edit(*(put(at, column, value) for value, column in shown))
        for column, text in ((8, "=39.205*2"), (9, '="ต้องปรับปรุง"')):
            rows = [{"values": [{"userEnteredValue": {"formulaValue": text}}]}]
            start = {"sheetId": 0, "rowIndex": at, "columnIndex": column}
            fields = "userEnteredValue"
            world.edit({"updateCells": {"rows": rows, "start": start, "fields": fields}})
    assert machine.verify()[0] == Exit.OK
    assert machine.code() == Exit.OK


def test_last_year_s_row_of_the_agency_is_no_second_row(world: World) -> None:
    """Its scores are others, or some of them are."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(insert("ROWS", 2), insert("ROWS", 2))
    row: list[Any] = list(world.box.rows(BOOK, TAB)[4])
    scores: dict[int, Any] = {4: 2565, 5: 80.1, 6: 70.2, 7: 60.3, 8: 72.5, 11: "ชย 1/1"}
    for at in (2, 3):
        world.edit(
            *(put(at, c, scores.get(c, v)) for c, v in enumerate(row) if v is not None and c != 15)
        )
        scores[4], scores[8] = 2564, 71.5
    assert machine.verify()[0] == Exit.OK


def test_exchanged_headers_are_told_as_such(world: World) -> None:
    """No cell of ours was touched, which the cells alone do not tell."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(1, 5, "EIT"), put(1, 6, "IIT"))
    code, (stood,) = machine.verify()
    assert code == Exit.FINDINGS
    assert stood.problem is not None
    assert str(stood.problem.details[-1]) == (
        "The values under IIT, EIT have changed places. Were columns or their headers exchanged? "
        "Then change them back."
    )
    world.edit(put(1, 5, "IIT"), put(1, 6, "EIT"))
    assert machine.verify()[0] == Exit.OK


def test_a_row_that_was_moved_to_another_tab_is_named_there(world: World) -> None:
    """Where that tab was looked at, too: to write the row again would make two of it."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    other = View(machine.door().look())
    world.edit(delete_row(2))
    (change,) = machine.changes()
    for others in ((), (other,)):
        view = View(machine.door().look(), others=partial(tuple, others))
        standing = stand(change.row, view)
        assert standing.how is How.REMOVED
        problem = conflict(standing, change, view)
        assert ("stands in row 3 of tab ITA 2566 now" in str(problem.what)) is bool(others)
        assert ("--restore" in str(problem.next_step)) is not bool(others)


def test_a_code_that_a_merge_hides_was_not_moved(world: World) -> None:
    """It is gone, as people see; columns and rows are where they were."""
    machine = world.machine()
    assert machine.code() == machine.code(report=neighbour(world.report)) == Exit.OK
    world.edit(merge(2, 4, 0, 1))
    _, found = machine.verify()
    codes = [stood.problem.code for stood in found if stood.problem]
    assert codes == ["row-doubled", "row-edited"]

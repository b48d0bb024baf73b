"""The rules by which an open attempt is settled, one by one."""

from typing import Any

import pytest
import requests

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.google import fence
from ita_sync.google.sheet import quote_title
from ita_sync.journal import Reason, State
from ita_sync.publish import Done
from ita_sync.report import Report
from ita_sync.sandbox import SandboxAdapter
from tests.promise.edits import delete_cells, delete_row, insert, mark, put
from tests.promise.world import BOOK, TAB, World


def leave_open(world: World, *, applied: bool) -> None:
    """Make a push whose reply is lost and whose settling is cut short: exit 6, the intent stays open."""
    world.fault("hang", when="after" if applied else "before")
    world.fault("http-503", match="read", skip=1, times=None)
    assert world.machine().code() == Exit.UNKNOWN
    world.box.clear_faults()


def amended(report: Report) -> Report:
    """Return the report with another memo number: the same key, other content."""
    return report.model_copy(
        update={"memo": report.memo.model_copy(update={"number": "ชย 52506.2/63"})}
    )


def neighbour(report: Report) -> Report:
    """Return the report of another agency: its own code and link."""
    agency = report.agency.model_copy(update={"code": "5360602"})
    return report.model_copy(
        update={"agency": agency, "url": "https://www.neighbour.example/ita.pdf"}
    )


def failure(outcome: Done | ItaSyncError) -> tuple[Exit, str]:
    """Return exit code and slug of an expected failure."""
    assert isinstance(outcome, ItaSyncError), outcome
    return outcome.exit_code, outcome.code


def test_a_foreign_visible_mark_on_our_next_number_is_stepped_over(world: World) -> None:
    """Another program's mark is there before we look: the next free number is taken, in two calls."""
    world.edit(mark(1), mark(2))
    world.box.clear_calls()
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert [intent.number for intent in machine.intents()] == [3]
    assert world.methods() == ["GET", "WRITE"]


def test_a_foreign_mark_that_lands_between_look_and_write_closes_the_number(world: World) -> None:
    """The batch is refused.

    The mark on n is another's, so n is closed for us and n + 1 is planned afresh.
    """
    machine = world.machine(adapter=world.meddling(mark(1)))
    assert machine.code() == Exit.OK
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.TAKEN),
        (2, Reason.AS_SENT),
    ]
    assert len(world.mine()) == 1


def test_another_machine_that_is_first_by_a_moment_makes_ours_find_its_row(world: World) -> None:
    """Between our look and our write the other one writes the same report under the same number."""
    other = world.machine("b")

    class Racing(SandboxAdapter):
        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if request.method == "POST" and not world.mine():
                assert other.code() == Exit.OK
            return super().send(request, *args, **kwargs)

    machine = world.machine("a", adapter=Racing(world.box))
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"
    assert len(world.mine()) == 1


MOVES: dict[str, list[dict[str, Any]]] = {
    "rows above the header": [insert("ROWS", 0, 2)],
    "a blank row in the table": [insert("ROWS", 2)],
    "everything sorted": [
        {
            "sortRange": {
                "range": {"sheetId": 0},
                "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}],
            }
        }
    ],
}


@pytest.mark.parametrize("edits", MOVES.values(), ids=MOVES.keys())
def test_people_who_move_rows_meanwhile_cost_no_row_and_no_cell(
    world: World, edits: list[dict[str, Any]]
) -> None:
    """Our row lands once.

    If it no longer stands under the header, that is said and nothing more is written.
    """
    before = sorted(str(r) for r in world.box.rows(BOOK, TAB) if r)
    outcome = world.machine(adapter=world.meddling(*edits)).push()
    assert len(world.mine()) == 1
    if isinstance(outcome, ItaSyncError):
        assert outcome.exit_code == Exit.CONFLICT
        assert failure(world.machine().push())[0] == Exit.CONFLICT
        assert len(world.mine()) == 1
    kept = sorted(str(r) for r in world.box.rows(BOOK, TAB) if r and r not in world.mine())
    assert kept == before


def test_a_header_changed_between_look_and_write_is_exit_7_and_says_the_row_is_there(
    world: World,
) -> None:
    """The row stands, but nobody can read it under a header that is gone."""
    machine = world.machine(adapter=world.meddling(put(1, 8, "คะแนน (ใหม่)")))
    outcome = machine.push()
    assert failure(outcome) == (Exit.CONFLICT, "row-header")
    assert isinstance(outcome, ItaSyncError)
    assert "written once before" in str(outcome.written)
    assert len(world.mine()) == 1
    world.edit(put(1, 8, "คะแนนรวม"))
    assert world.machine().code() == Exit.OK
    assert world.machine().states() == [State.CONFIRMED]
    assert len(world.mine()) == 1


def test_a_private_mark_that_nobody_sees_is_closed_and_stepped_over(world: World) -> None:
    """Refused, no mark to be seen, the closing mark refused as well: the number is another project's."""
    world.box.foreign_mark(BOOK, 1)
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert [(i.number, i.reason) for i in machine.intents()] == [
        (1, Reason.UNSEEN),
        (2, Reason.AS_SENT),
    ]
    assert len(world.mine()) == 1


def test_two_machines_with_the_same_report_make_one_row(world: World) -> None:
    """Both plan number 1; the second finds the first one's mark and then its row."""
    a, b = world.machine("a"), world.machine("b")
    world.fault("late-503", seconds=5)
    assert a.code() == Exit.OK
    outcome = b.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "already"
    assert len(world.mine()) == 1
    assert a.verify()[0] == b.verify()[0] == Exit.OK


def test_a_row_removed_between_write_and_settle_is_exit_7_and_not_brought_back(
    world: World,
) -> None:
    """Our mark stands, the row does not: a person removed it, and only a person can have it written again."""
    leave_open(world, applied=True)
    world.edit(delete_row(2))
    machine = world.machine()
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert world.mine() == []
    assert machine.verify()[0] == Exit.CONFLICT
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 1
    assert machine.verify()[0] == Exit.OK


def test_a_confirmed_row_that_is_gone_is_not_brought_back_by_a_retry(world: World) -> None:
    """The design's rule: a deletion by a person stands until a person decides otherwise."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    writes = world.methods().count("WRITE")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert machine.verify()[0] == Exit.CONFLICT
    assert world.methods().count("WRITE") == writes


def test_cells_under_other_headers_are_reported_as_misplaced(world: World) -> None:
    """A late batch lands after a person inserted a column: exit 7 and no second row, until a person mends it."""
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


def test_the_number_is_closed_before_it_is_left_when_the_report_is_amended(world: World) -> None:
    """An open attempt with other content: a bare mark closes its number, then the new row gets the next one."""
    leave_open(world, applied=False)
    machine = world.machine()
    outcome = machine.push(amended(world.report))
    assert isinstance(outcome, Done)
    assert [(i.number, i.state) for i in machine.intents()] == [
        (1, State.CLOSED),
        (2, State.CONFIRMED),
    ]
    rows = world.mine()
    assert len(rows) == 1
    assert "ชย 52506.2/63" in rows[0]


def test_an_amended_report_whose_first_version_landed_is_a_conflict(world: World) -> None:
    """The open attempt turns out to be written: the same key with other content is for a person."""
    leave_open(world, applied=True)
    assert failure(world.machine().push(amended(world.report))) == (
        Exit.CONFLICT,
        "content-differs",
    )
    assert len(world.mine()) == 1


def test_a_late_batch_that_meets_the_closing_mark_never_lands(world: World) -> None:
    """Closing first is what makes leaving a number safe."""
    world.fault("late", seconds=1000)
    world.fault("http-503", match="read", skip=1, times=None)
    machine = world.machine()
    assert machine.code() == Exit.UNKNOWN
    world.box.clear_faults()
    assert machine.code(report=amended(world.report)) == Exit.OK
    world.clock.sleep(2000)
    assert len(world.mine()) == 1


def test_an_intent_whose_place_is_gone_is_closed_and_planned_afresh(world: World) -> None:
    """Rows were deleted meanwhile: the old batch would stand outside the table."""
    world.edit(put(2, 0, "4360102"), put(2, 4, 2566), put(3, 0, "5360103"), put(3, 4, 2566))
    leave_open(world, applied=False)
    world.edit(delete_row(2), delete_row(2))
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert [i.state for i in machine.intents()] == [State.CLOSED, State.CONFIRMED]
    assert outcome.row == 3


def test_a_cleared_mark_is_never_taken_for_an_open_number(world: World) -> None:
    """The mark is gone but a higher one stands: the key decides, and an absent row is not written again."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    lookup = {"dataFilter": {"developerMetadataLookup": {"metadataId": 1}}}
    world.edit({"deleteDeveloperMetadata": lookup}, delete_row(2))
    machine = world.machine("a")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-mark-gone")
    assert world.mine() == []
    assert machine.verify()[0] == Exit.CONFLICT
    assert machine.code(restore=True) == Exit.OK
    assert len(world.mine()) == 1


def test_a_cleared_mark_with_the_row_still_there_is_confirmed_by_its_key(world: World) -> None:
    """The other half of the rule."""
    leave_open(world, applied=True)
    assert world.machine("b").code(report=neighbour(world.report)) == Exit.OK
    world.edit(
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataId": 1}}}}
    )
    machine = world.machine("a")
    assert machine.code() == Exit.OK
    assert machine.states() == [State.CONFIRMED]


def test_marks_copied_with_another_number_are_not_ours(world: World) -> None:
    """The value repeats the number, so a copy is recognised."""
    assert world.machine().code() == Exit.OK
    value = world.box.spreadsheet(BOOK)["developerMetadata"][0]["metadataValue"]
    copied = fence.Mark.read({"metadataId": 77, "metadataKey": fence.KEY, "metadataValue": value})
    assert copied.kind is None
    assert fence.highest({77: copied}) == 0


def test_old_marks_are_cleared_alone_and_never_the_newest(world: World) -> None:
    """When metadata grows crowded, marks a week old go, in a request of their own."""
    long_ago = int(world.clock.now()) - fence.WEEK - 10
    value = f"{{n}} row {'0' * 16} {long_ago}"
    world.edit(*(mark(n, value.format(n=n), fence.KEY) for n in range(1, 501)))
    world.box.clear_calls()
    assert world.machine().code() == Exit.OK
    left = {m["metadataId"] for m in world.box.spreadsheet(BOOK)["developerMetadata"]}
    assert left == {500, 501}
    bodies: list[Any] = [call.body for call in world.box.calls() if call.write]
    assert {kind for request in bodies[0]["requests"] for kind in request} == {
        "deleteDeveloperMetadata"
    }
    assert len(world.mine()) == 1


def test_a_person_who_edits_our_row_is_reported_by_verify_as_a_difference(world: World) -> None:
    """Exit 1, the cell, what stands there and what was confirmed."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(2, 8, 87.41))
    code, (standing,) = machine.verify()
    assert code == Exit.FINDINGS
    assert standing.problem is not None
    assert "87.41" in str(standing.problem.details[0])
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")
    world.edit(put(2, 8, 78.41))
    assert machine.verify()[0] == Exit.OK


def test_a_doubled_key_is_exit_7_for_push_and_verify(world: World) -> None:
    """Somebody copied the row."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    row = world.box.rows(BOOK, TAB)[2]
    world.edit(insert("ROWS", 3), *(put(3, c, v) for c, v in enumerate(row) if v is not None))
    assert failure(machine.push()) == (Exit.CONFLICT, "row-doubled")
    assert machine.verify()[0] == Exit.CONFLICT


def test_an_agency_listed_beforehand_without_data_is_exit_7(world: World) -> None:
    """Pre-listed rows are not filled, and no second row is added below them."""
    world.edit(put(2, 0, "๕๓๖๐๖๐๑"), put(2, 1, "เทศบาลตำบลจัตุรัส"))
    assert failure(world.machine().push()) == (Exit.CONFLICT, "listed-beforehand")
    world.edit(put(2, 4, "๒๕๖๖"))
    assert failure(world.machine().push()) == (Exit.CONFLICT, "listed-beforehand")
    assert len(world.box.rows(BOOK, TAB)) == 4


def test_rows_are_found_wherever_people_sort_or_move_them(world: World) -> None:
    """By key, not by number: inserted rows, a moved header and a shifted table change nothing."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(insert("ROWS", 0, 3), insert("COLUMNS", 2), insert("ROWS", 5))
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.row) == ("already", 7)
    assert machine.verify()[0] == Exit.OK


def test_a_row_typed_by_hand_is_recognised_and_watched_from_then_on(world: World) -> None:
    """A lost journal or a pasted row: the same key and content is nothing to do, and verify knows it."""
    assert world.machine("a").code() == Exit.OK
    b = world.machine("b")
    assert b.code() == Exit.OK
    assert world.methods().count("WRITE") == 1
    assert [i.reason for i in b.intents()] == [Reason.FOUND]
    world.edit(put(2, 8, 1))
    assert b.verify()[0] == Exit.FINDINGS


def test_verify_settles_what_the_sheet_can_decide_and_never_writes(world: World) -> None:
    """An applied attempt is confirmed; an open one stays open with exit 6."""
    leave_open(world, applied=True)
    machine = world.machine()
    writes = world.methods().count("WRITE")
    assert machine.verify()[0] == Exit.OK
    assert machine.states() == [State.CONFIRMED]

    folder = world.folder / "open"
    folder.mkdir()
    here = World(folder, world.report, world.framework)
    leave_open(here, applied=False)
    assert here.machine().verify()[0] == Exit.UNKNOWN
    assert here.machine().states() == [State.OPEN]
    assert world.methods().count("WRITE") == writes


def test_verify_without_a_reachable_sheet_is_5_or_6(world: World) -> None:
    """Nothing open: exit 5. An attempt open: exit 6, for nobody knows."""
    world.fault("http-503", match="read", times=None)
    with pytest.raises(ItaSyncError) as caught:
        world.machine("b").verify()
    assert caught.value.exit_code == Exit.UNAVAILABLE
    world.box.clear_faults()
    leave_open(world, applied=True)
    world.fault("http-503", match="read", times=None)
    with pytest.raises(ItaSyncError) as caught:
        world.machine("a").verify()
    assert caught.value.exit_code == Exit.UNKNOWN


def test_the_end_of_the_grid_and_an_empty_table_take_a_row(world: World) -> None:
    """A tab that ends with its header needs `inheritFromBefore`."""
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 1000}
    world.edit({"deleteDimension": {"range": span}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert outcome.row == 3
    assert len(world.mine()) == 1


def test_notes_below_the_table_stay_below(world: World) -> None:
    """The new row goes under the last row of data; nothing is overwritten."""
    assert world.machine().code() == Exit.OK
    rows = world.box.rows(BOOK, TAB)
    assert rows[0] == ["แบบสรุป"]
    assert rows[-1] == ["หมายเหตุ: กรอกภายในกำหนด"]


def test_a_tab_chosen_by_gid_survives_a_new_name(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title is looked up first: one read more."""
    machine = world.machine()
    settings = machine.settings
    target = settings.target.model_copy(update={"tab": None, "gid": 0})
    changed = type(settings)(**{**vars(settings), "target": target})
    monkeypatch.setattr(type(machine), "settings", changed)
    world.edit(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "title": "ชื่อใหม่ 'ก'"},
                "fields": "title",
            }
        }
    )
    world.box.clear_calls()
    assert machine.code() == Exit.OK
    assert world.methods() == ["GET", "GET", "WRITE"]
    assert quote_title("ชื่อใหม่ 'ก'") == "'ชื่อใหม่ ''ก'''"

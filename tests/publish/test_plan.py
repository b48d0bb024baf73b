"""The plan: what a push will do, or why a person must decide first."""

from dataclasses import replace
from typing import Any

import pytest

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal
from ita_sync.publish import Done, Publisher
from tests.promise.edits import delete_cells, delete_row, insert, lay, mark, move, put
from tests.promise.histories import amended, neighbour, with_settings
from tests.promise.outcomes import (
    KEY,
    ONCE,
    RESTORE,
    Words,
    done,
    failure,
    plain,
    plan_of,
    words_of,
)
from tests.promise.world import BOOK, TAB, Machine, World

# add the row


def test_a_foreign_visible_mark_on_our_next_number_is_stepped_over(world: World) -> None:
    """Another program's mark is there before we look: we take the next number, in two calls."""
    world.edit(mark(1), mark(2))
    world.box.clear_calls()
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert [batch.number for batch in machine.batches()] == [3]
    assert world.methods() == ["GET", "WRITE"]


def test_the_end_of_the_grid_and_an_empty_table_take_a_row(world: World) -> None:
    """A tab that ends with its header needs `inheritFromBefore`."""
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 1000}
    world.edit({"deleteDimension": {"range": span}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert outcome.row == 3
    assert len(world.mine()) == 1


def test_a_filter_and_locked_ranges_are_warned_of(world: World) -> None:
    """The row may be hidden, or refused."""
    world.edit({"setBasicFilter": {"filter": {"range": {"sheetId": 0, "startRowIndex": 1}}}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert "filter" in str(outcome.warnings[0])


def test_a_warning_comes_with_the_result(world: World) -> None:
    """The warnings are those of the plan that was carried out."""
    world.edit({"setBasicFilter": {"filter": {"range": {"sheetId": 0, "startRowIndex": 1}}}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert [str(warning) for warning in outcome.warnings] == [
        "The tab has a filter: the new row may be hidden until the filter is refreshed."
    ]


# a row that is there in part, or elsewhere


def test_an_agency_listed_beforehand_is_filled(world: World) -> None:
    """No second row; what stood there stays as it was typed, and the row is ours to watch."""
    world.edit(put(2, 0, "๕๓๖๐๖๐๑"), put(2, 1, "ทต.จัตุรัส"))
    before = world.box.rows(BOOK, TAB)
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert (outcome.how, outcome.row) == ("filled", 3)
    after = world.box.rows(BOOK, TAB)
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert after[2][4:6] == [2566, 92.55]
    again = machine.push()
    assert isinstance(again, Done)
    assert again.how == "already"
    assert machine.verify()[0] == Exit.OK


def test_one_cleared_cell_of_our_row_is_a_difference_not_a_listed_agency(world: World) -> None:
    """Nobody is told to delete the row."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_cells(2, 8))
    assert failure(machine.push()) == (Exit.CONFLICT, "content-differs")


def test_cells_of_ours_that_a_person_emptied_are_filled_again_on_demand(world: World) -> None:
    """The message says how, and it works; nothing else of the row is touched."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    whole = world.mine()
    world.edit(put(2, 8, ""), put(2, 11, ""))
    code, slug, _, _, way, _ = words_of(machine.push())
    assert (code, slug, "push --restore" in way) == (Exit.CONFLICT, "content-differs", True)
    outcome = machine.push(restore=True)
    assert isinstance(outcome, Done)
    assert outcome.how == "filled"
    assert world.mine() == whole
    assert machine.verify()[0] == Exit.OK


def test_our_row_without_its_year_is_told_from_a_listed_agency(world: World) -> None:
    """Its key must be completed, not the row deleted."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_cells(2, 4))
    assert failure(machine.push()) == (Exit.CONFLICT, "key-incomplete")


def test_a_key_column_configured_anew_finds_the_row_that_is_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is as sent but not under the new key column: a person decides."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(1, 20, "รหัสใหม่"))
    columns = tuple(
        c.model_copy(update={"header": "รหัสใหม่"}) if c.field == "agency.code" else c
        for c in machine.settings.columns
    )
    assert failure(with_settings(machine, monkeypatch, columns=columns).push()) == (
        Exit.CONFLICT,
        "row-elsewhere",
    )
    assert len(world.mine()) == 1


@pytest.mark.parametrize(
    "edit",
    [insert("COLUMNS", 0), insert("ROWS", 0, 2), move("COLUMNS", 3, 0)],
    ids=["columns", "rows", "a column moved"],
)
def test_a_misplaced_row_is_seen_by_machines_that_know_nothing_of_it(
    world: World, edit: dict[str, Any]
) -> None:
    """It takes no journal to see that most of the row is in the tab already."""
    assert failure(world.machine("a", adapter=world.meddling(edit)).push()) == (
        Exit.CONFLICT,
        "row-misplaced",
    )
    assert failure(world.machine("b").push()) == (Exit.CONFLICT, "row-elsewhere")
    assert len(world.mine()) == 1


# a row that names our agency under another key


@pytest.mark.parametrize(
    ("column", "typed", "right"),
    [(0, "5360610", "5360601"), (0, "5-36-06-01", "5360601"), (4, 2565, 2566), (4, 2556, 2566)],
)
def test_our_row_under_a_mistyped_key_stops_push_and_restore(
    world: World, column: int, typed: str | float, right: str | float
) -> None:
    """On each machine; what the message says to write makes all well."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(put(2, column, typed))
    for each, restore in ((machine, False), (machine, True), (world.machine("b"), False)):
        code, slug, _, _, way, _ = words_of(each.push(restore=restore))
        assert (code, slug) == (Exit.CONFLICT, "looks-like-ours")
        assert f"{world.settings('a').columns[column].header} = {right}." in str(way)
    assert len(world.box.rows(BOOK, TAB)) == 5
    world.edit(put(2, column, right))
    assert [machine.code(), world.machine("b").code()] == [Exit.OK, Exit.OK]


def test_an_agency_listed_by_name_alone_gets_no_second_row(world: World) -> None:
    """Its code is blank, its kind in short: the code is filled, the name left as it is."""
    world.edit(put(2, 1, "ทต.จัตุรัส"), put(2, 2, "อ.จัตุรัส"))
    machine = world.machine()
    assert machine.code() == Exit.OK
    rows = world.box.rows(BOOK, TAB)
    assert (len(rows), rows[2][:3]) == (4, ["5360601", "ทต.จัตุรัส", "อ.จัตุรัส"])
    assert [machine.code(), world.machine("b").code(), machine.verify()[0]] == [Exit.OK] * 3


def test_a_row_typed_by_hand_stops_ours_until_it_is_deleted(world: World) -> None:
    """Other figures under our name: nobody can tell which are right."""
    typed: dict[int, str | float] = {1: "เทศบาลตำบลจัตุรัส", 2: "จัตุรัส", 0: "5360610", 4: 2566, 8: 71.9}
    world.edit(*(put(2, column, value) for column, value in typed.items()))
    assert failure(world.machine().push()) == (Exit.CONFLICT, "looks-like-ours")
    world.edit(delete_row(2))
    assert world.machine().code() == Exit.OK


def test_last_year_s_row_and_a_namesake_stop_nobody(world: World) -> None:
    """Same code and name under last year; same name in another district."""
    last: dict[int, str | float] = {
        0: "5360601",
        1: "เทศบาลตำบลจัตุรัส",
        2: "จัตุรัส",
        3: "ชัยภูมิ",
        4: 2565,
        8: 71.9,
    }
    other: dict[int, str | float] = {1: "เทศบาลตำบลจัตุรัส", 2: "เนินสง่า", 3: "ชัยภูมิ", 4: 2566, 8: 80.2}
    world.edit(*(put(2, column, value) for column, value in last.items()))
    world.edit(insert("ROWS", 3), *(put(3, column, value) for column, value in other.items()))
    assert world.machine().code() == Exit.OK


# a row that was removed


def test_a_confirmed_row_that_is_gone_is_not_brought_back_by_a_retry(world: World) -> None:
    """A person's deletion holds until a person decides otherwise."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    writes = world.methods().count("WRITE")
    assert failure(machine.push()) == (Exit.CONFLICT, "row-removed")
    assert machine.verify()[0] == Exit.CONFLICT
    assert world.methods().count("WRITE") == writes


def test_a_removed_row_is_reported_in_full_and_comes_back_only_when_asked_for(world: World) -> None:
    """By the dry run and by the push, in the same words."""
    machine = world.machine()
    assert machine.code() == Exit.OK
    world.edit(delete_row(2))
    removed: Words = (
        Exit.CONFLICT,
        "row-removed",
        f"The row was written, and somebody removed it. (key: {KEY}, tab {TAB})",
        ONCE,
        RESTORE,
        [],
    )
    assert words_of(plan_of(machine)) == words_of(machine.push()) == removed
    with Journal(machine.settings.state) as journal, pytest.raises(ItaSyncError) as caught:
        Publisher(machine.door(), journal, machine.settings, world.clock).push(world.draft())
    assert words_of(caught.value) == removed
    plan = plan_of(machine, restore=True)
    assert getattr(plan, "action", plan) == "add"
    assert done(machine.push(restore=True)) == Done("written", plain(world.row()), TAB, 3, 2)


# running numbers, and tabs in which only listed rows are filled


def target(machine: Machine, monkeypatch: pytest.MonkeyPatch, **parts: object) -> Machine:
    """Return a machine whose target is configured otherwise."""
    other = machine.settings.target.model_copy(update=parts)
    return with_settings(machine, monkeypatch, target=other)


def test_running_numbers_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """From row to row of one batch, in a column that nobody else of us looks at."""
    world.edit(put(1, 20, "ลำดับ"), put(2, 0, "5369999"), put(2, 4, 2566), put(2, 20, "๑"))
    machine = target(world.machine(), monkeypatch, running="ลำดับ")
    reports = [world.report, neighbour(world.report)]
    outcomes = machine.push_all([world.draft(each) for each in reports])
    assert all(isinstance(each, Done) for each in outcomes)
    rows = world.box.rows(BOOK, TAB)
    assert [row[20] for row in rows[2:5]] == ["๑", "๒", "๓"]
    assert isinstance(machine.undo(), Done)
    assert [row[20] for row in world.box.rows(BOOK, TAB)[2:4]] == ["๑", "๓"]  # the row went, too


def test_numbers_that_are_not_clear_are_left_blank_and_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row is written all the same."""
    machine = target(world.machine(), monkeypatch, running="ลำดับที่")
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert [str(each) for each in outcome.warnings] == [
        "The column ลำดับที่ is left blank: how its numbers go on is not clear."
    ]


def test_where_only_listed_rows_are_filled_none_is_added(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The agency is named, and the way out works."""
    machine = target(world.machine(), monkeypatch, mode="fill")
    before = world.box.rows(BOOK, TAB)
    assert failure(machine.push()) == (Exit.CONFLICT, "not-listed")
    assert world.box.rows(BOOK, TAB) == before
    world.edit(put(2, 0, "5360601"))
    assert machine.code() == Exit.OK


def test_a_listed_row_with_other_figures_is_left_alone(world: World) -> None:
    """What differs is shown, what is blank in one line; corrected, the row is filled."""
    world.edit(put(2, 0, "5360601"), put(2, 4, 2566), put(2, 8, 12.5))
    refused = world.machine().push()
    assert failure(refused) == (Exit.CONFLICT, "content-differs")
    assert isinstance(refused, ItaSyncError)
    differs, blank = map(str, refused.details)
    assert differs == "Row 3, คะแนนรวม: the sheet has 12.5, the report says 78.41"
    assert blank.startswith("Row 3: 13 other cells are blank: หน่วยงาน, อำเภอ, จังหวัด, IIT, EIT, ")
    world.edit(put(2, 8, 78.41))
    machine = world.machine()
    assert machine.code() == Exit.OK
    assert machine.verify()[0] == Exit.OK


def test_an_older_decision_does_not_go_over_a_newer_one(world: World) -> None:
    """Whoever has the old report pushes it in vain."""
    machine = world.machine()
    new, old = amended(world.report), world.report
    first, second = ({"recorded_at": f"2026-11-{day}T00:00:00+00:00"} for day in (1, 2))
    assert machine.push_all([replace(world.draft(old), signoff=first)])
    assert machine.push_all([replace(world.draft(new), signoff=second)])
    (outcome,) = machine.push_all([replace(world.draft(old), signoff=first)])
    assert failure(outcome) == (Exit.CONFLICT, "older-decision")
    assert machine.verify()[0] == Exit.OK


# namesakes: two agencies of one name in a province


def merged(first: int, end: int, column: int) -> dict[str, Any]:
    """Return the request that merges cells of a column."""
    area = {"sheetId": 0, "startRowIndex": first, "endRowIndex": end}
    columns = {"startColumnIndex": column, "endColumnIndex": column + 1}
    return {"mergeCells": {"range": area | columns, "mergeType": "MERGE_ALL"}}


def test_a_name_alone_fills_no_row(world: World) -> None:
    """Neither code nor district stands there: it may be a namesake's; told which, it is filled."""
    world.edit(put(2, 1, "ทต.จัตุรัส"))
    before = world.box.rows(BOOK, TAB)
    assert failure(world.machine().push()) == (Exit.CONFLICT, "listed-beforehand")
    assert world.box.rows(BOOK, TAB) == before
    world.edit(put(2, 2, "จัตุรัส"))
    assert world.machine().code() == Exit.OK


def test_a_district_that_is_merged_over_rows_counts_for_each(world: World) -> None:
    """Another one's is no row of ours; our own is filled, and nothing is hidden under the merge."""
    world.edit(
        *(insert("ROWS", 2, 2), put(2, 1, "ทต.บ้านเพชร"), put(2, 2, "เมืองชัยภูมิ")),
        *(put(3, 1, "ทต.จัตุรัส"), merged(2, 4, 2)),
    )
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.how == "written"
    assert world.box.rows(BOOK, TAB)[3][:3] == [None, "ทต.จัตุรัส"]
    other = world.machine("b")
    assert isinstance(machine.undo(), Done)
    world.edit(put(2, 2, "อ.จัตุรัส"))
    filled = other.push()
    assert isinstance(filled, Done)
    assert (filled.how, filled.row) == ("filled", 4)
    assert world.box.rows(BOOK, TAB)[3][:3] == ["5360601", "ทต.จัตุรัส", None]
    assert other.verify()[0] == Exit.OK


def test_a_heading_of_another_district_keeps_a_row_from_being_filled(world: World) -> None:
    """It is named."""
    world.edit(put(2, 0, "อำเภอภูเขียว"), put(3, 0, "5360601"))
    code, slug, what, *_ = words_of(world.machine().push())
    assert (code, slug) == (Exit.CONFLICT, "listed-elsewhere")
    assert "but row 3 says that it is of ภูเขียว" in what


def test_a_name_with_its_place_beside_it_gets_no_second_row(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the configuration has no columns for district and province."""
    machine = world.machine()
    columns = [c for c in machine.settings.columns if c.field not in _PLACES]
    machine = with_settings(machine, monkeypatch, columns=tuple(columns))
    world.edit(put(2, 1, "ทต.จัตุรัส อ.จัตุรัส จ.ชัยภูมิ"))
    assert failure(machine.push()) == (Exit.CONFLICT, "listed-beforehand")
    world.edit(put(2, 0, "5360601"))
    assert machine.code() == Exit.OK
    assert len(world.box.rows(BOOK, TAB)) == 4


_PLACES = {"agency.district", "agency.province"}


def test_a_table_of_last_year_without_a_column_of_years_is_another_table(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its title says its year: the agency's row of then is neither amended nor in the way."""
    machine = world.machine()
    columns = tuple(
        column.model_copy(update={"key": column.field == "agency.code"})
        for column in machine.settings.columns
        if column.field != "fiscal_year"
    )
    headers = [*(column.header for column in columns), ""]
    old: list[Any] = ["5360601", "เทศบาลตำบลจัตุรัส", "จัตุรัส", "ชัยภูมิ", 81.5, 80.5, 70.5, 77.5, "ผ่าน"]
    other: list[Any] = ["5360602", "เทศบาลตำบลหนองบัวใหญ่", "จัตุรัส", "ชัยภูมิ", 91.5, 90.5, 80.5, 87.5]
    world.edit(*lay(0, ["ผล ITA ปีงบประมาณ 2565"], headers, old))
    world.edit(*lay(5, ["ผล ITA ปีงบประมาณ 2566"], headers, other))
    configured = with_settings(machine, monkeypatch, columns=columns)
    outcome = configured.push()
    assert isinstance(outcome, Done), outcome
    assert outcome.row == 9
    assert configured.verify()[0] == Exit.OK
    assert [row[4] for row in world.mine()] == [81.5, 92.55]

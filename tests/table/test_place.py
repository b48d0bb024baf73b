"""Where a new row goes: to the table of its year, below its last row, above totals and notes."""

from typing import Any

import pytest

from ita_sync.config_file import Target
from ita_sync.errors import Exit, SheetConflict
from ita_sync.publish import Done
from tests.promise.edits import delete_cells, insert, lay, put, rename
from tests.promise.histories import aimed, with_settings
from tests.promise.outcomes import failure, plan_of, words_of
from tests.promise.world import BOOK, TAB, World

Line = list[Any]


def agency(code: str | None, name: str, year: int | None, *scores: float) -> Line:
    """Return the row of another agency."""
    return [code, name, "อำเภอ", "ชัยภูมิ", year, *scores]


def scored(code: str | None, year: int | None) -> Line:
    """Return the row of another agency with its scores."""
    return agency(code, f"เทศบาลตำบล{code}", year, 90.0, 91.0, 92.0, 91.0)


def lines(world: World, *rows: Line) -> None:
    """Put rows right below the header, above the note of the world's sheet."""
    world.edit(insert("ROWS", 2, len(rows)), *lay(2, *rows))


def column(world: World, at: int = 0) -> Line:
    """Return what stands in a column below the first header."""
    (tab,) = world.box.titles(BOOK)
    return [row[at] if at < len(row) else None for row in world.box.rows(BOOK, tab)[2:]]


def written(outcome: object) -> int:
    """Return the 1-based row of a push that wrote."""
    assert isinstance(outcome, Done), outcome
    assert outcome.how == "written"
    return outcome.row


def test_a_row_goes_below_agencies_that_have_no_code(world: World) -> None:
    """Totals and notes stay below it."""
    total = ["รวม", None, None, None, None, 90.5, 90.5, 90.5, 90.5]
    lines(world, agency(None, "อบต.ข", None), agency(None, "อบต.ค", 2566, 91.0), total)
    assert written(world.machine().push()) == 5
    assert column(world)[:4] == [None, None, "5360601", "รวม"]


@pytest.mark.parametrize(
    "total", ["รวมทั้งสิ้น", "ค่าเฉลี่ย", "เฉลี่ยทั้งจังหวัด", "Total", "หมายเหตุ 1", "* รอผล"]
)
def test_totals_under_the_names_stay_below(world: World, total: str) -> None:
    """Where a total has a year and scores, too, only its first word tells it."""
    lines(world, scored("5360602", 2566), [None, total, None, None, 2566, 90.0, 90.0])
    assert written(world.machine().push()) == 4
    assert column(world, 1)[2] == total


def test_a_place_whose_name_begins_like_a_total_is_an_agency(world: World) -> None:
    """รวมไทยพัฒนา is a sub-district."""
    lines(world, agency(None, "รวมไทยพัฒนา", 2566))
    assert written(world.machine().push()) == 4


def test_a_row_goes_to_the_table_of_its_year(world: World) -> None:
    """Told by the title above the header, while the table is still empty."""
    world.edit(rename("ITA"), put(0, 0, "ปีงบประมาณ 2565"))
    rows = [scored("5360602", 2565), scored("5360603", 2565)]
    world.edit(*lay(2, *rows, [], ["ปีงบประมาณ ๒๕๖๖"], header_of(world)))
    assert written(pushed(world)) == 8
    assert column(world)[-1] == "5360601"


def header_of(world: World) -> Line:
    """Return the configured headers, in their order."""
    return [one.header for one in world.settings("a").columns]


def pushed(world: World, tab: str = "ITA", **how: Any) -> object:
    """Push into a tab of another name."""
    with pytest.MonkeyPatch.context() as patch:
        aimed(patch, tab=tab, **how)
        return world.machine().push()


def stacked(world: World, first: Line, *second: Line) -> None:
    """Put a second table below the first, both without a title, in a tab without a year."""
    world.edit(rename("ITA"), delete_cells(3, 0))
    lines(world, first)
    world.edit(*lay(4, header_of(world), *second))


def test_a_row_goes_to_the_table_whose_rows_are_of_its_year(world: World) -> None:
    """Whether that is the upper table or the lower one."""
    stacked(world, scored("5360602", 2566), scored("5360602", 2565))
    assert written(pushed(world)) == 4
    assert column(world)[:4] == ["5360602", "5360601", None, header_of(world)[0]]


def test_a_row_goes_below_the_header_that_is_repeated_last(world: World) -> None:
    """A header printed on each page begins a block of the same table."""
    total = ["รวม", None, None, None, None, 9.0]
    stacked(world, scored("5360602", 2566), scored("5360603", 2566), total)
    assert written(pushed(world)) == 7


def test_a_header_that_is_repeated_is_no_data(world: World) -> None:
    """Before anything stands below it, the row goes below the last row above it."""
    stacked(world, scored("5360602", 2566))
    assert written(pushed(world)) == 4


def test_a_table_of_this_year_with_other_columns_is_refused_in_words(world: World) -> None:
    """With its header configured the row goes there."""
    stacked(world, scored("5360602", 2565))
    first, second, *others = header_of(world)
    world.edit(*lay(3, ["ปีงบประมาณ 2566"], [second, first, *others]))
    outcome = pushed(world)
    assert failure(outcome) == (Exit.CONFLICT, "header-differs")  # type: ignore[arg-type] # of push
    assert "header_row = 5" in words_of(outcome)[4]
    assert written(pushed(world, header_row=5)) == 6


def test_a_table_above_the_configured_header_is_no_title(world: World) -> None:
    """Its rows say nothing of the table below, which has no title."""
    stacked(world, scored("5360602", 2565))
    assert written(pushed(world, header_row=5)) == 6


def test_agencies_listed_without_code_and_year_are_not_passed_over(world: World) -> None:
    """Right below the header, where rows of words may be units, too."""
    lines(world, agency(None, "อบต.ข", None), agency(None, "อบต.ค", None))
    assert written(world.machine().push()) == 5
    assert column(world, 1)[:2] == ["อบต.ข", "อบต.ค"]


# the year


def test_a_tab_of_another_year_is_refused(world: World) -> None:
    """Both years are named, and how to say yes."""
    world.edit(rename("ITA 2565"))
    code, slug, what, written_, next_step, details = words_of(pushed(world, "ITA 2565"))
    assert (code, slug) == (Exit.CONFLICT, "other-year")
    assert what == "Tab ITA 2565 is of 2565, the report of 2566."
    assert details == ["The name of the tab has 2565."]
    assert "--this-tab" in next_step
    assert "any_year = true" in next_step
    assert written_ == "This run wrote nothing to the sheet."
    assert "WRITE" not in world.methods()[1:]


def test_a_dry_run_refuses_such_a_tab_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """And shows the plan once a person has said yes."""
    world.edit(rename("ITA 2565"))
    aimed(monkeypatch, tab="ITA 2565")
    assert words_of(plan_of(world.machine()))[1] == "other-year"
    aimed(monkeypatch, tab="ITA 2565", any_year=True)
    assert not isinstance(plan_of(world.machine()), SheetConflict)


def test_a_tab_that_only_has_rows_of_another_year_is_asked_about_once(world: World) -> None:
    """After one row of this year stands there it is silent."""
    world.edit(rename("ITA"))
    world.edit(insert("ROWS", 2, 1), *lay(2, scored("5360602", 2565)))
    assert words_of(pushed(world))[5] == ["All rows of the table are of 2565."]
    assert written(pushed(world, any_year=True)) == 4
    world.edit(put(3, 0, "5360609"), put(3, 1, "อบต.อื่น"), put(3, 15, "https://b.example/"))
    world.edit(put(3, 2, "อื่น"), *(put(3, at, 50.0) for at in range(5, 9)))
    with pytest.MonkeyPatch.context() as patch:
        aimed(patch, tab="ITA")
        assert written(world.machine("b").push()) == 5


@pytest.mark.parametrize(
    ("tab", "years"),
    [("ITA", [2564, 2565]), ("ITA 2564-2566", [2564]), ("ITA 2566", [2565]), ("ITA 2565", [2566])],
)
def test_a_tab_for_several_years_or_this_one_is_silent(
    world: World, tab: str, years: list[int]
) -> None:
    """Rows of several years, a name with ours, or a row of ours."""
    if tab != TAB:
        world.edit(rename(tab))
    rows = [scored(f"536060{at}", year) for at, year in enumerate(years, 2)]
    world.edit(insert("ROWS", 2, len(rows)), *lay(2, *rows))
    assert written(pushed(world, tab)) == 3 + len(rows)


def test_the_title_above_the_header_says_more_than_the_name_of_the_tab(world: World) -> None:
    """A copied tab whose title was forgotten; a date in it is no year."""
    world.edit(put(0, 0, "สรุปผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2565"))
    assert words_of(world.machine().push())[5] == ["The title above the header names 2565."]
    world.edit(put(0, 0, "แบบสรุป ข้อมูล ณ วันที่ 31 ตุลาคม 2565"))
    assert written(world.machine().push()) == 3


def test_the_year_counts_without_a_column_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the report has it in any case."""
    machine = world.machine()
    columns = tuple(one for one in machine.settings.columns if one.field != "fiscal_year")
    target = Target(spreadsheet=BOOK, tab="ITA 2565")
    world.edit(rename("ITA 2565"))
    with_settings(machine, monkeypatch, columns=columns, target=target)
    assert words_of(machine.push())[1] == "other-year"


def test_a_row_that_stands_in_such_a_tab_is_found(world: World) -> None:
    """Only a new row is asked about."""
    world.edit(rename("ITA 2565"))
    assert written(pushed(world, "ITA 2565", any_year=True)) == 3
    again = pushed(world, "ITA 2565")
    assert isinstance(again, Done)
    assert again.how == "already"


def test_a_row_never_goes_into_merged_cells(world: World) -> None:
    """The last agency takes two lines, its cells merged: a row between them would be hidden."""
    others: list[str | float] = ["5360609", "เทศบาลตำบลบ้านเดื่อ", "เกษตรสมบูรณ์", "ชัยภูมิ", 2566]
    world.edit(*(put(2, column, value) for column, value in enumerate(others)))
    for column in range(3):
        span = {"sheetId": 0, "startRowIndex": 2, "endRowIndex": 4}
        area = {**span, "startColumnIndex": column, "endColumnIndex": column + 1}
        world.edit({"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}})
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert outcome.row == 5
    (tab,) = world.box.spreadsheet(BOOK)["sheets"]
    assert {merge["endRowIndex"] for merge in tab["merges"]} == {4}

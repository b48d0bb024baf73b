"""Coverage: who of the list is in the sheet, compared with what was planted there."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ita_sync import google, settings
from ita_sync.config_file import Column
from ita_sync.errors import Exit
from ita_sync.i18n import T, Text
from ita_sync.monitor.coverage.cover import Coverage, cover
from ita_sync.monitor.coverage.findings import STEPS, TITLES, Presence
from ita_sync.monitor.coverage.page import to_page
from ita_sync.rules import Official
from ita_sync.sandbox import Sandbox, SandboxAdapter
from ita_sync.table import Table
from tests.monitor.coverage.drawn_province import YEAR, planted, row_of
from tests.promise.world import BOOK, ROOT, TAB

ONE = Official("5360601", "เทศบาลตำบล", "จัตุรัส", "จัตุรัส", "ชัยภูมิ")
TWO = Official("5360602", "เทศบาลตำบล", "หนองบัวโคก", "จัตุรัส", "ชัยภูมิ")
FAR = Official("5400101", "เทศบาลตำบล", "บ้านทุ่ม", "เมืองขอนแก่น", "ขอนแก่น")


class Desk:
    """A sheet on the sandbox, looked at as the command does."""

    def __init__(self, folder: Path) -> None:
        self.settings = settings.load(
            ROOT / "config" / "ita-sync.toml", env={"ITA_SYNC_STATE": str(folder)}
        )
        self.box = Sandbox(folder / "sandbox.sqlite")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The mapping."""
        return self.settings.columns

    def table(self, grid: Sequence[Sequence[Any]], title: str = TAB) -> Table:
        """Return the tab with these rows, read from the sandbox."""
        self.fill(grid, title)
        return self.look(title)

    def fill(self, grid: Sequence[Sequence[Any]], title: str = TAB) -> None:
        """Fill the tab with these rows."""
        self.box.ensure(BOOK, "ITA", [{"title": title, "rows": [list(row) for row in grid]}])

    def look(self, title: str = TAB, columns: Sequence[Column] = ()) -> Table:
        """Return the tab as it is."""
        target = self.settings.target.model_copy(update={"tab": title})
        sheet = google.connect(replace(self.settings, target=target), SandboxAdapter(self.box))
        return Table.find(sheet.look(), columns or self.columns)

    def row(self, agency: Official, **more: Any) -> list[Any]:
        """Return the cells of an agency's row; `more` by field, `.` written `__`."""
        values = row_of(agency) | {name.replace("__", "."): value for name, value in more.items()}
        return [values.get(column.field or "", "") for column in self.columns]

    def headers(self) -> list[Any]:
        """Return the header."""
        return [column.header for column in self.columns]

    def cover(
        self, *rows: list[Any], agencies: Sequence[Official] = (ONE, TWO), **asked: Any
    ) -> Coverage:
        """Return the coverage of a tab with these rows below a title and its header."""
        table = self.table([["แบบสรุป"], self.headers(), *rows])
        return cover(table, self.columns, agencies, **asked)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk."""
    return Desk(tmp_path)


def states(found: Coverage) -> dict[str, str]:
    """Return how it stands with each agency, by code."""
    return {each.agency.code: str(each.presence) for each in found.agencies}


def told(found: Coverage) -> list[str]:
    """Return all that is said, of agencies and of rows of none."""
    of_agencies = [str(each.what) for agency in found.agencies for each in agency.found]
    return [*of_agencies, *(str(stray.what) for stray in found.strays)]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_found_is_what_was_planted(desk: Desk, seed: int) -> None:
    """Each of 143 agencies, each row of none, and no other."""
    truth = planted(seed)
    found = cover(desk.table(truth.grid(desk.columns)), desk.columns, truth.agencies)
    assert found.year == YEAR
    assert states(found) == {code: str(state) for code, state in truth.states.items()}
    assert {stray.rows[0] - 3: stray.presence for stray in found.strays} == truth.strays
    assert sum(found.counts.values()) == len(truth.agencies)
    assert found.exit is Exit.FINDINGS


def test_a_province_without_a_fault_is_complete(desk: Desk) -> None:
    """Nothing is found where nothing is wrong; the only way to exit 0."""
    found = desk.cover(desk.row(ONE), desk.row(TWO))
    assert (found.exit, told(found), found.states) == (Exit.OK, [], [])
    assert [each.rows for each in found.agencies] == [(3,), (4,)]
    assert (found.handed_in, str(found.done)) == (2, "2 of 2 agencies complete")


def test_an_empty_tab_lacks_everybody(desk: Desk) -> None:
    """A header and nothing below it."""
    found = desk.cover()
    assert states(found) == {"5360601": "missing", "5360602": "missing"}
    assert found.year == YEAR  # the tab's title says so


# whose a row is


def test_a_spelling_names_the_row_the_cell_and_both_texts(desk: Desk) -> None:
    """So that it can be corrected without a search."""
    found = desk.cover(desk.row(ONE, agency__full_name="เทศบาลตำบลจตุรัส"), desk.row(TWO))
    assert told(found) == ["Row 3, หน่วยงาน: “เทศบาลตำบลจตุรัส”; in the list: “เทศบาลตำบลจัตุรัส”"]
    assert found.agencies[0].handed_in


def test_a_name_without_its_kind_is_another_spelling_where_the_kind_is_shown(desk: Desk) -> None:
    """Read by its code; the list has the kind."""
    found = desk.cover(desk.row(ONE, agency__full_name="จัตุรัส"), desk.row(TWO))
    assert states(found)["5360601"] == "spelling"


def test_code_and_name_of_two_agencies_are_neithers(desk: Desk) -> None:
    """The row is named, with both; neither agency is counted by it."""
    found = desk.cover(desk.row(ONE, agency__full_name="เทศบาลตำบลหนองบัวโคก"))
    assert states(found) == {"5360601": "unclear", "5360602": "unclear"}
    assert not any(each.handed_in for each in found.agencies)
    (stray,) = found.strays
    assert "code and name of" in str(stray.what)
    assert all(name in str(stray.what) for name in ("5360601", "5360602", "Row 3"))


def test_a_code_beside_a_name_that_nobody_has_is_a_doubt(desk: Desk) -> None:
    """Which of the two is mistyped is not for a program to say."""
    found = desk.cover(desk.row(ONE, agency__full_name="เทศบาลตำบลท่าพระ"), desk.row(TWO))
    assert states(found) == {"5360601": "unclear", "5360602": "complete"}


def test_a_municipality_that_was_raised_is_shown_beside_its_row(desk: Desk) -> None:
    """The list is of today, the row of before: the same name, another kind."""
    found = desk.cover(desk.row(ONE, agency__code="", agency__full_name="อบต.จัตุรัส"), desk.row(TWO))
    assert states(found) == {"5360601": "unclear", "5360602": "complete"}
    assert told(found)[0] == "Row 3 may be its: “อบต.จัตุรัส”"


def test_same_names_are_told_apart_by_their_district(desk: Desk) -> None:
    """In its column, or beside the name."""
    twin = Official("5360701", ONE.type, ONE.name, "ภูเขียว", ONE.province)
    beside = desk.row(
        twin, agency__code="", agency__district="", agency__full_name="ทต.จัตุรัส (อ.ภูเขียว)"
    )
    found = desk.cover(desk.row(ONE, agency__code=""), beside, agencies=[ONE, twin])
    assert told(found) == []


def test_rows_that_are_no_agencies_are_not_told(desk: Desk) -> None:
    """Totals, notes, a blank row, the heading of a district, the header once more."""
    found = desk.cover(
        ["", "อำเภอจัตุรัส"],
        desk.row(ONE),
        desk.headers(),
        desk.row(TWO),
        ["รวม", "2 แห่ง", "", "", "", 90, 90, 90, 88.5],
        [],
        ["หมายเหตุ: กรอกภายในกำหนด"],
    )
    assert told(found) == []


def test_numbers_of_columns_and_sums_are_of_nobody_and_not_told(desk: Desk) -> None:
    """Below the header and below the rows: no list has them, however new it is."""
    counted = [f"({at})" for at, _ in enumerate(desk.headers(), 1)]
    sums = [desk.row(ONE, agency__code="", agency__full_name=text) for text in ("รวม", "เฉลี่ย")]
    named = ["", "รวมเทศบาลตำบล", *[""] * 6, 80]
    found = desk.cover(counted, desk.row(ONE), desk.row(TWO), named, *sums)
    assert (told(found), found.exit) == ([], Exit.OK)


def test_a_remark_behind_a_name_leaves_its_row_unclear(desk: Desk) -> None:
    """Not missing, for a row names it; nor is the row of nobody whom a newer list would have."""
    remark = desk.row(TWO, agency__code="", agency__full_name="เทศบาลตำบลหนองบัวโคก (ส่งแล้ว)")
    found = desk.cover(desk.row(ONE), remark)
    assert states(found) == {"5360601": "complete", "5360602": "unclear"}
    assert told(found)[0] == "Row 4 may be its: “เทศบาลตำบลหนองบัวโคก (ส่งแล้ว)”"
    assert [str(stray.presence) for stray in found.strays] == ["unclear"]


def test_who_stands_in_a_table_that_is_not_read_is_not_missing(desk: Desk) -> None:
    """The table is told once, with its rows and columns; exit 1 is for the agency alone."""
    above: list[list[Any]] = [["ที่", "ชื่อ"], [1, "ทต.หนองบัวโคก"]]
    table = desk.table([*above, [], desk.headers(), desk.row(ONE)], title="ITA 2566")
    found = cover(table, desk.columns, [ONE, TWO])
    assert states(found) == {"5360601": "complete", "5360602": "unclear"}
    assert told(found) == ["Row 2 (in a part of the tab that was not read) names it"]
    (note,) = map(str, found.notes)
    assert note.startswith("Rows 1–2, columns A–B: another table, which was not read.")
    assert cover(table, desk.columns, [ONE]).exit is Exit.OK


def test_figures_under_a_place_are_told_once_and_make_nobody_missing(desk: Desk) -> None:
    """Name and code decide."""
    found = desk.cover(*(desk.row(each, agency__district=3) for each in (ONE, TWO)))
    assert (told(found), found.exit) == ([], Exit.OK)
    (note,) = map(str, found.notes)
    assert note.startswith("Column อำเภอ has figures for a place")


# what a row holds


def test_dashes_and_words_are_neither_a_total_nor_a_link(desk: Desk) -> None:
    """A row is complete with a total and an address."""
    found = desk.cover(
        desk.row(ONE, total="-", url="รอดำเนินการ"), desk.row(TWO, url="www.nongbua.go.th/ita")
    )
    assert states(found) == {"5360601": "incomplete", "5360602": "complete"}
    assert told(found) == ["Row 3 lacks: คะแนนรวม, ลิงก์รายงาน (“รอดำเนินการ”)"]


@pytest.mark.parametrize("text", ["ยังไม่ส่ง", "ไม่ได้รับการประเมิน", "ผ่าน", "1,234"])
def test_a_text_for_a_total_is_none(desk: Desk, text: str) -> None:
    """Whatever it says; it is quoted."""
    found = desk.cover(desk.row(ONE, total=text), desk.row(TWO, total="๘๘.๕๐ คะแนน"))
    assert states(found) == {"5360601": "incomplete", "5360602": "complete"}
    assert told(found) == [f"Row 3 lacks: คะแนนรวม (“{text}”)"]
    assert found.handed_in == 1


def covered_by(desk: Desk, fields: Sequence[str], *rows: dict[str, Any]) -> Coverage:
    """Return the coverage of a tab that has only these columns."""
    columns = [
        column.model_copy(update={"key": False})
        for column in desk.columns
        if (column.field or "").startswith("agency.") or column.field in fields
    ]
    cells = [[row.get(c.field or "", "") for c in columns] for row in rows]
    desk.fill([["ITA 2566"], [c.header for c in columns], *cells])
    return cover(desk.look(columns=columns), columns, [ONE, TWO])


@pytest.mark.parametrize(
    ("field", "none", "one"),
    [("tools.IIT", "ยังไม่ส่ง", 90), ("level", "ไม่ได้รับการประเมิน", "ไม่ผ่าน"), ("level", "", "A")],
)
def test_without_a_total_any_score_or_a_level_is_a_result(
    desk: Desk, field: str, none: str, one: object
) -> None:
    """A text that says why there is no level is none."""
    rows = row_of(ONE) | {field: none}, row_of(TWO) | {field: one}
    found = covered_by(desk, [field, "url"], *rows)
    assert states(found) == {"5360601": "incomplete", "5360602": "complete"}


@pytest.mark.parametrize("fields", [[], ["url"]])
def test_where_no_result_is_mapped_nobody_is_complete(desk: Desk, fields: list[str]) -> None:
    """Why is said once."""
    found = covered_by(desk, fields, row_of(ONE))
    assert states(found) == {"5360601": "listed", "5360602": "missing"}
    assert told(found) == ["Row 3 names it", "No row names it"]
    assert [str(note)[:41] for note in found.notes] == ["No configured column is of a result (tota"]
    assert (found.handed_in, found.exit) == (0, Exit.FINDINGS)


def test_a_double_says_which_of_its_rows_are_blank(desk: Desk) -> None:
    """Somebody wrote below instead of into the row that was waiting."""
    waiting = desk.row(ONE, total="", url="", tools__IIT="")
    found = desk.cover(waiting, desk.row(TWO), desk.row(ONE))
    assert told(found) == ["Rows 3, 5 are all its; without data: 3"]


# years


def test_last_years_table_below_is_left_out(desk: Desk) -> None:
    """Each table of a tab is of the year that its title names."""
    old = [desk.row(ONE, fiscal_year=2565), desk.row(TWO, fiscal_year=2565)]
    rows = [desk.row(ONE), [], ["ปีงบประมาณ 2565"], desk.headers(), *old]
    found = desk.cover(*rows)
    assert (found.year, states(found)) == (2566, {"5360601": "complete", "5360602": "missing"})
    assert found.other_years == 2
    asked = cover(desk.look(), desk.columns, [ONE, TWO], year=2565)
    assert states(asked) == {"5360601": "complete", "5360602": "complete"}


def test_a_tab_of_several_years_has_no_mistyped_ones(desk: Desk) -> None:
    """Without a title that says so, a year that many rows have is one of the table's."""
    rows = [desk.row(each, fiscal_year=year) for year in (2565, 2566) for each in (ONE, TWO)]
    table = desk.table([desk.headers(), *rows[:3]], title="ITA")
    found = cover(table, desk.columns, [ONE, TWO])
    assert (found.year, states(found)) == (2566, {"5360601": "complete", "5360602": "missing"})


def test_a_year_on_request_is_not_that_of_the_tab(desk: Desk) -> None:
    """Nobody is in it, and no year is called wrong for that."""
    found = desk.cover(desk.row(ONE), desk.row(TWO, fiscal_year=2565), year=2568)
    assert states(found) == {"5360601": "missing", "5360602": "missing"}
    assert [str(note) for note in found.notes] == ["Careful: the tab is of fiscal year 2566"]
    assert "Careful: the tab is of fiscal year 2566" in to_page(found)
    assert desk.cover(desk.row(ONE)).notes == ()


def test_a_year_that_nobody_says_is_not_made_up(desk: Desk) -> None:
    """Neither the tab nor its rows nor the asker: rows are compared without one."""
    rows = [desk.row(ONE, fiscal_year=""), desk.row(TWO, fiscal_year="")]
    table = desk.table([["แบบสรุป"], desk.headers(), *rows], title="Sheet1")
    found = cover(table, desk.columns, [ONE, TWO])
    assert (found.year, found.tab_years, found.exit) == (None, (), Exit.OK)
    assert [str(note)[:31] for note in found.notes] == ["The tab states no fiscal year; "]
    assert "ITA reports</span>" in to_page(found)
    asked = cover(table, desk.columns, [ONE, TWO], year=2567)
    assert (asked.year, asked.exit) == (2567, Exit.OK)
    assert str(asked.notes[0]).endswith("its rows are taken for those of 2567.")


def test_a_year_that_few_rows_state_is_no_year_of_today(desk: Desk) -> None:
    """Nor is the row that states it left out as one of another year."""
    rows = [
        desk.row(ONE, agency__code="", agency__full_name=f"อบต.ก{at}", fiscal_year="")
        for at in range(3, 30)
    ]
    table = desk.table([desk.headers(), desk.row(ONE), *rows, desk.row(TWO)], title="Sheet1")
    found = cover(table, desk.columns, [ONE, TWO])
    assert (found.year, states(found)) == (2566, {"5360601": "complete", "5360602": "complete"})


# provinces and districts


def test_of_a_list_of_all_provinces_that_of_the_rows_is_meant(desk: Desk) -> None:
    """And a row of another province stands in the wrong sheet."""
    rows = [desk.row(ONE), desk.row(TWO), desk.row(FAR)]
    found = desk.cover(*rows, agencies=[ONE, TWO, FAR])
    assert (found.province, list(states(found))) == ("ชัยภูมิ", ["5360601", "5360602"])
    assert [str(stray.presence) for stray in found.strays] == ["elsewhere"]
    asked = cover(desk.look(), desk.columns, [ONE, TWO, FAR], province="จังหวัดขอนแก่น")
    assert list(states(asked)) == ["5400101"]


def test_of_a_district_only_its_own_is_told(desk: Desk) -> None:
    """Rows of others are no strays, doubtful ones only where they may be its."""
    twin = Official("5360701", "เทศบาลตำบล", "ผักปัง", "ภูเขียว", "ชัยภูมิ")
    rows = [desk.row(ONE), desk.row(TWO, agency__full_name="เทศบาลตำบลจัตุรัส"), desk.row(twin)]
    stranger = desk.row(ONE, agency__code="", agency__full_name="เทศบาลตำบลฟ้าฮ่าม")
    found = desk.cover(*rows, stranger, agencies=[ONE, TWO, twin], district="อ.ภูเขียว")
    assert (states(found), told(found)) == ({"5360701": "complete"}, [])


# links


def test_links_are_opened_only_on_request_and_each_once(desk: Desk) -> None:
    """What does not open is told at each row that has it; what is no address is not opened."""
    asked: list[str] = []

    def dead(addresses: Sequence[str]) -> dict[str, Text]:
        asked.extend(addresses)
        return {addresses[0]: T("The site answers {status}.", status=404)}

    rows = [desk.row(each, url="https://a.go.th/x") for each in (ONE, TWO)]
    found = desk.cover(*rows, dead=dead)
    assert asked == ["https://a.go.th/x"]
    assert told(found) == ["Row 3: The site answers 404.", "Row 4: The site answers 404."]
    assert found.online


def test_everything_that_can_be_found_is_named_and_has_a_next_step() -> None:
    """Each state but the good one; in Thai, too."""
    for state in Presence:
        texts = [TITLES[state]] + ([STEPS[state]] if state is not Presence.COMPLETE else [])
        assert all(text.render("th") != text.render("en") for text in texts), state

"""A header that nobody mapped yet, and what is proposed of it."""

from collections.abc import Sequence

import pytest

from ita_sync import settings
from ita_sync.errors import Exit, SheetConflict
from ita_sync.google import CellValue, Snapshot
from ita_sync.table import (
    LEFT,
    Guess,
    Proposal,
    count_listed,
    key_without_code,
    mapping,
    placed,
    propose,
)
from tests.conftest import ROOT

Row = Sequence[CellValue]
WHO: Row = ("รหัส อปท.", "หน่วยงาน", "จังหวัด", "ปีงบประมาณ")


def tab(*rows: Row) -> Snapshot:
    """Return a tab that holds these rows; an empty one is blank."""
    held = {at: tuple(cell or None for cell in row) for at, row in enumerate(rows) if row}
    return Snapshot(0, "ITA", 1000, 26, held, {}, 0)


def fields(proposal: Proposal) -> dict[str, tuple[str, ...]]:
    """Return what each header may show."""
    return {guess.header: guess.fields for guess in proposal.guesses}


def chosen(proposal: Proposal) -> dict[Guess, str]:
    """Take what is proposed alone."""
    return {g: g.fields[0] for g in proposal.guesses if len(g.fields) == 1}


def test_a_band_below_titles() -> None:
    """The fewest rows that name the most; each column by the whole way to its name."""
    proposal = propose(
        tab(
            ("สรุปผล ITA จังหวัดชัยภูมิ",),
            ("ประจำปีงบประมาณ พ.ศ. 2566",),
            (*WHO, "คะแนน", "", "", "ลิงก์"),
            ("", "", "", "", "IIT", "EIT", "OIT"),
            ("5360601", "เทศบาลตำบลจัตุรัส", "ชัยภูมิ", 2566),
        )
    )
    assert (proposal.top, proposal.bottom) == (2, 3)
    assert fields(proposal) == {
        "รหัส อปท.": ("agency.code",),
        "หน่วยงาน": ("agency.full_name",),
        "จังหวัด": ("agency.province",),
        "ปีงบประมาณ": ("fiscal_year",),
        "คะแนน / IIT": ("tools.IIT",),
        "คะแนน / EIT": ("tools.EIT",),
        "คะแนน / OIT": ("tools.OIT",),
        "ลิงก์": ("url",),
    }
    columns = mapping(chosen(proposal))
    table, named = placed(proposal, columns)
    assert (table.header.rows, named) == (range(2, 4), None)
    assert [c.type for c in columns] == [*["text"] * 3, *["number"] * 4, "link"]
    assert [c.header for c in columns if c.key] == ["รหัส อปท.", "ปีงบประมาณ"]


def test_a_named_row_decides() -> None:
    """Two tables stand in the tab; the one that a person means is not the fuller one."""
    rows = tab((*WHO, "IIT"), ("5360601", "ก", "ข", 2566, 90), (), ("หน่วยงาน", "คะแนน", "อื่น"))
    assert propose(rows).bottom == 0
    proposal = propose(rows, 4)
    assert list(fields(proposal)) == ["หน่วยงาน", "คะแนน", "อื่น"]


def test_what_stands_in_a_column_decides_what_its_header_leaves_open() -> None:
    """A result in words or figures; a name with its kind, or without."""

    def of(name: str, result: CellValue) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = fields(propose(tab(("หน่วยงาน", "ปี", "ผลการประเมิน"), (name, 2566, result))))
        return found["หน่วยงาน"], found["ผลการประเมิน"]

    assert of("อบต.บ้านขาม", "ผ่าน") == (("agency.full_name",), ("level",))
    assert of("จัตุรัส", 91.5) == (("agency.full_name", "agency.name"), ("total",))
    assert of("", "๙๑.๕") == (("agency.full_name",), ("total",))
    assert of("", "") == (("agency.full_name",), ("level", "total"))


def test_what_another_column_shows_is_no_question() -> None:
    """Only what is left is asked; two that must show the same are asked both."""
    found = fields(propose(tab(("หน่วยงาน", "ผลการประเมิน", "ระดับ", "วันที่", "วันที่รับทราบ"))))
    assert found["ผลการประเมิน"] == ("total",)
    assert found["วันที่"] == ("memo.date",)
    found = fields(propose(tab(("ประเภท", "หน่วยงาน", "URL", "ลิงก์"))))
    assert found["หน่วยงาน"] == ("agency.full_name", "agency.name")
    assert found["URL"] == found["ลิงก์"] == ("url", LEFT)


def test_two_columns_of_one_header_are_left_to_people() -> None:
    """Nothing tells them apart in a configuration."""
    proposal = propose(tab((*WHO, "คะแนน", "คะแนน")))
    twins = [guess for guess in proposal.guesses if guess.twin]
    assert [(guess.column, guess.fields) for guess in twins] == [(4, ()), (5, ())]
    placed(proposal, mapping(chosen(proposal)))


def test_running_numbers_and_what_is_typed_as_text() -> None:
    """A year that stands there as text is sent as text."""
    proposal = propose(tab(("ที่", *WHO, "IIT"), (1, "5360601", "ก", "ข", "2566", "")))
    assert [guess.header for guess in proposal.guesses if guess.counts] == ["ที่"]
    types = {column.field: column.type for column in mapping(chosen(proposal))}
    assert (types["fiscal_year"], types["tools.IIT"]) == ("text", "number")
    assert proposal.guesses[1].examples == ("5360601",)


def test_rows_made_beforehand_are_counted() -> None:
    """Those that say who, and no more; no totals, no notes, none that is filled."""
    proposal = propose(
        tab(
            (*WHO, "คะแนนรวม", "หมายเหตุ"),
            ("5360601", "เทศบาลตำบลก", "ข", 2566, "", "โทรแล้ว"),
            ("", "เทศบาลตำบลค", "ข", 2566),
            ("5360603", "เทศบาลตำบลง", "ข", 2566, 90.5),
            ("รวม", "", "", "", 90.5),
            ("หมายเหตุ: ส่งภายใน 31 ต.ค.",),
        )
    )
    assert count_listed(placed(proposal, mapping(chosen(proposal)))[0]) == 2


def test_the_key_without_codes() -> None:
    """By name, province and year, as far as the sheet has them; by nothing, it is refused."""
    columns = mapping(chosen(propose(tab(("ชื่อหน่วยงาน", "จังหวัด", "ปี", "คะแนน")))))
    assert [c.field for c in columns if c.key] == [
        "agency.full_name",
        "agency.province",
        "fiscal_year",
    ]
    assert key_without_code(columns) == ("agency.full_name", "agency.province", "fiscal_year")
    columns = mapping(chosen(propose(tab(("ชื่อหน่วยงาน", "คะแนน")))))
    assert key_without_code(columns) == ("agency.full_name",)
    assert key_without_code(mapping(chosen(propose(tab(("รหัส", "ปี")))))) == ()
    guess = Guess(0, "ชื่อ")
    assert key_without_code(mapping({guess: "agency.name"})) == ("agency.name",)
    with pytest.raises(SheetConflict) as caught:
        mapping(chosen(propose(tab(("จังหวัด", "ปี", "คะแนน")))))
    assert (caught.value.exit_code, caught.value.code) == (Exit.CONFLICT, "no-key")


@pytest.mark.parametrize(
    "rows", [[], [("สวัสดี",)], [("ชื่อ", "อายุ"), ("ก", 5)], [(), ("จังหวัด", "ประชากร")]]
)
def test_a_tab_that_holds_no_such_table_is_refused(rows: list[Row]) -> None:
    """With what stands there; nothing is guessed."""
    with pytest.raises(SheetConflict) as caught:
        propose(tab(*rows))
    assert caught.value.code == "header-unknown"
    assert str(caught.value.details[0]) == "The tab is empty." or "“" in str(caught.value.details)
    assert "--header-row N" in str(caught.value.next_step)


def test_the_configuration_that_comes_along_is_what_its_header_proposes() -> None:
    """Column by column, with types and key."""
    columns = settings.load(ROOT / "config" / "ita-sync.toml").columns
    proposal = propose(tab([column.header for column in columns]))
    assert mapping(chosen(proposal)) == columns


@pytest.mark.parametrize("years", [(2565, 2566), ("2565", "๒๕๖๖")])
@pytest.mark.parametrize("row", [None, 3])
@pytest.mark.parametrize(("title", "doubt"), [("ชัยภูมิ ปี 2566", ()), ("ชัยภูมิ", (LEFT,))])
def test_years_below_a_band_are_header(
    years: tuple[CellValue, CellValue], row: int | None, title: str, doubt: tuple[str, ...]
) -> None:
    """Typed as numbers or text; another year's column is never ours, by guess none is."""
    before, now = years
    proposal = propose(
        tab(
            (title,),
            ("ที่", "อปท.", "คะแนน", "", "เพิ่ม/ลด", "ระดับ", "", "ลิงก์"),
            ("", "", before, now, "", before, now),
            (1, "เทศบาลตำบลบ้านกอก", 70.5, 80.5, 10, "ผ่าน", "ผ่านดี"),
        ),
        row,
    )
    assert (proposal.top, proposal.bottom) == (1, 2)
    assert [guess.fields for guess in proposal.guesses] == [
        *((), ("agency.full_name",)),
        *((), ("total", *doubt), (), (), ("level", *doubt), ("url",)),
    ]
    chosen = {g: g.fields[0] for g in proposal.guesses if g.fields}
    table, _ = placed(proposal, mapping(chosen))
    assert (table.header.rows, set(table.columns.values())) == (range(1, 3), {1, 3, 6, 7})


def test_a_row_of_units_or_of_data_is_no_part_of_the_names() -> None:
    """It parts no column."""
    for below in (
        ("", "", "(คะแนนเต็ม 100)", ""),
        ("", "หมายเหตุ: ส่งภายหลัง", "", "", "x"),
        ("อำเภอจัตุรัส",),
        (1, "ก", "", "", "y"),
    ):
        assert propose(tab(("ที่", "หน่วยงาน", "คะแนนรวม", "ระดับ"), below)).bottom == 0


@pytest.mark.parametrize(
    ("header", "values", "fields"),
    [
        ("อำเภอ", (1, 2, 3), ("agency.district", LEFT)),
        ("จังหวัด", ("ชัยภูมิ", 2), ("agency.province",)),
        ("รหัส", (1, 2), ("agency.code", LEFT)),
        ("รหัส", ("A1",), ("agency.code", LEFT)),
        ("รหัส", ("๕๓๖๐๖๐๑", "รวม"), ("agency.code",)),
        ("รหัส", (5360601.0,), ("agency.code",)),
        ("ลิงก์", ("https://www.bankok.go.th", "-"), ("url", LEFT)),
        ("ลิงก์", ("https://www.bankok.go.th", "https://a.go.th/r.pdf"), ("url",)),
        ("ลิงก์", ("ยังไม่ส่ง",), ("url",)),
        ("คะแนนรวม", (240.5, 250), ("total", LEFT)),
        ("คะแนนรวม", ("ยังไม่ส่ง", 80.5), ("total",)),
        ("ระดับ", (1, 2), ("level", LEFT)),
        ("ปี", (1, 2), ("fiscal_year", LEFT)),
        ("ปี", ("2566",), ("fiscal_year",)),
        ("เว็บไซต์", (), ("url", LEFT)),
    ],
)
def test_data_that_contradict_a_header_leave_it_open(
    header: str, values: Sequence[CellValue], fields: tuple[str, ...]
) -> None:
    """A place that is a number, a code without seven digits, home pages, no score."""
    rows = [("เรื่อง", "หน่วยงาน", header), *(("x", "อบต.ก", value) for value in values)]
    assert propose(tab(*rows)).guesses[2].fields == fields


def test_one_field_for_two_columns_is_asked_about() -> None:
    """Each of them, however their headers are understood."""
    found = fields(propose(tab(("หน่วยงาน", "ระดับ", "ผลการประเมิน"), ("อบต.ก", "ผ่าน", "ผ่าน"))))
    assert found["ระดับ"] == found["ผลการประเมิน"] == ("level", LEFT)
    found = fields(propose(tab(("หน่วยงาน", "คะแนนรวม", "ระดับ", "ผลการประเมิน"))))
    assert found["คะแนนรวม"] == ("total", LEFT)
    assert found["ระดับ"] == ("level", LEFT)
    assert found["ผลการประเมิน"] == ("level", "total", LEFT)
    found = fields(propose(tab(("หน่วยงาน", "คะแนนรวม", "คะแนนรวม 2566"))))
    assert found["คะแนนรวม"] == found["คะแนนรวม 2566"] == ("total", LEFT)


def test_blocks_of_two_years_are_told_apart_by_the_band_above() -> None:
    """The one of the tab's year is proposed."""
    block = ("IIT", "EIT", "OIT", "คะแนนรวม")
    proposal = propose(
        tab(
            ("ผล ITA ปีงบประมาณ 2566",),
            ("ที่", "หน่วยงาน", "ผลปี 2565", "", "", "", "ผลปี 2566"),
            ("", "", *block, *block),
        )
    )
    shown = {guess.column: guess.fields for guess in proposal.guesses if guess.fields}
    assert shown == {
        1: ("agency.full_name",),
        6: ("tools.IIT",),
        7: ("tools.EIT",),
        8: ("tools.OIT",),
        9: ("total",),
    }


@pytest.mark.parametrize("row", [None, 3])
@pytest.mark.parametrize("band", ["ปี 2565", "อันดับ", "คะแนนเต็ม"])
def test_a_band_counts_also_where_the_row_below_it_names_more(band: str, row: int | None) -> None:
    """It stands over columns; a title stands in the first."""
    below = ("ที่", "หน่วยงาน", "IIT", "EIT", "คะแนนรวม", "ระดับ")
    proposal = propose(tab(("ผล ITA ปี 2566",), ("", "", band), below, (1, "อบต.ก", 1, 2, 3)), row)
    assert (proposal.top, proposal.bottom) == (1, 2)
    assert [guess.fields for guess in proposal.guesses][2:5] == [()] * 3

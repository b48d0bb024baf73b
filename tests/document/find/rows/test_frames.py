"""What rows without columns say only together."""

from pathlib import Path

import pytest

from ita_sync.document.find.rows import walk
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Content, Document, Kind
from tests.document.conftest import Word
from tests.document.find.records import YEAR, cells, table
from tests.document.plans import PLAN, SCORES, measures


@pytest.mark.parametrize(
    "rows",
    [
        [("IIT", "EIT", "OIT"), ("90.01", "80.02", "70.03")],
        [
            ("คะแนนรวม", "84.10", "", ""),
            ("ระดับ", "ผ่าน", "", ""),
            ("ITA", "IIT", "EIT", "OIT"),
            ("84.10", "90.01", "80.02", "70.03"),
        ],
    ],
)
def test_tools_over_their_means(word: Word, rows: list[tuple[str, ...]]) -> None:
    """Each above its own."""
    fields = word(SCORES, rows)
    told = [fields[f"tools.{name}"].value for name in ("IIT", "EIT", "OIT")]
    assert told == ["90.01", "80.02", "70.03"]


def test_a_score_over_its_level_is_the_total(word: Word) -> None:
    """Nothing else calls it so."""
    card = [("หน่วยงาน", "กองกลาง"), ("คะแนนที่ได้", "84.10"), ("ระดับผลการประเมิน", "ผ่าน")]
    fields = word(SCORES, card)
    assert (fields["total"].value, fields["level"].value) == ("84.10", "ผ่าน")
    apart = [card[1], card[0], card[2]]
    assert word(SCORES, apart)["total"].value != "84.10"


def test_the_title_of_a_tool_over_its_rows_has_its_mean(word: Word) -> None:
    """It is no indicator, and the rows below it are."""
    rows = [("ตัวชี้วัด", "คะแนน"), ("ส่วนของ IIT (เฉลี่ย 84.50)", ""), *SCORES[1:]]
    fields = word(rows)
    assert (fields["tools.IIT"].value, fields["indicators.3.score"].value) == ("84.50", "84.00")


def test_a_card_with_the_item_of_its_measure_on_top(word: Word) -> None:
    """Over its labels."""
    rest = [("ระยะเวลา", "มีนาคม 2567"), ("การติดตามผล", "รายงานทุกเดือน")]
    cards = [
        [(item, ""), ("วิธีดำเนินการ", steps), ("ผู้รับผิดชอบ", "กองคลัง"), *rest]
        for item, steps in (("ข้อ o13 รายงานผล", "ทำบัญชี"), ("ข้อ o14 คู่มือ", "ทำคู่มือ"))
    ]
    fields = word(SCORES, PLAN, *cards)
    assert measures(fields) == ["o13", "o14"]
    assert measures(fields, "0") == ["ทำบัญชี", "รายงานทุกเดือน", "ทำคู่มือ", "รายงานทุกเดือน"]


@pytest.mark.parametrize(
    ("names", "scores", "known"),
    [
        ("1 การปฏิบัติหน้าที่\n2 การใช้งบประมาณ", "90.01\n90.02", True),
        ("1 การปฏิบัติหน้าที่\n2 การใช้งบประมาณ", "90.01", False),
        ("1 การปฏิบัติหน้าที่\nอาคาร", "90.01\n90.02", False),
    ],
)
def test_names_and_figures_line_by_line_in_two_cells(
    names: str, scores: str, *, known: bool
) -> None:
    """As many, and each names an indicator."""
    document = Document(Path("x"), "", Kind.TEXT, Content((table(("แบบ", names, scores)),)))
    lines = [seen.text for seen, _ in walk.collect(document, vocabulary(YEAR)).lines]
    told = ["1 การปฏิบัติหน้าที่ 90.01", "2 การใช้งบประมาณ 90.02"]
    assert [line for line in lines if line in told] == told * known


def test_the_mean_of_an_indicator_among_items(word: Word) -> None:
    """Its row is a title: the items below are of it."""
    rows = [
        ("ข้อคำถาม", "คะแนน"),
        ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "เฉลี่ย 97.50"),
        ("o13 รายงานผล", "0.00"),
        ("ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", "ค่าเฉลี่ย 84.00"),
        ("i20 ความสะดวก", "79.50"),
    ]
    document = Document(Path("x"), "", Kind.TEXT, Content((table(*rows),)))
    found = walk.collect(document, vocabulary(YEAR)).records
    assert [(one.context.indicator, cells(one)) for one in found] == [
        (9, {"item": "o13 รายงานผล", "score": "0.00"}),
        (4, {"item": "i20 ความสะดวก", "score": "79.50"}),
    ]
    assert word(SCORES, rows)["indicators.8.score"].value == "97.50"


def test_a_row_among_scores_that_says_something_else_is_a_line(word: Word) -> None:
    """Its level, or a sentence that lists weak items; the row of an indicator is none."""
    said = [("คะแนนรวม", "84.10"), ("ระดับ", "ผ่าน"), ("ข้อที่ต้องปรับปรุง", "ข้อ o13 และ o31")]
    fields = word([*SCORES, *said])
    assert (fields["total"].value, fields["level"].value) == ("84.10", "ผ่าน")
    items = [field.value for name, field in fields.items() if name.endswith(".item")]
    assert items == ["o13", "o31"]
    rows = [*SCORES, ("หน่วยงาน", "เทศบาลตำบลบ้านใหม่"), ("5. การแก้ไขปัญหาการทุจริต", "รอผล")]
    found = walk.collect(
        Document(Path("x"), "", Kind.TEXT, Content((table(*rows),))), vocabulary(YEAR)
    )
    lines = [seen.text for seen, _ in found.lines]
    assert "หน่วยงาน เทศบาลตำบลบ้านใหม่" in lines
    assert "5. การแก้ไขปัญหาการทุจริต รอผล" not in lines


def test_nothing_goes_on_with_a_row_among_scores_that_says_something_else(word: Word) -> None:
    """It opens no section; the same words in a line of their own do."""
    row, below = ("มาตรการ", "ดูส่วนถัดไป"), ("o13 รายงานผล", "ผู้รับผิดชอบ: กองคลัง")
    assert not measures(word([*SCORES, row], *below))
    assert measures(word(SCORES, " ".join(row), *below)) == ["o13"]


def test_the_level_below_several_scores_is_of_none_of_them(word: Word) -> None:
    """Of two years' columns the first is not the total; of one it is."""
    two = [("คะแนนที่ได้", "80.00", "84.10"), ("ระดับผลการประเมิน", "ผ่าน", "")]
    fields = word(SCORES, two)
    assert (fields["total"].value, fields["level"].value) == (None, "ผ่าน")
    both = word(SCORES, [two[0], ("ระดับผลการประเมิน", "ผ่าน", "ผ่านดี")])
    assert (both["total"].value, both["level"].value) == (None, None)
    one = word(SCORES, [(row[0], row[1]) for row in two])
    assert (one["total"].value, one["level"].value) == ("80.00", "ผ่าน")


def test_a_card_with_item_and_title_side_by_side_on_top(word: Word) -> None:
    """`ข้อ o6` in the place of the labels below; without an item it is a measure of none."""
    rest = [("ระยะเวลา", "มีนาคม 2567"), ("การติดตามผล", "รายงานทุกเดือน")]
    cards = [
        [(item, title), ("วิธีดำเนินการ", steps), ("ผู้รับผิดชอบ", "กองคลัง"), *rest]
        for item, title, steps in (
            ("ข้อ o6", "กฎหมายที่เกี่ยวข้อง", "ทำบัญชี"),
            ("ข้อ o7", "ข่าวประชาสัมพันธ์", "ทำคู่มือ"),
        )
    ]
    fields = word(SCORES, PLAN, *cards)
    assert measures(fields) == ["o6", "o7"]
    assert measures(fields, "0") == ["ทำบัญชี", "รายงานทุกเดือน", "ทำคู่มือ", "รายงานทุกเดือน"]
    theme = [("ความโปร่งใส", "เปิดเผยข้อมูลให้ครบ"), *cards[0][1:]]
    assert measures(word(SCORES, PLAN, theme)) == [None]


def test_cards_of_themes_one_below_the_other(word: Word) -> None:
    """Each under its title in a row; a label may be beside several rows."""
    rows = [
        row
        for number, theme in enumerate(("ลดขั้นตอนบริการ", "ยืมของสะดวก"), 1)
        for row in (
            (f"มาตรการที่ {number} {theme}", ""),
            ("วิธีดำเนินการ", f"- ทำคู่มือ {theme}"),
            ("", "- ติดประกาศหน้าสำนักงาน"),
            ("ผู้รับผิดชอบ", "กองคลัง"),
            ("ระยะเวลา", "มีนาคม 2567"),
        )
    ]
    fields = word(SCORES, PLAN, rows)
    assert measures(fields, "division") == ["กองคลัง"] * 2
    assert measures(fields, "0") == ["ทำคู่มือ ลดขั้นตอนบริการ", "ทำคู่มือ ยืมของสะดวก"]
    assert measures(fields, "1") == ["ติดประกาศหน้าสำนักงาน"] * 2


def test_weak_items_with_their_titles_beside_their_label(word: Word) -> None:
    """In a row of any table; one item alone is a row about it."""
    said = [("ข้อที่ไม่ได้คะแนน", "O8 คู่มือปฏิบัติงาน , O19 สถิติเรื่องร้องเรียน"), ("จัดทำโดย", "งานธุรการ")]
    fields = word(SCORES, said)
    found = [field.value for name, field in fields.items() if name.endswith(".item")]
    assert found == ["o8", "o19"]


@pytest.mark.parametrize(
    ("label", "items"), [("ข้อที่ต้องปรับปรุง", ["o13", "o31"]), ("เอกสารที่เกี่ยวข้อง", [])]
)
def test_a_sentence_that_lists_weak_items_beside_its_label(
    word: Word, label: str, items: list[str]
) -> None:
    """In a table of labels; beside another label it lists none."""
    said = [("คะแนนที่ได้", "84.10"), ("ผลการประเมิน", "ผ่าน")]
    labels = [*said, ("ผู้รับผิดชอบ", "สำนักปลัด"), ("ระยะเวลา", "มีนาคม 2567")]
    fields = word(SCORES, [*labels, (label, "ข้อ o13 และ o31")])
    found = [field.value for name, field in fields.items() if ".items." in name]
    assert found[::2] == items


def test_counted_measures_with_who_and_when_below_each(word: Word) -> None:
    """In a table without heads; the last may stand below it."""
    rows = [
        ("1", "ทำป้ายขั้นตอนบริการ"),
        ("", "กองคลัง รับผิดชอบ  กำหนดเสร็จ มีนาคม 2567"),
        ("2", "อบรมพนักงานเรื่องการยืมพัสดุ"),
    ]
    below = "กองช่าง เป็นผู้รับผิดชอบ  กำหนดเสร็จ เมษายน 2567"
    fields = word(SCORES, "กิจกรรมที่จะทำในปี 2567", rows, below)
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "due") == ["มีนาคม 2567", "เมษายน 2567"]
    assert measures(fields, "0") == ["ทำป้ายขั้นตอนบริการ", "อบรมพนักงานเรื่องการยืมพัสดุ"]


def test_the_counted_fields_of_a_form(word: Word) -> None:
    """Whose report it is, and the letter that it is sent with."""
    form = [
        ("1.2 ชื่อ อปท.", "องค์การบริหารส่วนตำบลนาคำ"),
        ("1.3 อำเภอ", "ลำปลายมาศ"),
        ("1.4 จังหวัด", "บุรีรัมย์"),
        ("1.5 หนังสือนำส่ง", "ที่ บร 81305/ว 52 ลงวันที่ 21 ตุลาคม 2566"),
    ]
    fields = word("1.1 ข้อมูลทั่วไป", form, SCORES)
    assert fields["memo.number"].value == "บร 81305/ว 52"
    assert "ลำปลายมาศ" in (fields["agency.district"].value, *fields["agency.district"].others)

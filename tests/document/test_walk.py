"""Tables and labelled lines of every kind become records: what stands together stands together."""

from pathlib import Path

import pytest

from ita_sync.document.find import walk
from ita_sync.document.find.labels import Label, alone, label_of, led, parted
from ita_sync.document.find.records import Record
from ita_sync.document.parts import Block, Content, Document, Kind, Line, Row, Spot, Table
from tests.document.conftest import rules

YEAR = rules(2566)


def records(*blocks: Block, lossy: bool = False) -> list[Record]:
    """Return the records of a document made of these blocks."""
    document = Document(Path("x"), "", Kind.TEXT, Content(blocks, lossy=lossy))
    return walk.collect(document, YEAR).records


def table(*rows: tuple[str | None, ...]) -> Table:
    """Return a table."""
    return Table(tuple(Row(cells, Spot(row=number)) for number, cells in enumerate(rows, 1)))


def cells(record: Record) -> dict[str, str]:
    """Return the texts of a record."""
    return {label.value: seen.text for label, seen in record.cells.items()}


HEAD = ("ประเด็นข้อคำถาม", "คะแนน", "แนวทางการพัฒนา")
WEAK = Line("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล คะแนนเฉลี่ย 75.00 คะแนน", Spot(line=1))


def test_a_table_under_heads() -> None:
    """A row is a record, under the indicator of the heading above."""
    found = records(WEAK, table(HEAD, ("o13 รายงาน", "0.00", "เผยแพร่")))
    assert [(record.context.indicator, cells(record)) for record in found] == [
        (9, {"item": "o13 รายงาน", "score": "0.00", "remedy": "เผยแพร่"})
    ]


def test_a_table_that_goes_on_has_no_heads() -> None:
    """With as many columns it stands under those above, with another number it does not."""
    assert len(records(WEAK, table(HEAD, ("o13", "0.00", "ก")), table(("o14", "0.00", "ข")))) == 2
    assert len(records(WEAK, table(HEAD, ("o13", "0.00", "ก")), table(("o14", "0.00")))) == 1


def test_a_row_that_a_page_cut_goes_on_with_the_one_above() -> None:
    """Without item and score, or, where no number is lost, without the number of an item."""
    whole = ("o13 รายงานผลการ", "0.00", "เผย")
    assert (
        cells(records(WEAK, table(HEAD, whole), table(("", "", "แพร่")))[0])["remedy"] == "เผย\nแพร่"
    )
    cut = records(WEAK, table(HEAD, whole), table(("ดำเนินงาน", "", "แพร่")))
    assert [cells(record)["item"] for record in cut] == ["o13 รายงานผลการ\nดำเนินงาน"]
    assert len(records(WEAK, table(HEAD, whole), table(("ดำเนินงาน", "", "แพร่")), lossy=True)) == 2


def test_a_whole_row_at_the_top_of_a_page_is_one_of_its_own() -> None:
    """Its item has no number, as those above have; but it says all that they say."""
    head = ("ประเด็น", "ขั้นตอน", "กำหนดเวลา")
    found = records(
        WEAK,
        table(head, ("i19. บุคลากร", "ก", "ทุกเดือน")),
        table(("คู่มือ", "ข", "ทุกไตรมาส"), ("i20.", "ค", "ทุกปี")),
    )
    assert [cells(record)["due"] for record in found] == ["ทุกเดือน", "ทุกไตรมาส", "ทุกปี"]


def test_a_text_over_several_heads_is_none() -> None:
    """`ขั้นตอน…` under an item whose cell goes on: the heads above it stand each over one column."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "กำหนดเวลา", "การรายงานผล")
    steps = (None, "ขั้นตอนหรือวิธีการ\nจัดทำคู่มือ", None, None)
    found = records(
        table(head, ("e7", "กองคลัง", "ทุกเดือน", "ก")),
        table(head, steps, ("e8", "กองช่าง", "ทุกปี", "ข")),
    )
    assert [cells(record) for record in found] == [
        {"item": "e7", "division": "กองคลัง", "due": "ทุกเดือน", "follow_up": "ก", "steps": "จัดทำคู่มือ"},
        {"item": "e8", "division": "กองช่าง", "due": "ทุกปี", "follow_up": "ข"},
    ]


def test_the_end_of_a_head_alone_is_no_row() -> None:
    """A page break cut the head, and the writer repeats its end."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "การรายงานผลและกำกับติดตาม กำหนด เวลาแล้วเสร็จ")
    cut = (*head[:2], "การรายงานผลและกำกับติดตาม กำหนด")
    found = records(
        table(head, ("e7", "กองคลัง", "ก")),
        table(cut, ("", "", "เวลาแล้วเสร็จ"), ("e8", "กองช่าง", "ข")),
    )
    assert [cells(record)["follow_up"] for record in found] == ["ก", "ข"]


def test_the_number_of_a_row_is_no_indicator_where_that_is_merged() -> None:
    """`๔` counts rows; the indicator is the one above."""
    head = ("ลำดับ", "แบบวัด", "ตัวชี้วัดที่", "ข้อ", "คะแนน")
    found = records(table(head, ("๓", "OIT", "๑๐", "o๓๓", "๐"), ("๔", None, None, "o๔๑", "๐")))
    assert [record.context.indicator for record in found] == [10, 10]


def test_a_cell_that_lies_beside_several_measures_is_of_each() -> None:
    """Who is responsible, merged over two rows."""
    head = ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ")
    found = records(table(head, ("e7", "ก", "กองคลัง"), ("e8", "ข", None), ("e9", "ค", "")))
    assert [cells(record).get("division") for record in found] == ["กองคลัง", "กองคลัง", None]


def test_the_name_of_an_indicator_is_no_head() -> None:
    """Though it holds the words of one, beside a text that does as well."""
    head = ("ตัวชี้วัด", "ประเด็นที่ทำได้ดี", "วิธีรักษาระดับ")
    found = records(table(head, ("5. การแก้ไขปัญหาการทุจริต", "ได้รับคำตอบที่ชัดเจน", "คงแนวทางเดิมไว้")))
    assert [record.context.indicator for record in found] == [5]


def test_a_row_that_says_what_a_head_ends_with_is_one() -> None:
    """Only at the top of a table whose heads were printed before, it is the rest of those."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "การกำกับติดตามและรายงานผล")
    found = records(
        table(head, ("e7", "กองคลัง", "ประชุม"), ("", "", "ประเมิน"), ("", "", "รายงานผล"))
    )
    assert cells(found[0])["follow_up"] == "ประชุม\nประเมิน\nรายงานผล"


def test_what_was_put_together_from_two_pages_is_told() -> None:
    """A line stands between the two tables, as a page's own heading."""
    head = ("ข้อ", "ขั้นตอน", "ผู้รับผิดชอบ")
    rest = Table((Row(("", "คู่มือ", ""), Spot(page=2, table=1, row=1)),))
    found = records(
        table(head, ("e7", "จัดทำ", "กองคลัง")), Line("เอกสารแนบท้าย", Spot(page=2, line=1)), rest
    )
    assert found[0].cells[Label.STEPS].place.torn
    assert not found[0].cells[Label.DIVISION].place.torn


def test_a_row_of_a_new_table_goes_on_with_none_of_another() -> None:
    """Its own table had no row before the page break."""
    measures = table(("ประเด็น", "ขั้นตอน", "กำหนดเวลา"), ("e14. หน่วยงาน", "ก", "ทุกปี"))
    strengths = table(("ประเด็น", "คะแนน", "การรักษาระดับ"))
    found = records(measures, strengths, table(("มีทะเบียนคุมพัสดุ", "-", "คงไว้")))
    assert [cells(record)["item"] for record in found] == ["e14. หน่วยงาน", "มีทะเบียนคุมพัสดุ"]


def test_a_misread_head_is_as_in_an_earlier_table() -> None:
    """In recognised text only."""
    head, misread = ("ข้อ", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ"), ("ซ้อ", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ")
    tables = (
        table(head, ("e7", "กองคลัง", "ก")),
        Line("คั่น", Spot(line=5)),
        table(misread, ("e8", "กองช่าง", "ข")),
    )
    assert [cells(record).get("item") for record in records(*tables, lossy=True)] == ["e7", "e8"]
    assert [cells(record).get("item") for record in records(*tables)] != ["e7", "e8"]


def test_a_recognised_row_that_lacks_nothing_but_its_item() -> None:
    """The number was not seen; the row is none the less one of its own."""
    head = ("ข้อ", "ผู้รับผิดชอบ", "ขั้นตอน", "กำหนดเวลา")
    rows = [("e7", "กองคลัง", "ก", "ทุกปี"), ("", "กองช่าง", "ข", "ทุกเดือน"), ("", "", "ค", "")]
    assert [cells(record)["item"] for record in records(table(head, *rows), lossy=True)] == [
        "e7",
        "",
    ]
    assert len(records(table(head, *rows))) == 1


def test_a_table_whose_first_row_names_columns_is_not_turned() -> None:
    """Before a page break it may have a title and nothing else."""
    found = records(
        table(HEAD, ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "", "")), table(("i1 บุคลากร", "70.00", "ก"))
    )
    assert [(record.context.indicator, cells(record)["item"]) for record in found] == [
        (1, "i1 บุคลากร")
    ]


def test_heads_in_two_rows() -> None:
    """The second names what stands under a wide head."""
    first = ("ข้อ", "คะแนน", None, "แนวทางการพัฒนา")
    found = records(
        WEAK,
        table(first, (None, "คะแนนที่ได้", "ผลการประเมิน", None), ("o13 ก", "0.00", "ไม่ผ่าน", "ทำ")),
    )
    assert [cells(record) for record in found] == [
        {"item": "o13 ก", "score": "0.00", "result": "ไม่ผ่าน", "remedy": "ทำ"}
    ]


def test_labels_and_values() -> None:
    """An item opens a record; the same again on the next page goes on with it."""
    first = table(("ข้อคำถาม", "o13 รายงาน"), ("คะแนน", "0.00"), ("แนวทางการพัฒนา", "เผยแพร่"))
    again = table(("ข้อคำถาม", "o13 รายงาน"), ("ผู้รับผิดชอบ", "กองคลัง"))
    found = records(WEAK, first, again)
    assert [cells(record) for record in found] == [
        {"item": "o13 รายงาน", "score": "0.00", "remedy": "เผยแพร่", "division": "กองคลัง"}
    ]


def test_a_turned_table_is_set_upright() -> None:
    """Heads on the left, an indicator a column."""
    found = records(
        table(("ตัวชี้วัด", "1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ"), ("คะแนน", "98.01", "93.22"))
    )
    assert [(record.context.indicator, cells(record)["score"]) for record in found] == [
        (1, "98.01"),
        (2, "93.22"),
    ]


def test_the_indicators_score_stands_apart_from_the_items() -> None:
    """In one big table each has its column; a row below leaves out what the row above has said."""
    head = ("ตัวชี้วัด", "คะแนน", "ผลการประเมิน", "ข้อคำถาม", "คะแนนข้อคำถาม")
    rows = (("9 การเปิดเผยข้อมูล", "75.00", "ไม่ผ่านเกณฑ์", "o13", "0.00"), ("", "", "", "o14", "0.00"))
    found = records(table(head, *rows))
    assert [record.context.indicator for record in found] == [9, 9]
    assert found[0].own[Label.SCORE].text == "75.00"
    assert [cells(record) for record in found] == [
        {"item": "o13", "score": "0.00"},
        {"item": "o14", "score": "0.00"},
    ]


def test_the_column_of_an_earlier_year_is_left_out() -> None:
    """The newest of the years compared is read."""
    found = records(
        table(("ตัวชี้วัด", "คะแนนปี 2565", "คะแนนปี 2566"), ("1 การปฏิบัติหน้าที่", "50.00", "98.01"))
    )
    assert cells(found[0])["score"] == "98.01"


def test_a_tick_says_what_stands_over_it() -> None:
    """Two columns under one head, a stroke in one of them."""
    head = (("ตัวชี้วัดที่", "คะแนน", "ผลการประเมิน", None), (None, None, "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"))
    found = records(table(*head, ("1", "98.01", "/", ""), ("9", "75.00", "", "/")))
    assert ["ไม่ผ่าน" in cells(record)["result"] for record in found] == [False, True]


def test_lines_with_labels() -> None:
    """An item's line, labelled lines, and numbered lines under a label that stands alone."""
    texts = (
        "ข้อ o13 รายงานผล ได้ 0.00 คะแนน แนวทางการพัฒนา: เผยแพร่",
        "1.1 หน่วยงานที่รับผิดชอบ : กองคลัง",
        "1.2 วิธีดำเนินการ มีดังนี้",
        "(1) จัดทำ",
        "(2) เผยแพร่",
        "กำหนดเวลาแล้วเสร็จ: ทุกเดือน",
    )
    found = records(WEAK, *(Line(text, Spot(line=n)) for n, text in enumerate(texts, 2)))
    assert [cells(record) for record in found] == [
        {
            "item": "o13 รายงานผล",
            "score": "0.00",
            "remedy": "เผยแพร่",
            "division": "กองคลัง",
            "steps": "(1) จัดทำ\n(2) เผยแพร่",
            "due": "ทุกเดือน",
        }
    ]


def test_who_is_responsible_stands_above_a_table() -> None:
    """It holds for all that follows, up to the next one."""
    steps = table(("ประเด็น", "ขั้นตอน", "กำหนดเวลาแล้วเสร็จ"), ("o13", "จัดทำ", "ทุกเดือน"))
    found = records(
        Line("ผู้รับผิดชอบ กองคลัง", Spot(line=1)), steps, Line("ผู้รับผิดชอบ กองช่าง", Spot(line=2)), steps
    )
    assert [record.context.given[Label.DIVISION].text for record in found] == ["กองคลัง", "กองช่าง"]


def test_a_step_a_row() -> None:
    """Rows that only number a step go on with the item above, each a step of its own."""
    head = ("รายการข้อคำถาม", "ขั้นที่", "กิจกรรม", "ผู้รับผิดชอบ")
    found = records(table(head, ("o13", "1", "จัดทำ", "กองคลัง"), ("", "2", "เผยแพร่", "")))
    assert [cells(record)["steps"] for record in found] == ["จัดทำ\n- เผยแพร่"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ผู้รับผิดขอบ", Label.DIVISION),  # a letter misread
        ("ปะเด็นข้อคำถาม", Label.ITEM),
        ("ขั้นตอนหรือวิธีการ/มาตรการ", Label.STEPS),
        ("การรายงานผลและกำกับติดตาม กำหนดเวลาแล้วเสร็จ", Label.FOLLOW_UP),
        ("ประเด็นที่ควรรักษาระดับ", Label.POINT),
        ("ลำดับที่", Label.NUMBER),
        ("o13 คะแนน", None),
        ("98.01 คะแนน", None),
        ("กองคลัง", None),
        ("", None),
        ("คะแนน" * 20, None),
    ],
)
def test_labels(text: str, label: Label | None) -> None:
    """Heads as they are worded, a letter or two wrong; a text is no head."""
    assert label_of(text) is label


def test_labels_in_a_line() -> None:
    """With a colon anywhere, without one only where it begins the text, or alone."""
    assert parted("คะแนน: 5 ผู้รับผิดชอบ: กองคลัง") == (
        "",
        [(Label.SCORE, "5"), (Label.DIVISION, "กองคลัง")],
    )
    assert parted("รายงานผลการดำเนินงาน") == ("รายงานผลการดำเนินงาน", [])
    assert led("ผู้รับผิดชอบ กองคลัง") == (Label.DIVISION, "กองคลัง")
    assert led("กองคลังรับผิดชอบ งาน") is None
    assert alone("๑.๒ วิธีดำเนินการ มีดังนี้") is Label.STEPS
    assert alone("กองคลัง") is None

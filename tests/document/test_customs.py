"""What officers also write: several items in a cell, last year's measures, days left open, columns of people."""

from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document.draft import Field, Trust
from ita_sync.document.find import items
from tests.document.conftest import Word, rules
from tests.document.test_shapes import GOOD, Read, table

YEAR = rules(2566)
HEADS = ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ")
PLAN = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2567"
DONE = "ผลการดำเนินงานตามมาตรการปีที่ผ่านมา (ปีงบประมาณ พ.ศ. 2566)"
SCORES = [("ตัวชี้วัด", "คะแนน")] + [
    (name, "84.00")
    for name in ("1. การปฏิบัติหน้าที่", "2. การใช้งบประมาณ", "3. การใช้อำนาจ", "4. การใช้ทรัพย์สินของราชการ")
]


def measures(fields: dict[str, Field], name: str = "item") -> list[str | None]:
    """Return one value of each measure."""
    return [
        field.value
        for key, field in fields.items()
        if key.startswith("measures.") and key.endswith(f".{name}")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("o33, o41", {"o33": False, "o41": False}),
        ("o33 และ o41", {"o33": False, "o41": False}),
        ("o๑๖ o๒๔\no๒๙", {"o16": False, "o24": False, "o29": False}),
        ("ข้อ i20 - i23", {"i20": False, "i21": True, "i22": True, "i23": False}),
        ("E6,e10 การสื่อสาร", {"e6": False, "e10": False}),
        ("i20 ความสะดวก", {}),
        ("o1 - i3", {"o1": False, "i3": False}),
        ("ไม่มี", {}),
    ],
)
def test_several_items(text: str, found: dict[str, bool]) -> None:
    """Each is told, and whether its own number stands there."""
    assert items.several(text) == found


def test_a_measure_for_several_items_stands_for_each(word: Word) -> None:
    """Those between the ends of a span are marked."""
    fields = word(SCORES, PLAN, [HEADS, ("i20 - i22", "อบรม", "กองคลัง", "31 มีนาคม 2567")])
    assert measures(fields) == ["i20", "i21", "i22"]
    assert [fields[f"measures.{n}.item"].trust for n in range(3)] == [
        Trust.SURE,
        Trust.SINGLE,
        Trust.SURE,
    ]
    assert measures(fields, "due_date") == ["31 มีนาคม 2567"] * 3


@pytest.mark.parametrize("before", [True, False])
def test_measures_already_carried_out_are_not_those_to_come(word: Word, *, before: bool) -> None:
    """They stand under a heading of their own."""
    done = [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", "แล้วเสร็จเมื่อ"),
        ("i20", "ทำทะเบียน", "สำนักปลัด", "30 มิถุนายน 2566"),
    ]
    plan = [HEADS, ("i20", "อบรม", "กองคลัง", "31 มีนาคม 2567")]
    parts = [DONE, done, PLAN, plan] if before else [PLAN, plan, DONE, done]
    fields = word(SCORES, *parts)
    assert (measures(fields), measures(fields, "division")) == (["i20"], ["กองคลัง"])
    alone = word(SCORES, DONE, done)
    assert alone["measures.0.due_date"].trust is Trust.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "due", "day"),
    [
        ("31 มีนาคม 2567", [], ["31 มีนาคม 2567"]),
        ("ตั้งแต่วันที่ 1 ตุลาคม 2566 เป็นต้นไป", ["ตั้งแต่วันที่ 1 ตุลาคม 2566 เป็นต้นไป"], []),
        ("ภายใน 15 วัน นับแต่วันที่ 1 มกราคม 2567", ["ภายใน 15 วัน นับแต่วันที่ 1 มกราคม 2567"], []),
    ],
)
def test_the_day_from_which_on_is_no_due_date(
    word: Word, text: str, due: list[str], day: list[str]
) -> None:
    """Only the day until which."""
    fields = word(SCORES, PLAN, [HEADS, ("i20", "อบรม", "กองคลัง", text)])
    assert (measures(fields, "due"), measures(fields, "due_date")) == (due, day)


@pytest.mark.parametrize(
    "heads", [("เริ่มต้น", "สิ้นสุด"), ("ระยะเวลาเริ่ม", "กำหนดแล้วเสร็จ"), ("วันที่เริ่มต้น", "วันที่สิ้นสุด")]
)
def test_a_column_of_beginnings(word: Word, heads: tuple[str, str]) -> None:
    """The end is when it is due."""
    table = [
        ("ข้อ", "มาตรการ", "ผู้รับผิดชอบ", *heads),
        ("i20", "อบรม", "กองคลัง", "1 ธันวาคม 2566", "31 มีนาคม 2567"),
    ]
    fields = word(SCORES, PLAN, table)
    assert (measures(fields, "due"), measures(fields, "due_date")) == ([], ["31 มีนาคม 2567"])


def test_columns_of_people(word: Word) -> None:
    """Two who are responsible are told apart; who supervises is no way of following up."""
    heads = ("ข้อ", "มาตรการ", "ผู้กำกับดูแล", "ผู้รับผิดชอบหลัก", "ผู้รับผิดชอบร่วม")
    fields = word(SCORES, PLAN, [heads, ("i20", "อบรม", "ปลัดเทศบาล", "กองคลัง", "กองช่าง")])
    assert (measures(fields, "division"), measures(fields, "0")) == (["กองคลัง, กองช่าง"], ["อบรม"])


def test_a_list_of_all_items_is_not_one_of_weak_ones(word: Word) -> None:
    """Only those below the pass mark are weak; in a list of weak ones a high score is doubted."""
    table = [
        ("ข้อ", "ข้อคำถาม", "คะแนน"),
        ("i19", "ก", "88.00"),
        ("i20", "ข", "79.68"),
        ("i21", "ค", "100.00"),
    ]
    fields = word(SCORES, "ผลคะแนนรายข้อคำถาม แบบวัด IIT", table)
    assert [fields[f"weak.0.items.{n}.item"].value for n in range(1)] == ["i20"]
    assert "weak.0.items.1.item" not in fields
    listed = word(SCORES, "ประเด็นที่ต้องแก้ไข ตัวชี้วัดที่ 4", table)
    assert listed["weak.0.items.0.score"].trust is Trust.DOUBTFUL


def test_an_item_whose_number_a_narrow_column_broke(word: Word) -> None:
    """`o1 8` may be o1 or o18: left empty, with both."""
    item = word(SCORES, PLAN, [HEADS, ("o1 8", "อบรม", "กองคลัง", "31 มีนาคม 2567")])[
        "measures.0.item"
    ]
    assert (item.value, item.trust, item.others) == (None, Trust.DOUBTFUL, ("o18", "o1"))


def test_a_memo_whose_number_and_day_are_to_be_written_by_hand(word: Word) -> None:
    """No other day of the document is taken for it, and half a number is doubted."""
    for line in ("วันที่ ..............", "วันที่      พฤศจิกายน 2566"):
        fields = word(
            "บันทึกข้อความ", "ที่ ชย 53204/", line, "เรื่อง รายงานผล", "วันที่ 15 ธันวาคม 2566", SCORES
        )
        assert (fields["memo.number"].trust, fields["memo.date"].value) == (Trust.DOUBTFUL, None)
    fields = word(
        "บันทึกข้อความ", "ที่ ชย 53204/1", "เรื่อง รายงานผล", "วันที่ 15 ธันวาคม 2566 รองนายกลงนาม", SCORES
    )
    assert fields["memo.date"].value is None


@pytest.mark.parametrize(("number", "trust"), [(9, Trust.SURE), (10, Trust.SINGLE)])
def test_a_recognised_zero_under_the_heading_of_another_indicator(
    read_text: Read, number: int, trust: Trust
) -> None:
    """The item is told by its words; but is the list one of weak items of this indicator at all?"""
    weak = (
        f"จุดอ่อน\nตัวชี้วัดที่ {number}\nข้อคำถาม\tคะแนน\tแนวทาง\no13 {YEAR.titles.items['o13']}\t0.00\tก\n"
    )
    score = read_text(table(GOOD) + weak)["weak.0.items.0.score"]
    assert (score.value, score.trust) == ("0.00", trust)


def test_a_measure_in_paragraphs(word: Word) -> None:
    """`มาตรการที่ 1 แก้ไขข้อ i7`, and its labels below."""
    lines = (
        "มาตรการที่ 1 แก้ไขข้อ i7",
        "วิธีการ: เผยแพร่แผน",
        "หน่วยงานรับผิดชอบ: กองคลัง",
        "ระยะเวลา: 30/9/2567",
    )
    fields = word(SCORES, PLAN, *lines)
    told = [measures(fields, name) for name in ("item", "0", "division", "due_date")]
    assert told == [["i7"], ["เผยแพร่แผน"], ["กองคลัง"], ["30 กันยายน 2567"]]


def test_weak_items_in_sentences(word: Word) -> None:
    """Each with its score, or with none where the sentence says so of all."""
    fields = word(
        SCORES,
        "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร ข้อคำถามที่ได้คะแนนต่ำกว่า ๘๕ คะแนน ได้แก่ ข้อ e๗ การเผยแพร่ข้อมูล ได้ "
        "๘๑.๓๐ คะแนน และข้อ e๘"
        " ช่องทางรับฟัง ได้ ๗๙.๔๕ คะแนน",
        "ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต ข้อที่ไม่ได้คะแนน (๐ คะแนน) ได้แก่ o๓๓ และ o๔๑",
        "ทั้งนี้ ข้อที่ได้คะแนนสูงสุด ได้แก่ ข้อ e1 การให้บริการ ได้ ๙๙.๐๐ คะแนน",
    )
    found = [
        (
            fields[f"weak.{n}.indicator"].value,
            fields[f"weak.{n}.items.{m}.item"].value,
            fields[f"weak.{n}.items.{m}.score"].value,
        )
        for n in range(2)
        for m in range(2)
    ]
    assert found == [
        ("7", "e7", "81.30"),
        ("7", "e8", "79.45"),
        ("10", "o33", "0.00"),
        ("10", "o41", "0.00"),
    ]
    assert "weak.2.indicator" not in fields


APPENDIX = (
    "ภาคผนวก รายงานผลการวิเคราะห์ ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕",
    "จุดอ่อนที่ต้องแก้ไข",
    [("ข้อ", "คะแนน", "แนวทางแก้ไข"), ("i9", "79.33", "ก"), ("o42", "0", "ข")],
    "มาตรการ ปีงบประมาณ พ.ศ. 2566",
    [HEADS, ("i9", "ชี้แจง", "กองคลัง", "ธันวาคม 2565")],
)


def test_an_appendix_that_is_the_report_of_an_earlier_year_is_left_out(
    word: Word, tmp_path: Path
) -> None:
    """And that is said; one about the year itself is read."""
    plan = [HEADS, ("i20", "อบรม", "กองคลัง", "31 มีนาคม 2567")]
    fields = word(SCORES, PLAN, plan, *APPENDIX)
    assert measures(fields) == ["i20"]
    assert not any(name.startswith("weak") for name in fields)
    notes = [str(note) for note in document.read(tmp_path / "report.docx", rules).notes]
    assert "The report of an earlier year begins at paragraph 6; it was not read." in notes
    assert measures(word(SCORES, "ภาคผนวก ก", PLAN, plan)) == ["i20"]


def test_a_second_row_of_a_measure(word: Word) -> None:
    """Who and when of each row, told apart."""
    table = [
        HEADS,
        ("e12", "ลดขั้นตอน", "กองคลัง", "ภายใน 30 วัน"),
        ("", "รายงานผล", "กองช่าง", "ทุกเดือน"),
    ]
    fields = word(SCORES, PLAN, table)
    assert [measures(fields, name) for name in ("0", "1", "division", "due")] == [
        *(["ลดขั้นตอน"], ["รายงานผล"]),
        *(["กองคลัง, กองช่าง"], ["ภายใน 30 วัน, ทุกเดือน"]),
    ]


def test_measures_that_name_no_item_are_told(word: Word, tmp_path: Path) -> None:
    """They are not taken, and not passed over in silence."""
    assert (
        measures(word(SCORES, PLAN, [("เรื่อง", *HEADS[1:]), ("ก", "อบรม", "กองคลัง", "ทุกเดือน")]))
        == []
    )
    notes = [str(note) for note in document.read(tmp_path / "report.docx", rules).notes]
    assert "Measures that name no item were not taken: table 2, row 2." in notes


def test_weak_items_beside_points_to_keep_up(word: Word) -> None:
    """Two tables in one."""
    heads = ("จุดแข็ง", "คะแนน", "จุดอ่อน", "คะแนน")
    fields = word(SCORES, "ตัวชี้วัดที่ 4", [heads, ("i19 ยืมง่าย", "97.20", "i20 ความสะดวก", "82.00")])
    assert (fields["weak.0.items.0.item"].value, fields["weak.0.items.0.score"].value) == (
        "i20",
        "82.00",
    )
    assert (fields["strengths.0.point"].value, fields["strengths.0.score"].value) == (
        "i19 ยืมง่าย",
        "97.20",
    )


def test_the_memo_goes_before_a_letter_to_others(word: Word) -> None:
    """Both report; the one that is titled บันทึกข้อความ is the executive's."""
    letter = ("ที่ นม 52002/1845", "วันที่ 10 พฤศจิกายน 2566", "เรื่อง รายงานผลการวิเคราะห์", "เรียน นายอำเภอ")
    memo = (
        "บันทึกข้อความ",
        "ที่ นม 52002/77",
        "วันที่ 3 พฤศจิกายน 2566",
        "เรื่อง รายงานผลการวิเคราะห์",
        "เรียน นายก",
    )
    for parts in ((*letter, *memo), (*memo, *letter)):
        fields = word(*parts, SCORES)
        assert (fields["memo.number"].value, fields["memo.date"].value) == (
            "นม 52002/77",
            "3 พฤศจิกายน 2566",
        )


def test_a_label_before_the_name_of_an_indicator_is_a_heading(word: Word) -> None:
    """`ประเด็นที่ต้องแก้ไข : ตัวชี้วัดที่ 4 …`; the rules of another year do not say which item is whose."""
    weak = ("ประเด็นที่ต้องแก้ไข : ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", [("ข้อ", "คะแนน"), ("i11", "81.22")])
    fields = word("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567", "ITA ปีงบประมาณ พ.ศ. 2567", SCORES, *weak)
    assert (fields["fiscal_year"].value, fields["weak.0.indicator"].value) == ("2567", "4")


def test_a_derived_value_is_no_surer_than_what_it_follows_from(word: Word) -> None:
    """A result of a score that is doubted."""
    fields = word(
        [("ตัวชี้วัด", "คะแนน ก", "คะแนน ข"), *((name, score, "90.00") for name, score in SCORES[1:])]
    )
    assert (fields["indicators.0.result"].value, fields["indicators.0.result"].trust) == (
        "ไม่ผ่านเกณฑ์",
        Trust.SINGLE,
    )

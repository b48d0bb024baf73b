"""Lines outside of tables: labels, sentences and headings, appendices of other years."""

from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document.draft import Trust
from ita_sync.document.parts import Line, Spot
from tests.document.conftest import Word, rules
from tests.document.find.records import WEAK, cells, records
from tests.document.plans import HEADS, PLAN, SCORES, measures

APPENDIX = (
    "ภาคผนวก รายงานผลการวิเคราะห์ ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕",
    "จุดอ่อนที่ต้องแก้ไข",
    [("ข้อ", "คะแนน", "แนวทางแก้ไข"), ("i9", "79.33", "ก"), ("o42", "0", "ข")],
    "มาตรการ ปีงบประมาณ พ.ศ. 2566",
    [HEADS, ("i9", "ชี้แจง", "กองคลัง", "ธันวาคม 2565")],
)


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


def test_labels_without_a_colon_below_a_weak_item() -> None:
    """What is done about it, and then who does it and when; a word of a list is no label."""
    texts = (
        "ประเด็นที่ต้องแก้ไข",
        "ประเด็นที่ 1 ข้อ i7 ไม่ทราบแผน (ได้ 70.11 คะแนน)",
        "สาเหตุ ไม่มีใครแจ้ง",
        "วิธีการ ปิดประกาศแผน",
        "ผู้รับผิดชอบ กองคลัง",
        "กำหนดเวลา มกราคม 2567",
        "ประเด็นที่ 2 ข้อ i20 การยืม (ได้ 65.72 คะแนน)",
        "ขั้นตอนการยืม ไม่ชัดเจน",
    )
    found = [cells(record) for record in records(*(Line(text, Spot(line=1)) for text in texts))]
    assert [one.get("steps") for one in found] == ["ปิดประกาศแผน", None]
    assert (found[0]["division"], found[0]["due"]) == ("กองคลัง", "มกราคม 2567")


@pytest.mark.parametrize("first", ["แนวทางแก้ไข ปิดประกาศแผน", ""])
def test_who_is_responsible_for_a_weak_item(first: str) -> None:
    """Between weak items it is said of the one above, below a list of them of all."""
    item, who, other = (
        "ข้อ i7 แผน ได้ 70.11 คะแนน",
        "ผู้รับผิดชอบ กองคลัง",
        "ข้อ i20 การยืม ได้ 65.72 คะแนน",
    )
    cards = (item, first, who, other, first, who)
    found = [
        [
            cells(record).get("division")
            for record in records(*(Line(text, Spot()) for text in texts))
        ]
        for texts in (("ข้อที่ต้องแก้ไข", *filter(None, cards)), ("ข้อที่ต้องแก้ไข", item, other, who))
    ]
    assert found == [["กองคลัง", "กองคลัง"], [None, None]]


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


def test_a_label_before_the_name_of_an_indicator_is_a_heading(word: Word) -> None:
    """`ประเด็นที่ต้องแก้ไข : ตัวชี้วัดที่ 4 …`; the rules of another year do not say which item is whose."""
    weak = ("ประเด็นที่ต้องแก้ไข : ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", [("ข้อ", "คะแนน"), ("i11", "81.22")])
    fields = word("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567", "ITA ปีงบประมาณ พ.ศ. 2567", SCORES, *weak)
    assert (fields["fiscal_year"].value, fields["weak.0.indicator"].value) == ("2567", "4")


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


@pytest.mark.parametrize(
    ("line", "item", "steps"),
    [
        ("1. มาตรการปรับปรุงการให้บริการ (ข้อ e12)", "e12", "มาตรการปรับปรุงการให้บริการ"),
        ("มาตรการ เพิ่มช่องทางการสื่อสาร (i6)", "i6", "เพิ่มช่องทางการสื่อสาร"),
        ("- ทบทวนคู่มือประชาชน แก้ไขข้อ e12", "e12", "ทบทวนคู่มือประชาชน"),
        ("มาตรการที่ 2 เสริมสร้างวินัย", "เสริมสร้างวินัย", "เสริมสร้างวินัย"),
    ],
)
def test_a_measure_in_a_labelled_paragraph(line: str, item: str, steps: str) -> None:
    """Its text before the labels is what is done, for the item at its end."""
    heading = Line("มาตรการส่งเสริมคุณธรรมและความโปร่งใส", Spot(line=1))
    said = Line(f"{line} ผู้รับผิดชอบ: กองคลัง ระยะเวลา: มีนาคม 2567", Spot(line=2))
    assert [cells(record) for record in records(heading, said)] == [
        {"item": item, "steps": steps, "division": "กองคลัง", "due": "มีนาคม 2567"}
    ]


def test_a_remedy_that_names_its_item() -> None:
    """It goes to that item, wherever it stands."""
    texts = (
        "ข้อ o13 รายงานผล ได้ 0.00 คะแนน",
        "ข้อ o14 รายงานผล ได้ 0.00 คะแนน",
        "แนวทางแก้ไขข้อ o13: เผยแพร่",
    )
    found = records(WEAK, *(Line(text, Spot(line=n)) for n, text in enumerate(texts, 2)))
    assert [cells(record).get("remedy") for record in found] == ["เผยแพร่", None]


def test_a_sentence_about_last_year_is_no_caption(word: Word) -> None:
    """The table below it is this year's."""
    fields = word("ปีงบประมาณ พ.ศ. 2565 ได้คะแนน 80.11 คะแนน", SCORES)
    assert fields["indicators.0.score"].trust is not Trust.DOUBTFUL


def test_the_heading_of_an_indicator_may_say_its_score(word: Word) -> None:
    """Its items stand below it; in 2567 nothing else tells whose they are."""
    fields = word(
        SCORES,
        "จุดอ่อน ปีงบประมาณ พ.ศ. 2566",
        "3.1 ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ได้คะแนน 80.11 ไม่ผ่านเกณฑ์",
        [("ข้อคำถาม", "คะแนน"), ("e6 การเข้าถึงข้อมูล", "76.20")],
    )
    assert fields["weak.0.indicator"].value == "7"


def test_a_table_of_contents_opens_no_section() -> None:
    """What follows it is under no heading of its lines."""
    item = "ข้อที่ได้คะแนนสูงสุด คือ i9 ได้ 91.55 คะแนน ส่วนข้อที่ต้องปรับปรุง ได้แก่ i7 และ i12"
    for line, count in (
        ("๔. มาตรการส่งเสริมคุณธรรมและความโปร่งใส ........ ๔", 0),
        ("๔. มาตรการส่งเสริมคุณธรรมและความโปร่งใส", 1),
    ):
        texts = (line, item)
        found = records(*(Line(text, Spot(line=n)) for n, text in enumerate(texts)))
        assert len(found) == count


def test_items_in_brackets_before_what_is_done(word: Word) -> None:
    """A measure that has none stands beside those that do."""
    fields = word(
        SCORES,
        PLAN,
        "3.1 (ข้อ o12) จัดทำรายงานสรุปผลให้ครบทุกวิธี",
        "ผู้รับผิดชอบ กองคลัง",
        "3.2 (ข้อ i7 กับ i11) เผยแพร่แผนการใช้จ่าย",
        "ผู้รับผิดชอบ สำนักปลัด",
    )
    assert measures(fields, "item") == ["o12", "i7", "i11"]
    assert measures(fields, "0") == ["จัดทำรายงานสรุปผลให้ครบทุกวิธี", *["เผยแพร่แผนการใช้จ่าย"] * 2]


def test_a_step_that_begins_as_a_label_does() -> None:
    """`กำหนดระดับ…` sets a level; only `กำหนดแล้วเสร็จ …` says when."""
    texts = (
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "มาตรการที่ 4 (ข้อ o23)",
        "วิธีดำเนินการ : ทบทวนการประเมินความเสี่ยง",
        "กำหนดระดับความเสี่ยง และรายงานผล",
        "กำหนดแล้วเสร็จ มีนาคม 2569",
    )
    (found,) = records(*(Line(text, Spot(line=n)) for n, text in enumerate(texts)))
    assert cells(found)["due"] == "มีนาคม 2569"


def test_labels_as_people_say_them() -> None:
    """What stands over them with its items is a title, and no step."""
    texts = (
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "1) ยืมของหลวง (i21)",
        "ทำอะไร - ทำสมุดคุมการยืม",
        "ใครทำ กองช่าง",
        "เสร็จ พ.ย. 65",
    )
    (found,) = records(*(Line(text, Spot(line=n)) for n, text in enumerate(texts)))
    assert cells(found) == {
        "item": "i21",
        "steps": "- ทำสมุดคุมการยืม",
        "division": "กองช่าง",
        "due": "พ.ย. 65",
    }


def test_what_a_sentence_says_of_the_items_it_lists(word: Word) -> None:
    """The remedy behind them is that of all."""
    fields = word(
        SCORES,
        "จุดอ่อน",
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร ข้อที่ได้คะแนนต่ำกว่าเกณฑ์ ได้แก่ ข้อ e6 การเข้าถึงข้อมูล ได้ 76.20 คะแนน"
        " และข้อ e8 การรับฟังความเห็น ได้ 74.55 คะแนน แนวทางแก้ไข: เพิ่มช่องทางออนไลน์",
    )
    names = ("item", "score")
    assert [fields[f"weak.0.items.{n}.{name}"].value for n in (0, 1) for name in names] == [
        *("e6", "76.20"),
        *("e8", "74.55"),
    ]
    assert fields["weak.0.remedy"].value == "เพิ่มช่องทางออนไลน์"


def test_measures_by_theme_whose_labels_stand_below() -> None:
    """The item is at the end of the line."""
    texts = (
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "ด้านการสื่อสาร",
        "• ปรับปรุงเว็บไซต์หน่วยงาน (e6)",
        "ผู้รับผิดชอบ: งานประชาสัมพันธ์",
        "• เปิดไลน์รับฟังความเห็น (e8)",
        "ผู้รับผิดชอบ: สำนักปลัด",
    )
    found = records(*(Line(text, Spot(line=n)) for n, text in enumerate(texts)))
    assert [cells(record) for record in found] == [
        {"item": "e6", "steps": "ปรับปรุงเว็บไซต์หน่วยงาน", "division": "งานประชาสัมพันธ์"},
        {"item": "e8", "steps": "เปิดไลน์รับฟังความเห็น", "division": "สำนักปลัด"},
    ]


def test_a_heading_may_say_the_nought_of_all_items_below_it() -> None:
    """An item with a score of its own keeps it, and no heading gives a measure one."""
    lines = (
        "ข้อที่ต้องปรับปรุงเร่งด่วน (ได้ 0 คะแนน)",
        "• o2 ข้อมูลผู้บริหาร",
        "• o15 รายงานผล 50.00",
        "ข้อที่ต้องปรับปรุง",
        "• o16 ข้อมูลสถิติ",
        "มาตรการ ปี 2567 ข้อที่ได้ 0 คะแนน",
        "o2 ข้อมูลผู้บริหาร",
    )
    found = records(*(Line(line, Spot(line=n)) for n, line in enumerate(lines, 1)))
    assert [cells(record).get("score") for record in found] == ["0", "50.00", None, None]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("o10 โดย งานบริการ", {"item": "o10", "division": "งานบริการ"}),
        (
            "1) [o13] ผู้รับผิดชอบ กองพัสดุ (ภายใน ธ.ค. 2568)",
            {"item": "o13", "division": "กองพัสดุ", "due": "ภายใน ธ.ค. 2568"},
        ),
        ("3) ผู้รับผิดชอบ กองคลัง (มิ.ย. 2569)", {"division": "กองคลัง", "due": "มิ.ย. 2569"}),
        ("3) ผู้รับผิดชอบ กองคลัง (แห่งใหม่)", {"division": "กองคลัง"}),
    ],
)
def test_a_measure_may_begin_with_who_does_it(line: str, said: dict[str, str]) -> None:
    """Its steps stand below, and when it is to be done."""
    lines = ("มาตรการ", line, "- ก่อนอื่น ประชุม", "- เผยแพร่")
    found = records(*(Line(text, Spot(line=n)) for n, text in enumerate(lines, 1)))
    assert [cells(one) for one in found] == [said | {"steps": "- ก่อนอื่น ประชุม\n- เผยแพร่"}]


def test_done_by_without_a_colon() -> None:
    """`เสร็จ` and a month."""
    lines = ("มาตรการ", "o10 โดย งานบริการ", "- ประชุม", "เสร็จ ธ.ค. 2569")
    found = records(*(Line(text, Spot(line=n)) for n, text in enumerate(lines, 1)))
    assert cells(found[0])["due"] == "ธ.ค. 2569"


def test_a_remedy_behind_a_dash_after_the_title_of_a_weak_item() -> None:
    """It is only guessed; a dash right behind the number is none of that kind."""
    lines = ("จุดที่ยังไม่ได้คะแนน", "• ข้อ o13 รายงานผล — เพิ่มรายการ", "• ข้อ o14 — รายงานผลของปีก่อน")
    first, other = records(*(Line(text, Spot(line=n)) for n, text in enumerate(lines, 1)))
    assert cells(first) == {"score": "0", "item": "o13 รายงานผล", "remedy": "เพิ่มรายการ"}
    assert [seen.guessed for label, seen in first.cells.items() if label == "remedy"] == [True]
    assert "remedy" not in cells(other)


def test_steps_below_a_title_with_another_dot() -> None:
    """`◆ การปรับปรุงการทำงาน` over `– เปิดสายด่วน`."""
    lines = ("มาตรการ", "◆ การใช้อำนาจ", "– เปิดสายด่วน", "– ตอบกลับ", "ผู้รับผิดชอบ กองคลัง")
    found = records(*(Line(text, Spot(line=n)) for n, text in enumerate(lines, 1)))
    assert [(cells(one)["name"], cells(one)["steps"]) for one in found] == [
        ("◆ การใช้อำนาจ", "– เปิดสายด่วน\n– ตอบกลับ")
    ]


LISTED = ("ข้อที่ได้คะแนนต่ำกว่า 85", "- i7 แผน 70.10 คะแนน", "- o13 รายงานผล 0 คะแนน")


def test_what_is_done_below_a_list_of_weak_items_begins_the_measures(word: Word) -> None:
    """`แนวทางการพัฒนา`, an item right below it, or the remedy of each; other text is the last's."""
    plans = [("i7 แผน", "กองคลัง"), ("o13 รายงานผล", "กองช่าง")]
    lines = [line for item, who in plans for line in (item, "- ทำป้ายติดหน้าห้อง", f"ผู้รับผิดชอบ: {who}")]
    fields = word(SCORES, *LISTED, "แนวทางการพัฒนา", *lines)
    assert measures(fields, "0") == ["ทำป้ายติดหน้าห้อง"] * 2
    assert measures(fields) == ["i7", "o13"]
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert not [name for name in fields if name.endswith("remedy") and fields[name].value]
    remedies = ("1) i7 ประกาศแผนที่หน้าห้อง", "2) o13 รวบรวมรายงานทุกกอง")
    fields = word(SCORES, *LISTED, "แนวทางการพัฒนา", *remedies)
    found = [fields[f"weak.{n}.items.0.remedy"].value for n in (0, 1)]
    assert found == ["ประกาศแผนที่หน้าห้อง", "รวบรวมรายงานทุกกอง"]
    fields = word(SCORES, *LISTED, "แนวทางการพัฒนา", "รวบรวมรายงานทุกกอง")
    assert not measures(fields)
    assert fields["weak.1.items.0.remedy"].value == "รวบรวมรายงานทุกกอง"


def test_the_title_of_an_item_again_is_no_remedy(word: Word) -> None:
    """What is done about it stands below, behind a label; other words are the remedy."""
    table = [("ข้อ", "คะแนน"), ("i7 การรับรู้แผนการใช้จ่ายงบประมาณ", "70.10")]
    lines = ("ข้อที่ได้คะแนนต่ำกว่า 85", table, "แนวทางปรับปรุง")
    rest = ("วิธีดำเนินการ: ติดป้ายหน้าห้อง", "ผู้รับผิดชอบ: กองคลัง")
    fields = word(SCORES, *lines, "i7 การรับรู้แผนการใช้จ่ายงบประมาณ", *rest)
    assert "weak.0.items.0.remedy" not in fields
    assert (measures(fields), measures(fields, "0")) == (["i7"], ["ติดป้ายหน้าห้อง"])
    fields = word(SCORES, *lines, "i7 ติดแผนการใช้จ่ายหน้าห้อง")
    assert fields["weak.0.items.0.remedy"].value == "ติดแผนการใช้จ่ายหน้าห้อง"


def test_the_number_of_the_next_section_is_no_step(word: Word) -> None:
    """`4. …` behind the remedies of 3.1 to 3.3; the number after the last one is."""
    items = ("3.1 i7 แผน 70.10 คะแนน", "แนวทางแก้ไข: ติดป้าย", "3.2 o13 รายงานผล 0 คะแนน")
    lines = ("3. ข้อที่ต้องแก้ไข", *items)
    fields = word(SCORES, *lines, "แนวทางแก้ไข: ลงรายงาน", "4. ภาพรวมของหน่วยงาน")
    assert fields["weak.1.items.0.remedy"].value == "ลงรายงาน"
    fields = word(SCORES, *lines, "แนวทางแก้ไข: 1. ลงรายงาน", "2. ทำผังงาน", "4. ภาพรวมของหน่วยงาน")
    assert fields["weak.1.items.0.remedy"].value == "1. ลงรายงาน 2. ทำผังงาน"


def test_a_measure_whose_label_stands_apart_behind_it(word: Word) -> None:
    """Counted with letters, and who does it after a gap, without a colon."""
    fields = word(
        SCORES,
        "มาตรการที่จะดำเนินการในปีงบประมาณ 2567",
        "(ก) ข้อ i7 : แจ้งแผนการใช้จ่ายให้ทราบในที่ประชุมประจำเดือน  ผู้รับผิดชอบ กองคลัง",
        "(ข) ข้อ o16, o20 : กำหนดผู้รับผิดชอบรายข้อและตรวจลิงก์ก่อนส่ง  ผู้รับผิดชอบ สำนักปลัด อบต.",
    )
    names = [f"measures.{n}.{part}" for n in range(2) for part in ("item", "division")]
    assert [fields[name].value for name in names] == ["i7", "กองคลัง", "o16", "สำนักปลัด อบต."]
    assert (fields["measures.0.steps.0"].value or "").startswith("แจ้งแผน")

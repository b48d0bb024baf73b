"""Tables of every kind become records: what belongs together stays together."""

from ita_sync.document.find.words.labels import Label
from ita_sync.document.parts import Line, Spot
from tests.document.conftest import Word
from tests.document.find.records import HEAD, WEAK, cells, records, table
from tests.document.texts import GOOD, NAMES


def test_a_table_under_heads() -> None:
    """A row is a record, under the indicator of the heading above."""
    found = records(WEAK, table(HEAD, ("o13 รายงาน", "0.00", "เผยแพร่")))
    assert [(record.context.indicator, cells(record)) for record in found] == [
        (9, {"item": "o13 รายงาน", "score": "0.00", "remedy": "เผยแพร่"})
    ]


def test_a_table_that_goes_on_has_no_heads() -> None:
    """With as many columns it stands under those above, with another number what is in it tells."""
    goes_on, other = table(("o14", "เผยแพร่", "ข")), table(("o14", "0.00"))
    found = records(WEAK, table(HEAD, ("o13", "0.00", "ก")), goes_on, other)
    assert [cells(record) for record in found[1:]] == [
        {"item": "o14", "score": "เผยแพร่", "remedy": "ข"},
        {"item": "o14", "score": "0.00"},
    ]


def test_the_number_of_a_row_is_no_indicator_where_that_is_merged() -> None:
    """`๔` counts rows; the indicator is the one above."""
    head = ("ลำดับ", "แบบวัด", "ตัวชี้วัดที่", "ข้อ", "คะแนน")
    found = records(table(head, ("๓", "OIT", "๑๐", "o๓๓", "๐"), ("๔", None, None, "o๔๑", "๐")))
    assert [record.context.indicator for record in found] == [10, 10]


def test_a_row_of_a_new_table_goes_on_with_none_of_another() -> None:
    """Its own table had no row before the page break."""
    measures = table(("ประเด็น", "ขั้นตอน", "กำหนดเวลา"), ("e14. หน่วยงาน", "ก", "ทุกปี"))
    strengths = table(("ประเด็น", "คะแนน", "การรักษาระดับ"))
    found = records(measures, strengths, table(("มีทะเบียนคุมพัสดุ", "-", "คงไว้")))
    assert [cells(record)["item"] for record in found] == ["e14. หน่วยงาน", "มีทะเบียนคุมพัสดุ"]


def test_a_misread_head_is_told_by_what_stands_below() -> None:
    """`ซ้อ`, and the table goes on."""
    heads = (("ข้อ", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ"), ("ซ้อ", "ผู้รับผิดชอบ", "ขั้นตอนหรือวิธีการ"))
    tables = (
        table(heads[0], ("e7", "กองคลัง", "ก")),
        Line("คั่น", Spot(line=5)),
        table(heads[1], ("e8", "กองช่าง", "ข")),
    )
    for lossy in (True, False):
        assert [cells(one)["item"] for one in records(*tables, lossy=lossy)] == ["e7", "e8"]


def test_the_column_of_an_earlier_year_is_left_out() -> None:
    """The newest of the years compared is read."""
    found = records(
        table(("ตัวชี้วัด", "คะแนนปี 2565", "คะแนนปี 2566"), ("1 การปฏิบัติหน้าที่", "50.00", "98.01"))
    )
    assert cells(found[0])["score"] == "98.01"


def test_who_is_responsible_stands_above_a_table() -> None:
    """It holds for all that follows, up to the next one."""
    steps = table(("ประเด็น", "ขั้นตอน", "กำหนดเวลาแล้วเสร็จ"), ("o13", "จัดทำ", "ทุกเดือน"))
    found = records(
        Line("ผู้รับผิดชอบ กองคลัง", Spot(line=1)), steps, Line("ผู้รับผิดชอบ กองช่าง", Spot(line=2)), steps
    )
    assert [record.context.given[Label.DIVISION].text for record in found] == ["กองคลัง", "กองช่าง"]


def test_a_tool_with_its_mean_on_top_of_a_table_that_goes_on(word: Word) -> None:
    """It fits the one before as a row, and is its title; the row of an indicator is none."""
    names = [f"{n}. {name}" for n, name in enumerate(NAMES, 1)]
    rows = [(name, f"{80 + n}.00") for n, name in enumerate(names, 1)]
    fields = word([("ตัวชี้วัด", "คะแนน"), *rows[:8]], [("OIT (เฉลี่ย 93.75)", ""), *rows[8:]])
    assert fields["tools.OIT"].value == "93.75"
    scores = [fields[f"indicators.{n}.score"].value for n in range(10)]
    assert scores == [score for _, score in rows]
    fields = word([("ตัวชี้วัด", "คะแนน"), *rows[:8]], rows[8:])
    assert "tools.OIT" not in fields
    assert fields["indicators.8.score"].value == "89.00"


def test_the_tool_before_the_id_of_an_item() -> None:
    """It belongs to the number: `OIT o13 …`, under a head that may be any word."""
    head = ("รายการ", "คะแนน", "สิ่งที่ต้องแก้ไข")
    found = records(
        Line("ข้อที่ไม่ผ่านเกณฑ์", Spot(line=1)),
        table(
            head,
            ("OIT o13 แผนที่ดอน", "0", "ให้ลงแผนของปีนี้"),
            ("EIT: e4 การถามทาง", "70.15", "ให้ติดป้ายที่หน้าตลาด"),
        ),
    )
    assert [cells(one) for one in found] == [
        {"item": "o13 แผนที่ดอน", "score": "0", "remedy": "ให้ลงแผนของปีนี้"},
        {"item": "e4 การถามทาง", "score": "70.15", "remedy": "ให้ติดป้ายที่หน้าตลาด"},
    ]


def test_the_level_in_the_row_of_the_total_under_any_head() -> None:
    """It calls itself one; under the head of a goal or of another year it is not the agency's."""
    names = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")
    rows = [(f"{n} {name}", "90.00", "95.03", "+5.03") for n, name in enumerate(names, 1)]
    for head, told in (("ส่วนต่างจากเป้าหมาย", ["ระดับ ผ่านดี"]), ("คะแนนปี 2565", []), ("ค่าคาดหวัง", [])):
        heads = ("ตัวชี้วัด", "เป้าหมาย", "ผลคะแนน", head)
        found = records(table(heads, *rows, ("คะแนนรวม", "90.00", "95.03", "ระดับ ผ่านดี")))
        assert [one.cells[Label.RESULT].text for one in found if Label.RESULT in one.cells] == told


def test_what_keeps_up_the_level_in_a_year_to_come_is_a_plan() -> None:
    """`ข้อเสนอแนะเพื่อรักษาระดับในปี …`: of points to keep up no year is said."""
    found = records(
        Line("ข้อเสนอแนะเพื่อรักษาระดับในปี ๒๕๖๗", Spot(line=1)),
        Line("๑. เผยแพร่แผนจัดซื้อให้เป็นปัจจุบัน (ผู้รับผิดชอบ: กองคลัง)", Spot(line=2)),
    )
    assert [(cells(one)["steps"], cells(one)["division"]) for one in found] == [
        ("๑. เผยแพร่แผนจัดซื้อให้เป็นปัจจุบัน", "กองคลัง")
    ]


def test_a_table_for_each_tool_whose_name_heads_its_indicators(word: Word) -> None:
    """`แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)` over two of them and their mean is no column of tools."""
    tools = (
        ("แบบวัดการรับรู้ (IIT)", 1, 6),
        ("แบบวัดการรับรู้ (EIT)", 6, 9),
        ("แบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)", 9, 11),
    )
    tables = [
        [(name, "คะแนน")]
        + [(f"ตัวชี้วัดที่ {n} {NAMES[n - 1]}", GOOD[n - 1]) for n in range(first, end)]
        + [(f"เฉลี่ย {name[-4:-1]}", "96.37")]
        for name, first, end in tools
    ]
    told = "ได้คะแนนในภาพรวม 96.37 คะแนน (ปี 2565 ได้ 85.94 คะแนน) จำแนกตามเครื่องมือ ดังนี้"
    fields = word(told, tables[0], "-", tables[1], told, tables[2])
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert fields["tools.OIT"].value == "96.37"


def test_a_tool_over_its_indicators_ends_the_mean_of_the_one_above() -> None:
    """Tables of the tools side by side on a sheet come one below the other, without heads."""
    first = [("1", "การปฏิบัติหน้าที่", "96.12"), ("2", "การใช้งบประมาณ", "95.40")]
    second = [("6", "คุณภาพการดำเนินงาน", "97.10"), ("7", "ประสิทธิภาพการสื่อสาร", "95.62")]
    tables = (
        table(("IIT บุคลากรภายใน", None, None), *first, ("เฉลี่ย IIT", None, "95.76")),
        table(("EIT ผู้รับบริการ", None, None), *second, ("เฉลี่ย EIT", None, "96.36")),
    )
    told = [cells(record) for record in records(*tables)]
    assert [one for one in told if "name" in one] == [
        {"name": "เฉลี่ย IIT", "score": "95.76"},
        {"name": "เฉลี่ย EIT", "score": "96.36"},
    ]

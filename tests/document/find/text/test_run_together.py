"""Tables of a text whose columns ran together: what can be told of their rows is taken."""

from ita_sync.document.draft import Trust
from ita_sync.document.find.text import run_together
from ita_sync.document.parts import Block, Line, Spot, Table
from tests.document.texts import GOOD, Read, table


def rows(*lines: str) -> list[tuple[str | None, ...]]:
    """Return the rows of the tables that lines make; an empty line sets the next one apart."""
    blocks: list[Block] = []
    apart = False
    for number, line in enumerate(lines, 1):
        if line:
            blocks.append(Line(line, Spot(line=number), apart))
        apart = not line
    made, _ = run_together.tabled(blocks)
    return [row.cells for one in made if isinstance(one, Table) for row in one.rows]


HEAD = ("ข้อคำถาม", "คะแนน", "แนวทางแก้ไข")
PLAN = ("ข้อคำถาม", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ")


def test_the_cells_of_a_row_one_after_the_other() -> None:
    """The remedy is what follows the score, where no other column does."""
    lines = (
        "ข้อคำถาม คะแนน แนวทางแก้ไข",
        "i ๒๐ การขออนุญาตเพื่อยืมทรัพย์สิน",
        "ของราชการมีความสะดวก",
        "๘๑.๐๕ จัดทำแผนผังขั้นตอน",
        "ติดประกาศทุกกอง",
        "o ๔๐ การขับเคลื่อนจริยธรรม ๐.๐๐ จัดตั้งทีม",
        "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร",
    )
    assert rows(*lines) == [
        HEAD,
        ("i ๒๐ การขออนุญาตเพื่อยืมทรัพย์สินของราชการมีความสะดวก", "๘๑.๐๕", "จัดทำแผนผังขั้นตอน\nติดประกาศทุกกอง"),
        ("o ๔๐ การขับเคลื่อนจริยธรรม", "๐.๐๐", "จัดตั้งทีม"),
    ]
    assert [row[2] for row in rows("ข้อคำถาม คะแนน สาเหตุ แนวทางแก้ไข ผู้รับผิดชอบ", *lines[1:])] == [
        "แนวทางแก้ไข",
        "",
        "",
    ]


def test_lines_of_cells_each_by_itself() -> None:
    """Of which text is of which cell nothing tells: only item and score are taken."""
    assert rows(
        "ข้อคำถาม",
        "e ๑๒ การปรับปรุงวิธีการ",
        "",
        "คะแนน",
        "",
        "แนวทางการพัฒนา",
        "",
        "๘๐.๓๓ นำข้อเสนอแนะจาก",
        "",
        "ตอนการทำงานของหน่วยงาน",
        "o ๑๔ คู่มือการปฏิบัติงาน",
        "",
        "๐.๐๐",
        "",
        "จัดทำคู่มือ",
    ) == [HEAD, ("e ๑๒", "๘๐.๓๓", ""), ("o ๑๔", "๐.๐๐", "")]


def test_who_and_when_of_a_plan() -> None:
    """A division and a date are known by what they are; of two months neither is taken."""
    assert rows(
        "ลำดับ ข้อ ผู้รับผิดชอบ ขั้นตอน การรายงานผล กำหนดแล้วเสร็จ",
        "๑ i ๒๓ แนวปฏิบัติการใช้ทรัพย์สิน",
        "กองคลัง ๑. จัดทำคู่มือการยืม",
        "รายงานปลัดทุกไตรมาส",
        "๓๑ มกราคม",
        "๒๕๖๗",
        "๒ e ๗ การเผยแพร่ข้อมูล สำนักปลัดเทศบาล ๑. ปรับปรุงเว็บไซต์",
        "มีนาคม",
        "เมษายน",
        "๒๕๖๗",
    ) == [PLAN, ("i ๒๓", "กองคลัง", "๓๑ มกราคม ๒๕๖๗"), ("e ๗", "สำนักปลัดเทศบาล", "")]


def test_what_is_no_table() -> None:
    """Heads without rows, rows without heads, one row alone."""
    assert not rows("ข้อคำถาม คะแนน แนวทางแก้ไข", "ไม่มี")
    assert not rows("i20 การยืมทรัพย์สิน", "81.05", "i23 แนวปฏิบัติ", "79.00")
    assert not rows("ข้อคำถาม คะแนน แนวทางแก้ไข", "i20 การยืมทรัพย์สิน 81.05")
    assert not run_together.heads_in("ผู้รับผิดชอบ กองคลัง กำหนด เริ่ม ต.ค. 69")


def test_all_that_is_taken_is_marked_and_the_rest_is_named(read_text: Read) -> None:
    """An item with full marks is not weak."""
    lines = ("ข้อ คะแนน แนวทางแก้ไข", "o1 โครงสร้าง 100", "o13 รายงาน 0", "o14 แผน 0")
    fields = read_text(table(GOOD) + "\n".join(("", "ข้อที่ต้องแก้ไข", *lines)))
    items = {name: one for name, one in fields.items() if name.startswith("weak.") and one.value}
    assert [one.value for name, one in items.items() if name.endswith(".item")] == ["o13", "o14"]
    scores = [one.trust for name, one in items.items() if name.endswith(".score")]
    assert set(scores) == {Trust.SINGLE}


ONE_A_LINE = (
    *("ข้อ", "วิธีดำเนินการ", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ"),
    *("o13", "ทำบัญชี", "กองคลัง", "มีนาคม 2567"),
    *("e7", "เปิดสาย", "กองช่าง", "ทุกเดือน"),
)


def test_rows_whose_cells_stand_one_a_line() -> None:
    """In the order of the heads; who and when stand in their places."""
    assert rows(*ONE_A_LINE) == [ONE_A_LINE[:4], ONE_A_LINE[4:8], ONE_A_LINE[8:]]
    turned = (*ONE_A_LINE[:8], "e7", "เปิดสาย", "ทุกเดือน", "กองช่าง")
    assert rows(*turned)[0] == PLAN


def test_heads_that_stand_in_each_row_are_labels() -> None:
    """They are lines, each with what it names below it."""
    labels = ("วิธีดำเนินการ", "ทำบัญชี", "ผู้รับผิดชอบ", "กองคลัง", "ระยะเวลา", "ทุกเดือน")
    assert not rows("ข้อ ผู้รับผิดชอบ ระยะเวลา", "o13 รายงานผล", *labels, "e7 ช่องทาง", *labels)


def test_rows_out_of_order_whose_cells_stand_apart() -> None:
    """What follows an item that comes too early may be of the rows above it."""
    cells = "i24|ผู้รับผิดชอบ|กองช่าง|e9|งานนิติการ|o38|o18|งานทะเบียน|o24|กองคลัง"
    lines = [text for cell in cells.split("|") for text in (cell, "")]
    assert rows("ข้อ", "วิธีการ", *lines) == [
        PLAN,
        ("i24", "กองช่าง", ""),
        ("e9", "งานนิติการ", ""),
        *((item, "", "") for item in ("o38", "o18", "o24")),
    ]
    close = [text for text in lines if text]
    assert [row[1] for row in rows("ข้อ", "วิธีการ", *close)][-2:] == ["งานทะเบียน", "กองคลัง"]


def test_as_many_scores_as_items_stand_in_their_order() -> None:
    """Where cells stand apart: a title of several lines comes after the score of the next item."""
    weak = (
        "ข้อ",
        "",
        "รายละเอียด",
        "",
        "คะแนน",
        "",
        "แนวทางแก้ไข",
        "",
        "i8",
        "",
        "การเบิก",
        "",
        "80.10",
        "",
    )
    more = ("i9", "", "การใช้", "", "79.20", "", "ลดขั้นตอน", "", "81.30", "", "จ่าย", "", "i11 การยืม")
    assert [row[:2] for row in rows(*weak, *more)[1:]] == [
        ("i8", "80.10"),
        ("i9", "79.20"),
        ("i11", "81.30"),
    ]

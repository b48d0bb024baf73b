"""Reports of odd shapes, read as a whole: what stands where, and what is left out."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from openpyxl.workbook import Workbook

from ita_sync import document
from ita_sync.document.draft import Field
from tests.document.conftest import HEAD, Word, flat, rules
from tests.document.plans import PLAN, measures
from tests.document.texts import NAMES

SCORES = [*(f"{90 - n}.{n:02}" for n in range(1, 9)), "97.50", "100.00"]
"""They fit one weak item of open data, of indicator 9."""
WEAK = "จุดอ่อนที่ต้องแก้ไข"


def scores(fields: dict[str, Field]) -> list[str | None]:
    """Return the scores of the indicators."""
    return [fields[f"indicators.{n}.score"].value for n in range(10)]


def weak(fields: dict[str, Field], name: str = "item") -> list[str | None]:
    """Return one value of each weak item."""
    return [
        field.value
        for key, field in fields.items()
        if key.startswith("weak.") and key.endswith(f".{name}")
    ]


def indicators(*, parted: str = "\t") -> list[str]:
    """Return number, name and score of each indicator in a line."""
    pairs = zip(NAMES, SCORES, strict=True)
    return [f"{n}{parted}{name}{parted}{score}" for n, (name, score) in enumerate(pairs, 1)]


def test_a_form_of_one_big_table(word: Word) -> None:
    """Headings at the left, beside each all that it has, lines and rows with tabs."""
    plan = (
        *("ข้อ o13", "วิธีดำเนินการ: ทำบัญชี", "ผู้รับผิดชอบ: กองคลัง"),
        *("ข้อ e7", "วิธีดำเนินการ: เปิดสาย", "ผู้รับผิดชอบ: กองช่าง"),
    )
    form = [
        ("ผู้จัดทำ", "กองกลาง"),
        ("สถานที่", "อาคาร 1"),
        ("ผลคะแนนรายตัวชี้วัด", "\n".join(("ที่\tตัวชี้วัด\tคะแนน", *indicators()))),
        (WEAK, "ข้อ\tคะแนน\tแนวทางแก้ไข\no13 รายงานผล\t0.00\tทำบัญชี\ne7 ช่องทาง\t80.10\tเปิดสาย"),
        ("มาตรการที่จะทำ", "\n".join((*plan, "กำหนดแล้วเสร็จ: มีนาคม 2567"))),
    ]
    fields = word(form)
    assert scores(fields) == SCORES
    assert (weak(fields), weak(fields, "score")) == (["e7", "o13"], ["80.10", "0.00"])
    assert (measures(fields), measures(fields, "0")) == (["o13", "e7"], ["ทำบัญชี", "เปิดสาย"])
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]
    assert measures(fields, "due") == ["มีนาคม 2567"]


def _grid(cells: Sequence[str], width: int) -> list[list[str]]:
    return [[*cells[at : at + width]] for at in range(0, len(cells), width)]


def test_cards_of_indicators_and_boxes_of_measures(word: Word) -> None:
    """Side by side; nothing of one goes into the next."""
    cards = [f"{name}\n{score} คะแนน\nผ่าน" for name, score in zip(NAMES, SCORES, strict=True)]
    boxes = [
        f"ข้อ {item}\nขั้นตอน: {steps}\nผู้รับผิดชอบ: {unit}"
        for item, steps, unit in (
            ("i6", "ทำบัญชี", "กองคลัง"),
            ("e7", "เปิดสาย", "กองช่าง"),
            ("o13", "ปิดประกาศ", "สำนักปลัด"),
            ("o14", "ทำคู่มือ", "กองคลัง"),
        )
    ]
    fields = word(_grid(cards, 5), PLAN, _grid(boxes, 2))
    assert scores(fields) == SCORES
    assert measures(fields) == ["i6", "e7", "o13", "o14"]
    assert measures(fields, "0") == ["ทำบัญชี", "เปิดสาย", "ปิดประกาศ", "ทำคู่มือ"]
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง", "สำนักปลัด", "กองคลัง"]


def test_one_list_of_total_tools_indicators_and_items(word: Word) -> None:
    """Each row is what its name says."""
    rows = [("รายการ", "คะแนน"), ("คะแนนรวม", "90.53"), ("IIT ค่าเฉลี่ย", "87.03")]
    rows += [(f"{n}. {name}", SCORES[n - 1]) for n, name in enumerate(NAMES, 1)]
    rows += [("i6 ความคุ้มค่า", "79.50"), ("o13 รายงานผล", "0.00")]
    fields = word(rows)
    assert scores(fields) == SCORES
    assert (fields["total"].value, fields["tools.IIT"].value) == ("90.53", "87.03")
    assert (weak(fields), weak(fields, "score")) == (["i6", "o13"], ["79.50", "0.00"])


def test_orders_in_paragraphs(word: Word) -> None:
    """In one sentence, or with the steps below; by item or by theme."""
    lines = (
        "1) แก้ไขข้อ i6 ให้กองคลังดำเนินการดังนี้",
        "- ทำบัญชี",
        "- ปิดประกาศ",
        "2) ข้อ e7 ให้กองช่างทบทวนคู่มือ ภายในเดือนมีนาคม 2567",
        "3) ด้านการสื่อสาร ให้สำนักปลัดเผยแพร่ผลงาน ทุกเดือน",
    )
    fields = word([("ตัวชี้วัด", "คะแนน"), *zip(NAMES, SCORES, strict=True)], PLAN, *lines)
    assert measures(fields) == ["i6", "e7", None]
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง", "สำนักปลัด"]
    assert measures(fields, "0") == ["ทำบัญชี", "ทบทวนคู่มือ", "เผยแพร่ผลงาน"]
    assert measures(fields, "1") == ["ปิดประกาศ"]
    assert measures(fields, "due") == ["ภายในเดือนมีนาคม 2567", "ทุกเดือน"]


def test_a_workbook_whose_labels_and_values_stand_apart(tmp_path: Path) -> None:
    """Two columns lie between them; cards of measures go on below."""
    book = Workbook()
    sheet = book.worksheets[0]
    for line in HEAD:
        sheet.append([line])
    sheet.append([])
    sheet.append(["ที่", "ตัวชี้วัด", "คะแนน"])
    for n, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1):
        sheet.append([n, name, float(Decimal(score))])
        sheet.cell(sheet.max_row, 3).number_format = "0.00"
    sheet.append([])
    sheet.append([PLAN])
    plans = (("i6", "ทำบัญชี", "กองคลัง"), ("e7", "เปิดสาย", "กองช่าง"))
    for n, (item, steps, unit) in enumerate(plans, 1):
        sheet.append([])
        sheet.append([f"มาตรการที่ {n} สำหรับข้อ", None, None, item])
        sheet.append(["วิธีดำเนินการ", None, None, steps])
        sheet.append(["ผู้รับผิดชอบ", None, None, unit])
    path = tmp_path / "form.xlsx"
    book.save(path)
    fields = flat(document.read(path, rules))
    assert scores(fields) == SCORES
    assert (measures(fields), measures(fields, "0")) == (["i6", "e7"], ["ทำบัญชี", "เปิดสาย"])
    assert measures(fields, "division") == ["กองคลัง", "กองช่าง"]

"""A workbook of any layout is read like a document."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ita_sync import document
from ita_sync.document import workbook
from ita_sync.document.parts import Content, Kind, Line, Table
from tests.document import figures
from tests.document.layouts import formats
from tests.document.layouts.verdict import Outcome
from tests.document.texts import GOOD, NAMES


def read(book: Workbook) -> Content:
    """Return what is read of a workbook."""
    buffer = BytesIO()
    book.save(buffer)
    content = workbook.read(buffer.getvalue())
    assert content is not None
    return content


def sheet_of(book: Workbook, *rows: list[object]) -> Worksheet:
    """Return the first sheet with some rows."""
    sheet = book.worksheets[0]
    sheet.title = "ผล"
    for row in rows:
        sheet.append(row)
    return sheet


def test_lines_and_tables(tmp_path: Path) -> None:
    """Titles are lines, rows with several cells a table; an empty row or column parts them."""
    book = Workbook()
    sheet = sheet_of(
        book,
        ["ผลการประเมิน ปี 2566"],
        ["เทศบาลตำบล\nโพธิ์ทอง"],
        [],
        ["ข้อ", "คะแนน", None, "ด้าน", "น้ำหนัก"],
        ["o1", 100, None, "IIT", 0.3],
        ["หมายเหตุ: ไม่มี"],
    )
    sheet["E5"].number_format = "0%"
    blocks = read(book).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == [
        "ผล",
        "ผลการประเมิน ปี 2566",
        "เทศบาลตำบล",
        "โพธิ์ทอง",
        "หมายเหตุ: ไม่มี",
    ]
    left, right = (block for block in blocks if isinstance(block, Table))
    assert [row.cells for row in left.rows] == [("ข้อ", "คะแนน"), ("o1", "100")]
    assert [row.cells for row in right.rows] == [("ด้าน", "น้ำหนัก"), ("IIT", "30%")]
    assert str(right.rows[1].at(1).describe()) == "cell ผล!E5"


def _tables(*rows: Sequence[object]) -> list[list[tuple[str | None, ...]]]:
    book = Workbook()
    sheet_of(book, *map(list, rows))
    found = (block for block in read(book).blocks if isinstance(block, Table))
    return [[row.cells for row in table.rows] for table in found]


def test_labels_and_values_that_stand_columns_apart() -> None:
    """On a form; they fill the same rows. What fills others is a table of its own."""
    labels, values = ["รหัส", "ด้าน", "ผล"], ["ก", "ข", "ค"]
    form = [[label, None, None, value] for label, value in zip(labels, values, strict=True)]
    assert _tables(*form) == [[*zip(labels, values, strict=True)]]
    apart: list[list[object]] = [["รหัส", None, "ก"], ["ด้าน", None, "ข", None, "ง"]]
    assert _tables(*apart) == [[("รหัส", "ก"), ("ด้าน", "ข")], [("ง",)]]


@pytest.mark.parametrize(
    ("right", "count"),
    [
        (("ด้าน", "ที่"), 1),
        (("รหัส", "ผล"), 2),  # two cards side by side
        (("ด้าน", "1 ก"), 2),  # what names the rows of another table
        (("ด้าน", "o13"), 2),
    ],
)
def test_columns_that_go_on_beyond_an_empty_one(right: tuple[str, str], count: int) -> None:
    """They fill the same rows, and do not say whose these are."""
    rows = zip(("รหัส", "ผล"), "กข", right, "คง", strict=True)
    assert len(_tables(*([one, two, None, three, four] for one, two, three, four in rows))) == count


def test_columns_that_are_only_the_width_of_merged_cells() -> None:
    """No cell begins in them; one below which another begins stays."""
    book = Workbook()
    sheet = sheet_of(
        book,
        ["ขั้นตอน", None, "ทำคู่มือ", None, None],
        ["ผู้รับผิดชอบ", None, "กองคลัง", None, "ทุกเดือน"],
    )
    for merged in ("A1:B1", "A2:B2", "C1:E1", "C2:D2"):
        sheet.merge_cells(merged)
    (made,) = (block for block in read(book).blocks if isinstance(block, Table))
    assert [row.cells for row in made.rows] == [
        ("ขั้นตอน", "ทำคู่มือ", None),
        ("ผู้รับผิดชอบ", "กองคลัง", "ทุกเดือน"),
    ]


def test_cells_as_they_are_shown() -> None:
    """Decimals, percents, dates of either era, merges over rows and columns."""
    book = Workbook()
    sheet = sheet_of(
        book,
        ["ตัวชี้วัด", "คะแนน", "ร้อยละ", "วันที่"],
        ["1", 98.1, 0.9801, date(2023, 10, 27)],
        [None, 75, 0.5, date(2566, 10, 27)],
        ["รวม", None, "x", "y"],
    )
    for row in (2, 3):
        for column, code in ((2, "0.00"), (3, "0.00%"), (4, "d mmmm bbbb")):
            sheet.cell(row, column).number_format = code
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:B4")
    table = next(block for block in read(book).blocks if isinstance(block, Table))
    assert [row.cells for row in table.rows[1:]] == [
        ("1", "98.10", "98.01%", "27 ตุลาคม 2566"),
        (None, "75.00", "50.00%", "27 ตุลาคม 2566"),
        ("รวม", None, "x", "y"),
    ]


def test_a_letterhead_in_cells_of_its_own() -> None:
    """Label and text side by side are a line of the memo; heads of a table are not."""
    book = Workbook()
    sheet = sheet_of(
        book,
        ["บันทึกข้อความ"],
        ["ส่วนราชการ", "สำนักปลัดเทศบาล เทศบาลตำบลจัตุรัส"],
        ["ที่", "ชย 52506.2/62", "วันที่", date(2023, 10, 27)],
        ["เรื่อง", "รายงานผลการวิเคราะห์การประเมิน"],
        ["คะแนนรวม", 78.41],
        [],
        ["ที่", "เรื่อง", "คะแนน"],
        ["1", "การใช้อำนาจ", 92.14],
        [],
        ["เรื่อง", "คะแนน"],
        ["การใช้อำนาจ", 92.14],
    )
    sheet["D3"].number_format = "d mmmm yyyy"
    blocks = read(book).blocks
    assert [block.text for block in blocks if isinstance(block, Line)][1:] == [
        "บันทึกข้อความ",
        "ส่วนราชการ สำนักปลัดเทศบาล เทศบาลตำบลจัตุรัส",
        "ที่ ชย 52506.2/62",
        "วันที่ 27 ตุลาคม 2566",
        "เรื่อง รายงานผลการวิเคราะห์การประเมิน",
    ]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.rows[0].cells for table in tables] == [
        ("คะแนนรวม", "78.41"),
        ("ที่", "เรื่อง", "คะแนน"),
        ("เรื่อง", "คะแนน"),
    ]


def test_what_is_not_read_is_said() -> None:
    """Hidden sheets, formulas that were never computed, what is far away."""
    book = Workbook()
    sheet = sheet_of(book, ["ก", "ข"], ["=1+1", "#N/A"])
    sheet.cell(7000, 1).value = "x"
    hidden = book.create_sheet("ร่าง")
    hidden["A1"], hidden.sheet_state = "98.01", "hidden"
    assert [str(note) for note in read(book).notes] == [
        "Sheet ผล is larger than a report; what is far below or to the right was not read.",
        "Sheet ร่าง is hidden; it was not read.",
        "Nothing was read where a formula has no stored result, or an error: ผล!A2, ผล!B2",
    ]


def test_an_officers_own_workbook(tmp_path: Path) -> None:
    """Several sheets, labels beside texts, percents, merged tools; no cell runs into another."""
    book = Workbook()
    sheet = sheet_of(
        book,
        ["สรุปผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566"],
        ["เทศบาลตำบลจัตุรัส อำเภอจัตุรัส จังหวัดชัยภูมิ"],
        [],
        ["บันทึกข้อความ ที่", "ชย 52506.2/62"],
        ["วันที่", date(2023, 10, 27)],
        ["เรื่อง", "รายงานการวิเคราะห์ผลการประเมิน"],
        ["คะแนนรวม", 78.41],
        ["ระดับ", "ต้องปรับปรุง"],
    )
    sheet["B5"].number_format, sheet["B7"].number_format = "d mmmm yyyy", "0.00"
    scores = book.create_sheet("คะแนน")
    scores.append(["ที่", "ตัวชี้วัด", "เครื่องมือ", "คะแนน (ร้อยละ)"])
    for rule in formats.rules(2566).indicators:
        printed = Decimal(9000 - rule.number) / 10000
        scores.append([rule.number, rule.name, str(rule.tool), float(printed)])
        scores.cell(scores.max_row, 4).number_format = "0.00%"
    for cells in ("C2:C6", "C7:C9", "C10:C11"):
        scores.merge_cells(cells)
    path = tmp_path / "own.xlsx"
    book.save(path)
    found = {loc: field.value for loc, field in document.read(path, formats.rules).walk()}
    assert [found["memo", key] for key in ("number", "date", "subject")] == [
        "ชย 52506.2/62",
        "27 ตุลาคม 2566",
        "รายงานการวิเคราะห์ผลการประเมิน",
    ]
    assert (found["total",], found["level",]) == ("78.41", "ต้องปรับปรุง")
    assert [found["indicators", at, "score"] for at in range(10)] == [
        f"{90 - number / 100:.2f}" for number in range(1, 11)
    ]


@pytest.mark.parametrize("layout", ["A", "C", "E"])
def test_drawn_reports_in_sheets_of_their_own(layout: str, tmp_path: Path) -> None:
    """Every field, each with the cell that it was read from."""
    for made in formats.make(tmp_path, formats.SHEET, [layout], [1]):
        draft = document.read(made.path, formats.rules)
        assert draft.document.kind is Kind.SHEET
        place = next(field for loc, field in draft.walk() if loc == ("total",)).copies[0].place
        assert place.cell.startswith("รายงาน!")
        _, verdict = figures.examine(made)
        assert {outcome for outcome, _ in verdict.counts} == {Outcome.EXACT}


def test_a_form_in_rows_of_labels() -> None:
    """Whose it is, where and which year, each in cells of their own; heads of a table are none."""
    book = Workbook()
    sheet_of(
        book,
        ["ชื่อหน่วยงาน", "เทศบาลตำบลโพธิ์ทอง", "อำเภอ", "จัตุรัส"],
        ["จังหวัด", "ชัยภูมิ", "ปีงบประมาณ", 2566],
        ["คะแนนรวม", "78.41"],
    )
    lines = [block.text for block in read(book).blocks if isinstance(block, Line)]
    assert lines[1:] == [
        "ชื่อหน่วยงาน เทศบาลตำบลโพธิ์ทอง",
        "อำเภอ จัตุรัส",
        "จังหวัด ชัยภูมิ",
        "ปีงบประมาณ 2566",
    ]
    agencies = ("เทศบาลตำบลโพธิ์ทอง", "จัตุรัส", "ชัยภูมิ", "78.41")
    heads = ("หน่วยงาน", "อำเภอ", "จังหวัด", "คะแนน")
    assert _tables(heads, agencies) == [[heads, agencies]]
    heads, agencies = (
        ("หน่วยงาน", "ประเภทหน่วยงาน", "อำเภอ", "ระดับ"),
        ("โพธิ์ทอง", "เทศบาลตำบล", "จัตุรัส", "ผ่าน"),
    )
    assert _tables(heads, agencies) == [[heads, agencies]]


def test_a_form_whose_rows_are_counted() -> None:
    """The count is no part of what they say; a table that counts its rows is none."""
    book = Workbook()
    sheet_of(
        book,
        ["1.1", "ปีงบประมาณที่ประเมิน", 2566],
        ["1.2", "ประเภท อปท.", "ทต."],
        ["1.3", "ชื่อ", "โพธิ์ทอง"],
        ["1.4", "เลขที่หนังสือนำส่งของ อปท.", "ชย 52506/62"],
    )
    assert [block.text for block in read(book).blocks if isinstance(block, Line)][1:] == [
        "ปีงบประมาณที่ประเมิน 2566",
        "ประเภท อปท. ทต.",
        "ชื่อ โพธิ์ทอง",
        "เลขที่หนังสือนำส่งของ อปท. ชย 52506/62",
    ]
    heads, agency = ("1", "ชื่อ", "ตำแหน่ง"), ("2", "สมชาย", "ปลัด")
    assert _tables(heads, agency) == [[heads, agency]]


def test_a_letterhead_with_two_labels_in_a_row() -> None:
    """Each before its text in one cell; what stands between it and a table are lines."""
    book = Workbook()
    memo: list[object] = ["ที่ ชย 52506.2/62", "วันที่ 27 ตุลาคม 2566"]
    sheet_of(book, memo, ["1. เรื่องเดิม"], ["ที่", "คะแนน"], ["1", "90.01"])
    blocks = read(book).blocks
    assert [block.text for block in blocks if isinstance(block, Line)][1:] == [
        "ที่ ชย 52506.2/62",
        "วันที่ 27 ตุลาคม 2566",
        "1. เรื่องเดิม",
    ]
    rows = (("ปี 2565", "ปี 2566"), ("80.02", "90.01"))
    assert _tables(*rows) == [[*rows]]


def test_a_column_alone_is_the_left_of_the_table_beside_it() -> None:
    """An empty column between indicator and items is only the width of a merged cell."""
    book = Workbook()
    sheet = sheet_of(
        book,
        ["ข้อมูล OIT ที่ไม่ผ่านการตรวจ"],
        ["ตัวชี้วัด", None, "ข้อ"],
        ["9 การเปิดเผยข้อมูล", None, "o11 สรุปผลการจัดซื้อจัดจ้าง"],
        ["10 การป้องกันการทุจริต", None, "o20 No Gift Policy"],
    )
    sheet.merge_cells("C2:E2")
    (table,) = (block for block in read(book).blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == [
        "ตัวชี้วัด",
        "9 การเปิดเผยข้อมูล",
        "10 การป้องกันการทุจริต",
    ]
    assert table.rows[1].cells[1] == "o11 สรุปผลการจัดซื้อจัดจ้าง"


def test_scores_behind_an_empty_column_are_of_the_items_before_it() -> None:
    """Names of tools stand alone over them; the same 0 again and again numbers no rows."""
    book = Workbook()
    sheet_of(
        book,
        ["ข้อ", "ประเด็น", None, "คะแนน", "ข้อเสนอแนะ"],
        ["แบบ IIT"],
        ["i11", "การเบิกจ่าย", None, "๗๗.๓๑", "จัดทำคู่มือ"],
        ["แบบ OIT"],
        ["o5", "ข้อมูลการติดต่อ", None, "๐", "ใส่แผนที่"],
        ["o20", "ประกาศ", None, "๐", "เผยแพร่ประกาศ"],
        ["o21", "สรุปผล", None, "๐", "ลงแบบ"],
    )
    (table,) = (block for block in read(book).blocks if isinstance(block, Table))
    assert table.rows[2].cells == ("i11", "การเบิกจ่าย", "๗๗.๓๑", "จัดทำคู่มือ")


def test_an_export_that_names_its_fields_in_english(tmp_path: Path) -> None:
    """In the words of reports; last year's column keeps its year, and one name alone is none."""
    book = Workbook()
    names = ("fiscal_year", "agency_name", "district", "province", "total_score", "level")
    tools, scores = ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2, map(float, GOOD)
    said = (2566, "เทศบาลตำบลบ้านใหม่", "โนนสูง", "นครราชสีมา", 96.93, "ผ่านดีเยี่ยม")
    sheet_of(
        book,
        ["ITA Assessment Result"],
        *(list(pair) for pair in zip(names, said, strict=True)),
        [],
        ["indicator_no", "indicator_name", "tool", "score", "score_2565"],
        *([n, *row, 70.5 + n] for n, row in enumerate(zip(NAMES, tools, scores, strict=True), 1)),
    )
    book.save(tmp_path / "export.xlsx")
    draft = document.read(tmp_path / "export.xlsx", formats.rules)
    fields = {".".join(map(str, loc)): field for loc, field in draft.walk()}
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    told = [fields[name].value for name in ("agency.name", "agency.district", "total", "level")]
    assert told == ["บ้านใหม่", "โนนสูง", "96.93", "ผ่านดีเยี่ยม"]
    alone = Workbook()
    sheet_of(alone, ["score", "x"], ["a", "b"])
    (table,) = (block for block in read(alone).blocks if isinstance(block, Table))
    assert table.rows[0].cells == ("score", "x")


def test_a_step_alone_below_the_last_measure() -> None:
    """As between the measures, it is one more step; what stands alone elsewhere is a line."""
    book = Workbook()
    sheet_of(
        book,
        ["ข้อ", "วิธีดำเนินการ", "ผู้รับผิดชอบ"],
        ["o6", "จัดทำแบบรายงาน", "กองคลัง"],
        [None, "ลงข้อมูลไตรมาสละครั้ง"],
        ["o24", "ทบทวนแผน", "กองช่าง"],
        [None, "รายงานผลตามแบบ"],
        [None, None, "ปลัดเทศบาล"],
    )
    blocks = read(book).blocks
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.rows[-1].cells[1] == "รายงานผลตามแบบ"
    assert [block.text for block in blocks if isinstance(block, Line)] == ["ผล", "ปลัดเทศบาล"]

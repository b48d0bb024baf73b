"""A form that was filled in from a document, as a person sees it."""

from pathlib import Path

import openpyxl
import pytest

from ita_sync.document.draft import Field, Trust
from ita_sync.document.form import write
from ita_sync.document.form.beside import ORIGINS, TO_DECIDE
from ita_sync.document.form.layout import LISTS
from ita_sync.document.form.looks import LOOKS
from ita_sync.report import Loc, ReportFile, load_report
from tests.document.filling import rules
from tests.document.form.drafted import draft_of, listed, read_at, written
from tests.document.form.reading_back import (
    FIRST,
    GENERAL,
    INDICATORS,
    MEASURES,
    STRENGTHS,
    WEAK,
)


@pytest.fixture
def file(example_path: Path) -> ReportFile:
    """Return the example report file."""
    return load_report(example_path)


@pytest.fixture
def changes(file: ReportFile) -> dict[Loc, Field]:
    """Return a field of each kind."""
    return {
        ("total",): read_at("78.41", Trust.DOUBTFUL, "๗๘.๔๑", "39.41"),
        ("indicators", 3, "score"): read_at("91.21", Trust.SINGLE, "๙๑.๒๑"),
        ("indicators", 4, "score"): read_at("88.18", Trust.MENDED, "๘๘.๑๗"),
        ("memo", "number"): Field(None),
        ("measures", 0, "steps", 0): read_at("=1+1", Trust.SINGLE, "=1+1"),
    }


def test_cells_show_what_is_to_be_decided(
    file: ReportFile, changes: dict[Loc, Field], tmp_path: Path
) -> None:
    """Colour and kind of line, a note with the place and what stands there, nothing computed."""
    book = written(draft_of(file, changes), tmp_path / "report.xlsx")
    assert book.sheetnames == [
        *(TO_DECIDE.title, GENERAL, INDICATORS, WEAK, STRENGTHS, MEASURES),
        *(ORIGINS.title, LISTS),
    ]
    cells = {
        "??": book[GENERAL].cell(FIRST + 11, 2),
        "?": book[INDICATORS].cell(FIRST + 3, 4),
        "": book[GENERAL].cell(FIRST + 6, 2),
    }
    for mark, cell in cells.items():
        assert cell.fill.fgColor.rgb == f"00{LOOKS[mark].fill}"
        assert cell.border.left.style == LOOKS[mark].style
    notes = [cell.comment.text for cell in cells.values() if cell.comment]
    assert notes == [
        '[1] ?? อ่านจาก หน้า 5, ตาราง 2, แถว 3: "๗๘.๔๑"; อาจเป็น 39.41',
        "[2] ? อ่านจาก หน้า 5, ตาราง 2, แถว 3",
        "[3] ไม่พบในเอกสาร: เลขที่หนังสือ",
    ]
    mended = book[INDICATORS].cell(FIRST + 4, 4)
    assert mended.fill.fgColor.rgb == "00FFFFFF"
    assert mended.comment
    assert mended.comment.text.startswith("แก้แล้ว")
    steps = book[MEASURES].cell(FIRST, 3)
    assert (steps.data_type, str(steps.value).split("\n")[0]) == ("s", "=1+1")
    assert book[INDICATORS].cell(FIRST, 4).value == 98.01


def test_the_list(file: ReportFile, changes: dict[Loc, Field], tmp_path: Path) -> None:
    """What is sent first; each line leads to its cell and has a place to tick."""
    book = written(draft_of(file, changes), tmp_path / "report.xlsx")
    assert [line[:4] for line in listed(book)] == [
        ["1", None, "??", "คะแนนรวม"],
        ["2", None, "?", "ตัวชี้วัด · 4 · คะแนน"],
        ["3", None, "กรอก", "บันทึกข้อความ เลขที่"],
        ["4", None, "?", "มาตรการ · e6 · ขั้นตอนหรือวิธีการ"],
    ]
    sheet = book[TO_DECIDE.title]
    row = next(row for row in sheet.iter_rows() if row[0].value == "1")
    link = row[6].hyperlink
    assert link
    assert (row[6].value, link.location) == (f"{GENERAL} B{FIRST + 11}", f"'{GENERAL}'!B16")
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"✓"')
    assert sheet.print_area
    assert sheet.freeze_panes == f"A{row[0].row}"
    assert "report.docx" in str(sheet["A2"].value)


def test_what_is_sent_comes_first(file: ReportFile, tmp_path: Path) -> None:
    """Then the figures of the sums, then other values, then texts sheet by sheet."""
    changes: dict[Loc, Field] = {
        ("measures", 0, "due"): read_at("มีนาคม", Trust.SINGLE, "มีนาคม"),
        ("measures", 1, "due"): read_at("มีนาคม", Trust.SINGLE, "มีนาคม"),
        ("memo", "subject"): read_at("เรื่อง", Trust.SINGLE, "เรื่อง"),
        ("weak", 0, "items", 0, "remedy"): read_at("ก", Trust.DOUBTFUL, "ก"),
        ("weak", 0, "items", 0, "item"): read_at("e6", Trust.SINGLE, "e6"),
        ("indicators", 0, "score"): read_at("98.01", Trust.SINGLE, "98.01"),
        ("level",): read_at("ต้องปรับปรุง", Trust.SINGLE, "ต้องปรับปรุง"),
    }
    path = tmp_path / "report.xlsx"
    write(
        path, rules(2566), "en", draft_of(file, changes), shown=frozenset({"level", "weak.items"})
    )
    lines = listed(openpyxl.load_workbook(path))
    assert [line[3] for line in lines] == [
        "Level",
        f"{WEAK} · e6 · Item",
        f"{INDICATORS} · 1 · Score",
        f"{WEAK} · e6 · Remedy of this item",
        "Memo subject",
        f"{MEASURES}: 2 cells",
    ]
    assert lines[-1][5] == "2 cells: from page 5, table 2, row 3 to page 5, table 2, row 3"


def test_nothing_to_decide_is_said(file: ReportFile, tmp_path: Path) -> None:
    """With what was found out about the document."""
    sheet = written(draft_of(file), tmp_path / "report.xlsx")[TO_DECIDE.title]
    said = [str(row[0].value) for row in sheet.iter_rows() if row[0].value]
    assert said[-2:] == [
        "– ไม่มีสิ่งใดที่ต้องตัดสิน ตรวจไฟล์ แล้วทำตามที่โปรแกรมบอก",
        "– about it",
    ]


def test_the_origins(file: ReportFile, changes: dict[Loc, Field], tmp_path: Path) -> None:
    """Each value as it was read, and where."""
    sheet = written(draft_of(file, changes), tmp_path / "report.xlsx")[ORIGINS.title]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    assert [INDICATORS, "4", "คะแนน", "91.21", "อ่านจาก หน้า 5, ตาราง 2, แถว 3"] in rows

"""What was not taken of a document is named."""

from pathlib import Path

import docx
import pytest

from ita_sync import document
from tests.document.conftest import HEAD, rules
from tests.document.plans import PLAN, SCORES


def notes(folder: Path, *lines: str) -> str:
    """Return what is said of a Word file with these lines below its scores."""
    made = docx.Document()
    for line in HEAD:
        made.add_paragraph(line)
    table = made.add_table(rows=0, cols=2)
    for texts in SCORES:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    for line in lines:
        made.add_paragraph(line)
    made.save(str(folder / "report.docx"))
    return "\n".join(map(str, document.read(folder / "report.docx", rules).notes))


@pytest.mark.parametrize(
    "lines",
    [
        ("บุคลากรเห็นว่าข้อ i20 ควรปรับปรุงโดยเร็ว",),
        (PLAN, "การติดตาม : ให้หัวหน้าส่วนราชการรายงานความก้าวหน้าในการประชุมประจำเดือน"),
        (PLAN, "- บุคลากรทุกคนต้องทราบถึงช่องทางการร้องเรียนของเทศบาลในทุกหมู่บ้าน"),
        (PLAN, "นอกจากนี้ สำนักปลัดจะรวบรวมสถิติการให้บริการเป็นรายเดือนและรายปี"),
    ],
)
def test_a_paragraph_that_was_not_taken_is_named(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """It speaks of an item, or stands among the measures as a point or behind a label."""
    said = notes(tmp_path, *lines)
    assert "speaks of items or measures and was not taken" in said
    assert lines[-1][:30] in said


@pytest.mark.parametrize(
    "lines",
    [
        ("ข้อที่ได้คะแนนต่ำกว่า 85 ได้แก่ i20 การยืมทรัพย์สิน (70.11)",),
        ("คะแนนรายข้อคำถาม แบบวัด IIT (i1-i15)", "ระดับ C 65-74.99 / E 50-54.99 คะแนน"),
        (PLAN, "(1) o5 ข่าว", "ผู้รับผิดชอบ: กองคลัง", "ขั้นตอน: (1) ลงข่าวทุกสัปดาห์ที่มีกิจกรรม"),
        (PLAN, "4.1 แบบวัด IIT", "หมายเหตุ : ใช้เกณฑ์ระดับใหม่"),
    ],
)
def test_nothing_is_said_of_what_was_taken_or_says_nothing(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    """Captions, legends and remarks hold nothing that a report has."""
    assert "speaks of items" not in notes(tmp_path, *lines)

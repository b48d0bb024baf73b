"""Columns that are spaces, as programs print them that take the text out of a PDF."""

import unicodedata

import pytest

from ita_sync.document import spaced
from ita_sync.document.parts import Spot, Table
from ita_sync.document.spaced import Raw
from tests.document.texts import GOOD, NAMES, Read


def printed(*lines: str) -> list[list[tuple[str | None, ...]] | str]:
    """Return what becomes of lines: rows of cells, or the line."""
    raws, after = [], False
    for number, line in enumerate(lines, 1):
        if line:
            raws.append(Raw(line, Spot(line=number), after))
        after = not line
    return [
        [row.cells for row in one.rows] if isinstance(one, Table) else one.text
        for one in spaced.tables(raws)
    ]


def even(*rows: tuple[str, ...], marks: bool) -> list[str]:
    """Return rows with their columns one under the other; `marks` take room, too."""

    def width(text: str) -> int:
        return len([one for one in text if marks or unicodedata.category(one) != "Mn"])

    columns = [max(map(width, column)) + 3 for column in zip(*rows, strict=True)]
    return [
        "".join(
            text + " " * (size - width(text)) for text, size in zip(row, columns, strict=True)
        ).rstrip()
        for row in rows
    ]


ROWS = (
    ("ข้อ", "ประเด็น", "คะแนน", "แนวทางแก้ไข"),
    ("e12", "การปรับปรุงวิธีการให้บริการ", "78.00", "ลดขั้นตอนการให้บริการ"),
    ("o35", "การดำเนินการเพื่อจัดการ", "0.00", "จัดทำรายงานและเผยแพร่"),
    ("", "ความเสี่ยงการทุจริต", "", "บนเว็บไซต์"),
)
WHOLE = [
    *ROWS[:2],
    ("o35", "การดำเนินการเพื่อจัดการ\nความเสี่ยงการทุจริต", "0.00", "จัดทำรายงานและเผยแพร่\nบนเว็บไซต์"),
]


@pytest.mark.parametrize("marks", [True, False])
def test_columns_are_what_consecutive_lines_leave_empty(*, marks: bool) -> None:
    """Whether marks above letters are counted as places or not; lines of a row are put together."""
    assert printed(*even(*ROWS, marks=marks)) == [WHOLE]


def test_what_stands_around_a_table_is_lines() -> None:
    """Also a heading in its first column, after an empty line."""
    table = even(*ROWS, marks=True)
    found = printed("ประเด็นที่ต้องแก้ไขของหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2566", *table, "", "ส่วนที่ 2")
    assert found == ["ประเด็นที่ต้องแก้ไขของหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2566", WHOLE, "ส่วนที่ 2"]


def test_heads_begin_another_table() -> None:
    """Two tables may follow each other without a line between."""
    table = even(*ROWS, marks=True)
    assert printed(*table, *table) == [WHOLE, WHOLE]


def test_marks_on_a_line_of_their_own_go_back() -> None:
    """As pdftotext prints what it cannot place."""
    lines = (
        "ที่                       ตัวชีว",
        "                               ้ ัด                       คะแนน",
        "1                         การปฏิบัติหน้าที่                  93.10",
        "2                         การใช้ทรัพย์สินของราชการ 86.40",
        "3                         การใช้อำนาจ                     90.30",
    )
    assert printed(*lines) == [
        [
            ("ที่", "ตัวชีว้ัด", "คะแนน"),
            ("1", "การปฏิบัติหน้าที่", "93.10"),
            ("2", "การใช้ทรัพย์สินของราชการ", "86.40"),
            ("3", "การใช้อำนาจ", "90.30"),
        ]
    ]


def test_prose_is_no_table() -> None:
    """A space may stand below another by chance."""
    lines = ["ตามที่ เทศบาลตำบลบ้านใหม่ ได้รับแจ้งผล", "การประเมิน คุณธรรมและ ความโปร่งใส"]
    assert printed(*lines) == lines


def test_a_report_whose_columns_are_spaces(read_text: Read) -> None:
    """Scores, weak items and their remedies."""
    scores = [*GOOD[:7], "83.80", *GOOD[8:]]
    named = [
        (str(n), name, score) for n, (name, score) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    lines = [
        "รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566",
        "",
        *even(("ที่", "ตัวชี้วัด", "คะแนน"), *named, marks=True),
        "",
        "ประเด็นที่ต้องแก้ไข",
        "",
        *even(*ROWS[:2], ROWS[1], marks=True)[:2],
    ]
    fields = read_text("\n".join(lines))
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == scores
    assert fields["weak.0.items.0.item"].value == "e12"
    assert fields["weak.0.items.0.remedy"].value == "ลดขั้นตอนการให้บริการ"


def test_a_line_with_texts_far_apart() -> None:
    """An indented one has none."""
    assert spaced.is_spaced("ตัวชี้วัด     คะแนน")
    assert not spaced.is_spaced("     ตัวชี้วัด คะแนน")

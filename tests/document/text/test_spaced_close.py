"""Columns that are spaces, where hardly any part them, and what stands close to such a table."""

from pathlib import Path

from ita_sync.document import opening
from ita_sync.document.parts import Table
from tests.document.text.test_spaced import printed

CLOSE = (
    "ข้อ                วิธีการ             ผู้รับผิดชอบ   กำหนด",
    "o3     ทำแบบคำขอใหม่ทุกงานในเดียว กองช่างสุขาภิบาล  ม.ค. 2568",
    "       แล้วติดไว้หน้าห้อง",
    "o4     ถ่ายภาพงานจริง              งานทะเบียน      ก.พ. 2568",
    "o5     ลงบัญชีทุกวัน               กองคลัง         มี.ค. 2568",
)
WHOLE: list[tuple[str | None, ...]] = [
    ("ข้อ", "วิธีการ", "ผู้รับผิดชอบ", "กำหนด"),
    ("o3", "ทำแบบคำขอใหม่ทุกงานในเดียว\nแล้วติดไว้หน้าห้อง", "กองช่างสุขาภิบาล", "ม.ค. 2568"),
    ("o4", "ถ่ายภาพงานจริง", "งานทะเบียน", "ก.พ. 2568"),
    ("o5", "ลงบัญชีทุกวัน", "กองคลัง", "มี.ค. 2568"),
]


def test_one_space_parts_columns_where_the_heads_tell_of_more() -> None:
    """A text that reaches to the next column; without heads it is one text."""
    assert printed(*CLOSE) == [WHOLE]
    (found,) = printed(*CLOSE[1:])
    assert isinstance(found, list)
    assert {len(row) for row in found} == {3}


def test_as_many_heads_as_columns_stand_over_them_in_order() -> None:
    """Though each stands farther to the right than the one that it names."""
    assert printed(
        "ข้อ              วิธีการ                          ผู้รับผิดชอบ   กำหนด", *CLOSE[1:]
    ) == [WHOLE]


def test_what_stands_below_a_table_alone_is_none_of_its_last_row() -> None:
    """After an empty line, where none parts the rows; or right above the heads of another."""
    signed = ["จึงเรียนมาเพื่อโปรดทราบ", "หัวหน้างานทะเบียน"]
    below = [f"          {signed[0]}", "", f"                    {signed[1]}"]
    found = printed(*CLOSE, "", *below)
    assert found[0] == WHOLE
    assert [str(one).strip() for one in found[1:]] == signed
    assert printed(*CLOSE, "มาตรการปี 2569", *CLOSE) == [WHOLE, "มาตรการปี 2569", WHOLE]


def test_who_signs_below_a_single_row_is_none_of_it() -> None:
    """A table that a page break left with one; another text may be its second paragraph."""
    row = [CLOSE[0], *CLOSE[3:4]]
    (table, name) = printed(*row, "", "", f"{' ' * 44}หัวหน้างานทะเบียน")
    assert table == [WHOLE[0], WHOLE[2]]
    assert str(name).strip() == "หัวหน้างานทะเบียน"
    (table,) = printed(*row, "", f"{' ' * 44}และรายงานผล")
    assert len(table) == len(row)


def test_items_that_go_on_behind_a_comma_begin_no_row() -> None:
    """Nor behind `และ`; the cells beside them go on, too."""
    found = printed(
        "เครื่องมือ       ข้อ               แนวทาง                  ผู้รับผิดชอบ",
        "IIT         i8, i11,        ชี้แจงการใช้เงินทุกเดือน        กองคลัง และ",
        "            i29             ในที่ประชุม                กองช่าง",
        "EIT         e6, e7 และ      ตอบคำถามภายในวัน          งานนิติการ",
        "            e10             ทางเว็บไซต์",
        "OIT         o21             ลงข้อมูลให้ครบ             งานทะเบียน",
    )
    assert found == [
        [
            ("เครื่องมือ", "ข้อ", "แนวทาง", "ผู้รับผิดชอบ"),
            ("IIT", "i8, i11,\ni29", "ชี้แจงการใช้เงินทุกเดือน\nในที่ประชุม", "กองคลัง และ\nกองช่าง"),
            ("EIT", "e6, e7 และ\ne10", "ตอบคำถามภายในวัน\nทางเว็บไซต์", "งานนิติการ"),
            ("OIT", "o21", "ลงข้อมูลให้ครบ", "งานทะเบียน"),
        ]
    ]


def test_rows_with_empty_lines_between_them_go_on_after_one() -> None:
    """Then it parts nothing."""
    lines = [part for line in CLOSE for part in (line, "")]
    assert printed(*lines, "       ทุกเดือน") == [
        [*WHOLE[:3], ("o5", "ลงบัญชีทุกวัน\nทุกเดือน", *WHOLE[3][2:])]
    ]


def test_heads_at_the_end_of_a_page(tmp_path: Path) -> None:
    """Their table begins on the next one."""
    path = tmp_path / "r.txt"
    path.write_text("\n".join([CLOSE[0], f"\f{CLOSE[1]}", *CLOSE[2:]]), "utf-8")
    (found,) = opening.parse(path, opening.load(path)).content.blocks
    assert isinstance(found, Table)
    assert [row.cells for row in found.rows] == WHOLE


def test_marks_on_a_line_of_their_own_leave_the_columns_beside_them_in_place() -> None:
    """The rest of the row stands with them."""
    torn = [
        *CLOSE[:3],
        "o4     วาดผังขัน",
        "                ้                 งานทะเบียน      ก.พ. 2568",
        "       ตอน",
        CLOSE[4],
    ]
    assert printed(*torn) == [[*WHOLE[:2], ("o4", "วาดผังขั้น\nตอน", *WHOLE[2][2:]), WHOLE[3]]]

"""Text as a recogniser leaves it becomes lines, tables and pages."""

from pathlib import Path

import pytest

from ita_sync.document import opening
from ita_sync.document.parts import Kind, Line, Table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("<p>a</p>\t<p>b</p>\n", [["a", "b"]]),
        ("<td>a</td><td>b<br>c</td>\n", [["a", "b c"]]),
        ("| a | b |\n|---|:-:|\n| c | d |\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\tc\nd\te\n", [["a", "b", "c"], ["d", "e", ""]]),
        (
            "ข้อ\tงาน\tใคร\tวัน\ni1\tทำ\nแจก\tกอง ก\tทุกปี\ni2\t- ก\n- ข\n- ค\tกอง ข\tทุกวัน\n",
            [
                ["ข้อ", "งาน", "ใคร", "วัน"],
                ["i1", "ทำ\nแจก", "กอง ก", "ทุกปี"],
                ["i2", "- ก\n- ข\n- ค", "กอง ข", "ทุกวัน"],
            ],
        ),
        (
            "ที่\tข้อ\tใคร\tวัน\n1\ti1,\ni2\tกอง ก\tทุกปี\n2\ti3\tกอง ข\tภายใน\nทุกวัน\n",
            [
                ["ที่", "ข้อ", "ใคร", "วัน"],
                ["1", "i1,\ni2", "กอง ก", "ทุกปี"],
                ["2", "i3", "กอง ข", "ภายใน\nทุกวัน"],
            ],
        ),
        (
            "ตัวชี้วัด\tคะแนน\tผล\n1\tการใช้อำนาจ\t88.10\tผ่าน\n2\tการใช้งบ\t80.00\tไม่ผ่าน\nเฉลี่ย\t84.05\n",
            [
                ["ตัวชี้วัด", None, "คะแนน", "ผล"],
                ["1", "การใช้อำนาจ", "88.10", "ผ่าน"],
                ["2", "การใช้งบ", "80.00", "ไม่ผ่าน"],
                ["เฉลี่ย", None, "84.05", ""],
            ],
        ),
        ('a\t"1. b\n2. ""c"""\td\ne\t\t"f\ng"\n', [["a", '1. b\n2. "c"', "d"], ["e", "", "f\ng"]]),
        ('"a\nb"\tc\nd\t"e\n', [["a\nb", "c"], ["d", '"e']]),
    ],
)
def test_tables_of_recognised_text(tmp_path: Path, text: str, rows: list[list[str | None]]) -> None:
    """Tabs, HTML, Markdown, cells in quotes; broken rows are whole again, short ones filled up."""
    path = tmp_path / "r.txt"
    path.write_text(text, "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    assert [
        [list(row.cells) for row in block.rows] for block in blocks if isinstance(block, Table)
    ] == [rows]


def test_a_tab_that_only_indents(tmp_path: Path) -> None:
    """No table comes of it."""
    path = tmp_path / "r.txt"
    path.write_text("\tขอรายงานผล\n", "utf-8")
    (block,) = opening.parse(path, opening.load(path)).content.blocks
    assert isinstance(block, Line)
    assert block.text == "ขอรายงานผล"


def test_a_form_feed_turns_the_page(tmp_path: Path) -> None:
    """Pages count only where the text has them."""
    path = tmp_path / "r.txt"
    path.write_text("one\n\ftwo\n", "utf-8")
    assert [
        block.place.page
        for block in opening.parse(path, opening.load(path)).content.blocks
        if not isinstance(block, Table)
    ] == [1, 2]
    path.write_text("one\ntwo\n", "utf-8")
    assert [
        block.place.page
        for block in opening.parse(path, opening.load(path)).content.blocks
        if not isinstance(block, Table)
    ] == [None] * 2


def test_columns_that_cannot_be_told_apart_are_named(tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "r.txt"
    path.write_text("ก     ข\n\nค\n" * 3, "utf-8")
    content = opening.parse(path, opening.load(path)).content
    assert [note.params["count"] for note in content.notes] == [3]
    path.write_text("ก ข\n\nค\n" * 3, "utf-8")
    assert opening.parse(path, opening.load(path)).content.notes == ()


def test_spaces_that_a_font_leaves_within_words(tmp_path: Path) -> None:
    """Where there are some that can be nothing else."""
    path = tmp_path / "r.txt"
    path.write_text("ดำเนิ นการ ปั ญหา\nสำนั กปลัด\nฝ่ ายบริหาร\nฟั งความเห็น ประจำปี งบประมาณ\n", "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    texts = [block.text for block in blocks if not isinstance(block, Table)]
    assert texts == ["ดำเนินการ ปัญหา", "สำนักปลัด", "ฝ่ายบริหาร", "ฟังความเห็น ประจำปีงบประมาณ"]
    path.write_text("ดำเนิน การ ปี งบประมาณ\n", "utf-8")
    assert [
        block.text
        for block in opening.parse(path, opening.load(path)).content.blocks
        if not isinstance(block, Table)
    ] == ["ดำเนิน การ ปี งบประมาณ"]


def test_spaces_behind_every_sara_am(tmp_path: Path) -> None:
    """A font that leaves one does so everywhere."""
    path = tmp_path / "r.txt"
    for text, lines in (
        ("ประจำ ปีนี้\nกำ หนดทำ งาน\n", ["ประจำปีนี้", "กำหนดทำงาน"]),
        ("ทำ งานประจำวัน\nกำหนด\n", ["ทำ งานประจำวัน", "กำหนด"]),
    ):
        path.write_text(text, "utf-8")
        assert [one.text for one in _lines(path)] == lines


def test_a_page_that_is_double_spaced(tmp_path: Path) -> None:
    """One empty line parts nothing there, two part paragraphs; lines keep their numbers."""
    path = tmp_path / "r.txt"
    long = "ก" * 60
    path.write_text(f"{long}\n\n{long}\n\n{long}\n\n\n{long}\n\n{long}\n\n\nข\n", "utf-8")
    assert [(one.place.line, one.apart) for one in _lines(path)] == [
        (1, False),
        (3, False),
        (5, False),
        (8, True),
        (10, False),
        (13, True),
    ]
    path.write_text(f"{long}\n\n{long}\n\n{long}\n", "utf-8")
    assert [one.apart for one in _lines(path)] == [False, True, True]


def test_a_page_that_is_double_spaced_and_indents_its_paragraphs(tmp_path: Path) -> None:
    """A line that is indented begins one; where none is, an empty line parts paragraphs."""
    path = tmp_path / "r.txt"
    paragraph = f"       {'ก' * 65}\n\n" + f"{'ข' * 70}\n\n" * 2
    path.write_text(paragraph * 3, "utf-8")
    assert [one.apart for one in _lines(path)] == [False, False, False, *[True, False, False] * 2]
    path.write_text(paragraph.replace(" ", "") * 3, "utf-8")
    assert [one.apart for one in _lines(path)] == [False, *[True] * 8]


def _lines(path: Path) -> list[Line]:
    blocks = opening.parse(path, opening.load(path)).content.blocks
    return [block for block in blocks if isinstance(block, Line)]


def test_pages_without_a_table_are_named(tmp_path: Path) -> None:
    """As programs take them out of a PDF: with what to do."""
    path = tmp_path / "r.txt"
    path.write_text("one\n\ftwo\n", "utf-8")
    assert len(opening.parse(path, opening.load(path)).content.notes) == 1
    for text in ("one\ntwo\n", "one\n\fa\tb\n"):
        path.write_text(text, "utf-8")
        assert opening.parse(path, opening.load(path)).content.notes == ()


_SAVED = (
    'แบบ,ที่,ชื่อ,ได้\nIIT,1,การใช้อำนาจ,88.10\n,2,"การใช้งบ, เงิน",80.00\n,,,\n'
    'ข้อ,วิธี,ใคร,วัน\ni3,"- แจก\n- ""ติด"" ป้าย",กอง ก,ทุกปี\n'
)


@pytest.mark.parametrize(
    "text",
    [
        _SAVED,
        _SAVED.replace(",", ";").replace("; เงิน", ", เงิน"),
        "\ufeff" + _SAVED.replace("\n", "\r\n"),
    ],
)
def test_a_spreadsheet_that_was_saved_as_text(tmp_path: Path, text: str) -> None:
    """It is read as the sheet would be, with the names of its cells, and nothing is recognised."""
    path = tmp_path / "r.txt"
    path.write_bytes(text.encode())
    document = opening.parse(path, opening.load(path))
    scores, plan = (block for block in document.content.blocks if isinstance(block, Table))
    assert scores.rows[2].cells == ("", "2", "การใช้งบ, เงิน", "80.00")
    assert plan.rows[1].cells[1] == '- แจก\n- "ติด" ป้าย'
    assert str(plan.rows[1].at(1).describe()) == "cell B6"
    assert document.kind is Kind.SHEET
    assert not document.content.lossy


@pytest.mark.parametrize(
    "text",
    [
        "เรียน ก, ข, ค\n" + "สำนักปลัด กองคลัง กองช่าง\n" * 9,
        "๑, ๒, ๓\n" * 4,
        "ก, ข\n" * 9,
        '"ก, ข, ค" ง\n' * 9,
    ],
)
def test_text_with_commas_is_no_spreadsheet(tmp_path: Path, text: str) -> None:
    """Its lines have few of them, each another number, or quotes that are no cell's."""
    path = tmp_path / "r.txt"
    path.write_text(text, "utf-8")
    assert opening.parse(path, opening.load(path)).kind is Kind.TEXT


def test_page_numbers_that_ran_into_the_first_line(tmp_path: Path) -> None:
    """Where two of them count the pages; an amount is none."""
    path = tmp_path / "r.txt"
    path.write_text("ก\n\f-2-\nข\n\f-31. ผล\n\f-๔ขั้นตอน\n\f-2 องศา\n", "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    texts = [block.text for block in blocks if isinstance(block, Line)]
    assert texts == ["ก", "-2-", "ข", "1. ผล", "ขั้นตอน", "-2 องศา"]


def test_a_chat_that_was_saved(tmp_path: Path) -> None:
    """What was written is read line by line, each message apart; when and by whom is left out."""
    path = tmp_path / "r.txt"
    chat = 'ศ. 1/2/2567\n9:05\tก\tขอสรุป\n09:14\tข\t"ผล ""ดี""\n1 ก 80"\n09:15\tค\tรับทราบ\n'
    path.write_text(chat, "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.text, line.apart, line.place.line) for line in lines] == [
        ("ศ. 1/2/2567", False, 1),
        ("ขอสรุป", True, 2),
        ('ผล "ดี"', True, 3),
        ("1 ก 80", False, 4),
        ("รับทราบ", True, 5),
    ]


def test_times_in_a_table_are_no_chat(tmp_path: Path) -> None:
    """Where more columns follow."""
    path = tmp_path / "r.txt"
    path.write_text("09:00\tก\tข\tค\n10:00\tก\tข\tค\n11:00\tก\tข\tค\n", "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    assert [type(block) for block in blocks] == [Table]


def test_a_list_that_tabs_indent_above_labels(tmp_path: Path) -> None:
    """Its entries are lines; what stands behind a label is beside it."""
    path = tmp_path / "r.txt"
    path.write_text("วิธีทำ\n\t- ก\n\t- ข\nใคร\tกอง ค\nเมื่อไร\tม.ค.\n", "utf-8")
    *lines, table = opening.parse(path, opening.load(path)).content.blocks
    assert [line.text for line in lines if isinstance(line, Line)] == ["วิธีทำ", "- ก", "- ข"]
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("ใคร", "กอง ค"), ("เมื่อไร", "ม.ค.")]

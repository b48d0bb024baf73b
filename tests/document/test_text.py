"""Text as a recogniser leaves it becomes lines, tables and pages."""

from pathlib import Path

import pytest

from ita_sync.document import opening
from ita_sync.document.parts import Table


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("<p>a</p>\t<p>b</p>\n", [["a", "b"]]),
        ("<td>a</td><td>b<br>c</td>\n", [["a", "b c"]]),
        ("| a | b |\n|---|:-:|\n| c | d |\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\tc\nd\te\n", [["a", "b", "c"], ["d", "e", ""]]),
    ],
)
def test_tables_of_recognised_text(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    """Tabs, cells of HTML and of Markdown; short rows are filled up."""
    path = tmp_path / "r.txt"
    path.write_text(text, "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    assert [
        [list(row.cells) for row in block.rows] for block in blocks if isinstance(block, Table)
    ] == [rows]


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
    path.write_text("ดำเนิ นการ ปั ญหา\nสำนั กปลัด\nฟั งความเห็น ประจำปี งบประมาณ\n", "utf-8")
    blocks = opening.parse(path, opening.load(path)).content.blocks
    texts = [block.text for block in blocks if not isinstance(block, Table)]
    assert texts == ["ดำเนินการ ปัญหา", "สำนักปลัด", "ฟังความเห็น ประจำปีงบประมาณ"]
    path.write_text("ดำเนิน การ ปี งบประมาณ\n", "utf-8")
    assert [
        block.text
        for block in opening.parse(path, opening.load(path)).content.blocks
        if not isinstance(block, Table)
    ] == ["ดำเนิน การ ปี งบประมาณ"]


def test_pages_without_a_table_are_named(tmp_path: Path) -> None:
    """As programs take them out of a PDF: with what to do."""
    path = tmp_path / "r.txt"
    path.write_text("one\n\ftwo\n", "utf-8")
    assert len(opening.parse(path, opening.load(path)).content.notes) == 1
    for text in ("one\ntwo\n", "one\n\fa\tb\n"):
        path.write_text(text, "utf-8")
        assert opening.parse(path, opening.load(path)).content.notes == ()

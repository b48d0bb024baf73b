"""Tables, text boxes, tracked changes and content controls: what a reader sees comes out."""

from collections.abc import Callable

import pytest

from ita_sync.document.parts import Line, Table
from ita_sync.document.word.docx import read
from tests.document.word.drawn_xml import (
    box,
    cells,
    nested,
    p,
    sdt,
    span,
    t,
    tbl,
    tc,
    texts,
    tr,
    word,
)


def test_tracked_changes_read_as_accepted() -> None:
    """What was deleted is gone, what was added or moved stands."""
    body = p(
        "คะแนน ",
        f"<w:del><w:r><w:delText>๗๐</w:delText></w:r>{t('x')}</w:del>",
        f"<w:ins>{t('๗๕')}</w:ins>",
    )
    body += p(
        f"<w:moveFrom>{t('ย้าย')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"
    ) + p(f"<w:moveTo>{t('ย้าย')}</w:moveTo>")
    body += tbl(tr("เดิม", properties="<w:del/>"), tr("ใหม่", properties="<w:ins/>"))
    content = read(word(body))
    assert [(line.text, line.place.line) for line in content.blocks if isinstance(line, Line)] == [
        ("คะแนน ๗๕", 1),
        ("ย้าย", 2),
    ]
    assert cells(content) == [("ใหม่",)]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    """Two paragraphs joined by a tracked change are one.

    Nothing is lost before a table or at the end.
    """
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("ก", properties=gone)
        + p("ข")
        + p("ค", properties=gone)
        + tbl(tr("x", "y"))
        + p("ง", properties=gone)
    )
    assert texts(read(word(body))) == ["กข", "ค", "ง"]


def test_content_controls_of_all_four_kinds() -> None:
    """Round blocks, rows, cells and runs, and inside of one another."""
    body = (
        sdt(p("บล็อก"))
        + p("ก", sdt(t("ข")))
        + tbl(sdt(tr("แถว", "๑")), tr(sdt(tc("ช่อง")), tc(p(sdt(t("๒"))))))
    )
    content = read(word(sdt(body)))
    assert texts(content) == ["บล็อก", "กข"]
    assert cells(content) == [("แถว", "๑"), ("ช่อง", "๒")]


def test_the_prompt_of_an_empty_content_control_is_no_text() -> None:
    """Nobody wrote it."""
    prompt = "<w:showingPlcHdr/>"
    body = p("เลขที่ ", sdt(t("แตะที่นี่"), prompt)) + sdt(p("แตะที่นี่"), prompt)
    assert texts(read(word(body))) == ["เลขที่ "]


def test_merged_cells_stand_where_they_begin() -> None:
    """Covered cells are None, in both directions."""
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    content = read(
        word(
            tbl(
                tr(tc("ข้อ", properties=start), tc("คะแนน", properties=span(2)), "หมาย"),
                tr(tc("", properties=more), "๑", "๒", "เหตุ"),
                tr("a", "b", "c", "d"),
            )
        )
    )
    assert cells(content) == [
        ("ข้อ", "คะแนน", None, "หมาย"),
        (None, "๑", "๒", "เหตุ"),
        ("a", "b", "c", "d"),
    ]


def test_a_merge_that_nothing_begins_hides_no_text() -> None:
    """A cell that goes on with nothing stands by itself."""
    alone = tbl(
        tr(tc("ก", properties="<w:vMerge/>"), "x"),
        tr("ข", "x"),
        tr(tc("ค", properties="<w:vMerge/>"), "x"),
    )
    assert cells(read(word(alone))) == [("ก", "x"), ("ข", "x"), ("ค", "x")]


def test_rows_that_begin_later_or_end_earlier_get_equally_many_cells() -> None:
    """Each cell stays in its column."""
    content = read(
        word(
            tbl(
                tr("a", "b", "c"),
                tr("b", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
                tr("a"),
            )
        )
    )
    assert cells(content) == [("a", "b", "c"), (None, "b", None), ("a", None, None)]


def test_a_column_in_which_no_cell_begins_is_none() -> None:
    """Nobody sees a column that all rows span."""
    content = read(
        word(tbl(tr(tc("a", properties=span(3)), "b"), tr(tc("c", properties=span(2)), "", "d")))
    )
    assert cells(content) == [("a", None, "b"), ("c", "", "d")]


def test_cells_merged_in_the_way_of_old_versions() -> None:
    """A covered cell is marked instead of left out."""
    row = tr(
        tc("ก", properties='<w:hMerge w:val="restart"/>'),
        tc("", properties='<w:hMerge w:val="continue"/>'),
        "ข",
    )
    assert cells(read(word(tbl(row, tr("๑", "๒", "๓"))))) == [("ก", None, "ข"), ("๑", "๒", "๓")]


def test_a_table_split_by_hand_stays_two_tables() -> None:
    """Whoever asks what they say together joins them."""
    content = read(word(tbl(tr("a", "b")) + "<w:p/>" + tbl(tr("c", "d"))))
    assert (cells(content, 0), cells(content, 1)) == ([("a", "b")], [("c", "d")])


def test_the_text_of_an_inner_table_stands_in_the_outer_cell() -> None:
    """Rows as lines, cells with tabs between."""
    inner = tbl(tr("๑", "๒"), tr("๓", "๔"))
    content = read(word(tbl(tr("ข้อ", tc("ดังนี้", inner, p("จบ"))))))
    assert cells(content) == [("ข้อ", "ดังนี้\n๑\t๒\n๓\t๔\nจบ")]
    assert len(content.blocks) == 1


def test_a_table_inside_of_a_frame_is_a_table_of_its_own() -> None:
    """The outer one holds no text itself; tables go on being numbered."""
    inner, other = tbl(tr("๑", "๒")), tbl(tr("๓", "๔"))
    deep = tbl(tr(tc(tbl(tr(tc(other))))))  # a frame in a frame
    content = read(
        word(tbl(tr(tc("ดังนี้", inner), tc(deep))).replace("ดังนี้", "") + p("ก") + tbl(tr("z", "z")))
    )
    assert cells(content, 0) == [("๑\t๒", "๓\t๔")]
    assert cells(content, 1) == [("๑", "๒")]
    assert cells(content, 2) == [("๓", "๔")]
    assert [block.rows[0].place.table for block in content.blocks if isinstance(block, Table)] == [
        1,
        2,
        3,
        4,
    ]


def test_a_box_of_one_cell_is_a_frame_whatever_else_it_says() -> None:
    """A single cell is a border round things."""
    content = read(word(tbl(tr(tc("หัว", tbl(tr("๑", "๒")))))))
    assert (cells(content, 0), cells(content, 1)) == ([("หัว\n๑\t๒",)], [("๑", "๒")])


def old_box(inside: str) -> str:
    """A text box as versions before 2010 wrote it."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    shape = f"<v:shape><v:textbox>{content}</v:textbox></v:shape>"
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def test_of_alternatives_one_is_read_between_paragraphs_too() -> None:
    """None, where no one of them has a text."""
    branches = f"<mc:Choice>{p('ก')}</mc:Choice><mc:Fallback>{p('ก')}</mc:Fallback>"
    twice = f"<mc:AlternateContent>{branches}</mc:AlternateContent>"
    shape = "<mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice></mc:AlternateContent>"
    assert texts(read(word(twice + shape + p("ข", f"<w:r>{shape}</w:r>")))) == ["ก", "ข"]


@pytest.mark.parametrize("made", [box, old_box])
def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on(
    made: Callable[[str], str],
) -> None:
    """Its blocks have the place of that paragraph."""
    content = read(word(p("ก") + p("ข", made(p("กล่อง") + tbl(tr("๑", "๒"))), "ค") + p("ง")))
    assert texts(content) == ["ก", "ขค", "กล่อง", "ง"]
    assert cells(content) == [("๑", "๒")]
    assert [block.place.line for block in content.blocks if isinstance(block, Line)] == [1, 2, 2, 3]


def test_a_text_box_in_a_cell_belongs_to_the_cell() -> None:
    """After the text of its paragraph."""
    assert cells(read(word(tbl(tr(tc(p("ก", box(p("กล่อง")))), "x"))))) == [("ก\nกล่อง", "x")]


def test_tables_nested_as_deep_as_xml_may_be_are_read() -> None:
    """The depth that the parser allows is no problem for the walk."""
    content = read(word(nested(80)))
    assert len(content.blocks) == 80

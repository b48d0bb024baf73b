"""Word documents: what a reader sees on the page comes out, with its place.

Whatever is hostile is refused in words.
"""

import inspect
import io
import re
import sys
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from ita_sync.document import limits
from ita_sync.document.package import MAX_ENTRIES, MAX_MARKUP, Package
from ita_sync.document.parts import Content, Line, Spot, Table
from ita_sync.document.word.docx import read
from ita_sync.errors import ReportError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="n" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="s" Type="{OFFICE}/styles" Target="/word/styles.xml"/>
<Relationship Id="x" Type="{OFFICE}/attachedTemplate" Target="http://127.0.0.1:9/t.dotx" TargetMode="External"/>
</Relationships>"""


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, part in entries:
            archive.writestr(name, part)
    return buffer.getvalue()


def pack(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    return zipped(*parts.items())


def main_part(body: str) -> str:
    """The main part of a document with this body."""
    return f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"


def word(body: str, *, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    """A document with this body; other parts by name."""
    given = {
        "word/document.xml": main_part(body),
        "word/_rels/document.xml.rels": LINKS,
        "word/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMES}>{styles}</w:styles>",
    }
    return pack({name: part.encode() for name, part in (given | parts).items()})


def t(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    """A paragraph; what is no XML is its text."""
    runs = "".join(part if part.startswith("<") else t(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def tc(*inside: str, properties: str = "") -> str:
    """A cell; what is no XML is a paragraph of its own."""
    content = "".join(part if part.startswith("<") else p(part) for part in inside) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; what is no cell is the text of one."""
    filled = "".join(cell if cell.startswith(("<w:tc>", "<w:sdt>")) else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{filled}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    """The property of a cell that covers so many columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def texts(content: Content) -> list[str]:
    """The lines outside of tables."""
    return [block.text for block in content.blocks if isinstance(block, Line)]


def cells(content: Content, number: int = 0) -> list[tuple[str | None, ...]]:
    """The rows of a table."""
    return [
        row.cells
        for row in [block for block in content.blocks if isinstance(block, Table)][number].rows
    ]


# -- body order and places
# ---------------------------------------------------------------------------------------------


def test_lines_and_tables_come_in_the_order_of_the_document() -> None:
    """Each with its place: paragraphs count outside of tables, tables in the document."""
    content = read(
        word(p("ก") + tbl(tr("a", "b"), tr("c", "d")) + p("") + p("ข") + tbl(tr("e", "f")))
    )
    first, table, second, other = content.blocks
    assert first == Line("ก", Spot(line=1))
    assert second == Line("ข", Spot(line=3))  # the empty paragraph is counted
    assert isinstance(table, Table)
    assert isinstance(other, Table)
    assert [row.place for row in table.rows] == [Spot(table=1, row=1), Spot(table=1, row=2)]
    assert [row.cells for row in table.rows] == [("a", "b"), ("c", "d")]
    assert other.rows[0].place == Spot(table=2, row=1)
    assert not content.lossy


def test_a_line_break_makes_two_lines_at_one_place() -> None:
    """A paragraph with breaks is read as the lines that are seen."""
    content = read(word(p("ก", "<w:r><w:br/></w:r>", "ข", "<w:r><w:cr/></w:r>", "ค")))
    assert content.blocks == tuple(Line(text, Spot(line=1)) for text in "กขค")


def test_line_breaks_and_paragraphs_stay_inside_a_cell() -> None:
    """A cell is one text, with its lines."""
    assert cells(read(word(tbl(tr(tc("ก", p("ข", "<w:r><w:br/></w:r>", "ค")), ""))))) == [
        ("ก\nข\nค", "")
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:tab/></w:r>", "๑\t๒"),
        ("<w:r><w:ptab/></w:r>", "๑\t๒"),
        ("<w:r><w:noBreakHyphen/></w:r>", "๑-๒"),
        ("<w:r><w:softHyphen/></w:r>", "๑๒"),
        ("<!-- a note -->", "๑๒"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "๑✓๒"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "๑≥๒"),
        ('<w:r><w:sym w:font="TH SarabunPSK" w:char="0E01"/></w:r>', "๑ก๒"),
        ('<w:r><w:sym w:font="Symbol" w:char="ZZ"/></w:r>', "๑๒"),
        (f"<w:hyperlink>{t('x')}</w:hyperlink>", "๑x๒"),
        (f"<w:smartTag>{t('x')}</w:smartTag>", "๑x๒"),
        (f'<w:fldSimple w:instr="PAGE">{t("7")}</w:fldSimple>', "๑7๒"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", "๑๒"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r>', "๑x๒"),
        (t(" "), "๑ ๒"),
        (
            "<m:f><m:num><m:r><m:t>75</m:t></m:r></m:num><m:den><m:r><m:t>100</m:t></m:r></m:den></m:f>",
            "๑75/100๒",
        ),
        (
            f"<w:r><w:ruby><w:rt>{t('x')}</w:rt><w:rubyBase>{t('y')}</w:rubyBase></w:ruby></w:r>",
            "๑y๒",
        ),
        (
            f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{t('x')}</mc:Fallback></mc:AlternateContent>",
            "๑x๒",
        ),
    ],
)
def test_what_stands_inside_a_paragraph(inside: str, text: str) -> None:
    """Every kind of content of a paragraph gives what is seen of it."""
    assert texts(read(word(p("๑", inside, "๒")))) == [text]


def field(kind: str) -> str:
    """One of the three marks of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_of_a_field_only_the_result_is_read() -> None:
    """Also where a field stands in the code of another."""
    inner = (
        field("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + field("separate")
        + t("8")
        + field("end")
    )
    outer = field("begin") + t("IF ") + inner + field("separate") + t("ผล") + field("end")
    assert texts(read(word(p("๑", outer, "๒")))) == ["๑ผล๒"]


def test_a_field_that_is_not_ended_does_not_swallow_the_rest() -> None:
    """It ends with its paragraph at the latest."""
    assert texts(read(word(p("๑", field("begin"), "x") + p("๒") + p(field("end"), "๓")))) == [
        "๑",
        "๒",
        "๓",
    ]


# -- tracked changes and content controls
# ------------------------------------------------------------------------------


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


def sdt(inside: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


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


# -- tables
# ------------------------------------------------------------------------------------------------------------


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


# -- text boxes
# --------------------------------------------------------------------------------------------------------


def box(inside: str) -> str:
    """A text box as Word writes it: once for itself, once for versions before 2010."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp>'
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def old_box(inside: str) -> str:
    """A text box as versions before 2010 wrote it."""
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def test_of_alternatives_one_is_read_between_paragraphs_too() -> None:
    """None, where no one of them has a text."""
    twice = f"<mc:AlternateContent><mc:Choice>{p('ก')}</mc:Choice><mc:Fallback>{p('ก')}</mc:Fallback></mc:AlternateContent>"
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


# -- numbers
# -----------------------------------------------------------------------------------------------------------


def level(depth: int, style: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str, more: str = "") -> str:
    """A definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, overrides: str = "") -> str:
    """A list that follows a definition."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def at(depth: int, of: int = 1) -> str:
    """Properties of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>'


def labels(numbering: str, *properties: str, styles: str = "") -> list[str]:
    """What stands before paragraphs with these properties, all of the text `x`."""
    body = "".join(p("x", properties=given) for given in properties)
    return [
        text.removesuffix("x")
        for text in texts(read(word(body, numbering=numbering, styles=styles)))
    ]


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("thaiNumbers", {1: "๑", 10: "๑๐", 29: "๒๙"}),
        (
            "thaiLetters",
            {1: "ก", 2: "ข", 3: "ค", 4: "ง", 10: "ญ", 33: "ล", 41: "ฮ", 42: "กก", 43: "ขข"},
        ),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("upperRoman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 1990: "MCMXC", 32767: "32767"}),
        ("lowerRoman", {3: "iii", 40: "xl"}),
        ("numberInDash", {3: "- 3 -"}),
        ("somethingNew", {3: "3"}),
        ("lowerLetter", {30000: "30000", 0: "0"}),
    ],
)
def test_formats_of_numbers(style: str, shown: dict[int, str]) -> None:
    """As Word shows them; what it cannot show is shown in digits."""
    for count, text in shown.items():
        assert labels(abstract(1, level(0, style, "(%1)", start=count)) + num(1, 1), at(0)) == [
            f"({text}) "
        ]


def test_the_thai_letters_are_those_in_use() -> None:
    """All 41, in the order of the standard."""
    read_out = labels(abstract(1, level(0, "thaiLetters", "%1")) + num(1, 1), *[at(0)] * 41)
    assert "".join(read_out).replace(" ", "") == "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"


def test_levels_count_inside_of_the_level_above() -> None:
    """A level begins anew after one above it."""
    numbering = (
        abstract(1, level(0, "thaiNumbers", "%1."), level(1, "thaiNumbers", "%1.%2"), level(2, "thaiLetters", "(%3)"))
        + num(1, 1)
    )  # fmt: skip
    given = [at(depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2)]
    assert labels(numbering, *given) == [
        "๑. ",
        "๑.๑ ",
        "๑.๒ ",
        "(ก) ",
        "(ข) ",
        "๒. ",
        "๒.๑ ",
        "(ก) ",
    ]


def test_a_level_that_was_left_out_counts_as_begun() -> None:
    """So Word and LibreOffice count."""
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + num(1, 1)
    assert labels(numbering, at(1), at(1), at(0)) == ["1.1 ", "1.2 ", "2. "]


def test_a_level_may_count_on_over_others() -> None:
    """A level says which of those above make it begin anew."""
    never = level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>')
    assert labels(abstract(1, level(0, "decimal", "%1."), never) + num(1, 1), *map(at, (0, 1, 0, 1))) == [
        "1. ", "1) ", "2. ", "2) ",
    ]  # fmt: skip
    first = level(
        2, "decimal", "%3)", more='<w:lvlRestart w:val="1"/>'
    )  # restarts after the first level only
    numbering = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%2."), first) + num(
        1, 1
    )
    assert labels(numbering, *map(at, (0, 1, 2, 1, 2, 0, 1, 2)))[2::2] == ["1) ", "2) ", "1. "]
    assert labels(numbering, *map(at, (0, 1, 2, 1, 2, 0, 1, 2)))[-1] == "1) "


def test_lists_of_one_definition_share_their_count_unless_they_start_anew() -> None:
    """An override of the start takes effect once."""
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1) + num(3, 1, anew)
    given = [at(0, of) for of in (1, 2, 3, 3, 1)]
    assert labels(numbering, *given) == ["1. ", "2. ", "5. ", "6. ", "7. "]


def test_a_list_may_change_a_level() -> None:
    """A list may show a level of its definition otherwise."""
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "thaiLetters", "%1)")}</w:lvlOverride>'
    assert labels(
        abstract(1, level(0, "decimal", "%1.")) + num(1, 1) + num(2, 1, changed), at(0, 2)
    ) == ["ก) "]


def test_legal_numbers_show_the_levels_above_in_decimal() -> None:
    """The level itself keeps its format."""
    legal = level(1, "decimalZero", "%1.%2", more="<w:isLgl/>")
    assert labels(abstract(1, level(0, "upperRoman", "%1."), legal) + num(1, 1), at(0), at(1)) == [
        "I. ",
        "1.01 ",
    ]


def test_what_follows_a_number() -> None:
    """A tab or space is read as a space; it may be nothing."""
    nothing = level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')
    assert labels(abstract(1, nothing) + num(1, 1), at(0)) == ["1."]


@pytest.mark.parametrize(
    ("font", "sign", "shown"),
    [
        ("Symbol", "\uf0b7", "• "),
        ("Wingdings", "\uf0fc", "✓ "),
        ("Unknown", "\uf0aa", "• "),
        ("Courier New", "o", "o "),
    ],
)
def test_bullets(font: str, sign: str, shown: str) -> None:
    """The private letters of symbol fonts are read as what they show."""
    bullet = level(0, "bullet", sign, more=f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>')
    assert labels(abstract(1, bullet) + num(1, 1), at(0)) == [shown]


def test_a_bullet_has_no_number_that_a_deeper_level_could_show() -> None:
    """Nothing is shown for it."""
    numbering = abstract(1, level(0, "bullet", "-"), level(1, "decimal", "%1%2.")) + num(1, 1)
    assert labels(numbering, at(0), at(1)) == ["- ", "1. "]


def test_a_level_shows_no_deeper_one() -> None:
    """Nor one that the list does not have."""
    numbering = abstract(1, level(0, "decimal", "%1%2%9."), level(1, "decimal", "%2")) + num(1, 1)
    assert labels(numbering, at(0), at(12)) == ["1. ", ""]


def test_a_format_of_newer_versions_has_a_fallback() -> None:
    """The fallback is a format that is known."""
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="thaiNumbers"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert labels(abstract(1, custom) + num(1, 1), at(0)) == ["๑. "]


def style(name: str, properties: str = "", *, based: str = "", more: str = "") -> str:
    """A paragraph style."""
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}" {more}>{basis}<w:pPr>{properties}</w:pPr></w:style>'


def test_a_style_may_number_its_paragraphs() -> None:
    """Its own list, an inherited one, one taken off; circles and holes end."""
    tied = level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Second"/>')
    numbering = abstract(1, level(0, "decimal", "%1."), tied) + num(1, 1)
    styles = (
        style("First", at(0)) + style("Second", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Heir", based="First") + style("Plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', based="First")
        + style("Round", based="Circle") + style("Circle", based="Round")
    )  # fmt: skip
    named = [
        f'<w:pStyle w:val="{name}"/>'
        for name in ("First", "Second", "Heir", "Plain", "Round", "Missing")
    ]
    assert labels(numbering, *named, styles=styles) == ["1. ", "1.1 ", "2. ", "", "", ""]
    own = '<w:pStyle w:val="First"/><w:numPr><w:numId w:val="0"/></w:numPr>'  # taken off by hand
    assert labels(numbering, own, named[0], styles=styles) == ["", "1. "]
    assert labels(numbering, "", styles=style("Normal", at(0), more='w:default="1"')) == ["1. "]


def test_a_list_may_be_defined_by_a_style_of_lists() -> None:
    """The definition is looked up through the style."""
    numbering = (
        abstract(1, more='<w:numStyleLink w:val="Lists"/>') + abstract(2, level(0, "thaiNumbers", "%1)")) + num(1, 1)
        + num(2, 2)
    )  # fmt: skip
    lists = '<w:style w:type="numbering" w:styleId="Lists"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    assert labels(numbering, at(0), at(0), styles=lists) == ["๑) ", "๒) "]


def test_a_column_of_numbers_alone_is_read() -> None:
    """The order column of a table often has no text but its numbers; bullets alone say nothing."""
    row = tr(tc(p(properties=at(0))), tc(p(properties=at(0, 2))), "x")
    numbering = (
        abstract(1, level(0, "thaiNumbers", "%1."))
        + abstract(2, level(0, "bullet", "•"))
        + num(1, 1)
        + num(2, 2)
    )
    assert cells(read(word(tbl(row, row), numbering=numbering))) == [
        ("๑.", "", "x"),
        ("๒.", "", "x"),
    ]


def test_numbers_in_text_boxes_are_counted_apart() -> None:
    """The count of the body goes on past a text box."""
    one = p("x", properties=at(0))
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    content = read(word(one + p("y", box(one)) + one, numbering=numbering))
    assert texts(content) == ["1. x", "y", "1. x", "2. x"]


@pytest.mark.parametrize(
    "numbering",
    ["", num(1, 9), num(1, 1) + abstract(1), "<w:num/>", abstract(1, "<w:lvl/>") + num(1, 1)],
)
def test_numbering_with_holes_numbers_nothing(numbering: str) -> None:
    """Missing definitions, levels and names are no error."""
    assert labels(numbering, at(0), at(3)) == ["", ""]


# -- pages
# -------------------------------------------------------------------------------------------------------------

BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def pages(content: Content) -> list[int | None]:
    """The pages of all lines and rows."""
    return [
        place.page
        for block in content.blocks
        for place in (
            [block.place] if isinstance(block, Line) else [row.place for row in block.rows]
        )
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("ก") + p("ข"), [None, None]),
        (p("ก", BREAK, "ข") + p("ค"), [1, 2, 2]),
        (p("ก") + p("ข", properties="<w:pageBreakBefore/>"), [1, 2]),
        (p("ก", properties="<w:sectPr/>") + p("ข"), [1, 2]),
        (
            p("ก", properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + p("ข"),
            [None, None],
        ),
        (p("ก") + p("ข") + "<w:sectPr/>", [None, None]),
        (
            p("ก", BREAK) + p(RENDERED, "ข") + p("ค"),
            [1, 2, 2],
        ),  # Word marks a break set by hand once more
        (p("ก", RENDERED, "ข") + p("ค"), [1, 2]),
        (tbl(tr("ก", "x"), tr(tc(p(RENDERED, "ข")), "x"), tr("ค", "x")) + p("ง"), [1, 2, 2, 2]),
        (
            tbl(tr(tc(p("ก", RENDERED, "ข")), tc(p("ค", RENDERED, "ง")))) + p("จ"),
            [1, 2],
        ),  # one row over two pages
        (p(RENDERED, "ก", properties=at(0)), [2]),
        (
            tbl(tr(tc("หัว", tbl(tr("ก", "x")), p(RENDERED, "ข")))) + p("ค"),
            [1, 1, 2],
        ),  # the frame goes on, not the table
    ],
)
def test_pages_are_counted_where_the_document_has_breaks(
    body: str, expected: list[int | None]
) -> None:
    """Where Word left its own marks, only these count; without any break no page is claimed."""
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    content = read(word(body, numbering=numbering))
    assert pages(content) == expected
    assert "\f" not in str(content)


# -- packages of other shapes
# ------------------------------------------------------------------------------------------


def test_the_main_part_is_the_one_that_is_named_so() -> None:
    """By its relation, wherever it lies."""
    links = LINKS.replace("numbering", "officeDocument").replace(
        "officeDocument.xml", "text/main.xml"
    )
    data = pack({"_rels/.rels": links.encode(), "text/main.xml": main_part(p("ก")).encode()})
    assert texts(read(data)) == ["ก"]


def test_a_part_outside_of_the_file_is_none() -> None:
    """Neither fetched nor looked for inside."""
    outside = f'<Relationship Id="o" Type="{OFFICE}/numbering" Target="http://127.0.0.1:9/" TargetMode="External"/>'
    links = LINKS.replace("<Relationship ", outside + "<Relationship ", 1)
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    data = word(
        p("ก", properties=at(0)), numbering=numbering, **{"word/_rels/document.xml.rels": links}
    )
    assert texts(read(data)) == ["1. ก"]


def test_names_written_with_backslashes() -> None:
    """Some programs do."""
    assert texts(read(pack({"word\\document.xml": main_part(p("ก")).encode()}))) == ["ก"]
    assert texts(read(pack({"/word/document.xml": main_part(p("ก")).encode()}))) == ["ก"]


def test_utf_16_and_a_declaration_that_lies() -> None:
    """The standard knows two encodings; what is declared is not asked."""
    declared = '<?xml version="1.0" encoding="{}"?>' + main_part(p("ก"))
    assert texts(read(pack({"word/document.xml": declared.format("UTF-16").encode("utf-16")}))) == [
        "ก"
    ]
    assert texts(read(pack({"word/document.xml": declared.format("windows-874").encode()}))) == [
        "ก"
    ]


def test_strict_documents() -> None:
    """The same elements under other names."""
    strict = main_part(p("ก")).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert texts(read(pack({"word/document.xml": strict.encode()}))) == ["ก"]


def test_macros_pictures_and_links_are_left_alone() -> None:
    """They are neither unpacked nor followed."""
    assert "word/vbaProject.bin" in Package(pack({"word\\vbaProject.bin": b""})).names()
    data = word(p("ก"), **{"word/vbaProject.bin": "\0" * 10, "word/media/image1.png": "no picture"})
    assert texts(read(data)) == ["ก"]


def test_what_could_not_be_read_is_said() -> None:
    """In notes for the officer."""
    assert not read(word(p("ก"))).notes
    assert "pictures and no text" in str(read(word(p("<w:r><w:drawing/></w:r>"))).notes[0])
    assert "altChunk" in str(read(word(p("ก") + "<w:altChunk/>")).notes[0])


@pytest.mark.parametrize(
    ("width", "told"), [("5000000", True), ("700000", False), ("-1", False), ("9" * 5000, False)]
)
def test_a_picture_wide_enough_to_hold_text_is_told(width: str, *, told: bool) -> None:
    """The emblem of a memo is smaller."""
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    drawing = (
        f'<w:drawing><wp:inline><wp:extent cx="{width}" cy="1"/>{blip}</wp:inline></w:drawing>'
    )
    notes = read(word(p("ก") + p(f"<w:r>{drawing}</w:r>"))).notes
    assert [str(note).startswith("1 picture in the document was not read") for note in notes] == [
        True
    ] * told


# -- hostile
# -----------------------------------------------------------------------------------------------------------


def main_zipped(part: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of a main part alone."""
    return zipped(("word/document.xml", part), method=method)


def lying(data: bytes, size: int) -> bytes:
    """Return a package of one part whose directory says another size."""
    at_central = data.index(b"PK\x01\x02")
    said = size.to_bytes(4, "little")
    data = data[: at_central + 24] + said + data[at_central + 28 :]
    return data[:22] + said + data[26:]


def encrypted(data: bytes) -> bytes:
    """A package of one part that says it is encrypted."""
    at_central = data.index(b"PK\x01\x02")
    return data[: at_central + 8] + b"\x01" + data[at_central + 9 :]


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
DTD = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def bomb() -> bytes:
    """More than may be unpacked; packed it is small."""
    return b"<" + b" " * (limits.MAX_UNPACKED + 1)


def nested(depth: int) -> str:
    """Tables inside of tables, a cell beside each."""
    return (
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth
    )


def frames(text: str, depth: int) -> str:
    """A text in tables inside of tables, each a frame."""
    return "<w:tbl><w:tr><w:tc/><w:tc>" * depth + p(text) + "</w:tc></w:tr></w:tbl>" * depth


GOOD = main_part(p("ก")).encode()
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (lambda: main_zipped(bomb()), "document-too-large"),
    "a bomb that says it is small": (lambda: lying(main_zipped(bomb()), 1000), "document-damaged"),
    "a bomb in the numbering": (
        lambda: word(p("ก"), **{"word/numbering.xml": bomb().decode()}),
        "document-too-large",
    ),
    "a part that says it is larger": (
        lambda: lying(main_zipped(GOOD), 2**31),
        "document-too-large",
    ),
    "external entity": (lambda: main_zipped(DTD.encode() + GOOD), "document-damaged"),
    "entities in UTF-16": (
        lambda: main_zipped((DTD + GOOD.decode()).encode("utf-16")),
        "document-damaged",
    ),
    "entities in the styles": (
        lambda: word(p("ก"), **{"word/styles.xml": DTD + "<a/>"}),
        "document-damaged",
    ),
    "entities in the links": (
        lambda: word(p("ก"), **{"word/_rels/document.xml.rels": DTD + "<a/>"}),
        "document-damaged",
    ),
    "entities in EBCDIC": (
        lambda: main_zipped((DTD + main_part("")).encode("cp500")),
        "document-damaged",
    ),
    "an encoding behind a declaration": (
        lambda: main_zipped(b"<?xml?>" + (DTD + GOOD.decode()).encode("utf-16-le")),
        "document-damaged",
    ),
    "an unknown entity": (lambda: word(p("&a;")), "document-damaged"),
    "under a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "document-locked"),
    "a part under a password": (lambda: encrypted(main_zipped(GOOD)), "document-locked"),
    "the old format": (lambda: OLE + "WordDocument".encode("utf-16-le"), "document-old"),
    "no zip": (lambda: b"PK\x03\x04 and no more", "document-damaged"),
    "nothing": (lambda: b"", "document-damaged"),
    "cut off": (lambda: word(p("ก"))[:-40], "document-damaged"),
    "bytes changed": (
        lambda: main_zipped(GOOD).replace(b"document.xml", b"document.xm1", 1),
        "document-damaged",
    ),
    "packed otherwise": (lambda: main_zipped(GOOD, zipfile.ZIP_LZMA), "document-damaged"),
    "no main part": (lambda: zipped(("word/other.xml", b"<a/>")), "document-damaged"),
    "another root": (lambda: main_zipped(b"<a/>"), "document-damaged"),
    "an empty part": (lambda: main_zipped(b""), "document-damaged"),
    "broken XML": (lambda: main_zipped(GOOD[:-5]), "document-damaged"),
    "binary": (lambda: main_zipped(bytes(range(256))), "document-damaged"),
    "neither encoding": (
        lambda: main_zipped(main_part(p("ก")).encode("cp874")),
        "document-damaged",
    ),
    "tables nested too deeply": (lambda: word(nested(2000)), "document-damaged"),
    "a million paragraphs": (lambda: word(p("x") * 1_000_000), "document-too-large"),
    "many empty paragraphs": (lambda: word("<w:p/>" * (MAX_MARKUP - 1000)), "document-too-large"),
    "many lines": (lambda: word(p("x") * (limits.MAX_BLOCKS + 1)), "document-too-large"),
    "many rows": (lambda: word(tbl("<w:tr/>" * (limits.MAX_BLOCKS + 1))), "document-too-large"),
    "many cells": (
        lambda: word(tbl(f"<w:tr>{'<w:tc/>' * 60}</w:tr>" * 2000)),
        "document-too-large",
    ),
    "many columns": (lambda: word(tbl(tr(*["x"] * 100))), "document-too-large"),
    "much text": (lambda: word(p("ก" * (limits.MAX_TEXT + 1))), "document-too-large"),
    "much text in a cell": (
        lambda: word(tbl(tr("ก" * limits.MAX_TEXT, "ก"))),
        "document-too-large",
    ),
    "text that inner tables repeat": (
        lambda: word(frames("ก" * 100_000, 60)),
        "document-too-large",
    ),
    "a large file": (lambda: b"PK" * (limits.MAX_BYTES // 2 + 1), "document-too-large"),
    "many parts": (lambda: b"PK\x03\x04" + b"PK\x01\x02" * (MAX_ENTRIES + 1), "document-too-large"),
}


@pytest.mark.parametrize(("made", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_documents_are_refused_in_words(made: Callable[[], bytes], code: str) -> None:
    """Each with its error, what happened and what to do."""
    with pytest.raises(ReportError) as caught:
        read(made())
    assert caught.value.code == code
    assert str(caught.value.what)
    assert str(caught.value.next_step)


def test_a_stack_that_is_too_small_for_the_nesting_is_no_traceback() -> None:
    """Whoever calls may have used up most of it."""
    data, usual = word(nested(80)), sys.getrecursionlimit()
    read(data)  # what is imported late needs the stack too
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        with pytest.raises(ReportError) as caught:
            read(data)
    finally:
        sys.setrecursionlimit(usual)
    assert caught.value.code == "document-damaged"


def changed(part: str, chance: Random) -> str:
    """A part in which a few names or values are others, or pieces are gone."""
    for _ in range(chance.randint(1, 6)):
        names = sorted(set(re.findall(r"<([\w:]+)", part)))
        values = list(re.finditer('="([^"]*)"', part))
        match chance.randrange(3):
            case 0:
                one, other = chance.choice(names), chance.choice(names)
                part = re.sub(rf"(</?){one}(?=[ />])", rf"\1{other}", part)
            case 1:
                value = chance.choice(values)
                new = chance.choice(["", "-1", "9" * 30, "abc", "0", "๓", "²", "%9%1", "restart"])
                part = part[: value.start(1)] + new + part[value.end(1) :]
            case _:
                at_letter = chance.randrange(len(part))
                part = part[:at_letter] + part[at_letter + chance.randint(1, 30) :]
    return part


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_document_is_read_or_refused_in_words(seed: int) -> None:
    """Whatever is changed in its XML, nothing else comes out."""
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    inner = tbl(
        tr(
            tc("ก", properties='<w:vMerge w:val="restart"/>'),
            tc(p("ข", box(p("ค"))), properties=span(2)),
        )
    )
    body = (
        p("๑", properties=at(0))
        + tbl(tr(tc(inner)), tr(sdt(tc("ง"))))
        + p(field("begin"), "x", field("end"), BREAK)
    )
    parts = {
        "word/document.xml": main_part(body),
        "word/_rels/document.xml.rels": LINKS,
        "word/numbering.xml": f"<w:numbering {NAMES}>{abstract(1, level(0, 'decimal', '%1'))}{num(1, 1)}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMES}>{style('Normal', at(0), based='Other')}</w:styles>",
    }
    name = chance.choice(sorted(parts))
    try:
        content = read(
            pack(
                {
                    key: (changed(part, chance) if key == name else part).encode()
                    for key, part in parts.items()
                }
            )
        )
    except ReportError as error:
        assert error.code.startswith("document-")  # noqa: PT017 - either end is right
    else:
        assert all(
            len({len(row.cells) for row in b.rows}) == 1
            for b in content.blocks
            if isinstance(b, Table)
        )


def test_tables_nested_as_deep_as_xml_may_be_are_read() -> None:
    """The depth that the parser allows is no problem for the walk."""
    content = read(word(nested(80)))
    assert len(content.blocks) == 80


def test_spans_and_numbers_out_of_bounds_cost_nothing() -> None:
    """Numbers in the file decide no amount of work."""
    wide = tbl(
        tr(tc("a", properties=span(999_999_999)), properties='<w:gridBefore w:val="99999999999"/>')
    )
    assert cells(read(word(wide))) == [("a",)]
    numbering = abstract(1, level(0, "lowerLetter", "%1" * 1000, start=999_999_999)) + num(1, 1)
    assert all(len(label) < 100 for label in labels(numbering, at(0), at(0)))


def test_many_styles_in_a_chain_are_followed_once() -> None:
    """What was found out about a style is kept."""
    styles = "".join(style(f"s{n}", based=f"s{n + 1}") for n in range(40_000)) + style(
        "s40000", at(0)
    )
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    named = [f'<w:pStyle w:val="s{n}"/>' for n in range(0, 10_000, 100)]
    assert labels(numbering, *named, styles=styles)[-1] == "100. "

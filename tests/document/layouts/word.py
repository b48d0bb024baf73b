"""A manuscript as a Word file."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from tests.document.layouts.manuscript import Cell, Heading, Manuscript, NewPage, Paragraph, Table

FONTS = ("TH SarabunPSK", "Garuda", "Norasi", "Loma")
"""The first is what offices use and few other machines have."""
_SPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
WIDE = 9
"""Columns from which a page is turned."""


def write(manuscript: Manuscript, path: Path, *, font: str = FONTS[1]) -> None:
    """Write a manuscript into a .docx file."""
    document = docx.Document()
    wide = any(
        len(block.rows[0]) >= WIDE for block in manuscript.blocks if isinstance(block, Table)
    )
    _prepare(document, font, size=8 if wide else 12, wide=wide)
    for block in manuscript.blocks:
        match block:
            case Heading(text):
                document.add_paragraph().add_run(text).bold = True
            case Paragraph(text, boxed=True):
                document.element.body.insert_element_before(parse_xml(_box(text)), "w:sectPr")
            case Paragraph(text, number):
                document.add_paragraph(text, style=None if number is None else "List Number")
            case NewPage():
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Table() as table:
                for rows in table.pieces():
                    xml = _table(
                        rows,
                        ruled=table.ruled,
                        repeats=rows[0] is table.rows[0] and len(rows[0]) > 2,
                    )
                    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
                    document.add_paragraph()
    document.save(str(path))


def _prepare(document: Document, font: str, size: int, *, wide: bool) -> None:
    style = document.styles["Normal"]
    style.font.name = font
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    properties.rFonts.set(
        qn("w:cs"), font
    )  # Thai is a complex script: without this another font is taken
    properties.append(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{2 * size}"/>'))
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:bidi="th-TH"/>'))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(42), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)


def _table(rows: tuple[tuple[Cell | None, ...], ...], *, ruled: bool, repeats: bool) -> str:
    style = '<w:tblStyle w:val="TableGrid"/>' if ruled else ""
    grid = "<w:gridCol/>" * len(rows[0])
    held: dict[int, Cell] = {}
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if repeats else ""
    body = "".join(
        f"<w:tr>{'' if n else repeated}{''.join(_row(cells, held))}</w:tr>"
        for n, cells in enumerate(rows)
    )
    head = f'<w:tblPr>{style}<w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    return f"<w:tbl {nsdecls('w')}>{head}{body}</w:tbl>"


def _row(cells: tuple[Cell | None, ...], held: dict[int, Cell]) -> Iterator[str]:
    """Yield the cells of a row; `held` has by column the cells that reach down from a row above."""
    column = 0
    while column < len(cells):
        cell = cells[column]
        if cell is None:
            above = held.get(column)
            across = above.across if above else 1
            merge = '<w:vMerge w:val="continue"/>' if above else ""
            yield f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr><w:p/></w:tc>'
            column += across
            continue
        held.pop(column, None)
        if cell.down > 1:
            held[column] = cell
        merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        texts = "".join(f"<w:p>{_run(line)}</w:p>" for line in cell.text.split("\n"))
        yield f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{texts}</w:tc>"
        column += cell.across


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _box(text: str) -> str:
    """Return a paragraph with a text box as Word writes it: with a copy for older programs."""
    inner = f"<w:txbxContent><w:p>{_run(text)}</w:p></w:txbxContent>"
    size = 'cx="3810000" cy="508000"'
    shape = (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext '
        f"{size}/></a:xfrm>"
        f"<a:prstGeom "
        f'prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>'
    )
    drawing = (
        f'<w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="1" name="Text Box 1"/><a:graphic>'
        f"<a:graphicData "
        f'uri="{_SPACES["wps"]}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    style = 'style="width:300pt;height:40pt" type="#_x0000_t202"'
    old = f"<w:pict><v:shape {style}><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    run = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    return f"<w:p {nsdecls('w', 'a', 'wp')} {spaces}>{run}</w:p>"


def plain(path: Path) -> str:
    """Return all text of a Word file, one line a paragraph: to hold it against the manuscript."""
    body = docx.Document(str(path)).element.body
    lines = []
    for paragraph in body.xpath(
        "//w:p[not(ancestor::w:pict)]"
    ):  # a text box says its text again for older programs
        parts = paragraph.xpath(
            "w:r/w:t | w:r/w:tab"
        )  # not what a text box within holds: that is a paragraph itself
        lines.append("".join(part.text or "" if part.tag == qn("w:t") else "\t" for part in parts))
    return "\n".join(lines)

"""Word documents written as XML, and what is read of them."""

import io
import zipfile

from ita_sync.document.parts import Content, Line, Table
from ita_sync.document.word.docx import read

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
<Relationship Id="x" Type="{OFFICE}/attachedTemplate" TargetMode="External"
  Target="http://127.0.0.1:9/t.dotx"/>
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


def field(kind: str) -> str:
    """One of the three marks of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def sdt(inside: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


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


def style(name: str, properties: str = "", *, based: str = "", more: str = "") -> str:
    """A paragraph style."""
    basis = f'<w:basedOn w:val="{based}"/>' if based else ""
    inside = f"{basis}<w:pPr>{properties}</w:pPr>"
    return f'<w:style w:type="paragraph" w:styleId="{name}" {more}>{inside}</w:style>'


BREAK = '<w:r><w:br w:type="page"/></w:r>'


def nested(depth: int) -> str:
    """Tables inside of tables, a cell beside each."""
    return (
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth
    )


def frames(text: str, depth: int) -> str:
    """A text in tables inside of tables, each a frame."""
    return "<w:tbl><w:tr><w:tc/><w:tc>" * depth + p(text) + "</w:tc></w:tr></w:tbl>" * depth

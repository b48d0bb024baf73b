"""Word documents: lines and tables in order, with their places; what is hostile is refused."""

import inspect
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
from tests.document.word.drawn_xml import (
    BREAK,
    LINKS,
    NAMES,
    OFFICE,
    W,
    abstract,
    at,
    box,
    cells,
    field,
    frames,
    level,
    main_part,
    nested,
    num,
    p,
    pack,
    sdt,
    span,
    style,
    tbl,
    tc,
    texts,
    tr,
    word,
    zipped,
)


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


def test_the_main_part_is_the_one_that_is_named_so() -> None:
    """By its relation, wherever it lies."""
    links = LINKS.replace("numbering", "officeDocument").replace(
        "officeDocument.xml", "text/main.xml"
    )
    data = pack({"_rels/.rels": links.encode(), "text/main.xml": main_part(p("ก")).encode()})
    assert texts(read(data)) == ["ก"]


def test_a_part_outside_of_the_file_is_none() -> None:
    """Neither fetched nor looked for inside."""
    outside = (
        f'<Relationship Id="o" Type="{OFFICE}/numbering" TargetMode="External"'
        ' Target="http://127.0.0.1:9/"/>'
    )
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
    numbering = abstract(1, level(0, "decimal", "%1")) + num(1, 1)
    parts = {
        "word/document.xml": main_part(body),
        "word/_rels/document.xml.rels": LINKS,
        "word/numbering.xml": f"<w:numbering {NAMES}>{numbering}</w:numbering>",
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

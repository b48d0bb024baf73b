"""Pictures are read through tesseract where it is there; what is hostile is refused in words."""

import os
import shutil
import struct
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from ita_sync.document import ocr
from ita_sync.document.parts import Line, Table
from ita_sync.document.pdf.layout import Glyph
from ita_sync.document.scan import pictures, recognise
from ita_sync.document.scan.strips import Strip
from ita_sync.document.scan.words import Word
from ita_sync.errors import ReportError
from tests.document.scan.pictures import blank, encoded, ruled

FONTS = (
    "/usr/share/fonts/truetype/tlwg/Laksaman.ttf",
    "/usr/share/fonts/truetype/tlwg/Garuda.ttf",
    "/System/Library/Fonts/Supplemental/Thonburi.ttc",
    "C:/Windows/Fonts/LeelawUI.ttf",
)


def refusal(data: bytes) -> ReportError:
    """Return the error that a document is refused with."""
    with pytest.raises(ReportError) as caught:
        recognise.read(data)
    assert caught.value.what.render("th") != caught.value.what.render("en")
    return caught.value


def a_program(folder: Path, languages: str) -> str:
    """Return a PATH with a tesseract that knows these languages."""
    script = folder / "tesseract"
    script.write_text(
        f'#!/bin/sh\nprintf "List of available languages:\\n{languages}\\n"\n', encoding="utf-8"
    )
    script.chmod(0o755)
    return str(folder)


@pytest.fixture
def readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pictures be opened without tesseract: what is hostile is refused before it is asked."""
    monkeypatch.setattr(recognise, "require", lambda: "tesseract")


def test_without_the_program_the_message_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without the program the message says how to get it."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(ocr, "_WINDOWS_PROGRAM", Path("absent"))
    error = refusal(encoded(blank()))
    assert error.code == "ocr-missing"
    for language in ("th", "en"):
        step = error.next_step.render(language)
        assert "apt install tesseract-ocr tesseract-ocr-tha" in step
        assert "Windows" in step
    assert error.next_step.render("th") != error.next_step.render("en")


@pytest.mark.skipif(
    sys.platform == "win32", reason="its stand-in for the program is a shell script"
)
def test_without_thai_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Thai the message says so."""
    monkeypatch.setenv("PATH", a_program(tmp_path, r"eng\nosd") + os.pathsep + "/bin")
    error = refusal(encoded(blank()))
    assert error.code == "ocr-missing"
    assert "Thai" in error.what.render("en")


def test_words_are_put_together_and_placed_where_they_stood() -> None:
    """Words are put together and placed where they stood."""
    line = Strip(blank(), x=100, foot=1000, size=60.0)
    words = [
        Word("คะ", 40, 100, 90.0, after_space=False),
        Word("แนน", 104, 184, 90.0, after_space=False),
        Word("๙๘", 300, 360, 90.0, after_space=True),
    ]
    glyphs = list(recognise._glyphs([line], [words]))
    assert [glyph.text for glyph in glyphs] == ["คะแนน", " ", "๙๘"]
    assert glyphs[0].x0 == pytest.approx((40 + 100) * 72 / 300)
    assert glyphs[0].y == pytest.approx(1000 * 72 / 300)


def test_words_beside_a_wide_gap_end_and_begin_where_there_is_ink() -> None:
    """The edges that are told of words in a long line are off by a letter; each gap is one's."""
    line = Strip(blank(), x=0, foot=90, size=60.0, gaps=((200, 260), (300, 350)))
    words = [
        Word("สนุน", 100, 228, 90.0, after_space=False),
        Word("85", 235, 290, 90.0, after_space=True),
        Word("กองคลัง", 330, 500, 90.0, after_space=True),
    ]
    placed = [glyph for glyph in recognise._glyphs([line], [words]) if glyph.text != " "]
    edges = [(glyph.x0 / 72 * 300, glyph.x1 / 72 * 300) for glyph in placed]
    assert edges == [pytest.approx(told) for told in ((100, 200), (260, 300), (350, 500))]


def test_a_word_of_a_turned_line_is_as_narrow_as_its_column() -> None:
    """Its place on the page is within the cell that it was turned in."""
    line = Strip(blank(), x=100, foot=90, size=60.0, shrunk=0.2)
    (glyph,) = recognise._glyphs([line], [[Word("อำนาจ", 50, 300, 90.0, after_space=False)]])
    assert (glyph.x0 / 72 * 300, glyph.x1 / 72 * 300) == pytest.approx((110, 160))


@pytest.mark.parametrize(
    ("read", "meant"), [("ห้วยน้าริน", "ห้วยน้ำริน"), ("หน้าที่", "หน้าที่"), ("โน้มน้าว", "โน้มน้าว")]
)
def test_the_ring_of_water_is_put_back(read: str, meant: str) -> None:
    """Tesseract leaves it out of `น้ำ` each time, so that no copy tells."""
    line = Strip(blank(), x=0, foot=90, size=60.0)
    (glyph,) = recognise._glyphs([line], [[Word(read, 0, 99, 90.0, after_space=False)]])
    assert glyph.text == meant


@pytest.mark.usefixtures("readable")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        encoded(blank())[:900],
        encoded(blank(), "JPEG")[:300],
        b"II*\0" + b"\xff" * 64,
        b"%PDF-1.7",
    ],
    ids=["empty", "png head", "half a png", "half a jpeg", "tiff noise", "pdf"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """What is no picture is refused."""
    assert refusal(data).code == "document-damaged"


@pytest.mark.usefixtures("readable")
@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (20_000, 20_000), (90_000_000, 1)])
def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(
    width: int, height: int
) -> None:
    """A picture of too many dots is refused before it is unpacked."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(9999)))
        + chunk(b"IEND", b"")
    )
    assert refusal(bomb).code == "document-too-large"


@pytest.mark.usefixtures("readable")
def test_a_narrow_strip_does_not_grow_beyond_bounds() -> None:
    """A narrow strip does not grow beyond bounds."""
    assert refusal(encoded(Image.new("L", (10, 60_000), 255))).code == "document-too-large"


def test_a_picture_with_more_pages_than_are_read_is_refused() -> None:
    """A picture with more pages than are read is refused."""
    few = [Image.new("L", (40, 40), 255) for _ in range(pictures.MAX_SCANNED + 1)]
    data = encoded(few[0], "TIFF", save_all=True, append_images=few[1:])
    with pytest.raises(ReportError) as caught:
        for _ in pictures.pictures(data):
            pass
    assert caught.value.code == "document-too-large"


def _font() -> str | None:
    return next((font for font in FONTS if Path(font).exists()), None)


def _reads_thai() -> bool:
    if shutil.which("tesseract") is None or _font() is None:
        return False
    try:
        return bool(ocr.require())
    except ReportError:
        return False


def test_strokes_beside_the_text_of_a_page_are_no_letters() -> None:
    """At the end of some lines; one may be a letter, and so may those between words."""
    texts = [Glyph("ตัวชี้วัด", 10, 90, y, 10) for y in range(5)]
    inside = [Glyph("|", 50, 52, 2, 10)]
    strokes = [Glyph(sign, 95, 96, y, 10) for y, sign in enumerate("|{ij]")]
    assert recognise.inside([*texts, *inside, *strokes]) == [*texts, *inside]
    few = [*texts, *strokes[:3]]
    assert recognise.inside(few) == few
    assert recognise.inside(strokes) == strokes
    figures = [Glyph("1", 95, 96, y, 10) for y in range(5)]
    assert recognise.inside([*texts, *figures]) == [*texts, *figures]


@pytest.mark.skipif(not _reads_thai(), reason="needs tesseract with Thai, and a Thai font")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_ruled_table_is_read_cell_by_cell(kind: str) -> None:
    """A ruled table is read cell by cell."""
    picture = ruled(60)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(_font() or "", 32)
    for x, y, text in (
        (150, 100, "ผลการประเมินประจำปี"),
        (170, 210, "รายการ"),
        (720, 210, "คะแนน"),
        (170, 280, "เรื่องที่ใช้งบประมาณ"),
        (720, 280, "o13"),
    ):
        draw.text((x, y), text, fill=0, font=font)
    content = recognise.read(encoded(picture, kind))
    assert content.lossy
    assert content.notes
    line, table = content.blocks
    assert isinstance(line, Line)
    assert isinstance(table, Table)
    assert "ประเมิน" in line.text
    assert [len(row.cells) for row in table.rows] == [2, 2]
    assert table.rows[0].cells[1] == "คะแนน"
    assert table.rows[1].cells[0] == "เรื่องที่ใช้งบประมาณ"
    assert table.rows[1].cells[1] in {"o13", "O13", "013"}
    assert table.rows[1].place.page == 1

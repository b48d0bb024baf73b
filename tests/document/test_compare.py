"""Is one document the other: by bytes, by pages, by text; and what is said where nobody knows."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from ita_sync.document.compare import How, compare
from tests.document.drawing import Sheet, pdf
from tests.document.word.drawn_xml import word

SIGNED = Path("signed.pdf")
WORDS = "เทศบาลตำบลจัตุรัส คะแนนรวม 78.41"


def page(text: str = WORDS) -> Sheet:
    """Return a page with a line."""
    return Sheet().text(60, 80, text)


ONE = pdf(page())


@pytest.mark.parametrize(
    ("found", "how", "said"),
    [
        (ONE, How.SAME, "the same, byte for byte"),
        (pdf(page(), trailer="/Info<</Title(x)>>"), How.ALIKE, "pages and text are the same"),
        (pdf(page(WORDS.replace("78.41", "87.41"))), How.OTHER, '78.41" is "'),
        (pdf(page(), page("แถม")), How.OTHER, "has 1 pages, that at the link 2"),
        (b"<html>x", How.UNKNOWN, "cannot be compared"),
        (b"%PDF-1.7 broken", How.UNKNOWN, "cannot be compared"),
        (word(f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"), How.ALIKE, "text are the same"),
        (word("<w:p><w:r><w:t>อื่น</w:t></w:r></w:p>"), How.UNKNOWN, "two kinds"),
        (WORDS.encode(), How.UNKNOWN, "recognised from a picture"),
    ],
)
def test_what_documents_are_to_each_other(found: bytes, how: How, said: str) -> None:
    """The same bytes; else page by page, letter by letter, whatever spaces there are."""
    compared = compare(SIGNED, ONE, found)
    assert (compared.how, said in str(compared.why)) == (how, True), str(compared.why)


def test_where_they_differ_is_shown() -> None:
    """The page, and the letters around."""
    compared = compare(
        SIGNED, pdf(page(), page("ก" * 200 + "ข")), pdf(page(), page("ก" * 200 + "ค"))
    )
    assert str(compared.why).startswith("Page 2 differs: ")
    assert "ข" in str(compared.why)
    assert "ค" in str(compared.why)
    assert len(str(compared.why)) < 150


@pytest.mark.skipif(not shutil.which("tesseract"), reason="needs tesseract")
@pytest.mark.skipif(not importlib.util.find_spec("PIL"), reason="needs a picture")
def test_a_picture_is_not_compared_with_certainty() -> None:
    """Its letters are recognised, and any of them may be wrong."""
    scan = Sheet(picture=(0, 0, 595, 842))
    assert compare(SIGNED, ONE, pdf(scan)).how is How.UNKNOWN
    assert compare(SIGNED, ONE, pdf(scan, scan)).how is How.OTHER

"""What a page draws, and what the document says its letters are."""

import time
from contextlib import suppress

import pytest

from ita_sync.document.pdf import reading as pdf
from ita_sync.document.pdf.extract import extract
from ita_sync.errors import ReportError
from tests.document.drawing import UNNAMED, Sheet, assembled
from tests.document.drawing import pdf as drawn
from tests.document.pdf.drawn import refusal


def test_letters_that_no_font_names_make_a_page_a_picture() -> None:
    """Letters that no font names make a page a picture."""
    assert extract(drawn(Sheet().text(60, 100, UNNAMED * 30))).scans == (1,)


def test_an_endless_page_tree_ends() -> None:
    """An endless page tree ends."""
    loop = assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    assert refusal(loop).code == "document-damaged"


def test_cross_references_that_lead_back_to_themselves_end() -> None:
    """Cross references that lead back to themselves end."""
    whole = drawn(Sheet().text(60, 100, "คะแนน"))
    start = int(whole.rsplit(b"startxref", 1)[1].split()[0])
    assert (
        refusal(drawn(Sheet().text(60, 100, "คะแนน"), trailer=f"/Prev {start}")).code
        == "document-damaged"
    )


def test_a_form_that_draws_itself_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that draws itself ends."""
    monkeypatch.setattr(pdf, "READ_SECONDS", 20)
    head = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>"
    )
    form = f"{head}\nstream\n/X Do /X Do\nendstream"
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</XObject<</X 5 0 R>>>>>>"
    )
    content = "<</Length 5>>\nstream\n/X Do\nendstream"
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    looped = assembled(["<</Type/Catalog/Pages 2 0 R>>", kids, page, content, form])
    began = time.monotonic()
    with suppress(ReportError):
        assert pdf.read(looped).blocks == ()
    assert time.monotonic() - began < 30

"""Letters of a page: what they stand for, and which are none."""

from tests.document.drawing import NIKHAHIT_SAID_SARA_AM, UNNAMED, Sheet
from tests.document.pdf.drawn import lines


def test_what_the_document_says_its_glyphs_stand_for_is_believed() -> None:
    """What the document says its glyphs stand for is believed."""
    sheet = (
        Sheet()
        .text(60, 100, "ส")
        .spoken(67, 100, NIKHAHIT_SAID_SARA_AM + UNNAMED, "ำ")
        .text(74, 100, "น\u0e31ก")
    )
    assert lines(sheet) == ["สำนัก"]


def test_a_letter_that_nothing_names_is_shown_as_unknown() -> None:
    """A letter that nothing names is shown as unknown."""
    assert lines(Sheet().text(60, 100, f"เทศบ{UNNAMED}ลตำบล")) == ["เทศบ\ufffdลตำบล"]


def test_turned_text_is_left_out() -> None:
    """Turned text is left out."""
    sheet = Sheet().text(60, 100, "คะแนน")
    sheet.operators.append("BT /F1 14 Tf 0 1 -1 0 300 400 Tm <0E010E02> Tj ET")
    assert lines(sheet) == ["คะแนน"]


def test_letters_without_ink_are_passed_over() -> None:
    """A zero width space says where a line may break; it is no letter and no unknown mark."""
    assert lines(Sheet().text(60, 100, "ส\u200bวน")) == ["สวน"]

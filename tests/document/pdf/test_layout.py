"""Letters with their marks become words and lines."""

import pytest

from tests.document.drawing import NIKHAHIT_SAID_SARA_AM, UNNAMED, Sheet
from tests.document.pdf.drawn import lines


def test_a_space_of_no_width_does_not_tear_a_word() -> None:
    """A space of no width does not tear a word."""
    # Fonts that draw sara am as two glyphs name the first one a space.
    sheet = (
        Sheet()
        .text(60, 100, "จ")
        .text(67, 100, " ")
        .text(67, 100, "ำนวน")
        .text(130, 100, "ก")
        .text(137, 100, "าร")
    )
    assert lines(sheet) == ["จำนวน การ"]


def test_a_space_that_shows_is_one() -> None:
    """A space that shows is one."""
    assert lines(Sheet().text(60, 100, "คะแนน ๙๘.๐๑").text(150, 100, "ผ่าน")) == ["คะแนน ๙๘.๐๑ ผ่าน"]


def test_a_gap_without_a_drawn_space_is_a_space() -> None:
    """A gap without a drawn space is a space."""
    assert lines(Sheet().text(60, 100, "คะแนน").text(100, 100, "๙๘")) == ["คะแนน ๙๘"]


@pytest.mark.parametrize("torn", ["ท่ี", "ที่"])
def test_marks_stand_in_the_order_of_writing(torn: str) -> None:
    """Marks stand in the order of writing."""
    assert lines(Sheet().text(60, 100, torn)) == ["ที่"]


def test_a_mark_drawn_later_goes_to_the_letter_below_it() -> None:
    """A mark drawn later goes to the letter below it."""
    assert lines(Sheet().text(60, 100, "ขอมูล").text(67, 96, "้")) == ["ข้อมูล"]


def test_the_marks_of_thai_fonts_stay_with_their_letter() -> None:
    """The marks of Thai fonts stay with their letter."""
    assert lines(Sheet().text(60, 100, "ป\uf70bองกัน")) == ["ป\uf70bองกัน"]


def test_letters_printed_twice_to_be_bold_are_read_once() -> None:
    """Letters printed twice to be bold are read once."""
    assert lines(Sheet().text(60, 100, "คะแนน ๑๑.๐๐").text(60.4, 100, "คะแนน ๑๑.๐๐")) == [
        "คะแนน ๑๑.๐๐"
    ]


def test_sara_aa_without_a_name_is_known_by_sara_am_before_it() -> None:
    """Sara aa without a name is known by sara am before it."""
    split = f"ส{NIKHAHIT_SAID_SARA_AM}{UNNAMED}น\u0e31กปลัดเทศบ{UNNAMED}ล"
    assert lines(Sheet().text(60, 100, split)) == ["สำนักปลัดเทศบาล"]

"""Lines of text are found with their marks."""

from PIL import Image, ImageDraw

from ita_sync.document.scan.cuttings import Cutting
from ita_sync.document.scan.strips import strips

Box = tuple[int, int, int, int]


def found(*boxes: Box, size: tuple[int, int] = (900, 600)) -> list[tuple[int, int]]:
    """Return where strips of a piece with these dark boxes begin and how high they are."""
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    for box in boxes:
        draw.rectangle(box, fill=0)
    return [(strip.x, strip.image.height - 16) for strip in strips([Cutting(image, 0, 0)])]


def letters(x: int, y: int, count: int = 10) -> list[Box]:
    """Return letters of 40 dots' height."""
    return [(x + 40 * n, y, x + 40 * n + 20, y + 40) for n in range(count)]


def test_marks_with_room_below_belong_to_their_letters() -> None:
    """Marks with room below belong to their letters, a tone mark above a vowel as well."""
    marks = [(100, 60, 112, 72), (100, 78, 118, 88)]
    (only,) = found(*marks, *letters(60, 102))
    assert only == (52, 102 + 41 - 60)


def test_a_letter_of_two_parts_is_one() -> None:
    """A thin stroke may vanish, as in a 2 whose foot has lost its neck."""
    (only,) = found((100, 100, 120, 126), (100, 132, 124, 140))
    assert only == (92, 41)


def test_lines_apart_stay_apart() -> None:
    """Lines stay apart, however short the last one is."""
    assert len(found(*letters(60, 100), *letters(60, 190, 1))) == 2


def test_a_short_line_is_not_the_marks_of_a_long_one() -> None:
    """It has as little ink as marks, and stands as near in a narrow spacing; but it is as high."""
    assert len(found(*letters(60, 100), *letters(60, 155, 4))) == 2


def test_lines_that_touch_are_cut_where_there_is_least_ink() -> None:
    """A long letter that reaches into the next line does not make one of two."""
    assert len(found(*letters(60, 100), *letters(60, 190), (70, 100, 74, 230))) == 2


def test_a_wide_gap_parts_a_line() -> None:
    """A column stands by itself, and dust is no letter."""
    assert len(found(*letters(20, 100, 5), *letters(600, 100, 3), (880, 120, 884, 124))) == 2


def test_dots_that_lead_to_a_figure_are_a_gap() -> None:
    """Read along with them, name and figure are lost; a dash between two figures is none."""
    dots = [(260 + 12 * n, 136, 264 + 12 * n, 140) for n in range(25)]
    assert found(*letters(20, 100, 6), *dots, *letters(580, 100, 3)) == [(12, 41), (572, 41)]
    line = (260, 138, 570, 140)
    assert len(found(*letters(20, 100, 6), line, *letters(580, 100, 3))) == 2
    assert len(found(*letters(20, 100, 5), (220, 118, 250, 122), *letters(280, 100, 3))) == 1

"""A picture file becomes pages on which lines are level, ink is black and paper white."""

import pytest
from PIL import Image, ImageDraw

from ita_sync.document.scan import pictures
from tests.document.scan.pictures import blank, encoded


def _lines(paper: int, ink: int) -> Image.Image:
    picture = Image.new("L", blank().size, paper)
    draw = ImageDraw.Draw(picture)
    for y in range(200, 1500, 60):
        draw.rectangle((150, y, 1090, y + 20), fill=ink)
    return picture


@pytest.mark.parametrize("degrees", [-2.0, -0.6, 0.0, 0.3, 1.5])
def test_a_page_that_lay_askew_is_straight(degrees: float) -> None:
    """Between its lines are rows without ink, however it lay on the glass."""
    askew = _lines(255, 0).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    page = next(pictures.pictures(encoded(askew)))
    dark = page.point(lambda value: 255 if value < pictures.DARK else 0).tobytes()
    inked = [255 in dark[at : at + page.width] for at in range(0, len(dark), page.width)]
    stripes = sum(here and not before for before, here in zip([False, *inked], inked, strict=False))
    assert stripes == len(range(200, 1500, 60))


def test_grey_paper_is_white_and_pale_ink_black() -> None:
    """Grey paper is white, and pale ink black."""
    page = next(pictures.pictures(encoded(_lines(200, 90))))
    assert page.getpixel((20, 20)) == 255
    assert max(page.crop((400, 410, 1900, 430)).tobytes()) < pictures.DARK / 4

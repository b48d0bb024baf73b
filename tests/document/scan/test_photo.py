"""A sheet photographed on a desk is cut out, made square and lit evenly."""

import pytest
from PIL import Image, ImageDraw

from ita_sync.document.scan.photo import sheet
from ita_sync.document.scan.pictures import DARK


def photographed(desk: int, corners: list[tuple[int, int]]) -> Image.Image:
    """Return a sheet with these corners on a desk, in a light that fades, with a square on it."""
    picture = Image.new("L", (800, 1000), desk)
    draw = ImageDraw.Draw(picture)
    draw.polygon(corners, fill=230)
    draw.rectangle((300, 400, 340, 440), fill=60)
    shadow = Image.linear_gradient("L").resize(picture.size)
    dimmed = picture.point([value * 7 // 10 for value in range(256)])
    return Image.composite(dimmed, picture, shadow)


SLANTED = [(60, 40), (50, 960), (740, 970), (760, 60)]


def test_the_sheet_alone_is_left() -> None:
    """The desk is gone, its edges too, and the paper is white where the shadow lay."""
    cut = sheet(photographed(70, SLANTED))
    assert 640 < cut.width < 720
    assert 860 < cut.height < 940
    edge = cut.copy()
    edge.paste(255, (8, 8, cut.width - 8, cut.height - 8))
    assert edge.getextrema()[0] == pytest.approx(255, abs=25)
    dark = cut.point([255 * (value < DARK) for value in range(256)]).getbbox()
    assert dark is not None
    assert 35 < dark[2] - dark[0] < 48
    assert 35 < dark[3] - dark[1] < 48


def test_what_is_no_photograph_is_left_alone() -> None:
    """A scan has paper at its edges; a sheet hardly brighter than the desk is none."""
    for picture in (
        photographed(230, SLANTED),
        photographed(205, SLANTED),
        photographed(70, [(0, 0), (0, 300), (300, 300), (300, 0)]),
        photographed(70, [(0, 0), (0, 999), (799, 999), (799, 0)]),
        Image.new("L", (40, 40), 255),
    ):
        assert sheet(picture) is picture

"""The ruling lines of a page that is a picture, and what stands between them."""

import pytest
from PIL import Image, ImageDraw

from ita_sync.document.pdf.grid import grids
from ita_sync.document.scan import cuttings, pictures
from tests.document.scan.pictures import blank, encoded, ruled


@pytest.mark.parametrize(("shade", "width"), [(0, 3), (0, 1), (150, 1), (90, 2)])
def test_thin_and_grey_rules_are_seen(shade: int, width: int) -> None:
    """Thin and grey rules are seen."""
    picture = next(pictures.pictures(encoded(ruled(shade, width))))
    (grid,) = grids(cuttings.find_rules(picture))
    assert (grid.rows, grid.columns, len(grid.cells)) == (2, 2, 4)


def test_rules_of_a_page_that_lay_askew_are_seen() -> None:
    """Rules of a page that lay askew are seen."""
    picture = ruled(0, 3).rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    (grid,) = grids(cuttings.find_rules(next(pictures.pictures(encoded(picture)))))
    assert len(grid.cells) == 4


def test_nothing_is_left_of_the_rules_of_a_table() -> None:
    """Nothing is left of the rules of a table, and a rule that belongs to none stays."""
    picture = next(pictures.pictures(encoded(ruled(0, 3))))
    rules = cuttings.find_rules(picture)
    tables = grids(rules)
    assert cuttings.cut(cuttings.without(picture, rules, tables), tables) == []
    line = blank()
    ImageDraw.Draw(line).line((150, 900, 1100, 900), fill=0, width=3)
    alone = next(pictures.pictures(encoded(line)))
    kept = cuttings.without(alone, cuttings.find_rules(alone), [])
    assert kept.tobytes() == alone.tobytes()


def test_cells_and_the_text_between_are_cut_apart() -> None:
    """The text between tables and each of their cells are cut apart, with their places."""
    picture = ruled(0, 2)
    draw = ImageDraw.Draw(picture)
    for box in ((400, 100, 430, 120), (200, 215, 230, 235), (800, 280, 830, 300)):
        draw.rectangle(box, fill=0)
    page = next(pictures.pictures(encoded(picture)))
    rules = cuttings.find_rules(page)
    tables = grids(rules)
    found = cuttings.cut(cuttings.without(page, rules, tables), tables)
    assert [(round(one.x, -1), round(one.y, -1)) for one in found] == [
        (800, 200),
        (400, 430),
        (1600, 560),
    ]

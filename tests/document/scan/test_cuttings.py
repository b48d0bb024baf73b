"""The ruling lines of a page that is a picture."""

import pytest
from PIL import Image

from ita_sync.document.pdf.grid import grids
from ita_sync.document.scan import cuttings, recognise
from tests.document.scan.pictures import encoded, ruled


@pytest.mark.parametrize(("shade", "width"), [(0, 3), (0, 1), (150, 1), (90, 2)])
def test_thin_and_grey_rules_are_seen(shade: int, width: int) -> None:
    """Thin and grey rules are seen."""
    picture = next(recognise._pictures(encoded(ruled(shade, width))))
    (grid,) = grids(cuttings.find_rules(picture))
    assert (grid.rows, grid.columns, len(grid.cells)) == (2, 2, 4)


def test_rules_of_a_page_that_lay_askew_are_seen() -> None:
    """Rules of a page that lay askew are seen."""
    picture = ruled(0, 3).rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC)
    (grid,) = grids(cuttings.find_rules(next(recognise._pictures(encoded(picture)))))
    assert len(grid.cells) == 4

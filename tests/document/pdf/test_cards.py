"""Figures under or over their names, side by side and without rules, are a table."""

import pytest

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import lines, tables

XS = (60.0, 200.0, 340.0)
NAMES = ("การใช้อำนาจ", "คุณภาพงาน", "การสื่อสาร")
FIGURES = ("91.11", "92.22", "93.33")


def _row(sheet: Sheet, y: float, texts: tuple[str, ...], *, size: float = 14.0) -> None:
    for x, text in zip(XS, texts, strict=False):
        sheet.text(x, y, text, size=size)


@pytest.mark.parametrize("order", [(100, 140), (130, 100)])
def test_names_and_figures_of_each_row_of_cards(order: tuple[int, int]) -> None:
    """Whether the figure stands below its name or above; a name may have two lines."""
    sheet = Sheet().text(60, 80, "ผลการประเมิน")
    for down, few in ((0, 3), (100, 2)):
        _row(sheet, order[0] + down, NAMES[:few], size=10)
        sheet.text(XS[1], order[0] + down + 14, "ต่อ", size=10)
        _row(sheet, order[1] + down, FIGURES[:few], size=18)
    names = [NAMES[0], f"{NAMES[1]}\nต่อ", NAMES[2]]
    rows = [names, [*FIGURES], [*names[:2], ""], [*FIGURES[:2], ""]]
    assert (tables(sheet), lines(sheet)) == ([rows], ["ผลการประเมิน"])


def test_two_lines_of_figures_below_names_are_two_rows() -> None:
    """They may be two years, and nothing tells which is which."""
    sheet = Sheet()
    for y, texts in ((100, NAMES), (120, FIGURES), (140, FIGURES)):
        _row(sheet, y, texts)
    assert tables(sheet) == [[[*NAMES], [*FIGURES], [*FIGURES]]]


def test_figures_that_the_line_above_may_name_are_not_the_ones_of_names_below() -> None:
    """A name goes over two cards, so the names above are none of cards."""
    sheet = Sheet().text(60, 100, "การใช้อำนาจ การใช้งบประมาณ", size=12).text(XS[2], 100, "การ")
    for y, texts in ((120, FIGURES), (140, NAMES), (160, FIGURES)):
        _row(sheet, y, texts)
    assert tables(sheet) == [[[*NAMES], [*FIGURES]]]


def test_one_figure_below_each_name_is_a_list() -> None:
    """Its lines are read as such."""
    sheet = Sheet()
    for y, text in zip(
        range(100, 220, 20),
        [text for pair in zip(NAMES, FIGURES, strict=True) for text in pair],
        strict=True,
    ):
        sheet.text(60, y, text)
    assert tables(sheet) == []


def test_a_line_that_stands_over_several_figures_names_none() -> None:
    """So does one that leaves a figure without a name."""
    wide = Sheet().text(60, 100, "คะแนนของหน่วยงานทั้งหมดในปีนี้และปีก่อน")
    short = Sheet().text(60, 100, "คะแนนปีนี้")
    for sheet in (wide, short):
        _row(sheet, 120, FIGURES)
        assert tables(sheet) == []

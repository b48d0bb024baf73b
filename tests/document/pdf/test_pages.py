"""Running heads, feet and page numbers are dropped, and nothing else."""

import pytest

from tests.document.drawing import Sheet
from tests.document.pdf.drawn import MEASURES_HEADER, MEASURES_XS, lines, tables


def test_running_heads_and_page_numbers_are_dropped() -> None:
    """Running heads and page numbers are dropped."""
    pages = [
        Sheet()
        .text(60, 40, "รายงาน ITA")
        .text(60, 300, f"เนื้อหา {number}")
        .text(290, 810, f"- {number} -")
        for number in range(1, 5)
    ]
    assert lines(*pages) == ["เนื้อหา 1", "เนื้อหา 2", "เนื้อหา 3", "เนื้อหา 4"]


@pytest.mark.parametrize(("recurring", "other"), [(770, 788), (788, 770)])
def test_what_recurs_within_the_text_is_no_running_foot(recurring: float, other: float) -> None:
    """The name of a field may be in the last lines of most pages, and once the last of each."""
    name = "การรายงานผล:" if recurring > other else "การรายงานผล"
    pages = [
        Sheet().text(60, 700, f"{number}").text(60, recurring, name).text(60, other, "ก" * number)
        for number in range(11, 15)
    ]
    assert [line for line in lines(*pages) if line == name] == [name] * 4


def test_the_header_of_a_table_is_no_running_head() -> None:
    """It stands at the top of every page that the table reaches."""
    pages = [Sheet() for _ in range(4)]
    for number, sheet in enumerate(pages):
        sheet.cells(
            MEASURES_XS, 40, [MEASURES_HEADER, [f"e{number + 1}", "กองคลัง", "ก"]], ruled=False
        )
    assert [table[0] for table in tables(*pages)] == [MEASURES_HEADER] * 4


def test_a_figure_alone_at_the_foot_of_a_page_stays_if_it_is_not_the_page_number() -> None:
    """A figure alone at the foot of a page stays if it is not the page number."""
    assert lines(Sheet().text(60, 300, "คะแนน"), Sheet().text(60, 810, "๙๘")) == ["คะแนน", "๙๘"]


HEAD = "รายงานผลการประเมินของหน่วยงานนี้"


@pytest.mark.parametrize(
    ("first", "second", "top", "dropped"),
    [
        (HEAD, HEAD, 40, True),
        (HEAD, HEAD, 48, False),  # elsewhere on the page
        (HEAD, f"{HEAD} ต่อ", 40, False),
        ("ชื่อหน่วยงาน", "ชื่อหน่วยงาน", 40, False),  # as short as the name of a field
    ],
)
def test_the_second_of_two_pages_repeats_the_head_of_the_first(
    first: str, second: str, top: float, *, dropped: bool
) -> None:
    """It is read once: on the first page it may be the title."""
    pages = (Sheet().text(60, 40, first).text(60, 300, "ก"), Sheet().text(60, top, second))
    pages[1].text(60, 300, "ข")
    assert lines(*pages) == [first, "ก", *([] if dropped else [second]), "ข"]


@pytest.mark.parametrize(
    ("first", "second", "height", "dropped"),
    [
        (HEAD, HEAD, 800, True),
        (HEAD, HEAD, 792, False),  # elsewhere on the page
        (HEAD, f"{HEAD} ต่อ", 800, False),
        ("ชื่อหน่วยงาน", "ชื่อหน่วยงาน", 800, False),  # as short as the name of a field
    ],
)
def test_two_pages_may_have_a_foot(
    first: str, second: str, height: float, *, dropped: bool
) -> None:
    """It would cut the text that goes on from the one to the other."""
    pages = (Sheet().text(60, 300, "ก").text(60, 800, first), Sheet().text(60, 300, "ข"))
    pages[1].text(60, height, second)
    assert lines(*pages) == (["ก", "ข"] if dropped else ["ก", first, "ข", second])

"""Which columns of scores are the agency's of the year."""

from collections.abc import Sequence
from decimal import Decimal

from ita_sync.document.find.tables.columns import Around, Figures, around, numbers_of
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Line, Row, Spot
from tests.document.conftest import rules
from tests.document.find.words.test_candidates import LAST, THIS

WORDS = vocabulary(rules(2566), lossy=False)
NUMBERS = [*range(1, 11)]
SAID = Around(frozenset({Decimal("90.94")}), "เทศบาลตำบลบ้านใหม่เทศบาลตำบลบ้านใหม่เทศบาลตำบลบ้านดง")


def settled(
    heads: tuple[str, ...], *columns: Sequence[str | None], said: Around
) -> list[Label | None]:
    """Return what columns of figures hold, the indicators left of them in order."""
    rows = [Row(("", *cells), Spot()) for cells in zip(*columns, strict=True)]
    figures = Figures(("ตัวชี้วัด", *heads), rows, NUMBERS, WORDS, said)
    labels = [Label.INDICATOR, *[Label.SCORE] * len(columns)]
    return figures.settled(labels)[0][1:]


def test_the_sum_tells_where_heads_do_not() -> None:
    """The weighted mean of one stands in the text, that of the other does not."""
    left, right = [*LAST], [*THIS]
    assert settled(("ก", "ข"), left, right, said=SAID) == [None, Label.SCORE]
    nothing = Around(frozenset(), "")
    assert settled(("ก", "ข"), left, right, said=nothing) == [Label.SCORE] * 2


def test_the_year_of_a_head_goes_before_a_sum() -> None:
    """The text may name last year's total alone."""
    last = Around(frozenset({Decimal("88.12")}), "")
    heads = ("คะแนน ปี 2565", "คะแนน ปี 2566")
    assert settled(heads, [*LAST], [*THIS], said=last) == [None, Label.SCORE]


def test_the_agency_among_others_is_that_of_the_text() -> None:
    """Agencies across."""
    heads = ("เทศบาลตำบลบ้านดง", "เทศบาลตำบลบ้านใหม่")
    named = Around(frozenset(), SAID.text)
    assert settled(heads, [*LAST], [*THIS], said=named) == [None, Label.SCORE]


def test_a_column_merged_over_tools_is_of_their_means() -> None:
    """That which agrees with the scores; weights are none, whatever they are called."""
    means: list[str | None] = [None] * 10
    weights: list[str | None] = [None] * 10
    for at, mean, weight in ((0, "89.00", "30.00"), (5, "89.08", "30.00"), (8, "93.75", "40.00")):
        means[at], weights[at] = mean, weight
    found = settled(("คะแนน", "ก", "ข"), [*THIS], weights, means, said=SAID)
    assert found == [Label.SCORE, None, Label.MEAN]


def test_what_lines_say() -> None:
    """Figures and words outside of tables."""
    found = around([Line("คะแนนรวม ๙๐.๙๔ คะแนน", Spot())])
    assert (found.figures, found.text) == (
        frozenset({Decimal("90.94")}),
        "คะแนนรวม90.94คะแนน",
    )


def test_a_name_that_is_not_known_is_that_of_its_number() -> None:
    """If the others are; numbers that only count the rows tell nothing."""
    names = ("การปฏิบัติหน้าที่", "งบ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต")
    more = ("คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร")
    labels = (Label.NUMBER, Label.NAME, Label.SCORE)
    rows = [Row((str(n), name, "90.00"), Spot()) for n, name in enumerate((*names, *more), 1)]
    assert numbers_of(labels, rows, WORDS) == [1, 2, 3, 4, 5, 6, 7]
    assert numbers_of(labels, rows[::-1], WORDS) == [7, 6, 5, 4, 3, 2, 1]
    moved = [Row((str(n), *row.cells[1:]), Spot()) for n, row in enumerate(rows[::-1], 1)]
    assert None in numbers_of(labels, moved, WORDS)


def test_the_parts_of_an_indicator_are_none() -> None:
    """`9.1 ข้อมูลพื้นฐาน` below the indicator itself; where that is not there, they tell it."""
    labels = (Label.INDICATOR, Label.SCORE)
    texts = ("9. การเปิดเผยข้อมูล", "9.1 การเปิดเผยข้อมูล ข้อมูลพื้นฐาน", "๙.๒ การเปิดเผยข้อมูล การบริหาร")
    rows = [Row((text, "90.00"), Spot()) for text in texts]
    assert numbers_of(labels, rows, WORDS) == [9, None, None]
    assert numbers_of(labels, rows[1:], WORDS) == [9, 9]

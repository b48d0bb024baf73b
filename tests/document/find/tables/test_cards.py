"""Scores on cards: each name over its figure; total and level on cards of their own."""

from pathlib import Path

import pytest

from ita_sync.document.find.text import retabled
from ita_sync.document.find.words.records import Record
from ita_sync.document.parts import Content, Document, Kind, Line, Spot, Table
from tests.document.find.records import cells, records, table
from tests.document.texts import GOOD, Read
from tests.document.texts import table as table_of

NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของทางราชการ"),
    *("การแก้ไขปัญหาการทุจริต", "คุณภาพการดำเนินงาน"),
)
FIGURES = ("91.11", "92.22", "93.3", "94.44", "100", "96.66 คะแนน")
PAIRS = [*zip(NAMES, FIGURES, strict=True)]


def _scores(found: list[Record]) -> dict[int | None, str]:
    return {one.context.indicator: cells(one)["score"] for one in found if "score" in cells(one)}


EACH = {n: figure.split()[0] for n, figure in enumerate(FIGURES, 1)}


@pytest.mark.parametrize(
    "rows",
    [
        [tuple(f"{name}\n{figure}" for name, figure in half) for half in (PAIRS[:3], PAIRS[3:])],
        [tuple(f"{figure}\n{name}" for name, figure in half) for half in (PAIRS[:3], PAIRS[3:])],
        [NAMES[:3], FIGURES[:3], NAMES[3:], FIGURES[3:]],
        [NAMES[:4], FIGURES[:4], (*NAMES[4:], "", ""), (*FIGURES[4:], "", "")],
        [tuple(f"{n}\n{name}\n{figure}" for n, (name, figure) in enumerate(PAIRS, 1))],
    ],
)
def test_a_name_over_or_under_its_figure_is_a_card(rows: list[tuple[str, ...]]) -> None:
    """In one cell or in two, with any number of decimals."""
    assert _scores(records(table(*rows))) == EACH


def test_another_figure_on_a_card_leaves_a_doubt() -> None:
    """Nothing tells which of two is the year's."""
    rows = [tuple(f"{name}\n{figure}\n80.00" for name, figure in PAIRS[:3])]
    found = records(table(*rows))
    assert [
        one.cells[label].rivals for one in found for label in one.cells if label == "score"
    ] == [("80.00",)] * 3


def test_cards_that_name_an_indicator_twice_are_none() -> None:
    """They may be two years, or two agencies."""
    twice = [tuple(f"{name}\n{figure}" for name, figure in PAIRS[:3])] * 2
    assert [one for one in records(table(*twice)) if len(_scores([one])) and not one.heads] == []


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ([("คะแนนภาพรวม", "ผลการประเมิน", "ปีงบประมาณ"), ("75.47", "ผ่าน", "2566")], "75.47"),
        ([("คะแนนภาพรวม\n75.47", "ระดับ\nผ่าน")], "75.47"),
        ([("หน่วยงาน", "คะแนนภาพรวม", "ระดับ"), ("หน่วยงานอื่น", "75.47", "ผ่าน")], None),
    ],
)
def test_total_and_level_below_their_names(rows: list[tuple[str, ...]], total: str | None) -> None:
    """Where a column names an agency, they may be another's."""
    found = [one for one in records(Line("ก", Spot(line=1)), table(*rows)) if not one.heads]
    assert [cells(one) for one in found] == ([{"result": "ผ่าน"}] if total else [])


STACKED = """ทต.ดอนกลาง
คะแนนภาพรวม
{total}
{level}
“ผ่านดี”
(ปี 2565 ได้ 80.12 คะแนน)

"""


@pytest.mark.parametrize(
    ("level", "told"),
    [("ระดับ", ("90.10", "ผ่านดี")), ("ระดับผลการประเมิน", ("90.10", "ผ่านดี")), ("ข่าว", (None, None))],
)
def test_lines_of_names_and_values(
    read_text: Read, level: str, told: tuple[str | None, str | None]
) -> None:
    """As a page of the web has them; a name alone may head a column that ran out."""
    text = STACKED.format(total="90.10", level=level) + table_of(GOOD, 2568)
    fields = read_text(text)
    values = [fields[name].value if name in fields else None for name in ("total", "level")]
    assert tuple(values) == told


@pytest.mark.parametrize("kind", [Kind.PDF, Kind.TEXT])
@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (("ภาพรวม", "91.76", "ระดับ : ผ่าน"), 1),
        (("คะแนน ITA ของเรา", "91.76", "ระดับผลการประเมิน: ผ่าน"), 1),
        (("จุดแข็ง", "91.76", "ระดับ : ผ่าน"), 0),
        (("ภาพรวม", "91.76", "ข่าว : ผ่าน"), 0),
        (("ภาพรวม", "91.76 ของปีก่อน", "ระดับ : ผ่าน"), 0),
    ],
)
def test_a_slide_with_total_and_level(kind: Kind, lines: tuple[str, ...], count: int) -> None:
    """The level has its name before it, the total above."""
    blocks = tuple(Line(text, Spot(line=n)) for n, text in enumerate((*lines, "การใช้อำนาจ"), 1))
    found, _ = retabled.retabled(Document(Path("x"), "", kind, Content(blocks)))
    tables = [one for one in found.content.blocks if isinstance(one, Table)]
    assert (len(tables), len(found.content.blocks)) == (count, len(blocks) - 2 * count)

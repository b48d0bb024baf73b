"""Plans that lie on their side, a measure in each column."""

import pytest

from ita_sync.document.find.tables import sideways
from ita_sync.document.parts import Line, Row, Spot, Table
from tests.document.find.records import cells, records

PLANS = ("", "แผนงาน 1", "แผนงาน 2", "แผนงาน 3")
ITEMS = ("ประเด็น", "i8 การใช้จ่ายงบประมาณ", "e14 การร่วมเสนอแนะ", "o28 ช่องทางแจ้งเรื่องร้องเรียน")
WHO = ("เจ้าภาพ", "กองคลัง", "กองช่าง", "สำนักปลัด")
HOW = ("ขั้นตอน", "รายงานผล", "สำรวจความเห็น", "แยกช่องทาง")
WHEN = ("กำหนดแล้วเสร็จ", "มิถุนายน 2567", "สิงหาคม 2567", "ธันวาคม 2566")
HEADER = Line("รายงานประจำปี 2566", Spot(page=2, line=1))


def on(page: int, *rows: tuple[str, ...]) -> Table:
    """Return a table of a page."""
    return Table(tuple(Row(row, Spot(page=page, table=1, row=n)) for n, row in enumerate(rows, 1)))


def test_a_measure_in_each_column_also_over_a_page_break() -> None:
    """Its heads stand again on the next page, below what that page has on top."""
    whole = [on(1, PLANS, ITEMS, WHO, HOW, WHEN)]
    for blocks in (whole, [on(1, PLANS, ITEMS, WHO), HEADER, on(2, PLANS, HOW, WHEN)]):
        found = [cells(record) for record in records(*blocks)]
        assert found == [
            {"item": item, "division": who, "steps": how, "due": due}
            for item, who, how, due in zip(ITEMS[1:], WHO[1:], HOW[1:], WHEN[1:], strict=True)
        ]


def test_heads_alone_at_the_end_of_a_page() -> None:
    """The rows below them came onto the next page, and have none of their own."""
    heads = ("ข้อ", "แนวทางปรับปรุง", "ผู้รับผิดชอบ", "ภายในเดือน")
    row = ("o7", "ลงข่าวทุกเดือน", "กองคลัง", "ธ.ค. 66")
    for below in (on(2, row), on(2, heads, row)):
        found = [cells(record) for record in records(on(1, heads), below)]
        assert found == [
            {"item": "o7", "steps": "ลงข่าวทุกเดือน", "division": "กองคลัง", "due": "ธ.ค. 66"}
        ]
    assert [cells(record) for record in records(on(1, heads), HEADER, on(3, row))] != found


@pytest.mark.parametrize(
    "below",
    [
        on(1, PLANS, HOW, WHEN),
        on(3, PLANS, HOW, WHEN),
        on(2, PLANS, WHO, WHEN),
        on(2, ("", "ก", "ข", "ค"), HOW),
    ],
)
def test_another_table_is_not_more_of_it(below: Table) -> None:
    """On the same page, on one further on, with something said already, under other heads."""
    assert len(sideways.joined([on(1, PLANS, ITEMS, WHO), below])) == 2


def test_heads_on_top_stand_upright() -> None:
    """A table under heads, and one of labels beside what is no measure, lie on no side."""
    heads = ("ประเด็น", "ขั้นตอน", "ผู้รับผิดชอบ")
    assert not sideways.lies(on(1, heads, ("o13", "ทำ", "กองคลัง"), ("o14", "ทำ", "กองช่าง")).rows)
    assert not sideways.lies(on(1, ("", "ก", "ข"), ("คะแนน", "90.00", "91.00")).rows)


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("๑.", "๒.", "๓.")])
def test_a_row_that_only_counts_the_measures_is_none_of_them(numbers: tuple[str, ...]) -> None:
    """The others lie on their side without it."""
    rows = [("มาตรการที่", *numbers), ITEMS, HOW, WHO, WHEN]
    assert [row.cells for row in sideways.uncounted(on(1, *rows).rows)] == [ITEMS, HOW, WHO, WHEN]
    counted = on(1, *rows)
    assert [cells(one)["steps"] for one in records(counted)] == [*HOW[1:]]
    other = on(1, ITEMS, ("ลำดับ", "1", "3", "2"), HOW, WHO).rows
    assert sideways.uncounted(other) == other
    heads = (("ตัวชี้วัด", "ก", "ข"), ("ที่", "1", "2"))
    scores = on(1, *heads, ("คะแนน", "90.00", "91.00"), ("ผล", "ผ่าน", "ผ่าน")).rows
    assert sideways.uncounted(scores) == scores

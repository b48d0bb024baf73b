"""Items in the cells of an indicator's row."""

from tests.document.find.records import cells, records, table

HEADS = ("ตัวชี้วัด", "ข้อ", "ข้อ", "ข้อ", "คะแนน")
ROWS = [
    ("1. การปฏิบัติหน้าที่", "i1 86.06", "i2 (78.26)", "i3\n89.13", "84.48"),
    ("2. การใช้งบประมาณ", "i7 86.01", "i8 70.02", "-", "81.68"),
]


def test_items_with_their_scores_in_the_cells_beside_an_indicator() -> None:
    """Each is one of all items of it; the rest of its row is its own score."""
    found = [(one.context.indicator, cells(one)) for one in records(table(HEADS, *ROWS))]
    assert found == [
        (1, {"item": "i1", "score": "86.06"}),
        (1, {"item": "i2", "score": "78.26"}),
        (1, {"item": "i3", "score": "89.13"}),
        (2, {"item": "i7", "score": "86.01"}),
        (2, {"item": "i8", "score": "70.02"}),
        (1, {"indicator": "1. การปฏิบัติหน้าที่", "score": "84.48"}),
        (2, {"indicator": "2. การใช้งบประมาณ", "score": "81.68"}),
    ]


def test_cells_that_say_more_than_an_item_and_its_score_are_no_grid() -> None:
    """Nor are fewer columns of them."""
    third = ("3. การใช้อำนาจ", "i13 86.06", "i14 78.26", "i15 ความเป็นธรรม", "84.48")
    texts = [ROWS[0], (*ROWS[1][:3], "i9 ความคุ้มค่า", ROWS[1][4]), third]
    for rows in ([HEADS, *texts], [HEADS[:4], *((*row[:3], row[4]) for row in ROWS)]):
        found = records(table(*rows))
        assert not [one for one in found if one.context.section == "all"]


def test_weak_items_between_an_indicator_and_its_mean() -> None:
    """`ตัวชี้วัด · ข้อที่ได้ 0 คะแนน · เฉลี่ย · ผล`: the mean is the indicator's, not theirs."""
    heads = ("ตัวชี้วัด", "ข้อที่ได้ 0 คะแนน", "เฉลี่ย", "ผล")
    rows = [
        ("9. การเปิดเผยข้อมูล", "o12, o22", "80.10", "ไม่ผ่าน"),
        ("10. การป้องกันการทุจริต", "o30", "90.20", "ผ่าน"),
    ]
    found = records(table(heads, *rows))
    assert [cells(one) for one in found] == [
        {"item": "o12, o22", "score": "0"},
        {"item": "o30", "score": "0"},
    ]
    assert [[one.text for one in record.own.values()] for record in found] == [
        [row[0], *row[2:]] for row in rows
    ]


def test_an_item_in_each_row_between_an_indicator_and_a_score() -> None:
    """The score is the item's where no cell has several."""
    heads = ("ตัวชี้วัด", "ข้อคำถาม", "คะแนน")
    for name in (None, "2. การใช้งบประมาณ"):
        rows = [("1. การปฏิบัติหน้าที่", "i1", "70.10"), (name, "i7", "71.20")]
        found = [cells(one) for one in records(table(heads, *rows))]
        assert [(one["item"], one["score"]) for one in found] == [("i1", "70.10"), ("i7", "71.20")]

"""The scores that rows print, each with what it is the score of."""

from ita_sync.document.find.scores import score_cells
from ita_sync.document.find.scores.witness import Key
from ita_sync.document.find.words.labels import Label
from ita_sync.document.parts import Block, Line, Spot
from tests.document.find.records import cells, records, table

HEAD = ("เครื่องมือ", "ตัวชี้วัด", "คะแนน")


def scores(*blocks: Block) -> list[tuple[Key, str]]:
    """Return what is printed."""
    found = score_cells.of_records(records(*blocks), 2566, beyond=False)
    return [(key, one.token) for key, one in found]


def test_the_mean_of_a_tool_in_a_row_below_its_indicators() -> None:
    """It is called a mean and nothing else; the tool's name stands beside."""
    rows = [
        ("IIT", "1 การปฏิบัติหน้าที่", "90.01"),
        (None, "2 การใช้งบประมาณ", "90.02"),
        (None, "คะแนนเฉลี่ย", "90.03"),
        ("EIT", "6 คุณภาพการดำเนินงาน", "90.06"),
        (None, "ค่าเฉลี่ย", "90.07"),
        (None, "ค่าเฉลี่ยทุกแห่ง", "80.07"),
    ]
    assert scores(table(HEAD, *rows)) == [
        (("indicator", 1), "90.01"),
        (("indicator", 2), "90.02"),
        (("tool", "IIT"), "90.03"),
        (("indicator", 6), "90.06"),
        (("tool", "EIT"), "90.07"),
    ]


def test_a_result_behind_the_score_in_its_cell() -> None:
    """A column of results goes before it."""
    rows = [
        ("ตัวชี้วัด", "คะแนน"),
        ("1 การปฏิบัติหน้าที่", "90.88 (ผ่านเกณฑ์)"),
        ("2 การใช้งบประมาณ", "70.10 ไม่ผ่าน"),
    ]
    found = records(table(*rows))
    assert [cells(one)["result"] for one in found] == ["ผ่านเกณฑ์", "ไม่ผ่าน"]
    assert scores(table(*rows)) == [(("indicator", 1), "90.88"), (("indicator", 2), "70.10")]
    beside = [(*rows[0], "ผล"), (*rows[1], "ไม่ผ่าน")]
    assert [cells(one)["result"] for one in records(table(*beside))] == ["ไม่ผ่าน"]


def test_the_scores_of_another_year_are_none() -> None:
    """Nor are those under its heading."""
    rows = [("ตัวชี้วัด", "คะแนน"), ("1 การปฏิบัติหน้าที่", "90.88"), ("2 การใช้งบประมาณ", "70.10")]
    heading = Line("ผลคะแนน ปีงบประมาณ พ.ศ. 2565", Spot(line=1))
    assert not scores(heading, table(*rows))


def test_items_of_one_cell_under_a_heading_that_says_nought() -> None:
    """It says it of each of them, unless their scores stand beside them in the cell."""
    head = ("กลุ่มงาน", "ข้อ", "แนวทางแก้ไข")
    rows = [("งานแผน", "o6, o7", "ทำรายงาน"), ("งานพัสดุ", "o12", "แก้ชื่อรายงาน")]
    line = Line("ข้อที่ได้ 0 คะแนน และแนวทางแก้ไข", Spot(line=1))
    found = [one.cells.get(Label.SCORE) for one in records(line, table(head, *rows))]
    assert [cell and cell.text for cell in found] == ["0", "0"]


def test_the_mean_of_the_one_tool_that_is_the_title_of_a_table() -> None:
    """In its last row; under the title of two tools it is nobody's."""
    rows = [("ตัวชี้วัด", "คะแนน"), ("1 การปฏิบัติหน้าที่", "90.01"), ("เฉลี่ย", "90.03")]
    title = Line("ผลการประเมิน แบบวัดการรับรู้ภายใน (IIT)", Spot(line=1))
    assert scores(title, table(*rows)) == [(("indicator", 1), "90.01"), (("tool", "IIT"), "90.03")]
    for other in ("ผลการประเมิน แบบวัด IIT และ EIT", "ผลรายตัวชี้วัดของ IIT"):
        found = scores(Line(other, Spot(line=1)), table(*rows))
        assert found == [(("indicator", 1), "90.01")]


def test_a_row_that_is_named_where_others_have_their_number() -> None:
    """The name of a tool's mean may be merged over number and indicator."""
    own = ("3", "การใช้อำนาจ", "80.40")
    rows = [("ที่", "ตัวชี้วัด", "คะแนน"), own, ("ค่าเฉลี่ย IIT (30%)", None, "80.20")]
    assert scores(table(*rows)) == [(("indicator", 3), "80.40"), (("tool", "IIT"), "80.20")]
    rows[2] = ("เฉลี่ย", None, "80.20")
    titled = Line("แบบวัด EIT", Spot(line=1))
    assert scores(titled, table(*rows))[1:] == [(("tool", "EIT"), "80.20")]

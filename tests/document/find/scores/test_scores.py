"""Which score a printed figure is: an indicator's, a tool's, a part's or the total."""

from pathlib import Path

import pytest

from ita_sync.document.find.rows import walk
from ita_sync.document.find.scores import scores, witness
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Content, Document, Kind, Line, Spot
from ita_sync.rules import Framework
from tests.document.conftest import rules
from tests.document.texts import GOOD, Read, table

WORDS = vocabulary(rules(2566))


def found(line: str) -> list[witness.Key]:
    """Return what the figures of a line are the scores of."""
    document = Document(Path("x"), "", Kind.TEXT, Content((Line(line, Spot(line=1)),)))
    return list(scores.witnesses(walk.collect(document, WORDS), WORDS))


def test_last_years_table_is_left_out(read_text: Read) -> None:
    """A table under a heading of last year is no witness for this one."""
    last = table(["50.00"] * 10, 2565).replace("ผลการประเมิน ITA", "ผลคะแนน ITA").split("\n", 3)
    text = table(GOOD) + "ผลคะแนนย้อนหลัง ปีงบประมาณ พ.ศ. 2565\n" + last[3]
    fields = read_text(text)
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert all(len(fields[f"indicators.{n}.score"].copies) == 1 for n in range(10))


def test_an_item_beyond_99_takes_its_score_where_the_year_has_it() -> None:
    """The name of its indicator beside it does not make the score the indicator's."""
    line = Line("o100 การเปิดเผยข้อมูล ได้คะแนน 50.00", Spot(line=1))
    document = Document(Path("x"), "", Kind.TEXT, Content((line,)))
    known = rules(2566).model_dump()
    known["indicators"][8]["sub"][-1]["items"] += ("o100",)
    longer = vocabulary(Framework.model_validate(known))
    assert list(scores.witnesses(walk.collect(document, WORDS), WORDS)) == [("indicator", 9)]
    assert not scores.witnesses(walk.collect(document, longer), longer)


def test_a_strong_point_that_is_an_indicator() -> None:
    """Its score is the indicator's; another point may have the words of one."""
    line = "จุดแข็ง : การใช้อำนาจ ได้ 90.10 การใช้งบประมาณ ได้ 88.00"
    assert found(line) == [("indicator", 3), ("indicator", 2)]
    assert found("จุดแข็ง : แจ้งการใช้อำนาจของหัวหน้า ได้ 90.10") == []


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (
            "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) ๑๐๐.๐๐",
            ("tool", "OIT"),
        ),  # the name of indicator 9 stands in it
        ("OIT การเปิดเผยข้อมูลสาธารณะ ๑๐๐.๐๐", ("tool", "OIT")),
        ("แบบวัด EIT ได้ร้อยละ 69.99", ("tool", "EIT")),
        ("แบบตรวจ OIT ที่ได้ 10.00 คะแนน", ("tool", "OIT")),
        ("1) ผู้มีส่วนได้ส่วนเสียภายใน (IIT) ร้อยละ 84.40 เรียงตามลำดับ", ("tool", "IIT")),
        ("EIT ส่วนที่ 1 ได้ร้อยละ 53.81", ("part", 1)),
        ("การเปิดเผยข้อมูล (แบบตรวจ OIT) ๗๕.๐๐", ("indicator", 9)),
        ("คะแนนรวม ร้อยละ 78.41", ("total", 0)),
        ("มีคะแนนเฉลี่ยรวม 98.12 คะแนน (ปี 2565 : 94.33 คะแนน ระดับ ผ่านดี)", ("total", 0)),
        ("คะแนนรวมหลังถ่วงน้ำหนัก 92.58 คะแนน", ("total", 0)),
        ("ขณะที่การเปิดเผยข้อมูลสาธารณะ (OIT) เฉลี่ย 98.57 คะแนน", ("tool", "OIT")),
        ("เพราะแบบวัด EIT ต่ำกว่า 85 คะแนน โดยแบบวัด IIT มีคะแนนเฉลี่ย 87.92", ("tool", "IIT")),
        ("เมื่อแยกรายตัวชี้วัดของแบบตรวจแล้วพบว่าการป้องกันการทุจริตได้คะแนนเต็ม 100 คะแนน", ("indicator", 10)),
    ],
)
def test_key(line: str, key: witness.Key) -> None:
    """A figure is the score of what its line names."""
    assert found(line) == [key]


@pytest.mark.parametrize(
    "line",
    [
        "แบบวัด IIT มีน้ำหนักร้อยละ 30.00",
        "แบบวัด IIT ผู้ตอบร้อยละ 97.79",
        "ผู้ตอบแบบวัด (IIT) ร้อยละ 97.79",
        "EIT 1 การให้บริการ 95.15",
        "EIT 12 ข้อ 82.30",
        "รายการ OIT ที่ได้ 0.00 คะแนน",
    ],
)
def test_no_score(line: str) -> None:
    """A weight or a share is no score of the tool that its line names; nor is that of items."""
    assert not found(line)


def _lines(*texts: str) -> dict[witness.Key, list[str]]:
    """Return the figures that lines print, by what they are the scores of."""
    blocks = tuple(Line(text, Spot(line=n)) for n, text in enumerate(texts, 1))
    said = walk.collect(Document(Path("x"), "", Kind.PDF, Content(blocks)), WORDS)
    told = scores.witnesses(said, WORDS)
    return {key: [one.token for one in copies] for key, copies in told.items()}


def test_a_name_at_the_end_of_a_line_has_its_score_on_the_next() -> None:
    """Where a word leads to it; no line further."""
    above = "การปฏิบัติหน้าที่ ได้ 90.01 คะแนน และการใช้งบประมาณ ได้"
    assert _lines(above, "80.02 คะแนน") == {
        ("indicator", 1): ["90.01"],
        ("indicator", 2): ["80.02"],
    }
    assert ("indicator", 2) not in _lines(above.removesuffix(" ได้"), "80.02 คะแนน")
    assert ("indicator", 2) not in _lines(above, "ก", "ข", "80.02 คะแนน")


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("การใช้อำนาจ ได้ 90.01 คะแนน ทั้งนี้ ปีงบประมาณ พ.ศ. 2565 ได้ 80.02 คะแนน", ["90.01"]),
        ("การใช้อำนาจ ได้ 90.01 คะแนน ซึ่งสูงกว่าปี 2565 ที่ได้ 80.02 คะแนน", ["90.01"]),
        ("การใช้อำนาจ ปี 2565 ได้ 80.02 คะแนน", None),
        ("การใช้อำนาจ ได้ 80.02 คะแนน ในปี 2565", None),
    ],
)
def test_figures_before_a_turn_to_another_year(text: str, scores: list[str] | None) -> None:
    """Where no word shows one, all may be the other year's."""
    assert _lines(text).get(("indicator", 3)) == scores


def test_the_mean_behind_the_scores_of_one_tool() -> None:
    """It is the tool's; behind those of all it is none."""
    external = "คุณภาพการดำเนินงาน 86.71 ประสิทธิภาพการสื่อสาร 78.06 การปรับปรุงการทำงาน 81.24"
    mean = "เฉลี่ยแล้วได้ 82.00"
    assert found(f"ได้คะแนน {external} {mean}")[-1] == ("tool", "EIT")
    assert ("tool", "EIT") not in found(f"ได้คะแนน การใช้อำนาจ 85.60 {external} {mean}")
    assert ("tool", "EIT") not in found(f"ได้คะแนน ประสิทธิภาพการสื่อสาร 78.06 {mean}")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IT) ได้คะแนนเฉลี่ย 87.87", ("tool", "IIT")),
        ("แบบวัดการรับรู้ของผู้มีส่วนได้เสียภายนอก ได้คะแนนเฉลี่ย 88.47", ("tool", "EIT")),
        ("แบบตรวจการเปิดเผยข้อมูลสาธารณะ (CIT) ได้คะแนนเฉลี่ย 89.00", ("tool", "OIT")),
    ],
)
def test_a_tool_named_in_full(line: str, key: witness.Key) -> None:
    """Its letters were misread or left out."""
    assert found(line) == [key]


@pytest.mark.parametrize("weight", ["(ถ่วงร้อยละ 30.00)", "(น้ำหนัก 30.00)", "(ร้อยละ 30.00)"])
def test_a_weight_in_brackets_is_no_score(weight: str) -> None:
    """Beside the score of its tool."""
    assert _lines(f"แบบวัด IIT {weight} ได้ 90.01 คะแนน") == {("tool", "IIT"): ["90.01"]}

"""The level that a document gives its agency."""

from pathlib import Path

import docx
import pytest

from ita_sync.document import read
from ita_sync.document.draft import Trust
from tests.document.conftest import Word, flat, rules
from tests.document.texts import GOOD, NAMES, Read, table


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("ระดับผลการประเมิน (ผ่านดีเยี่ยม)", "ผ่านดีเยี่ยม"),
        ("อยู่ในระดับ ผ่านดี", "ผ่านดี"),
        ("ระดับ: ผ่าน", "ผ่าน"),
        ("ระดับ ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุงโดยด่วน"),
        ("ระดับ ดีมาก", None),
        ("ระดับผลการประเมิน [ ] ผ่านดีเยี่ยม [ / ] ผ่านดี [ ] ผ่าน", "ผ่านดี"),
        ("ระดับ ☑ ผ่านดีเยี่ยม ☐ ผ่านดี ☐ ผ่าน", "ผ่านดีเยี่ยม"),
        ("(/) ผ่านดี (/) ผ่าน ( ) ต้องปรับปรุง", None),
        ("(/) ตรวจแล้ว ( ) ผ่านดี", None),
    ],
)
def test_level(read_text: Read, line: str, level: str | None) -> None:
    """The longest name that follows; whether the scores give it is told apart."""
    field = read_text(table(GOOD) + line)["level"]
    if level is None:
        assert field.copies == ()
    else:
        assert field.value == level
        assert (field.trust is Trust.DOUBTFUL) == (level in {"ต้องปรับปรุงโดยด่วน", "ผ่าน"})


@pytest.mark.parametrize(("name", "trust"), [("ผ่านดีเยี่ยม", Trust.SURE), ("ผ่านดี", Trust.SINGLE)])
def test_a_level_whose_end_may_be_missing(read_text: Read, name: str, trust: Trust) -> None:
    """`ผ่านดี|เยี่ยม` at the end of a line: scores that lie at the threshold allow both."""
    fields = read_text(table([*["95.00"] * 8, "100.00", "100.00"]) + f"ระดับผลการประเมิน {name}\n")
    assert (fields["level"].value, fields["level"].trust) == (name, trust)


@pytest.mark.parametrize(
    ("year", "line", "level"),
    [
        (2566, "ได้คะแนน 96.04 (ผ่านดีเยี่ยม) ระดับ AA", "ผ่านดีเยี่ยม"),
        (2568, "ได้คะแนน 97.83 (ผ่านดี) ระดับ AA", "ผ่านดี"),
        (2568, "ผลคะแนนรวม 90.77 คะแนน ซึ่งอยู่ในเกณฑ์การประเมินระดับ “ผ่านดี”", "ผ่านดี"),
        (2568, "ผลคะแนนรวม 90.77 คะแนน อยู่ในเกณฑ์ ผ่านดี", "ผ่านดี"),
        (2565, "ได้คะแนน 97.83 อยู่ในระดับ AA", "AA"),
        (2565, "ได้คะแนน 97.83 อยู่ในระดับ AA\nระดับ A หมายถึง 85.00 - 94.99 คะแนน", "AA"),
        (2565, "ระดับ AA A B C\nอยู่ในระดับ AA (95.00 - 100)", "AA"),
        (2565, "อยู่ในระดับ AA จังหวัดน่านมีคะแนนเฉลี่ย 86.42 คะแนน ระดับ A\nระดับ AA", "AA"),
        (2565, "ได้คะแนน ITA 89.40 คะแนน ระดับ A (85.00 - 94.99) ปี 2564 ได้ 79.83 คะแนน ระดับ B", "A"),
        (2566, "ระดับ ผ่านดีเยี่ยม\nระดับ ผ่านดี = 85 คะแนนขึ้นไป\nระดับ ผ่าน (85.00 - 94.99)", "ผ่านดีเยี่ยม"),
    ],
)
def test_a_level_of_the_year(read_text: Read, year: int, line: str, level: str) -> None:
    """Right behind the total, or after the word.

    Not the grade of earlier years beside it, nor a level that is only explained.
    """
    field = read_text(table(GOOD, year) + line)["level"]
    assert (field.value, field.trust is Trust.DOUBTFUL) == (level, False)


@pytest.mark.parametrize(
    "line",
    [
        "ได้คะแนน 97.83 อยู่ในเกณฑ์ ผ่านดีเยี่ยม (ปีที่แล้วได้ 88.20 ระดับ ผ่าน)",
        "ปีที่แล้วได้ระดับ ผ่าน แต่ปีนี้ได้ระดับ ผ่านดีเยี่ยม",
        "ระดับผลการประเมิน : ผ่านดีเยี่ยม\nระดับผลการประเมินปี 2565 : ผ่าน",
    ],
)
def test_last_years_level_beside_it(read_text: Read, line: str) -> None:
    """Told by the words before it."""
    field = read_text(table(GOOD) + line)["level"]
    assert (field.value, field.trust is Trust.DOUBTFUL) == ("ผ่านดีเยี่ยม", False)


@pytest.mark.parametrize(
    "line",
    [
        "แบบวัด OIT ต่ำกว่า 85 จึงไม่ได้ระดับผ่านดี",
        "คะแนนนี้ยังไม่อยู่ในระดับ ผ่านดี",
        "คะแนนนี้ยังไม่ผ่านเกณฑ์ระดับ ผ่านดี",
    ],
)
def test_a_level_that_a_sentence_denies(read_text: Read, line: str) -> None:
    """It is none that the document gives."""
    assert read_text(table(GOOD) + line)["level"].copies == ()


@pytest.mark.parametrize(
    ("line", "trust"),
    [("อยู่ในระดับ ผ่านดี", Trust.SINGLE), ("ได้คะแนน 97.83 คะแนน อยู่ในระดับ ผ่านดี", Trust.SURE)],
)
def test_a_level_without_a_total_is_marked(tmp_path: Path, line: str, trust: Trust) -> None:
    """Nothing holds it where the year does not tell all levels either."""
    made = docx.Document()
    made.add_paragraph("ผลการประเมิน ITA เทศบาลตำบลบ้านใหม่ ประจำปีงบประมาณ พ.ศ. 2568")
    rows = made.add_table(rows=len(NAMES), cols=2).rows
    for row, name, score in zip(rows, NAMES, GOOD, strict=True):
        row.cells[0].text, row.cells[1].text = name, score
    made.add_paragraph(line)
    made.save(str(tmp_path / "report.docx"))
    level = flat(read(tmp_path / "report.docx", rules))["level"]
    assert (level.value, level.trust) == ("ผ่านดี", trust)


@pytest.mark.parametrize(
    "rows",
    [
        [("รวม (ถ่วงน้ำหนัก 30:30:40)", "97.83", "ผ่านดีเยี่ยม")],
        [("รวม", "97.83", ""), ("ผลการประเมินระดับ", "ผ่านดีเยี่ยม", "")],
        [("รวม", "97.83", ""), ("ระดับ", "", "ผ่านดีเยี่ยม")],
        "ผลการประเมินในภาพรวม : 97.83 คะแนน    ผลการประเมิน : ผ่านดีเยี่ยม",
    ],
)
def test_a_level_by_itself(word: Word, rows: list[tuple[str, ...]] | str) -> None:
    """In the row of the total, in one of its own, or behind a label."""
    passed = [(name, score, "ผ่าน") for name, score in zip(NAMES, GOOD, strict=True)]
    scores = [("ตัวชี้วัด", "คะแนน", "ผล"), *passed]
    fields = word([*scores, *rows]) if isinstance(rows, list) else word(scores, rows)
    assert (fields["level"].value, fields["level"].copies != ()) == ("ผ่านดีเยี่ยม", True)
    assert (fields["total"].value, fields["total"].copies != ()) == ("97.83", True)


@pytest.mark.parametrize(
    "line",
    [
        "คะแนนรวม 97.83 คะแนน / ผลการประเมิน ผ่านดีเยี่ยม",
        "คะแนนรวม 97.83 มีผลการประเมินอยู่ใน ผ่านดีเยี่ยม",
        "ระดับ = ผ่านดีเยี่ยม",
    ],
)
def test_a_level_behind_a_stroke_or_the_word_result(read_text: Read, line: str) -> None:
    """It is that of the total."""
    field = read_text(table(GOOD) + line)["level"]
    assert (field.value, field.copies != ()) == ("ผ่านดีเยี่ยม", True)


@pytest.mark.parametrize("cell", ["ระดับผ่านดีเยี่ยม", "ระดับ ผ่านดีเยี่ยม", "ผ่านดีเยี่ยม"])
def test_a_level_in_any_column_beside_the_total(word: Word, cell: str) -> None:
    """With the word before it or without."""
    passed = [(name, score, "") for name, score in zip(NAMES, GOOD, strict=True)]
    head = ("ตัวชี้วัด", "คะแนน", "แนวทางการพัฒนา")
    field = word([head, *passed, ("รวม", "97.83", cell)])["level"]
    assert (field.value, field.copies != ()) == ("ผ่านดีเยี่ยม", True)


def test_a_level_among_remarks(word: Word) -> None:
    """Rows are counted, and that of the total is not."""
    rows = [(str(n), *row, "") for n, row in enumerate(zip(NAMES, GOOD, strict=True), 1)]
    rows[3] = (*rows[3][:3], "ต่ำที่สุด")
    head = ("ที่", "ตัวชี้วัด", "คะแนน", "หมายเหตุ")
    field = word([head, *rows, ("", "รวม", "97.83", "ระดับ ผ่านดีเยี่ยม")])["level"]
    assert (field.value, field.copies != ()) == ("ผ่านดีเยี่ยม", True)


@pytest.mark.parametrize(
    "row", [("คะแนนรวม", "", "97.83", "ผ่านดีเยี่ยม"), ("รวม", "ระดับ", "97.83", "ผ่านดีเยี่ยม")]
)
def test_the_level_under_the_means_of_tools(word: Word, row: tuple[str, ...]) -> None:
    """The row of the total has it where the rows above have the mean of their tool."""
    tools = {0: ("IIT", "96.37"), 5: ("EIT", "96.40"), 8: ("OIT", "100.00")}
    rows = [
        (f"{n + 1}. {name}", tools.get(n, ("^", ""))[0], score, tools.get(n, ("", "^"))[1])
        for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True))
    ]
    fields = word([("ตัวชี้วัด", "เครื่องมือ", "คะแนน", "คะแนนเฉลี่ยของเครื่องมือ"), *rows, row])
    assert (fields["total"].value, fields["level"].value) == ("97.83", "ผ่านดีเยี่ยม")
    assert fields["level"].copies

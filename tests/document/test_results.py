"""What a document says, held together: how sure each value of the report is."""

import cProfile
from pathlib import Path

import pytest

from ita_sync.document.draft import Draft, Field, Trust
from ita_sync.document.find.rows import walk
from ita_sync.document.find.words.vocabulary import vocabulary
from ita_sync.document.parts import Content, Document, Kind, Line, Row, Spot, Table
from ita_sync.document.results import Results
from tests.document.conftest import Word, flat, rules
from tests.document.plans import SCORES
from tests.document.texts import GOOD, NAMES, Read, table

YEAR = rules(2566)
WORDS = vocabulary(YEAR)


def typed(scores: list[str], total: str) -> dict[str, Field]:
    """Return what is read from typed lines with these scores, one copy each."""
    lines = ["ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566", f"คะแนนรวม {total} คะแนน"]
    lines += [
        f"{n}. {name} {score} คะแนน"
        for n, (name, score) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    blocks = tuple(Line(text, Spot(line=n)) for n, text in enumerate(lines, 1))
    whole = Document(Path("x"), "", Kind.WORD, Content(blocks))
    results = Results(whole, walk.collect(whole, WORDS), YEAR, WORDS)
    return flat(Draft(whole, results.fields(sure_year=True)))


def test_single_figures_of_recognised_text_are_marked(read_text: Read) -> None:
    """Each score stands once: nothing tells whether it was read rightly."""
    fields = read_text(table(GOOD))
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SINGLE}


def test_a_score_that_is_missing_is_left_empty(read_text: Read) -> None:
    """Nine of ten scores: the tenth is not guessed, and no total is computed."""
    text = "\n".join(line for line in table(GOOD).splitlines() if "การใช้อำนาจ" not in line)
    fields = read_text(text)
    assert fields["indicators.2.score"].value is None
    assert fields["total"].value is None


def test_two_copies_that_differ_are_decided_by_the_total(read_text: Read) -> None:
    """The list says 59.00 for 95.00; the total knows better."""
    listed = "\n".join(
        f"{n}. {name} {'59.00' if n == 1 else s} คะแนน"
        for n, (name, s) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    )
    fields = read_text(table(GOOD) + listed + "\nคะแนนรวม 97.83 คะแนน\n")
    first = fields["indicators.0.score"]
    assert (first.value, first.trust, first.others) == ("95.00", Trust.MENDED, ("59.00",))
    assert fields["indicators.1.score"].trust is Trust.SURE


def test_two_copies_that_differ_without_a_total_are_doubtful(read_text: Read) -> None:
    """Nothing tells which of them is right; both are shown."""
    listed = "\n".join(
        f"{n}. {name} {'96.00' if n == 1 else s} คะแนน"
        for n, (name, s) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    )
    fields = read_text(table(GOOD) + listed)
    first = fields["indicators.0.score"]
    assert first.trust is Trust.DOUBTFUL
    assert {first.value, *first.others} == {"95.00", "96.00"}


def test_a_derived_value_is_no_surer_than_what_it_follows_from(word: Word) -> None:
    """A result of a score that is doubted."""
    fields = word(
        [("ตัวชี้วัด", "คะแนน ก", "คะแนน ข"), *((name, score, "90.00") for name, score in SCORES[1:])]
    )
    assert (fields["indicators.0.result"].value, fields["indicators.0.result"].trust) == (
        "ไม่ผ่านเกณฑ์",
        Trust.SINGLE,
    )


def test_typed_scores_are_sure_where_the_sums_hold() -> None:
    """Otherwise another figure of the document may have been taken for one of them."""
    right, wrong = typed(GOOD, "97.83"), typed(GOOD, "79.00")
    assert {right[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SURE}
    assert {wrong[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SINGLE}
    assert [wrong[f"indicators.{n}.score"].value for n in range(10)] == GOOD


def test_tables_of_recognised_text_are_typed_in_word() -> None:
    """A table in a typed document: the row says where."""
    rows = (
        ("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "คะแนน"),
        *((str(n), name, s) for n, (name, s) in enumerate(zip(NAMES, GOOD, strict=True), 1)),
    )
    blocks = (
        Line("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566", Spot(line=1)),
        Table(tuple(Row(cells, Spot(table=1, row=n)) for n, cells in enumerate(rows, 1))),
    )
    whole = Document(Path("x"), "", Kind.WORD, Content(blocks))
    fields = flat(
        Draft(
            whole,
            Results(whole, walk.collect(whole, WORDS), YEAR, WORDS).fields(sure_year=True),
        )
    )
    assert fields["indicators.6.score"].copies[0].place == Spot(table=1, row=8)


@pytest.mark.parametrize(
    "line",
    ["ตัวชี้วัดที่ {n} การปฏิบัติหน้าที่ คะแนน {score:.2f}", "คะแนนรวม {score:.2f} คะแนน"],
    ids=["indicators", "total"],
)
def test_many_scores_take_time_in_proportion(line: str) -> None:
    """A few thousand calls for each line: no witness is held against each other."""
    count = 1000
    lines = tuple(
        Line(line.format(n=n % 10 + 1, score=50 + n % 5000 / 100), Spot(line=n))
        for n in range(count)
    )
    whole = Document(Path("r.txt"), "0" * 64, Kind.TEXT, Content(lines, lossy=True))
    profile = cProfile.Profile()
    profile.runcall(Results, whole, walk.collect(whole, WORDS), YEAR, WORDS)
    calls = sum(entry.callcount for entry in profile.getstats())
    assert calls < 4000 * count  # each with each other made thirty thousand


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("ต้องปรับปรุง", "ไม่ผ่านเกณฑ์"),
        ("ควรพัฒนา", "ไม่ผ่านเกณฑ์"),
        ("ไม่ผ่าน", "ไม่ผ่านเกณฑ์"),
        ("ผ่าน", "ผ่านเกณฑ์"),
        ("ดี", None),
    ],
)
def test_the_result_of_an_indicator_in_other_words(
    word: Word, text: str, result: str | None
) -> None:
    """It is one of two; of what is neither nothing is taken."""
    rows = [(*row, "") for row in SCORES[1:3]]
    fields = word([("ตัวชี้วัด", "คะแนน", "ผล"), *rows, ("3. การใช้อำนาจ", "84.00", text)])
    field = fields["indicators.2.result"]
    assert (field.value if field.copies else None) == result

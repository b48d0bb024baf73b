"""Parts of a draft that cannot be so together are marked; what should be there is named."""

from collections.abc import Callable
from pathlib import Path

from ita_sync import document
from ita_sync.document import consistency
from ita_sync.document.draft import Copy, Draft, Field, Node, Trust
from ita_sync.document.find import walk
from ita_sync.document.parts import Content, Document, Kind, Line, Row, Spot, Table
from ita_sync.document.results import Results
from tests.document.conftest import flat, rules
from tests.document.test_shapes import GOOD, NAMES, table

YEAR = rules(2566)
Read = Callable[[str], dict[str, Field]]


def typed(scores: list[str], total: str) -> dict[str, Field]:
    """Return what is read from typed lines with these scores, one copy each."""
    lines = ["ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566", f"คะแนนรวม {total} คะแนน"]
    lines += [
        f"{n}. {name} {score} คะแนน"
        for n, (name, score) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    blocks = tuple(Line(text, Spot(line=n)) for n, text in enumerate(lines, 1))
    whole = Document(Path("x"), "", Kind.WORD, Content(blocks))
    results = Results(whole, walk.collect(whole, YEAR), YEAR, borrowed=False)
    return flat(Draft(whole, results.fields(sure_year=True)))


def test_typed_scores_are_sure_where_the_sums_hold() -> None:
    """Otherwise another figure of the document may have been taken for one of them."""
    right, wrong = typed(GOOD, "97.83"), typed(GOOD, "79.00")
    assert {right[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SURE}
    assert {wrong[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SINGLE}
    assert [wrong[f"indicators.{n}.score"].value for n in range(10)] == GOOD


def test_what_contradicts_the_scores_is_doubtful() -> None:
    """Weak items of an indicator that passes, and a strength of one that fails."""
    entry: dict[str, Node] = {"indicator": Field("1")}
    other: dict[str, Node] = {"indicator": Field("9")}
    scores = {rule.number: YEAR.pass_mark for rule in YEAR.indicators} | {9: YEAR.pass_mark - 1}
    fields, _ = consistency.cross_check(
        {"weak": [entry, other], "strengths": [entry, other]}, YEAR, scores
    )
    draft = Draft(Document(Path("x"), "", Kind.WORD, Content(())), fields)
    doubted = [
        ".".join(map(str, loc)) for loc, field in draft.walk() if field.trust is Trust.DOUBTFUL
    ]
    assert doubted == ["weak.0.indicator", "strengths.1.indicator"]


def test_what_a_page_break_cut_is_to_be_compared() -> None:
    """Unless it stands elsewhere too."""
    cut, whole = Copy("ก ข", Spot(page=1, torn=True)), Copy("ก ข", Spot(page=3))
    measure: dict[str, Node] = {
        "division": Field("ก ข", copies=(cut, whole)),
        "steps": [Field("ก ข", copies=(cut,))],
    }
    fields, _ = consistency.cross_check({"measures": [measure]}, YEAR, {})
    draft = Draft(Document(Path("x"), "", Kind.PDF, Content(())), fields)
    assert {loc[2]: (field.trust, str(field.why)) for loc, field in draft.walk()} == {
        "division": (Trust.SURE, "None"),
        "steps": (Trust.SINGLE, "a page break cut it in two"),
    }


def test_a_measure_without_an_item_is_to_be_compared() -> None:
    """It may belong to any."""
    measures: list[Node] = [
        {"item": Field(None, Trust.DOUBTFUL), "division": Field("ก"), "steps": [Field("ข")]}
    ]
    measures.append({"item": Field("o13"), "division": Field("ก")})
    fields, _ = consistency.cross_check({"measures": measures}, YEAR, {})
    draft = Draft(Document(Path("x"), "", Kind.PDF, Content(())), fields)
    assert [field.trust for _, field in draft.walk()] == [
        Trust.DOUBTFUL,
        *[Trust.SINGLE] * 2,
        *[Trust.SURE] * 2,
    ]


def test_what_was_not_found_is_named(tmp_path: Path) -> None:
    """A failing indicator without its list, a weak item without its measure."""
    path = tmp_path / "r.txt"
    scores = [*GOOD[:6], "84.85", GOOD[7], "75.00", "100.00"]
    weak = "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\nประเด็นข้อคำถาม\tคะแนน\tแนวทางการพัฒนา\no13 รายงานผลการดำเนินงานประจำปี\t0.00\tก\n"
    path.write_text(table(scores) + weak, "utf-8")
    notes = [str(note) for note in document.read(path, rules).notes]
    assert "Indicator 7 fails, and no weak items of it were found in the document." in notes
    assert "No measure was found in the document for: o13." in notes


def test_a_whole_report_has_no_such_notes(tmp_path: Path) -> None:
    """Nothing fails, nothing is missed."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD), "utf-8")
    assert document.read(path, rules).notes == ()


def test_a_strength_below_the_mark_is_a_weak_item(read_text: Read) -> None:
    """A heading may be long gone: a score below the mark is nothing to keep up."""
    scores = [*GOOD[:8], "75.00", "100.00"]
    text = "ประเด็นที่ควรรักษาระดับ\nประเด็นข้อคำถาม\tคะแนน\to\no13 รายงานผลการดำเนินงานประจำปี\t0.00\tก\n"
    fields = read_text(table(scores) + text)
    assert fields["weak.0.items.0.item"].value == "o13"
    assert not any(name.startswith("strengths") for name in fields)


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
            Results(whole, walk.collect(whole, YEAR), YEAR, borrowed=False).fields(sure_year=True),
        )
    )
    assert fields["indicators.6.score"].copies[0].place == Spot(table=1, row=8)

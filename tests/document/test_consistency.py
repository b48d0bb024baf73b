"""Parts of a draft that contradict each other are marked; what should be there is named."""

from decimal import Decimal
from pathlib import Path

from ita_sync import document
from ita_sync.document import consistency
from ita_sync.document.draft import Copy, Draft, Field, Node, Trust
from ita_sync.document.parts import Content, Document, Kind, Spot
from tests.document.conftest import Word, rules
from tests.document.plans import HEADS, PLAN, SCORES, measures
from tests.document.texts import GOOD, table

YEAR = rules(2566)


def test_measures_that_name_no_item_are_asked_about(word: Word) -> None:
    """They are taken without an item; where they name an indicator, its weak ones may be meant."""
    heads, row = ("เรื่อง", *HEADS[1:]), ("ก", "อบรม", "กองคลัง", "ทุกเดือน")
    fields = word(SCORES, PLAN, [heads, row])
    assert (measures(fields), measures(fields, "0")) == ([None], ["อบรม"])
    assert fields["measures.0.steps.0"].trust is Trust.SINGLE
    weak = [("ข้อคำถาม", "คะแนน"), ("i20 ความสะดวกในการขออนุญาตยืมทรัพย์สิน", "79.68")]
    plan = [("ตัวชี้วัด", *HEADS[1:]), ("4. การใช้ทรัพย์สินของราชการ", *row[1:])]
    fields = word(SCORES, "จุดอ่อน ตัวชี้วัดที่ 4", weak, PLAN, plan)
    assert (fields["measures.0.item"].value, fields["measures.0.item"].others) == (None, ("i20",))


def test_a_table_of_which_nothing_was_taken_is_named(word: Word, tmp_path: Path) -> None:
    """And a column, by its head."""
    visits = [("วันที่", "ที่ใด", "จำนวน"), ("1 มี.ค.", "วัด", "120 คน")]
    weak = [("ข้อคำถาม", "ผู้ตอบ", "คะแนน"), ("i20 ความสะดวก", "สมชาย", "79.68")]
    word(SCORES, visits, "จุดอ่อน ตัวชี้วัดที่ 4", weak)
    notes = [str(note) for note in document.read(tmp_path / "report.docx", rules).notes]
    assert notes[:2] == [
        'table 2 was not taken, nothing tells what it holds: "วันที่ ที่ใด จำนวน 1 มี.ค. วัด 120 คน"',
        'A column of table 3 was not taken, nothing tells what it holds: "ผู้ตอบ"',
    ]


def test_what_contradicts_the_scores_is_doubtful() -> None:
    """Weak items of an indicator that passes, and a strength of one that fails."""
    entry: dict[str, Node] = {"indicator": Field("1")}
    other: dict[str, Node] = {"indicator": Field("9")}
    mark = YEAR.pass_mark or Decimal(0)
    scores = {rule.number: mark for rule in YEAR.indicators} | {9: mark - 1}
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
    weak = (
        "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล\nประเด็นข้อคำถาม\tคะแนน\tแนวทางการพัฒนา\n"
        "o13 รายงานผลการดำเนินงานประจำปี\t0.00\tก\n"
    )
    path.write_text(table(scores) + weak, "utf-8")
    notes = [str(note) for note in document.read(path, rules).notes]
    assert "Indicator 7 fails, and no weak items of it were found in the document." in notes
    assert "No measure was found in the document for: o13." in notes


def test_a_whole_report_has_no_such_notes(tmp_path: Path) -> None:
    """Nothing fails, nothing is missed."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD), "utf-8")
    assert document.read(path, rules).notes == ()

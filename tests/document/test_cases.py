"""Documents of the kinds that offices write, told by what stands in their tables, not by heads.

Those under ../shared are of other hands; each comes out as the README beside them says.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import pytest

from ita_sync import document
from ita_sync.document.draft import Draft, Field, Trust
from tests.document.conftest import HEAD, flat, rules
from tests.document.texts import NAMES

CASES = Path(__file__).parents[3] / "shared" / "cases" / "reading"
THEIRS = ["93.10", "88.20", "90.30", "86.40", "87.50", "91.60", "88.70", "83.80", "95.00", "81.25"]
SCORES = ["94.12", "88.76", "90.55", "84.31", "87.49", "92.06", "88.90", "83.27", "95.45", "81.82"]
LAST = ["90.10", "85.20", "88.30", "83.40", "84.50", "89.60", "85.70", "81.80", "90.91", "72.73"]
IIT, EIT, OIT, TOTAL = "89.05", "88.08", "88.64", "88.59"
"""Of SCORES, by the weights of 2566."""
SAID = f"ได้คะแนนเฉลี่ยรวม {TOTAL} คะแนน"
AGENCY = "เทศบาลตำบลบ้านใหม่"

Row = Sequence[str | None]  # of a table


class Paper:
    """A Word file with merged cells: those that are None go on with the cell above or left."""

    def __init__(self) -> None:
        self.made = docx.Document()
        self.say(*HEAD)

    def say(self, *lines: str) -> "Paper":
        """Add paragraphs."""
        for line in lines:
            self.made.add_paragraph(line)
        return self

    def table(self, *rows: Row, merges: tuple[tuple[int, int, int], ...] = ()) -> "Paper":
        """Add a table; a merge is a column, its first row and its last."""
        table = self.made.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for place, text in enumerate(row):
                if text is not None:
                    table.cell(number, place).text = text
        for place, first, last in merges:
            table.cell(first, place).merge(table.cell(last, place))
        self.made.add_paragraph("")
        return self

    def scores(self) -> "Paper":
        """Add a plain table of scores."""
        rows: list[Row] = [[f"{n}. {NAMES[n - 1]}", SCORES[n - 1]] for n in range(1, 11)]
        return self.table(["ตัวชี้วัด", "คะแนน"], *rows)

    def read(self, folder: Path) -> Draft:
        """Return what is read of it."""
        self.made.save(str(folder / "report.docx"))
        return document.read(folder / "report.docx", rules)


def ten(draft: Draft) -> list[str | None]:
    """Return the ten scores, of which none may be doubtful."""
    fields = flat(draft)
    found = [fields[f"indicators.{n}.score"] for n in range(10)]
    assert {field.trust for field in found} == {Trust.SURE}
    return [field.value for field in found]


def tools(draft: Draft) -> list[str | None]:
    """Return the means of the tools."""
    return [flat(draft)[f"tools.{tool}"].value for tool in ("IIT", "EIT", "OIT")]


def weak(draft: Draft) -> dict[str | None, str | None]:
    """Return the score of each weak item."""
    fields = flat(draft)
    names = [name for name in fields if name.startswith("weak.") and name.endswith(".item")]
    return {fields[n].value: fields[n.removesuffix("item") + "score"].value for n in names}


def measures(draft: Draft) -> list[tuple[str | None, ...]]:
    """Return item, division, first step and due time of each measure."""
    entries = draft.fields["measures"]
    assert isinstance(entries, list)
    return [
        tuple(_value(entry, name) for name in ("item", "division", "steps", "due"))
        for entry in entries
        if isinstance(entry, dict)
    ]


def _value(entry: Mapping[str, object], name: str) -> str | None:
    field = entry.get(name)
    field = field[0] if isinstance(field, list) else field
    return field.value if isinstance(field, Field) else None


def theirs(name: str) -> Draft:
    """Return what is read of a document under ../shared."""
    found = sorted(CASES.glob(f"{name}_*.docx"))
    if not found:
        pytest.skip("the documents of other hands are not here")
    return document.read(found[0], rules)


def test_theirs_means_of_tools_beside_the_scores() -> None:
    """Case 3."""
    draft = theirs("3")
    assert (ten(draft), tools(draft)) == (THEIRS, ["89.10", "88.03", "88.13"])


@pytest.mark.parametrize("name", ["4a", "4b", "4c", "4d"])
def test_theirs_heads_of_measures(name: str) -> None:
    """Cases 4a to 4d: four measures each, with their steps."""
    plan = [("o34", "กองคลัง", "รายงานผลตามแผน", "เมษายน 2567")] * 3
    told = [("e12", "สำนักปลัด", "ทบทวนคู่มือประชาชน", "มีนาคม 2567"), *plan]
    found = measures(theirs(name))
    assert [one[0] for one in found] == ["e12", "o34", "o35", "o37"]
    assert [one[1:] for one in found] == [one[1:] for one in told]


def test_theirs_indicators_across() -> None:
    """Case 5."""
    draft = theirs("5")
    assert (ten(draft), flat(draft)["total"].value) == (THEIRS, "88.39")


def test_theirs_items_in_a_cell() -> None:
    """Case 6."""
    draft = theirs("6")
    assert (ten(draft), weak(draft)) == (THEIRS, {"e12": "78.00", "e14": "80.50"})


def test_theirs_all_items() -> None:
    """Case 8: those below 85 alone."""
    draft = theirs("8")
    iit = {"i7": "83.20", "i19": "81.40", "i20": "83.40", "i25": "82.50", "i26": "84.50"}
    eit = {"e6": "84.70", "e11": "79.80", "e12": "81.80", "e13": "83.80"}
    assert (ten(draft), weak(draft)) == (THEIRS, iit | eit)


def test_years_and_agencies_down(tmp_path: Path) -> None:
    """Indicators across, by number or name: the agency's row of the year, wherever it stands."""
    heads: Row = ["หน่วยงาน", "ปีงบประมาณ", *(f"ตัวชี้วัดที่ {n}" for n in range(1, 11)), "คะแนนรวม"]
    years = Paper().table(heads, [AGENCY, "2565", *LAST, "84.33"], [AGENCY, "2566", *SCORES, TOTAL])
    assert ten(years.read(tmp_path)) == SCORES
    others = [
        ["1", "เทศบาลตำบลบ้านดง", *LAST, "84.33"],
        ["3", "เทศบาลตำบลนาแก", *reversed(LAST), "85.00"],
    ]
    own: Row = ["2", AGENCY, *SCORES, TOTAL]
    agencies = Paper().table(["ลำดับ", "อปท.", *NAMES, "รวม"], others[0], own, others[1])
    draft = agencies.read(tmp_path)
    assert (ten(draft), flat(draft)["total"].value) == (SCORES, TOTAL)


def test_scores_in_any_order_under_any_head(tmp_path: Path) -> None:
    """A dashboard sorts by score, without numbers."""
    rows = sorted(zip(NAMES, SCORES, strict=True), key=lambda pair: pair[1], reverse=True)
    paper = Paper().say(SAID).table(["ด้าน", "ได้"], *([name, score] for name, score in rows))
    assert ten(paper.read(tmp_path)) == SCORES


def test_a_weighted_table(tmp_path: Path) -> None:
    """A tool's mean is merged over its indicators; the total stands under the weighted means."""
    first = {1: ("IIT", IIT, "26.71"), 6: ("EIT", EIT, "26.42"), 9: ("OIT", OIT, "35.45")}
    rows: list[Row] = []
    for n, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1):
        tool, mean, weighted = first.get(n, (None, None, None))
        rows.append([tool, f"{n}. {name}", score, mean, weighted])
    heads: Row = ["เครื่องมือ", "ตัวชี้วัด", "คะแนนรายตัวชี้วัด", "เฉลี่ย", "ถ่วงน้ำหนัก"]
    runs = ((1, 5), (6, 8), (9, 10))
    merges = tuple((place, *run) for place in (0, 3, 4) for run in runs)
    paper = Paper().table(heads, *rows, ["รวม", None, None, None, TOTAL], merges=merges)
    draft = paper.read(tmp_path)
    assert (ten(draft), tools(draft), flat(draft)["total"].value) == (
        SCORES,
        [IIT, EIT, OIT],
        TOTAL,
    )


def test_a_mean_alone_is_no_score(tmp_path: Path) -> None:
    """A cell merged over several rows is never the score of the first."""
    means = {1: IIT, 6: EIT, 9: OIT}
    rows = [[f"{n}. {NAMES[n - 1]}", means.get(n)] for n in range(1, 11)]
    merges = ((1, 1, 5), (1, 6, 8), (1, 9, 10))
    paper = Paper().say(SAID).scores().table(["ตัวชี้วัด", "ผล"], *rows, merges=merges)
    draft = paper.read(tmp_path)
    assert (ten(draft), tools(draft)) == (SCORES, [IIT, EIT, OIT])


def test_a_table_a_tool(tmp_path: Path) -> None:
    """Each ends with the tool's mean."""
    paper = Paper().say(SAID)
    for tool, part, mean in (
        ("IIT", slice(0, 5), IIT),
        ("EIT", slice(5, 8), EIT),
        ("OIT", slice(8, 10), OIT),
    ):
        rows: list[Row] = [[*pair] for pair in zip(NAMES[part], SCORES[part], strict=True)]
        paper.table(["ประเด็นการประเมิน", "ค่าที่ได้"], *rows, [f"เฉลี่ย {tool}", mean])
    draft = paper.read(tmp_path)
    assert (ten(draft), tools(draft)) == (SCORES, [IIT, EIT, OIT])


def test_the_newer_of_two_years(tmp_path: Path) -> None:
    """Each has a table of its own under its title."""
    paper = Paper().say(SAID)
    for year, scores in ((2565, LAST), (2566, SCORES)):
        rows: list[Row] = [[*pair] for pair in zip(NAMES, scores, strict=True)]
        paper.say(f"ตาราง ผลการประเมินประจำปีงบประมาณ พ.ศ. {year}").table(["ตัวชี้วัด", "คะแนน"], *rows)
    assert ten(paper.read(tmp_path)) == SCORES


def test_several_items_in_a_cell(tmp_path: Path) -> None:
    """With their scores in the text: a line each, or after commas."""
    told = {"e12": "78.00", "e14": "80.50", "i19": "79.90", "i20": "81.00"}
    rows: list[Row] = [
        [f"8 {NAMES[7]}", "e12 การปรับปรุง (78.00)\ne14 การมีส่วนร่วม (80.50)", "ลดขั้นตอน"],
        [f"4 {NAMES[3]}", "i19 ของหลวง ได้ 79.90 คะแนน, i20 การยืม ได้ 81.00 คะแนน", "จัดทำแบบ"],
    ]
    heads: Row = ["ตัวชี้วัด", "ข้อที่ได้คะแนนต่ำกว่าเกณฑ์", "แนวทางแก้ไข"]
    draft = Paper().say(SAID).scores().table(heads, *rows).read(tmp_path)
    assert (ten(draft), weak(draft)) == (SCORES, told)
    assert {flat(draft)[f"weak.{n}.remedy"].value for n in (0, 1)} == {"ลดขั้นตอน", "จัดทำแบบ"}


def test_items_in_sentences(tmp_path: Path) -> None:
    """A score behind an item tells, or words that say that it has none."""
    lines = (
        "ตัวชี้วัดที่ 8 ข้อที่ได้น้อยที่สุด คือ ข้อ e12 ได้ 78.00 คะแนน รองลงมา คือ ข้อ e14 ได้ 80.50 คะแนน",
        "ตัวชี้วัดที่ 6 ข้อที่ได้คะแนนสูงสุด คือ ข้อ e1 ได้ 95.00 คะแนน",
        "ตัวชี้วัดที่ 10 ข้อที่ไม่ได้คะแนน ได้แก่ o34, o37",
    )
    draft = Paper().say(SAID).scores().say(*lines).read(tmp_path)
    assert weak(draft) == {"e12": "78.00", "e14": "80.50", "o34": "0.00", "o37": "0.00"}


def test_all_items_under_any_head(tmp_path: Path) -> None:
    """Ids in capitals, titles beside them; those at the mark or above it are not weak."""
    scores = {"E11": "85.00", "E12": "78.00", "O34": "0.00", "O35": "100.00", "E15": "84.99"}
    rows: list[Row] = [[item, f"เนื้อหา {item}", score] for item, score in scores.items()]
    for heads in (["รหัส", "รายการ", "ผลที่ได้"], ["ข้อ", "ประเด็นที่ต้องแก้ไข", "คะแนน"]):
        draft = Paper().say(SAID).scores().table([*heads], *rows).read(tmp_path)
        assert weak(draft) == {"e12": "78.00", "e15": "84.99", "o34": "0.00"}


def test_measures_under_strange_heads(tmp_path: Path) -> None:
    """What stands below tells; free texts whose head is unknown are asked about."""
    rows: list[Row] = [
        ["1", "การปรับปรุงวิธีการ (e12)", "ทบทวนคู่มือประชาชนให้เป็นปัจจุบัน", "สำนักปลัด", "มีนาคม 2567"],
        ["2", "การประเมินความเสี่ยง (o34)", "จัดทำรายงานและเผยแพร่บนเว็บไซต์", "กองคลัง", "ไตรมาสที่ 2"],
    ]
    heads: Row = ["ที่", "ข้อค้นพบ", "สิ่งที่จะทำ", "กลุ่มงาน", "เมื่อใด"]
    draft = Paper().say(SAID).scores().table(heads, *rows).read(tmp_path)
    assert measures(draft) == [
        ("e12", "สำนักปลัด", "ทบทวนคู่มือประชาชนให้เป็นปัจจุบัน", "มีนาคม 2567"),
        ("o34", "กองคลัง", "จัดทำรายงานและเผยแพร่บนเว็บไซต์", "ไตรมาสที่ 2"),
    ]
    assert flat(draft)["measures.0.steps.0"].trust is Trust.SINGLE


@pytest.mark.parametrize("about", [f"8 {NAMES[7]}", "ด้านการให้บริการ"])
def test_measures_by_indicator_or_theme(about: str, tmp_path: Path) -> None:
    """They have no item; a person names it."""
    heads: Row = ["เรื่อง/ตัวชี้วัด", "มาตรการ", "หน่วยงานที่รับผิดชอบ", "ระยะเวลา"]
    row: Row = [about, "ลดขั้นตอน", "สำนักปลัด", "มีนาคม 2567"]
    other: Row = [f"10 {NAMES[9]}", "จัดทำแผน", "กองคลัง", "ตลอดปีงบประมาณ"]
    draft = Paper().say(SAID).scores().table(heads, row, other).read(tmp_path)
    assert measures(draft) == [
        (None, "สำนักปลัด", "ลดขั้นตอน", "มีนาคม 2567"),
        (None, "กองคลัง", "จัดทำแผน", "ตลอดปีงบประมาณ"),
    ]
    assert flat(draft)["measures.0.item"].trust is Trust.DOUBTFUL


def test_measures_in_labelled_paragraphs(tmp_path: Path) -> None:
    """By item, or by theme."""
    paper = Paper().say(SAID).scores().say("มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2567")
    for number, about in enumerate(("e12 การปรับปรุงวิธีการ", "เสริมสร้างความโปร่งใส"), 1):
        paper.say(f"มาตรการที่ {number} {about}", "วิธีดำเนินการ : ทบทวนคู่มือ")
        paper.say("ผู้รับผิดชอบ : สำนักปลัด", "ระยะเวลา : มีนาคม 2567")
    told = ("สำนักปลัด", "ทบทวนคู่มือ", "มีนาคม 2567")
    assert measures(paper.read(tmp_path)) == [("e12", *told), (None, *told)]


def test_items_of_an_earlier_year_are_not_weak(tmp_path: Path) -> None:
    """Where a head or the sentence names it; a line above their table makes them doubtful."""
    heads: Row = ["ข้อ", "คะแนน ปี 2565"]
    paper = Paper().say(SAID).scores().say("ในปี 2565 ข้อ e14 ได้ 70.00 คะแนน")
    paper.table(heads, ["e12 การปรับปรุง", "71.00"])
    paper.say("คะแนนรายข้อ ปี 2565").table(["ข้อ", "คะแนน"], ["e13 ระบบ", "72.00"], ["e15 ก", "90.00"])
    draft = paper.read(tmp_path)
    assert weak(draft) == {"e13": "72.00"}
    assert flat(draft)["weak.0.items.0.score"].trust is Trust.DOUBTFUL

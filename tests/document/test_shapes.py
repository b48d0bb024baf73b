"""Reports of other shapes, and texts that are no report: what can be read is read, the rest is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document.draft import Field, Trust
from ita_sync.errors import ConfigError, ReportError
from tests.document.conftest import flat, rules

Read = Callable[[str], dict[str, Field]]
NAMES = (
    *("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต"),
    *(
        "คุณภาพการดำเนินงาน",
        "ประสิทธิภาพการสื่อสาร",
        "การปรับปรุงการทำงาน",
        "การเปิดเผยข้อมูล",
        "การป้องกันการทุจริต",
    ),
)
GOOD = ["95.00", "96.10", "95.50", "97.25", "98.00", "96.40", "95.80", "97.00", "100.00", "100.00"]


def table(scores: list[str], year: int = 2566) -> str:
    """Return the least a report says: whose it is, the year, ten scores."""
    rows = [
        f"{n}\t{name}\t{score}"
        for n, (name, score) in enumerate(zip(NAMES, scores, strict=True), 1)
    ]
    head = (
        f"ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}\nเทศบาลตำบลบ้านใหม่\nอำเภอโนนสูง จังหวัดนครราชสีมา\n"
    )
    return head + "ตัวชี้วัดที่\tชื่อตัวชี้วัด\tคะแนน\n" + "\n".join(rows) + "\n"


def test_no_weak_points_at_all(read_text: Read) -> None:
    """An excellent report has no such lists, and the total and results follow from the scores."""
    fields = read_text(table(GOOD))
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert not any(name.startswith(("weak", "measures", "strengths")) for name in fields)
    assert (fields["total"].value, fields["total"].trust) == (
        "97.83",
        Trust.SINGLE,
    )  # no surer than the scores
    assert {fields[f"indicators.{n}.result"].trust for n in range(10)} == {Trust.SINGLE}


def test_single_figures_of_recognised_text_are_marked(read_text: Read) -> None:
    """Each score stands once: nothing tells whether it was read rightly."""
    fields = read_text(table(GOOD))
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.SINGLE}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("วิทยาลัย", "การอาชีพโนนสูง"), ("โรงพยาบาล", "โนนสูง"), ("องค์การบริหารส่วนตำบล", "ท่าช้าง")],
)
def test_other_kinds_of_agency(read_text: Read, kind: str, name: str) -> None:
    """A college or a hospital reports as an agency does."""
    fields = read_text(table(GOOD).replace("เทศบาลตำบลบ้านใหม่", f"{kind}{name}"))
    assert (fields["agency.type"].value, fields["agency.name"].value) == (kind, name)


def test_a_short_kind_is_told_in_full(read_text: Read) -> None:
    """อบต. is องค์การบริหารส่วนตำบล."""
    fields = read_text(table(GOOD).replace("เทศบาลตำบลบ้านใหม่", "อบต.ท่าช้าง"))
    assert (fields["agency.type"].value, fields["agency.name"].value) == (
        "องค์การบริหารส่วนตำบล",
        "ท่าช้าง",
    )


def test_a_score_that_is_missing_is_left_empty(read_text: Read) -> None:
    """Nine of ten scores: the tenth is not guessed, and no total is computed."""
    text = "\n".join(line for line in table(GOOD).splitlines() if "การใช้อำนาจ" not in line)
    fields = read_text(text)
    assert fields["indicators.2.score"].value is None
    assert fields["total"].value is None


def test_other_years_have_their_own_rules(read_text: Read) -> None:
    """2565 has letters for levels."""
    fields = read_text(table(GOOD, 2565) + "คะแนนรวม 97.83 คะแนน ระดับ AA\n")
    assert (fields["fiscal_year"].value, fields["level"].value, fields["total"].value) == (
        "2565",
        "AA",
        "97.83",
    )


def test_a_year_without_rules_is_read_by_the_names_of_a_near_one(tmp_path: Path) -> None:
    """Figures stand as printed; nothing is computed by rules that are not the year's."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD, 2568), "utf-8")
    draft = document.read(path, rules)
    fields = flat(draft)
    assert (fields["fiscal_year"].value, fields["indicators.3.score"].value) == ("2568", "97.25")
    assert fields["total"].value is None
    assert "2568" in str(draft.notes[-1])


def test_a_year_far_from_all_rules_is_refused(tmp_path: Path) -> None:
    """Names of the indicators were others then."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD, 2557), "utf-8")
    with pytest.raises(ConfigError):
        document.read(path, rules)


def test_earlier_years_in_other_columns_are_left_out(read_text: Read) -> None:
    """A table that compares two years has last year's scores first."""
    rows = [
        f"{n}\t{name}\t50.00\t{score}"
        for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    ]
    text = table(GOOD).split("ตัวชี้วัดที่")[0] + "ที่\tตัวชี้วัด\tคะแนนปี 2565\tคะแนนปี 2566\n" + "\n".join(rows)
    fields = read_text(text)
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD


def test_last_years_table_is_left_out(read_text: Read) -> None:
    """A table under a heading of last year is no witness for this one."""
    last = table(["50.00"] * 10, 2565).replace("ผลการประเมิน ITA", "ผลคะแนน ITA").split("\n", 3)
    text = table(GOOD) + "ผลคะแนนย้อนหลัง ปีงบประมาณ พ.ศ. 2565\n" + last[3]
    fields = read_text(text)
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert all(len(fields[f"indicators.{n}.score"].copies) == 1 for n in range(10))


def test_scores_under_a_year_that_may_be_misread_are_doubted_not_refused(read_text: Read) -> None:
    """Where nothing else gives scores; a column that names another year is still none."""
    text = table(GOOD).replace("ตัวชี้วัดที่\t", "คะแนนของปีงบประมาณ พ.ศ. 2565\nตัวชี้วัดที่\t")
    fields = read_text(text + "ประเมิน ITA ปีงบประมาณ พ.ศ. 2566\n")
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.DOUBTFUL}
    with pytest.raises(ReportError, match="no ITA analysis report"):
        read_text(text.replace("คะแนน\n", "ปี 2565\n"))


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


@pytest.mark.parametrize(
    "text",
    [
        "ใบเสร็จรับเงิน เลขที่ 123/2566 จำนวน 500.00 บาท",
        "ประกาศเทศบาลตำบลบ้านใหม่ เรื่อง การประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566 ขอเชิญชวนตอบแบบวัด EIT",
        "a,b,c\n1,2,3\n",
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(read_text: Read, text: str) -> None:
    """A receipt, an announcement about ITA, a list."""
    with pytest.raises(ReportError) as caught:
        read_text(text)
    assert caught.value.code == "document-not-ita"


def test_a_report_without_a_year_asks_for_it(tmp_path: Path) -> None:
    """The year decides the rules, so it is asked for, not guessed."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD).replace(" ประจำปีงบประมาณ พ.ศ. 2566", ""), "utf-8")
    with pytest.raises(ReportError) as caught:
        document.read(path, rules)
    assert caught.value.code == "document-no-year"
    assert flat(document.read(path, rules, year=2566))["fiscal_year"].value == "2566"

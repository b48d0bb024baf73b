"""A whole document becomes a draft, or is refused in one sentence."""

import hashlib
from pathlib import Path

import pytest

from ita_sync import document
from ita_sync.document import form, opening, read
from ita_sync.document.draft import Trust
from ita_sync.errors import ConfigError, ReportError
from ita_sync.rules import Framework
from tests.document.conftest import flat, rules
from tests.document.texts import GOOD, Read, table


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


def test_other_years_have_their_own_rules(read_text: Read) -> None:
    """2565 has letters for levels."""
    fields = read_text(table(GOOD, 2565) + "คะแนนรวม 97.83 คะแนน ระดับ AA\n")
    assert (fields["fiscal_year"].value, fields["level"].value, fields["total"].value) == (
        "2565",
        "AA",
        "97.83",
    )


def test_the_names_of_other_years_only_find_the_rows(tmp_path: Path) -> None:
    """Figures stand as printed; nothing is computed by rules that are not the year's."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD, 2568), "utf-8")
    draft = document.read(path, rules)
    fields = flat(draft)
    assert (fields["fiscal_year"].value, fields["indicators.3.score"].value) == ("2568", "97.25")
    assert fields["total"].value is None
    assert "2568" in str(draft.notes[-1])


def test_a_year_without_an_assessment_is_refused(tmp_path: Path) -> None:
    """No year before the first; with where it was read."""
    path = tmp_path / "r.txt"
    path.write_text(table(GOOD, 2557), "utf-8")
    with pytest.raises(ConfigError) as caught:
        document.read(path, rules)
    assert "line 1" in str(caught.value.details[-1])


def test_scores_under_a_year_that_may_be_misread_are_doubted_not_refused(read_text: Read) -> None:
    """Where nothing else gives scores; a column that names another year is still none."""
    text = table(GOOD).replace("ตัวชี้วัดที่\t", "คะแนนของปีงบประมาณ พ.ศ. 2565\nตัวชี้วัดที่\t")
    fields = read_text(text + "ประเมิน ITA ปีงบประมาณ พ.ศ. 2566\n")
    assert [fields[f"indicators.{n}.score"].value for n in range(10)] == GOOD
    assert {fields[f"indicators.{n}.score"].trust for n in range(10)} == {Trust.DOUBTFUL}
    with pytest.raises(ReportError, match="no ITA analysis report"):
        read_text(text.replace("คะแนน\n", "ปี 2565\n"))


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


def test_a_form_is_what_was_digested(
    tmp_path: Path, framework_2566: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form that is saved again meanwhile is not read half old, half new."""
    path = tmp_path / "form.xlsx"
    form.write(path, framework_2566, "en")
    first = path.read_bytes()
    loads: list[Path] = []
    load = opening.load

    def load_then_replace(wanted: Path) -> bytes:
        data = load(wanted)
        loads.append(wanted)
        wanted.write_bytes(b"saved again meanwhile")
        return data

    monkeypatch.setattr(opening, "load", load_then_replace)
    draft = read(path, lambda _: framework_2566)
    assert loads == [path]
    assert draft.document.sha256 == hashlib.sha256(first).hexdigest()


def test_a_recognised_year_that_cannot_be_is_a_misread_one(read_text: Read) -> None:
    """Another year is named as well, and can be; nothing makes it sure."""
    subject = "เรื่อง รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2456"
    fields = read_text(f"{subject}\nผลคะแนน ปีงบประมาณ พ.ศ. 2566\n" + table(GOOD))
    assert (fields["fiscal_year"].value, fields["fiscal_year"].trust) == ("2566", Trust.SINGLE)

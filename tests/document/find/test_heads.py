"""What a document says once: whose it is, the year, the level, the link."""

import pytest

from ita_sync import thai
from ita_sync.document.draft import Trust
from ita_sync.document.find import heads
from tests.document.texts import GOOD, Read, table


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


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("ระดับผลการประเมิน (ผ่านดีเยี่ยม)", "ผ่านดีเยี่ยม"),
        ("อยู่ในระดับ ผ่านดี", "ผ่านดี"),
        ("ระดับ: ผ่าน", "ผ่าน"),
        ("ระดับ ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุงโดยด่วน"),
        ("ระดับ ดีมาก", None),
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


def test_link_and_code(read_text: Read) -> None:
    """The one that says it is published goes first; two are doubtful."""
    lines = "https://www.banmai.go.th/\nรหัส อปท. ๖๓๐๐๑๐๑\nเผยแพร่ที่ https://www.banmai.go.th/ita/2566.pdf\n"
    fields = read_text(table(GOOD) + lines)
    assert fields["url"].value == "https://www.banmai.go.th/ita/2566.pdf"
    assert fields["url"].trust is Trust.DOUBTFUL
    assert fields["agency.code"].value == "6300101"


def test_the_year_of_the_assessment_is_the_reports() -> None:
    """Plans of the next year and years gone by count less.

    Two that are named alike leave a doubt.
    """
    about, plan, past = (
        "การประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
        "มาตรการ ปีงบประมาณ 2567",
        "ผลย้อนหลัง ปีงบประมาณ 2565",
    )
    assert heads.fiscal_years([plan, past, about, about])[0] == (2566, True)
    assert heads.fiscal_years([about, about]) == [(2566, False)]
    assert heads.fiscal_years(["การประเมิน ITA ปีงบประมาณ 2565", about, about]) == [
        (2566, False),
        (2565, False),
    ]
    assert heads.fiscal_years(["พ.ศ. 2540"]) == []


@pytest.mark.parametrize(
    "words",
    [
        *("ปีงบประมาณ .ศ. ๒๕๖๖", "ปีงบประมาณณ พ.ศ. ๒๕๖๖", "ปี งบประมาณ พ. ศ. ๒๕๖๖", "ปีงบประมาณ ๒๕๖๖"),
        *(
            "ปีงบบประมาณ พ.ศ. ๒๕๖๖",
            "ปีงบประมาน ๒๕๖๖",
            "ปีงบปะมาณ พ.ส. ๒๕๖๖",
            "ปีงบปรมาณ พพ.ศ. ๒๕๖๖",
            "ปีงบประมาณพ.ศ.๒๕๖๖",
        ),
        *("การประเมิน ITA ปี ๒๕๖๖", "ของหน่วยงานภาครัฐ (ITA) ประจำปี พ.ศ. ๒๕๖๖"),
    ],
)
def test_a_fiscal_year_with_letters_lost_or_doubled_or_named_by_its_assessment(words: str) -> None:
    """It is named all the same."""
    assert [year for year, _ in heads.fiscal_years([thai.digits(words)])] == [2566]


@pytest.mark.parametrize("words", ["ปีการศึกษา ๒๕๖๖", "ตั้งแต่ปี ๒๕๖๖", "ปีงบประมาณ ๒๕๖๖๐"])
def test_a_year_that_is_no_fiscal_year(words: str) -> None:
    """Nothing is taken for one."""
    assert list(heads.fiscal_years([thai.digits(words)])) == []


@pytest.mark.parametrize(("name", "trust"), [("ผ่านดีเยี่ยม", Trust.SURE), ("ผ่านดี", Trust.SINGLE)])
def test_a_level_whose_end_may_be_missing(read_text: Read, name: str, trust: Trust) -> None:
    """`ผ่านดี|เยี่ยม` at the end of a line: scores that lie at the threshold allow both."""
    fields = read_text(table([*["95.00"] * 8, "100.00", "100.00"]) + f"ระดับผลการประเมิน {name}\n")
    assert (fields["level"].value, fields["level"].trust) == (name, trust)

"""The fiscal year that a document is about."""

from pathlib import Path

import pytest

from ita_sync import thai
from ita_sync.document.draft import Trust
from ita_sync.document.find.year import years
from ita_sync.document.parts import Content, Document, Kind, Line, Spot
from tests.document.find.records import table as found_in
from tests.document.texts import GOOD, Read, table


def test_the_year_of_the_assessment_is_the_reports() -> None:
    """Plans of the next year and years gone by count less.

    Two that are named alike leave a doubt.
    """
    about, plan, past = (
        "การประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
        "มาตรการ ปีงบประมาณ 2567",
        "ผลย้อนหลัง ปีงบประมาณ 2565",
    )
    assert years.fiscal_years([plan, past, about, about])[0] == (2566, True)
    assert years.fiscal_years([about, about]) == [(2566, False)]
    assert years.fiscal_years(["การประเมิน ITA ปีงบประมาณ 2565", about, about]) == [
        (2566, False),
        (2565, False),
    ]
    assert years.fiscal_years(["พ.ศ. 2540"]) == []
    assert years.fiscal_years(["ปีงบประมาณ : 2568"]) == [(2568, False)]
    within = "ภายในไตรมาสที่ 2 ของปีงบประมาณ พ.ศ. 2567"
    assert years.fiscal_years([about, *[within] * 3])[0][0] == 2566


def test_the_year_of_a_title_that_was_not_recognised() -> None:
    """It is right before that which only plans name; a person confirms it."""
    title, plan = "ขระจาบงบบระมาณ พ.ศ. 2566", "มาตรการปีงบประมาณ พ.ศ. 2567"
    assert years.fiscal_years([title, plan])[0] == (2566, False)
    assert years.fiscal_years(["พ.ศ. 2562", plan])[0] == (2567, False)


def test_a_year_that_only_plans_name_is_not_the_one_assessed() -> None:
    """Measures may come first, under a title in three lines; the analysis' title is cut as well."""
    measures = ["มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วย", "งาน", "ประจำปีงบประมาณ พ.ศ. 2566"]
    steps = ["มาตรการสำหรับปีงบประมาณ พ.ศ. 2566", *["- จัดทำคู่มือ"] * 12]
    analysis = ["รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ", "พ.ศ. 2565"]
    assert years.fiscal_years([*measures, *steps, *analysis])[0][0] == 2565
    scored = "ในปีงบประมาณ พ.ศ. 2565 มีคะแนน"
    assert years.fiscal_years([*measures, *steps, scored])[0][0] == 2565


def test_the_year_behind_the_name_of_the_assessment_is_before_that_of_the_plan() -> None:
    """However far down it stands: the sheets of a workbook may be in any order."""
    told = ["การกำหนดมาตรการเพื่อยกระดับคะแนนในปีงบประมาณ พ.ศ. 2568", *["- จัดทำคู่มือ"] * 20]
    assert years.fiscal_years(told)[0][0] == 2568
    assert years.fiscal_years([*told, "ผลการประเมิน ITA 2567"])[0] == (2567, False)


def test_a_year_that_plans_name_as_often_leaves_a_doubt() -> None:
    """Which of the two was assessed, a person says."""
    plans = ["มาตรการในปีงบประมาณ พ.ศ. 2566"] * 2
    told = [*["- จัดทำคู่มือ"] * 12, "สิ้นปีงบประมาณ พ.ศ. 2565", *plans]
    assert years.fiscal_years(told)[0][0] == 2565
    assert years.rivals(told, 2565) == (2566,)
    assert years.rivals(["ผล ITA ปีงบประมาณ พ.ศ. 2565", *told], 2565) == ()


def test_a_year_by_whose_end_work_is_due_is_not_the_one_assessed() -> None:
    """A short memo names its year once, in the subject, and the next one twice."""
    memo = [
        "เรื่อง รายงานผลการวิเคราะห์การประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566",
        "เห็นควรให้ทุกกองดำเนินการภายในปีงบประมาณ พ.ศ. 2567",
        "มาตรการที่จะทำในปีงบประมาณ พ.ศ. 2567",
    ]
    assert years.fiscal_years(memo)[0][0] == 2566


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["สรุปคะแนน ITA 66  เทศบาลเมืองท่าข้าม", "แผนแก้ไข ปี 67 (ร่าง)"], 2566),
        (["ผล ITA ปีงบ ๖๗", "รวบรวมเมื่อ 3 ส.ค. 67"], 2567),
        (["ผลการประเมิน ITA ประจำปี 68", "ปี 67 ได้ 82.17"], 2568),
    ],
)
def test_a_year_of_two_digits_counts_where_none_is_named_in_full(
    lines: list[str], year: int
) -> None:
    """And is never beyond doubt."""
    told = [thai.digits(line) for line in lines]
    assert years.fiscal_years([*told, *told])[0] == (year, False)
    assert years.is_short(told)
    whole = [*told, "ITA ปีงบประมาณ 2565"]
    assert (years.fiscal_years(whole)[0][0], years.is_short(whole)) == (2565, False)


@pytest.mark.parametrize("line", ["ITA 66.50 คะแนน", "ITA 65 ข้อ", "ปี 70%", "ITA 660", "ปีละ 65"])
def test_other_numbers_of_two_digits_are_no_year(line: str) -> None:
    """Scores, shares, counts."""
    assert years.fiscal_years([line]) == []


def test_a_year_of_two_digits_is_marked(read_text: Read) -> None:
    """With what the document says of it."""
    text = table(GOOD).replace("ประจำปีงบประมาณ พ.ศ. 2566", "66")
    year = read_text(text)["fiscal_year"]
    assert (year.value, year.trust, year.why is not None) == ("2566", Trust.SINGLE, True)


def test_an_earlier_year_that_is_named_as_much_is_a_rival() -> None:
    """Which of the two is assessed is then a guess."""
    alike = ["ผลการประเมิน ITA ปีงบประมาณ 2566", "ผลการประเมิน ITA ปีงบประมาณ 2567"]
    assert years.rivals(alike, 2567) == (2566,)
    assert years.rivals([*alike, alike[1]], 2567) == ()
    named = ["การประเมินปีงบประมาณ 2566", *["- จัดทำคู่มือ"] * 12, *["ในปีงบประมาณ 2567 มีผู้ตอบครบ"] * 3]
    assert years.rivals(named, 2567) == (2566,)


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
    assert [year for year, _ in years.fiscal_years([thai.digits(words)])] == [2566]


@pytest.mark.parametrize("words", ["ปีการศึกษา ๒๕๖๖", "ตั้งแต่ปี ๒๕๖๖", "ปีงบประมาณ ๒๕๖๖๐"])
def test_a_year_that_is_no_fiscal_year(words: str) -> None:
    """Nothing is taken for one."""
    assert list(years.fiscal_years([thai.digits(words)])) == []


@pytest.mark.parametrize(
    "years_named", ["ปี 2566 - 2567", "ปี 2566 และปี 2567", "ปี พ.ศ. 2566 กับ พ.ศ. 2567"]
)
def test_of_two_years_in_one_title_the_later_is_assessed(years_named: str) -> None:
    """The earlier is what it is compared with; a plan of five years is known by its first."""
    assert years.fiscal_years([f"เปรียบเทียบคะแนน ITA {years_named}", "2566", "2567"])[0][0] == 2567
    plan = years.fiscal_years(["การประเมิน ITA ปี 2566-2570"])
    assert plan[0][0] == 2566


def test_a_later_year_over_a_column_is_a_rival_of_one_that_is_hardly_named() -> None:
    """Which of the two columns the report is about is then asked, and not taken silently."""
    title = "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566"
    assert years.rivals([title, "2566", "ปี 2567"], 2566) == (2567,)
    assert years.rivals([title, title, title, "2566", "2567"], 2566) == ()
    assert years.rivals([title, "2565", "2566"], 2566) == ()


PLAN = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส"


@pytest.mark.parametrize(
    "texts",
    [
        # next year's measures titled first, then the report of this year
        [PLAN, "ประจำปีงบประมาณ พ.ศ. 2567", "การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566"],
        ["รายงานผลการประเมินคุณธรรมและความโปร่งใส ประจำปี 2566", *[f"{PLAN} ปีงบประมาณ 2567"] * 9],
        # what the analysis is made for, in its preface and over its last part
        [
            "รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
            "จัดทำเพื่อวิเคราะห์ผล ITA และเป็นแนวทางปรับปรุงงานในปีงบประมาณ พ.ศ. 2567",
            *["- จัดทำคู่มือ"] * 12,
            "บทที่ 3 แนวทางการพัฒนา ปีงบประมาณ พ.ศ. 2567",
        ],
        # last year's result beside it
        ["ปีงบประมาณ พ.ศ. 2566", "ผลการประเมินเพิ่มขึ้นจากปีงบประมาณ พ.ศ. 2565 (91.20 คะแนน)"],
        [
            "รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566",
            "ปีงบประมาณ พ.ศ. 2565 ได้คะแนน 80.11 และปีงบประมาณ พ.ศ. 2566 ได้คะแนน 90.11",
        ],
    ],
)
def test_of_two_years_the_one_that_is_assessed(texts: list[str]) -> None:
    """Beside it stand next year's plan, and last year's result."""
    assert years.fiscal_years(texts)[0][0] == 2566
    assert years.rivals(texts, 2566) == ()


def test_a_later_year_that_is_no_plan_leaves_a_doubt() -> None:
    """A person has to say which of them it is."""
    texts = ["ผลการประเมิน ปีงบประมาณ 2565", "ผลการประเมิน ปีงบประมาณ 2566"]
    assert years.rivals(texts, years.fiscal_years(texts)[0][0]) == (2566,)


@pytest.mark.parametrize("misread", ["177", "1โล", "174"])
def test_a_scan_whose_latin_letters_are_misread_is_no_other_document(
    read_text: Read, misread: str
) -> None:
    """The scores of the indicators tell."""
    text = table(GOOD).replace("ผลการประเมิน ITA", f"วิเคราะห์ผล {misread}")
    assert read_text(text)["fiscal_year"].value == "2566"
    assert years.fiscal_years(["รายงานวิเคราะห์ผล 174ปี 2566"])[0][0] == 2566


def test_the_later_of_two_years_that_a_title_compares() -> None:
    """But a plan for several years is none."""
    assert years.fiscal_years(["เปรียบเทียบผลคะแนน ITA ปี 2566 - 2567"])[0][0] == 2567
    assert years.fiscal_years(["แผนพัฒนาต่อผลการประเมิน ITA ปีงบประมาณ 2566 - 2570"])[0][0] == 2566


def test_a_title_may_name_the_year_right_behind_the_assessment() -> None:
    """`ITA 2568 — สรุปผล`; what will be done the year after is a plan, whatever it is called."""
    told = ["ITA 2568 — สรุปผลและข้อเสนอแนะ", "สิ่งที่จะทำต่อในปีงบประมาณ พ.ศ. 2569"]
    assert years.fiscal_years(told)[0][0] == 2568


def test_an_entry_of_a_menu_is_no_title() -> None:
    """It stands in the trail that leads to the page, and in a line of its own."""
    told = ["หน้าแรก", "ITA 2569", "หน้าแรก » ITA 2569 » O25", "ผลการประเมิน ปีงบประมาณ พ.ศ. 2568"]
    assert years.fiscal_years(told)[0][0] == 2568


def test_a_year_without_a_word_for_year_is_taken_where_there_is_no_other() -> None:
    """`บทสรุปผู้บริหาร ITA 2565`, for a person to confirm; elsewhere that may be next year's plan."""
    brief = ["บทสรุปผู้บริหาร ITA 2565", "ได้คะแนนเฉลี่ยรวม 98.12 คะแนน (ปี 2564 : 94.33 คะแนน)"]
    assert years.fiscal_years(brief) == [(2565, False)]
    assert years.fiscal_years(["แผน ITA 2569", "ผลการประเมิน ITA ปีงบประมาณ 2568"]) == [(2568, False)]


def test_a_menu_in_a_title_names_other_years() -> None:
    """Its entries are parted by signs; the fiscal year in a line of its own is the page's."""
    told = ["หน้าแรก | ITA 2569 | ITA 2567 |", "ผลการประเมิน ปีงบประมาณ พ.ศ. 2568"]
    assert years.fiscal_years(told)[0][0] == 2568
    assert [year for year, _ in years.fiscal_years(told)] == [2568]


@pytest.mark.parametrize(
    ("words", "known"), [("ปีงบ 2568", True), ("ปีงบ พ.ศ. 2568", True), ("ปีงาน 2568", False)]
)
def test_a_fiscal_year_by_its_short_name(words: str, *, known: bool) -> None:
    """`ปีงบ` is what is said for it."""
    assert [year for year, _ in years.fiscal_years([words])] == [2568] * known


def test_a_year_behind_a_word_of_the_assessment() -> None:
    """`ITA Report 2568`."""
    told = ["ITA Report 2568", "สิ่งที่จะทำต่อในปีงบประมาณ พ.ศ. 2569"]
    assert years.fiscal_years(told)[0][0] == 2568


def test_a_plan_upon_what_was_assessed_names_the_year_of_that() -> None:
    """`มาตรการ… ตามผลการประเมิน ITA …`."""
    title = "มาตรการยกระดับตามผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566"
    assert years.fiscal_years(["มาตรการ ปีงบประมาณ พ.ศ. 2567", title])[0][0] == 2566


def test_a_year_that_plans_alone_name_leaves_a_doubt() -> None:
    """They follow on the one before, which may be that which was assessed."""
    told = ["มาตรการ ปีงบประมาณ พ.ศ. 2567", "ก"]
    assert (years.fiscal_years(told)[0][0], years.rivals(told, 2567)) == (2567, (2566,))


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("ผลคะแนน ITA อบต.บ้านใหม่ อำเภอโนนสูง ปี 2567", True),
        ("ผลการประเมิน ITA เทศบาลตำบลบ้านใหม่ (ปี 2567)", True),
        ("ผลคะแนน ITA อบต.บ้านใหม่ ปี 2567 สูงขึ้น", False),
        ("โครงการ อบต.บ้านใหม่ ปี 2567", False),
    ],
)
def test_a_year_at_the_end_of_a_title_of_what_was_assessed(title: str, *, known: bool) -> None:
    """However much stands between; one in the midst of a sentence is none."""
    assert years.fiscal_years([title]) == ([(2567, False)] if known else [])


@pytest.mark.parametrize(
    "title",
    [
        "รายงานวิเคราะห์ผล ITA องค์การบริหารส่วนตำบลโนนตาล ปี พ.ศ. 2568",
        "สรุปคะแนน ITA เทศบาลตำบลดอนกลาง ปี 2568",
    ],
)
def test_a_title_may_name_the_agency_before_the_year(title: str) -> None:
    """The plan below it, of the year after, is not what was assessed."""
    plan = "มาตรการเพื่อยกระดับคะแนนในปีงบประมาณ พ.ศ. 2569"
    assert years.fiscal_years([title, "อำเภอดอนกลาง", plan])[0][0] == 2568


def test_a_row_of_scores_may_name_the_year_that_only_plans_follow() -> None:
    """A person has to confirm it."""
    told = ["ผลการประเมิน ITA", "2567", "2568", "แผนปีงบประมาณ พ.ศ. 2569"]
    assert years.fiscal_years(told)[0] == (2568, False)
    assert years.rivals(told, 2568)


@pytest.mark.parametrize(
    ("head", "cells", "found"),
    [
        ("ปีงบประมาณ", ("2567", "2567"), [(2567, False)]),
        ("ปี", ("๒๕๖๗",), [(2567, False)]),
        ("ปี", ("2566", "2567"), []),
        ("ปีที่สร้าง", ("2567",), []),
    ],
)
def test_the_year_of_all_rows_of_an_export(
    head: str, cells: tuple[str, ...], found: list[tuple[int, bool]]
) -> None:
    """Only where no text names one; it is never beyond doubt."""
    rows = [("หน่วยงาน", head), *(("ก", cell) for cell in cells)]
    for more, expected in ((), found), ((Line("ปีงบประมาณ 2565", Spot(line=1)),), [(2565, False)]):
        document = Document(Path("x"), "", Kind.TEXT, Content((found_in(*rows), *more)))
        assert years.fiscal_years(years.texts(document)) == expected

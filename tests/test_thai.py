"""Thai digits, dates and spellings."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ita_sync import thai

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2399, 12, 31))


def test_digits() -> None:
    """Thai digits become Arabic; everything else stays."""
    assert thai.digits("ชย ๐๐๒๓.๔/ว๑๐๘๐ 5") == "ชย 0023.4/ว1080 5"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("  จัตุรัส\u200b ", "จัตุรัส"),
        ("\ufeffก\u00adข", "กข"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("ท\u0e4d\u0e32", "ทำ"),
        ("ชย  1", "ชย  1"),
        ("๑๒", "๑๒"),
    ],
)
def test_clean(text: str, stored: str) -> None:
    """Invisible characters go and sara am is joined; inner spaces and Thai digits stay."""
    assert thai.clean(text) == stored


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ชย ๕๒๕๐๖.๒ / ๖๒", "ชย52506.2/62"),
        ("เเผน", "แผน"),
        ("ทํา", "ทำ"),
        ("E-Service", "ｅ-service"),
        ("ต้อง ปรับปรุง", "ต้องปรับปรุง"),
    ],
)
def test_fold_makes_lookalikes_equal(one: str, other: str) -> None:
    """Spellings that look alike compare equal."""
    assert thai.fold(one) == thai.fold(other)


@pytest.mark.parametrize(("one", "other"), [("จัตุรัส", "จตุรัส"), ("ผ่าน", "ผ่านดี"), ("o13", "013")])
def test_fold_keeps_apart_what_differs(one: str, other: str) -> None:
    """A missing letter is a difference."""
    assert thai.fold(one) != thai.fold(other)


@example("A´")
@example("e\u200b\u0301")
@example("ก\u0e48\u200b\u0e38")
@example("\u0301\u0e4d\u0e48\u0e32")
@given(st.text(max_size=40) | st.text("กเแาำ\u0e4d\u0e48\u0e49\u0e38\u200b \u00a0๑1A", max_size=12))
def test_clean_and_fold_are_stable(text: str) -> None:
    """Doing it twice changes nothing."""
    assert thai.clean(thai.clean(text)) == thai.clean(text)
    assert thai.fold(thai.fold(text)) == thai.fold(text)


@pytest.mark.parametrize(
    "text",
    [
        "27 ตุลาคม 2566",
        "๒๗ ตุลาคม ๒๕๖๖",
        "27 ต.ค. 2566",
        "27 ต.ค.2566",
        "27ตุลาคม2566",
        "วันที่ 27 ตุลาคม พ.ศ. 2566",
        "27/10/2566",
        "27-10-2566",
        "27.10.2566",
        "2566-10-27",
        "2023-10-27",
        "27/10/2023",
        "27 ตุลาคม ค.ศ. 2023",
        "27/10/66",
        "27-10-66",
        "27.10.66",
        "๒๗/๑๐/๖๖",
        "27 ต.ค. 66",
        "๒๗ ตุลาคม ๖๖",
        "27 ตุลาคม พ.ศ. 66",
        "27/10/พ.ศ. 66",
        "27/10/พ.ศ. 2566",
        "27/10/23",
        "27.10.23",
        "27 ต.ค. ค.ศ. 23",
        "27/10/ค.ศ. 23",
    ],
)
def test_parse_date(text: str) -> None:
    """All common writings give the same day."""
    assert thai.parse_date(text) == date(2023, 10, 27)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "27 ตุลาคม",
        "ตุลาคม 2566",
        "27 ตุลาคา 2566",
        "31 กุมภาพันธ์ 2566",
        "29/2/2566",
        "32/1/2566",
        "31/2/66",
        "27/10/256",
        "10/27/2566",
        "0/1/2566",
        "27 October 2566",
        "1/1/0000",
    ],
)
def test_parse_date_refuses(text: str) -> None:
    """What is no day, or is ambiguous, is refused."""
    with pytest.raises(ValueError, match=r".*"):
        thai.parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "๒๗/๑๐/๒๖",
        "27 ต.ค. 26",
        "27 ต.ค. พ.ศ. 26",
        "27 ต.ค. ค.ศ. 66",
        "27/10/ค.ศ. 66",
        "27/10/11",
        "27/10/00",
        "27/10/98",
        "66-10-27",
        "66/10/27",
        "23-10-27",
        "27-10-23",
    ],
)
def test_two_digits_that_may_be_several_years_are_refused(text: str) -> None:
    """Of a B.E. year long before the assessment, of no year of it, or perhaps a day."""
    with pytest.raises(thai.UnclearYearError):
        thai.parse_date(text)


@pytest.mark.parametrize("text", ["27 ตุลาคม พ.ศ. 2023", "27 ต.ค. ค.ศ. 2566", "1/1/พศ2399"])
def test_a_year_of_the_other_era_is_refused(text: str) -> None:
    """No report is of the Buddhist year 2023, nor of the Christian year 2566."""
    with pytest.raises(thai.WrongEraError):
        thai.parse_date(text)


def test_two_digits_never_mean_a_year_of_both_eras() -> None:
    """Each is one year between 2555 and 2597, or refused; in Thai writing B.E. alone counts."""
    for number in range(100):
        for in_thai, eras in ((False, (2500 - 543, 2000)), (True, (2500 - 543,))):
            possible = [era + number for era in eras if 2012 <= era + number <= 2035]
            assert len(possible) <= 1
            if possible:
                assert [thai.year_of(f"{number:02}", None, in_thai=in_thai)] == possible
                continue
            with pytest.raises(thai.UnclearYearError):
                thai.year_of(f"{number:02}", None, in_thai=in_thai)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("98.01", "98.01"),
        ("๙๘.๐๑๐", "98.010"),
        ("98,01", "98.01"),
        ("๙๘,๑", "98.1"),
        ("98.01 คะแนน", "98.01"),
        ("๙๘.๐๑คะแนน", "98.01"),
        ("98,01 คะแนน", "98.01"),
        ("98.01 %", "98.01"),
        ("ร้อยละ ๙๘.๐๑", "98.01"),
        ("100", "100"),
        ("-5", "-5"),
    ],
)
def test_figure(text: str, figure: str) -> None:
    """A decimal comma, a unit and Thai digits change nothing."""
    assert thai.figure(text) == figure


@pytest.mark.parametrize("text", ["1,234", "98,012", "๑,๒๓๔", "1,234.50", "98,01,5", "98,012%"])
def test_a_comma_that_may_part_thousands_is_refused(text: str) -> None:
    """Three digits after it, or more than one."""
    with pytest.raises(thai.CommaError):
        thai.figure(text)


@pytest.mark.parametrize(
    "text",
    ["", "คะแนน", "98.", "98,", ",5", "9 8.01", "98.01 บาท", "98.01%%", "1e2", "７８.４１"],
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    """Other words, other digits, nothing."""
    with pytest.raises(ValueError, match="no figure"):
        thai.figure(text)


@given(DAYS)
def test_format_and_parse_agree(day: date) -> None:
    """A printed date is read back as the same day, in Thai digits too."""
    text = thai.format_date(day)
    assert thai.parse_date(text) == day
    assert thai.parse_date(text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == day


def test_leap_day() -> None:
    """A leap day is that of the common era year."""
    assert thai.parse_date("29 ก.พ. 2567") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2022, 9, 30), 2565), (date(2022, 10, 1), 2566), (date(2023, 9, 30), 2566)],
)
def test_fiscal_year(day: date, year: int) -> None:
    """Fiscal year N runs from 1 October N-1 to 30 September N."""
    assert thai.fiscal_year(day) == year


@given(DAYS)
def test_fiscal_year_changes_only_on_first_of_october(day: date) -> None:
    """The next day has the same fiscal year, but for 1 October."""
    after = day + timedelta(days=1)
    step = thai.fiscal_year(after) - thai.fiscal_year(day)
    assert step == int((after.month, after.day) == (10, 1))


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("ITA 2566", {2566}),
        ("ITA2566", {2566}),
        ("ITA ๒๕๖๖", {2566}),
        ("ITA 2023", {2566}),
        ("ปีงบ 66", {2566}),
        ("2565/2566", {2565, 2566}),
        ("ITA 2564-2566", {2564, 2565, 2566}),
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ (1 ต.ค. 2565 – 30 ก.ย. 2566)", {2566}),
        ("ปีงบประมาณ 2564 ถึง 2566", {2564, 2565, 2566}),
        ("ข้อมูล ณ 31 ตุลาคม 2565", set()),
        ("ข้อมูล ณ 31/10/2565", set()),
        ("โทร. 044 256612", set()),
        ("5325660", set()),
        ("แบบสรุป", set()),
    ],
)
def test_the_fiscal_years_that_a_title_names(title: str, years: set[int]) -> None:
    """Of a tab or of a table; a date is none, nor is a part of a longer number."""
    assert thai.fiscal_years(title) == years


@pytest.mark.parametrize(
    "text",
    [
        "นายกเทศมนตรี\u0e35",
        "นายกเทศมนตรi",
        "นายกเทศมนตรี\u0301",
        "เเพทย์",
        "ผู้\u0e49อำนวยการ",
        "ปลัด \u0e48เทศบาล",
        "нายกเทศมนตรี",
        "นายกΙเทศมนตรี",
    ],
)
def test_what_only_looks_like_a_word(text: str) -> None:
    """Marks on marks, marks on nothing, letters of other scripts."""
    assert thai.misfits(text) in text.split()


@pytest.mark.parametrize(
    "text",
    [
        "นายกเทศมนตรีตำบลจัตุรัส",
        "ผู้อํานวยการกองคลัง",
        "ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี",
        "ผู้อำนวยการโรงพยาบาลส่งเสริมสุขภาพตำบล (รพ.สต.)",
        "เจ้าหน้าที่ IT กอง 2",
        "รองศาสตราจารย์ ผู้ช่วยอธิการบดีฯ",
        "สิทธิ์ พิมพ์ ศิลป์ ญี่ปุ่น ก็ เล็ก น้ำ กี่ ปั๊ม",
        "Mayor",
        "",
    ],
)
def test_words_in_order(text: str) -> None:
    """Vowel and tone, vowel and thanthakhat, split sara am; other scripts as words of their own."""
    assert thai.misfits(text) == ""

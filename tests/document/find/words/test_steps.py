"""Steps of a cell, and when a measure is due."""

from datetime import date

import pytest

from ita_sync.document.find.words import steps


@pytest.mark.parametrize(
    ("text", "paragraphs", "expected"),
    [
        ("๑. จัดทำแผน ๒. เผยแพร่ ๓.รายงาน", False, ["จัดทำแผน", "เผยแพร่", "รายงาน"]),
        ("1) จัดทำแผน\n2) เผยแพร่", True, ["จัดทำแผน", "เผยแพร่"]),
        (
            "๑. จัดทำแผนปี ๒๕๖๗ รอบ ๖ เดือน ๒. เวลา ๐๘.๓๐ น.",
            False,
            ["จัดทำแผนปี ๒๕๖๗ รอบ ๖ เดือน", "เวลา ๐๘.๓๐ น."],
        ),
        ("๑. จัดทำ", False, ["จัดทำ"]),
        ("จัดทำแผน\nเผยแพร่", True, ["จัดทำแผน", "เผยแพร่"]),
        ("จัดทำแผนป้อง\nกันการทุจริต", False, ["จัดทำแผนป้องกันการทุจริต"]),
        ("- จัดทำแผน\n- เผยแพร่", False, ["จัดทำแผน", "เผยแพร่"]),
        ("- จัดทำแผน", False, ["จัดทำแผน"]),
        ("ตามข้อ ๒. ของคำสั่ง", False, ["ตามข้อ ๒. ของคำสั่ง"]),
        ("", True, []),
    ],
)
def test_split(text: str, expected: list[str], *, paragraphs: bool) -> None:
    """Numbers that run from 1 part steps; so do paragraphs, and not line breaks that only wrap."""
    assert steps.split(text, paragraphs=paragraphs) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("๑. ก ๖. ข ๓. ค", 3),  # ๖ for ๒
        ("(7) ก (2) ข", 2),  # the one after it is right
        ("๑. ก ๙. ข", 1),
        ("๑. ตามข้อ ๕. ของคำสั่ง ๒. ข", 2),
    ],
)
def test_misread_numbers_of_steps(text: str, parts: int) -> None:
    """A number between right ones counts in recognised text, whatever it was read as."""
    assert len(steps.split(text, paragraphs=False, lossy=True)) == parts


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("เผยแพร่บนเว็บไซต์ให้แล้วเสร็จภายในเดือนมีนาคม ๒๕๖๗", "ภายในเดือนมีนาคม ๒๕๖๗"),
        ("ปรับปรุงให้เป็นปัจจุบัน ประจำทุกเดือน", "ทุกเดือน"),
        ("ภายในวันที่ 31 มีนาคม 2567", "ภายในวันที่ 31 มีนาคม 2567"),
        ("รายงานทุก ๖ เดือน", "ทุก ๖ เดือน"),
        ("ตลอดปีงบประมาณ พ.ศ. 2567", "ตลอดปีงบประมาณ พ.ศ. 2567"),
        ("รายงานภายในเดือนมกราคม 2567 และภายในเดือนเมษายน 2567", "ภายในเดือนเมษายน 2567"),
        ("รายงานผู้บริหาร", None),
    ],
)
def test_due(text: str, due: str | None) -> None:
    """The last words that say when."""
    assert steps.due_in(text) == due


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗", date(2024, 3, 31)),
        ("31 มี.ค. 2567", date(2024, 3, 31)),
        ("๑๕ เดือน มกราคม พ.ศ. ๒๕๖๗", date(2024, 1, 15)),
        ("2567-03-31", date(2024, 3, 31)),
        ("31/3/2567", date(2024, 3, 31)),
        ("12 ม.ค. 67", date(2024, 1, 12)),
        ("๓๑ มีนาคม พ.ศ. ๖๗", date(2024, 3, 31)),
        ("12 ม.ค. 24", None),
        ("12 ม.ค. ค.ศ. 2024", date(2024, 1, 12)),
        ("31/3/67", date(2024, 3, 31)),
        ("๓๑-๓-๖๗", date(2024, 3, 31)),
        ("31/3/24", date(2024, 3, 31)),
        ("๓๑/๓/๒๔", None),
        ("0023.3/66", None),
        ("ข้อ 3.1.2.67", None),
        ("1 ม.ค. 08.30 น.", None),
        ("31 กุมภาพันธ์ 2567", None),
        ("1 มกราคม 2567 ถึง 31 มีนาคม 2567", None),
        ("ภายในเดือนมีนาคม 2567", None),
        ("", None),
    ],
)
def test_day(text: str, day: date | None) -> None:
    """A day only where exactly one stands."""
    found = steps.day_in(text)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("แจ้งผลให้ทราบ ๒.รายงานผล", True),
        ("แจ้งผลให้คณะทำงานทราบ (๓)", True),
        ("ประกาศเสียงตามสาย เวลา 08.30 น. และ 17.00 น.", False),
        ("ประกาศเสียงตามสาย เวลา ๐๘.๓๐ น. และ ๑๗.๐๐ น.", False),
        ("จัดเวทีในหมู่บ้าน 12 แห่ง", False),
        ("เผยแพร่ตามมาตรา 9 (8) แห่งพระราชบัญญัติ", False),
        ("ใช้แผนของปี พ.ศ. 2566. การทบทวน", False),
    ],
)
def test_ran_together(text: str, *, together: bool) -> None:
    """A step that holds the number of another ran together with it.

    A year, an hour or a count is no number of one.
    """
    assert steps.ran_together(text) is together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. รวบรวมผล\n2 จัดทำรายงาน", ["รวบรวมผล", "จัดทำรายงาน"]),
        ("1. อบรม\n3 ครั้งต่อปี", ["อบรม3 ครั้งต่อปี"]),
        ("อบรม\n1 ครั้งต่อปี", ["อบรม 1 ครั้งต่อปี"]),
    ],
)
def test_a_number_whose_point_was_not_seen(text: str, expected: list[str]) -> None:
    """It parts steps where it begins a line and is the next; a typed one is a number of things."""
    assert [part.replace(" ", "") for part in steps.split(text, paragraphs=False, lossy=True)] == [
        part.replace(" ", "") for part in expected
    ]
    assert len(steps.split(text, paragraphs=False)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1 ทำบัญชี\n2.2 ปิดประกาศ\n2.3) รายงาน", ["ทำบัญชี", "ปิดประกาศ", "รายงาน"]),
        ("๒.๑ ทำบัญชี\nทุกกอง\n๒.๒ ปิดประกาศ", ["ทำบัญชีทุกกอง", "ปิดประกาศ"]),
        ("3.2.1 ทำบัญชี\n3.2.2 ปิดประกาศ", ["ทำบัญชี", "ปิดประกาศ"]),
        ("4. ทำบัญชี\n5. ปิดประกาศ", ["ทำบัญชี", "ปิดประกาศ"]),
        ("(4) ทำบัญชี\n(5) ปิดประกาศ", ["ทำบัญชี", "ปิดประกาศ"]),
    ],
)
def test_steps_that_are_counted_on_or_under_their_heading(text: str, expected: list[str]) -> None:
    """Their numbers go on from the measure above, or have that of the heading before them."""
    assert steps.split(text, paragraphs=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2.1 ทำบัญชี\n3.2 ปิดประกาศ",  # under two headings
        "2.2 ทำบัญชี\n2.3 ปิดประกาศ",
        "4. ทำบัญชี\n6. ปิดประกาศ",
        "4. ทำบัญชี\nทุกกอง\n5. ปิดประกาศ",  # not each line
    ],
)
def test_other_numbers_part_no_steps(text: str) -> None:
    """They do not begin with one, or do not count on."""
    assert len(steps.split(text, paragraphs=False)) == 1

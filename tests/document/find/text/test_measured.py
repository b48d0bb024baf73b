"""Measures in paragraphs, whose item stands behind the text."""

import pytest

from ita_sync.document.find.text import assigned, measured
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Seen, seen
from ita_sync.document.parts import Spot

SPOT = Spot(line=1)


def _texts(cells: dict[Label, Seen] | None) -> dict[str, str] | None:
    return None if cells is None else {label.value: one.text for label, one in cells.items()}


def told(text: str, *, among: bool = True) -> dict[str, str] | None:
    """Return what a paragraph says of a measure."""
    return _texts(measured.told(seen(text, SPOT), among=among))


def test_the_end_of_a_span_of_items_is_no_item_of_a_measure() -> None:
    """A caption names all items of a tool; one alone in brackets is that of a measure."""
    assert measured.bullet(seen("คะแนนของแบบวัดภายนอก (e1-e9)", SPOT)) is None
    assert measured.bullet(seen("- ทบทวนคู่มือประชาชน (ข้อ e9)", SPOT)) is not None


@pytest.mark.parametrize("enclosed", ["รับผิดชอบโดย กองคลัง", "ผู้รับผิดชอบ: กองคลัง"])
@pytest.mark.parametrize("sign", ["4.1", "-", "•"])
def test_who_alone_in_brackets(enclosed: str, sign: str) -> None:
    """With its label, behind a number or a dot."""
    assert told(f"{sign} e7 ทบทวนคู่มือ ({enclosed})") == {
        "item": "e7",
        "steps": "ทบทวนคู่มือ",
        "division": "กองคลัง",
    }


@pytest.mark.parametrize(
    "enclosed",
    [
        "กองคลัง / มีนาคม 2567",
        "ผู้รับผิดชอบ กองคลัง กำหนดแล้วเสร็จ มีนาคม 2567",
        "หน่วยงานรับผิดชอบ: กองคลัง, ระยะเวลา: มีนาคม 2567",
        "รับผิดชอบ กองคลัง แล้วเสร็จ มีนาคม 2567",
    ],
)
def test_who_and_when_in_brackets(enclosed: str) -> None:
    """Told by their labels, or by what they are."""
    who_and_when = {"division": "กองคลัง", "due": "มีนาคม 2567"}
    assert told(f"4.1 ทบทวนคู่มือ ({enclosed})") == {
        "name": "ทบทวนคู่มือ",
        "steps": "ทบทวนคู่มือ",
        **who_and_when,
    }
    assert told(f"1) e7 ด้านการสื่อสาร: ทบทวนคู่มือ ({enclosed})") == {
        "item": "e7",
        "steps": "ทบทวนคู่มือ",
        **who_and_when,
    }


def test_who_and_when_in_brackets_behind_items_and_an_arrow() -> None:
    """The line needs no number: items begin it."""
    assert told("ข้อ i7 และ i11  →  ทบทวนคู่มือ  [กองคลัง / มี.ค. 67]") == {
        "item": "i7 และ i11",
        "steps": "ทบทวนคู่มือ",
        "division": "กองคลัง",
        "due": "มี.ค. 67",
    }


@pytest.mark.parametrize("enclosed", ["มีนาคม 2567", "กองคลัง, กองช่าง, มีนาคม 2567", "แบบ ก"])
def test_other_brackets_say_neither(enclosed: str) -> None:
    """When, and not who; or more besides."""
    assert told(f"4.1 ทบทวนคู่มือ ({enclosed})") is None


def test_a_division_alone_in_brackets() -> None:
    """`4.1 ทบทวนคู่มือ (กองคลัง)`: who does it, guessed."""
    said = {"name": "ทบทวนคู่มือ", "steps": "ทบทวนคู่มือ", "division": "กองคลัง"}
    assert told("4.1 ทบทวนคู่มือ (กองคลัง)") == said


@pytest.mark.parametrize(
    "line",
    [
        "(1) แก้ไขข้อ i22 ให้กองคลังดำเนินการดังนี้",
        "1.2 i22 มอบหมายให้กองคลังดำเนินการโดย:",
        "มาตรการที่ 1 สำหรับข้อ i22 การใช้ทรัพย์สิน มอบให้กองคลังดำเนินการดังต่อไปนี้",
    ],
)
def test_an_order_whose_steps_follow_below_it(line: str) -> None:
    """It says who does it, for which item."""
    assert told(line) == {"item": "i22", "division": "กองคลัง"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "1) ด้านการสื่อสาร ให้กองคลังทบทวนคู่มือ ภายในเดือนมีนาคม 2567",
            {"division": "กองคลัง", "steps": "ทบทวนคู่มือ", "due": "ภายในเดือนมีนาคม 2567"},
        ),
        (
            "2) ข้อ i22 ให้กองคลังทบทวนคู่มือ ทุกเดือน",
            {"item": "i22", "division": "กองคลัง", "steps": "ทบทวนคู่มือ", "due": "ทุกเดือน"},
        ),
    ],
)
def test_an_order_of_an_item_or_by_theme(line: str, values: dict[str, str]) -> None:
    """Who, what and when, all guessed; it stands among measures."""
    assert told(line) == values
    assert told(line, among=False) is None


@pytest.mark.parametrize(
    "unit", ["กลุ่มงานประชาสัมพันธ์", "กองสวัสดิการสังคมและพัฒนาชุมชน", "กองการศึกษา", "ทุกหน่วยงาน", "กองคลัง"]
)
def test_a_verb_in_the_name_of_a_unit(unit: str) -> None:
    """It belongs to the name: an order begins with the verb behind it."""
    found = told(f"1) ให้{unit}จัดทำคู่มือ ทุกเดือน")
    assert found
    assert (found["division"], found["steps"]) == (unit, "จัดทำคู่มือ")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("o10 โดย กองคลัง", {"item": "o10", "division": "กองคลัง"}),
        ("1) กองคลัง", None),
        ("โดย กองคลัง", None),
        ("2) โดย กองคลัง (ทุกเดือน)", {"division": "กองคลัง", "due": "ทุกเดือน"}),
        ("2) โดย กองคลัง: ทำบัญชี", None),
    ],
)
def test_who_does_it_alone(line: str, values: dict[str, str] | None) -> None:
    """A word or an item stands before who it is, and nothing but when behind."""
    assert _texts(assigned.assigned(seen(line, SPOT))) == values


@pytest.mark.parametrize(
    ("title", "line", "of_indicator", "begun"),
    [
        ("4.1 ด้านพัสดุ", "1) ทำบัญชี", False, True),
        ("4. ด้านพัสดุ", "4.1) ทำบัญชี", False, True),
        ("ตัวชี้วัดที่ 3 การใช้อำนาจ", "- ทำบัญชี", False, True),
        ("การใช้อำนาจ", "- ทำบัญชี", True, True),
        ("การใช้อำนาจ", "- ทำบัญชี", False, False),  # neither counted nor about an indicator
        ("4.1 ด้านพัสดุ", "- ทำบัญชี", False, True),
        ("- ด้านพัสดุ", "- ทำบัญชี", False, False),
        ("1) ด้านพัสดุ", "2) ด้านการเงิน", False, False),
        ("4. ด้านพัสดุ", "5. ด้านการเงิน", False, False),
        ("4. แผนการยกระดับ", "1) ด้านพัสดุ", False, False),  # that opens a section
    ],
)
def test_the_first_step_under_a_title(
    title: str, line: str, *, of_indicator: bool, begun: bool
) -> None:
    """It is counted otherwise."""
    assert measured.begun(title, seen(line, SPOT), of_indicator=of_indicator) is begun


@pytest.mark.parametrize(
    ("name", "value", "cells"),
    [
        ("มาตรการที่ 1", "ข้อ o13 รายงานผล", {"item": "o13 รายงานผล"}),
        ("โครงการที่ 2) แก้ไขข้อ", "o13", {"item": "o13"}),
        ("กิจกรรมที่ ๓ สำหรับข้อที่", "i6", {"item": "i6"}),
        ("มาตรการที่ 1", "ทำทะเบียนให้ครบ", {"name": "ทำทะเบียนให้ครบ"}),
        ("มาตรการ", "ทำทะเบียนให้ครบ", None),
        ("มาตรการที่ 1", "", None),
    ],
)
def test_the_first_row_of_a_card(name: str, value: str, cells: dict[str, str] | None) -> None:
    """The item or the name of a measure."""
    assert _texts(measured.card(name, seen(value, SPOT))) == cells


def test_several_items_of_one_measure() -> None:
    """Before what is done, and before who does it."""
    line = "2) ข้อ i19, i24 อบรมการใช้ทรัพย์สิน (กองคลัง, มีนาคม 2567)"
    assert told(line) == {
        "item": "i19, i24",
        "steps": "อบรมการใช้ทรัพย์สิน",
        "division": "กองคลัง",
        "due": "มีนาคม 2567",
    }
    text = "มาตรการที่ 2 ข้อ i19 และ i24 อบรมการใช้ทรัพย์สิน"
    found = measured.measure(text, [Label.DIVISION], seen(text, SPOT), told=True)
    assert _texts(found) == {"item": "i19 และ i24", "steps": "อบรมการใช้ทรัพย์สิน"}


@pytest.mark.parametrize(
    ("before", "labelled", "cells"),
    [
        ("มาตรการที่ 1 ด้านการสื่อสาร — ทบทวนคู่มือ", [Label.DIVISION], ("ทบทวนคู่มือ", "ทบทวนคู่มือ")),
        ("ทบทวนคู่มือ", [Label.DIVISION, Label.DUE], ("ทบทวนคู่มือ", "ทบทวนคู่มือ")),
        ("ทบทวนคู่มือ", [Label.DIVISION], None),
    ],
)
def test_a_text_before_labels(
    before: str, labelled: list[Label], cells: tuple[str, str] | None
) -> None:
    """A dash parts it from its theme; two labels of a measure show that it is one."""
    found = _texts(measured.measure(before, labelled, seen(before, SPOT), told=False))
    assert (found and (found["item"], found["steps"])) == cells

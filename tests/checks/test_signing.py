"""Checks of the sign-off chain."""

from collections.abc import Mapping
from datetime import date

import pytest

from ita_sync.checks import Finding, Subject, run, signing
from ita_sync.report import Decision
from ita_sync.rules import Official
from tests.checks.edits import edited, rules

DAY, EARLY, LATE = date(2023, 10, 27), date(2023, 10, 26), date(2023, 10, 29)
CASES: list[tuple[str, str | None, list[str]]] = [
    ("นายกเทศมนตรี", None, []),
    ("นายกเทศมนตรีตำบลจัตุรัส", None, []),
    ("ปลัดเทศบาล", "นายกเทศมนตรี", []),
    ("รองนายกเทศมนตรี", "นายกเทศมนตรี", []),
    ("รองปลัดเทศบาล", "นายกเทศมนตรี", []),
    ("ปลัดเทศบาล", None, ["SIGN-POST"]),
    ("รองนายกเทศมนตรี", None, ["SIGN-POST"]),
    ("ผู้อำนวยการกองยุทธศาสตร์และงบประมาณ", "นายกเทศมนตรี", ["SIGN-POST"]),
    ("หัวหน้าสำนักปลัด", "ปลัดเทศบาล", ["SIGN-ACTING"]),
    ("นายกเทศมนตรี", " นายก เทศมนตรี", ["SIGN-SAME"]),
    ("นายก อบต.", None, ["SIGN-KIND"]),
    ("ปลัด อบต.", "นายกองค์การบริหารส่วนตำบล", ["SIGN-KIND", "SIGN-KIND"]),
    ("นายกเทศมนตรี (นางก)", None, ["SIGN-NAME"]),
    ("นายกเทศมนตรีตำบลจตุรัส", None, []),
    ("นายกเทศมนตรีตำบลจัตุรัส อำเภอจัตุรัส", None, []),
    ("นายกเทศมนตรีตำบลหนองบัวโคก", None, ["SIGN-AGENCY"]),
    ("นายกเทศมนตรีเมืองจัตุรัส", None, ["SIGN-AGENCY"]),
    ("ปลัดเทศบาลตำบลหนองบัวโคก", "นายกเทศมนตรี", ["SIGN-AGENCY"]),
    ("สมมุติ ตัวอย่าง", None, ["SIGN-POST", "SIGN-NAME"]),
]
KINDS: list[tuple[str, str, list[str]]] = [
    ("องค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบลบ้านชวน", ["SIGN-AGENCY"]),
    ("อบต.", "นายก อบต.บ้านชวน", ["SIGN-AGENCY"]),
    ("องค์การบริหารส่วนตำบล", "นายกเทศมนตรี", ["SIGN-KIND"]),
    ("องค์การบริหารส่วนจังหวัด", "นายก อบจ.ชัยภูมิ", ["SIGN-AGENCY"]),
    ("เมืองพัทยา", "นายกเมืองพัทยา", []),
    ("หน่วยงานอื่น", "นายกเทศมนตรี", []),
    ("หน่วยงานอื่น", "ปลัดอำเภอ", ["SIGN-POST"]),
    ("เทศบาลตำบน", "นายก อบต.", []),
    ("องค์การบริหารส่วนจังหวัด", "ปลัด อบจ.", ["SIGN-POST"]),
]

OTHERS: list[tuple[str, str, str | None, list[str]]] = [
    ("มหาวิทยาลัย", "อธิการบดี", None, []),
    ("มหาวิทยาลัย", "อธิการบดีมหาวิทยาลัยราชภัฏชัยภูมิ", None, []),
    ("มหาวิทยาลัย", "รองอธิการบดี", "อธิการบดี", []),
    ("มหาวิทยาลัย", "รองอธิการบดี รักษาการแทนอธิการบดี", None, []),
    ("มหาวิทยาลัย", "รองอธิการบดี ปฏิบัติราชการแทน อธิการบดี", None, []),
    ("มหาวิทยาลัย", "ผู้รักษาการแทนอธิการบดี", None, []),
    ("มหาวิทยาลัย", "รองอธิการบดี", None, ["SIGN-POST"]),
    ("มหาวิทยาลัย", "นายกเทศมนตรี", None, ["SIGN-POST"]),
    ("มหาวิทยาลัย", "ผู้ว่าราชการจังหวัดชัยภูมิ", None, ["SIGN-POST"]),
    ("มหาวิทยาลัย", "รองอธิการบดี", "ผู้อำนวยการกองกลาง", ["SIGN-ACTING"]),
    ("มหาวิทยาลัย", "คณบดี รักษาการแทนรองอธิการบดี", None, ["SIGN-ACTING"]),
    ("มหาวิทยาลัย", "อธิการบดี", "อธิการบดี", ["SIGN-SAME"]),
    ("โรงพยาบาล", "ผู้อำนวยการโรงพยาบาลชัยภูมิ", None, []),
    ("โรงพยาบาล", "นายแพทย์เชี่ยวชาญ", "ผู้อำนวยการโรงพยาบาลชัยภูมิ", []),
    ("โรงพยาบาล", "ผู้อำนวยการกลุ่มงานบริหาร", None, ["SIGN-POST"]),
    ("โรงพยาบาล", "นายแพทย์ก", "ผู้อำนวยการ", ["SIGN-NAME"]),
    ("วิทยาลัยเทคนิค", "ผู้อำนวยการวิทยาลัยเทคนิคชัยภูมิ", None, []),
    ("โรงเรียน", "ผู้อำนวยการสถานศึกษา", None, []),
    ("กรม", "อธิบดีกรมการปกครอง", None, []),
    ("กรม", "รองอธิบดี รักษาราชการแทน อธิบดี", None, []),
    ("สำนักงาน", "เลขาธิการ", None, []),
    ("สำนักงานสาธารณสุขจังหวัด", "นายแพทย์สาธารณสุขจังหวัดชัยภูมิ", None, []),
    ("กระทรวง", "ปลัดกระทรวง", None, []),
    ("จังหวัด", "ผู้ว่าราชการจังหวัดชัยภูมิ", None, []),
    ("จังหวัด", "รองผู้ว่าราชการจังหวัด รักษาราชการแทน ผู้ว่าราชการจังหวัด", None, []),
    ("อำเภอ", "นายอำเภอจัตุรัส", None, []),
    ("องค์การมหาชน", "ผู้อำนวยการ", None, []),
    ("รัฐวิสาหกิจ", "ผู้ว่าการการไฟฟ้าส่วนภูมิภาค", None, []),
    ("หน่วยงานอื่น", "อธิการบดี", None, []),
    ("หน่วยงานอื่น", "รองเลขาธิการ", "เลขาธิการ", []),
    ("เทศบาลตำบล", "อธิการบดี", None, ["SIGN-POST"]),
]


def found(
    decision: Decision | None,
    edits: Mapping[str, object] | None = None,
    today: date | None = None,
) -> list[Finding]:
    """Return what is said about a decision on the example, edited."""
    subject = Subject(edited(edits or {}), rules(2566), decision=decision, today=today)
    return run(subject, families=(signing,))


@pytest.mark.parametrize(("post", "acting", "expected"), CASES)
def test_signing(post: str, acting: str | None, expected: list[str]) -> None:
    """Each chain of posts gives exactly these codes for a municipality's report."""
    decision = Decision(post=post, acting=acting, date=DAY)
    assert [f.code for f in found(decision)] == expected


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (DAY, None, []),
        (EARLY, None, ["SIGN-EARLY"]),
        (DAY, DAY, []),
        (DAY, EARLY, []),  # in Bangkok it is tomorrow already
        (LATE, DAY, ["SIGN-FUTURE"]),
        (LATE, None, []),
        (EARLY, date(2023, 10, 24), ["SIGN-EARLY", "SIGN-FUTURE"]),
    ],
)
def test_the_day(day: date, today: date | None, expected: list[str]) -> None:
    """A decision is not older than its memo, and does not lie in the future."""
    assert [f.code for f in found(Decision(post="นายกเทศมนตรี", date=day), today=today)] == expected


@pytest.mark.parametrize(("kind", "post", "expected"), KINDS)
def test_kinds(kind: str, post: str, expected: list[str]) -> None:
    """The head's post is that of the agency's kind."""
    decision = Decision(post=post, date=DAY)
    assert [f.code for f in found(decision, {"agency.type": kind})] == expected


@pytest.mark.parametrize(("kind", "post", "acting", "expected"), OTHERS)
def test_heads_of_agencies_that_are_no_local_ones(
    kind: str, post: str, acting: str | None, expected: list[str]
) -> None:
    """Each kind has its head; whoever acts for that post may decide, in either way of writing."""
    decision = Decision(post=post, acting=acting, date=DAY)
    assert [f.code for f in found(decision, {"agency.type": kind})] == expected


def test_a_report_that_nobody_signs() -> None:
    """Without a decision there is nothing to say."""
    assert found(None) == []


def test_an_agency_of_the_list_is_another_one_though_a_letter_alone_differs() -> None:
    """A letter less is a slip, unless an agency is called so."""
    report, decision = edited({}), Decision(post="นายกเทศมนตรีตำบลจตุรัส", date=DAY)
    listed = {"5360699": Official("5360699", "เทศบาลตำบล", "จตุรัส", "จัตุรัส")}
    subject = Subject(report, rules(2566), listed=listed, decision=decision)
    assert [f.code for f in run(subject, families=(signing,))] == ["SIGN-AGENCY"]

"""Checks of the sign-off chain."""

from datetime import date
from pathlib import Path

import pytest

from ita_sync.checks import signing
from ita_sync.report import Decision, load_report

DAY, EARLY = date(2023, 10, 27), date(2023, 10, 26)
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
]
KINDS: list[tuple[str, str, list[str]]] = [
    ("องค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบลบ้านชวน", []),
    ("อบต.", "นายก อบต.บ้านชวน", []),
    ("องค์การบริหารส่วนตำบล", "นายกเทศมนตรี", ["SIGN-KIND"]),
    ("องค์การบริหารส่วนจังหวัด", "นายก อบจ.ชัยภูมิ", []),
    ("เมืองพัทยา", "นายกเมืองพัทยา", []),
    ("หน่วยงานอื่น", "นายกเทศมนตรี", []),
    ("หน่วยงานอื่น", "ปลัดอำเภอ", ["SIGN-POST"]),
    ("เทศบาลตำบน", "นายก อบต.", []),
    ("องค์การบริหารส่วนจังหวัด", "ปลัด อบจ.", ["SIGN-POST"]),
]


@pytest.mark.parametrize(("post", "acting", "expected"), CASES)
def test_signing(example_path: Path, post: str, acting: str | None, expected: list[str]) -> None:
    """Each chain of posts gives exactly these codes for a municipality's report."""
    decision = Decision(post=post, acting=acting, date=DAY)
    assert [f.code for f in signing.check(decision, load_report(example_path).report)] == expected


@pytest.mark.parametrize(("day", "expected"), [(DAY, []), (EARLY, ["SIGN-EARLY"])])
def test_the_day(example_path: Path, day: date, expected: list[str]) -> None:
    """A decision is not older than its memo."""
    found = signing.check(Decision(post="นายกเทศมนตรี", date=day), load_report(example_path).report)
    assert [f.code for f in found] == expected


@pytest.mark.parametrize(("kind", "post", "expected"), KINDS)
def test_kinds(example_path: Path, kind: str, post: str, expected: list[str]) -> None:
    """The head's post is that of the agency's kind."""
    read = load_report(example_path).report
    other = read.model_copy(update={"agency": read.agency.model_copy(update={"type": kind})})
    assert [f.code for f in signing.check(Decision(post=post, date=DAY), other)] == expected

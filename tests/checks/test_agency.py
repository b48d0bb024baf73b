"""Checks of the agency."""

from collections.abc import Callable, Mapping

import pytest

from ita_sync import checks
from ita_sync.checks import Subject, agency
from ita_sync.report import Report
from ita_sync.rules import Framework, Official
from tests.checks.edits import edited, rules

Codes = Callable[[Mapping[str, object]], list[str]]

UNIVERSITY = {"agency.code": ..., "agency.type": "มหาวิทยาลัย", "agency.name": "ราชภัฏชัยภูมิ"}
CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"agency.code": "536060"}, ["AGENCY-CODE"]),
    ({"agency.code": "53606011"}, ["AGENCY-CODE"]),
    ({"agency.code": "536O601"}, ["AGENCY-CODE"]),
    ({"agency.code": "1" * 30 + "234567890123"}, ["AGENCY-CODE"]),
    ({"agency.code": "๕๓๖๐๖๐๑"}, []),
    ({"agency.type": "ทต."}, ["AGENCY-TYPE"]),
    ({"agency.type": "เทศบาล"}, ["AGENCY-TYPE"]),
    ({"agency.type": "องค์การบริหารส่วนตำบล"}, []),
    ({"agency.name": "เทศบาลตำบลจัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.name": "ทต.จัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.name": "ทต." + "ก" * 117}, ["AGENCY-NAME"]),
    ({"agency.name": "ทต." + "ก" * 118}, ["AGENCY-NAME"]),
    ({"agency.district": "อ.จัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.district": "อำเภอจัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.province": "จังหวัดชัยภูมิ"}, ["AGENCY-NAME"]),
    ({"agency.province": "จ.ชัยภูมิ"}, ["AGENCY-NAME"]),
    ({"agency.province": "ขัยภูมิ"}, ["AGENCY-PROVINCE"]),
    ({"agency.province": "x" * 50}, ["AGENCY-PROVINCE"]),
    ({"agency.province": "ลำปาง"}, ["AGENCY-CODE-PROVINCE", "MEMO-PROVINCE"]),
    ({"agency.code": "5990601"}, ["AGENCY-CODE-PROVINCE"]),
    ({"agency.code": "6360601"}, []),
    # บึงกาฬ was split off from หนองคาย; its codes may have either number.
    ({"agency.code": "5430601", "agency.province": "บึงกาฬ", "memo.number": "บก 52506.2/62"}, []),
    ({"agency.code": "5380601", "agency.province": "บึงกาฬ", "memo.number": "บก 52506.2/62"}, []),
    (
        {"agency.code": "5360601", "agency.province": "บึงกาฬ", "memo.number": "บก 52506.2/62"},
        ["AGENCY-CODE-PROVINCE"],
    ),
    ({"agency.code": ...}, ["AGENCY-CODE"]),
    ({"agency.code": "-"}, ["AGENCY-CODE"]),
    ({"agency.district": ...}, ["AGENCY-DISTRICT"]),
    ({"agency.code": ..., "agency.type": "หน่วยงานอื่น"}, ["AGENCY-CODE", "AGENCY-TYPE"]),
    ({"agency.code": ..., "agency.type": "เทศบาลตำบน"}, ["AGENCY-CODE", "AGENCY-TYPE"]),
    ({"agency.code": ..., "agency.type": "ทต."}, ["AGENCY-CODE", "AGENCY-TYPE"]),
    ({"agency.code": ..., "agency.type": "สำนักงานเทศบาล"}, ["AGENCY-CODE", "AGENCY-TYPE"]),
    (UNIVERSITY, []),
    (UNIVERSITY | {"agency.district": ...}, []),
    (UNIVERSITY | {"agency.type": "สถาบันอุดมศึกษา"}, []),
    (UNIVERSITY | {"agency.type": "มหาวิทยาลัยราชภัฏ"}, []),
    (UNIVERSITY | {"agency.type": "ม."}, ["AGENCY-TYPE"]),
    (UNIVERSITY | {"agency.name": "มหาวิทยาลัยราชภัฏชัยภูมิ"}, ["AGENCY-NAME"]),
    (UNIVERSITY | {"agency.name": "ม.ราชภัฏชัยภูมิ"}, ["AGENCY-NAME"]),
    (UNIVERSITY | {"agency.district": "อ.เมือง"}, ["AGENCY-NAME"]),
    (UNIVERSITY | {"agency.type": "โรงเรียน", "agency.name": "เทศบาล ๑"}, []),
    (UNIVERSITY | {"agency.code": "5360601"}, []),
    (UNIVERSITY | {"agency.code": "5400601"}, ["AGENCY-CODE-PROVINCE"]),
    (UNIVERSITY | {"agency.code": "10702"}, ["AGENCY-CODE-KIND"]),
    (UNIVERSITY | {"agency.code": "ไม่มี"}, ["AGENCY-CODE-KIND"]),
    (UNIVERSITY | {"agency.code": "1036123456"}, ["AGENCY-CODE-KIND"]),
    (UNIVERSITY | {"agency.code": "103612345"}, ["AGENCY-CODE-KIND"]),
    # A digit too few or too many, a letter for a digit; as a number in the sheet 5360601.
    (UNIVERSITY | {"agency.code": "536060"}, ["AGENCY-CODE"]),
    (UNIVERSITY | {"agency.code": "53606011"}, ["AGENCY-CODE"]),
    (UNIVERSITY | {"agency.code": "5-36-O6-O1"}, ["AGENCY-CODE"]),
    (UNIVERSITY | {"agency.code": "005360601"}, ["AGENCY-CODE"]),
    (
        {"agency.code": ..., "agency.type": "กรม", "agency.province": "กรุงเทพมหานคร"},
        [],
    ),
    ({"agency.province": "กรุงเทพมหานคร"}, ["AGENCY-PROVINCE"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_agency(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the agency gives exactly these codes."""
    assert codes(edits) == expected


LISTED = {
    official.code: official
    for official in (
        Official("5360601", "เทศบาลตำบล", "จัตุรัส", "จัตุรัส"),
        Official("5360602", "เทศบาลตำบล", "หนองบัวโคก", "จัตุรัส", "ชัยภูมิ"),
        Official("6360611", "องค์การบริหารส่วนตำบล", "หนองบัวโคก", "จัตุรัส"),
        Official("2360001", "องค์การบริหารส่วนจังหวัด", "ชัยภูมิ", ""),
    )
}
COMPARED: list[tuple[dict[str, object], list[str]]] = [
    ({}, []),
    ({"agency.type": "ทต."}, ["AGENCY-TYPE"]),
    ({"agency.name": "เทศบาลตำบลจัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.name": "ทต.จัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.district": "อ.จัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.name": "จตุรัส"}, ["AGENCY-SPELLING"]),
    ({"agency.district": "จตุรัส"}, ["AGENCY-SPELLING"]),
    ({"agency.type": "เทศบาลเมือง"}, ["AGENCY-SPELLING"]),
    ({"agency.code": "5360699"}, ["AGENCY-OTHER"]),
    ({"agency.code": "5360699", "agency.name": "จตุรัส"}, ["AGENCY-UNLISTED"]),
    ({"agency.code": "5360602"}, ["AGENCY-OTHER"]),
    ({"agency.code": "5360602", "agency.name": "หนองบัวโคก"}, []),
    # Bare names are shared: the kind tells these two apart, and may have changed since the list was
    # made.
    ({"agency.code": "6360611", "agency.name": "หนองบัวโคก"}, ["AGENCY-SPELLING"]),
    (
        {"agency.code": "6360611", "agency.type": "เทศบาลเมือง", "agency.name": "หนองบัวโคก"},
        ["AGENCY-SPELLING"],
    ),
    ({"agency.code": "6360611"}, ["AGENCY-OTHER"]),
    (
        {"agency.code": "5360602", "agency.name": "หนองบัวโคก", "agency.district": "จตุรัส"},
        ["AGENCY-SPELLING"],
    ),
    (
        {"agency.type": "องค์การบริหารส่วนจังหวัด", "agency.name": "ชัยภูมิ", "agency.district": ...},
        ["AGENCY-DISTRICT", "AGENCY-OTHER"],
    ),
    ({"agency.code": "536"}, ["AGENCY-CODE"]),
    (UNIVERSITY, []),
    (UNIVERSITY | {"agency.code": "5360601", "agency.district": ...}, 3 * ["AGENCY-SPELLING"]),
    (UNIVERSITY | {"agency.code": "5360699"}, ["AGENCY-UNLISTED"]),
]


@pytest.mark.parametrize(("edits", "expected"), COMPARED)
def test_comparison(
    edited: Callable[[Mapping[str, object]], Report],
    framework_2566: Framework,
    edits: dict[str, object],
    expected: list[str],
) -> None:
    """Held against an imported list, each change of the agency gives exactly these codes."""
    found = checks.run(Subject(edited(edits), framework_2566, listed=LISTED))
    assert sorted(finding.code for finding in found) == expected


@pytest.mark.parametrize(
    "official",
    [
        Official("5360601", "ทต.", "เทศบาลตำบลจัตุรัส", "อำเภอจัตุรัส", "จังหวัดชัยภูมิ"),
        Official("5360601", "เทศบาลตำบล", "ทต.จัตุรัส", "อ.จัตุรัส", "จ.ชัยภูมิ"),
    ],
)
def test_kinds_in_the_list_are_no_difference(official: Official) -> None:
    """A list may have each name with its kind, in full or short."""
    listed = {official.code: official}
    assert list(agency.check(Subject(edited({}), rules(2566), listed=listed))) == []


def test_an_agency_of_the_name_of_its_kind() -> None:
    """An agency with no name but its kind is compared by that."""
    pattaya = Official("4200401", "เมืองพัทยา", "เมืองพัทยา", "บางละมุง", "ชลบุรี")
    written = {
        "agency.code": "4200401",
        "agency.type": "เมืองพัทยา",
        "agency.name": "เมืองพัทยา",
        "agency.district": "บางละมุง",
        "agency.province": "ชลบุรี",
    }
    subject = Subject(edited(written), rules(2566), listed={pattaya.code: pattaya})
    assert list(agency.check(subject)) == []


def test_another_district_of_the_same_name() -> None:
    """Districts share bare names: the code's own district is another one, and a listed one fits."""
    near = Official("5360699", "เทศบาลตำบล", "จัตุรัส", "บ้านเขว้า")
    report = edited({"agency.code": "5360699"})
    found = agency.check(Subject(report, rules(2566), listed=LISTED | {near.code: near}))
    assert [(f.code, str(f.expected)) for f in found] == [("AGENCY-OTHER", "5360601")]


def test_the_official_spelling_is_offered(
    edited: Callable[[Mapping[str, object]], Report], framework_2566: Framework
) -> None:
    """A finding says the list's spelling, and the code of the agency that was meant."""
    spelled = checks.run(Subject(edited({"agency.name": "จตุรัส"}), framework_2566, listed=LISTED))
    assert [(f.loc, str(f.expected)) for f in spelled] == [(("agency", "name"), "จัตุรัส")]
    other = checks.run(Subject(edited({"agency.code": "5360602"}), framework_2566, listed=LISTED))
    assert [(f.loc, str(f.expected)) for f in other] == [(("agency", "code"), "5360601")]


def test_a_long_name_of_the_list_is_quoted_short(framework_2566: Framework) -> None:
    """What is expected is cut as what was found is, to a hundred and twenty characters."""
    official = Official("5360601", "เทศบาลตำบล", "ก" * 121, "จัตุรัส")
    found = checks.run(Subject(edited({}), framework_2566, listed={official.code: official}))
    assert [str(finding.expected) for finding in found] == ["ก" * 120 + "…"]


def test_a_kind_that_nobody_knows_has_two_ways_out() -> None:
    """The code of seven digits; or the kind, if it is no local agency."""
    report = edited({"agency.code": ..., "agency.type": "หน่วยงานอื่น"})
    found = next(f for f in agency.check(Subject(report, rules(2566))) if f.code == "AGENCY-CODE")
    assert "seven digits in quotes" in str(found.expected)
    assert "มหาวิทยาลัย" in str(found.expected)

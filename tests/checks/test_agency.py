"""Checks of the agency."""

from collections.abc import Callable, Mapping

import pytest

from ita_sync import checks
from ita_sync.agencies import Official
from ita_sync.framework import Framework
from ita_sync.models import Report

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"agency.code": "536060"}, ["AGENCY-CODE"]),
    ({"agency.code": "53606011"}, ["AGENCY-CODE"]),
    ({"agency.code": "536O601"}, ["AGENCY-CODE"]),
    ({"agency.code": "๕๓๖๐๖๐๑"}, []),
    ({"agency.type": "ทต."}, ["AGENCY-TYPE"]),
    ({"agency.type": "องค์การบริหารส่วนตำบล"}, []),
    ({"agency.name": "เทศบาลตำบลจัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.district": "อ.จัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.province": "จังหวัดชัยภูมิ"}, ["AGENCY-NAME"]),
    ({"agency.province": "ขัยภูมิ"}, ["AGENCY-PROVINCE"]),
    ({"agency.province": "ลำปาง"}, ["AGENCY-CODE-PROVINCE", "MEMO-PROVINCE"]),
    ({"agency.code": "5990601"}, ["AGENCY-CODE-PROVINCE"]),
    ({"agency.code": "6360601"}, []),
    # บึงกาฬ was parted from หนองคาย; its codes may bear either number.
    ({"agency.code": "5430601", "agency.province": "บึงกาฬ", "memo.number": "บก 52506.2/62"}, []),
    ({"agency.code": "5380601", "agency.province": "บึงกาฬ", "memo.number": "บก 52506.2/62"}, []),
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
    )
}
COMPARED: list[tuple[dict[str, object], list[str]]] = [
    ({}, []),
    ({"agency.type": "ทต."}, ["AGENCY-TYPE"]),
    ({"agency.name": "เทศบาลตำบลจัตุรัส"}, ["AGENCY-NAME"]),
    ({"agency.name": "จตุรัส"}, ["AGENCY-SPELLING"]),
    ({"agency.district": "จตุรัส"}, ["AGENCY-SPELLING"]),
    ({"agency.type": "เทศบาลเมือง"}, ["AGENCY-SPELLING"]),
    ({"agency.code": "5360699"}, ["AGENCY-OTHER"]),
    ({"agency.code": "5360699", "agency.name": "จตุรัส"}, ["AGENCY-UNLISTED"]),
    ({"agency.code": "5360602"}, ["AGENCY-OTHER"]),
    ({"agency.code": "5360602", "agency.name": "หนองบัวโคก"}, []),
    # Bare names are shared: the kind tells these two apart, and may have changed since the list was made.
    ({"agency.code": "6360611", "agency.name": "หนองบัวโคก"}, ["AGENCY-SPELLING"]),
    ({"agency.code": "536"}, ["AGENCY-CODE"]),
]


@pytest.mark.parametrize(("edits", "expected"), COMPARED)
def test_comparison(
    edited: Callable[[Mapping[str, object]], Report],
    framework_2566: Framework,
    edits: dict[str, object],
    expected: list[str],
) -> None:
    """Held against an imported list, each change of the agency gives exactly these codes."""
    found = checks.run(edited(edits), framework_2566, listed=LISTED)
    assert sorted(finding.code for finding in found) == expected


def test_the_official_spelling_is_offered(
    edited: Callable[[Mapping[str, object]], Report], framework_2566: Framework
) -> None:
    """A finding says the list's spelling, and the code of the agency that was meant."""
    spelled = checks.run(edited({"agency.name": "จตุรัส"}), framework_2566, listed=LISTED)
    assert [(f.loc, str(f.expected)) for f in spelled] == [(("agency", "name"), "จัตุรัส")]
    other = checks.run(edited({"agency.code": "5360602"}), framework_2566, listed=LISTED)
    assert [(f.loc, str(f.expected)) for f in other] == [(("agency", "code"), "5360601")]

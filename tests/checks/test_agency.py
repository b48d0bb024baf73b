"""Checks of the agency."""

from collections.abc import Callable, Mapping

import pytest

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
    ({"agency.province": "ลำปาง"}, []),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_agency(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the agency gives exactly these codes."""
    assert codes(edits) == expected

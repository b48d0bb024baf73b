"""Checks of the set of indicators."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({}, []),
    ({"indicators.3": ...}, ["IND-MISSING"]),
    ({"indicators": lambda rows: [rows[0], *rows]}, ["IND-DOUBLE"]),
    (
        {"indicators": lambda rows: [*rows, {**rows[0], "number": 11, "name": None}]},
        ["IND-UNKNOWN"],
    ),
    ({"indicators": lambda rows: [{**rows[0], "number": 11}, *rows]}, ["IND-ORDER", "IND-UNKNOWN"]),
    ({"indicators.0.tool": "EIT"}, ["IND-TOOL"]),
    ({"indicators.0.name": "การใช้งบประมาณ"}, ["IND-NAME-OTHER"]),
    ({"indicators.0.name": "การปฏิบัติราชการ"}, ["IND-NAME"]),
    ({"indicators.0.name": None}, []),
    ({"indicators.0.name": " การปฏิบัติ หน้าที่\u200b"}, []),
    ({"indicators.3.name": "การใช้ทรัพย์สินของราชการ"}, []),
    ({"indicators": lambda rows: rows[::-1]}, ["IND-ORDER"]),
    ({"indicators": lambda rows: [*rows[:3], rows[4], rows[3], *rows[5:]]}, ["IND-ORDER"]),
    ({"indicators": []}, ["IND-MISSING"] * 10),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_structure(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the indicators gives exactly these codes."""
    assert codes(edits) == expected

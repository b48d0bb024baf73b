"""Checks of the measures."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"measures.0": ...}, ["MEASURE-MISSING"]),
    ({"measures": []}, ["MEASURE-MISSING"] * 16),
    ({"measures.0.item": "e16"}, ["MEASURE-ITEM-UNKNOWN", "MEASURE-MISSING"]),
    ({"measures": lambda rows: [*rows, {**rows[0], "item": "e8"}]}, ["MEASURE-ITEM"]),
    ({"measures": lambda rows: [*rows, rows[0]]}, ["MEASURE-DOUBLE"]),
    # Two divisions may share an item.
    ({"measures": lambda rows: [*rows, {**rows[0], "division": "กองคลัง"}]}, []),
    ({"measures.0.division": None}, ["MEASURE-DIVISION"]),
    ({"measures.0.division": "–"}, ["MEASURE-DIVISION"]),
    ({"measures.0.steps": []}, ["MEASURE-STEPS"]),
    ({"measures.0.steps": ["-", "..."]}, ["MEASURE-STEPS"]),
    ({"measures.0.steps": ["-", "ประชุม"]}, []),
    ({"measures.0.follow_up": []}, ["MEASURE-FOLLOW-UP"]),
    ({"measures.0.due": None}, ["MEASURE-DUE"]),
    ({"measures.0.due": "-"}, ["MEASURE-DUE"]),
    ({"measures.0.due": None, "measures.0.due_date": "31/03/2567"}, []),
    ({"measures.0.due_date": "1 ตุลาคม 2566"}, []),
    ({"measures.0.due_date": "30 กันยายน 2566"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due_date": "1 ตุลาคม 2567"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due_date": "1 ธันวาคม 3109"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due": "ภายในเดือนมีนาคม 2566"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due": "ภายใน ๓๐ ก.ย. ๖๘"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due": "ตลอดปีงบประมาณ พ.ศ. 2566"}, ["MEASURE-DUE-YEAR"]),
    ({"measures.0.due": "ตลอดปีงบประมาณ พ.ศ. 2567"}, []),
    ({"measures.0.due": "สิ้นปี 2566"}, []),
    ({"measures.0.due": "ต.ค. 2566 - ก.ย. 2567"}, []),
    ({"measures.0.due": "ไตรมาสที่ 2 เวลา 08.30 น."}, []),
    ({"measures.1.due_date": "31 ธันวาคม 2566"}, []),
    ({"measures.1.due_date": "1 ธันวาคม 2566"}, []),
    ({"measures.1.due_date": "30 พฤศจิกายน 2566"}, ["MEASURE-DUE-DATE"]),
    ({"measures.1.due_date": "15 มกราคม 2567"}, ["MEASURE-DUE-DATE"]),
    ({"measures.0.due": "1 ต.ค. 66 ถึง 31 มี.ค. 67", "measures.0.due_date": "5 มกราคม 2567"}, []),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_measures(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the measures gives exactly these codes."""
    assert codes(edits) == expected

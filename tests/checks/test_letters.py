"""Checks of the letters in texts."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"memo.subject": "รายงาน คະແນນ"}, ["TEXT-LETTERS"]),
    ({"measures.2.steps.1": "เปิดช่อง\ufffdทาง"}, ["TEXT-LETTERS"]),
    ({"memo.subject": "รายงาน ITA – “คะแนน” ๒๕๖๖ é"}, []),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_letters(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of a text gives exactly these codes."""
    assert codes(edits) == expected

"""Checks of the memo."""

from collections.abc import Callable, Mapping

import pytest

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"memo.date": "30 กันยายน 2565", "memo.refers_to": None}, ["MEMO-EARLY"]),
    ({"memo.date": "1 ตุลาคม 2565", "memo.refers_to": None}, []),
    ({"memo.date": "30 กันยายน 2567"}, []),
    ({"memo.date": "1 ตุลาคม 2567"}, ["MEMO-LATE"]),
    ({"memo.refers_to.date": "27 ตุลาคม 2566"}, []),
    ({"memo.refers_to.date": "28 ตุลาคม 2566"}, ["MEMO-LETTER"]),
    ({"memo.number": "ชย ๕๒๕๐๖.๒ / ๖๒"}, []),
    ({"memo.number": "62"}, ["MEMO-NUMBER"]),
    ({"memo.refers_to.number": "ว1080"}, ["MEMO-NUMBER"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_memo(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the memo gives exactly these codes."""
    assert codes(edits) == expected

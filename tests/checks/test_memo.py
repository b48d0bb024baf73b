"""Checks of the memo."""

from collections.abc import Callable, Mapping

import pytest

from ita_sync import checks
from ita_sync.checks import Subject
from tests.checks.edits import edited, published

Codes = Callable[[Mapping[str, object]], list[str]]

CASES: list[tuple[dict[str, object], list[str]]] = [
    ({"memo.date": "30 กันยายน 2565", "memo.refers_to": None}, ["MEMO-EARLY"]),
    ({"memo.date": "1 ตุลาคม 2565", "memo.refers_to": None}, []),
    ({"memo.date": "30 กันยายน 2567"}, []),
    ({"memo.date": "1 ตุลาคม 2567"}, ["MEMO-LATE"]),
    ({"memo.refers_to.date": "27 ตุลาคม 2566"}, []),
    ({"memo.refers_to.date": "28 ตุลาคม 2566"}, ["MEMO-LETTER"]),
    ({"memo.refers_to.date": "4 ตุลาคม 2556"}, ["MEMO-LETTER-OLD"]),
    ({"memo.refers_to.date": "1 ตุลาคม 2564"}, []),
    ({"memo.refers_to.date": "30 กันยายน 2564"}, ["MEMO-LETTER-OLD"]),
    ({"memo.refers_to.number": "ชย ๕๒๕๐๖.๒/๖๒"}, ["MEMO-SELF"]),
    # Neither era confuses: a year of 2400 or more is B.E., another one C.E.
    ({"memo.date": "27/10/2023"}, []),
    ({"memo.date": "2566-10-27"}, []),
    ({"memo.date": "27 ตุลาคม 1480"}, ["MEMO-ERA"]),
    ({"memo.date": "27 ตุลาคม 3109"}, ["MEMO-ERA"]),
    ({"memo.refers_to.date": "4 ตุลาคม 3109"}, ["MEMO-ERA"]),
    ({"memo.number": "ชย ๕๒๕๐๖.๒ / ๖๒"}, []),
    ({"memo.number": "62"}, ["MEMO-NUMBER"]),
    ({"memo.refers_to.number": "ว1080"}, ["MEMO-NUMBER"]),
    ({"memo.number": "ขย 52506.2/62"}, ["MEMO-PROVINCE"]),
    ({"memo.number": "ขก 52506.2/62"}, ["MEMO-PROVINCE"]),
    ({"memo.number": "อว 7400/123", "agency.type": "มหาวิทยาลัย"}, []),
    ({"memo.number": "ขก 52506.2/62", "agency.province": "ขอนแก่น"}, ["AGENCY-CODE-PROVINCE"]),
    ({"memo.refers_to.number": "มท 0808.2/ว1080"}, []),
    ({"memo.subject": "รายงานผล ITA ปีงบประมาณ พ.ศ. ๒๕๖๕"}, ["MEMO-SUBJECT"]),
    ({"memo.subject": "รายงานผล ITA ปีงบประมาณ 2022"}, ["MEMO-SUBJECT"]),
    ({"memo.subject": "ผล ITA ปีงบประมาณ 2566 และแผน ปีงบประมาณ 2567"}, []),
    ({"memo.subject": "รายงานผล ITA"}, []),
    ({"memo.number": "ชย 52506.2/" + "6" * 8}, ["MEMO-NUMBER"]),
    ({"memo.number": "ชย 52506.2/" + "6" * 9989}, ["MEMO-NUMBER"]),
    ({"memo.number": "ชย 52506" + ".2" * 4900 + "/62"}, ["MEMO-NUMBER"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_memo(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the memo gives exactly these codes."""
    assert codes(edits) == expected


def test_a_memo_older_than_the_results() -> None:
    """A warning where the year's file gives the day, silent from that day on."""

    def warned(day: str) -> bool:
        found = checks.run(Subject(edited({"memo.date": day}), published()))
        return "MEMO-PUBLISHED" in {finding.code for finding in found}

    assert [warned(day) for day in ("27/10/2566", "28/10/2566", "29/10/2566")] == [
        *(True, False, False)
    ]
    assert not warned("27/10/2564")  # MEMO-EARLY says it

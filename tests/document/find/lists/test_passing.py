"""Items of a list that pass are not weak."""

from decimal import Decimal

import pytest

from ita_sync.document.find.lists import passing
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Context, Record, seen
from ita_sync.document.parts import Spot
from tests.document.conftest import rules

YEAR = rules(2566)


def scored(*scores: str) -> list[Record]:
    """Return the items of one table."""
    place = Spot(page=2, table=1)
    return [
        Record({Label.ITEM: seen(f"i{n} ถาม", place), Label.SCORE: seen(score, place)}, Context())
        for n, score in enumerate(scores, 1)
    ]


def passed(records: list[Record], *, lossy: bool) -> list[str]:
    """Return the scores of those that pass."""
    found = passing.among(records, YEAR, Decimal(85), lossy=lossy)
    return [record.cells[Label.SCORE].text for record in found]


ALL = ("91.20", "70.11", "88.40", "85.00", "79.42", "100.00")
WEAK = ("71.20", "70.11", "88.40", "65.00", "79.42", "100.00")


@pytest.mark.parametrize("lossy", [False, True])
def test_in_a_list_of_all_items_those_above_the_mark_pass(*, lossy: bool) -> None:
    """Recognised ones too: a whole list is not misread."""
    assert passed(scored(*ALL), lossy=lossy) == ["91.20", "88.40", "85.00", "100.00"]


def test_one_above_the_mark_among_recognised_weak_ones_may_be_misread() -> None:
    """Full marks alone are beyond doubt; typed ones are as they stand."""
    assert passed(scored(*WEAK), lossy=True) == ["100.00"]
    assert passed(scored(*WEAK), lossy=False) == ["88.40", "100.00"]
    assert passed(scored("91.20", "88.40", "71.00"), lossy=True) == []

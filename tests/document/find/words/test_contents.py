"""What the cells of a column are."""

import pytest

from ita_sync.document.find.words.contents import Kind, kinds_of, profile
from ita_sync.document.find.words.vocabulary import vocabulary
from tests.document.conftest import rules

WORDS = vocabulary(rules(2566), lossy=False)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("e12", {Kind.ITEM, Kind.BARE}),
        ("O39 :ประมวลจริยธรรม", {Kind.ITEM}),
        ("ข้อที่ 13 (OIT)", {Kind.ITEM, Kind.BARE}),
        ("การประเมินความเสี่ยงการทุจริต (o34)", {Kind.ITEM}),
        ("๙๓.๑๐ คะแนน", {Kind.SCORE}),
        ("97.1", {Kind.SCORE}),
        ("100", {Kind.WHOLE}),
        ("1.", {Kind.COUNT}),
        ("7. ประสิทธิภาพการสื่อสาร", {Kind.INDICATOR}),
        ("ตัวชี้วัดที่ 7", {Kind.INDICATOR}),
        ("กองคลัง", {Kind.DIVISION}),
        ("ภายในเดือนมีนาคม 2567", {Kind.DUE}),
        ("ไม่ผ่านเกณฑ์", {Kind.RESULT}),
        ("แบบวัด IIT", {Kind.TOOL}),
        ("ทบทวนคู่มือประชาชนให้เป็นปัจจุบัน", {Kind.TEXT}),
        ("120 คน", set()),
        ("013 รายงาน", set()),
    ],
)
def test_kinds(text: str, kinds: set[Kind]) -> None:
    """A text may be several things; a figure or an item is nothing else."""
    assert kinds_of(text, WORDS) - {Kind.TEXT} == kinds - {Kind.TEXT}
    assert (Kind.TEXT in kinds_of(text, WORDS)) >= (Kind.TEXT in kinds)


def test_an_item_whose_letter_was_recognised_as_a_digit() -> None:
    """Only where letters were recognised at all."""
    assert kinds_of("๐๑๓ รายงาน", vocabulary(rules(2566))) == {Kind.ITEM}


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2", "3"], Kind.COUNT),
        (["28", "29", "30", "31", "32", "33"], Kind.COUNT),
        (["0", "100", "0"], Kind.SCORE),
        (["95", "88", "90"], Kind.SCORE),
    ],
)
def test_whole_numbers_count_or_are_scores(cells: list[str], kind: Kind) -> None:
    """Those that go up by one count rows, however many."""
    assert profile(cells, WORDS).share(kind) == 1


def test_a_dash_is_nothing() -> None:
    """Neither is an empty cell, nor one that another covers."""
    found = profile(["-", "", None, "93.10"], WORDS)
    assert (found.filled, found.share(Kind.SCORE)) == (1, 1)

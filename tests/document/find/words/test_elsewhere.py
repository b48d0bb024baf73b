"""A text that differs from its usual spelling by a letter is spelt as usual.

Digits and lone texts stay.
"""

import pytest

from ita_sync.document.draft import Copy, Field, Node, Trust
from ita_sync.document.find.words.elsewhere import held
from ita_sync.document.parts import Spot

USUAL = "ตรวจสอบความถูกต้องของข้อมูลก่อนเผยแพร่"


def field(value: str, line: int, trust: Trust = Trust.SINGLE) -> Field:
    """Return a text that was recognised in a line."""
    return Field(value, trust, (Copy(value, Spot(line=line)),))


def first(values: list[Field], name: str = "steps") -> Field:
    """Return what becomes of the first of these texts."""
    measures: list[Node] = [{name: [value] if name == "steps" else value} for value in values]
    entry = held({"measures": measures})["measures"]
    assert isinstance(entry, list)
    assert isinstance(entry[0], dict)
    node = entry[0][name]
    told = node[0] if isinstance(node, list) else node
    assert isinstance(told, Field)
    return told


@pytest.mark.parametrize(
    "misread",
    [USUAL.replace("ถูก", "ถก"), USUAL.replace("ข้อมูล", "ข้ออมูล"), USUAL.replace("ก่อน", "ถ่อน")],
)
def test_a_letter_is_mended(misread: str) -> None:
    """Lost, doubled or taken for another one; what stood there is kept beside it."""
    told = first([field(misread, 1), field(USUAL, 2), field(USUAL, 3)])
    assert (told.value, told.trust, told.others) == (USUAL, Trust.MENDED, (misread,))
    assert str(told.why) == "so it is written 2 times elsewhere"


def test_spaces_are_those_of_most() -> None:
    """They count for nothing where texts are compared."""
    told = first(
        [
            field("รายงานผลต่อผู้บรหาร ทุกเดือน", 1),
            *(field("รายงานผล ต่อผู้บริหารทุกเดือน", n) for n in (2, 3)),
        ]
    )
    assert told.value == "รายงานผล ต่อผู้บริหารทุกเดือน"


@pytest.mark.parametrize(
    ("value", "others"),
    [
        ("จัดอบรม ๓ ครั้ง", ["จัดอบรม ๗ ครั้ง"] * 3),  # digits may well differ
        (USUAL[:-1], [USUAL]),  # once is not often
        ("ตรวจสอบสถิติผู้เข้าชมเว็บไซต์", [USUAL] * 3),
        ("ภายในวันที่ ๓๑ เดือนมกราคม พ.ศ. ๒๕๖๗", ["ภายในวันที่ ๓๑ เดือนมีนาคม พ.ศ. ๒๕๖๗"] * 3),
        ("รายงานผู้มีส่วนได้ส่วนเสียภายในทราบทุกเดือน", ["รายงานผู้มีส่วนได้ส่วนเสียภายนอกทราบทุกเดือน"] * 3),
        (USUAL.replace("ถูก", "ถก").replace("ก่อน", "ถ่อน"), [USUAL] * 3),  # two letters
        ("กลาง", ["กลาย"] * 3),  # too short: it is another word
        ("รายงานผลการประเมินก", [*["รายงานผลการประเมินข"] * 2, *["รายงานผลการประเมินค"] * 2]),
    ],
)
def test_what_stays(value: str, others: list[str]) -> None:
    """Nothing is guessed."""
    told = first([field(value, 1), *(field(other, n) for n, other in enumerate(others, 2))])
    assert (told.value, told.trust) == (value, Trust.SINGLE)


def test_one_cell_that_tells_of_many_items_counts_once() -> None:
    """It was misread once, not three times."""
    many = [field("ททุกไตรมาส", 1)] * 4
    told = first([*many, *(field("ทุกไตรมาส", n) for n in (2, 3, 4))], "due")
    assert told.value == "ทุกไตรมาส"


def test_what_is_in_doubt_is_no_witness_and_stays_so() -> None:
    """A person decides it."""
    doubted = first([field(USUAL[:-1], 1, Trust.DOUBTFUL), field(USUAL, 2), field(USUAL, 3)])
    assert doubted.trust is Trust.DOUBTFUL
    told = first([field(USUAL[:-1], 1), *(field(USUAL, n, Trust.DOUBTFUL) for n in (2, 3))])
    assert told.value == USUAL[:-1]

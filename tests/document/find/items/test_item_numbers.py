"""Numbers of items as texts print them."""

import pytest

from ita_sync.document.find.items import item_numbers
from tests.document.conftest import rules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("o33, o41", {"o33": False, "o41": False}),
        ("o33 และ o41", {"o33": False, "o41": False}),
        ("o๑๖ o๒๔\no๒๙", {"o16": False, "o24": False, "o29": False}),
        ("ข้อ i20 - i23", {"i20": False, "i21": True, "i22": True, "i23": False}),
        ("E6,e10 การสื่อสาร", {"e6": False, "e10": False}),
        ("i20 ความสะดวก", {}),
        ("o1 - i3", {"o1": False, "i3": False}),
        ("ไม่มี", {}),
    ],
)
def test_several_items(text: str, found: dict[str, bool]) -> None:
    """Each is told, and whether its own number stands there."""
    assert item_numbers.several(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i8, [113", ["i8", "113"]),
        ("121,\n124", ["121", "124"]),
        ("e5, e/, อ8", ["e5", "e7", "8"]),
        ("i8, i13", ["i8", "i13"]),
        ("114 ทะเบียนคุม", []),
        ("o12 รายงาน 6, 12 เดือน", []),
        ("2566, 2567", []),
    ],
)
def test_several_recognised_items(text: str, found: list[str]) -> None:
    """A cell of nothing but numbers names as many items, whatever stands for their letters."""
    assert [*item_numbers.several(text, lossy=True)] == found


def test_a_seven_recognised_as_a_stroke() -> None:
    """`e/` over the title of e7."""
    framework = rules(2566)
    assert item_numbers.parted("e/ การเผยแพร่ผลงาน", framework) == ("e7", "การเผยแพร่ผลงาน")
    assert item_numbers.code_in("o1/", framework) == "o17"
    assert item_numbers.code_in("e6/e7", framework) == "e6"


@pytest.mark.parametrize(
    ("text", "title"), [("ข้อ ๐๓. รายงาน", "รายงาน"), ("e6 ถาม", "ถาม"), ("ถาม e6", "ถาม e6")]
)
def test_title_of(text: str, title: str) -> None:
    """The number and what parts it from the title are left out."""
    assert item_numbers.title_of(text) == title

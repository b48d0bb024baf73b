"""What a remark beside an indicator's score says of its items."""

import pytest

from tests.document.conftest import Word
from tests.document.texts import GOOD, NAMES


def weak_of(
    word: Word, remark: str, *, among: int = 10, head: str = "หมายเหตุ"
) -> dict[str, object]:
    """Return the weak items and their scores that a table of scores with one remark gives."""
    rows = [
        (f"{n}. {name}", score, remark if n == among else "")
        for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    ]
    fields = word([("ตัวชี้วัด", "คะแนน", head), *rows])
    assert fields["indicators.5.score"].value == GOOD[5]
    return {
        str(field.value): fields[f"{name[:-5]}.score"].value
        for name, field in fields.items()
        if name.startswith("weak.") and name.endswith(".item")
    }


@pytest.mark.parametrize(
    ("remark", "items"),
    [
        ("ไม่ได้คะแนนข้อ o29, o31 และ o32", {"o29": "0.00", "o31": "0.00", "o32": "0.00"}),
        ("ไม่ผ่าน o29", {"o29": "0.00"}),
        ("ขาดข้อ o29, o31", {"o29": "0.00", "o31": "0.00"}),
        ("ไม่ขาดข้อใด มีครบ o29 ถึง o32", {}),
        ("ผ่านทุกข้อ", {}),
        ("ดู o29 ประกอบ", {}),
        ("สำนักปลัดจัดทำข้อมูลตามข้อ o29 ไม่ผ่านการพิจารณาของคณะกรรมการในรอบแรกเพราะส่งช้า", {}),
    ],
)
def test_a_remark_names_the_weak_items_of_its_indicator(
    word: Word, remark: str, items: dict[str, object]
) -> None:
    """A few words and the items; what says no more than that, or the contrary, names none."""
    assert weak_of(word, remark) == items


@pytest.mark.parametrize(
    ("remark", "items"),
    [("ตก i5 กับ i9", {"i5", "i9"}), ("ต่ำสุดคือ i5", {"i5"}), ("ไม่ต่ำทุกข้อ i5", set())],
)
def test_an_item_below_the_mark_has_no_nought(word: Word, remark: str, items: set[str]) -> None:
    """That is the score of an item that has no points at all."""
    found = weak_of(word, remark, among=1)
    assert found.keys() == items
    assert not any(found.values())


def test_weak_items_beside_what_is_strong(word: Word) -> None:
    """`จุดแข็ง` and `จุดที่ต้องพัฒนา` of each indicator: the items in the second are weak."""
    rows = [
        (f"{n}. {name}", score, "ให้บริการเท่าเทียม", "ไม่ได้คะแนน 1 ข้อ คือ o30" if n == 10 else "")
        for n, (name, score) in enumerate(zip(NAMES, GOOD, strict=True), 1)
    ]
    fields = word([("ตัวชี้วัด", "คะแนน", "จุดแข็ง", "จุดที่ต้องพัฒนา"), *rows])
    items = [
        f.value for name, f in fields.items() if name.startswith("weak") and name.endswith("item")
    ]
    assert items == ["o30"]

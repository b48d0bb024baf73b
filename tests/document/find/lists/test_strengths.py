"""Points to keep up, and what is none."""

from tests.document.conftest import Word
from tests.document.plans import SCORES
from tests.document.texts import GOOD, Read, table


def test_a_strength_below_the_mark_is_a_weak_item(read_text: Read) -> None:
    """A heading may be long gone: a score below the mark is nothing to keep up."""
    scores = [*GOOD[:8], "75.00", "100.00"]
    text = "ประเด็นที่ควรรักษาระดับ\nประเด็นข้อคำถาม\tคะแนน\to\no13 รายงานผลการดำเนินงานประจำปี\t0.00\tก\n"
    fields = read_text(table(scores) + text)
    assert fields["weak.0.items.0.item"].value == "o13"
    assert not any(name.startswith("strengths") for name in fields)


def test_weak_items_stand_beside_strong_points(word: Word) -> None:
    """Each column is what its head says; the end of the cell has the score of all."""
    fields = word(
        SCORES,
        [
            ("เครื่องมือ", "จุดแข็ง", "ข้อที่ไม่ได้คะแนน / ต่ำกว่าเกณฑ์ร้อยละ 85"),
            ("IIT", "ให้บริการตามขั้นตอน", "ไม่มี"),
            ("OIT", "เปิดเผยครบ", "o6 แผนและความก้าวหน้า, o12 รายการจัดซื้อ และ o19 สถิติ (ข้อละ 0 คะแนน)"),
        ],
    )
    found = {name: field.value for name, field in fields.items() if ".items." in name}
    assert [value for name, value in found.items() if name.endswith("item")] == ["o6", "o12", "o19"]
    assert {value for name, value in found.items() if name.endswith("score")} == {"0.00"}

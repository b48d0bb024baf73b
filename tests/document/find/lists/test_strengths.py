"""Points to keep up, and what is none."""

from tests.document.texts import GOOD, Read, table


def test_a_strength_below_the_mark_is_a_weak_item(read_text: Read) -> None:
    """A heading may be long gone: a score below the mark is nothing to keep up."""
    scores = [*GOOD[:8], "75.00", "100.00"]
    text = "ประเด็นที่ควรรักษาระดับ\nประเด็นข้อคำถาม\tคะแนน\to\no13 รายงานผลการดำเนินงานประจำปี\t0.00\tก\n"
    fields = read_text(table(scores) + text)
    assert fields["weak.0.items.0.item"].value == "o13"
    assert not any(name.startswith("strengths") for name in fields)

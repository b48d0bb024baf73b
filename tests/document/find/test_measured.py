"""Measures in paragraphs, whose item stands behind the text."""

from ita_sync.document.find import measured
from ita_sync.document.find.records import seen
from ita_sync.document.parts import Spot


def test_the_end_of_a_span_of_items_is_no_item_of_a_measure() -> None:
    """A caption names all items of a tool; one alone in brackets is that of a measure."""
    spot = Spot(line=1)
    assert measured.bullet(seen("คะแนนของแบบวัดภายนอก (e1-e9)", spot)) is None
    assert measured.bullet(seen("- ทบทวนคู่มือประชาชน (ข้อ e9)", spot)) is not None

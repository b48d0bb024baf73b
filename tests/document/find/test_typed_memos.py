"""Memos typed by hand: weak items in a sentence for each tool."""

import pytest

from ita_sync.document.draft import Field
from tests.document.texts import GOOD, Read, table

LOW = ["70.00"] * 10
BY_TOOL = """ข้อที่ได้คะแนนต่ำ
ภายใน ได้แก่ ข้อ i๗ (๖๒.๑๐ คะแนน) และข้อ i๑๒ (๗๑.๓๓ คะแนน)
เปิดเผยข้อมูล ได้แก่ ข้อ o๑๑ o๒๔ และ o๓๖ ได้ ๐ คะแนน
ข้อที่ได้คะแนนสูง ได้แก่ ข้อ e๑ (๙๘.๐๐ คะแนน)
"""


def _weak(fields: dict[str, Field], name: str = "item") -> list[str | None]:
    keys = [key for key in fields if key.startswith("weak.") and key.endswith(f".{name}")]
    return [fields[key].value for key in keys]


def test_items_of_each_tool_in_a_sentence_under_a_heading(read_text: Read) -> None:
    """The heading says that they are weak; what a sentence says to be high is not."""
    fields = read_text(f"{table(LOW)}\n{BY_TOOL}")
    assert _weak(fields) == ["i7", "i12", "o11", "o24", "o36"]
    assert _weak(fields, "score") == ["62.10", "71.33", "0.00", "0.00", "0.00"]


@pytest.mark.parametrize("lead", ["IIT ข้อ i8, i11 EIT ข้อ e6", "(IIT) i8, i11 และ (EIT) ได้แก่ e6"])
def test_items_of_all_tools_in_a_sentence(read_text: Read, lead: str) -> None:
    """The tool stands before its items."""
    fields = read_text(f"{table(LOW)}\nข้อที่ควรปรับปรุงก่อน มีดังนี้ {lead}\n")
    assert _weak(fields) == ["i8", "i11", "e6"]


def test_the_first_of_a_list_is_no_rest_of_what_announces_it(read_text: Read) -> None:
    """However long that is."""
    above = "เมื่อพิจารณารายข้อพบข้อที่ได้คะแนนต่ำกว่าเกณฑ์ร้อยละ 85 รวม 2 ข้อ ดังนี้"
    listed = (
        "1. ข้อ i24 การกำกับดูแลและตรวจสอบการใช้ทรัพย์สิน ได้ 82.50 คะแนน\n2. ข้อ e9 การชี้แจง ได้ 81.94 คะแนน"
    )
    fields = read_text(f"{table(GOOD)}\n{above}\n{listed}\n")
    assert _weak(fields) == ["i24", "e9"]

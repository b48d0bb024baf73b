"""Marks that a program put on a line of their own."""

import pytest

from ita_sync.document.parts import Spot
from ita_sync.document.text.torn import Raw, rejoined


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["ตัวชีว", "     ้ ัดที่ 4"], ["ตัวชี้วัดที่ 4"]),
        (["ให้ดีขน", "     ึ ้ ได้ 83.17"], ["ให้ดีขึ้นได้ 83.17"]),
        (["เพิม", "  ่ ผลการ"], ["เพิ่มผลการ"]),
        (["นัน", "้", "๒. ข้อเท็จจริง"], ["นั้น", "๒. ข้อเท็จจริง"]),
        (["คะแนน เพิ่ม", "  ้ จากปี 2565", "ขึน", "ตารางที่ 1"], ["คะแนน เพิ่ม", "ขึ้นจากปี 2565", "ตารางที่ 1"]),
        (["ขัน", "  ้ ตอน", "การ", "ยืม"], ["ขั้นตอน", "การ", "ยืม"]),
        (
            ["", "                 ์ อง ปี 2568", "เทศบาลตำบลท่าโพธิท"],
            ["", "เทศบาลตำบลท่าโพธิ์ทอง ปี 2568"],
        ),
        (["ประโยชน์อ่ น", "    ื ใด (0 คะแนน)"], ["ประโยชน์อื่นใด (0 คะแนน)"]),
        (["ผังขัน", "  ้ ตอนการขอ", "ยืม"], ["ผังขั้นตอนการขอ", "ยืม"]),
    ],
)
def test_they_go_back_to_the_letter_before_the_last(lines: list[str], whole: list[str]) -> None:
    """Of the line above; where that lacks none, of a word alone below."""
    raws = [Raw(line, Spot(line=number)) for number, line in enumerate(lines, 1)]
    assert [one.text for one in rejoined(raws)] == whole

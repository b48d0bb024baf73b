"""The words that name a column or introduce a value."""

import pytest

from ita_sync.document.find.labels import Label, alone, label_of, led, parted


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ผู้รับผิดขอบ", Label.DIVISION),  # a letter misread
        ("ปะเด็นข้อคำถาม", Label.ITEM),
        ("ขั้นตอนหรือวิธีการ/มาตรการ", Label.STEPS),
        ("การรายงานผลและกำกับติดตาม กำหนดเวลาแล้วเสร็จ", Label.FOLLOW_UP),
        ("ประเด็นที่ควรรักษาระดับ", Label.POINT),
        ("ลำดับที่", Label.NUMBER),
        ("o13 คะแนน", None),
        ("98.01 คะแนน", None),
        ("กองคลัง", None),
        ("", None),
        ("คะแนน" * 20, None),
    ],
)
def test_labels(text: str, label: Label | None) -> None:
    """Heads as they are worded, a letter or two wrong; a text is no head."""
    assert label_of(text) is label


def test_labels_in_a_line() -> None:
    """With a colon anywhere, without one only where it begins the text, or alone."""
    assert parted("คะแนน: 5 ผู้รับผิดชอบ: กองคลัง") == (
        "",
        [(Label.SCORE, "5"), (Label.DIVISION, "กองคลัง")],
    )
    assert parted("รายงานผลการดำเนินงาน") == ("รายงานผลการดำเนินงาน", [])
    assert led("ผู้รับผิดชอบ กองคลัง") == (Label.DIVISION, "กองคลัง")
    assert led("กองคลังรับผิดชอบ งาน") is None
    assert alone("๑.๒ วิธีดำเนินการ มีดังนี้") is Label.STEPS
    assert alone("กองคลัง") is None

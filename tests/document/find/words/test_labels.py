"""The words that name a column or introduce a value."""

import pytest

from ita_sync.document.find.words.labels import Label, alone, label_of, led, parted


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


@pytest.mark.parametrize(
    ("text", "before", "said"),
    [
        (
            "ทำบัญชี (ผู้รับผิดชอบ: กองคลัง) กำหนดแล้วเสร็จ มี.ค. 2567",
            "ทำบัญชี",
            [(Label.DIVISION, "กองคลัง"), (Label.DUE, "มี.ค. 2567")],
        ),
        ("ทำบัญชี (ผู้รับผิดชอบ: กองคลัง)", "ทำบัญชี", [(Label.DIVISION, "กองคลัง")]),
        (
            "(ผู้รับผิดชอบ: กองคลัง) ระยะเวลา: ทุกเดือน",
            "",
            [(Label.DIVISION, "กองคลัง"), (Label.DUE, "ทุกเดือน")],
        ),
        ("ผู้รับผิดชอบ: กองคลัง (พัสดุ)", "", [(Label.DIVISION, "กองคลัง (พัสดุ)")]),
        (
            "ผู้รับผิดชอบ: กองคลัง (พัสดุ) กำหนดแล้วเสร็จ มี.ค. 2567",
            "",
            [(Label.DIVISION, "กองคลัง (พัสดุ)"), (Label.DUE, "มี.ค. 2567")],
        ),
        (
            "ผู้รับผิดชอบ: กองคลัง (พัสดุ) และกองช่าง",
            "",
            [(Label.DIVISION, "กองคลัง (พัสดุ) และกองช่าง")],
        ),
        ("[ผู้รับผิดชอบ] กองคลัง", "", [(Label.DIVISION, "กองคลัง")]),
        ("[กำหนดแล้วเสร็จ]: มี.ค. 2567", "", [(Label.DUE, "มี.ค. 2567")]),
        ("[o13] รายงานผล", "[o13] รายงานผล", []),
    ],
)
def test_labels_in_brackets(text: str, before: str, said: list[tuple[Label, str]]) -> None:
    """A bracket ends what the label names, or is a part of it; behind it another may stand."""
    assert parted(text) == (before, said)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ใครทำ: กองคลัง", Label.DIVISION),
        ("เจ้าภาพหลัก: กองคลัง", Label.DIVISION),
        ("คนทำ: กองคลัง", Label.DIVISION),
        ("ตามงาน: ถามทุกเดือน", Label.FOLLOW_UP),
        ("เสร็จ: ธ.ค. 67", Label.DUE),
        ("หน่วยงานหลัก: กองคลัง", Label.DIVISION),
        ("เมื่อไร: ทุกเดือน", Label.DUE),
        ("ห้วงเวลา: ทุกเดือน", Label.DUE),
        ("ทำอะไร: ทำบัญชี", Label.STEPS),
        ("วิธีแก้: ทำบัญชี", Label.REMEDY),
        ("ข้อที่เกี่ยวข้อง: o4, o11", Label.ITEM),
    ],
)
def test_labels_behind_a_text(text: str, label: Label) -> None:
    """In their own words, with a colon."""
    told = text.partition(": ")[2]
    assert parted(f"ทำทะเบียนให้ครบ {text}") == ("ทำทะเบียนให้ครบ", [(label, told)])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("แล้วเสร็จภายใน มีนาคม 2567", Label.DUE),
        ("เสร็จ ธ.ค. 2567", Label.DUE),
        ("ให้เสร็จเมื่อ ธ.ค. 2567", Label.DUE),
        ("เจ้าภาพ กองคลัง", Label.DIVISION),
        ("ผู้รับผิดชอบหลัก กองคลัง", Label.DIVISION),
        ("สิ่งที่ทำ ทำบัญชี", Label.STEPS),
        ("แนวทางแก้ไข ทำบัญชี", Label.REMEDY),
        ("แนวทางที่ 2 ทำบัญชี", None),  # one of several
    ],
)
def test_labels_without_a_colon(text: str, label: Label | None) -> None:
    """At the beginning of a text."""
    found = led(text)
    assert (found[0] if found else None) == label


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("กองคลัง", True),
        ("สำนักปลัด", True),
        ("ทุกกอง", True),
        ("เทศบาลตำบลบ้านใหม่", False),
        ("สำนักงานเทศบาลตำบลบ้านใหม่", False),
        ("องค์การบริหารส่วนตำบลบ้านใหม่", False),
    ],
)
def test_who_does_it_or_whose_report_it_is(text: str, *, division: bool) -> None:
    """`หน่วยงาน : …`, a unit within an agency or one itself."""
    line = f"หน่วยงาน : {text}"
    assert parted(line) == (("", [(Label.DIVISION, text)]) if division else (line, []))

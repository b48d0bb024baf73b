"""Letters put right where one reading is possible; everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.document.find.words import repair


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("คະແນນ", "คะแนน"),  # Lao letters
        ("໗໘.໔໑", "๗๘.๔๑"),
        ("ไม่ผ\u0ec8าน", "ไม่ผ่าน"),
        ("จ ำนวน", "จำนวน"),  # a vowel torn off
        ("กํา", "กำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("ข ้อมูล", "ข้อมูล"),
        ("ท ี ่ ตั้ง", "ที่ ตั้ง"),
        ("ตัวชีว้ ัด", "ตัวชี้วัด"),
        ("เเผน", "แผน"),
        ("ผ่่าน", "ผ่าน"),
        ("ก\u200bา\u200dร\ufeff", "การ"),
        ("ป\uf702\uf70a", "ปี่"),  # the private area of old fonts
        ("ญา\uf70fา", "ญาญา"),
        ("เครื่องมือ/ตัวขี้วัด", "เครื่องมือ/ตัวชี้วัด"),
        ("ผู้รับถิดชอบ", "ผู้รับผิดชอบ"),
        ("ตํากว่า 85 ต่าที่สุด", "ต่ำกว่า 85 ต่ำที่สุด"),
        ("ชั้นตอน ปึงบประมาณ ชั้นเรียน", "ขั้นตอน ปีงบประมาณ ชั้นเรียน"),
        ("นําหนัก (ร้อยละ)", "น้ำหนัก (ร้อยละ)"),
        ("แบบตรวจ 017 (เฉลี่ย 84.21)", "แบบตรวจ OIT (เฉลี่ย 84.21)"),
        ("การเปิดเผยข้อมูล (๐17)", "การเปิดเผยข้อมูล (OIT)"),
        ("รายการข้อมูล 017 ที่ได้ 0", "รายการข้อมูล OIT ที่ได้ 0"),
        ("ข้อ 017 E-Service", "ข้อ 017 E-Service"),
        ("¡ÒÃ»¯ÔºÑµÔ", "การปฏิบัติ"),  # TIS-620 read as Western
        ("เทศบาล   ตำบล\nบ้านใหม่", "เทศบาล ตำบล\nบ้านใหม่"),
        ("Don’t – “EIT”", "Don’t – “EIT”"),
        ("café é", "café é"),
        ("มาตรการ", "มาตรการ"),
        ("", ""),
    ],
)
def test_letters(seen: str, meant: str) -> None:
    """Each kind of damage gives the text that it shows."""
    assert repair.mend(seen) == meant


def test_lines_of_one_word_are_joined_without_a_space() -> None:
    """Thai goes on over a line break as it is; Latin letters and figures keep their distance."""
    assert repair.flat("การเปิด\nเผย\n  ข้อมูล") == "การเปิดเผยข้อมูล"
    assert repair.flat("นโยบาย\nNo Gift\nPolicy 2567\nใหม่") == "นโยบาย No Gift Policy 2567 ใหม่"


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0EDD)
        | st.sampled_from(" \n09.\uf701")
    )
)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    """What was put right stays as it is."""
    once = repair.mend(text)
    assert repair.mend(once) == once


@given(
    st.text(
        alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)
        | st.characters(min_codepoint=0xE01, max_codepoint=0xE5B)
    )
)
def test_no_digit_is_touched(text: str) -> None:
    """Digits are for the sums to judge, not for letters."""
    plain = [character for character in text if character in "0123456789๐๑๒๓๔๕๖๗๘๙"]
    mended = [character for character in repair.mend(text) if character in "0123456789๐๑๒๓๔๕๖๗๘๙"]
    assert mended == plain


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("ขัน้ ตอน", "ขั้น ตอน"),
        ("ขึน้", "ขึ้น"),
        ("ชือ่", "ชื่อ"),
        ("น่ าน", "น่าน"),
        ("ปั ญหา", "ปัญหา"),
        ("ดำเนิ นการ", "ดำเนิ นการ"),  # a word may end so
        ("มีน้ำ", "มีน้ำ"),
        ("ประจำปี งบประมาณ", "ประจำปี งบประมาณ"),
        ("ข้อ @12 การปรับปรุง", "ข้อ e12 การปรับปรุง"),
        ("a@12.go.th", "a@12.go.th"),
        ("1. การใช้อำนาจ .............. 88.20", "1. การใช้อำนาจ 88.20"),
        ("การใช้อำนาจ . . . . . . . . ๘๘.๒๐", "การใช้อำนาจ ๘๘.๒๐"),
        ("4. การใช้ทรัพย์สินของราชการ .... 82.9", "4. การใช้ทรัพย์สินของราชการ 82.9"),
        ("การใช้อำนาจ… ๘๘.๒๐", "การใช้อำนาจ ๘๘.๒๐"),
        ("การใช้อำนาจ ….. 88.2", "การใช้อำนาจ 88.2"),
        ("ที่ นม .../2567", "ที่ นม .../2567"),
        ("ลงชื่อ.................... 1...3", "ลงชื่อ 1...3"),
        ("ลงชื่อ....................ผู้รายงาน", "ลงชื่อ....................ผู้รายงาน"),
    ],
)
def test_marks_and_spaces_as_programs_take_them_out_of_a_pdf(seen: str, meant: str) -> None:
    """Only where no Thai word can be written so."""
    assert repair.mend(seen) == meant


@pytest.mark.parametrize(
    ("text", "mended"),
    [("O-12 และ i-๓", "O12 และ i๓"), ("e1-e9", "e1-e9"), ("ITO-12", "ITO-12"), ("o-123", "o-123")],
)
def test_a_hyphen_within_the_number_of_an_item(text: str, mended: str) -> None:
    """A span and other codes have theirs."""
    assert repair.lettered(repair.mend(text)) == mended


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("112 การเปิดโอกาส", "i12 การเปิดโอกาส"),
        ("2.120 ทำขั้นตอน", "2.i20 ทำขั้นตอน"),
        ("112 คน", "i12 คน"),
        ("12 การใช้", "12 การใช้"),
        ("212 การใช้", "212 การใช้"),
        ("112", "112"),
        ("034 การประเมิน", "o34 การประเมิน"),
        ("4. ๐12 สรุป", "4. o12 สรุป"),
        ("6) อ33 การเปิดโอกาส", "6) o33 การเปิดโอกาส"),
        ("088 โทร", "088 โทร"),
    ],
)
def test_the_letter_of_an_item_that_a_line_begins_with(text: str, item: str) -> None:
    """Recognised as a digit; no item has a number beyond a hundred, or one that begins with 0."""
    assert repair.begins_item(text) == item


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("- ๐2 ข้อมูลผู้บริหาร", "- o2 ข้อมูลผู้บริหาร"),
        ("๐7, ๐17", "o7, o17"),
        ("๐9,๐20", "o9,o20"),
        ("๐9,20", "๐9,20"),
        ("๑8.๑14", "e8.e14"),
        ("OIT1\n2", "OIT12"),
        ("OIT1\n2 ข้อ", "OIT1\n2 ข้อ"),
        ("- ข้อ ๑8 ช่องทาง", "- ข้อ e8 ช่องทาง"),
        ("วันที่ ๑2/03/2567 และ ๑๘", "วันที่ ๑2/03/2567 และ ๑๘"),
        ("el4 การมีส่วนร่วม", "e14 การมีส่วนร่วม"),
        ("120. 123", "i20. i23"),
        ("17,18, 112", "i7,i8, i12"),
        ("17, 18", "17, 18"),
        ("120", "120"),
        ("ข้อที่ได้คะแนนน้อยกว่า 85 คะแนน Aeข้อ i7", "ข้อที่ได้คะแนนน้อยกว่า 85 คะแนน คือ ข้อ i7"),
        ("ตัวชี้วัดที่ได้คะแนนสูงสุด da การเปิดเผยข้อมูล", "ตัวชี้วัดที่ได้คะแนนสูงสุด คือ การเปิดเผยข้อมูล"),
        ("คะแนน IIT การปฏิบัติหน้าที่", "คะแนน IIT การปฏิบัติหน้าที่"),
        ("ภายใน ๐1/02/2567 โทร ๐2-1234", "ภายใน ๐1/02/2567 โทร ๐2-1234"),
        ("๐๑๓ ๑๐.๐5", "๐๑๓ ๑๐.๐5"),
        ("UT ได้ 90.02 EIT ได้ 88.95 OIT ได้ 88.75", "IIT ได้ 90.02 EIT ได้ 88.95 OIT ได้ 88.75"),
        ("งาน IT ดูแล EIT และ OIT", "งาน IT ดูแล EIT และ OIT"),
        ("UT ได้ 90.02", "UT ได้ 90.02"),
    ],
)
def test_latin_letters_that_a_recogniser_of_thai_took_for_others(text: str, mended: str) -> None:
    """The nought of one script before a number of the other, and IIT before the other tools."""
    assert repair.lettered(repair.mend(text)) == mended


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("0.00 20.00 40.00 60.00 80.00 100.00", True),
        ("๐ ๕๐ ๑๐๐ ๑๕๐", True),
        ("0 50 100", False),
        ("20 40 60 80", False),
        ("0 10 20 40", False),
        ("คะแนน 0 20 40 60", False),
        ("……… ——", True),
    ],
)
def test_the_axis_of_a_chart_is_drawn(line: str, *, drawn: bool) -> None:
    """It rises from nought by the same step, four figures at least; scores do not."""
    assert repair.drawn(line) is drawn

"""Words of table headers, known by their letters alone.

Fonts tear and shift the marks above and below them.
"""

import re

_HEADERS = (
    *(
        "ประเด็น",
        "คะแนน",
        "แนวทาง",
        "ผู้รับผิดชอบ",
        "ขั้นตอน",
        "วิธีการ",
        "รายงานผล",
        "กำหนดเวลา",
        "ระยะเวลา",
        "แล้วเสร็จ",
        "ตัวชี้วัด",
    ),
    *(
        "เครื่องมือ",
        "ผลการประเมิน",
        "ระดับ",
        "ลำดับ",
        "มาตรการ",
        "หน่วยงาน",
        "รักษาระดับ",
        "ผลลัพธ์",
        "ติดตาม",
        "ข้อคำถาม",
    ),
)
_DIGIT = re.compile("[0-9๐-๙]")
_LETTERS = re.compile(r"[^\u0e01-\u0e2e\u0e2f\u0e30\u0e32\u0e40-\u0e44\u0e50-\u0e59A-Za-z0-9().]")


def skeleton(text: str) -> str:
    """Return the letters without their marks."""
    return _LETTERS.sub("", text.replace("\u0e33", "\u0e32"))


_HEADER_SKELETONS = tuple(map(skeleton, _HEADERS))


def names_column(text: str) -> bool:
    """Whether a text has a word that the header of a column has, and no figure."""
    bare = skeleton(text)
    return any(word in bare for word in _HEADER_SKELETONS) and not _DIGIT.search(text)

"""The words that name a column or introduce a value: `ผู้รับผิดชอบ`, `แนวทางการพัฒนา`, `กำหนดเวลาแล้วเสร็จ`.

Column heads and labels of a report are free within a narrow vocabulary. The first rule that fits a text names it.
"""

import re
from enum import StrEnum
from functools import lru_cache

from ita_sync import thai


class Label(StrEnum):
    """What a column or a labelled text holds."""

    TOOL = "tool"
    RESULT = "result"
    SCORE = "score"
    DIVISION = "division"
    STEPS = "steps"
    FOLLOW_UP = "follow_up"
    DUE = "due"
    KEEP = "keep"
    POINT = "point"
    REMEDY = "remedy"
    ITEM = "item"
    NAME = "name"
    INDICATOR = "indicator"
    NUMBER = "number"


# Folded text (no spaces) is searched; the order decides: a head may hold the words of several.
_RULES: tuple[tuple[Label, str], ...] = (
    (Label.POINT, r"^ประเด็น[^:]*รักษา"),
    (Label.SCORE, r"^คะแนน|^(ปี(งบประมาณ)?)?(พ\.?ศ\.?)?2[45]\d\d$"),
    (Label.KEEP, r"รักษา(ระดับ|มาตรฐาน)|ข้อเสนอแนะเพื่อคง|คงไว้"),
    (Label.DIVISION, r"รับผิดชอบ|เจ้าภาพ"),
    (Label.FOLLOW_UP, r"(การรายงาน|รายงานผล|กำกับ|ติดตาม)"),
    (Label.DUE, r"แล้วเสร็จ|ระยะเวลา|กำหนดเวลา|^กำหนด|ภายในเวลา"),
    (Label.REMEDY, r"แนวทาง|วิธี(การ)?(แก้ไข|ปรับปรุง|พัฒนา)|การแก้ไข|ข้อเสนอแนะ"),
    (Label.STEPS, r"ขั้นตอน|วิธีการ|วิธีดำเนิน|การดำเนินการ$|กิจกรรม|^มาตรการ"),
    (Label.ITEM, r"ข้อคำถาม|^ประเด็น|^ข้อ(ที่)?$|จุดอ่อน|จุดแข็ง|รายการข้อ|^หัวข้อ"),
    (Label.RESULT, r"^ผลการประเมิน(ตัวชี้วัด)?$|^ผล$|ผลประเมิน|^เกณฑ์|ผ่าน/ไม่ผ่าน|สถานะ"),
    (Label.TOOL, r"เครื่องมือ|แบบวัด"),
    (Label.SCORE, r"คะแนน|ร้อยละ"),
    (Label.NAME, r"ชื่อตัวชี้วัด"),
    (Label.INDICATOR, r"ตัวชี้วัด"),
    (Label.NUMBER, r"^(ที่|ลำดับ(ที่)?|ข้อ(ที่)?)$"),
)
_COMPILED = tuple((label, re.compile(pattern)) for label, pattern in _RULES)
_LONGEST = 70
"""Characters in a column head; a longer text is a text."""
_REST = r"[^\s:：\d]{0,30}"
_OPEN = re.compile(
    r"(?:^|(?<=[\s(;,]))(?:[-–•]\s*)?("
    rf"(?:หน่วยงานที่|ผู้|ส่วนราชการที่)?รับผิดชอบ|แนวทาง{_REST}|ขั้นตอน{_REST}|วิธี(?:การ|ดำเนิน){_REST}"
    rf"|(?:การรายงาน|รายงานผลและ|การกำกับ|กำกับ|การติดตาม|ติดตาม){_REST}|กำหนด{_REST}|ระยะเวลา{_REST}"
    rf"|การรักษา{_REST}|ประเด็น{_REST}|ข้อคำถาม{_REST}|คะแนน(?:ที่ได้|เฉลี่ย)?|ผลการประเมิน|มาตรการ{_REST}"
    r")\s*[:：]\s*"
)


YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")


def years_in(text: str) -> set[int]:
    """Return the years of the Buddhist era that a text names."""
    return {int(year) for year in YEAR.findall(thai.digits(text))}


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Return what a column head or label names; None for a text that is no label."""
    if not text or len(text) > _LONGEST:
        return None
    folded = thai.fold(text).strip(":() .-")
    if re.search(r"\d+\.\d\d|[ieo]\d", folded):
        return None
    return next((label for label, pattern in _COMPILED if pattern.search(folded)), None)


def parted(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """Return what stands before the first label in a line, and each label (with its colon) with what follows it."""
    found = [(match, label) for match in _OPEN.finditer(text) if (label := label_of(match[1]))]
    if not found:
        return text, []
    ends = [match.start() for match, _ in found[1:]] + [len(text)]
    said = [(label, text[match.end() : end].strip(" ;,")) for (match, label), end in zip(found, ends, strict=True)]
    return text[: found[0][0].start()].strip(), said

"""The words that name a column or introduce a value: `ผู้รับผิดชอบ`, `แนวทางการพัฒนา`.

Column heads and labels of a report are free within a narrow vocabulary. The first rule that fits a
text names it.
"""

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ita_sync import thai

AFTER_A_NAME = re.compile(
    r"(?:ได้|มี|ขอ|จึง|ประจำ|ปี|ที่|โทร|ซึ่ง|เพื่อ|และ|โดย|ใน|อำเภอ|จังหวัด|มาตรการ|ผล|จำแนก|ลง|ตาม|ให้|เป็น|\.)"
)
"""Words with which a text goes on after a name: Thai has no spaces between words."""


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
    KIND = "kind"
    REMEDY = "remedy"
    ITEM = "item"
    NAME = "name"
    INDICATOR = "indicator"
    NUMBER = "number"


MEASURES = frozenset({Label.DIVISION, Label.STEPS, Label.FOLLOW_UP, Label.DUE})
"""What describes a measure."""

# Folded text (no spaces) is searched; the order decides: a head may hold the words of several.
_RULES: tuple[tuple[Label, str], ...] = (
    (Label.NUMBER, r"^(ที่|ลำดับ(ที่)?|ขั้น(ตอน)?ที่)$"),
    (Label.POINT, r"^ประเด็น[^:]*รักษา|^จุด(เด่น|แข็ง)"),
    (Label.KIND, r"^ประเภท(ประเด็น|ข้อค้นพบ)?$"),
    (Label.REMEDY, r"^แนวทางการพัฒนา.*รักษา"),
    (
        Label.SCORE,
        r"^คะแนน|^(ผล|ita)?(ปี(งบ(ประมาณ)?)?)?(พ\.?ศ\.?)?2[45]\d\d$|^(ผล|ita|(ผล)?ปี(งบ(ประมาณ)?)?)[67]\d$",
    ),
    (Label.SCORE, r"^(ผล(การประเมิน)?)?ปี(งบประมาณ)?(นี้|ปัจจุบัน|ก่อน|ที่แล้ว|ที่ผ่านมา)$"),
    (Label.KEEP, r"รักษา(ระดับ|มาตรฐาน)|ข้อเสนอแนะเพื่อคง|คงไว้"),
    (Label.DIVISION, r"รับผิดชอบ|เจ้าภาพ"),
    (Label.FOLLOW_UP, r"^(?!ผู้).*(การรายงาน|รายงานผล|กำกับ|ติดตาม)"),
    (Label.DUE, r"แล้วเสร็จ|สิ้นสุด|^(?!.*เริ่ม).*(ระยะเวลา|กำหนดเวลา|^กำหนด|ภายในเวลา)"),
    (Label.REMEDY, r"แนวทาง|วิธี(การ)?(แก้ไข|ปรับปรุง|พัฒนา)|การแก้ไข|ข้อเสนอแนะ"),
    (Label.STEPS, r"ขั้นตอน|วิธีการ|วิธีดำเนิน|การดำเนินการ$|กิจกรรม|^มาตรการ"),
    (Label.ITEM, r"ข้อคำถาม|^ประเด็น|(^|/)ข้อ(ที่)?$|จุดอ่อน|รายการข้อ|^หัวข้อ|^รายละเอียด$"),
    (Label.RESULT, r"^ผลการประเมิน(ตัวชี้วัด)?$|^ผล$|ผลประเมิน|^เกณฑ์|ผ่าน/ไม่ผ่าน|สถานะ|^(ไม่)?ผ่าน(เกณฑ์)?$"),
    (Label.TOOL, r"เครื่องมือ|แบบวัด"),
    (Label.SCORE, r"คะแนน|ร้อยละ|^(ค่า)?เฉลี่ย$"),
    (Label.NAME, r"ชื่อตัวชี้วัด"),
    (Label.INDICATOR, r"ตัวชี้วัด"),
)
_COMPILED = tuple((label, re.compile(pattern)) for label, pattern in _RULES)
# As heads and labels are mostly worded; recognition leaves a letter out or puts one in.
_USUAL = {
    thai.fold(text): label
    for label, texts in {
        Label.ITEM: (
            "ประเด็น",
            "ประเด็นข้อคำถาม",
            "ข้อคำถาม",
            "ประเด็นที่ต้องปรับปรุงแก้ไข",
            "ประเด็นที่ต้องแก้ไข",
        ),
        Label.POINT: ("ประเด็นที่ควรรักษาระดับ", "ประเด็นที่ควรพัฒนา/รักษาระดับ"),
        Label.KEEP: ("แนวทางรักษาระดับ", "แนวทางการรักษาระดับ"),
        Label.REMEDY: ("แนวทางการพัฒนา", "แนวทางการแก้ไข", "แนวทางแก้ไข"),
        Label.DIVISION: ("ผู้รับผิดชอบ", "หน่วยงานรับผิดชอบ", "หน่วยงานที่รับผิดชอบ"),
        Label.STEPS: ("ขั้นตอนหรือวิธีการ", "ขั้นตอน/วิธีการ", "ขั้นตอนหรือวิธีการ/มาตรการ"),
        Label.FOLLOW_UP: ("การรายงานผลและกำกับติดตาม", "การกำกับติดตาม", "การรายงานผล"),
        Label.DUE: ("กำหนดเวลาแล้วเสร็จ", "กำหนดแล้วเสร็จ", "ระยะเวลา"),
        Label.RESULT: ("ผลการประเมิน",),
        Label.TOOL: ("เครื่องมือการประเมิน", "เครื่องมือ"),
        Label.SCORE: ("คะแนน", "คะแนนเฉลี่ย", "คะแนนที่ได้"),
        Label.INDICATOR: ("ตัวชี้วัด", "ตัวชี้วัดที่"),
    }.items()
    for text in texts
}
_ALIKE, _SHORTEST = 84.0, 6
"""Of 100; and letters that a word must have to be known with one of them wrong."""
_LONGEST = 70
"""Characters in a column head; a longer text is a text."""
_REST = r"[^\s:：\d]{0,30}"
_OPEN = re.compile(
    r"(?:^|(?<=[\s(;,]))(?:[-–•]\s*)?("
    rf"(?:หน่วยงานที่|ผู้|ส่วนราชการที่)?รับผิดชอบ|แนวทาง{_REST}|ขั้นตอน{_REST}|วิธี(?:การ|ดำเนิน){_REST}"
    rf"|(?:การรายงาน|รายงานผลและ|การกำกับ|กำกับ|การติดตาม|ติดตาม){_REST}|กำหนด{_REST}|ระยะเวลา{_REST}"
    rf"|การรักษา{_REST}|ประเด็น{_REST}|ข้อคำถาม{_REST}|คะแนน(?:ที่ได้|เฉลี่ย)?|ผลการประเมิน|มาตรการ{_REST}|จุดเด่น|จุดแข็ง"
    r")\s*[:：]\s*"
)


BACK = 6
"""Years that a report looks back; one further away is a misread one."""
YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")


def years_in(text: str) -> set[int]:
    """Return the years of the Buddhist era that a text names."""
    return {int(year) for year in YEAR.findall(thai.digits(text))}


def of_another_year(text: str, year: int) -> bool:
    """Say whether a text speaks of an earlier year's assessment and not of this one's."""
    named = {each for each in years_in(text) if abs(each - year) <= BACK}
    return bool(named) and year not in named and max(named) < year


_LEAD = re.compile(
    r"((?:ผู้|หน่วยงานที่)?รับผิดชอบ|แนวทาง\S{0,20}|ขั้นตอน\S{0,25}|วิธีการ\S{0,15}|การรายงาน\S{0,30}|กำหนด\S{0,20}|ระยะเวลา\S{0,15})"
    r"\s+(?=\S)"
)
"""A label without a colon: it counts where it begins a text that cannot be anything else."""
_ALONE = re.compile(
    r"(?:[\d๐-๙]{1,2}[.)]?)*\s*(\D{4,50}?)\s*(?:(?:มี)?ดังนี้|ได้แก่|ประกอบด้วย)?\s*[:：]?\s*"
)
"""A line that only says what follows: `๑.๒ วิธีดำเนินการ มีดังนี้`."""
_COLON = re.compile(r"([^:：\d]{5,40}?(?:ตัวชี้วัดที่\s*[\d๐-๙]+)?)\s*[:：]\s*")
"""A text before the first colon of a line: a label, though misread."""


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Return what a column head or label names; None for a text that is no label."""
    if not text or len(text) > _LONGEST:
        return None
    folded = thai.fold(text).strip(":() .-")
    if re.search(r"\d+\.\d\d|[ieo]\d", folded):
        return None
    found = next((label for label, pattern in _COMPILED if pattern.search(folded)), None)
    return found or _nearly(folded)


def _nearly(folded: str) -> Label | None:
    """Return the label whose usual wording a text is but for a letter or two."""
    if len(folded) < _SHORTEST:
        return Label.SCORE if Levenshtein.distance(folded, "คะแนน") == 1 else None
    best = process.extractOne(folded, _USUAL.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _USUAL[best[0]] if best else None


def alone(text: str) -> Label | None:
    """Return the label that a line consists of: what it names is in the lines below."""
    found = _ALONE.fullmatch(text)
    return label_of(found[1]) if found else None


def led(text: str) -> tuple[Label, str] | None:
    """Return the label that a text begins with, no colon after it, and the rest."""
    found = _LEAD.match(text)
    label = label_of(found[1]) if found else None
    return (label, text[found.end() :]) if found and label else None


def parted(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """Return what comes before the first label in a line, and each label with what follows it.

    A label includes its colon.
    """
    found = [(match, label) for match in _OPEN.finditer(text) if (label := label_of(match[1]))]
    if not found and (match := _COLON.match(text)) and (label := label_of(match[1])):
        found = [(match, label)]
    if not found:
        return text, []
    ends = [match.start() for match, _ in found[1:]] + [len(text)]
    said = [
        (label, text[match.end() : end].strip(" ;,"))
        for (match, label), end in zip(found, ends, strict=True)
    ]
    return text[: found[0][0].start()].strip(), said

"""The words that name a column or introduce a value: `ผู้รับผิดชอบ`, `แนวทางการพัฒนา`.

Column heads and labels of a report are free within a narrow vocabulary, that of `lexicon.toml`.
"""

import re
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ita_sync import thai
from ita_sync.document.find.words import lexicon

AFTER_A_NAME = re.compile(
    r"(?:ได้|มี|ขอ|จึง|ประจำ|ประกอบ|ปี|ที่|โทร|ซึ่ง|เพื่อ|และ|โดย|ใน|อำเภอ|จังหวัด|มาตรการ|ผล|จำแนก|ลง|ตาม|ให้|เป็น|\.)"
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
    MEAN = "mean"
    LEFT = "left"


MEASURES = frozenset({Label.DIVISION, Label.STEPS, Label.FOLLOW_UP, Label.DUE})
"""What describes a measure."""

_ALIKE, _SHORTEST = 84.0, 6
"""Of 100; and letters that a word must have to be known with one of them wrong."""
_LONGEST = 70
"""Characters in a column head; a longer text is a text."""
_REST = r"[^\s:：\d]{0,30}"
_OPEN = re.compile(
    r"(?:^|(?<=[\s(;,]))(?:[-–•]\s*)?("
    rf"(?:หน่วยงานที่|ผู้|ส่วนราชการที่)?รับผิดชอบ|แนวทาง{_REST}|ขั้นตอน{_REST}|วิธี(?:การ|ดำเนิน|แก้){_REST}"
    rf"|(?:การรายงาน|รายงานผลและ|การกำกับ|กำกับ|การติดตาม|ติดตาม){_REST}|กำหนด{_REST}|(?:ระยะ|กรอบ)เวลา{_REST}"
    rf"|การรักษา{_REST}|ประเด็น{_REST}|ข้อคำถาม{_REST}|ข้อที่เกี่ยวข้อง|คะแนน(?:ที่ได้|เฉลี่ย)?|ผล(?:การประเมิน)?|มาตรการ{_REST}|จุดเด่น|จุดแข็ง"
    r"|หน่วยงาน(?:หลัก|เจ้าภาพ)|เจ้าภาพ(?:หลัก)?|(?:ผู้|คน)(?:ปฏิบัติ|ทำ)|ตามงาน|หน่วยงาน(?=\s*[:：]\s*(?:กอง|สำนัก(?!งานเทศ)|งาน|ฝ่าย|หน่วย|กลุ่ม|ศูนย์|ทุก|ส่วน))|(?:ให้)?เสร็จ|[ชห]่?[ว้]+งเวลา|ใคร(?:ทำ|รับผิดชอบ)?|ทำ(?:อะไร|อย่างไร|ยังไง)|เมื่อ(?:ไร|ไหร่|ใด)"
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
    r"((?:ผู้|หน่วยงาน(?:ที่)?)?รับผิดชอบ(?:หลัก|ร่วม|โครงการ)?|กิจกรรม(?:ที่(?:จะ)?ดำเนินการ|/[ก-๎]{4,15})?|แนวทาง(?!(?:ที่)?\s?[\d๐-๙])\S{0,20}|ขั้นตอน\S{0,25}|วิธี(?:การ|ดำเนิน|ปฏิบัติ)\S{0,15}|(?:การรายงาน|(?:การ)?กำกับ|(?:วิธี)?(?:การ)?ติดตาม)\S{0,30}|กำหนด(?!ระดับ|แนวทาง|มาตรการ|หลักเกณฑ์|ขั้นตอน|เป้า|รูปแบบ|นโยบาย|ผู้|ให้)\S{0,20}|(?:ระยะ|กรอบ)เวลา\S{0,15}"
    r"|(?:ให้)?แล้วเสร็จ\S{0,10}|(?:ให้)?เสร็จ(?:เมื่อ)?|เจ้าภาพ(?:หลัก)?|ใคร(?:ทำ)?|ทำ(?:อะไร|อย่างไร|ยังไง|เมื่อ(?:ไร|ไหร่))|สิ่งที่(?:ทำ|ดำเนินการ|(?:ต้อง|ควร)(?:แก้ไข|ปรับปรุง|พัฒนา))|ข้อเสนอแนะ\S{0,20}|สาเหตุ|ข้อค้นพบ|(?:สภาพ)?ปัญหา(?:อุปสรรค)?)\s+(?=\S)"
)
"""A label without a colon: it counts where it begins a text that cannot be anything else."""
_BARE = re.compile(
    r"(?:ขั้นตอน|วิธี(?=การ|ดำเนิน|ปฏิบัติ))(?:การ)?(?:ดำเนิน(?:การ|งาน)|ปฏิบัติ(?:งาน)?|แก้ไข|ปรับปรุง)?\s"
)
_STEP = re.compile(r"ขั้น(?:ตอน)?ที่\s*([\d๐-๙]{1,2})\s*[:.)]?\s*([^\d๐-๙\s].+)$", re.DOTALL)
"""A step that says which it is: `ขั้นตอนที่ 1 รวบรวมข้อมูล`."""
_ALONE = re.compile(
    r"(?:[\d๐-๙]{1,2}[.)]?)*+\s*((?![-–•*])\D{4,50}?)\s*(?:(?:มี)?ดังนี้|ได้แก่|ประกอบด้วย)?\s*[:：]?\s*"
)
"""A line that only says what follows: `๑.๒ วิธีดำเนินการ มีดังนี้`."""
_COLON = re.compile(r"(?!หน่วยงาน\s*[:：])([^:：\d]{5,40}?(?:ตัวชี้วัดที่\s*[\d๐-๙]+)?)\s*[:：]\s*")
"""A text before the first colon of a line: a label, though misread."""
_BRACKETED = re.compile(r"\[\s*([^\[\]\d]{4,40}?)\s*\]\s*[:：]?\s*(?=\S)")
"""One in brackets: `[ผู้รับผิดชอบ] กองคลัง`."""


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Return what a column head or label names; None for a text that is no label."""
    if not text or len(text) > _LONGEST:
        return None
    folded = thai.fold(text).strip(":() .-")
    if re.search(r"\d+\.\d\d|[ieo]\d", folded):
        return None
    found = next(lexicon.meanings("heads", folded), None)
    return Label(found) if found else _nearly(folded)


def _nearly(folded: str) -> Label | None:
    """Return the label whose usual wording a text is but for a letter or two."""
    if len(folded) < _SHORTEST:
        return Label.SCORE if Levenshtein.distance(folded, "คะแนน") == 1 else None
    usual = _usual()
    best = process.extractOne(folded, usual.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return usual[best[0]] if best else None


@lru_cache(maxsize=1)
def _usual() -> dict[str, Label]:
    """Return heads as they are mostly worded; recognition leaves a letter out or puts one in."""
    return {
        thai.fold(text): Label(phrase.says)
        for phrase in lexicon.phrases("heads")
        if phrase.says != Label.LEFT  # `งบประมาณ` is not `ปีงบประมาณ`
        for text in phrase.examples
    }


def alone(text: str) -> Label | None:
    """Return the label that a line consists of: what it names is in the lines below."""
    found = _ALONE.fullmatch(text)
    return label_of(found[1]) if found else None


def label_in_line(text: str) -> Label | None:
    """Return the label that words are before what they name, in the same line."""
    found = lexicon.meaning("in_lines", text)
    return Label(found) if found else label_of(text)


def led(text: str) -> tuple[Label, str] | None:
    """Return the label that a text begins with, no colon after it, and the rest."""
    if step := _STEP.match(text):
        return Label.STEPS, f"{step[1]}. {step[2]}"
    found = _LEAD.match(text)
    label = label_in_line(found[1]) if found else None
    return (label, text[found.end() :]) if found and label else None


def is_bare(text: str) -> bool:
    """Say whether what is done is all that the label names with which a text begins."""
    return _BARE.match(text) is not None


def parted(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """Return what comes before the first label in a line, and each label with what follows it.

    A label includes its colon.
    """
    found = _labels_in(text)
    if not found:
        return text, []
    ends = [match.start() for match, _ in found[1:]] + [len(text)]
    said = [
        pair
        for (match, label), end in zip(found, ends, strict=True)
        for pair in _enclosed(label, text[match.end() : end].strip(" ;,/"))
    ]
    return text[: found[0][0].start()].strip(" ("), said


def _labels_in(text: str) -> list[tuple[re.Match[str], Label]]:
    """Return the labels of a line, each where it stands with its colon or brackets."""
    found = [(match, label) for match in _OPEN.finditer(text) if (label := label_in_line(match[1]))]
    alone = None if found else _BRACKETED.match(text) or _COLON.match(text)
    label = label_in_line(alone[1]) if alone else None
    return [(alone, label)] if alone and label else found


def begins(text: str) -> bool:
    """Say whether a text begins with a label and its colon."""
    before, pairs = parted(text)
    return bool(pairs) and not before


def _enclosed(label: Label, text: str) -> list[tuple[Label, str]]:
    """Return a label with its text; where a bracket ends it, also the label behind that.

    `(ผู้รับผิดชอบ: กองคลัง) กำหนดแล้วเสร็จ มี.ค. 2566`; a bracket may be of the text itself,
    `ผู้รับผิดชอบ: กองคลัง (พัสดุ) กำหนดแล้วเสร็จ มี.ค. 2567`.
    """
    value, closed, rest = text.partition(")")
    if not closed:
        return [(label, text)]
    own = "(" in value
    behind = led(rest.strip())
    if behind:
        return [(label, value + closed if own else value.strip()), behind]
    if own and text.endswith(")") and text.count(")") > text.count("("):
        text = text.removesuffix(")")
    outer = not own and label_of(rest.strip())
    return [(label, value.strip() if outer else text if own else text.rstrip(") "))]

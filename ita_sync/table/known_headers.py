"""What people call columns -> the fields that such a column can show."""

import re
from collections.abc import Sequence

from ita_sync import thai

LEFT = "-"
"""Stands for a field where a column is left to people."""

_AGENCY = r"(?:อปท|หน่วยงาน(?:ภาครัฐ|ของรัฐ)?|องค์กร(?:ปกครองส่วนท้องถิ่น)?|สถานศึกษา|ท้องถิ่น)"
_SCORE = r"(?:ผล|ค่า|ร้อยละ|คะแนน|ของ|การ|ประเมิน|เครื่องมือ|แบบ(?:วัด|สำรวจ|ตรวจ)?|ด้าน|score)*"
_UNIT = r"(?:ร้อยละ|คะแนน|score)*(?:(?:ร้อยละ|เต็ม)\d+)?(?:คะแนน)?"
_READER = r"ผู้มีส่วนได้ส่วนเสีย"
_DONE = r"(?:รับทราบ|ลงนาม|อนุมัติ|เห็นชอบ|สั่งการ)"
_HEAD = r"(?:ผู้บริหาร|นายก(?:เทศมนตรี|อบต)?|หัวหน้าหน่วยงาน)"
_LINK = r"(?:ลิงก์|ลิ้งก์|ลิงค์|ลิ้งค์|ลิ้ง|link|url)"
_SEEN = r"(?:ด้าน|การรับรู้|ความคิดเห็น|ของ)*"
_TOPIC = (
    r"(?:การ(?:ปฏิบัติหน้าที่|ใช้งบประมาณ|ใช้อำนาจ|ใช้ทรัพย์สินของ(?:ทาง)?ราชการ|แก้ไขปัญหาการทุจริต"
    r"|ปรับปรุง(?:ระบบ)?การทำงาน|เปิดเผยข้อมูล|ป้องกันการทุจริต)|คุณภาพการดำเนินงาน|ประสิทธิภาพการสื่อสาร)"
)

_KNOWN = {
    rf"(?:รหัส|code|dlacode)(?:ของ)?{_AGENCY}?(?:7หลัก|\(7หลัก\))?|เลขรหัส{_AGENCY}": ("agency.code",),
    rf"(?:ราย)?(?:ชื่อ)?{_AGENCY}|(?:ชื่อ)?(?:เทศบาล(?:อบต)?|อบต(?:เทศบาล)?)|agency(?:name)?": (
        "agency.full_name",
        "agency.name",
    ),
    rf"ประเภท(?:ของ)?{_AGENCY}?|type": ("agency.type",),
    r"(?:ชื่อ)?(?:อำเภอ|อ\.?|เขต|อำเภอเขต)|district": ("agency.district",),
    r"(?:ชื่อ)?(?:จังหวัด|จ\.?)|province": ("agency.province",),
    r"(?:ประจำ)?ปี(?:งบประมาณ|ที่ประเมิน|งบ|การประเมิน)?(?:พศ)?|fiscalyear|year": ("fiscal_year",),
    rf"{_SCORE}iit{_UNIT}"
    rf"|{_SCORE}{_SEEN}{_READER}ภายใน(?:หน่วยงาน|องค์กร)?(?:iit)?{_UNIT}": ("tools.IIT",),
    rf"{_SCORE}eit{_UNIT}"
    rf"|{_SCORE}{_SEEN}{_READER}ภายนอก(?:หน่วยงาน|องค์กร)?(?:eit)?{_UNIT}": ("tools.EIT",),
    rf"{_SCORE}oit{_UNIT}"
    rf"|{_SCORE}เปิดเผยข้อมูลสาธารณะ(?:ของหน่วยงาน)?(?:oit)?{_UNIT}": ("tools.OIT",),
    r"eit(?:ส่วนที่|ตอนที่|part)1|ส่วนที่1": ("eit_parts.part1",),
    r"eit(?:ส่วนที่|ตอนที่|part)2|ส่วนที่2": ("eit_parts.part2",),
    rf"(?:ผล|ค่า|ได้)?คะแนน(?:รวม|เฉลี่ย|ภาพรวม|ที่ได้(?:รับ)?|ita|ประเมิน|ผลการประเมิน|ทั้งหมด)*{_UNIT}"
    r"|รวมคะแนน|รวม|คะแนนita|ita|total(?:score)?|itascore": ("total",),
    r"(?:ผล)?ระดับ(?:ผล|คะแนน|การ|ประเมิน|ita)*|level|grade": ("level",),
    r"ผล(?:การ)?ประเมิน(?:ita)?|ผลita": ("level", "total"),
    r"(?:ราย)?(?:ข้อ|ประเด็น|จุด|เรื่อง)(?:คำถาม)?(?:ที่)?(?:ต้อง|ควร)?(?:ปรับปรุง|พัฒนา|แก้ไข)(?:แก้ไข|พัฒนา)?|จุดอ่อน"
    r"|ข้อบกพร่อง": ("weak.items",),
    r"ตัวชี้วัด(?:ที่)?(?:ต้อง|ควร)?(?:ปรับปรุง|พัฒนา|ไม่ผ่าน(?:เกณฑ์)?)": ("weak.indicators",),
    r"(?:เลข)?ที่(?:ของ)?(?:หนังสือ|บันทึกข้อความ|เอกสาร)(?:ส่ง|รายงาน)?|หนังสือ(?:เลข)?ที่|เลขหนังสือ|เลขที่": (
        "memo.number",
    ),
    r"ลงวันที่|วันที่(?:ของ|ใน)?(?:หนังสือ|บันทึกข้อความ|เอกสาร)|หนังสือลงวันที่": ("memo.date",),
    r"เรื่อง|ชื่อเรื่อง|ชื่อหนังสือ": ("memo.subject",),
    rf"(?:ตำแหน่ง)?{_HEAD}(?:ที่|ผู้)?{_DONE}?|ผู้{_DONE}|{_DONE}โดย": ("signoff.by",),
    rf"ตำแหน่ง(?:ผู้{_DONE})?": ("signoff.by", "signoff.post"),
    rf"วันที่(?:{_HEAD})?(?:ได้)?{_DONE}(?:ผล|รายงาน)?|(?:การ)?{_DONE}(?:เมื่อ)?วันที่|วันเดือนปีที่{_DONE}": (
        "signoff.date",
    ),
    r"วันที่|วันเดือนปี": ("memo.date", "signoff.date"),
    rf"(?:เลขที่หนังสือ|เลขที่|หนังสือ)(?:ที่)?{_DONE}": ("signoff.reference",),
    rf"(?:ที่อยู่)?{_LINK}(?:ของ|ที่|ไปยัง|หน้า|รายงาน|ผล|การ|วิเคราะห์|ประเมิน|เผยแพร่|ita|แนบ|ไฟล์)*|ที่อยู่รายงาน"
    r"|(?:ช่องทาง)?เผยแพร่(?:รายงาน|ทางเว็บไซต์)*"
    r"|เว็บไซต์(?:ที่)?(?:เผยแพร่|รายงาน)(?:รายงาน|ผล|การ|ประเมิน|ita)*": ("url",),
    # It may as well be the agency's home page.
    r"(?:ที่อยู่)?เว็บ(?:ไซต์)?(?:ของ)?(?:หน่วยงาน)?|website": ("url", LEFT),
}
_FIELDS = {re.compile(words): fields for words, fields in _KNOWN.items()}
_INDICATOR = re.compile(
    rf"(?:ผล|คะแนน)*(?:ตัวชี้วัด(?:ที่)?|ตชว|indicator|kpi)(10|[1-9])(?!\d){_TOPIC}?{_UNIT}"
)
_OTHER = re.compile(
    r"อันดับ|ลำดับ|rank|เต็ม(?!\d)|fullmark|เป้าหมาย|target|ต่าง(?:จาก|$)|ผลต่าง|ส่วนต่าง|เพิ่ม|ลดลง|/ลด|เปลี่ยนแปลง|diff"
    r"|change|เดิม|ก่อน|ที่แล้ว|ที่ผ่านมา|previous|last|จำนวน|\((?:คน|ราย|แห่ง|ครั้ง)\)"
)
"""Says that a column holds no result of this year: a rank, full marks, an aim, a difference, what
was before, a count."""
_NEUTRAL = re.compile(
    rf"(?:ผล|ค่า|คะแนน|ร้อยละ|การ|ประเมิน|ราย|ตาม|จำแนก|แยก|แต่ละ|ของ|ด้าน|เครื่องมือ|ตัวชี้วัด|แบบ(?:วัด|ตรวจ)|ita|score|สรุป"
    rf"|ข้อมูล|ทั่วไป|พื้นฐาน|ที่ตั้ง|รายละเอียด|รายงาน|รวม|ประจำ|ปี|ได้(?:รับ)?|ที่|และ|คุณธรรม|ความโปร่งใส|{_AGENCY})*"
)
"""A band above columns that says no more than their names do."""
_RUNNING = re.compile(r"ลำดับ(?:ที่)?|ที่|no|#")
_UNITS = re.compile(
    r"[(\[]\s*(?:(?:(?:ร้อยละ|คะแนน|เต็ม|score|points?)\s*)+\d*\s*(?:คะแนน|%)?|\d+\s*(?:%|คะแนน|หลัก)|%"
    r"|(?:(?:iit|eit|oit|ita|url|link|อปท\.?|เทศบาล|อบต\.?|อบจ\.?|และ|[+,/])\s*)+)[)\]]|\d+\s*%",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?:ประจำ|ของ)*ปี|fy|year)?\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s?ศ\.?)?\s*"
    r"(?<![0-9])(?:25[0-9]{2}|20[1-3][0-9])(?![0-9])|ปี\s*(?:งบ(?:ประมาณ)?)?\s*[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[^\w\u0e00-\u0e7f]+")


def fields_of(steps: Sequence[str], year: int | None, *, certain: bool = True) -> tuple[str, ...]:
    """Return the fields that a column may show; with `-` among them where it may be another thing.

    A single one only where every step is understood: the lowest as the field, those above it as
    saying no more.

    Args:
        steps: its name, from the highest band of the header down.
        year: that of which the tab seems to be.
        certain: whether it is.
    """
    named = years_of(steps)
    if named - {year} or any(_OTHER.search(thai.fold(step)) for step in steps):
        return ()
    *above, lowest = [text for step in steps if _folded(text := _undated(step))] or [""]
    if fields := fields_called(" / ".join((*above, lowest))):
        understood = True
    else:
        fields = fields_called(lowest)
        understood = all(_NEUTRAL.fullmatch(_folded(step)) for step in above)
    doubted = not understood or (named and not certain)
    return tuple(dict.fromkeys((*fields, LEFT))) if fields and doubted else fields


def years_of(texts: Sequence[str]) -> frozenset[int]:
    """Return the fiscal years that texts name."""
    return frozenset(year for text in texts for year in thai.fiscal_years(text))


def fields_called(text: str) -> tuple[str, ...]:
    """Return the fields that a header of this text may mean, the likeliest first.

    Units may be left out, and what is added up: `IIT (ร้อยละ 30)`, `คะแนนรวม (IIT+EIT+OIT)`.
    """
    for words in dict.fromkeys((_folded(text), _folded(_UNITS.sub("", thai.digits(text))))):
        for pattern, fields in _FIELDS.items():
            if words and pattern.fullmatch(words):
                return fields
        if found := _INDICATOR.fullmatch(words):
            return (f"indicators.{int(found[1])}.score",)
    return ()


def counts_rows(text: str) -> bool:
    """Return whether a header is that of running numbers."""
    return _RUNNING.fullmatch(_folded(text)) is not None


def _undated(text: str) -> str:
    return _YEAR.sub("", thai.digits(thai.clean(text)))


def _folded(text: str) -> str:
    folded = thai.fold(text)
    return "#" if folded == "#" else _SIGNS.sub("", folded)

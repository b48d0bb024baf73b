"""What people call columns -> the fields that such a column can show."""

import re

from ita_sync import thai

LEFT = "-"
"""Stands for a field where a column is left to people."""

_AGENCY = r"(?:อปท|หน่วยงาน(?:ภาครัฐ|ของรัฐ)?|องค์กร(?:ปกครองส่วนท้องถิ่น)?|สถานศึกษา|ท้องถิ่น)"
_SCORE = r"(?:ผล|ค่า|ร้อยละ|คะแนน|ของ|การ|ประเมิน|เครื่องมือ|แบบ(?:วัด|สำรวจ|ตรวจ)?|ด้าน|score)*"
_UNIT = r"(?:ร้อยละ|คะแนน|score|เต็ม|\d+)*"
_READER = r"ผู้มีส่วนได้ส่วนเสีย"
_DONE = r"(?:รับทราบ|ลงนาม|อนุมัติ|เห็นชอบ|สั่งการ)"
_HEAD = r"(?:ผู้บริหาร|นายก(?:เทศมนตรี|อบต)?|หัวหน้าหน่วยงาน)"
_LINK = r"(?:ลิงก์|ลิ้งก์|ลิงค์|ลิ้งค์|ลิ้ง|link|url|เว็บไซต์|ที่อยู่เว็บ)"

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
    rf"{_SCORE}iit{_UNIT}|.*{_READER}ภายใน.*": ("tools.IIT",),
    rf"{_SCORE}eit{_UNIT}|.*{_READER}ภายนอก.*": ("tools.EIT",),
    rf"{_SCORE}oit{_UNIT}|.*เปิดเผยข้อมูลสาธารณะ.*": ("tools.OIT",),
    r"eit(?:ส่วนที่|ตอนที่|part)1|ส่วนที่1": ("eit_parts.part1",),
    r"eit(?:ส่วนที่|ตอนที่|part)2|ส่วนที่2": ("eit_parts.part2",),
    rf"(?:ผล|ค่า)?คะแนน(?:รวม|เฉลี่ย|ภาพรวม|ที่ได้|ita|ประเมิน|ผลการประเมิน|ทั้งหมด)*{_UNIT}"
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
    r"|(?:ช่องทาง)?เผยแพร่(?:รายงาน|ทางเว็บไซต์)*": ("url",),
}
_FIELDS = {re.compile(words): fields for words, fields in _KNOWN.items()}
_INDICATOR = re.compile(
    r"(?:ผล|คะแนน)*(?:ตัวชี้วัด(?:ที่)?|ตชว|indicator|kpi)(10|[1-9])(?!\d)"
    r"(?!.*(?:ข้อที่|แนวทาง|มาตรการ|หมายเหตุ|ระดับ|ลิงก์|ผ่าน)).*"
)
_RUNNING = re.compile(r"ลำดับ(?:ที่)?|ที่|no|#")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_SIGNS = re.compile(r"[^\w\u0e00-\u0e7f]+")


def fields_called(text: str) -> tuple[str, ...]:
    """Return the fields that a header of this text may mean, the likeliest first.

    What stands in brackets may be left out: `คะแนนรวม (IIT+EIT+OIT)`.
    """
    for words in dict.fromkeys((_folded(text), _folded(_BRACKETS.sub("", text)))):
        for pattern, fields in _FIELDS.items():
            if words and pattern.fullmatch(words):
                return fields
        if found := _INDICATOR.fullmatch(words):
            return (f"indicators.{int(found[1])}.score",)
    return ()


def counts_rows(text: str) -> bool:
    """Return whether a header is that of running numbers."""
    return _RUNNING.fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    folded = thai.fold(text)
    return "#" if folded == "#" else _SIGNS.sub("", folded)

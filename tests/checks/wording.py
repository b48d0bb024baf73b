"""Well-formed words around the figures of a drawn report: agencies, memos, measures, links."""

from datetime import date, timedelta
from random import Random
from typing import Any

from ita_sync import thai

# Province, its number in agency codes (the ministry's), and its letters on documents.
PROVINCES = (
    ("ชัยภูมิ", 36, "ชย"),
    ("ขอนแก่น", 40, "ขก"),
    ("เชียงใหม่", 50, "ชม"),
    ("นครราชสีมา", 30, "นม"),
    ("สงขลา", 90, "สข"),
    ("ชลบุรี", 20, "ชบ"),
    ("อุดรธานี", 41, "อด"),
    ("ภูเก็ต", 83, "ภก"),
)
KINDS = {
    "องค์การบริหารส่วนจังหวัด": 2,
    "เทศบาลนคร": 3,
    "เทศบาลเมือง": 4,
    "เทศบาลตำบล": 5,
    "องค์การบริหารส่วนตำบล": 6,
}
NAMES = ("บ้านใหม่", "หนองแวง", "โนนสูง", "ท่าช้าง", "ศรีสุข", "ดอนยาง")
DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองยุทธศาสตร์และงบประมาณ")
REMEDIES = ("เผยแพร่ให้ครบทุกช่องทาง", "ปรับปรุงขั้นตอนให้ชัดเจน", "อบรมเจ้าหน้าที่ผู้รับผิดชอบ")
POINTS = ("บริการตามขั้นตอนและเวลาที่กำหนด", "เปิดเผยข้อมูลตรงไปตรงมา", "ไม่เรียกรับผลประโยชน์")
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def agency_and_memo(rng: Random, year: int) -> dict[str, Any]:
    """Return the agency and its memo, dated between the end of the fiscal year and the next one."""
    province, number, letters = rng.choice(PROVINCES)
    kind, digit = rng.choice(list(KINDS.items()))
    first = date(year - thai.BE_OFFSET, 8, 1)
    day = first + timedelta(days=rng.randrange(300))
    memo: dict[str, Any] = {
        "number": _digits(
            rng, f"{letters} {rng.randint(52001, 73999)}.{rng.randint(1, 9)}/{rng.randint(1, 999)}"
        ),
        "date": written(rng, day),
        "subject": f"รายงานการวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",
    }
    if rng.random() < 0.7:
        memo["refers_to"] = {
            "number": _digits(rng, f"{letters} 0023.{rng.randint(1, 9)}/ว{rng.randint(1, 2999)}"),
            "date": written(rng, day - timedelta(days=rng.randrange(60))),
        }
    return {
        "agency": {
            "code": f"{digit}{number}{rng.randint(1, 20):02}{rng.randint(1, 30):02}",
            "type": kind,
            "name": rng.choice(NAMES),
            "district": rng.choice(NAMES),
            "province": province,
        },
        "memo": memo,
    }


def measure(rng: Random, item: str, year: int) -> dict[str, Any]:
    """Return a complete measure for a weak item, due in the next fiscal year."""
    first = date(year - thai.BE_OFFSET, 10, 1)
    day = first + timedelta(days=rng.randrange(365))
    month = f"{thai.MONTHS[day.month - 1]} {day.year + thai.BE_OFFSET}"
    due: dict[str, Any] = rng.choice(
        [
            {"due": "ทุกเดือน"},
            {"due": "ทุกไตรมาส"},
            {"due": _digits(rng, f"ภายในเดือน{month}")},
            {"due": f"ภายในวันที่ {thai.format_date(day)}", "due_date": written(rng, day)},
            {"due_date": written(rng, day)},
        ]
    )
    return {
        "item": item,
        "division": rng.choice(DIVISIONS),
        "steps": rng.sample(REMEDIES, rng.randint(1, 3)),
        "follow_up": ["รายงานผลต่อผู้บริหาร"],
        **due,
    }


def link(rng: Random, year: int) -> str:
    """Return a public link as agencies publish them; a folder may have the year or the next one."""
    host = f"https://www.{rng.choice(['banmai', 'nongwaeng', 'nonsung'])}.go.th"
    return rng.choice(
        [
            f"{host}/ita/{year}/report.pdf",
            f"{host}/files/{year + 1}/ita-{year}.pdf",
            f"{host}/fileupload/{rng.randrange(10**8)}.pdf",
            "https://drive.google.com/file/d/1aB2cD3eF4gH5iJ6/view?usp=sharing",
        ]
    )


def written(rng: Random, day: date) -> str:
    """Return a date in one of the ways people write it."""
    be = day.year + thai.BE_OFFSET
    return rng.choice(
        [
            f"{day.day} {thai.MONTHS[day.month - 1]} {be}",
            f"{day.day} {thai.MONTHS[day.month - 1]} {be}".translate(THAI),
            f"{day.day}/{day.month}/{be}",
            f"{be}-{day.month:02}-{day.day:02}",
        ]
    )


def _digits(rng: Random, text: str) -> str:
    return text.translate(THAI) if rng.random() < 0.3 else text

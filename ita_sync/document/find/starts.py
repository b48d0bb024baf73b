"""How texts begin that open something: a section, an item; and the score that stands behind one."""

import re
from functools import reduce

from ita_sync.document.find import candidates
from ita_sync.document.find.labels import Label
from ita_sync.document.find.records import Seen

ITEM_START = re.compile(
    r"^(?:[-–•*]\s*)?(?:\(?[\d๐-๙]{1,2}[.)]\s*)?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    r"((?:[ieoIEO]\s?[\d๐-๙]{1,2}|[๐๑๕0][\d๐-๙]{2}|(?<=ข้อ )[\d๐-๙]{2})(?![\d๐-๙]))"
)
MEASURE_OF = re.compile(
    r"^มาตรการ(?:ที่)?\s*[\d๐-๙]*[.):]?\s[^\d๐-๙]{0,40}?ข้อ(?:คำถาม)?(?:ที่)?\s*([ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙]))"
)
"""`มาตรการที่ 3 แก้ไขข้อ i15`."""
UNNUMBERED = re.compile(r"^ข้อ(?:คำถาม)?(?:ที่)?\s+(?=[ก-ฮเ-ไ])")
_SECTIONS = (
    (
        "done",
        re.compile(
            r"^(?:\W|[\d๐-๙.])*(?:ตารางที่\s*[\d๐-๙.]+\s*)?(?:รายงาน|สรุป)?ผลการ(?:ดำเนิน(?:งาน|การ)|ปฏิบัติ|ติดตาม)"
            r".{0,20}(?:มาตรการ|แผน)"
        ),
    ),
    ("measures", re.compile(r"^(?:\W|[\d๐-๙.])*(?:มาตรการ|แผน|การนำผลการวิเคราะห์|แนวทางการยกระดับ)")),
    ("strengths", re.compile(r"รักษาระดับ|พัฒนาให้ดีขึ้น|จุดแข็ง|จุดเด่น|มากกว่า\s*[\d๐-๙]{2}|ผ่านเกณฑ์ที่ควร")),
    ("weak", re.compile(r"ข้อบกพร่อง|จุดอ่อน|(?:ต้อง|ควร)(?:แก้ไข|ปรับปรุง)|(?:น้อยกว่า|ไม่ถึง)\s*[\d๐-๙]{2}|ต่ำกว่า")),
    ("all", re.compile(r"ราย(?:ข้อ|ประเด็น)")),
)
_LEADS_TO_SCORE = re.compile(r"\s*\(?\s*(?:\(?(?:ได้(?:รับ)?(?:คะแนน)?|มี|คะแนน(?:เฉลี่ย)?|ร้อยละ|เท่ากับ|=|:)\s*)*$")


def section_of(text: str) -> str | None:
    """Return the section that a heading opens."""
    return next((name for name, pattern in _SECTIONS if pattern.search(text)), None)


def scored(said: Seen, text: str) -> dict[Label, Seen]:
    """Return an item and the score that stands behind it in the same text."""
    figures = candidates.in_line(text)
    if not figures:
        return {Label.ITEM: Seen(text.strip(), said.raw, said.place)}
    first, *others = (Seen(figure[0], said.raw, said.place) for figure in figures)
    before = _LEADS_TO_SCORE.sub("", text[: figures[0].start()]).strip()
    return {
        Label.SCORE: reduce(candidates.beside, (other.text for other in others), first),
        Label.ITEM: Seen(before, said.raw, said.place),
    }

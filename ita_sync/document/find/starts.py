"""How texts begin that open something: a section, an item; and the score behind an item."""

import re
from functools import reduce
from itertools import pairwise

from ita_sync.document.find import candidates, lexicon
from ita_sync.document.find.labels import Label
from ita_sync.document.find.records import Seen

ITEM_START = re.compile(
    r"^(?:[-–•*]\s*)?(?:\(?[\d๐-๙]{1,2}[.)]\s*)?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    r"((?:[ieoIEO]\s?[\d๐-๙]{1,2}|[๐๑๕0][\d๐-๙]{2}|(?<=ข้อ )[\d๐-๙]{2})(?![\d๐-๙]))"
)
APPENDIX = re.compile(r"^(?:\W|[\d๐-๙.])*ภาคผนวก")
MEASURE_OF = re.compile(
    r"^มาตรการ(?:ที่)?\s*[\d๐-๙]*[.):]?\s[^\d๐-๙]{0,40}?ข้อ(?:คำถาม)?(?:ที่)?\s*([ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙]))"
)
"""`มาตรการที่ 3 แก้ไขข้อ i15`."""
UNNUMBERED = re.compile(r"^ข้อ(?:คำถาม)?(?:ที่)?\s+(?=[ก-ฮเ-ไ])")
_ONE = re.compile(r"(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?(?<![A-Za-z])[ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙])")
_LISTED = re.compile(rf"(?:ได้แก่|ดังนี้|คือ|ประกอบด้วย)\s*:?\s*(?={_ONE.pattern})")
_BELOW = re.compile(
    r"(?:ต่ำกว่า|น้อยกว่า|ไม่ถึง)\s*[\d๐-๙]|ไม่ได้คะแนน|ได้\s*[0๐]\s*คะแนน|ไม่ผ่าน|ต้อง(?:แก้ไข|ปรับปรุง)|จุดอ่อน"
)
_ZERO = re.compile(r"ไม่ได้คะแนน|(?<![\d๐-๙.])[0๐]\s*คะแนน")
_LEADS_TO_SCORE = re.compile(
    r"\s*\(?\s*(?:\(?(?:ได้(?:รับ)?(?:คะแนน)?|มี|คะแนน(?:เฉลี่ย)?|ร้อยละ|เท่ากับ|=|:)\s*)*$"
)


def listed(said: Seen) -> tuple[str, list[dict[Label, Seen]]] | None:
    """Return what a sentence says before the weak items that it lists, and each of those.

    None for any other.

    `ตัวชี้วัดที่ 7 … ที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ e7 … ได้ 81.30 คะแนน และข้อ e8 …`
    """
    found = _LISTED.search(said.text)
    before = said.text[: found.start()] if found else ""
    if found is None or not _BELOW.search(before):
        return None
    places = [match.start() for match in _ONE.finditer(said.text, found.end())]
    parts = [said.text[start:end] for start, end in pairwise([*places, len(said.text)])]
    entries = [scored(said, re.sub(r"[\s,]*(?:และ)?\s*$", "", part)) for part in parts]
    zero = Seen("0", said.raw, said.place)
    return before, [
        {Label.SCORE: zero, **entry} if _ZERO.search(before) else entry for entry in entries
    ]


def section_of(text: str) -> str | None:
    """Return the section that a heading opens."""
    return lexicon.meaning("sections", text)


def scored(said: Seen, text: str) -> dict[Label, Seen]:
    """Return an item and the score behind it in the same text."""
    figures = candidates.in_line(text)
    if not figures:
        return {Label.ITEM: Seen(text.strip(), said.raw, said.place)}
    first, *others = (Seen(figure[0], said.raw, said.place) for figure in figures)
    before = _LEADS_TO_SCORE.sub("", text[: figures[0].start()]).strip()
    return {
        Label.SCORE: reduce(candidates.beside, (other.text for other in others), first),
        Label.ITEM: Seen(before, said.raw, said.place),
    }

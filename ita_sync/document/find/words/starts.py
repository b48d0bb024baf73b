"""How texts begin that open something: a section, an item; and the score behind an item."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import reduce
from itertools import pairwise

from ita_sync.document.find.words import candidates, lexicon
from ita_sync.document.find.words.figures import plain
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Seen
from ita_sync.document.parts import Spot

ITEM_START = re.compile(
    r"^(?:[-–•*●▪■□◆❖➢►✗✘❌]\s*)?(?:\(?(?:[\d๐-๙]{1,2}|[ก-ฮ](?=[.)]))(?:[.)]|(?:\.[\d๐-๙]{1,2})+[.)]?\s)\s*)?(?:(?:เรื่อง|ประเด็น|รายการ)\s+)?(?:แก้(?:ไข)?\s*)?(?:(?:IIT|EIT|OIT)[\s:–-]*(?=(?:ข้อ\s?)?[ieo]))?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?\(?"
    r"((?:[ieoIEO]\s?[\d๐-๙]{1,2}|[๐๑๕0][\d๐-๙]{2}"
    r"|(?<=ข้อ )(?:1\d{2}|[\d๐-๙]{2}(?!\s*ตัวชี้วัด)))(?![\d๐-๙]))"
)
_PLANNED = re.compile(
    r"(?:กำหนด|จัดทำ|เสนอ|โดยมี|จึงมี)(?:เป็น)?(?:มาตรการ|แนวทาง)\S{0,40}(?:\s*(?:ปี|ใน|พ\.ศ\.)\S{0,20}){0,2}(?:\s*[\d๐-๙]{2,4})?\s*ดัง(?:ต่อไป)?นี้\W*$"
)
"""`จุดที่ต้องพัฒนา คือ … โดยมีมาตรการดังนี้`: a sentence that ends with what follows it."""
_SEVERAL = 2
APPENDIX = re.compile(r"^(?:\W|[\d๐-๙.])*ภาคผนวก")
MEASURE_OF = re.compile(
    r"^(?:มาตรการ|แผน(?=ที่)|เรื่อง|ประเด็น|โครงการ|กิจกรรม|รายการ)(?:ที่)?\s*[\d๐-๙]*\s?[.):]?(?:\s|(?=สำหรับ|แก้|เพื่อ))[^\d๐-๙]{0,40}?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?(?<![A-Za-z])"
    r"([ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙]))"
)
"""`มาตรการที่ 3 แก้ไขข้อ i15`, `มาตรการที่ 1 e12 การปรับปรุง…`."""
THEME = re.compile(
    r"^(?:มาตรการ|แนวทาง|โครงการ|กิจกรรม)(?:ที่)?\s*[\d๐-๙]+\s*[.):]?\s*([ก-ฮเ-ไ].{3,})", re.DOTALL
)
"""A measure by theme, without an item: `มาตรการที่ 2 เสริมสร้างความโปร่งใส`."""
UNNUMBERED = re.compile(r"^ข้อ(?:คำถาม)?(?:ที่)?\s+(?=[ก-ฮเ-ไ])")
ONE = re.compile(
    r"(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?(?:(?<![A-Za-z])[ieoIEO]\s?[\d๐-๙]{1,2}|(?<![\d๐-๙.,/-])[0๐][\d๐-๙]{2})(?![\d๐-๙.,/-]*[\d๐-๙])"
)
"""An item in a sentence; typed by hand, `013` is o13."""
_ONE_RECOGNISED = re.compile(rf"(?:{ONE.pattern}|ข้อ\s1\d{{1,2}}(?![\d๐-๙.,/-]*[\d๐-๙]))")
"""The same recognised, the stroke of an `i` as a digit: `ข้อ 123` is i23, `ข้อ 17` may be i7."""
_TOOL = (
    r"(?:(?:แบบ(?:วัด|ตรวจ|สำรวจ)?|เครื่องมือ|ส่วน(?:ของ)?)?\s*[(]?[IEO]IT[)]?\s*[-–:：=]?\s*"
    r"(?:ได้แก่|คือ)?\s*)"
)
_OF_TOOL = f"{_TOOL}?"
"""Whose items follow, in a sentence that lists those of all tools: `ดังนี้ IIT ข้อ i8 EIT ข้อ e6`."""
_LISTED = re.compile(
    r"(?:ได้แก่|ดังนี้|คือ|ประกอบด้วย|ไม่ได้(?:รับ)?คะแนน(?:ใน)?|คะแนน[)]?(?=\s*:)|(?<!ไม่)มี|(?:ต้อง|ควร)(?:ปรับปรุง|แก้ไข|พัฒนา)|ข้อที่(?:ตก|หลุด|พลาด))"
    rf"\s*:?\s*(?={_OF_TOOL}(?:{_ONE_RECOGNISED.pattern}))"
)
_BEGUN = re.compile(rf"^(?:[-–•*]\s*|\(?[\d๐-๙]{{1,2}}[.)]\s*)?{_TOOL}(?={ONE.pattern})")
"""How a line begins under a heading of weak items that lists those of one tool: `EIT : e13`."""
_STRONG = re.compile(r"สูง|เต็ม|ผ่าน|ดีเยี่ยม|รักษา|จุดแข็ง|จุดเด่น")
"""Words before a list, under a heading of weak items, that say that it has others."""
_PARTED = re.compile(
    rf"(?:^|\n|[,;)]|(?<=\s)และ|คะแนน)\s*(?:[-–•*]\s*|\(?[\d๐-๙]{{1,2}}[.)]\s*)?(?={ONE.pattern})"
)
"""Where another item begins in a cell: on a line of its own, after a comma, after a score."""
_PRAISED = re.compile(r"คะแนน(?:เฉลี่ย)?(?:สูง|มาก)(?:ที่)?สุด|ขณะที่|ส่วน(?:รายการ|ที่)?\s*$")
"""`… ข้อที่ได้คะแนนสูงสุดคือข้อ i1`, `ขณะที่ข้อ e1 … ได้ 86.90`, `ส่วนข้อ O10 ได้ 100`."""
_BY = re.compile(
    r"(?:(?:แนวทาง|วิธี)?(?:การ)?(?:แก้(?:ไข)?|ปรับปรุง)\s*(?::|โดย(?:การ)?(?=[\s:])\s*:?)\s*)?"
)
"""What may lead to what is done about an item: `แก้ไข:`, `แก้โดย`."""
_ARROW = re.compile(
    r"\s*(?:คะแนน)?\s*\)?\s*(?:(?:[-=–]*>+|→|➜|»)\s*"
    + _BY.pattern
    + r"|(?:ต้อง|ควร|ให้)?(?:แก้(?:ไข)?|ปรับปรุง)โดย\s*|[—–-]\s+ควร(?!แก้ไข|ปรับปรุง))(\S.*)$",
    re.DOTALL,
)
"""What is done about it, behind the score: `I7 … = 80.11 >> ทำแบบฟอร์ม`, `i7 (72.45) — ควรแจ้ง`."""
_TO_DO = re.compile(
    r"\s+(?:[-=–]*>+|→|➜|»|/(?=\s*(?:แก้|ปรับปรุง|แนวทาง)[^\s:]*\s*:))\s*" + _BY.pattern + r"(\S.*)$",
    re.DOTALL,
)
"""The same behind an item that has no score: `+ o11 สรุปผล -> ทำให้ครบ 12 เดือน`."""
_CAUSED = re.compile(
    r"\s(?:แนวทาง|วิธี)(?:การ)?(?:แก้(?:ไข)?|ปรับปรุง|พัฒนา)\s*(?:คือ|ได้แก่|โดย)?\s*:?\s+(\S.*)$", re.DOTALL
)
"""The same behind why: `o7 รายงานผล (0 คะแนน) สาเหตุ ข้อมูลไม่ครบ แนวทางแก้ไข เพิ่มผล…`."""
_PROPOSED = re.compile(r"\s(?:จึง)?เห็นควร(?=ให้)(\S.{5,})$", re.DOTALL)
"""The same in a sentence of a memo: `ข้อ o6 แผนฯ เห็นควรให้ทุกกองส่งความก้าวหน้า`."""
_EQUAL = re.compile(
    r"(?:(?<==)\s*[\d๐-๙.,]+(?:\s*คะแนน)?\s+|(?<=คะแนน\))\s*[-–]\s+)([ก-ฮเ-ไ].{3,})$", re.DOTALL
)
"""The same without an arrow, typed by hand: `O30 = 0  แก้ลิงก์เสีย`; nothing says that it is that."""
_DASH = re.compile(r"^(\S+\s+[ก-ฮเ-ไ].{5,}?)\s+[—–:]\s+([ก-ฮเ-ไ].{5,})$", re.DOTALL)
"""The same behind the title of an item, with no score between: `o13 รายงานผล… — เพิ่มรายการ`."""
_FULL = re.compile(r"ได้(?:รับ)?\s*(?:คะแนน)?เต็ม")
"""Behind an item that a sentence names beside the weak ones."""
_LEADS_TO_SCORE = re.compile(
    r"\s*\(?\s*(?:\(?(?:ได้(?:รับ)?(?:คะแนน)?|มี|คะแนน(?:เฉลี่ย)?|ร้อยละ|เท่ากับ|=|:)\s*)*$"
)


def listed(
    said: Seen, *, lossy: bool, among: bool = False
) -> tuple[str, list[dict[Label, Seen]]] | None:
    """Return what a sentence says before the weak items that it lists, and each of those.

    None for any other. In typed text a score behind an item is enough: whether it is below the
    mark is seen later.

    `ตัวชี้วัดที่ 7 … ที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ e7 … ได้ 81.30 คะแนน และข้อ e8 …`

    Args:
        said: the sentence.
        lossy: its letters may be misread.
        among: the heading above says that these are weak: `ภายใน ได้แก่ ข้อ i9 (61.20 คะแนน) …`.
    """
    found = _list_in(said.text, among=among)
    one = _ONE_RECOGNISED if lossy else ONE
    entries = _entries(said, _trimmed, one.finditer(said.text, found.end() if found else 0))
    before = said.text[: entries[0][0]] if entries else ""
    below = lexicon.meaning("below", before) or _under_heading(before, found, among=among)
    items = _sharing(_without_full(_below(said.text, entries)))
    if found and below and not lossy:
        earlier = replace(said, text=said.text[: found.start()])
        told = _entries(earlier, _trimmed, ONE.finditer(earlier.text))
        items = [*(cells for _, cells in told if Label.SCORE in cells), *items]
    if not (found and below):
        items = [] if lossy else [cells for cells in items if Label.SCORE in cells]
    if below == "zero":
        zero = Seen("0", said.raw, said.place)
        items = [{Label.SCORE: zero, **cells} for cells in items]
    return (before, items) if items else None


def several_scored(said: Seen) -> bool:
    """Say whether a line names several items with their scores: `IIT : i20 (78.20), i7 (80.10)`."""
    entries = _entries(said, _trimmed, ONE.finditer(said.text))
    return sum(Label.SCORE in cells for _, cells in entries) >= _SEVERAL


def _list_in(text: str, *, among: bool) -> re.Match[str] | None:
    """Return the words that a list of items follows."""
    return (_BEGUN.match(text) if among else None) or _LISTED.search(text)


def _under_heading(before: str, found: re.Match[str] | None, *, among: bool) -> str | None:
    """Return what the heading above says of a list, if the words before it say nothing else."""
    return "below" if among and found and not _STRONG.search(before) else None


def _below(
    text: str, entries: Iterable[tuple[int, dict[Label, Seen]]]
) -> Iterator[dict[Label, Seen]]:
    """Yield the entries of a sentence but for those that it goes on to praise.

    It may go on with others that it says have no points: `… และข้อที่ได้ 0 คะแนน ได้แก่ o13 o31`.
    """
    weak, none, end = True, False, 0
    for start, cells in entries:
        words = text[end:start]
        if (
            end
            and (told := lexicon.meaning("below", words))
            and _LISTED.search(text[: start + 4], end)
        ):
            none = told == "zero"
        if none:
            cells.setdefault(Label.SCORE, replace(cells[Label.ITEM], text="0"))
        weak = not _PRAISED.search(words) and (weak or bool(lexicon.meaning("below", words)))
        if weak:
            yield cells
        end = start


def _sharing(items: list[dict[Label, Seen]]) -> list[dict[Label, Seen]]:
    """Return items, those without a score with the nought of the next: `o8 และ o38 ได้ 0 คะแนน`."""
    for item, following in reversed(list(pairwise(items))):
        score = following.get(Label.SCORE)
        if score and plain(score.text) == 0:
            item.setdefault(Label.SCORE, score)
    return items


def _without_full(entries: Iterable[dict[Label, Seen]]) -> list[dict[Label, Seen]]:
    """Return the items of a sentence without those that it says have full marks."""
    return [cells for cells in entries if not _FULL.search(cells[Label.ITEM].text)]


def _entries(
    said: Seen, trim: Callable[[str], str], starts: Iterable[re.Match[str]]
) -> list[tuple[int, dict[Label, Seen]]]:
    """Return where each item of a text begins, and what is said of it up to the next."""
    places = [start.end() if start.re is _PARTED else start.start() for start in starts]
    spans = pairwise([*places, len(said.text)])
    return [(start, scored(said, trim(said.text[start:end]))) for start, end in spans]


_NOUGHT_EACH = re.compile(
    r"\(?(?:ทุก(?:ข้อ|รายการ)|ข้อละ|รายการละ)\s*(?:ได้(?:รับ)?)?\s*[0๐](?:\.[0๐]+)?\s*คะแนน\)?\s*$"
)
"""What the end of a cell says of all items in it: `o6 …, o12 … และ o23 … (ข้อละ 0 คะแนน)`."""
_ANOTHER_LIST = re.compile(
    r"[\s,]*(?:และ|ส่วน|รวมทั้ง)\s*(?:ข้อ|ประเด็น|รายการ)(?!\s*[ieoIEO]).*(?:ได้แก่|คือ)\s*$", re.DOTALL
)
"""`i7 และข้อมูลที่ต้องเปิดเผย (ได้ 0 คะแนน) ได้แก่`: what is said of the next ones."""


def _trimmed(part: str) -> str:
    """Return an entry of a sentence without the words that lead to the next."""
    part = _ANOTHER_LIST.sub("", part)
    return re.sub(rf"[\s,/]*(?:และ|กับ|รองลงมา)?\s*{_OF_TOOL}(?:คือ|ได้แก่)?\s*$", "", part)


def parted(cell: Seen) -> list[dict[Label, Seen]]:
    """Return the items of a cell that holds several, each with the score behind it."""
    end = _NOUGHT_EACH.search(cell.text)
    text = replace(cell, text=cell.text[: end.start()]) if end else cell
    found = _entries(text, lambda part: part.strip(" \n,;-–•*"), _PARTED.finditer(text.text))
    if len(found) < _SEVERAL or cell.text[: found[0][0]].strip(" -–•*()0123456789."):
        return []
    none = {Label.SCORE: replace(cell, text="0")} if end else {}
    return [none | cells for _, cells in found]


def section_of(text: str) -> str | None:
    """Return the section that a heading opens; of a sentence, that which its end announces."""
    return "measures" if _PLANNED.search(text) else lexicon.meaning("sections", text)


def scored(said: Seen, text: str) -> dict[Label, Seen]:
    """Return an item and the score behind it in the same text."""
    figures = candidates.in_line(text)
    if not figures:
        done = _TO_DO.search(text) or _PROPOSED.search(text)
        told = {Label.REMEDY: Seen(done[1], said.raw, said.place)} if done else {}
        item = text[: done.start()] if done else text
        return {Label.ITEM: Seen(item.strip(), said.raw, said.place), **told}
    first, *others = (Seen(figure[0], said.raw, said.place) for figure in figures)
    before = _LEADS_TO_SCORE.sub("", text[: figures[0].start()]).strip()
    end = figures[-1].end()
    return _behind(said, text, end) | {
        Label.SCORE: reduce(candidates.beside, (other.text for other in others), first),
        Label.ITEM: Seen(before, said.raw, said.place),
    }


def _behind(said: Seen, text: str, end: int) -> dict[Label, Seen]:
    """Return what is to be done about an item, behind its score; without a sign it is guessed."""
    remedy = _ARROW.match(text, end) or _CAUSED.search(text, end) or _PROPOSED.search(text, end)
    found = remedy or _EQUAL.search(text)
    if found is None:
        return {}
    return {Label.REMEDY: Seen(found[1], said.raw, said.place, guessed=remedy is None)}


def remedied(said: Seen, text: str) -> dict[Label, Seen]:
    """Return an item, and what is to be done about it behind a dash; that is only guessed."""
    found = _DASH.match(text)
    if found is None or candidates.in_line(text):
        return scored(said, text)
    item, remedy = (Seen(part.strip(), said.raw, said.place) for part in found.groups())
    return {Label.ITEM: item, Label.REMEDY: replace(remedy, guessed=True)}


def nought(caption: str, place: Spot) -> dict[Label, Seen]:
    """Return the score that a heading says all items below it have: `ข้อที่ต้องแก้ (ได้ 0 คะแนน)`."""
    told = lexicon.meaning("below", caption) == "zero"
    return {Label.SCORE: Seen("0", caption, place)} if told else {}

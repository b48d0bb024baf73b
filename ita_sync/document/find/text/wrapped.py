"""Lines that a page has wrapped, as the paragraphs that they make.

Nothing but a full line above shows it; one that begins something of its own goes on with nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ita_sync.document.find.about import owner
from ita_sync.document.find.words import labels, lexicon, repair
from ita_sync.document.parts import Block, Document, Kind, Line

_FULL, _SHARE = 0.8, 0.97
"""How much of the longest line a full one fills, and of which share of lines that is longest."""
_NARROW, _BROAD = 36, 150
"""Letters in a full line of a page; where there are longer ones, lines are paragraphs."""
_FEW = 2
_NEW_LINE = re.compile(r"\n(?=\s*(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)]))")
_PLAN = (
    r"(?:มาตรการ|แผน|แนวทาง|สิ่งที่(?:จะ|ต้อง))[^\n\d๐-๙:]{3,60}"
    r"ปี(?:งบประมาณ)?\s*(?:พ\.\s?ศ\.)?\s*[\d๐-๙]{4}\s*"
)
_PLANNED = re.compile(rf"\s*(?:{_PLAN}|ข้อเสนอ(?:แนะ)?(?:(?:และ|เพื่อ)[ก-๎]{{4,30}})?\s*)$")
"""A title by itself: `มาตรการเพื่อปรับปรุงในปีงบประมาณ พ.ศ. 2568`, the line above full or not.

`ข้อเสนอแนะและผู้รับผิดชอบ` as well.
"""
_CONTACT = re.compile(
    r"(?:โทร|แจ้ง|ติดต่อ|สอบถาม|สายด่วน)[^\d๐-๙]{0,30}[0๐][\s-]?[\d๐-๙](?:[\s-]?[\d๐-๙]){6}"
)
"""A telephone number: what an imprint has, below the last line of the text."""
_PLANS = re.compile(r"(?:กำหนด|จัดทำ|ตาม|เสนอ|และ|เป็น|ใน|ของ|ต่อ)\s*$")
"""How a line ends that such a title is no title below."""
_ITEM = r"\s*(?:[ieoIEO]\s?|1[0-3]|[0๐])[\d๐-๙]{1,2}\s+[ก-ฮเ-ไ]"
_SCORED, _NEXT_ITEM = re.compile(r"\.[\d๐-๙]{2}\s*$"), re.compile(_ITEM)
"""How an item of a list ends, and the next begins; its letter may be recognised as a digit."""
_SECTION = re.compile(
    r"\n(?=\s*(?:[\d๐-๙]{1,2}\.[\d๐-๙]{1,2}[.)]?\s+(?!คะแนน)[ก-ฮเ-ไieoIEO]|[❖➢■◆]\s|(?:ผล)?คะแนน(?:เฉลี่ย)?(?:รวม|ภาพรวม)\s*[:=]?\s*[\d๐-๙]{2}[.]|มาตรการ(?:ที่\s?[\d๐-๙]+)?\s+ข้อ|มาตรการที่\s?[\d๐-๙]+[\s.:]"
    rf"|{_PLAN}(?:\n|$)|จึง(?:ขอ)?(?:เรียน|ประกาศ)มา))"
    rf"|(?:(?<=\.[\d๐-๙]{{2}})|(?<=ผ่าน|กณฑ์))\n(?={_ITEM})"
    r"|(?<=\s[\d๐-๙]{5})\n(?=\s*[\d๐-๙]{1,2}\s+[ก-๎.]{4,10}\s+[\d๐-๙]{4}\s*$)"
)
"""Where a paragraph goes on with another: `2.1 จุดแข็ง …`, and below it `2.2 จุดที่ต้องพัฒนา …`.

Or the day below the address of a letter, which ends with the postal code, or the item below the
score or result of another.
"""
_STARTS = re.compile(
    r"\s*(?:[-–•*●▪■□◆❖➢►✗✘❌+]|\(?[\d๐-๙]{1,2}[.)](?![\d๐-๙])|[ก-ฉ][.)]\s|[\d๐-๙]+\.[\d๐-๙](?![\d๐-๙]?\s*คะแนน)|ข้อ(?:คำถาม|ที่|มูล(?:ที่)?(?:ยัง)?(?:ไม่(?:ได้|ผ่าน)|ต้อง)|\s|[\d๐-๙])|ตัวชี้วัดที่|แบบวัด|แบบตรวจ|ส่วนที่|ตารางที่|ภาคผนวก"
    r"|แผนปี\s?[\d๐-๙]|มาตรการ(?:ที่\s?[\d๐-๙]|ส่งเสริม|\s+ข้อ)|(?:มาตรการ|แนวทาง|ประเด็น|ระยะเวลา|กำหนด|ขั้นตอน|วิธี|การกำกับ|การรายงาน|คะแนน|ระดับ)[^:：]{0,40}[:：]"
    r"|(?:ผู้|หน่วยงาน)(?:ที่)?รับผิดชอบ|เรื่อง|เรียน|อ้างถึง|สิ่งที่ส่งมา|ที่\s|วันที่|ส่วนราชการ|บันทึกข้อความ|ประกาศ\s?ณ|ตามที่|ด้วย\s"
    r"|จึง(?:เรียน|ประกาศ|ขอ)|(?:ขอ)?รับรอง(?:ข้อมูล|ว่า)|ผู้(?:รายงาน|จัดทำ|รับรอง)|\(ลงชื่อ|\(|[ieoIEO]\s?[\d๐-๙])"
)
_OPEN = r"(?<!องค์)(?<!องค์\n)ประกอบ"
"""`ประกอบ` of which the next line has `ด้วย`, and not the end of `องค์ประกอบ`."""
_ENDS = re.compile(rf"(?:ได้แก่|และ|หรือ|คือ|ดังนี้|{_OPEN}|,|[:：])\s*$")
"""How a line ends that a sentence goes on from, whatever the next begins with."""
_LISTED = re.compile(
    r"\s*(?:(?:มาตรการ|โครงการ|กิจกรรม)ที่\s?[\d๐-๙]+\s*[.):]?\s*[ก-ฮเ-ไ]"
    r"|[\d๐-๙]{1,2}\.[\d๐-๙]{1,2}[.)]?\s+[ก-ฮเ-ไ]"
    r"|(?:[-–•*]|\(?[\d๐-๙]{1,2}[.)])\s*(?:ตัวชี้วัดที่\s?[\d๐-๙]{1,2}[^:\n]{4,60}:"
    r"|(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?[ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙])))"
)
"""The first of a list that `… กำหนดมาตรการ ดังนี้` announces: `มาตรการที่ 1 ปรับปรุงระบบ…`.

Or of the items that `… พบข้อที่ต่ำกว่าเกณฑ์ จำนวน 6 ข้อ ดังนี้` does: `1. ข้อ i24 การกำกับดูแล…`.
"""
_UNFINISHED = re.compile(
    rf"(?:{_OPEN}|และ|ได้แก่|(?:อยู่|จัด)(?:ใน)?(?:ระดับ|เกณฑ์)|[ieoIEO]\s?[\d๐-๙]{{1,2}}\s?,)\s*$|\S\s+(?:แนวทาง|วิธี|ข้อเสนอ)[ก-๎]*\s*:\s*$|ได้แก่\s+(?:ข้อ\s?)?[ieoIEO]\s?[\d๐-๙].*[ก-๎](?<!คะแนน)\s*$"
)
"""How a line ends that is cut in a sentence, however short it is: in one that lists items too."""
_LABEL_CUT, _LABEL_REST = (
    re.compile(r"\sการ\s*$"),
    re.compile(r"\s*(?:กำกับ|ติดตาม|รายงาน)[ก-๎]*\s*[:：]"),
)
"""A label that a page has cut in its first syllable: `ระยะเวลา : ม.ค. 67 การ` over `ติดตาม : …`."""
_PLACE_CUT = re.compile(r"\s(?:อำเภอ|จังหวัด)\s*$")
"""How a title in the middle of a page ends that wraps before a name: `เทศบาล… อำเภอ… จังหวัด`."""
_REST_OF_NAME = re.compile(r"\s*(?!อำเภอ|จังหวัด|บันทึก|เรื่อง|เรียน|ประกาศ)[ก-๎]{2,10}\s*")
"""All that a line has where the name above it wraps."""
_ITEM_CUT = re.compile(r"\)\s*(?:และ)?\s*(?:ข้อ\s*)?[ieoIEO]\s?[\d๐-๙]{1,2}\s*$")
"""How a list of items ends that wraps before the score of the last: `ข้อ e9 (75.66) ข้อ e13`."""
_GOES_ON = re.compile(
    r"\s*(?:[\d๐-๙]{1,3}\.[\d๐-๙]{2}\s*คะแนน|\(\s*[\d๐-๙]{2,3}\.[\d๐-๙]{1,2}\s*(?:คะแนน)?\s*\)|\(\s*(?:ITA|Integrity)[^)]*\)|\((?:ผู้|หน่วยงานที่)?รับผิดชอบ|คะแนน\s+(?:ข้อ|และ|การ|ประ|ส่วน|โดย)|(?:และ|หรือ|ซึ่ง|โดย)[ก-๎\s]"
    r"|–\s*(?:กอง|สำนัก|งาน|ฝ่าย|ศูนย์|หน่วย)[ก-๎]{0,40}\s*$"
    r"|(?:(?:อำเภอ|จังหวัด)[ก-๎]+\s+)+(?:ได้|มี|ซึ่ง|จึง|ขอ|ใน))"
)
"""How a line begins that nothing but a sentence goes on with, however short the one above.

A title in the middle of a page too, before its abbreviation: `เรื่อง ผลการประเมิน…` over `(ITA) ปี…`.
"""
_GOT = re.compile(r"(?:ได้(?:คะแนน)?|มีคะแนน|เท่ากับ|เฉลี่ย?|ร้อยละ|อยู่ที่)\s*$")
_FIGURE = re.compile(r"\s*[\d๐-๙]{2,3}\.[\d๐-๙]{1,2}(?![\d๐-๙.])")
_SCORE = re.compile(r"\s*[\d๐-๙]{1,3}\.[\d๐-๙]{2}\s*(?:คะแนน|$)")
_RULED = re.compile(r"[-–_=.*]{4,}")
"""A rule drawn of characters, which may stand in a line."""
_MARKS = re.compile("[ัิ-ฺ็-๎]")


def paragraphs(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document, lines that a page has wrapped as one."""
    least = _least(document)
    held: Line | None = None
    above: Line | None = None
    for block in _by_section(document):
        line = block if isinstance(block, Line) else None
        if held and above and line and least and _goes_on(above, line, least):
            held = replace(held, text=_joined(held.text, line.text))
        else:
            if held:
                yield held
            held = line
            if line is None:
                yield block
        above = line
    if held:
        yield held


def _by_section(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document, a paragraph of a page parted where a numbered one begins."""
    for block in document.content.blocks:
        if isinstance(block, Line) and block.place.page is not None:
            parts = (part for text in _sections(block.text) for part in _by_label(text))
            yield from (replace(block, text=text) for text in parts)
        else:
            yield block


def _sections(text: str) -> list[str]:
    """Return a paragraph in its sections; a score that a full line leads to begins none.

    `แบบวัด… (EIT) ได้คะแนนเฉลี่ย`, and below it `๘๗.๙๙ ประกอบด้วย`.
    """
    parts: list[str] = []
    for part in _SECTION.split(text):
        if parts and _GOT.search(parts[-1]) and _FIGURE.match(part):
            parts[-1] += f"\n{part}"
        else:
            parts.append(part)
    return parts


def _by_label(text: str) -> Iterator[str]:
    """Yield a paragraph of a page, parted where a line says who does it or when it is due."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and _is_labelled(line, lines[0]):
            yield "\n".join(lines)
            lines = []
        lines.append(line)
    yield "\n".join(lines)


def _is_labelled(line: str, first: str) -> bool:
    """Say whether a line of a paragraph begins with a label; with what follows it tells that.

    Below one that does so the label itself is enough.
    """
    found = labels.led(line)
    if found is None:
        return line.startswith("[") and labels.begins(line)
    said = lexicon.meaning("contents", found[1])
    return found[0] == said or (labels.led(first) is not None and found[0] in labels.MEASURES)


def unwrapped(text: str) -> str:
    """Return a paragraph of a page on one line, but for numbered lines within it."""
    return "\n".join(repair.flat(part) for part in _NEW_LINE.split(text))


def _joined(above: str, more: str) -> str:
    """Return a line with the one that goes on with it; Thai has no space at the joint."""
    return repair.flat(f"{above}\n{more}")


def _least(document: Document) -> int | None:
    """Return the letters that a full line has at least, None where lines are paragraphs."""
    if document.kind in {Kind.WORD, Kind.SHEET}:
        return None
    lines = (part for line in document.lines() for part in line.text.split("\n"))
    widths = sorted(width for line in lines if (width := _width(line)) >= _NARROW)
    usual = widths[int(_SHARE * len(widths))] if len(widths) >= _FEW else 0
    return int(_FULL * usual) if _NARROW < usual <= _BROAD else None


def _goes_on(above: Line, line: Line, least: int) -> bool:
    """Say whether a line is the rest of the one above it, both on one page."""
    return (
        above.place.page == line.place.page
        and _is_unfinished(above, line, least)
        and _may_go_on(above, line)
        and (not line.apart or _is_cut(above, line))
        and _is_no_name(above, line)
    )


def _is_unfinished(above: Line, line: Line, least: int) -> bool:
    """Say whether a line reaches its end, or breaks off before that."""
    return bool(
        _width(above.text.rpartition("\n")[2]) >= least
        or _GOES_ON.match(line.text)
        or _UNFINISHED.search(above.text)
        or _LABEL_CUT.search(above.text)
        or _PLACE_CUT.search(above.text)
        or (owner.ends_with_name(above.text) and _REST_OF_NAME.fullmatch(line.text))
        or (_ITEM_CUT.search(above.text) and line.text.lstrip().startswith("("))
    )


def _may_go_on(above: Line, line: Line) -> bool:
    """Say whether a line begins nothing of its own."""
    if _LABEL_CUT.search(above.text) and _LABEL_REST.match(line.text):
        return True
    titled = _PLANNED.match(line.text) and not _PLANS.search(above.text)
    apart = titled or _CONTACT.search(line.text) or repair.drawn(line.text)
    labelled = labels.begins(line.text) or _is_labelled(line.text, above.text)
    return not (apart or labelled or _starts(above, line))


def _starts(above: Line, line: Line) -> bool:
    """Say whether a line begins as something of its own does, and no sentence goes on with it."""
    if _SCORED.search(above.text) and _NEXT_ITEM.match(line.text):
        return True
    if not _STARTS.match(line.text):
        return False
    announced = _ENDS.search(above.text) and not _LISTED.match(line.text)
    return not (announced or _GOES_ON.match(line.text) or _ITEM_CUT.search(above.text))


def _is_no_name(above: Line, line: Line) -> bool:
    """Say whether neither line is the name of an agency by itself."""
    cut = _PLACE_CUT.search(above.text) or _REST_OF_NAME.fullmatch(line.text)
    if not cut and owner.stands_alone(repair.flat(above.text)):
        return False
    return owner.leads_on(above.text) or not owner.stands_alone(repair.flat(line.text))


def _is_cut(above: Line, line: Line) -> bool:
    """Say whether a line ends before the figure with which the next begins, whatever is between."""
    return bool(_GOT.search(above.text) and _SCORE.match(line.text))


def _width(text: str) -> int:
    """Return the letters of a line; spaces are those with which a page is justified."""
    return len(_MARKS.sub("", _RULED.sub("", "".join(text.split()))))

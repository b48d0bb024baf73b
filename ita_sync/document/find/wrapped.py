"""Lines that a page has wrapped, as the paragraphs that they make.

Nothing but a full line above shows it; one that begins something of its own goes on with nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ita_sync.document.find import owner, repair
from ita_sync.document.parts import Block, Document, Kind, Line

_FULL, _SHARE = 0.8, 0.97
"""How much of the longest line a full one fills, and of which share of lines that is longest."""
_NARROW, _BROAD = 36, 150
"""Letters in a full line of a page; where there are longer ones, lines are paragraphs."""
_FEW = 3
_STARTS = re.compile(
    r"\s*(?:[-–•*●▪]|\(?[\d๐-๙]{1,2}[.)]|[\d๐-๙]+\.[\d๐-๙]|ข้อ|ตัวชี้วัด|แบบวัด|แบบตรวจ|ส่วนที่|ตารางที่|ภาคผนวก|มาตรการ|แนวทาง|ประเด็น"
    r"|(?:ผู้|หน่วยงาน)(?:ที่)?รับผิดชอบ|ระยะเวลา|กำหนด|ขั้นตอน|วิธี|การกำกับ|การรายงาน|คะแนน\s*[:：]|ระดับ[^:]{0,20}[:：]|เรื่อง|เรียน|อ้างถึง"
    r"|สิ่งที่ส่งมา|ที่\s|วันที่|ส่วนราชการ|บันทึกข้อความ|ประกาศ\s?ณ|ตามที่|ด้วย\s|จึง(?:เรียน|ประกาศ|ขอ)|\(ลงชื่อ|\(|[ieoIEO]\s?[\d๐-๙])"
)
_MARKS = re.compile("[ัิ-ฺ็-๎]")


def paragraphs(document: Document) -> Iterator[Block]:
    """Yield the blocks of a document, lines that a page has wrapped as one."""
    least = _least(document)
    held: Line | None = None
    above: Line | None = None
    for block in document.content.blocks:
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


def _joined(above: str, more: str) -> str:
    """Return a line with the one that goes on with it; Thai has no space at the joint."""
    return repair.flat(f"{above}\n{more}")


def _least(document: Document) -> int | None:
    """Return the letters that a full line has at least, None where lines are paragraphs."""
    if document.kind is Kind.WORD:
        return None
    widths = sorted(width for line in document.lines() if (width := _width(line.text)) >= _NARROW)
    usual = widths[int(_SHARE * len(widths))] if len(widths) >= _FEW else 0
    return int(_FULL * usual) if _NARROW < usual <= _BROAD else None


def _goes_on(above: Line, line: Line, least: int) -> bool:
    return (
        _width(above.text) >= least
        and above.place.page == line.place.page
        and _near(above.place.line, line.place.line)
        and not _STARTS.match(line.text)
        and not owner.stands_alone(repair.flat(above.text))
        and (owner.leads_on(above.text) or not owner.stands_alone(repair.flat(line.text)))
    )


def _near(above: int | None, below: int | None) -> bool:
    """Say whether a line stands right below another, without an empty one between."""
    return above is None or below is None or below - above == 1


def _width(text: str) -> int:
    return len(_MARKS.sub("", text))

"""Measures and remedies in paragraphs, whose item stands behind the text or in the label.

`1. ทบทวนคู่มือ (ข้อ e12) ผู้รับผิดชอบ: …`, `แนวทางแก้ไขข้อ o13: …`.
"""

import re
from collections.abc import Collection, Iterable

from ita_sync import thai
from ita_sync.document.find.labels import MEASURES, Label
from ita_sync.document.find.records import Record, Seen
from ita_sync.document.find.starts import ITEM_START

_ITEM = r"[ieoIEO]\s?[\d๐-๙]{1,2}(?![\d๐-๙])"
_BULLET = r"(?:[-–•*●▪]\s*|\(?[\d๐-๙]{1,2}[.)]\s*)*"
_OF_ITEM = re.compile(
    rf"^{_BULLET}(.{{4,}}?)\s*[(\[]?\s*(?:แก้ไข|ตาม|สำหรับ|ใน)?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    rf"(?<![A-Za-z])({_ITEM})\s*[)\]]?\s*$"
)
_MEASURE = re.compile(rf"^{_BULLET}(?:มาตรการ|โครงการ|กิจกรรม)(?:ที่\s*[\d๐-๙]+)?\s+")
_REMEDY = re.compile(
    r"^(?:[-–•*]\s*)?(?:แนวทาง|วิธี|ข้อเสนอแนะ)[^\s:\d]*\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*|\s)"
    rf"({_ITEM})[^:]{{0,80}}:\s*(.+)$"
)
_SHORT = 6
"""Letters that say nothing by themselves."""


def measure(
    before: str, labelled: Collection[Label], said: Seen, *, told: bool
) -> dict[Label, Seen] | None:
    """Return the item and steps of a measure whose text comes before its labels.

    Where it names no item, the text is what a person knows it by.

    Args:
        before: the text.
        labelled: the labels that follow in the same paragraph.
        said: the paragraph.
        told: it stands among measures.
    """
    found = _OF_ITEM.match(before)
    told = told or _MEASURE.match(before) is not None
    if not before or not MEASURES & {*labelled} or not (found or told) or ITEM_START.match(before):
        return None
    return _cells(found[1] if found else before, found[2] if found else "", labelled, said)


def bullet(said: Seen) -> dict[Label, Seen] | None:
    """Return item and steps of a measure on a line of its own, its labels on those below."""
    found = _OF_ITEM.match(said.text)
    if found is None or ITEM_START.match(said.text):
        return None
    return _cells(found[1], found[2], (), said)


def _cells(text: str, item: str, labelled: Collection[Label], said: Seen) -> dict[Label, Seen]:
    text = _MEASURE.sub("", text).strip(" -–•:")
    cells = {Label.ITEM: Seen(item or text, said.raw, said.place)}
    if Label.STEPS not in labelled and len(text) > _SHORT:
        cells[Label.STEPS] = Seen(text, said.raw, said.place)
    return cells


def remedied(said: Seen, records: Iterable[Record]) -> bool:
    """Say whether a line is the remedy of an item that it names, and give it to that."""
    found = _REMEDY.match(said.text)
    for record in records if found else ():
        item = record.cells.get(Label.ITEM)
        start = ITEM_START.match(item.text) if item else None
        if found and start and thai.fold(start[1]) == thai.fold(found[1]):
            record.cells.setdefault(Label.REMEDY, Seen(found[2], said.raw, said.place))
            return True
    return False

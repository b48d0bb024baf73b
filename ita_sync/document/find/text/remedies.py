"""Remedies on lines of their own, each naming the item that it mends: `แนวทางแก้ไขข้อ o13: …`."""

import re
from collections.abc import Iterable

from ita_sync import thai
from ita_sync.document.find.items.item_numbers import BULLET, IN_TEXT
from ita_sync.document.find.text import enclosed
from ita_sync.document.find.words import labels, orders
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Record, Seen
from ita_sync.document.find.words.starts import ITEM_START

_REMEDY = re.compile(
    r"^(?:[-–•*]\s*)?(?:แนวทาง|วิธี|ข้อเสนอแนะ)[^\s:\d]*\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*|\s)"
    rf"({IN_TEXT})[^:]{{0,80}}:\s*(.+)$"
)
_LISTED_REMEDY = re.compile(
    rf"^{BULLET}(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?({IN_TEXT})\s*:?\s*([^\d๐-๙\s].{{6,}})$", re.DOTALL
)


def remedied(said: Seen, records: Iterable[Record], caption: str) -> bool:
    """Say whether a line is the remedy of an item that it names, and give it to that.

    Under a caption that announces remedies, `แนวทางปรับปรุง`, the item alone is enough: its score is
    above.
    """
    found = _REMEDY.match(said.text)
    planned = bool(orders.told(said.text)) or enclosed.enclosed(said) is not None
    announced = labels.alone(caption) is Label.REMEDY and not planned
    if not found and announced and not shaped_in(said.text):
        found = _LISTED_REMEDY.match(said.text)
    if not found:
        return False
    about = next((record for record in records if _is_about(record, found[1])), None)
    if about and thai.fold(found[2]) in thai.fold(about.cells[Label.ITEM].text):
        return False  # the title of the item, again
    if about:
        about.cells.setdefault(Label.REMEDY, Seen(found[2], said.raw, said.place))
    return about is not None


def _is_about(record: Record, item: str) -> bool:
    cell = record.cells.get(Label.ITEM)
    start = ITEM_START.match(cell.text) if cell else None
    return start is not None and thai.fold(start[1]) == thai.fold(item)

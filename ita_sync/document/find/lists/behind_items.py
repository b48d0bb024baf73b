"""What is to be done, behind the items of a measure and without a label.

`1) I7, I9 : ติดป้ายบอกขั้นตอน`, and who does it and when on the line below. The same place may have the
title of the item: what is like it, or may be one that is not known, is left.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.items import item_numbers, items
from ita_sync.document.find.items.item_numbers import IN_TEXT
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.orders import DOES
from ita_sync.document.find.words.records import Record
from ita_sync.rules import Framework

_BEHIND = re.compile(
    rf"\s*(?:{IN_TEXT}(?:\s*(?:,|และ|/|\s)\s*(?:ข้อ\s*)?(?={IN_TEXT})|))+\s*[:–-]?\s*(\S.{{7,}})",
    re.DOTALL,
)
_ACTS = rf"{DOES}|ลง(?!นาม)|ถ่าย|จ้าง|วาด|เขียน|พิมพ์|โพสต์|เก็บ|ซื้อ|สอน|ให้|ขอ|วาง|คืน|เร่งรัด|กรอก"
_DOES = re.compile(
    rf"(?:(?:กอง|สำนัก|งาน|ฝ่าย|ทุก|นิติกร|เจ้าหน้าที่(?!ของ|ปฏิบัติ|ผู้|มี|ให้|ใน))[ก-๎]{{0,30}}?)?(?:{_ACTS})"
)
"""How a text begins that says what to do; who does it may come first."""
_TITLE = 70.0
"""Of 100: words this alike to what an item is called may be its title."""
_LEAST = 6
"""Letters in a title that tell something."""
_NO_MORE = {Label.STEPS, Label.REMEDY, Label.SCORE, Label.INDICATOR}


def told(records: Sequence[Record], framework: Framework) -> list[Record]:
    """Return records, a measure with what stands behind its items as its steps; that is guessed."""
    titles = _titles(records)
    return [_stepped(record, titles, framework) for record in records]


def _titles(records: Iterable[Record]) -> dict[str, list[str]]:
    """Return what lists of items that are no measures call each."""
    found: dict[str, list[str]] = {}
    for record in records:
        text = record.cells[Label.ITEM].text if Label.ITEM in record.cells else ""
        if not MEASURES & record.cells.keys():
            for code in _codes(text):
                found.setdefault(code, []).append(item_numbers.title_of(text))
    return found


def _codes(text: str) -> list[str]:
    start = re.match(rf"\s*({IN_TEXT})", text)
    return [*item_numbers.several(text)] or (
        [thai.digits(start[1]).replace(" ", "").lower()] if start else []
    )


def _stepped(record: Record, titles: Mapping[str, Sequence[str]], framework: Framework) -> Record:
    cells = record.cells
    planned = record.context.section == "measures" and bool(MEASURES & cells.keys())
    if record.heads or not planned or Label.ITEM not in cells or _NO_MORE & cells.keys():
        return record
    item = cells[Label.ITEM]
    found = _BEHIND.fullmatch(item.text)
    if not found or _may_title(found[1], _codes(item.text), titles, framework):
        return record
    told = replace(item, text=found[1].strip(), guessed=True)
    return replace(record, cells={**cells, Label.STEPS: told})


def _may_title(
    text: str, codes: Sequence[str], titles: Mapping[str, Sequence[str]], framework: Framework
) -> bool:
    """Say whether a text may be what an item is called; none is called what several are about."""
    if len(codes) > 1:
        return False
    official = framework.titles.items
    known = (one for code in codes for one in (*titles.get(code, ()), official.get(code, "")))
    return not _DOES.match(text) or any(
        items.likeness(text, one) >= _TITLE and not _acts_on(text, one) for one in known
    )


def _acts_on(text: str, title: str) -> bool:
    """Say whether a text says what to do with what an item is about: `ปรับข้อมูลผู้บริหารให้ครบ`."""
    what, called = thai.fold(text), thai.fold(title)
    return len(called) >= _LEAST and what.find(called) > 0 and not what.endswith(called)

"""Measures that begin with whose they are; what is to be done stands on the lines below.

`1) [o13] ผู้รับผิดชอบ กองพัสดุ (ภายใน ธ.ค. 2568)`, `o10 โดย งานบริการประชาชน`.
"""

import re

from ita_sync.document.find.items.item_numbers import IN_TEXT
from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Seen

_COUNT = r"\(?[\d๐-๙]{1,2}(?:(?:\.[\d๐-๙]{1,2})+[.)]?|[.)])\s*"
_ASSIGNED = re.compile(
    rf"^(?:{_COUNT})?(?:[(\[]?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?(?P<item>{IN_TEXT})[)\]]?\s*)?"
    r"(?:โดย|(?:ผู้|หน่วยงานที่)?รับผิดชอบ(?:โดย)?)\s*[:：]?\s*(?P<unit>[ก-๎][^()\d๐-๙:]{1,60}?)"
    r"\s*(?:\((?P<due>[^()]{4,40})\))?\s*$"
)
_SHORT = 6
"""Letters that something stands before at least: a number, an item, `โดย`."""


def assigned(said: Seen) -> dict[Label, Seen] | None:
    """Return the item of a measure, who does it and when, from the line above its steps."""
    found = _ASSIGNED.match(said.text)
    if found is None or found.start("unit") < _SHORT:
        return None
    values = {Label.ITEM: found["item"], Label.DIVISION: found["unit"]}
    if found["due"] and lexicon.meaning("contents", found["due"]) == "due":
        values[Label.DUE] = found["due"]
    return {
        label: Seen(text, said.raw, said.place, guessed=label is Label.DUE)
        for label, text in values.items()
        if text
    }

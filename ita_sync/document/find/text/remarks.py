"""What a remark beside an indicator's score says of its items: `ไม่ได้คะแนนข้อ o19, o23`."""

import re
from collections.abc import Iterable, Iterator

from ita_sync import thai
from ita_sync.document.find.tables.tables import Columns
from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Context, Record, Seen, seen
from ita_sync.document.find.words.starts import ITEM_START, ONE, listed
from ita_sync.document.parts import Row

_WEAK = re.compile(r"(?<!ไม่)(?:ตก|ขาด|ต่ำ|อ่อน|หลุด)")
"""All that a note of a few words says: `ตกข้อ i5`, `ขาด o12`."""
_SHORT = 30
"""Letters of such a note without its items."""


def weak_items(record: Record, row: Row, columns: Columns, *, lossy: bool) -> Iterator[Record]:
    """Yield the weak items that the remarks of a row about an indicator name."""
    number, item = record.context.indicator, record.cells.get(Label.ITEM)
    if not columns.names_indicator or number is None or (item and ITEM_START.match(item.text)):
        return
    for place, (label, cell) in enumerate(zip(columns.labels, row.cells, strict=False)):
        if label in {None, Label.LEFT, Label.REMEDY} and cell and filled(cell):
            for cells in _named(seen(cell, row.at(place)), lossy=lossy):
                yield Record(cells, Context("weak", number))


def _named(said: Seen, *, lossy: bool) -> Iterable[dict[Label, Seen]]:
    """Return the items that a remark says are weak, those that have no points with their nought."""
    if found := listed(said, lossy=lossy):
        return found[1]
    words = thai.fold(ONE.sub(" ", said.text))
    told = lexicon.meaning("below", words) or ("below" if _WEAK.search(words) else None)
    if lossy or told is None or len(words) > _SHORT:
        return ()
    nought = {Label.SCORE: Seen("0", said.raw, said.place)} if told == "zero" else {}
    items = (Seen(each[0], said.raw, said.place) for each in ONE.finditer(said.text))
    return ({Label.ITEM: item, **nought} for item in items)

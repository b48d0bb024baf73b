"""What is in a document and was not taken: each table, column and paragraph is named."""

import re
from collections.abc import Iterable, Iterator, Mapping

from ita_sync.document.describe import quote
from ita_sync.document.draft import Copy, Field, Node
from ita_sync.document.find.scores.score_cells import elsewhere
from ita_sync.document.find.words.labels import Label, parted
from ita_sync.document.find.words.records import Context, Records, Seen
from ita_sync.document.parts import Spot
from ita_sync.i18n import T, Text

_LISTED = 10
"""Places that a note names."""
_ITEM = re.compile(
    r"(?<![A-Za-z\d–-])(?:[ieo]\s?|[IEO])[\d๐-๙]{1,2}(?![A-Za-z\d๐-๙]|\s?[-–]\s?[ieoIEO])"
)
_SAYS = re.compile(r"คะแนน|ร้อยละ|ปรับปรุง|แก้ไข|[\d๐-๙]{2}\.[\d๐-๙]")
"""What a paragraph that names an item has to say of it."""
_POINT = re.compile(r"\s*(?:[-–•*❖➢]|\(?[\d๐-๙]{1,2}[.)])")
_PLANS = re.compile(
    r"รับผิดชอบ|ภายใน(?:เดือน|วันที่|ปี|ไตรมาส)|จะ(?:จัด|ดำเนิน|ปรับ|รวบรวม|เพิ่ม|เผยแพร่|ทำ|พัฒนา|ส่ง)"
)
"""What a sentence among measures says that plans something."""
_LONG = 40
"""Letters of a point among measures that is no heading."""
_OWN = 12
"""Letters of a text that is found nowhere else by chance."""


def notes(
    said: Records, fields: Mapping[str, Node], year: int, *, paragraphs: bool
) -> Iterator[Text]:
    """Yield notes about what is in a document and was not taken.

    Args:
        said: what the document says.
        fields: what was taken.
        year: that of the report.
        paragraphs: its lines are paragraphs.
    """
    copies = [copy for node in fields.values() for copy in _copies(node)]
    for seen in said.left_out:
        place = seen.place.describe(paragraphs=paragraphs)
        yield T("The report of an earlier year begins at {place}; it was not read.", place=place)
    if said.itemless:
        spots = dict.fromkeys(seen.place for seen in said.itemless)
        places = [spot.describe(paragraphs=paragraphs) for spot in spots]
        yield T("Measures that name no item were not taken: {places}.", places=places[:_LISTED])
    for spot in said.untold[:_LISTED]:
        yield T(
            "The items listed from {place} on have scores, and nothing says which of them are "
            "weak; only those without points were taken.",
            place=spot.describe(paragraphs=paragraphs),
        )
    for seen in said.unnamed[:_LISTED]:
        yield T(
            '{place} has a score and was not taken, nothing tells which item it is: "{words}"',
            place=seen.place.describe(paragraphs=paragraphs),
            words=quote(seen.text),
        )
    yield from _of_tables(said, copies, year)
    for seen in _untaken(said, copies)[:_LISTED]:
        yield T(
            '{place} speaks of items or measures and was not taken: "{words}"',
            place=seen.place.describe(paragraphs=paragraphs),
            words=quote(seen.text),
        )


def _of_tables(said: Records, copies: Iterable[Copy], year: int) -> Iterator[Text]:
    """Yield notes about tables and columns."""
    used = {_table(copy.place) for copy in copies} | {_table(item.place) for item in said.passing}
    earlier = (one for one in said.records if elsewhere(one, year))
    used |= {_table(cell.place) for one in earlier for cell in one.cells.values()}
    for seen in [seen for seen in said.tables if _table(seen.place) not in used][:_LISTED]:
        yield T(
            '{place} was not taken, nothing tells what it holds: "{words}"',
            place=_table(seen.place).describe(),
            words=quote(seen.text),
        )
    for seen in [seen for seen in said.strange if _table(seen.place) in used][:_LISTED]:
        yield T(
            'A column of {place} was not taken, nothing tells what it holds: "{words}"',
            place=_table(seen.place).describe(),
            words=quote(seen.text),
        )


def _untaken(said: Records, copies: Iterable[Copy]) -> list[Seen]:
    """Return the paragraphs that speak of items or measures, and of which nothing was taken."""
    taken = [*copies, *(item.copy for item in said.passing)]
    known = {(copy.place, _joined(copy.seen)) for copy in taken}
    return [
        seen
        for seen, context in said.lines
        if seen.place.table is None
        and not seen.place.cell
        and _speaks(seen.text, context)
        and not _is_in(known, seen)
    ]


def _is_in(known: Iterable[tuple[Spot, str]], seen: Seen) -> bool:
    """Say whether a paragraph, or a part of it, or what it is a part of, was taken."""
    raw = _joined(seen.raw)
    return any(
        text in raw or raw in text
        for place, text in known
        if place == seen.place or len(text) >= _OWN
    )


def _joined(text: str) -> str:
    """Return a text without the spaces and breaks that a page has put into it."""
    return "".join(text.split())


def _speaks(text: str, context: Context) -> bool:
    """Say whether a paragraph speaks of an item, or is a point or a label among measures."""
    if _ITEM.search(text) and _SAYS.search(text):
        return True
    labels = {label for label, _ in parted(text)[1]} - {Label.LEFT}
    long = len(text) >= _LONG and (_POINT.match(text) or _PLANS.search(text))
    told = bool(labels or long)
    return context.section == "measures" and told


def _table(place: Spot) -> Spot:
    """Return the table in which a place is."""
    return Spot(page=place.page, table=place.table)


def _copies(node: Node) -> Iterator[Copy]:
    """Yield the places that a node was read in."""
    if isinstance(node, Field):
        yield from node.copies
        return
    for child in node.values() if isinstance(node, dict) else node:
        yield from _copies(child)

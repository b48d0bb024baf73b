"""Records -> weak items, strengths and measures, each value with its origin and how sure it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.draft import Field, Node
from ita_sync.document.find.items import item_numbers
from ita_sync.document.find.items.items import Named
from ita_sync.document.find.lists import behind_items, passing, strengths, weak
from ita_sync.document.find.lists.listed import Listed, in_order, told_apart, unique
from ita_sync.document.find.lists.measures import Measures
from ita_sync.document.find.lists.naming import Naming
from ita_sync.document.find.lists.weak import WeakReader
from ita_sync.document.find.scores.score_cells import elsewhere, only_its_caption
from ita_sync.document.find.words import orders
from ita_sync.document.find.words.candidates import doubted
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.records import Record, Records, Seen
from ita_sync.document.find.words.starts import parted
from ita_sync.i18n import T
from ita_sync.rules import Framework

_WORDS = 12
"""Letters behind an item that may say what to do."""
_COUNTED = re.compile(rf"^\s*(?:[ก-ฮ]\.\s*|{item_numbers.BULLET})")
NO_ITEM = T("which item it belongs to is not known")


@dataclass(frozen=True)
class Lists:
    """The three lists of a report.

    Attributes:
        weak: by indicator; each entry shaped as in the report file.
        failing: the items of each OIT indicator whose list was read whole, without a doubt, and
            the score of each.
    """

    weak: list[Node]
    strengths: list[Node]
    measures: list[Node]
    failing: dict[int, dict[str, Decimal]]


_ENCLOSED = re.compile(r"[(\[]\s*((?:ข้อ\s*)?[ieoIEO]\s?[\d๐-๙]{1,2}\s*[,และ–-][^()]*)[)\]]\s*$")
"""Several items behind the name of a measure: `มาตรการกำกับการใช้ทรัพย์สิน (i19, i20)`."""
_INDICATOR = re.compile(
    r"(?:^(?:\(?[\d๐-๙]{1,2}[.)])?\s*(?:เรื่อง|ประเด็น|มาตรการ)?\s*|[(\[](?:แก้ไข|แก้|เพื่อ|ยก|ของ|ตาม|สำหรับ)?\s*)"
    r"(?:ตัวชี้วัด|ตชว\.?|(?<=[(\[])ตัว)\s*(?:ที่)?\s*[\d๐-๙]"
)
"""`(4) เรื่อง ตัวชี้วัดที่ 7`, `(4) ชี้แจงแผน (แก้ตัวชี้วัด 2)`, where the others name their item."""


def build(said: Records, framework: Framework, *, lossy: bool, paragraphs: bool) -> Lists:
    """Return the lists that the records make.

    Args:
        said: what stands together in the document.
        framework: the year's rules, as far as they are known.
        lossy: the letters were recognised from a picture.
        paragraphs: line breaks in a cell part paragraphs; else they only wrap.
    """
    told = said.records if lossy else _of_year(said.records, framework.fiscal_year)
    told = behind_items.told(told, framework)
    about = [
        one for record in told if Label.ITEM in record.cells for one in _each(record, lossy=lossy)
    ]
    strong = [record for record in about if strengths.is_one(record, framework)]
    rest = [record for record in about if record not in strong]
    naming = Naming(rest, framework, lossy=lossy)
    weak_ones = _weak_of(rest, said, framework, lossy=lossy)
    weak_ones = weak_ones or [record for record in rest if weak.is_planned(record)]
    listed = WeakReader(framework, naming, weak.shared(said), lossy=lossy).read(weak_ones)
    said.unnamed = listed.unnamed
    points = (strengths.one(record, framework, lossy=lossy) for record in strong)
    named = [Listed(record, among(naming.name(record), listed.items)) for record in _measured(rest)]
    once = unique(in_order(named, framework, listed.items, lossy=lossy), lossy=lossy)
    plans = told_apart(once, framework, lossy=lossy)
    plans += _itemless(said, framework, listed.items, lossy=lossy)
    reader = Measures(framework.fiscal_year, lossy=lossy, paragraphs=paragraphs)
    entries = (reader.one(one.record, one.named, listed.items) for one in plans)
    return Lists(
        weak=listed.entries,
        strengths=_once(entry for entry in points if entry),
        measures=_once(entry for entry in entries if entry),
        failing=listed.failing,
    )


def among(named: Named, weak_ones: set[str]) -> Named:
    """Return the item of a measure whose number was misread: the only weak one that it may be."""
    if named.exact or named.titled:
        return named
    fitting = [item for item in (named.item, *named.others) if item in weak_ones]
    if len(fitting) != 1 or fitting[0] == named.item:
        return named
    others = tuple(item for item in (named.item, *named.others) if item and item != fitting[0])
    return replace(named, item=fitting[0], others=others)


def _of_year(records: list[Record], year: int) -> list[Record]:
    """Return the records without those under the head of an earlier year.

    Where only the line above a table names one, a person decides.
    """
    found = []
    for record in records:
        score = record.cells.get(Label.SCORE)
        if score is None or not elsewhere(record, year):
            found.append(record)
        elif only_its_caption(record):
            found.append(replace(record, cells=record.cells | {Label.SCORE: doubted(score)}))
    return found


def _measured(records: list[Record]) -> list[Record]:
    """Return the records that describe measures; of those done, only where there are no others.

    Who stands beside an item in a list of all of them has published it, and plans nothing.
    """
    found = [_stepped(record) for record in records if MEASURES & record.cells.keys()]
    planned = [record for record in found if not _is_only_assigned(record)]
    found = planned or [record for record in found if record.whole is None]
    return [record for record in found if record.context.section != "done"] or found


def _stepped(record: Record) -> Record:
    """Return a measure; what is called a remedy in it is its steps: `แนวทางดำเนินการ:`."""
    cells = record.cells
    told = record.context.section == "measures" and Label.SCORE not in cells
    if not told or Label.STEPS in cells or Label.REMEDY not in cells:
        return record
    return replace(record, cells={**cells, Label.STEPS: cells[Label.REMEDY]})


def _is_only_assigned(record: Record) -> bool:
    """Say whether a weak item has nothing of a measure but who mends it."""
    cells = record.cells.keys()
    return MEASURES & cells == {Label.DIVISION} and bool({Label.SCORE, Label.REMEDY} & cells)


def _itemless(said: Records, framework: Framework, known: set[str], *, lossy: bool) -> list[Listed]:
    """Return the measures of an indicator, or of none: planned by theme.

    In recognised text a number may only not have been seen where other measures have one; these are
    told then.
    """
    found = [
        record
        for record in map(_stepped, said.records)
        if Label.ITEM not in record.cells
        and (len(MEASURES & record.cells.keys()) > 1 or _says_all(record))
        and record.context.section != "done"
    ]
    if not lossy or not any(_plans_item(record) for record in said.records):
        return [_of_indicator(record, framework, known) for record in found]
    own, lost = _by_title(found)
    said.itemless = [next(iter(record.cells.values())) for record in lost]
    return [_of_indicator(record, framework, known) for record in own]


def _by_title(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Return the measures whose title names no item, and those that may have lost one."""
    found: tuple[list[Record], list[Record]] = ([], [])
    for record in records:
        found[not _is_entitled(record)].append(record)
    return found


def _is_entitled(record: Record) -> bool:
    """Say whether the title of a measure has no place for an item where the others name theirs.

    It names an indicator, or begins with what is done: `3.3 จัดกิจกรรมพบประชาชน`.
    """
    title = record.cells.get(Label.NAME)
    if title is None:
        return False
    return bool(_INDICATOR.search(title.text) or orders.does(_COUNTED.sub("", title.text)))


def _says_all(record: Record) -> bool:
    """Say whether a line of a list is a measure by itself."""
    steps = record.cells.get(Label.STEPS)
    return Label.NAME in record.cells and steps is not None and steps.guessed


def _plans_item(record: Record) -> bool:
    """Say whether a record is a measure of an item."""
    return Label.ITEM in record.cells and bool(MEASURES & record.cells.keys())


def _of_indicator(record: Record, framework: Framework, known: set[str]) -> Listed:
    """Return a measure that names no item: any weak one of its indicator may be meant."""
    number = record.context.indicator
    others = [item for item in framework.items_of(number) if item in known] if number else []
    cells = record.cells
    about = cells.get(Label.NAME) or cells.get(Label.INDICATOR) or next(iter(cells.values()))
    # A line of a list, over who does it and when, says what to do.
    only = {} if {Label.STEPS, Label.REMEDY} & cells.keys() else _as_steps(cells.get(Label.NAME))
    found = replace(record, cells=cells | only | {Label.ITEM: about})
    return Listed(found, Named(None, why=NO_ITEM, others=tuple(others)))


def _as_steps(name: Seen | None) -> dict[Label, Seen]:
    """Return what a measure is known by as what to do, for want of another; it is guessed."""
    text = _COUNTED.sub("", name.text) if name else ""
    if name is None or len(text) < _WORDS:
        return {}
    return {Label.STEPS: replace(name, text=text, guessed=True)}


def _weak_of(
    records: list[Record], said: Records, framework: Framework, *, lossy: bool
) -> list[Record]:
    """Return the records about weak items; those that pass are kept apart."""
    scored = [record for record in records if weak.is_weak(record)]
    strong = passing.among(scored, framework, said.mark, lossy=lossy)
    untold = (one.whole for one in strong if passing.is_untold(one, framework, said.mark))
    said.untold = [*dict.fromkeys(place for place in untold if place)]
    said.passing = [record.cells[Label.ITEM] for record in strong]
    return [record for record in scored if record not in strong]


def _each(record: Record, *, lossy: bool) -> list[Record]:
    """Return a record for each item in its cell.

    `o33, o41`, `i20 - i23`; or each with its score, `e12 … (78.00)` over `e14 … (80.50)`.
    """
    cell = record.cells[Label.ITEM]
    enclosed = _ENCLOSED.search(cell.text)
    codes = item_numbers.several(enclosed[1] if enclosed else cell.text, lossy=lossy)
    entries: list[dict[Label, Seen]] = [
        {Label.ITEM: replace(cell, text=code, between=between)} for code, between in codes.items()
    ]
    if len(entries) <= 1:
        entries = parted(cell)
    if len(entries) <= 1:
        return [record]
    return [
        replace(record, cells=record.cells | entry, covered=record.covered or place > 0)
        for place, entry in enumerate(entries)
    ]


def _once(entries: Iterable[dict[str, Node]]) -> list[Node]:
    """Return the entries without repetitions: a row may be printed again on the next page."""
    found: list[Node] = []
    said: list[object] = []
    for entry in entries:
        values = _values(entry)
        if values not in said:
            said.append(values)
            found.append(entry)
    return found


def _values(node: Node) -> object:
    if isinstance(node, Field):
        return thai.fold(node.value or "")
    if isinstance(node, dict):
        return {key: _values(child) for key, child in node.items()}
    return [_values(child) for child in node]

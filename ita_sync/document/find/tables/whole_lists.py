"""Lists of all items with their scores: which of them a document itself gives as weak.

The system's export names every item. Where the year's pass mark is not known, the mark that the
document states tells (`ข้อที่ต่ำกว่า 85 คะแนน`), or what stands beside an item (`หมายเหตุ: ต่ำกว่า 85`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ita_sync import thai
from ita_sync.document.find.words import lexicon, repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.figures import plain
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Record
from ita_sync.document.find.words.starts import ITEM_START
from ita_sync.document.parts import Block, Line, Row
from ita_sync.rules.scoring import FULL

_LEAST, _LEAST_PARTED = 5, 10
"""Items one after the other, none left out, that only a list of all of them has; in its tables."""
_SHARE = 0.8
"""Share of them that follow the one above; a page break may have cut the rest."""
_SHORT = 40
"""Letters in a cell that only says that its item is weak."""
_CROSSED = {"×", "✗", "✘", "☒", "❌"}
"""The cross of an item that failed, beside ticks for the others."""
_KEPT = re.compile(
    r"^[-–•]*(?:ให้|ควร)?(?:รักษา|คง|ธำรง)(?:ไว้)?(?:ซึ่ง)?(?:ระดับ|มาตรฐาน|คุณภาพ|คะแนน|ผล|ไว้|เดิม|ที่ดี|นี้|ต่อไป|ของ|การ|ดำเนินงาน|ปฏิบัติงาน)*$"
)
"""All that stands for a remedy of an item that is not weak, in folded text: `รักษาระดับ`."""
_STATED = re.compile(
    r"(?<!ไม่)(?:ต่ำกว่า|น้อยกว่า|ไม่ถึง)(?:เกณฑ์|เป้าหมาย|ที่กำหนด|ร้อยละ|คะแนน|[(])*([5-9]\d(?:\.\d{1,2})?)"
    r"(?![\d.]\d|\d|วัน|คน|ราย|ข้อ|แห่ง|ชั่ว|นาที|บาท|ครั้ง|เรื่อง|ปี|เดือน|โครงการ)"
)
"""A pass mark that a document states, in folded text: `ต่ำกว่าร้อยละ 85`."""
_AIM = re.compile(
    r"(?:ผ่านเกณฑ์|เกณฑ์การผ่าน|ค่าเป้าหมาย)(?:คือ|ที่|ไว้ที่|ร้อยละ|คะแนน)*([5-9]\d(?:\.\d\d)?)(?:คะแนน|ขึ้นไป)"
)
"""A pass mark of the agency, meant of items where no other is stated: `ผ่านเกณฑ์ 85 คะแนน`."""
_OF_ITEMS = re.compile(r"ข้อ|ตัวชี้วัด|ประเด็น")
_NEAR = 40
"""Letters before a stated mark that say of what it is."""
_SCORED = {Label.ITEM, Label.SCORE}
_CHECKED = {Decimal(0), Decimal(1)}


def stated(blocks: Iterable[Block]) -> Decimal | None:
    """Return the pass mark of items that a document states; None where it states none, or more."""
    marks: set[Decimal] = set()
    of_items: set[Decimal] = set()
    aims: set[Decimal] = set()
    for text in map(thai.fold, _texts(blocks)):
        aims |= {Decimal(found[1]) for found in _AIM.finditer(text)}
        for found in _STATED.finditer(text):
            mark = Decimal(found[1])
            marks.add(mark)
            if _OF_ITEMS.search(text, max(0, found.start() - _NEAR), found.start()):
                of_items.add(mark)
    told = of_items or marks or aims
    return next(iter(told)) if len(told) == 1 else None


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell for row in block.rows for cell in row.cells if cell)


def says_weak(row: Row) -> bool:
    """Say whether a short cell beside an item says that it is weak: `ต่ำกว่า 85`, `ไม่ได้คะแนน`, ×."""
    cells = (repair.flat(cell) for cell in row.cells if cell and filled(cell))
    return any(
        len(cell) <= _SHORT
        and not ITEM_START.match(cell)
        and (cell in _CROSSED or _below(thai.fold(cell)))
        for cell in cells
    )


def says_kept(record: Record) -> bool:
    """Say whether what stands for its remedy is that an item stays as it is: it is not weak."""
    remedy = record.cells.get(Label.REMEDY)
    return remedy is not None and _KEPT.match(thai.fold(repair.flat(remedy.text))) is not None


def _below(text: str) -> bool:
    found = lexicon.meaning("below", text)
    return found is not None and not text.startswith("ข้อ")


def settle(records: Sequence[Record]) -> None:
    """Mark the records of one table that is a list of all items, full marks of a checklist as such.

    Where a cell beside some of them says that these are weak, or gives a remedy, the others are
    not.
    """
    _settle([one for one in records if one.cells.keys() >= _SCORED], _LEAST)


def settle_parted(records: Iterable[Record]) -> None:
    """Mark the records of one list of all items that comes in tables of the same heads.

    A question analysis has a table for each indicator, with three items in it.
    """
    alike: dict[tuple[tuple[Label, str], ...], list[Record]] = {}
    for one in records:
        if one.whole is None and one.cells.keys() >= _SCORED:
            alike.setdefault(tuple(sorted(one.heads.items())), []).append(one)
    for heads, scored in alike.items():
        if heads:
            _settle(scored, _LEAST_PARTED)


def _settle(scored: Sequence[Record], least: int) -> None:
    if len(scored) < least or not _follow_each_other(scored):
        return
    _read_checks(scored)
    for record in scored:
        record.whole = scored[0].cells[Label.ITEM].place
    _tell_weak(scored)


def _tell_weak(scored: Sequence[Record]) -> None:
    """Say of each record of a list whether its row says that it is weak, if any does."""
    _mark_some(scored, [one for one in scored if _is_starred(one)])
    remedied = [one for one in scored if Label.REMEDY in one.cells and not says_kept(one)]
    _mark_some(scored, remedied)
    if any(one.said_weak for one in scored):
        for record in scored:
            record.said_weak = bool(record.said_weak)


def _mark_some(scored: Sequence[Record], told: Sequence[Record]) -> None:
    """Mark records of a list as weak that have something which the others have not."""
    if len(told) < len(scored):
        for record in told:
            record.said_weak = True


def _is_starred(record: Record) -> bool:
    """Say whether an item has the star that the heading above its list explains.

    `คะแนนรายข้อ (ข้อที่ต่ำกว่าเกณฑ์ทำเครื่องหมาย *)` over `i7 · 79.6*`.
    """
    caption = thai.fold(record.context.caption)
    explained = "*" in caption and lexicon.meaning("below", caption) is not None
    return explained and any(record.cells[label].text.rstrip().endswith("*") for label in _SCORED)


def _follow_each_other(records: Sequence[Record]) -> bool:
    """Say whether records are all items of a list, in whatever order.

    Some go on across a row, `i1 · i2 · i3` over `i4 · i5 · i6`; some are sorted by their scores.
    """
    codes = sorted(code for record in records if (code := _code(record)))
    steps = sum(two == (one[0], one[1] + 1) or two[1] == 1 for one, two in pairwise(codes))
    return steps >= _SHARE * (len(records) - 1)


def _code(record: Record) -> tuple[str, int] | None:
    found = ITEM_START.match(thai.digits(record.cells[Label.ITEM].text))
    if found is None:
        return None
    code = found[1].replace(" ", "").lower()
    return (code[0], int(code[1:])) if code[1:].isdigit() else None


def _read_checks(records: Sequence[Record]) -> None:
    """Take the 1 of a checklist of 1 and 0 for full marks: `ผล (1 = ได้, 0 = ไม่ได้)`."""
    figures = [plain(repair.flat(one.cells[Label.SCORE].text).strip()) for one in records]
    if {*figures} != _CHECKED:
        return
    for record, figure in zip(records, figures, strict=True):
        if figure:
            cell = record.cells[Label.SCORE]
            record.cells[Label.SCORE] = replace(cell, text=str(FULL))

"""Measures and remedies in paragraphs, whose item stands behind the text or in the label.

`1. ทบทวนคู่มือ (ข้อ e12) ผู้รับผิดชอบ: …`, `แนวทางแก้ไขข้อ o13: …`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.items.item_numbers import BULLET, SEVERAL_IN_TEXT
from ita_sync.document.find.text import enclosed
from ita_sync.document.find.text.enclosed import guessed
from ita_sync.document.find.words import indicators, lexicon, orders
from ita_sync.document.find.words.labels import MEASURES, Label
from ita_sync.document.find.words.records import Seen
from ita_sync.document.find.words.starts import ITEM_START

_OF_ITEM = re.compile(
    rf"^{BULLET}(.{{4,}}?)\s*[(\[]?\s*(?:แก้ไข|ตาม|สำหรับ|ใน)?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    rf"(?<![A-Za-z–-])({SEVERAL_IN_TEXT})\s*[)\]]?\s*$"
)
_TO_DO_FOR = re.compile(
    rf"^{BULLET}[(\[]\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?({SEVERAL_IN_TEXT})\s*[)\]]\s*[:–-]?\s*([ก-๎].{{5,}})$",
    re.DOTALL,
)
"""`3.1 (ข้อ o12) จัดทำรายงานให้ครบ`: the items stand before what is done."""
_MEASURE = re.compile(rf"^{BULLET}(?:มาตรการ|โครงการ|กิจกรรม)(?:ที่\s*[\d๐-๙]+)?\s+")
_FOR_ITEMS = re.compile(
    rf"[(\[]?(?:ข้อ(?:ที่)?\s*)?({SEVERAL_IN_TEXT})[)\]]?\s*[-–:]?\s*(\S.{{5,}})$", re.DOTALL
)
"""The items that the text of a measure begins with: `ข้อ i19, i24 อบรม…`, `(ข้อ o12) จัดทำ…`."""
_OF_ITEMS = re.compile(
    rf"^{BULLET}(?:มาตรการ|โครงการ|กิจกรรม)(?:การ|เพื่อ|แก้ไข|ปรับปรุง|พัฒนา|ยกระดับ|ป้องกัน|ปัญหา|ที่\s?[\d๐-๙]+)*"
    rf"\s*(?:สำหรับ|ของ|ตาม)?\s*[(\[]\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?({SEVERAL_IN_TEXT})\s*[)\]]\s*[:–-]\s*(.*)$",
    re.DOTALL,
)
"""The items that the label of a measure encloses: `มาตรการแก้ไข (i20, i23): จัดทำคู่มือ`."""
_TO_DO = re.compile(
    rf"^{BULLET}(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?({SEVERAL_IN_TEXT})\s*[:：–-]\s*({orders.DOES}.{{5,}})$",
    re.DOTALL,
)
"""`2) O15, O22 : จัดทำสถิติเป็นรายเดือน`: what is done, and no title, begins with a verb."""
_TITLE = re.compile(r"[\d๐-๙.)\s]*(?:มาตรการ|โครงการ|กิจกรรม)")
_CARD = re.compile(
    r"(?:มาตรการ|โครงการ|กิจกรรม)(?:ที่)?\s*[\d๐-๙]+[.)]?\s*(?:(?:สำหรับ|แก้ไข|ของ|ตาม)?ข้อ(?:ที่)?)?"
)
_DONE = re.compile(r"(?:แล้ว)?เสร็จ(?:ภายใน|ใน)?\s*(?=[\d๐-๙ก-ฮเ])(.+)$", re.DOTALL)
_FOLLOWED_BY = re.compile(r"(?:การ)?(?:กำกับ)?ติดตาม(?:ผล)?(?:โดย)?\s*[:：]?\s+(\S.*)$", re.DOTALL)
_COUNTED = re.compile(r"\s*(?:[-–*]|([•●▪◆◇■➢►])|\(?[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})*([.)]|(?=\s)))")
_COUNTED_LINE = re.compile(r"(?:\(?[\d๐-๙]{1,2}[.)]|[-–•*●▪])\s*(\D.{7,})")
_FEW = 2
"""Parts of a line that may stand with a dash between them by chance: an item and its title."""
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
    if cells := of_items(before, said):
        return cells
    if told and (cells := _dashed(before, said) or _to_do(before, labelled, said)):
        return cells
    found = _OF_ITEM.match(before)
    told = told or _MEASURE.match(before) is not None or len(MEASURES & {*labelled}) > 1
    if not before or not MEASURES & {*labelled} or not (found or told) or ITEM_START.match(before):
        return None
    return _cells(found[1] if found else before, found[2] if found else "", labelled, said)


def of_items(text: str, said: Seen) -> dict[Label, Seen] | None:
    """Return a measure whose label encloses its items; its steps may be on the lines below."""
    found = _OF_ITEMS.match(text)
    if found is None:
        return None
    cells = {Label.ITEM: Seen(found[1], said.raw, said.place)}
    if len(found[2]) > _SHORT:
        cells[Label.STEPS] = Seen(found[2].strip(), said.raw, said.place)
    return cells


def _to_do(text: str, labelled: Collection[Label], said: Seen) -> dict[Label, Seen] | None:
    """Return what is done about the items that a line begins with; it is guessed."""
    found = _TO_DO.match(text) if labelled and Label.STEPS not in labelled else None
    if found is None:
        return None
    return guessed({Label.ITEM: found[1], Label.STEPS: found[2].strip(" (")}, said)


def bullet(said: Seen) -> dict[Label, Seen] | None:
    """Return item and steps of a measure on a line of its own, its labels on those below."""
    if ITEM_START.match(said.text):
        return None
    if found := _TO_DO_FOR.match(said.text):
        return _cells(found[2], found[1], (), said)
    found = _OF_ITEM.match(said.text)
    cells = _cells(found[1], found[2], (), said) if found else {}
    if steps := cells.get(Label.STEPS):
        cells[Label.STEPS] = replace(steps, guessed=True)  # or the title of what a label tells
    return cells or None


def begun(title: str, said: Seen, *, of_indicator: bool) -> bool:
    """Say whether a line is the first step under the title of a measure: it is counted otherwise.

    `4.1 ตัวชี้วัดที่ 2 …`, and below it `1) ประชุม…`.
    """
    of_one = indicators.heads(title) or (
        _counted(title) and lexicon.meaning("sections", title) is None
    )
    return bool(of_indicator or indicators.heads(title) or of_one) and _counted(said.text) in {
        ")",
        "-",
        "•",
    } - {_counted(title)}


def _counted(text: str) -> str:
    """Return the sign after the number that a text begins with, or the dot; `-` for a dash.

    A number without one: `0`.
    """
    found = _COUNTED.match(text)
    bare = "0" if found and thai.digits(found[0]).strip()[-1:].isdigit() else "-"
    return (found[1] or found[2] or bare) if found else ""


def titles(text: str) -> bool:
    """Say whether a line may be the title of a measure, numbered or not: `3.1 มาตรการด้านพัสดุ`."""
    return _TITLE.match(text) is not None


def told(said: Seen, *, among: bool) -> dict[Label, Seen] | None:
    """Return what a numbered paragraph says of a measure in a sentence, without labels.

    No head or label tells which of its words is what, so all of it is guessed.

    Args:
        said: the paragraph.
        among: it stands among measures; one that calls itself a measure may stand anywhere.
    """
    if not (among or said.text.startswith("มาตรการที่")):
        return None
    if cells := enclosed.enclosed(said) or enclosed.with_items(said) or _dashed(said.text, said):
        return cells
    ordered = orders.told(said.text)
    return guessed(ordered, said) if ordered else None


def _dashed(text: str, said: Seen) -> dict[Label, Seen] | None:
    """Return what a line says of a measure whose parts are set apart: item, who, what, when.

    `1) i20 - กองคลัง - ตรวจสมุดยืม - เสร็จ พ.ย. 67`
    """
    first, *parts = re.split(r"\s+[-–|/]+(?:\s+|$)", text.strip())
    values: dict[Label, str] = {}
    for part in filter(None, parts):
        label, what = _part(part)
        values[label] = f"{values[label]}\n- {what}" if label in values else what
    start = ITEM_START.match(first)
    if start is None and not values.keys() >= {Label.DIVISION, Label.DUE}:
        return _by_one(first, values, said)
    if start is None and not re.search(r"\s[|/]\s", text):
        return None
    known = _known(first, start, told=Label.STEPS in values)
    return guessed(known | values, said) if values and len(known | values) > _FEW else None


def _by_one(first: str, values: Mapping[Label, str], said: Seen) -> dict[Label, Seen] | None:
    """Return what a line of a list says that ends with who does it: `ทบทวนคู่มือ – งานพัสดุ`."""
    what = _COUNTED_LINE.match(first)
    if what is None or values.keys() != {Label.DIVISION}:
        return None
    return guessed({Label.NAME: what[1], Label.STEPS: what[1], **values}, said)


def _part(text: str) -> tuple[Label, str]:
    """Return what a part of such a line says, and its words."""
    if found := _DONE.match(text):
        return Label.DUE, found[1]
    if found := _FOLLOWED_BY.match(text):
        return Label.FOLLOW_UP, found[1]
    kind = lexicon.meaning("contents", text)
    return (Label(kind) if kind in {"due", "division"} else Label.STEPS), text


def _known(first: str, start: re.Match[str] | None, *, told: bool) -> dict[Label, str]:
    """Return what a measure is known by, the first part of such a line.

    Behind an item and a colon it says what is done, if no other part does: `o11: ขึ้นข้อมูลทุกเดือน`.

    Args:
        first: the part.
        start: the item that it begins with.
        told: another part says what is done.
    """
    if start is None:
        name = re.sub(rf"^{BULLET}", "", first)
        return {Label.ITEM: name} if told else {Label.ITEM: name, Label.STEPS: name}
    behind = first[start.end() :].lstrip()
    if told or not behind.startswith(":"):
        return {Label.ITEM: first[start.start(1) :]}
    return {Label.ITEM: start[1], Label.STEPS: behind[1:].strip()}


def card(name: str, value: Seen) -> dict[Label, Seen] | None:
    """Return what begins a measure in the first row of its card: `มาตรการที่ 1 | O3 …`."""
    if not _CARD.fullmatch(name) or not value.text:
        return None
    start = ITEM_START.match(value.text)
    text = value.text[start.start(1) :] if start else value.text
    return {Label.ITEM if start else Label.NAME: Seen(text, value.raw, value.place)}


def _cells(text: str, item: str, labelled: Collection[Label], said: Seen) -> dict[Label, Seen]:
    text = _MEASURE.sub("", text).strip(" -–•:")
    _, sign, what = text.partition(" — ") if " — " in text else text.partition(":")
    text = what.strip() if sign == " — " or orders.does(what) else text
    if not item and (items := _FOR_ITEMS.match(text)):
        item, text = items[1], items[2]
    cells = {Label.ITEM: Seen(item or text, said.raw, said.place)}
    if Label.STEPS not in labelled and len(text) > _SHORT:
        cells[Label.STEPS] = Seen(text, said.raw, said.place)
    return cells

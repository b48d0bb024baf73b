"""Measures in one line without labels, whose items, or who and when, stand in brackets."""

import re
from collections.abc import Mapping

from ita_sync.document.find.items.item_numbers import IN_TEXT, SEVERAL_IN_TEXT
from ita_sync.document.find.words import lexicon
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Seen

_NUMBER = r"^(?:\(?[\d๐-๙]{1,2}(?:(?:\.[\d๐-๙]{1,2})+[.)]?|[.)])|[ก-ฮ]\.(?=\s))\s*"
_ENCLOSED = re.compile(
    rf"(?:{_NUMBER}|^[-–•*]\s*|^(?=(?:ข้อ\s?)?{IN_TEXT}))(?:(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?(?P<item>{SEVERAL_IN_TEXT})\s*(?:[-–=]*>+|[-–:→➜»])?\s*)?"
    r"(?P<what>.{8,}?)\s*[(\[](?P<rest>[^()\[\]]{4,})[)\]]\s*(?P<when>[^()\[\]]{4,40})?$",
    re.DOTALL,
)
"""`4.1 ทบทวนคู่มือ (กองคลัง / ภายใน มี.ค. 67)`, `… (กองคลัง) ภายใน ม.ค. 67`: who and when, at the end.

`i7, i11 → ทบทวนคู่มือ [กองคลัง / ม.ค. 67]` as well.
"""
_BY_WHOM = re.compile(
    r"\s*(?:ผู้)?รับผิดชอบ(?:โดย)?\s*:?\s*([ก-๎][^,;/:\d]{2,60})|\s*([ก-๎][^,;/:\d]{2,40}?)\s*(?:เป็นผู้)?รับผิด\s?ชอบ"
)
"""`รับผิดชอบโดย งานพัสดุ`, `กองคลังรับผิดชอบ`, and no word of when."""
_WITH_ITEMS = re.compile(
    rf"(?:{_NUMBER}|^[-–•*]\s*)(?P<what>.{{8,}}?)\s*[(\[]\s*(?:ข้อ(?:ที่)?\s*)?(?P<items>{SEVERAL_IN_TEXT})\s*[)\]]\s*(?P<rest>.*)$",
    re.DOTALL,
)
"""`1. เผยแพร่รายรับรายจ่าย (ข้อ i7, i10) รับผิดชอบโดย กองคลัง`."""
_LABELLED = re.compile(
    r"\s*(?:ผู้|หน่วยงาน(?:ที่)?)?รับผิดชอบ\s*:?\s*(?P<who>.+?)\s*(?:[,;/]?\s*(?:กำหนด(?:แล้วเสร็จ|เวลา)?|แล้วเสร็จ|ระยะเวลา)|[,;/])"
    r"\s*:?\s*(?P<when>.+?)\s*",
    re.DOTALL,
)
"""`ผู้รับผิดชอบ สำนักคลัง กำหนดภายในเดือนธันวาคม 2565`."""


def enclosed(said: Seen) -> dict[Label, Seen] | None:
    """Return a measure whose division and due time stand in brackets at its end."""
    enclosed = _ENCLOSED.match(said.text)
    values = _then(_who_and_when(enclosed["rest"]), enclosed["when"]) if enclosed else {}
    if not enclosed or not values:
        return None
    theme, colon, what = enclosed["what"].partition(":")
    what = what.strip() if colon else theme
    known = Label.ITEM if enclosed["item"] else Label.NAME
    values[known], values[Label.STEPS] = enclosed["item"] or theme, what
    return guessed(values, said)


def with_items(said: Seen) -> dict[Label, Seen] | None:
    """Return a measure with its items in brackets behind what is done, and who does it there."""
    found = _WITH_ITEMS.match(said.text)
    by = _BY_WHOM.fullmatch(found["rest"]) if found else None
    if found is None or (found["rest"] and not by):
        return None
    who = {Label.DIVISION: next(filter(None, by.groups())).strip()} if by else {}
    return guessed({Label.ITEM: found["items"], Label.STEPS: found["what"], **who}, said)


def _then(values: dict[Label, str], when: str | None) -> dict[Label, str]:
    due = when and Label.DUE not in values and lexicon.meaning("contents", when) == Label.DUE
    told = {**values, Label.DUE: when.strip()} if when and values and due else {}
    return told if when else values


def _who_and_when(text: str) -> dict[Label, str]:
    """Return who and when, with their labels or told by what they are; nothing for any other."""
    if by := _BY_WHOM.fullmatch(text):
        return {Label.DIVISION: next(filter(None, by.groups())).strip()}
    if labelled := _LABELLED.fullmatch(text):
        return {Label.DIVISION: labelled["who"], Label.DUE: labelled["when"]}
    parts = re.split(r"\s*[/;,]\s*|\s+(?=ภายใน)", text)
    about = {lexicon.meaning("contents", part): part for part in parts}
    if about.keys() == {"division"} and len(parts) == 1:
        return {Label.DIVISION: text}
    if about.keys() != {"division", "due"} or len(parts) > len(about):
        return {}
    return {Label(kind): part for kind, part in about.items() if kind}


def guessed(values: Mapping[Label, str], said: Seen) -> dict[Label, Seen]:
    """Return the values of a measure in a sentence: no head or label tells which is what."""
    return {
        label: Seen(text, said.raw, said.place, guessed=label is not Label.ITEM)
        for label, text in values.items()
    }

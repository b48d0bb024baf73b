"""Measures told as orders in a sentence: who is to do what, for which item, and when.

`1) ให้กองคลังทบทวนคู่มือ (ข้อ i11) และรายงานทุกเดือน ให้แล้วเสร็จภายใน…`.
"""

import re

from ita_sync import thai
from ita_sync.document.find.items.item_numbers import IN_TEXT, SEVERAL_IN_TEXT
from ita_sync.document.find.words import lexicon, steps
from ita_sync.document.find.words.labels import Label

_NUMBER = r"^\(?[\d๐-๙]{1,2}(?:(?:\.[\d๐-๙]{1,2})+[.)]?|[.)])\s*"
_UNIT = (
    r"(?:สำนัก|กอง|งาน|ฝ่าย|หน่วย|ศูนย์|กลุ่ม|ส่วน|แผนก|ทุก(?:กอง|ส่วน|สำนัก|ฝ่าย|หน่วย))[ก-๎]{0,36}?[ก-๎]{2}\s?"
)
DOES = (
    r"(?:จัด|เพิ่ม|เผยแพร่|ประเมิน|ทบทวน|รวบรวม|แจ้ง|ทำ|ปรับ|ดำเนิน|สรุป|เร่ง|กำหนด|รายงาน|เป็นผู้|สร้าง|อบรม|ชี้แจง|ลด|เปิด"
    r"|ประชาสัมพันธ์|แต่งตั้ง|ตอบ|ติด(?!ต่อ)|ตั้ง|ตรวจ|เวียน|ใช้|พัฒนา|ส่ง(?!เสริม)|แก้|ออก|เตรียม|ศึกษา|สำรวจ|ประสาน|มอบหมาย|เชิญ|ประกาศ|ประชุม|บันทึก|นำ(?!ัก)|อั[ปพ]เดต|เก็บ|ย้าย|แยก|ใส่|เติม|พิมพ์|ทดสอบ|สุ่ม)"
)
"""How a text begins that says what to do."""
_NAMED = r"(?<!การ)(?<!และ)(?<!กลุ่มงาน)(?<!ให้งาน)(?<!ฝ่ายงาน)"
"""A verb may be in the name of a unit: `กองสวัสดิการสังคมและพัฒนาชุมชน`, `งานประชาสัมพันธ์`."""
_ORDERED = re.compile(
    rf"(?:{_NUMBER}|^มาตรการที่\s*[\d๐-๙]+[.):]?\s*)"
    rf"(?:[(]?(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?(?P<item>{IN_TEXT}|[๐0][\d๐-๙]{{2}})[)]?\s*|[ก-๎]{{4,60}}\s)?(?:มอบ(?:หมาย)?)?ให้\s?"
    rf"(?P<unit>{_UNIT})(?=(?P<rest>{_NAMED}{DOES}.*))",
    re.DOTALL,
)
"""`1) ให้กองคลังทบทวนคู่มือ (ข้อ i11) และรายงานทุกเดือน ให้แล้วเสร็จภายใน…`: an order in a sentence.

`มาตรการที่ 1 (e13) ให้กองคลัง…` as well.
"""
_ASSIGNED = re.compile(
    rf"(?:{_NUMBER}|^มาตรการที่\s*[\d๐-๙]+[.):]?\s*)(?:แก้ไข|ปรับปรุง|สำหรับ|ตาม)?\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    rf"(?P<item>{IN_TEXT})\s*(?:[ก-๎]{{4,80}}\s)?(?:มอบ(?:หมาย)?)?ให้\s?(?P<unit>{_UNIT})"
    r"(?:เป็นผู้|ร่วมกัน)?ดำเนินการ(?:ดัง(?:ต่อไป)?นี้|โดย)?\s*:?\s*$"
)
"""`(1) แก้ไขข้อ i22 ให้กองคลังดำเนินการดังนี้`: what is to be done follows on lines of its own."""
_TIME = (
    r"ภายใน\s?(?:เดือน|วัน|ปี|ไตรมาส|สิ้น|[\d๐-๙]|[มกสตพธ]\.\s?[คพยธ]\.|มี\.|เม\.|มิ\."
    rf"|{'|'.join(thai.MONTHS)})"
)
"""How a due time begins, and not the end of `หน่วยตรวจสอบภายใน`."""
_LATE = re.compile(
    rf"(?:{_NUMBER}|^[-–•*]\s*|^มาตรการที่\s*[\d๐-๙]+[.):]?\s*)(?:(?:แก้ไข|ปรับปรุง|สำหรับ|ตาม)?\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    rf"[(\[]?(?P<item>{SEVERAL_IN_TEXT})[)\]]?\s*[:–-]?\s*)?(?:ให้(?:ดำเนินการ)?\s*)?(?P<what>[ก-ฮเ-ไA-Z].{{7,}})"
    r"\s*โดย(?:มี|ให้|มอบ(?:หมาย)?(?:ให้)?)?\s*(?P<unit>[ก-๎][ก-๎ ]{2,60}?)\s*"
    r"(?:(?:เป็น(?:ผู้|หน่วยงาน)?(?:ที่)?)?"
    r"(?:รับผิดชอบ(?:หลัก|\s?ดำเนินการ)?|ดำเนินการ|เจ้าภาพ(?:หลัก)?)\s*(?P<when>(?:ให้)?(?:แล้วเสร็จ)?\s*ภายใน[^,;]{3,50})?"
    rf"|(?:(?:กำหนด)?(?:ให้)?(?:แล้ว)?เสร็จ\s*|(?={_TIME}))(?P<by>[ก-๎\d๐-๙][^,;]{{3,40}})|)[\s.]*$",
    re.DOTALL,
)
"""`๔.๑ o ๒๑ ประเมิน… ภายในเดือนกุมภาพันธ์ ๒๕๗๐ โดยมีกองคลังเป็นผู้รับผิดชอบ`: who comes last.

Or when does: `1. (o10) เปิดระบบออนไลน์ — โดยกองคลัง ภายในมกราคม 2570`.
"""
_HANDED = re.compile(
    rf"(?:{_NUMBER}|[-–•*]\s*|มาตรการที่\s*[\d๐-๙]+[.):]?\s*|(?=ข้อ))"
    rf"(?:(?:แก้ไข|ปรับปรุง|สำหรับ|ตาม)?\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?"
    rf"[(\[]?(?P<item>{IN_TEXT}(?:\s*(?:,|และ|\s)\s*(?:ข้อ\s*)?{IN_TEXT})*)[)\]]?\s*[:–-]?\s*)?"
    r"(?P<what>[ก-ฮเ-ไA-Z].{7,}?)[\s,(]*(?:โดย|และ|แล้ว)?"
    r"(?:(?<!รับ)มอบ(?:หมาย)?(?:ให้)?|(?:ผู้|คน|หน่วยงาน)(?:ที่)?(?:ทำ|ปฏิบัติ|รับผิดชอบ)(?:\s?คือ)?"
    r"|ให้(?=\s?(?:กอง|สำนัก|งาน|ฝ่าย|ศูนย์)[ก-๎ ]{0,40}(?:รับผิดชอบ|ดำเนินการ)\s*$))\s*"
    r"(?P<whom>[ก-๎](?:(?!มอบ)[^,;:\n]){2,80}?)"
    r"\s*(?:เป็น(?:ผู้|หน่วยงาน)?(?:ที่)?)?(?:รับผิดชอบ(?:หลัก|ดำเนินการ)?|ดำเนินการ|เจ้าภาพ(?:หลัก)?)?[\s.]*$",
    re.DOTALL,
)
"""`- ข้อ i9 ให้เปิดเผยการเบิกจ่ายทุกเดือน มอบกองคลัง`, typed by hand: to whom it is handed comes last.

`ข้อ i20 ประชุมชี้แจงระเบียบ ผู้ทำ กองช่าง` and `… ให้กองคลังรับผิดชอบ` as well. Who was handed work
(`ได้รับมอบงานอย่างเป็นธรรม`, words of an item) is no such unit.
"""
_ARROWED = re.compile(
    rf"(?:{_NUMBER}|[-–•*]\s*|(?=ข้อ|{IN_TEXT}))(?:(?:ข้อ(?:ที่)?\s*)?"
    rf"(?P<item>{SEVERAL_IN_TEXT})\s*[:–-]?\s*)?(?P<what>[ก-ฮเ-ไA-Z][^>→➜]{{7,}}?)\s*(?:[-=]+>|→|➜)\s*"
    r"(?P<unit>[ก-๎][ก-๎ ,/]{2,50}?)\s*(?:\((?P<when>[^()]{3,40})\))?$"
)
"""`* i7, i11 : ทบทวนคู่มือ -> กองคลัง (ม.ค. 67)`: who stands behind an arrow."""
_ENCLOSED_ITEM = re.compile(
    rf"\s*[(\[]\s*(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?({IN_TEXT})\s*[)\]]\s*(?:และ)?\s*"
)
_BY = re.compile(
    rf"ภายใน(?:เดือน|วัน|ปี|ไตรมาส|\s|[\d๐-๙]|{'|'.join(thai.MONTHS)})[^,;\n]{{0,40}}?[\d๐-๙]{{4}}"
)
_UNTIL = re.compile(r"\s*(?:โดย)?(?:ให้|กำหนด)?(?:ดำเนินการ)?(?:แล้ว)?(?:เสร็จ)?(?:สิ้น)?\s*$")
_UNTIL_WHEN = re.compile(
    r"^(?:(?:ระยะ|กำหนด|ห้วง)เวลา(?:ดำเนินการ)?|(?:ให้|กำหนด)?(?:แล้ว)?(?:เสร็จ(?:สิ้น)?)?)\s*:?\s*"
)
_OF_INDICATOR = re.compile(r"(ตัวชี้วัดที่\s?[\d๐-๙]{1,2}[^:\n]{0,60}?)\s*:\s*(?=[ก-ฮเ-ไ])")
"""The indicator that an order begins with: `- ตัวชี้วัดที่ 4 … : จัดทำทะเบียน… ผู้รับผิดชอบ กองคลัง`."""
_TRACKED = re.compile(r"\s(?:การ)?(?:กำกับ)?ติดตาม(?:ผล)?\s*[:：]?\s+(\S.{3,})$", re.DOTALL)
"""How it is followed up, behind the unit: `มอบหมายกองคลัง การติดตาม รายงานทุกเดือน`."""
_CHARGED = re.compile(r"\s*(?:เป็น(?:ผู้|หน่วยงาน)?(?:ที่)?)?(?:รับผิดชอบ|ดำเนินการ)\s*$")
"""What the unit is to do, between it and when: `มอบหมายกองคลังดำเนินการ ภายใน…`."""
_FOLLOWED = re.compile(
    r"^\s*(?:และ|โดย|แล้ว)?(?:ให้)?\s*(?=รายงาน|เสนอ|กำกับ|ติดตาม|ตรวจสอบ|สุ่มตรวจ|สรุปผล)"
)


def does(text: str) -> bool:
    """Say whether a text says what is to be done: `เผยแพร่อินโฟกราฟิกขั้นตอนบริการ`, no theme."""
    return re.match(DOES, text.strip()) is not None


def told(text: str) -> dict[Label, str]:
    """Return what an order says of a measure; nothing for a text that is none."""
    if assigned := _ASSIGNED.match(text):
        return {Label.ITEM: assigned["item"], Label.DIVISION: assigned["unit"].strip()}
    if ordered := _ORDERED.match(text):
        return _parts(ordered)
    if (found := _ARROWED.match(text)) and lexicon.meaning("contents", found["unit"]) == "division":
        values = (found["item"], found["what"], found["unit"], found["when"])
        labels = (Label.ITEM, Label.STEPS, Label.DIVISION, Label.DUE)
        return {label: value for label, value in zip(labels, values, strict=True) if value}
    late = _LATE.match(text)
    by_whom = late is not None and lexicon.meaning("contents", late["unit"]) == Label.DIVISION
    return _of_late(late) if late and by_whom else _of_handed(text)


def _of_handed(text: str) -> dict[Label, str]:
    """Return what an order says that ends with the unit that it is handed to, and maybe when."""
    tracked = _TRACKED.search(text)
    found = _HANDED.match(text[: tracked.start()] if tracked else text)
    words = found["whom"].split(" ") if found else []
    if not found or lexicon.meaning("contents", found["whom"]) != Label.DIVISION:
        return {}
    name, what = _named(found["what"])
    times = (n for n in range(1, len(words)) if _is_due(" ".join(words[n:])))
    end = next(times, len(words))
    values = {
        Label.ITEM: found["item"] or "",
        Label.NAME: name,
        Label.DIVISION: _CHARGED.sub("", " ".join(words[:end])),
        Label.STEPS: what,
        Label.FOLLOW_UP: tracked[1].strip() if tracked else "",
        Label.DUE: _UNTIL_WHEN.sub("", " ".join(words[end:])),
    }
    return {label: value for label, value in values.items() if value}


def _named(what: str) -> tuple[str, str]:
    """Return the indicator that an order begins with, and what is to be done."""
    about = _OF_INDICATOR.match(what)
    return (about[1], what[about.end() :].strip()) if about else ("", what.strip())


def _is_due(text: str) -> bool:
    return lexicon.meaning("contents", _UNTIL_WHEN.sub("", text)) == Label.DUE


def _of_late(found: re.Match[str]) -> dict[Label, str]:
    """Return what an order says that ends with who is to do it: of which item, what, and when."""
    what, due = found["what"].strip(" –—-"), found["when"] or found["by"] or ""
    by = None if due else _BY.search(what)
    if by and not what[by.end() :].strip():
        what, due = what[: by.start()], by[0]
    values = {
        Label.ITEM: found["item"] or "",
        Label.DIVISION: found["unit"].strip(),
        Label.STEPS: _UNTIL.sub("", what).strip(),
        Label.DUE: _UNTIL_WHEN.sub("", due).strip(),
    }
    return {label: value for label, value in values.items() if value}


def _parts(found: re.Match[str]) -> dict[Label, str]:
    """Return what an order says: who, of which item, what, how it is followed up, and when."""
    text, enclosed = found["rest"], _ENCLOSED_ITEM.search(found["rest"])
    item = found["item"] or (enclosed[1] if enclosed else "")
    ends = [enclosed.start()] if enclosed else []
    by = _BY.search(text)
    due = by[0] if by else steps.due_in(text)
    at = text.find(due) if due else -1
    follow = text[enclosed.end() :] if enclosed else ""
    if due and at >= 0:
        ends.append(at)
        behind = text[at + len(due) :]
        follow = follow.partition(due)[0] if enclosed and enclosed.end() <= at else ""
        follow = _UNTIL.sub("", follow) or (behind if _FOLLOWED.match(behind) else "")
    what = _UNTIL.sub("", text[: min(ends, default=len(text))])
    values = {
        Label.ITEM: item,
        Label.DIVISION: found["unit"].strip(),
        Label.STEPS: what.strip(),
        Label.FOLLOW_UP: _FOLLOWED.sub("", _UNTIL.sub("", follow)).strip(" ."),
        Label.DUE: due or "",
    }
    return {label: value for label, value in values.items() if value}

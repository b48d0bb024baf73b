"""Does a text name a post, or a person? Told by titles, and by the words of which posts are made.

A title begins a name: but for นายกเทศมนตรี, นายอำเภอ and their like, which begin with one and are
posts. What is neither a word of posts nor a place is taken for a name; a person may say that it is
none (`sign --as-typed`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_sync import thai
from ita_sync.i18n import T, Text
from ita_sync.rules.kinds import KINDS, expand
from ita_sync.rules.provinces import PROVINCES

_AFTER_NAI = (
    # A president of what can be presided over; before anything else the ก begins a name.
    "ก(?:เทศ|องค์การ|อบ[ตจ]|ท[ตมน]\\.|เมือง|พัทยา|รัฐมนตรี|สภา|สมาคม|สโมสร|เหล่า|พุทธ|ฯ|▢|[\\s(.,/]|$)",
    # The seed of this project has the mayor's post without its ก.
    "เทศมนตรี",
    *("อำเภอ", "ช่าง", "ทะเบียน", "ตรวจ", "ด่าน", "เวร", "ทหาร", "ตำรวจ", "สถานี", "ท่า"),
    *("เรือ", "ท้าย"),
    *("ไปรษณีย์", "สนามบิน", "สัตวแพทย์", "ยาม", "หมวดตรวจ"),
    # A doctor's title is a post before the ranks of doctors only.
    "แพทย์(?:สาธารณสุข|ปฏิบัติการ|ชำนาญ|เชี่ยวชาญ|ทรงคุณวุฒิ|ใหญ่|ประจำ|ผู้|หัวหน้า|ที่ปรึกษา|ด้าน|[\\s(]|$)",
)
_AFTER_NANG = ("พยาบาล", "ผดุงครรภ์", "สนองพระโอษฐ์", "กำนัล", "พระกำนัล")
_MISTER = rf"นาย(?!{'|'.join(_AFTER_NAI)})(?=\s*[ก-ฮเ-ไ])"
_MRS = rf"นาง(?:สาว\s*(?=[ก-ฮเ-ไ])|(?!{'|'.join(_AFTER_NANG)})(?=\s*[ก-ฮเ-ไ]))"
_RANKS = (
    r"ว่าที่\s*(?=ร้อย|พัน|เรือ|นาวา|ร\.|พ\.|จ\.|ส\.)",
    r"(?:ร้อย|พัน|เรือ|นาวา)(?:ตำรวจ)?(?:ตรี|โท|เอก)",
    r"พล(?:ตำรวจ|อากาศ|เรือ)?(?:ตรี|โท|เอก)",
    *(r"(?:จ่า|สิบ|จ่าสิบ|พันจ่า)(?:ตำรวจ)?(?:ตรี|โท|เอก)", "ดาบตำรวจ"),
    *(r"[รพนจ]\.[ตทอ]\.", r"พ\.[จต]\.[ตทอ]\.", r"จ\.ส\.[ตทอ]\.", r"ส\.[ตอ]\.", r"ด\.ต\."),
    r"พล\.\s?[รตอจ]\.",
    r"นาย(?:กอง|หมวด|หมู่)(?:ใหญ่|เอก|โท|ตรี)",
)
_TITLES = (
    *_RANKS,
    *(r"น\.\s?ส\.", r"ด[.ร]\s?ร\.", r"ดร\s", r"ผศ\.?[\s.]", r"รศ\.?[\s.]", r"ศ\.\s?(?=[ก-ฮเ-ไ])"),
    *(r"ศาสตราจารย์", r"ผู้ช่วยศาสตราจารย์", r"รองศาสตราจารย์", r"ม\.\s?ร\.\s?ว\."),
    *(r"ม\.\s?ล\.", "หม่อม"),
    *(r"นพ\.", r"พญ\.", r"ทพญ?\.", r"ภ[กญ]\.", r"น?\.?สพ\.(?:ญ\.)?"),
    r"คุณ(?!ภาพ|ธรรม|วุฒิ|ค่า|ลักษณะ)",
    *(r"mrs?\b\.?", r"miss\b", r"ms\b\.?", r"dr\b\.?", r"prof\b\.?"),
)
_AT_START = re.compile(
    rf"(?:^|[\s(/,:;\-–])(?P<title>{_MISTER}|{_MRS}|{'|'.join(_TITLES)})", re.IGNORECASE
)
_WITHIN = re.compile(rf"(?<![ทขุ])(?P<title>{_MISTER}|{_MRS})")
"""A title right behind a post; ทนาย and ขุนนาง are words."""

_PLACED = (
    *("ตำบล", "เทศบาลเมือง", "เทศมนตรีเมือง", "เทศบาลนคร", "เทศมนตรีนคร", "อำเภอ", "จังหวัด"),
    "ส่วนจังหวัด",
    *(r"อบต\.?", r"อบจ\.?", r"ท[ตมน]\.", r"(?<![ก-๙.])[ตอจ]\.(?![ก-ฮ]{1,2}\.)", "บ้าน", "โรงเรียน"),
    *("โรงพยาบาล", "มหาวิทยาลัย"),
    *("วิทยาลัย", "เขต", "แขวง", "ภาค", "กองพล", r"รพ\.สต\.", r"รพ\.", r"รร\.", r"\bof\b"),
)
"""What stands before the name of a place or an institution."""
_PLACE = re.compile(rf"({'|'.join(_PLACED)})\s*[^\s(),/]+", re.IGNORECASE)

_CLOSED = r"ปลัด|ครู|กำนัน|หัวหน้า|อาจารย์|หมอ|แพทย์|สารวัตร|ผอ\.?+"
"""Posts behind which only words of posts follow; with others, such as นักวิชาการ…, any may."""
_OPEN = (
    "นายก|เทศมนตรี|นาย|นางพยาบาล|นาง(?=ผดุง|สนอง|กำนัล|พระ)|รอง|ผู้|นัก|เจ้าหน้าที่|"
    "เจ้าพนักงาน|พนักงาน|อธิบดี|อธิการ|คณบดี|เลขา|เลขานุการ|ประธาน|กรรมการ|อนุกรรมการ|"
    "ที่ปรึกษา|สมาชิก|รัฐมนตรี|อัยการ|เจ้าเมือง|เจ้ากรม|จเร|พัฒนาการ|ท้องถิ่น|คลัง|เกษตร|"
    "ประมง|ปศุสัตว์|สรรพากร|สรรพสามิต|ศึกษาธิการ|ศึกษานิเทศก์|สาธารณสุข|พยาบาล|ทันตแพทย์|"
    "เภสัชกร|นิติกร|วิศวกร|สถาปนิก|บรรณารักษ์|โฆษก|เสมียน|สมุห์บัญชี|เหรัญญิก|สัสดี|"
    "ป้องกันจังหวัด|จ่าจังหวัด|พาณิชย์|แรงงาน|วัฒนธรรม|โยธา|ช่าง|คนงาน|ภารโรง|ลูกจ้าง|"
    "มัคคุเทศก์|ทนาย|ผบ|ผกก|รักษา|ปฏิบัติ|ทำการแทน|ตำแหน่ง|คณะ|ตุลาการ|ผู้พิพากษา|บริหาร|"
    "อำนวยการ|วิทยากร|ล่าม|ครูใหญ่|ธุรการ|ดุริยางค|โหร"
)
_ENGLISH = (
    "acting|mayor|clerk|director|head|chief|officer|deputy|vice|assistant|for|president|"
    "governor|secretary|general|rector|dean|manager|chair|council|the|municipal|municipality|"
    "subdistrict|district|provincial|province|permanent|of|and"
)
_GOES_ON = (
    "เทศ|เทศบาล|องค์การ|อบ|ท[ตมน]|เมือง|พัทยา|กรุงเทพ|กทม|ตำบล|อำเภอ|จังหวัด|กระทรวง|สำนัก|"
    "กอง|ฝ่าย|งาน|กลุ่ม|แผนก|ส่วน|กรม|ศูนย์|สถานี|สถาบัน|หน่วย|สภา|สภ|คณะ|ระดับ|ต้น|กลาง|สูง|"
    "ชำนาญ|เชี่ยวชาญ|ทรงคุณวุฒิ|อาวุโส|พิเศษ|ปฏิบัติ|ประจำ|อนุบาล|ใหญ่|บ้าน|บัญชี|แทน|ราชการ|"
    "รัฐ|และ|หรือ|กับ|ที่|ใน|ด้าน|ของ|ทั่วไป|ทาง|สิ่งแวดล้อม|สาธารณะ|สังคม|ศึกษา|การ|งบประมาณ|"
    "ยุทธศาสตร์|แผน|นโยบาย|วิชาการ|กฎหมาย|สวัสดิการ|ชุมชน|ทรัพย|ประปา|ไฟฟ้า|พัสดุ|ตรวจสอบ|"
    "ภายใน|บุคคล|บุคลากร|อัตรา|จ้าง|โรง|มหาวิทยาลัย|วิทยาลัย|วิทยฐานะ|คศ|ผู้|เขต|ภาค|ศาสนา|"
    "การเกษตร|เฉลิมพระเกียรติ|สถานศึกษา|เด็ก|ตำรวจ|ทหาร|สำนักงาน|ราช|เทคนิค|อาชีว|ระบบ|ข้อมูล|"
    "ดิจิทัล|ปกครอง|ควบคุม|อาคาร|ผัง|สวน|เวช|สุข|รพ|รร|สนง|ส่งเสริม|คุณ(?=ภาพ|วุฒิ|ธรรม)|ควบ|"
    "ฯ|▢"
)
_WORD = re.compile(f"{_CLOSED}|{_OPEN}|{_GOES_ON}")
_BEGINS = re.compile(f"{_CLOSED}|{_OPEN}")
_STUCK = re.compile(rf"(?:รอง|ผู้ช่วย)?(?:{_CLOSED})(?!$|\s|{_CLOSED}|{_OPEN}|{_GOES_ON})")
_LATIN = re.compile(r"[a-z.\-'▢]+", re.IGNORECASE)
_NO_WORD = re.compile(r"(?:[0-9๐-๙.\-–—&ๆ▢\"“”'’…]|[ก-ฮ]{1,2}\.)*")
"""Figures, signs, and abbreviations such as ป.ป.ช."""


_AGENCY = re.compile(
    r"(?P<kind>เทศ(?:มนตรี|บาล)(?:ตำบล|เมือง|นคร)|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|"
    r"อบ[ตจ]\.?+|ท[ตมน]\.)\s*+(?P<name>[^\s(),/]+?)"
    r"(?=อำเภอ|จังหวัด|รักษา|ปฏิบัติ|[\s(),/]|$)"
)


def person_in(text: str, places: Iterable[str] = ()) -> Text | None:
    """Return by what a text seems to name a person, None where it names posts alone.

    Args:
        text: what was given as a post.
        places: names of places that may stand in it, such as those of the agency.
    """
    bare = _without_places(thai.clean(text), places)
    found = _AT_START.search(bare) or _WITHIN.search(bare)
    if found:
        return T('"{title}" stands before a name.', title=found["title"].strip())
    words = [word for word in re.split(r"[\s(),/:;]+", bare) if word]
    odd = [word for word in _odd(words) if not _NO_WORD.fullmatch(word)]
    if not odd:
        return None
    return T('"{words}" is not known as a word of a post.', words=" ".join(odd))


def _without_places(text: str, places: Iterable[str]) -> str:
    """Return a text with a sign for each name of a place: whatever it is called, it is no person.

    What follows a name that is known begins a word of its own.
    """
    known = {thai.clean(place) for place in (*places, *(each.name for each in PROVINCES))}
    for name in sorted(filter(None, known), key=len, reverse=True):
        before = "|".join(("^", r"\s", r"\(", *_PLACED))
        text = re.sub(rf"({before})\s*{re.escape(name)}", r"\1▢ ", text)
    return _PLACE.sub(r"\1▢", text)


def _odd(words: list[str]) -> Iterator[str]:
    """Yield the words that posts are not made of."""
    for at, word in enumerate(words):
        if _LATIN.fullmatch(word):
            if word.casefold().rstrip(".▢") not in _ENGLISH.split("|"):
                yield word
        elif not (_WORD if at else _BEGINS).match(word) or _STUCK.match(word):
            yield word


@dataclass(frozen=True)
class Named:
    """A local agency that a post names: its kind in full, and its name."""

    kind: str
    name: str

    @property
    def group(self) -> str:
        """What its kind has in common with others: all municipalities are one."""
        return group_of(self.kind)

    def __str__(self) -> str:
        return self.kind + self.name


def group_of(kind: str) -> str:
    """Return what a kind of agency, in full, has in common with others."""
    return "เทศบาล" if kind.startswith("เทศบาล") else kind


def agencies_in(text: str) -> Iterator[Named]:
    """Yield the local agencies that a post names."""
    for found in _AGENCY.finditer(thai.clean(text)):
        kind = expand(found["kind"].replace("เทศมนตรี", "เทศบาล"))
        if kind in KINDS:
            yield Named(kind, found["name"])


def alike(one: str, other: str) -> bool:
    """Return whether two names differ by one letter or sign."""
    short, long = sorted((one, other), key=len)
    same = next(
        (at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    return (
        len(long) - len(short) <= 1
        and short[same + (len(long) == len(short)) :] == long[same + 1 :]
    )

"""Whose report it is: the agency, its district and its province.

They are taken only where the document names them as its own: in a line that says nothing else, in
the title, the letterhead, as addressee or signatory, or as the one who got the score. A place that
the text merely mentions (visited, another agency, the commission's office) is nobody's.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ita_sync.document.find import repair
from ita_sync.document.find.lexicon import either
from ita_sync.document.find.records import Records, Said, Seen
from ita_sync.rules import provinces
from ita_sync.rules.kinds import KINDS, expand

ALONE, LETTERHEAD, TITLE, POST, SCORED = 6, 6, 4, 3, 2
"""Votes of a name by where it stands."""
ENTERPRISE = "รัฐวิสาหกิจ"
"""The kind of those that no name has."""

_LOCAL = "|".join(
    map(re.escape, sorted((*KINDS, *filter(None, KINDS.values())), key=len, reverse=True))
)
_ENDS = (
    r"(?=$|[^ก-๎]|ประจำปี|ปี(?:งบ|\s?[\d๐-๙])|อำเภอ|จังหวัด|ลงเว็บ|ลงใน|ได้(?:รับ|คะแนน|ผล|มี|ดำเนิน|จัด)"
    r"|มี(?:ผล|คะแนน|ค่า)|อยู่|จึง|โดยมี|ขอ(?:รายงาน|เรียน|ส่ง))"
)
"""Where a name ends: Thai has no spaces between words."""
_NAME = rf"[ก-๎]{{2,}}?{_ENDS}"
_OFFICE = rf"[ก-๎]{{2,}}?{_ENDS.replace('|อำเภอ|จังหวัด', '')}(?:\sเขต\s?[\d๐-๙]+)?"
"""Of an office: its district or province is a part of its name, a number may be."""
_PUBLIC = r"[ก-๎]{4,}(?:\s[ก-๎]+)?(?=\s*\(องค์การมหาชน\))"
_BODY = (
    rf"(?:(?P<local>{_LOCAL})\s?(?P<of_local>{_NAME})|(?<![ก-๎])(?:(?P<public>{_PUBLIC})"
    rf"|(?P<enterprise>(?:{either('enterprises')}){_NAME})|(?P<office>สำนักงาน(?:เขตพื้นที่การศึกษา(?:ประถม|มัธยม)ศึกษา)?)\s?(?P<of_office>{_OFFICE})|(?P<kind>{either('kinds')})\s?(?P<of_kind>{_NAME})))"
)
_HERE = _BODY.replace("(?<![ก-๎])", "")
"""A body right behind another word: `ของกรม…`, `ประกาศโรงเรียน…`."""
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s?([ก-๎]{2,}?)(?=$|[^ก-๎]|จังหวัด)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s?([ก-๎]{1,40})|(กรุงเทพ[ก-๎]*)")
"""A province, and letters that may come after it: each beginning of them is looked up."""
_PLACE = r"(?:\s*(?:ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)\s?[ก-๎]+|\s*กรุงเทพ[ก-๎]*)"
_BESIDE = re.compile(rf"{_PLACE}+")
_ALONE = re.compile(
    rf"^(?:(?:(?:ชื่อ)?หน่วยงาน(?:ที่(?:รับการ|ถูก)ประเมิน)?|โดย|[\d๐-๙]{{7}}|(?:ผล(?:การประเมิน)?\s*)?ITA\s*(?:ปี[ก-๎]*\s*)?[\d๐-๙]{{2,4}})\s*[:：]?\s*"
    r"|ที่\s?[ก-ฮ]{1,4}\s?[\d๐-๙][\d๐-๙./\sวพิเศษ]*\s)?(?:ประกาศ|ของ\s?|ที่ทำการ|สำนักงาน(?=เทศบาล|องค์การ)|(?:[ก-๎]+\s)?สำนักงาน(?:อธิการบดี|คณบดี|ผู้อำนวยการ)\s?(?=มหา|วิทยา|สถาบัน|โรง))?"
    rf"(?:{_HERE})(?:(?:\s?\([^()]{{1,40}}\))*{_PLACE}*(?:\s(?:อำเภอ|จังหวัด)$)?"
    r"(?:\s*(?:รหัส|โทร|สังกัด|กระทรวง|สำนักงาน)\D{0,60}[\d๐-๙ -]*)?[\d๐-๙]*"
    r"(?:\s*(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s?พ\.?\s?ศ\.?)?\s?(?:[\d๐-๙]{4})?)?)$"
)
_LETTERHEAD = re.compile(
    r"^ส่วนราชการ\s*[:：]?\s*(.+?)\s*"
    r"(?:โทร|(?<!พื้น)(?<!หมู่)ที่(?:\s*$|\s+[ก-ฮ]{1,4}\.?\s?[\d๐-๙])|$)"
)
"""The label of the number ("ที่") may stand right behind it, where a page drew both in one line."""
_DIVISION = re.compile(r"สำนักงาน(?:ปลัด|เลขานุการ|อธิการบดี|คณบดี|ผู้อำนวยการ)")
"""An office that is a part of an agency."""
_PART = re.compile(rf"{_DIVISION.pattern}(?:เทศบาล|กรม|องค์การบริหารส่วน(?:ตำบล|จังหวัด))?")
"""Such an office, whose it is not said: `สำนักงานอธิการบดี` over the university's name."""
_TITLE = re.compile(
    r"^(?:\W|[\d๐-๙.])*(?:ITA\s?(?:ปี|[\d๐-๙]{2})|เรื่อง|รายงาน|ประกาศ|คำสั่ง|สรุป|บทวิเคราะห์|การวิเคราะห์|วิเคราะห์|การประเมิน|ผลการ|มาตรการ|แผน|การเผยแพร่"
    r"|(?:การ)?ขับเคลื่อน|แบบรายงาน|เอกสาร)"
)
_TITLE_LENGTH = 260
_IN_TITLE = re.compile(
    rf"(?:(?<![ก-๎])|(?<=ของ)|(?<=ประกาศ)|(?<=คำสั่ง)|(?<=โปร่งใส)|(?<=หน่วยงาน)|(?<=ภาครัฐ))(?:{_HERE})"
    rf"(?={_PLACE}*\s*(?:$|\(|ประจำปี|ปี|พ\.ศ|ลง|[,:]|ที่\s?[\d๐-๙]|ใน(?:ปี|ระดับ)))"
)
_NOT_OWN = re.compile(
    r"(?:ณ|จาก|กับ|หนังสือ|ตาม|แจ้ง|เช่น|และ|รวมทั้ง|พื้นที่|เครือข่าย|แก่|เยี่ยมชม|ดูงาน(?:ที่)?|ประชุมที่|ร่วมกับ)\s*$"
)
"""Words before a body that say that it is another."""
_POST = re.compile(
    r"^(?:เรียน|กราบเรียน|\(?ลงชื่อ\)?|คำสั่ง(?:ของ)?|ความเห็น(?:ของ)?)?[\s.…:]*(?:รอง|ผู้ช่วย|รักษาราชการแทน)?"
    r"(?:นายก|ปลัด|อธิบดี|อธิการบดี|คณบดี|ผู้อำนวยการ|ผู้ว่าการ|เลขาธิการ|ผู้จัดการ|นายแพทย์|สาธารณสุข)"
    rf"(?:เทศมนตรี(?P<town>ตำบล|เมือง|นคร)(?P<of_town>{_NAME})|{_HERE})[\s.…]*(?:ผ่าน.*)?$"
)
_SCORED = re.compile(
    rf"(?:{_BODY})(?:{_PLACE})*\s*(?:\(\D{{1,30}}\)\s*)?(?:ได้(?:รับ)?|มี)(?:ผล)?(?:รวม)?(?:การประเมิน|คะแนน|ระดับ)"
)
_SUBJECT = re.compile(
    rf"^(?:{_BODY})(?={_PLACE}*(?:\s|$))(?=.*(?:ผลการประเมิน|(?<![A-Za-z])ITA|คะแนน))"
)
"""A sentence about the assessment that begins with a body."""
_OTHERS = re.compile(either("not_own"))
_ADDRESS = re.compile(
    r"^(?=.*(?:ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|กรุงเทพ))(?:(?:(?:ที่อยู่|ที่ตั้ง|เลขที่|หมู่(?:ที่|บ้าน)?|ม\.|ถนน|ถ\.|ซอย|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|รหัสไปรษณีย์)\s?[:：]?\s*"
    r"[ก-๎\d๐-๙/.-]*+|กรุงเทพ[ก-๎]*+|[\d๐-๙/-]++)\s*+)++(?:(?:โทร|รหัส|เว็บ|www|http|สังกัด).*)?$"
)
_ADDRESS_LENGTH = 110


@dataclass(frozen=True)
class _Hit:
    """A body that a line names as the report's, and its votes."""

    kind: str
    name: str
    votes: int
    seen: Seen


def agency(said: Records) -> tuple[Said | None, Said | None]:
    """Return the kind and the name of the agency, as far as the document names its own."""
    hits = list(_hits(said))
    best, ranked = _ranked(hits)
    if best is None:
        return None, None
    named = [hit.seen for hit in hits if (hit.kind, hit.name) == best]
    mentions = [seen for seen, _ in said.lines if "".join(best) in seen.text.replace(" ", "")]
    places = tuple(dict.fromkeys((*named, *mentions)))
    kinds = tuple(kind for kind in dict.fromkeys(kind for kind, _ in ranked) if kind != best[0])
    names = tuple(name for name in dict.fromkeys(name for _, name in ranked) if name != best[1])
    return Said(best[0], places, kinds), Said(best[1], places, names)


def district(said: Records) -> Said | None:
    """Return the district that stands with the agency's name, or in an address of its own."""
    return _placed(said, _DISTRICT, lambda name: name)


def province(said: Records) -> Said | None:
    """Return the province that stands so, of those that there are; its own agency has its name."""

    def known(name: str) -> str | None:
        found = (provinces.find(name[:end]) for end in range(len(name), 2, -1))
        return next((one.name for one in found if one), None)

    kind, name = agency(said)
    of_one = kind is not None and kind.value == "องค์การบริหารส่วนจังหวัด"
    its_own = name if of_one and name and provinces.find(name.value) else None
    return _placed(said, _PROVINCE, known) or its_own


def _ranked(hits: Iterable[_Hit]) -> tuple[tuple[str, str] | None, list[tuple[str, str]]]:
    """Return the body with most votes, and others that have many."""
    weight: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        weight[hit.kind, hit.name] += hit.votes
    if not weight:
        return None, []
    best = max(weight, key=lambda pair: (weight[pair], pair[0] in KINDS, -len(pair[1])))
    longer = [
        pair
        for pair, votes in weight.items()
        if pair[0] == best[0] and pair[1].startswith(best[1]) and votes >= ALONE
    ]
    best = max((best, *longer), key=lambda pair: len(pair[1]))  # a name is cut where a line ends
    return best, [
        pair
        for pair, votes in weight.most_common(4)
        if pair != best and 2 * votes > weight[best] and not best[1].startswith(pair[1])
    ]


def _hits(said: Records) -> Iterator[_Hit]:
    """Yield every body that a line names as the report's own, a line by its strongest way."""
    for seen, _ in said.lines:
        # Only where nothing is printed on a page, a break was meant.
        parts = seen.text.split("\n") if seen.place.page is None else []
        for text in dict.fromkeys((repair.flat(seen.text), *map(str.strip, parts))):
            for votes, way in (
                (ALONE, _alone),
                (LETTERHEAD, _letterhead),
                (TITLE, _title),
                (POST, _post),
                (SCORED, _scored),
            ):
                if found := way(text):
                    kind, name = _body(found)
                    if not _OTHERS.search(kind + name) and not _PART.fullmatch(kind + name):
                        yield _Hit(kind, name, votes, seen)
                    break


def _alone(text: str) -> re.Match[str] | None:
    return _ALONE.match(text)


def _letterhead(text: str) -> re.Match[str] | None:
    head = _LETTERHEAD.match(text)
    if head is None:
        return None
    found = [
        one
        for one in re.finditer(_BODY, head[1])
        if not _DIVISION.match(one[0]) and not _OTHERS.search(one[0])
    ]
    local = [one for one in found if one["local"]]
    return next(iter([*local, *found]), None)


def _title(text: str) -> re.Match[str] | None:
    if len(text) > _TITLE_LENGTH or not _TITLE.match(text):
        return None
    return _own(_IN_TITLE.finditer(text))


def _post(text: str) -> re.Match[str] | None:
    return _POST.match(text)


def _scored(text: str) -> re.Match[str] | None:
    return _own(_SCORED.finditer(text)) or _SUBJECT.match(text)


def _own(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """Return the first body that the words before it do not call another's."""
    return next((one for one in found if not _NOT_OWN.search(one.string[: one.start()])), None)


def _body(found: re.Match[str]) -> tuple[str, str]:
    """Return kind and name of a body; of the office of an agency, those of the agency."""
    said = found.groupdict()
    if said.get("town"):
        return f"เทศบาล{said['town']}", str(said["of_town"])
    if local := said["local"]:
        return expand(local), str(said["of_local"])
    if public := said["public"]:
        return "องค์การมหาชน", re.sub(r"^(?:.*\sของ|ของ|ประกาศ)", "", public)
    if enterprise := said["enterprise"]:
        return ENTERPRISE, enterprise
    if said["office"]:
        return str(said["office"]), str(said["of_office"])
    return str(said["kind"]), str(said["of_kind"])


def _placed(
    said: Records, pattern: re.Pattern[str], known: Callable[[str], str | None]
) -> Said | None:
    votes: dict[str, list[Seen]] = {}
    for text, seen in _places(said):
        for found in pattern.finditer(text):
            name = known(next(filter(None, found.groups())))
            if name and not (name == "เมือง" and _is_cut(text, found, seen)):
                votes.setdefault(name, []).append(seen)
    if not votes:
        return None
    best = max(votes, key=lambda name: len(votes[name]))
    others = tuple(
        name for name in votes if name != best and 2 * len(votes[name]) > len(votes[best])
    )

    def mentioned(seen: Seen) -> bool:
        found = pattern.finditer(repair.flat(seen.text))
        return any(best == known(next(filter(None, one.groups()))) for one in found)

    mentions = (seen for seen, _ in said.lines if mentioned(seen))
    # What names it nowhere confirms how it is spelt.
    return Said(best, tuple(dict.fromkeys((*votes[best], *mentions))), others)


def _is_cut(text: str, found: re.Match[str], seen: Seen) -> bool:
    """Say whether a name is what a line of a page ends with: the rest of it may be on the next."""
    return seen.place.page is not None and found.end() == len(text)


def _places(said: Records) -> Iterator[tuple[str, Seen]]:
    """Yield the texts that say where the agency is, with their lines."""
    best, _ = _ranked(_hits(said))
    own = _spelt(*best) if best else None
    for seen, _ in said.lines:
        text = repair.flat(seen.text)
        if _ADDRESS.match(text) and len(text) <= _ADDRESS_LENGTH:
            yield text, seen
        elif own:
            for found in own.finditer(text):
                if beside := _BESIDE.match(text, found.end()):
                    yield beside[0], seen


def _spelt(kind: str, name: str) -> re.Pattern[str]:
    """Return the pattern of an agency's name, its kind in full or short."""
    kinds = "|".join(re.escape(each) for each in (kind, KINDS.get(kind)) if each)
    return re.compile(rf"(?:{kinds})\s?{re.escape(name)}\s*")


def stands_alone(text: str) -> bool:
    """Say whether a line says nothing but a body, or where one is."""
    return bool(_ALONE.match(text) or (_ADDRESS.match(text) and len(text) <= _ADDRESS_LENGTH))


def leads_on(text: str) -> bool:
    """Say whether a line ends so that what follows is another body, or more of a sentence."""
    return _NOT_OWN.search(text) is not None


def prints(text: str, kind: str) -> bool:
    """Say whether a text gives a kind by itself or behind a label, not `เป็นรัฐวิสาหกิจในกำกับ`."""
    return re.search(rf"(?:^|ประเภท[ก-๎]*)[\s:：(]*{kind}", text) is not None


def own(text: str, kind: Said | None, name: Said | None) -> bool:
    """Say whether a text names the agency."""
    if kind is None or name is None:
        return False
    return f"{kind.value}{name.value}" in text.replace(" ", "")


def another(text: str, kind: Said | None, name: Said | None) -> bool:
    """Say whether a text names a body, and not the agency alone."""
    if own(text, kind, name):
        return False
    return any(not _DIVISION.match(one[0]) for one in re.finditer(_BODY, text))

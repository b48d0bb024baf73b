"""Whose report it is: the agency, its district and its province.

They are taken only where the document names them as its own: in a line that says nothing else, in
the title, the letterhead, as addressee or signatory, or as the one who got the score. A place that
the text merely mentions (visited, another agency, the commission's office) is nobody's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_sync.document.find.words import repair
from ita_sync.document.find.words.lexicon import either
from ita_sync.document.find.words.records import Records, Said, Seen
from ita_sync.rules import provinces
from ita_sync.rules.kinds import KINDS, expand

LABELLED, ALONE, LETTERHEAD, TITLE, POST, SCORED = 14, 6, 6, 4, 3, 2
"""Votes of a name by where it stands."""
ENTERPRISE = "รัฐวิสาหกิจ"
"""The kind of those that no name has."""

_LOCAL = "|".join(
    map(re.escape, sorted((*KINDS, *filter(None, KINDS.values())), key=len, reverse=True))
)
_ENDS = (
    r"(?=$|[^ก-๎]|ประจำปี|ปี(?:งบ|\s?[\d๐-๙])|อำเภอ|จังหวัด|ลงเว็บ|ลงใน|ได้(?:รับ|เข้า|คะแนน|ผล|มี|ดำเนิน|จัด)"
    r"|มี(?:ผล|คะแนน|ค่า)|อยู่|จึง|เข้า(?:รับ|ร่วม)|โดยมี|ขอ(?:รายงาน|เรียน|ส่ง))"
)
"""Where a name ends: Thai has no spaces between words."""
_NO_NAME = (
    r"(?!องค์การบริหาร|เทศบาล|มี(?:ตัว|คะแนน|ผล|การ|ค่า|ข้อ|ระดับ)|ได้(?:รับ|คะแนน|มี|ดำเนิน)|ที่(?:ได้|มี|ต่ำ|ผ่าน)"
    r"|ซึ่ง|และ|ของ|จึง)"
)
"""Words that go on with a sentence behind the kind of an agency: `วิทยาลัยมีตัวชี้วัดที่…`."""
_NAME = rf"{_NO_NAME}[ก-๎]{{2,}}?{_ENDS}"
_OFFICE = rf"[ก-๎]{{2,}}?{_ENDS.replace('|อำเภอ|จังหวัด', '')}(?:\sเขต\s?[\d๐-๙]+)?"
"""Of an office: its district or province is a part of its name, a number may be."""
_PUBLIC = r"[ก-๎]{4,}(?:\s[ก-๎]+)?(?=\s*\(องค์การมหาชน\))"
_BODY = (
    rf"(?:(?P<local>{_LOCAL})\s?(?P<of_local>{_NAME})|(?<![ก-๎])(?:(?P<public>{_PUBLIC})"
    rf"|(?P<enterprise>(?:{either('enterprises')}){_NAME})|(?P<office>สำนักงาน(?:เขตพื้นที่การศึกษา(?:ประถม|มัธยม)ศึกษา)?)\s?(?P<of_office>{_OFFICE})|(?P<kind>{either('kinds')})\s?(?P<of_kind>{_NAME})))"
)
_HERE = _BODY.replace("(?<![ก-๎])", "")
"""A body right behind another word: `ของกรม…`, `ประกาศโรงเรียน…`."""
PLACE = r"(?:\s*(?:ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.)\s?(?::\s?)?[ก-๎]+|\s*กรุงเทพ[ก-๎]*)"
_ALONE = re.compile(
    rf"^(?:(?:(?:ชื่อ\s*)?(?:หน่วยงาน|อปท\.?)(?:ที่(?:รับการ|ถูก)ประเมิน)?|โดย|[\d๐-๙]{{7}}|(?:ผล(?:การประเมิน)?\s*)?ITA\s*(?:ปี[ก-๎]*\s*)?[\d๐-๙]{{2,4}})\s*[:：]?\s*"
    r"|ที่\s?[ก-ฮ]{1,4}\s?[\d๐-๙][\d๐-๙./\sวพิเศษ]*\s)?(?:ประกาศ|ของ\s?|ที่ทำการ|สำนักงาน(?=เทศบาล|องค์การ)|(?:[ก-๎]+\s)?สำนักงาน(?:อธิการบดี|คณบดี|ผู้อำนวยการ)\s?(?=มหา|วิทยา|สถาบัน|โรง))?"
    rf"(?:{_HERE})(?:(?:\s?\([^()]{{1,40}}\))*{PLACE}*(?:\s(?:อำเภอ|จังหวัด)$)?"
    r"(?:\s*(?:รหัส|โทร|สังกัด|กระทรวง|สำนักงาน)\D{0,60}[\d๐-๙ -]*)?[\d๐-๙]*"
    r"(?:\s*(?:ประจำ)?ปี(?:งบประมาณ)?(?:\s?พ\.?\s?ศ\.?)?\s?(?:[\d๐-๙]{4})?)?)$"
)
_COUNT = r"(?:[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})?[.)]?\s+)?"
_KIND_ALONE = re.compile(
    rf"{_COUNT}ประเภท\s*(?:ของ)?(?:หน่วยงาน|อปท\.?)?\s*[:：]?\s*(?P<kind>{_LOCAL})"
)
_NAME_ALONE = re.compile(
    rf"{_COUNT}ชื่อ\s*(?:หน่วยงาน|อปท\.?)?(?:\s*[:：]\s*|\s+)(?!{_LOCAL})(?P<name>[ก-๎]{{2,40}})"
)
"""Kind and name on lines of their own, as a form or an export has them."""
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
    r"^(?:\W|[\d๐-๙.])*(?:ITA\s?(?:ปี|[\d๐-๙]{2})|เรื่อง|รายงาน|ประกาศ|คำสั่ง|สรุป|บทวิเคราะห์|การวิเคราะห์|วิเคราะห์|การประเมิน|ผล(?:การ|คะแนน|ประเมิน|วิเคราะห์)|สถิติ|มาตรการ|แผน|การเผยแพร่"
    r"|(?:การ)?ขับเคลื่อน|แบบ(?:รายงาน|สรุป|ฟอร์ม)|เอกสาร|(?:การ)?เปรียบเทียบ(?!กับ)|ตาราง|ข้อมูล|คะแนน|แนวทาง|ข้อเสนอ)"
)
_TITLE_LENGTH = 260
_IN_TITLE = re.compile(
    rf"(?:(?<![ก-๎])|(?<=ของ)|(?<=ประกาศ)|(?<=คำสั่ง)|(?<=โปร่งใส)|(?<=หน่วยงาน)|(?<=ภาครัฐ)|(?<=บริหาร)|(?<=กรรมการ))(?:{_HERE})"
    rf"(?={PLACE}*\s*(?:$|\(|ประจำปี|ปี|พ\.ศ|ลง|[,:]|(?:ครั้ง)?ที่\s?[\d๐-๙]|ใน(?:ปี|ระดับ)))"
)
_CUT = re.compile(rf"(?:{_LOCAL})\s?[ก-๎]{{2,}}$")
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
    rf"(?:{_BODY})(?:{PLACE})*\s*(?:\(\D{{1,30}}\)\s*)?(?:(?:ได้(?:รับ)?|มี)(?:ผล)?(?:รวม)?(?:การประเมิน|คะแนน|ระดับ)"
    r"|(?:ได้)?เข้า(?:รับ|ร่วม)(?:การ)?ประเมิน)"
)
_SUBJECT = re.compile(
    rf"^(?:{_BODY})(?={PLACE}*(?:\s|$))(?=.*(?:ผลการประเมิน|(?<![A-Za-z])ITA|คะแนน))"
)
"""A sentence about the assessment that begins with a body."""
_OTHERS = re.compile(either("not_own"))
_ADDRESS = re.compile(
    r"^(?=.*(?:ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|กรุงเทพ))(?:(?:(?:ที่อยู่|ที่ตั้ง|เลขที่|หมู่(?:ที่|บ้าน)?|ม\.|ถนน|ถ\.|ซอย|ตำบล|ต\.|แขวง|อำเภอ|อ\.|เขต|จังหวัด|จ\.|รหัสไปรษณีย์)\s?[:：]?\s*"
    r"[ก-๎\d๐-๙/.-]*+|กรุงเทพ[ก-๎]*+|[\d๐-๙/-]++)\s*+)++(?:(?:โทร|รหัส|เว็บ|www|http|สังกัด|สำนักงาน|กระทรวง|[|,–-]?\s*(?:ประจำ)?ปีงบ).*)?$"
)
_ADDRESS_LENGTH = 110


_LOCAL_NAMED = re.compile(rf"(?:{_LOCAL})\s?[ก-๎]{{2,}}$")
_BARE = re.compile(
    r"(?P<body>^.*[ก-๎])\s+(?:อำเภอ|อ\.)?(?P<district>[ก-๎]{2,20})\s+(?P<province>[ก-๎]{3,20})$"
)
"""An agency with its places and no words before them: `อบต.นาดอนเมย เขื่องใน อุบลราชธานี`."""


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


def spelled(text: str) -> str:
    """Return a line that names an agency, its places with the words that say what they are."""
    found = _BARE.match(text)
    if found and provinces.find(found["province"]) and _LOCAL_NAMED.match(found["body"]):
        return f"{found['body']} อำเภอ{found['district']} จังหวัด{found['province']}"
    return text


def best(said: Records) -> tuple[str, str] | None:
    """Return the kind and name of the agency, None where the document names none as its own."""
    return _ranked(_hits(said))[0]


def is_address(text: str) -> bool:
    """Say whether a line says where something is, and nothing else."""
    return bool(_ADDRESS.match(text)) and len(text) <= _ADDRESS_LENGTH


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
    yield from _apart(said)
    for seen, _ in said.lines:
        # Only where nothing is printed on a page, a break was meant.
        parts = seen.text.split("\n") if seen.place.page is None else []
        for text in dict.fromkeys(map(spelled, (repair.flat(seen.text), *map(str.strip, parts)))):
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


def _apart(said: Records) -> Iterator[_Hit]:
    """Yield the body whose kind and name have labels of their own, if there is one only."""
    kinds = [one for seen, _ in said.lines if (one := _KIND_ALONE.fullmatch(seen.text))]
    names = [(seen, one) for seen, _ in said.lines if (one := _NAME_ALONE.fullmatch(seen.text))]
    if len(kinds) == len(names) == 1:
        seen, name = names[0]
        yield _Hit(expand(kinds[0]["kind"]), name["name"], LABELLED, seen)


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
        return "องค์การมหาชน", re.sub(r"^(?:.*\sของ|ของ|ประกาศ|ส่วนราชการ\s)", "", public)
    if enterprise := said["enterprise"]:
        return ENTERPRISE, enterprise
    if said["office"]:
        return str(said["office"]), str(said["of_office"])
    return str(said["kind"]), str(said["of_kind"])


def stands_alone(text: str) -> bool:
    """Say whether a line says nothing but a body, or where one is."""
    return bool(_ALONE.match(text)) or is_address(text)


def ends_with_name(text: str) -> bool:
    """Say whether a line ends with the name of a local agency, which may go on in the next."""
    return _CUT.search(text) is not None


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

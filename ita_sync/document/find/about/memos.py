"""The memo (บันทึกข้อความ) that reports the analysis: number, date, subject, letter it refers to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ita_sync import thai
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.records import Records, Seen
from ita_sync.document.find.words.steps import day_in

_TITLE = re.compile(r"^บันทึกข้อความ$")
_LETTERS = r"[ก-ฮ]{2,3}\s?[\d๐-๙](?:[\d๐-๙./\sก-ฮ()]|พิเศษ){0,40}?"
_ATTACHED = re.compile(r"(?:เอกสาร)?(?:แนบ|ประกอบ)(?:ท้าย)?(?:บันทึก|หนังสือ)")
"""What stands before the number of the memo that a report is sent with."""
_NUMBER = re.compile(
    rf"^(?:หนังสือ(?:นำ)?ส่ง\s*|{_ATTACHED.pattern}[^\d๐-๙]{{0,40}}?\s)?(?:เลข)?ที่(?:หนังสือ(?:นำ)?(?:ส่ง)?(?:\s?ของ\s?[^\d๐-๙\s]{{2,20}})?)?\s*[:：]?\s*"
    rf"({_LETTERS})\s*(?:(?:ลง)?วันที่\s*(.*)|(?<=\s)[ก-๎]{{4,}}.*)?$"
)
_DATE = re.compile(r"^(?:ที่\s*[-–.…]+\s+)?(?:ลง)?วันที่\s*[:：]?\s*(.*)$")
_SUBJECT = re.compile(r"^เรื่อง\s*[:：]?\s*(.+)$")
_LATIN = r"(?!IT|[IEO]IT)[A-Za-z]{2,5}\s+"
_MISREAD = re.compile(rf"^{_LATIN}([ก-๎].{{20,}}?)(?:\s+{_LATIN}(?:ผู้|นาย|ปลัด|เลขา|หัวหน้า|อธิ).*)?$")
"""A subject below number and day, its label recognised as letters of another script.

`Fay รายงานผล…`; that of the addressee, in the same paragraph, as well.
"""
_REFERS = re.compile(r"^อ้างถึง\s*[:：]?\s*(.*)$")
_LETTER = re.compile(rf"(?:ที่\s*)?({_LETTERS})\s*(?:ลง(?:วันที่)?|เมื่อ)\s*(.+)$")
_AS_SAID = re.compile(
    rf"(?:^|ตาม|ด้วย)\s*หนังสือ[^\d๐-๙]{{1,80}}?ที่\s*({_LETTERS})\s*ลง(?:วันที่)?\s*(.+)$"
)
"""A letter that the first paragraph names: `ตามหนังสือจังหวัด … ที่ ชย 0023.6/ว 5521 ลงวันที่ …`."""
_BESIDE = re.compile(r"\n|(?<=\d)\s+(?=เรื่อง\s)")
"""What parts the fields of a memo: a new line; the subject behind number and day."""
_DAY_ENDS = 28
"""Characters in a day; another letter may follow it."""
_ORDER = re.compile(r"^คำสั่ง[^\d๐-๙]{3,60}(?:\sที่\s*[\d๐-๙]{1,5}\s*/\s*[\d๐-๙]{4})?$")
_ORDER_NUMBER = re.compile(r"(?:^|\s)ที่\s*([\d๐-๙]{1,5}\s*/\s*[\d๐-๙]{4})$")
"""`ที่ 412/2568` below `คำสั่งเทศบาล…`, or behind it: orders are counted by year."""
_MADE = re.compile(
    r"(?:จัดทำ|เผยแพร่|นำเสนอ)\s*(?:เมื่อ(?:วันที่)?|ณ\s*วันที่|วันที่)\s*(?=[\d๐-๙])"
    r"|นำเสนอ(?:ต่อ)?(?:ใน)?ที่ประชุม[^\d๐-๙]{0,40}(?=[\d๐-๙])"
)
"""Words before the day on which a document without a memo was made: `จัดทำเมื่อวันที่ …`."""
_TO = re.compile(r"^(?:เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|เรื่องเดิม|ข้อเท็จจริง|ตามที่|ด้วย|โดยที่|อาศัย|ประกาศ)")
_ANNOUNCED = re.compile(r"^ประกาศ(?!\s?ณ|\s*(?:ฉบับ|ผล|เมื่อ)).{0,80}$")
_ON = re.compile(r"^(?:ประกาศ|สั่ง)\s?ณ\s?(?:วันที่)?\s*(.*)$")
_MORE = re.compile(r"(?:ประจำ|ปี|พ\.ศ|ของ|ใน|และ|การ|ตาม)")
"""How a line begins with which the subject of an announcement goes on; prose follows it."""
_YEAR_ENDS = re.compile(r"(?:ปี|ประมาณ|พ\.?\s?ศ\.?)\s?[\d๐-๙]{4}\s*$")
"""How a subject ends that is whole: a heading may stand below it, `ความเป็นมา`."""
_REPORTS = re.compile(
    r"(?:ขอ)?(?:การ)?(?:รายงาน|(?:นำ)?เสนอ(?:ผล|รายงาน|การวิเคราะห์)|(?:ส่ง|แจ้ง|สรุป)(?:ผล|รายงาน))"
)
_IS_ABOUT = re.compile(r"วิเคราะห์|ผลการประเมิน|ผลคะแนน")
_EMPTY = re.compile(rf"[\s.…_]+|[\s.…_]*(?:{'|'.join(thai.MONTHS)})\s*(?:พ\.?ศ\.?)?\s*[\d๐-๙]*")
"""What follows `วันที่` where the day is to be written by hand."""
_WORDS = re.compile(r"\s*[ก-๎]{3,}")
_DATE_LINE = 40
"""Characters in a line that is nothing but a date."""
_SHORT = 120
"""Characters in a line that says when the document was made."""
_TOP, _LAST = 8, 3
"""Lines at the top of a report without a memo that may have its subject or day, and at its end."""
_WRAPPED = 3
"""Lines that a subject may take."""


@dataclass
class Memo:
    """A memo as read; each value with the line it is in, a day with its words besides."""

    number: tuple[str, Seen] | None = None
    day: tuple[date, str, Seen] | None = None
    subject: tuple[str, Seen] | None = None
    letter: tuple[str, Seen] | None = None
    letter_day: tuple[date, str, Seen] | None = None
    undated: bool = False
    titled: bool = False
    announced: bool = False
    """It is the announcement of the results, or an order, and no memo."""
    attached: bool = False
    """The document only names it, as what it is sent with; its subject is the title below."""
    made: bool = False
    """It has no day, and the one here is that on which the document was made."""
    others: list["Memo"] = field(default_factory=list)

    @property
    def reports(self) -> bool:
        """Whether it is the one that reports the analysis to the executive."""
        return bool(self.subject and _REPORTS.match(self.subject[0])) or self.letter is not None

    @property
    def rank(self) -> tuple[bool, ...]:
        """The order in which memos are followed, the one that reports first."""
        about = bool(self.subject and _IS_ABOUT.search(self.subject[0]))
        return (self.announced, not (self.titled and self.reports), not self.reports, not about)


def find(said: Records) -> Memo:
    """Return the memo that reports the analysis, an empty one where there is none.

    The first one where none says so. The others are kept in it.
    """
    lines = [seen for seen, _ in said.lines]
    memos = _all(lines)
    best = min(memos, key=lambda memo: memo.rank) if memos else Memo()
    best.others = [memo for memo in memos if memo is not best and memo.number]
    if not (best.number or best.day or best.titled):
        best.day = _made([*lines[:_TOP], *lines[-_LAST:]])
        best.made = best.day is not None
    return best


def _made(lines: Sequence[Seen]) -> tuple[date, str, Seen] | None:
    """Return the day on which a short line says that the document was made; none of several."""
    days: dict[date, tuple[date, str, Seen]] = {}
    for seen in lines:
        found = _MADE.search(seen.text) if len(seen.text) <= _SHORT else None
        day = day_in(seen.text[found.end() :]) if found else None
        if found and day and thai.fold(day[1]) == thai.fold(seen.text[found.end() :]).strip(").]"):
            days.setdefault(day[0], (*day, seen))
    return next(iter(days.values())) if len(days) == 1 else None


def _all(lines: Sequence[Seen]) -> list[Memo]:
    memos: list[Memo] = []
    current: Memo | None = None
    for place, seen in enumerate(lines):
        for text in _fields(seen.text):
            if _TITLE.match(text.replace(" ", "")):
                current = Memo(titled=True)
                memos.append(current)
            elif _stands_in(text, lines[place + 1 : place + 2], current):
                current = Memo(announced=True)
                memos.append(current)
                _order(current, text, seen)
            elif found := _NUMBER.match(text):
                if current is None or current.number:
                    current = Memo(attached=_ATTACHED.match(text) is not None)
                    memos.append(current)
                current.number = (number(found[1]), seen)
                _dated(current, found[2] or "", seen)
            elif current is None and place < _TOP and _is_subject(text):
                current = Memo(subject=(_whole(text.removeprefix("เรื่อง").strip(" :："), ()), seen))
                memos.append(current)
            elif current is not None:
                _take(current, text, seen, lines[place + 1 : place + _WRAPPED])
    return [memo for memo in memos if memo.number or memo.day or memo.subject]


def _stands_in(text: str, below: Sequence[Seen], current: Memo | None) -> bool:
    """Say whether a line begins an announcement, or an order with its number; no memo is open."""
    if current is not None and not current.announced:
        return False
    order = _ORDER.match(text) is not None
    numbered = order and any(
        _ORDER_NUMBER.search(one) for one in (text, *(one.text for one in below))
    )
    return numbered or _ANNOUNCED.match(text) is not None


def _order(memo: Memo, text: str, seen: Seen) -> bool:
    """Take the number of an order."""
    found = _ORDER_NUMBER.search(text) if memo.announced and memo.number is None else None
    if found:
        memo.number = (number(found[1]), seen)
    return found is not None


def _is_subject(text: str) -> bool:
    """Say whether a line is the subject of a report, no memo around it."""
    found = _SUBJECT.match(text)
    return found is not None and _IS_ABOUT.search(found[1]) is not None


def _fields(text: str) -> list[str]:
    """Return the fields of a memo in a text of several lines.

    A line that begins no field goes on with the one above.
    """
    found: list[str] = []
    for part in _BESIDE.split(text):
        begins = any(
            pattern.match(part.strip()) for pattern in (_NUMBER, _DATE, _SUBJECT, _REFERS, _TO)
        )
        if begins or not found or _day_alone(part.strip()):
            found.append(part.strip())
        else:
            found[-1] = f"{found[-1]}\n{part.strip()}"
    return [repair.flat(one) for one in found]


def _take(memo: Memo, text: str, seen: Seen, after: Sequence[Seen]) -> None:
    dated = memo.day is not None or memo.undated
    alone = _day_alone(text) if not dated else None
    if text.startswith("ที่") and _order(memo, text, seen):
        return
    if memo.announced and (found := _ON.match(text)):
        _dated(memo, found[1], seen)
    elif alone:
        memo.day = (*alone, seen)
    elif (found := _DATE.match(text)) and not dated:
        _dated(memo, found[1], seen)
    elif (found := _SUBJECT.match(text)) and memo.subject is None:
        whole = not (memo.announced or memo.attached)
        rest = after if whole else [one for one in after[:1] if _MORE.match(one.text)]
        memo.subject = (_whole(found[1], rest), seen)
    elif (found := _REFERS.match(text)) and memo.letter is None:
        _refers(memo, _LETTER.search(_whole(found[1], after)), seen)
    elif memo.letter is None and not _misread(memo, text, seen):
        _refers(memo, _AS_SAID.search(text), seen)


def _misread(memo: Memo, text: str, seen: Seen) -> bool:
    """Take the subject below the number, in a line whose label is misread."""
    found = _MISREAD.match(text) if memo.number and memo.subject is None else None
    told = found is not None and _IS_ABOUT.search(found[1]) is not None
    if found and told:
        memo.subject = (found[1], seen)
    return told


def _day_alone(text: str) -> tuple[date, str] | None:
    """Return the day that a line consists of: below the address of a letter, in its middle."""
    day = day_in(text) if len(text) < _DATE_LINE else None
    return day if day and thai.fold(day[1]) == thai.fold(text) else None


def _refers(memo: Memo, letter: re.Match[str] | None, seen: Seen) -> None:
    if letter:
        memo.letter = (number(letter[1]), seen)
        if day := day_in(letter[2][:_DAY_ENDS]):
            memo.letter_day = (*day, seen)


def _dated(memo: Memo, text: str, seen: Seen) -> None:
    memo.undated = _EMPTY.fullmatch(text) is not None
    if (day := day_in(text)) and not _WORDS.match(repair.flat(text).partition(day[1])[2]):
        memo.day = (*day, seen)


def _whole(text: str, after: Sequence[Seen]) -> str:
    """Return a text with the lines that it wraps onto: up to the next field of the memo."""
    for seen in after:
        more = seen.text.strip()
        if (
            repair.drawn(more)
            or seen.place.cell  # of a spreadsheet: each holds its text whole
            or _TO.match(more)
            or _NUMBER.match(more)
            or _DATE.match(more)
            or _SUBJECT.match(more)
            or (_YEAR_ENDS.search(text) and not _MORE.match(more))
        ):
            break
        text = f"{text}\n{more}"
    return re.sub(r"\s*\n\s*", "", text).strip()


def number(text: str) -> str:
    """Return the number of a letter as it is stored.

    Arabic digits, a space after its letters, none on either side of a stroke.
    """
    plain = re.sub(r"\s*/\s*", "/", thai.digits(re.sub(r"\s+", " ", text)).strip(" ."))
    return re.sub(r"^([ก-ฮ]+)\s*(?=\d)", r"\1 ", plain)

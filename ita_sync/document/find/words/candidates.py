"""Which of several figures is the score that the agency got in the year.

Beside it stand full marks, targets, last year's score, the mean of the province. A figure that the
words before it call such is none of the agency's; figures that nothing tells apart are rivals, and
a person decides. Of columns, `columns` decides.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.words import lexicon, repair
from ita_sync.document.find.words.figures import TOKEN, plain, shaped
from ita_sync.document.find.words.labels import years_in
from ita_sync.document.find.words.records import Seen
from ita_sync.i18n import T, Text
from ita_sync.rules.scoring import FULL

_WORDS = lexicon.either("others")
_HEAD = re.compile(lexicon.either("others", "others_in_heads"))
_OUT_OF = re.compile(r"\((?:คะแนน)?เต็ม[^)]*\)|^ร้อยละของคะแนนเต็ม$")
"""What a head says of how high a score may be."""
_BETWEEN = (
    r"คะแนน|รวม|เฉลี่ย|ที่|ได้(?:รับ)?|ร้อยละ|เท่ากับ|อยู่|มี|ของ|เพียง|ไว้|คือ|[=:(]"
    r"|ปี(?:งบประมาณ)?(?:พ\.?ศ\.?)?\d{2,4}"
)
_BEFORE = re.compile(rf"(?:{_WORDS}|จาก)(?:{_BETWEEN})*$")
_BESIDE = re.compile(
    rf"(?:{_WORDS}|{_BETWEEN}|จาก|เพิ่มขึ้น|ลดลง|เป็น|และ|(?:ไม่)?ผ่าน(?:เกณฑ์)?|[-–,;/|)])*"
)
_WHOLE = re.compile(
    r"(?:[(]|ได้(?:คะแนน)?)\s*(?:0|๐|100|๑๐๐|[\d๐-๙]{2}\.[\d๐-๙])$"
    r"|[ieoIEO]\s?[\d๐-๙]{1,2}\s*=\s*[\d๐-๙]{1,3}(?:\.[\d๐-๙])?$"
)
"""None and full marks, without decimals: `o34 การประเมินความเสี่ยง (0 คะแนน)`; or one
decimal, `i9 ได้ 70.2`, right behind an item `i 10 = 80.6`."""
_NUMBERED = re.compile(r"(?<![A-Za-z])[ieoIEO]$")
"""What stands before the figures of items: `e6,67`, recognised for `e6, e7`."""
_MARKS = re.compile(r"\s*คะแนน")
"""Behind none or full marks that are a score: `ข้อ o5 รายงานผล 0 คะแนน`."""
_OF_HUNDRED = re.compile(r"ร้อยละ\s*$")
"""Before a score with one decimal: `i11 (ร้อยละ 80.2)`."""
_SHORT_SCORE = re.compile(r"[\d๐-๙]{2}\.[\d๐-๙]")
_NEAR = 40
"""Letters before a figure that say what it is."""
_MOST = 4
"""Rivals of a score that are reported."""
SEVERAL = T("several figures stand there, and nothing tells which of them it is")
OTHERS = T("its heading names other figures, or another year")
_SHORT = re.compile(r"(?:^|ปี(?:งบ(?:ประมาณ)?)?|ita|คะแนน|ผล)(?:พ\.?ศ\.?)?([67]\d)$")
"""A year of two digits at the end of a column head: `ปี 65`, `ITA 66`."""


def of_others(head: str) -> bool:
    """Say whether a column head names another figure than the agency's score of the year."""
    return _HEAD.search(_OUT_OF.sub("", thai.fold(head))) is not None


def may_be_own(head: str, year: int) -> bool:
    """Say whether what is no figure, under a column head, may be the agency's of the year.

    Under `ส่วนต่างจากเป้าหมาย` its level may stand beside the total, not under `เป้าหมาย` or `ปี 2565`.
    """
    told, years = {*lexicon.meanings("others", thai.fold(head))}, years_of(head)
    return (not told or "change" in told) and (not years or year in years)


def years_of(head: str) -> set[int]:
    """Return the years of the Buddhist era that a column head names, in four digits or two."""
    return years_in(head) | {2500 + int(year) for year in _SHORT.findall(thai.fold(head))}


def in_line(text: str) -> list[re.Match[str]]:
    """Return the figures of a text that may be a score.

    Figures that are not the agency's are left out, and those of any year before the text's latest.
    """
    figures = [
        match
        for match in TOKEN.finditer(text)
        if match.start() > 0
        and not _NUMBERED.search(text, match.start() - 1, match.start())
        and (shaped(match[0]) or _whole(text, match))
    ]
    before = [
        text[at : match.start()]
        for at, match in zip([0, *(m.end() for m in figures)], figures, strict=False)
    ]
    years = [years_in(words) for words in before]
    newest = max((max(named) for named in years if named), default=0)
    return [
        match
        for match, words, named in zip(figures, before, years, strict=True)
        if not told_of_others(words) and (not named or newest in named)
    ]


def _whole(text: str, match: re.Match[str]) -> bool:
    """Say whether a figure of no or one decimal is a score: none, full marks, `72.5 คะแนน`."""
    short = plain(match[0]) in (0, FULL) or _SHORT_SCORE.fullmatch(match[0])
    told = _MARKS.match(text, match.end()) or _OF_HUNDRED.search(text, 0, match.start())
    return bool((short and told) or _WHOLE.search(text, 0, match.end()))


def told_of_others(words: str) -> bool:
    """Say whether the words before a figure end by calling it something else.

    That is: not the agency's score of the year.
    """
    return _BEFORE.search(thai.fold(words[-_NEAR:])) is not None


def goes_on(words: str) -> bool:
    """Say whether the words between two figures name nothing new.

    Then the second may be what the first is.
    """
    return _BESIDE.fullmatch(thai.fold(words)) is not None


def beside(score: Seen, text: str) -> Seen:
    """Return a score with another column's figure as its rival, if that says something else."""
    own, other = _token(score.text), _token(text)
    if not other or len(score.rivals) >= _MOST:
        return score
    told = {plain(token) for token in (own, *score.rivals)}
    return score if plain(other) in told else replace(score, rivals=(*score.rivals, other))


def doubted(score: Seen) -> Seen:
    """Return a score whose column is headed as that of other figures."""
    return replace(score, rivals=score.rivals or ("",))


def why(rivals: Sequence[str]) -> Text:
    """Return why a score with rivals is in doubt."""
    return SEVERAL if any(rivals) else OTHERS


def _token(text: str) -> str:
    flat = repair.flat(text).strip()
    return next(
        (match[0] for match in TOKEN.finditer(flat) if shaped(match[0])),
        flat if plain(flat) is not None else "",
    )

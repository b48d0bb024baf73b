"""The total in running text, in all wordings, and wherever a figure equals what the scores give.

`76 จาก 211 แห่ง`, `จากคะแนนเต็ม 100` and `เพิ่มขึ้น 2.10 คะแนน` are no totals.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_sync import thai
from ita_sync.document.find.about import owner
from ita_sync.document.find.words import candidates, indicators, lexicon
from ita_sync.document.find.words.figures import TOKEN, plain, shaped, told
from ita_sync.document.find.words.labels import of_another_year
from ita_sync.document.find.words.records import Records, Said, Seen
from ita_sync.document.find.words.vocabulary import Vocabulary

_REACH = 220
"""Letters before a figure that may say whose it is."""
_ITEM = re.compile(
    r"(?<![A-Za-z])[ieoIEO]\s?\d{1,2}(?!\d)|(?<![A-Za-z])[IEO]IT(?![A-Za-z])|ตัวชี้วัด|ข้อ(?:คำถาม|ที่|\s)|ด้าน|ประเด็น|หัวข้อ"
)
"""What has a score of its own: then the figure is that."""
_ABOUT = re.compile(r"ประเมิน|(?<![A-Za-z])ITA(?![A-Za-z])|คุณธรรมและความโปร่งใส|หน่วยงาน|ภาพรวม")
_YEAR = re.compile(r"(?:ใน|ประจำ)?ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*2[45]\d\d\s*")
"""Which year, between words that belong together: `มีผลคะแนน … ประจำปีงบประมาณ พ.ศ. 2568 ที่ 88.56`."""
_MEAN_OF = re.compile(
    r"(?:จังหวัด|อำเภอ|ประเทศ|กลุ่ม|สังกัด|ทั้งหมด)\S{0,30}มี(?:ผล)?(?:ค่า)?คะแนนเฉลี่ย(?:รวม)?\s*$"
)
"""Whose a mean is that is no agency's: `หน่วยงานในจังหวัดตรังมีคะแนนเฉลี่ย 88.41`."""
_LEVEL_BEHIND = re.compile(
    r"\s*(?:คะแนน)?\s*(?:[,(]|ซึ่ง|โดย|และ)?\s*(?:มี)?(?:ผล(?:การประเมิน)?)?\s*(?:จัด)?(?:ได้)?(?:อยู่+่*)?(?:ใน)?(?:เกณฑ์|กลุ่ม)?(?:ระดับ|(?:ไม่)?ผ่าน)"
)


def stated(said: Records, words: Vocabulary) -> Iterator[tuple[Seen, re.Match[str]]]:
    """Yield the figures that a sentence calls what the agency got, with their lines.

    That is what its own name, the assessment, or the level behind it tells, where the words before
    it name nothing else that has a score.
    """
    kind, name = owner.agency(said)
    for seen, context in said.lines:
        if context.indicator is None and not of_another_year(context.caption, words.year):
            yield from _in(seen, words, kind, name)


def _in(
    seen: Seen, words: Vocabulary, kind: Said | None, name: Said | None
) -> Iterator[tuple[Seen, re.Match[str]]]:
    text, start = thai.digits(seen.text).replace("\n", " "), 0
    for match in told(text):
        before, start = text[max(start, match.start() - _REACH) : match.start()], match.end()
        if _is_of_others(before, words) or not lexicon.meaning("said", _YEAR.sub("", before)):
            continue
        behind = _LEVEL_BEHIND.match(text, match.end())
        if (
            behind
            or (_ABOUT.search(before) and not owner.another(before, kind, name))
            or owner.own(before, kind, name)
        ):
            yield seen, match


def _is_of_others(before: str, words: Vocabulary) -> bool:
    """Say whether the words before a figure name something else that it is the score of."""
    return bool(
        _ITEM.search(before)
        or candidates.told_of_others(before)
        or _MEAN_OF.search(before)
        or of_another_year(before, words.year)
        or lexicon.meaning("differences", before)
        or indicators.by_name_in(before, words)
    )


def equal_to(said: Records, total: Decimal, year: int) -> Iterator[tuple[Seen, re.Match[str]]]:
    """Yield the figures of two decimals that are just what the scores give, with their lines."""
    for seen, _ in said.lines:
        text, start = thai.digits(seen.text).replace("\n", " "), 0
        for match in TOKEN.finditer(text):
            if not shaped(match[0]):
                continue
            before, start = text[start : match.start()], match.end()
            others = candidates.told_of_others(before) or of_another_year(before, year)
            if plain(match[0]) == total and not others:
                yield seen, match

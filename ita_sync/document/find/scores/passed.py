"""The results that sentences print: whether an indicator passed, behind its score."""

import re
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.words import indicators
from ita_sync.document.find.words.figures import LED, shaped_in
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Context, Record, Seen
from ita_sync.document.find.words.starts import ITEM_START
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.report import Result

_DENIED = re.compile(r"ไม่(?:ผ่าน|บรรลุ)|(?:ต่ำกว่า|ไม่ถึง)(?:เกณฑ์|เป้าหมาย)")
_TO_BETTER = re.compile(r"(?:ต้อง|ควร)(?:ปรับปรุง|พัฒนา)")
_GRANTED = re.compile(r"ผ่าน|บรรลุ|สูงกว่า(?:เกณฑ์|เป้าหมาย)")
_RESULT = r"\s*(?:คะแนน)?\s*[(,]?\s*((?:ไม่)?(?:ผ่าน|บรรลุ)(?:เกณฑ์|เป้าหมาย)?)\s*[)]?"
_ENDS = re.compile(rf"\d{_RESULT}\s*$")
"""Behind the name and the score: `ตัวชี้วัดที่ 1 … 95.90 คะแนน ผ่าน`."""
_ENCLOSED = re.compile(
    r"\d\s*(?:คะแนน)?\s*[(]\s*((?:ไม่)?(?:ผ่าน|บรรลุ)(?:เกณฑ์|เป้าหมาย)?)\s*[)](?=\s)"
)
"""The same in brackets, with what was found behind it: `… 93.18 คะแนน (ผ่าน) เจ้าหน้าที่…`."""
_BELOW = re.compile(rf"{LED.pattern}[\d๐-๙]{{2,3}}\.[\d๐-๙]{{1,2}}{_RESULT}(?=[\s,.]|$)")
"""Behind the score on the line below the name: `ได้คะแนน 95.41 คะแนน ผ่านเกณฑ์ บุคลากร…`."""


def said(line: Seen, above: Seen | None, words: Vocabulary) -> Record | None:
    """Return the result of the indicator that a line names, or the line right above it.

    The title of an item may hold the name of one.
    """
    if ITEM_START.match(line.text):
        return None
    found = _behind(line.text)
    number = indicators.number_of(line.text, words) if found else None
    if number is None and above and _is_heading(above.text):
        found = _BELOW.match(line.text)
        number = indicators.number_of(above.text, words) if found else None
    if found is None or number is None:
        return None
    return Record({Label.RESULT: replace(line, text=found[1])}, Context(indicator=number))


def _behind(text: str) -> re.Match[str] | None:
    """Return the result behind a score."""
    found = _ENDS.search(text) or _ENCLOSED.search(text)
    return found if shaped_in(text) else None


def _is_heading(text: str) -> bool:
    """Say whether a line is the heading of an indicator, its score on the next."""
    return indicators.heads(text) and not shaped_in(text)


def denied(text: str) -> bool:
    """Say whether words say that something did not pass."""
    return _DENIED.search(thai.fold(text)) is not None


def result_in(text: str) -> Result | None:
    """Return the result that words say, a goal that was reached or not among them."""
    if denied(text) or _TO_BETTER.search(thai.fold(text)):
        return Result.FAILED
    return Result.PASSED if _GRANTED.search(thai.fold(text)) else None

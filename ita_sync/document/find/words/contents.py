"""What the cells of a column are: ids of items, scores, names of indicators, divisions, long texts.

A column is told by that as much as by its head, which may be any word.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ita_sync import thai
from ita_sync.document.find.words import indicators, lexicon, repair
from ita_sync.document.find.words.figures import TOKEN, plain, shaped_in
from ita_sync.document.find.words.vocabulary import Vocabulary


class Kind(StrEnum):
    """What a cell may be, or one of the things that it may be."""

    ITEM = "item"
    BARE = "bare"
    SCORE = "score"
    WHOLE = "whole"
    COUNT = "count"
    INDICATOR = "indicator"
    DIVISION = "division"
    DUE = "due"
    RESULT = "result"
    TOOL = "tool"
    TEXT = "text"


_TOOL = r"(?:(?:IIT|EIT|OIT)[\s:–-]*(?=[ieoIEO]\s?[1-9]))?"
_FIRST = rf"(?:[-–•*]\s*)?(?:\(?\d{{1,2}}[.)]\s*)?{_TOOL}(?:ข้อ(?:คำถาม)?(?:ที่)?\s*)?\(?"
_BEGINS = re.compile(
    rf"{_FIRST}(?:[ieo]\s?[1-9]\d{{0,2}}(?!\d)|[ieo]it\s*(?:ข้อ(?:ที่)?\s*)?\d{{1,2}}(?!\d)"
    r"|\d{1,2}\s*\(?\s*[ieo]it)",
    re.IGNORECASE,
)
"""How a cell about an item begins: `o39 :…`, `ข้อ e12`, `OIT1`, `OIT o13 …`, `ข้อที่ 13 (OIT)`."""
_MISREAD = re.compile(rf"{_FIRST}[051](?!00)\d\d(?!\d)")
"""How one begins whose letter was recognised as a digit: `๐๑๓`; `100` are full marks."""
_ENDS = re.compile(r"[(\[]\s*(?:ข้อ\s*)?[ieo]\s?[1-9]\d?\s*[)\]]$", re.IGNORECASE)
"""How it ends: `การประเมินความเสี่ยงการทุจริต (o34)`."""
_UNIT = re.compile(r"คะแนน|ร้อยละ|%|[()]|(?:ค่า)?เฉลี่ย")
_SHORT = 60
"""Letters in a cell that is a figure, a division, a date; a longer one is a text."""
_TEXT = 12
"""Letters that a text has at least."""
_EMPTY = {"", "-", "–", "—", "ไม่มี"}
_LEAST_WHOLE = 31
"""A whole number that counts rows, or a day, is not beyond this; full marks and none are scores."""


@dataclass(frozen=True)
class Profile:
    """What the cells of a column are: the share of each kind among those that hold something."""

    filled: int
    shares: Mapping[Kind, float]

    def share(self, *kinds: Kind) -> float:
        """Return the share of the commonest of some kinds."""
        return max(self.shares.get(kind, 0.0) for kind in kinds)


def filled(cell: str | None) -> bool:
    """Say whether a cell holds something; a dash does not."""
    return cell is not None and cell.strip() not in _EMPTY


def profile(cells: Sequence[str | None], words: Vocabulary) -> Profile:
    """Return what the cells of a column are."""
    texts = [repair.flat(cell) for cell in cells if cell and filled(cell)]
    counted = Counter(kind for text in texts for kind in kinds_of(text, words))
    if counted[Kind.WHOLE]:
        counted[Kind.COUNT if _counts(texts) else Kind.SCORE] += counted[Kind.WHOLE]
    return Profile(len(texts), {kind: count / len(texts) for kind, count in counted.items()})


def kinds_of(text: str, words: Vocabulary) -> set[Kind]:
    """Return what a text may be."""
    plain_text = thai.digits(text)
    if about := _about_item(plain_text, lossy=not words.numbered):
        return about
    if figure := _figure(plain_text):
        return figure
    folded = thai.fold(text)
    kinds = {
        Kind(said)
        for said in lexicon.meanings("contents", folded)
        if len(text) <= _SHORT or said == Kind.TEXT
    }
    if Kind.RESULT not in kinds and indicators.is_named(text, words):
        return {Kind.INDICATOR}
    if len(folded) >= _TEXT and not kinds & {Kind.RESULT, Kind.DUE}:
        kinds.add(Kind.TEXT)
    return kinds


def _about_item(text: str, *, lossy: bool) -> set[Kind]:
    found = _BEGINS.match(text) or (_MISREAD.match(text) if lossy else None)
    if found is None:
        return {Kind.ITEM} if _ENDS.search(text) else set()
    rest = text[found.end() :].strip(" .:)")
    if not rest:
        return {Kind.ITEM, Kind.BARE}
    return {Kind.ITEM} if not rest[0].isdigit() else set()


def _figure(text: str) -> set[Kind]:
    bare = _UNIT.sub("", text).strip()
    if len(bare) > _SHORT or not TOKEN.match(bare):
        return set()
    if shaped_in(bare) and not re.search(r"[ก-ฮ]{3}", bare):
        return {Kind.SCORE}
    if TOKEN.fullmatch(bare) and plain(bare) is not None:
        return {Kind.WHOLE} if bare.isdigit() else {Kind.SCORE}
    return {Kind.COUNT} if re.fullmatch(r"\d{1,3}[.)]", bare) else set()


def _counts(texts: Sequence[str]) -> bool:
    """Say whether whole numbers count rows, or are small, and are no scores such as 0 and 100."""
    found = [int(text) for text in map(thai.digits, texts) if text.isdigit()]
    steps = sum(other == one + 1 for one, other in pairwise(found))
    return 2 * steps > len(found) or (max(found, default=0) <= _LEAST_WHOLE and 0 not in found)

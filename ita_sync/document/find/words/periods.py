"""Impossible years and months of a recognised text, read as the only thing that they can be.

A report speaks of its own year and those about it. A year far from it in a deadline, or one that is
none at all, is a misread digit where exactly one usual misreading leads to a year near by.
"""

import re

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ita_sync import thai
from ita_sync.rules import misreadings

_YEAR = re.compile(r"(?<![\d๐-๙.,/])([\d๐-๙]{4})(?![\d๐-๙.,/])")
_HEAD = re.compile(
    r"(?<![ก-๎])[ก-๎]{6,12}(?![ก-๎])|(?<![ก-๎])[ก-๎]{8,10}(?=(?:" + "|".join(thai.MONTHS) + "))"
)
_WORD = re.compile(r"[ก-๎]{5,14}(?=\s*(?:พ\.?ศ\.?)?\s*[\d๐-๙]{4})")
_ALIKE = 80.0
_LEAST = 4
_TORN = re.compile(
    rf"(?<=2[45]\d)(3)/(?![\d/])|(?<=๒[๔๕][๐-๙])(๓)/(?![๐-๙/])|([๓3])/(?=\s*(?:{'|'.join(thai.MONTHS)})(?!/))"
)
"""A seven as it is often recognised, at the end of a year, or in a day before its month."""
_SEVEN = {"๓": "๗", "3": "7"}
_HEADS = ("ภายในวันที่", "ภายในเดือน", "ทุกไตรมาส", "ทุกเดือน", "ทุกสัปดาห์")
_AFTER, _BEFORE = 3, 1
"""Years after and before the assessed one that a deadline may name."""
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def years(text: str, fiscal_year: int) -> str:
    """Return a text with misread years put right where one digit makes them a year near by."""
    return _YEAR.sub(lambda found: _near(found[1], fiscal_year, strict=False), text)


def deadline(text: str, fiscal_year: int) -> str:
    """Return words that say when something is due, with year and month as they can only be."""
    text = _TORN.sub(lambda found: _SEVEN[found[found.lastindex or 0]], text)
    text = _YEAR.sub(lambda found: _near(found[1], fiscal_year, strict=True), text)
    return _HEAD.sub(_head, _WORD.sub(_month, text))


def _head(found: re.Match[str]) -> str:
    """Return a word that is one of those a deadline begins with but for a letter."""
    near = [head for head in _HEADS if Levenshtein.distance(found[0], head) <= 1]
    return near[0] if near else found[0]


def _near(token: str, fiscal_year: int, *, strict: bool) -> str:
    plain = thai.digits(token)
    allowed = range(fiscal_year - _BEFORE, fiscal_year + _AFTER + 1)
    if int(plain) in allowed or (not strict and plain.startswith(("24", "25"))):
        return token
    meant = {year for year in allowed if _misread(plain, str(year))}
    if len(meant) != 1:
        return token
    year = str(meant.pop())
    return year.translate(_THAI) if token != plain else year


def _misread(seen: str, true: str) -> bool:
    """Say whether every digit that differs is a usual misreading."""
    return all(a == b or misreadings.CONFUSED.get(a) == b for a, b in zip(seen, true, strict=True))


def _month(found: re.Match[str]) -> str:
    word = found[0]
    for month in thai.MONTHS:
        if word.endswith(month):
            return word
    # The word before a month may stand without a space: ภายในเดือนเมษายยน
    for start in range(len(word) - _LEAST):
        best = process.extractOne(word[start:], thai.MONTHS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best and word[start] == best[0][0]:
            return word[:start] + best[0]
    return word

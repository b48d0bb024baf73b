"""Which indicator a text names: by its number, its name, or both."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from ita_sync import thai
from ita_sync.document.find.words.vocabulary import Vocabulary

ALIKE = 85.0
"""Of 100: how alike a name must be to pass for the year's."""
_WORD, _EARLY = "ตัวชี้วัดที่", 20
"""What such a heading begins with, and within how many letters."""
_NAMED = re.compile(
    r"(?:ตัวชี้วัด(?:ย่อย)?|ตชว\.?)\s*(?:ที่)?\s*:?\s*(\d{1,2})(?![\d.]|[-–]\d{1,2}(?![\d.]))"
)
"""`ตัวชี้วัดที่ 4`; `ตัวชี้วัด 1-5` is none."""
_SHORT = re.compile(r"(?:\(?[\d๐-๙]{1,2}[.)]|\W)*+ตชว\.?")
"""Typed by hand, and at the head of a column: `ตชว. 4`; counted: `2) ตชว 4`."""
_TOOL_BEHIND = re.compile(r"\s*[(\[]\s*(?:IIT|EIT|OIT)\s*[)\]]\s*$")
_LONGEST_NAME, _MOSTLY = 120, 0.5
"""Characters in a cell that names an indicator, and the share of them that its name has."""
_TYPED = re.compile(
    r"\s*(?P<called>(?:ตัวชี้วัด|ตชว\.?)\s*(?:ที่)?\s*)?\(?(?P<number>\d{1,2})(?:[.):]|\s|(?=[ก-ฮเ-ไ]))\s*"
    r"(?P<name>[ก-๎][ก-๎\s]{0,40}?)?\s*(?:[:=–-]|ได้(?:คะแนน)?)?\s*"
    r"(?P<score>\d{1,3}(?:\.\d{1,2})?)\s*(?:คะแนน|%)?[\s*.)]*$"
)
"""A line typed by hand that gives the score of an indicator, with fewer decimals and letters."""
_BEHIND = re.compile(
    r"\s*(?P<called>)\(?(?P<number>\d{1,2})[.)]?\s+(?P<score>\d{1,3}\.\d{1,2})\s+(?P<name>[ก-๎][ก-๎\s]{0,40})$"
)
"""One with its name last, below a line that ended the table: `6      91.50   คุณภาพการดำเนินงาน`."""
_LEADING = re.compile(r"^\(?(\d{1,2})(?:[.)]|\s|(?=[ก-ฮเ-ไ])|$)")


def number_of(text: str, words: Vocabulary) -> int | None:
    """Return the number of the indicator that a heading or cell names.

    The name goes before a number that differs, unless it is one that only other years use.
    """
    plain = thai.digits(text)
    said = _NAMED.search(plain) or _LEADING.match(plain.strip())
    number = int(said[1]) if said else None
    by_name = by_name_in(text, words)
    if by_name is not None:
        return by_name[0]
    return number if number in words.numbers and (_NAMED.search(plain) or _bare(plain)) else None


def heads(text: str) -> bool:
    """Say whether a text speaks of an indicator as a heading does, a misread letter allowed."""
    return (
        "ตัวชี้วัด" in text
        or _SHORT.match(text) is not None
        or fuzz.partial_ratio(_WORD, thai.fold(text)[:_EARLY], score_cutoff=ALIKE) > 0
    )


def by_name_in(text: str, words: Vocabulary) -> tuple[int, int, int] | None:
    """Return the number of the indicator that a text names, where its name ends, and its length.

    Both in letters of the folded text.
    """
    best = _best(thai.fold(text), words.names)
    return best and (_as_numbered(best[1], text, words), *best[2:])


@lru_cache(maxsize=32768)  # every table asks for its rows, its columns and its means
def _best(folded: str, names: tuple[tuple[str, int], ...]) -> tuple[float, int, int, int] | None:
    """Return how alike the name in a text is that is most alike, its number, end and length."""
    best: tuple[float, int, int, int] | None = None
    for name, number in names:
        at = folded.find(name)
        if at >= 0:
            found = (100.0 + len(name), number, at + len(name), len(name))
        elif len(folded) >= len(name) - 2:
            alignment = fuzz.partial_ratio_alignment(name, folded, score_cutoff=ALIKE)
            if alignment is None or alignment.score < ALIKE:
                continue
            found = (alignment.score, number, alignment.dest_end, len(name))
        else:
            continue
        if best is None or found > best:
            best = found
    return best


def of_cells(names: Sequence[str], count: Sequence[str], words: Vocabulary) -> int | None:
    """Return the number of the indicator that the cells of a row name.

    Args:
        names: the cells under heads that speak of the indicator.
        count: the one that may only number the rows.
        words: how indicators are called.
    """
    bare = [int(thai.digits(name).strip(" ().")) for name in names if _bare(thai.digits(name))]
    if words.numbered and len(bare) == 1 and bare[0] in words.lent:
        return bare[0]
    numbers = (number_of(" ".join(texts), words) for texts in (names, [*count, *names]))
    return next((number for number in numbers if number is not None), None)


def numbered(text: str, words: Vocabulary) -> tuple[int, re.Match[str]] | None:
    """Return the indicator that a line numbers and names, however short, and what it says of it.

    `4.ใช้ทรัพย์สินราชการ 81.9 ***`, `ตชว.9 = 92`
    """
    found = _TYPED.match(text) or _BEHIND.match(text)
    number = int(found["number"]) if found else 0
    if found is None or number not in words.numbers:
        return None
    name = _core(found["name"] or "")
    known = (_core(each) for each, of in words.names if of == number)
    alike = any(fuzz.ratio(name, each, score_cutoff=ALIKE) for each in known)
    return (number, found) if alike or (found["called"] and not name) else None


def _core(name: str) -> str:
    """Return a name without the words that are left out first."""
    return re.sub(r"^การ|ของ|การ(?=ทุจริต)", "", thai.fold(name))


def count_in(cells: Sequence[str], words: Vocabulary) -> int | None:
    """Return the number that the cells of a row begin with, if it is one of an indicator."""
    found = (_LEADING.match(thai.digits(cell).strip()) for cell in cells)
    number = next((int(one[1]) for one in found if one), None)
    return number if number in words.numbers else None


def _as_numbered(number: int, text: str, words: Vocabulary) -> int:
    """Return the number that a text gives its indicator, where the name is lent and it is typed."""
    said = _NAMED.findall(thai.digits(text)) if words.numbered and number in words.lent else []
    return int(said[-1]) if said and int(said[-1]) in words.lent else number


def name_in(text: str) -> str:
    """Return the name of an indicator as its cell prints it, without its number and tool."""
    plain = thai.digits(text)  # a digit for a digit: places stay
    said = _NAMED.match(plain) or _LEADING.match(plain)
    return _TOOL_BEHIND.sub("", text[said.end() if said else 0 :]).strip(" .:–-")


def _bare(text: str) -> bool:
    return re.fullmatch(r"\s*\(?\d{1,2}[.)]?\s*", text) is not None


def is_named(text: str, words: Vocabulary) -> bool:
    """Say whether a text is nothing but an indicator: its name, or `ตัวชี้วัดที่ 7`."""
    if len(text) > _LONGEST_NAME:
        return False
    found = _NAMED.match(thai.digits(text).lstrip(" -–•0123456789.()"))
    if found and int(found[1]) in words.numbers:
        return True
    named = by_name_in(text, words)
    return named is not None and named[2] >= _MOSTLY * len(thai.fold(name_in(text)))

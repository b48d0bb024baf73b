"""What begins a row of a table that lines are: heads, and the keys of the rows below."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ita_sync import thai
from ita_sync.document.text.gutters import pieces

_ITEM = re.compile(r"(?:ข้อ\s*)?[ieoIEO]\s?\d{1,2}(?!\d)")
_COUNT = re.compile(r"\(?(\d{1,2})[.)]?(?:\s|$)|ตัวชี้วัดที่|ตชว")
_BARE = re.compile(r"\(?\d{1,2}[.)]?")
_SCORE = re.compile(r"\d{1,3}[.]\d{2}$")
"""How a cell begins that begins a row, the surest first: an item, a number, a score."""
_HEADS = re.compile(
    r"(?:ที่|ลำดับ|ชื่อ|รองรับ|ตัวชี้วัด|ตชว|คะแนน|ผล|ข้อ|ประเด็น|แนวทาง|มาตรการ|วิธี|ขั้นตอน|ผู้รับผิดชอบ|หน่วยงาน|ระยะเวลา|กำหนด|การ(?:กำกับ|ติดตาม|รายงาน)|โครงการ|กิจกรรม|เครื่องมือ|ปี)"
)
_SUM = re.compile(r"(?:คะแนน)?(?:รวม|เฉลี่ย)+")
"""The head of a sum behind numbered columns."""
_LEADS_ON = re.compile(r"(?:,|และ)\s*$")
"""How a cell ends whose items go on in the line below: `i8, i11, i20,`, and below it `i29`."""
_MARKS = re.compile("[ัิ-ฺ็-๎]")
_INDICATOR = "ตวชวด"
"""`ตัวชี้วัด` without its marks."""
_NAME = re.compile(
    r"(?:การ)?(?:ปฏิบัติหน้า|ใช้(?:งบ|อำ|ทรัพย์)|แก้ไขปัญหา|ปรับปรุง|เปิดเผย|ป้องกัน)|คุณภาพ|ประสิทธิภาพ"
)
"""How the names of indicators have begun in every year."""
_TOLD = re.compile(rf"^\(?\d|{_ITEM.pattern}|\d[.]\d")
"""What no head has: a number in front, an item, a figure."""
_LEAST, _FULL, _LONGEST = 2, 3, 40
"""Heads in a line; columns of a table whose rows nothing but that begins; letters of a head."""


def _may_head(text: str) -> bool:
    """Say whether a text begins as a head does; spaces, and marks that came late, change nothing.

    `หน่ วยงาน`, `ตัวชีว้ ัด`.
    """
    whole = "".join(text.split())
    return bool(_HEADS.match(whole)) or _MARKS.sub("", whole).startswith(_INDICATOR)


def is_head(text: str) -> bool:
    """Say whether a line holds nothing but heads of columns, at least two."""
    texts = [thai.digits(one.text) for one in pieces(text)]
    heads = [one for one in texts if len(one) <= _LONGEST and _may_head(one)]
    return len(heads) >= _LEAST and not any(map(_TOLD.search, texts))


def begins(text: str) -> bool:
    """Say whether the first text of a line may be a head."""
    return any(_may_head(one.text) for one in pieces(text)[:1])


def counts_across(text: str) -> bool:
    """Say whether a line only numbers columns, beside heads: `ตชว.   1   2   3   รวม`.

    The second band of such a table goes on with the number after: `ตชว.   6   7   8`.
    """
    found = [thai.digits(one.text) for one in pieces(text)]
    numbers = [one for one in found if not _may_head(one) and not _SUM.fullmatch(one)]
    if not numbers or not numbers[0].isdecimal() or not _count_on(numbers):
        return False
    if numbers[0] == "1":
        return len(numbers) >= _FULL
    return _LEAST <= len(numbers) < len(found)


def _count_on(numbers: Sequence[str]) -> bool:
    """Say whether each number is one more than that before."""
    return [*numbers] == [str(int(numbers[0]) + n) for n in range(len(numbers))]


def _named(first: str, cells: Sequence[Sequence[str]]) -> list[int]:
    """Return the lines that begin with what a row is called, in a band or in a card.

    `ตัวชี้วัด  1  2  3`, and below it `ชื่อ …`, `คะแนน …`; `ขั้นตอน …`, and below it `ผู้รับผิดชอบ …`.
    """
    least = _LEAST if counts_across(first) else _FULL + 1 if len(cells[0]) == _LEAST else None
    found = [n for n, texts in enumerate(cells) if texts[0]]
    alike = all(_may_head(cells[n][0]) for n in found)
    return found if least and len(found) >= least and alike else []


def below(first: str, cells: Sequence[Sequence[str]], heads: int) -> list[int]:
    """Return the lines with what begins a row, below the heads of which some are the first."""
    if named := _named(first, cells):
        return [n for n in named if n >= heads or counts_across(first)]
    found = keys(cells[heads:], least=1 if heads else _LEAST)
    if not found and heads:
        found = full(cells[heads:], named=_has_indicators(first))
    return [heads + key for key in found]


def keys(cells: Sequence[Sequence[str]], least: int) -> list[int]:
    """Return the lines with what begins a row: an item, a number that goes up, or a score."""
    columns = [[thai.digits(text) for text in column] for column in zip(*cells, strict=True)]
    numbers, scores = (
        [[n for n, text in enumerate(column) if pattern.match(text)] for column in columns]
        for pattern in (_COUNT, _SCORE)
    )
    items = [_items(column) for column in columns]
    pairs = zip(numbers, columns, strict=True)
    up = (lines for lines, column in pairs if _goes_up([column[n] for n in lines]))
    first = next((lines for lines in up if len(lines) >= least), [])
    counted = max((_counted(column) for column in columns), key=len)
    most = max(items, key=len)
    ways = (_surest(most, counted, cells), first, max(scores, key=len))
    return next((lines for lines in ways if len(lines) >= least), [])


def _items(column: Sequence[str]) -> list[int]:
    """Return the lines in which an item begins a row, no list of them goes on."""
    found: list[int] = []
    above = ""
    for n, text in enumerate(column):
        if _ITEM.match(text) and not _LEADS_ON.search(above):
            found.append(n)
        above = text or above
    return found


def _surest(
    items: Sequence[int], counted: Sequence[int], cells: Sequence[Sequence[str]]
) -> list[int]:
    """Return the lines with items, or those that count the rows where these are more.

    Both, where numbers stand beside items and in lines of which most cells are filled: an indicator
    may have several items, or none.
    """
    beside = {*items} & {*counted}
    rest = [2 * sum(map(bool, cells[n])) > len(cells[n]) for n in {*counted} - beside]
    if len(beside) >= _LEAST and all(rest):
        return sorted({*items, *counted})
    return [*(counted if len(counted) > len(items) else items)]


def _counted(column: Sequence[str]) -> list[int]:
    """Return the lines of a column that count 1, 2, 3, each with nothing but its number.

    On another page it may go on with 6, 7, 8.
    """
    found = [n for n, text in enumerate(column) if _BARE.fullmatch(text)]
    numbers = [column[n].strip("(.)") for n in found]
    begun = numbers[:1] == ["1"] or len(numbers) >= _FULL
    return found if begun and _count_on(numbers) else []


def _goes_up(texts: Iterable[str]) -> bool:
    """Say whether the numbers that texts begin with go up: those of steps begin again at 1."""
    found = [_COUNT.match(text) for text in texts]
    numbers = [int(one[1]) for one in found if one and one[1]]
    return all(one < other for one, other in pairwise(numbers))


def _has_indicators(head: str) -> bool:
    """Say whether the first column is headed as that of indicators."""
    return any(_MARKS.sub("", one.text).startswith(_INDICATOR) for one in pieces(head)[:1])


def full(cells: Sequence[Sequence[str]], *, named: bool = False) -> list[int]:
    """Return the lines with a text in every column, where nothing else begins a row.

    In a table of indicators (`named`) those that begin the name of one, if the first does.
    """
    if len(cells[0]) < _FULL:
        return []
    found = [n for n, texts in enumerate(cells) if all(texts)]
    begun = [n for n in found if _NAME.match(cells[n][0])] if named else []
    return begun if begun and begun[0] == found[0] else found

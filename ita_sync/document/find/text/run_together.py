"""Tables of a text whose columns ran together, as far as rows can be told: item, score, who, when.

Text that was copied out of a PDF has the cells of a row one after the other, in one line or in
several, with nothing between them. An item begins a row; a score, a division and a date are known
by what they are. Titles, steps and how these are followed up cannot be told apart: they are left to
a person, but for the remedy that follows a score.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ita_sync import thai
from ita_sync.document.find.words import indicators, lexicon, repair
from ita_sync.document.find.words.labels import Label, label_of
from ita_sync.document.find.words.records import Seen
from ita_sync.document.find.words.starts import section_of
from ita_sync.document.parts import Block, Line, Row, Table

ITEM = re.compile(
    r"(?:\(?\d{1,2}[.)]?\s+|[IEO]IT\s+|ตัวชี้วัด(?:ที่)?\s*\d{1,2}\s+)*([ieoIEO]\s?\d{1,2})(?!\d)\s*[.:]?\s*(.*)",
    re.DOTALL,
)
"""The item that a row begins with, its tool or indicator before it."""
_SCORE = re.compile(r"(?:^|(?<=\s)|(?<=\())(\d{1,3}\.\d{2}|(?:0|100)$)(?=[\s)]|$)")
_MONTH = "|".join((*thai.MONTHS, r"[ก-ฮ]{1,2}\.\s?[ก-ฮ]{1,2}\.", r"มี\.ค\.", r"เม\.ย\.", r"มิ\.ย\."))
WHEN = re.compile(
    rf"(?:(?:ภายใน|ใน)(?:เดือน|วันที่)?\s*)?(?:\d{{1,2}}\s+)?(?:{_MONTH})?\s*(?:พ\.?ศ\.?)?\s*(?:2[45]\d\d|[67]\d)?"
    r"|ทุก(?:เดือน|ไตรมาส|สัปดาห์)|ตลอด(?:ปี)?|(?:ปี)?งบประมาณ|ไตรมาส(?:ที่)?\s*\d"
)
DATED = re.compile(r"(?:2[45]\d\d|[67]\d|ทุก\S+|ตลอดปี\S*|ไตรมาส\S*\s*\d)$")
_ENDS = re.compile(r"(?:ตารางที่|หมายเหตุ|จึง(?:เรียน|ประกาศ)|\(ลงชื่อ|ประกาศ\s?ณ|แบบวัด|[ก-ฮ]\.\s)")
_COUNTED = re.compile(r"^\d{1,2}\s+(?=[ก-๎])")
"""The number of its indicator in a column of its own, before the title of an item."""
_COUNT = re.compile(r"\(?\d{1,2}[.)]?")
_TOLD = (Label.DIVISION, Label.DUE)
"""Columns that are known by what stands in them."""
_HEADS, _LINES, _ROWS, _SHORT = 10, 14, 2, 30
"""Lines of heads, and of a row; rows of a table, at least; letters of a head."""


@dataclass
class _Row:
    """A row: the item, and the texts up to the next."""

    item: str
    texts: list[str]
    first: Line
    loose: bool = False
    """Its texts stand apart, each line of each cell by itself."""
    labels: int = 0
    """Lines of it that only say what follows, as heads do."""

    @property
    def scores(self) -> list[str]:
        """The scores in its texts, as they stand there."""
        found = ((text, _SCORE.search(thai.digits(text))) for text in self.texts)
        return [text[one.start(1) : one.end(1)] for text, one in found if one]

    def weak(self) -> tuple[str, str, str]:
        """Return the item with its title, its score, and what follows it."""
        for n, text in enumerate(self.texts):
            if found := _SCORE.search(thai.digits(text)):
                title = repair.flat("\n".join([*self.texts[:n], text[: found.start()].strip(" (")]))
                rest = "\n".join([text[found.end() :].strip(" )"), *self.texts[n + 1 :]]).strip()
                score = text[found.start(1) : found.end(1)]
                name = "" if self.loose else _COUNTED.sub("", title)
                return f"{self.item} {name}".strip(), score, "" if self.loose else rest
        return self.item, "", ""

    def planned(self) -> tuple[str, str, str]:
        """Return the item, who is responsible, and when it is due."""
        when = [text for text in self.texts if text and WHEN.fullmatch(thai.digits(text).strip())]
        due = repair.flat(" ".join(when))
        told = DATED.search(thai.digits(due)) and len(re.findall(_MONTH, due)) <= 1
        return self.item, self._division(), due if told else ""

    def _division(self) -> str:
        for n, text in enumerate(self.texts):
            for word in text.split(" "):
                if lexicon.meaning("contents", word) == "division":
                    more = self.texts[n + 1] if n + 1 < len(self.texts) else ""
                    cut = word.endswith("และ") or (more.startswith("และ") and not self.loose)
                    return word + more.split(" ")[0] if cut and text.endswith(word) else word
        return ""


def tabled(blocks: Sequence[Block]) -> tuple[list[Block], list[Seen]]:
    """Return blocks with the tables that ran together as tables, and the heads of those."""
    made: list[Block] = []
    left: list[Seen] = []
    at = 0
    while at < len(blocks):
        heads, first = _heads(blocks, at)
        rows, end = _rows(blocks, first, heads) if heads else ([], at)
        table = None if _labelled(rows) else _table(rows, heads)
        made.append(table or blocks[at])
        if table:
            told = " ".join(heads.values())
            left.append(Seen(told, told, table.rows[0].place))
        at = end if table else at + 1
    return made, left


def _heads(blocks: Sequence[Block], at: int) -> tuple[dict[Label, str], int]:
    """Return the heads that stand from a place on, also below the first item, and where that is."""
    first = _first(blocks, at)
    if first is None:
        return {}, at
    heads: dict[Label, str] = {}
    for block in blocks[at : min(at + _HEADS, first + 1 + _HEADS // 2)]:
        for label, text in heads_in(block.text).items() if isinstance(block, Line) else ():
            heads.setdefault(label, text)
    return heads, first


def _first(blocks: Sequence[Block], at: int) -> int | None:
    """Return where the first item is, behind heads and pieces of heads alone."""
    for n, block in enumerate(blocks[at : at + _HEADS], at):
        if not isinstance(block, Line):
            return None
        if heads_in(block.text):
            continue
        if ITEM.match(block.text):
            return n
        if n == at or len(block.text) > _SHORT:
            return None
    return None


def heads_in(text: str) -> dict[Label, str]:
    """Return what a line of heads names, each with its words; none for any other line."""
    flat = repair.flat(text)
    if re.search(r"^\d|\d{3}", flat):
        return {}
    if (whole := label_of(flat)) and len(flat) <= _SHORT and " " not in flat:
        return {whole: flat}
    words = flat.split(" ")
    named = {label: word for word in words if (label := label_of(word))}
    return {} if _is_valued(named, flat) or 2 * len(named) < len(words) else named


def _is_valued(named: Mapping[Label, str], flat: str) -> bool:
    """Say whether words are one label, or labels each with what it names, and no heads."""
    return len(named) <= 1 or (Label.DUE in named and DATED.search(flat) is not None)


def _rows(blocks: Sequence[Block], at: int, heads: Mapping[Label, str]) -> tuple[list[_Row], int]:
    """Return the rows that begin at a place, and where they end."""
    rows: list[_Row] = []
    for n in range(at, len(blocks)):
        block = blocks[n]
        if not isinstance(block, Line):
            return rows, n
        text, found = repair.mend(block.text), heads_in(block.text)
        item = ITEM.match(text)
        if (is_end(text) and not item) or (len(found) > 1 and n > at + _HEADS // 2):
            return rows, n
        if item:
            rows.append(_Row(item[1], [item[2]], block))
        elif len(rows[-1].texts) > _LINES:
            return rows, n
        elif {*found.values()} & {*heads.values()}:
            rows[-1].labels += 1
        elif not _COUNT.fullmatch(text):
            rows[-1].texts.append(text)
            rows[-1].loose |= block.apart
    return rows, len(blocks)


def _labelled(rows: Sequence[_Row]) -> bool:
    """Say whether the heads stand in most rows anew: they are labels of the line below them."""
    return len(rows) > 1 and 2 * sum(row.labels > 1 for row in rows) > len(rows)


def is_end(text: str) -> bool:
    """Say whether a line is of no row: a heading, or what follows a table."""
    called = _ENDS.match(text) is not None or section_of(text) == "measures"
    return called or (indicators.heads(text) and bool(re.search(r"\d", text)))


def _table(rows: Sequence[_Row], heads: Mapping[Label, str]) -> Table | None:
    """Return the table that rows make under their heads, None where these tell of neither list."""
    if any("คะแนน" in text for text in heads.values()):
        names: tuple[str, ...] = ("ข้อคำถาม", "คะแนน", "แนวทางแก้ไข")
        cells: Sequence[tuple[str, ...]] = _weak(rows, heads)
    elif whole := _one_a_line(rows, heads):
        names, cells = tuple(heads.values()), whole
    elif {Label.DIVISION, Label.DUE, Label.FOLLOW_UP} & heads.keys():
        names = ("ข้อคำถาม", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ")
        cells = _planned(rows)
    else:
        return None
    if sum(bool(cell[1]) for cell in cells) < _ROWS:
        return None
    places = [rows[0].first.place, *(row.first.place for row in rows)]
    return Table(tuple(Row(*pair) for pair in zip([names, *cells], places, strict=True)))


def _planned(rows: Sequence[_Row]) -> list[tuple[str, str, str]]:
    """Return item, division and due time of each row; the item alone where texts are mixed up."""
    told = _in_order(rows)
    return [row.planned() if n < told else (row.item, "", "") for n, row in enumerate(rows)]


def _in_order(rows: Sequence[_Row]) -> int:
    """Return how many rows come before what stands in another's place: items have to go up.

    Where cells stand apart, `o38` above `o24, o25` was printed before the rest of the rows over it,
    and nothing tells whose the texts are from there on.
    """
    found = [thai.digits(row.item).lower().replace(" ", "") for row in rows]
    down = (
        n
        for n, (above, item) in enumerate(pairwise(found))
        if above[0] == item[0] and int(above[1:]) > int(item[1:])
    )
    return next(down, len(rows)) if any(row.loose for row in rows) else len(rows)


def _one_a_line(rows: Sequence[_Row], heads: Mapping[Label, str]) -> list[tuple[str, ...]]:
    """Return rows of which each cell is a line of its own, in the order of the heads; else none.

    Who and when stand where the heads have them, in most rows at least.
    """
    first, *others = heads or [Label.NUMBER]
    places = [n for n, label in enumerate(others) if label in _TOLD]
    rows = [replace(row, texts=[text for text in row.texts if text]) for row in rows]
    whole = [row for row in rows if len(row.texts) == len(others)]
    kinds = [
        lexicon.meaning("contents", thai.fold(row.texts[n])) == others[n]
        for row in whole
        for n in places
    ]
    if first is not Label.ITEM or not places or len(whole) < max(len(rows), 2) or not all(kinds):
        return []
    return [(row.item, *row.texts) for row in whole]


def _weak(rows: Sequence[_Row], heads: Mapping[Label, str]) -> list[tuple[str, str, str]]:
    """Return items with their scores, and their remedies where these alone follow the scores.

    Where cells stand apart, and scores are as many as items, they stand in the same order.
    """
    scores = [score for row in rows for score in row.scores]
    if len(scores) == len(rows) and any(row.loose for row in rows):
        return [(row.item, score, "") for row, score in zip(rows, scores, strict=True)]
    for above, row in pairwise(rows):
        if not row.scores and len(above.scores) > 1:  # a page turned, and it came before its item
            row.texts.append(above.scores[-1])
    cells = [row.weak() for row in rows]
    scored = next(n for n, text in enumerate(heads.values()) if "คะแนน" in text)
    if [*heads][scored + 1 :] in ([Label.REMEDY], [Label.STEPS]):
        return cells
    return [(item, score, "") for item, score, _ in cells]

"""Which rows of a table are heads, and which are titles over rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ita_sync import thai
from ita_sync.document.find.words import candidates, repair
from ita_sync.document.find.words.contents import Kind, kinds_of
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.grids import narrowed, pairs, texts_of
from ita_sync.document.find.words.labels import Label, label_in_line, label_of
from ita_sync.document.find.words.starts import ITEM_START, MEASURE_OF, THEME
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Row

_MOST_HEADS = 2
"""Rows of heads in words that are not known."""
_LONGEST, _SHORT = 70, 20
"""Characters in a head, and in one that only says that its figures are others'."""
_SEVERAL = 3
"""Things that a row names which begins another table in the middle of one."""
_TELLS = {Kind.ITEM, Kind.SCORE, Kind.INDICATOR}
"""What stands below heads, whatever they say."""
_COUNTED = re.compile(r"[\d๐-๙]{1,2}\s*[.)]")
"""How the name of an indicator begins in a row: `5. การแก้ไขปัญหาการทุจริต`.

Such a name may contain the words of a head.
"""
_BARE = re.compile(r"[ieoIEO]\s?[\d๐-๙]{1,2}")
"""An item's id and nothing else."""
_PART = re.compile(r"(?:ส่วน|ตอน|หมวด)ที่\s*[\d๐-๙]")
_TOOL = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])")
_NUMBER = re.compile(r"[\d๐-๙]{1,2}")
_CARD = 2
"""Rows of a card below which it has one label at most."""
_MOST, _WIDEST = 0.8, 4
"""Share of the cells on the left that are labels, where labels stand there; and cells in a row."""


def labels_in(row: Row) -> list[Label | None]:
    """Return what each text of a row names, None for one that names nothing."""
    return [label_of(text) for text in texts_of(row)]


def is_head(row: Row) -> bool:
    """Say whether a row names columns: two known heads or more, most of all, and no score."""
    texts = texts_of(row)
    if any(map(_BARE.fullmatch, texts)):
        return False
    named = [text for text in texts if label_of(text) and not _COUNTED.match(text)]
    rest = [text for text in texts if text not in named and len(text) <= _SHORT]
    count = len(named) + sum(map(candidates.of_others, rest))
    return bool(named) and count > 1 and 2 * count > len(texts) and not any(map(shaped_in, texts))


def names_columns(row: Row) -> bool:
    """Say whether a row names several things, none of them twice: it is no row of indicators."""
    named = [label for label in labels_in(row) if label]
    return is_head(row) and len(set(named)) == len(named)


def title_of(row: Row) -> str | None:
    """Return the only text of a row, where it spans all columns."""
    full = [cell for cell in row.cells if cell and cell.strip()]
    return full[0] if len(full) == 1 and len(row.cells) > 1 and not is_head(row) else None


def known_heads(rows: Sequence[Row]) -> int:
    """Return how many rows at the top name columns in words that are known."""
    count = 0
    while count < len(rows) and (
        is_head(rows[count]) or (count and _goes_on(rows[count], rows[count - 1]))
    ):
        count += 1
    return count


def _goes_on(row: Row, above: Row) -> bool:
    """Say whether a row names columns under a wide head, and other heads cover the rest."""
    if _is_under(row, above):
        return True
    labels = labels_in(row)
    if not labels or None in labels or row.cells[1:].count(None) == len(row.cells) - 1:
        return False
    return (None in row.cells and None in above.cells) or 1 < len(labels) < len(row.cells)


def _is_under(row: Row, above: Row) -> bool:
    """Say whether a row has a text under each part of a wide head and nothing else begins in it.

    All heads beside that one are merged over both rows, so that its words may be any.
    """
    pairs = zip(above.cells, (*above.cells[1:], ""), row.cells, strict=False)
    parted = [(cell, None in (over, beside)) for over, beside, cell in pairs]
    texts = [repair.flat(cell) for cell, wide in parted if cell and wide]
    fits = all((cell is None) is not wide for cell, wide in parted) and None in row.cells
    return fits and len(texts) > 1 and all(map(_may_head, texts))


def _may_head(text: str) -> bool:
    """Say whether a text may be a head by its shape: short, and no figure."""
    return bool(text) and len(text) <= _SHORT and not thai.digits(text)[0].isdigit()


def unknown_heads(rows: Sequence[Row], words: Vocabulary) -> int:
    """Return how many rows at the top stand over the first that has figures, items, indicators.

    Their words may be any: `ด้านที่ประเมิน · ผลที่ได้`.
    """
    for count, row in enumerate(rows[: _MOST_HEADS + 1]):
        if tells(row, words):
            return count
        if any(len(text) > _LONGEST for text in texts_of(row)):
            break
    return 0


def names_across(rows: Sequence[Row], words: Vocabulary) -> bool:
    """Say whether one of the first rows names several indicators: they stand across, not down."""
    return _counts_across(rows[0], words) or any(
        sum(Kind.INDICATOR in kinds_of(text, words) for text in texts_of(row)) >= _SEVERAL
        for row in rows[: _MOST_HEADS + 1]
    )


def _counts_across(row: Row, words: Vocabulary) -> bool:
    """Say whether a row numbers some indicators and says so: `ตัวชี้วัด · 9 · 10`."""
    called, *told = texts_of(row) or [""]
    numbers = [thai.digits(text).strip(" .") for text in told]
    known = [*map(str, sorted(words.numbers))]
    first = known.index(numbers[0]) if numbers and numbers[0] in known else len(known)
    as_many = numbers == known[first : first + len(numbers)]
    return label_of(called) is Label.INDICATOR and len(numbers) > 1 and as_many


def numbered_across(rows: Sequence[Row], words: Vocabulary) -> Sequence[Row]:
    """Return rows, the indicators named that stand across under tools, by their numbers or order.

    `IIT` over five columns, `EIT` over three, `OIT` over two; below them 1 to 10, or nothing: names
    that stand upright are lost in some files. Or `ตชว.` beside 1 to 10, or over them.
    """
    for at, row in enumerate(rows[: min(_MOST_HEADS, len(rows) - 1)]):
        if names := _numbered(rows[: at + 1], words):
            cells = tuple(names.get(n, cell) for n, cell in enumerate(row.cells))
            return [*rows[:at], replace(row, cells=cells), *rows[at + 1 :]]
        if places := _under_tools(row, words):
            return [*rows[: at + 1], *_named_below(row, rows[at + 1], places), *rows[at + 2 :]]
    return rows


def with_tools(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows, the numbers of items with their tool where that has a column of its own.

    `ประเภท · ข้อที่ · คะแนน` over `IIT · 7 · 79.02`.
    """
    heads = [label_of(repair.flat(cell or "")) for cell in rows[0].cells]
    at = heads.index(Label.ITEM) if heads.count(Label.ITEM) == 1 else 0
    if at == 0 or len(rows) == 1 or not all(_is_numbered(row, at) for row in rows[1:]):
        return rows
    return [rows[0], *(_spelt(row, at) for row in rows[1:])]


def _is_numbered(row: Row, at: int) -> bool:
    """Say whether a row has a tool, and beside it a number and nothing else."""
    tool, number = (repair.flat(cell or "") for cell in row.cells[at - 1 : at + 1])
    return bool(_TOOL.fullmatch(tool) and _NUMBER.fullmatch(number))


def _spelt(row: Row, at: int) -> Row:
    """Return a row with the item of its tool in full: `ข้อที่ 7 (IIT)`."""
    cells = list(row.cells)
    cells[at] = f"ข้อที่ {cells[at]} ({cells[at - 1]})"
    return replace(row, cells=tuple(cells))


def _numbered(rows: Sequence[Row], words: Vocabulary) -> dict[int, str]:
    """Return the indicators by column that the last of some rows numbers, if it calls them so."""
    cells = [thai.digits(repair.flat(cell or "")).strip(" .") for cell in rows[-1].cells]
    names = {n: f"ตัวชี้วัดที่ {int(cell)}" for n, cell in enumerate(cells) if cell.isdigit()}
    numbers = [int(cells[n]) for n in names]
    called = any(Label.INDICATOR in labels_in(row) for row in rows)
    return names if called and numbers == sorted(words.numbers) else {}


def _named_below(row: Row, below: Row, places: Mapping[int, int]) -> list[Row]:
    """Return the row below tools, its numbers as indicators; or a row of those, and it."""
    said = {place: repair.flat(below.cells[place] or "") for place in places}
    names = {place: f"ตัวชี้วัดที่ {number}" for place, number in places.items()}
    if all(thai.digits(said[n]).strip(" .") == str(number) for n, number in places.items()):
        cells = tuple(names.get(n, cell) for n, cell in enumerate(below.cells))
        return [replace(below, cells=cells)]
    if all(map(shaped_in, said.values())):
        return [replace(row, cells=tuple(names.get(n) for n in range(len(row.cells)))), below]
    return [below]


def _under_tools(row: Row, words: Vocabulary) -> dict[int, int]:
    """Return the indicators by column, where wide cells are over as many as the tools have."""
    rules = words.framework.indicators
    under = _tools_across(row)
    told = [rule.tool or words.tools.get(rule.number) for rule in rules]
    if not under or None in told or [*under.values()] != [*map(str, told)]:
        return {}
    return {place: rule.number for place, rule in zip(under, rules, strict=True)}


def _tools_across(row: Row) -> dict[int, str]:
    """Return the tool that stands over each column, merged cells taken as wide."""
    under: dict[int, str] = {}
    tool = ""
    for place, cell in enumerate(row.cells):
        named = {*_TOOL.findall(cell or "")}
        tool = tool if cell is None else named.pop() if len(named) == 1 else ""
        under |= {place: tool} if tool else {}
    return under


def tells(row: Row, words: Vocabulary) -> bool:
    """Say whether a row has a figure, an item or an indicator, as no head has."""
    return any(_TELLS & kinds_of(text, words) for text in texts_of(row))


def items_across(rows: Sequence[Row]) -> bool:
    """Say whether a row on top names several items and nothing else, but for a label on its left.

    `ข้อ | i5 | i6`, the score of each below it; `i6` is then no figure.
    """
    told = [texts_of(row) for row in rows[:_SEVERAL]]
    return any(len(texts) > _SEVERAL and all(map(_BARE.fullmatch, texts[1:])) for texts in told)


def labelled(rows: Sequence[Row]) -> bool:
    """Say whether a table has labels on the left and values on the right, not heads on top.

    The item of a card stands above them, in a row by itself; so does the theme of each measure.
    """
    width = len(rows[0].cells) if rows else 1
    if width % 2 or width > _WIDEST or (width == _WIDEST and None not in _labels(rows[0].cells)):
        return False
    found = [pair for row in _below_titles(rows) for pair in pairs(row)]
    named, valued = (
        sum(label_in_line(repair.flat(pair[side])) is not None for pair in found) for side in (0, 1)
    )
    left = {label_in_line(repair.flat(row.cells[0] or "")) for row in rows[1:]}
    listed = len(left) == 1 and names_columns(rows[0])  # `ตัวชี้วัดที่ 1`, … under `ตัวชี้วัด`
    return named > valued and named >= _MOST * len(found) and not listed


def _below_titles(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a card without those of its item or themes."""
    title = (title_of(rows[0]) or rows[0].cells[0] if len(rows) > _CARD else None) or ""
    card = ITEM_START.match(title) or MEASURE_OF.match(title)
    return [row for row in rows[1 if card else 0 :] if not THEME.match(title_of(row) or "")]


def _labels(cells: Sequence[str | None]) -> list[Label | None]:
    return [label_of(repair.flat(cell or "")) for cell in cells]


def one_below_the_other(rows: Sequence[Row], words: Vocabulary) -> list[list[Row]]:
    """Return the tables that rows are: where nothing stands between two, a page draws them as one.

    New heads part them.
    """
    inner = range(1, len(rows) - 1)
    heads = [at for at in inner if _begins(rows[at], rows[at - 1], words)]
    begun = [at - (title_of(rows[at - 1]) is not None) for at in heads if at > 1]
    if not begun:
        return [list(rows)]
    return [narrowed(rows[start:end]) for start, end in pairwise([0, *begun, len(rows)])]


def _begins(row: Row, above: Row, words: Vocabulary) -> bool:
    """Say whether a row of heads stands under one that is none.

    Under a title that counts the parts of a document, words that are not known may be among them.
    """
    labels = labels_in(row)
    if _PART.match(title_of(above) or "") and is_head(row) and not tells(row, words):
        return True
    if None in labels or len(set(labels)) < _SEVERAL or is_head(above) or tells(row, words):
        return False
    return not {Label.ITEM, Label.INDICATOR, Label.SCORE}.isdisjoint(labels)

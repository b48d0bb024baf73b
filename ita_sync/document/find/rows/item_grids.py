"""Items in the cells of an indicator's row, its own score behind them.

`i1 86.06 · i2 88.26 · i3 89.13`, each with its score, or all weak ones in one cell: `o12, o22`.
"""

import re
from collections.abc import Sequence

from ita_sync import thai
from ita_sync.document.find.items import item_numbers
from ita_sync.document.find.words import indicators, lexicon, repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.grids import taken
from ita_sync.document.find.words.labels import Label, label_of
from ita_sync.document.find.words.records import Context, Record, Seen, seen
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Row

_SEVERAL = 3
"""Columns of such cells that no other table has."""
_OF_INDICATOR = {Label.SCORE, Label.RESULT}
_CELL = re.compile(r"\s*([ieoIEO]\s?\d{1,2})(?!\d)\s*[\n:=(]?\s*(\d{1,3}(?:\.\d{1,2})?)\s*\)?\s*")


def parted(rows: Sequence[Row], words: Vocabulary) -> tuple[list[Record], list[Row]]:
    """Return the items in the cells of a table, and the table without their columns."""
    width = len(rows[0].cells) if rows else 0
    places = [at for at in range(width) if _is_column(rows, at)]
    if len(places) < _SEVERAL:
        return [], list(rows)
    rest = [at for at in range(width) if at not in places]
    found = [record for row in rows for record in _items(row, places, rest, words)]
    return found, taken(rows, rest)


def behind(rows: Sequence[Row]) -> list[Row]:
    """Return rows, the column of all weak items of an indicator behind its score.

    `ตัวชี้วัด · ข้อที่ได้ 0 คะแนน · เฉลี่ย · ผล`
    """
    heads = [label_of(repair.flat(cell or "")) for cell in rows[0].cells] if rows else []
    at = heads.index(Label.ITEM) if heads.count(Label.ITEM) == 1 else 0
    if not _is_between(heads[:at], heads[at + 1 :]):
        return list(rows)
    name = heads.index(Label.INDICATOR)
    named = all(filled(row.cells[name]) for row in rows[1:])
    several = any(len(item_numbers.several(row.cells[at] or "")) > 1 for row in rows[1:])
    nought = (
        lexicon.meaning("below", rows[0].cells[at] or "") == "zero"
    )  # no score of theirs behind
    if not named or not (several or nought):
        return list(rows)
    return taken(rows, [*range(at), *range(at + 1, len(heads)), at])


def _is_between(left: Sequence[Label | None], right: Sequence[Label | None]) -> bool:
    """Say whether a column stands between an indicator and its score."""
    of_indicator = bool(right) and _OF_INDICATOR.issuperset(right)
    return of_indicator and Label.INDICATOR in left and Label.SCORE not in left


def _is_column(rows: Sequence[Row], at: int) -> bool:
    told = [thai.digits(cell) for row in rows if filled(cell := row.cells[at]) and cell]
    items = sum(_CELL.fullmatch(cell) is not None for cell in told)
    return items > 0 and items >= len(told) - 1  # one may be the head


def _items(row: Row, places: Sequence[int], rest: Sequence[int], words: Vocabulary) -> list[Record]:
    name = " ".join(row.cells[at] or "" for at in rest)
    context = Context("all", indicators.number_of(name, words))
    return [
        Record(_said(found, seen(row.cells[at] or "", row.at(at))), context)
        for at in places
        if (found := _CELL.fullmatch(thai.digits(row.cells[at] or "")))
    ]


def _said(found: re.Match[str], cell: Seen) -> dict[Label, Seen]:
    return {
        label: Seen(found[group], cell.raw, cell.place)
        for group, label in ((1, Label.ITEM), (2, Label.SCORE))
    }

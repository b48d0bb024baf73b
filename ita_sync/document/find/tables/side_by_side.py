"""Tables that stand side by side in the cells of one."""

from collections.abc import Sequence

from ita_sync import thai
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.contents import Kind, kinds_of
from ita_sync.document.find.words.grids import taken
from ita_sync.document.find.words.labels import Label, label_of
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Row

_SEVERAL = 3
"""Rows that name indicators by more than chance."""


def sides(rows: Sequence[Row], words: Vocabulary) -> list[tuple[str, list[Row]]]:
    """Return the tables that stand side by side, each with the section that its heads name.

    Parts with the same heads, or points to keep up beside weak items. Or scores beside scores,
    whatever stands over the indicators: `มุมมองภายใน · คะแนน · มุมมองภายนอก · คะแนน`.
    """
    heads = _heads(rows, words)
    width = _repeated(heads)
    if width and (None not in heads or _may_be_left(rows[0], heads, width)):
        starts = range(0, len(heads), width)
        return [("", taken(rows, range(at, at + width))) for at in starts]
    return _halves(rows, heads) or [("", list(rows))]


def _halves(rows: Sequence[Row], heads: Sequence[Label | None]) -> list[tuple[str, list[Row]]]:
    """Return points to keep up and weak items, each with its scores; else nothing."""
    half = len(heads) // 2
    halves = [(heads[:half], range(half)), (heads[half:], range(half, 2 * half))]
    scored = len(heads) == 2 * half and all(Label.SCORE in side for side, _ in halves)
    if not scored or None in heads or not {Label.POINT, Label.ITEM} <= {*heads}:
        return []
    return [
        ("strengths" if Label.POINT in side else "weak", taken(rows, places))
        for side, places in halves
    ]


def _heads(rows: Sequence[Row], words: Vocabulary) -> list[Label | None]:
    labels = [label_of(repair.flat(cell or "")) for cell in rows[0].cells] if rows else []
    return [
        label or (Label.INDICATOR if _names_down(rows[1:], place, words) else None)
        for place, label in enumerate(labels)
    ]


def _may_be_left(row: Row, heads: Sequence[Label | None], width: int) -> bool:
    """Say whether the heads beside those of items or indicators that tell nothing may be left.

    They are blank, over ticks; or they are worded in each table as in the first.
    """
    untold = [row.cells[at] for at, label in enumerate(heads) if label is None]
    counted = not {Label.ITEM, Label.INDICATOR}.isdisjoint(heads)
    blank = not any((cell or "").strip() for cell in untold)
    return counted and (blank or _says_again(row, width))


def _says_again(row: Row, width: int) -> bool:
    """Say whether the heads of each table are worded as those of the first, known or not."""
    texts = [thai.fold(cell or "") for cell in row.cells]
    return texts == texts[:width] * (len(texts) // width)


def sided(rows: Sequence[Row], width: int) -> list[tuple[str, list[Row]]]:
    """Return the tables that stand side by side as those on the page before do, each so wide."""
    return [("", taken(rows, range(at, at + width))) for at in range(0, len(rows[0].cells), width)]


def _names_down(rows: Sequence[Row], place: int, words: Vocabulary) -> bool:
    """Say whether all cells of a column name indicators, several of them."""
    cells = [repair.flat(row.cells[place] or "") for row in rows if place < len(row.cells)]
    return len(cells) >= _SEVERAL and all(Kind.INDICATOR in kinds_of(each, words) for each in cells)


def _repeated(heads: Sequence[Label | None]) -> int:
    """Return after how many heads the same begin again, 0 where they do not, or all are alike."""
    for width in range(2, len(heads) // 2 + 1 if len({*heads}) > 1 else 0):
        count, odd = divmod(len(heads), width)
        if not odd and [*heads] == [*heads[:width]] * count:
            return width
    return 0

"""Cells that hold a part of the report by themselves: lines, or a small table with tabs.

A form of one big table (`ข้อที่เป็นจุดอ่อน` beside all of them), measures in boxes side by side.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ita_sync.document.find.words import grids, indicators, repair
from ita_sync.document.find.words.figures import shaped_in
from ita_sync.document.find.words.labels import Label, label_of, parted
from ita_sync.document.find.words.starts import section_of
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.parts import Block, Line, Row, Spot, Table

_FEW = 3
"""Boxes that may look like those of indicators by chance."""
_LABELS = 2
"""Labelled lines in each box of a row of boxes."""


def boxes(rows: Sequence[Row], words: Vocabulary) -> list[list[Block]]:
    """Return the contents of boxes that stand side by side or below each other; else none.

    Each has labelled lines of its own, or an indicator and its score one below the other.
    """
    cells = [(cell, row.at(n)) for row in rows for n, cell in enumerate(row.cells) if cell]
    of_indicators = len(cells) > _FEW and all(_is_card(cell, words) for cell, _ in cells)
    if not cells or not (of_indicators or all(_is_box(cell) for cell, _ in cells)):
        return []
    if of_indicators:
        return [[Line(_on_one_line(cell), place)] for cell, place in cells]
    return [list(blocks(cell, place)) for cell, place in cells]


def _on_one_line(cell: str) -> str:
    """Return the lines of an indicator's card as one, its score behind its name."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    scores = [line for line in lines if shaped_in(line)]
    results = [line for line in lines if label_of(line.partition(":")[0]) is Label.RESULT]
    names = [line for line in lines if line not in scores and line not in results]
    return " ".join([*names, *scores, *results])


def _is_box(cell: str) -> bool:
    return sum(bool(parted(line)[1]) for line in cell.split("\n")) >= _LABELS


def _is_card(cell: str, words: Vocabulary) -> bool:
    """Say whether a cell has lines that name an indicator, and one with a score."""
    lines = cell.split("\n")
    scores = [line for line in lines if shaped_in(line)]
    names = " ".join(line for line in lines if line not in scores)
    return len(scores) == 1 < len(lines) and indicators.by_name_in(names, words) is not None


def has_sections(rows: Sequence[Row]) -> bool:
    """Say whether rows are the sections of a report, weak items and measures among them."""
    found = [told[0] for row in rows if (told := section(row))]
    return len({section_of(name) for name in found}) > 1


def section(row: Row) -> tuple[str, list[Block]] | None:
    """Return the label of a row that opens a section, and what stands in the cell beside it."""
    told = list(grids.pairs(row))
    if len(told) != 1:
        return None
    name, value = told[0]
    several = len(value.split("\n")) > 1 or "\t" in value
    if not several or not section_of(repair.flat(name)):
        return None
    return repair.flat(name), list(blocks(value, row.at(1)))


def blocks(cell: str, place: Spot) -> Iterator[Block]:
    """Yield the lines of a cell; those with tabs are rows of a table."""
    for tabbed, group in groupby(cell.split("\n"), key=lambda line: "\t" in line):
        lines = [line for line in group if line.strip()]
        if tabbed:
            width = max(line.count("\t") for line in lines) + 1
            parts = [line.split("\t") for line in lines]
            yield Table(tuple(Row((*part, *[""] * (width - len(part))), place) for part in parts))
        else:
            yield from (Line(line, place) for line in lines)

"""A column whose cells hold when, and behind it what stands in the column beside it.

Where spaces part columns and one alone is left between two, both are one cell with both heads.
A due time tells where it ends: `กำหนด ติดตาม` over `ก.พ. 2567 รายงานผล`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.text.run_together import DATED, WHEN, heads_in
from ita_sync.document.find.words.labels import Label
from ita_sync.document.parts import Block, Row, Table

_THEN = re.compile(rf"(?:{WHEN.pattern})(?=[^\S\n]+\S)")
_TWO = 2


def parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, such columns of their tables as two."""
    for block in blocks:
        yield _parted(block) if isinstance(block, Table) else block


def _parted(table: Table) -> Table:
    head, *rows = table.rows
    for place, cell in enumerate(head.cells):
        names = _names(cell or "")
        cut = [_cut(row.cells[place] or "") for row in rows] if names else []
        if cut and all(cut):
            pairs = zip(table.rows, [names, *cut], strict=True)
            return replace(table, rows=tuple(_with(row, place, texts) for row, texts in pairs))
    return table


def _names(head: str) -> list[str]:
    """Return the two names that a head has, that of the due time first; nothing for any other."""
    names = head.split()
    due = [*heads_in(head)][:1] == [Label.DUE]
    return names if due and len(names) == _TWO else []


def _cut(text: str) -> list[str]:
    """Return the due time that a cell begins with, and what follows; nothing without both."""
    found = _THEN.match(thai.digits(text))
    if found is None or not DATED.search(found[0]):
        return []
    return [text[: found.end()], text[found.end() :].strip()]


def _with(row: Row, place: int, texts: list[str]) -> Row:
    """Return a row with two texts for the one at a place."""
    cells = (*row.cells[:place], *texts, *row.cells[place + 1 :])
    return replace(row, cells=cells, torn=frozenset(n + (n > place) for n in row.torn))

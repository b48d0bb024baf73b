"""Total and level of a page of the web, each on the line below its name, as a card.

`คะแนนภาพรวม`, below it `90.10`, then `ระดับ` and `ผ่านดี`.
A name alone may head a column that ran out.
"""

from collections.abc import Iterator, Sequence

from ita_sync.document.find import candidates, cards, repair
from ita_sync.document.parts import Block, Line, Row, Table

_PAIRS, _SHORT = 2, 40
"""Names with their values, and letters of each."""


def carded(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, names over their values as a table."""
    at = 0
    while at < len(blocks):
        table = _card(blocks[at : at + 2 * _PAIRS])
        yield table or blocks[at]
        at += 2 * _PAIRS if table else 1


def _card(blocks: Sequence[Block]) -> Table | None:
    """Return the two rows of a table with names and values; None if these are of anything else."""
    lines = [one for one in blocks if isinstance(one, Line) and len(one.text) <= _SHORT]
    if len(lines) < 2 * _PAIRS or len(lines) < len(blocks):
        return None
    names, values = _row(lines[::2]), _row(lines[1::2])
    if any(candidates.of_others(name or "") for name in names.cells):
        return None
    return Table((names, values)) if cards.overall([names, values]) else None


def _row(lines: Sequence[Line]) -> Row:
    return Row(tuple(repair.flat(line.text) for line in lines), lines[0].place)

"""Total and level of a page of the web or a slide, each on the line below its name, as a card.

`คะแนนภาพรวม`, below it `90.10`, then `ระดับ` and `ผ่านดี`, or `ระดับ : ผ่านดี` on one line.
A name alone may head a column that ran out.
"""

import re
from collections.abc import Iterator, Sequence

from ita_sync.document.find.tables import cards
from ita_sync.document.find.words import candidates, repair
from ita_sync.document.parts import Block, Line, Row, Table

_PAIRS, _SHORT = 2, 40
"""Names with their values, and letters of each."""
_LEVEL = re.compile(r"\s*(ระดับ[ก-๎]{0,20})\s?[:：]\s*(\S.*)")


def carded(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, names over their values as a table."""
    at = 0
    while at < len(blocks):
        taken = 2 * _PAIRS - (_led(blocks[at : at + 2 * _PAIRS]) is not None)
        table = _card(blocks[at : at + taken])
        yield table or blocks[at]
        at += taken if table else 1


def _led(blocks: Sequence[Block]) -> re.Match[str] | None:
    """Return the level where its name stands before it, and not above."""
    third = blocks[2] if len(blocks) > _PAIRS else None
    return _LEVEL.fullmatch(third.text) if isinstance(third, Line) else None


def _card(blocks: Sequence[Block]) -> Table | None:
    """Return the two rows of a table with names and values; None if these are of anything else."""
    lines = [one for one in blocks if isinstance(one, Line) and len(one.text) <= _SHORT]
    texts = [line.text for line in lines]
    if led := _led(blocks):
        texts[2:] = led.groups()
    if len(texts) < 2 * _PAIRS or len(lines) < len(blocks):
        return None
    names, values = (Row(tuple(map(repair.flat, texts[n::2])), lines[n].place) for n in (0, 1))
    return Table((names, values)) if _is_overall(names, values) else None


def _is_overall(names: Row, values: Row) -> bool:
    """Say whether names and values are those of total and level, and not another's."""
    others = any(candidates.of_others(name or "") for name in names.cells)
    return not others and bool(cards.overall([names, values]))

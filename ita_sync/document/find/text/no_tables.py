"""Lines of a text that only look like tables, as lines again: labels beside each other.

`1) ข้อ i7, i9   ทำป้าย`, and below it `ผู้รับผิดชอบ: กองช่าง   กำหนด: ก.พ. 68`: the spaces are under each
other by chance, and so are tabs. No row of such a table is heads, and some rows are labels alone.
"""

from collections.abc import Iterable, Iterator, Sequence

from ita_sync.document.find.text import led_apart
from ita_sync.document.find.words.starts import ITEM_START
from ita_sync.document.parts import Block, Line, Row, Table

_APART = "   "


def unmade(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, the lines of each table that is none."""
    for block in blocks:
        if isinstance(block, Table) and _is_none(block.rows):
            yield from (Line(text, row.place) for row in block.rows for text in _lines(row))
        else:
            yield block


def _is_none(rows: Sequence[Row]) -> bool:
    """Say whether rows are labels beside each other, or items that these are about."""
    said = [bool(led_apart.several(_text(row))) for row in rows]
    return any(said) and all(
        is_said or ITEM_START.match(_text(row)) for row, is_said in zip(rows, said, strict=True)
    )


def _lines(row: Row) -> list[str]:
    """Return what a row has as one line; cells with several lines of their own as so many."""
    return _text(row).split("\n") if _text(row) else []


def _text(row: Row) -> str:
    return _APART.join(cell for cell in row.cells if cell)

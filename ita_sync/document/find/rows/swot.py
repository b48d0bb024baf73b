"""Strong and weak points side by side, in a table that is nothing but running text (SWOT).

`จุดแข็ง | จุดอ่อน` over cells of one point a line, often with `โอกาส | อุปสรรค` below; or those words on
the left. No column holds one thing a row, so its cells are taken as the lines that they are.
"""

import re
from collections.abc import Iterator, Sequence

from ita_sync import thai
from ita_sync.document.find.words.contents import filled
from ita_sync.document.find.words.starts import section_of
from ita_sync.document.parts import Line, Row

_NAMED = re.compile(
    r"^(?:จุด(?:แข็ง|เด่น|อ่อน|ด้อย|ที่ควรพัฒนา)|โอกาส|อุปสรรค|ภัยคุกคาม|ข้อจำกัด)\W*(?:[a-z]+\W*)?(?:\([^()]{1,40}\))?$"
)
_FEWEST = 2
"""Points of view, over as many columns or beside as many rows: strong and weak ones at least."""


def lines(rows: Sequence[Row]) -> list[tuple[str | None, Line]]:
    """Return the lines of such a table, each with the section that its head opens; else none."""
    if rows and _are_heads(rows[0]):
        return list(_below(rows))
    if len(rows) >= _FEWEST and all(map(_is_beside, rows)):
        return [line for row in rows for line in _of_cell(section_of(row.cells[0] or ""), row, 1)]
    return []


def _of_cell(section: str | None, row: Row, place: int) -> Iterator[tuple[str | None, Line]]:
    cell = row.cells[place]
    if cell and filled(cell):
        yield from ((section, Line(part, row.at(place))) for part in cell.split("\n"))


def _below(rows: Sequence[Row]) -> Iterator[tuple[str | None, Line]]:
    """Yield the lines under heads on top, which may be other ones further down."""
    sections: list[str | None] = []
    for row in rows:
        if _are_heads(row):
            sections = [section_of(cell or "") for cell in row.cells]
            continue
        for place, section in enumerate(sections):
            yield from _of_cell(section, row, place)


def _are_heads(row: Row) -> bool:
    return len(row.cells) >= _FEWEST and all(map(_is_named, row.cells))


def _is_beside(row: Row) -> bool:
    return len(row.cells) == _FEWEST and _is_named(row.cells[0]) and not _is_named(row.cells[1])


def _is_named(cell: str | None) -> bool:
    return cell is not None and _NAMED.match(thai.fold(cell)) is not None

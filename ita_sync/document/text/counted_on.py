"""Rows of a table in a text that are one: what the second says to do counts on from the first.

Several items stand below each other in one cell, and each begins a row: `i8` beside `1. แจ้งผล`, and
below it `i12` beside `2. ติดประกาศ`. Who does it is said once.
"""

import re
from collections.abc import Iterable

from ita_sync import thai
from ita_sync.document.parts import Row

_ITEM = re.compile(r"(?:ข้อ\s*)?[ieoIEO]\s?\d{1,2}\s*,?")
_COUNT = re.compile(r"^\s*\(?(\d{1,2})[.)](?!\d)", re.MULTILINE)


def joined(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of a table, those that count on from the one above put to it."""
    made: list[Row] = []
    for row in rows:
        above = made[-1] if made else None
        if above and _goes_on(above, row):
            pairs = zip(above.cells, row.cells, strict=True)
            cells = tuple("\n".join(filter(None, cells)) for cells in pairs)
            made[-1] = Row(cells, above.place, above.torn | row.torn)
        else:
            made.append(row)
    return made


def _goes_on(above: Row, row: Row) -> bool:
    """Say whether a row with an item goes on with the one above, of which it lacks a cell."""
    pairs = list(zip(_texts(above), _texts(row), strict=True))
    items = any(_ITEM.match(one) and _ITEM.fullmatch(other.strip()) for one, other in pairs)
    lacks = any(one and not other for one, other in pairs)
    return items and lacks and any(_counts_on(one, other) for one, other in pairs)


def _texts(row: Row) -> list[str]:
    return [thai.digits(cell or "") for cell in row.cells]


def _counts_on(above: str, text: str) -> bool:
    """Say whether a text has the number after the last of those that one counts from 1."""
    before, after = ([int(n) for n in _COUNT.findall(one)] for one in (above, text))
    return bool(after) and before[:1] == [1] and after[0] == before[-1] + 1

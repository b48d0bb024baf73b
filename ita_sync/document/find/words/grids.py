"""The shape of a table, whatever its words mean: rows cut, turned, and set one below the other."""

from collections.abc import Iterator, Sequence

from ita_sync.document.find.words import repair
from ita_sync.document.find.words.contents import filled
from ita_sync.document.parts import Row

_NARROW, _LOW = 3, 2
"""The fewest columns and rows of a table that may stand on its side."""


def texts_of(row: Row) -> list[str]:
    """Return the texts of a row, one for each cell that holds something."""
    return [repair.flat(cell) for cell in row.cells if cell and filled(cell)]


def taken(rows: Sequence[Row], places: Sequence[int]) -> list[Row]:
    """Return some columns of rows."""
    return [
        Row(
            tuple(row.cells[n] for n in places),
            row.place,
            frozenset(at for at, n in enumerate(places) if n in row.torn),
        )
        for row in rows
    ]


def narrowed(rows: Sequence[Row]) -> list[Row]:
    """Return rows without the columns in which no cell begins: those of another table's grid."""
    width = len(rows[0].cells) if rows else 0
    kept = [n for n in range(width) if any(row.cells[n] is not None for row in rows)]
    return taken(rows, kept) if len(kept) < width else list(rows)


def turned(rows: Sequence[Row]) -> list[Row]:
    """Return a table with its columns as rows, none where it is too small or its rows differ."""
    width = len(rows[0].cells)
    if len(rows) < _LOW or width < _NARROW or any(len(row.cells) != width for row in rows):
        return []
    return [Row(tuple(row.cells[at] for row in rows), rows[0].place) for at in range(width)]


def pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the labels and values of a row that has both side by side."""
    cells = [cell or "" for cell in row.cells]
    for name, value in zip(cells[::2], cells[1::2], strict=False):
        if name.strip():
            yield name, value


def joined(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """Return the texts of columns, one below the other; a wide one is over several columns."""
    heads, wide = [""] * width, set[int]()
    for row in rows:
        left = ""
        for place, cell in enumerate(row.cells):
            own = cell is None and heads[place] and place not in wide
            left = text = "" if own else repair.flat(cell) if cell is not None else left
            heads[place] = f"{heads[place]}\n{text}".strip()
        wide = {place for place, cell in enumerate(row.cells) if cell is None}
    return tuple(heads)

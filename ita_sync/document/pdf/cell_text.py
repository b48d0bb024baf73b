"""The lines of a cell -> its text, and the texts of cells -> a table."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ita_sync.document.parts import Row, Spot, Table
from ita_sync.document.pdf.layout import Run

_ADDRESS = re.compile(r"https?://\S+$")
_REST_OF_ADDRESS = re.compile(r"[A-Za-z0-9%&=?/._~#-]+(\s|$)")
_LONG_LETTER = 1.5


def stacked(lines: Sequence[Run], right: float | None = None) -> str:
    """Return the lines of a cell as one text.

    Its right edge tells whether an address had no room to end.
    """
    edge = max((run.x1 for run in lines), default=0.0) if right is None else right
    text = ""
    for above, run in zip([None, *lines], lines, strict=False):
        full = above is not None and edge - above.x1 < _LONG_LETTER * above.size
        text = below(text, run.text, full=full)
    return text


def below(above: str, text: str, *, full: bool = False) -> str:
    """Return two lines as one text; an address that was cut at the end of a line is whole again."""
    cut = _ADDRESS.search(above) and (
        above[-1] in "/._-" or (_REST_OF_ADDRESS.match(text) and (full or "=" in text))
    )
    return f"{above}{text}" if not above or not text or cut else f"{above}\n{text}"


def table_of(
    texts: Sequence[Sequence[str | None]], place: Spot, torn: Collection[tuple[int, int]] = ()
) -> Table:
    """Return a table.

    A row without any text says nothing, and may be a sliver that a page break left.

    Args:
        texts: of the cells.
        place: of the table.
        torn: row and column, from 0, of each cell that a page break cut in two.
    """
    numbered = [
        Row(
            tuple(row),
            replace(place, row=n + 1),
            frozenset(column for at, column in torn if at == n),
        )
        for n, row in enumerate(texts)
    ]
    return Table(tuple(row for row in numbered if any(row.cells)))

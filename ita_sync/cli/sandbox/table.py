"""A spreadsheet as lines on a screen."""

import shutil
from collections.abc import Iterator, Sequence

from wcwidth import wcswidth, wcwidth

from ita_sync.characters import shown

WIDEST = 30
"""Columns of the screen for a cell; what is longer is cut and says so."""
PAGE = 100
"""Columns of the screen where there is no terminal."""
_BETWEEN = 3
"""Columns between two cells: a space, a stroke, a space."""


def table(rows: Sequence[Sequence[str]], width: int | None = None) -> list[str]:
    """Return the lines of a spreadsheet.

    Letters are on top, row numbers at the left; what is too wide goes below, block by block.

    Args:
        rows: the texts of the cells.
        width: columns of the screen, as the terminal says unless given.
    """
    from ita_sync.table import letter  # brings much that a screen does not need

    columns = max((len(row) for row in rows), default=0)
    letters = [letter(column) for column in range(columns)]
    shown = [[_cut(text) for text in row] + [""] * (columns - len(row)) for row in rows]
    widths = [max(map(_width, column)) for column in zip(letters, *shown, strict=True)]
    gutter = len(str(len(rows)))
    room = (width or shutil.get_terminal_size((PAGE, 24)).columns) - gutter
    lines = []
    for block in _blocks(widths, room):
        lines.append(_line(" " * gutter, letters, widths, block))
        lines.append("-+-".join(["-" * gutter, *("-" * widths[column] for column in block)]))
        for number, row in enumerate(shown, 1):
            lines.append(_line(str(number).rjust(gutter), row, widths, block))
        lines.append("")
    return lines


def as_text(value: object) -> str:
    """Return the value of a cell on one line, as wide as it is printed."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else shown(" ".join(str(value).split()))


def _blocks(widths: Sequence[int], room: int) -> Iterator[range]:
    """Yield the columns that fit beside each other, at least one at a time."""
    start, used = 0, 0
    for column, width in enumerate(widths):
        if column > start and used + _BETWEEN + width > room:
            yield range(start, column)
            start, used = column, 0
        used += _BETWEEN + width
    if start < len(widths):
        yield range(start, len(widths))


def _line(head: str, cells: Sequence[str], widths: Sequence[int], block: range) -> str:
    padded = [cells[column] + " " * (widths[column] - _width(cells[column])) for column in block]
    return " | ".join([head, *padded]).rstrip()


def _width(text: str) -> int:
    return max(wcswidth(text), 0)


def _cut(text: str) -> str:
    if _width(text) <= WIDEST:
        return text
    kept, used = "", 0
    for character in text:
        used += max(wcwidth(character), 0)
        if used > WIDEST - 1:
            break
        kept += character
    return kept + "…"

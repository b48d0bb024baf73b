"""What ran together with the text of the column before it, where only spaces part columns."""

import re

from ita_sync import thai

_FIGURE = re.compile(r"\d{1,3}[.]\d{2}")
_RAN = re.compile(r"(.*\S)\s+([\d๐-๙]{1,3}[.][\d๐-๙]{2})")
_DASHED = re.compile(r"[-–•](?:\s|$)")
_RAN_DASH = re.compile(r"(.*?\S)\s+([-–•](?:\s.*)?)")
"""A list in a column, and a text with one that begins in the next column."""
_LEAST = 2
"""How many cells there are at most for each that tells what a column holds."""


def part(cells: list[list[str]]) -> None:
    """Put a figure, or a list, that ran together with the text before it into its own column."""
    for column in range(1, len(cells[0])):
        texts = [thai.digits(row[column]) for row in cells]
        if _LEAST * sum(bool(_FIGURE.fullmatch(text)) for text in texts) >= len(cells):
            _pull(cells, column, _RAN)
        if _LEAST * sum(bool(_DASHED.match(text)) for text in texts) >= sum(map(bool, texts)) > 1:
            _pull(cells, column, _RAN_DASH)


def _pull(cells: list[list[str]], column: int, ran: re.Pattern[str]) -> None:
    """Put the end of what stands before a column into it, where its cell lacks that."""
    for row in cells:
        found = ran.fullmatch(row[column - 1])
        if found and (not row[column] or _DASHED.fullmatch(found[2])):
            row[column - 1], row[column] = found[1], f"{found[2]} {row[column]}".strip()

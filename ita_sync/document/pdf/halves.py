"""A row at the top of a page -> whether it is the rest of the one at the foot of the last."""

import re
from collections.abc import Sequence

from ita_sync.document.parts import Row
from ita_sync.document.pdf.ruled import Foot

_ITEM = re.compile(r"(ข้อ\s*)?[A-Za-z]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_SCORE = re.compile("[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}")
_BEGINNING = re.compile(r"(ข้อ\s*)?[A-Za-z]?\s?[0-9๐-๙]{1,2}([.)\s]|$)")
_LISTS_ON = re.compile(r"(?:,|และ)\s*$")
"""How a cell ends that lists items, and has not come to the last: `o32, o34,`."""
_LETTER, _NUMBER = re.compile(r"\s*[ieoIEO]\s*"), re.compile(r"\s*[0-9๐-๙]{1,2}\s*")
_ITEM_NUMBER = re.compile("^.{0,6}?[0-9๐-๙]")


def may_go_on(row: Row, foot: Foot | None) -> bool:
    """Whether a row with a text in every column may be a second half.

    Then no cell at the foot of the page before had room for more.
    """
    return foot is None or not all(row.cells) or foot.full.issuperset(range(len(row.cells)))


def is_second_half(row: Row, body: Sequence[Row], last: Row) -> bool:
    """Whether a row at the top of a page is the rest of the row at the foot of the page before.

    Half a row lacks the score that every row has, or it lacks its beginning: the item, or the
    number before it.
    """
    if not _is_level(row, last) or _begins_with_item(row, body, last):
        return False
    if _ends_item(row, last):
        return True
    scores = [column for column in range(len(row.cells)) if _scored(body, column)]
    if not scores:
        return _lacks_beginning(row, body)
    score = scores[-1]
    return not all(row.cells) and (not row.cells[score] or last.cells[score] == "")


def is_unclear(row: Row, foot: Foot) -> bool:
    """Whether nothing tells if a row at the top of a page is a row of its own.

    Such a row has a text in every column.
    """
    rests = all(is_rest(text) and not _SCORE.fullmatch(text or "") for text in row.cells)
    return rests and foot.full.issuperset(range(len(row.cells)))


def is_rest(text: str | None) -> bool:
    """Whether a text may be the rest of another: it begins with neither an item nor a number."""
    return bool(text) and not _BEGINNING.match(text or "")


def is_over_all(row: Row) -> bool:
    """Whether one cell spans all columns: a title."""
    return len(row.cells) > 1 and bool(row.cells[0]) and set(row.cells[1:]) == {None}


def _is_level(row: Row, last: Row) -> bool:
    """Whether a row that says something has the columns of another, and is no title above them."""
    title = is_over_all(row) and not is_over_all(last)
    return any(row.cells) and len(row.cells) == len(last.cells) and not title


def _begins_with_item(row: Row, body: Sequence[Row], last: Row) -> bool:
    """Whether a row names an item where most rows do, and the one before lists no more of them."""
    return any(
        cell
        and _ITEM.match(cell)
        and 2 * _named(body, n) >= len(body)
        and not _LISTS_ON.search(last.cells[n] or "")
        for n, cell in enumerate(row.cells)
    )


def _ends_item(row: Row, last: Row) -> bool:
    """Whether the number of an item is cut off its letter: `i` over `20`, where each is a line."""
    return any(
        _LETTER.fullmatch(above or "") and _NUMBER.fullmatch(cell or "")
        for above, cell in zip(last.cells, row.cells, strict=True)
    )


def _lacks_beginning(row: Row, body: Sequence[Row]) -> bool:
    """Whether a row that names no item lacks what the rows above it begin with."""
    first = row.cells[0]
    if not first or any(_named(body, column) == len(body) for column in range(len(row.cells))):
        return True
    if _ITEM_NUMBER.match(first):
        return False
    if all(_ITEM_NUMBER.match(above.cells[0] or "") for above in body):
        return True
    return any(_is_full(body, column) for column, cell in enumerate(row.cells) if not cell)


def _is_full(body: Sequence[Row], column: int) -> bool:
    return all(row.cells[column] for row in body)


def _named(body: Sequence[Row], column: int) -> int:
    """Return in how many rows a column names an item."""
    return sum(bool(_ITEM.match(row.cells[column] or "")) for row in body)


def _scored(body: Sequence[Row], column: int) -> bool:
    texts = [text for row in body if (text := row.cells[column])]
    return (
        bool(texts)
        and 2 * len(texts) >= len(body)
        and all(_SCORE.fullmatch(text) for text in texts)
    )

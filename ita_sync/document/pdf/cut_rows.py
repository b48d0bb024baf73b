"""Tables on two pages -> a row that the page break cut in two made whole."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ita_sync.document.parts import Block, Row, Table
from ita_sync.document.pdf.cell_text import table_of
from ita_sync.document.pdf.header_words import names_column, skeleton
from ita_sync.document.pdf.ruled import Foot

_ITEM = re.compile(r"(ข้อ\s*)?[A-Za-z]\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])")
_SCORE = re.compile("[0-9๐-๙]{1,3}[.,][0-9๐-๙]{1,2}")
_BEGINNING = re.compile(r"(ข้อ\s*)?[A-Za-z]?\s?[0-9๐-๙]{1,2}([.)\s]|$)")
_ITEM_NUMBER = re.compile("^.{0,6}?[0-9๐-๙]")
_DIGITS = re.compile("[0-9๐-๙]+")
_SIMILAR = 0.75


def mend_cut_rows(pages: list[list[Block]], feet: Sequence[Foot | None]) -> None:
    """Give a row that was cut in two by a page break its second half back.

    Args:
        pages: the blocks of each page; changed.
        feet: of each page's last ruled table.
    """
    merged = _merged(block for page in pages for block in page if isinstance(block, Table))
    at: tuple[int, int] | None = None  # the page and block of the table that may go on
    for number, page in enumerate(pages):
        if at is not None and page and isinstance(page[0], Table):
            before = pages[at[0]][at[1]]
            if isinstance(before, Table):
                columns = merged.get(_bare(before.rows[0]), set())
                pages[at[0]][at[1]], page[:1] = _mended(before, page[0], feet[at[0]], columns)
        if page:
            at = (number, len(page) - 1) if isinstance(page[-1], Table) else None


def _merged(tables: Iterable[Table]) -> dict[str, set[int]]:
    """Return in which columns of the tables with one header a cell spans several rows."""
    found: dict[str, set[int]] = {}
    for table in tables:
        tall = {
            n
            for row in table.rows[1:]
            if not _over_all(row)
            for n, cell in enumerate(row.cells)
            if cell is None
        }
        found.setdefault(_bare(table.rows[0]), set()).update(tall)
    return found


def _mended(
    before: Table, after: Table, foot: Foot | None, merged: Collection[int]
) -> tuple[Table, list[Block]]:
    after = _head_apart(before, after)
    head = _common_head(before, after)
    if len(after.rows) <= head or len(before.rows) <= head:
        return before, [after]
    first, *rest = after.rows[head:]
    brims = foot.brims if foot else frozenset()
    if _may_go_on(first, foot) and _is_second_half(
        first, before.rows[head or 1 :] or before.rows, before.rows[-1]
    ):
        goes_on = {
            column
            for column in brims
            if rest and not first.cells[column] and rest[0].cells[column] is None
        }
        before = _with_rest(_without_rest(before, goes_on), first.cells)
        return before, [Table((*after.rows[:head], *rest))] if rest else []
    named = all(names_column(cell) for cell in before.rows[-1].cells if cell)
    if len(first.cells) != len(before.rows[-1].cells) or named:
        return before, [after]
    if foot and _unclear(first, foot):
        every = frozenset(range(len(first.cells)))
        before = Table((*before.rows[:-1], replace(before.rows[-1], torn=every)))
        return before, [Table((*after.rows[:head], replace(first, torn=every), *rest))]
    before = _without_rest(before, {column for column in brims if first.cells[column] is None})
    full = foot.full if foot else frozenset()
    unclear = {
        n for n, text in enumerate(first.cells) if n in merged and n in full and _is_rest(text)
    }
    before = _without_rest(before, unclear)
    first = replace(first, torn=first.torn | unclear)
    if not rest:
        return before, [Table((*after.rows[:head], first))]
    tall = [
        column for column, text in enumerate(first.cells) if text and rest[0].cells[column] is None
    ]
    # Where another tall cell begins as well, as that of the indicator, all that stands here is new.
    flows = [
        [column] == tall and column in brims and _is_rest(text)
        for column, text in enumerate(first.cells)
    ]
    before = _with_rest(
        before, [cell if flow else None for cell, flow in zip(first.cells, flows, strict=True)]
    )
    cells = tuple(None if flow else cell for cell, flow in zip(first.cells, flows, strict=True))
    # Some writers print there what they left out above.
    alone = frozenset(tall if len(tall) == 1 else ())
    return before, [
        Table((*after.rows[:head], replace(first, cells=cells, torn=first.torn | alone), *rest))
    ]


def _with_rest(table: Table, rest: Sequence[str | None]) -> Table:
    """Return a table with the rest of its last row, each text in the row where its cell begins."""
    rows = list(table.rows)
    for column, text in enumerate(rest):
        if text:
            start = next(
                (n for n in reversed(range(len(rows))) if rows[n].cells[column] is not None),
                len(rows) - 1,
            )
            cells, torn = list(rows[start].cells), rows[start].torn
            cells[column] = "\n".join(part for part in (cells[column], text) if part)
            rows[start] = replace(
                rows[start],
                cells=tuple(cells),
                torn=torn | {column} if cells[column] != text else torn,
            )
    return Table(tuple(rows))


def _unclear(row: Row, foot: Foot) -> bool:
    """Whether nothing tells if a row at the top of a page is a row of its own.

    Such a row has a text in every column.
    """
    beginning = any(
        _BEGINNING.match(text or "") or _SCORE.fullmatch(text or "") for text in row.cells
    )
    return all(row.cells) and not beginning and foot.full.issuperset(range(len(row.cells)))


def _without_rest(table: Table, columns: Iterable[int]) -> Table:
    """Return a table, the texts marked that fill their cells and have no rest.

    Only where the cells go on.
    """
    rows = list(table.rows)
    for column in columns:
        start = next((n for n in reversed(range(len(rows))) if rows[n].cells[column]), None)
        if start is not None:
            rows[start] = replace(rows[start], torn=rows[start].torn | {column})
    return Table(tuple(rows))


def _is_rest(text: str | None) -> bool:
    """Whether a text may be the rest of another: it begins with neither an item nor a number."""
    return bool(text) and not _BEGINNING.match(text or "")


def _head_apart(before: Table, after: Table) -> Table:
    """Cut a repeated header off the half row below it.

    Without ruling lines nothing else parts the two.
    """
    head, first = before.rows[0].cells, after.rows[0].cells
    if len(head) != len(first) or head == first or not all(head):
        return after
    if any(
        text != name and not (text or "").startswith(f"{name}\n")
        for text, name in zip(first, head, strict=True)
    ):
        return after
    rest = tuple(
        (text or "")[len(name or "") + 1 :] for text, name in zip(first, head, strict=True)
    )
    return table_of([head, rest, *(row.cells for row in after.rows[1:])], after.rows[0].place)


def _common_head(before: Table, after: Table) -> int:
    """Return how many rows at the top of both say the same: a header repeated."""
    same = 0
    for old, new in zip(before.rows, after.rows, strict=False):
        if (
            not any(old.cells)
            or len(old.cells) != len(new.cells)
            or not _alike(_bare(old), _bare(new))
        ):
            break
        same += 1
    return same


def _bare(row: Row) -> str:
    return skeleton("".join(cell or "" for cell in row.cells))


def _alike(old: str, new: str) -> bool:
    """Whether two rows say the same.

    What was recognised from a picture may differ in some letters of a header.
    """
    if old == new:
        return True
    return (
        not (_DIGITS.search(old) or _DIGITS.search(new))
        and SequenceMatcher(None, old, new).ratio() > _SIMILAR
    )


def _may_go_on(row: Row, foot: Foot | None) -> bool:
    """Whether a row with a text in every column may be a second half.

    Then no cell at the foot of the page before had room for more.
    """
    return foot is None or not all(row.cells) or foot.full.issuperset(range(len(row.cells)))


def _is_second_half(row: Row, body: Sequence[Row], last: Row) -> bool:
    """Whether a row at the top of a page is the rest of the row at the foot of the page before.

    Half a row lacks the score that every row has, or it lacks its beginning: the item, or the
    number before it.
    """
    if (
        len(row.cells) != len(last.cells)
        or not any(row.cells)
        or (_over_all(row) and not _over_all(last))
    ):
        return False
    if any(
        _names_items(body, column) and _ITEM.match(cell)
        for column, cell in enumerate(row.cells)
        if cell
    ):
        return False
    scores = [column for column in range(len(row.cells)) if _scored(body, column)]
    if scores:
        column = scores[-1]
        return not row.cells[column] or (last.cells[column] == "" and not all(row.cells))
    items = [
        column
        for column in range(len(row.cells))
        if all(_ITEM.match(r.cells[column] or "") for r in body)
    ]
    if not row.cells[0] or items:
        return not any(_ITEM.match(row.cells[column] or "") for column in items)
    if _ITEM_NUMBER.match(row.cells[0]):
        return False
    if all(_ITEM_NUMBER.match(r.cells[0] or "") for r in body):
        return True
    return any(
        all(r.cells[column] for r in body) for column, cell in enumerate(row.cells) if not cell
    )


def _over_all(row: Row) -> bool:
    """Whether one cell spans all columns: a title."""
    return len(row.cells) > 1 and bool(row.cells[0]) and set(row.cells[1:]) == {None}


def _names_items(body: Sequence[Row], column: int) -> bool:
    return 2 * sum(bool(_ITEM.match(row.cells[column] or "")) for row in body) >= len(body)


def _scored(body: Sequence[Row], column: int) -> bool:
    texts = [text for row in body if (text := row.cells[column])]
    return (
        bool(texts)
        and 2 * len(texts) >= len(body)
        and all(_SCORE.fullmatch(text) for text in texts)
    )

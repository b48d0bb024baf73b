"""Tables on two pages -> a row that the page break cut in two made whole."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ita_sync.document.parts import Block, Row, Table
from ita_sync.document.pdf.cell_text import table_of
from ita_sync.document.pdf.halves import (
    is_over_all,
    is_rest,
    is_second_half,
    is_unclear,
    may_go_on,
)
from ita_sync.document.pdf.header_words import names_column, skeleton
from ita_sync.document.pdf.ruled import Foot

_DIGITS = re.compile("[0-9๐-๙]+")
_SIMILAR = 0.75


def mend_cut_rows(pages: list[list[Block]], feet: Sequence[Foot | None]) -> None:
    """Give a row that was cut in two by a page break its second half back.

    Args:
        pages: the blocks of each page; changed.
        feet: of the ruled table with which each page ends, None where it ends otherwise.
    """
    merged = _merged(block for page in pages for block in page if isinstance(block, Table))
    above: list[Block] = []  # the last page that has any blocks
    foot: Foot | None = None
    for page, own_foot in zip(pages, feet, strict=True):
        _mend(above, page, foot, merged)
        if page:
            above, foot = page, own_foot


def _mend(
    above: list[Block], page: list[Block], foot: Foot | None, merged: Mapping[str, Collection[int]]
) -> None:
    """Mend the row between two pages, where one ends with a table and the next begins with one."""
    if not above or not page:
        return
    before, after = above[-1], page[0]
    if isinstance(before, Table) and isinstance(after, Table):
        columns = merged.get(_bare(before.rows[0]), ())
        above[-1], page[:1] = _mended(before, after, foot, columns)


def _merged(tables: Iterable[Table]) -> dict[str, set[int]]:
    """Return in which columns of the tables with one header a cell spans several rows."""
    found: dict[str, set[int]] = {}
    for table in tables:
        tall = {
            n
            for row in table.rows[1:]
            if not is_over_all(row)
            for n, cell in enumerate(row.cells)
            if cell is None
        }
        found.setdefault(_bare(table.rows[0]), set()).update(tall)
    return found


@dataclass(frozen=True, slots=True)
class _Break:
    """A page break within a table.

    Attributes:
        before: the table on the page before.
        head: the rows with which the table begins on both pages.
        first: the row below them on the page after.
        rest: the rows below that one.
        foot: of the table before; empty where it has no ruling lines.
    """

    before: Table
    head: tuple[Row, ...]
    first: Row
    rest: tuple[Row, ...]
    foot: Foot

    @property
    def body(self) -> tuple[Row, ...]:
        """Return the rows before the break, without the header if there are others."""
        return self.before.rows[len(self.head) or 1 :] or self.before.rows

    @property
    def tall(self) -> list[int]:
        """Return in which column a text goes on beside the row below, if in no other one.

        Where another tall cell begins, as that of the indicator, all that stands here is new.
        """
        columns = range(len(self.first.cells))
        found = [column for column in columns if self.first.cells[column] and self.goes_on(column)]
        return found if len(found) == 1 else []

    def goes_on(self, column: int) -> bool:
        """Whether the first cell after the break goes on beside the row below."""
        return bool(self.rest) and self.rest[0].cells[column] is None

    def after(self, *first: Row) -> list[Block]:
        """Return the table on the page after, with `first` instead of its first row."""
        rows = (*first, *self.rest)
        return [Table((*self.head, *rows))] if rows else []


def _mended(
    before: Table, after: Table, foot: Foot | None, merged: Collection[int]
) -> tuple[Table, list[Block]]:
    """Return the table on the page before, and what stays on the page after."""
    after = _head_apart(before, after)
    head = _common_head(before, after)
    if min(len(before.rows), len(after.rows)) <= head:
        return before, [after]
    first, last = after.rows[head], before.rows[-1]
    cut = _Break(before, after.rows[:head], first, after.rows[head + 1 :], foot or Foot())
    if may_go_on(first, foot) and is_second_half(first, cut.body, last):
        return _joined(cut)
    named = all(names_column(cell) for cell in last.cells if cell)
    if named or len(first.cells) != len(last.cells):
        return before, [after]
    return _in_doubt(cut) if is_unclear(first, cut.foot) else _apart(cut, merged)


def _joined(cut: _Break) -> tuple[Table, list[Block]]:
    """Return the tables if the first row after a break is the rest of the last one before it."""
    covered = {
        column for column in cut.foot.brims if cut.goes_on(column) and not cut.first.cells[column]
    }
    before = _without_rest(cut.before, covered)
    for column, text in enumerate(cut.first.cells):
        before = _with_rest(before, column, text) if text else before
    return before, cut.after()


def _in_doubt(cut: _Break) -> tuple[Table, list[Block]]:
    """Return the tables if nothing tells whether the rows at a break are one; all is marked."""
    *above, last = cut.before.rows
    every = frozenset(range(len(cut.first.cells)))
    before = Table((*above, replace(last, torn=every)))
    return before, cut.after(replace(cut.first, torn=every))


def _apart(cut: _Break, merged: Collection[int]) -> tuple[Table, list[Block]]:
    """Return the tables if the rows at a break are two, of which a cell may go on over both.

    Args:
        cut: the break.
        merged: the columns in which a cell of such tables spans several rows.
    """
    cells, foot = list(cut.first.cells), cut.foot
    shared = {column for column in foot.brims if cells[column] is None}
    doubted = foot.full.intersection(merged)
    unclear = {n for n, text in enumerate(cells) if n in doubted and is_rest(text)}
    before = _without_rest(cut.before, shared | unclear)
    for column in cut.tall:
        if column in foot.brims and is_rest(cells[column]):
            before = _with_rest(before, column, cells[column] or "")
            cells[column] = None
    # Some writers print in a tall cell what they left out above.
    torn = cut.first.torn.union(unclear, cut.tall)
    return before, cut.after(replace(cut.first, cells=tuple(cells), torn=torn))


def _with_rest(table: Table, column: int, text: str) -> Table:
    """Return a table with the rest of a column's last text, in the row where its cell begins."""
    rows = list(table.rows)
    begun = [at for at, row in enumerate(rows) if row.cells[column] is not None]
    at = begun[-1] if begun else len(rows) - 1
    row, beginning = rows[at], rows[at].cells[column]
    whole = f"{beginning}\n{text}" if beginning else text
    rows[at] = replace(
        row,
        cells=(*row.cells[:column], whole, *row.cells[column + 1 :]),
        torn=row.torn | {column} if beginning else row.torn,
    )
    return Table(tuple(rows))


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


def _head_apart(before: Table, after: Table) -> Table:
    """Cut a repeated header off the half row below it.

    Without ruling lines nothing else parts the two.
    """
    head, first = before.rows[0].cells, after.rows[0].cells
    if len(head) != len(first) or head == first:
        return after
    rest = [_below_name(text or "", name or "") for text, name in zip(first, head, strict=True)]
    if None in rest:
        return after
    return table_of([head, rest, *(row.cells for row in after.rows[1:])], after.rows[0].place)


def _below_name(text: str, name: str) -> str | None:
    """Return what a cell has below the name of its column, None where it does not begin with it."""
    return text[len(name) + 1 :] if name and f"{text}\n".startswith(f"{name}\n") else None


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

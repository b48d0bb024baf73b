"""Where a new row goes: below the last row of its block, the table of its year.

A tab may hold a table for each year, one below the other, or one whose header is repeated for
printing. Each header, with the title above it, begins a block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from ita_sync import thai
from ita_sync.errors import SheetConflict
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T
from ita_sync.table.header import Header, find_header
from ita_sync.table.lines import Headed, Layout, is_note

_LONE = 2
"""Cells that a title may have: `ปีงบประมาณ` and `2566` beside it."""


@dataclass(frozen=True)
class Block:
    """A header and what stands below it, to the next header.

    Attributes:
        snapshot: the tab.
        top: where the header begins.
        header: where the header is; None where the mapping does not fit it.
        layout: which of its columns holds what.
        title: the rows above the header that may be its title, the nearest first.
        rows: its rows of data.
    """

    snapshot: Snapshot
    top: int
    header: Header | None
    layout: Layout
    title: tuple[int, ...]
    rows: tuple[int, ...]

    @cached_property
    def next_row(self) -> int:
        """Where a new row goes: never into merged cells, which would hide it."""
        end = self.header.end if self.header else self.top
        row = max((*self.rows, end)) + 1
        for first, after in sorted(self.snapshot.merges):
            if first < row < after:
                row = after
        return row

    @cached_property
    def titled(self) -> frozenset[int]:
        """The fiscal years that its title names."""
        texts = (" ".join(map(str, _filled(self.snapshot, row))) for row in self.title)
        return next(filter(None, map(thai.fiscal_years, texts)), frozenset())

    @cached_property
    def years(self) -> frozenset[int]:
        """The fiscal years of its rows."""
        found = (self.layout.year(self.snapshot.rows[row]) for row in self.rows)
        return frozenset(year for year in found if year is not None)

    def rank(self, year: int | None) -> tuple[bool, ...]:
        """Return what speaks for a row of that year standing here, the strongest first."""
        if year is None:
            return (bool(self.rows),)
        return (
            year in self.years,
            year in self.titled,
            not self.titled,
            self.header is not None,
        )


def block_for(blocks: Sequence[Block], year: int | None) -> Block:
    """Return the block of a fiscal year: the last of those for which most speaks."""
    return max(reversed(blocks), key=lambda block: block.rank(year))


def block_with(blocks: Sequence[Block], row: int) -> Block:
    """Return the block that a row of the sheet stands in."""
    return max((block for block in blocks if block.top <= row), key=lambda block: block.top)


def misplaced(block: Block, header: Header, year: int | None) -> SheetConflict | None:
    """Return why a new row does not go into a block, None where it does.

    Args:
        block: that of the row.
        header: that of the columns that were read.
        year: the report's; None where a person said that any is right.
    """
    if block.header is None or block.header.columns != header.columns:
        return _differs(block, header)
    said = block.titled or thai.fiscal_years(block.snapshot.title)
    if not said and len(block.years) == 1:  # rows of several years: the tab is for all of them
        said = block.years
    if year is None or year in said | block.years or not said:
        return None
    return _other_year(block, said, year)


def blocks_of(snapshot: Snapshot, first: Header, columns: Sequence[Headed]) -> Iterator[Block]:
    """Yield the blocks of a tab, from top to bottom; `first` is the header that was found."""
    rows = sorted(snapshot.rows)
    tops = [first.top, *_repeated(snapshot, first, rows)]
    titles = [_heading(snapshot, first.top), *(_title(snapshot, top, first) for top in tops[1:])]
    starts = [min([top, *title]) for top, title in zip(tops, titles, strict=True)]
    for top, title, stop in zip(tops, titles, [*starts[1:], snapshot.row_count + 1], strict=True):
        header = first if top == first.top else _header(snapshot, columns, top)
        layout = Layout(columns, (header or first).columns)
        bottom = header.bottom if header else top
        below = (row for row in rows if bottom < row < stop)
        data = tuple(row for row in below if layout.is_data(snapshot.rows[row]))
        yield Block(snapshot, top, header, layout, tuple(title), data)


def _repeated(snapshot: Snapshot, first: Header, rows: Sequence[int]) -> Iterator[int]:
    """Yield the rows below a header that repeat most of it."""
    words = {
        thai.fold(value)
        for row in first.rows
        for value in snapshot.rows.get(row, ())
        if isinstance(value, str)
    }
    enough = max(2, -(-len(first.columns) // 2))
    after = first.end
    for row in rows:
        if row <= after:
            continue
        texts = [value for value in _filled(snapshot, row) if isinstance(value, str)]
        if len(texts) < max(enough, len(_filled(snapshot, row))):
            continue  # figures stand in it: folding them all takes its time
        if sum(thai.fold(text) in words for text in texts) >= enough:
            yield row
            after = row + len(first.rows) - 1


def _heading(snapshot: Snapshot, top: int) -> list[int]:
    """Return the rows above the first header that may be its title, the nearest first."""
    above = range(top - 1, -1, -1)
    lone = takewhile(lambda row: len(_filled(snapshot, row)) <= _LONE, above)
    return [row for row in lone if _filled(snapshot, row) and not _note(snapshot, row)]


def _title(snapshot: Snapshot, top: int, first: Header) -> list[int]:
    """Return the rows right above a further header that are its title, the nearest first."""
    title: list[int] = []
    for row in range(top - 1, first.end, -1):
        filled = _filled(snapshot, row)
        if len(filled) > _LONE or (title and not filled) or _note(snapshot, row):
            break
        if filled:
            title.append(row)
    return title


def _header(snapshot: Snapshot, columns: Sequence[Headed], top: int) -> Header | None:
    try:
        return find_header(snapshot, columns, top + 1)
    except SheetConflict:
        return None


def _note(snapshot: Snapshot, row: int) -> bool:
    return is_note(snapshot.rows.get(row, ()))


def _filled(snapshot: Snapshot, row: int) -> list[CellValue]:
    return [value for value in snapshot.rows.get(row, ()) if value not in (None, "")]


def _differs(block: Block, header: Header) -> SheetConflict:
    row = block.top + 1
    return SheetConflict(
        "header-differs",
        T(
            "The table of this year in tab {tab} has other columns than the one that was read.",
            tab=block.snapshot.title,
        ),
        details=[
            T("Read: row {row}. Of this year: row {other}.", row=header.top + 1, other=row),
        ],
        next_step=T(
            "Put header_row = {other} under [target] in the configuration, and see that `header` "
            "of each column is as it is there.",
            other=row,
        ),
    )


def _other_year(block: Block, said: frozenset[int], year: int) -> SheetConflict:
    tab, years = block.snapshot.title, sorted(said)
    if block.titled:
        where = T("The title above the header names {years}.", years=years)
    elif said == block.years:
        where = T("All rows of the table are of {years}.", years=years)
    else:
        where = T("The name of the tab has {years}.", years=years)
    return SheetConflict(
        "other-year",
        T("Tab {tab} is of {years}, the report of {year}.", tab=tab, years=years, year=year),
        details=[where],
        next_step=T(
            "Name the tab of {year} in the configuration. If the row does belong into {tab}: "
            "`ita-sync push --this-tab REPORT`, or any_year = true under [target].",
            year=year,
            tab=tab,
        ),
    )

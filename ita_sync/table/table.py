"""The table inside a tab: where its header is, which row is whose, where a new row goes.

Rows are found by key, never by number, because people sort, insert and filter. Row and column
numbers are 0-based here; texts for people count from 1 and name columns by letter.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from ita_sync.errors import SheetConflict
from ita_sync.google import CellValue, Json, Snapshot
from ita_sync.i18n import Text
from ita_sync.row import Cell, RowKey, SummaryRow, fold_value
from ita_sync.table.appearance import Style
from ita_sync.table.choices import Lists, elsewhere, lists, not_listed
from ita_sync.table.header import Header, find_header, letter
from ita_sync.table.lines import Headed
from ita_sync.table.nearby import said_otherwise
from ita_sync.table.place import Block, block_for, block_with, blocks_of, misplaced
from ita_sync.table.running import Running, column_of, running
from ita_sync.table.seen import Difference, differences

__all__ = ["Headed", "Table", "letter"]

NEAR = 100
"""Rows above a new one in which a list to choose from is looked for."""


@dataclass(frozen=True)
class Table:
    """A tab read through the column mapping.

    Attributes:
        snapshot: the tab.
        header: where its header is.
        layout: the mapping.
    """

    snapshot: Snapshot
    header: Header
    layout: tuple[Headed, ...]

    @classmethod
    def find(
        cls, snapshot: Snapshot, columns: Sequence[Headed], header_row: int | None = None
    ) -> Self:
        """Return the tab as a table; what it takes and raises is told at `find_header`."""
        return cls(snapshot, find_header(snapshot, columns, header_row), tuple(columns))

    @property
    def header_row(self) -> int:
        """The last row that names columns, 0-based."""
        return self.header.bottom

    @property
    def columns(self) -> dict[str, int]:
        """The 0-based column of each configured header."""
        return self.header.columns

    def value(self, row: int, header: str) -> CellValue:
        """Return the value in a row under a header; of merged cells, what they show."""
        return self.snapshot.covering(row, self.columns[header])

    def data_rows(self) -> Iterator[int]:
        """Return the rows below the header that hold anything, from top to bottom."""
        return (row for row in sorted(self.snapshot.rows) if row > self.header_row)

    def rows_of(self, key: RowKey) -> list[int]:
        """Return the rows that carry a key."""
        return [row for row in self.data_rows() if self._fits(row, key)]

    def above(self, row: int, key: RowKey) -> bool:
        """Return whether a row stands above the header and carries a key."""
        return row < self.header.top and self._fits(row, key)

    def by_value(self, header: str) -> dict[str, list[int]]:
        """Return the rows of the tab, also those above the header, by their folded value."""
        found: dict[str, list[int]] = {}
        for row in self.snapshot.rows:
            found.setdefault(fold_value(self.value(row, header)), []).append(row)
        return found

    def mostly(self, row: int, summary: SummaryRow) -> bool:
        """Return whether somebody typed most of a summary into a row, under its headers."""
        cells = [cell for cell in summary.cells if cell.value is not None]
        same = [c for c in cells if fold_value(self.value(row, c.header)) == fold_value(c.value)]
        return 2 * len(same) > len(cells) and not self.looked_up(row, summary)

    def looked_up(self, row: int, summary: SummaryRow) -> bool:
        """Return whether formulas show in a row what stands elsewhere: nobody typed it."""
        data = [c for c in summary.cells if not (c.key or c.agency) and c.value is not None]
        places = [(row, self.columns[cell.header]) for cell in data]
        shown = [place for place in places if not _blank(self.snapshot.cell(*place))]
        return bool(shown) and all(place in self.snapshot.formulas for place in shown)

    def differences(self, row: int, summary: SummaryRow) -> list[Difference]:
        """Return the cells of `summary` that a person does not see in a row as they should be."""
        return list(differences(self.snapshot, self.columns, row, summary))

    def looks(self, row: int, summaries: Sequence[SummaryRow]) -> dict[int, Json]:
        """Return what the cells of new rows of one table look like, by column."""
        filled = {
            self.columns[cell.header]: [s.cells[at] for s in summaries]
            for at, cell in enumerate(summaries[0].cells)
        }
        return self._style(summaries[0].year).looks(row, filled)

    def number_formats(
        self, row: int, summary: SummaryRow, cells: Sequence[Cell]
    ) -> dict[int, Json]:
        """Return the number formats that cells of a row are to have, by column."""
        filled = {self.columns[cell.header]: [cell] for cell in cells}
        return self._style(summary.year).number_formats(row, filled)

    def _style(self, year: int | None) -> Style:
        if year not in self._styles:
            self._styles[year] = Style(self.snapshot, self.block(year).rows)
        return self._styles[year]

    @cached_property
    def _styles(self) -> dict[int | None, Style]:
        return {}

    def running(self, name: str, row: int, summary: SummaryRow) -> Running | None:
        """Return how the running numbers of a column go on at a row, None if it cannot be told."""
        rows = self.block(summary.year).rows
        return running(self.snapshot, self.header, name, rows, row)

    def column_of(self, name: str) -> int | None:
        """Return the 0-based column whose header has this text, configured or not."""
        return column_of(self.snapshot, self.header, name)

    def held(self, row: int) -> list[tuple[str, CellValue]]:
        """Return what a row holds under each of our headers."""
        return [(header, self.value(row, header)) for header in self.columns]

    def ours_alone(self, row: int, also: Collection[int] = ()) -> bool:
        """Return whether nothing stands in a row but under our headers, and in some columns."""
        ours = {*self.columns.values(), *also}
        filled = {c for c, value in enumerate(self.snapshot.rows.get(row, ())) if not _blank(value)}
        counted = {column for at, column in self.snapshot.formulas if at == row}
        return filled | counted <= ours

    def empty(self, row: int, header: str) -> bool:
        """Return whether nothing stands in a cell, a formula that shows nothing neither."""
        place = row, self.columns[header]
        hidden = place in self.snapshot.formulas or place in self.snapshot.covered
        return _blank(self.value(row, header)) and not hidden

    @cached_property
    def _blocks(self) -> list[Block]:
        return list(blocks_of(self.snapshot, self.header, self.layout))

    def block(self, year: int | None) -> Block:
        """Return the table of a fiscal year within the tab."""
        return block_for(self._blocks, year)

    def years_above(self, row: int) -> frozenset[int]:
        """Return the fiscal years that the title of a row's table names."""
        return block_with(self._blocks, row).titled

    def of_other_table(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row is in a table of another year, while the tab has one of ours."""
        own, its = self.block(summary.year), block_with(self._blocks, row)
        said = its.titled | its.years
        return its is not own and bool(said) and summary.year not in {None, *said}

    def next_row(self, summary: SummaryRow) -> int:
        """Return where a new row goes: below the last row of its block, above notes under it."""
        return self.block(summary.year).next_row

    def follows_data(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row of data stands above a new row."""
        return row - 1 in self.block(summary.year).rows

    def refusal(self, summary: SummaryRow, *, any_year: bool = False) -> SheetConflict | None:
        """Return why a new row may not be added to this tab, None where it may.

        It is of another year or of other columns, or does not keep to the lists of the tab.
        """
        year = summary.year
        wrong = misplaced(self.block(year), self.header, None if any_year else year)
        return wrong or not_listed(self._lists(summary), self.snapshot.title)

    def refusal_at(
        self, row: int, summary: SummaryRow, *, any_year: bool = False
    ) -> SheetConflict | None:
        """Return why a row that exists may not hold a summary, None where it may."""
        year = summary.year
        block = block_with(self._blocks, row)
        wrong = misplaced(block, self.header, None if any_year else year)
        found = lists(self.snapshot, self.header, [row], summary) if self.snapshot.choices else []
        return wrong or not_listed(found, self.snapshot.title)

    def of_unclear_year(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row does not state its year, in a table of several years."""
        headers = [cell.header for cell in summary.cells if cell.field == "fiscal_year"]
        blank = all(_blank(self.value(row, header)) for header in headers)
        return bool(headers) and blank and len(block_with(self._blocks, row).years) > 1

    def of_another_place(self, row: int, summary: SummaryRow) -> tuple[int, str] | None:
        """Return where something says that a listed row is of another district or province."""
        block = block_with(self._blocks, row)
        return said_otherwise(self.snapshot, self.header, block, row, summary.place)

    def unchecked(self, summary: SummaryRow) -> list[Text]:
        """Return a line for each list of the tab that a new row was not compared with."""
        return elsewhere(self._lists(summary))

    def _lists(self, summary: SummaryRow) -> Lists:
        if not self.snapshot.choices:
            return []
        block = self.block(summary.year)
        near = [*block.rows[:-NEAR:-1], block.next_row]  # a new row takes over the list above it
        return lists(self.snapshot, self.header, near, summary)

    def _fits(self, row: int, key: RowKey) -> bool:
        return all(fold_value(self.value(row, header)) == value for header, value in key.parts)


def _blank(value: CellValue) -> bool:
    return value is None or value == ""

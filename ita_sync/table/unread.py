"""What of a tab is not read: other tables above, below and beside the one that is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from ita_sync.google import CellValue
from ita_sync.rules.agencies import Official, is_code
from ita_sync.table import spelled
from ita_sync.table.place import Block
from ita_sync.table.roll import full_name
from ita_sync.table.table import Table

_LONG = 200
"""Characters of a cell beyond which it is no name."""


@dataclass(frozen=True)
class Part:
    """A rectangle of the tab; rows and columns are 0-based, both ends belong to it."""

    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(frozen=True)
class Unread:
    """What is not read.

    Attributes:
        tables: other tables, from top to bottom.
        cells: the rows of each text or code that stands where no agency is looked for.
    """

    tables: tuple[Part, ...] = ()
    cells: Mapping[str, Sequence[int]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        table: Table,
        blocks: Sequence[Block],
        ends: Sequence[int],
        naming: Iterable[str | None],
    ) -> Self:
        """Return what is left of a tab.

        Args:
            table: the tab.
            blocks: its tables one below the other.
            ends: where each of them ends.
            naming: the headers under which agencies are read.
        """
        read: dict[int, set[int]] = {}
        below: list[Part] = []
        for block, end in zip(blocks, ends, strict=True):
            if block.header is None:
                below += _table(table, range(block.top, end))
                continue
            columns = block.header.columns
            named = {columns[header] for header in naming if header in columns}
            read |= dict.fromkeys(range(block.header.bottom + 1, end), named)
        rest = {
            place: value for place, value in _cells(table) if place[1] not in read.get(place[0], ())
        }
        above = _table(table, range(blocks[0].top))
        return cls((*above, *_beside(table), *below), _by_text(rest))

    def naming(self, agencies: Iterable[Official]) -> dict[str, tuple[int, ...]]:
        """Return the rows in which agencies are named by their code or full name, by code."""
        by_name: dict[str, list[int]] = defaultdict(list)
        for text, rows in self.cells.items():
            name = _name(text)
            for each in {name, name.partition("(")[0]}:  # a remark may follow
                by_name[each] += rows
        found = {}
        for agency in agencies:
            rows = [*self.cells.get(agency.code, ())]
            for name in _names(agency):
                rows += by_name.get(name, ())
            if rows:
                found[agency.code] = tuple(sorted(set(rows)))
        return found


def _name(text: str) -> str:
    return "".join(spelled.parts(text))


def _names(agency: Official) -> set[str]:
    """Return what an agency is called with its kind, alone and with its place beside."""
    place = spelled.district(agency.district), spelled.province(agency.province)
    return {_name(full_name(agency)) + beside for beside in spelled.beside(*place)}


def _cells(table: Table) -> Iterator[tuple[tuple[int, int], CellValue]]:
    for row, cells in table.snapshot.rows.items():
        for column, value in enumerate(cells):
            if not spelled.blank(value):
                yield (row, column), value


def _by_text(cells: Mapping[tuple[int, int], CellValue]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for (row, _), value in cells.items():
        text = str(value)
        if not any(map(str.isalpha, text[:_LONG])):  # an address may hold a code, and is none
            text = spelled.code(value)
        if is_code(text) or (isinstance(value, str) and len(text) <= _LONG):
            found[text].append(row)
    return found


def _table(table: Table, rows: Iterable[int]) -> Iterator[Part]:
    """Yield what rows make together: a title has one cell, a table several in several rows."""
    filled = {row: _columns(table, row) for row in rows}
    wide = {row: columns for row, columns in filled.items() if len(columns) > 1}
    if len(wide) > 1:
        columns = [column for each in wide.values() for column in each]
        yield Part((min(wide), max(wide)), (min(columns), max(columns)))


def _beside(table: Table) -> Iterator[Part]:
    """Yield the tables that a column without anything in it parts from that which is read."""
    filled: dict[int, list[int]] = defaultdict(list)
    for row in table.snapshot.rows:
        for column in _columns(table, row) if row >= table.header.top else ():
            filled[column].append(row)
    for first, last in _runs(sorted(filled)):
        rows = [row for column in range(first, last + 1) for row in filled[column]]
        ours = any(first <= column <= last for column in table.columns.values())
        if not ours and first < last and min(rows) < max(rows):
            yield Part((min(rows), max(rows)), (first, last))


def _runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of columns that stand side by side."""
    starts = [column for column in columns if column - 1 not in columns]
    ends = [column for column in columns if column + 1 not in columns]
    return list(zip(starts, ends, strict=True))


def _columns(table: Table, row: int) -> list[int]:
    cells = table.snapshot.rows.get(row, ())
    return [column for column, value in enumerate(cells) if value not in (None, "")]

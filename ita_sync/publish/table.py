"""The table inside a tab: where its header is, which row is whose, where a new row goes.

Rows are found by key, never by number, because people sort, insert and filter. Row and column
numbers are 0-based here; texts for people count from 1 and name columns by letter.
"""

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from ita_sync import thai
from ita_sync.errors import SheetConflict
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.row import Cell, RowKey, SummaryRow, fold_value, same_value

# Titles and remarks above a header take a few rows; what looks like a header further down is data.
HEADER_SEARCH = 30


class Headed(Protocol):
    """Anything with a place in the header: a configured column, or a cell that was sent."""

    @property
    def header(self) -> str:
        """The text of its header."""


@dataclass(frozen=True)
class Table:
    """A tab read through the column mapping.

    Attributes:
        snapshot: the tab.
        header_row: 0-based row of the header.
        columns: 0-based column of each configured header.
    """

    snapshot: Snapshot
    header_row: int
    columns: dict[str, int]

    @classmethod
    def find(
        cls, snapshot: Snapshot, columns: Sequence[Headed], header_row: int | None = None
    ) -> Self:
        """Return the tab as a table, its header found by the texts of the columns.

        Args:
            snapshot: the tab.
            columns: the mapping.
            header_row: 1-based, if configured; else the row among the first that fits best.

        Raises:
            SheetConflict: a header is missing or occurs twice; the details have what was found and
                a proposal.
        """
        wanted = {thai.fold(column.header): column.header for column in columns}
        row = header_row - 1 if header_row else _best_row(snapshot, wanted)
        places = _places(snapshot.rows.get(row, ()), wanted)
        _demand_one_place_each(snapshot, row, [column.header for column in columns], places)
        return cls(snapshot, row, {header: at for header, (at,) in places.items()})

    def value(self, row: int, header: str) -> CellValue:
        """Return the value in a row under a header."""
        return self.snapshot.cell(row, self.columns[header])

    def data_rows(self) -> Iterator[int]:
        """Return the rows below the header that hold anything, from top to bottom."""
        return (row for row in sorted(self.snapshot.rows) if row > self.header_row)

    def rows_of(self, key: RowKey) -> list[int]:
        """Return the rows that carry a key."""
        return [row for row in self.data_rows() if self._fits(row, key)]

    def differences(self, row: int, summary: SummaryRow) -> list[tuple[Cell, CellValue]]:
        """Return the cells of `summary` that a row does not hold as they are, and what it holds."""
        held = [(cell, self.value(row, cell.header)) for cell in summary.cells]
        return [
            (cell, value)
            for cell, value in held
            if not same_value(cell.value, value) or self._leads_elsewhere(row, cell)
        ]

    def only_key(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row says no more than who the agency is: it was listed beforehand."""
        others = [cell for cell in summary.cells if not (cell.key or cell.agency)]
        return all(_blank(self.value(row, cell.header)) for cell in others)

    def next_row(self, keys: Sequence[Sequence[str]]) -> int:
        """Return where a new row goes: below the last row of data, above notes under the table.

        Args:
            keys: the headers of each key that a row may have; a row of data has one of them whole.
        """
        filled = [row for row in self.data_rows() if any(self._fills(row, key) for key in keys)]
        return max(filled, default=self.header_row) + 1

    def _fills(self, row: int, headers: Sequence[str]) -> bool:
        return not any(_blank(self.value(row, header)) for header in headers)

    def _fits(self, row: int, key: RowKey) -> bool:
        return all(fold_value(self.value(row, header)) == value for header, value in key.parts)

    def _leads_elsewhere(self, row: int, cell: Cell) -> bool:
        """Return whether a linked cell shows the right address but leads to another."""
        link = self.snapshot.links.get((row, self.columns[cell.header]))
        if cell.type != "link" or link is None:
            return False
        return link.rstrip("/") != str(cell.value).rstrip("/")


def letter(column: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _best_row(snapshot: Snapshot, wanted: dict[str, str]) -> int:
    def matches(row: int) -> int:
        texts = [value for value in snapshot.rows[row] if isinstance(value, str)]
        return len(set(map(thai.fold, texts)) & wanted.keys())

    rows = [row for row in sorted(snapshot.rows) if row < HEADER_SEARCH]
    return max(rows, key=lambda row: (matches(row), -row), default=0)


def _places(cells: Sequence[CellValue], wanted: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the columns of each wanted header that occurs; `wanted` is keyed by folded text."""
    found: dict[str, list[int]] = {}
    for column, value in enumerate(cells):
        if isinstance(value, str) and thai.fold(value) in wanted:
            found.setdefault(wanted[thai.fold(value)], []).append(column)
    return found


def _demand_one_place_each(
    snapshot: Snapshot, row: int, headers: Sequence[str], places: Mapping[str, list[int]]
) -> None:
    """Raise if a header is missing or occurs twice in the header row."""
    missing = [header for header in headers if header not in places]
    if missing:
        taken = {column for columns in places.values() for column in columns}
        raise _missing(snapshot, row, missing, taken)
    doubled = {header: columns for header, columns in places.items() if len(columns) > 1}
    if doubled:
        raise _doubled(snapshot, row, doubled)


def _blank(value: CellValue) -> bool:
    return value is None or value == ""


def _missing(
    snapshot: Snapshot, row: int, missing: Sequence[str], taken: Collection[int]
) -> SheetConflict:
    free = {
        value: column
        for column, value in enumerate(snapshot.rows.get(row, ()))
        if isinstance(value, str) and value.strip() and column not in taken
    }
    details = [
        T(
            "Row {row} of tab {tab} holds: {found}",
            row=row + 1,
            tab=snapshot.title,
            found=_headers(snapshot, row),
        )
    ]
    details += [_proposal(header, free) for header in missing]
    return SheetConflict(
        "header-missing",
        T("The header of the sheet lacks: {missing}", missing=missing),
        details=details,
        next_step=T(
            "Correct `header` of these columns in the configuration, or ask the sheet's owner."
        ),
    )


def _proposal(header: str, free: Mapping[str, int]) -> Text:
    """Return which of the free header texts, given with their columns, may be the missing one."""
    folded = [thai.fold(text) for text in free]
    near = difflib.get_close_matches(thai.fold(header), folded, n=1, cutoff=0.5)
    if not near:
        return T("Nothing in the sheet looks like “{header}”.", header=header)
    text = list(free)[folded.index(near[0])]
    return T(
        "Proposal: header = “{near}” (column {column}) instead of “{header}”",
        near=text.strip(),
        column=letter(free[text]),
        header=header,
    )


def _doubled(snapshot: Snapshot, row: int, doubled: dict[str, list[int]]) -> SheetConflict:
    return SheetConflict(
        "header-doubled",
        T("A header occurs twice in row {row} of tab {tab}.", row=row + 1, tab=snapshot.title),
        details=[
            T("“{header}”: columns {columns}", header=header, columns=[letter(c) for c in places])
            for header, places in doubled.items()
        ],
        next_step=T("Ask the sheet's owner to rename one of them, then run again."),
    )


def _headers(snapshot: Snapshot, row: int) -> list[str]:
    return [
        f"{letter(c)} “{str(v).strip()}”"
        for c, v in enumerate(snapshot.rows.get(row, ()))
        if v is not None and str(v).strip()
    ]

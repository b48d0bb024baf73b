"""The table inside a tab: where its header stands, which row is whose, where a new row belongs.

Rows are found by key, never by number: people sort, insert and filter. Row and column numbers are
0-based here; texts for people count from 1 and name columns by letter.
"""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from ita_sync import thai
from ita_sync.errors import SheetConflict
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.row import Cell, RowKey, SummaryRow, fold_value, same_value

# Titles and remarks above a header take a few rows; beyond this it is a row of data that looks like
# one.
HEADER_SEARCH = 30


class Headed(Protocol):
    """What the header is searched for: a configured column, or a cell that was sent."""

    @property
    def header(self) -> str:
        """Its text."""

    @property
    def key(self) -> bool:
        """Whether it tells which report a row belongs to."""


@dataclass(frozen=True)
class Table:
    """A tab read through the column mapping.

    Attributes:
        snapshot: the tab.
        header_row: 0-based row of the header.
        columns: 0-based column of each configured header.
        key_headers: the headers of the key columns.
    """

    snapshot: Snapshot
    header_row: int
    columns: dict[str, int]
    key_headers: tuple[str, ...]

    @classmethod
    def find(
        cls, snapshot: Snapshot, columns: Sequence[Headed], header_row: int | None = None
    ) -> Self:
        """Find the header row and match its texts.

        Args:
            snapshot: the tab.
            columns: the mapping.
            header_row: 1-based row, where configured; else the best of the first rows.

        Raises:
            SheetConflict: a header is missing or stands twice; what was found and a proposal are in
                the details.
        """
        wanted = {thai.fold(c.header): c.header for c in columns}
        best = header_row - 1 if header_row else _best_row(snapshot, wanted)
        found: dict[str, list[int]] = {}
        for column, value in enumerate(snapshot.rows.get(best, ())):
            if isinstance(value, str) and thai.fold(value) in wanted:
                found.setdefault(wanted[thai.fold(value)], []).append(column)
        missing = [c.header for c in columns if c.header not in found]
        doubled = {header: places for header, places in found.items() if len(places) > 1}
        if missing:
            raise _missing(
                snapshot, best, missing, [c for places in found.values() for c in places]
            )
        if doubled:
            raise _doubled(snapshot, best, doubled)
        keys = tuple(c.header for c in columns if c.key)
        return cls(snapshot, best, {header: places[0] for header, places in found.items()}, keys)

    def value(self, row: int, header: str) -> CellValue:
        """Return what stands in a row under a header."""
        return self.snapshot.cell(row, self.columns[header])

    def data_rows(self) -> Iterator[int]:
        """Yield the rows below the header that hold anything, top down."""
        return (row for row in sorted(self.snapshot.rows) if row > self.header_row)

    def rows_of(self, key: RowKey) -> list[int]:
        """Return the rows that carry a key."""
        return [row for row in self.data_rows() if self._fits(row, key)]

    def half_filled(self, key: RowKey) -> list[int]:
        """Return the rows that name our agency but leave other key columns blank: listed beforehand."""
        return [
            row
            for row in self.data_rows()
            if all(fold_value(self.value(row, h)) in ("", v) for h, v in key.parts)
            and all(
                fold_value(self.value(row, h)) == v for h, v in key.parts if h in key.agency_headers
            )
            and any(fold_value(self.value(row, h)) == "" for h, _ in key.parts)
        ]

    def differences(self, row: int, summary: SummaryRow) -> list[tuple[Cell, CellValue]]:
        """Return the cells of a row that do not hold what `summary` says, with what they hold."""
        return [
            (cell, self.value(row, cell.header))
            for cell in summary.cells
            if not same_value(cell.value, self.value(row, cell.header))
            or self._leads_elsewhere(row, cell)
        ]

    def only_key(self, row: int, summary: SummaryRow) -> bool:
        """Whether a row holds nothing but who the agency is: it was listed beforehand."""
        return all(
            self.value(row, cell.header) in (None, "")
            for cell in summary.cells
            if not cell.key and not cell.agency
        )

    def next_row(self) -> int:
        """Return where a new row belongs: below the last row of data, above notes under the table."""
        filled = [
            r
            for r in self.data_rows()
            if all(self.value(r, h) not in (None, "") for h in self.key_headers)
        ]
        return (filled[-1] if filled else self.header_row) + 1

    def traces(self, summary: SummaryRow) -> list[int]:
        """Return rows without our key that hold most of what was sent, under whatever headers, above them or below.

        One value that tells the agency must be among it: that part of the key, or the link. Rows of
        neighbours and our own of other years share much (district, level, name), but have a whole
        key of their own.
        """
        sent = {fold_value(c.value) for c in summary.cells if c.value is not None}
        ours = {
            value for header, value in summary.key.parts if header in summary.key.agency_headers
        }
        ours |= {fold_value(c.value) for c in summary.cells if c.type == "link"} - {""}
        held = {
            row: {fold_value(v) for v in cells} for row, cells in sorted(self.snapshot.rows.items())
        }
        return [
            row
            for row, values in held.items()
            if ours & values
            and 2 * len(sent & values) > len(sent)
            and not self._keyed(row, summary.key)
        ]

    def _keyed(self, row: int, key: RowKey) -> bool:
        """Whether a row of the table carries a whole key, ours or another: digits where ours has digits."""
        found = [(fold_value(self.value(row, header)), value) for header, value in key.parts]
        return row > self.header_row and all(
            has and has.isdigit() == value.isdigit() for has, value in found
        )

    def _fits(self, row: int, key: RowKey) -> bool:
        return all(fold_value(self.value(row, header)) == value for header, value in key.parts)

    def _leads_elsewhere(self, row: int, cell: Cell) -> bool:
        link = self.snapshot.links.get((row, self.columns[cell.header]))
        return (
            cell.type == "link"
            and link is not None
            and link.rstrip("/") != str(cell.value).rstrip("/")
        )


def letter(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _best_row(snapshot: Snapshot, wanted: dict[str, str]) -> int:
    def matches(row: int) -> int:
        return len({thai.fold(v) for v in snapshot.rows[row] if isinstance(v, str)} & wanted.keys())

    rows = [row for row in sorted(snapshot.rows) if row < HEADER_SEARCH]
    return max(rows, key=lambda row: (matches(row), -row), default=0)


def _missing(snapshot: Snapshot, row: int, missing: list[str], taken: list[int]) -> SheetConflict:
    free = {
        v: c
        for c, v in enumerate(snapshot.rows.get(row, ()))
        if isinstance(v, str) and v.strip() and c not in taken
    }
    details = [
        T(
            "Row {row} of tab {tab} holds: {found}",
            row=row + 1,
            tab=snapshot.title,
            found=_headers(snapshot, row),
        )
    ]
    for header in missing:
        near = difflib.get_close_matches(
            thai.fold(header), [thai.fold(v) for v in free], n=1, cutoff=0.5
        )
        proposal = next((v for v in free if near and thai.fold(v) == near[0]), None)
        details.append(_proposal(header, proposal, free))
    return SheetConflict(
        "header-missing",
        T("The header of the sheet lacks: {missing}", missing=missing),
        details=details,
        next_step=T(
            "Correct `header` of these columns in the configuration, or ask the sheet's owner."
        ),
    )


def _proposal(header: str, near: str | None, free: dict[str, int]) -> Text:
    if near is None:
        return T("Nothing in the sheet looks like “{header}”.", header=header)
    return T(
        "Proposal: header = “{near}” (column {column}) instead of “{header}”",
        near=near.strip(),
        column=letter(free[near]),
        header=header,
    )


def _doubled(snapshot: Snapshot, row: int, doubled: dict[str, list[int]]) -> SheetConflict:
    return SheetConflict(
        "header-doubled",
        T("A header stands twice in row {row} of tab {tab}.", row=row + 1, tab=snapshot.title),
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

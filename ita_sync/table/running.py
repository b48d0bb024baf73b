"""The running number of a row (ลำดับ), which the sheet's owner keeps: continued as he does."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ita_sync import thai
from ita_sync.google import CellValue, Snapshot
from ita_sync.row import Cell
from ita_sync.table.header import Header

_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Running:
    """The column of running numbers, and how the number above a row is written.

    Attributes:
        header: of the column.
        column: 0-based.
        above: the number above; 0 where there is none.
        typed: that number as it stands, if it is a text.
    """

    header: str
    column: int
    above: int
    typed: str = ""

    def cell(self, steps: int) -> Cell:
        """Return the number so many rows below."""
        number = self.above + steps
        if not self.typed:
            return Cell(self.header, "number", Decimal(number))
        plain = thai.digits(self.typed)
        text = plain.replace(str(self.above), str(number), 1)
        return Cell(self.header, "text", text if plain == self.typed else text.translate(_THAI))


def running(
    snapshot: Snapshot, header: Header, name: str, rows: Sequence[int], at: int
) -> Running | None:
    """Return how running numbers go on at a row; None where that cannot be told.

    Args:
        snapshot: the tab.
        header: its header.
        name: what the column is called.
        rows: of data, of the block.
        at: 0-based row.
    """
    column = column_of(snapshot, header, name)
    if column is None:
        return None
    above = max((row for row in rows if row < at), default=None)
    if above is None:
        return Running(name, column, 0)
    if (above, column) in snapshot.formulas:
        return None
    found = _after(name, column, snapshot.cell(above, column))
    below = (row for row in snapshot.rows if row >= at)
    spare = (_after(name, column, snapshot.cell(row, column)) for row in below)
    if found and any(each and each.above == found.above + 1 for each in spare):
        return None  # numbered rows are kept free below: two would have one number
    return found


def _after(name: str, column: int, value: CellValue) -> Running | None:
    if isinstance(value, float | int) and not isinstance(value, bool) and value == int(value):
        return Running(name, column, int(value))
    if isinstance(value, str):
        plain = thai.digits(value).strip().rstrip(".")
        if plain.isascii() and plain.isdecimal():
            return Running(name, column, int(plain), value)
    return None


def column_of(snapshot: Snapshot, header: Header, name: str) -> int | None:
    """Return the 0-based column whose header has this text, None if there is none."""
    wanted = thai.fold(name)
    for row in header.rows:
        for column, value in enumerate(snapshot.rows.get(row, ())):
            if isinstance(value, str) and thai.fold(value) == wanted:
                return column
    return None

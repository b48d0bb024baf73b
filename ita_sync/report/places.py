"""Where in a report file something stands: a line of a text, or a cell of a workbook."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Position:
    """A place in a report file; line and column count from 1.

    Attributes:
        line: of a text; of a workbook the row.
        column: of either.
        sheet: of a workbook; empty in a text.
        tab: the number of that sheet, for the order.
    """

    line: int
    column: int
    sheet: str = ""
    tab: int = 0

    def __str__(self) -> str:
        """Return the place as people say it: `29:8`, or `ตัวชี้วัด D5`."""
        return f"{self.sheet} {self.cell}" if self.sheet else f"{self.line}:{self.column}"

    @property
    def cell(self) -> str:
        """The name of the cell: `D5`; empty in a text."""
        return f"{column_name(self.column)}{self.line}" if self.sheet else ""

    @property
    def rank(self) -> tuple[int, int, int]:
        """The key that sorts places as the file has them."""
        return self.tab, self.line, self.column

    def within(self, path: Path) -> str:
        """Return the place with its file, as editors take it: `report.yaml:29:8`."""
        return f"{path}: {self}" if self.sheet else f"{path}:{self}"


def column_name(number: int) -> str:
    """Return the letters of a column: `A` for 1, `AB` for 28."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters

"""A spreadsheet that was saved as text (CSV) -> its cells, as those of a workbook.

Such a program writes as many commas or semicolons into every row as the sheet has columns, and
puts cells in quotes that hold one themselves, or line breaks. No running text does.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO

from ita_sync.document.form.cells import MAX_COLUMNS, MAX_ROWS, FormCell, Grid
from ita_sync.document.parts import Spot
from ita_sync.report import column_name

_MARKS = ",;"
"""What programs put between cells; tabs are known wherever they stand."""
_COLUMNS, _ROWS = 3, 5
"""What a table has at least, to be told from text that has commas."""
_NEARLY = 0.9
"""Share of rows that are equally wide; some programs leave out the empty cells at the end."""


def grid(text: str) -> Grid | None:
    """Return the sheet that was saved as a text; None for any other text."""
    text = re.sub(r"\r\n?", "\n", text)
    for mark in _MARKS:
        if text.count(mark) < (_COLUMNS - 1) * _ROWS:
            continue
        try:
            rows = list(csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True))
        except csv.Error:
            continue
        if _is_sheet(rows):
            return _grid(rows)
    return None


def _is_sheet(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether rows are equally wide, and some filled: all but a few that end before the others.

    An empty line is a row of which nothing was written.
    """
    widths = Counter(len(row) for row in rows if row)
    if not widths or max(widths) < _COLUMNS or widths.total() < _ROWS:
        return False
    full = sum(sum(map(bool, row)) >= _COLUMNS for row in rows)
    return widths[max(widths)] >= _NEARLY * widths.total() and full >= _ROWS


def _grid(rows: Iterable[Sequence[str]]) -> Grid:
    """Return the cells that hold something, of as much as is looked at of a workbook."""
    sheet = Grid("")
    for number, row in enumerate(rows, 1):
        cells = {
            column: FormCell(Spot(cell=f"{column_name(column)}{number}"), cell.strip())
            for column, cell in enumerate(row, 1)
            if cell.strip()
        }
        sheet.cut |= bool(cells) and (number > MAX_ROWS or max(cells) > MAX_COLUMNS)
        if cells and number <= MAX_ROWS:
            sheet.rows[number] = {n: cell for n, cell in cells.items() if n <= MAX_COLUMNS}
    return sheet

"""What is written into a tab: a blank row, and typed cells under their headers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ita_sync.row import Cell


def insert_row(sheet_id: int, row: int, *, inherit: bool) -> dict[str, Any]:
    """Return the request that inserts a blank row at 0-based `row`, so nothing is overwritten."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    return {"insertDimension": {"range": span, "inheritFromBefore": inherit}}


def fill_row(sheet_id: int, row: int, cells: Mapping[int, Cell]) -> list[dict[str, Any]]:
    """Return the requests that fill a row, one for each run of neighbouring columns.

    `cells` are keyed by 0-based column; the columns in between stay as they are.
    """
    runs: list[list[int]] = []
    for column in sorted(cells):
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return [
        {
            "updateCells": {
                "start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": run[0]},
                "rows": [{"values": [_cell(cells[column]) for column in run]}],
                "fields": "userEnteredValue,userEnteredFormat.textFormat.link",
            }
        }
        for run in runs
    ]


def _cell(cell: Cell) -> dict[str, Any]:
    """Return a typed cell: text stays text whatever it looks like, nothing becomes a formula."""
    if cell.value is None:
        return {}
    if isinstance(cell.value, Decimal):
        return {"userEnteredValue": {"numberValue": float(cell.value)}}
    data: dict[str, Any] = {"userEnteredValue": {"stringValue": cell.value}}
    if cell.type == "link":
        data["userEnteredFormat"] = {"textFormat": {"link": {"uri": cell.value}}}
    return data

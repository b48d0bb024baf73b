"""What people and other programs do to a sheet, as requests of a batchUpdate."""

from typing import Any


def mark(number: int, value: str = "x", key: str = "other-app", visibility: str = "DOCUMENT") -> dict[str, Any]:
    """Return the request by which another program takes a number."""
    metadata = {"metadataId": number, "metadataKey": key, "metadataValue": value, "visibility": visibility}
    return {"createDeveloperMetadata": {"developerMetadata": {**metadata, "location": {"spreadsheet": True}}}}


def delete_row(index: int) -> dict[str, Any]:
    """Return the request by which a person deletes a row."""
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": index, "endIndex": index + 1}
    return {"deleteDimension": {"range": span}}


def insert(dimension: str, index: int, count: int = 1) -> dict[str, Any]:
    """Return the request by which a person inserts rows or columns."""
    span = {"sheetId": 0, "dimension": dimension, "startIndex": index, "endIndex": index + count}
    return {"insertDimension": {"range": span}}


def put(row: int, column: int, value: str | float) -> dict[str, Any]:
    """Return the request by which a person types into a cell."""
    kind = "stringValue" if isinstance(value, str) else "numberValue"
    rows = [{"values": [{"userEnteredValue": {kind: value}}]}]
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"rows": rows, "start": start, "fields": "userEnteredValue"}}


def delete_cells(row: int, column: int) -> dict[str, Any]:
    """Return the request by which a person empties a cell."""
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"rows": [{"values": [{}]}], "start": start, "fields": "userEnteredValue"}}

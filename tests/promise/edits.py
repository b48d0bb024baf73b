"""What people and other programs do to a sheet, as requests of a batchUpdate."""

from collections.abc import Sequence
from typing import Any


def mark(
    number: int, value: str = "x", key: str = "other-app", visibility: str = "DOCUMENT"
) -> dict[str, Any]:
    """Return the request by which another program takes a number."""
    metadata = {
        "metadataId": number,
        "metadataKey": key,
        "metadataValue": value,
        "visibility": visibility,
    }
    return {
        "createDeveloperMetadata": {
            "developerMetadata": {**metadata, "location": {"spreadsheet": True}}
        }
    }


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


def lay(top: int, *rows: Sequence[str | float | None]) -> list[dict[str, Any]]:
    """Return the requests by which a person types whole rows, from column A; None is left blank."""
    return [
        put(row, column, value)
        for row, values in enumerate(rows, top)
        for column, value in enumerate(values)
        if value is not None
    ]


def dress(top: int, bottom: int, left: int, right: int, **form: Any) -> dict[str, Any]:
    """Return the request by which a person gives cells a look, as parts of a CellFormat."""
    fields = ",".join(f"userEnteredFormat.{part}" for part in form)
    area = grid(top, bottom, left, right)
    return {"repeatCell": {"range": area, "cell": {"userEnteredFormat": form}, "fields": fields}}


def merge(top: int, bottom: int, left: int, right: int) -> dict[str, Any]:
    """Return the request by which a person merges cells."""
    return {"mergeCells": {"range": grid(top, bottom, left, right), "mergeType": "MERGE_ALL"}}


def delete_cells(row: int, column: int) -> dict[str, Any]:
    """Return the request by which a person empties a cell."""
    start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
    return {
        "updateCells": {"rows": [{"values": [{}]}], "start": start, "fields": "userEnteredValue"}
    }


def span(dimension: str, start: int, end: int) -> dict[str, Any]:
    """Return a DimensionRange of the first tab."""
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def grid(
    top: int, bottom: int, left: int | None = None, right: int | None = None
) -> dict[str, Any]:
    """Return a GridRange of the first tab; whole rows unless columns are given."""
    columns = (
        {} if left is None or right is None else {"startColumnIndex": left, "endColumnIndex": right}
    )
    return {"sheetId": 0, "startRowIndex": top, "endRowIndex": bottom} | columns


def move(dimension: str, start: int, to: int) -> dict[str, Any]:
    """Return the request by which a person drags one row or column before another."""
    return {"moveDimension": {"source": span(dimension, start, start + 1), "destinationIndex": to}}


def sort(top: int, bottom: int, column: int, *, falling: bool = False) -> dict[str, Any]:
    """Return the request by which a person sorts rows by a column."""
    specs = [{"dimensionIndex": column, "sortOrder": "DESCENDING" if falling else "ASCENDING"}]
    return {"sortRange": {"range": grid(top, bottom), "sortSpecs": specs}}


def filter_out(top: int, bottom: int, column: int, value: str) -> dict[str, Any]:
    """Return the request by which a person sets a filter that hides a value."""
    criteria = {str(column): {"hiddenValues": [value]}}
    return {"setBasicFilter": {"filter": {"range": grid(top, bottom, 0, 40), "criteria": criteria}}}


def hide(dimension: str, start: int, end: int, *, hidden: bool = True) -> dict[str, Any]:
    """Return the request by which a person hides rows or columns, or shows them again."""
    properties = {"properties": {"hiddenByUser": hidden}, "fields": "hiddenByUser"}
    return {"updateDimensionProperties": {"range": span(dimension, start, end)} | properties}


def protect(number: int, top: int, bottom: int) -> dict[str, Any]:
    """Return the request by which the owner locks rows for everybody else."""
    given = {"protectedRangeId": number, "range": grid(top, bottom)}
    editors = {"editors": {"users": ["owner@example.org"]}}
    return {"addProtectedRange": {"protectedRange": given | editors}}


def unprotect(number: int) -> dict[str, Any]:
    """Return the request by which the owner takes the lock away."""
    return {"deleteProtectedRange": {"protectedRangeId": number}}


def rename(title: str, sheet_id: int = 0) -> dict[str, Any]:
    """Return the request by which a person renames a tab."""
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": sheet_id, "title": title},
            "fields": "title",
        }
    }


def copy_tab(number: int, title: str) -> dict[str, Any]:
    """Return the request by which a person copies the first tab, marks and all."""
    return {"duplicateSheet": {"sourceSheetId": 0, "newSheetId": number, "newSheetName": title}}

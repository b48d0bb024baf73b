"""The values of a request: rows of scalars, whatever their major dimension."""

import json
from typing import Any

from ita_sync.sandbox.model import Json
from ita_sync.sandbox.problems import ApiError, bad_enum


def _fields(name: str, inner: list[str]) -> list[str]:
    return [f"{name} {{", *(f"  {line}" for line in inner), "}"]


def _text_format(value: Any) -> list[str]:  # noqa: ANN401 - JSON of any shape
    """A JSON value as lines of a google.protobuf.Value in text format."""
    if isinstance(value, list):
        return _fields(
            "list_value", [line for each in value for line in _fields("values", _text_format(each))]
        )
    if isinstance(value, dict):
        pairs = [
            [f"key: {json.dumps(name)}", *_fields("value", _text_format(each))]
            for name, each in value.items()
        ]
        return _fields("struct_value", [line for pair in pairs for line in _fields("fields", pair)])
    if value is None:
        return ["null_value: NULL_VALUE"]
    if isinstance(value, bool):
        return [f"bool_value: {json.dumps(value)}"]
    kind = "string" if isinstance(value, str) else "number"
    return [f"{kind}_value: {json.dumps(value, ensure_ascii=False)}"]


def as_rows(given: Json) -> list[list[Any]]:
    """The rows of a ValueRange, null where nothing is given.

    Raises ApiError 400 for anything but a scalar.

    Source: "Invalid values[0][1]: struct_value {…", quoted in gspread issue 668 and texera issue
    1063.
    """
    major = given.get("majorDimension") or "ROWS"
    if major not in {"ROWS", "COLUMNS"}:
        raise bad_enum("data.major_dimension", "Dimension", major)
    rows: list[list[Any]] = [row or [] for row in given.get("values") or []]
    for at, row in enumerate(rows):
        for over, each in enumerate(row):
            if isinstance(each, list | dict):
                lines = "\n".join(_text_format(each))
                raise ApiError(f"Invalid values[{at}][{over}]: {lines}\n")
    if major == "COLUMNS":
        width = max(map(len, rows), default=0)
        return [
            [column[at] if at < len(column) else None for column in rows] for at in range(width)
        ]
    return rows

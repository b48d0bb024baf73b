"""The values of a request: rows of scalars, whatever their major dimension."""

import json
from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import Any

from ita_sync.sandbox.model import COLUMNS, Json
from ita_sync.sandbox.problems import ApiError


def _fields(name: str, lines: Iterable[str]) -> list[str]:
    return [f"{name} {{", *(f"  {line}" for line in lines), "}"]


def _text_format(value: Any) -> list[str]:  # noqa: ANN401 - JSON of any shape
    """A JSON value as lines of a google.protobuf.Value in text format."""
    if isinstance(value, list):
        members = [_fields("values", _text_format(each)) for each in value]
        return _fields("list_value", chain(*members))
    if isinstance(value, dict):
        members = [
            _fields("fields", [f"key: {json.dumps(name)}", *_fields("value", _text_format(each))])
            for name, each in value.items()
        ]
        return _fields("struct_value", chain(*members))
    if value is None:
        return ["null_value: NULL_VALUE"]
    kind = {bool: "bool", str: "string"}.get(type(value), "number")
    return [f"{kind}_value: {json.dumps(value, ensure_ascii=False)}"]


def _refuse_nested(rows: list[list[Any]]) -> None:
    """Raise ApiError 400 for anything but a scalar.

    Source: "Invalid values[0][1]: struct_value {…", quoted in gspread issue 668 and texera issue
    1063.
    """
    for at, row in enumerate(rows):
        for over, each in enumerate(row):
            if isinstance(each, list | dict):
                lines = "\n".join(_text_format(each))
                raise ApiError(f"Invalid values[{at}][{over}]: {lines}\n")


def as_rows(given: Json) -> list[list[Any]]:
    """The rows of a ValueRange, null where nothing is given. Raises ApiError 400."""
    rows: list[list[Any]] = [row or [] for row in given.get("values") or []]
    _refuse_nested(rows)
    across = given.get("majorDimension") == COLUMNS
    return [list(row) for row in zip_longest(*rows)] if across else rows

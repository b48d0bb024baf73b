"""The summary row: how a report fills the sheet's columns, its key and its digest."""

from ita_sync.row.build import as_printed, build_row, by_whom, field_values
from ita_sync.row.meanings import meaning_of
from ita_sync.row.values import (
    Cell,
    RowKey,
    SummaryRow,
    Value,
    digest_of,
    fold_value,
    for_pasting,
    same_value,
)

__all__ = [
    "Cell",
    "RowKey",
    "SummaryRow",
    "Value",
    "as_printed",
    "build_row",
    "by_whom",
    "digest_of",
    "field_values",
    "fold_value",
    "for_pasting",
    "meaning_of",
    "same_value",
]

"""The summary row as a value: typed cells, the key that finds it, the digest of what it holds."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

CellType = Literal["text", "number", "link"]


@dataclass(frozen=True)
class Cell:
    """One cell of the summary row: `header` as configured, `value` typed (number: Decimal), None is blank.

    `agency` tells that the cell only says who the agency is: a list made beforehand may hold as much.
    """

    header: str
    type: CellType
    value: str | Decimal | None
    key: bool = False
    agency: bool = False


@dataclass(frozen=True)
class RowKey:
    """Which report a row belongs to.

    Attributes:
        parts: header and folded value of each key column, in mapping order: how a row is found.
        identity: the same by report field, canonical JSON: who it is, whatever the sheet calls its columns.
        agency_headers: those of the headers that tell the agency (not the year); all of them where none does.
    """

    parts: tuple[tuple[str, str], ...] = field(compare=False)
    identity: str
    agency_headers: frozenset[str] = field(compare=False)

    def __str__(self) -> str:
        return " / ".join(value for _, value in self.parts)


@dataclass(frozen=True)
class SummaryRow:
    """The row to write, its key, and the digest of its content (RFC 8785, SHA-256, hex)."""

    cells: tuple[Cell, ...]
    key: RowKey
    digest: str

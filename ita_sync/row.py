"""The summary row as a value: typed cells, the key that finds it, the digest of what it holds."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Self

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

    def dump(self) -> list[list[object]]:
        """Return header, value and whether it tells the agency, for each part: for the journal."""
        return [[header, value, header in self.agency_headers] for header, value in self.parts]

    @classmethod
    def load(cls, parts: list[Any], identity: str) -> Self:
        """Return a key out of the journal."""
        agency = frozenset(header for header, _, of_agency in parts if of_agency)
        return cls(tuple((header, value) for header, value, _ in parts), identity, agency)

    def __str__(self) -> str:
        return " / ".join(value for _, value in self.parts)


@dataclass(frozen=True)
class SummaryRow:
    """The row to write, its key, and the digest of its content (RFC 8785, SHA-256, hex)."""

    cells: tuple[Cell, ...]
    key: RowKey
    digest: str

    def dump(self) -> list[list[object]]:
        """Return header, type, value as text and whether it is a key, for each cell: for the journal."""
        return [[c.header, c.type, None if c.value is None else str(c.value), c.key] for c in self.cells]

    @classmethod
    def load(cls, cells: list[Any], parts: list[Any], identity: str, digest: str) -> Self:
        """Return a row out of the journal."""
        typed = tuple(
            Cell(header, kind, Decimal(value) if kind == "number" and value is not None else value, key)
            for header, kind, value, key in cells
        )
        return cls(typed, RowKey.load(parts, identity), digest)

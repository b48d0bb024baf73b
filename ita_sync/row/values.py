"""The summary row as a value: typed cells, the key that finds it, the digest of what it holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

import rfc8785

from ita_sync import characters, thai
from ita_sync.config_file import CellType

Value = str | Decimal | None
"""What a cell of the row holds; None is blank."""


@dataclass(frozen=True)
class Cell:
    """One cell of the summary row.

    Attributes:
        header: the column's, as configured.
        type: how the value is sent.
        value: a Decimal where the type is number, else a text; None is blank.
        key: whether the cell is a part of the row's key.
        field: the field of the report that it shows; None for a constant, and in journals of 0.1.0.
    """

    header: str
    type: CellType
    value: str | Decimal | None
    key: bool = False
    field: str | None = None

    @property
    def agency(self) -> bool:
        """Whether it only says who the agency is; a row prepared beforehand may hold as much."""
        return (self.field or "").startswith("agency.")


@dataclass(frozen=True)
class RowKey:
    """Which report a row belongs to.

    Attributes:
        parts: header and folded value of each key column, in mapping order; a row is found by them.
        identity: the same by report field, as canonical JSON; it stays the same whatever the sheet
            calls its columns.
        agency_headers: the headers that name the agency (not the year); all headers where none
            does.
    """

    parts: tuple[tuple[str, str], ...] = field(compare=False)
    identity: str
    agency_headers: frozenset[str] = field(compare=False)

    def dump(self) -> list[list[object]]:
        """Return, for the journal, each part: header, value, whether it names the agency."""
        return [[header, value, header in self.agency_headers] for header, value in self.parts]

    @classmethod
    def load(cls, parts: list[Any], identity: str) -> Self:
        """Return the key that the journal holds."""
        agency = frozenset(header for header, _, of_agency in parts if of_agency)
        return cls(tuple((header, value) for header, value, _ in parts), identity, agency)

    def __str__(self) -> str:
        return " / ".join(value for _, value in self.parts)


@dataclass(frozen=True)
class SummaryRow:
    """The row to write, its key, and the digest of its content (RFC 8785, SHA-256, hex).

    `place` is the district and the province of the report's agency, likewise.
    `stated_year` is the report's fiscal year, for rows that have no column for it; the journal
    does not keep it.
    """

    cells: tuple[Cell, ...]
    key: RowKey
    digest: str
    stated_year: int | None = field(default=None, compare=False)
    place: tuple[str, str] = field(default=("", ""), compare=False)

    @property
    def year(self) -> int | None:
        """The report's fiscal year, None where it is not known."""
        shown = (int(cell.value or 0) for cell in self.cells if cell.field == "fiscal_year")
        return self.stated_year or next(shown, None)

    def dump(self) -> list[list[object]]:
        """Return, for the journal, each cell: header, type, value as text, whether a key, field."""
        return [
            [c.header, c.type, None if c.value is None else str(c.value), c.key, c.field]
            for c in self.cells
        ]

    @classmethod
    def of(
        cls,
        cells: tuple[Cell, ...],
        key: RowKey,
        year: int | None = None,
        place: tuple[str, str] = ("", ""),
    ) -> Self:
        """Return the row of these cells, with its digest."""
        row = cls(cells, key, "", year, place)
        return replace(row, digest=row.content_digest())

    def content_digest(self) -> str:
        """Return the digest that the cells make: that of the row, unless they were damaged."""
        return digest_of({thai.fold(c.header): _plain(c.value) for c in self.cells})

    @classmethod
    def load(cls, cells: list[Any], parts: list[Any], identity: str, digest: str) -> Self:
        """Return the row that the journal holds; cells of 0.1.0 name no field."""
        typed = [
            Cell(
                header,
                kind,
                Decimal(value) if kind == "number" and value is not None else value,
                key,
                *field,
            )
            for header, kind, value, key, *field in cells
        ]
        return cls(tuple(typed), RowKey.load(parts, identity), digest)


def fold_value(value: object) -> str:
    """Return the form in which keys are compared: numbers without trailing zeros, text folded.

    Codes lose leading zeros: a sheet that took a pasted code for a number has dropped them.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return format(Decimal(str(value)).normalize(), "f")
    folded = thai.fold(str(value)) if value is not None else ""
    return (folded.lstrip("0") or "0") if folded.isdecimal() else folded


def same_value(sent: Value, found: object) -> bool:
    """Return whether a cell of the sheet holds what was sent, in type and value.

    Texts may differ in Unicode form and outer spaces. A code that became a number when somebody
    pasted it is the same code; a number that became text is not the same number, since the sheet
    cannot calculate with it.
    """
    if sent is None:
        return found in (None, "")
    number = found if isinstance(found, int | float) and not isinstance(found, bool) else None
    if isinstance(sent, Decimal):
        # Sheets keeps doubles: what was sent is the nearest one.
        return number is not None and float(number) == float(sent)
    if number is not None:
        return fold_value(number) == sent
    return isinstance(found, str) and thai.clean(found) == thai.clean(sent)


def _plain(value: Value) -> str | None:
    """Return a value for the digest: one number once (78.40 is 78.4), text in NFC."""
    if isinstance(value, Decimal):
        return fold_value(value)
    return None if value is None else thai.clean(value)


def for_pasting(cell: Cell | None) -> str:
    """Return a cell as it is pasted: an apostrophe keeps as text what the sheet would parse."""
    if cell is None or cell.value is None:
        return ""
    text = " ".join(characters.visible(str(cell.value)).split())
    if cell.type == "number":
        return text
    parsed = cell.type == "text" and (text[:1] in {"+", "-", "'"} or text[:1].isdigit())
    return "'" + text if parsed or characters.runs(text) else text


def digest_of(content: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON (RFC 8785) of `content`."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()  # type: ignore[arg-type] # dict of str is JSON

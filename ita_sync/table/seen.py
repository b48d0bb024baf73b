"""What a person sees in a cell, and whether that is what the row should say there.

A cell can hold the right value and still show something else: as a percentage, as a date, rounded;
behind its address a link to somewhere else; a formula that gives something else tomorrow.
Colours, lines through the text, notes, hidden rows and columns are people's own, and not judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from ita_sync import thai
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.row import Cell, SummaryRow, same_value
from ita_sync.table.shown import reads_as, rounded_percentage


class Fault(StrEnum):
    """In what way a cell is not what it should be."""

    VALUE = "value"
    """It holds something else."""
    AS_TEXT = "number-as-text"
    """It holds our number as a text, which nothing can be calculated with."""
    HIDDEN = "hidden"
    """Merged cells hide it, and show something else."""
    LINK = "link"
    """It shows the address, and leads elsewhere."""
    FORMULA = "formula"
    """It calculates what it shows, be it the right value today."""
    SHOWN = "shown"
    """It holds the value, and its number format shows something else."""


@dataclass(frozen=True)
class Difference:
    """A cell of ours that is not what it should be.

    Attributes:
        cell: what it should be.
        fault: in what way it is not.
        value: what it holds; of merged cells, what they show.
        shown: what a person sees of that: the text, the formula, or where the link leads.
    """

    cell: Cell
    fault: Fault
    value: CellValue
    shown: str

    @property
    def of_looks(self) -> bool:
        """Whether the value is right, and only looks wrong."""
        return self.fault is Fault.SHOWN

    def told(self, row: int) -> Text:
        """Return what a person sees, in a 0-based row, and how it is put right where that is one.

        An other value has two ways out: see what the error says.
        """
        nothing = T("nothing")
        found = nothing if self.value in (None, "") or not self.shown else self.shown
        wanted = nothing if self.cell.value is None else str(self.cell.value)
        words = _WORDS[self.fault]
        if self.fault is Fault.SHOWN and not isinstance(self.cell.value, Decimal):
            words = _TEXT_SHOWN
        elif self.fault is Fault.SHOWN and rounded_percentage(self.shown.strip("'"), self.value):
            words = _ROUNDED_SHARE
        return T(words.msgid, row=row + 1, header=self.cell.header, found=found, wanted=wanted)


def differences(
    snapshot: Snapshot, columns: Mapping[str, int], row: int, summary: SummaryRow
) -> Iterator[Difference]:
    """Yield the cells of a row of the sheet that are not as they should be, each once.

    Args:
        snapshot: the tab.
        columns: the 0-based column of each header.
        row: 0-based.
        summary: as the row should be.
    """
    for cell in summary.cells:
        if found := _difference(snapshot, (row, columns[cell.header]), cell):
            yield found


def _difference(snapshot: Snapshot, place: tuple[int, int], cell: Cell) -> Difference | None:
    value, formula = snapshot.covering(*place), snapshot.formulas.get(place)
    shown = snapshot.shown.get(snapshot.covered.get(place, place))
    text = repr(value if shown is None else shown) if shown != "" else ""
    link = snapshot.links.get(place) if cell.type == "link" else None
    same = same_value(cell.value, value) or _reads_alike(cell, value)
    if formula is not None and not (link and same and not _same_address(link, cell)):
        return Difference(cell, Fault.FORMULA, value, f"{text} ({formula})")
    if not same:
        return Difference(cell, _unlike(snapshot, place, cell, value), value, text)
    if link and not _same_address(link, cell):
        return Difference(cell, Fault.LINK, value, link)
    if shown is not None and not reads_as(shown, value):
        return Difference(cell, Fault.SHOWN, value, text)
    return None


def _reads_alike(cell: Cell, value: CellValue) -> bool:
    """Return whether a text reads as what was sent: with line breaks, more spaces, Thai digits."""
    if cell.type != "text" or cell.value is None or not isinstance(value, str):
        return False
    sent = _plain(str(cell.value))
    return sent in {_plain(value), _plain(value.replace("\n", ""))}


def _plain(text: str) -> str:
    return thai.digits(thai.clean(" ".join(text.split())))


def _unlike(snapshot: Snapshot, place: tuple[int, int], cell: Cell, value: CellValue) -> Fault:
    if place in snapshot.covered:
        return Fault.HIDDEN
    number = isinstance(cell.value, Decimal) and isinstance(value, str)
    return Fault.AS_TEXT if number and reads_as(str(value), float(cell.value or 0)) else Fault.VALUE


def _same_address(link: str, cell: Cell) -> bool:
    """Return whether a link leads where it should; Google may write an address another way."""
    return _address(link) == _address(str(cell.value))


def _address(text: str) -> tuple[str, ...]:
    try:
        parts = urlsplit(text)
        host = parts.netloc.lower()
    except ValueError:  # brackets that hold no address
        return (text,)
    return parts.scheme, host, unquote(parts.path).rstrip("/"), unquote(parts.query), parts.fragment


_WORDS: dict[Fault, Text] = {
    Fault.VALUE: T("Row {row}, {header}: the sheet has {found}, the report says {wanted}"),
    Fault.AS_TEXT: T(
        "Row {row}, {header}: {wanted} stands there as text ({found}), with which nothing can be "
        "calculated. Choose Format > Number > Number for the cell, then type {wanted} again."
    ),
    Fault.HIDDEN: T(
        "Row {row}, {header}: merged cells hide it and show {found}, the report says {wanted}. "
        "Unmerge them, then type what the report says."
    ),
    Fault.LINK: T(
        "Row {row}, {header}: the link leads to {found}, the report says {wanted}. "
        "Remove the link, then type the address again."
    ),
    Fault.FORMULA: T(
        "Row {row}, {header}: a formula gives {found}, the report says {wanted}. "
        "Type {wanted} over it: tomorrow it may give something else."
    ),
    Fault.SHOWN: T(
        "Row {row}, {header}: the sheet shows {found} for {wanted}. "
        "Choose Format > Number > Number for the cell."
    ),
}
_TEXT_SHOWN = T(
    "Row {row}, {header}: the sheet shows {found} for {wanted}. "
    "Choose Format > Number > Plain text for the cell."
)
_ROUNDED_SHARE = T(
    "Row {row}, {header}: the sheet shows {found} for {wanted}. "
    "Choose Format > Number > Percent for the cell."
)

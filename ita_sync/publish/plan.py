"""What is to be done for one report, as a value; planning.py makes it, bodies.py sends it."""

from dataclasses import dataclass
from typing import Literal

from ita_sync.google import CellValue, Json, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.journal import Draft
from ita_sync.row import Cell, SummaryRow, digest_of
from ita_sync.table import Running, Table

Action = Literal["add", "fill", "amend", "undo", "take", "nothing"]


@dataclass(frozen=True)
class Plan:
    """What is to be done for one report.

    Attributes:
        action: `nothing` where the row stands already.
        draft: what the report wants.
        table: the tab.
        row: the 0-based row of the sheet that is written, or below which a new one goes in.
        warnings: what a person should know before.
        cells: what is written into a row that exists.
        whole_row: the row itself is taken away.
        running: the running number of the row, where it has a column.
    """

    action: Action
    draft: Draft
    table: Table
    row: int
    warnings: tuple[Text, ...] = ()
    cells: tuple[Cell, ...] = ()
    whole_row: bool = False
    running: Running | None = None

    @property
    def summary(self) -> SummaryRow:
        """The row."""
        return self.draft.row

    @property
    def identity(self) -> str:
        """What the row is found by, whatever the sheet calls its columns."""
        return self.draft.row.key.identity

    @property
    def held(self) -> list[tuple[Cell, CellValue]]:
        """What stands where something is written: new cell and old value."""
        return [(cell, self.table.value(self.row, cell.header)) for cell in self.cells]

    @property
    def stands(self) -> str:
        """The digest of what stands where it writes; nothing stands in a new row."""
        held = {cell.header: str(value or "") for cell, value in self.held}
        return digest_of(held) if held else ""

    def number_formats(self) -> dict[int, Json]:
        """Return the number format of each cell that is written, by column."""
        return self.table.number_formats(self.row, self.summary, self.cells)


def warnings_of(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return what a person should know of a tab before a row goes in."""
    found = []
    if snapshot.filtered:
        found.append(
            T("The tab has a filter: the new row may be hidden until the filter is refreshed.")
        )
    if snapshot.locked:
        found.append(T("The tab has protected ranges: the sheet may refuse the row."))
    return tuple(found)

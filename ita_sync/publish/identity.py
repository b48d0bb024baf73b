"""Which rows of a tab are an agency's, whatever their key says (to be replaced)."""

from collections.abc import Collection
from dataclasses import dataclass

from ita_sync.errors import SheetConflict
from ita_sync.i18n import T, Text
from ita_sync.publish.table import Table
from ita_sync.row import SummaryRow


@dataclass(frozen=True)
class Likeness:
    row: int
    kind: str
    moved: bool = False

    def told(self, table: Table) -> list[Text]:
        return [T("Rows: {rows}", rows=[self.row + 1])]


def likenesses(
    table: Table, summary: SummaryRow, written: Collection[SummaryRow] = ()
) -> list[Likeness]:
    found = [Likeness(row, "same-key-incomplete") for row in table.half_filled(summary.key)]
    return found + [Likeness(row, "moved", moved=True) for row in table.traces(summary)]


def conflict(table: Table, summary: SummaryRow, found: Collection[Likeness]) -> SheetConflict:
    codes = {"same-key-incomplete": "key-incomplete", "moved": "row-elsewhere"}
    return SheetConflict(codes[next(iter(found)).kind], T("x"), details=[], next_step=T("x"))

"""What a new row looks like: as the rows of its table do, and never like the one row above it.

A row that is inserted takes over the look of the row above: its percent format turns 78.41 into
7841%, its alarm colours say of our agency what was said of another. Where the numbers of a column
do stand as percentages, ours stands there as 78.41%.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ita_sync.google import Json, Snapshot
from ita_sync.row import Cell
from ita_sync.table import percentages
from ita_sync.table.percentages import places
from ita_sync.table.shown import is_number

_SAMPLE = 100
"""So many rows above the new one tell what the rows of its table share."""
_PLAIN = re.compile(r"[#,0?]*(?:\.([0#?]*))?")
_BY_DEFAULT = "#,##0.00"
_SECTIONS = 3  # after so many semicolons a pattern says how texts are shown
_COLOURS = ("backgroundColor", "backgroundColorStyle", "foregroundColor", "foregroundColorStyle")


@dataclass(frozen=True)
class Style:
    """How the rows of one table look; what its columns have of percentages is read once.

    Attributes:
        snapshot: the tab.
        rows: the rows of data of the table, from top to bottom.
    """

    snapshot: Snapshot
    rows: Sequence[int]
    _percentages: dict[int, Json] = field(default_factory=dict)

    def looks(self, at: int, columns: Mapping[int, Sequence[Cell]]) -> dict[int, Json]:
        """Return the look of each cell of a new row that needs one, by column.

        Args:
            at: where it will be inserted.
            columns: those that are filled, and what goes there in each row.
        """
        inherited = {column for row, column in self.snapshot.looks if row in (at - 1, at)}
        found = {}
        for column in sorted(inherited | columns.keys()):
            shared = self._shared(at, column)
            if column in columns:
                plain = _if_shown(shared.pop("numberFormat", {}), columns[column])
                form = self._percentage(column, columns[column]) or plain
                shared |= {"numberFormat": form} if form else {}
            found[column] = shared
        return found

    def number_formats(self, at: int, columns: Mapping[int, Sequence[Cell]]) -> dict[int, Json]:
        """Return the number format of each cell of a row that exists: its own, if it shows ours.

        What goes into a blank cell stands as the percentages of its column do. Takes the same as
        `looks`.
        """
        found = {}
        for column, cells in columns.items():
            own = self.snapshot.looks.get((at, column), {}).get("numberFormat", {})
            if is_number(self.snapshot.cell(at, column)):
                form = percentages.for_cells(percentages.of_cell(self.snapshot, at, column), cells)
            else:
                form = self._percentage(column, cells)
            form = form or _if_shown(own, cells)
            if own and not form:
                shared = self._shared(at, column).get("numberFormat", {})
                form = self._percentage(column, cells) or _if_shown(shared, cells)
            if form:
                found[column] = form
        return found

    def _percentage(self, column: int, cells: Sequence[Cell]) -> Json:
        """Return the format of a column of percentages, if ours can stand as one."""
        if not any(isinstance(cell.value, Decimal) for cell in cells):
            return {}
        if column not in self._percentages:
            found = percentages.of_column(self.snapshot, self.rows, column)
            self._percentages[column] = found
        return percentages.for_cells(self._percentages[column], cells)

    def _shared(self, at: int, column: int) -> Json:
        """Return what most rows have in common; one row alone shares no colour."""
        model = self.rows[-_SAMPLE:] or [at]
        each = [self.snapshot.looks.get((row, column), {}) for row in model]
        found = {}
        for part in ("numberFormat", *(_COLOURS if len(each) > 1 else ())):
            common = _most(look.get(part) for look in each)
            if common:
                found[part] = common
        return found


def _most(values: Iterable[Json | None]) -> Json | None:
    counts = Counter(json.dumps(value, sort_keys=True) for value in values)
    text, times = counts.most_common(1)[0]
    found: Json | None = json.loads(text) if 2 * times > counts.total() else None
    return found


def _if_shown(form: Json, cells: Sequence[Cell]) -> Json:
    """Return a number format if it shows values as they are.

    Numbers: no date or amount, and not rounded; texts: nothing added or hidden.
    """
    pattern = form.get("pattern", "")
    if any(cell.type == "number" for cell in cells):
        plain = _PLAIN.fullmatch(pattern or _BY_DEFAULT)
        numbers = [cell.value for cell in cells if isinstance(cell.value, Decimal)]
        enough = plain and len(plain[1] or "") >= max(map(places, numbers), default=0)
        return form if form.get("type") == "NUMBER" and enough else {}
    plain_text = pattern == "@" or ("@" not in pattern and pattern.count(";") < _SECTIONS)
    return form if plain_text else {}

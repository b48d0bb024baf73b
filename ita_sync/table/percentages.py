"""Percentages: which numbers of a column stand as such, and how one of ours stands among them.

A column may hold 0.8839 under a percent format, or 88.39 with a mere % behind it: both show 88.39%.
"""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from ita_sync.google import Json, Snapshot, shares
from ita_sync.row import Cell
from ita_sync.table.shown import is_number, reads_as

_SAMPLE = 100
"""So many numbers, the last ones of a column, tell how its numbers stand."""
_PATTERN = re.compile(r'[#,0?]*(?:\.([0#?]*))?(?:%|\\%|"%")')
_BY_DEFAULT = "0.00%"
_WHOLE = 100


def of_cell(snapshot: Snapshot, row: int, column: int) -> Json:
    """Return the number format that shows a cell's number as a percentage; nothing, if none does.

    One that shows a score of 88.39 as 8839% is a mistake, and tells nothing.
    """
    value, shown = snapshot.cell(row, column), snapshot.shown.get((row, column), "")
    said = is_number(value) and shown.endswith("%") and reads_as(shown, value)
    form: Json = snapshot.looks.get((row, column), {}).get("numberFormat", {})
    return form if said else {}


def of_column(snapshot: Snapshot, rows: Sequence[int], column: int) -> Json:
    """Return the number format under which most numbers of a column stand as percentages."""
    numbers = [row for row in rows if is_number(snapshot.cell(row, column))][-_SAMPLE:]
    forms = [form for row in numbers if (form := of_cell(snapshot, row, column))]
    for shared in (True, False):
        alike = [form for form in forms if shares.in_percent(form) is shared]
        if 2 * len(alike) > len(numbers):
            most = Counter((form.get("type", ""), form.get("pattern", "")) for form in alike)
            ((kind, pattern), _), *_ = most.most_common(1)
            return {"type": kind} | ({"pattern": pattern} if pattern else {})
    return {}


def for_cells(form: Json, cells: Sequence[Cell]) -> Json:
    """Return a format of percentages with places enough for ours; nothing, if ours are none."""
    numbers = [cell.value for cell in cells if isinstance(cell.value, Decimal)]
    shared = shares.in_percent(form)
    if not form or not numbers or (shared and not all(0 <= n <= _WHOLE for n in numbers)):
        return {}
    needed = max(map(places, numbers))
    found = _PATTERN.fullmatch(form.get("pattern") or _BY_DEFAULT)
    if found and len(found[1] or "") >= needed:
        return form
    digits = f"0.{'0' * needed}" if needed else "0"
    kind, sign = ("PERCENT", "%") if shared else ("NUMBER", '"%"')
    return {"type": kind, "pattern": digits + sign}


def places(number: Decimal) -> int:
    """Return how many decimal places a number has."""
    return max(0, -int(number.normalize().as_tuple().exponent))

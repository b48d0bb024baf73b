"""What a new row looks like: as the rows of its table do, and never like the one row above it.

A row that is inserted takes over the look of the row above: its percent format turns 78.41 into
7841%, its alarm colours say of our agency what was said of another.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from ita_sync import thai
from ita_sync.google import CellValue, Json, Snapshot
from ita_sync.row import Cell

_SAMPLE = 100
"""So many rows above the new one tell what the rows of its table share."""
_PLAIN = re.compile(r"[#,0?]*(?:\.([0#?]*))?")
_BY_DEFAULT = "#,##0.00"
_SECTIONS = 3  # after so many semicolons a pattern says how texts are shown
_COLOURS = ("backgroundColor", "backgroundColorStyle", "foregroundColor", "foregroundColorStyle")


def looks(
    snapshot: Snapshot, rows: Sequence[int], at: int, columns: Mapping[int, Sequence[Cell]]
) -> dict[int, Json]:
    """Return the look of each cell of a new row that needs one, by column.

    Args:
        snapshot: the tab.
        rows: the rows of data of its table, from top to bottom.
        at: where it will be inserted.
        columns: those that are filled, and what goes there in each row.
    """
    model = rows[-_SAMPLE:] or [at]
    inherited = {column for row, column in snapshot.looks if row in (at - 1, at)}
    found = {}
    for column in sorted(inherited | columns.keys()):
        shared = _shared([snapshot.looks.get((row, column), {}) for row in model])
        if column in columns and not _shows(shared.get("numberFormat", {}), columns[column]):
            shared.pop("numberFormat", None)
        found[column] = shared
    return found


def number_formats(
    snapshot: Snapshot, rows: Sequence[int], at: int, columns: Mapping[int, Sequence[Cell]]
) -> dict[int, Json]:
    """Return the number format of each cell of a row that exists: its own, if it shows the value.

    Takes the same as `looks`.
    """
    model, found = rows[-_SAMPLE:] or [at], {}
    for column, cells in columns.items():
        own = snapshot.looks.get((at, column), {}).get("numberFormat", {})
        if own and not _shows(own, cells):
            shared = _shared([snapshot.looks.get((row, column), {}) for row in model])
            own = shared.get("numberFormat", {})
            own = own if _shows(own, cells) else {}
        if own:
            found[column] = own
    return found


def reads_as(shown: str, value: CellValue) -> bool:
    """Return whether what a cell shows is its value, in whatever way a number is written."""
    if isinstance(value, str):
        return thai.clean(shown) == thai.clean(value)
    if isinstance(value, bool) or value is None:
        return True
    plain = thai.digits(shown).replace("\u00a0", "").replace(" ", "")
    ways = (plain.replace(",", ""), plain.replace(".", "").replace(",", "."))
    return any(_number(way) == Decimal(repr(value)) for way in ways)


def _shared(each: Sequence[Json]) -> Json:
    """Return what most of the looks have in common; one row alone shares no colour."""
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


def _shows(form: Json, cells: Sequence[Cell]) -> bool:
    """Return whether a number format shows values as they are.

    Numbers: no percentage, date or amount, and not rounded; texts: nothing added or hidden.
    """
    pattern = form.get("pattern", "")
    if any(cell.type == "number" for cell in cells):
        plain = _PLAIN.fullmatch(pattern or _BY_DEFAULT)
        enough = plain and len(plain[1] or "") >= max(map(_places, cells))
        return form.get("type") == "NUMBER" and bool(enough)
    return not form or pattern == "@" or ("@" not in pattern and pattern.count(";") < _SECTIONS)


def _places(cell: Cell) -> int:
    """Return how many decimal places a number has."""
    number = cell.value if isinstance(cell.value, Decimal) else Decimal(0)
    return -int(number.normalize().as_tuple().exponent)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None

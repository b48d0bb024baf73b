"""The fields of a draft -> the cells of a form in which they stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ita_sync.document.draft import Field, Node, Trust
from ita_sync.document.form.layout import (
    ENTRIES,
    GENERAL,
    HEADER_ROW,
    INDICATORS,
    MEASURES,
    STRENGTHS,
    WEAK,
    FormColumn,
    FormSheet,
)
from ita_sync.document.form.values import UNKNOWN
from ita_sync.report import Loc

FIRST = HEADER_ROW + 1
_CELL = 30_000
"""Letters in a cell; a spreadsheet takes some more, and cuts what is beyond without a word."""
_WORST = (Trust.DOUBTFUL, Trust.SINGLE, Trust.MENDED, Trust.SURE)
Inside = tuple[tuple[Loc, Field], ...]


@dataclass(frozen=True)
class Placed:
    """A cell of the form, and the fields in it: the lines of a list share one.

    Attributes:
        name: what its row is about: `7` or `o13`; the entry of the general sheet.
        again: it says once more what a cell above it says.
    """

    sheet: FormSheet
    row: int
    at: int
    column: FormColumn
    inside: Inside
    name: str
    again: bool = False

    @property
    def text(self) -> str | None:
        """What the cell holds; None where nothing was read."""
        lines = [field.value for _, field in self.inside if field.value]
        return "\n".join(lines) or None

    @property
    def trust(self) -> Trust:
        """How sure the least certain of its fields is."""
        return min((field.trust for _, field in self.inside), key=_WORST.index)


def place(fields: Mapping[str, Node]) -> Iterator[Placed]:
    """Yield the cells of a form that hold the fields of a report, empty ones among them."""
    for row, entry in enumerate(ENTRIES, FIRST):
        loc = tuple(entry.key.split("."))
        node: Node | None = dict(fields)
        for step in loc:
            node = node.get(step) if isinstance(node, dict) else None
        if isinstance(node, Field):
            yield Placed(GENERAL, row, 2, entry, ((loc, node),), entry.thai)
    yield from _table(INDICATORS, _entries(fields, "indicators"), "number")
    yield from _table(WEAK, _weak(_entries(fields, "weak")), "item")
    yield from _table(STRENGTHS, _entries(fields, "strengths"), "indicator")
    yield from _table(MEASURES, _entries(fields, "measures"), "item")


Entry = tuple[dict[str, Inside], bool]
"""What the columns of a row hold, and whether its first cell says once more what is above."""


def _entries(fields: Mapping[str, Node], name: str) -> Iterator[tuple[Loc, dict[str, Node]]]:
    listed = fields.get(name)
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield (name, number), entry


def _weak(
    groups: Iterable[tuple[Loc, dict[str, Node]]],
) -> Iterator[tuple[Loc, dict[str, Node]]]:
    """Yield the rows of the weak items: each names its indicator, the first the common remedy."""
    for loc, group in groups:
        listed = group.get("items")
        items = listed if isinstance(listed, list) and listed else [{}]
        for number, item in enumerate(items):
            row = {"indicator": group.get("indicator", Field(None))}
            if number == 0 and "remedy" in group:
                row["remedy_of_all"] = group["remedy"]
            yield (*loc, "items", number), {**row, **(item if isinstance(item, dict) else {})}


def _table(
    sheet: FormSheet, entries: Iterable[tuple[Loc, dict[str, Node]]], named_by: str
) -> Iterator[Placed]:
    row = FIRST
    for loc, entry in entries:
        held = {
            column.key: _inside(_loc(loc, column.key), entry[column.key])
            for column in sheet.columns
            if column.key in entry
        }
        known = entry.get(named_by)
        name = known.value if isinstance(known, Field) and known.value else ""
        rows = list(_rows(_kept_apart(sheet, held)))
        for number, part in enumerate(rows):
            for at, column in enumerate(sheet.columns, 1):
                if inside := part.get(column.key):
                    repeats = column.key == "indicator" and loc[2:3] == ("items",) and loc[3] != 0
                    yield Placed(sheet, row + number, at, column, inside, name, repeats)
        row += len(rows)


def _loc(at: Loc, key: str) -> Loc:
    """Return the field that a column of a row holds; what a group shares is the group's."""
    shared = {"indicator": "indicator", "remedy_of_all": "remedy"}
    return (*at[:2], shared[key]) if at[2:3] == ("items",) and key in shared else (*at, key)


def _inside(loc: Loc, node: Node) -> Inside:
    if isinstance(node, Field):
        return ((loc, node),)
    lines = node if isinstance(node, list) else []
    return tuple(
        ((*loc, number), field) for number, field in enumerate(lines) if isinstance(field, Field)
    )


def _kept_apart(sheet: FormSheet, held: dict[str, Inside]) -> dict[str, Inside]:
    """Return a row that does not pass for more steps of the measure above."""
    own = [
        key
        for key, inside in held.items()
        if key not in {"steps", "follow_up"} and any(field.value for _, field in inside)
    ]
    if sheet is not MEASURES or own or "item" not in held:
        return held
    (loc, field), *_ = held["item"]
    unknown = Field(UNKNOWN, Trust.DOUBTFUL, field.copies, field.why, field.others)
    return {**held, "item": ((loc, unknown),)}


def _rows(held: dict[str, Inside]) -> Iterator[dict[str, Inside]]:
    """Yield the rows that an entry takes: more than one where its lines fill more than a cell."""
    left = dict(held)
    while left:
        part, rest = {}, {}
        for key, inside in left.items():
            fitting = _fitting(inside)
            part[key] = inside[:fitting]
            if inside[fitting:]:
                rest[key] = inside[fitting:]
        yield part
        left = rest


def _fitting(inside: Inside) -> int:
    """Return how many of some lines fit into a cell."""
    room = _CELL
    for number, (_, field) in enumerate(inside):
        room -= len(field.value or "") + 1
        if room < 0 and number:
            return number
    return len(inside)

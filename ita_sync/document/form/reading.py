"""A filled form -> the fields of the report file, each with its cell, and notes on what is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ita_sync.document.draft import Field, Node
from ita_sync.document.form.cells import FormCell, grids
from ita_sync.document.form.items import Names
from ita_sync.document.form.layout import (
    ENTRIES,
    GENERAL,
    INDICATORS,
    MEASURES,
    STRENGTHS,
    WEAK,
    FormSheet,
    What,
    column_of,
)
from ita_sync.document.form.sheets import FormRow, Found, tables
from ita_sync.document.form.values import field_of, lines_of, together
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.report import Loc, Position
from ita_sync.rules import Framework

_TWICE = T("Two places say it differently.")
_CONTINUED = {"steps", "follow_up"}
"""What a measure may have more of in the rows below its own."""


@dataclass(frozen=True)
class Filled:
    """What a filled form says.

    Attributes:
        fields: in the shape of the report file.
        notes: what was not read, for the officer.
        places: of each field, and of each empty one that its sheet has a cell for.
        tables: the sheets that were recognised, by their titles in an empty form.
    """

    fields: dict[str, Node]
    notes: tuple[Text, ...]
    places: dict[Loc, Position]
    tables: dict[str, Found]


def read(
    data: bytes, framework_of: Callable[[int], Framework]
) -> tuple[dict[str, Node], tuple[Text, ...]]:
    """Return what a filled form says as a document does, and notes for the officer.

    What a person has not decided yet keeps its mark.
    """
    from ita_sync.document.form.marks import marked  # it reads on where this ends

    filled = fill(data, framework_of)
    return marked(filled), filled.notes


def fill(data: bytes, framework_of: Callable[[int], Framework]) -> Filled:
    """Return what a filled form says.

    Args:
        data: the .xlsx file.
        framework_of: the rules of a fiscal year; one that cannot be is read all the same.

    Raises:
        ReportError: `document-not-form`, `document-form-changed`: no form, or one whose sheets
            cannot be recognised; and what `cells.grids` raises.
    """
    found, notes = tables(grids(data))
    reader = _Reader()
    fields: dict[str, Node] = {"schema_version": Field("1")}
    general = reader.general(found[GENERAL.title], notes)
    fields |= {
        key: general[key]
        for key in ("fiscal_year", "agency", "memo", "total", "level")
        if key in general
    }
    names = Names(_rules(general.get("fiscal_year"), framework_of))
    listed = {
        "indicators": reader.entries("indicators", found.get(INDICATORS.title)),
        "weak": reader.weak(found.get(WEAK.title), names),
        "strengths": reader.entries("strengths", found.get(STRENGTHS.title)),
        "measures": reader.measures(found.get(MEASURES.title), names),
    }
    for key in ("indicators", "tools", "eit_parts", "weak", "strengths", "measures", "url"):
        node = listed.get(key) or general.get(key)
        if node:
            fields[key] = node
    lost = dict.fromkeys(note for table in found.values() for note in table.notes)
    return Filled(fields, (*notes, *lost), reader.places, found)


def _rules(year: Node | None, framework_of: Callable[[int], Framework]) -> Framework | None:
    value = year.value if isinstance(year, Field) else None
    try:
        return framework_of(int(value or ""))
    except (ValueError, ConfigError):  # `check` says what is wrong with the year
        return None


class _Reader:
    """Reads the tables of a form, and notes where each field stands."""

    def __init__(self) -> None:
        self.places: dict[Loc, Position] = {}

    def general(self, table: Found, notes: list[Text]) -> dict[str, Node]:
        """Return the lines of the general sheet as sections of the report file."""
        values: dict[str, Field] = {}
        self.places[()] = table.place(table.header, "label")
        for row in table.rows():
            label, cell = row.cells.get("label"), row.cells.get("value")
            entry = column_of(label.text, ENTRIES) if label else None
            if entry:
                loc = tuple(entry.key.split("."))
                for length in range(1, len(loc) + 1):
                    self.places.setdefault(loc[:length], table.place(row.number, "value"))
            if cell is None:
                continue
            if entry is None:
                notes.append(
                    T("{cell}: the form has no such entry; it was not read.", cell=cell.place.cell)
                )
                continue
            value = field_of(cell, entry.what)
            values[entry.key] = (
                together(values[entry.key], value, _TWICE) if entry.key in values else value
            )
        tree: dict[str, Node] = {}
        for entry in ENTRIES:
            if entry.key in values:
                _put(tree, entry.key.split("."), values[entry.key])
        return tree

    def entries(self, name: str, table: Found | None) -> list[Node]:
        """Return an entry of the report for each row of a table."""
        self._place_table(name, table)
        entries: list[Node] = []
        for number, row in enumerate(table.rows() if table else ()):
            entries.append(self._entry((name, number), table, row))
        return entries

    def weak(self, table: Found | None, names: Names) -> list[Node]:
        """Return the weak items, gathered by indicator in the order in which these appear."""
        self._place_table("weak", table)
        groups: dict[str | None, dict[str, Node]] = {}
        order: dict[str | None, int] = {}
        items: dict[str | None, list[Node]] = {}
        for row in table.rows() if table else ():
            entry = _values(WEAK, row.cells)
            indicator = names.indicator(entry.pop("indicator", None), entry)
            number = indicator.value if indicator else None
            group = groups.setdefault(number, {"indicator": indicator} if indicator else {})
            _add_remedy(group, entry.pop("remedy_of_all", None))
            listed = items.setdefault(number, [])
            at: Loc = ("weak", order.setdefault(number, len(order)))
            self._place(at, table, row, {"indicator": "indicator", "remedy_of_all": "remedy"})
            if entry:
                inside = {key: key for key in ("item", "score", "remedy")}
                self._place((*at, "items", len(listed)), table, row, inside)
                listed.append(names.weak(entry, indicator))
        return [{**group, "items": items[number]} for number, group in groups.items()]

    def measures(self, table: Found | None, names: Names) -> list[Node]:
        """Return the measures.

        A row that has nothing of its own but steps or follow-up goes on with the measure above.
        """
        self._place_table("measures", table)
        measures: list[dict[str, Node]] = []
        for row in table.rows() if table else ():
            if not measures or row.own - _CONTINUED:
                entry = self._entry(("measures", len(measures)), table, row)
                measures.append(names.measured(entry))
                continue
            for key in row.own & row.cells.keys():
                lines = measures[-1].setdefault(key, [])
                if isinstance(lines, list):
                    more = lines_of(row.cells[key])
                    added = range(len(lines), len(lines) + len(more))
                    self._place_lines(("measures", len(measures) - 1, key), table, row, added)
                    lines.extend(more)
        return list(measures)

    def _entry(self, at: Loc, table: Found | None, row: FormRow) -> dict[str, Node]:
        assert table  # noqa: S101 - it has this row
        entry = _values(table.sheet, row.cells)
        self._place(at, table, row, {column.key: column.key for column in table.sheet.columns})
        for key, node in entry.items():
            if isinstance(node, list):
                self._place_lines((*at, key), table, row, range(len(node)))
        return entry

    def _place_table(self, name: str, table: Found | None) -> None:
        if table:
            first = next(iter(table.columns))
            self.places[name,] = table.place(table.header, first)

    def _place(self, at: Loc, table: Found | None, row: FormRow, names: Mapping[str, str]) -> None:
        """Note the places of the fields in a row; `names` has what each column is called there."""
        for key, name in names.items():
            if table and key in table.columns:
                place = table.place(row.number, key)
                self.places.setdefault(at, place)
                self.places.setdefault((*at, name), place)

    def _place_lines(self, at: Loc, table: Found | None, row: FormRow, numbers: range) -> None:
        """Note the places of the lines that a row has of a list."""
        for number in numbers:
            if table:
                self.places[(*at, number)] = table.place(row.number, str(at[-1]))


def _put(tree: dict[str, Node], path: list[str], value: Field) -> None:
    for step in path[:-1]:
        below = tree.setdefault(step, {})
        assert isinstance(below, dict)  # noqa: S101 - no entry is another one's section
        tree = below
    tree[path[-1]] = value


def _values(sheet: FormSheet, row: dict[str, FormCell]) -> dict[str, Node]:
    entry: dict[str, Node] = {}
    for column in sheet.columns:
        if cell := row.get(column.key):
            entry[column.key] = (
                list(lines_of(cell)) if column.what is What.LINES else field_of(cell, column.what)
            )
    return entry


def _add_remedy(group: dict[str, Node], remedy: Node | None) -> None:
    """Give the weak items of an indicator the remedy that a row has for all of them."""
    if not isinstance(remedy, Field):
        return
    earlier = group.get("remedy")
    group["remedy"] = together(earlier, remedy, _TWICE) if isinstance(earlier, Field) else remedy

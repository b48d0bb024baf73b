"""A filled form -> the fields of the report file, each with its cell, and notes on what is not."""

from collections.abc import Callable

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
from ita_sync.document.form.sheets import Found, tables
from ita_sync.document.form.values import field_of, lines_of, together
from ita_sync.errors import ConfigError
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework

_TWICE = T("Two places say it differently.")
_CONTINUED = {"steps", "follow_up"}
"""What a measure may have more of in the rows below its own."""


def read(
    data: bytes, framework_of: Callable[[int], Framework]
) -> tuple[dict[str, Node], tuple[Text, ...]]:
    """Return what a filled form says, in the shape of the report file, and notes for the officer.

    Args:
        data: the .xlsx file.
        framework_of: the rules of a fiscal year; one that cannot be is read all the same.

    Raises:
        ReportError: `document-not-form`, `document-form-changed`: no form, or one whose sheets
            cannot be recognised; and what `cells.grids` raises.
    """
    found, notes = tables(grids(data))
    fields: dict[str, Node] = {"schema_version": Field("1")}
    general = _general(found[GENERAL.title], notes)
    fields |= {
        key: general[key]
        for key in ("fiscal_year", "agency", "memo", "total", "level")
        if key in general
    }
    names = Names(_rules(general.get("fiscal_year"), framework_of))
    listed = {
        "indicators": _entries(found.get(INDICATORS.title)),
        "weak": _weak(found.get(WEAK.title), names),
        "strengths": _entries(found.get(STRENGTHS.title)),
        "measures": _measures(found.get(MEASURES.title), names),
    }
    for key in ("indicators", "tools", "eit_parts", "weak", "strengths", "measures", "url"):
        node = listed.get(key) or general.get(key)
        if node:
            fields[key] = node
    lost = dict.fromkeys(note for table in found.values() for note in table.notes)
    return fields, (*notes, *lost)


def _rules(year: Node | None, framework_of: Callable[[int], Framework]) -> Framework | None:
    value = year.value if isinstance(year, Field) else None
    try:
        return framework_of(int(value or ""))
    except (ValueError, ConfigError):  # `check` says what is wrong with the year
        return None


def _general(table: Found, notes: list[Text]) -> dict[str, Node]:
    """Return the lines of the general sheet as sections of the report file."""
    values: dict[str, Field] = {}
    for row, _ in table.rows():
        label, cell = row.get("label"), row.get("value")
        if cell is None:
            continue
        entry = column_of(label.text, ENTRIES) if label else None
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


def _put(tree: dict[str, Node], path: list[str], value: Field) -> None:
    for step in path[:-1]:
        below = tree.setdefault(step, {})
        assert isinstance(below, dict)  # noqa: S101 - no entry is another one's section
        tree = below
    tree[path[-1]] = value


def _entries(table: Found | None) -> list[Node]:
    """Return an entry of the report for each row of a table."""
    return [_values(table.sheet, row) for row, _ in table.rows()] if table else []


def _values(sheet: FormSheet, row: dict[str, FormCell]) -> dict[str, Node]:
    entry: dict[str, Node] = {}
    for column in sheet.columns:
        if cell := row.get(column.key):
            entry[column.key] = (
                list(lines_of(cell)) if column.what is What.LINES else field_of(cell, column.what)
            )
    return entry


def _weak(table: Found | None, names: Names) -> list[Node]:
    """Return the weak items, gathered by indicator in the order in which the indicators appear."""
    groups: dict[str | None, dict[str, Node]] = {}
    items: dict[str | None, list[Node]] = {}
    for row, _ in table.rows() if table else ():
        entry = _values(WEAK, row)
        indicator = names.indicator(entry.pop("indicator", None), entry)
        number = indicator.value if indicator else None
        group = groups.setdefault(number, {"indicator": indicator} if indicator else {})
        _add_remedy(group, entry.pop("remedy_of_all", None))
        listed = items.setdefault(number, [])
        if entry:
            listed.append(names.weak(entry, indicator))
    return [{**group, "items": items[number]} for number, group in groups.items()]


def _add_remedy(group: dict[str, Node], remedy: Node | None) -> None:
    """Give the weak items of an indicator the remedy that a row has for all of them."""
    if not isinstance(remedy, Field):
        return
    earlier = group.get("remedy")
    group["remedy"] = together(earlier, remedy, _TWICE) if isinstance(earlier, Field) else remedy


def _measures(table: Found | None, names: Names) -> list[Node]:
    """Return the measures.

    A row that has nothing of its own but steps or follow-up goes on with the measure above.
    """
    measures: list[dict[str, Node]] = []
    for row, own in table.rows() if table else ():
        if not measures or own - _CONTINUED:
            measures.append(names.measured(_values(MEASURES, row)))
            continue
        for key in own & row.keys():
            lines = measures[-1].setdefault(key, [])
            if isinstance(lines, list):
                lines.extend(lines_of(row[key]))
    return list(measures)

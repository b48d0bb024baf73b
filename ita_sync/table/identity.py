"""The rows of a tab that name the agency of a report, whatever their key says.

A row of the same fiscal year, or of no stated year, is in the way of a new one if it names our
agency; a row of another year only if it is ours and its year was mistyped: last year's row of the
agency is no hindrance. Protocol rule 19.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from ita_sync.google import CellValue, Snapshot
from ita_sync.row import Cell, SummaryRow, Value, fold_value
from ita_sync.rules.agencies import is_code
from ita_sync.table import spelled
from ita_sync.table.clues import clues_of, our_clues
from ita_sync.table.header import Header
from ita_sync.table.likeness import Kind, Likeness
from ita_sync.table.naming import (
    Fielded,
    Fields,
    Found,
    Name,
    Ours,
    Reading,
    as_ours,
    called,
    is_score,
    names_a_kind,
    names_us,
    placed,
    read,
)
from ita_sync.table.table import Table


def likenesses(
    table: Table, summary: SummaryRow, written: Collection[SummaryRow] = ()
) -> list[Likeness]:
    """Return the rows that name our agency but do not carry our whole key, from top to bottom.

    For many reports make one `Index`.

    Args:
        table: the tab.
        summary: the row of the report.
        written: what the journal says was written for this report before.
    """
    return Index.of(table, Fields.of_row(summary)).like(summary, written)


def clashes(summaries: Sequence[SummaryRow]) -> list[tuple[SummaryRow, SummaryRow]]:
    """Return the pairs of one batch that name the same agency and year under different keys."""
    headers = list(dict.fromkeys(cell.header for row in summaries for cell in row.cells))
    values = [{cell.header: cell.value for cell in row.cells} for row in summaries]
    rows = {at: tuple(map(_as_shown, map(row.get, headers))) for at, row in enumerate(values)}
    snapshot = Snapshot(0, "", len(rows), len(headers), rows, {}, 0.0)
    table = Table(snapshot, Header(-1, -1, -1, {each: at for at, each in enumerate(headers)}), ())
    cells = {cell.header: cell for row in summaries for cell in row.cells}
    index = Index.of(table, list(cells.values()))
    found = [(at, like.row) for at, row in enumerate(summaries) for like in index.like(row)]
    pairs = {(min(pair), max(pair)) for pair in found}
    return [(summaries[one], summaries[other]) for one, other in sorted(pairs)]


def _as_shown(value: Value) -> CellValue:
    return float(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Index:
    """A table in which the rows of an agency are found without reading all of it again.

    Attributes:
        table: the tab.
        fields: what stands under its headers.
        readings: how each row below the header reads.
        clues: rows by what names an agency: its code, the bones of its name; where a row has no
            name also its link, memo and scores.
        strays: rows that cannot be read under the headers, by each of their values.
    """

    table: Table
    fields: Fields
    readings: Mapping[int, Reading]
    clues: Mapping[object, Sequence[int]]
    strays: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, table: Table, fields: Fields | Iterable[Fielded]) -> Self:
        """Read a table once.

        Args:
            table: the tab.
            fields: what stands under its headers; or the configured columns, or a row's cells.
        """
        known = fields if isinstance(fields, Fields) else Fields.of(fields)
        readings = {row: _read(known, table, row) for row in table.data_rows()}
        clues: dict[object, list[int]] = defaultdict(list)
        strays: dict[str, list[int]] = defaultdict(list)
        for row, reading in readings.items():
            for clue in clues_of(reading):
                clues[clue].append(row)
        for row, cells in sorted(table.snapshot.rows.items()):
            if not _in_place(known, table, row, readings.get(row)):
                for value in set(map(fold_value, cells)) - {""}:
                    strays[value].append(row)
        return cls(table, known, readings, clues, strays)

    def like(self, summary: SummaryRow, written: Collection[SummaryRow] = ()) -> list[Likeness]:
        """Return the rows that name our agency but do not carry our whole key, top to bottom.

        Args:
            summary: the row of the report.
            written: what the journal says was written for this report before.
        """
        ours = Ours.of(self.fields, summary)
        versions = [ours, *self._earlier(ours, summary, written)]
        rows = {row for clue in our_clues(versions) for row in self.clues.get(clue, ())}
        found = [
            self._likeness(row, summary, versions)
            for row in rows
            if not self._keyed(row, summary) and self._hinders(self.readings[row], versions)
        ]
        known = {likeness.row for likeness in found}
        stray = [row for row in self._strayed(ours, summary) if row not in known]
        found += [Likeness(row, Kind.ELSEWHERE) for row in stray]
        return sorted(found, key=lambda likeness: likeness.row)

    def says(self, row: int, cell: Cell, summary: SummaryRow) -> bool:
        """Return whether a row says what a cell of ours does, however it is typed."""
        return row in self.readings and self._fits(row, cell, Ours.of(self.fields, summary))

    def surely(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row states our code, or our district: names alone are shared."""
        ours, reading = Ours.of(self.fields, summary).said, self.readings[row]
        coded = bool(ours.code) and reading.code == ours.code
        return coded or (bool(ours.district) and placed(ours, reading) is True)

    def _earlier(
        self, ours: Ours, summary: SummaryRow, written: Collection[SummaryRow]
    ) -> list[Ours]:
        """Return what was written for the same report, under this key or one configured before."""
        read_as = [(row, Ours.of(self.fields, row)) for row in written]
        return [
            was
            for row, was in read_as
            if row.key == summary.key
            or (was.said.code == ours.said.code and was.said.years == ours.said.years)
        ]

    @staticmethod
    def _hinders(row: Reading, versions: Sequence[Ours]) -> bool:
        ours = versions[0].said
        same_year = not (ours.years and row.years) or ours.years & row.years
        return any(
            names_us(each, row) and (same_year or as_ours(each.said, row)) for each in versions
        )

    def _keyed(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row carries our whole key."""
        held = [(fold_value(self.table.value(row, h)), value) for h, value in summary.key.parts]
        return row > self.table.header_row and all(has == value for has, value in held)

    def _likeness(self, row: int, summary: SummaryRow, versions: Sequence[Ours]) -> Likeness:
        ours, reading = versions[0], self.readings[row]
        said = [cell for cell in summary.cells if cell.value is not None]
        value = _values(self.table, row)
        blank = tuple(cell for cell in said if spelled.blank(value(cell.header)))
        held = [cell for cell in said if cell not in blank]
        fits = tuple(cell for cell in held if self._fits(row, cell, ours))
        differs = tuple(cell for cell in held if cell not in fits)
        likeness = Likeness(row, Kind.OTHER_HAND, fits, differs, blank)
        ours_in_content = any(as_ours(each.said, reading) for each in versions)
        return replace(likeness, kind=self._kind(likeness, summary, as_written=ours_in_content))

    def _kind(self, found: Likeness, summary: SummaryRow, *, as_written: bool) -> Kind:
        if not any(map(self._is_data, (*found.fits, *found.differs))):
            return Kind.LISTED
        note = self._note(found)
        lacking = [cell for cell in (*found.blank, *note) if cell.key]
        wrong = [cell for cell in found.differs if cell.key and cell not in note]
        otherwise = [cell for cell in found.fits if cell.key and not self._holds(found.row, cell)]
        astray = [*lacking, *wrong, *otherwise]
        if self._mostly(found.row, summary) and self._aside(found.row, astray):
            return Kind.ELSEWHERE
        if lacking and not wrong:
            return Kind.KEY_INCOMPLETE
        return Kind.KEY_EDITED if as_written else Kind.OTHER_HAND

    def _note(self, found: Likeness) -> list[Cell]:
        """Return the code where words stand in its place and nothing names anybody: no key."""
        row, linked = self.readings[found.row], any(cell.type == "link" for cell in found.fits)
        named = linked or row.names or any(map(str.isdigit, row.code))
        return [c for c in found.differs if not named and self._field(c) == "agency.code"]

    def _field(self, cell: Cell) -> str:
        """Return the field of a cell, also of one from a journal of 0.1.0; none of a constant."""
        at = (field for field, header in self.fields.headers.items() if header == cell.header)
        return cell.field or next(at, "")

    def _is_data(self, cell: Cell) -> bool:
        """Return whether a cell says more than agency and year; a constant says nothing."""
        field = self._field(cell)
        return not cell.key and not field.startswith(("agency.", "fiscal_year")) and field != ""

    def _fits(self, row: int, cell: Cell, ours: Ours) -> bool:
        """Return whether a row says what a cell of ours does, however it is typed."""
        found = _values(self.table, row)(cell.header)
        if fold_value(found) == fold_value(cell.value):
            return True
        field, header = self._field(cell), cell.header
        if field in {"agency.full_name", "agency.name"}:
            return called(ours, self.readings[row]) in {Name.FULL, Name.BARE}
        alone = Fields({field: header}, (header,) if is_score(field) else ())

        def said(value: Found) -> Reading:
            return read(alone, lambda _: value)

        return said(found) == said(cell.value) != said(None)

    def _holds(self, row: int, cell: Cell) -> bool:
        return fold_value(self.table.value(row, cell.header)) == fold_value(cell.value)

    def _mostly(self, row: int, summary: SummaryRow) -> bool:
        """Return whether a row holds most of what we send, wherever in the row."""
        sent = {fold_value(cell.value) for cell in summary.cells if cell.value is not None}
        return 2 * len(sent & self._held(row)) > len(sent)

    def _aside(self, row: int, cells: Iterable[Cell]) -> bool:
        """Return whether a row holds the values of cells, though not under their headers."""
        values = {fold_value(cell.value) for cell in cells}
        return bool(values) and values <= self._held(row)

    def _held(self, row: int) -> set[str]:
        """Return what a row shows; what merged cells hide is lost."""
        snapshot = self.table.snapshot
        columns = range(len(snapshot.rows.get(row, ())))
        return {fold_value(snapshot.covering(row, column)) for column in columns}

    def _strayed(self, ours: Ours, summary: SummaryRow) -> list[int]:
        """Return the rows that hold most of what we send, though not under its headers.

        One value must point to the agency: code, name, or link.
        """
        pointing = [self._sent(summary, field) for field in ("agency.code", "agency.full_name")]
        pointing += [fold_value(cell.value) for cell in summary.cells if cell.type == "link"]
        rows = {row for value in pointing if value for row in self.strays.get(value, ())}
        return [
            row
            for row in sorted(rows)
            if self._mostly(row, summary)
            and not self._keyed(row, summary)
            and not self._of_another(row, ours)
        ]

    def _sent(self, summary: SummaryRow, field: str) -> str:
        header = self.fields.headers.get(field)
        return next((fold_value(c.value) for c in summary.cells if c.header == header), "")

    def _of_another(self, row: int, ours: Ours) -> bool:
        """Return whether a row that lacks its year or code names another agency, kind and all."""
        reading = self.readings.get(row)
        if reading is None or called(ours, reading) is not Name.OTHER:
            return False
        return names_a_kind(reading)


def _read(fields: Fields, table: Table, row: int) -> Reading:
    """Return how a row reads; where no column says its year, the title of its table may."""
    reading = read(fields, _values(table, row))
    if "fiscal_year" in fields.headers or not table.layout:
        return reading
    return replace(reading, years=table.years_above(row))


def _values(table: Table, row: int) -> Callable[[str], CellValue]:
    """Return what a row holds under a header; of a linked cell, where it leads."""

    def value(header: str) -> CellValue:
        if header not in table.columns:
            return None
        link = table.snapshot.links.get((row, table.columns[header]))
        return link or table.value(row, header)

    return value


def _in_place(fields: Fields, table: Table, row: int, reading: Reading | None) -> bool:
    """Return whether a row reads well under the headers: it has its year, and names an agency."""
    if reading is None:
        return False
    header = fields.headers.get("agency.code", "")
    coded = not spelled.blank(_values(table, row)(header))
    astray = coded and not is_code(reading.code)  # a name, say, in the column of codes
    dated = reading.years or "fiscal_year" not in fields.headers
    return bool(dated and not astray and (reading.code or reading.names))

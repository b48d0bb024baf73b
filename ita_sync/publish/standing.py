"""How a row stands in the sheet: pure functions from one snapshot to what a person can be told."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from ita_sync.errors import SheetConflict
from ita_sync.google import Snapshot
from ita_sync.i18n import Text
from ita_sync.journal import How, Observation
from ita_sync.row import RowKey, SummaryRow, fold_value
from ita_sync.table import Difference, Fields, Headed, Index, Kind, Likeness, Table


@dataclass(frozen=True)
class Standing:
    """How a row stands, as a person sees it.

    Attributes:
        how: in a word.
        rows: the 0-based rows concerned.
        header: faults of the header.
        likenesses: rows that name the agency under another key.
        differences: cells that are not as they should be.
    """

    how: How
    rows: tuple[int, ...] = ()
    header: tuple[Text, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def of_looks(self) -> bool:
        """Whether the row holds what it should, and only looks otherwise."""
        return bool(self.differences) and all(each.of_looks for each in self.differences)

    def seen(self, snapshot: Snapshot) -> Observation:
        """Return it as the journal keeps it."""
        return Observation(snapshot.at, snapshot.highest, self.how, self.rows)


_NAMES = ("agency.full_name", "agency.name")


@dataclass(frozen=True)
class View:
    """A tab as rows are looked for in it: each header and each key is read once.

    Attributes:
        snapshot: the tab.
        header_row: 1-based, if configured.
        others: gives other tabs of the spreadsheet, where anybody wants to know them.
    """

    snapshot: Snapshot
    header_row: int | None = None
    others: Callable[[], Iterable["View"]] = tuple
    _tables: dict[tuple[str, ...], Table] = field(default_factory=dict)
    _keys: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = field(default_factory=dict)
    _values: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    _indexes: dict[tuple[object, ...], Index] = field(default_factory=dict)

    def table(self, columns: Sequence[Headed]) -> Table:
        """Return the tab as a table with these columns.

        Raises:
            SheetConflict: its header is not as it should be.
        """
        headers = tuple(column.header for column in columns)
        if headers not in self._tables:
            self._tables[headers] = Table.find(self.snapshot, columns, self.header_row)
        return self._tables[headers]

    def rows_of(self, table: Table, key: RowKey) -> tuple[int, ...]:
        """Return the rows that carry a key."""
        headers = tuple(header for header, _ in key.parts)
        if headers not in self._keys:
            self._keys[headers] = _by_key(table, headers)
        return tuple(self._keys[headers].get(tuple(value for _, value in key.parts), ()))

    def away(self, row: SummaryRow) -> tuple[str, int] | None:
        """Return the title of another tab and the 0-based row in which ours stands there."""
        for other in self.others():
            with suppress(SheetConflict):  # its header is not that of ours
                table = other.table(row.cells)
                for at in other.rows_of(table, row.key):
                    if table.mostly(at, row):
                        return other.snapshot.title, at
        return None

    def like(
        self, table: Table, row: SummaryRow, written: Collection[SummaryRow] = ()
    ) -> tuple[Likeness, ...]:
        """Return the rows that name a row's agency, but do not carry its whole key."""
        return tuple(self._index(table, row).like(row, written))

    def surely(self, table: Table, at: int, row: SummaryRow) -> bool:
        """Return whether a row of the sheet states our code or district, not our name alone."""
        return self._index(table, row).surely(at, row)

    def differences(self, table: Table, at: int, row: SummaryRow) -> tuple[Difference, ...]:
        """Return the cells of a row of the sheet that a person does not see as they should be.

        What tells whose row it is may be spelled as people do, and looked up by a formula.
        """
        found = table.differences(at, row)
        return tuple(each for each in found if not self._says(table, at, row, each))

    def _says(self, table: Table, at: int, row: SummaryRow, found: Difference) -> bool:
        cell = found.cell
        if found.of_looks:
            return False
        if cell.key:
            return fold_value(found.value) == fold_value(cell.value)
        return cell.agency and self._index(table, row).says(at, cell, row)

    def copies(
        self, table: Table, at: int, row: SummaryRow, written: Collection[SummaryRow]
    ) -> tuple[Likeness, ...]:
        """Return further rows of our content: under an edited key, or above the header."""
        rows = [each for each in self._sharing(table, row) if each != at]
        copied = {each for each in rows if table.mostly(each, row)}
        above = [each for each in copied if table.above(each, row.key)]
        like = self.like(table, row, written) if copied else ()
        edited = [each for each in like if each.row in copied and _is_copy(each)]
        return (*(Likeness(each, Kind.ELSEWHERE) for each in sorted(above)), *edited)

    def _sharing(self, table: Table, row: SummaryRow) -> set[int]:
        """Return the rows that have our code, our name or our link."""
        rows: set[int] = set()
        for cell in row.cells:
            if cell.type == "link" or cell.header in row.key.agency_headers or cell.field in _NAMES:
                column = table.columns[cell.header]
                if column not in self._values:
                    self._values[column] = table.by_value(cell.header)
                rows.update(self._values[column].get(fold_value(cell.value), ()))
        return rows

    def _index(self, table: Table, row: SummaryRow) -> Index:
        fields = tuple((cell.header, cell.field) for cell in row.cells)
        if fields not in self._indexes:
            self._indexes[fields] = Index.of(table, Fields.of_row(row))
        return self._indexes[fields]


def _is_copy(like: Likeness) -> bool:
    """Return whether a row is ours under an edited key; with other scores it is another year's."""
    other_year = any(cell.field == "fiscal_year" for cell in like.differs)
    data = [cell for cell in like.differs if not (cell.key or cell.agency)]
    return like.kind is Kind.KEY_EDITED and not (other_year and data)


def _by_key(table: Table, headers: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Return the rows of a table by the folded values under these headers."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row in table.data_rows():
        values = tuple(fold_value(table.value(row, header)) for header in headers)
        found.setdefault(values, []).append(row)
    return found


def stand(row: SummaryRow, view: View, written: Collection[SummaryRow] = ()) -> Standing:
    """Return how a row stands.

    Args:
        row: as it was, or would be, sent.
        view: of the tab.
        written: what the journal says was written for the same report before.
    """
    try:
        table = view.table(row.cells)
    except SheetConflict as error:
        return Standing(How.HEADER, header=(error.what, *error.details))
    rows = _typed(table, _of_our_table(table, view.rows_of(table, row.key), row), row)
    if len(rows) > 1:
        return Standing(How.DOUBLED, rows)
    if not rows:
        return _astray(view.like(table, row, written))
    found, copies = view.differences(table, rows[0], row), view.copies(table, rows[0], row, written)
    if copies and all(each.of_looks for each in found):
        return Standing(How.DOUBLED, rows, likenesses=copies)
    return Standing(
        How.CHANGED if found else How.AS_SENT, rows, likenesses=copies, differences=found
    )


def _of_our_table(table: Table, rows: tuple[int, ...], row: SummaryRow) -> tuple[int, ...]:
    """Return the rows of a key without those in tables of other years, one below the other.

    The journal does not say of which year a row is that has no column for it; then what the rows
    hold tells them apart.
    """
    here = tuple(at for at in rows if not table.of_other_table(at, row))
    years = [table.years_above(at) for at in here]
    if row.year is None and len(set(years)) == len(here) > 1 and all(years):
        return tuple(at for at in here if table.mostly(at, row)) or here
    return here


def _typed(table: Table, rows: tuple[int, ...], summary: SummaryRow) -> tuple[int, ...]:
    """Return the rows of a key without those that formulas look up, where any is typed."""
    typed = tuple(row for row in rows if not table.looked_up(row, summary))
    return (typed or rows) if len(rows) > 1 else rows


_EDITED = {Kind.KEY_EDITED, Kind.KEY_INCOMPLETE}


def _astray(like: tuple[Likeness, ...]) -> Standing:
    """Return how a row stands whose key no row has."""
    edited = tuple(each.row for each in like if each.kind in _EDITED)
    if edited:
        return Standing(How.EDITED, edited, likenesses=like)
    moved = tuple(each.row for each in like if each.kind is Kind.ELSEWHERE)
    if moved:
        return Standing(How.MISPLACED, moved, likenesses=like)
    return Standing(How.REMOVED, likenesses=like)

"""How a row stands in the sheet: pure functions from one snapshot to what a person can be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ita_sync.errors import SheetConflict
from ita_sync.files import from_here
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.journal import Change, How, Observation, State
from ita_sync.row import Cell, RowKey, SummaryRow, fold_value
from ita_sync.table import Fields, Headed, Index, Kind, Likeness, Table, likeness


@dataclass(frozen=True)
class Standing:
    """How a row stands, the 0-based rows concerned, and faults of the header."""

    how: How
    rows: tuple[int, ...] = ()
    header: tuple[Text, ...] = ()
    likenesses: tuple[Likeness, ...] = ()

    def seen(self, snapshot: Snapshot) -> Observation:
        """Return it as the journal keeps it."""
        return Observation(snapshot.at, snapshot.highest, self.how, self.rows)


@dataclass(frozen=True)
class View:
    """A tab as rows are looked for in it: each header and each key is read once.

    Attributes:
        snapshot: the tab.
        header_row: 1-based, if configured.
    """

    snapshot: Snapshot
    header_row: int | None = None
    _tables: dict[tuple[str, ...], Table] = field(default_factory=dict)
    _keys: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = field(default_factory=dict)
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

    def like(
        self, table: Table, row: SummaryRow, written: Collection[SummaryRow] = ()
    ) -> tuple[Likeness, ...]:
        """Return the rows that name a row's agency, but do not carry its whole key."""
        return tuple(self._index(table, row).like(row, written))

    def surely(self, table: Table, at: int, row: SummaryRow) -> bool:
        """Return whether a row of the sheet states our code or district, not our name alone."""
        return self._index(table, row).surely(at, row)

    def differences(self, table: Table, at: int, row: SummaryRow) -> list[tuple[Cell, CellValue]]:
        """Return the cells of a row of the sheet that say something else, and what that is.

        What tells whose row it is may be spelled as people do.
        """
        found = table.differences(at, row)
        return [(c, value) for c, value in found if not self._says(table, at, row, c, value)]

    def _says(self, table: Table, at: int, row: SummaryRow, cell: Cell, value: CellValue) -> bool:
        if cell.key:
            return fold_value(value) == fold_value(cell.value)
        return cell.agency and self._index(table, row).says(at, cell, row)

    def _index(self, table: Table, row: SummaryRow) -> Index:
        fields = tuple((cell.header, cell.field) for cell in row.cells)
        if fields not in self._indexes:
            self._indexes[fields] = Index.of(table, Fields.of_row(row))
        return self._indexes[fields]


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
    rows = view.rows_of(table, row.key)
    if len(rows) > 1:
        return Standing(How.DOUBLED, rows)
    if rows:
        changed = bool(view.differences(table, rows[0], row))
        return Standing(How.CHANGED if changed else How.AS_SENT, rows)
    return _astray(view.like(table, row, written))


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


def conflict(standing: Standing, change: Change, view: View) -> SheetConflict:
    """Return the error for a row of the journal that does not stand as it was sent."""
    row, how, anew = change.row, standing.how, _write_anew(change)
    if change.state is State.UNTOLD and how is not How.AS_SENT:
        said = _MARK_GONE, T("Look at the sheet's version history. {anew}", anew=anew)
        return _conflict("row-mark-gone", said, row, view, standing).saying(_DOUBT)
    said = (_REMOVED, anew) if how is How.REMOVED else _HELD[how]
    return _conflict(f"row-{how}", said, row, view, standing).saying(_ONCE)


def _write_anew(change: Change) -> Text:
    """Return how a row is written again, with the report as it is typed where we stand."""
    report = from_here(change.path)
    if report:
        return T("If it is to be written again: `ita-sync push --restore {report}`.", report=report)
    return T(
        "The report file {report} is not there any more. If the row is to be written again, bring "
        "the file back and push it with --restore.",
        report=change.path or change.report,
    )


def doubled(standing: Standing, row: SummaryRow, view: View) -> SheetConflict:
    """Return the error for a key that stands more than once."""
    return _conflict("row-doubled", _HELD[How.DOUBLED], row, view, standing)


def _conflict(
    code: str, said: tuple[Text, Text], row: SummaryRow, view: View, standing: Standing
) -> SheetConflict:
    details: Sequence[Text] = standing.header
    if standing.how is How.CHANGED:
        details = differences(view, view.table(row.cells), standing.rows[0], row)
    elif standing.likenesses:
        table = view.table(row.cells)
        details = likeness.told(table, standing.likenesses)
    elif standing.rows:
        details = [T("Rows: {rows}", rows=[r + 1 for r in standing.rows])]
    what, next_step = said
    return SheetConflict(
        code,
        T("{what} (key: {key}, tab {tab})", what=what, key=row.key, tab=view.snapshot.title),
        details=details,
        next_step=next_step,
    )


def differences(view: View, table: Table, row: int, wanted: SummaryRow) -> list[Text]:
    """Return a line for each cell of a row that differs from `wanted`."""
    return [
        T(
            "Row {row}, {header}: the sheet has {found}, the report says {wanted}",
            row=row + 1,
            header=cell.header,
            found=T("nothing") if found in (None, "") else repr(found),
            wanted=T("nothing") if cell.value is None else str(cell.value),
        )
        for cell, found in view.differences(table, row, wanted)
    ]


_ONCE = T("The row was written once before; this run wrote nothing.")
_DOUBT = T("Whether the row was written before cannot be told; this run wrote nothing more.")
_MARK_GONE = T(
    "The row is not in the sheet as it was sent, and it can no longer be told whether it ever was."
)
_REMOVED = T("The row was written, and somebody removed it.")
_HELD = {
    How.EDITED: (
        T("The row was written, and no row has its key any more; somebody changed it."),
        T(
            "Correct the key of that row in the sheet, then run `ita-sync verify`. Do not write "
            "the row again: it would stand there twice."
        ),
    ),
    How.CHANGED: (
        T("The row was written, and somebody changed it."),
        T(
            "Ask who changed it. Mend the cell in the sheet, or correct the report and have it "
            "signed again."
        ),
    ),
    How.DOUBLED: (
        T("More than one row of the sheet carries this key."),
        T(
            "Are they of two agencies or two tables: add a column to the key that tells them apart "
            "(code, or district), in the configuration. Is one a copy, delete it in the sheet. "
            "Then run the same command again."
        ),
    ),
    How.MISPLACED: (
        T(
            "The row was written, but it does not stand under its headers: columns or rows were "
            "moved meanwhile."
        ),
        T(
            "Move the cells of this row under their headers, in the sheet; then run `ita-sync "
            "verify`."
        ),
    ),
    How.HEADER: (
        T("The row was written, but the header of the sheet changed, so it cannot be read."),
        T(
            "Restore the sheet's header and run `ita-sync verify`; or correct `header` in the "
            "configuration, sign again and run `ita-sync push`: it finds the row and writes "
            "nothing."
        ),
    ),
}

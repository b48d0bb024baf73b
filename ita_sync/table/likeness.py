"""A row that names our agency without our whole key, and what a person is told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ita_sync.errors import SheetConflict
from ita_sync.i18n import T, Text
from ita_sync.row import Cell, SummaryRow, fold_value
from ita_sync.table.table import Table

_MOST_ROWS = 5


class Kind(StrEnum):
    """What sort of row names our agency; the gravest first."""

    KEY_EDITED = "key-edited"
    """It has the content of ours under a key that was typed otherwise."""
    KEY_INCOMPLETE = "same-key-incomplete"
    """A part of the key is blank, and no part is another."""
    OTHER_HAND = "other-hand"
    """Somebody typed other content about our agency."""
    ELSEWHERE = "elsewhere"
    """Most of what we send, but not under its headers: columns or rows were moved."""
    LISTED = "listed"
    """It names the agency, and holds no data."""


@dataclass(frozen=True)
class Likeness:
    """A row (0-based) that names our agency: which of our cells it has, has not, and lacks."""

    row: int
    kind: Kind
    fits: tuple[Cell, ...] = ()
    differs: tuple[Cell, ...] = ()
    blank: tuple[Cell, ...] = ()


def conflict(table: Table, summary: SummaryRow, likenesses: Sequence[Likeness]) -> SheetConflict:
    """Return the error that says which rows name our agency, and what a person can do.

    Args:
        table: the tab.
        summary: the row of the report.
        likenesses: what was found, one at least.
    """
    gravest = list(Kind)
    first = min(likenesses, key=lambda found: (gravest.index(found.kind), found.row))
    code, what, way = _WORDS[first.kind]
    named = {"row": first.row + 1, "tab": table.snapshot.title, "key": summary.key}
    columns = [header for header, _ in summary.key.parts]
    return SheetConflict(
        code,
        T(what.msgid, **named),
        details=told(table, likenesses),
        next_step=T(
            way.msgid,
            row=first.row + 1,
            columns=columns,
            wanted=[f"{cell.header} = {cell.value}" for cell in _wrong(table, first.row, summary)],
        ),
    )


def _wrong(table: Table, row: int, summary: SummaryRow) -> list[Cell]:
    """Return the cells of the key that a row does not hold as they are found by."""
    return [cell for cell in summary.cells if cell.key and not _holds(table, row, cell)]


def _holds(table: Table, row: int, cell: Cell) -> bool:
    return fold_value(table.value(row, cell.header)) == fold_value(cell.value)


def told(table: Table, likenesses: Sequence[Likeness]) -> list[Text]:
    """Return lines that say which rows name our agency, and how they compare with ours."""
    return list(_details(table, likenesses))


def _details(table: Table, likenesses: Sequence[Likeness]) -> Iterator[Text]:
    stray = [found.row + 1 for found in likenesses if found.kind is Kind.ELSEWHERE]
    if stray:
        yield T("Rows: {rows}", rows=stray)
    for found in [each for each in likenesses if each.kind is not Kind.ELSEWHERE][:_MOST_ROWS]:
        yield from _compared(table, found)
    if len(likenesses) > _MOST_ROWS:
        yield T("… and {count} more.", count=len(likenesses) - _MOST_ROWS)


def _compared(table: Table, found: Likeness) -> Iterator[Text]:
    """Yield how a row and ours compare: what names a report cell by cell, data by their headers.

    A part of the key that is typed otherwise differs, too: a row is found by how we write it.
    """
    row = found.row + 1
    typed_otherwise = [
        cell for cell in found.fits if cell.key and not _holds(table, found.row, cell)
    ]
    fits = [cell for cell in found.fits if cell not in typed_otherwise]
    data = [cell for cell in found.differs if not _names(cell)]
    if fits:
        yield T("Row {row} has the same as the report in: {fits}", row=row, fits=_headers(fits))
    for cell in (*typed_otherwise, *filter(_names, found.differs)):
        yield T(
            "Row {row}, {header}: the sheet has {found}, the report says {wanted}",
            row=row,
            header=cell.header,
            found=repr(table.value(found.row, cell.header)),
            wanted=str(cell.value),
        )
    if data:
        yield T("Row {row} has something else in: {headers}", row=row, headers=_headers(data))
    if found.blank:
        yield T("Row {row} has nothing in: {headers}", row=row, headers=_headers(found.blank))


def _names(cell: Cell) -> bool:
    return cell.key or cell.agency or cell.field == "fiscal_year"


def _headers(cells: Sequence[Cell]) -> list[str]:
    return [cell.header for cell in cells]


_LOOKS_LIKE_OURS = (
    "looks-like-ours",
    T("Row {row} of tab {tab} names the agency of {key}, but its key is not the same."),
    T(
        "If row {row} is the row of this report, write there: {wanted}. If the row is wrong, "
        "delete it. If it is the row of another agency or year, correct there what is the same as "
        "in the report. Then run again."
    ),
)
_WORDS: dict[Kind, tuple[str, Text, Text]] = {
    Kind.KEY_EDITED: _LOOKS_LIKE_OURS,
    Kind.OTHER_HAND: _LOOKS_LIKE_OURS,
    Kind.KEY_INCOMPLETE: (
        "key-incomplete",
        T("Row {row} of tab {tab} may be the row of {key}: its key is incomplete."),
        T(
            "If row {row} is the row of this report, write there: {wanted}. If it is the row of "
            "another agency or year, complete these columns as they are for it: {columns}. If it "
            "is a rest, of a sort of some columns or of a write that went astray, put it back as "
            "the sheet's version history shows it, or delete it. Then run again."
        ),
    ),
    Kind.ELSEWHERE: (
        "row-elsewhere",
        T("Most of what {key} says already stands in the tab, but not under these headers."),
        T(
            "Were columns or rows moved, or columns configured anew? Move the cells under their "
            "headers, or delete that row, in the sheet; then run again."
        ),
    ),
    Kind.LISTED: (
        "listed-beforehand",
        T("Row {row} of tab {tab} already lists {key}, without data."),
        T(
            "Is row {row} the row of this report, write there: {wanted}; then run again: what is "
            "blank is filled. Is it of another agency of that name, write the code or the district "
            "of that one there. Was the row of this report removed, and is the listed one to be "
            "filled: `ita-sync push --restore`."
        ),
    ),
}

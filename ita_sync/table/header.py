"""The header of a table: one row, or a band of rows that are read as one.

`คะแนน` over `IIT`, `EIT` and `OIT`, merged or not, makes the columns `คะแนน / IIT` and so on; each
also goes by the text of one of its rows.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from ita_sync import thai
from ita_sync.errors import SheetConflict
from ita_sync.google import CellValue, Snapshot
from ita_sync.i18n import T, Text
from ita_sync.row import fold_value
from ita_sync.rules import kinds
from ita_sync.table.lines import Headed, Layout, counts_columns

# Titles and remarks above a header take a few rows; what looks like a header further down is data.
HEADER_SEARCH = 30
MOST_ROWS = 3
_KINDS = tuple(filter(None, (*kinds.KINDS, *kinds.KINDS.values())))
_AMONG_OTHERS = frozenset("/(,")  # `อบต./เทศบาล` names no agency

Names = list[tuple[str, ...]]
"""By column: what it goes by, the whole way through the band first."""


@dataclass(frozen=True)
class Header:
    """Where a header is; rows and columns are 0-based.

    Attributes:
        top: its first row.
        bottom: the last row that names columns.
        end: the last row of the band: units or numbers of columns may stand below the names.
        columns: the column of each header.
    """

    top: int
    bottom: int
    end: int
    columns: dict[str, int]

    @property
    def rows(self) -> range:
        """The rows that name columns."""
        return range(self.top, self.bottom + 1)


def find_header(
    snapshot: Snapshot, columns: Sequence[Headed], header_row: int | None = None
) -> Header:
    """Return the header of a tab, found by the texts of the columns.

    Args:
        snapshot: the tab.
        columns: the mapping.
        header_row: 1-based, if configured: one of its rows; else the rows among the first that fit
            best.

    Raises:
        SheetConflict: a header is missing or occurs twice; the details have what was found and a
            proposal, and whether it would be found in other rows than the configured one.
    """
    try:
        return _found(snapshot, columns, header_row)
    except SheetConflict as error:
        raise error.adding(*_elsewhere(snapshot, columns, header_row)) from None


def _elsewhere(
    snapshot: Snapshot, columns: Sequence[Headed], header_row: int | None
) -> Iterator[Text]:
    """Yield where a header is that has all columns, and is not in the configured row."""
    if header_row is None:
        return
    with suppress(SheetConflict):
        found = _found(snapshot, columns)
        yield T(
            "The configured header_row is {row}; a header with all columns is in row {other}. If "
            "that table is meant, correct `header_row` in the configuration.",
            row=header_row,
            other=found.top + 1,
        )


def _found(snapshot: Snapshot, columns: Sequence[Headed], header_row: int | None = None) -> Header:
    wanted = {thai.fold(column.header): column.header for column in columns}
    top, bottom = _best(snapshot, wanted, header_row)
    names = names_of(snapshot, top, bottom)
    places = _places(names, wanted)
    missing = [column.header for column in columns if column.header not in places]
    if missing:
        taken = {column for found in places.values() for column in found}
        known = [column for column in columns if column.header in places]
        end = _end(snapshot, bottom, Layout(known, {h: found[0] for h, found in places.items()}))
        free = _free(names_of(snapshot, top, end), taken)
        raise _missing(snapshot, range(top, end + 1), missing, free)
    first = {header: found[0] for header, found in places.items()}
    end = _end(snapshot, bottom, Layout(columns, first))
    # A text over several columns is none of them, which shows only with the rows below it.
    words = [row for row in range(bottom, end + 1) if not counts_columns(snapshot.rows[row])]
    below = _places(names_of(snapshot, top, max(words, default=bottom)), wanted)
    doubled = {header: found for header, found in below.items() if len(found) > 1}
    if doubled:
        raise _doubled(snapshot, range(top, end + 1), doubled)
    return Header(top, bottom, end, first)


def names_of(snapshot: Snapshot, top: int, bottom: int) -> Names:
    """Return what each column goes by in a band of rows."""
    rows = [_texts(snapshot.rows.get(row, ())) for row in range(top, bottom + 1)]
    width = max(map(len, rows), default=0)
    padded = [[*texts, *[""] * (width - len(texts))] for texts in rows]
    for upper, lower in reversed(list(pairwise(padded))):
        for column in range(1, width):
            # Where cells are merged, only the first has the text.
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return [_called(way) for way in zip(*padded, strict=True)]


def _called(way: Sequence[str]) -> tuple[str, ...]:
    steps = tuple(dict.fromkeys(filter(None, way)))
    return (" / ".join(steps), *steps) if len(steps) > 1 else steps


def _texts(cells: Sequence[CellValue]) -> list[str]:
    return [_text(value) or "" for value in cells]


def _text(value: CellValue) -> str | None:
    """Return what a cell may call a column, a year as a number too; None where it is a figure."""
    if value is None or isinstance(value, str):
        return (value or "").strip()
    year = fold_value(value)
    return year if thai.fiscal_years(year) else None


def _best(snapshot: Snapshot, wanted: Mapping[str, str], header_row: int | None) -> tuple[int, int]:
    """Return the band that names most of the columns: of these one with fewest rows, the first."""

    def matches(band: tuple[int, int]) -> int:
        return len(_places(names_of(snapshot, *band), wanted))

    given = None if header_row is None else header_row - 1
    found = list(bands(snapshot, given, height=1))
    for band in found:
        if matches(band) == len(wanted):
            return band
    found += [band for more in range(2, MOST_ROWS + 1) for band in bands(snapshot, given, more)]
    return max(found, key=matches, default=(given or 0,) * 2)  # of equals the first


def bands(snapshot: Snapshot, given: int | None, height: int) -> Iterable[tuple[int, int]]:
    """Yield the bands of so many rows, all of words, among the first rows or around the given."""
    tops = range(HEADER_SEARCH) if given is None else range(given - height + 1, given + 1)
    for top in tops:
        rows = [snapshot.rows.get(row) for row in range(top, top + height)]
        if not all(cells and (height == 1 or only_words(cells)) for cells in rows):
            continue
        if not any(_names_an_agency(cells or ()) for cells in rows[1:]):
            yield top, top + height - 1


def only_words(cells: Sequence[CellValue]) -> bool:
    """Return whether a row could be one of several in a header: it has no figures but years."""
    return all(_text(value) is not None for value in cells)


def _names_an_agency(cells: Sequence[CellValue]) -> bool:
    """Return whether a row lists an agency, kind and all, as none of a header does.

    A sort can put the text of a header into the row of an agency right below it.
    """
    texts = [text for text in _texts(cells) if not _AMONG_OTHERS.intersection(text)]
    return any(text.startswith(word) and text != word for text in texts for word in _KINDS)


def _end(snapshot: Snapshot, bottom: int, layout: Layout) -> int:
    end = bottom
    while end - bottom < MOST_ROWS - 1 and layout.explains(snapshot.rows.get(end + 1, ())):
        end += 1
    return end


def _places(names: Names, wanted: Mapping[str, str]) -> dict[str, list[int]]:
    """Return the columns of each wanted header that occurs; `wanted` is keyed by folded text.

    `คะแนนรวม` is the column of that whole name, where there is one beside `ปี 2565 / คะแนนรวม`.
    """
    whole: dict[str, list[int]] = {}
    by_step: dict[str, list[int]] = {}
    for column, called in enumerate(names):
        for step, text in enumerate(dict.fromkeys(map(thai.fold, called))):
            if text in wanted:
                found = by_step if step else whole
                found.setdefault(wanted[text], []).append(column)
    return by_step | whole


def _free(names: Names, taken: set[int]) -> dict[str, int]:
    """Return the names of the columns that are not taken."""
    return {
        thai.clean(called[0]): column
        for column, called in enumerate(names)
        if called and column not in taken
    }


def letter(column: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _missing(
    snapshot: Snapshot, rows: range, missing: Sequence[str], free: Mapping[str, int]
) -> SheetConflict:
    details = [
        T(
            "Row {row} of tab {tab} holds: {found}",
            row=row + 1,
            tab=snapshot.title,
            found=_headers(snapshot, row),
        )
        for row in rows
    ]
    details += [_proposal(header, free) for header in missing]
    return SheetConflict(
        "header-missing",
        T("The header of the sheet lacks: {missing}", missing=missing),
        details=details,
        next_step=T(
            "Correct `header` of these columns in the configuration, or ask the sheet's owner."
        ),
    )


def _proposal(header: str, free: Mapping[str, int]) -> Text:
    """Return which of the free header texts, given with their columns, may be the missing one."""
    folded = [thai.fold(text) for text in free]
    near = difflib.get_close_matches(thai.fold(header), folded, n=1, cutoff=0.5)
    if not near:
        return T("Nothing in the sheet looks like “{header}”.", header=header)
    text = list(free)[folded.index(near[0])]
    return T(
        "Proposal: header = “{near}” (column {column}) instead of “{header}”",
        near=text,
        column=letter(free[text]),
        header=header,
    )


def _doubled(snapshot: Snapshot, rows: range, doubled: dict[str, list[int]]) -> SheetConflict:
    details = []
    for header, places in doubled.items():
        columns = [letter(column) for column in places]
        details.append(T("“{header}”: columns {columns}", header=header, columns=columns))
        # A row above may tell the columns apart, although it is not needed to find the others.
        for top in (rows.start, max(rows.start - 1, 0)):
            names = names_of(snapshot, top, rows.stop - 1)
            ways = list(dict.fromkeys(thai.clean(names[column][0]) for column in places))
            if len(ways) == len(places):
                told = [f"“{way}”" for way in ways]
                details.append(T("Tell them apart: header = {ways}", ways=told))
                break
    return SheetConflict(
        "header-doubled",
        T("A header occurs twice in row {row} of tab {tab}.", row=rows[0] + 1, tab=snapshot.title),
        details=details,
        next_step=T("Ask the sheet's owner to rename one of them, then run again."),
    )


def _headers(snapshot: Snapshot, row: int) -> list[str]:
    return [
        f"{letter(column)} “{str(value).strip()}”"
        for column, value in enumerate(snapshot.rows.get(row, ()))
        if value is not None and str(value).strip()
    ]

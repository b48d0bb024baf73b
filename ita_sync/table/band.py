"""Which rows are the header of a tab that nobody mapped yet, and what columns may show by it."""

from collections import Counter

from ita_sync import thai
from ita_sync.google import CellValue, Snapshot
from ita_sync.table.header import MOST_ROWS, Names, bands, names_of, only_words
from ita_sync.table.known_headers import counts_rows, fields_of, years_of

_FEWEST = 2
"""Columns that have to be known before a row is taken for a header."""


def header_band(snapshot: Snapshot, header_row: int | None) -> tuple[int, int] | None:
    """Return the first and the last row of the header, 0-based; None where no row looks like one.

    Args:
        snapshot: the tab.
        header_row: 1-based, a row of the header, where a person named it.
    """
    given = None if header_row is None else header_row - 1
    found = [band for height in range(1, MOST_ROWS + 1) for band in bands(snapshot, given, height)]
    top, bottom = max(found, key=lambda band: _known(snapshot, band), default=(0, 0))
    if not found or (given is None and _known(snapshot, (top, bottom))[0] < _FEWEST):
        return None
    while bottom - top < MOST_ROWS - 1 and _has_band_above(snapshot, top, bottom):
        top -= 1
    while bottom - top < MOST_ROWS - 1 and _goes_on(snapshot, top, bottom):
        bottom += 1
    return top, bottom


def read(snapshot: Snapshot, top: int, names: Names) -> list[tuple[str, ...]]:
    """Return what each column may show by its header.

    Where no title says of which year the tab is, it may be the last one that the header names.
    """
    titles = [snapshot.rows.get(row, ()) for row in reversed(range(top))]
    said = [years_of([v for v in row if isinstance(v, str)]) for row in titles]
    titled = next(filter(None, said), thai.fiscal_years(snapshot.title))
    named = years_of([step for each in names for step in each])
    certain = len(titled) == 1
    year = max(titled if certain else named, default=None)
    return [fields_of(each[1:] or each, year, certain=certain) for each in names]


def _known(snapshot: Snapshot, band: tuple[int, int]) -> tuple[int, int]:
    """Return how many fields a band names; of equals the one with fewer columns of one header."""
    names = names_of(snapshot, *band)
    found = {fields[0] for fields in read(snapshot, band[0], names) if fields}
    called = Counter(thai.fold(each[0]) for each in names if each)
    return len(found), -sum(times for times in called.values() if times > 1)


def _has_band_above(snapshot: Snapshot, top: int, bottom: int) -> bool:
    """Return whether the row above stands over columns; a title is alone, over the first."""
    above = snapshot.rows.get(top - 1, ())
    named = [at for at, each in enumerate(names_of(snapshot, top, bottom)) if each]
    texts = [at for at, value in enumerate(above) if not _blank(value)]
    over = set(texts) & set(named)
    return bool(over) and texts != named[:1] and only_words(above)


def _goes_on(snapshot: Snapshot, top: int, bottom: int) -> bool:
    """Return whether the row below parts columns whose text above stands over several."""
    below, names = snapshot.rows.get(bottom + 1, ()), names_of(snapshot, top, bottom)
    filled = {at for at, value in enumerate(below) if not _blank(value)}
    said = {at for at in filled if at < len(names) and names[at]}
    found = read(snapshot, top, names)
    who = {at for at, fields in enumerate(found) if any(f.startswith("agency.") for f in fields)}
    who |= {at for at, each in enumerate(names) if each and counts_rows(each[0])}
    return bool(said and filled - said) and not filled & who and only_words(below)


def _blank(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())

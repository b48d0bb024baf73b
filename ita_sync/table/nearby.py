"""What stands around a listed row and says whose it is: a heading, a title, an owner's column.

Agencies of one name are common: อบต.หนองแวง is there in two districts of a province. A row whose
own cells do not say the district may stand under a heading that does.
"""

import re
from collections.abc import Iterator

from ita_sync import thai
from ita_sync.google import CellValue, Snapshot
from ita_sync.table import spelled
from ita_sync.table.header import Header
from ita_sync.table.place import Block

_LONE = 2
"""Cells that a heading may have."""
_DISTRICT = re.compile(r"(?:อำเภอ|อ\.)\s*([ก-๎]+)")
_PROVINCE = re.compile(r"(?:จังหวัด|จ\.)\s*([ก-๎]+)")
_COLUMNS = {"อำเภอ": _DISTRICT, "จังหวัด": _PROVINCE}


def said_otherwise(
    snapshot: Snapshot, header: Header, block: Block, row: int, place: tuple[str, str]
) -> tuple[int, str] | None:
    """Return a row (0-based) and a text in it by which a listed row is of another place.

    None where nothing says so.

    Args:
        snapshot: the tab.
        header: its header.
        block: that of the row.
        row: 0-based.
        place: district and province of the report; "" where not known.
    """
    district, province = spelled.district(place[0]), spelled.province(place[1])
    ours = {_DISTRICT: spelled.whole_district(district, province), _PROVINCE: province}
    for at, kind, said in _said(snapshot, header, block, row):
        wanted = ours[kind]
        named = spelled.province(said) if kind is _PROVINCE else spelled.district(said)
        if kind is _DISTRICT:
            named = spelled.whole_district(named, province)
        if wanted and named and named != wanted and not spelled.lacks_a_mark(named, wanted):
            return at, said
    return None


def is_heading(snapshot: Snapshot, row: int) -> bool:
    """Return whether a row only names a district: those below it are of agencies there."""
    filled = _filled(snapshot, row)
    return 0 < len(filled) <= _LONE and bool(_DISTRICT.search(" ".join(map(str, filled))))


def _said(
    snapshot: Snapshot, header: Header, block: Block, row: int
) -> Iterator[tuple[int, "re.Pattern[str]", str]]:
    """Yield what is said of a row's place: in its other columns, then by heading, then by title."""
    for column, kind in _others(snapshot, header).items():
        value = snapshot.covering(row, column)
        if value not in (None, ""):
            yield row, kind, str(value)
    bottom = block.header.bottom if block.header else block.top
    heading = _heading(snapshot, row, bottom)
    above = ([heading] if heading is not None else []) + list(block.title)
    for at in above:
        text = " ".join(str(value) for value in _filled(snapshot, at))
        for kind in (_DISTRICT, _PROVINCE):
            found = kind.search(thai.clean(text))
            if found:
                yield at, kind, found[1]


def _others(snapshot: Snapshot, header: Header) -> dict[int, "re.Pattern[str]"]:
    """Return the columns of district and province that are not configured."""
    ours = set(header.columns.values())
    return {
        column: _COLUMNS[thai.fold(value)]
        for row in header.rows
        for column, value in enumerate(snapshot.rows.get(row, ()))
        if column not in ours and isinstance(value, str) and thai.fold(value) in _COLUMNS
    }


def _heading(snapshot: Snapshot, row: int, bottom: int) -> int | None:
    """Return the nearest row above that only names a district."""
    return next((at for at in range(row - 1, bottom, -1) if is_heading(snapshot, at)), None)


def _filled(snapshot: Snapshot, row: int) -> list[CellValue]:
    return [value for value in snapshot.rows.get(row, ()) if value not in (None, "")]

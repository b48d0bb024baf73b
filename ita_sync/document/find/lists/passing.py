"""Items that a list names beside the weak ones: those that pass."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ita_sync.document.find.lists.strengths import mark_of, score_of
from ita_sync.document.find.tables import whole_lists
from ita_sync.document.find.words.labels import Label
from ita_sync.document.find.words.records import Record
from ita_sync.document.find.words.starts import section_of
from ita_sync.rules import Framework
from ita_sync.rules.scoring import FULL

_LEAST = 5
"""Items of a table in which those that pass are more than misread ones."""


def among(
    scored: Sequence[Record], framework: Framework, stated: Decimal | None, *, lossy: bool
) -> list[Record]:
    """Return the records that are about items that pass.

    A recognised score above the pass mark may be misread; but where half of a table pass, or more,
    it is a list of all items, and no list of weak ones.
    """
    above = [record for record in scored if _passes(record, framework, stated)]
    if not lossy:
        return above
    whole, passing = _tables(scored), _tables(above)
    return [
        record
        for record in scored
        if score_of(record) == FULL
        or (record in above and 2 * passing[_table(record)] >= whole[_table(record)] >= _LEAST)
    ]


def _tables(records: Iterable[Record]) -> Counter[tuple[int | None, int | None]]:
    return Counter(_table(record) for record in records)


def _table(record: Record) -> tuple[int | None, int | None]:
    """Return the page and table that a record stands in."""
    place = record.cells[Label.ITEM].place
    return place.page, place.table


def _passes(record: Record, framework: Framework, stated: Decimal | None) -> bool:
    """Say whether a typed record is about an item that is not weak, whatever its caption says.

    Where the year does not tell its pass mark, the mark that the document states does. Where there
    is none either, an item in a list of all items is weak only if its row says so, or without
    points in open data; in any other list all are but those with full marks.
    """
    value, mark = score_of(record), mark_of(record, framework)
    mark = stated if mark is None else mark
    if value is None or any(record.cells[Label.SCORE].rivals):
        return False
    if mark is not None:
        return value >= mark
    if record.said_weak is not None or whole_lists.says_kept(record):
        return not record.said_weak
    if record.whole and value > 0:
        return True
    return value >= FULL and "all" in (record.context.section, section_of(record.context.caption))


def is_untold(record: Record, framework: Framework, stated: Decimal | None) -> bool:
    """Say whether nothing tells that an item which passes is not weak, but the list it is in."""
    marks = (stated, mark_of(record, framework))
    value, told = score_of(record), record.said_weak is not None or whole_lists.says_kept(record)
    return marks == (None, None) and not told and value is not None and value < FULL

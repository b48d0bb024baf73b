"""Plans that lie on their side: what is said stands on the left, a measure in each column.

`· แผนงาน 1 · แผนงาน 2` over `ประเด็น · i8 … · e14 …`, and `เจ้าภาพ · กองคลัง · กองช่าง` below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_sync import thai
from ita_sync.document.find.words import repair
from ita_sync.document.find.words.labels import MEASURES, Label, label_of
from ita_sync.document.parts import Block, Row, Table

_NARROW, _SEVERAL = 3, 2
"""The fewest columns of such a table, and the fewest labels on its left."""


def lies(rows: Sequence[Row]) -> bool:
    """Say whether a table has a measure in each column: only its left column names what is said."""
    labels, top = _labels(rows), [label_of(repair.flat(cell or "")) for cell in rows[0].cells[1:]]
    told = labels[1:] if labels[0] is None else labels
    return (
        len(rows[0].cells) >= _NARROW
        and len(told) >= _SEVERAL
        and None not in told
        and len({*told}) == len(told)
        and not MEASURES.isdisjoint(told)
        and not any(top)
    )


def uncounted(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of such a table without that which only counts its measures."""
    found = [row for row in rows if not _counts(row)]
    return found if len(found) < len(rows) and len(found) > _SEVERAL and lies(found) else rows


def _counts(row: Row) -> bool:
    numbers = [thai.digits(repair.flat(cell or "")).strip(" .)") for cell in row.cells[1:]]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks of a document, such a table as one where the next page goes on with it.

    Its heads stand there again; what is said below them is not what was said before. So is any of
    which the page before has the heads alone.
    """
    found: list[Block] = []
    at: int | None = None
    for block in blocks:
        known = found[at] if at is not None else None
        if not isinstance(block, Table) or not block.rows:
            found.append(block)
        elif isinstance(known, Table) and at is not None and _goes_on(known.rows, block.rows):
            found[at] = replace(known, rows=(*known.rows, *block.rows[1:]))
        elif isinstance(known, Table) and found[-1] is known and _heads(known.rows, block.rows):
            found[-1] = _headed(known, block)
        else:
            at = len(found)
            found.append(block)
    return found


def _goes_on(above: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Say whether rows are more of a table that lies on its side, on the page after it."""
    if not _turns_page(above, rows) or rows[0].cells != above[0].cells:
        return False
    told = [*_labels(above)[1:], *_labels(rows)[1:]]
    return lies(above) and None not in told and len({*told}) == len(told)


def _headed(heads: Table, block: Table) -> Table:
    """Return a table with the heads that the page before it has, unless they stand there again."""
    again = block.rows[0].cells == heads.rows[0].cells
    return block if again else replace(block, rows=(*heads.rows, *block.rows))


def _heads(above: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Say whether nothing but the heads of rows fitted on the page before them."""
    if not _turns_page(above, rows) or len(above[-1].cells) != len(rows[0].cells):
        return False
    told = _labels_across(above[-1])
    again = above[0].cells == rows[0].cells
    return len(above) == 1 and len(told) > 1 and (again or not _labels_across(rows[0]))


def _labels_across(row: Row) -> list[Label]:
    return [label for cell in row.cells if (label := label_of(repair.flat(cell or "")))]


def _turns_page(above: Sequence[Row], rows: Sequence[Row]) -> bool:
    page, before = rows[0].place.page, above[-1].place.page
    return page is not None and before is not None and page == before + 1


def _labels(rows: Sequence[Row]) -> list[Label | None]:
    return [label_of(repair.flat(row.cells[0] or "")) for row in rows]

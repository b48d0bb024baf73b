"""A document read once more into a form in which a person has decided: nothing of that is lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ita_sync import thai
from ita_sync.document import describe
from ita_sync.document.draft import Draft
from ita_sync.document.form import marks
from ita_sync.document.form.beside import ORIGINS
from ita_sync.document.form.placing import Placed, place
from ita_sync.document.form.reading import Filled, fill
from ita_sync.document.form.values import UNKNOWN
from ita_sync.document.write import complete
from ita_sync.errors import ReportError
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework

_LISTED = 5
"""Differences that are named."""
Said = tuple[str, str, str, str]
"""Sheet, row, column and value of a cell, as the form calls them."""


@dataclass(frozen=True)
class Again:
    """How a form stands to a document that is read into it again.

    Attributes:
        same: the document says what it said.
        touched: somebody has ticked, changed or added something.
        left: lines of the list that are not ticked.
        differences: what the document says otherwise.
    """

    same: bool
    touched: bool
    left: int
    differences: tuple[Text, ...]


def compare(draft: Draft, data: bytes, rules: Callable[[int], Framework]) -> Again | None:
    """Return how a form stands to what was read now; None if it was not read from a document.

    Args:
        draft: what was read.
        data: the workbook.
        rules: gives the rules of a fiscal year.
    """
    try:
        filled = fill(data, rules)
    except ReportError:
        return None
    table = filled.tables.get(ORIGINS.title)
    if table is None:
        return None
    before = Counter(_recorded(filled))
    now = Counter(record(place(complete(draft))))
    stands = Counter(_evened(each) for each in record(place(filled.fields)) if each[3])
    ticks = marks.lines(filled)
    touched = (
        any(line.ticked is not False for line in ticks)
        or stands != Counter(each for each in before.elements() if each[3])
        or bool(filled.notes)
    )
    now_evened = Counter(_evened(each) for each in now.elements())
    return Again(
        now_evened == before,
        touched,
        sum(not line.ticked for line in ticks),
        tuple(_differences(before, now_evened)),
    )


def record(placed: Iterable[Placed]) -> Iterator[Said]:
    """Yield what was read, cell by cell, as the sheet of origins keeps it."""
    for cell in placed:
        if cell.text is not None or any(field.copies for _, field in cell.inside):
            yield cell.sheet.title, cell.name, cell.column.thai, cell.text or ""


def _recorded(filled: Filled) -> Iterator[Said]:
    table = filled.tables[ORIGINS.title]
    for row in table.rows():
        said = [
            cell.text if (cell := row.cells.get(key)) else ""
            for key in ("sheet", "row", "column", "value")
        ]
        yield _evened((said[0], said[1], said[2], said[3]))


def _evened(said: Said) -> Said:
    """Return what a cell says without what a spreadsheet or a keyboard may change."""
    sheet, row, column, value = (thai.fold(text) for text in said)
    return sheet, row, column, "" if value == UNKNOWN else value


def _differences(before: Counter[Said], now: Counter[Said]) -> Iterator[Text]:
    """Yield what the document says otherwise, the first few by name."""
    gone, new = list((before - now).elements()), list((now - before).elements())
    was: dict[tuple[str, ...], str] = {each[:3]: each[3] for each in gone}
    said = [(key, was.pop(key, ""), value) for *names, value in new if (key := tuple(names))]
    said += [(key, value, "") for key, value in was.items()]
    for names, old, value in said[:_LISTED]:
        yield T(
            "{what}: {was} → {now}",
            what=" · ".join(name for name in names if name),
            was=describe.quote(old) or "–",
            now=describe.quote(value) or "–",
        )
    if len(said) > _LISTED:
        yield T("… and {count} more.", count=len(said) - _LISTED)

"""Whether what we send is on the list of a column that has one: the API writes past such lists.

A value is on the list when it is the same text; one that only looks alike is refused, because the
list would reject it, and a row in the list's spelling would not be the one that was signed.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from ita_sync import thai
from ita_sync.errors import SheetConflict
from ita_sync.google import Snapshot, quote_title
from ita_sync.i18n import T, Text
from ita_sync.row import Cell, SummaryRow, Value
from ita_sync.table.header import Header

_RANGE = re.compile(
    r"=(?:(?P<tab>.+)!)?\$?(?P<left>[A-Z]+)\$?(?P<top>[0-9]+):\$?(?P<right>[A-Z]+)\$?(?P<bottom>[0-9]+)"
)
_MOST = 30
"""Choices that a message names."""

Lists = list[tuple[Cell, tuple[str, ...]]]


def lists(snapshot: Snapshot, header: Header, rows: Sequence[int], summary: SummaryRow) -> Lists:
    """Return the cells of a row that have a list to choose from, with its choices.

    Args:
        snapshot: the tab.
        header: its header.
        rows: where a list counts, the nearest first.
        summary: the row.
    """
    found = []
    for cell in summary.cells:
        column = header.columns[cell.header]
        given = next((c for row in rows if (c := snapshot.choices.get((row, column)))), None)
        if given and cell.value is not None:
            found.append((cell, _in_tab(snapshot, given)))
    return found


def elsewhere(found: Lists) -> list[Text]:
    """Return a line for each list that stands in another tab: it is not compared."""
    return [
        T(
            "The list for {header} stands elsewhere ({range}): whether {value} is on it was not "
            "checked.",
            header=cell.header,
            range=choices[0].removeprefix("="),
            value=str(cell.value),
        )
        for cell, choices in found
        if _is_range(choices)
    ]


def not_listed(found: Lists, tab: str) -> SheetConflict | None:
    """Return the error for the values that are not on their list, None where all are."""
    wrong = [
        (cell, choices)
        for cell, choices in found
        if not _is_range(choices) and not any(_same(cell.value, choice) for choice in choices)
    ]
    if not wrong:
        return None
    return SheetConflict(
        "not-in-list",
        T(
            "Tab {tab} has lists to choose from, and these values are not on them: {headers}",
            tab=tab,
            headers=[cell.header for cell, _ in wrong],
        ),
        details=[line for cell, choices in wrong for line in _told(cell, choices)],
        next_step=T(
            "Correct the report, or the constant in the configuration, and have it signed again; "
            "or ask the sheet's owner to put the value on the list."
        ),
    )


def _told(cell: Cell, choices: tuple[str, ...]) -> Iterable[Text]:
    more = ["…"] if len(choices) > _MOST else []
    yield T(
        "{header}: the report says “{value}”, the list has: {choices}",
        header=cell.header,
        value=str(cell.value),
        choices=[*choices[:_MOST], *more],
    )
    folded = {thai.fold(choice): choice for choice in choices}
    for near in difflib.get_close_matches(thai.fold(str(cell.value)), folded, n=1, cutoff=0.8):
        yield T("Probably meant: “{choice}”", choice=folded[near])


def _same(value: Value, choice: str) -> bool:
    if not isinstance(value, Decimal):
        return thai.clean(str(value)) == thai.clean(choice)
    try:
        return Decimal(thai.figure(choice)) == value
    except (ValueError, InvalidOperation):
        return False


def _is_range(choices: tuple[str, ...]) -> bool:
    return len(choices) == 1 and choices[0].startswith("=")


def _in_tab(snapshot: Snapshot, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the choices that a range of the same tab holds; others as they are."""
    range_ = _RANGE.fullmatch(choices[0]) if _is_range(choices) else None
    if range_ is None or range_["tab"] not in (None, snapshot.title, quote_title(snapshot.title)):
        return choices
    left, right = _column(range_["left"]), _column(range_["right"])
    rows = range(int(range_["top"]) - 1, int(range_["bottom"]))
    cells = [snapshot.cell(row, column) for row in rows for column in range(left, right + 1)]
    return tuple(str(value) for value in cells if value not in (None, ""))


def _column(letters: str) -> int:
    """Return the 0-based column of letters: A is 0."""
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - ord("A") + 1
    return number - 1

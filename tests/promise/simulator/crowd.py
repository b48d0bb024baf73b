"""People and offices at work, as the second edition plays them: acts become edits of the sheet."""

import random
from collections.abc import Callable, Sequence

from tests.promise import edits
from tests.promise.simulator.listing import ROWS, below_last_year, list_row
from tests.promise.simulator.sight import HEADER, Request, Sight, counts, pick
from tests.promise.world import START

YEAR, LAST_YEAR = 2566, 2565
HALF = 0.5
EPOCHS = 10**9


def _list_agency(s: Sight) -> list[Request]:
    """An agency put on the list before it reports: by name, its code blank, perhaps its year."""
    values = {cell.header: cell.value for cell in s.cast.row(s.report).cells}
    said = {header: _typed(values[header]) for header in ("หน่วยงาน", "อำเภอ", "จังหวัด")}
    if s.where[1] < HALF:
        said["ปีงบประมาณ"] = YEAR
    return list_row(s, said)


def _typed(value: object) -> str | float:
    return float(value) if isinstance(value, int | float) else str(value)


def _mistype_year(s: Sight) -> list[Request]:
    column = s.under("ปีงบประมาณ")
    wrong = (LAST_YEAR, YEAR + 1, "25666", "")
    value = wrong[pick(range(len(wrong)), s.where[1])]
    if column is None:
        return []
    return [edits.put(s.mine, column, value) if value else edits.delete_cells(s.mine, column)]


def _swap_digits(s: Sight) -> list[Request]:
    """Two digits of the code change places."""
    code, at = str(s.values[s.key]), 2 + pick(range(4), s.where[1])
    swapped = code[:at] + code[at + 1 : at + 2] + code[at : at + 1] + code[at + 2 :]
    return [edits.put(s.mine, s.key, swapped)] if swapped != code else []


def _last_year(s: Sight) -> list[list[str | float]]:
    """Rows of last year: ours with other scores, another letter and another link."""
    rows = []
    for report in range(2):
        row: list[str | float] = []
        for cell in s.cast.row(report).cells:
            value = cell.value
            if cell.header == "ปีงบประมาณ":
                row.append(LAST_YEAR)
            elif cell.type == "number":
                row.append(60.5 + report)
            elif cell.key or cell.agency:
                row.append(str(value))
            else:
                row.append(f"{str(value)[:40]} {LAST_YEAR}")
        rows.append(row)
    return rows


def _put_rows(top: int, rows: Sequence[Sequence[str | float]]) -> list[Request]:
    return [
        edits.put(top + at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
    ]


def _list_last_year(s: Sight) -> list[Request]:
    at = below_last_year(s)
    return [edits.insert("ROWS", at, 2), *_put_rows(at, _last_year(s))]


def _stack_table(s: Sight) -> list[Request]:
    """Last year's table below this year's, with its header."""
    return _put_rows(s.used + 2, [s.headers, *_last_year(s)])


def _repeat_header(s: Sight) -> list[Request]:
    at = max(s.row, HEADER + 1)
    return [edits.insert("ROWS", at), *_put_rows(at, [s.headers])]


def _fill_room(s: Sight) -> list[Request]:
    """Other programs take what is left of the room, but for a bit."""
    taken = sum(len(mark.key) + len(mark.value or "") for mark in s.book.marks)
    least, most = ((21_500, 26_500), (27_100, 29_300))[s.where[0] < HALF]
    left = int(least + s.where[1] * (most - least)) - taken
    number = max((mark.id for mark in s.book.marks if mark.id < 10**6), default=0) + 6000
    return [edits.mark(number, "x" * (left - len("other-app")))] if left > 100 else []


def _others_push(s: Sight) -> list[Request]:
    """Other offices with this version have written a dozen batches meanwhile."""
    dice = random.Random(s.next)  # noqa: S311 - repeatable on purpose, no secret
    many = 105 if s.where[2] > 0.8 else 12
    return [_our_mark(s.next + at, "row", dice, int(START)) for at in range(many)]


def _others_clear(s: Sight) -> list[Request]:
    """Another office makes room: an epoch is closed, all marks but the newest are taken away."""
    ours = sorted(mark.id for mark in s.book.marks if counts(mark))
    if len(ours) < 2:
        return []
    epochs = [mark for mark in s.book.marks if mark.id >= EPOCHS and mark.key == "ita-sync"]
    closed = [mark for mark in epochs if " epoch " in (mark.value or "")]
    number = max((mark.id for mark in closed), default=EPOCHS - 1) + 1
    highest = max(ours[-2], *(int(str(mark.value).split()[-1]) for mark in closed), 0)
    dice = random.Random(number)  # noqa: S311 - repeatable on purpose, no secret
    lookups = [{"metadataId": each, "metadataKey": "ita-sync"} for each in ours[:-1]]
    return [
        _our_mark(number, "epoch", dice, highest),
        *(
            {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
            for lookup in lookups
        ),
    ]


def _our_mark(number: int, kind: str, dice: random.Random, said: int) -> Request:
    return edits.mark(number, f"{number} {kind} {dice.randbytes(8).hex()} {said}", "ita-sync")


NEWER: dict[str, Callable[[Sight], list[Request]]] = {
    **ROWS,
    "list agency": _list_agency,
    "mistype year of ours": _mistype_year,
    "swap digits of the code of ours": _swap_digits,
    "list last year": _list_last_year,
    "stack table": _stack_table,
    "repeat header": _repeat_header,
    "fill the room": _fill_room,
    "others push": _others_push,
    "others clear": _others_clear,
}

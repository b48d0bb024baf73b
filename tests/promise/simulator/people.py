"""People at work: an act, and three numbers that choose where, become an edit of the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ita_sync.sandbox import Sandbox
from ita_sync.sandbox.model import Row, Spreadsheet, Tab
from tests.promise import edits
from tests.promise.simulator.history import Act
from tests.promise.world import BOOK, TAB

Request = dict[str, Any]
RENAMED = " (ใหม่)"
HEADER = 1  # the header's row when nobody moved it
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
HALF = 0.5


def texts(row: Row) -> list[object]:
    """The values in the cells of a row."""
    values = [(cell or {}).get("userEnteredValue") for cell in row]
    return [next(iter(value.values())) if value else None for value in values]


def pick(choices: Sequence[int], share: float) -> int:
    """One of them, chosen by a number from 0 to 1."""
    return choices[min(int(share * len(choices)), len(choices) - 1)]


@dataclass(frozen=True)
class Sight:
    """The sheet as whoever acts sees it, and where they point."""

    book: Spreadsheet
    tab: Tab
    where: tuple[float, float, float]
    codes: set[str]
    headers: list[str]

    @cached_property
    def used(self) -> int:
        """Rows in use, three at least."""
        return max(len(self.tab.rows), 3)

    @cached_property
    def row(self) -> int:
        """A row, or the one after the last."""
        return pick(range(self.used + 1), self.where[0])

    @cached_property
    def width(self) -> int:
        """Columns in use."""
        return max((len(each) for each in self.tab.rows), default=1)

    @cached_property
    def column(self) -> int:
        """A column."""
        return pick(range(self.width), self.where[0])

    @cached_property
    def ours(self) -> list[int]:
        """Rows that hold one of the agency codes."""
        return [
            at
            for at, row in enumerate(self.tab.rows)
            if self.codes.intersection(map(str, texts(row)))
        ]

    @cached_property
    def values(self) -> list[object]:
        """The values of the row of ours that is pointed at; empty when there is none."""
        return texts(self.tab.row(pick(self.ours, self.where[0]))) if self.ours else []

    @cached_property
    def mine(self) -> int:
        """The row of ours that is pointed at."""
        return pick(self.ours, self.where[0])

    @cached_property
    def key(self) -> int:
        """The column of its agency code."""
        return next(at for at, each in enumerate(self.values) if str(each) in self.codes)

    @cached_property
    def next(self) -> int:
        """The number that the program will want next: one above the highest of its marks."""
        return max((mark.id for mark in self.book.marks if mark.key == "ita-sync"), default=0) + 1


def act(box: Sandbox, act_: Act, codes: set[str], headers: list[str]) -> bool:
    """Do it as the spreadsheet's owner; False when nothing fits or the sheet refuses it."""
    book = box.book(BOOK)
    sight = Sight(book, book.tab(0), act_.where, codes, headers)
    if act_.what == "private mark":
        box.foreign_mark(BOOK, sight.next)
        return True
    needs_ours = "ours" in act_.what or act_.what == "copy our row"
    edit = EDITS.get(act_.what)
    requests = edit(sight) if edit and (sight.ours or not needs_ours) else []
    return bool(requests) and box.owner_edit(BOOK, requests)


def _add_row(s: Sight) -> list[Request]:
    if any(each is not None for each in texts(s.tab.row(s.row))):
        return []
    others: list[str | float] = [_code(s.where[2]), "อบต.", "อำเภอ", "ชัยภูมิ", 2566, 80, 81, 82, 80.5]
    return [edits.put(s.row, at, each) for at, each in enumerate(others)]


def _code(share: float) -> str:
    return f"53{int(share * 90000) + 10000}"


def _edit_others(s: Sight) -> list[Request]:
    other = [at for at in range(HEADER + 1, s.used) if at not in s.ours]
    return (
        [edits.put(pick(other, s.where[0]), pick(range(s.width), s.where[1]), "แก้")]
        if other
        else []
    )


def _edit_ours(s: Sight) -> list[Request]:
    filled = [at for at, each in enumerate(s.values) if each is not None and at != s.key]
    return [edits.put(s.mine, pick(filled, s.where[1]), "แก้ไข")] if filled else []


def _edit_key(s: Sight) -> list[Request]:
    return [
        edits.put(s.mine, s.key, _code(s.where[1]))
        if s.where[2] < HALF
        else edits.delete_cells(s.mine, s.key)
    ]


def _retype_key(s: Sight) -> list[Request]:
    """The same code as another hand types it: a number, with spaces, in Thai digits."""
    code = str(s.values[s.key])
    ways: list[str | float] = [float(code), f" {code} ", code.translate(THAI)]
    return [edits.put(s.mine, s.key, ways[pick(range(3), s.where[1])])]


def _copy_row(s: Sight) -> list[Request]:
    end, width = len(s.tab.rows), len(s.values)
    source, goal = edits.grid(s.mine, s.mine + 1, 0, width), edits.grid(end, end + 1, 0, width)
    return [{"copyPaste": {"source": source, "destination": goal}}]


def _mark_on_tab(s: Sight) -> list[Request]:
    request = edits.mark(s.next)
    request["createDeveloperMetadata"]["developerMetadata"]["location"] = {"sheetId": 0}
    return [request]


def _header(s: Sight) -> tuple[int, list[object]] | None:
    """The header's row and its values."""
    known = set(s.headers[1:4])
    return next(
        (
            (at, texts(row))
            for at, row in enumerate(s.tab.rows)
            if known & set(map(str, texts(row)))
        ),
        None,
    )


def _rename_header(s: Sight) -> list[Request]:
    found = _header(s)
    if found is None:
        return []
    at, values = found
    column = pick([over for over, each in enumerate(values) if each in s.headers], s.where[0])
    return [edits.put(at, column, f"{values[column]}{RENAMED}")]


def _double_header(s: Sight) -> list[Request]:
    found = _header(s)
    if found is None:
        return []
    at, values = found
    column = pick([over for over, each in enumerate(values) if each in s.headers], s.where[0])
    return [edits.put(at, len(values), str(values[column]))]


def _restore_header(s: Sight) -> list[Request]:
    """Put the first damaged text right: a renamed one, else one that is there twice."""
    found = _header(s)
    if found is None:
        return []
    at, values = found
    for column, each in enumerate(values):
        if str(each).endswith(RENAMED):
            return [edits.put(at, column, str(each).removesuffix(RENAMED))]
    doubled = [
        over for over, each in enumerate(values) if each is not None and values.index(each) != over
    ]
    return [edits.delete_cells(at, doubled[0])] if doubled else []


OTHERS_MARKS = {"developerMetadataLookup": {"metadataKey": "other-app"}}
EDITS: dict[str, Callable[[Sight], list[Request]]] = {
    "insert row": lambda s: [edits.insert("ROWS", s.row)],
    "insert column": lambda s: [edits.insert("COLUMNS", s.column)],
    "delete row": lambda s: [edits.delete_row(min(s.row, s.used - 1))],
    "sort": lambda s: [edits.sort(HEADER + 1, s.used, s.column, falling=s.where[1] < HALF)],
    "filter": lambda s: [
        edits.filter_out(HEADER, s.used, s.column, "x" if s.where[1] < HALF else min(s.codes))
    ],
    "hide rows": lambda s: [edits.hide("ROWS", s.row, s.row + 1)],
    "hide columns": lambda s: [edits.hide("COLUMNS", s.column, s.column + 1)],
    "move row": lambda s: [
        edits.move("ROWS", min(s.row, s.used - 1), pick(range(s.used + 1), s.where[1]))
    ],
    "move column": lambda s: [
        edits.move("COLUMNS", s.column, pick(range(s.width + 1), s.where[1]))
    ],
    "add row": _add_row,
    "add note": lambda s: [edits.put(s.used + int(3 * s.where[1]), 1, "หมายเหตุ")],
    "edit others": _edit_others,
    "edit ours": _edit_ours,
    "edit key of ours": _edit_key,
    "retype key of ours": _retype_key,
    "delete ours": lambda s: [edits.delete_row(s.mine)],
    "copy our row": _copy_row,
    "rename header": _rename_header,
    "double header": _double_header,
    "restore header": _restore_header,
    "protect table": lambda s: [edits.protect(901, 0, s.tab.row_count)],
    "protect row": lambda s: [edits.protect(902, s.row, s.row + 1)],
    "unprotect": lambda s: [edits.unprotect(each["protectedRangeId"]) for each in s.tab.protected],
    "rename tab": lambda _: [edits.rename("แผ่นอื่น")],
    "name tab back": lambda s: [edits.rename(TAB)] if s.tab.title != TAB else [],
    "copy tab": lambda s: [edits.copy_tab(s.book.drawn + 7000, f"สำเนา {len(s.book.tabs)}")],
    "foreign mark": lambda s: [edits.mark(s.next + int(3 * s.where[1]))],
    "foreign mark on tab": _mark_on_tab,
    "take foreign marks away": lambda _: [
        {"deleteDeveloperMetadata": {"dataFilter": OTHERS_MARKS}}
    ],
    "crowd metadata": lambda _: [edits.mark(5000 + each, "x" * 2000) for each in range(8)],
}

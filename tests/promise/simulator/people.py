"""People at work: an act, and three numbers that choose where, become an edit of the sheet."""

from collections.abc import Callable

from ita_sync.sandbox import Sandbox
from tests.promise import edits
from tests.promise.simulator.crowd import NEWER
from tests.promise.simulator.history import Act
from tests.promise.simulator.reports import Cast
from tests.promise.simulator.sight import HEADER, Request, Sight, header_of, pick, texts
from tests.promise.world import BOOK, TAB

RENAMED = " (ใหม่)"
PUT_BACK = "put back an older version"  # the stage does it
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
HALF = 0.5


def act(box: Sandbox, act_: Act, cast: Cast) -> bool:
    """Do it as the spreadsheet's owner; False when nothing fits or the sheet refuses it."""
    book = box.book(BOOK)
    sight = Sight(book, book.tab(0), act_.where, cast)
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


def _rename_header(s: Sight) -> list[Request]:
    found = header_of(s)
    if found is None:
        return []
    at, values = found
    column = pick([over for over, each in enumerate(values) if each in s.headers], s.where[0])
    return [edits.put(at, column, f"{values[column]}{RENAMED}")]


def _double_header(s: Sight) -> list[Request]:
    found = header_of(s)
    if found is None:
        return []
    at, values = found
    column = pick([over for over, each in enumerate(values) if each in s.headers], s.where[0])
    return [edits.put(at, len(values), str(values[column]))]


def _restore_header(s: Sight) -> list[Request]:
    """Put the first damaged text right: a renamed one, else one that is there twice."""
    found = header_of(s)
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
    **NEWER,
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

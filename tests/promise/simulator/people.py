"""People at work: an act, and three numbers that choose where, become an edit of the sheet as it is now."""

from typing import Any

from ita_sync.sandbox import Sandbox
from ita_sync.sandbox.model import Row, Spreadsheet, Tab
from tests.promise import edits
from tests.promise.simulator.history import Act
from tests.promise.world import BOOK, TAB

Request = dict[str, Any]
RENAMED = " (ใหม่)"
HEADER = 1  # the header's row when nobody moved it


def texts(row: Row) -> list[object]:
    """What stands in the cells of a row."""
    values = [(cell or {}).get("userEnteredValue") for cell in row]
    return [next(iter(value.values())) if value else None for value in values]


def rows_with(tab: Tab, codes: set[str]) -> list[int]:
    """The rows in which a cell is one of the codes."""
    return [at for at, row in enumerate(tab.rows) if codes & {each for each in texts(row) if isinstance(each, str)}]


def act(box: Sandbox, act_: Act, codes: set[str], headers: list[str]) -> bool:
    """Do it as the spreadsheet's owner; False when nothing fits or the sheet refuses it."""
    book = box.book(BOOK)
    if act_.what == "private mark":
        box.foreign_mark(BOOK, _next(book))
        return True
    requests = _requests(book, book.tab(0), act_, codes, headers)
    return bool(requests) and box.owner_edit(BOOK, requests)


def _pick(choices: list[int] | range, share: float) -> int:
    return choices[min(int(share * len(choices)), len(choices) - 1)]


def _next(book: Spreadsheet) -> int:
    """The number that the program will want next: one above the highest of its marks."""
    ours = [mark.id for mark in book.marks if mark.key == "ita-sync"]
    return max(ours, default=0) + 1


def _requests(book: Spreadsheet, tab: Tab, act_: Act, codes: set[str], headers: list[str]) -> list[Request]:
    one, two, three = act_.where
    used = max(len(tab.rows), 3)
    row, to = _pick(range(used + 1), one), _pick(range(used + 1), two)
    width = max((len(each) for each in tab.rows), default=1)
    column, column_to = _pick(range(width), one), _pick(range(width + 1), two)
    ours = rows_with(tab, codes)
    mine = _pick(ours, one) if ours else None
    match act_.what:
        case "insert row":
            return [edits.insert("ROWS", row)]
        case "insert column":
            return [edits.insert("COLUMNS", column)]
        case "delete row":
            return [edits.delete_row(min(row, used - 1))]
        case "sort":
            return [edits.sort(HEADER + 1, used, column, falling=two < 0.5)]
        case "filter":
            return [edits.filter_out(HEADER, used, column, "x" if two < 0.5 else next(iter(sorted(codes))))]
        case "hide rows":
            return [edits.hide("ROWS", row, row + 1)]
        case "hide columns":
            return [edits.hide("COLUMNS", column, column + 1)]
        case "move row":
            return [edits.move("ROWS", min(row, used - 1), to)]
        case "move column":
            return [edits.move("COLUMNS", column, column_to)]
        case "add row":
            others = [f"53{int(three * 90000) + 10000}", "อบต.", "อำเภอ", "ชัยภูมิ", 2566, 80, 81, 82, 80.5]
            return [edits.put(row, at, each) for at, each in enumerate(others)] if not texts_at(tab, row) else []
        case "add note":
            return [edits.put(used + int(3 * two), 1, "หมายเหตุ")]
        case "edit others":
            other = [at for at in range(HEADER + 1, used) if at not in ours]
            return [edits.put(_pick(other, one), column_to % width, "แก้")] if other else []
        case "protect table":
            return [edits.protect(901, 0, tab.row_count)]
        case "protect row":
            return [edits.protect(902, row, row + 1)]
        case "unprotect":
            return [edits.unprotect(each["protectedRangeId"]) for each in tab.protected]
        case "rename tab":
            return [edits.rename("แผ่นอื่น")]
        case "name tab back":
            return [edits.rename(TAB)] if tab.title != TAB else []
        case "copy tab":
            return [edits.copy_tab(book.drawn + 7000, f"สำเนา {len(book.tabs)}")]
        case "foreign mark":
            return [edits.mark(_next(book) + int(3 * two))]
        case "foreign mark on tab":
            request = edits.mark(_next(book))
            request["createDeveloperMetadata"]["developerMetadata"]["location"] = {"sheetId": 0}
            return [request]
        case "take foreign marks away":
            lookup = {"developerMetadataLookup": {"metadataKey": "other-app"}}
            return [{"deleteDeveloperMetadata": {"dataFilter": lookup}}]
        case "crowd metadata":
            return [edits.mark(5000 + each, "x" * 2000) for each in range(8)]
        case "edit ours" | "edit key of ours" | "delete ours" | "copy our row":
            return [] if mine is None else _ours(tab, mine, act_, codes)
        case "rename header" | "double header" | "restore header":
            return _header(tab, act_, headers)
    return []


def texts_at(tab: Tab, row: int) -> list[object]:
    """What stands in a row, blanks aside."""
    return [each for each in texts(tab.row(row)) if each is not None]


def _ours(tab: Tab, mine: int, act_: Act, codes: set[str]) -> list[Request]:
    values = texts(tab.row(mine))
    match act_.what:
        case "delete ours":
            return [edits.delete_row(mine)]
        case "copy our row":
            source = edits.grid(mine, mine + 1, 0, len(values))
            goal = edits.grid(len(tab.rows), len(tab.rows) + 1, 0, len(values))
            return [{"copyPaste": {"source": source, "destination": goal}}]
        case "edit key of ours":
            at = next(at for at, each in enumerate(values) if each in codes)
            new = f"53{int(act_.where[1] * 90000) + 10000}"
            return [edits.put(mine, at, new)] if act_.where[2] < 0.5 else [edits.delete_cells(mine, at)]
    filled = [at for at, each in enumerate(values) if each is not None and each not in codes]
    return [edits.put(mine, _pick(filled, act_.where[1]), "แก้ไข")] if filled else []


def _header(tab: Tab, act_: Act, headers: list[str]) -> list[Request]:
    """Rename one header, write one a second time, or put the first damaged one right."""
    at = next((at for at, row in enumerate(tab.rows) if set(headers[1:4]) & set(map(str, texts(row)))), None)
    if at is None:
        return []
    found = texts(tab.row(at))
    places = [column for column, each in enumerate(found) if each in headers]
    if act_.what == "rename header":
        column = _pick(places, act_.where[0])
        return [edits.put(at, column, f"{found[column]}{RENAMED}")]
    if act_.what == "double header":
        return [edits.put(at, len(found), str(found[_pick(places, act_.where[0])]))]
    renamed = [column for column, each in enumerate(found) if str(each).endswith(RENAMED)]
    doubled = [column for column, each in enumerate(found) if each is not None and found.index(each) != column]
    if renamed:
        return [edits.put(at, renamed[0], str(found[renamed[0]]).removesuffix(RENAMED))]
    return [edits.delete_cells(at, doubled[0])] if doubled else []

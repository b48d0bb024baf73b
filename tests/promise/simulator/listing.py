"""What people do to rows that exist: list agencies, keep a column of their own, sort, cut, type."""

from collections.abc import Callable

from tests.promise import edits
from tests.promise.simulator.reports import CODES, spellings
from tests.promise.simulator.sight import HEADER, Request, Sight, header_of, pick, texts

YEAR = 2566
REMARKS = "หมายเหตุของจังหวัด"
SCORES = ("IIT", "EIT", "OIT", "คะแนนรวม")
HALF = 0.5


def below_last_year(s: Sight) -> int:
    """The row below the last one with a year in it."""
    column = s.under("ปีงบประมาณ")
    filled = [
        at
        for at, row in enumerate(s.tab.rows)
        if column is not None and str(at_column(texts(row), column)).startswith("25")
    ]
    return max(filled, default=HEADER) + 1


def at_column(values: list[object], column: int) -> object:
    """The value in a column, None beyond the last."""
    return values[column] if column < len(values) else None


def list_row(s: Sight, said: dict[str, str | float]) -> list[Request]:
    """A row with these values under their headers, below the last row."""
    at = below_last_year(s)
    places = {header: s.under(header) for header in said}
    return [
        edits.insert("ROWS", at),
        *(
            edits.put(at, column, said[header])
            for header, column in places.items()
            if column is not None
        ),
    ]


def _list_by_code(s: Sight) -> list[Request]:
    """By code and name, perhaps with the year."""
    named = pick(range(len(spellings(s.report))), s.where[1])
    said: dict[str, str | float] = {
        "รหัส อปท.": CODES[s.report],
        "หน่วยงาน": spellings(s.report)[named],
    }
    if s.where[2] < HALF:
        said["ปีงบประมาณ"] = YEAR
    return list_row(s, said)


def _list_by_name(s: Sight) -> list[Request]:
    """By name as somebody spells it, with district and province, perhaps with the year."""
    named = pick(range(len(spellings(s.report))), s.where[1])
    said: dict[str, str | float] = {
        "หน่วยงาน": spellings(s.report)[named],
        "อำเภอ": "จัตุรัส",
        "จังหวัด": "ชัยภูมิ",
    }
    if s.where[2] < HALF:
        said["ปีงบประมาณ"] = YEAR
    return list_row(s, said)


def _keep_remarks(s: Sight) -> list[Request]:
    """A column of theirs, with a remark in each row below the header."""
    found = header_of(s)
    if found is None or REMARKS in found[1]:
        return []
    at, values = found
    filled = [row for row in range(at + 1, s.used) if any(texts(s.tab.row(row)))]
    remarks = [edits.put(row, len(values), f"รายการที่ {row}") for row in filled]
    return [edits.put(at, len(values), REMARKS), *remarks]


def _edit_remark(s: Sight) -> list[Request]:
    column = s.under(REMARKS)
    rows = agency_rows(s)
    if column is None or not rows:
        return []
    return [edits.put(pick(rows, s.where[0]), column, f"ตรวจแล้ว {s.where[1]:.2f}")]


def agency_rows(s: Sight) -> list[int]:
    """The rows that name one of the agencies by code or name."""
    known = {*CODES, *(name for report in range(3) for name in spellings(report))}
    return [at for at, row in enumerate(s.tab.rows) if known & set(map(str, texts(row)))]


def _type_score(s: Sight) -> list[Request]:
    """A score typed into the row of an agency: that of the report, or another."""
    header = SCORES[pick(range(len(SCORES)), s.where[1])]
    rows, column = agency_rows(s), s.under(header)
    if column is None or not rows:
        return []
    cells = {cell.header: cell.value for cell in s.cast.row(0).cells}
    value = float(str(cells[header])) if s.where[2] < HALF else 50.5
    return [edits.put(pick(rows, s.where[0]), column, value)]


def _type_back(s: Sight) -> list[Request]:
    """Everything in a row of ours as the report was signed first, links too."""
    report = CODES.index(str(s.values[s.key]))
    places = [(s.under(cell.header), cell) for cell in s.cast.row(report).cells]
    return [
        _linked(edits.put(s.mine, column, _typed(cell.value)), cell.value)
        for column, cell in places
        if column is not None and cell.value is not None
    ]


def _typed(value: object) -> str | float:
    return value if isinstance(value, str) else float(str(value))


def _linked(put: Request, value: object) -> Request:
    """The same, and its link leads where the text says."""
    cell = put["updateCells"]["rows"][0]["values"][0]
    if str(value).startswith("https:"):
        cell["userEnteredFormat"] = {"textFormat": {"link": {"uri": value}}}
        put["updateCells"]["fields"] = "userEnteredValue,userEnteredFormat.textFormat.link"
    return put


def _sort_some_columns(s: Sight) -> list[Request]:
    left = pick(range(s.width), s.where[0])
    right = min(left + 1 + pick(range(6), s.where[1]), s.width)
    request = edits.sort(HEADER + 1, s.used, left, falling=s.where[2] < HALF)
    request["sortRange"]["range"] |= {"startColumnIndex": left, "endColumnIndex": right}
    return [request]


def _filter_and_sort(s: Sight) -> list[Request]:
    order = "DESCENDING" if s.where[1] < HALF else "ASCENDING"
    specs = [{"dimensionIndex": s.column, "sortOrder": order}]
    kept = {"range": edits.grid(HEADER, s.used), "sortSpecs": specs}
    return [{"setBasicFilter": {"filter": kept}}]


def _cut_row(s: Sight) -> list[Request]:
    """A whole row is cut and pasted below the last."""
    rows = agency_rows(s)
    if not rows:
        return []
    at = pick(rows, s.where[0])
    goal = {"sheetId": 0, "rowIndex": s.used + 1, "columnIndex": 0}
    return [{"cutPaste": {"source": edits.grid(at, at + 1), "destination": goal}}]


def _move_agency(s: Sight) -> list[Request]:
    rows = agency_rows(s)
    places = range(HEADER + 1, s.used + 1)
    return [edits.move("ROWS", pick(rows, s.where[0]), pick(places, s.where[1]))] if rows else []


def _insert_above(s: Sight) -> list[Request]:
    rows = agency_rows(s)
    return [edits.insert("ROWS", pick(rows, s.where[0]))] if rows else []


def _delete_above(s: Sight) -> list[Request]:
    """The row above that of an agency goes, whosever it is, but not the header."""
    above = [at - 1 for at in agency_rows(s) if at - 1 > HEADER]
    return [edits.delete_row(pick(above, s.where[0]))] if above else []


def _mark_row(s: Sight) -> list[Request]:
    """Another program marks the row of an agency."""
    rows = agency_rows(s)
    if not rows:
        return []
    request = edits.mark(700_000 + int(s.where[1] * 100_000))
    at = pick(rows, s.where[0])
    request["createDeveloperMetadata"]["developerMetadata"]["location"] = {
        "dimensionRange": edits.span("ROWS", at, at + 1)
    }
    return [request]


def _swap_agencies(s: Sight) -> list[Request]:
    """Two rows of agencies change places."""
    rows = agency_rows(s)
    if len(rows) < 2:
        return []
    one, other = rows[0], rows[-1]
    return [edits.move("ROWS", other, one), edits.move("ROWS", one + 1, other + 1)]


LISTS = ("list by code", "list by name", "list agency")
ROWS: dict[str, Callable[[Sight], list[Request]]] = {
    "list by code": _list_by_code,
    "list by name": _list_by_name,
    "keep remarks": _keep_remarks,
    "edit remark": _edit_remark,
    "type score": _type_score,
    "type ours back": _type_back,
    "sort some columns": _sort_some_columns,
    "filter and sort": _filter_and_sort,
    "cut row": _cut_row,
    "move agency": _move_agency,
    "insert above agency": _insert_above,
    "delete above agency": _delete_above,
    "mark row of agency": _mark_row,
    "swap agencies": _swap_agencies,
}

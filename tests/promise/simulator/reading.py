"""Reads raw cells and raw request bodies for the checker.

None of the program's own reading is used.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ita_sync.sandbox.model import Mark, Row, Spreadsheet, Tab
from tests.promise.simulator.listing import SCORES
from tests.promise.simulator.records import Ended, Played, Sent
from tests.promise.simulator.reports import CODES, VERSIONS, spellings, the_cast
from tests.promise.simulator.sight import texts
from tests.promise.world import TAB

CODE_HEADER, YEAR_HEADER = "รหัส อปท.", "ปีงบประมาณ"
NAMES = ("หน่วยงาน", "อำเภอ", "จังหวัด")
KIND = ("เทศบาล", "ทต.")  # with which every agency of the cast is named
LINK_HEADER, MEMO_HEADER = "ลิงก์รายงาน", "เลขที่หนังสือ"
YEAR = "2566"
OURS = re.compile(r"(\d+) (row|close|epoch|pair|scratch) ([0-9a-f]{16}) (\d+)")
PINS, EPOCHS, SCRATCH = 2**29, 10**9, 2**30


@dataclass(frozen=True)
class Meant:
    """What a request of ours asks for, read from its body.

    `kind`: row, close, clear (with an epoch), old-clear (by age, of 0.1.0), unpin or probe.
    `number`: of the mark that it makes for good. `does`, of a row: add (rows that are new), pin
    (marks on rows) or rewrite (rows that exist). `reports`: those whose content it carries.
    """

    kind: str
    number: int = 0
    token: str = ""
    reports: tuple[int, ...] = ()
    does: str = ""


@cache
def meant(body: bytes) -> Meant:
    """Read a request body."""
    requests = json.loads(body)["requests"]
    first = requests[0]
    if "deleteDeveloperMetadata" in first:
        lookup = first["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]
        number = lookup.get("metadataId", SCRATCH)
        if PINS <= number < EPOCHS:
            return Meant("unpin")
        return Meant("old-clear" if number < SCRATCH else "probe")
    metadata = first["createDeveloperMetadata"]["developerMetadata"]
    found = OURS.fullmatch(metadata["metadataValue"])
    if found is None or metadata["metadataKey"] != "ita-sync" or found[2] == "scratch":
        return Meant("probe")
    kind = "clear" if found[2] == "epoch" else found[2]
    reports = tuple(sorted(reports_in(typed(requests).values())))
    does = _does(requests) if kind == "row" else ""
    return Meant(kind, metadata["metadataId"], found[3], reports, does)


def _does(requests: list[dict[str, Any]]) -> str:
    if any("insertDimension" in each for each in requests):
        return "add"
    return "pin" if pins(requests) else "rewrite"


def pins(requests: list[dict[str, Any]]) -> dict[int, int]:
    """The marks that requests put on rows: number and row."""
    made = [each["createDeveloperMetadata"] for each in requests if _creates(each)]
    marks = [each["developerMetadata"] for each in made]
    return {
        mark["metadataId"]: mark["location"]["dimensionRange"].get("startIndex", 0)
        for mark in marks
        if "dimensionRange" in mark["location"]
    }


def _creates(request: dict[str, Any]) -> bool:
    return "createDeveloperMetadata" in request


def typed(requests: list[dict[str, Any]]) -> dict[tuple[int, int], object]:
    """The values that requests write, by row and column; a cell that is emptied holds None."""
    found: dict[tuple[int, int], object] = {}
    for update in (each["updateCells"] for each in requests if "updateCells" in each):
        if not update["fields"].startswith("userEnteredValue"):
            continue
        start = update["start"]
        for down, row in enumerate(update["rows"]):
            for over, cell in enumerate(row["values"]):
                value = next(iter(cell.get("userEnteredValue", {}).values()), None)
                place = start.get("rowIndex", 0) + down, start.get("columnIndex", 0) + over
                found[place] = value
    return found


def reports_in(values: Iterable[object]) -> set[int]:
    """The reports whose own texts are among these values: code, letter or link."""
    there = set(values)
    return {report for report in range(len(CODES)) if telling(report) & there}


@cache
def telling(report: int) -> frozenset[object]:
    """What only this report says: its agency's code, its links, the letters of its amendments."""
    found = {CODES[report]}
    for version in VERSIONS:
        cells = {cell.header: str(cell.value) for cell in the_cast().row(report, version).cells}
        found |= {cells[LINK_HEADER], *([cells[MEMO_HEADER]] if version else [])}
    return frozenset(found)


def numbered(marks: Iterable[Mark]) -> dict[int, Mark]:
    """The marks that hold numbers of batches."""
    found = {}
    for mark in marks:
        said = OURS.fullmatch(mark.value or "") if mark.key == "ita-sync" else None
        if said and int(said[1]) == mark.id and said[2] in {"row", "close"}:
            found[mark.id] = mark
    return found


def tab_of(book: Spreadsheet | None) -> Tab | None:
    """The tab that reports go to."""
    return next((tab for tab in book.tabs if tab.title == TAB), None) if book else None


def header_of(tab: Tab, headers: list[str]) -> tuple[int, dict[str, list[int]]]:
    """The row that holds most header texts, and the columns of each.

    A text that this row lacks may stand in one of the two rows above or below, where this one has
    none of ours: whoever sorts some columns together with their headers moves these there, and a
    header of up to three rows, none blank or with a figure but years, names columns. A row that
    lists an agency is none of them.
    """
    best, places = 0, dict[str, list[int]]()
    for at, row in enumerate(tab.rows[:30]):
        found: dict[str, list[int]] = {}
        for column, text in enumerate(texts(row)):
            if text in headers:
                found.setdefault(str(text), []).append(column)
        if len(found) > len(places):
            best, places = at, found
    own = texts(tab.row(best))
    for side in (-1, 1):
        for at in (best + side, best + 2 * side):
            beside = texts(tab.row(at)) if at >= 0 else []
            listed = any(str(value).startswith(KIND) for value in beside)
            if listed or not (_only_words(own) and _only_words(beside)):
                break
            for column, text in enumerate(beside):
                if text in headers and text not in places and _at(own, column) not in headers:
                    places[str(text)] = [column]
    return best, places


def _only_words(values: Sequence[object]) -> bool:
    """Whether a row is not blank, and has no figure but a year."""
    held = [value for value in values if value not in {None, ""}]
    return bool(held) and all(isinstance(v, str) or plain(v) == YEAR for v in held)


def matching(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    """Rows of the tab that hold the report's key under the key headers, or its content anywhere."""
    tab = tab_of(book)
    if tab is None:
        return []
    found = set(keyed(played, book, report))
    for at, row in enumerate(tab.rows):
        if any(intact(texts(row), played, report, version) for version in VERSIONS):
            found.add(at)
    return sorted(found)


def doubled(played: Played, book: Spreadsheet | None, report: int) -> bool:
    """Whether the report's row stands, and stands once more: by key, by content, or as a copy.

    A copy has the report's link and all scores of one version under their headers, whatever its
    code, name or province says: somebody typed them over, and the row was written again. Or it has
    the report's key and most of one version, and a sort took it above the header. Or its code alone
    was typed over, and a sort took its link, or a column that was moved left scores beside theirs.
    """
    standing = set(matching(played, book, report))
    copies = {each for by in (_copies, _above, _recoded) for each in by(played, book, report)}
    return bool(standing) and len(standing | copies) > 1


def torn(played: Played, book: Spreadsheet | None, report: int) -> int:
    """How many rows hold texts of the report, where people sorted some columns by themselves.

    Which of several is its row, nobody can tell: who says that it stands twice may. One of them is
    enough for who took its row away to say that it is left. None where nobody sorted so.
    """
    if not any(act.what == "sort some columns" for _, act in played.history.acts):
        return 0
    own = {plain(each) for each in telling(report)} | set(spellings(report))
    tab = tab_of(book)
    rows = [set(map(plain, texts(row))) for row in tab.rows] if tab else []
    return sum(not own.isdisjoint(held) for held in rows)


def _above(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    tab = tab_of(book)
    header, places = header_of(tab, played.cast.headers) if tab else (0, {})
    key = {CODE_HEADER: CODES[report], YEAR_HEADER: YEAR}
    if tab is None or not places.keys() >= key.keys():
        return []
    above = list(enumerate(map(texts, tab.rows[:header])))
    keyed_above = [
        (at, set(map(plain, values)))
        for at, values in above
        if all(plain(_at(values, places[h][0])) == said for h, said in key.items())
    ]
    most = [wanted(report, version) for version in VERSIONS]
    return [at for at, held in keyed_above if any(2 * len(w & held) > len(w) for w in most)]


def _copies(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    tab = tab_of(book)
    header, places = header_of(tab, played.cast.headers) if tab else (0, {})
    telling = (LINK_HEADER, *SCORES)
    if tab is None or not places.keys() >= set(telling):
        return []
    content = [
        {cell.header: plain(as_typed(cell.value)) for cell in cells if cell.header in telling}
        for cells in (played.cast.row(report, version).cells for version in VERSIONS)
    ]
    below = enumerate(map(texts, tab.rows[header + 1 :]), header + 1)
    said = {at: {h: plain(_at(values, places[h][0])) for h in telling} for at, values in below}
    return [at for at, row in said.items() if row in content]


def _recoded(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    """Rows with the agency's name and place, this year and most of one version; no known code."""
    tab = tab_of(book)
    header, places = header_of(tab, played.cast.headers) if tab else (0, {})
    if tab is None or not places.keys() >= {CODE_HEADER, YEAR_HEADER, *NAMES}:
        return []
    cells = {cell.header: plain(cell.value) for cell in played.cast.row(report).cells}
    asked = {header: {cells[header]} for header in (*NAMES[1:], YEAR_HEADER)}
    asked[NAMES[0]] = set(spellings(report))
    most = [wanted(report, version) for version in VERSIONS]
    found = []
    for at, row in enumerate(tab.rows[header + 1 :], header + 1):
        values, held = texts(row), set(map(plain, texts(row)))
        named = all(plain(_at(values, places[h][0])) in said for h, said in asked.items())
        another = plain(_at(values, places[CODE_HEADER][0])) in CODES
        if named and not another and any(2 * len(w & held) > len(w) for w in most):
            found.append(at)
    return found


def keyed(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    """Rows below the header that hold the report's key under the key headers."""
    tab = tab_of(book)
    if tab is None:
        return []
    header, places = header_of(tab, played.cast.headers)
    code, year = places.get(CODE_HEADER, []), places.get(YEAR_HEADER, [])
    found = []
    for at, row in enumerate(tab.rows[header + 1 :], header + 1):
        values = texts(row)
        if any(plain(_at(values, one)) == CODES[report] for one in code) and any(
            plain(_at(values, one)) == YEAR for one in year
        ):
            found.append(at)
    return found


def of_agency(
    played: Played, book: Spreadsheet | None, report: int, versions: Sequence[int] = VERSIONS
) -> list[int]:
    """Rows below the header that are this agency's of this year, whatever their key says.

    What only we write is what these versions of the report say. It is named by code, by name with
    district and province, or by link; the year is ours or not stated, or the row holds what only we
    write.
    """
    tab = tab_of(book)
    if tab is None:
        return []
    header, places = header_of(tab, played.cast.headers)
    if any(len(places.get(name, ())) != 1 for name in (CODE_HEADER, YEAR_HEADER, *NAMES)):
        return []
    cells = {cell.header: cell.value for cell in played.cast.row(report).cells}
    links, letters = (said_in(report, each, versions) for each in (LINK_HEADER, MEMO_HEADER))
    found = []
    for at, row in enumerate(tab.rows[header + 1 :], header + 1):
        values = texts(row)
        said = {name: plain(_at(values, columns[0])) for name, columns in places.items()}
        by_name = said[NAMES[0]] in spellings(report) and all(
            said[name] == plain(cells[name]) for name in NAMES[1:]
        )
        by_code, by_link = said[CODE_HEADER] == CODES[report], said.get(LINK_HEADER) in links
        another = said[CODE_HEADER] in set(CODES) - {CODES[report]} and not by_link
        if not by_code and said[NAMES[0]] not in spellings(report):
            another |= not {said[CODE_HEADER], said[NAMES[0]]} & {"", "None"}  # it names one
        ours = by_link or said.get(MEMO_HEADER) in letters
        this_year = said[YEAR_HEADER] in {YEAR, "", "None"}
        if (by_name or by_code or by_link) and not another and (this_year or ours):
            found.append(at)
    return found


def of_another_place(played: Played, book: Spreadsheet | None, report: int, at: int) -> bool:
    """Whether a row without our code says another district, province or agency: a known limit.

    So, too, a name that is none, with another link or score: our content landed a column off.
    """
    tab = tab_of(book)
    places = header_of(tab, played.cast.headers)[1] if tab else {}
    if tab is None or not places.keys() >= {CODE_HEADER, *NAMES}:
        return False
    values = texts(tab.row(at))
    said = {name: plain(_at(values, columns[0])) for name, columns in places.items()}
    blank, name = {"", "None"}, said[NAMES[0]]
    if said[CODE_HEADER] in CODES:
        return False
    cells = {cell.header: plain(cell.value) for cell in played.cast.row(report).cells}
    if any(said[place] not in {*blank, cells[place]} for place in NAMES[1:]):
        return True
    telling = {header: said_in(report, header) for header in (LINK_HEADER, *SCORES)}
    other = any(said.get(header) not in own for header, own in telling.items())
    return name not in {*blank, *spellings(report)} and (name.startswith(KIND) or other)


def of_another_year(played: Played, book: Spreadsheet | None, report: int, at: int) -> bool:
    """Whether a row states another year, and scores that all are other than the report's.

    Nor does it hold both its link and its letter: one of them alone an agency may have year after
    year (protocol rule 19: scores first of all).
    """
    tab = tab_of(book)
    said = said_under(played, tab, at) if tab else {}
    year, scores = said.get(YEAR_HEADER, ""), {h: said[h] for h in SCORES if h in said}
    ours = [said.get(h) in said_in(report, h) for h in (LINK_HEADER, MEMO_HEADER)]
    other = bool(scores) and not any(said_in(report, h) & {v} for h, v in scores.items())
    return year.isdecimal() and year != YEAR and other and not all(ours)


def said_under(played: Played, tab: Tab, at: int) -> dict[str, str]:
    """What a row says under each header, without what is blank."""
    values, headers = texts(tab.row(at)), header_of(tab, played.cast.headers)[1]
    said = {header: _at(values, columns[0]) for header, columns in headers.items()}
    return {header: plain(value) for header, value in said.items() if value not in {None, ""}}


def plain(value: object) -> str:
    """What a cell says, however it was typed."""
    text = (
        f"{value:g}"
        if isinstance(value, float) and not value.is_integer()
        else str(value).removesuffix(".0")
    )
    return text.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def as_typed(value: object) -> object:
    """A value of a report as it stands in a cell: a number or a text."""
    return value if isinstance(value, str) else float(str(value))


def _at(values: list[object], column: int) -> object:
    return values[column] if column < len(values) else None


@cache
def said_in(report: int, header: str, versions: Sequence[int] = VERSIONS) -> frozenset[str]:
    """What versions of a report say under a header."""
    rows = [the_cast().row(report, version).cells for version in versions]
    return frozenset(plain(cell.value) for row in rows for cell in row if cell.header == header)


@cache
def wanted(report: int, version: int) -> frozenset[str]:
    """What a report's row says, blanks and the agency's name aside."""
    cells = the_cast().row(report, version).cells
    return frozenset(
        plain(as_typed(cell.value))
        for cell in cells
        if cell.value is not None and cell.header != NAMES[0]
    )


def intact(values: Sequence[object], played: Played, report: int, version: int) -> bool:
    """Whether a row holds everything that was sent, under whatever columns.

    The name may be as people had it there.
    """
    del played
    held = {plain(each) for each in values}
    return wanted(report, version) <= held and not held.isdisjoint(spellings(report))


def trimmed(rows: list[Row]) -> list[Row]:
    """The rows without blank ones at the end."""
    end = len(rows)
    while end and not any(rows[end - 1]):
        end -= 1
    return rows[:end]


def sends(played: Played, run: Ended) -> list[Sent]:
    """What a run sent."""
    return [sent for sent in played.sent if sent.run == run.number]


def landed(played: Played, sent: Sent) -> bool:
    """Whether a request took effect once this run had sent it."""
    return any(wrote.body == sent.body and wrote.at >= sent.at for wrote in played.wrote)

"""Reads raw cells and raw request bodies for the checker.

None of the program's own reading is used.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ita_sync.sandbox.model import Mark, Row, Spreadsheet, Tab
from tests.promise.simulator.records import Ended, Played, Sent
from tests.promise.simulator.reports import CODES, the_cast
from tests.promise.simulator.sight import texts
from tests.promise.world import TAB

CODE_HEADER, YEAR_HEADER = "รหัส อปท.", "ปีงบประมาณ"
NAMES = ("หน่วยงาน", "อำเภอ", "จังหวัด")
LINK_HEADER, MEMO_HEADER = "ลิงก์รายงาน", "เลขที่หนังสือ"
YEAR = "2566"
OURS = re.compile(r"(\d+) (row|close|epoch|pair|scratch) ([0-9a-f]{16}) (\d+)")
EPOCHS, SCRATCH = 10**9, 2**30


@dataclass(frozen=True)
class Meant:
    """What a request of ours asks for, read from its body.

    `kind`: row, close, clear (with an epoch), old-clear (by age, of 0.1.0) or probe. `number`: of
    the mark that it makes for good. `reports`: those whose rows it carries.
    """

    kind: str
    number: int = 0
    token: str = ""
    reports: tuple[int, ...] = ()


@cache
def meant(body: bytes) -> Meant:
    """Read a request body."""
    requests = json.loads(body)["requests"]
    first = requests[0]
    if "deleteDeveloperMetadata" in first:
        lookup = first["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]
        return Meant("old-clear" if lookup.get("metadataId", SCRATCH) < SCRATCH else "probe")
    metadata = first["createDeveloperMetadata"]["developerMetadata"]
    found = OURS.fullmatch(metadata["metadataValue"])
    if found is None or metadata["metadataKey"] != "ita-sync" or found[2] == "scratch":
        return Meant("probe")
    reports = tuple(at for at, code in enumerate(CODES) if f'"{code}"'.encode() in body)
    kind = "clear" if found[2] == "epoch" else found[2]
    return Meant(kind, metadata["metadataId"], found[3], reports)


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
    """The row that holds most header texts, and the columns of each."""
    best, places = 0, dict[str, list[int]]()
    for at, row in enumerate(tab.rows[:30]):
        found: dict[str, list[int]] = {}
        for column, text in enumerate(texts(row)):
            if text in headers:
                found.setdefault(str(text), []).append(column)
        if len(found) > len(places):
            best, places = at, found
    return best, places


def matching(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    """Rows of the tab that hold the report's key under the key headers, or its content anywhere."""
    tab = tab_of(book)
    if tab is None:
        return []
    found = set(keyed(played, book, report))
    for at, row in enumerate(tab.rows):
        if any(intact(texts(row), played, report, version) for version in (0, 1)):
            found.add(at)
    return sorted(found)


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


def of_agency(played: Played, book: Spreadsheet | None, report: int) -> list[int]:
    """Rows below the header that are this agency's of this year, whatever their key says.

    It is named by code, by name with district and province, or by link; the year is ours or not
    stated, or the row holds what only we write.
    """
    tab = tab_of(book)
    if tab is None:
        return []
    header, places = header_of(tab, played.cast.headers)
    if any(len(places.get(name, ())) != 1 for name in (CODE_HEADER, YEAR_HEADER, *NAMES)):
        return []
    cells = {cell.header: cell.value for cell in played.cast.row(report).cells}
    link = cells[LINK_HEADER]
    found = []
    for at, row in enumerate(tab.rows[header + 1 :], header + 1):
        values = texts(row)
        said = {name: plain(_at(values, columns[0])) for name, columns in places.items()}
        by_name = all(said[name] == plain(cells[name]) for name in NAMES)
        by_code, by_link = said[CODE_HEADER] == CODES[report], said.get(LINK_HEADER) == link
        another = said[CODE_HEADER] in set(CODES) - {CODES[report]} and not by_link
        ours = by_link or said.get(MEMO_HEADER) == plain(cells[MEMO_HEADER])
        this_year = said[YEAR_HEADER] in {YEAR, "", "None"}
        if (by_name or by_code or by_link) and not another and (this_year or ours):
            found.append(at)
    return found


def plain(value: object) -> str:
    """What a cell says, however it was typed."""
    text = (
        f"{value:g}"
        if isinstance(value, float) and not value.is_integer()
        else str(value).removesuffix(".0")
    )
    return text.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def _at(values: list[object], column: int) -> object:
    return values[column] if column < len(values) else None


@cache
def wanted(report: int, version: int) -> frozenset[str]:
    """What a report's row says, blanks aside."""
    cells = the_cast().row(report, version).cells
    return frozenset(
        plain(float(cell.value) if cell.type == "number" else cell.value)
        for cell in cells
        if cell.value is not None
    )


def intact(values: list[object], played: Played, report: int, version: int) -> bool:
    """Whether a row holds everything that was sent, under whatever columns."""
    del played
    return wanted(report, version) <= {plain(each) for each in values}


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

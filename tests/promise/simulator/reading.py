"""Reads raw cells and raw request bodies for the checker.

None of the program's own reading is used.
"""

import json
import re
from dataclasses import dataclass

from ita_sync.sandbox.model import Row, Spreadsheet, Tab
from tests.promise.simulator.people import texts
from tests.promise.simulator.records import Ended, Played, Sent
from tests.promise.simulator.reports import CODES
from tests.promise.world import TAB

CODE_HEADER, YEAR_HEADER = "รหัส อปท.", "ปีงบประมาณ"
OURS = re.compile(r"(\d+) (row|close) ([0-9a-f]+) (\d+)")


@dataclass(frozen=True)
class Meant:
    """What a request of ours asks for: "row", "close", "clear" or "probe"; its token and report."""

    kind: str
    number: int = 0
    token: str = ""
    report: int = -1


def meant(body: bytes) -> Meant:
    """Read a request body."""
    requests = json.loads(body)["requests"]
    if "deleteDeveloperMetadata" in requests[0]:
        return Meant("clear")
    metadata = requests[0]["createDeveloperMetadata"]["developerMetadata"]
    found = OURS.fullmatch(metadata["metadataValue"])
    if found is None:
        return Meant("probe")
    report = next((at for at, code in enumerate(CODES) if code.encode() in body), -1)
    return Meant(found[2], metadata["metadataId"], found[3], report)


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
    header, places = header_of(tab, played.cast.headers)
    code, year = places.get(CODE_HEADER, []), places.get(YEAR_HEADER, [])
    found = []
    for at, row in enumerate(tab.rows):
        values = texts(row)
        keyed = (
            at > header
            and any(plain(_at(values, one)) == CODES[report] for one in code)
            and any(plain(_at(values, one)) == "2566" for one in year)
        )
        if keyed or any(intact(values, played, report, version) for version in (0, 1)):
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


def wanted(played: Played, report: int, version: int) -> list[object]:
    """The values of a report's row, blanks aside, as they are sent."""
    cells = played.cast.row(report, version).cells
    return [
        float(cell.value) if cell.type == "number" else cell.value
        for cell in cells
        if cell.value is not None
    ]


def intact(values: list[object], played: Played, report: int, version: int) -> bool:
    """Whether a row holds everything that was sent, under whatever columns."""
    left = {plain(each) for each in values}
    return all(plain(each) in left for each in wanted(played, report, version))


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

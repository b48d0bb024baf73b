"""An office that still works with 0.1.0, played by raw requests.

It takes numbers in the same sequence, knows no epoch, and clears marks by age. What it remembers is
kept in a file, as its journal was; it settles by its mark, sends an open batch again after the time
that a request can be late, and gives up on what it cannot tell.
"""

import json
import random
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from ita_sync.errors import Exit
from ita_sync.google import credentials
from tests.promise import edits
from tests.promise.simulator.records import Ended, Said
from tests.promise.simulator.reports import CODES
from tests.promise.simulator.sight import NUMBERED
from tests.promise.simulator.wire import Network
from tests.promise.world import BOOK, TAB

if TYPE_CHECKING:
    from tests.promise.simulator.history import Run
    from tests.promise.simulator.machines import Clock
    from tests.promise.simulator.stage import Stage

URL = f"{credentials.SHEETS}v4/spreadsheets/{BOOK}"
CROWDED, WEEK_S, LATE_S = 15_000, 7 * 24 * 3600.0, 180.0
TRIES = 12
PATIENCE_S = (10.0, 60.0)
REFUSALS = frozenset(range(400, 500)) - {408, 409, 499}


class Office:
    """One run of the old program."""

    def __init__(self, stage: "Stage", run: "Run", clock: "Clock", memory: Path) -> None:
        self.stage, self.run, self.clock, self.memory = stage, run, clock, memory
        self.session = requests.Session()
        self.session.mount(credentials.SHEETS, Network(stage))
        self.dice = random.Random(f"{stage.history.seed}/{stage.hub.now}")  # noqa: S311 - repeatable on purpose, no secret

    def push(self) -> Said:
        """Bring one row into the sheet."""
        for _ in range(TRIES):
            try:
                said = self._once()
            except (requests.RequestException, ValueError, KeyError, StopIteration):
                said = None  # no answer, or none that can be read
            if said is not None:
                return said
            self.clock.sleep(self.dice.uniform(5, 40))
        return Said(Exit.UNKNOWN if self._open() else Exit.UNAVAILABLE)

    def _once(self) -> Said | None:
        reply = self.session.get(URL, params={"includeGridData": "true"}, timeout=PATIENCE_S)
        reply.raise_for_status()
        book, now = reply.json(), parsedate_to_datetime(reply.headers["Date"]).timestamp()
        marks = {each["metadataId"]: each for each in book.get("developerMetadata", ())}
        ours = {number: each for number, each in marks.items() if NUMBERED.fullmatch(_value(each))}
        top = max(ours, default=0)
        open_ = self._open()
        if open_ is not None:
            return self._settle(open_, marks, top, now)
        tab = next(each for each in book["sheets"] if each["properties"]["title"] == TAB)
        rows = [_values(row) for row in tab["data"][0].get("rowData", ())]
        if any(self._is_mine(row) for row in rows):
            return Said(Exit.OK, how="already")
        self._clear(ours, marks, top, now)
        body = self._body(rows, top, marks, now)
        if body is None:
            return Said(Exit.CONFLICT)
        return self._send({"body": body, "sent": now})

    def _settle(
        self, open_: dict[str, Any], marks: dict[int, Any], top: int, now: float
    ) -> Said | None:
        number, token = _number(open_), _token(open_)
        if number in marks:
            self.memory.unlink()
            return Said(Exit.OK, how="written") if token in _value(marks[number]) else None
        if now - open_["sent"] < LATE_S:
            return None
        if number < top:
            self.memory.unlink()
            return Said(Exit.CONFLICT)  # its mark was cleared: a person looks
        return self._send(open_ | {"sent": now})

    def _send(self, open_: dict[str, Any]) -> Said | None:
        self.memory.parent.mkdir(parents=True, exist_ok=True)
        self.memory.write_text(json.dumps(open_), "utf-8")
        reply = self.session.post(f"{URL}:batchUpdate", json=open_["body"], timeout=PATIENCE_S)
        if reply.status_code in REFUSALS:
            self.memory.unlink()
            return None
        return None

    def _clear(self, ours: dict[int, Any], marks: dict[int, Any], top: int, now: float) -> None:
        if sum(len(each["metadataKey"]) + len(_value(each)) for each in marks.values()) < CROWDED:
            return
        old = [n for n, m in ours.items() if n != top and now - int(_value(m).split()[3]) > WEEK_S]
        if old:
            lookups = [{"metadataId": number, "metadataKey": "ita-sync"} for number in old]
            filters = [{"dataFilter": {"developerMetadataLookup": each}} for each in lookups]
            body = {"requests": [{"deleteDeveloperMetadata": each} for each in filters]}
            self.session.post(f"{URL}:batchUpdate", json=body, timeout=PATIENCE_S)

    def _body(
        self, rows: list[list[Any]], top: int, marks: dict[int, Any], now: float
    ) -> dict[str, Any] | None:
        cells = self.stage.cast.row(self.run.report).cells
        wanted = {cell.header for cell in cells}
        header = next((at for at, row in enumerate(rows) if wanted <= set(map(str, row))), None)
        if header is None:
            return None
        year = rows[header].index("ปีงบประมาณ")
        dated = [at for at, row in enumerate(rows) if len(row) > year and _is_year(row[year])]
        place, number = max(dated, default=header) + 1, top + 1
        while number in marks:
            number += 1
        token = self.dice.randbytes(8).hex()
        value = f"{number} row {token} {int(now)}"
        puts = [
            edits.put(place, rows[header].index(cell.header), _typed(cell.value))
            for cell in cells
            if cell.value is not None
        ]
        return {
            "requests": [
                edits.mark(number, value, "ita-sync"),
                edits.insert("ROWS", place),
                *puts,
            ]
        }

    def _is_mine(self, row: list[Any]) -> bool:
        held = [str(each).removesuffix(".0").strip() for each in row]
        return CODES[self.run.report] in held and "2566" in held

    def _open(self) -> dict[str, Any] | None:
        if not self.memory.exists():
            return None
        found: dict[str, Any] = json.loads(self.memory.read_text("utf-8"))
        return found


def run(stage: "Stage", run_: "Run", ended: Ended, clock: "Clock") -> None:
    """One run of the old program: a push of one report."""
    memory = stage.folder / OFFICE / f"{run_.report}.json"
    said = Office(stage, run_, clock, memory).push()
    ended.said, ended.exit, ended.code = {run_.report: said}, said.exit, said.code


OFFICE = "old-office"


def _value(mark: dict[str, Any]) -> str:
    return str(mark.get("metadataValue", ""))


def _number(open_: dict[str, Any]) -> int:
    first = open_["body"]["requests"][0]["createDeveloperMetadata"]["developerMetadata"]
    return int(first["metadataId"])


def _token(open_: dict[str, Any]) -> str:
    first = open_["body"]["requests"][0]["createDeveloperMetadata"]["developerMetadata"]
    return str(first["metadataValue"].split()[2])


def _values(row: dict[str, Any]) -> list[Any]:
    values = [cell.get("userEnteredValue", {}) for cell in row.get("values", ())]
    return [next(iter(value.values()), None) for value in values]


def _is_year(value: object) -> bool:
    return str(value).startswith("25")


def _typed(value: object) -> str | float:
    return str(value) if isinstance(value, str) else float(str(value))

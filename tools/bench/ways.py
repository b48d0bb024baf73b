"""The ways to bring rows into a sheet, and to see how they stand: ours, and what else people write.

Each is made ready, which is not measured, and then goes on step by step: a step is a row where it
sends one by one, else all of it. Libraries are imported by the way that needs them: the memory of a
process is its way's.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.bench.served import BOOK, TAB
from tools.bench.wire import Time, Wire

if TYPE_CHECKING:
    import gspread

    from ita_sync.google import Sheet
    from ita_sync.journal import Draft
    from ita_sync.settings import Settings

ROOT = Path(__file__).parents[2]
Steps = Iterator[None]


@dataclass(frozen=True)
class Desk:
    """What a way finds.

    Attributes:
        folder: of its state.
        rows: a file with a row a line.
        first: the first of them that is to be written.
        count: how many are.
        sent: a file with what ours sends for so many rows, a request a line.
        record: that file is written now.
        port: of the sandbox.
        time: the clock that the sandbox shares.
    """

    folder: Path
    rows: Path
    first: int
    count: int
    sent: Path
    record: bool
    port: int
    time: Time

    @cached_property
    def wire(self) -> Wire:
        """The way to the sandbox."""
        return Wire(self.port, self.time, record=self.sent if self.record else None)

    def values(self) -> list[list[Any]]:
        """Return the rows as a client sends them."""
        with self.rows.open(encoding="utf-8") as file:
            return [json.loads(line) for line in islice(file, self.first, self.first + self.count)]

    @cached_property
    def client(self) -> "gspread.Client":
        """A client of gspread that waits by itself where the quota is used up."""
        import time

        import gspread

        time.sleep = self.time.sleep  # type: ignore[assignment] # typeshed's takes an index, too
        return gspread.Client(
            auth=None,  # type: ignore[arg-type] # as gspread documents it where a session is given
            session=self.wire.session(),
            http_client=gspread.BackOffHTTPClient,
        )

    @cached_property
    def sheet(self) -> "Sheet":
        """Our own way to the tab."""
        from ita_sync.google.sheet import connect

        return connect(self.settings, self.wire.adapter())

    @cached_property
    def settings(self) -> "Settings":
        """The program's own settings, with a state folder here."""
        from ita_sync import settings

        state = {"ITA_SYNC_STATE": str(self.folder / "state")}
        return settings.load(ROOT / "config" / "ita-sync.toml", env=state)


def drafts(count: int) -> "list[Draft]":
    """Return what so many reports want of their rows: the example's, each of another agency."""
    from datetime import date

    from ita_sync.journal import Draft
    from ita_sync.report import Decision, load_report
    from ita_sync.row import build_row
    from ita_sync.rules import load_framework
    from ita_sync.settings import load

    report = load_report(ROOT / "examples" / "chaturat-2566.yaml").report
    framework = load_framework(2566, [ROOT / "config" / "frameworks"], date(2024, 1, 1))
    columns = load(ROOT / "config" / "ita-sync.toml", env={}).columns
    record = {"post": "นายกเทศมนตรี", "date": "27 ตุลาคม 2566"}
    decision = Decision.model_validate(record)
    made = []
    for number in range(count):
        own = {"code": f"{5000000 + number}", "name": f"ทดสอบที่ {number}"}
        agency = report.agency.model_copy(update=own)
        url = f"https://www.agency{number}.example/ita/2566/report.pdf"
        theirs = report.model_copy(update={"agency": agency, "url": url})
        row = build_row(theirs, framework, columns, decision)
        made.append(Draft(row, f"{number}.yaml", f"/reports/{number}.yaml", signoff=record))
    return made


def tab_of(client: "gspread.Client") -> "gspread.Worksheet":
    """Open the tab as scripts do."""
    return client.open_by_key(BOOK).worksheet(TAB)


def push(desk: Desk) -> Steps:
    """Push all reports with ita-sync, to a sheet that was pushed to before."""
    from ita_sync.journal import Journal
    from ita_sync.publish import Done, Publisher

    wanted, settings, sheet = drafts(desk.count), desk.settings, desk.sheet
    with Journal(settings.state) as journal:
        journal.remember(BOOK, fence="holds", epochs="yes")
    yield
    with Journal(settings.state) as journal:
        outcomes = Publisher(sheet, journal, settings, desk.time).push_all(wanted)
    _require(all(isinstance(each, Done) and each.how == "written" for each in outcomes), outcomes)
    yield


def checks(desk: Desk) -> Steps:
    """Find what a push would do, on a look that was made before: no call, nothing written."""
    from ita_sync.journal import Journal
    from ita_sync.publish import Plan, Publisher

    wanted, settings, sheet = drafts(desk.count), desk.settings, desk.sheet
    snapshot = sheet.look()
    yield
    with Journal(settings.state) as journal:
        plans = Publisher(sheet, journal, settings, desk.time).plan_all(wanted, snapshot=snapshot)
    _require(all(isinstance(each, Plan) and each.action == "add" for each in plans), plans)
    yield


def floor(desk: Desk) -> Steps:
    """Send what ita-sync sent, byte for byte, and read the answers; nothing else."""
    session = desk.wire.session()
    yield
    with desk.sent.open(encoding="utf-8") as file:
        for line in file:
            method, url, body = json.loads(line)
            answer = session.request(method, url, data=body.encode() or None)
            _require(answer.ok, answer.text)
            answer.json()
    yield


def append_row(desk: Desk) -> Steps:
    """Append one row after the other."""
    rows, client = desk.values(), desk.client
    yield
    tab = tab_of(client)
    for row in rows:
        tab.append_row(row)
        yield


def find_then_append(desk: Desk) -> Steps:
    """Look for each row by its code, and append it where there is none."""
    rows, client = desk.values(), desk.client
    yield
    tab = tab_of(client)
    for row in rows:
        if tab.find(row[0], in_column=1) is None:
            tab.append_row(row)
        yield


def append_rows(desk: Desk) -> Steps:
    """Append all rows in one call."""
    rows, client = desk.values(), desk.client
    yield
    tab_of(client).append_rows(rows)
    yield


def verify(desk: Desk) -> Steps:
    """Compare the sheet with the journal, as `ita-sync verify` does."""
    from ita_sync.errors import Exit
    from ita_sync.journal import Journal
    from ita_sync.monitor import Places
    from ita_sync.monitor.verify import verify as watch

    settings, sheet = desk.settings, desk.sheet
    yield
    with Journal(settings.state) as journal:
        found = watch(Places(lambda _book: sheet, settings, desk.time), journal)
    _require(found.looked == desk.count and found.exit is Exit.OK, found.causes)
    yield


def get_all_records(desk: Desk) -> Steps:
    """Read all rows with gspread; compare them with nothing."""
    client = desk.client
    yield
    records = tab_of(client).get_all_records()
    _require(len(records) == desk.count, records)
    yield


def _require(good: object, found: object) -> None:
    """Let no way that failed be taken for a fast one."""
    if not good:
        raise RuntimeError(str(found)[:1000])


WRITING: dict[str, Callable[[Desk], Steps]] = {
    "ita-sync push": push,
    "of that, its checks": checks,
    "the same bytes by hand": floor,
    "gspread append_rows": append_rows,
    "gspread append_row, in a loop": append_row,
    "gspread find, then append_row": find_then_append,
}
"""The first is what the others are compared with; its requests are what the second sends."""
READING: dict[str, Callable[[Desk], Steps]] = {
    "ita-sync verify": verify,
    "gspread get_all_records": get_all_records,
}
IDLE = {"of that, its checks"}
"""They leave no row."""
ONE_BY_ONE = {"gspread append_row, in a loop", "gspread find, then append_row"}
WAYS = WRITING | READING

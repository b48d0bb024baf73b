"""What people use instead, on the same stage with the same seeds: the negative controls.

Each gets the report's values as a row, and does its best to bring them into the sheet once. All
remember a success in a file, so that a scheduled repetition does nothing; none of them knows more
than its own code shows.
"""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import gspread
import requests
from gspread.http_client import BackOffHTTPClient, HTTPClient
from tenacity import Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from ita_sync.errors import Exit
from ita_sync.google import credentials
from tests.promise.simulator.history import History, Run
from tests.promise.simulator.machines import Clock
from tests.promise.simulator.reading import matching
from tests.promise.simulator.records import Ended, Played, Said
from tests.promise.simulator.reports import CODES, Cast
from tests.promise.simulator.sight import texts
from tests.promise.simulator.stage import Stage
from tests.promise.simulator.wire import Network
from tests.promise.world import BOOK, TAB

PATIENCE_S = (10.0, 60.0)
TRIES = 5
BOUND = 12  # requests after which a client that retries without end is stopped


@dataclass
class Desk:
    """What a control has at hand: the sheet, the row, a folder of its own, a clock."""

    http: HTTPClient
    values: list[Any]
    code: str
    folder: Path
    clock: Clock

    def sheet(self) -> gspread.Worksheet:
        """Open the tab; costs requests, as it does its users."""
        return gspread.Spreadsheet(self.http, {"id": BOOK}).worksheet(TAB)

    def retrying(self) -> Retrying:
        """Retry as tenacity's documentation teaches: five tries, exponential waits with jitter."""
        return Retrying(
            stop=stop_after_attempt(TRIES),
            wait=wait_exponential_jitter(initial=1, max=32),
            retry=retry_if_exception(_passing),
            sleep=self.clock.sleep,
            reraise=True,
        )

    def append(self) -> None:
        """Append as gspread does."""
        self.sheet().append_row(self.values)

    def append_unless_found(self) -> None:
        """Look for the code first."""
        sheet = self.sheet()
        if not any(self.code in row for row in sheet.get_all_values()):
            sheet.append_row(self.values)

    @property
    def note(self) -> Path:
        """A file that remembers."""
        return self.folder / f"{self.code}.json"


def _passing(error: BaseException) -> bool:
    if isinstance(error, gspread.exceptions.APIError):
        status = error.response.status_code
        return status in {408, 429} or status >= 500
    return isinstance(error, requests.RequestException | ValueError)


def append_with_retries(desk: Desk) -> None:
    """append_row under tenacity."""
    desk.retrying()(desk.append)


def find_then_append(desk: Desk) -> None:
    """Look before each append, under tenacity."""
    desk.retrying()(desk.append_unless_found)


def find_then_append_with_journal(desk: Desk) -> None:
    """The same, with an intent written down first, so that a restart knows something was begun."""
    desk.folder.mkdir(parents=True, exist_ok=True)
    begun = desk.note.with_suffix(".intent")
    begun.write_text(json.dumps(desk.values), "utf-8")
    desk.retrying()(desk.append_unless_found)
    begun.unlink()


def append_with_backoff_client(desk: Desk) -> None:
    """append_row through gspread's BackOffHTTPClient."""
    http = BackOffHTTPClient(None, session=desk.http.session)  # type: ignore[arg-type] # a session needs none
    http.set_timeout(PATIENCE_S)
    gspread.Spreadsheet(http, {"id": BOOK}).worksheet(TAB).append_row(desk.values)


CONTROLS: dict[str, Callable[[Desk], None]] = {
    "append_row, tenacity": append_with_retries,
    "append_row, BackOffHTTPClient": append_with_backoff_client,
    "find, then append_row, tenacity": find_then_append,
    "find, then append_row, tenacity, intent journal": find_then_append_with_journal,
}


class ControlStage(Stage):
    """The stage with another actor."""

    def __init__(
        self, history: History, cast_: Cast, folder: Path, control: Callable[[Desk], None]
    ) -> None:
        super().__init__(history, cast_, folder)
        self.control = control
        self.used: Counter[int] = Counter()

    def arrive(self) -> None:
        """A request arrives.

        A run that sends too many is stopped, for one of the controls never ends by itself.
        """
        if self.present is not None:
            self.used[self.present.number] += 1
            if self.used[self.present.number] > BOUND:
                raise requests.ConnectionError("stopped: it would go on without end")
        super().arrive()

    def perform(self, run: Run, ended: Ended, state: Path, clock: Clock) -> None:
        """One run of the control; it has no verify and no dry run."""
        if run.kind != "push":
            ended.exit = Exit.OK
            return
        session = requests.Session()
        session.mount(credentials.SHEETS, Network(self))
        http = HTTPClient(None, session=session)  # type: ignore[arg-type] # a session needs none
        http.set_timeout(PATIENCE_S)
        cells = self.cast.row(run.report, run.version).cells
        values = [
            float(c.value) if c.type == "number" and c.value is not None else (c.value or "")
            for c in cells
        ]
        desk = Desk(http, values, CODES[run.report], state, clock)
        if desk.note.exists():
            ended.exit, ended.said = Exit.OK, {run.report: Said(Exit.OK, how="already")}
            return
        try:
            self.control(desk)
        except (
            gspread.exceptions.GSpreadException,
            PermissionError,
            requests.RequestException,
            KeyError,
            ValueError,
        ) as error:
            ended.exit, ended.code = Exit.UNAVAILABLE, type(error).__name__
            return
        state.mkdir(parents=True, exist_ok=True)
        desk.note.write_text("{}", "utf-8")
        ended.exit, ended.said = Exit.OK, {run.report: Said(Exit.OK, how="written")}


@dataclass(frozen=True)
class Harm:
    """What a history left behind.

    `doubled`: reports that stand more than once. `lost`: reports said to stand that are absent.
    `overwritten`: writes that changed a filled cell.
    """

    doubled: int
    lost: int
    overwritten: int


def harm(played: Played) -> Harm:
    """Judge a control by the sheet alone.

    What people doubled or removed themselves does not count.
    """
    doubled, removed = set[int](), set[int]()
    twice, overwritten = set[int](), 0
    for wrote in played.wrote:
        for report in range(len(CODES)):
            before, after = (
                len(matching(played, book, report)) for book in (wrote.before, wrote.after)
            )
            if not wrote.body and after > before:
                doubled.add(report)
            elif not wrote.body and after < before:
                removed.add(report)
            elif wrote.body and after > before >= 1:
                twice.add(report)
        if wrote.body and wrote.before is not None and _lost_cells(wrote.before, wrote.after):
            overwritten += 1
    said = {
        run.run.report for run in played.ended if run.run.kind == "push" and run.exit == Exit.OK
    }
    absent = {report for report in said if not matching(played, played.book, report)}
    return Harm(len(twice - doubled), len(absent - removed), overwritten)


def _lost_cells(before: Any, after: Any) -> bool:
    """Whether a cell that held something holds something else: appends add, they do not change."""
    for old, new in zip(before.tabs, after.tabs, strict=True):
        for at, row in enumerate(old.rows):
            values = texts(new.rows[at]) if at < len(new.rows) else []
            if any(
                each is not None and (column >= len(values) or values[column] != each)
                for column, each in enumerate(texts(row))
            ):
                return True
    return False


def play_control(name: str, history: History, cast_: Cast, folder: Path) -> Played:
    """Play a history with a control in our place."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = ControlStage(history, cast_, folder, CONTROLS[name])

    def sleep(seconds: float) -> None:
        stage.step("wait")
        stage.turn(seconds)

    # One stand-in for the whole play: machines take turns, so a patch of one's own would outlive
    # its turn.
    with mock.patch("gspread.http_client.time", SimpleNamespace(sleep=sleep)):
        return stage.play()

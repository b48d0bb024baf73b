"""A small world for tests of the promise: a sandbox, a clock that tests hold, several machines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import requests

from ita_sync import settings
from ita_sync.config_file import Target
from ita_sync.errors import Exit, ItaSyncError
from ita_sync.google import credentials, sheet
from ita_sync.journal import Batch, Change, Clock, Draft, Journal, State
from ita_sync.monitor import Places, Stood, Verified
from ita_sync.monitor.verify import verify
from ita_sync.publish import Done, Publisher
from ita_sync.report import Decision, Report
from ita_sync.row import SummaryRow, build_row
from ita_sync.rules import Framework
from ita_sync.sandbox import Fault, Sandbox, SandboxAdapter
from ita_sync.settings import Settings

BOOK, TAB = "sandbox", "ITA 2566"
START = 1_700_000_000.0
ROOT = Path(__file__).parents[2]
DECISION = Decision.model_validate({"post": "นายกเทศมนตรี", "date": "27 ตุลาคม 2566"})


class HeldClock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> float:
        """Return the time."""
        return self.at

    def monotonic(self) -> float:
        """Return the time."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Pass the time."""
        self.at += seconds


@dataclass
class World:
    """The spreadsheet and what happens around it."""

    folder: Path
    report: Report
    framework: Framework
    clock: HeldClock = field(default_factory=HeldClock)
    box: Sandbox = field(init=False)

    def __post_init__(self) -> None:
        self.box = Sandbox(self.folder / "sandbox.sqlite", clock=self.clock.now)
        headers = [column.header for column in self.settings("a").columns]
        note = ["หมายเหตุ: กรอกภายในกำหนด"]
        self.box.ensure(BOOK, "ITA", [{"title": TAB, "rows": [["แบบสรุป"], headers, [], note]}])

    def settings(self, machine: str) -> Settings:
        """Return a machine's settings: the program's own, with a state folder of the machine's."""
        return settings.load(
            ROOT / "config" / "ita-sync.toml", env={"ITA_SYNC_STATE": str(self.folder / machine)}
        )

    def row(self, report: Report | None = None) -> SummaryRow:
        """Return the row of a report."""
        return build_row(
            report or self.report, self.framework, self.settings("a").columns, DECISION
        )

    def draft(self, report: Report | None = None) -> Draft:
        """Return what a report wants of its row."""
        return Draft(self.row(report), "report.yaml", signoff={"post": "x"})

    def adapter(self) -> SandboxAdapter:
        """Return an adapter on which a timeout takes the time it waits for."""
        return SandboxAdapter(self.box, on_wait=self.clock.sleep)

    def meddling(self, *edits: dict[str, Any]) -> SandboxAdapter:
        """Return an adapter on which a person edits the sheet before our first write arrives."""
        world, waiting = self, [edits]

        class Meddling(SandboxAdapter):
            def send(
                self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
            ) -> requests.Response:
                if request.method == "POST" and waiting:
                    world.edit(*waiting.pop())
                return super().send(request, *args, **kwargs)

        return Meddling(self.box, on_wait=self.clock.sleep)

    def machine(self, name: str = "a", **parts: Any) -> "Machine":
        """Return a machine."""
        return Machine(self, name, **parts)

    def fault(self, name: str, **how: Any) -> None:
        """Let something go wrong."""
        self.box.fault(Fault(name, **how))

    def mine(self, report: Report | None = None) -> list[list[Any]]:
        """Return the rows of the tab that carry the report's agency code anywhere."""
        code = (report or self.report).agency.code
        return [row for row in self.box.rows(BOOK, TAB) if code in [str(v) for v in row]]

    def methods(self) -> list[str]:
        """Return the calls made so far, each as GET or WRITE."""
        return [
            "WRITE" if call.write else "GET"
            for call in self.box.calls()
            if call.fault != "late-delivery"
        ]

    def edit(self, *requests_: dict[str, Any]) -> list[dict[str, Any]]:
        """Do what a person or another program does to the sheet."""
        session = requests.Session()
        session.mount(credentials.SHEETS, SandboxAdapter(self.box))
        url = f"{credentials.SHEETS}v4/spreadsheets/{BOOK}:batchUpdate"
        reply = session.post(url, json={"requests": list(requests_)})
        assert reply.ok, reply.text
        replies: list[dict[str, Any]] = reply.json()["replies"]
        return replies


@dataclass
class Machine:
    """One computer, with a journal and a way to the sheet."""

    world: World
    name: str
    adapter: "requests.adapters.BaseAdapter | None" = None
    journal: Callable[[Path], Journal] = Journal
    said: list[str] = field(default_factory=list)
    # Whether an earlier run found out that the spreadsheet refuses numbers that are taken.
    knows: bool = True
    clock: Clock | None = None  # if it is not the world's

    @property
    def settings(self) -> Settings:
        """Its settings."""
        return self.world.settings(self.name)

    def door(self, book: str = "") -> sheet.Sheet:
        """Return its way to the sheet, or to another one."""
        chosen = self.settings
        if book:
            chosen = replace(chosen, target=Target(spreadsheet=book, gid=0))
        return sheet.connect(chosen, self.adapter or self.world.adapter())

    def push(
        self,
        report: Report | None = None,
        *,
        restore: bool = False,
        door: sheet.Sheet | None = None,
    ) -> Done | ItaSyncError:
        """Push; return the outcome or the expected failure."""
        (outcome,) = self.push_all([self.world.draft(report)], restore=restore, door=door)
        return outcome

    def push_all(
        self, drafts: Sequence[Draft], *, restore: bool = False, door: sheet.Sheet | None = None
    ) -> list[Done | ItaSyncError]:
        """Push many at once; return each outcome or expected failure."""
        if self.knows:
            with Journal(self.settings.state) as journal:
                journal.remember(BOOK, fence="holds", epochs="yes")
        with self.journal(self.settings.state) as journal:
            publisher = Publisher(door or self.door(), journal, self.settings, self.time, self._say)
            return publisher.push_all(drafts, restore=restore)

    def code(self, **how: Any) -> Exit:
        """Push; return the exit code."""
        outcome = self.push(**how)
        return outcome.exit_code if isinstance(outcome, ItaSyncError) else Exit.OK

    def undo(self, report: Report | None = None) -> Done | ItaSyncError:
        """Take the last change of a report's row back; return the outcome or the failure."""
        key = self.world.row(report).key.identity
        with self.journal(self.settings.state) as journal:
            publisher = Publisher(self.door(), journal, self.settings, self.time, self._say)
            try:
                _, draft = publisher.wish(key, publisher.look().sheet_id)
            except ItaSyncError as error:
                return error
            return publisher.push_all([draft])[0]

    def verify(self) -> tuple[Exit, list[Stood]]:
        """Verify; return exit code and standings."""
        found = self.verified()
        return found.exit, [*found.rows]

    def verified(self) -> Verified:
        """Verify; return all that was found."""
        with self.journal(self.settings.state) as journal:
            return verify(self.places(), journal)

    def places(self) -> Places:
        """Return its way to all places of its journal."""
        return Places(self.door, self.settings, self.time, self._say)

    def changes(self) -> list[Change]:
        """Return what the journal remembers."""
        with Journal(self.settings.state, read_only=True) as journal:
            return journal.history()

    def batches(self) -> list[Batch]:
        """Return what it sent, or was about to send."""
        with Journal(self.settings.state, read_only=True) as journal:
            numbers = {change.batch for change in journal.history() if change.batch is not None}
            return [journal.batch(number) for number in sorted(numbers)]

    @property
    def time(self) -> Clock:
        """Its clock."""
        return self.clock or self.world.clock

    def states(self) -> list[State]:
        """Return what is known of its changes."""
        return [change.state for change in self.changes()]

    def _say(self, text: object) -> None:
        self.said.append(str(text))


def another(source: str, code: str) -> str:
    """Return the example report as that of another agency: code, name and address of its own."""
    theirs = source.replace("5360601", code).replace("name: จัตุรัส", f"name: จัตุรัส{code}")
    return theirs.replace("www.chaturat.example", f"www.a{code}.example")

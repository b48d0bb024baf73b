"""Plays a history in virtual time: one thread, one clock, the real program over the sandbox's transport.

Each machine is a coroutine (greenlet). Whoever waits, for a reply or for a pause, gives the turn to whoever is due
next, so that the requests of several machines interleave; the same history plays the same way every time.
"""

import heapq
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import greenlet
import requests

from ita_sync import sheet
from ita_sync.errors import Exit, ItaSyncError
from ita_sync.journal import Journal
from ita_sync.publish import Done, Publisher
from ita_sync.row import SummaryRow
from ita_sync.sandbox import Call, Dropped, Fault, Reply, Sandbox, SandboxAdapter
from ita_sync.sandbox.faults import WRITES_ONLY
from ita_sync.sandbox.model import Spreadsheet
from ita_sync.sandbox.request import Request
from ita_sync.settings import Settings
from ita_sync.verify import verify, worst
from tests.promise.simulator import people
from tests.promise.simulator.history import MACHINES, History, Run
from tests.promise.simulator.reports import Cast
from tests.promise.world import BOOK, START, TAB

SETTLED_S = 400.0  # after so long nothing that was sent can still land
AGAIN = 4  # runs that a scheduler gives a report after all trouble is over


class PowerCut(BaseException):
    """The machine goes dark: nothing after this line happens."""


class Hub:
    """Virtual time: sleepers wake in the order of their times."""

    def __init__(self) -> None:
        self.now = START
        self._sleepers: list[tuple[float, int, Any]] = []
        self._count = 0

    def sleep(self, seconds: float) -> None:
        """Let the others go on until these seconds have passed."""
        self.wake(greenlet.getcurrent(), self.now + max(0.0, seconds))
        self._main.switch()

    def wake(self, sleeper: Any, at: float) -> None:
        """Let a coroutine go on at a time."""
        self._count += 1
        heapq.heappush(self._sleepers, (at, self._count, sleeper))

    def run(self) -> None:
        """Until nobody waits any more."""
        self._main = greenlet.getcurrent()
        while self._sleepers:
            at, _, sleeper = heapq.heappop(self._sleepers)
            self.now = max(self.now, at)
            sleeper.switch()


@dataclass
class Sent:
    """One request of a machine: `reply` is the status it saw, None when none came."""

    run: int
    at: float
    body: bytes
    applied: bool = False
    reply: int | None = None
    never_sent: bool = False


@dataclass
class Wrote:
    """A write that took effect: by a machine's request, or by a person (`body` empty)."""

    at: float
    body: bytes
    before: Spreadsheet | None
    after: Spreadsheet


@dataclass
class Ended:
    """How a run ended. `exit` None: the power was cut."""

    run: Run
    number: int
    began: float
    ended: float = 0.0
    exit: Exit | None = None
    code: str = ""
    wrote: str = ""
    how: str = ""
    row: int = 0
    reads: int = 0
    writes: int = 0
    final: bool = False
    steps: int = 0
    before: Spreadsheet | None = None
    faults: list[str] = field(default_factory=list)
    bug: BaseException | None = None
    changed: bool = False  # a dry run changed a file


@dataclass
class Played:
    """All that happened, for the checker and for the story."""

    history: History
    cast: Cast
    folder: Path
    book: Spreadsheet
    ended: list[Ended]
    sent: list[Sent]
    wrote: list[Wrote]
    told: list[tuple[float, str]]
    met: dict[str, int]
    requests: int
    lives: dict[str, list[Path]]


class Clock:
    """A machine's clock: its wall clock may be wrong, its seconds are right."""

    def __init__(self, stage: "Stage", skew: float) -> None:
        self._stage, self._skew = stage, skew

    def now(self) -> float:
        """The time that the machine believes in."""
        return self._stage.hub.now + self._skew

    def monotonic(self) -> float:
        """Seconds that pass."""
        return self._stage.hub.now

    def sleep(self, seconds: float) -> None:
        """Wait, or die at it."""
        self._stage.step("wait")
        self._stage.turn(seconds)


class Stage:
    """One history at play. `door`: opens a machine's way to the sheet (the controls have their own)."""

    def __init__(self, history: History, cast_: Cast, folder: Path) -> None:
        self.history, self.cast, self.folder = history, cast_, folder
        self.hub = Hub()
        self.dice = random.Random(history.seed ^ 0x5EED)
        self.box = Sandbox(folder / "sandbox.sqlite", lambda: self.hub.now, self._on_write)
        rows = [["แบบสรุป"], cast_.headers, [], ["หมายเหตุ: กรอกภายในกำหนด"]]
        rows[2:2] = [cast_.other(each) for each in range(2)]
        self.box.ensure(BOOK, "ITA", [{"title": TAB, "rows": rows, "rowCount": 40, "columnCount": 20}])
        if not history.unique:
            self.box.fault(Fault("ids-not-unique", times=None))
        self.ended: list[Ended] = []
        self.sent: list[Sent] = []
        self.wrote: list[Wrote] = []
        self.told: list[tuple[float, str]] = []
        self.met: dict[str, int] = {}
        self.requests = 0
        self.lives: dict[str, list[Path]] = {}
        self.present: Ended | None = None  # the run whose turn it is
        self.person = False
        self.quiet = False

    # -- what the sheet tells

    def _on_write(self, request: Request, before: Spreadsheet | None, after: Spreadsheet) -> None:
        body = b"" if self.person else request.body or b""
        self.wrote.append(Wrote(self.hub.now, body, before, after))

    def tell(self, what: str) -> None:
        """A line of the story."""
        self.told.append((self.hub.now - START, what))

    # -- what machines go through

    def step(self, name: str) -> None:
        """One more thing that can be the last."""
        run = self.present
        if run is None:
            return
        run.steps += 1
        if run.steps == run.run.dies_at and not run.final:
            self.tell(f"machine {run.run.machine} dies at step {run.steps} ({name})")
            raise PowerCut(name)

    def turn(self, seconds: float) -> None:
        """Wait without losing whose turn it is."""
        mine = self.present
        self.hub.sleep(seconds)
        self.present = mine

    def arrive(self, method: str) -> None:
        """A request arrives: first people act, then the network decides what becomes of it."""
        self.requests += 1
        if self.quiet:
            return
        for at, act in self.history.acts:
            if at == self.requests:
                self.box.titles(BOOK)  # what was late and is due lands first, and is nobody's act
                self.person = True
                done = people.act(self.box, act, self.cast.codes, self.cast.headers)
                self.person = False
                if done:
                    self.met[f"people: {act.what}"] = self.met.get(f"people: {act.what}", 0) + 1
                self.tell(f"people: {act.what} {act.where[0]:.2f} {act.where[1]:.2f}" + ("" if done else ", in vain"))
        for at, fault in self.history.faults:
            if at == self.requests and not (method == "GET" and fault.name in WRITES_ONLY):
                self.box.fault(fault)

    # -- machines

    def play(self) -> Played:
        """From the first run to the quiet end."""
        for name, skew in zip(MACHINES, self.history.skew, strict=True):
            runs = [run for run in self.history.runs if run.machine == name]
            if runs:
                self._start(lambda name=name, skew=skew, runs=runs: self._machine(name, skew, runs))
        self.hub.run()
        self.box.clear_faults()
        if not self.history.unique:
            self.box.fault(Fault("ids-not-unique", times=None))
        self.quiet = True
        self.tell("people and network are quiet from here on")
        self.hub.now += SETTLED_S
        self._start(self._aftermath)
        self.hub.run()
        return Played(
            self.history, self.cast, self.folder, self.box.book(BOOK), self.ended, self.sent, self.wrote,
            self.told, self.met, self.requests, self.lives,
        )  # fmt: skip

    def _start(self, what: Callable[[], None]) -> None:
        self.hub.wake(greenlet.greenlet(what), self.hub.now)

    def _machine(self, name: str, skew: float, runs: list[Run]) -> None:
        for run in runs:
            self.turn(run.gap)
            self._run(run, skew)

    def _aftermath(self) -> None:
        """Scheduled runs until everything is settled; then one more of each kind, which must change nothing."""
        asked = dict.fromkeys((run.machine, run.report) for run in self.history.runs if run.kind == "push")
        for machine, report in asked:
            for _ in range(AGAIN):
                if self._run(Run(machine, "push", report, 0.0), 0.0, final=True).exit not in (
                    Exit.UNAVAILABLE,
                    Exit.UNKNOWN,
                ):
                    break
        for kind in ("dry-run", "push", "verify"):
            for machine, report in asked:
                self._run(Run(machine, kind, report, 0.0), 0.0, final=True)

    def _run(self, run: Run, skew: float, *, final: bool = False) -> Ended:
        state = self._state(run)
        ended = Ended(run, len(self.ended), self.hub.now, final=final, before=self.box.book(BOOK))
        self.ended.append(ended)
        self.present = ended
        amended = " (amended)" if run.version else ""
        self.tell(f"machine {run.machine}: {run.kind} of report {run.report}{amended}")
        try:
            self.perform(run, ended, state, Clock(self, skew))
        except PowerCut:
            pass
        except ItaSyncError as error:
            ended.exit, ended.code, ended.wrote = error.exit_code, error.code, str(error.written)
        except Exception as error:  # noqa: BLE001 - whatever escapes is a finding, told with its history
            ended.exit, ended.bug = Exit.BUG, error
        ended.ended = self.hub.now
        self.present = None
        if ended.exit is not None:
            self.tell(f"machine {run.machine}: exit {int(ended.exit)} {ended.code or ended.how}".rstrip())
        return ended

    def perform(self, run: Run, ended: Ended, state: Path, clock: Clock) -> None:
        """One run of the program."""
        settings = self.cast.settings(state, self.history.deadline)
        door = sheet.connect(settings, Network(self))
        row = self.cast.row(run.report, run.version)
        before = files(state) if run.kind == "dry-run" else []
        try:
            with self._journal(state, read_only=run.kind == "dry-run") as journal:
                publisher = Publisher(door, journal, settings, clock)
                if run.kind == "verify":
                    ended.exit = worst(verify(door, journal, settings, clock))
                elif run.kind == "dry-run":
                    publisher.plan(row)
                    ended.exit = Exit.OK
                else:
                    done: Done = publisher.push(row, report=f"{run.report}.yaml", signoff={"post": "x"})
                    ended.exit, ended.how, ended.row = Exit.OK, done.how, done.row
        finally:
            ended.reads, ended.writes = door.reads, door.writes
            if run.kind == "dry-run":
                ended.changed = files(state) != before

    def _state(self, run: Run) -> Path:
        """The state folder; a machine that forgets gets a new one."""
        lives = self.lives.setdefault(run.machine, [])
        if run.forgets or not lives:
            lives.append(self.folder / f"{run.machine}{len(lives)}")
            if self.history.knows:
                with Journal(lives[-1]) as journal:
                    journal.found_out(BOOK, START, holds=True)
        return lives[-1]

    def _journal(self, state: Path, *, read_only: bool) -> Journal:
        stage = self

        class Mortal(Journal):
            @contextmanager
            def _transaction(self) -> Iterator[None]:
                stage.step("before a commit")
                with super()._transaction():
                    yield
                stage.step("after a commit")

        return Mortal(state, read_only=read_only)


class Ear(Sandbox):
    """The sandbox as one run meets it: what became of its last request is remembered."""

    def __init__(self, box: Sandbox) -> None:
        self._box = box
        self.last: Call | None = None

    def handle(self, *args: Any, **kwargs: Any) -> Reply | Dropped:
        """Answer, and remember."""
        outcome = self._box.handle(*args, **kwargs)
        self.last = self._box.calls()[-1]
        self._box.clear_calls()
        return outcome


class Network(SandboxAdapter):
    """The way to the sheet: it takes time, people act meanwhile, and the power may go before and after."""

    def __init__(self, stage: Stage) -> None:
        self._ear = Ear(stage.box)
        super().__init__(self._ear, on_wait=stage.turn)
        self._stage = stage

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """One request, there and back."""
        stage, run, method = self._stage, self._stage.present, request.method or ""
        stage.step(f"before {method}")
        body = request.body if isinstance(request.body, bytes) else (request.body or "").encode()
        sent = Sent(run.number if run else -1, stage.hub.now, body)
        if method != "GET":
            stage.sent.append(sent)
        stage.turn(stage.dice.uniform(0.05, 1.5))
        stage.arrive(method)
        try:
            response = super().send(request, *args, **kwargs)
            sent.reply = response.status_code
            return response
        except requests.ConnectionError as error:
            sent.never_sent = "NewConnectionError" in repr(error)
            raise
        finally:
            self._note(sent, run, method)
            stage.turn(stage.dice.uniform(0.05, 1.5))
            stage.step(f"after {method}")

    def _note(self, sent: Sent, run: Ended | None, method: str) -> None:
        call = self._ear.last
        assert call is not None
        sent.applied = call.write and call.applied
        if call.fault:
            self._stage.met[call.fault] = self._stage.met.get(call.fault, 0) + 1
            if run is not None:
                run.faults.append(call.fault)
        seen = "no reply" if sent.reply is None else str(sent.reply)
        done = (", applied" if sent.applied else "") + (f" [{call.fault}]" if call.fault else "")
        self._stage.tell(f"machine {run.run.machine if run else '?'}: {method} → {seen}{done}")


def files(folder: Path) -> list[tuple[str, bytes]]:
    """Every file below a folder with its content."""
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]


def play(history: History, cast_: Cast, folder: Path) -> Played:
    """Play a history in an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return Stage(history, cast_, folder).play()

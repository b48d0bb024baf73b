"""Plays a history in virtual time: one thread, one clock, the real program over the sandbox.

Each machine is a coroutine (greenlet). Whoever waits, for a reply or for a pause, gives the turn to
whoever is due next, so that the requests of several machines interleave. The same history plays the
same way every time.
"""

import random
import sqlite3
from functools import partial
from pathlib import Path

from ita_sync.errors import NOTHING_WRITTEN, Exit, ItaSyncError, worst
from ita_sync.google import sheet
from ita_sync.journal import Journal
from ita_sync.monitor.verify import verify
from ita_sync.publish import Publisher
from ita_sync.sandbox import Fault, Sandbox
from ita_sync.sandbox.model import Spreadsheet
from ita_sync.sandbox.request import Request
from tests.promise.simulator import people
from tests.promise.simulator.history import MACHINES, Act, History, Run
from tests.promise.simulator.hub import Hub, PowerCut
from tests.promise.simulator.records import Ended, Played, Sent, Wrote
from tests.promise.simulator.reports import Cast
from tests.promise.simulator.wire import Network, mortal
from tests.promise.world import BOOK, START, TAB

SETTLED_S = 400.0  # after this long nothing that was sent can still land
ASLEEP_S = 120.0
AGAIN = 4  # runs that a scheduler gives a report after all trouble is over


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
        """Wait, or die first."""
        self._stage.step("wait")
        self._stage.turn(seconds)


class Stage:
    """One history at play."""

    def __init__(self, history: History, cast_: Cast, folder: Path) -> None:
        self.history, self.cast, self.folder = history, cast_, folder
        random.seed(history.seed)  # the program's own jitter draws from here
        self.hub = Hub()
        self.dice = random.Random(history.seed ^ 0x5EED)  # noqa: S311 - repeatable on purpose, no secret
        self.box = Sandbox(folder / "sandbox.sqlite", lambda: self.hub.now, self._on_write)
        rows: list[list[object]] = [["แบบสรุป"], [*cast_.headers], [], ["หมายเหตุ: กรอกภายในกำหนด"]]
        rows[2:2] = [cast_.other(each) for each in range(2)]
        self.box.ensure(
            BOOK, "ITA", [{"title": TAB, "rows": rows, "rowCount": 40, "columnCount": 20}]
        )
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
        if run.steps == run.run.sleeps_at and not run.final:
            self.tell(f"machine {run.run.machine} sleeps ({name})")
            self.turn(ASLEEP_S)

    def disk(self) -> None:
        """One more thing that can fail by itself."""
        run = self.present
        if run is not None and not run.final:
            run.commits += 1
            if run.commits == run.run.disk_fails_at:
                self.tell(f"machine {run.run.machine}: the disk fails at {run.commits}")
                raise sqlite3.OperationalError("database or disk is full")

    def turn(self, seconds: float) -> None:
        """Wait without losing whose turn it is."""
        mine = self.present
        self.hub.sleep(seconds)
        self.present = mine

    def people_act(self, act: Act) -> None:
        """Somebody does something in the sheet."""
        self.box.titles(BOOK)  # what was late and is due lands first, and is nobody's act
        self.person = True
        done = people.act(self.box, act, self.cast.codes, self.cast.headers)
        self.person = False
        if done:
            self.met[f"people: {act.what}"] = self.met.get(f"people: {act.what}", 0) + 1
        self.tell(
            f"people: {act.what} {act.where[0]:.2f} {act.where[1]:.2f}"
            + ("" if done else ", in vain")
        )

    def arrive(self) -> None:
        """A request arrives: first people act, then the network decides what becomes of it."""
        self.requests += 1
        if self.quiet:
            return
        for at, act in self.history.acts:
            if at == self.requests:
                self.people_act(act)
        for at, fault in self.history.faults:
            if at == self.requests:
                self.box.fault(fault)  # it meets this request, or the next that it fits

    # -- machines

    def play(self) -> Played:
        """From the first run to the quiet end."""
        for name, skew in zip(MACHINES, self.history.skew, strict=True):
            runs = [run for run in self.history.runs if run.machine == name]
            if runs:
                self.hub.start(partial(self._machine, skew, runs))
        self.hub.run()
        return self.finish()

    def do(self, run: Run) -> None:
        """One run by itself, for a test that makes up its history as it goes."""
        self.hub.start(partial(self._run, run, 0.0))
        self.hub.run()

    def finish(self) -> Played:
        """The quiet end: nothing is on its way any more, scheduled runs settle the rest."""
        self.box.clear_faults()
        if not self.history.unique:
            self.box.fault(Fault("ids-not-unique", times=None))
        self.quiet = True
        self.tell("people and network are quiet from here on")
        self.hub.now += SETTLED_S
        self.hub.start(self._aftermath)
        self.hub.run()
        return Played(
            history=self.history,
            cast=self.cast,
            folder=self.folder,
            book=self.box.book(BOOK),
            ended=self.ended,
            sent=self.sent,
            wrote=self.wrote,
            told=self.told,
            met=self.met,
            requests=self.requests,
            lives=self.lives,
        )

    def _machine(self, skew: float, runs: list[Run]) -> None:
        for run in runs:
            self.turn(run.gap)
            self._run(run, skew)

    def _aftermath(self) -> None:
        """Scheduled runs until everything is settled.

        Then one more of each kind, which must change nothing.
        """
        runs = [ended.run for ended in self.ended]
        asked = dict.fromkeys((run.machine, run.report) for run in runs if run.kind == "push")
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
            written = error.written or NOTHING_WRITTEN  # as the commands on the sheet say it
            ended.exit, ended.code, ended.wrote = error.exit_code, error.code, str(written)
        except Exception as error:  # noqa: BLE001 - whatever escapes is a finding, told with its history
            ended.exit, ended.bug = Exit.BUG, error
        ended.ended = self.hub.now
        self.present = None
        if ended.exit is not None:
            self.tell(
                f"machine {run.machine}: exit {int(ended.exit)} {ended.code or ended.how}".rstrip()
            )
        return ended

    def perform(self, run: Run, ended: Ended, state: Path, clock: Clock) -> None:
        """One run of the program."""
        settings = self.cast.settings(state, self.history.deadline)
        door = sheet.connect(settings, Network(self))
        row = self.cast.row(run.report, run.version)
        before = files(state) if run.kind == "dry-run" else []
        try:
            with mortal(self, state, read_only=run.kind == "dry-run") as journal:
                publisher = Publisher(door, journal, settings, clock)
                if run.kind == "verify":
                    standings = verify(door, journal, settings, clock)
                    ended.exit = worst(one.exit for one in standings)
                elif run.kind == "dry-run":
                    publisher.plan(row)
                    ended.exit = Exit.OK
                else:
                    done = publisher.push(row, report=f"{run.report}.yaml", signoff={"post": "x"})
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


def files(folder: Path) -> list[tuple[str, bytes]]:
    """Every file below a folder with its content."""
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]


def play(history: History, cast_: Cast, folder: Path) -> Played:
    """Play a history in an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return Stage(history, cast_, folder).play()

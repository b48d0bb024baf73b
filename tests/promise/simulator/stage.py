"""Plays a history in virtual time: one thread, one clock, the real program over the sandbox.

Each machine is a coroutine (greenlet). Whoever waits, for a reply or for a pause, gives the turn to
whoever is due next, so that the requests of several machines interleave. The same history plays the
same way every time.
"""

import random
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path

from ita_sync.errors import Exit, ItaSyncError, worst
from ita_sync.google import sheet
from ita_sync.journal import Draft, Journal
from ita_sync.monitor import Places
from ita_sync.monitor.verify import verify
from ita_sync.publish import Publisher
from ita_sync.publish.ways_out import WaysOut
from ita_sync.sandbox import Fault, Sandbox
from ita_sync.sandbox.model import Spreadsheet
from ita_sync.sandbox.request import Request
from ita_sync.settings import Settings
from tests.promise.simulator import old_office, people
from tests.promise.simulator.aftermath import aftermath
from tests.promise.simulator.history import MACHINES, OLD_OFFICE, UNGUARDED, Act, History, Run
from tests.promise.simulator.hub import Hub, PowerCut
from tests.promise.simulator.machines import Clock, files, said_of, settle, settled
from tests.promise.simulator.records import Ended, Looked, Played, Sent, Wrote
from tests.promise.simulator.reports import Cast
from tests.promise.simulator.wire import Memory, Network, mortal
from tests.promise.world import BOOK, START, TAB

SETTLED_S = 400.0  # after this long nothing that was sent can still land
PATIENCE_S = 300.0  # of a run as the program comes
UNDONE = {"post": "x", "recorded_at": "2023-11-20T09:00:00+00:00"}  # after all reports


class Stage:
    """One history at play."""

    def __init__(self, history: History, cast_: Cast, folder: Path) -> None:
        self.history, self.cast, self.folder = history, cast_, folder
        random.seed(history.seed)  # the program's own jitter draws from here
        self.hub = Hub()
        self.dice = random.Random(history.seed ^ 0x5EED)  # noqa: S311 - repeatable on purpose, no secret
        self.box = Sandbox(folder / "sandbox.sqlite", lambda: self.hub.now, self._on_write)
        self.box._store = Memory(self.box.path, self._on_write)
        rows: list[list[object]] = [["แบบสรุป"], [*cast_.headers], [], ["หมายเหตุ: กรอกภายในกำหนด"]]
        rows[2:2] = [cast_.other(each) for each in range(2)]
        self.box.ensure(
            BOOK, "ITA", [{"title": TAB, "rows": rows, "rowCount": 40, "columnCount": 20}]
        )
        self._bend_rules()
        self.ended: list[Ended] = []
        self.sent: list[Sent] = []
        self.looked: list[Looked] = []
        self.wrote: list[Wrote] = []
        self.told: list[tuple[float, str]] = []
        self.met: dict[str, int] = {}
        self.requests = 0
        self.lives: dict[str, list[Path]] = {}
        self.clocks: dict[str, Clock] = {}
        self.deadline = history.deadline
        self.present: Ended | None = None  # the run whose turn it is
        self.person = False
        self.quiet = False

    def _bend_rules(self) -> None:
        for rule in self.history.rules:
            self.box.fault(Fault(rule, times=None))

    # -- what the sheet tells

    def _on_write(self, request: Request, before: Spreadsheet | None, after: Spreadsheet) -> None:
        body = b"" if self.person else request.body or b""
        put_back = request.path == "/sandbox/restore"
        self.wrote.append(Wrote(self.hub.now, body, before, after, put_back))

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
        if name == "after a commit":
            run.slept = 0.0
        if run.final:
            return
        if run.steps == run.run.dies_at:
            self.tell(f"machine {run.run.machine} dies at step {run.steps} ({name})")
            raise PowerCut(name)
        if run.run.corrected and run.steps == run.run.corrected[0]:
            self.clocks[run.run.machine].skew += run.run.corrected[1]
            self.tell(f"machine {run.run.machine}: clock set by {run.run.corrected[1]:.0f} s")
        run.posts += name == "before POST"
        if run.steps == run.run.sleeps_at or (
            name == "before POST" and run.posts == run.run.dozes_at
        ):
            self._suspend(run, name)

    def _suspend(self, run: Ended, name: str) -> None:
        self.tell(f"machine {run.run.machine} sleeps {run.run.asleep:.0f} s ({name})")
        run.slept += run.run.asleep
        self.clocks[run.run.machine].slept += run.run.asleep
        self.turn(run.run.asleep)

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
        if act.what == people.PUT_BACK:
            done = self._put_back(act)
        else:
            done = people.act(self.box, act, self.cast)
        self.person = False
        if done:
            self.met[f"people: {act.what}"] = self.met.get(f"people: {act.what}", 0) + 1
        self.tell(
            f"people: {act.what} {act.where[0]:.2f} {act.where[1]:.2f}"
            + ("" if done else ", in vain")
        )

    def _put_back(self, act: Act) -> bool:
        """An older version of the sheet, with the marks of then or those of now."""
        if not self.wrote:
            return False
        at = self.wrote[min(int(act.where[0] * len(self.wrote)), len(self.wrote) - 1)].at
        self.box.restore(BOOK, max(START, at - 0.001), marks=act.where[1] < people.HALF)
        return True

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
        skews = dict(zip(MACHINES, self.history.skew, strict=True))
        for name in (*MACHINES, OLD_OFFICE):
            runs = [run for run in self.history.runs if run.machine == name]
            self.clocks[name] = Clock(self, skews.get(name, 0.0))
            if runs:
                self.hub.start(partial(self._machine, runs))
        self.hub.run()
        return self.finish()

    def do(self, run: Run) -> None:
        """One run by itself, for a test that makes up its history as it goes."""
        self.hub.start(partial(self.run, run))
        self.hub.run()

    def finish(self) -> Played:
        """The quiet end: nothing is on its way any more, scheduled runs settle the rest."""
        self.box.clear_faults()
        self._bend_rules()
        self.clocks = {}
        # Whoever had less patience than a request can be late runs it once more as it comes.
        self.deadline = max(self.history.deadline, PATIENCE_S)
        self.quiet = True
        self.tell("people and network are quiet from here on")
        self.hub.now += SETTLED_S
        self.hub.start(partial(aftermath, self))
        self.hub.run()
        return Played(
            history=self.history,
            cast=self.cast,
            folder=self.folder,
            book=self.box.book(BOOK),
            ended=self.ended,
            sent=self.sent,
            looked=self.looked,
            wrote=self.wrote,
            told=self.told,
            met=self.met,
            requests=self.requests,
            lives=self.lives,
        )

    def _machine(self, runs: list[Run]) -> None:
        for run in runs:
            self.turn(run.gap)
            self.run(run)

    def ways_out(self, machine: str, door: sheet.Sheet | None = None) -> WaysOut:
        """The ways out of a machine's state folder."""
        settings = self._settings(self.lives[machine][-1])
        way = door or sheet.connect(settings, Network(self))
        clock = self.clocks[machine]
        return WaysOut(settings.state, lambda _place: way, settings.patience, clock=clock)

    def run(self, run: Run, *, final: bool = False) -> Ended:
        """One run of a machine, to its end or its death."""
        state = self._state(run)
        clock = self.clocks.setdefault(run.machine, Clock(self, 0.0))
        ended = Ended(run, len(self.ended), self.hub.now, final=final, before=self.box.book(BOOK))
        self.ended.append(ended)
        self.present = ended
        amended = f" (amendment {run.version})" if run.version else ""
        of = ", ".join(map(str, run.reports))
        self.tell(f"machine {run.machine}: {run.kind} of report {of}{amended}")
        try:
            self.perform(run, ended, state, clock)
        except PowerCut:
            pass
        except ItaSyncError as error:
            ended.said = dict.fromkeys(run.reports, said_of(error))
            ended.exit, ended.code = error.exit_code, error.code
        except Exception as error:  # noqa: BLE001 - whatever escapes is a finding, told with its history
            ended.exit, ended.bug = Exit.BUG, error
        ended.ended = self.hub.now
        ended.state, ended.settled = state, settled(state / "journal.sqlite")
        self.present = None
        if ended.exit is not None:
            each = [f"{int(said.exit)} {said.code or said.how}" for said in ended.said.values()]
            self.tell(f"machine {run.machine}: exit {', '.join(each) or int(ended.exit)}".rstrip())
        return ended

    def perform(self, run: Run, ended: Ended, state: Path, clock: Clock) -> None:
        """One run of the program."""
        if run.machine == OLD_OFFICE:
            old_office.run(self, run, ended, clock)
            return
        settings = self._settings(state)
        door = sheet.connect(settings, Network(self))
        before = files(state) if run.kind == "dry-run" else []
        try:
            with mortal(self, state, read_only=run.kind == "dry-run") as journal:
                if run.kind == "verify":
                    places = Places(lambda _book: door, settings, clock)
                    ended.exit = verify(places, journal).exit
                else:
                    self._publish(run, ended, journal, clock, door)
        finally:
            ended.reads, ended.writes = door.reads, door.writes
            if run.kind == "dry-run":
                ended.changed = files(state) != before

    def _publish(
        self, run: Run, ended: Ended, journal: Journal, clock: Clock, door: sheet.Sheet
    ) -> None:
        settings = self._settings(self.lives[run.machine][-1])
        publisher = Publisher(door, journal, settings, clock)
        drafts = [self._draft(run, report) for report in run.reports]
        if run.kind == "dry-run":
            publisher.plan(drafts[0], restore=run.restore)
        elif run.kind == "settle":
            settle(journal, self.ways_out(run.machine, door))
        else:
            if run.kind == "undo":
                key, tab = drafts[0].row.key.identity, publisher.look().sheet_id
                drafts = [replace(publisher.wish(key, tab)[1], signoff=UNDONE)]
            outcomes = map(said_of, publisher.push_all(drafts, restore=run.restore))
            ended.said = dict(zip(run.reports, outcomes, strict=True))
        ended.exit = worst(said.exit for said in ended.said.values())
        ended.code = next((s.code for s in ended.said.values() if s.exit == ended.exit), "")

    def _settings(self, state: Path) -> Settings:
        return self.cast.settings(state, self.deadline, fills=self.history.fills)

    def _draft(self, run: Run, report: int) -> Draft:
        decided = f"2023-11-{10 + run.version}T09:00:00+00:00"
        signoff = {"post": "x", "recorded_at": decided}
        return Draft(self.cast.row(report, run.version), f"{report}.yaml", signoff=signoff)

    def _state(self, run: Run) -> Path:
        """The state folder; a machine that forgets gets a new one."""
        lives = self.lives.setdefault(run.machine, [])
        if run.forgets or not lives:
            lives.append(self.folder / f"{run.machine}{len(lives)}")
            if self.history.knows and run.machine != OLD_OFFICE:
                guards = "" if UNGUARDED in self.history.rules else "yes"
                epochs = "" if "pair-refused" in self.history.rules else "yes"
                with Journal(lives[-1]) as journal:
                    journal.remember(BOOK, fence="holds", epochs=epochs, guards=guards)
        return lives[-1]


def play(history: History, cast_: Cast, folder: Path) -> Played:
    """Play a history in an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return Stage(history, cast_, folder).play()

"""The office in which the scenes of make.py are played, with the code of an old commit.

Modules are imported by name, as they are called otherwise in each version.
"""

import json
import random
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

START = 1_700_000_000.0
time.time = lambda: START  # before the program takes it for its clock
secrets.token_hex = lambda nbytes=None: random.randbytes(nbytes or 32).hex()  # noqa: S311 - no secrets; the same each time
secrets.randbelow = random.randrange  # type: ignore[assignment] # as above

FIRST = not hasattr(import_module("ita_sync.journal"), "__path__")  # version 1 had flat modules
VERSION = 1 if FIRST else 2

stage = import_module("tests.promise.world")
edits = import_module("tests.promise.edits")
settings = import_module("ita_sync.settings")
sandbox = import_module("ita_sync.sandbox")
errors = import_module("ita_sync.errors")
Journal: Any = import_module("ita_sync.journal").Journal
Publisher: Any = import_module("ita_sync.publish").Publisher

BOOK, TAB = stage.BOOK, stage.TAB
SECOND_TAB, SECOND_BOOK = "ITA 2566 (สำรอง)", "second-book"
CONFIG = """\
[target]
spreadsheet = "{book}"
tab = "{tab}"
[[columns]]
header = "รหัส"
field = "agency.code"
key = true
[[columns]]
header = "หน่วยงาน"
field = "agency.full_name"
[[columns]]
header = "จังหวัด"
field = "agency.province"
[[columns]]
header = "ปี"
field = "fiscal_year"
type = "number"
key = true
[[columns]]
header = "คะแนน"
field = "total"
type = "number"
[[columns]]
header = "รอบ"
constant = 1
type = "number"
[[columns]]
header = "หนังสือ"
field = "memo.number"
[[columns]]
header = "ผู้แทน"
field = "signoff.acting"
[[columns]]
header = "ลิงก์"
field = "url"
type = "link"
"""
CODE, TOTAL = 0, 4  # columns
HEADER, FIRST_ROW = 1, 2


class Crash(BaseException):
    """The power is cut."""


class Fuse:
    """Blows at the nth step of a name."""

    def __init__(self, name: str, nth: int = 1) -> None:
        self.name, self.left = name, nth

    def step(self, name: str) -> None:
        """Pass a step, or die at it."""
        self.left -= name == self.name
        if not self.left:
            raise Crash(name)


def journal_with(fuse: Fuse) -> Any:
    """Return a journal that may die after a commit."""

    class Mortal(Journal):  # type: ignore[misc] # whatever the old one is
        @contextmanager
        def _transaction(self) -> Iterator[None]:
            with super()._transaction():
                yield
            fuse.step("after commit")

    return Mortal


class Office:
    """A world as tests/promise/world.py has it, under a mapping of our own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book, self.tab = BOOK, TAB
        stage.World.settings = lambda _world, machine: self.settings(machine)
        self.world = stage.World(folder, *example())
        self.box, self.clock = self.world.box, self.world.clock
        headers = [column.header for column in self.settings("a").columns]
        self.box.ensure(SECOND_BOOK, "ITA", [{"title": TAB, "rows": [headers]}])
        self.world.edit({"addSheet": {"properties": {"sheetId": 7, "title": SECOND_TAB}}})
        cells = [{"userEnteredValue": {"stringValue": header}} for header in headers]
        start = {"sheetId": 7, "rowIndex": 0, "columnIndex": 0}
        self.world.edit(
            {
                "updateCells": {
                    "rows": [{"values": cells}],
                    "start": start,
                    "fields": "userEnteredValue",
                }
            }
        )
        Journal(self.state("a")).close()  # so that the first commit is that of an intent
        self.code = 5360600

    def settings(self, machine: str) -> Any:
        """Return the settings of a machine, aimed at the tab of the scene."""
        config = self.folder / "ita-sync.toml"
        config.write_text(CONFIG.format(book=self.book, tab=self.tab), "utf-8")
        return settings.load(config, env={"ITA_SYNC_STATE": str(self.state(machine))})

    def state(self, machine: str) -> Path:
        """Return the state folder of a machine."""
        return self.folder / machine

    def report(self, version: int, **agency: str | None) -> Any:
        """Return the example under the scene's code; version 1 is an amendment."""
        report = self.world.report
        given = {
            "agency": report.agency.model_copy(update={"code": str(self.code)} | agency),
            "memo": report.memo.model_copy(update={"number": f"ชย 52506.2/{62 + version}"}),
            "url": f"https://a{self.code % 100}.example/ita.pdf",
        }
        return report.model_copy(update=given)

    def push(
        self,
        expected: str = "",
        *,
        version: int = 0,
        machine: str = "a",
        restore: bool = False,
        adapter: Any = None,
        journal: Any = None,
        **agency: str | None,
    ) -> None:
        """Push the scene's report; `expected` is the code of the error that is to come of it."""
        chosen = self.settings(machine)
        door = stage.sheet.connect(chosen, adapter or self.world.adapter())
        with (journal or Journal)(chosen.state) as open_journal:
            publisher = Publisher(door, open_journal, chosen, self.clock)
            try:
                publisher.push(
                    self.world.row(self.report(version, **agency)),
                    report=f"รายงาน-{self.code}.yaml",
                    signoff={"post": "นายกเทศมนตรี", "date": "2023-10-27"},
                    restore=restore,
                )
                came = ""
            except errors.ItaSyncError as error:
                came = error.code
        assert came == expected, (self.code, came, expected)

    def left_open(self, fault: str = "hang", *, applied: bool) -> None:
        """Push with a lost answer, and looks that fail until the time is over."""
        self.world.fault(fault, when="after" if applied else "before")
        self.world.fault("http-503", match="read", skip=1, times=None)
        self.push("outcome-unknown")
        self.box.clear_faults()

    def dies(self, step: str, nth: int = 1, *, version: int = 0) -> None:
        """Push, and die at the nth step of that name."""
        fuse, world = Fuse(step, nth), self.world

        class Mortal(sandbox.SandboxAdapter):  # type: ignore[misc,name-defined] # as above
            def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
                if request.method == "POST":
                    fuse.step("before POST")
                try:
                    return super().send(request, *args, **kwargs)
                finally:
                    if request.method == "POST":
                        fuse.step("after POST")

        adapter = Mortal(world.box, on_wait=world.clock.sleep)
        try:
            self.push(version=version, adapter=adapter, journal=journal_with(fuse))
        except Crash:
            self.box.clear_faults()
            return
        raise AssertionError(step)

    def meanwhile(self, act: Callable[[int], object]) -> Any:
        """Return a network on which somebody acts before our first write; given is its number."""
        done: list[int] = []

        class Meddling(sandbox.SandboxAdapter):  # type: ignore[misc,name-defined] # as above
            def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
                if request.method == "POST" and not done:
                    body = json.loads(request.body)
                    mark = body["requests"][0]["createDeveloperMetadata"]["developerMetadata"]
                    done.append(mark["metadataId"])
                    act(done[0])
                return super().send(request, *args, **kwargs)

        return Meddling(self.box, on_wait=self.clock.sleep)

    def row(self) -> int:
        """Return the 0-based row of the scene's agency."""
        rows = self.box.rows(BOOK, TAB)
        return next(at for at, cells in enumerate(rows) if str(self.code) in map(str, cells))

    def cells(self) -> list[Any]:
        """Return the cells of that row."""
        cells: list[Any] = self.box.rows(BOOK, TAB)[self.row()]
        return cells

    def last_number(self) -> int:
        """Return the number of the newest intent."""
        with Journal(self.state("a"), read_only=True) as journal:
            number: int = journal.history()[-1].number
        return number

    def clear_mark(self) -> None:
        """Clear the mark of the newest intent, below a higher one of another machine."""
        number = self.last_number()
        self.code += 1
        self.push(machine="b")
        self.code -= 1
        lookup = {"developerMetadataLookup": {"metadataId": number}}
        self.world.edit({"deleteDeveloperMetadata": {"dataFilter": lookup}})

    @contextmanager
    def scene(self) -> Iterator[None]:
        """Give a scene a code of its own, and time to pass after it."""
        self.code += 1
        yield
        self.clock.sleep(60)

    @contextmanager
    def aimed(self, book: str, tab: str) -> Iterator[None]:
        """Aim all machines at another tab."""
        self.book, self.tab = book, tab
        yield
        self.book, self.tab = BOOK, TAB


def example() -> tuple[Any, Any]:
    """Return the example report and the rules of its year."""
    path, rules = stage.ROOT / "examples" / "chaturat-2566.yaml", stage.ROOT / "config/frameworks"
    if FIRST:
        load = import_module("ita_sync.framework").load
        return import_module("ita_sync.report").load(path).report, load(2566, [rules])
    today = import_module("tests.today").TODAY
    report = import_module("ita_sync.report").load_report(path).report
    return report, import_module("ita_sync.rules").load_framework(2566, [rules], today)

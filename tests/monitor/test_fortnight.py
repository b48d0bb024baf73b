"""A fortnight of `verify --scheduled` under cron, with outages and people at work."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from ita_sync.__main__ import run
from ita_sync.cli import watch
from ita_sync.monitor.notices import DAY
from ita_sync.sandbox import Fault
from tests.cli.conftest import SIGN, impatient, sandbox
from tests.google.endpoint import Asked, serving
from tests.monitor.fortnight import DAYS, Day, Event, Kind, Thing, table
from tests.promise.edits import delete_row, put
from tests.promise.world import another

ROOT = Path(__file__).parents[2]
BEGIN = 1_793_579_400.0  # 2 November 2026, 07:30 in Bangkok
A, B = "5300000", "5300001"
IIT = 5  # its column
THINGS: dict[str, Thing] = {
    A: "row A",
    B: "row B",
    "configuration": "the configuration",
    "Another run": "another run",
    "reach": "the network",
    "answer": "the network",
}


class Office:
    """A folder with a configuration, two rows in the sheet, and what happens to them."""

    def __init__(self, desk: Path, patch: pytest.MonkeyPatch) -> None:
        self.desk = desk
        self.box = sandbox(desk)
        self.config = desk / "config" / "ita-sync.toml"
        self.patch = patch
        self.right = float(str(self.box.rows("sandbox", "ITA 2566")[2][IIT]))
        self.day = ExitStack()

    def happens(self, event: Event) -> None:
        """Let something happen before the run of a day."""
        acts: dict[Event, Callable[[], Any]] = {
            "nothing": lambda: None,
            "the network is still down": lambda: None,
            "somebody types over a score in row A": lambda: self.types(12.5),
            "row A is put right": lambda: self.types(self.right),
            "somebody deletes row B": lambda: self.edits(delete_row(3)),
            "the network goes down": lambda: self.box.fault(
                Fault("refused", match="read", times=None)
            ),
            "the network is back": self.box.clear_faults,
            "a big push by hand is still at work": self.is_busy,
            "the configuration is saved with a mistake": self.spoils,
            "the configuration is put right": self.mends,
            "row B is written again: push --restore": self.restores,
            "one reply is a 503, the second try goes through": self.stumbles,
        }
        acts[event]()

    def edits(self, request: dict[str, Any]) -> None:
        """Change the sheet as a person does."""
        assert self.box.owner_edit("sandbox", [request])

    def types(self, score: float) -> None:
        """Type over the IIT of row A."""
        self.edits(put(2, IIT, score))

    def stumbles(self) -> None:
        """Let the service fail once, before a run that has the usual patience."""
        self.box.fault(Fault("http-503", match="read", times=1))
        text = self.config.read_text("utf-8")
        self.config.write_text(text.replace(" = 0.5", " = 30"), "utf-8")

    def is_busy(self) -> None:
        """Hold the lock for this run."""
        self.patch.setattr("ita_sync.journal.lock.WAIT", 0.1)
        self.day.enter_context(FileLock(self.desk.parent / "state" / "lock"))

    def spoils(self) -> None:
        """Save the configuration with a slip of the pen."""
        shutil.copy(self.config, self.desk / "kept.toml")
        self.config.write_text("[target\n", "utf-8")

    def mends(self) -> None:
        """Put the configuration right."""
        shutil.copy(self.desk / "kept.toml", self.config)

    def restores(self) -> None:
        """Write row B again."""
        assert run(["push", "--restore", f"{B}.yaml"]) == 0


@pytest.fixture
def office(
    tmp_path: Path, example_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Office, list[Asked]]]:
    """Return an office whose two reports stand in the sheet, and what its watchdog hears."""
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    impatient(desk)
    for code in (A, B):
        (desk / f"{code}.yaml").write_text(another(example_path.read_text("utf-8"), code), "utf-8")
        assert run(["sign", f"{code}.yaml", *SIGN[2:]]) == 0
        assert run(["push", f"{code}.yaml"]) == 0
    with serving() as server:
        config = desk / "config" / "ita-sync.toml"
        text = config.read_text("utf-8")
        config.write_text(
            re.sub(r"\n\[watch\] .*", f'\n[watch]\nping = "{server.url}/secret"', text), "utf-8"
        )
        config.chmod(0o600)
        yield Office(desk, monkeypatch), server.asked


def notices(text: str) -> list[tuple[Kind, Thing]]:
    """Return each notice of a run as its kind and what it is about."""
    lines = text.splitlines()
    found: list[tuple[Kind, Thing]] = []
    for number, line in enumerate(lines):
        if line.startswith("New, "):
            found.append(("New", thing(lines[number + 1])))
        elif line.startswith("Still so since "):
            found.append(("Still", thing(lines[number + 1])))
        elif line.startswith("Recovered, "):
            found.append(("Recovered", thing(line)))
        elif number == 0:
            found.append(("Aside", thing(line)))
    return found


def thing(text: str) -> Thing:
    """Return what a notice is about."""
    (name,) = {name for word, name in THINGS.items() if word in text}
    return name


def test_a_fortnight_of_cron(
    office: tuple[Office, list[Asked]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each morning's notices, exit code and calls are exactly those of the table."""
    place, asked = office
    lived = []
    for number, day in enumerate(DAYS):
        monkeypatch.setattr(watch, "now", lambda number=number: BEGIN + number * DAY + number % 3)
        place.happens(day.event)
        capsys.readouterr()
        asked.clear()
        with place.day:
            code = run(["verify", "--scheduled"])
        shown = capsys.readouterr()
        assert shown.out == "", day
        heard = tuple(one.path.removeprefix("/secret") for one in asked)
        lived.append(Day(day.event, code, tuple(notices(shown.err)), heard))
    assert tuple(lived) == DAYS


def test_the_page_has_the_table() -> None:
    """`python -m tests.monitor.fortnight` prints it."""
    page = (ROOT / "docs" / "schedule.md").read_text("utf-8")
    assert "\n".join(table()) in page

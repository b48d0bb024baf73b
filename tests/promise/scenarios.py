"""`python -m tests.promise.scenarios`: each fault, and what one push makes of it, as a table.

The clock is held and the jitter seeded, so the numbers are the same everywhere; test_scenarios.py
checks all but reads and seconds.
"""

import email.utils
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from ita_sync.errors import Exit, ItaSyncError
from ita_sync.report import load_report
from ita_sync.rules import load_framework
from ita_sync.sandbox import Quota
from tests.promise.edits import delete_row, mark, put
from tests.promise.world import ROOT, START, Machine, World
from tests.today import TODAY
from tools import figures

NAME = "scenarios"
WHAT = "What one push makes of each way the network, the service and people can behave"
COLUMNS = """\
*exit* is the exit code of the push (README.md has the table), *rows* the rows of this report in the
sheet once everything late has landed, *reads* and *writes* the calls made, *seconds* the time
waited; then the exit code of the next push, and the rows after it."""
HEADER = (
    "| scenario | exit | rows | reads | writes | seconds | exit of the next push | rows |",
    "|---|---|---|---|---|---|---|---|",
)
SEED = 0

Setting = Callable[[World], Machine]


@dataclass(frozen=True)
class Result:
    """Exit code of the push, rows in the sheet afterwards, calls made, seconds waited.

    `again`, `rows_again`: exit code and rows of a second push.
    """

    exit: Exit
    rows: int
    reads: int
    writes: int
    seconds: int
    again: Exit
    rows_again: int


def fault(name: str, **how: object) -> Setting:
    """Return a scenario of one fault of the network or the service."""

    def setting(world: World) -> Machine:
        world.fault(name, **how)
        return world.machine()

    return setting


def meddling(*edits: dict[str, object]) -> Setting:
    """Return a scenario in which somebody edits the sheet between our look and our write."""
    return lambda world: world.machine(adapter=world.meddling(*edits))


def header_changed(world: World) -> Machine:
    """The header was renamed before we look."""
    world.edit(put(1, 8, "คะแนน (ใหม่)"))
    return world.machine()


def foreign_mark(world: World) -> Machine:
    """Another program's mark has our next number."""
    world.edit(mark(1))
    return world.machine()


def row_removed(world: World) -> Machine:
    """The reply is lost; before we can look, a person deletes the row."""
    world.fault("hang", when="after")

    def remove(seconds: float) -> None:
        world.clock.sleep(seconds)
        world.edit(delete_row(2))

    adapter = world.adapter()
    adapter.on_wait = remove
    return world.machine(adapter=adapter)


def pushed_elsewhere(world: World) -> Machine:
    """Another machine has pushed the report; our first look is stale and does not show it."""
    world.machine("b").push()
    world.fault("stale", match="read")
    return world.machine()


def lost_and_stale(world: World) -> Machine:
    """The reply is lost after applying, and three looks are answered from before it."""
    world.fault("hang", when="after")
    world.fault("stale", match="read", skip=1, times=3)
    return world.machine()


def quota(world: World) -> Machine:
    """One write a minute, and somebody has just used it."""
    world.box.limit(Quota(reads=60, writes=1))
    world.edit(put(3, 1, "x"))
    return world.machine()


SCENARIOS: dict[str, Setting] = {
    "nothing goes wrong": lambda world: world.machine(),
    "reply lost after applying": fault("hang", when="after"),
    "request lost before applying": fault("hang", when="before"),
    "503 after applying": fault("http-503", when="after"),
    "503, not applied": fault("http-503", when="before"),
    "applied 100 s late": fault("late", seconds=100),
    "503, applied 100 s late": fault("late-503", seconds=100),
    "429": fault("http-429"),
    "429, Retry-After 40": fault("http-429", retry_after="40"),
    "429, Retry-After as a date": fault(
        "http-429", retry_after=email.utils.formatdate(START + 40, usegmt=True)
    ),
    "429 for ever": fault("http-429", times=None),
    "HTML 502 after applying": fault("http-502-html", when="after"),
    "HTML 502, not applied": fault("http-502-html", when="before"),
    "cut after applying": fault("cut", when="after"),
    "cut before applying": fault("cut", when="before"),
    "reset after applying": fault("reset", when="after"),
    "reset before applying": fault("reset", when="before"),
    "reply after 50 s": fault("slow", seconds=50),
    "reply after 100 s": fault("slow", seconds=100),
    "JSON cut short, applied": fault("truncated", when="after"),
    "200, nothing applied": fault("nothing-applied"),
    "delivered twice": fault("twice"),
    "170 s under way, a repetition would be let through": fault("overlap", seconds=170),
    "stale look, pushed elsewhere": pushed_elsewhere,
    "reply lost, then stale looks": lost_and_stale,
    "over the quota": quota,
    "never connected": fault("refused"),
    "403 on the write": fault("http-403", times=None),
    "404 on the write": fault("http-404", times=None),
    "403 on the read": fault("http-403", match="read", times=None),
    "reads fail for ever": fault("http-503", match="read", times=None),
    "header changed before": header_changed,
    "header changed in between": meddling(put(1, 8, "คะแนน (ใหม่)")),
    "foreign mark on our number": foreign_mark,
    "foreign mark in between": meddling(mark(1)),
    "row removed before settling": row_removed,
}


def play(name: str, folder: Path) -> Result:
    """Play one scenario: a push under it, then a second push with the network healthy."""
    random.seed(SEED)
    loaded = load_report(ROOT / "examples" / "chaturat-2566.yaml").report
    world = World(folder, loaded, load_framework(2566, [ROOT / "config" / "frameworks"], TODAY))
    machine = SCENARIOS[name](world)
    door = machine.door()
    started = world.clock.at
    outcome = machine.push(door=door)
    code = outcome.exit_code if isinstance(outcome, ItaSyncError) else Exit.OK
    seconds = round(world.clock.at - started)
    world.clock.sleep(400)  # whatever was late has landed
    rows = len(world.mine())
    world.box.clear_faults()
    again = world.machine(machine.name).code()
    return Result(code, rows, door.reads, door.writes, seconds, again, len(world.mine()))


def row(name: str, folder: Path) -> str:
    """Play one scenario and return its line of the table."""
    r = play(name, folder)
    numbers = (int(r.exit), r.rows, r.reads, r.writes, r.seconds, int(r.again), r.rows_again)
    return f"| {name} | {' | '.join(map(str, numbers))} |"


@click.command()
@figures.options
def main(*, keep: bool, anyhow: bool) -> None:
    """Play each scenario and print what came of it."""
    at = figures.commit(keep=keep, anyhow=anyhow)
    rows = []
    for name in SCENARIOS:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(row(name, Path(folder)))
    page = figures.page(
        what=WHAT,
        command="python -m tests.promise.scenarios",
        seeds=f"{SEED}, for the jitter",
        at=at,
        body=[COLUMNS, "", *HEADER, *rows],
    )
    click.echo(page, nl=False)
    if keep:
        figures.write(NAME, page)


if __name__ == "__main__":
    main()

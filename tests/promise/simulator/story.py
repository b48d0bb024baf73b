"""A history that broke the promise, made as short as possible and told line by line."""

import shutil
import tempfile
from pathlib import Path

from tests.promise.simulator.checker import check
from tests.promise.simulator.history import History
from tests.promise.simulator.records import Played
from tests.promise.simulator.reports import the_cast
from tests.promise.simulator.stage import play

SHM = Path("/dev/shm")  # noqa: S108 - memory, where there is any: a journal that syncs to disk takes its time


def room() -> Path:
    """A new empty folder, in memory where that is to be had."""
    return Path(tempfile.mkdtemp(prefix="ita-sync-promise-", dir=SHM if SHM.is_dir() else None))


def broken(history: History) -> tuple[list[str], Played]:
    """What a history breaks, and how it went. Its files are gone afterwards."""
    folder = room()
    try:
        played = play(history, the_cast(), folder)
        return check(played), played
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def shrunk(history: History, kind: str) -> History:
    """A shorter history that breaks the promise in the same kind of way ("double", "loss" …)."""
    again = True
    while again:
        again = False
        for at in reversed(range(history.parts())):
            shorter = history.without(at)
            if shorter.runs and any(each.startswith(kind) for each in broken(shorter)[0]):
                history, again = shorter, True
    return history


def told(history: History, problems: list[str], played: Played) -> str:
    """The story: what was drawn, what happened, what is wrong."""
    size = f"{len(history.runs)} runs, {len(history.faults)} faults, {len(history.acts)} acts"
    skew = [round(each) for each in history.skew]
    lines = [f"seed {history.seed}: {size}"]
    lines += [f"  deadline {history.deadline:.0f} s, clocks wrong by {skew} s"]
    lines += [f"  {run}" for run in history.runs]
    lines += [f"  before request {at}: {each}" for at, each in (*history.faults, *history.acts)]
    lines += [f"{at:12.1f} s  {what}" for at, what in played.told]
    return "\n".join([*lines, *(f"WRONG  {each}" for each in problems)])

"""What a machine has beside the program: a clock, files, and what it said in the end."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ita_sync.errors import NOTHING_WRITTEN, Exit, ItaSyncError
from ita_sync.journal import Journal, Place
from ita_sync.publish import Done
from ita_sync.publish.ways_out import WaysOut
from tests.promise.simulator.records import Said
from tests.promise.world import BOOK, TAB

if TYPE_CHECKING:
    from tests.promise.simulator.stage import Stage

HERE = Place(BOOK, 0, TAB)


class Clock:
    """A machine's clock: its wall clock may be wrong, its seconds are right while it is awake.

    `skew`: seconds by which the wall clock is wrong; somebody may set it. `slept`: how long it has
    been suspended so far.
    """

    def __init__(self, stage: "Stage", skew: float) -> None:
        self._stage, self.skew, self.slept = stage, skew, 0.0

    def now(self) -> float:
        """The time that the machine believes in."""
        return self._stage.hub.now + self.skew

    def monotonic(self) -> float:
        """Seconds that pass while it is awake."""
        return self._stage.hub.now - self.slept

    def sleep(self, seconds: float) -> None:
        """Wait, or die first."""
        self._stage.step("wait")
        self._stage.turn(seconds)


def settle(journal: Journal, ways_out: WaysOut) -> None:
    """Settle what is open, as `ita-sync settle` does, with a journal that can die."""
    pending = journal.pending(BOOK)
    if pending:
        ways_out._settled(journal, pending, ways_out._glance(HERE))


def said_of(outcome: Done | ItaSyncError) -> Said:
    """What a push said of one report."""
    if isinstance(outcome, ItaSyncError):
        written = outcome.written or NOTHING_WRITTEN  # as the commands on the sheet say it
        return Said(outcome.exit_code, outcome.code, str(written))
    return Said(Exit.OK, how=outcome.how, row=outcome.row)


def settled(path: Path) -> dict[int, tuple[object, ...]]:
    """The batches in a journal's file that are settled, read as they are."""
    if not path.exists() or not path.stat().st_size:
        return {}
    with closing(sqlite3.connect(path)) as db:
        if not db.execute("PRAGMA user_version").fetchone()[0]:
            return {}
        rows = db.execute("SELECT * FROM batches WHERE settled_at IS NOT NULL").fetchall()
    return {row[0]: row for row in rows}


def files(folder: Path) -> list[tuple[str, bytes]]:
    """Every file below a folder with its content."""
    return [(str(path), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]

"""Each measurement is two new processes: a served sandbox, and a client that does one thing.

Loops over more rows than `WHOLE` are sampled: on a sheet that is half full, when the quota is used
up already, some rows are measured and the rest is calculated from them. That is right as far as a
row costs what the rows above it cost it, and no more.
"""

import json
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from tools.bench.served import in_new_process, served
from tools.bench.ways import IDLE, ONE_BY_ONE, READING, WAYS, WRITING, Desk, drafts

WHOLE = 200
"""Rows up to which a loop is played from the first to the last."""
MINUTE = 60
"""Rows that use up the quota of a minute; twice as many are a sample."""
_PEAK_BYTES = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Measured:
    """What one way took for so many rows.

    Attributes:
        calls: requests, refused ones among them.
        refused: for the quota.
        sent: bytes of bodies; received likewise.
        cpu: seconds, user and system.
        wall: seconds on the shared clock.
        peak: bytes of memory that the process held at most.
        sampled: calculated from some of the rows.
    """

    calls: float
    refused: float
    sent: float
    received: float
    cpu: float
    wall: float
    peak: float
    sampled: bool = False

    def times(self, factor: float) -> "Measured":
        """Return what so many times as many rows take, in no more memory."""
        counted = ("calls", "refused", "sent", "received", "cpu", "wall")
        grown = {name: getattr(self, name) * factor for name in counted}
        return replace(self, **grown, sampled=True)


@dataclass(frozen=True)
class Bench:
    """A folder of measurements.

    Attributes:
        folder: whose files are kept from one measurement to the next.
        header: of the sheet.
    """

    folder: Path
    header: list[str]

    def written(self, way: str, count: int, *, record: bool = False) -> Measured:
        """Let a way write so many rows to a new sheet; they must stand there afterwards."""
        if way in ONE_BY_ONE and count > WHOLE:
            above, measured = count // 2, 2 * MINUTE
            found = self._new(way, above, MINUTE + measured, skip=MINUTE)
            return found.times(count / measured)
        return self._new(way, 0, count, record=record)

    def read(self, way: str, count: int) -> Measured:
        """Let a way look at the rows that ours wrote last."""
        return self._in(self.folder / "ours", way, 0, count)

    def _new(
        self, way: str, above: int, count: int, *, skip: int = 0, record: bool = False
    ) -> Measured:
        folder = self.folder / ("ours" if way == next(iter(WRITING)) else "theirs")
        rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return self._in(folder, way, above, count, skip=skip, record=record)

    def _in(
        self, folder: Path, way: str, above: int, count: int, *, skip: int = 0, record: bool = False
    ) -> Measured:
        rows, sent = self.folder / "rows", self.folder / f"sent-{count}"
        with rows.open(encoding="utf-8") as file:
            stand = [self.header, *map(json.loads, islice(file, above))]
        with served(folder, stand) as (port, time, sandbox):
            desk = Desk(folder, rows, above, count, sent, record, port, time)
            found = in_new_process(_measure, way, desk, skip)
            sandbox.send("rows")
            there = sandbox.recv()
        wanted = above + (0 if way in IDLE else count)
        if there != wanted:
            raise RuntimeError(f"{way} left {there} rows where {wanted} should stand")
        return found


def _measure(way: str, desk: Desk, skip: int) -> Measured:
    """Go a way, in the process at hand, and return what it took after the first `skip` rows."""
    steps, wire, time = WAYS[way](desk), desk.wire, desk.time
    for _ in islice(steps, 1 + skip):  # the first step makes ready
        pass
    before, cpu, began = Counter(wire.counts), _cpu(), time.monotonic()
    for _ in steps:
        pass
    took, cpu = time.monotonic() - began, _cpu() - cpu
    calls, refused, sent, received = (
        float(wire.counts[name] - before[name]) for name in ("calls", "refused", "sent", "received")
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_BYTES
    return Measured(calls, refused, sent, received, cpu, took, peak)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def write_rows(file: Path, count: int) -> list[str]:
    """Write the rows that clients send, one a line, and return the header."""
    made = drafts(count)
    with file.open("w", encoding="utf-8") as out:
        for draft in made:
            values = [cell.value for cell in draft.row.cells]
            out.write(json.dumps(values, ensure_ascii=False, default=float) + "\n")
    return [cell.header for cell in made[0].row.cells]


def measured(count: int, runs: int) -> Iterator[tuple[str, list[Measured]]]:
    """Yield what each way took for so many rows, run by run; in each run the ways take turns."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        bench = Bench(folder, in_new_process(write_rows, folder / "rows", count + 3 * MINUTE))
        bench.written(next(iter(WRITING)), count, record=True)  # fills caches, too
        found: dict[str, list[Measured]] = {way: [] for way in WAYS}
        for _ in range(runs):
            for way in WRITING:
                found[way].append(bench.written(way, count))
            for way in READING:
                found[way].append(bench.read(way, count))
        yield from found.items()

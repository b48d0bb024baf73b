"""How long a report takes to read: `python -m tests.document.speed`, with `--write` kept.

A drawn report as a Word file, and as the PDF that LibreOffice prints of it. The process that takes
the PDF apart is counted in. Processor time is what an idle machine takes; the time that passed
depends on what else it does.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click

from ita_sync.document import read
from ita_sync.document.pdf.reading import count_pages
from tests.document.layouts import formats
from tools import figures

NAME = "reading-speed"
WHAT = "How long a report takes to read"
LAYOUT, SEED = "A", 2
GOALS = {formats.DOCX: "1 s", formats.OFFICE: "5 s for 20 pages"}
RUNS = 3


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that work takes, and those of the processor, its children counted in."""
    began, before = time.monotonic(), os.times()
    work()
    passed, after = time.monotonic() - began, os.times()
    return passed, sum(after[:4]) - sum(before[:4])


def measure(path: Path) -> tuple[float, float]:
    """Return the medians of several runs of reading a document."""
    runs = [timed(lambda: read(path, formats.rules)) for _ in range(RUNS)]
    return median(run[0] for run in runs), median(run[1] for run in runs)


@click.command()
@click.option("--seed", default=SEED, help="Of the drawn report.")
@figures.options
def main(*, seed: int, keep: bool, anyhow: bool) -> None:
    """Time the reading of a long report."""
    at = figures.commit(keep=keep, anyhow=anyhow)
    wanted = formats.available((formats.DOCX, formats.OFFICE))
    rows = ["| document | pages | goal | seconds | of the processor |", "|---|--:|--:|--:|--:|"]
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            (made,) = formats.make(Path(folder), name, LAYOUT, (seed,))
            pages = count_pages(made.path.read_bytes()) if name == formats.OFFICE else "–"
            passed, worked = measure(made.path)
            rows.append(f"| {name} | {pages} | {GOALS[name]} | {passed:.1f} | {worked:.1f} |")
    body = [
        f"Medians of {RUNS} runs; {multiprocessing.cpu_count()} processors, load {_load()}.",
        "",
        *rows,
    ]
    page = figures.page(
        what=WHAT,
        command="python -m tests.document.speed",
        seeds=f"{seed}, layout {LAYOUT}",
        at=at,
        body=body,
    )
    click.echo(page, nl=False)
    if keep:
        figures.write(NAME, page)


def _load() -> str:
    """Return how many processes wanted a processor during the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if sys.platform != "win32" else "unknown"


if __name__ == "__main__":
    main()

"""Time what a person waits for, beside what else people write, and write docs/performance.md.

It needs Linux or macOS. Processes take turns, and what is compared is the median of the ratios
between neighbours, which holds where the machine's speed drifts.
"""

import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from time import monotonic

import click

from tools import figures
from tools.bench import starts, table
from tools.bench.runs import measured

SIZES = "1,10,143,1000,8323"
"""One report; a district; a province's municipalities; and all local agencies of the country."""
_ROWS_OF_A_SIZE = 3000
"""Rows of one size that all runs together write at most, if it is more than one run."""


def runs_of(size: int, most: int) -> int:
    """Return how often a size is measured: the large ones once."""
    return max(1, min(most, _ROWS_OF_A_SIZE // size))


def sizes_of(_context: click.Context, _parameter: click.Parameter, given: str) -> list[int]:
    """Return the numbers of rows that were asked for."""
    sizes = [int(each) if each.strip().isdecimal() else 0 for each in given.split(",")]
    if not all(sizes):
        raise click.BadParameter("numbers of rows from 1 on, with commas between them")
    return sizes


def machine() -> str:
    """Return in a line what it runs on."""
    described = Path("/proc/cpuinfo")
    lines = described.read_text("utf-8").splitlines() if described.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    name = next(names, platform.machine())
    with_what = f"Python {platform.python_version()}, gspread {version('gspread')}"
    load = f"Load when it began: {os.getloadavg()[0]:.1f}."
    return (
        f"Machine: {os.cpu_count()} processors ({name}), {platform.system()}; {with_what}. {load}"
    )


def body(sizes: Iterable[int], runs: int, pairs: int, on: str) -> Iterator[str]:
    """Yield the page."""
    yield from (on, "")
    found = [
        table.Found(size, way, took)
        for size in sizes
        for way, took in measured(size, runs_of(size, runs))
    ]
    yield from table.writing(found)
    yield from table.reading(found)
    yield from starts.page(pairs)


@click.command(help=__doc__)
@click.option(
    "--rows", "sizes", default=SIZES, show_default=True, callback=sizes_of, help="Rows to push."
)
@click.option("--runs", default=5, show_default=True, help="Runs of each size; fewer of the large.")
@click.option("--pairs", default=15, show_default=True, help="Pairs of starts that are counted.")
@figures.options
def main(sizes: list[int], runs: int, pairs: int, *, keep: bool, anyhow: bool) -> None:
    """Measure, print, and keep the page if that was asked for."""
    at, on, began = figures.commit(keep=keep, anyhow=anyhow), machine(), monotonic()
    asked = ",".join(map(str, sizes)), runs, pairs
    chosen = "" if asked == (SIZES, 5, 15) else " --rows {} --runs {} --pairs {}".format(*asked)
    lines = list(body(sizes, runs, pairs, on))
    text = figures.page(
        what="What a person waits for, beside what else people write",
        command=f"python -m tools.bench{chosen}" if chosen else "make bench",
        seeds="none",
        at=at,
        took=figures.minutes(monotonic() - began),
        body=lines,
    )
    print(text)
    if keep:
        figures.write("performance", text, figures.FOLDER.parent)


if __name__ == "__main__":
    main()

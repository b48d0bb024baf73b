"""Many histories, counted: `make promise`, or `python -m tests.promise.simulator.campaign`.

Histories are independent of each other and of the number of processes: a seed and a commit are
enough to repeat any of them. One that breaks the promise is shrunk and told as a story, and the
campaign fails.
"""

import multiprocessing
import multiprocessing.pool
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from ita_sync.errors import Exit
from tests.promise.simulator import exhaustive
from tests.promise.simulator.bugs import BUGS
from tests.promise.simulator.controls import CONTROLS, harm, play_control
from tests.promise.simulator.existing import ABOUT, draw_existing, draw_existing_about
from tests.promise.simulator.history import History, draw, draw_loose
from tests.promise.simulator.kept import Block, Kept, code
from tests.promise.simulator.more import KINDS, draw_about, draw_loose_more, draw_more
from tests.promise.simulator.records import Played
from tests.promise.simulator.reports import the_cast
from tests.promise.simulator.rewrites import landings, typed_over, unguarded
from tests.promise.simulator.story import broken, room, shrunk, told
from tests.promise.simulator.tally import (
    Tally,
    bugs_table,
    controls_table,
    promise_table,
    singles_line,
)
from tools import figures

NAME = "promise"
WHAT = "What histories of machines, faults and people broke, and what others break in them"
BLOCK = 100  # histories that are kept together
BUG_SEEDS = 1000  # until a bug shows
BUG_HISTORIES = 100  # of which those that show it are counted


def draw_without_fence(seed: int) -> History:
    """A history of either edition on a service without a fence."""
    return draw_loose(seed) if seed % 2 else draw_loose_more(seed)


DRAWS: dict[str, Callable[[int], History]] = {
    "first": draw,
    "more": draw_more,
    "existing": draw_existing,
    "loose": draw_without_fence,
}

SHARES = {"existing": 1, "more": 1, "first": 1, "loose": 10}  # those that break most come first


def one(job: tuple[str, int]) -> Tally:
    """Play one history of a kind."""
    how, seed = job
    problems, played = broken(DRAWS[how](seed))
    tally = Tally(wrong=[(seed, each) for each in problems])
    _count(tally, played)
    return tally


def _count(tally: Tally, played: Played) -> None:
    runs = played.ended
    tally.counts.update(
        histories=1,
        requests=played.requests,
        runs=len(runs),
        crashes=sum(run.exit is None for run in runs),
        unknown=sum(run.exit == Exit.UNKNOWN for run in runs),
        rows=sum(bool(each.body) and b'"insertDimension"' in each.body for each in played.wrote),
        rewritten=len(list(landings(played))),
        typed_over=typed_over(played),
        unguarded=unguarded(played),
        acts=sum(count for name, count in played.met.items() if name.startswith("people")),
    )
    tally.about.update(played.history.about)
    tally.faults.update(
        {name: count for name, count in played.met.items() if not name.startswith("people")}
    )
    written = [run for run in runs if run.how == "written"]
    tally.calls.update(f"{run.reads} + {run.writes}" for run in written if not run.faults)


def one_control(job: tuple[str, int]) -> Counter[str]:
    """Play one history with one of the controls: histories with harm, by kind."""
    name, seed = job
    folder = room()
    try:
        done = harm(play_control(name, draw(seed), the_cast(), folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Counter(
        {"doubled": done.doubled > 0, "lost": done.lost > 0, "overwritten": done.overwritten > 0}
    )


@dataclass(frozen=True)
class Shown:
    """How a planted bug shows: in how many histories, first in which, and as what."""

    name: str
    about: str
    histories: int
    broken: int
    first: int | None
    kinds: tuple[str, ...]


def find_bug(name: str, histories: int = BUG_HISTORIES) -> Shown:
    """Play histories with a bug planted; once enough are played, on until one shows it."""
    bug = BUGS[name]
    kinds: Counter[str] = Counter()
    count, first, seed = 0, None, 0
    with bug.plant():
        while seed < histories or (first is None and seed < BUG_SEEDS):
            problems, _ = broken(draw_for(bug.about, seed))
            if problems:
                count, first = count + 1, seed if first is None else first
                kinds.update({each.split(":")[0] for each in problems})
            seed += 1
    return Shown(
        name, bug.about, seed, count, first, tuple(kind for kind, _ in kinds.most_common())
    )


def draw_for(about: str, seed: int) -> History:
    """A history in which a bug matters."""
    if about in KINDS:
        return draw_about(about, seed)
    if about in ABOUT:
        return draw_existing_about(about, seed)
    return draw_without_fence(seed) if about == "loose" else draw(seed)


def play_block(block: Block) -> tuple[Block, Tally]:
    """Play the histories of a block one after the other."""
    whole = Tally()
    for seed in range(block.first, block.first + block.count):
        whole.add(one((block.how, seed)))
    return block, whole


def _blocks(how: str, seeds: range) -> Iterable[Block]:
    for first in seeds[::BLOCK]:
        yield Block(how, first, min(BLOCK, seeds.stop - first))


def _played(pool: multiprocessing.pool.Pool, how: str, seeds: range, kept: Kept) -> Tally:
    """Play what was not played before; return what came of all of it."""
    blocks = list(_blocks(how, seeds))
    left = [block for block in blocks if block not in kept.played]
    with click.progressbar(pool.imap_unordered(play_block, left), len(left), how) as bar:
        for block, tally in bar:
            kept.keep(block, tally)
    whole = Tally()
    for block in blocks:
        whole.add(kept.played[block])
    return whole


@click.command()
@click.option(
    "--histories",
    default=20_000,
    show_default=True,
    help="How many of each edition; a tenth as many without a fence.",
)
@click.option("--seed", default=0, show_default=True, help="The first seed.")
@click.option(
    "--controls",
    "control_histories",
    default=2_000,
    show_default=True,
    help="Histories of each control.",
)
@click.option(
    "--bugs",
    "bug_histories",
    default=BUG_HISTORIES,
    show_default=True,
    help="Histories of each planted bug, and on until one shows it.",
)
@click.option("--pairs", default=2_000, show_default=True, help="Pairs of faults.")
@click.option("--processes", default=2, show_default=True)
@click.option(
    "--kept",
    "kept_in",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep in this file what was played; a second run of the same code goes on from there.",
)
@click.option(
    "--looser",
    is_flag=True,
    help="The checker has learned limits since, and nothing else: what it found clean stays so.",
)
@figures.options
def main(
    *,
    histories: int,
    seed: int,
    control_histories: int,
    bug_histories: int,
    pairs: int,
    processes: int,
    kept_in: Path | None,
    looser: bool,
    keep: bool,
    anyhow: bool,
) -> None:
    """Play histories and say what they broke."""
    at, began = figures.commit(keep=keep, anyhow=anyhow), time.monotonic()
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        kept = Kept(kept_in, code(at), looser=looser)
        stricter = sum(block.count for block in kept.stricter)
        before = sum(tally.counts["histories"] for tally in kept.played.values())
        tallies = {
            how: _played(pool, how, range(seed, seed + histories // share), kept)
            for how, share in SHARES.items()
        }
        found: dict[str, Counter[str]] = {}
        for name in CONTROLS:
            jobs = [(name, each) for each in range(seed, seed + control_histories)]
            found[name] = Counter(histories=len(jobs))
            for harmed in pool.imap_unordered(one_control, jobs, chunksize=20):
                found[name] += harmed
        bugs = pool.map(partial(find_bug, histories=bug_histories), BUGS, chunksize=1)
    single = exhaustive.summary(pairs, seed)
    page = figures.page(
        what=WHAT,
        command=(
            f"python -m tests.promise.simulator.campaign --histories {histories} --seed {seed} "
            f"--controls {control_histories} --bugs {bug_histories} --pairs {pairs}"
        ),
        seeds=f"{seed} to {seed + histories - 1}",
        at=at,
        took=f"{figures.minutes(time.monotonic() - began)} on {processes} processes"
        + (f", without {before:,} histories that the same code played before" if before else "")
        + (f"; {stricter:,} were judged by a stricter checker" if stricter else ""),
        body=[
            *promise_table(tallies),
            *controls_table(found, tallies["first"]),
            *singles_line(single),
            *bugs_table(bugs),
        ],
    )
    click.echo(page, nl=False)
    if keep:
        figures.write(NAME, page)
    wrong = [(how, *each) for how, tally in tallies.items() for each in tally.wrong]
    for how, number, what in wrong[:100]:
        click.echo(f"{how} {number}: {what}")
    for how, number, what in wrong[:3]:
        history = shrunk(DRAWS[how](number), what.split(":")[0])
        click.echo(f"\ncommit {at}, {told(history, *broken(history))}")
    for each in single[2][:10]:
        click.echo(each)
    if wrong or single[2] or any(bug.first is None for bug in bugs):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

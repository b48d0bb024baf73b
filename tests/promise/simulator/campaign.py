"""Many histories, counted: `make promise`, or `python -m tests.promise.simulator.campaign`.

Histories are independent of each other and of the number of processes: a seed and a commit are
enough to repeat any of them. One that breaks the promise is shrunk and told as a story, and the
campaign fails.
"""

import multiprocessing
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable

import click

from ita_sync.errors import Exit
from tests.promise.simulator import exhaustive
from tests.promise.simulator.bugs import BUGS
from tests.promise.simulator.controls import CONTROLS, harm, play_control
from tests.promise.simulator.history import History, draw, draw_loose
from tests.promise.simulator.records import Played
from tests.promise.simulator.reports import the_cast
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
BUG_SEEDS = 1000
DRAWS: dict[str, Callable[[int], History]] = {"unique": draw, "loose": draw_loose}


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
        acts=sum(count for name, count in played.met.items() if name.startswith("people")),
    )
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


def find_bug(name: str) -> tuple[str, int | None, str]:
    """The first seed whose history shows a planted bug, and what the checker says of it."""
    with BUGS[name]():
        for seed in range(BUG_SEEDS):
            problems, _ = broken(draw(seed))
            if problems:
                return name, seed, problems[0]
    return name, None, ""


def _played(
    pool: "multiprocessing.pool.Pool", what: str, jobs: Iterable[tuple[str, int]], count: int
) -> Tally:
    whole = Tally()
    with click.progressbar(
        pool.imap_unordered(one, jobs, chunksize=20), length=count, label=what
    ) as bar:
        for tally in bar:
            whole.add(tally)
    return whole


@click.command()
@click.option(
    "--histories",
    default=20_000,
    show_default=True,
    help="How many of the main kind; a tenth as many of the other.",
)
@click.option("--seed", default=0, show_default=True, help="The first seed.")
@click.option(
    "--controls",
    "control_histories",
    default=2_000,
    show_default=True,
    help="Histories of each control.",
)
@click.option("--pairs", default=2_000, show_default=True, help="Pairs of faults.")
@click.option("--processes", default=2, show_default=True)
@figures.options
def main(
    *,
    histories: int,
    seed: int,
    control_histories: int,
    pairs: int,
    processes: int,
    keep: bool,
    anyhow: bool,
) -> None:
    """Play histories and say what they broke."""
    at, began = figures.commit(keep=keep, anyhow=anyhow), time.monotonic()
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        seeds = range(seed, seed + histories)
        tallies = {
            "unique": _played(pool, "histories", (("unique", each) for each in seeds), histories),
            "loose": _played(
                pool,
                "not unique",
                (("loose", each) for each in seeds[: histories // 10]),
                histories // 10,
            ),
        }
        found: dict[str, Counter[str]] = {}
        for name in CONTROLS:
            jobs = [(name, each) for each in range(seed, seed + control_histories)]
            found[name] = Counter(histories=len(jobs))
            for harmed in pool.imap_unordered(one_control, jobs, chunksize=20):
                found[name] += harmed
        bugs = pool.map(find_bug, BUGS, chunksize=1)
    single = exhaustive.summary(pairs, seed)
    page = figures.page(
        what=WHAT,
        command=(
            f"python -m tests.promise.simulator.campaign --histories {histories} --seed {seed} "
            f"--controls {control_histories} --pairs {pairs}"
        ),
        seeds=f"{seed} to {seed + histories - 1}",
        at=at,
        took=f"{figures.minutes(time.monotonic() - began)} on {processes} processes",
        body=[
            *promise_table(tallies["unique"], tallies["loose"]),
            *controls_table(found, tallies["unique"]),
            *singles_line(single),
            *bugs_table(bugs, BUG_SEEDS),
        ],
    )
    click.echo(page, nl=False)
    if keep:
        figures.write(NAME, page)
    wrong = [(how, *each) for how, tally in tallies.items() for each in tally.wrong]
    for how, number, what in wrong[:3]:
        history = shrunk(DRAWS[how](number), what.split(":")[0])
        click.echo(f"\ncommit {at}, {told(history, *broken(history))}")
    for each in single[2][:10]:
        click.echo(each)
    if wrong or single[2] or any(each is None for _, each, _ in bugs):
        raise SystemExit(1)


if __name__ == "__main__":
    main()

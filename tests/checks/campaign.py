"""Planted errors counted by class: `python -m tests.checks.campaign`, or `make check-figures`.

Everything follows from the seeds: a report that is missed or blamed wrongly is named with what
repeats it, and the campaign fails.
"""

import multiprocessing
import time
from collections.abc import Iterable

import click

from tests.checks.injector import CLASSES
from tests.checks.readings import SLIPS, judge_readings
from tests.checks.verdicts import SEVERAL, TRUE, Tally, judge_planted, judge_true
from tools import figures

NAME = "checks"
WHAT = "Errors planted into drawn reports, by class, and what the checks say"
NAMES = (*CLASSES, SEVERAL)
READINGS = tuple(f"readings of {name}" for name in SLIPS)
SHOWN = 5
"""The most misses listed of each class."""


def judge(job: tuple[str, int]) -> tuple[str, Tally]:
    """Judge one report of a class."""
    name, number = job
    if name == TRUE:
        return name, judge_true(number)
    if name in READINGS:
        return name, judge_readings(SLIPS[READINGS.index(name)], number)
    return name, judge_planted(name, number)


def count(jobs: Iterable[tuple[str, int]], length: int, processes: int) -> dict[str, Tally]:
    """Return the tallies by class; their sums do not depend on the number of processes."""
    tallies = {name: Tally() for name in (TRUE, *NAMES, *READINGS)}
    with (
        multiprocessing.get_context("spawn").Pool(processes) as pool,
        click.progressbar(
            pool.imap(judge, jobs, chunksize=20), length=length, label="reports"
        ) as bar,
    ):
        for name, tally in bar:
            tallies[name].add(tally)
    return tallies


def table(tallies: dict[str, Tally]) -> list[str]:
    """Return the table by class, and a line about true reports."""
    true = tallies[TRUE].counts
    lines = [
        (
            f"True reports: {true['reports']:,}; with a false error {true['wrong']:,}, "
            f"with a warning {true['warned']:,}."
        ),
        (
            f"Not counted among the warnings: the printed figures leave the level open in "
            f"{true['undecided']:,}."
        ),
        "",
        "| planted error | reports | decidable | found | of these blocking |",
        "|---|--:|--:|--:|--:|",
    ]
    columns = ("planted", "decidable", "found", "blocking")
    whole = Tally()
    for name in NAMES:
        whole.add(tallies[name])
        lines.append(_row(name, tallies[name], columns))
    return [*lines, _row("**all**", whole, columns)]


def readings_table(tallies: dict[str, Tally]) -> list[str]:
    """Return what is offered for one wrong digit, by the figure that has it."""
    columns = ("slips", "offered", "alone", "first of one", "only", "only true")
    lines = [
        (
            "| one wrong digit in | decidable | truth offered | no other digit fits | then first | "
            "one offer | the truth |"
        ),
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    whole = Tally()
    for name, label in zip(SLIPS, READINGS, strict=True):
        whole.add(tallies[label])
        lines.append(_row(name.partition(":")[0], tallies[label], columns))
    return [*lines, _row("**all**", whole, columns)]


def _row(label: str, tally: Tally, columns: tuple[str, ...]) -> str:
    return " | ".join([f"| {label}", *(f"{tally.counts[name]:,}" for name in columns)]) + " |"


def misses(tallies: dict[str, Tally]) -> list[str]:
    """Return what was missed or blamed wrongly, a few of each class."""
    return [f"{name}: {each}" for name, tally in tallies.items() for each in tally.missed[:SHOWN]]


@click.command()
@click.option("--true", "true_reports", default=10_000, show_default=True, help="True reports.")
@click.option("--each", default=100, show_default=True, help="Reports with an error of each class.")
@click.option(
    "--readings",
    default=50,
    show_default=True,
    help="Reports with one wrong digit in each kind of figure.",
)
@click.option("--seed", default=0, show_default=True, help="The first number.")
@click.option("--processes", default=2, show_default=True)
@figures.options
def main(
    *,
    true_reports: int,
    each: int,
    readings: int,
    seed: int,
    processes: int,
    keep: bool,
    anyhow: bool,
) -> None:
    """Plant errors and count what the checks find."""
    at, began = figures.commit(keep=keep, anyhow=anyhow), time.monotonic()
    jobs = [(TRUE, seed + n) for n in range(true_reports)]
    jobs += [(name, seed + n) for name in NAMES for n in range(each)]
    jobs += [(name, seed + n) for name in READINGS for n in range(readings)]
    tallies = count(jobs, len(jobs), processes)
    page = figures.page(
        what=WHAT,
        command=(
            f"python -m tests.checks.campaign --true {true_reports} --each {each} "
            f"--readings {readings} --seed {seed}"
        ),
        seeds=f"from {seed}",
        at=at,
        took=f"{figures.minutes(time.monotonic() - began)} on {processes} processes",
        body=[*table(tallies), "", *readings_table(tallies)],
    )
    click.echo(page, nl=False)
    if keep:
        figures.write(NAME, page)
    wrong = misses(tallies)
    for line in wrong:
        click.echo(line)
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

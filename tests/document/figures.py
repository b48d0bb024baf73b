"""Drawn reports read back from every kind of document: `make read-figures`.

Or `python -m tests.document.figures`.

Everything follows from the seeds: whatever is wrong is named with the format, layout and seed that
make it again.
"""

import multiprocessing
import shlex
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from ita_sync.document import read
from ita_sync.errors import ItaSyncError
from tests.document.layouts import formats
from tests.document.layouts.catalog import ALL, OPEN
from tests.document.layouts.claims import claims
from tests.document.layouts.formats import (
    DIRECT,
    DOCX,
    FORM,
    FORMATS,
    NO_LAYOUT,
    OFFICE,
    ON_REQUEST,
    SHEET,
    Made,
)
from tests.document.layouts.told import tell
from tests.document.layouts.verdict import Outcome, Verdict, free, judge
from tools import figures

NAME = "reading"
WHAT = "Drawn reports read back from documents of every kind, field by field"
GOALS = {DOCX: 100.0, SHEET: 100.0, FORM: 100.0, OFFICE: 99.5, DIRECT: 99.5, "text, 1×": 97.0}
"""Fields read exactly, in per cent, of a format over all layouts; and nowhere a silent error."""
ALL_REACHED = "Every goal was reached."
SHOWN = 8


@dataclass
class Tally:
    """The outcomes of many documents."""

    counts: Counter[tuple[Outcome, bool]] = field(default_factory=Counter)
    documents: int = 0
    doubted: int = 0

    def add(self, other: "Tally | Verdict") -> None:
        """Count a document, or what another tally has."""
        self.counts += other.counts
        self.doubted += other.doubted
        self.documents += other.documents if isinstance(other, Tally) else 1

    def of(self, outcome: Outcome) -> int:
        """Return the number of fields with an outcome."""
        return self.counts[outcome, False] + self.counts[outcome, True]

    @property
    def fields(self) -> int:
        """Return the number of fields."""
        return self.counts.total()

    def exact(self, *, texts: bool | None = None) -> float:
        """Return how many per cent of the fields are exact: of free texts, the rest, or all."""
        both = (False, True) if texts is None else (texts,)
        whole = sum(self.counts[outcome, kind] for outcome in Outcome for kind in both)
        return (
            100 * sum(self.counts[Outcome.EXACT, kind] for kind in both) / whole if whole else 100.0
        )


def examine(made: Made) -> tuple[Made, Verdict]:
    """Read one document and hold it against its report.

    A refusal leaves every field missing, and said to be so.
    """
    told, manuscript = tell(made.seed), made.manuscript
    try:
        return made, judge(told, manuscript, read(made.path, formats.rules))
    except ItaSyncError as error:
        outcome, why = Outcome.LISTED, f"refused: {error.code}"
    except Exception:  # noqa: BLE001 - the campaign counts what must not happen
        outcome, why = Outcome.UNLISTED, f"crashed: {traceback.format_exc(limit=-2)}"
    verdict = Verdict()
    asked = [key for key, claim in claims(told, manuscript).items() if claim.asked]
    verdict.counts.update((outcome, free(key)) for key in asked)
    verdict.faults.append((outcome, (), why))
    return made, verdict


def examine_all(documents: Sequence[Made], processes: int) -> list[tuple[Made, Verdict]]:
    """Return the verdict of every document.

    Their order does not depend on the number of processes.
    """
    if processes == 1:
        return [examine(made) for made in documents]
    with (
        multiprocessing.get_context("spawn").Pool(processes) as pool,
        click.progressbar(
            pool.imap(examine, documents, chunksize=4), len(documents), "documents"
        ) as bar,
    ):
        return list(bar)


def tallies(results: Iterable[tuple[Made, Verdict]]) -> dict[tuple[str, str], Tally]:
    """Return the tallies by format and layout."""
    found: dict[tuple[str, str], Tally] = {}
    for made, verdict in results:
        found.setdefault((made.format, made.layout), Tally()).add(verdict)
    return found


def by_format(found: dict[tuple[str, str], Tally]) -> dict[str, Tally]:
    """Return the tallies by format."""
    whole: dict[str, Tally] = {}
    for (name, _), tally in found.items():
        whole.setdefault(name, Tally()).add(tally)
    return whole


def short_of(whole: dict[str, Tally]) -> list[str]:
    """Return the goals that were not reached."""
    found = [
        f"{name}: {whole[name].exact():.2f} % of fields exact, the goal is {goal} %"
        for name, goal in GOALS.items()
        if name in whole and whole[name].exact() < goal
    ]
    return found + [
        f"{name}: {n} wrong without a mark"
        for name in whole
        if (n := whole[name].of(Outcome.SILENT))
    ]


COLUMNS = (
    *(
        "format, error rate",
        "layout",
        "documents",
        "fields",
        "exact %",
        "figures, ids, dates %",
        "texts %",
    ),
    *(
        "wrong, marked",
        "**wrong, no mark**",
        "missing, listed",
        "missing, not listed",
        "exact, yet marked",
    ),
)
HEADER = (f"| {' | '.join(COLUMNS)} |", f"|---|---|{'--:|' * (len(COLUMNS) - 2)}")


def table(found: dict[tuple[str, str], Tally]) -> list[str]:
    """Return the table by format and layout, each format with its sum."""
    lines = list(HEADER)
    for name, tally in by_format(found).items():
        layouts = [layout for each, layout in found if each == name]
        if layouts != [NO_LAYOUT]:
            lines += [_row(name, layout, found[name, layout]) for layout in layouts]
        lines.append(_row(f"**{name}**", "all", tally))
    return lines


def _row(name: str, layout: str, tally: Tally) -> str:
    shares = (tally.exact(), tally.exact(texts=False), tally.exact(texts=True))
    outcomes = (Outcome.MARKED, Outcome.SILENT, Outcome.LISTED, Outcome.UNLISTED)
    cells = [
        name,
        layout,
        f"{tally.documents:,}",
        f"{tally.fields:,}",
        *(f"{_floor(share):.2f}" for share in shares),
    ]
    cells += [*(f"{tally.of(outcome):,}" for outcome in outcomes), f"{tally.doubted:,}"]
    return f"| {' | '.join(cells)} |"


def _floor(share: float) -> float:
    """Return a share at two places, never rounded up: 99.999 is not 100."""
    return int(share * 100) / 100


def faults(
    results: Iterable[tuple[Made, Verdict]], outcomes: Iterable[Outcome], shown: int
) -> list[str]:
    """Return what went wrong, the first few of each format and layout, to be reproduced."""
    wanted, lines = set(outcomes), []
    seen: Counter[tuple[str, str, Outcome]] = Counter()
    for made, verdict in results:
        for outcome, key, told in verdict.faults:
            seen[made.format, made.layout, outcome] += 1
            if outcome in wanted and seen[made.format, made.layout, outcome] <= shown:
                place = ".".join(str(step) for step in key)
                lines.append(
                    f"{outcome}: {made.format}, layout {made.layout}, seed {made.seed}: {place}: "
                    f"{told}"
                )
    return lines


@click.command()
@click.option("--reports", default=30, show_default=True, help="Reports in each format and layout.")
@click.option("--seed", default=0, show_default=True, help="The first seed.")
@click.option("--held/--no-held", default=False, help="The held back layouts F to I as well.")
@click.option(
    "--format",
    "names",
    type=click.Choice((*FORMATS, *ON_REQUEST)),
    multiple=True,
    help="Only this format.",
)
@click.option(
    "--layout", "layouts", type=click.Choice(list(ALL)), multiple=True, help="Only this layout."
)
@click.option(
    "--faults",
    "shown",
    default=0,
    show_default=True,
    help="Faults told of each kind, format and layout.",
)
@click.option("--processes", default=2, show_default=True)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Leave the documents in this folder.",
)
@figures.options
def main(
    *,
    reports: int,
    seed: int,
    held: bool,
    names: tuple[str, ...],
    layouts: tuple[str, ...],
    shown: int,
    processes: int,
    into: Path | None,
    keep: bool,
    anyhow: bool,
) -> None:
    """Draw reports, make documents of them, read them back, and count what came of it."""
    at, began = figures.commit(keep=keep, anyhow=anyhow), time.monotonic()
    chosen = layouts or tuple(ALL if held else OPEN)
    seeds = range(seed, seed + reports)
    with tempfile.TemporaryDirectory() as temporary:
        folder = into or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        made = [
            each
            for name in formats.available(names or FORMATS)
            for each in formats.make(folder, name, chosen, seeds)
        ]
        results = examine_all(made, processes)
    found = tallies(results)
    whole = by_format(found)
    short = short_of(whole)
    said = ["Short of the goals:", "", *(f"- {s}" for s in short)] if short else [ALL_REACHED]
    page = figures.page(
        what=WHAT,
        command=_command(reports, seed, names, layouts, held=held),
        seeds=f"{seed} to {seed + reports - 1}",
        at=at,
        took=f"{figures.minutes(time.monotonic() - began)} on {processes} processes",
        body=[*said, "", *table(found)],
    )
    click.echo(page, nl=False)
    for line in faults(results, [Outcome.SILENT], max(SHOWN, shown)):
        click.echo(line)
    if shown:
        others = [outcome for outcome in Outcome if outcome is not Outcome.SILENT]
        for line in faults(results, others, shown):
            click.echo(line)
    if keep:
        figures.write(NAME, page)
    if short:
        raise SystemExit(1)


def _command(
    reports: int, seed: int, names: Iterable[str], layouts: Iterable[str], *, held: bool
) -> str:
    """Return the command that makes the same documents again."""
    words = ["python", "-m", "tests.document.figures"]
    words += ["--reports", str(reports), "--seed", str(seed), *(["--held"] if held else [])]
    words += [word for name in names for word in ("--format", name)]
    words += [word for layout in layouts for word in ("--layout", layout)]
    return shlex.join(words)


if __name__ == "__main__":
    main()

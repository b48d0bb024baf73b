"""Blind documents read, field by field: `python -m tests.document.blind`.

They were drawn by somebody who knew what real reports look like and had not seen the reader; what
each prints is in `truth.json` beside them. `--wrong` prints each field that is not right.
"""

import json
import shlex
import sys
import time
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import click

from ita_sync import settings
from ita_sync.document import read
from ita_sync.errors import ItaSyncError
from tests.document.blind.verdict import Outcome, Verdict, judge, refused
from tests.document.conftest import rules
from tools import figures

NAME = "reading-blind"
WHAT = "Documents drawn by somebody who had not seen the reader, field by field"
FOLDER = Path(__file__).parent / "documents"
_LATER = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
SETS = (FOLDER, *(FOLDER.parent / name for name in _LATER))
"""Each drawn by somebody else, the later ones when those before had been looked at."""
GOALS = {"docx": 95.0, "pdf": 92.0, "xlsx": 95.0, "txt": 80.0, "scan": 80.0}
"""Fields to be read right, in per cent of a format; of scans those with Arabic digits."""
REACHED = {
    "fourth": {"docx": 99.0, "xlsx": 99.0, "txt": 96.0},
    "sixth": {"docx": 99.0, "xlsx": 99.0, "txt": 89.0},
    "seventh": {"xlsx": 99.0, "txt": 99.0},
    "eighth": {"xlsx": 99.0, "txt": 96.0},
    "ninth": {"xlsx": 99.0},
}
"""Of a set whose kinds are mended in part: what is not to be lost again."""


@cache
def shown() -> frozenset[str]:
    """Return what the columns of the configuration that comes with the program show."""
    columns = settings.load(figures.ROOT / "config" / "ita-sync.toml", env={}).columns
    return frozenset(column.field for column in columns if column.field)


def examine(file: Path, fields: dict[str, str]) -> tuple[Verdict, str, float]:
    """Return what became of one document, why it was refused, and the seconds that it took."""
    began = time.monotonic()
    try:
        draft = replace(read(file, rules), shown=shown())
    except ItaSyncError as error:
        return refused(fields), error.code, time.monotonic() - began
    return judge(fields, draft), "", time.monotonic() - began


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--wrong", is_flag=True, help="Print each field that is not right.")
@click.option("--only", default="", help="Only files whose name contains this.")
@figures.options
def main(*, folders: tuple[Path, ...], wrong: bool, only: str, keep: bool, anyhow: bool) -> None:
    """Read the documents of folders, else of all sets, and say what became of their fields."""
    at, began = figures.commit(keep=keep, anyhow=anyhow), time.monotonic()
    body: list[str] = []
    silent = 0
    for folder in folders or SETS:
        by_format, rows = _read(folder, only, wrong=wrong)
        sums = [
            _row([f"**{name}**", f"{GOALS[name]:.0f}" if name in GOALS else "–"], counts, "", "")
            for name, counts in by_format.items()
        ]
        body += [f"## {folder.name}", "", *_head("goal %"), *sums, "", *_head("year"), *rows, ""]
        silent += sum(counts[Outcome.SILENT] for counts in by_format.values())
    command = shlex.join(
        ["python", "-m", "tests.document.blind", *(["--only", only] if only else [])]
    )
    page = figures.page(
        what=WHAT,
        command=command,
        seeds="none: the documents are files",
        at=at,
        took=figures.minutes(time.monotonic() - began),
        body=body,
    )
    click.echo(page, nl=False)
    if keep:
        figures.write(NAME, page)
    if silent:
        sys.exit("Something is wrong without a mark.")


def _read(folder: Path, only: str, *, wrong: bool) -> tuple[dict[str, Counter[Outcome]], list[str]]:
    """Return what became of the fields of a set by format, and a row for each document."""
    by_format: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
    rows = []
    for each in json.loads((folder / "truth.json").read_text("utf-8"))["documents"]:
        if only not in each["file"]:
            continue
        verdict, code, seconds = examine(folder / each["file"], each["fields"])
        scan = each["format"] == "scan"
        format_ = "scan, Thai digits" if scan and each.get("thai_digits") else each["format"]
        by_format[format_] += verdict.counts
        name = f"{each['file']} ({code})" if code else each["file"]
        rows.append(
            _row([name, each["year"]], verdict.counts, str(verdict.asked), f"{seconds:.1f}")
        )
        click.echo(rows[-1])
        for field, printed, found, outcome in verdict.wrong if wrong and not code else ():
            click.echo(f"    {field}: {printed[:70]!r} / {found[:70]!r} ({outcome.value})")
    return by_format, rows


def _head(second: str) -> list[str]:
    names = [
        "document",
        second,
        "fields",
        "right %",
        *list(Outcome)[1:],
        "asked one by one",
        "seconds",
    ]
    return [f"| {' | '.join(names)} |", "|---|" + "--:|" * (len(names) - 1)]


def _row(first: list[str], counts: Counter[Outcome], *last: str) -> str:
    whole = counts.total() or 1
    right = f"{100 * counts[Outcome.RIGHT] / whole:.1f}"
    rest = [str(counts[outcome]) for outcome in list(Outcome)[1:]]
    return f"| {' | '.join([*map(str, first), str(whole), right, *rest, *last])} |"


if __name__ == "__main__":
    main()

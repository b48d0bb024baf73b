"""What is said of a sign-off in which something was edited: docs/figures/tamper.md.

`python -m tests.approval.tamper --write` edits everything, one after the other, asks the program,
and writes the page; its test does so again and compares.
"""

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ita_sync import __version__
from ita_sync.approval import signoff, undo
from ita_sync.approval.chain import Chain, Entry
from ita_sync.approval.kept import Kept
from ita_sync.errors import NotSignedOff
from tests.approval.edits import DECIDED, EDITS, REPORT, SIGNOFF, UNDO, ask, replace
from tools import figures

ROOT = Path(__file__).parents[2]
MOST = 40
"""Bytes of each part that are tried, all over it."""
LINE = 200
"""Characters of each line that are shown."""


def office(folder: Path) -> Path:
    """Let an office sign and push, amend its row, and decide twice to take that back."""
    desk = folder / "desk"
    desk.mkdir(parents=True)
    shutil.copyfile(ROOT / "examples" / REPORT, desk / REPORT)
    with pytest.MonkeyPatch.context() as patch:
        _surroundings(patch, desk)
        ask("sign", REPORT, *DECIDED, "27 ตุลาคม 2566")
        ask("push", REPORT)
        replace(desk / REPORT, "52506.2/62", "52506.2/63")
        ask("sign", REPORT, *DECIDED, "28 ตุลาคม 2566")
        ask("push", REPORT)
        for day in (29, 30):
            ask("sign", "--undo", "5360601", *DECIDED, f"{day} ตุลาคม 2566")
    return desk


def body(folder: Path) -> list[str]:
    """Return both tables: what people edit, and every byte."""
    desk = office(folder / "office")
    lines = ["## What people edit", "", "| edited | exit | what is said |", "|---|---|---|"]
    whole = shutil.copytree(desk.parent, folder / "whole")
    for what, edit, command in EDITS:
        with pytest.MonkeyPatch.context() as patch:
            _surroundings(patch, desk)
            edit(desk)
            code, said = ask(*command)
        shutil.rmtree(desk.parent)  # the journal knows the report by its path
        shutil.copytree(whole, desk.parent)
        lines.append(f"| {what} | {code} | {_cell(said)} |")
    return [*lines, "", *bytes_of(desk, folder)]


def bytes_of(desk: Path, folder: Path) -> list[str]:
    """Return the table of what is said when one bit of one byte of the files is another."""
    report = folder / REPORT
    head = ["| where | bytes | tried | what is said, and how often |", "|---|---|---|---|"]
    rows = [
        *_rows(signoff.kept(report), (desk / SIGNOFF).read_bytes(), ""),
        *_rows(undo.beside(report), (desk / UNDO).read_bytes(), "to take back: "),
    ]
    return ["## Bytes of the files, the lowest bit turned over", "", *head, *rows]


def _rows(file: Kept[Entry], data: bytes, of: str) -> Iterator[str]:
    meant = Chain[Entry].of(json.loads(data), file.kind).records
    for place, spots in _places(data).items():
        tried = spots[:: -(-len(spots) // MOST)]
        counts: Counter[str] = Counter()
        for at in tried:
            file.path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
            counts[_said(file, meant)] += 1
        said = "; ".join(f"{each} ({count})" for each, count in sorted(counts.items()))
        yield f"| {of}{place} | {len(spots)} | {len(tried)} | {said} |"


def _places(data: bytes) -> dict[str, list[int]]:
    """Return the bytes of each part of each record, and of what is around them."""
    found: dict[str, list[int]] = {}
    number, place, at = 0, "around the records", 0
    for line in data.splitlines(keepends=True):
        if line.startswith(b"  {"):
            number += 1
        if part := re.match(rb'   "([a-z_]+)"', line):
            place = f"record {number}, `{part[1].decode()}`"
        elif re.match(rb" {0,2}[^ ]", line):
            place = "around the records"
        found.setdefault(place, []).extend(range(at, at + len(line)))
        at += len(line)
    return found


def _said(file: Kept[Entry], meant: tuple[Entry, ...]) -> str:
    """Return what is said of a file; of one that says the same, nothing."""
    try:
        chain = file.unedited()
    except NotSignedOff as error:
        return error.code
    assert chain.records == meant, "an edit that nobody found"
    return "nothing: it says the same"


def _surroundings(patch: pytest.MonkeyPatch, desk: Path) -> None:
    patch.chdir(desk)
    patch.setenv("ITA_SYNC_STATE", str(desk.parent / "state"))
    patch.setenv("ITA_SYNC_LANG", "en")


_BETWEEN = ("Calls to the sheet", "This run", "SANDBOX", "→", "Whoever edits", "1 row")


def _cell(said: str) -> str:
    """Return what was said as a cell: what is beside the point left out, digests shortened."""
    lines = [line.strip() for line in said.splitlines()]
    told = [line for line in lines if line and not line.startswith(_BETWEEN)]
    short = [line if len(line) <= LINE else f"{line[:LINE]}…" for line in told]
    text = "<br>".join(short).replace("|", "\\|")
    text = re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:+]+", "TIME", text)
    text = text.replace(f"version {__version__}", "version VERSION")
    return re.sub(r"\b([0-9a-f]{12}|[0-9a-f]{64})\b", "DIGEST", text)


@click.command()
@figures.options
def main(*, keep: bool, anyhow: bool) -> None:
    """Make the page."""
    at = figures.commit(keep=keep, anyhow=anyhow)
    with tempfile.TemporaryDirectory() as folder:
        text = figures.page(
            what="What is said of a sign-off that was edited",
            command="python -m tests.approval.tamper --write",
            seeds="none",
            at=at,
            body=body(Path(folder)),
        )
    click.echo(text)
    if keep:
        figures.write("tamper", text)


if __name__ == "__main__":
    main()

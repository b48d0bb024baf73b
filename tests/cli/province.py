"""A province on the command line, and four coordinators at once: `make province`.

Real processes, a served sandbox, files. Reports of 143 agencies go in with one that is not signed,
one that is wrong and one whose row somebody typed otherwise; then four coordinators, each with a
state folder of their own, push folders of which each shares half with the next.
"""

import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ita_sync.rules import load_framework
from tests.promise import edits
from tests.promise.test_processes import Office, finish, served
from tests.promise.world import BOOK, ROOT, TAB
from tools import figures

WHAT = "A province on the command line, and four coordinators at once"
PROVINCE, ALL, COORDINATORS = 143, 1000, 4
FIRST, OTHERS = 5_300_000, 5_400_000
TYPED = 6
"""The column, 0-based, into which somebody types something else."""
PATIENCE_S = 1800


def written(office: Office, folder: str, first: int, count: int) -> Path:
    """Write signed reports into a folder beside the office, and return that."""
    made = office.folder / folder
    made.mkdir()
    for code in range(first, first + count):
        path = office.signed(str(code))
        for file in (path, path.with_suffix(".signoff.json")):
            shutil.move(file, made / file.name)
    return made


def pushed(office: Office, *reports: Path, state: str) -> tuple[int, str]:
    """Push, and return the exit code and what was said."""
    process = office.start("push", *map(str, reports), state=state, deadline=PATIENCE_S)
    return finish(process, PATIENCE_S)


def of_file(said: str, file: Path) -> str:
    """Return the error that was found in a file, or the first sentence that was said of it."""
    lines = said.replace(f"{file.parent}/", "").splitlines()
    error = next((line for line in lines if line.startswith(file.name) and " error " in line), None)
    place = next(n for n, line in enumerate(lines) if line.startswith(f"{file.name}:"))
    beside = lines[place].removeprefix(f"{file.name}:").strip()
    return error or beside or lines[place + 1].strip()


def counted(said: str) -> str:
    """Return the line that counts what became of all reports."""
    return next(line for line in said.splitlines() if re.match(r"\d+ reports:", line))


def rows_of(office: Office) -> Counter[str]:
    """Return how many rows of the reports written here stand in the tab, by their codes."""
    codes = (str(row[0]) for row in office.box.rows(BOOK, TAB)[1:])
    return Counter(code for code in codes if code.isdecimal() and FIRST <= int(code) < OTHERS + ALL)


def province(office: Office) -> Iterator[str]:
    """Yield how 143 reports went in, three of which cannot."""
    folder = written(office, "province", FIRST, PROVINCE)
    unsigned, wrong, typed = (folder / f"report-{FIRST + n}.yaml" for n in (10, 70, 130))
    unsigned.with_suffix(".signoff.json").unlink()
    text = wrong.read_text("utf-8")
    wrong.write_text(re.sub(r"(?m)^total: .*$", "total: 12.34", text), "utf-8")
    assert wrong.read_text("utf-8") != text
    assert pushed(office, typed, state="typed")[0] == 0
    place = next(n for n, row in enumerate(office.box.rows(BOOK, TAB)) if str(FIRST + 130) in row)
    office.box.owner_edit(BOOK, [edits.put(place, TYPED, "99.99")])
    office.box.clear_calls()
    began = time.monotonic()
    code, said = pushed(office, folder, state="province")
    took, rows = time.monotonic() - began, rows_of(office)
    calls = Counter("read" if call.method == "GET" else "write" for call in office.box.calls())
    made = f"{calls['read']} reads, {calls['write']} writes, {took:.0f} s"
    stand = f"rows: {sum(rows.values())}, at most {max(rows.values())} of one agency"
    yield f"| {PROVINCE} reports | exit code {code}; {made}; {stand} |"
    for what, file in (("unsigned", unsigned), ("wrong", wrong), ("typed otherwise", typed)):
        yield f"| the one {what} | {of_file(said, file)} |"
    yield f"| all of them | {counted(said)} |"
    code, said = pushed(office, folder, state="province")
    yield f"| once more | exit code {code}; rows: {sum(rows_of(office).values())} |"


def coordinators(office: Office) -> Iterator[str]:
    """Yield how four pushed overlapping folders of 1,000 reports at the same time."""
    whole = written(office, "all", OTHERS, ALL)
    step, share = ALL // (COORDINATORS + 1), 2 * ALL // (COORDINATORS + 1)
    before = rows_of(office)
    processes, began = [], time.monotonic()
    for number in range(COORDINATORS):
        codes = range(OTHERS + number * step, OTHERS + number * step + share)
        paths = [str(whole / f"report-{code}.yaml") for code in codes]
        state = f"coordinator-{number}"
        processes.append(office.start("push", *paths, state=state, deadline=PATIENCE_S))
    ends = [finish(process, PATIENCE_S) for process in processes]
    took, rows = time.monotonic() - began, rows_of(office) - before
    for number, (code, said) in enumerate(ends, 1):
        who = f"coordinator {number} of {COORDINATORS} at once"
        yield f"| {who} | exit code {code}; {counted(said)} |"
    most = max(rows.values(), default=0)
    found = f"{sum(rows.values())} rows of {len(rows)} agencies, at most {most} of one"
    yield f"| all four, {ALL:,} reports | {found}; {took:.0f} s |"


@click.command(help=__doc__)
@figures.options
def main(*, keep: bool, anyhow: bool) -> None:
    """Play both, print, and keep the page if that was asked for."""
    at, began = figures.commit(keep=keep, anyhow=anyhow), time.monotonic()
    framework = load_framework(2566, [ROOT / "config" / "frameworks"], date(2024, 1, 1))
    source = (ROOT / "examples" / "chaturat-2566.yaml").read_text("utf-8")
    with TemporaryDirectory() as folder, served(Path(folder), framework, source) as office:
        body = ["| what | came of it |", "|---|---|", *province(office), *coordinators(office)]
    text = figures.page(
        what=WHAT,
        command="make province",
        seeds="none",
        at=at,
        took=figures.minutes(time.monotonic() - began),
        body=body,
    )
    click.echo(text)
    if keep:
        figures.write("province", text)


if __name__ == "__main__":
    main()

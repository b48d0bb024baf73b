"""Change the code of the promise and of the checks bit by bit, and count what no test notices.

Runs mutmut over the modules asked for and prints a table; with `--survivors` it lists the changes
that were left as well. mutmut keeps its findings in `mutants/`, so a run that was cut short goes on
where it stopped. docs/mutants.md says what was found.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from tools import figures

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "ita_sync"
PROMISE = (
    "publish.publisher",
    "publish.pushing",
    "publish.settle",
    "publish.judge",
    "publish.probe",
    "publish.hours",
    "publish.door",
    "publish.told",
    "publish.ways_out",
    "publish.plan",
    "publish.planning",
    "publish.existing",
    "publish.rewriting",
    "publish.undoing",
    "publish.bodies",
    "publish.sending",
    "publish.account",
    "publish.tried",
    "publish.share",
    "publish.saved",
    "publish.moved",
    "publish.standing",
    "table.identity",
    "table.table",
    "table.running",
    "publish.retry",
    "journal.journal",
    "journal.batches",
    "journal.sealed",
    "journal.former",
    "journal.file",
    "journal.lock",
    "google.sheet",
    "google.snapshot",
    "google.fence",
    "google.row_marks",
    "monitor.accepted",
    "monitor.places",
    "monitor.rows",
    "monitor.verify",
)
CHECKS = (
    "rules.framework",
    "rules.load",
    "rules.models",
    "rules.scoring",
    "checks",
    *(f"checks.{path.stem}" for path in sorted((SOURCE / "checks").glob("[a-z]*.py"))),
)
GROUPS = {"promise": PROMISE, "checks": CHECKS}
KILLED = ("killed", "timeout", "segfault")
LEFT = ("survived", "no tests", "suspicious")
COLUMNS = """\
*killed*: a test noticed the change; *survived*: none did; *score*: killed of those tried; *not
tried*: time was up, so they do not count in the score."""


def results(module: str) -> dict[str, str]:
    """Return what became of each mutant of a module."""
    from mutmut.stats import status_by_exit_code

    place = ROOT / "mutants" / "ita_sync" / module.replace(".", "/")
    path = place / "__init__.py.meta" if place.is_dir() else place.with_suffix(".py.meta")
    if not path.exists():
        return {}
    codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return {name: status_by_exit_code[code] for name, code in codes.items()}


def run(names: list[str], minutes: float) -> bool:
    """Let mutmut work, one change at a time; return whether it finished in time."""
    mutmut = shutil.which("mutmut", path=str(Path(sys.executable).parent))
    if mutmut is None:
        sys.exit("mutmut is a development dependency and does not run on Windows")
    command = [mutmut, "run", "--max-children", "1", *names]
    shared = {}
    memory = Path("/dev/shm")  # noqa: S108 - pytest makes its own folders there
    if memory.is_dir():
        shared["TMPDIR"] = str(memory)  # elsewhere SQLite waits for the disk after each step
    # Each change has its own pytest, which would spend most of its time on compiling the tests.
    shared["PYTHONDONTWRITEBYTECODE"] = ""
    with subprocess.Popen(  # noqa: S603 - the tool installed beside this Python
        command,
        cwd=ROOT,
        env=os.environ | shared,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return process.wait(minutes * 60) == 0
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            os.killpg(process.pid, signal.SIGKILL)
            return False


def table(modules: Iterable[str]) -> str:
    """Return the scores, one line a module, as Markdown."""
    lines = [
        "| module | mutants | killed | survived | score | not tried |",
        "|---|---|---|---|---|---|",
    ]
    total: Counter[str] = Counter()
    for module in modules:
        found = Counter(results(module).values())
        total += found
        lines.append(_line(module, found))
    return "\n".join([*lines, _line("all", total)])


def _line(name: str, found: Counter[str]) -> str:
    killed, left = sum(found[k] for k in KILLED), sum(found[k] for k in LEFT)
    open_ = found.total() - killed - left
    score = f"{killed / (killed + left):.1%}" if killed + left else "–"
    return f"| {name} | {found.total()} | {killed} | {left} | {score} | {open_} |"


def figures_of(group: str, at: str) -> str:
    """Return the page of figures of all modules of a group."""
    return figures.page(
        what=f"Changes of the code of the {group}, and how many of them the tests notice",
        command=f"python -m tools.mutants {' '.join(GROUPS[group])}",
        seeds="none, nothing is drawn",
        at=at,
        body=[COLUMNS, "", table(GROUPS[group])],
    )


@click.command()
@click.argument("modules", nargs=-1)
@click.option(
    "--minutes", default=60.0, show_default=True, help="Stop after that long; 0: only print."
)
@click.option("--survivors", is_flag=True, help="List what was left.")
@figures.options
def main(
    *, modules: tuple[str, ...], minutes: float, survivors: bool, keep: bool, anyhow: bool
) -> None:
    """Run mutmut over MODULES (such as checks.figures; all unless given) and print the scores.

    It fails unless every change was tried. Figures are kept of a group, the promise or the checks,
    of which all modules were asked for; begin them with an empty `mutants/`.
    """
    at = figures.commit(keep=keep, anyhow=anyhow)
    chosen = modules or (*PROMISE, *CHECKS)
    complete = [group for group, members in GROUPS.items() if set(members) <= set(chosen)]
    if keep and not complete:
        raise click.UsageError("--write needs all modules of the promise, or of the checks")
    whole = not minutes or run([f"ita_sync.{module}.x*" for module in chosen], minutes)
    click.echo(table(chosen))
    if survivors:
        found = [mutant for module in chosen for mutant in results(module).items()]
        click.echo("\n".join(name for name, how in found if how in LEFT))
    if keep:
        for group in complete:
            figures.write(f"mutants-{group}", figures_of(group, at))
    if not whole:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

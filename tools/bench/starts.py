"""Starts of commands against the least that could do the same, and checks a second.

Every pair runs in turn, A B A B …, each run a process of its own. CPU seconds are the system's
account of the finished process; the ratio is the median of the ratios of pairs.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.served import in_new_process

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "chaturat-2566.yaml"
PROGRAM = "import sys; sys.argv[0] = 'ita-sync'; from ita_sync.__main__ import main; main()"

BARE = """
import sys
import click
@click.command()
@click.option("--name", help="Whom to greet.")
def main(name): pass
sys.exit(main())
"""
LOAD = """
import sys
import click, pydantic, yaml{more}
from ita_sync.report.models import Report
with open(sys.argv[1], encoding="utf-8") as file:
    values = yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
click.echo(Report.model_validate(values).total)
"""
REPORT = str(EXAMPLE)
PAIRS: dict[str, tuple[list[str], str, list[str]]] = {
    "`--help` / a click program with one command": (["--help"], BARE, ["--help"]),
    "`check` / loading the file into the models": (
        ["check", REPORT],
        LOAD.format(more=""),
        [REPORT],
    ),
    "`push --dry-run` / the same with gspread": (
        ["push", "--dry-run", REPORT],
        LOAD.format(more=", gspread"),
        [REPORT],
    ),
}
GOALS = {"`--help`": 1.5, "`check`": 1.25, "`push": 1.25}
HEAVY = {
    *("click", "pydantic", "yaml", "tomllib", "sqlite3", "filelock", "tenacity", "wcwidth"),
    *("gspread", "google", "requests", "urllib3", "http", "ssl"),
    *("lxml", "openpyxl", "PIL", "pdfplumber", "rapidfuzz"),
}
"""What takes long to import, each by the name of its package."""
RUN = """
import json, sys
from ita_sync.__main__ import run
code = run(json.loads(sys.argv[1]))
names = sorted({name.partition(".")[0] for name in sys.modules})
print("", json.dumps(names), sep="\\n", file=sys.stderr)
sys.exit(code)
"""
SIGN = ("--post", "นายกเทศมนตรี", "--date", "๒๗ ตุลาคม ๒๕๖๖")
COMMANDS: dict[str, tuple[str, ...]] = {
    "--help": (),
    "schema": (),
    "check report.yaml": (),
    "fields report.yaml": (),
    "preview report.yaml": (),
    "sign report.yaml": SIGN,
    "push report.yaml --dry-run": (),
    "push report.yaml": (),
    "verify": (),
    "coverage --agencies list.csv": (),
    "schedule --kind cron --practice": (),
    "history": (),
    "doctor": (),
    "form form.xlsx": (),
    "sandbox show": (),
    "init desk --sandbox": (),
}
"""What is typed, and the options that the table leaves out; in an order in which all end well."""
LIST = "dla_code,type,name_th,district_th\n5360601,ทต.,จัตุรัส,จัตุรัส\n"
"""A list of agencies that are all in the sheet once the report is pushed."""
MANY = 300
"""Reports checked in one process."""


def cpu_of(code: str, arguments: Sequence[str], surroundings: dict[str, str]) -> float:
    """Return the CPU seconds, user and system, that a Python program takes as a process."""
    command = [sys.executable, "-c", code, *arguments]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - this Python, our own text
        command, env=surroundings, cwd=surroundings["HOME"], capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def start_up(runs: int) -> Iterator[str]:
    """Yield a line for each pair: median seconds of both, and the median of the ratios."""
    with TemporaryDirectory() as folder:
        surroundings = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HOME": folder,
            "ITA_SYNC_STATE": f"{folder}/state",
            "PYTHONDONTWRITEBYTECODE": "",  # an installed program is compiled once
            "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
        }
        for name, (ours, code, theirs) in PAIRS.items():
            pairs = [
                (cpu_of(PROGRAM, ours, surroundings), cpu_of(code, theirs, surroundings))
                for _ in range(runs + 1)
            ][1:]  # the first pair fills caches
            a, b = (statistics.median(side) for side in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            goal = next(goal for start, goal in GOALS.items() if name.startswith(start))
            yield f"| {name} | {a * 1000:.0f} ms | {b * 1000:.0f} ms | {ratio:.2f} | {goal} |"


def imported(arguments: Sequence[str], desk: Path) -> set[str]:
    """Return the heavy packages that a command has imported when it ends; it must end well."""
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "HOME": str(desk),
        "ITA_SYNC_STATE": str(desk / "state"),
    }
    ran = subprocess.run(  # noqa: S603 - this Python, our own text
        [sys.executable, "-c", RUN, json.dumps(arguments)],
        env=surroundings,
        cwd=desk,
        capture_output=True,
        check=True,
    )
    return HEAVY & set(json.loads(ran.stderr.decode().splitlines()[-1]))


def imports(desk: Path) -> Iterator[tuple[str, set[str]]]:
    """Run each command on a copy of the example; yield it and what it has imported of HEAVY."""
    (desk / "report.yaml").write_bytes(EXAMPLE.read_bytes())
    (desk / "list.csv").write_text(LIST, "utf-8")
    for command, options in COMMANDS.items():
        yield command, imported([*command.split(), *options], desk)


def a_second() -> tuple[float, float]:
    """Return how many reports are checked and loaded in a second of CPU, one process."""
    import yaml

    from ita_sync.checks import examine
    from ita_sync.cli.options import Options
    from ita_sync.report import Report

    options = Options()

    def check() -> None:
        examine(EXAMPLE, options.framework, options.listed())

    def load() -> None:
        with EXAMPLE.open(encoding="utf-8") as file:
            Report.model_validate(yaml.load(file, Loader=yaml.CBaseLoader))  # noqa: S506 - texts only

    rates = []
    for work in (check, load):
        work()
        start = time.process_time()
        for _ in range(MANY):
            work()
        rates.append(MANY / (time.process_time() - start))
    return rates[0], rates[1]


def page(runs: int) -> Iterator[str]:
    """Yield the part of the page about starts and checks."""
    yield f"""\
## Starts and checks

A command's module, and the libraries behind it, are imported when the command is called: `--help`
imports click and nothing else that takes long (`tests/cli/test_app.py` holds it). Three starts
against the least that could do the same, {runs} pairs of processes in turn.

| what / against what | ours, CPU | theirs, CPU | ratio | goal |
|---|---|---|---|---|"""
    yield from start_up(runs)
    yield """
What `check` and `push --dry-run` do beyond the script, in the order of its cost: building the
models of settings and of the year's rules, reading the Thai catalogue, reading the year's file, the
checks themselves. Part of it comes back at the end: Python looks for garbage while it imports and
three times more on its way out, and the program tells it not to (`ita_sync/__main__.py`).

Of many reports, each one's time goes to one parse of the YAML with its places (values, comments and
carets are taken from it), to the models, and to the checks. The year's file is read once, and
suggestions are sought only where something is open.
"""
    checked, loaded = in_new_process(a_second)
    yield "| reports a second and core, one process | |"
    yield "|---|---|"
    yield f"| checked: read, checked, findings in order | {checked:.0f} |"
    yield f"| only loaded into the models | {loaded:.0f} |"
    yield ""
    yield "| command | what it has imported of packages that take long |"
    yield "|---|---|"
    with TemporaryDirectory() as desk:
        for command, packages in imports(Path(desk)):
            yield f"| `{command}` | {', '.join(sorted(packages))} |"

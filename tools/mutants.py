"""Change the code of the promise and of the checks, piece by piece, and count the changes that no test notices.

Runs mutmut over the modules asked for and prints a table; `--survivors` lists what was left too.
What mutmut found lies in `mutants/`, so a run that was cut short goes on where it stopped.
docs/mutants.md has the scores.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "ita_sync"
PROMISE = (
    *(
        "publish.publisher",
        "publish.settle",
        "publish.judge",
        "publish.trust",
        "publish.plan",
        "publish.table",
    ),
    *("journal.journal", "google.sheet", "google.fence", "monitor.verify"),
)
CHECKS = (
    "rules.scoring",
    "checks",
    *(f"checks.{path.stem}" for path in sorted((SOURCE / "checks").glob("[a-z]*.py"))),
)
KILLED = ("killed", "timeout", "segfault")
LEFT = ("survived", "no tests", "suspicious")


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
    """Let mutmut work, one change at a time; return whether it came to its end in time."""
    mutmut = shutil.which("mutmut", path=str(Path(sys.executable).parent))
    assert mutmut, "mutmut is a development dependency and does not run on Windows"  # noqa: S101 - says what to install
    command = [mutmut, "run", "--max-children", "1", *names]
    # A folder in memory, where there is one: SQLite waits for the disk after each step otherwise.
    shared = {"TMPDIR": "/dev/shm"} if Path("/dev/shm").is_dir() else {}  # noqa: S108 - pytest makes its own folders there
    # Each change has its own pytest: without compiled tests most of its time goes into reading
    # them.
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


def table(modules: list[str]) -> str:
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


def main() -> int:
    """Run and tell; 1 where not every change was tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "modules", nargs="*", default=[*PROMISE, *CHECKS], help="all unless given; checks.figures"
    )
    parser.add_argument(
        "--minutes", type=float, default=60.0, help="stop after that long (60); 0: only tell"
    )
    parser.add_argument("--survivors", action="store_true", help="list what was left")
    chosen = parser.parse_args()
    whole = (
        run([f"ita_sync.{m}.x*" for m in chosen.modules], chosen.minutes)
        if chosen.minutes
        else True
    )
    print(table(chosen.modules))
    if chosen.survivors:
        print(
            *(n for m in chosen.modules for n, how in results(m).items() if how in LEFT), sep="\n"
        )
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())

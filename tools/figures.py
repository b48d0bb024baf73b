"""Files of figures, `docs/figures/NAME.md`: what was measured, and the command that measures it.

A command that measures asks for the commit first, as files may change while it runs, prints the
page, and with `--write` keeps it.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "figures"

Command = TypeVar("Command", bound=Callable[..., object])


def options(command: Command) -> Command:
    """Give a click command `--write` and `--anyhow`, as its parameters `keep` and `anyhow`."""
    write = click.option(
        "--write/--no-write", "keep", default=False, help="Write the file in docs/figures."
    )
    anyhow = click.option(
        "--anyhow", is_flag=True, help="Write although files differ from the commit, and say so."
    )
    return write(anyhow(command))


def commit(*, keep: bool = False, anyhow: bool = False) -> str:
    """Return the commit at hand, "with changes" where files outside of docs differ from it.

    Figures that are to be kept must belong to a commit: unless `anyhow`, the program ends here
    where files differ or no commit is known.
    """
    head = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", ".", ":(exclude)docs")
    if head and not changed:
        return head
    found = f"{head} with changes" if head else "unknown"
    if keep and not anyhow:
        sys.exit(
            f"The figures would be of no commit (here: {found}). Commit first, print them only "
            "(without --write; with make: WRITE=), or add --anyhow."
        )
    return found


def page(
    *, what: str, command: str, seeds: str, at: str, body: Iterable[str], took: str = ""
) -> str:
    """Return the text of a file: what it shows, how, on which commit and day; then its tables."""
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    lines = [
        f"# {what}",
        "",
        f"- command: `{command}`",
        f"- seeds: {seeds}",
        f"- commit: {at}",
        f"- date: {date}, {took}" if took else f"- date: {date}",
        "",
        *body,
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def write(name: str, text: str, folder: Path = FOLDER) -> None:
    """Keep a page under its name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text, "utf-8", newline="\n")


def minutes(seconds: float) -> str:
    """Return a duration in whole minutes."""
    whole = round(seconds / 60)
    return f"{whole} minute{'' if whole == 1 else 's'}"


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - nothing of it comes from outside
            ["git", "-C", str(ROOT), *arguments],  # noqa: S607 - whichever git is in use
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip()

"""The group `year`, and what its commands have in common."""

from pathlib import Path

import click

from ita_sync import config_path
from ita_sync.cli.commands import Group, common
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework
from ita_sync.rules.extent import Topic, topics


@click.group(
    cls=Group,
    help=T(
        """The rules of each fiscal year: how far they are known, and a file for a new year.

        \b
        ita-sync year list
        """
    ).msgid,
)
@common
def year() -> None:
    """Hold the commands below."""


def built_in(path: Path) -> bool:
    """Say whether a year's file came with the program."""
    return path.resolve().parent == (config_path.bundled() / "frameworks").resolve()


def origin(path: Path | None) -> Text | Path:
    """Return where the rules of a year come from."""
    if path is None:
        return T("no file: only what holds in every year")
    return T("built in") if built_in(path) else path


def missing(rules: Framework) -> list[Topic]:
    """Return what is not known of a year, or not all of it."""
    return [topic for topic in topics(rules) if topic.state != "known"]

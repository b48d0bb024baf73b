"""The commands `agencies …`: the Department's list, to hold codes and spellings against."""

from pathlib import Path

import click

from ita_sync.cli.commands import Command, Group, common
from ita_sync.cli.options import Options
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import exists
from ita_sync.i18n import N, T
from ita_sync.rules import agencies as lists


@click.group(
    cls=Group,
    help=T(
        """The list of local agencies that reports are held against.

        \b
        ita-sync agencies import lao.csv
        """
    ).msgid,
)
@common
def agencies() -> None:
    """Hold the commands."""


@click.command(
    "import",
    cls=Command,
    help=T(
        """Import the list of local agencies that the Department (DLA) publishes as CSV.

        It is kept as agencies.csv beside the configuration in use; from then on `check` compares
        code, kind, name and district with it. Importing again replaces it.

        \b
        ita-sync agencies import lao.csv
        ita-sync agencies import lao.csv --config config/ita-sync.toml
        """
    ).msgid,
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@common
@click.pass_obj
def import_(options: Options, path: Path) -> int:
    """Read, validate, write."""
    console, chosen = options.console(), options.settings()
    if chosen.origin == "built-in":
        raise ConfigError(
            "agencies-built-in",
            T("The configuration in use is the one built in; nothing is written there."),
            next_step=T("`ita-sync init` writes one of your own; or name one with --config FILE."),
        )
    found, target = lists.read(path), chosen.path.parent / lists.FILE
    replaced = exists(target)
    lists.write(target, found.agencies)
    columns = [f"{name} = {header.strip()}" for name, header in found.headers.items()]
    kinds: dict[str, int] = {}
    for agency in found.agencies:
        kinds[agency.type] = kinds.get(agency.type, 0) + 1
    console.line(T("Columns found: {columns}", columns=columns))
    console.line(
        N(
            "{count} agency: {kinds}",
            "{count} agencies: {kinds}",
            count=len(found.agencies),
            kinds=[f"{k} {n}" for k, n in kinds.items()],
        )
    )
    console.line(
        T("Replaced: {path}", path=target) if replaced else T("Written: {path}", path=target),
        colour="green",
    )
    console.emit_json(
        "agencies import",
        Exit.OK,
        file=str(target),
        replaced=replaced,
        columns=dict(found.headers),
        count=len(found.agencies),
        kinds=kinds,
    )
    return Exit.OK


agencies.add_command(import_)

"""The command `year new`."""

import shutil
from pathlib import Path

import click

from ita_sync import config_path, thai
from ita_sync.cli.commands import Command, UsageError, Year, common, option
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import atomic_write, is_taken, shell_quoted
from ita_sync.i18n import T
from ita_sync.rules import (
    Framework,
    file_name,
    find_year,
    known_years,
    read_year,
    require_possible,
)
from ita_sync.rules.propose import proposal
from ita_sync.settings import Settings

CONFIG = Path("config") / "ita-sync.toml"
"""Where a configuration is found that nobody names, seen from the folder of work."""


@click.command(
    cls=Command,
    help=T(
        """Make a file for a year that has none, with another year's rules as proposals.

        Nothing in it is used until it is confirmed, block by block; the file says how. It is
        written beside your own configuration.

        \b
        ita-sync year new 2570
        ita-sync year new 2570 --from 2569
        """
    ).msgid,
)
@click.argument("year", metavar="YEAR", type=Year())
@option(
    "--from",
    "old",
    type=Year(),
    metavar="YEAR",
    help=T("The year to copy; else the last one before it that has a file."),
)
@common
@click.pass_obj
def new(options: Options, year: int, old: int | None) -> int:
    """Write the file, and a configuration where the user has none."""
    console, chosen = options.console(), options.settings()
    require_possible(year, thai.today())
    rules = _copied(chosen, year, old)
    config = CONFIG if config_path.is_built_in(chosen.path) else chosen.path
    target = config.parent / "frameworks" / file_name(year, chosen.scheme)
    used = find_year(year, (target.parent,), chosen.scheme)
    if used or is_taken(target):
        raise UsageError(
            T("{path} exists; it is not overwritten. Change it there.", path=used or target)
        )
    made = config != chosen.path and not is_taken(config)
    with explained(target, ConfigError, "year-unwritable"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(target) as fresh:
            fresh.write_text(proposal(rules, year), "utf-8", newline="\n")
            if made:
                with atomic_write(config) as own:
                    shutil.copyfile(chosen.path, own)
    console.line(T("Written: {path}", path=target), colour="green")
    console.line(
        T(
            "Rules of {old}, as proposals for {year}: nothing of it is checked yet.",
            old=rules.fiscal_year,
            year=year,
        ),
        indent=1,
    )
    if made:
        console.line(T("Written: {path}", path=config), colour="green")
        console.line(
            T(
                "A copy of the configuration built in. It is found from within {folder}, and "
                "beside reports there.",
                folder=Path.cwd(),
            ),
            indent=1,
        )
    console.line(
        T(
            "Next: compare one block after the other with the handbook of {year}; for each that is "
            'right, change text and confidence of its source, "unknown" to "sure" or "likely".',
            year=year,
        ),
        indent=1,
    )
    console.line(T("Then: ita-sync year show {file}", file=shell_quoted(str(year))), indent=1)
    console.emit_json(
        "year new",
        Exit.OK,
        file=str(target),
        fiscal_year=year,
        copied=rules.fiscal_year,
        configuration=str(config) if made else None,
    )
    return Exit.OK


def _copied(chosen: Settings, year: int, old: int | None) -> Framework:
    """Return the rules to copy, as their file has them."""
    known = known_years(chosen.framework_folders, chosen.scheme)
    earlier = [one for one in known if one < year]
    meant = old if old is not None else max(earlier, default=None)
    path = None
    if meant is not None and meant != year:
        path = find_year(meant, chosen.framework_folders, chosen.scheme)
    if meant is None or path is None:
        raise UsageError(
            T(
                "There is no file of another year to copy; there are: {known}",
                known=known or T("none"),
            )
        )
    return read_year(path, meant, chosen.scheme)

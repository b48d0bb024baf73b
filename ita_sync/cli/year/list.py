"""The command `year list`."""

import click

from ita_sync import thai
from ita_sync.cli.commands import Command, common
from ita_sync.cli.options import Options
from ita_sync.cli.year.group import missing, origin
from ita_sync.errors import ConfigError, Exit
from ita_sync.i18n import T, Text
from ita_sync.rules import Framework, find_year, known_years, read_year
from ita_sync.rules.extent import topics


@click.command(
    "list",
    cls=Command,
    help=T(
        """List the fiscal years that have rules, and how far they are known.

        \b
        ita-sync year list
        """
    ).msgid,
)
@common
@click.pass_obj
def list_(options: Options) -> int:
    """Print a line for each year that has a file, and one for the year that is running."""
    console, chosen = options.console(), options.settings()
    folders, scheme = chosen.framework_folders, chosen.scheme
    found: dict[int, dict[str, object]] = {}
    for year in known_years(folders, scheme):
        path = find_year(year, folders, scheme)
        if path is None:
            continue
        try:
            rules = read_year(path, year, scheme)
        except ConfigError:
            said = T("cannot be used: ita-sync year show {year} lists the faults", year=year)
            found[year] = {"file": str(path), "usable": False}
        else:
            said = _said(rules)
            gaps = [topic.key for topic in missing(rules)]
            found[year] = {"file": str(path), "usable": True, "not_known": gaps}
        console.line(
            T("{year} ({origin}): {said}", year=year, origin=origin(path), said=said),
            colour=None if found[year]["usable"] else "red",
        )
    running = thai.fiscal_year(thai.today())
    console.line(
        T(
            "Every other year up to {running}: only what holds in every year is checked. "
            "ita-sync year new YEAR makes a file for one.",
            running=running,
        )
    )
    console.emit_json("year list", Exit.OK, scheme=scheme or None, years=found)
    return Exit.OK


def _said(rules: Framework) -> Text:
    gaps, whole = missing(rules), topics(rules)
    if not gaps:
        return T("all known")
    return T(
        "{count} of {total} known; not known, or not all: {names}",
        count=len(whole) - len(gaps),
        total=len(whole),
        names=[topic.name for topic in gaps],
    )

"""The command `year show`."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync import checks, thai
from ita_sync.cli.commands import Command, UsageError, common
from ita_sync.cli.console import Console
from ita_sync.cli.options import Options
from ita_sync.cli.year.group import origin
from ita_sync.errors import Exit
from ita_sync.files import is_taken
from ita_sync.i18n import T, Text
from ita_sync.rules import (
    Framework,
    file_name,
    find_year,
    generic,
    named,
    read_year,
    require_possible,
)
from ita_sync.rules.extent import State, Topic, confidence, topics

if TYPE_CHECKING:
    from ita_sync.settings import Settings

_HEADINGS: dict[State, Text] = {
    "known": T("Known"),
    "part": T("Known in part"),
    "unknown": T("Not known"),
}
_CONFIDENCE = {
    "sure": T("sure"),
    "likely": T("likely"),
    "guess": T("guess"),
    "unknown": T("not known"),
}


@click.command(
    cls=Command,
    help=T(
        """Show the rules of a year with their sources, what is not known and what is not checked.

        A file is looked through in the same way; every fault in it is listed with its line.

        \b
        ita-sync year show 2569
        ita-sync year show config/frameworks/2570.toml
        """
    ).msgid,
)
@click.argument("year", metavar="YEAR|FILE")
@common
@click.pass_obj
def show(options: Options, year: str) -> int:
    """Print the rules, or refuse a file with its faults."""
    console, chosen = options.console(), options.settings()
    rules, path = _read(year, chosen)
    _print(console, rules, path)
    unused = _unused(options, rules, path)
    if unused:
        console.line(unused, colour="yellow")
    shown = [_data(topic) for topic in topics(rules)]
    console.emit_json(
        "year show",
        Exit.OK,
        fiscal_year=rules.fiscal_year,
        scheme=rules.scheme or None,
        file=str(path) if path else None,
        in_use=unused is None,
        rules=shown,
    )
    return Exit.OK


def _read(year: str, chosen: "Settings") -> tuple[Framework, Path | None]:
    """Return the rules of a year, or of a file, and where they stand."""
    digits = thai.digits(year.strip())
    if re.fullmatch(r"[0-9]{4}", digits):
        number = int(digits)
        require_possible(number, thai.today())
        path = find_year(number, chosen.framework_folders, chosen.scheme)
        return (read_year(path, number, chosen.scheme) if path else generic(number)), path
    path = Path(year)
    if not (path.suffix or path.name != year or is_taken(path)):
        raise UsageError(T("{year} is neither a year nor a file", year=year))
    number_, scheme = named(path) or (None, chosen.scheme)
    return read_year(path, number_, scheme), path


def _print(console: Console, rules: Framework, path: Path | None) -> None:
    console.line(
        T("Fiscal year {year} ({origin})", year=rules.fiscal_year, origin=origin(path)),
        colour="green",
    )
    found = topics(rules)
    for state, heading in _HEADINGS.items():
        some = [topic for topic in found if topic.state == state]
        if some:
            console.line(heading, colour=None if state == "known" else "yellow")
        for topic in some:
            _topic(console, topic)


def _topic(console: Console, topic: Topic) -> None:
    text = topic.name
    if topic.value:
        said = topic.value
        if topic.state == "unknown":
            said = T("a proposal that is not used: {value}", value=topic.value)
        text = T("{name}: {value}", name=topic.name, value=said)
    console.line(text, indent=1)
    for source in topic.sources:
        console.line(
            T("[{confidence}] {text}", confidence=_CONFIDENCE[source.confidence], text=source.said),
            indent=2,
        )
    if topic.off and topic.state != "known":
        some = topic.state == "part"
        console.line(
            T("Checked only where what is known decides:") if some else T("Not checked:"), indent=2
        )
        for code in topic.off:
            console.line(T("{code}: {title}", code=code, title=checks.TITLES[code]), indent=3)


def _unused(options: Options, rules: Framework, path: Path | None) -> Text | None:
    """Return why a file is not the one in use for its year, None if it is."""
    if path is None:
        return None
    chosen = options.settings()
    used = find_year(rules.fiscal_year, chosen.framework_folders, chosen.scheme)
    if used and used.resolve() == path.resolve():
        return None
    name = file_name(rules.fiscal_year, rules.scheme)
    if rules.scheme != chosen.scheme:
        return T(
            "This file is not in use: the configuration {config} does not name its scheme, "
            '"{scheme}".',
            config=chosen.path,
            scheme=rules.scheme,
        )
    return T(
        "This file is not in use; it would be as {path}.",
        path=chosen.framework_folders[0] / name,
    )


def _data(topic: Topic) -> dict[str, object]:
    return {
        "rule": topic.key,
        "name": topic.name.both(),
        "state": topic.state,
        "value": topic.value.both() if topic.value else None,
        "confidence": confidence(topic) or None,
        "sources": [source.model_dump() for source in topic.sources],
        "not_checked": [*topic.off] if topic.state != "known" else [],
    }

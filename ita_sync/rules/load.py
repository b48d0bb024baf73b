"""`config/frameworks/<year>.toml` -> the rules of a year, checked for what would make them useless.

A year without a file has the rules of every year: another year's would pass wrong reports.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from ita_sync import thai, toml_file
from ita_sync.errors import ConfigError
from ita_sync.files import is_taken
from ita_sync.i18n import T, Text
from ita_sync.report import Tool
from ita_sync.rules.examine import examine
from ita_sync.rules.faults import Fault
from ita_sync.rules.framework import Framework, generic
from ita_sync.rules.models import Scoring
from ita_sync.toml_file import TomlError
from ita_sync.validation import place_of

_CENTURY = 2500

FIRST_YEAR = 2561
"""The first year whose results are documented (its bands AA-F); an earlier one is a slip."""

ENDINGS = (".toml", ".toml.txt")
"""How the name of a year's file ends: Notepad adds .txt, and Windows does not show it."""

_FILE = re.compile(r"([0-9]{4})(?:-([a-z0-9-]+))?\.toml(?:\.txt)?")


def known_years(folders: Sequence[Path], scheme: str = "") -> list[int]:
    """Return the years of a scheme that have a file in one of the folders, ascending."""
    names = (named(path) for folder in folders for path in folder.glob("*.toml*"))
    return sorted({name[0] for name in names if name and name[1] == scheme})


def named(path: Path) -> tuple[int, str] | None:
    """Return the year and the scheme that the name of a year's file says, None if it is none."""
    found = _FILE.fullmatch(path.name)
    return (int(found[1]), found[2] or "") if found else None


def file_name(year: int, scheme: str) -> str:
    """Return the name of the file of a year: `2568.toml`, `2568-colleges.toml`."""
    return f"{year}-{scheme}.toml" if scheme else f"{year}.toml"


def find_year(year: int, folders: Sequence[Path], scheme: str) -> Path | None:
    """Return the file of a year, from the first folder that has one; None where none has.

    Raises:
        ConfigError: `year-twice`, that folder has two.
    """
    stem = file_name(year, scheme).removesuffix(ENDINGS[0])
    for folder in folders:
        files = [path for end in ENDINGS if is_taken(path := folder / f"{stem}{end}")]
        if len(files) > 1:
            raise ConfigError(
                "year-twice",
                T("There are two files for fiscal year {year}: {files}", year=year, files=files),
                next_step=T("Keep the one that is meant; rename or delete the other."),
            )
        if files:
            return files[0]
    return None


def load_framework(year: int, folders: Sequence[Path], today: date, scheme: str = "") -> Framework:
    """Return what is known of a fiscal year, from the first folder that has its file.

    Where none has, only what holds in every year is known; another scheme than that of local
    agencies (`scheme`) is never lent theirs.

    Raises:
        ConfigError: `year-impossible`, no assessment of it can be; `year-broken`, its file cannot
            be used; `year-twice`; `scheme-missing`, the scheme has no file for it.
    """
    require_possible(year, today)
    path = find_year(year, folders, scheme)
    if path is not None:
        return read_year(path, year, scheme).known()
    if scheme:
        raise ConfigError(
            "scheme-missing",
            T(
                "There are no rules of the scheme {scheme} for fiscal year {year}.",
                scheme=scheme,
                year=year,
            ),
            next_step=T(
                "Put them into {path}, or take scheme out of the configuration if the agency is "
                "assessed as all local agencies are.",
                path=folders[0] / file_name(year, scheme),
            ),
        )
    return generic(year)


def require_possible(year: int, today: date) -> None:
    """Refuse a fiscal year (B.E.) of which no result can exist; one still running is taken.

    Raises:
        ConfigError: `year-impossible`.
    """
    running = thai.fiscal_year(today)
    if FIRST_YEAR <= year <= running:
        return
    for meant, what in _meant(year):
        if FIRST_YEAR <= meant <= running:
            step = T("Write the fiscal year as {meant}.", meant=meant)
            raise ConfigError("year-impossible", what, next_step=step)
    what = T("There is no assessment of fiscal year {year}.", year=year)
    if year == running + 1:
        what = T("Fiscal year {year} has not begun.", year=year)
    raise ConfigError(
        "year-impossible",
        what,
        next_step=T(
            "Write the fiscal year that was assessed, from {first} to {running}.",
            first=FIRST_YEAR,
            running=running,
        ),
    )


def _meant(year: int) -> Iterator[tuple[int, Text]]:
    """Yield what an impossible year may be another way of writing."""
    of_christ, in_short = year + thai.BE_OFFSET, year + _CENTURY
    yield (
        of_christ,
        T(
            "{year} is a year of the Christian era; in the Buddhist era it is {meant}.",
            year=year,
            meant=of_christ,
        ),
    )
    yield (
        in_short,
        T("{year} is a year in short; written out it is {meant}.", year=year, meant=in_short),
    )


def read_year(path: Path, year: int | None, scheme: str = "") -> Framework:
    """Return the rules of a file as they stand there, also those that are marked unknown.

    `year` and `scheme` are those that its name says; a name may say no year.

    Raises:
        ConfigError: `year-broken`; its details name every fault.
    """
    try:
        framework, faults = examine(toml_file.read(path), year, scheme)
    except TomlError as error:
        problems = [T("The file cannot be read: {error}", error=error.reason)]
    else:
        if framework and not faults:
            return _upgraded(framework)
        problems = _placed(path, faults)
    what = T("The rules of fiscal year {year} cannot be used: {path}", year=year, path=path)
    if year is None:
        what = T("The rules in this file cannot be used: {path}", path=path)
    raise ConfigError(
        "year-broken",
        what,
        next_step=T("Mend the file, or put back the one that came with ita-sync."),
        details=problems,
    )


def _placed(path: Path, faults: Sequence[Fault]) -> list[Text]:
    """Return each fault with its line, in the order of the file."""
    found = toml_file.lines(path)
    by_line = sorted(faults, key=lambda fault: toml_file.line_of(fault.place, found) or 0)
    return [_said(fault, toml_file.line_of(fault.place, found)) for fault in by_line]


def _said(fault: Fault, line: int | None) -> Text:
    """Return a fault in words: with its line, the name of the setting is enough."""
    if line is None:
        return T("{place}: {rule}", place=place_of(fault.place), rule=fault.what)
    names = [part for part in fault.place if isinstance(part, str)]
    return T("line {line}, {name}: {rule}", line=line, name=names[-1], rule=fault.what)


def _upgraded(framework: Framework) -> Framework:
    """Return the rules with what version 1 of the format took for granted written out."""
    if framework.format != 1:
        return framework
    source = framework.parts[0].source
    eit = "one" if sum(part.tool is Tool.EIT for part in framework.parts) == 1 else "parts"
    summed = (rule.items_source for rule in framework.indicators if rule.sub)
    scoring = Scoring(
        tool_score="mean",
        tool_score_source=source,
        open_data=(Decimal(0), Decimal(100)),
        open_data_source=next(summed, source),
        eit=eit,
        eit_source=source,
        eit_in_levels=eit,
        eit_in_levels_source=framework.levels[0].source,
    )
    return framework.model_copy(update={"scoring": scoring})

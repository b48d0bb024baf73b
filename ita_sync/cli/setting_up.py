"""The steps before a configuration is written: which tab, and what its columns show."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync import config_path, config_text, sheet_address, thai
from ita_sync.cli import mapping
from ita_sync.cli.commands import UsageError, Whole
from ita_sync.cli.options import Options
from ita_sync.config_file import KEY_WITHOUT_CODE, Column, Target
from ita_sync.errors import ConfigError, SheetConflict
from ita_sync.i18n import N, T
from ita_sync.report import Report, load_report
from ita_sync.row import build_row, field_values
from ita_sync.rules import Framework, load_framework
from ita_sync.table import LISTED, Proposal, count_listed, key_without_code, letter, placed, propose
from ita_sync.table import mapping as columns_of

if TYPE_CHECKING:
    from ita_sync.google import Sheet, Snapshot

_NAME_A_TAB = T("Name one with --tab, or copy the address while that tab is open.")


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line; `asks` if a person is there to answer."""

    folder: Path
    sheet: str
    tab: str | None
    header_row: int | None
    given: tuple[str, ...]
    report: Path | None
    yes: bool
    asks: bool


@dataclass(frozen=True)
class Plan:
    """A configuration that can be written.

    Attributes:
        aim: the sheet.
        columns: the mapping.
        row: the first row as it would look: a column's letter, its header, the value.
        principal: the account that has to be let in, None if its name is not known.
    """

    aim: config_text.Aim
    columns: tuple[Column, ...]
    row: Sequence[tuple[str, str, object]]
    principal: str | None


def planned(options: Options, wish: Wish) -> Plan:
    """Look at the sheet and agree on the mapping; nothing is written anywhere.

    Raises:
        ItaSyncError: the sheet or its header cannot be read; somebody has to say more.
    """
    sheet = options.sheet(_target(options, wish))
    snapshot = _looked(options, sheet)
    proposal = propose(snapshot, wish.header_row)
    _tell_header(options, proposal)
    try:
        plan = _agreed(options, wish, sheet, proposal)
    except SheetConflict as conflict:  # no configuration is there yet that could be put right
        raise conflict.advising(
            T(
                "Say what these columns show with --map HEADER=FIELD (- leaves one to people), or "
                "name another row of the header with --header-row N; or ask the sheet's owner."
            )
        ) from None
    console = options.console()
    console.line(T("The first row as it would look:"))
    for column, header, value in plan.row:
        shown = "–" if value in {None, ""} else value
        console.line(
            T("{column}  {header}: {value}", column=column, header=header, value=shown), indent=1
        )
    _confirm(options, wish)
    return plan


def _looked(options: Options, sheet: "Sheet") -> "Snapshot":
    """Look at the tab; one that is not there was named on the command line."""
    try:
        return options.patiently(sheet.look)
    except ConfigError as error:
        if error.code in {"tab-missing", "tab-unclear"}:
            raise error.advising(_NAME_A_TAB) from None
        raise


def _target(options: Options, wish: Wish) -> Target:
    """Return the tab that is meant.

    Raises:
        ConfigError: `address`, it leads to no spreadsheet; `tab-open`, nobody says which tab.
    """
    if fault := sheet_address.fault(wish.sheet):
        raise ConfigError(
            "address",
            T("{address} is no sheet: {why}", address=wish.sheet, why=sheet_address.FAULTS[fault]),
            next_step=T("Give the address that the browser shows while the sheet is open."),
        )
    spreadsheet, gid = sheet_address.spreadsheet_id(wish.sheet), sheet_address.gid(wish.sheet)
    options.begin(Target(spreadsheet=spreadsheet, gid=gid or 0))
    if wish.tab is not None:
        return Target(spreadsheet=spreadsheet, tab=wish.tab)
    if gid is not None:
        return Target(spreadsheet=spreadsheet, gid=gid)
    titles = list(options.patiently(options.sheet().titles).values())
    number = 1 if len(titles) == 1 else _which_tab(options, wish, titles)
    return Target(spreadsheet=spreadsheet, tab=titles[number - 1])


def _which_tab(options: Options, wish: Wish, titles: Sequence[str]) -> int:
    if not wish.asks:
        raise ConfigError(
            "tab-open",
            T("The spreadsheet has several tabs, and nobody says which one is meant."),
            details=[T("Tabs found: {tabs}", tabs=[f"“{title}”" for title in titles])],
            next_step=_NAME_A_TAB,
        )
    console = options.console()
    for number, title in enumerate(titles, 1):
        console.line(f"{number}. “{title}”", indent=1)
    question = T("Which tab? Its number").render(console.lang)
    return int(click.prompt(question, type=Whole(1, len(titles))))


def _tell_header(options: Options, proposal: Proposal) -> None:
    top, bottom, tab = proposal.top + 1, proposal.bottom + 1, proposal.snapshot.title
    text = T("Tab {tab}: the header is row {row}.", tab=tab, row=bottom)
    if top != bottom:
        told = {"tab": tab, "first": top, "last": bottom}
        text = T("Tab {tab}: the header is rows {first} to {last}.", **told)
    options.console().line(text)


def _agreed(options: Options, wish: Wish, sheet: "Sheet", proposal: Proposal) -> Plan:
    console, known = options.console(), field_values(*_example(None), None)
    chosen = mapping.told(proposal.guesses, wish.given, known)
    if wish.asks:
        chosen = mapping.asked(proposal.guesses, chosen, known, console)
    else:
        chosen = mapping.taken(proposal.guesses, chosen, console)
    shown = mapping.shown(chosen)
    columns = columns_of(shown)
    table, header_row = placed(proposal, columns)
    agencies, without_code = count_listed(table), key_without_code(columns)
    report, rules = _example(wish.report)
    row = build_row(report, rules, columns, None, without_code or KEY_WITHOUT_CODE)
    aim = config_text.Aim(
        spreadsheet=sheet_address.address(sheet_address.spreadsheet_id(wish.sheet)),
        tab=proposal.snapshot.title,
        gid=proposal.snapshot.sheet_id,
        header_row=header_row or proposal.bottom + 1,
        named=header_row is not None,
        fill=agencies >= LISTED,
        running=next((g.header for g in proposal.guesses if g.counts and g not in shown), None),
        key_without_code=without_code,
        credentials=_key_file(options.credentials, wish.folder),
        left=[g.header for g in proposal.guesses if g not in shown and not g.counts],
    )
    _tell(options, aim, columns, agencies)
    cells = [(letter(table.columns[cell.header]), cell.header, cell.value) for cell in row.cells]
    return Plan(aim, columns, cells, sheet.principal)


def _example(path: Path | None) -> tuple[Report, Framework]:
    """Return a report, by default the example, and the rules of its year that come along."""
    report = load_report(path or config_path.example()).report
    rules = config_path.bundled() / "frameworks"
    return report, load_framework(report.fiscal_year, [rules], thai.today())


def _key_file(key: Path | None, folder: Path) -> str | None:
    """Return how the configuration names a key file: seen from there where it lies in the folder.

    With / on every system: TOML reads a backslash in its own way.
    """
    if key is None:
        return None
    path, here = os.path.abspath(key), os.path.abspath(folder)  # noqa: PTH100 - a Path keeps `..`
    if Path(path).is_relative_to(here):
        path = os.path.relpath(path, Path(here, config_path.NAMES[0]).parent)
    return Path(path).as_posix()


def _tell(options: Options, aim: config_text.Aim, columns: Sequence[Column], agencies: int) -> None:
    """Say what is configured beside the columns, and why."""
    console = options.console()
    console.line(T("Key of a row: {headers}", headers=[c.header for c in columns if c.key]))
    if not any(column.field == "fiscal_year" for column in columns):
        text = T("No column says the fiscal year: the tab can hold the rows of one year only.")
        console.line(text, colour="yellow")
    if aim.fill:
        console.line(
            N(
                "{count} agency is listed beforehand: only listed rows are filled.",
                "{count} agencies are listed beforehand: only listed rows are filled.",
                count=agencies,
            )
        )
    if aim.running:
        console.line(T("Running numbers: {header}", header=aim.running))
    if aim.left:
        console.line(T("Left to people: {headers}", headers=aim.left))


def _confirm(options: Options, wish: Wish) -> None:
    """Go on only where somebody took the proposals.

    Raises:
        UsageError: nobody did.
    """
    question = T("Write this configuration?").render(options.language())
    if wish.yes or (wish.asks and click.confirm(question, default=True)):
        return
    raise UsageError(
        T("nothing was written: --yes takes the proposals, --map HEADER=FIELD changes one")
    )

"""The command `init`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_sync import config_path, config_text
from ita_sync.cli.commands import (
    Command,
    UsageError,
    Whole,
    common,
    credentials_option,
    option,
    report_path,
)
from ita_sync.cli.console import can_ask
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import explained, refuse_existing
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import atomic_write, is_taken, shell_quoted
from ita_sync.i18n import T

if TYPE_CHECKING:
    from ita_sync.cli.setting_up import Plan

EXAMPLE = "report-example.yaml"


@click.command(
    cls=Command,
    help=T(
        """Write a configuration and an example report, after the header of your sheet.

        It reads the header, proposes what each column shows, and shows the first row as it would
        look; nothing is written to the sheet. On a terminal it asks for the address, and about each
        column; elsewhere options say it, and --yes takes the proposals. Without an address it
        writes the configuration for practice.

        \b
        ita-sync init
        ita-sync init ita-2566 --sheet "https://docs.google.com/spreadsheets/d/…/edit#gid=0"
        ita-sync init --sheet ADDRESS --tab "ITA 2566" --credentials key.json --yes
        ita-sync init --sheet ADDRESS --yes --map "ผลการประเมิน=level" --map "หมายเหตุ=-"
        ita-sync init practice --sandbox
        """
    ).msgid,
)
@click.argument("folder", required=False, default=".", type=click.Path(path_type=Path))
@option("--sheet", metavar="ADDRESS", help=T("The sheet's address, as copied from the browser."))
@option("--tab", metavar="TITLE", help=T("The tab, where the address does not name it (gid=)."))
@option(
    "--header-row",
    type=Whole(1, 1000),
    metavar="N",
    help=T("A row of the header, where it is not found by itself."),
)
@option(
    "--map",
    "given",
    multiple=True,
    metavar="HEADER=FIELD",
    help=T("What a column, by header or letter, shows; - leaves it to people. May be repeated."),
)
@option(
    "--report",
    type=report_path,
    metavar="REPORT",
    help=T("Show the first row for this report instead of the example."),
)
@option("--sandbox", is_flag=True, help=T("Write the configuration for practice."))
@option("--yes", is_flag=True, help=T("Take the proposals without asking."))
@option("--force", is_flag=True, help=T("Overwrite the configuration if it exists."))
@credentials_option
@common
@click.pass_obj
def init(
    options: Options,
    folder: Path,
    *,
    sheet: str | None,
    tab: str | None,
    header_row: int | None,
    given: tuple[str, ...],
    report: Path | None,
    sandbox: bool,
    yes: bool,
    force: bool,
) -> int:
    """Look at the sheet, agree on the mapping, write the files."""
    console, file = options.console(), folder / config_path.NAMES[0]
    _refuse_others(options, folder, file, force=force)
    asks = can_ask() and not yes
    address = _address(options, sheet, asks=asks and not sandbox)
    practice = sandbox or not address
    if practice and (sheet or tab or given or report):
        raise UsageError(
            T("practice has a sheet of its own: give --sheet, or leave the others out")
        )
    if practice and options.credentials and not sandbox:
        raise UsageError(
            T(
                "a key file is for a real sheet: give its address with --sheet ADDRESS, or type "
                "--sandbox for practice"
            )
        )
    plan = None
    if address and not sandbox:
        from ita_sync.cli.setting_up import Wish, planned  # brings the door to Google

        plan = planned(options, Wish(folder, address, tab, header_row, given, report, yes, asks))
    made = _written(folder, file, plan)
    for path in made:
        console.line(T("Written: {path}", path=path), colour="green")
    _advise(options, folder, plan)
    console.notice()
    console.emit_json(
        "init",
        Exit.OK,
        files=[str(path) for path in made],
        columns=[column.model_dump(mode="json") for column in plan.columns] if plan else [],
        left=list(plan.aim.left) if plan else [],
    )
    return Exit.OK


def _refuse_others(options: Options, folder: Path, file: Path, *, force: bool) -> None:
    """Refuse where another configuration is named, or is in the folder already.

    Raises:
        UsageError: so it is.
    """
    if options.config:
        raise UsageError(T("init writes {file}: name its folder instead of --config", file=file))
    refuse_existing(file, force=force)
    other = folder / config_path.NAMES[1]
    if is_taken(other) and not force:
        told = {"other": other, "file": file}
        text = T("{other} exists, and {file} would overrule it; --force writes it anyway", **told)
        raise UsageError(text)


def _address(options: Options, sheet: str | None, *, asks: bool) -> str:
    if sheet is not None or not asks:
        return sheet or ""
    if options.credentials:  # nobody brings a key file to practise: an empty answer is asked again
        return str(click.prompt(T("Address of the sheet").render(options.language())))
    question = T("Address of the sheet, or Enter for practice").render(options.language())
    return str(click.prompt(question, default="", show_default=False))


def _written(folder: Path, file: Path, plan: "Plan | None") -> list[Path]:
    """Write the configuration, and an example report where none stands; return what was written.

    Raises:
        ConfigError: a file cannot be written.
    """
    text = config_text.config_text(plan.aim, plan.columns) if plan else config_text.shipped()
    report = folder / EXAMPLE
    files = {file: text} if is_taken(report) else {file: text, report: _example_text()}
    for path, content in files.items():
        with explained(path, ConfigError, "init-unwritable"):
            path.parent.mkdir(parents=True, exist_ok=True)
            with atomic_write(path) as fresh:
                fresh.write_text(content, "utf-8", newline="\n")
    return list(files)


def _example_text() -> str:
    head = (
        "# ตัวอย่างรายงาน ไม่ใช่ของหน่วยงานท่าน · An example, not your agency's report.\n"
        "# `ita-sync read` ทำไฟล์แบบนี้จากเอกสารของท่าน · makes such a file of your document.\n"
    )
    return head + config_path.example().read_text("utf-8")


def _advise(options: Options, folder: Path, plan: "Plan | None") -> None:
    """Say what comes next, with the configuration named where another one would count."""
    console, report = options.console(), folder / EXAMPLE
    ours, found = folder / config_path.NAMES[0], config_path.find(reports=[report])
    within = os.path.abspath(folder)  # noqa: PTH100 - a Path keeps `..`
    command = f"ita-sync push {shell_quoted(report)} --dry-run"
    text = T(
        "The configuration is found from within {folder}, and beside reports there.", folder=within
    )
    if os.path.realpath(found.path) != os.path.realpath(ours):
        command += f" --config {shell_quoted(ours)}"
        told = {"other": found.path, "folder": within}
        text = T("From here {other} counts, not this one: name it, or work in {folder}.", **told)
        if found.origin == "variable":
            text = T("ITA_SYNC_CONFIG names {other}, so this one counts only if named.", **told)
    console.line(text, indent=1)
    if plan is None:
        console.practising = True
        real = f"ita-sync init {shell_quoted(folder)} --force --sheet ADDRESS --credentials FILE"
        text = T(
            "This configuration is for practice. The real sheet, later: {command}", command=real
        )
        console.line(text, indent=1)
    if plan and plan.principal:
        text = T("Share the sheet with {who} as Editor, unless it is.", who=plan.principal)
        console.line(text, indent=1)
    console.line(T("Next: {command}", command=command), indent=1)

"""All commands under one name, in the order of the work.

A command's module is imported when the command is called: `--help` must not wait for what only a
push needs. So the list of commands has its own summaries; a test holds them to the commands' own.
"""

from gettext import gettext
from importlib import import_module

import click

from ita_sync import __version__
from ita_sync.cli.commands import Group, Option, common, language_of
from ita_sync.cli.options import Options
from ita_sync.i18n import T, Text

SUMMARIES: dict[str, Text] = {
    "read": T("Read a document (Word, PDF, text, scan, spreadsheet) into a report file"),
    "check": T("Check report files against the rules of their year"),
    "preview": T(
        "Show what the executive decides on: the figures, the findings, the row. Only reads"
    ),
    "sign": T("Record that the executive has acknowledged the report"),
    "push": T("Bring the rows of signed-off reports into the shared sheet, each exactly once"),
    "undo": T("Take the last change of a row back, as it was decided with `sign --undo`"),
    "verify": T("Compare the sheet with what was confirmed. Only reads"),
    "coverage": T(
        "List which agencies of the province are in the sheet, and which are missing. Only reads"
    ),
    "schedule": T(
        "Put `verify` on a schedule: a line for cron, a timer for systemd, a task for Windows"
    ),
    "settle": T("Decide attempts that are still open, without report, sign-off or tab"),
    "history": T("Show the journal: what was meant, sent and settled"),
    "doctor": T("Say what is missing on this machine, and how to mend it. Only reads"),
    "init": T("Write a configuration and an example report, after the header of your sheet"),
    "login": T("Log in with an officer's Google account, where there is no service account"),
    "agencies": T("The list of local agencies that reports are held against"),
    "year": T("The rules of each fiscal year: how far they are known, and a file for a new year"),
    "form": T("Write an empty form (.xlsx) to fill the report into, with lists to choose from"),
    "fields": T("List the fields that a column can show, with their values for a report"),
    "schema": T("Print the JSON Schema of the report file, for editors"),
    "sandbox": T("The embedded practice spreadsheet: speaks the Sheets API, keeps to this machine"),
}
"""What each command does: first the work, then the set-up, then practice."""


class Commands(Group):
    """A group whose commands are modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names, in order."""
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command."""
        if cmd_name not in SUMMARIES:
            return None
        module = import_module(f"ita_sync.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands; none of them is imported for it."""
        lang = language_of(ctx)
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, said.render(lang)) for name, said in SUMMARIES.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=T(
        """From a signed-off ITA report to one correct row in the shared sheet: exactly once.

        \b
        ita-sync check report-2566.yaml
        ita-sync sign report-2566.yaml --post นายกเทศมนตรี --date "27 ตุลาคม 2566"
        ita-sync push report-2566.yaml
        ita-sync verify
        """
    ).msgid,
)
@click.version_option(
    __version__,
    prog_name="ita-sync",
    cls=Option,
    help=T("Show the version and exit.").msgid,
)
@common
@click.pass_context
def app(ctx: click.Context) -> None:
    """Hold the commands."""
    ctx.ensure_object(Options)

"""The group `sandbox`, and what its commands have in common."""

from typing import Any

import click

from ita_sync.cli.commands import Command, Group, common, language_of
from ita_sync.cli.options import Options
from ita_sync.i18n import N, T, Text, translate


class SandboxCommand(Command):
    """A command about the practice sheet: whatever it says is practice."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run it, on the practice sheet."""
        ctx.ensure_object(Options).console().practising = True
        return super().invoke(ctx)


def rows_in(tab: str, count: int) -> Text:
    """Return how many rows a tab has, in words."""
    return N("Tab {title}: {count} row", "Tab {title}: {count} rows", title=tab, count=count)


class SandboxGroup(Group):
    """The group; its help ends with what the sandbox does not imitate."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the limits, a line each: a terminal wraps Thai better than click does."""
        from ita_sync.sandbox.limits import LIMITS  # only practice pays for it

        lang = language_of(ctx)
        with formatter.section(T("What the sandbox does not imitate").render(lang)):
            for limit in LIMITS:
                formatter.write(f"  - {translate(limit, lang)}\n")


@click.group(
    cls=SandboxGroup,
    help=T(
        """The embedded practice spreadsheet: speaks the Sheets API, keeps to this machine.

        Nothing in it ever reaches NACC.
        """
    ).msgid,
)
@common
def sandbox() -> None:
    """Hold the commands below."""

"""All commands under one name, in the order in which they are offered."""

import click

from ita_sync import __version__
from ita_sync.cli.agencies import agencies
from ita_sync.cli.check import check
from ita_sync.cli.commands import Group, Option, common
from ita_sync.cli.fields import fields
from ita_sync.cli.form import form
from ita_sync.cli.history import history
from ita_sync.cli.login import login
from ita_sync.cli.options import Options
from ita_sync.cli.push import push
from ita_sync.cli.read import read
from ita_sync.cli.sandbox import sandbox
from ita_sync.cli.schema import schema
from ita_sync.cli.sign import sign
from ita_sync.cli.verify import verify
from ita_sync.i18n import T


@click.group(
    cls=Group,
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


for _command in (
    *(read, check, sign, push, verify, history),
    *(login, schema, fields, form, agencies),
    sandbox,
):
    app.add_command(_command)

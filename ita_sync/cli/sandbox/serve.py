"""The command `sandbox serve`."""

import click

from ita_sync.cli.commands import Whole, common, option
from ita_sync.cli.options import Options
from ita_sync.cli.sandbox.group import SandboxCommand
from ita_sync.errors import ConfigError, Exit, os_reason
from ita_sync.i18n import T


@click.command(
    cls=SandboxCommand,
    help=T(
        """Serve the practice sheet on this machine: as a page for a browser, and for other
        programs.

        \b
        ita-sync sandbox serve --port 8080
        ITA_SYNC_API_ROOT=http://127.0.0.1:8080 ita-sync push report-2566.yaml
        """
    ).msgid,
)
@option(
    "--port",
    type=Whole(0, 65535),
    default=0,
    show_default=True,
    help=T("Port on 127.0.0.1; 0 picks a free one."),
)
@common
@click.pass_obj
def serve(options: Options, port: int) -> int:
    """Serve until interrupted."""
    from ita_sync.sandbox import server  # only this command needs it

    console, box = options.console(), options.sandbox()
    console.notice()

    def ready(actual: int) -> None:
        console.line(T("Serving on http://127.0.0.1:{port} (Ctrl-C ends it)", port=actual))

    try:
        server.serve(box, port=port, on_ready=ready)
    except OSError as error:
        raise ConfigError(
            "port-unusable",
            T("Port {port} cannot be used: {reason}", port=port, reason=os_reason(error)),
            written=T("Nothing was served; the practice sheet is as it was."),
            next_step=T("Choose another with --port; 0 picks a free one."),
        ) from None
    return Exit.OK

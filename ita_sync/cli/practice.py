"""Commands about the embedded spreadsheet: sandbox show, sandbox serve.

Practice_files.py has the others.
"""

import shutil
from collections.abc import Sequence

import click
from wcwidth import wcswidth, wcwidth

from ita_sync.cli.base import Group, Options, common, language_of, option
from ita_sync.errors import ConfigError, Exit
from ita_sync.i18n import T, translate
from ita_sync.settings import SANDBOX

WIDEST = 30  # columns of a cell on the screen; what is longer is cut and says so
PAGE = 100  # columns of the screen where there is no terminal


class PracticeGroup(Group):
    """The group, whose help ends with what the sandbox does not imitate."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the limits, a line each: a terminal wraps Thai better than click does."""
        from ita_sync.sandbox.limits import LIMITS  # only practice pays for it

        lang = language_of(ctx)
        with formatter.section(T("What the sandbox does not imitate").render(lang)):
            for limit in LIMITS:
                formatter.write(f"  - {translate(limit, lang)}\n")


@click.group(
    cls=PracticeGroup,
    help=T(
        """The embedded practice spreadsheet: speaks the Sheets API, keeps to this machine.

        Nothing in it ever reaches NACC.
        """
    ).msgid,
)
@common
def sandbox() -> None:
    """Hold the commands below."""


@sandbox.command(
    help=T(
        """Show the practice sheet as a table.

        \b
        ita-sync sandbox show
        """
    ).msgid
)
@common
@click.pass_obj
def show(options: Options) -> int:
    """Print every tab."""
    console, box = options.console(), options.sandbox()
    console.practising = True
    tabs = {title: box.rows(SANDBOX, title) for title in box.titles(SANDBOX)}
    for title, rows in tabs.items():
        console.line(T("Tab {title}: {count} rows", title=title, count=len(rows)))
        for line in table([[_shown(value) for value in row] for row in rows]):
            console.line(line)
    console.notice()
    console.emit_json("sandbox show", Exit.OK, tabs=tabs)
    return Exit.OK


@sandbox.command(
    help=T(
        """Serve the practice sheet on this machine: as a page for a browser, and for other programs.

        \b
        ita-sync sandbox serve --port 8080
        ITA_SYNC_API_ROOT=http://127.0.0.1:8080 ita-sync push report-2566.yaml
        """
    ).msgid
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
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
    console.practising = True
    console.notice()

    def ready(actual: int) -> None:
        console.line(T("Serving on http://127.0.0.1:{port} (Ctrl-C ends it)", port=actual))

    try:
        server.serve(box, port=port, on_ready=ready)
    except OSError as error:
        raise ConfigError(
            "port-unusable",
            T("Port {port} cannot be used: {reason}", port=port, reason=error.strerror or error),
            next_step=T("Choose another with --port; 0 picks a free one."),
        ) from None
    return Exit.OK


def table(rows: Sequence[Sequence[str]], width: int | None = None) -> list[str]:
    """Return the lines of a spreadsheet: letters on top, row numbers at the left, blocks of columns that fit."""
    from ita_sync.publish import letter  # pulls in the rest of the middle row

    width = width or shutil.get_terminal_size((PAGE, 24)).columns
    columns = max((len(row) for row in rows), default=0)
    cut = [[_cut(row[c]) if c < len(row) else "" for c in range(columns)] for row in rows]
    widths = [max([_width(row[c]) for row in cut] + [len(letter(c))]) for c in range(columns)]
    gutter = len(str(len(rows)))
    lines, start = [], 0
    while start < columns:
        end, used = start + 1, gutter + 3 + widths[start]
        while end < columns and used + 3 + widths[end] <= width:
            used += 3 + widths[end]
            end += 1
        span = range(start, end)
        lines.append(
            " | ".join([" " * gutter, *(_pad(letter(c), widths[c]) for c in span)]).rstrip()
        )
        lines.append("-+-".join(["-" * gutter, *("-" * widths[c] for c in span)]))
        for number, row in enumerate(cut, 1):
            cells = [_pad(row[c], widths[c]) for c in span]
            lines.append(" | ".join([str(number).rjust(gutter), *cells]).rstrip())
        lines.append("")
        start = end
    return lines


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())


def _width(text: str) -> int:
    return max(wcswidth(text), 0)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _cut(text: str) -> str:
    if _width(text) <= WIDEST:
        return text
    kept, used = "", 0
    for character in text:
        used += max(wcwidth(character), 0)
        if used > WIDEST - 1:
            break
        kept += character
    return kept + "…"

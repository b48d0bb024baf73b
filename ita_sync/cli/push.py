"""Commands about the sheet: push, verify, history."""

from pathlib import Path
from typing import Any

import click

from ita_sync.approval import signoff
from ita_sync.cli.base import Command, Options, common, credentials_option, option
from ita_sync.cli.check import examine, report_path, require_clean
from ita_sync.cli.console import Console, at_terminal, error_document
from ita_sync.cli.dry_run import preview
from ita_sync.errors import Exit, ItaSyncError
from ita_sync.i18n import T
from ita_sync.journal import Journal, exclusive

# Of several reports the code that needs a person soonest wins.
_URGENCY = (
    *(
        Exit.BUG,
        Exit.CONFIG,
        Exit.CONFLICT,
        Exit.UNKNOWN,
        Exit.UNAVAILABLE,
        Exit.NOT_SIGNED,
        Exit.FINDINGS,
    ),
    Exit.OK,
)


@click.command(
    cls=Command,
    help=T(
        """Bring the row of a signed-off report into the shared sheet, exactly once.

        Safe to repeat: a row that stands there is not written again, an attempt of unknown outcome is settled first.

        \b
        ita-sync push report-2566.yaml --dry-run          what would be sent; writes nothing
        ita-sync push report-2566.yaml                    after sign-off
        ita-sync push report-2566.yaml --dry-run --tsv    the row for pasting by hand
        """
    ).msgid,
)
@click.argument("reports", nargs=-1, required=True, type=report_path)
@option("--dry-run", is_flag=True, help=T("Show the plan; write nothing."))
@option(
    "--tsv",
    is_flag=True,
    help=T("With --dry-run: print the row as tab-separated text, for pasting."),
)
@option("--restore", is_flag=True, help=T("Write a row anew that a person removed from the sheet."))
@credentials_option
@common
@click.pass_obj
def push(
    options: Options, reports: tuple[Path, ...], *, dry_run: bool, tsv: bool, restore: bool
) -> int:
    """Push each report in turn."""
    console = options.console()
    if tsv and not dry_run:
        raise click.UsageError(T("--tsv goes with --dry-run").render(console.lang))
    console.practising = options.settings().practising
    results, codes = [], []
    for path in reports:
        result: dict[str, Any] = {"report": str(path)}
        try:
            if dry_run:
                preview(options, console, path, result, tsv=tsv, restore=restore)
            else:
                result |= _push(options, console, path, restore=restore)
            codes.append(Exit.OK)
        except ItaSyncError as error:
            if len(reports) > 1:
                console.talk(T("{report}:", report=path))
            console.error(error)
            result["error"] = error_document(error)
            codes.append(error.exit_code)
        results.append(result)
    console.notice()
    code = next(code for code in _URGENCY if code in codes)
    console.emit_json("push", code, dry_run=dry_run, results=results)
    return code


def _push(options: Options, console: Console, path: Path, *, restore: bool) -> dict[str, Any]:
    checked = examine(options, path)
    require_clean(checked, console)
    signed = signoff.load(path)
    row = checked.row(options, signed.decision)
    chosen = options.settings()
    signoff.require(signed, path, checked.file.report, row, str(chosen.target))
    from ita_sync.publish import Publisher  # pulls in tenacity; refusals above need not wait for it

    with exclusive(chosen.state), Journal(chosen.state) as journal:
        sheet = options.sheet()
        publisher = Publisher(sheet, journal, chosen, say=console.talk)
        done = publisher.push(
            row, report=path.name, signoff=signed.decision.model_dump(mode="json"), restore=restore
        )
    if done.how == "written":
        text = T(
            "Written: {key} stands in row {row} of tab {tab}.",
            key=row.key,
            row=done.row,
            tab=done.tab,
        )
    else:
        text = T(
            "Already there: {key} stands in row {row} of tab {tab}; nothing was written.",
            key=row.key,
            row=done.row,
            tab=done.tab,
        )
    console.line(text, colour="green")
    console.line(
        T(
            "Calls to the sheet: {reads} reads, {writes} writes",
            reads=sheet.reads,
            writes=sheet.writes,
        ),
        indent=1,
    )
    for warning in done.warnings:
        console.line(warning, indent=1, colour="yellow")
    return {
        "outcome": done.how,
        "key": str(row.key),
        "tab": done.tab,
        "row": done.row,
        "mark": done.number,
        "reads": sheet.reads,
        "writes": sheet.writes,
        "warnings": [w.both() for w in done.warnings],
    }


@click.command(
    cls=Command,
    help=T(
        """Compare the sheet with what was confirmed. Only reads.

        Silent where all is well and nobody watches, so that cron mails only trouble.

        \b
        ita-sync verify
        30 7 * * 1-5  ita-sync verify        a line for crontab
        """
    ).msgid,
)
@credentials_option
@common
@click.pass_obj
def verify(options: Options) -> int:
    """Verify every row of the configured tab."""
    from ita_sync.monitor import verify as verification  # pulls in tenacity

    console, chosen = options.console(), options.settings()
    console.practising = chosen.practising
    with exclusive(chosen.state), Journal(chosen.state) as journal:
        standings = verification.verify(options.sheet(), journal, chosen, say=console.talk)
    code = verification.worst(standings)
    talkative = at_terminal() or options.as_json or code is not Exit.OK
    for one in standings:
        if one.problem:
            console.error(one.problem)
        elif one.what:
            console.line(T("{key}: {what}", key=one.intent.row.key, what=one.what), colour="yellow")
        elif talkative:
            console.line(T("{key}: row {row}, as confirmed", key=one.intent.row.key, row=one.row))
    if talkative and not standings:
        console.line(T("The journal knows no row of this sheet yet."))
    console.notice()
    rows = [
        {
            "key": str(one.intent.row.key),
            "report": one.intent.report,
            "exit": int(one.exit),
            "row": one.row,
            "error": error_document(one.problem) if one.problem else None,
        }
        for one in standings
    ]
    console.emit_json("verify", code, rows=rows)
    return code

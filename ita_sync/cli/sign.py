"""The command `sign`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from ita_sync import characters, thai
from ita_sync.checks import signing
from ita_sync.cli.commands import (
    ROW,
    Command,
    Day,
    File,
    UsageError,
    common,
    credentials_option,
    option,
    report_path,
)
from ita_sync.cli.options import Options
from ita_sync.cli.sign_report import careful, sign_report
from ita_sync.cli.sign_show import sign_show, sign_show_undo
from ita_sync.cli.sign_steps import sign_published, sign_withdraw
from ita_sync.cli.sign_undo import sign_undo
from ita_sync.i18n import T
from ita_sync.report import Decision


@click.command(
    cls=Command,
    names_sheet=True,
    help=T(
        """Record that the executive has acknowledged the report.

        The record stands beside the report (NAME.signoff.json), behind those before it, and binds
        row, link, content and target sheet: if one of them changes, the report must be signed
        again. It names posts, not people, and is no electronic signature.

        \b
        ita-sync sign report-2566.yaml --post นายกเทศมนตรี --date "27 ตุลาคม 2566"
        ita-sync sign report-2566.yaml --post ปลัดเทศบาล --acting นายกเทศมนตรี --date 27/10/2566
        ita-sync sign report-2566.yaml --show                    what was decided, in sentences
        ita-sync sign report-2566.yaml --withdraw --reason "…" --post นายกเทศมนตรี --date 1/11/2566
        ita-sync sign report-2566.yaml --published --reference "ชย 52506.2/17" --post … --date …
        ita-sync sign --undo 5360601 --post นายกเทศมนตรี --date 3/11/2566    take a change back
        ita-sync sign --undo 5360601 --show                      what was decided on that row
        """
    ).msgid,
)
@click.argument("path", metavar="[REPORT]", required=False, type=report_path)
@option(
    "--show", is_flag=True, help=T("Tell what was decided on the report, and whether it holds.")
)
@option(
    "--withdraw",
    is_flag=True,
    help=T("Withdraw the decision that was recorded; with --reason. The record stays."),
)
@option(
    "--published",
    is_flag=True,
    help=T("Record the permission to publish the report; its number is --reference."),
)
@option(
    "--undo",
    metavar=ROW,
    help=T("Instead of a report: take the last change to this row of the sheet back."),
)
@option("--post", help=T("Post of the executive who decided."))
@option("--acting", help=T("Post for which they acted, if they did."))
@option(
    "--date",
    "day",
    type=Day(),
    help=T("Day of the decision; 2400 and later is B.E., and 66 is 2566."),
)
@option("--reference", help=T("Document number under which it is recorded."))
@option("--reason", help=T("Why the decision is withdrawn."))
@option(
    "--source",
    type=File(),
    help=T("The document that was signed (a scan, a PDF): its digest is recorded."),
)
@option(
    "--offline",
    is_flag=True,
    help=T("Do not look at the sheet: what changes in a row is shown as the journal knows it."),
)
@option(
    "--as-typed",
    is_flag=True,
    help=T("What looks like a person's name in a post is none, or is meant to be recorded."),
)
@credentials_option
@common
@click.pass_context
def sign(
    ctx: click.Context,
    /,
    path: Path | None,
    *,
    show: bool,
    withdraw: bool,
    published: bool,
    undo: str | None,
    **given: Any,  # noqa: ANN401 - as click parsed them
) -> int:
    """Write a decision beside the report, or tell those that stand there."""
    options: Options = ctx.obj
    steps = {
        "--show": show,
        "--withdraw": withdraw,
        "--published": published,
        "--undo": undo is not None,
    }
    asked = [name for name, chosen in steps.items() if chosen]
    if len(asked) > 1 and asked != ["--show", "--undo"]:
        raise UsageError(T("{options} go one at a time", options=asked))
    if bool(path) == (undo is not None):
        raise UsageError(T("name a report, or a row of the sheet with --undo; one of them"))
    step = asked[0] if asked else ""
    _require_fitting(ctx, step, given)
    if show:
        return sign_show(options, path) if path else sign_show_undo(options, str(undo))
    decision = _decision(given)
    as_typed: bool = given["as_typed"]
    if path and withdraw:
        return sign_withdraw(options, path, decision, given["reason"], as_typed=as_typed)
    if path and published:
        return sign_published(options, path, decision, as_typed=as_typed)
    if path:
        source, offline = given["source"], given["offline"]
        return sign_report(
            options, path, decision, source=source, as_typed=as_typed, offline=offline
        )
    odd = [*signing.names(decision), *signing.future(decision.date, datetime.now(UTC).date())]
    careful(odd, options.console(), as_typed=as_typed)
    return sign_undo(options, str(undo), decision)


_ONLY = {"reason": "--withdraw", "source": "", "offline": ""}
"""What goes with one step only; nothing for the sign-off itself."""


def _require_fitting(ctx: click.Context, step: str, given: Mapping[str, object]) -> None:
    """Refuse a command line that has too much or too little for its step.

    Raises:
        UsageError: an option goes with another step, or has to be given.
    """
    names = {param.name: param for param in ctx.command.params}
    if step == "--show":
        if any(given.values()):
            raise UsageError(T("--show goes alone"))
        return
    for name in ("post", "day"):
        if given[name] is None:
            raise click.MissingParameter(ctx=ctx, param=names[name])
    for name, needed in _ONLY.items():
        if given[name] not in {None, False} and step != needed:
            raise UsageError(
                T("--{name} goes with {step}", name=name, step=needed)
                if needed
                else T("--{name} goes with none of the other steps", name=name)
            )
    for needed, name in (("--withdraw", "reason"), ("--published", "reference")):
        if step == needed and given[name] is None:
            raise UsageError(T("{step} needs --{name}", step=step, name=name))


def _decision(given: Mapping[str, object]) -> Decision:
    """Return the decision that the command line describes.

    Raises:
        UsageError: an entry is blank, or has characters that nobody sees or that look like others.
    """
    blank = [
        f"--{name}"
        for name, value in given.items()
        if isinstance(value, str) and not thai.clean(value)
    ]
    if blank:
        raise UsageError(T("{names} must not be blank", names=blank))
    for name, value in given.items():
        if isinstance(value, str) and (unseen := characters.unprintable(value.strip())):
            raise UsageError(
                T(
                    "--{name} contains characters that nobody sees ({codes}); type it by hand",
                    name=name,
                    codes=characters.codes(unseen),
                )
            )
    for name in ("post", "acting"):
        if (odd := thai.misfits(str(given[name] or ""))) and not given["as_typed"]:
            raise UsageError(
                T(
                    "--{name}: “{odd}” has letters or marks that do not belong together; type it "
                    "anew. If it is spelled so, add --as-typed.",
                    name=name,
                    odd=odd,
                )
            )
    told = {"post": given["post"], "acting": given["acting"], "reference": given["reference"]}
    return Decision.model_validate({**told, "date": given["day"]})

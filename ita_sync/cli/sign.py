"""Commands about one report file: sign, schema, fields."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from ita_sync import __version__, thai
from ita_sync.approval import signoff
from ita_sync.checks import signing
from ita_sync.cli.base import Command, Options, common, option
from ita_sync.cli.check import examine, report_path, require_clean
from ita_sync.errors import Exit
from ita_sync.files import exists, shell_quoted
from ita_sync.i18n import T
from ita_sync.report import Decision, report_schema
from ita_sync.row import by_whom, digest_of, field_values


class Day(click.ParamType):  # type: ignore[type-arg] # generic only in newer click
    """A date as people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Read it."""
        try:
            return thai.parse_date(value) if isinstance(value, str) else value
        except ValueError:
            hint = T(
                "{value} is no date; write 27 ตุลาคม 2566, 27/10/2566 or 2566-10-27", value=value
            )
            options = ctx.find_object(Options) if ctx else None
            return self.fail(hint.render(options.language() if options else "en"), param, ctx)


@click.command(
    cls=Command,
    help=T(
        """Record that the executive has acknowledged the report.

        The record stands beside the report (NAME.signoff.json) and binds row, link, content and target sheet: if one
        of them changes, the report must be signed again. It names posts, not people, and is no electronic signature.

        \b
        ita-sync sign report-2566.yaml --post นายกเทศมนตรี --date "27 ตุลาคม 2566"
        ita-sync sign report-2566.yaml --post ปลัดเทศบาล --acting นายกเทศมนตรี --date 27/10/2566
        """
    ).msgid,
)
@click.argument("path", metavar="REPORT", type=report_path)
@option("--post", required=True, help=T("Post of the executive who decided."))
@option("--acting", help=T("Post for which they acted, if they did."))
@option(
    "--date",
    "day",
    required=True,
    type=Day(),
    help=T("Day of the decision; 2400 and later is B.E."),
)
@option("--reference", help=T("Document number under which it is recorded."))
@common
@click.pass_obj
def sign(
    options: Options, path: Path, *, post: str, acting: str | None, day: date, reference: str | None
) -> int:
    """Write the sign-off beside the report."""
    console = options.console()
    console.practising = options.settings().practising
    checked = examine(options, path)
    require_clean(checked, console)
    given = {"post": post, "acting": acting, "date": day, "reference": reference}
    blank = [
        name for name, value in given.items() if isinstance(value, str) and not thai.clean(value)
    ]
    if blank:
        raise click.UsageError(T("{names} must not be blank", names=blank).render(console.lang))
    memo = checked.file.report.memo.date
    if (
        not memo <= day <= datetime.now(UTC).date() + timedelta(days=1)
    ):  # a day more: Bangkok is ahead of UTC
        hint = T(
            "{day} lies before the memo of {memo}, or in the future",
            day=thai.format_date(day),
            memo=thai.format_date(memo),
        )
        raise click.UsageError(hint.render(console.lang))
    decision = Decision.model_validate(given)
    odd = list(signing.check(decision, checked.file.report))
    for finding in odd:
        told = {"code": finding.code, "what": finding.what, "expected": finding.expected}
        console.talk(T("Careful ({code}): {what} Expected: {expected}", **told))
    if exists(signoff.path_for(path)):
        console.talk(T("This replaces the sign-off in {file}.", file=signoff.path_for(path)))
    row = checked.row(options, decision)
    mapping = [column.model_dump(mode="json") for column in options.settings().columns]
    signed = signoff.record(
        path,
        checked.file.report,
        row,
        decision=decision,
        target=str(options.settings().target),
        beside={
            "file": checked.file.sha256,
            "rules": digest_of(json.loads(checked.framework.model_dump_json())),
            "mapping": hashlib.sha256(json.dumps(mapping, ensure_ascii=False).encode()).hexdigest(),
            "version": __version__,
        },
        recorded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    console.line(
        T(
            "Signed off: {post}, {date} → {file}",
            post=by_whom(decision),
            date=thai.format_date(decision.date),
            file=signoff.path_for(path),
        ),
        colour="green",
    )
    console.line(
        T("Bound to: {target}; row {digest}", target=signed.bound.target, digest=row.digest[:12]),
        indent=1,
    )
    console.line(T("Next: ita-sync push {report}", report=shell_quoted(path)), indent=1)
    console.notice()
    console.emit_json(
        "sign",
        Exit.OK,
        report=str(path),
        signoff=signed.model_dump(mode="json"),
        careful=[f.code for f in odd],
    )
    return Exit.OK


@click.command(
    cls=Command,
    help=T(
        """Print the JSON Schema of the report file, for editors.

        \b
        ita-sync schema > report.schema.json
        """
    ).msgid,
)
@common
def schema() -> int:
    """Print the schema."""
    click.echo(json.dumps(report_schema(), ensure_ascii=False, indent=1))
    return Exit.OK


@click.command(
    cls=Command,
    help=T(
        """List the fields that a column can show, with their values for a report.

        \b
        ita-sync fields report-2566.yaml
        """
    ).msgid,
)
@click.argument("path", metavar="REPORT", type=report_path)
@common
@click.pass_obj
def fields(options: Options, path: Path) -> int:
    """Print name and value of each field."""
    console, checked = options.console(), examine(options, path)
    require_clean(checked, console)
    values = field_values(checked.file.report, checked.framework, None)
    for name, value in values.items():
        console.line(f"{name} = {'' if value is None else value}")
    console.emit_json("fields", Exit.OK, fields=values)
    return Exit.OK

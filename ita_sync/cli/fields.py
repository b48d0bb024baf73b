"""The command `fields`."""

from datetime import date
from pathlib import Path

import click

from ita_sync import config_path, thai
from ita_sync.cli.commands import Command, common, report_path
from ita_sync.cli.options import Options
from ita_sync.cli.prepare import clean
from ita_sync.errors import Exit
from ita_sync.i18n import T
from ita_sync.report import Decision, Report, load_report
from ita_sync.row import as_printed, field_values, meaning_of
from ita_sync.rules import Framework, load_framework

DECISION = Decision(
    post="ปลัดเทศบาล", acting="นายกเทศมนตรี", date=date(2023, 10, 27), reference="ชย 52506.2/62"
)
"""An example of what `sign` records."""


@click.command(
    cls=Command,
    help=T(
        """List the fields that a column can show, with their values for a report.

        Without a report: what they mean, with the values of an example.

        \b
        ita-sync fields
        ita-sync fields report-2566.yaml
        """
    ).msgid,
)
@click.argument("path", metavar="[REPORT]", required=False, type=report_path)
@common
@click.pass_obj
def fields(options: Options, path: Path | None) -> int:
    """Print name and value of each field; of an example also what it means."""
    console = options.console()
    report, rules, decision = _of(options, path) if path else _example()
    values = field_values(report, rules, decision)
    printed = as_printed(report, rules)
    meanings = {name: meaning_of(name) for name in values}
    for name, value in values.items():
        told = f"{name} = {'' if value is None else value}"
        if path:
            console.line(T("{field} (as printed)", field=told) if name in printed else told)
        else:
            console.line(T("{field}  # {meaning}", field=told.strip(), meaning=meanings[name]))
    console.emit_json(
        "fields",
        Exit.OK,
        fields=values,
        as_printed=printed,
        meanings={name: text.both() for name, text in meanings.items()},
        example=path is None,
    )
    return Exit.OK


def _of(options: Options, path: Path) -> tuple[Report, Framework, Decision | None]:
    checked = clean(options, path)
    return checked.file.report, checked.framework, None


def _example() -> tuple[Report, Framework, Decision | None]:
    """Return the example that comes along; nobody's configuration is needed for it."""
    report = load_report(config_path.example()).report
    rules = config_path.bundled() / "frameworks"
    return report, load_framework(report.fiscal_year, [rules], thai.today()), DECISION

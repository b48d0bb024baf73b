"""The command `read`: a document -> a report file for a person to look through."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_sync import thai
from ita_sync.cli.base import Command, Options, common, option
from ita_sync.errors import Exit, ReportError
from ita_sync.files import atomic_write, exists
from ita_sync.i18n import T
from ita_sync.report import Loc
from ita_sync.rules import agencies

if TYPE_CHECKING:
    from ita_sync.document.draft import Draft

_STDOUT = Path("-")
_FIRST_CE = 1900


@click.command(
    cls=Command,
    help=T(
        """Read a document (Word, PDF, text, scan, spreadsheet form) into a report file.

        Every value in the file says where it was read; what was mended says so, what is doubtful is marked ??, and
        what could not be read is left empty. Look through it and compare with the document, then check it.

        \b
        ita-sync read report-2566.docx
        ita-sync read scan.txt -o report-2566.yaml --code 5360601 --url https://…/report.pdf
        ita-sync read report.pdf -o - | less
        """
    ).msgid,
)
@click.argument("document", type=click.Path(path_type=Path, readable=False))
@option("-o", "--output", type=click.Path(path_type=Path), metavar="REPORT",
        help=T("Report file to write, - for stdout; else the document's name with .yaml."))  # fmt: skip
@option(
    "--year",
    type=int,
    metavar="YEAR",
    help=T("Fiscal year assessed, B.E.; else as the document says."),
)
@option("--code", metavar="CODE", help=T("Code of the agency, 7 digits; a document seldom has it."))
@option("--url", metavar="URL", help=T("Public link of the report; a document seldom has it."))
@option("--force", is_flag=True, help=T("Overwrite the file if it exists."))
@common
@click.pass_obj
def read(
    options: Options,
    document: Path,
    *,
    output: Path | None,
    year: int | None,
    code: str | None,
    url: str | None,
    force: bool,
) -> int:
    """Read, write whole or not at all, tell what a person has to look at."""
    from ita_sync.document import describe, write
    from ita_sync.document import read as read_document  # brings what matches texts

    console = options.console()
    if output == _STDOUT and options.as_json:
        raise click.UsageError(
            T("-o - and --json both want stdout; take one of them").render(console.lang)
        )
    if year is not None and _FIRST_CE <= year < thai.FIRST_BE_YEAR:
        named = {"year": year, "be": year + thai.BE_OFFSET}
        hint = T(
            "{year} is a year of the Christian era; the fiscal year is one of the Buddhist era: "
            "--year {be}",
            **named,
        )
        raise click.UsageError(hint.render(console.lang))
    target = output or (document.with_suffix(".yaml") if document.name else Path("report.yaml"))
    if target != _STDOUT and exists(target):
        if target.samefile(document) or target.is_dir():
            raise click.UsageError(
                T("{file} is the document itself, or a folder", file=target).render(console.lang)
            )
        if not force:
            raise click.UsageError(
                T("{file} exists; --force overwrites it", file=target).render(console.lang)
            )
    listed = agencies.load(options.settings().path.parent)
    draft = read_document(document, options.framework, year=year, listed=listed)
    draft = _given(draft, code=code, url=url)
    text = write.text(draft, console.lang)
    if target == _STDOUT:
        console.file(text)
        return Exit.OK
    _write(target, text)
    console.line(T("Written: {path}", path=target), colour="green")
    for line in describe.summary(draft, console.lang, target):
        console.line(line, indent=1)
    console.emit_json("read", Exit.OK, **_document(draft, target))
    return Exit.OK


def _given(draft: "Draft", *, code: str | None, url: str | None) -> "Draft":
    """Return the draft with what the command line says in the place of what the document says."""
    from ita_sync.document.draft import Field

    agency = draft.fields.get("agency")
    fields = dict(draft.fields)
    told: set[Loc] = set()
    if code:
        fields["agency"] = {**(agency if isinstance(agency, dict) else {}), "code": Field(code)}
        told.add(("agency", "code"))
    if url:
        fields["url"] = Field(url)
        told.add(("url",))
    return replace(
        draft, fields=fields, missing=tuple(loc for loc in draft.missing if loc not in told)
    )


def _write(target: Path, text: str) -> None:
    try:
        with atomic_write(target) as fresh:
            fresh.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise ReportError(
            "report-unwritable",
            T(
                "The file {path} cannot be written: {reason}",
                path=target,
                reason=error.strerror or error,
            ),
            written=T("No file was written; one that stood there is as it was."),
            next_step=T(
                "Choose a folder that can be written, and close the file where another program has "
                "it open."
            ),
        ) from None


def _document(draft: "Draft", target: Path) -> dict[str, Any]:
    fields = [
        {
            "field": ".".join(map(str, loc)),
            "value": field.value,
            "trust": field.trust.value,
            "read": [
                {"seen": copy.seen, "place": copy.place.told().both()} for copy in field.copies
            ],
            "why": field.why.both() if field.why else None,
            "others": list(field.others),
        }
        for loc, field in draft.walk()
    ]
    return {
        "document": str(draft.document.path),
        "sha256": draft.document.sha256,
        "report": str(target),
        "fields": fields,
        "missing": [".".join(map(str, loc)) for loc in draft.missing],
        "notes": [note.both() for note in draft.notes],
    }

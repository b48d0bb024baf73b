"""The command `read`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_sync import files, thai
from ita_sync.cli.commands import Command, UsageError, Year, common, option
from ita_sync.cli.options import Options
from ita_sync.cli.outputs import exists_already, explained, is_stdout, refuse_existing
from ita_sync.errors import ConfigError, Exit
from ita_sync.files import FORM, YAML, atomic_write, exists
from ita_sync.i18n import T, Text

if TYPE_CHECKING:
    from ita_sync.document.draft import Draft
    from ita_sync.document.form.again import Again

_FIRST_CE = 1900
"""Numbers from here to the first Buddhist year are years of the Christian era."""


@click.command(
    cls=Command,
    help=T(
        """Read a document (Word, PDF, text, scan, spreadsheet) into a report file.

        Every value in the file says where it was read; what was mended says so, what is doubtful is
        marked ??, and what could not be read is left empty. Look through it and compare with the
        document, then check it. A report file named .xlsx is a form to decide in, with a list of
        what is left; one in YAML can be read into a form, and a form into YAML.

        \b
        ita-sync read report-2566.docx
        ita-sync read report-2566.docx -o report-2566.xlsx
        ita-sync read report-2566.yaml -o report-2566.xlsx
        ita-sync read scan.txt -o report-2566.yaml --code 5360601 --url https://…/report.pdf
        ita-sync read report.pdf -o - | less
        """
    ).msgid,
)
@click.argument("document", type=click.Path(path_type=Path, readable=False))
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="REPORT",
    help=T(
        "Report file to write (.yaml or .xlsx), - for stdout; else the document's name with .yaml."
    ),
)
@option(
    "--year",
    type=Year(),
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
    """Read, write whole or not at all, say what a person has to look at."""
    console, target = options.console(), _target(document, output)
    printed = is_stdout(target)
    if printed and console.as_json:
        raise UsageError(T("-o - and --json both want stdout; take one of them"))
    if year is not None and _FIRST_CE <= year < thai.FIRST_BE_YEAR:
        raise UsageError(
            T(
                "{year} is a year of the Christian era; the fiscal year is one of the Buddhist era:"
                " --year {be}",
                year=year,
                be=year + thai.BE_OFFSET,
            )
        )
    again = _is_form(target) and exists(target) and not force
    if not printed:
        _refuse(document, target, force=force or again)
    from ita_sync.document import describe, write

    draft = _draft(options, document, year).with_given(code=code, url=url)
    draft = replace(draft, shown=options.shown())
    if printed:
        console.data(write.render(draft, console.lang))
        return Exit.OK
    earlier = _earlier(options, draft, target) if again else None
    kept = earlier is not None and earlier.same
    if earlier and kept:
        console.line(_told(earlier, target))
    else:
        with explained(target, ConfigError, "report-unwritable"):
            _write(options, draft, target, earlier)
        console.line(T("Written: {path}", path=target), colour="green")
    for line in describe.summarise(draft, target):
        console.line(line, indent=1)
    console.emit_json("read", Exit.OK, kept=kept, **_as_data(draft, target))
    return Exit.OK


def _draft(options: Options, document: Path, year: int | None) -> "Draft":
    """Return what a document says; what a report file in YAML says is taken as it is."""
    from ita_sync.document import read as read_document  # brings what matches texts

    if document.suffix.lower() not in YAML:
        return read_document(document, options.framework, year=year, listed=options.listed())
    from ita_sync.document import refiled
    from ita_sync.report import load_report

    return refiled.draft_of(load_report(document))


def _write(options: Options, draft: "Draft", target: Path, earlier: "Again | None") -> None:
    """Write the report file: a form where its name ends in .xlsx, else YAML."""
    if not _is_form(target):
        from ita_sync.document import write

        text = write.render(draft, options.language())
        with atomic_write(target) as fresh:
            fresh.write_text(text, "utf-8", newline="\n")
        return
    from ita_sync.document import form

    ticked = earlier.ticked if earlier else frozenset()
    draft = earlier.draft if earlier else draft
    rules = options.framework(draft.year)
    form.write(target, rules, options.language(), draft, shown=options.shown(), ticked=ticked)


def _is_form(target: Path) -> bool:
    return target.suffix.lower() == FORM


def _earlier(options: Options, draft: "Draft", target: Path) -> "Again":
    """Return how a form stands to the document that is read into it again.

    Raises:
        UsageError: it was not read from a document; or both the document and a person have changed
            the same, or something in it would be lost.
    """
    from ita_sync.document.form import again
    from ita_sync.report.text import MAX_WORKBOOK

    with explained(target, ConfigError, "report-unwritable"):
        data = files.read(target, MAX_WORKBOOK)
    found = again.put_together(draft, data, options.framework)
    if found is None:
        raise exists_already(target)
    if found.conflicts and not found.same:
        raise UsageError(
            T(
                "somebody has worked in {file}, and the document now says otherwise: {changes}; "
                "change these cells there, or read into another file (-o) and compare, or "
                "overwrite it with --force",
                file=target,
                changes=list(found.conflicts),
            )
        )
    return found


def _told(earlier: "Again", target: Path) -> Text:
    return T(
        "{path} stays as it is: the document says what it said. Lines of its list that are not "
        "ticked: {left}.",
        path=target,
        left=earlier.left,
    )


def _target(document: Path, output: Path | None) -> Path:
    """Return where the report file goes: as asked, else beside the document."""
    if output:
        return output
    return document.with_suffix(".yaml") if document.name else Path("report.yaml")


def _refuse(document: Path, target: Path, *, force: bool) -> None:
    """Refuse a target that must not be written over.

    Raises:
        UsageError: it is the document, no file, or exists without `--force`.
    """
    if exists(target) and exists(document) and target.samefile(document):
        raise UsageError(T("{file} is the document itself", file=target))
    refuse_existing(target, force=force)


def _as_data(draft: "Draft", target: Path) -> dict[str, Any]:
    from ita_sync.document.asked import ask

    asked = ask(draft)
    fields = [
        {
            "field": ".".join(map(str, loc)),
            "value": field.value,
            "trust": field.trust.value,
            "read": [
                {"seen": copy.seen, "place": copy.place.describe().both()} for copy in field.copies
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
        "asked": {
            "values": [".".join(map(str, loc)) for loc, _ in (*asked.doubtful, *asked.single)],
            "sections": [
                {"section": str(section.loc[0]), "count": section.count}
                for section in asked.sections
            ],
        },
        "notes": [note.both() for note in draft.notes],
    }

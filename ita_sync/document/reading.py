"""A document -> the draft of a report: what was read, from where, how sure it is, and what is missing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ita_sync import thai
from ita_sync.document import consistency, opening, write
from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.document.find import elsewhere, heads, walk
from ita_sync.document.parts import Document, Kind
from ita_sync.document.results import Results
from ita_sync.errors import ConfigError, ReportError
from ita_sync.i18n import T, Text
from ita_sync.report import Loc
from ita_sync.report.problems import model_at
from ita_sync.rules import Framework, Official

Rules = Callable[[int], Framework]
_LEAST_SCORES = 3
"""Indicators whose scores a report gives at least.

A text that gives fewer only mentions the assessment.
"""
_NEAR = (-1, 1, -2, 2, -3, 3)
"""Years whose rules lend their names to a year without rules."""


def read(
    path: Path,
    rules: Rules,
    *,
    year: int | None = None,
    listed: Mapping[str, Official] | None = None,
) -> Draft:
    """Return the draft that a document gives.

    Args:
        path: .docx, .pdf, .txt, .md, a picture, or the form (.xlsx).
        rules: gives the rules of a fiscal year; raises ConfigError for a year without.
        year: the fiscal year, where the document does not name it.
        listed: the imported list of agencies, by code.

    Raises:
        ReportError: `document-…`: it cannot be opened, is no report, or names no year.
        ConfigError: no rules for the year, nor for one near it.
    """
    document = opening.open_document(path)
    if document.kind is Kind.FORM:
        from ita_sync.document import form  # spreadsheets bring a library of their own

        filled, told = form.read(opening.load(path), rules)
        return _finished(document, _with_required(filled), told)
    texts = heads.texts(document)
    named = heads.fiscal_years(texts)
    if not heads.is_about(texts):
        raise _no_report(document)
    if not named and year is None:
        raise ReportError(
            "document-no-year",
            T("The document does not say which fiscal year it is about."),
            next_step=T("Say it: --year {example}", example=2566),
        )
    sure, wanted = (True, year) if year else (named[0][1], named[0][0])
    if year is None and document.content.lossy:
        wanted = next((each for each, _ in named if _known(rules, each)), wanted)
        sure = sure and wanted == named[0][0]
    framework, borrowed = _rules(rules, wanted)
    framework = framework.model_copy(update={"fiscal_year": wanted})
    said = walk.collect(document, framework)
    reader = Results(document, said, framework, borrowed=borrowed)
    if (
        _too_few(reader) and document.content.lossy
    ):  # the year above the scores may be a misread one
        reader = Results(document, said, framework, borrowed=borrowed, beyond=True)
    if _too_few(reader):
        raise _no_report(document)
    fields = reader.fields(sure_year=sure)
    fields, lacking = consistency.held(fields, framework, {} if borrowed else reader.scores())
    fields = elsewhere.held(fields) if document.content.lossy else fields
    left_out = consistency.left_out(said, paragraphs=document.kind is Kind.WORD)
    notes = [*document.content.notes, *reader.notes, *left_out, *lacking]
    if borrowed:
        notes.append(
            T(
                "There are no rules for {year}: figures stand as printed, nothing was recomputed.",
                year=wanted,
            )
        )
    _complete_agency(fields, listed or {})
    return _finished(document, fields, tuple(notes))


def _rules(rules: Rules, year: int) -> tuple[Framework, bool]:
    try:
        return rules(year), False
    except ConfigError as error:
        if error.code != "year-unknown":
            raise
        for near in _NEAR:
            with suppress(ConfigError):
                return rules(year + near), True
        raise


def _too_few(reader: Results) -> bool:
    return sum(key[0] == "indicator" for key in reader.seen) < _LEAST_SCORES


def _known(rules: Rules, year: int) -> bool:
    """Say whether there are rules for a year: one without, in recognised text, may be a misread one."""
    try:
        _rules(rules, year)
    except ConfigError:
        return False
    return True


def _no_report(document: Document) -> ReportError:
    return ReportError(
        "document-not-ita",
        T("This is no ITA analysis report: it does not give the scores of the indicators."),
        next_step=T("Name the report with the table of indicators and their scores."),
        details=document.content.notes,
    )


def _complete_agency(fields: dict[str, Node], listed: Mapping[str, Official]) -> None:
    """Take the agency's code from the imported list where exactly one agency bears its kind, name and province."""
    node = fields.get("agency")
    if not isinstance(node, dict) or not isinstance(node["code"], Field) or node["code"].value:
        return
    said = {name: field.value for name, field in node.items() if isinstance(field, Field)}
    fitting = [
        one
        for one in listed.values()
        if one.type == said["type"]
        and thai.fold(one.name) == thai.fold(said["name"] or "")
        and (not one.province or one.province == said["province"])
    ]
    if len(fitting) == 1:
        node["code"] = Field(
            fitting[0].code, Trust.MENDED, (), T("from the imported list of agencies")
        )


def _with_required(given: Mapping[str, Node], at: Loc = ()) -> dict[str, Node]:
    """Return a group of a form with all that a report file must have, empty where nothing was filled in."""
    model, fields = model_at(at), dict(given)
    for name, part in model.model_fields.items() if model else ():
        node, here = fields.pop(name, None), (*at, name)
        if isinstance(node, dict):
            fields[name] = _with_required(node, here)
        elif isinstance(node, list):
            fields[name] = [
                _with_required(entry, (*here, n)) if isinstance(entry, dict) else entry
                for n, entry in enumerate(node)
            ]
        elif node is not None:
            fields[name] = node
        elif part.is_required():
            fields[name] = write.absent(here)
    return fields


def _finished(document: Document, fields: dict[str, Node], notes: tuple[Text, ...]) -> Draft:
    draft = Draft(document, fields, (), notes)
    missing: list[Loc] = [loc for loc, field in draft.walk() if field.value is None]
    return replace(draft, missing=tuple(missing))

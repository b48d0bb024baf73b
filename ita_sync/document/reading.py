"""A document -> the draft of a report: what was read and from where, how sure, what is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ita_sync import thai
from ita_sync.document import (
    consistency,
    describe,
    limits,
    opening,
    partly,
    renumbered,
    skipped,
    write,
)
from ita_sync.document.draft import Draft, Field, Node, Trust
from ita_sync.document.find.rows import walk
from ita_sync.document.find.words import elsewhere, unknown_digits, vocabulary
from ita_sync.document.find.words.records import Records
from ita_sync.document.find.words.vocabulary import Vocabulary
from ita_sync.document.find.year import year_by_titles, years
from ita_sync.document.parts import Document, Kind
from ita_sync.document.results import Results
from ita_sync.errors import ConfigError, ReportError
from ita_sync.i18n import N, T, Text
from ita_sync.report import Loc
from ita_sync.rules import Framework, Official

Rules = Callable[[int], Framework]
_EXAMPLE = 2566
_LEAST_SCORES = 3
"""The fewest scores of indicators that a report gives; other texts only mention the assessment."""


def read(
    path: Path,
    rules: Rules,
    *,
    year: int | None = None,
    listed: Mapping[str, Official] | None = None,
    seconds: float = limits.SECONDS,
) -> Draft:
    """Return the draft that a document gives.

    Args:
        path: .docx, .pdf, .txt, .md, a picture, or the form (.xlsx).
        rules: gives what is known of a fiscal year; raises ConfigError for one that cannot be.
        year: the fiscal year, where the document does not name it.
        listed: the imported list of agencies, by code.
        seconds: for finding what it says.

    Raises:
        ReportError: `document-…`: it cannot be opened, is no report, or names no year; finding what
            it says takes longer than `seconds`.
        ConfigError: `year-impossible`, no assessment of the year can be; its file is broken.
    """
    data = opening.load(path)
    document = opening.parse(path, data)
    count = limits.bound(document.content.blocks)

    def work() -> Draft:
        if document.kind is not Kind.FORM:
            return _read_report(document, rules, year=year, listed=listed or {})
        from ita_sync.document import form  # spreadsheets bring a library of their own

        filled, notes = form.read(data, rules)
        return _finish(document, write.add_required(filled), notes)

    doing = (
        N(
            "finding the report in its {count} line",
            "finding the report in its {count} lines",
            count=count,
        )
        if count
        else T("reading its sheets")
    )
    return limits.timely(work, seconds, doing)


def _read_report(
    document: Document, rules: Rules, *, year: int | None, listed: Mapping[str, Official]
) -> Draft:
    """Return the draft that a document other than the form gives."""
    texts = years.texts(document)
    if not years.is_about(texts, lossy=document.content.lossy):
        raise _no_report(document)
    assessed, sure_year = _assessed_year(document, texts, rules, year)
    framework = rules(assessed)
    lossy = document.content.lossy
    words = vocabulary.vocabulary(framework, vocabulary.near(assessed, rules), lossy=lossy)
    said = walk.collect(document, words)
    reader = _results(document, said, framework, words)
    fields, gaps = consistency.cross_check(
        reader.fields(
            sure_year=sure_year,
            rivals=years.rivals(texts, assessed),
            short=years.is_short(texts),
        ),
        framework,
        reader.scores.values(),
    )
    fields = renumbered.told(fields, framework, vocabulary.near(assessed, rules))
    if not year and document.content.unknown_digits:
        fields["fiscal_year"] = _doubted_year(fields["fiscal_year"], document, texts, rules)
    if lossy:
        taken = unknown_digits.taken_for(document)
        fields = unknown_digits.doubted(elsewhere.held(fields), document, taken)
        reader.notes += unknown_digits.notes(taken)
    _complete_agency(fields, listed)
    untaken = skipped.notes(said, fields, assessed, paragraphs=document.kind is Kind.WORD)
    unheld = partly.note(framework)
    notes = (*document.content.notes, *reader.notes, *untaken, *gaps, *([unheld] if unheld else ()))
    return _finish(document, fields, notes)


def _assessed_year(
    document: Document, texts: Sequence[str], rules: Rules, asked: int | None
) -> tuple[int, bool]:
    """Return the fiscal year that a report is about, and whether that is beyond doubt.

    Raises:
        ReportError: it names none.
        ConfigError: `year-impossible`, of the one that it names no assessment can be.
    """
    if asked:
        return asked, True
    named = years.fiscal_years(texts)
    faults = {year: fault for year, _ in named if (fault := _impossible(rules, year))}
    possible = next((year for year, _ in named if year not in faults), None)
    if possible is None and document.content.unknown_digits:
        return _year_of_titles(document, texts, rules)[0], False
    if not named:
        raise _no_year(document, T("The document does not say which fiscal year it is about."))
    likeliest, sure = named[0]
    if likeliest in faults and (possible is None or not document.content.lossy):
        raise _misnamed(document, likeliest, faults[likeliest])
    if not document.content.lossy or possible is None:
        return likeliest, sure
    return possible, sure and possible == likeliest


def _no_year(document: Document, what: Text) -> ReportError:
    return ReportError(
        "document-no-year",
        what,
        next_step=T("Say it: --year {example}", example=_EXAMPLE),
        details=document.content.notes,
    )


def _year_of_titles(document: Document, texts: Sequence[str], rules: Rules) -> tuple[int, ...]:
    """Return the years that it may be by the titles of items, where its digits are not known.

    Raises:
        ReportError: there are too few of them to tell.
    """
    others = vocabulary.near(_EXAMPLE, rules)
    if told := year_by_titles.told(texts, (rules(_EXAMPLE), *others)):
        return told
    why = unknown_digits.lacks(document.content.unknown_digits)
    raise _no_year(document, T("The fiscal year cannot be read from the picture: {why}.", why=why))


def _doubted_year(field: Node, document: Document, texts: Sequence[str], rules: Rules) -> Node:
    """Return the fiscal year that only the titles of items tell, marked."""
    if not isinstance(field, Field) or field.copies:
        return field
    first, *others = _year_of_titles(document, texts, rules)
    why = T(
        "the titles of the items tell it; {why}",
        why=unknown_digits.lacks(document.content.unknown_digits),
    )
    return replace(
        field, value=str(first), trust=Trust.DOUBTFUL, why=why, others=tuple(map(str, others))
    )


def _impossible(rules: Rules, year: int) -> ConfigError | None:
    """Return why no assessment of a year can be; in recognised text such a year is misread."""
    try:
        rules(year)
    except ConfigError as error:
        return error if error.code == "year-impossible" else None
    return None


def _misnamed(document: Document, year: int, fault: ConfigError) -> ConfigError:
    """Return the fault of a year that a document names, with where it does."""
    details = list(fault.details)
    if said := years.first_named(document, year):
        text, spot = said
        place = spot.describe(paragraphs=document.kind is Kind.WORD)
        quoted = describe.quote(text)
        details.append(T('It was read in {place}: "{seen}"', place=place, seen=quoted))
    return ConfigError(
        fault.code,
        fault.what,
        next_step=T("Say the fiscal year assessed: --year {example}", example=_meant(year)),
        details=details,
    )


def _meant(year: int) -> int:
    """Return the year that is named as an example for one that cannot be."""
    return year + thai.BE_OFFSET if year < thai.FIRST_BE_YEAR else _EXAMPLE


def _results(document: Document, said: Records, framework: Framework, words: Vocabulary) -> Results:
    """Return what the records of a document say of the scores.

    Raises:
        ReportError: it gives too few for a report.
    """
    reader = Results(document, said, framework, words)
    if _has_too_few(reader):
        # The year above the scores may be a misread one, or said of something else.
        reader = Results(document, said, framework, words, beyond=True)
    if _has_too_few(reader):
        raise _no_report(document)
    return reader


def _has_too_few(reader: Results) -> bool:
    return sum(key[0] == "indicator" for key in reader.seen) < _LEAST_SCORES


def _no_report(document: Document) -> ReportError:
    return ReportError(
        "document-not-ita",
        T("This is no ITA analysis report: it does not give the scores of the indicators."),
        next_step=T("Name the report with the table of indicators and their scores."),
        details=document.content.notes,
    )


def _complete_agency(fields: dict[str, Node], listed: Mapping[str, Official]) -> None:
    """Take the agency's code from the imported list, where one agency alone is the document's."""
    agency = fields.get("agency")
    if not isinstance(agency, dict):
        return
    said = {name: field.value for name, field in agency.items() if isinstance(field, Field)}
    if said["code"]:
        return
    fitting = [official for official in listed.values() if _is_named(official, said)]
    if len(fitting) == 1:
        why = T("from the imported list of agencies")
        agency["code"] = Field(fitting[0].code, Trust.MENDED, (), why)


def _is_named(official: Official, said: Mapping[str, str | None]) -> bool:
    """Say whether an agency of the list has the kind, name and province that a document says."""
    return (
        official.type == said["type"]
        and thai.fold(official.name) == thai.fold(said["name"] or "")
        and (not official.province or official.province == said["province"])
    )


def _finish(document: Document, fields: dict[str, Node], notes: tuple[Text, ...]) -> Draft:
    """Return the draft, with the list of the fields that are empty."""
    draft = Draft(document, write.without_needless(fields), (), notes)
    missing: list[Loc] = [loc for loc, field in draft.walk() if field.value is None]
    return replace(draft, missing=tuple(missing))

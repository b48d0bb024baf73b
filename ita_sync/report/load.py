"""Report file -> `ReportFile`; every problem is listed at once, with its place."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from ita_sync.errors import ReportError
from ita_sync.i18n import N, T, Text
from ita_sync.report import origins
from ita_sync.report.file import Origin, ReportFile
from ita_sync.report.models import Loc, Report
from ita_sync.report.naming import called
from ita_sync.report.problems import explain, field_at, path_of
from ita_sync.report.text import ZIP, decode, read
from ita_sync.report.texts import texts_of
from ita_sync.report.tree import Problem, Tree, build

MAX_DETAILS = 100


Forms = Callable[[Path, bytes], ReportFile]
"""Reads a report file that is a workbook (`document.form`), where somebody can."""


def load_report(path: Path, forms: Forms | None = None) -> ReportFile:
    """Return the report in `path` with the place of each field.

    Args:
        path: the report file.
        forms: reads one that is a workbook; None where only YAML is taken.

    Raises:
        ReportError: `report-missing`, `report-unreadable`, `report-changing`, `report-too-large`,
            `report-is-document`, `report-encoding` for the file as such; `report-invalid` with one
            detail a problem, in file order, each beginning with its place and field and ending
            with the place in the document where the file names it; what `forms` raises.
    """
    data = read(path)
    if forms and data.startswith(ZIP):
        return forms(path, data)
    text, encoding = decode(path, data)
    tree = build(text)
    found = {} if tree.broken else origins.read(text, tree)
    digest = hashlib.sha256(data).hexdigest()
    return replace(load_tree(path, tree, found, digest), encoding=encoding, text=text)


def load_tree(path: Path, tree: Tree, found: Mapping[Loc, Origin], digest: str) -> ReportFile:
    """Return the report that the values of a file make.

    Args:
        path: the file.
        tree: its values, with their places and the problems found so far.
        found: what the file says about the origin of each value.
        digest: of its content.

    Raises:
        ReportError: `report-invalid`.
    """
    problems = list(tree.problems)
    report = None
    if not tree.broken:
        try:
            report = Report.model_validate(tree.value)
        except ValidationError as error:
            problems.extend(explain(error, tree))
    if report is None or problems:
        raise _invalid(path, problems, found, dict(texts_of(tree.value)))
    return ReportFile(
        report, path, digest, tree.marks, texts=dict(texts_of(tree.value)), origins=found
    )


def _invalid(
    path: Path, problems: list[Problem], found: Mapping[Loc, Origin], texts: Mapping[Loc, str]
) -> ReportError:
    problems = sorted(problems, key=lambda problem: problem.mark.rank)
    details = [
        _detail(path, problem, _name(problem, texts), found.get(problem.loc))
        for problem in problems[:MAX_DETAILS]
    ]
    if len(problems) > MAX_DETAILS:
        details.append(T("… and {count} more.", count=len(problems) - MAX_DETAILS))
    return ReportError(
        "report-invalid",
        N(
            "The report file has {count} problem: {path}",
            "The report file has {count} problems: {path}",
            count=len(problems),
            path=path,
        ),
        next_step=T("Mend the places listed and check the file again."),
        details=details,
    )


def _name(problem: Problem, texts: Mapping[Loc, str]) -> Text | str:
    """Return a field as its file calls it.

    In words in a form, and where it is one of many alike; else by its keys in the YAML.
    """
    loc = problem.loc
    one_of_many = any(isinstance(part, int) for part in loc)
    if not loc or problem.mark.sheet or (one_of_many and field_at(loc) is not None):
        return called(loc, texts.get)
    return path_of(loc)


def _detail(path: Path, problem: Problem, field: Text | str, origin: Origin | None) -> Text:
    said = T(
        "{place}: {field}: {problem}",
        place=problem.mark.within(path),
        field=field,
        problem=problem.text,
    )
    if origin is None or not origin.told:
        return said
    return T("{told} In the document: {origin}", told=said, origin=origin.told)

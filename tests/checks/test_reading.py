"""Checks of the marks that the reading of a document leaves."""

import pytest

from ita_sync.checks import Finding, Severity, Subject, reading, run
from ita_sync.i18n import T
from ita_sync.report import Loc, Origin
from tests.checks.edits import edited, rules

TEXTS: dict[Loc, str] = {("total",): "7๘.41", ("level",): "ต้องปรับปรุง" * 20}
CASES: list[tuple[dict[Loc, str], list[str]]] = [
    ({}, []),
    ({("total",): "", ("level",): ""}, []),
    ({("total",): "??", ("level",): "??"}, ["READ-DOUBT", "READ-DOUBT"]),
    ({("indicators",): "??"}, ["READ-DOUBT"]),
    ({("total",): "?", ("level",): "?"}, ["READ-SINGLE"]),
    ({("total",): "?", ("level",): "??", ("url",): ""}, ["READ-DOUBT", "READ-SINGLE"]),
]


def found(marks: dict[Loc, str]) -> list[Finding]:
    """Return what is said about the example with these marks."""
    origins = {loc: Origin("page 1", mark) for loc, mark in marks.items()}
    subject = Subject(edited({}), rules(2566), texts=TEXTS, origins=origins)
    return run(subject, families=(reading,))


def recoded() -> list[Finding]:
    """Return what is said about the example in the old Thai encoding."""
    return run(Subject(edited({}), rules(2566), encoding="cp874"), families=(reading,))


def unread() -> list[Finding]:
    """Return what is said about the example in a form with something beside it."""
    what = ((), T("Sheet {sheet} is not one of the form's; it was not read.", sheet="ร่าง"))
    return run(Subject(edited({}), rules(2566), unread=(what,)), families=(reading,))


@pytest.mark.parametrize(("marks", "expected"), CASES)
def test_reading(marks: dict[Loc, str], expected: list[str]) -> None:
    """Each doubt is reported, and once all that nothing confirms."""
    assert [finding.code for finding in found(marks)] == expected


def test_what_a_form_has_beside_the_report() -> None:
    """A warning: it is no part of what is sent."""
    assert [(f.code, f.severity) for f in unread()] == [("FORM-UNREAD", Severity.WARNING)]


def test_a_file_in_the_old_encoding() -> None:
    """A note about the file as such."""
    assert [(f.code, f.severity, f.loc) for f in recoded()] == [("FILE-TIS620", Severity.NOTE, ())]

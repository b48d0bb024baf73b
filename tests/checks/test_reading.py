"""Checks of the marks that the reading of a document leaves."""

from dataclasses import replace

import pytest

from ita_sync.checks import Finding, reading
from ita_sync.report import Loc, Origin, load_report
from tests.checks.edits import ROOT

RAW: dict[Loc, str] = {("total",): "7๘.41", ("level",): "ต้องปรับปรุง" * 20}
CASES: list[tuple[dict[Loc, str], list[str]]] = [
    ({}, []),
    ({("total",): "", ("level",): ""}, []),
    ({("total",): "??", ("level",): "??"}, ["READ-DOUBT", "READ-DOUBT"]),
    ({("indicators",): "??"}, ["READ-DOUBT"]),
    ({("total",): "?", ("level",): "?"}, ["READ-SINGLE"]),
    ({("total",): "?", ("level",): "??", ("url",): ""}, ["READ-DOUBT", "READ-SINGLE"]),
]


def found(marks: dict[Loc, str]) -> list[Finding]:
    """Return what is said to the example with these marks."""
    file = load_report(ROOT / "examples" / "chaturat-2566.yaml")
    return [
        *reading.look(
            replace(file, origins={loc: Origin("page 1", mark) for loc, mark in marks.items()}), RAW
        )
    ]


@pytest.mark.parametrize(("marks", "expected"), CASES)
def test_reading(marks: dict[Loc, str], expected: list[str]) -> None:
    """Each doubt is told, what nothing confirms once."""
    assert [finding.code for finding in found(marks)] == expected

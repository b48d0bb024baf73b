"""What YAML could do and a report has no use for: refused at its place, in bounded time."""

from pathlib import Path

import pytest
import yaml

from ita_sync.errors import Exit
from ita_sync.report import Position, load_report, tree
from ita_sync.report.text import MAX_BYTES
from tests.report.conftest import Refuse, Said, Write, first, lines, problems, written

WEAK = "      - {item: o13, score: 0.00}\n"


def test_marks_agree_between_loaders(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The C parser and the Python parser see every value at the same place."""
    text = example.replace("name: จัตุรัส", "name:").replace("total: 78.41", 'total: "78.41"')
    marks = []
    for loader in (tree._LOADER, yaml.SafeLoader):
        monkeypatch.setattr(tree, "_LOADER", loader)
        marks.append(tree.build(text).marks)
    assert marks[0] == marks[1]
    assert marks[0]["total",] == Position(29, 8)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_hopeless_nesting_is_one_problem(
    refuse: Refuse, monkeypatch: pytest.MonkeyPatch, loader: str
) -> None:
    """Newer libyaml gives up by itself, at a place of its own; the sentence is the same."""
    monkeypatch.setattr(tree, "_LOADER", getattr(yaml, loader))
    error = refuse("[" * 100_000)
    assert error.code == "report-invalid"
    assert len(error.details) == 1
    assert lines(error)[0].endswith("nested deeper than 20 levels.")


def test_python_parser_refuses_impossible_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the C parser an impossible escape is a problem too, not a crash."""
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert tree.build('a: "\\UFFFFFFFF"').broken
    lone = tree.build('a: "\\ud800"')
    assert [str(problem.text)[:50] for problem in lone.problems] == [
        "there is an invisible control character (U+D800) h"
    ]


def test_longest_text(write: Write) -> None:
    """A remedy of 10,000 characters is read; one more is refused with both numbers."""
    old = "remedy: จัดทำแผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2566-2570"
    loaded = load_report(write((old, f"remedy: {'ก' * 10_000}")))
    assert loaded.report.weak[2].items[2].remedy == "ก" * 10_000
    found = problems(write((old, f"remedy: {'ก' * 10_001}")))
    assert [line.split(": ", 2)[2] for line in found] == [
        "holds 10001 characters; at most 10000 are read."
    ]


def test_giant_keys_give_short_messages(write: Write) -> None:
    """A giant field name is refused in short."""
    found = problems(
        write(("total: 78.41", f"total: 78.41\n? {'k' * 100_000}\n: 1\n? {'x' * 9_000}\n: 2"))
    )
    assert len(found) == 2
    assert max(map(len, found)) < 400


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("x" * MAX_BYTES, "r:1:1: the file: holds 1048576 characters"),
        ("#" * MAX_BYTES, "r:1:1: the file: the file is empty"),
        ("\n" * MAX_BYTES, "r:1:1: the file: the file is empty"),
        ("[" * MAX_BYTES, "nested deeper than 20 levels"),
        ("{" * MAX_BYTES, "nested deeper than 20 levels"),
        ("- " * (MAX_BYTES // 2), "r:1:41: [1][1][1]: nested deeper than 20 levels"),
        ("? " * (MAX_BYTES // 2), "nested deeper than 20 levels"),
        ("a: " + "[" * 500_000 + "]" * 500_000, "nested deeper than 20 levels"),
        ("a: [" + "[]," * 300_000 + "]", "the file holds more than 20000 fields and values"),
        (
            "a: [" + "1," * 500_000 + "]",
            "a[19998]: the file holds more than 20000 fields and values",
        ),
        ("a: !x [" + "1," * 500_000 + "]", "the file holds more than 20000 fields and values"),
        ("---\n" * 200_000, "expected fields such as fiscal_year: 2566"),
        ("%" + "x" * 1_000_000, "a line cannot begin with %; put the value in quotes."),
        ('"' + "\\x41" * 250_000 + '": 1', "r:1:1: the file: holds 250000 characters"),
        ('a: "\\UFFFFFFFF"', "r:1:7: the file: in double quotes \\ has a meaning of its own"),
        ("subject: a\0b", "r:1:11: the file: there is an invisible control character (U+0000)"),
        (
            "x: 1\n" * 100_000 + "\x01",
            "r:100001:1: the file: there is an invisible control character (U+0001)",
        ),
    ],
    ids=range(17),
)
def test_shapes(said: Said, content: str, problem: str) -> None:
    """Depth, size and number are bounded, and the place is named."""
    code, lines = said(content)
    assert code == Exit.FINDINGS
    assert problem in first(lines)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("indicators:\n", "indicators:\n" + "  - {}\n" * 100_000, "The ten indicators, no. "),
        ("indicators:\n", "indicators:\n" + "  -\n" * 150_000, "The ten indicators, no. "),
        (WEAK, WEAK * 25_000, "Weak items, no. "),
        ("measures:\n", "measures:\n" + "  - {item: o13}\n" * 40_000, "Next year's measures, no. "),
        (
            "strengths:\n",
            "strengths:\n" + "  - {indicator: 1, point: x}\n" * 25_000,
            "Strengths, no. ",
        ),
        ("agency:\n", "agency:\n" + "".join(f"  k{n}: 1\n" for n in range(80_000)), "agency"),
        ("agency:\n", "".join(f"k{n}: 1\n" for n in range(80_000)) + "agency:\n", "the file"),
        ("agency:\n", "total: 1\n" * 90_000 + "agency:\n", "the file"),
    ],
    ids=["entries", "blanks", "weak", "measures", "strengths", "fields", "top", "doubles"],
)
def test_enormous_lists_are_refused_where_they_get_too_long(
    said: Said, example: str, old: str, new: str, problem: str
) -> None:
    """One problem, in the list concerned."""
    assert old in example
    code, lines = said(example.replace(old, new, 1))
    assert code == Exit.FINDINGS
    told = [line for line in lines if "the file holds more than 20000 fields and values" in line]
    assert len(told) == 1
    assert problem in told[0]


def test_the_longest_report_is_far_from_the_limit(place: Path, example: str) -> None:
    """The example with 264 more measures, each of ten steps and ten follow-ups."""
    steps = "[" + ", ".join(["x"] * 10) + "]"
    fields = f"item: o13, division: x, steps: {steps}, follow_up: {steps}, due: x"
    entry = f"  - {{{fields}, due_date: 1/10/2566}}\n"
    full = example.replace("measures:\n", "measures:\n" + entry * 88 * 3, 1).replace(
        WEAK, WEAK * 88, 1
    )
    loaded = load_report(written(place, full))
    assert len(loaded.report.measures) > 88 * 3

"""Every fault of a year's file at once, each with its line."""

import re
from pathlib import Path

import pytest

from tests.rules.files import TEXT, changed, faults, refused, written


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("weight = 0.40", "weight = 0", "line 76, weight: must be more than 0"),
        (
            "fiscal_year = 2566",
            "fiscal_year = 2565",
            "line 10, fiscal_year: is 2565, the file name says 2566",
        ),
        (
            "pass_mark = 85.00",
            "pass_markk = 85.00",
            "line 11, pass_markk: is not a setting of this file",
        ),
        ("format = 2", "format = 3", "format: must be one of"),
        ("format = 2", 'format = 2\nscheme = "colleges"', "the file name says"),
        (
            "pass_mark = 85.00",
            "pass_mark = 101",
            "line 11, pass_mark: must be 100 or less",
        ),
        ('items = "o1-o10"', 'items = "o1-e10"', "items: must be a range of items such as o1-o10"),
        ('items = "o1-o10"', 'items = "o10-o1"', "items: must be a range of items such as o1-o10"),
        ('items = "i1-i6"', "items = 6", "items: must be a list"),
        (
            'tool = "IIT"\nname = "การ',
            'tool = "XIT"\nname = "การ',
            "tool: must be one of: IIT, EIT, OIT",
        ),
        ("fiscal_year = 2566", "fiscal_year =", "line 10, column 14: a value is missing"),
    ],
)
def test_what_the_model_refuses(tmp_path: Path, old: str, new: str, detail: str) -> None:
    """A file that cannot be trusted is refused with its name and the field."""
    assert detail in refused(tmp_path, (old, new))


def test_every_fault_at_once_with_its_line(tmp_path: Path) -> None:
    """An unknown setting, a wrong type, a wrong sum, a gap and a missing source, in the order."""
    folder = changed(
        tmp_path,
        ("pass_mark = 85.00", "pass_markk = 85.00"),
        ("[sources.titles]", "[sources.other]"),
        ("weight = 0.40", "weight = 0.41"),
        ("min = 70", 'min = "x"'),
        ('items = "o11-o18"', 'items = "o12-o18"'),
    )
    lines = TEXT.splitlines()
    found = faults(folder)
    assert [line.split(": ", 1)[1] for line in found] == [
        "is not a setting of this file",
        "the weights sum to 1.01, not to 1.",
        "must be a number",
        "o12 is out of place: the items of OIT must run o1, o2 … without a gap or a double.",
        "the source titles is named but not described.",
        "o11 belongs to no indicator.",
    ]
    places = [
        lines.index(next(line for line in lines if line.startswith("pass_mark ="))) + 1,
        lines.index("[[parts]]") + 1,
        lines.index("min = 70") + 1,
        lines.index('items = "o11-o18"') + 1,
        lines.index("[titles]") + 2,
        lines.index(next(line for line in lines if line.startswith("o11 = "))) + 1,
    ]
    assert [int(re.findall(r"^line (\d+), ", line)[0]) for line in found] == places


def test_what_rests_on_a_spoilt_table_is_not_judged(tmp_path: Path) -> None:
    """A weight that is no number is one fault; that the others do not sum to 1 follows from it."""
    folder = changed(tmp_path, ("weight = 0.40", 'weight = "x"'))
    assert [line.split(": ")[1] for line in faults(folder)] == ["must be a number"]


@pytest.mark.parametrize(
    ("name", "scheme", "text"),
    [
        ("2566.toml", "", TEXT.replace("format = 2", 'format = 2\nscheme = "colleges"', 1)),
        ("2566-colleges.toml", "colleges", TEXT),
    ],
)
def test_a_scheme_under_the_wrong_name(tmp_path: Path, name: str, scheme: str, text: str) -> None:
    """What the file says and what its name says are the same."""
    assert "the file name says" in faults(written(tmp_path, text, name), 2566, scheme)[0]

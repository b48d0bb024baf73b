"""What a report file has no use for is refused with its place, in one sentence."""

import pytest

from ita_sync.errors import Exit
from tests.report.conftest import Refuse, Said, Write, first, lines, problems


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        ("", "1:1: the file: the file is empty"),
        ("# only a comment\n", "1:1: the file: the file is empty"),
        ("just words", "1:1: the file: expected fields such as fiscal_year: 2566"),
        ("- a\n- b\n", "1:1: the file: expected fields"),
        ("\n~\n", "2:1: the file: expected fields"),
        ("a: 1\n---\nb: 2\n", "2:1: the file: a second report begins here"),
        ("a:\n\tb: 1\n", "2:1: the file: there is a tab here"),
        ("a: b: c\n", "1:5: the file: this line cannot be read"),
        ('a: "b\n', "2:1: the file: a quote or bracket is opened and not closed"),
        ("a: [1\n", "2:1: the file: a bracket is opened and not closed"),
        ("a: 1\n b: 2\n", "2:3: the file: this line cannot be read"),
        ("a: 1\nb: x\0y\n", "2:5: the file: there is an invisible control character (U+0000)"),
        (
            "a: 1\r\nb: \x1b[31m\r\n",
            "2:4: the file: there is an invisible control character (U+001B)",
        ),
        ("a: \u2028\n", "1:4: the file: there is an invisible control character (U+2028)"),
        ("a: " + "[" * 30 + "]" * 30, "1:23: a[1][1]: nested deeper than 20 levels"),
    ],
)
def test_what_is_no_report_file(refuse: Refuse, content: str, detail: str) -> None:
    """A file that cannot be read to its end gives one problem at its place."""
    error = refuse(content)
    assert error.code == "report-invalid"
    assert len(error.details) == 1
    assert lines(error)[0].startswith(detail)


def test_problems_inside_a_refused_value_are_not_repeated(write: Write) -> None:
    """What was refused once is not reported as missing on top."""
    found = problems(write(("agency:\n", "agency: !x\n")))
    assert len(found) == 1
    assert "tags (!x)" in found[0]


@pytest.mark.parametrize(
    "content",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "a: &" + "a" * 900_000 + " x\n",
        "".join(f"k{n}: &a{n} x\n" for n in range(40_000)),
        "a: !" + "t" * 900_000 + " x\n",
        "".join(f"k{n}: !!python/object:os.system x\n" for n in range(20_000)),
        "<<: {a: 1}\n" * 50_000,
    ],
    ids=["bomb", "long anchor", "anchors", "long tag", "tags", "merges"],
)
def test_what_yaml_could_do_is_not_done(said: Said, content: str) -> None:
    """No alias, anchor, tag or merge is followed."""
    code, lines = said(content)
    assert code == Exit.FINDINGS
    assert any("not read" in line or "fields and values" in line for line in lines)


def test_doubled_keys_name_the_first(said: Said, example: str) -> None:
    """At every depth; neither of the values is taken."""
    code, lines = said(example.replace("\n  district:", "\n  district: ชัยภูมิ\n  district:", 1))
    assert code == Exit.FINDINGS
    assert first(lines) == 'r:17:3: agency.district: "district" is given twice, first on line 16.'


KEYS = ["k" * 900_000, "? " + "k" * 900_000 + "\n", "? " + "k" * 9_990 + "\n", "{x} {0} {", "%s"]


@pytest.mark.parametrize("key", KEYS, ids=range(5))
def test_strange_keys(said: Said, example: str, key: str) -> None:
    """Long ones, and such as would be filled in if they were formats."""
    code, lines = said(f"{example}\n{key}: 1\n")
    assert code == Exit.FINDINGS
    assert first(lines)

"""Comments of a file that was read from a document, after a person has worked on it."""

import time
from pathlib import Path

import pytest

from ita_sync.report import Origin, origins, tree
from ita_sync.report.origins import TOLD, parse


def read(text: str) -> dict[str, Origin]:
    """Return the origins of a file, by field."""
    built = tree.build(text)
    assert built.problems == []
    return {".".join(map(str, loc)): origin for loc, origin in origins.read(text, built).items()}


@pytest.mark.parametrize(
    ("comment", "origin"),
    [
        (" read from page 5, table 2", Origin("page 5, table 2")),
        (' mended, read from line 4: "๓/๕.๐๐"; fits', Origin('line 4: "๓/๕.๐๐"; fits')),
        (" ? read from line 4", Origin("line 4", "?")),
        (" ?? read from line 4", Origin("line 4", "??")),
        ("??read from line 4", Origin("line 4", "??")),
        (" ???  read from: line 4", Origin("line 4", "??")),
        (" ? ? Read From line 4", Origin("line 4", "??")),
        (" ？？ read from line 4", Origin("line 4", "??")),
        (" ?? อ่านจาก หน้า 5", Origin("หน้า 5", "??")),
        (' แก้แล้ว อ่านจาก หน้า 5: "๓/"', Origin('หน้า 5: "๓/"')),
        (" ?? แก้แล้ว อ่านจาก หน้า 5", Origin("หน้า 5", "??")),
        (" ถามกองคลังแล้ว ?? อ่านจาก หน้า 5", Origin("หน้า 5", "??")),
        (' read from line 4: "??"', Origin('line 4: "??"')),
        (" ??", Origin("", "??")),
        (" ?", Origin("", "?")),
        (" ?? the sums differ", Origin("", "??")),
        (" read from\u202e line 4", Origin("line 4")),
        (" read from " + "x" * 2000, Origin("x" * TOLD + "…")),
        ("", None),
        (" ชื่อทางการ ตัวรายงานสะกดว่า จตุรัส", None),
        (" is this right??", None),
        (" computed from the scores", None),
    ],
)
def test_a_comment_tells_place_and_mark(comment: str, origin: Origin | None) -> None:
    """In either language, however the marks are typed; other comments are no origins."""
    assert parse(comment) == origin


def test_comments_belong_to_the_value_they_stand_beside() -> None:
    """In block and flow style, in quotes, over several lines, empty, in lists.

    Not to keys or groups.
    """
    text = """\
# ?? read from the head of a file is no line of a document: - ?
total: 75.00  # ?? read from line 1
url: "a # read from b"   # read from line 2
name: 'x'# read from nowhere
level:  # ? read from line 3
memo:  # read from line 4
  subject: >-  # read from line 5
    a text  # read from the text
    # ?? read from the text
  number: one
    two  # read from line 6
  date: |
    a # ?? read from inside
weak:
  - {item: o13, score: 0.00}  # read from line 7
  - {item: o14}
steps:
  - a  # read from line 8
  -  # read from line 9
  - [b, c]  # read from line 10
"""
    text = text.replace("# read from nowhere", " # 1").replace(
        "# ?? read from the head", "# the head"
    )
    assert read(text) == {
        "total": Origin("line 1", "??"),
        "url": Origin("line 2"),
        "level": Origin("line 3", "?"),
        "memo.subject": Origin("line 5"),
        "memo.number": Origin("line 6"),
        "weak.0.score": Origin("line 7"),
        "steps.0": Origin("line 8"),
        "steps.1": Origin("line 9"),
        "steps.2.1": Origin("line 10"),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_those_of_yaml(end: str) -> None:
    """A file may come from any system."""
    text = end.join(["# x", "total: 1  # read from line 1", "url: u  # ?? read from line 2", ""])
    assert read(text) == {"total": Origin("line 1"), "url": Origin("line 2", "??")}


def test_a_marked_comment_on_its_own_line_belongs_to_the_next_value() -> None:
    """Somebody moved it there to see the whole value: no doubt may get lost."""
    text = """\
# ?? read from line 1
total: 1
# ? read from line 2
agency:
  # ?? อ่านจาก บรรทัด 3
  # a note
  name: n  # read from line 4
# ?? is a question of the officer's own
# read from line 5
url: u
level: x  # ?? read from line 6
# ? read from line 7, and nothing follows
"""
    assert read(text) == {
        "total": Origin("line 1", "??"),
        "agency.name": Origin("line 4", "??"),
        "level": Origin("line 6", "??"),
    }


def test_a_file_without_such_comments_has_no_origins(example_path: Path) -> None:
    """The example was written by hand; its comments are about other things."""
    assert read(example_path.read_text("utf-8")) == {}


@pytest.mark.parametrize(
    "part", ["# ?? read from x\n", "#" + " ?" * 500 + "\n", "# ? " + "read fro" * 100 + "\n"]
)
def test_a_file_full_of_comments_is_read_quickly(part: str) -> None:
    """Each is looked at once."""
    text = (
        "a: 1\n"
        + part * (500_000 // len(part))
        + "b: 2\n"
        + "c:"
        + " " * 200_000
        + "#"
        + "? " * 100_000
    )
    begun = time.monotonic()
    read(text)
    assert time.monotonic() - begun < 10

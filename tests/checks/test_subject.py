"""What is known about a report file."""

from dataclasses import replace

from ita_sync.checks import Subject
from ita_sync.checks.subject import texts_of
from ita_sync.report import Loc, Origin, load_report
from tests.checks.edits import ROOT, edited, rules

EXAMPLE = ROOT / "examples" / "chaturat-2566.yaml"


def test_texts_of_a_file() -> None:
    """Every scalar of a file is a text with its place, as it is written there, figures too."""
    text = "agency: {name: ก\u200bข}\ntotal: 7๘.41\nweak:\n  - items: [1, '2']\n"
    file = replace(load_report(EXAMPLE), text=text)
    assert Subject.of_file(file, rules(2566), {}).texts == {
        ("agency", "name"): "ก\u200bข",
        ("total",): "7๘.41",
        ("weak", 0, "items", 0): "1",
        ("weak", 0, "items", 1): "2",
    }


def test_texts_of_a_report() -> None:
    """The texts of a report as it was read; figures and dates are no texts there."""
    found = dict(texts_of(edited({})))
    assert found["agency", "name"] == "จัตุรัส"
    assert found["weak", 1, "items", 0, "item"] == "o13"
    assert ("total",) not in found
    assert ("memo", "date") not in found


def test_a_file_gives_its_origins_and_encoding() -> None:
    """What reading left in the file is known to the checks."""
    origins: dict[Loc, Origin] = {("total",): Origin("page 1", "??")}
    file = replace(load_report(EXAMPLE), origins=origins, encoding="cp874")
    subject = Subject.of_file(file, rules(2566), {})
    assert (subject.report, subject.origins, subject.encoding) == (file.report, origins, "cp874")
    assert (subject.decision, subject.today) == (None, None)

"""The texts within a file and within a report, each with its field."""

from ita_sync.report import texts_of, tree
from tests.checks.edits import edited


def test_texts_of_a_file() -> None:
    """Every scalar of a file is a text with its place, as it is written there, figures too."""
    text = "agency: {name: ก\u200bข}\ntotal: 7๘.41\nweak:\n  - items: [1, '2']\n"
    assert dict(texts_of(tree.build(text).value)) == {
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

"""Fields in the words of people."""

import pytest

from ita_sync.report import Loc, called

VALUES: dict[Loc, str] = {
    ("indicators", 6, "number"): "7",
    ("weak", 0, "indicator"): "9",
    ("weak", 0, "items", 1, "item"): "o14",
    ("weak", 0, "items", 2, "item"): "๐๑๕",
    ("strengths", 0, "indicator"): "1",
    ("measures", 3, "item"): "o13",
}


@pytest.mark.parametrize(
    ("loc", "said"),
    [
        ((), "the file"),
        (("total",), "Total score"),
        (("agency", "name"), "agency · Name without its kind"),
        (("memo", "refers_to", "number"), "letter referred to · Document number"),
        (("tools", "IIT"), "IIT score"),
        (("indicators", 6, "score"), "indicator 7 · Score"),
        (("indicators", 6), "indicator 7"),
        (("indicators", 6, "number"), "indicator 7"),
        (("indicators", 2, "score"), "The ten indicators, no. 3 · Score"),
        (("weak", 0, "remedy"), "weak points of indicator 9 · One remedy for all items"),
        (("weak", 0, "items", 1, "score"), "item o14 · Score"),
        (("weak", 0, "items", 2, "item"), "Weak items, no. 3 · Item"),
        (("strengths", 0, "point"), "strength of indicator 1 · What is good"),
        (("measures", 3, "steps", 1), "measure for o13 · Steps, no. 2"),
        (("measures", 4, "division"), "Next year's measures, no. 5 · Responsible division"),
    ],
)
def test_a_field_is_called_by_what_it_belongs_to(loc: Loc, said: str) -> None:
    """By indicator or item; by its place in the list where that is not known for certain."""
    assert str(called(loc, VALUES.get)) == said


def test_in_thai_too() -> None:
    """As the form calls it."""
    assert called(("weak", 0, "items", 1, "score"), VALUES.get).render("th") == "ข้อ o14 · คะแนน"

"""Misreadings and mistypings of a figure or item: what may be meant, the likeliest first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_sync.rules.misreadings import KNOWN, TYPED, of_figure, of_item


@pytest.mark.parametrize(
    ("seen", "meant", "kind", "count", "why"),
    [
        ("39.41", "79.41", KNOWN, 1, "๗→๓: a common misreading of Thai digits"),
        ("39.41", "78.41", KNOWN, 2, "๗→๓, ๘→๙: a common misreading of Thai digits"),
        ("84.85", "84.86", TYPED, 1, "one digit misread or mistyped (๖→๕)"),
        ("84.85", "48.85", TYPED, 1, "two neighbouring digits swapped"),
        ("77.10", "7.10", TYPED, 1, "a digit typed twice"),
        ("7.10", "71.10", TYPED, 1, "a digit left out (1)"),
        ("8485", "84.85", TYPED, 1, "the decimal point lost or moved"),
        ("8.485", "84.85", TYPED, 1, "the decimal point lost or moved"),
    ],
)
def test_a_figure(seen: str, meant: str, kind: int, count: int, why: str) -> None:
    """Each way of going wrong, with its explanation."""
    (found,) = [reading for reading in of_figure(seen) if reading.meant == meant]
    assert (found.kind, found.count, str(found.why)) == (kind, count, why)


@pytest.mark.parametrize(
    ("seen", "meant"), [("o50", "o40"), ("o31", "o71"), ("e1", "e10"), ("o10", "o100")]
)
def test_an_item(seen: str, meant: str) -> None:
    """The letter stays; whether a year has the item is not known here."""
    assert meant in [reading.meant for reading in of_item(seen)]
    assert all(reading.meant[0] == seen[0] for reading in of_item(seen))


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_every_figure_is_a_score_and_stands_once(score: Decimal) -> None:
    """From 0 to 100, none of them the one that was read, the likeliest first."""
    found = of_figure(f"{score:.2f}")
    values = [Decimal(reading.meant) for reading in found]
    assert all(0 <= value <= 100 for value in values)
    assert len({*values, score}) == len(values) + 1
    assert [reading.rank for reading in found] == sorted(reading.rank for reading in found)


@given(st.sampled_from("ieo"), st.integers(1, 99))
def test_every_item_stands_once(letter: str, number: int) -> None:
    """None of them the one that was read, the likeliest first."""
    found = of_item(f"{letter}{number}")
    items = [reading.meant for reading in found]
    assert len({*items, f"{letter}{number}"}) == len(items) + 1
    assert [reading.rank for reading in found] == sorted(reading.rank for reading in found)


def test_readings_of_a_figure_are_scores_and_each_stands_once() -> None:
    """Nothing out of range, nothing with three decimals, not the figure itself."""
    for seen in ("39.41", "100.00", "0.05", "9801", "788.41", "78.4"):
        meant = [Decimal(reading.meant) for reading in of_figure(seen)]
        assert len(set(meant)) == len(meant)
        assert Decimal(seen) not in meant
        assert all(0 <= value <= 100 and value == round(value, 2) for value in meant)


def test_known_misreadings_come_before_other_readings() -> None:
    """The misreadings of the reference are among the first offered."""
    for seen, meant in (("39.41", "78.41"), ("48.35", "48.75"), ("88", "85"), ("88", "58")):
        found = {reading.meant: reading for reading in of_figure(seen)}
        assert found[meant].kind == KNOWN
    assert {reading.meant for reading in of_item("o53") if reading.kind == KNOWN} == {
        "o43",
        "o57",
        "o47",
    }

"""What a figure or an item id may be misread or mistyped for."""

from decimal import Decimal

from ita_sync.rules import misreadings


def test_slips_of_a_figure_are_scores_and_each_stands_once() -> None:
    """Nothing out of range, nothing with three decimals, not the figure itself."""
    for seen in ("39.41", "100.00", "0.05", "9801", "788.41", "78.4"):
        meant = [Decimal(slip.meant) for slip in misreadings.of_figure(seen)]
        assert len(set(meant)) == len(meant)
        assert Decimal(seen) not in meant
        assert all(0 <= value <= 100 and value == round(value, 2) for value in meant)


def test_known_misreadings_come_before_other_slips() -> None:
    """The misreadings of the reference are among the first offered."""
    for seen, meant in (("39.41", "78.41"), ("48.35", "48.75"), ("88", "85"), ("88", "58")):
        found = {slip.meant: slip for slip in misreadings.of_figure(seen)}
        assert found[meant].kind == misreadings.KNOWN
    assert {
        slip.meant for slip in misreadings.of_item("o53") if slip.kind == misreadings.KNOWN
    } == {
        "o43",
        "o57",
        "o47",
    }

"""Readings that make figures fit: found, ranked, and never called right where several fit."""

from decimal import Decimal
from pathlib import Path

from ita_sync import checks
from ita_sync.checks import Subject, suggest
from ita_sync.report import load_report
from ita_sync.rules import Framework
from tests.checks.suggest.offered import BY_DIGITS, Offers


def test_a_report_that_fits_gets_no_readings(offers: Offers) -> None:
    """Nothing to answer, nothing offered."""
    assert offers({}) == {}


def test_where_several_fit_none_is_called_the_only_one(offers: Offers) -> None:
    """A slip of tenths can stand in many places.

    The true one is among them, known misreadings come first.
    """
    found = offers({"88.18": "88.78"})["TOTAL-SUM"]
    assert (
        [(("indicators", 4, "score"), "88.78", "88.18")],
        ["one digit misread or mistyped (๑→๗)"],
        False,
    ) in found
    assert not any(only for _, _, only in found)
    assert len(found) > 5
    known = [BY_DIGITS in why[0] for _, why, _ in found]
    assert known == sorted(known, reverse=True)
    assert any(known)


def test_every_reading_offered_fits(
    offers: Offers, example_path: Path, framework_2566: Framework
) -> None:
    """With the changes of any reading made, the sum holds: the oracle is the arithmetic itself."""
    weights = [Decimal("0.06")] * 5 + [Decimal("0.1")] * 3 + [Decimal("0.2")] * 2
    assert framework_2566.fiscal_year == 2566
    printed = load_report(example_path).report
    for changes, _, _ in offers({"88.18": "88.78"})["TOTAL-SUM"]:
        scores = [entry.score for entry in printed.indicators]
        scores[4], total = Decimal("88.78"), printed.total
        for loc, _, proposed in changes:
            if loc == ("total",):
                total = Decimal(proposed or 0)
            else:
                scores[int(loc[1])] = Decimal(proposed or 0)
        assert abs(sum(w * s for w, s in zip(weights, scores, strict=True)) - total) <= Decimal(
            "0.02"
        )


def test_reports_of_unusual_size_are_left_alone(
    example_path: Path, framework_2566: Framework
) -> None:
    """A thousand wrong lines are no slip, and must not cost minutes."""
    usual = load_report(example_path).report
    wrong = usual.model_copy(update={"total": Decimal("39.41"), "measures": usual.measures * 20})
    subject = Subject(wrong, framework_2566)
    found = suggest.attach(subject, checks.run(subject))
    assert not any(finding.suggestions for finding in found)

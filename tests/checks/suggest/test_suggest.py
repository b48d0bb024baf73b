"""Readings that make figures fit: found, ranked, and never called right where several fit."""

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from ita_sync import checks
from ita_sync.checks import Finding, suggest
from ita_sync.report import Loc, Report, load_report
from ita_sync.rules import Framework, misreadings

Edit = Callable[[str, str], Report]
Reading = tuple[list[tuple[Loc, str | None, str | None]], list[str], bool]

BY_DIGITS = "a common misreading of Thai digits"
IND = ("indicators", 0, "score")
O13 = "      - {item: o13, score: 0.00}\n"


@pytest.fixture
def offers(
    example_path: Path, tmp_path: Path, framework_2566: Framework
) -> Callable[[Mapping[str, str]], dict[str, list[Reading]]]:
    """Return a function that gives the readings offered for the example with texts replaced, by code of finding."""

    def offer(edits: Mapping[str, str]) -> dict[str, list[Reading]]:
        found = read(edits, example_path, tmp_path, framework_2566)
        return {
            f.code: [_plain(f, index) for index in range(len(f.suggestions))]
            for f in found
            if f.suggestions
        }

    return offer


def read(
    edits: Mapping[str, str], example: Path, folder: Path, framework: Framework
) -> list[Finding]:
    """Return the findings of the example with texts replaced, each of which must stand there."""
    text = example.read_text("utf-8")
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "edited.yaml"
    path.write_text(text, "utf-8")
    edited = load_report(path).report
    return suggest.attach(edited, framework, checks.run(edited, framework))


def _plain(finding: Finding, index: int) -> Reading:
    offer = finding.suggestions[index]
    return [(c.loc, c.printed, c.proposed) for c in offer.changes], [str(offer.why)], offer.only


Offers = Callable[[Mapping[str, str]], dict[str, list[Reading]]]


def test_a_report_that_fits_gets_no_readings(offers: Offers) -> None:
    """Nothing to answer, nothing offered."""
    assert offers({}) == {}


ONE: list[tuple[dict[str, str], dict[str, list[Reading]]]] = [
    (
        {"total: 78.41": "total: 39.41"},
        {"TOTAL-SUM": [([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)]},
    ),
    (
        {"total: 78.41": "total: ๓๙.๔๑"},
        {"TOTAL-SUM": [([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)]},
    ),
    (
        {"score: 48.75": "score: 48.35"},
        {
            code: [([(("indicators", 9, "score"), "48.35", "48.75")], [f"๗→๓: {BY_DIGITS}"], True)]
            for code in ("TOTAL-SUM", "WEAK-OIT-SUM")
        },
    ),
    (
        {"98.01": "9801"},
        {"SCORE-RANGE": [([(IND, "9801", "98.01")], ["the decimal point lost or moved"], True)]},
    ),
    (
        {"98.01": "89.01"},
        {"TOTAL-SUM": [([(IND, "89.01", "98.01")], ["two neighbouring digits swapped"], True)]},
    ),
    (
        {"98.01": "9.01"},
        {
            code: [([(IND, "9.01", "98.01")], ["a digit left out (8)"], True)]
            for code in ("TOTAL-SUM", "RESULT-WRONG", "WEAK-MISSING")
        },
    ),
    (
        {"98.01": "998.01"},
        {"SCORE-RANGE": [([(IND, "998.01", "98.01")], ["a digit typed twice"], True)]},
    ),
    (
        {"level: ต้องปรับปรุง": "level: ผ่าน"},
        {
            "LEVEL-WRONG": [
                ([(("level",), "ผ่าน", "ต้องปรับปรุง")], ["the level follows from the scores"], True)
            ]
        },
    ),
    (
        {O13: ""},
        {
            "WEAK-OIT-SUM": [
                ([(("weak", 1, "items", 5), None, "o13")], ["o13 missing from the list"], True)
            ]
        },
    ),
]


@pytest.mark.parametrize(("edits", "expected"), ONE)
def test_the_one_reading_that_fits_is_called_the_only_one(
    offers: Offers, edits: dict[str, str], expected: dict[str, list[Reading]]
) -> None:
    """The true reading is found, is the only one, and answers every finding that the error caused."""
    assert offers(edits) == expected


def test_exchanged_scores_are_recognised(offers: Offers) -> None:
    """Two scores in each other's line answer all that they upset."""
    found = offers(
        {"score: 88.45": "score: x", "score: 48.75": "score: 88.45", "score: x": "score: 48.75"}
    )
    changes = [
        (("indicators", 5, "score"), "48.75", "88.45"),
        (("indicators", 9, "score"), "88.45", "48.75"),
    ]
    assert found["TOTAL-SUM"] == [(changes, ["the scores of indicators 6 and 10 exchanged"], True)]


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


def test_several_errors_are_answered_one_by_one(offers: Offers) -> None:
    """Independent errors get a reading each.

    The total is judged after the indicator is put right.
    """
    found = offers(
        {
            "total: 78.41": "total: 39.41",
            "score: 48.75": "score: 48.35",
            "level: ต้องปรับปรุง": "level: ผ่าน",
        }
    )
    assert [found[code] for code in ("TOTAL-SUM", "LEVEL-WRONG", "WEAK-OIT-SUM")] == [
        [([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)],
        [([(("level",), "ผ่าน", "ต้องปรับปรุง")], ["the level follows from the scores"], True)],
        [([(("indicators", 9, "score"), "48.35", "48.75")], [f"๗→๓: {BY_DIGITS}"], True)],
    ]


def test_what_no_slip_explains_gets_no_reading(offers: Offers) -> None:
    """Silence is better than a far-fetched reading."""
    assert offers({"total: 78.41": "total: 12.34"}) == {}


def test_a_missing_measure_does_not_hide_a_misread_total(offers: Offers) -> None:
    """What no reading answers is left as it is."""
    found = offers(
        {"total: 78.41": "total: 39.41", "measures:\n  - item: e6": "measures:\n  - item: e7"}
    )
    assert [changes for changes, _, _ in found["TOTAL-SUM"]] == [[(("total",), "39.41", "78.41")]]


def test_a_search_is_quick(offers: Offers) -> None:
    """Seven errors at once, on a slow machine."""
    edits = {
        "total: 78.41": "total: 39.41",
        "score: 48.75": "score: 48.35",
        "score: 75.00": "score: 35.00",
        "level: ต้องปรับปรุง": "level: ผ่าน",
        "item: o32\n        score": "item: o52\n        score",
        "item: o40\n        score": "item: o50\n        score",
        "item: o43\n        score": "item: o53\n        score",
    }
    began = time.process_time()
    found = offers(edits)
    assert time.process_time() - began < 5
    assert found["TOTAL-SUM"] == [
        ([(("total",), "39.41", "78.41")], [f"๗→๓, ๘→๙: {BY_DIGITS}"], True)
    ]


def test_reports_of_unusual_size_are_left_alone(
    example_path: Path, framework_2566: Framework
) -> None:
    """A thousand wrong lines are no slip, and must not cost minutes."""
    usual = load_report(example_path).report
    wrong = usual.model_copy(update={"total": Decimal("39.41"), "measures": usual.measures * 20})
    found = suggest.attach(wrong, framework_2566, checks.run(wrong, framework_2566))
    assert not any(finding.suggestions for finding in found)


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

"""Which reading of the scores fits everything, and when nobody can tell."""

from decimal import Decimal

import pytest

from ita_sync.document.find.scores.decide import decide
from ita_sync.document.find.scores.witness import Key, Witness
from ita_sync.document.find.words.records import Seen
from ita_sync.document.parts import Spot
from tests.checks.generator import draw
from tests.document.conftest import rules

YEAR = rules(2566)
SCORES = ["98.01", "93.22", "92.14", "91.21", "88.18", "88.45", "84.85", "85.61", "75.00", "48.75"]
TOTAL: Key = ("total", 0)


def seen(scores: list[str], total: str, **more: str) -> dict[Key, list[Witness]]:
    """Return one witness a score.

    `more`: further ones of an indicator (`i3`) or of the total (`t`).
    """
    found: dict[Key, list[Witness]] = {
        ("indicator", n): [_witness(text)] for n, text in enumerate(scores, 1)
    }
    found[TOTAL] = [_witness(total)]
    for name, text in more.items():
        found[("indicator", int(name[1:])) if name[0] == "i" else TOTAL].append(_witness(text))
    return found


def _witness(token: str) -> Witness:
    return Witness(token, Seen(token, token, Spot(line=1)))


def test_all_right() -> None:
    """Nothing is changed or doubtful.

    A total that stands twice is held by the scores, a score alone by nobody.
    """
    decided = decide(seen(SCORES, "78.41"), YEAR, {})
    assert [str(decided["indicator", n].value) for n in range(1, 11)] == SCORES
    assert not any(one.doubtful or one.others for one in decided.values())
    assert not any(one.agreed for one in decided.values())
    twice = seen(SCORES, "78.41") | {TOTAL: [_witness("78.41"), _witness("78.41")]}
    assert [key for key, one in decide(twice, YEAR, {}).items() if one.agreed] == [TOTAL]


def test_two_witnesses_suffice_where_the_sums_would_show_a_misreading() -> None:
    """91.21 misread for 81.21 would move the total.

    88.45 for 88.44 would not, so a third witness is wanted.
    """
    decided = decide(seen(SCORES, "78.41", i4="91.21", i6="88.45"), YEAR, {})
    assert (decided["indicator", 4].agreed, decided["indicator", 6].agreed) == (True, False)
    thrice = seen(SCORES, "78.41", i6="88.45")
    thrice["indicator", 6] *= 2
    assert decide(thrice, YEAR, {})["indicator", 6].agreed
    assert decide(seen(SCORES, "78.41", i6="88.45"), YEAR, {}, lossy=False)["indicator", 6].agreed


@pytest.mark.parametrize(
    ("number", "token"),
    [(9, "๓๕.๐๐"), (9, "๓/๕.๐๐"), (10, "๔๘.๓๕"), (5, "๘๘๑๘")],
)
def test_a_misread_score_is_found_by_the_total(number: int, token: str) -> None:
    """It stands once, and only one reading of it gives the total."""
    scores = [token if n == number else score for n, score in enumerate(SCORES, 1)]
    decided = decide(seen(scores, "78.41"), YEAR, {})
    assert str(decided["indicator", number].value) == SCORES[number - 1]
    assert decided["indicator", number].fits


def test_a_misread_total_is_found_by_the_scores() -> None:
    """A witness against it is shown."""
    decided = decide(seen(SCORES, "39.41", t="78.41"), YEAR, {})
    assert (decided[TOTAL].value, decided[TOTAL].others) == (Decimal("78.41"), (Decimal("39.41"),))
    assert not decided[TOTAL].doubtful


def test_the_weak_list_is_a_witness_of_an_open_data_score() -> None:
    """Indicator 9 stands once and its items agree."""
    failing = {9: dict.fromkeys(("o13", "o14", "o21", "o22", "o27", "o30"), Decimal(0))}
    assert decide(seen(SCORES, "78.41"), YEAR, failing)["indicator", 9].agreed


def test_where_nothing_fits_all_stands_as_printed_and_is_said_not_to_fit() -> None:
    """Five scores are far off: no reading is proposed."""
    scores = ["10.00", "11.00", "10.00", "11.00", "10.00", *SCORES[5:]]
    decided = decide(seen(scores, "78.41"), YEAR, {})
    assert [str(decided["indicator", n].value) for n in range(1, 11)] == scores
    assert not any(one.fits for one in decided.values())


def test_a_reading_that_takes_much_is_doubtful() -> None:
    """Two neighbours swapped are no known misreading: a person has to look."""
    decided = decide(seen(["89.01", *SCORES[1:]], "78.41"), YEAR, {})
    assert decided["indicator", 1].doubtful
    assert Decimal("98.01") in {decided["indicator", 1].value, *decided["indicator", 1].others}


def test_two_readings_that_fit_are_doubtful() -> None:
    """Two witnesses differ by what no total shows."""
    decided = decide(seen(SCORES, "78.41", i3="92.15"), YEAR, {}, lossy=False)
    assert decided["indicator", 3].doubtful
    assert {str(decided["indicator", 3].value), *map(str, decided["indicator", 3].others)} == {
        "92.14",
        "92.15",
    }


def test_the_sums_speak_for_no_score_while_another_in_them_is_in_doubt() -> None:
    """91.21 stands twice and the total holds.

    But it holds with 92.16 in the place of 92.14 as well.
    """
    assert decide(seen(SCORES, "78.41", i4="91.21"), YEAR, {})["indicator", 4].agreed
    assert not decide(seen(SCORES, "78.41", i3="92.16", i4="91.21"), YEAR, {})[
        "indicator", 4
    ].agreed


def test_what_was_typed_stands_though_the_sums_do_not_hold() -> None:
    """A wrong total in a Word file is the agency's own: the checks report it, nothing mends it."""
    decided = decide(seen(SCORES, "39.41"), YEAR, {}, lossy=False)
    assert (decided[TOTAL].value, decided[TOTAL].others, decided[TOTAL].doubtful) == (
        Decimal("39.41"),
        (),
        False,
    )


def test_a_missing_total_is_computed() -> None:
    """And said to be."""
    witnesses = seen(SCORES, "78.41")
    del witnesses[TOTAL]
    found = decide(witnesses, YEAR, {})[TOTAL]
    assert (found.value, found.computed) == (Decimal("78.41"), True)
    assert TOTAL not in decide(witnesses, rules(2568), {})


def test_true_reports_stand_as_they_are() -> None:
    """Whatever a true report prints, twice each, is what is decided."""
    for seed in range(0, 300, 3):
        drawn = draw(seed)
        witnesses: dict[Key, list[Witness]] = {
            ("indicator", entry.number): [_witness(str(entry.score))] * 2
            for entry in drawn.report.indicators
        }
        witnesses[TOTAL] = [_witness(str(drawn.report.total))] * 2
        parts = drawn.report.eit_parts
        if parts:
            witnesses["part", 1], witnesses["part", 2] = (
                [_witness(str(parts.part1))],
                [_witness(str(parts.part2))],
            )
        decided = decide(witnesses, drawn.truth.framework, {})
        assert decided[TOTAL].value == drawn.report.total, seed
        values = [decided["indicator", entry.number].value for entry in drawn.report.indicators]
        assert values == [entry.score for entry in drawn.report.indicators], seed
        assert not any(one.doubtful for one in decided.values()), seed


@pytest.mark.parametrize("first", [True, False])
def test_of_two_lists_the_one_that_gives_the_printed_total_stands(first: bool) -> None:  # noqa: FBT001 - the order
    """The other may be last year's; it stands beside each score."""
    last = [f"{float(score) - 10:.2f}" for score in SCORES]
    one, other = (SCORES, last) if first else (last, SCORES)
    again = {f"i{n}": text for n, text in enumerate(other, 1)}
    decided = decide(seen(one, "78.41", **again), YEAR, {}, lossy=False)
    assert [str(decided["indicator", n].value) for n in range(1, 11)] == SCORES
    assert all(decided["indicator", n].others for n in range(1, 11))

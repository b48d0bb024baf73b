"""A small campaign in every test run: planted errors are found, and true reports are not blamed."""

from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import count
from random import Random

import pytest

from ita_sync import checks
from ita_sync.checks import figures
from ita_sync.checks.families import FAMILIES
from ita_sync.report import Report
from tests.checks import blunders, listings, verdicts
from tests.checks.campaign import NAME, NAMES, READINGS, misses, readings_table, table
from tests.checks.injector import CLASSES, FIGURES, plant
from tests.checks.misprints import MISPRINTS, cent_off, misread, one_digit, pointless, swapped
from tests.checks.readings import SLIPS, judge_readings
from tests.checks.verdicts import SEVERAL, TRUE, Tally, find_place, judge_planted, judge_true
from tools.figures import FOLDER

ALWAYS = {*listings.CLASSES, *blunders.CLASSES} - {
    "weak item missing",
    "weak item too many",
    "another level",
}
"""Classes of which every error can be known: what is listed must fit by itself."""
BY_RULES = {"weak item unknown to the year", "list of weak items missing", "another result"}
"""Those of them that need a rule, such as the pass mark, that not every year's file has."""


@pytest.mark.parametrize("name", NAMES)
def test_planted_errors_are_found(name: str) -> None:
    """Of each class three errors are planted.

    What the oracle says can be known, the checks find.
    """
    whole = Tally()
    for number in range(3):
        whole.add(judge_planted(name, number))
    assert whole.missed == []
    assert whole.counts["planted"] == 3
    assert whole.counts["found"] == whole.counts["decidable"]
    if name in ALWAYS - BY_RULES:
        assert whole.counts["decidable"] == 3
    if name in BY_RULES:
        assert whole.counts["decidable"] > 0


@pytest.mark.parametrize("name", SLIPS)
def test_the_true_reading_is_offered_and_first_where_no_other_fits(name: str) -> None:
    """One wrong digit in each kind of figure: the true reading is offered.

    Alone, it comes first.
    """
    found = judge_readings(name, 0)
    assert found.missed == []
    assert found.counts["offered"] == found.counts["slips"] == 1
    assert found.counts["first of one"] == found.counts["alone"]
    assert found.counts["only true"] == found.counts["only"]


@pytest.mark.parametrize("name", CLASSES)
def test_planting_changes_one_place_and_repeats(name: str) -> None:
    """An error changes the report, says where, and is the same each time."""
    planted = find_place(name, 1)
    assert planted is not None
    assert planted == plant(name, planted.drawn.seed)
    assert planted.report != planted.drawn.report
    assert planted.classes == (name,)
    assert planted.certain == (name in blunders.CLASSES,)
    assert (planted.meant is not None) == (name in FIGURES)
    assert name in str(planted)
    changed = {
        field
        for field in Report.model_fields
        if _differ(planted.report, planted.drawn.report, field)
    }
    assert planted.locs[0][0] in changed
    assert changed - {planted.locs[0][0]} <= {"measures"}


def _differ(one: Report, other: Report, field: str) -> bool:
    return bool(getattr(one, field) != getattr(other, field))


def test_a_check_that_is_missing_and_a_false_error_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """The campaign can fail.

    A family left out is a miss, and an error in what counts as true is reported with its seed.
    """
    name = "total: one digit"
    planted = find_place(name, 0)
    assert planted is not None
    others = tuple(each for each in FAMILIES if each is not figures)
    with monkeypatch.context() as patch:
        patch.setattr(checks, "run", partial(checks.run, families=others))
        missed = judge_planted(name, 0)
    assert (missed.counts["decidable"], missed.counts["found"]) == (1, 0)
    assert missed.missed[0].startswith(
        f"seed {planted.drawn.seed}, year {planted.report.fiscal_year}: {name} at total"
    )
    monkeypatch.setattr(verdicts, "draw", lambda _: replace(planted.drawn, report=planted.report))
    blamed = judge_true(7)
    assert blamed.counts["wrong"] == 1
    assert blamed.missed[0].startswith(
        f"seed 7 ({planted.drawn.profile}, {planted.report.fiscal_year}): TOTAL-SUM at total"
    )


def test_several_errors_stand_in_different_parts() -> None:
    """Two to four errors, none in another's part of the report."""
    numbers: Counter[int] = Counter()
    for number in range(12):
        planted = find_place(SEVERAL, number)
        assert planted is not None
        heads = [loc[0] for loc in planted.locs]
        assert len(set(heads)) == len(heads)
        numbers[len(heads)] += 1
    assert set(numbers) == {2, 3, 4}


def test_misprints() -> None:
    """Each slip is what it says, and makes no figure that begins with a zero."""
    rng = Random(1)  # noqa: S311 - repeatable draws, no secret
    assert set(MISPRINTS) == {
        "one digit",
        "neighbours swapped",
        "misread digits",
        "point lost",
        "a cent off",
    }
    for figure in ("78.41", "100.00", "5.05", "0.00"):
        for _ in range(50):
            wrong = one_digit(rng, figure)
            assert wrong is not None
            assert sum(a != b for a, b in zip(figure, wrong, strict=True)) == 1
            assert len(figure) == 4 or not wrong.startswith("0")
    assert {swapped(rng, "78.41") for _ in range(50)} == {"87.41", "74.81", "78.14"}
    assert {swapped(rng, "80.00") for _ in range(20)} == {None}
    assert {misread(rng, "78.41") for _ in range(80)} == {
        "38.41",
        "79.41",
        "78.51",
        "39.41",
        "38.51",
        "79.51",
        "39.51",
    }
    assert misread(rng, "90.00") is None
    assert {cent_off(rng, "78.41") for _ in range(20)} == {"78.40", "78.42"}
    assert {cent_off(rng, "100.00") for _ in range(20)} == {None, "99.99"}
    assert [pointless(rng, figure) for figure in ("78.41", "0.00", "0.50")] == ["7841", None, "50"]


def test_the_table_and_the_misses_say_what_was_counted() -> None:
    """Counts are in their columns, and misses are listed."""
    numbers = count(1)
    tallies = {
        name: Tally(Counter(planted=next(numbers), decidable=2, found=2, blocking=1))
        for name in (TRUE, *NAMES)
    }
    tallies[TRUE] = judge_true(0)
    tallies[SEVERAL].missed.append("seed 7: lost")
    lines = table(tallies)
    assert lines[0].startswith("True reports: 1; with a false error 0, with a warning 0")
    assert f"| {NAMES[0]} | 2 | 2 | 2 | 1 |" in lines
    planted, each = sum(range(2, 2 + len(NAMES))), len(NAMES)
    assert lines[-1] == f"| **all** | {planted:,} | {2 * each} | {2 * each} | {each} |"
    tallies |= {name: Tally(Counter({"slips": 9, "offered": 8, "only": 7})) for name in READINGS}
    assert readings_table(tallies)[2] == "| total | 9 | 8 | 0 | 0 | 7 | 0 |"
    assert readings_table(tallies)[-1] == "| **all** | 54 | 48 | 0 | 0 | 42 | 0 |"
    assert misses(tallies) == [f"{SEVERAL}: seed 7: lost"]


def test_the_published_tables_have_the_rows_that_the_campaign_prints() -> None:
    """Every class and every kind of figure, in order, under the same columns."""
    tallies = {name: Tally() for name in (TRUE, *NAMES, *READINGS)}
    printed = [*table(tallies), "", *readings_table(tallies)]
    published = (FOLDER / f"{NAME}.md").read_text("utf-8").splitlines()
    assert [line.split("|")[1] for line in published if line.startswith("|")] == [
        line.split("|")[1] for line in printed if line.startswith("|")
    ]
    assert {line for line in printed if line.startswith("|--")} < set(published)
    assert {line for line in printed if line.startswith(("| planted", "| one"))} < set(published)

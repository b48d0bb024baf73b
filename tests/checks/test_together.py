"""The check of all figures at once."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from ita_sync import checks
from ita_sync.checks import Subject
from ita_sync.report import Tool
from ita_sync.rules import Framework
from tests.checks.edits import edited, rules
from tests.checks.generator import draw, years
from tests.checks.injector import plant

Codes = Callable[[Mapping[str, object]], list[str]]


def weak(first: int, last: str) -> list[dict[str, object]]:
    """Return five weak questions, four of them at 84.84, so that their mean is nearly known."""
    scores = ["84.84"] * 4 + [last]
    return [
        {"item": f"e{n}", "score": score, "remedy": "ก"} for n, score in enumerate(scores, first)
    ]


def twice(last: str, eit: str) -> dict[str, object]:
    """Return edits after which indicators 7 and 8 print 84.85 and list all their questions."""
    ids = [f"e{n}" for n in range(6, 16)]
    return {
        "indicators.5.score": "88.46",
        "indicators.7.score": "84.85",
        "indicators.7.result": "ไม่ผ่านเกณฑ์",
        "weak": lambda rows: [
            {"indicator": 7, "items": weak(6, last)},
            {"indicator": 8, "items": weak(11, last)},
            *rows[1:],
        ],
        "measures": lambda rows: [*[{**rows[0], "item": item} for item in ids], *rows[3:]],
        "tools": {"EIT": eit},
        "total": "78.33",
    }


def lone(eit: str) -> dict[str, object]:
    """Return edits after which indicators 7 and 8 print 84.85 and list one question each."""
    return {
        **twice("84.85", eit),
        "indicators.5.score": "88.47",
        "weak": lambda rows: (
            [
                {"indicator": number, "items": [{"item": item, "score": "84.29", "remedy": "ก"}]}
                for number, item in ((7, "e6"), (8, "e11"))
            ]
            + rows[1:]
        ),
        "measures": lambda rows: [{**rows[0], "item": "e6"}, {**rows[0], "item": "e11"}, *rows[3:]],
    }


def passing(*values: str, total: str, level: str, **figures: object) -> dict[str, object]:
    """Return edits that give the ten indicators passing scores and the report nothing weak."""
    edits: dict[str, object] = {f"indicators.{n}.score": score for n, score in enumerate(values)}
    edits |= {f"indicators.{n}.result": "ผ่านเกณฑ์" for n in range(10)}
    return {
        **edits,
        "weak": [],
        "strengths": [],
        "measures": [],
        "total": total,
        "level": level,
        **figures,
    }


def uneven(part1: str, part2: str) -> dict[str, object]:
    """Return edits after which EIT prints 100, 100 and 30: each part gets 66.66 to 86.67."""
    items = [f"e{n}" for n in range(11, 16)]
    weak = {
        "indicator": 8,
        "items": [{"item": item, "score": "30", "remedy": "ก"} for item in items],
    }
    return {
        "indicators.5.score": "100",
        "indicators.6.score": "100",
        "indicators.7.score": "30",
        "indicators.6.result": "ผ่านเกณฑ์",
        "indicators.7.result": "ไม่ผ่านเกณฑ์",
        "weak": lambda rows: [weak, *rows[1:]],
        "measures": lambda rows: [*[{**rows[0], "item": item} for item in items], *rows[3:]],
        "total": "75.52",
        "eit_parts": {"part1": part1, "part2": part2},
    }


def below(eit: str) -> dict[str, object]:
    """Return edits after which EIT has 84.993, all else 100: a total for the second-best level."""
    weak = [
        {
            "indicator": n,
            "items": [
                {"item": f"e{m}", "score": "84.99", "remedy": "ก"}
                for m in range(5 * n - 29, 5 * n - 24)
            ],
        }
        for n in (6, 7)
    ]
    edits = passing(*["100"] * 5, "84.99", "84.99", "85", "100", "100", total="95.50", level="ผ่านดี")
    return {
        **edits,
        "indicators.5.result": "ไม่ผ่านเกณฑ์",
        "indicators.6.result": "ไม่ผ่านเกณฑ์",
        "weak": weak,
        "measures": lambda rows: [{**rows[0], "item": f"e{n}"} for n in range(1, 11)],
        "tools": {"EIT": eit},
    }


# The mean of IIT is 94.998, so that only its own figure says whether it reaches 95.
NEAR = ("95", "95", "95", "95", "94.99")
HIGH = (*NEAR, "98", "98", "98", "100", "100")
AT_95 = (*NEAR, "95", "95", "95", "90", "100")
POOLED = ("95.02", "95.01", "95.01", "95.01", "95.01", "92.49", "92.50", "92.50", "100", "100")
PARTS = {"part1": "95.00", "part2": "95.00"}
OPEN = ["LEVEL-UNDECIDED"]
BOTH = ["FIGURES-TOGETHER", "LEVEL-UNDECIDED"]
CASES: list[tuple[dict[str, object], list[str]]] = [
    ({}, []),
    # The indicators alone allow 86.06. Questions at the lower end of what prints as 84.85 do not,
    # nor do they say so one by one; those at the upper end do.
    (twice("84.85", "86.05"), []),
    (twice("84.85", "86.06"), ["FIGURES-TOGETHER"]),
    (twice("84.93", "86.06"), []),
    # A question that is not listed reaches the mark: with one listed at 84.29 the four others leave
    # no lower 84.85.
    (lone("86.05"), ["FIGURES-TOGETHER"]),
    (lone("86.06"), []),
    # Below an indicator of 30 no part can be lower than 66.66 or higher than 86.67, whatever their
    # mean.
    (uneven("66.66", "86.67"), []),
    (uneven("66.65", "86.67"), ["FIGURES-TOGETHER"]),
    (uneven("66.66", "86.68"), ["FIGURES-TOGETHER"]),
    # The best level asks every part for 95, the next one means that some part misses it.
    (passing(*HIGH, total="97.90", level="ผ่านดีเยี่ยม"), OPEN),
    (passing(*HIGH, total="97.90", level="ผ่านดีเยี่ยม", tools={"IIT": "95.00"}), OPEN),
    (passing(*HIGH, total="97.90", level="ผ่านดีเยี่ยม", tools={"IIT": "94.99"}), BOTH),
    (passing(*HIGH, total="97.90", level="ผ่านดี"), OPEN),
    (passing(*HIGH, total="97.90", level="ผ่านดี", tools={"IIT": "94.99"}), OPEN),
    (passing(*HIGH, total="97.90", level="ผ่านดี", tools={"IIT": "95.00"}), BOTH),
    # A total exactly at the level asks for it, too.
    (passing(*AT_95, total="95.00", level="ผ่านดี", eit_parts=PARTS), OPEN),
    (passing(*AT_95, total="95.00", level="ผ่านดี", eit_parts=PARTS, tools={"IIT": "95.00"}), BOTH),
    # Both parts of EIT must reach 85, even the one that misses 95; their mean does not where it
    # prints as 84.99.
    (below("85.00"), OPEN),
    (below("84.99"), BOTH),
    # So high a total leaves EIT 92.4997 at least, and then no part of it misses 85; a cent less
    # leaves room.
    (passing(*POOLED, total="96.26", level="ผ่านดี"), OPEN),
    (passing(*POOLED, total="96.26", level="ผ่าน"), BOTH),
    (passing(*POOLED, total="96.25", level="ผ่าน"), OPEN),
    # Where a sum by itself is wrong, that is said, and this is not.
    (twice("84.85", "86.07"), ["TOOL-SCORE"]),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_together(codes: Codes, edits: dict[str, object], expected: list[str]) -> None:
    """Each change of the figures gives exactly these codes."""
    assert codes(edits) == expected


def test_it_is_quiet_about_levels_that_fit(framework_2566: Framework) -> None:
    """Scores on the mark in every part give the level that asks for it."""
    parts = {"part1": "85.00", "part2": "85.00"}
    edits = passing(
        *["85.00"] * 8, "100.00", "100.00", total="91.00", level="ผ่านดี", eit_parts=parts
    )
    assert checks.run(Subject(edited(edits), framework_2566)) == []


def test_listed_open_data_items_say_which_of_two_like_scores_it_is() -> None:
    """Two sets of failing items can print one score; the total would fit the other one only."""
    framework = next(each for each in years() if each.fiscal_year == 2565)
    true = draw(1600, framework).report
    assert (str(true.indicators[8].score), str(true.total)) == ("47.17", "59.56")
    codes = {
        str(total): [
            finding.code
            for finding in checks.run(Subject(true.model_copy(update={"total": total}), framework))
        ]
        for total in (Decimal("59.55"), Decimal("59.56"), Decimal("59.57"))
    }
    assert codes == {"59.55": ["FIGURES-TOGETHER"], "59.56": [], "59.57": ["TOTAL-SUM"]}


@pytest.mark.parametrize(
    ("name", "seed"),
    [("tool: a cent off", 98), ("tool: a cent off", 116), ("total: a cent off", 8)],
)
def test_a_cent_that_only_all_figures_together_tell(name: str, seed: int) -> None:
    """Drawn reports in which a figure is a cent off and every sum still holds.

    The true ones are fine.
    """
    framework = rules(2566)
    planted = plant(name, seed, framework)
    assert planted is not None
    assert "FIGURES-TOGETHER" in {
        finding.code for finding in checks.run(Subject(planted.report, framework))
    }
    assert "FIGURES-TOGETHER" not in {
        finding.code for finding in checks.run(Subject(planted.drawn.report, framework))
    }


def test_parts_just_at_their_marks_are_believed() -> None:
    """A drawn report whose EIT parts are printed at the mark."""
    drawn = draw(89, rules(2566))
    assert drawn.profile == "parts at the marks"
    assert "FIGURES-TOGETHER" not in {
        finding.code for finding in checks.run(Subject(drawn.report, drawn.known))
    }


def test_marks_and_steps_are_the_years() -> None:
    """A tool may have a pass mark of its own; an open-data item that is not listed has the best."""
    data = rules(2566).model_dump()
    data["pass_marks"] = {Tool.EIT: "85"}
    data["scoring"]["open_data"] = ("0", "50", "100")
    framework = Framework.model_validate(data)
    assert checks.run(Subject(edited(lone("86.06")), framework)) == []
    found = checks.run(Subject(edited(lone("86.05")), framework))
    assert [finding.code for finding in found] == ["FIGURES-TOGETHER"]


def test_a_level_that_starts_above_the_total_asks_nothing() -> None:
    """Every part reaches the mark of a level whose total is not reached: nothing has to miss it."""
    best, good, *rest = rules(2566).levels
    later = best.model_copy(update={"all_tools_min": Decimal(90)})
    framework = rules(2566).model_copy(update={"levels": (later, good, *rest)})
    scores = passing(
        *["92"] * 8,
        "95",
        "90",
        total="92.20",
        level="ผ่านดี",
        eit_parts={"part1": "92", "part2": "92"},
    )
    assert checks.run(Subject(edited(scores), framework)) == []


def asking(first: str, second: str = "") -> Framework:
    """Return the rules of 2566 as if its two best levels asked for a score of IIT alone.

    An empty mark asks for nothing; the other levels ask for none as they are.
    """
    best, good, *rest = rules(2566).levels
    levels = [
        level.model_copy(
            update={"all_tools_min": None, "tool_min": {Tool.IIT: Decimal(mark)} if mark else {}}
        )
        for level, mark in ((best, first), (good, second))
    ]
    return rules(2566).model_copy(update={"levels": (*levels, *rest)})


@pytest.mark.parametrize(
    ("framework", "level", "iit", "expected"),
    [
        (asking("95"), "ผ่านดีเยี่ยม", "95.00", OPEN),
        (asking("95"), "ผ่านดีเยี่ยม", "94.99", BOTH),
        (asking("95"), "ผ่านดี", "94.99", OPEN),
        (asking("95"), "ผ่านดี", "95.00", BOTH),
        # Of two marks that IIT must miss, the lower one counts, whichever level asks for it.
        (asking("95", "96"), "ผ่าน", "94.99", OPEN),
        (asking("95", "96"), "ผ่าน", "95.00", BOTH),
        (asking("96", "95"), "ผ่าน", "95.00", BOTH),
    ],
)
def test_a_level_that_asks_one_tool_alone(
    framework: Framework, level: str, iit: str, expected: list[str]
) -> None:
    """Only that tool has to reach or to miss the mark; the mean of IIT is 94.998."""
    report = edited(passing(*HIGH, total="97.90", level=level, tools={"IIT": iit}))
    found = checks.run(Subject(report, framework))
    assert sorted(finding.code for finding in found) == expected


def test_the_other_tools_need_not_miss_the_mark_of_one() -> None:
    """EIT and OIT are far above it; without a figure of its own, IIT may be just below."""
    report = edited(passing(*HIGH, total="97.90", level="ผ่านดี"))
    found = checks.run(Subject(report, asking("95")))
    assert [finding.code for finding in found] == OPEN


@pytest.mark.parametrize(("eit", "expected"), [("86.05", ["FIGURES-TOGETHER"]), ("86.06", [])])
def test_a_mark_of_one_tool_is_as_good_as_one_of_all(eit: str, expected: list[str]) -> None:
    """A question that is not listed reaches the pass mark of its own tool."""
    own = rules(2566).model_copy(update={"pass_marks": {Tool.EIT: Decimal(85)}})
    found = checks.run(Subject(edited(lone(eit)), own))
    assert [finding.code for finding in found] == expected


def test_an_open_data_item_that_is_not_listed_has_the_best_score() -> None:
    """Of three scores, as of two."""
    steps = (Decimal(0), Decimal(50), Decimal(100))
    scoring = rules(2566).scoring.model_copy(update={"open_data": steps})
    halves = rules(2566).model_copy(update={"scoring": scoring})
    assert checks.run(Subject(edited({}), halves)) == []


def test_parts_of_different_weight_are_left_alone() -> None:
    """How much each of them enters the total is open where a report does not part them."""
    first, *rest = [part for part in rules(2566).parts if part.tool is Tool.EIT]
    others = tuple(part for part in rules(2566).parts if part.tool is not Tool.EIT)
    assert [part.weight for part in rest] == [first.weight]
    light, heavy = first.weight / 3, first.weight * 5 / 3
    parts = (
        first.model_copy(update={"weight": light}),
        rest[0].model_copy(update={"weight": heavy}),
    )
    report = edited(twice("84.85", "86.06"))
    for weighed, expected in (((first, *rest), 1), (parts, 0)):
        framework = rules(2566).model_copy(update={"parts": (*others, *weighed)})
        codes = [finding.code for finding in checks.run(Subject(report, framework))]
        assert codes.count("FIGURES-TOGETHER") == expected

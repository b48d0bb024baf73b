"""What is said of rules that are not known: nothing by the checks, all of it by one note."""

from collections.abc import Mapping
from functools import reduce
from typing import Any

import pytest

from ita_sync import checks
from ita_sync.checks import Finding, Severity, Subject, suggest
from ita_sync.report import Tool
from ita_sync.rules import Framework
from ita_sync.rules.framework import generic
from tests.checks.edits import beside_a_college, edited, one_eit, published, rules
from tests.checks.injector import plant_several

PLAIN: dict[str, object] = {"weak": [], "strengths": [], "measures": []}

HIGH: dict[str, object] = {
    **PLAIN,
    **{f"indicators.{n}.score": "90" for n in range(8)},
    "indicators.8.score": "100",
    "indicators.9.score": "100",
    "total": "94.00",
    "level": "ผ่านดี",
}
"""Figures under which EIT, by its parts, may or may not reach what the level asks."""

NEAR: dict[str, object] = {
    **HIGH,
    **{f"indicators.{n}.score": "95" for n in range(4)},
    "indicators.4.score": "94.99",
    **{f"indicators.{n}.score": "98" for n in range(5, 8)},
    **{f"indicators.{n}.result": "ผ่านเกณฑ์" for n in (6, 8, 9)},
    "total": "97.90",
    "level": "ผ่านดีเยี่ยม",
}
"""Figures under which IIT, with 94.998, may or may not reach the 95 of the best level."""
BOTH = {"part1": "98", "part2": "98"}

GENERIC = (
    "total (how the tools' scores are made is not known), level (levels not "
    "known), results and weak indicators (pass mark of an indicator not known), possible open-data "
    "scores (how items score is not known), names of the indicators (not known), tools of the "
    "indicators (not known)"
)
ITEMS = (
    "possible open-data scores (sub-indicators not known), items of EIT, OIT (which there are is "
    "not known)"
)
TOOLS = (
    "scores of the tools (how they are made is not known), total (how the tools' scores are made "
    "is not known)"
)


def without(*blocks: str) -> Framework:
    """Return the rules of 2566 of which some rest on sources that are unknown."""
    return resting("unknown", *blocks).known()


def resting(confidence: str, *blocks: str) -> Framework:
    """Return the rules of 2566 of which some rest on a source that is trusted so far."""
    data = rules(2566).model_dump()
    data["sources"]["other"] = {"text": "another source", "confidence": confidence}
    for block in blocks:
        _rest(data, block)
    return Framework.model_validate(data)


def _rest(data: Any, block: str) -> None:
    name, _, key = block.partition(".")
    held = data[name] if key else data
    for entry in held if isinstance(held, list | tuple) else [held]:
        entry[key or f"{name}_source"] = "other"


def noted(framework: Framework, edits: Mapping[str, object]) -> list[str]:
    """Return the note on what was not checked, if there is one."""
    found = checks.run(Subject(edited(edits), framework))
    return [finding.what.render("en") for finding in found if finding.code == "YEAR-UNCHECKED"]


CASES: list[tuple[Framework, dict[str, object], str]] = [
    (rules(2566), {}, ""),
    (rules(2564), PLAIN, ""),
    (generic(2566), PLAIN, GENERIC),
    (without("parts.source"), PLAIN, "total (weights not known)"),
    (
        without("pass_mark"),
        PLAIN,
        "results and weak indicators (pass mark of an indicator not known)",
    ),
    (without("levels.source"), PLAIN, "level (levels not known)"),
    (without("titles.source"), PLAIN, ""),
    (
        without("scoring.open_data_source"),
        PLAIN,
        "possible open-data scores (how items score is not known)",
    ),
    (without("indicators.items_source"), {}, ITEMS),
    (without("scoring.tool_score_source"), {**PLAIN, "tools": {"IIT": "90"}}, TOOLS),
]


SPOKEN: list[tuple[Framework, dict[str, object], str]] = [
    (generic(2566), {"indicators.9": ...}, "IND-MISSING"),
    (generic(2566), {"weak.0.items.0.item": "o1"}, "WEAK-ITEM-ELSEWHERE"),
    (rules(2569), {"level": "A"}, "LEVEL-OLD"),
    (without("levels.source"), {"level": "A"}, "LEVEL-OLD"),
    (rules(2569), {"level": "ผ่าน", "total": "80.00"}, "LEVEL-WRONG"),
    (rules(2567), HIGH, "LEVEL-UNDECIDED"),
    (rules(2569), {**HIGH, "total": "12.00"}, "MEAN-OUTSIDE"),
    # What would tell the level: the parts of EIT only where the year may have some.
    (one_eit(), NEAR, "LEVEL-UNDECIDED"),
    (without("scoring.eit_source"), {**NEAR, "eit_parts": BOTH}, "LEVEL-UNDECIDED"),
]
"""What checks say of years known in part: for the words."""


@pytest.mark.parametrize(("framework", "edits", "code"), SPOKEN)
def test_what_is_known_still_speaks(
    framework: Framework, edits: dict[str, object], code: str
) -> None:
    """The checks whose rule the year has, or that need none."""
    assert code in {finding.code for finding in checks.run(Subject(edited(edits), framework))}


@pytest.mark.parametrize(("framework", "edits", "expected"), CASES)
def test_one_note_lists_what_was_not_checked(
    framework: Framework, edits: dict[str, object], expected: str
) -> None:
    """Each rule that is not known, and nothing else."""
    assert noted(framework, edits) == ([f"Not checked for 2566: {expected}."] if expected else [])


def test_both_notes() -> None:
    """The report is the evidence of a later item, and its memo is older than the results."""
    found = checks.run(Subject(edited({}), published()))
    assert [finding.code for finding in found] == ["MEMO-PUBLISHED", "YEAR-EVIDENCE"]
    assert "o34" in found[1].what.render("th")


def test_a_column_that_needs_a_tool_is_named_with_all_like_it() -> None:
    """Where neither the rules nor the report give the score, and a column shows it."""

    def needed(framework: Framework, shown: frozenset[str], **tools: str) -> list[str]:
        edits = {**PLAIN, "tools": tools or None}
        found = checks.run(Subject(edited(edits), framework, shown=shown))
        return [f.what.render("en") for f in found if f.code == "YEAR-TOOL-NEEDED"]

    columns = frozenset({"total", "tools.IIT", "tools.OIT"})
    told = "The sheet has columns for the scores of {}."
    assert needed(generic(2566), columns) == [told.format("IIT, OIT")]
    assert needed(generic(2566), columns, IIT="92.55") == [told.format("OIT")]
    assert needed(generic(2566), columns, IIT="92.55", OIT="61.88") == []
    assert needed(generic(2566), frozenset({"total"})) == []
    assert needed(rules(2566), columns) == []


def test_items_of_another_assessment_are_told_by_its_name() -> None:
    """Of a college's assessment, which has items that this one does not have."""
    both = beside_a_college()
    strange = {"weak.1.items.0.item": "o47"}
    college = {"agency.type": "วิทยาลัย", "agency.name": "เทคนิคจัตุรัส"}
    found = checks.run(Subject(edited({**strange, **college}), both))
    told = [f.what.render("th") for f in found if f.code == "YEAR-SCHEME"]
    assert len(told) == 1
    assert "o47" in told[0]
    assert "วิทยาลัย" in told[0]
    for edits in (strange, college):
        found = checks.run(Subject(edited(edits), both))
        assert "YEAR-SCHEME" not in {finding.code for finding in found}


@pytest.mark.parametrize("framework", [generic(2566), without("parts.source", "pass_mark")])
@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ({"indicators.2.score": "190"}, "SCORE-RANGE"),
        ({"indicators.2.score": "90.123"}, "SCORE-DECIMALS"),
        ({"indicators.9": ...}, "IND-MISSING"),
        ({"indicators.9.number": 9}, "IND-DOUBLE"),
        ({"indicators.9.number": 11}, "IND-UNKNOWN"),
        ({"weak.0.items.0.item": "o1"}, "WEAK-ITEM-ELSEWHERE"),
        ({"weak.0.indicator": 12}, "WEAK-INDICATOR"),
        ({"weak.0.items.1.item": "e6"}, "WEAK-DOUBLE"),
    ],
)
def test_what_holds_in_every_year_is_always_an_error(
    framework: Framework, edits: dict[str, object], code: str
) -> None:
    """Whatever is unknown; under a source that no year softens."""
    found = {f.code: f for f in checks.run(Subject(edited(edits), framework))}
    assert found[code].severity is Severity.ERROR


def _guessed(*sources: str) -> Framework:
    data = rules(2566).model_dump()
    for source in sources:
        data["sources"][source]["confidence"] = "guess"
    return Framework.model_validate(data)


def _found(code: str, edits: Mapping[str, object], framework: Framework) -> Finding:
    return next(f for f in checks.run(Subject(edited(edits), framework)) if f.code == code)


def test_a_finding_is_as_sure_as_the_weakest_rule_it_used() -> None:
    """One weight of four that is a guess makes a wrong total a warning."""
    total = {"total": "90.00"}
    assert _found("TOTAL-SUM", total, rules(2566)).severity is Severity.ERROR
    data = rules(2566).model_dump()
    data["sources"]["doubt"] = {"text": "a guess", "confidence": "guess"}
    data["parts"][3]["source"] = "doubt"
    weaker = _found("TOTAL-SUM", total, Framework.model_validate(data))
    assert (weaker.severity, weaker.confidence, str(weaker.source)) == (
        Severity.WARNING,
        "guess",
        "a guess",
    )
    level = {"level": "ผ่านดี"}
    assert _found("LEVEL-WRONG", level, rules(2566)).severity is Severity.ERROR
    assert _found("LEVEL-WRONG", level, _guessed("level-cascade")).severity is Severity.WARNING


@pytest.mark.parametrize(
    ("block", "edits", "code"),
    [
        ("scoring.open_data_source", {"indicators.9.score": "48.35"}, "WEAK-OIT-SUM"),
        ("scoring.eit_source", {"eit_parts": {"part1": "10", "part2": "20"}}, "EIT-POOLED"),
        ("indicators.source", {"eit_parts": {"part1": "10", "part2": "20"}}, "EIT-POOLED"),
    ],
)
def test_a_finding_rests_on_how_scores_are_made(
    block: str, edits: dict[str, object], code: str
) -> None:
    """Of an open-data indicator, of EIT: each as far as that is known."""
    for confidence in ("sure", "guess"):
        assert _found(code, edits, resting(confidence, block)).confidence == confidence


def test_the_level_rests_on_what_was_tried() -> None:
    """On the levels from the best to the last in question, and on the tools that they ask for."""

    def severity(**weak: str) -> Severity:
        data = rules(2566).model_dump()
        data["sources"]["doubt"] = {"text": "a guess", "confidence": "guess"}
        for name, number in weak.items():
            data[name][int(number)]["source"] = "doubt"
        edits = {**HIGH, "level": "ผ่านดีเยี่ยม"}
        return _found("LEVEL-WRONG", edits, Framework.model_validate(data)).severity

    assert severity() is Severity.ERROR
    assert severity(levels="0") is severity(levels="1") is severity(levels="2") is Severity.WARNING
    assert severity(levels="3") is severity(levels="4") is Severity.ERROR
    assert severity(indicators="9") is Severity.WARNING
    data = rules(2564).model_dump()
    data["sources"]["doubt"] = {"text": "a guess", "confidence": "guess"}
    data["indicators"][9]["source"] = "doubt"
    bands = _found("LEVEL-WRONG", {"level": "A"}, Framework.model_validate(data))
    assert bands.severity is Severity.ERROR  # bands ask nothing of tools


OF_OIT = {"all_tools_min": None, "tool_min": {Tool.OIT: "85"}}


@pytest.mark.parametrize(
    ("levels", "doubtful", "severity"),
    [
        # The third level may begin at the agency's pass mark, or at a total of its own.
        ({2: {"min": None, "passes": True}}, ["agency_pass_mark_source"], Severity.WARNING),
        ({2: {"passes": True}}, ["agency_pass_mark_source"], Severity.ERROR),
        # Both levels above may ask one tool alone.
        ({0: OF_OIT, 1: OF_OIT}, ["indicators", 9, "source"], Severity.WARNING),
        ({0: OF_OIT, 1: OF_OIT}, ["indicators", 0, "source"], Severity.ERROR),
    ],
)
def test_the_level_rests_on_the_marks_that_were_asked(
    levels: dict[int, dict[str, object]], doubtful: list[str | int], severity: Severity
) -> None:
    """On no others, however doubtful."""
    data: Any = rules(2566).model_dump()
    data["sources"]["doubt"] = {"text": "a guess", "confidence": "guess"}
    data["agency_pass_mark"] = 85
    for index, level in levels.items():
        data["levels"][index].update(level)
    *above, last = doubtful
    reduce(lambda held, part: held[part], above, data)[last] = "doubt"
    framework = Framework.model_validate(data)
    assert _found("LEVEL-WRONG", {"level": "ผ่าน"}, framework).severity is severity


def test_nothing_rests_on_a_source_that_is_unknown() -> None:
    """The tools' scores are as printed; how they are made is not known, and is no reason."""
    printed = {**HIGH, "tools": {"IIT": "90", "EIT": "90", "OIT": "75"}, "total": "89.40"}
    wrong = _found("LEVEL-WRONG", printed, rules(2568))
    assert (wrong.severity, wrong.confidence) == (Severity.ERROR, "likely")
    for year in (2567, 2568, 2569):
        for seed in range(60):
            report = plant_several(seed).report
            for finding in checks.run(Subject(report, rules(year))):
                assert finding.confidence != "unknown", finding.code


def test_levels_known_in_part_decide_what_they_can() -> None:
    """A total above the mark with a tool below it is ผ่าน; what may be another level is open."""
    data = rules(2566).model_dump()
    data["levels"] = data["levels"][1:3]
    data["levels_complete"] = False
    part = Framework.model_validate(data)
    scores = {f"indicators.{n}.score": "97" for n in range(8)}
    low = {**PLAIN, **scores, "indicators.8.score": "75", "indicators.9.score": "90"}
    high = {**PLAIN, **scores, "indicators.8.score": "100", "indicators.9.score": "100"}

    def codes(edits: Mapping[str, object]) -> set[str]:
        return {f.code for f in checks.run(Subject(edited(edits), part)) if "LEVEL" in f.code}

    assert codes({**low, "total": "91.20", "level": "ผ่าน"}) == set()
    assert codes({**low, "total": "91.20", "level": "ผ่านดี"}) == {"LEVEL-WRONG"}
    assert codes({**low, "total": "91.20", "level": "ผ่านดีเยี่ยม"}) == {"LEVEL-WRONG"}
    assert codes({**high, "total": "98.20", "level": "ผ่านดีเยี่ยม"}) == set()
    assert codes({**high, "total": "98.20", "level": "ผ่านดี"}) == set()
    assert codes({**high, "total": "98.20", "level": "ผ่าน"}) == {"LEVEL-WRONG"}
    assert codes({"level": "ต้องปรับปรุง"}) == set()
    assert codes({"level": "A"}) == {"LEVEL-OLD"}
    assert "level (levels known in part" in noted(part, {**high, "total": "98.20"})[0]


def test_parts_that_weigh_unequally_leave_the_total_open() -> None:
    """With the pooled score alone, each total between the extremes of the parts may be right."""
    data = rules(2566).model_dump()
    data["parts"][1]["weight"], data["parts"][2]["weight"] = "0.20", "0.10"
    uneven = Framework.model_validate(data)
    ninety = {f"indicators.{n}.score": "90" for n in range(8)}
    scores = {**PLAIN, **ninety, "indicators.8.score": "100", "indicators.9.score": "100"}

    def wrong(total: str, **more: object) -> bool:
        found = checks.run(Subject(edited({**scores, "total": total, **more}), uneven))
        return "TOTAL-SUM" in {finding.code for finding in found}

    assert [wrong(total) for total in ("92.98", "93.00", "94.00", "95.00", "95.02")] == [
        *(True, False, False, False, True)
    ]
    parts = {"part1": "100", "part2": "80"}
    assert [wrong(total, eit_parts=parts) for total in ("94.00", "95.00", "95.02")] == [
        *(False, False, True)
    ]
    assert "they weigh differently" in noted(uneven, {**scores, "total": "94.00"})[0]


def test_marks_and_conditions_of_single_tools() -> None:
    """A tool may have a pass mark of its own, and a level may ask one tool alone."""
    data = rules(2566).model_dump()
    data["pass_marks"] = {Tool.OIT: "70"}
    data["levels"][2]["tool_min"] = {Tool.OIT: "90"}
    data["levels"][1]["tool_min"] = {Tool.OIT: "95"}
    own = Framework.model_validate(data)
    found = {f.code for f in checks.run(Subject(edited({}), own))}
    assert "RESULT-WRONG" in found  # 75.00 passes where OIT asks 70
    scores = {f"indicators.{n}.score": "97" for n in range(8)}
    high = {**PLAIN, **scores, "indicators.8.score": "75", "indicators.9.score": "87.50"}
    found = {f.code for f in checks.run(Subject(edited({**high, "total": "90.70"}), own))}
    assert "LEVEL-WRONG" not in found  # ต้องปรับปรุง: ผ่าน would ask 90 of OIT


def test_items_are_held_against_the_mark_of_their_tool() -> None:
    """Of five questions three are listed; the others reach the mark: the mean is at least 84.94."""
    data = rules(2566).model_dump()
    data["pass_marks"] = dict.fromkeys(Tool, "85")
    own = Framework.model_validate(data)
    report = edited({f"weak.0.items.{n}.score": "84.90" for n in range(3)})
    (found,) = checks.run(Subject(report, own))
    assert found.code == "WEAK-MEAN"
    assert "84.94" in (found.expected.render("en") if found.expected else "")


def test_items_that_score_in_steps() -> None:
    """Where an item may have half the points, so may a weak one; the sum counts it."""
    data = rules(2566).model_dump()
    data["scoring"]["open_data"] = ("0", "50", "100")
    steps = Framework.model_validate(data)
    found = checks.run(Subject(edited({"weak.1.items.0.score": "50.00"}), steps))
    assert [finding.code for finding in found] == ["WEAK-OIT-SUM"]
    assert "76.25" in (found[0].expected.render("en") if found[0].expected else "")
    found = checks.run(Subject(edited({"weak.1.items.0.score": "40.00"}), steps))
    assert [finding.code for finding in found] == ["WEAK-OIT-SCORE"]


def test_a_year_of_two_tools_and_four_indicators() -> None:
    """Other numbers of both: the total, the level and the marks are those of what there is."""
    data = rules(2566).model_dump()
    data["parts"] = [
        {**data["parts"][0], "weight": "0.60"},
        {**data["parts"][3], "weight": "0.40"},
    ]
    kept = [data["indicators"][n] for n in (0, 1, 8, 9)]
    data["indicators"] = [{**rule, "number": n} for n, rule in enumerate(kept, 1)]
    few = Framework.model_validate(data)
    scores = [("IIT", "90"), ("IIT", "92"), ("OIT", "100"), ("OIT", "100")]
    rows = [
        {"number": n, "tool": tool, "score": score, "result": "ผ่านเกณฑ์"}
        for n, (tool, score) in enumerate(scores, 1)
    ]
    right = {**PLAIN, "indicators": rows, "total": "94.60", "level": "ผ่านดี"}
    assert checks.run(Subject(edited(right), few)) == []
    for edits, code in (({"total": "94.62"}, "TOTAL-SUM"), ({"level": "ผ่าน"}, "LEVEL-WRONG")):
        assert code in {f.code for f in checks.run(Subject(edited({**right, **edits}), few))}
    odd = Subject(edited({**right, "tools": {"EIT": "190.00"}}), few)
    found = suggest.attach(odd, checks.run(odd))
    assert [finding.code for finding in found] == ["SCORE-RANGE"]
    assert found[0].suggestions


def test_weights_of_indicators() -> None:
    """Indicators of a tool may weigh differently; the tool and the total follow."""
    data = rules(2566).model_dump()
    data["indicators"][8]["weight"], data["indicators"][9]["weight"] = "0.75", "0.25"
    weighed = Framework.model_validate(data)
    oit = "68.44"  # 0.75 of 75.00 and 0.25 of 48.75
    found = checks.run(Subject(edited({"tools": {"OIT": oit}, "total": "81.03"}), weighed))
    assert [finding.code for finding in found] == []
    found = checks.run(Subject(edited({"tools": {"OIT": "61.88"}}), weighed))
    assert [finding.code for finding in found] == ["TOOL-SCORE", "TOTAL-SUM"]

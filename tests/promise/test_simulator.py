"""A bounded sample of the campaign, and proof that it can fail: `make promise` plays many more."""

import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ita_sync.sandbox.faults import Fault
from tests.promise.simulator import exhaustive
from tests.promise.simulator.bugs import BUGS
from tests.promise.simulator.campaign import (
    BUG_SEEDS,
    DRAWS,
    NAME,
    Shown,
    draw_for,
    find_bug,
    one,
    one_control,
    play_block,
)
from tests.promise.simulator.controls import CONTROLS
from tests.promise.simulator.existing import ABOUT
from tests.promise.simulator.history import UNGUARDED, Act, History, Run, draw
from tests.promise.simulator.kept import ROOMS, Block, Code, Kept, code
from tests.promise.simulator.more import KINDS
from tests.promise.simulator.rewrites import typed_over, unguarded
from tests.promise.simulator.story import broken, shrunk, told
from tests.promise.simulator.tally import Tally, bugs_table, controls_table, promise_table
from tools.figures import FOLDER, ROOT

HISTORIES = {"first": 250, "more": 250, "existing": 40, "loose": 60}
SLEEP = time.sleep
FIRST = 1_000_000  # seeds that the published campaign does not use


@pytest.mark.parametrize("how", DRAWS)
def test_no_history_breaks_the_promise(how: str) -> None:
    """Faults, crashes and people by the hundred."""
    tally = Tally()
    for seed in range(FIRST, FIRST + HISTORIES[how]):
        tally.add(one((how, seed)))
    assert tally.wrong == []
    # Where there is no fence, little is written after the first row.
    written = tally.counts["rows"] + tally.counts["rewritten"]
    assert written > HISTORIES[how] * (0.5 if how == "loose" else 1)
    assert len(tally.faults) > 12
    often = ("crashes", "acts") if how == "existing" else ("crashes", "acts", "unknown")
    assert min(tally.counts[each] for each in often) > 5


def test_the_published_tables_have_the_rows_that_the_campaign_prints() -> None:
    """Everything counted, every control and every planted bug, in order."""
    printed = [
        *promise_table({how: Tally() for how in DRAWS}),
        *controls_table({name: Counter() for name in CONTROLS}, Tally()),
        *bugs_table([Shown(name, "", 0, 0, None, ()) for name in BUGS]),
    ]
    published = (FOLDER / f"{NAME}.md").read_text("utf-8").splitlines()
    assert [line.split("|")[1] for line in published if line.startswith("|")] == [
        line.split("|")[1] for line in printed if line.startswith("|")
    ]


def test_a_campaign_that_was_cut_goes_on(tmp_path: Path) -> None:
    """What the same code played is not played again; what other code played, or changes, is."""
    path = tmp_path / "build" / "promise.jsonl"
    block, tally = play_block(Block("existing", 0, 2))
    tally.wrong.append((1, "double: for this test"))
    Kept(path, Code("0123", "abcd")).keep(block, tally)
    assert Kept(path, Code("0123", "abcd")).played == {block: tally}
    assert not Kept(path, Code("4567", "abcd"), looser=True).played
    loose = tmp_path / "loose.jsonl"
    Kept(loose, code("abc1234 with changes")).keep(block, tally)
    assert not loose.exists()


def test_a_checker_that_has_learned_a_limit_judges_anew_what_broke(tmp_path: Path) -> None:
    """What the stricter one found clean stays clean, if whoever runs the campaign says so."""
    path, clean, broke = tmp_path / "promise.jsonl", Block("more", 0, 1), Block("more", 1, 1)
    strict, looser = Code("0123", "abcd"), Code("0123", "ef01")
    Kept(path, strict).keep(clean, Tally())
    Kept(path, strict).keep(broke, Tally(wrong=[(1, "double: for this test")]))
    assert not Kept(path, looser).played
    kept = Kept(path, looser, looser=True)
    assert {*kept.played} == kept.stricter == {clean}
    kept.keep(broke, Tally())
    again = Kept(path, looser, looser=True)
    assert again.played == {clean: Tally(), broke: Tally()}
    assert again.stricter == {clean}


def test_no_history_enters_the_rooms_that_a_campaign_leaves_out() -> None:
    """The code of a campaign is told without them."""
    play = (
        "import sys\n"
        "from tests.promise.simulator.campaign import DRAWS, one\n"
        "for how in DRAWS:\n"
        "    for seed in range(5):\n"
        "        one((how, seed))\n"
        "print(*(name for name in sys.modules if name.startswith('ita_sync.')))\n"
    )
    done = subprocess.run([sys.executable, "-c", play], cwd=ROOT, capture_output=True, check=True)
    loaded = done.stdout.decode().split()
    assert "ita_sync.publish.publisher" in loaded
    assert {name.split(".")[1] for name in loaded}.isdisjoint(ROOMS)


def test_a_seed_is_a_history() -> None:
    """The same seed plays the same way, to the tenth of a second, whatever was drawn before."""
    stories = []
    for noise in (1, 2):
        random.seed(noise)
        problems, played = broken(draw(FIRST + 7))
        stories.append(told(played.history, problems, played))
    assert stories[0] == stories[1]
    assert draw(1) != draw(2)


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str) -> None:
    """Within a thousand seeds."""
    shown = find_bug(name, histories=1)
    assert shown.first is not None, f"{BUG_SEEDS} histories do not show it"
    assert shown.kinds


def test_a_broken_history_is_shrunk_to_a_story() -> None:
    """Only what matters is left of the draw, and the story says what is wrong."""
    with BUGS["silence taken for a refusal"].plant():
        seed = next(
            seed
            for seed in range(BUG_SEEDS)
            if any(p.startswith("in flight") for p in broken(draw(seed))[0])
        )
        whole = draw(seed)
        small = shrunk(whole, "in flight")
        assert small.parts() <= min(4, whole.parts())
        text = told(small, *broken(small))
    assert text.startswith(f"seed {seed}: ")
    assert "no reply" in text
    assert "WRONG  in flight: the same batch was sent again" in text


def test_what_people_use_instead_doubles_rows() -> None:
    """The controls fail where we do not: the stage is hard enough."""
    doubled = {
        name: sum((one_control((name, seed)) for seed in range(60)), Counter())["doubled"]
        for name in CONTROLS
    }
    assert min(doubled.values()) >= 1
    assert doubled["append_row, tenacity"] > 10


def test_the_stage_leaves_the_real_clock_alone() -> None:
    """Two machines in the same control at once: afterwards time passes as before."""
    for seed in range(20):
        one_control(("append_row, BackOffHTTPClient", seed))
    assert time.sleep is SLEEP


def test_every_single_fault_at_every_place() -> None:
    """Until a push passes untouched; and some pairs."""
    tried, pairs, wrong = exhaustive.summary(60, seed=FIRST)
    assert wrong == []
    assert (tried["power"], tried["disk"]) >= (20, 12)
    assert len(tried) == len(exhaustive.kinds()) + 2
    assert pairs == 60


def test_an_open_attempt_is_settled_by_the_next_run() -> None:
    """The simplest history that matters: the power goes while a request is on its way."""
    runs = (Run("a", "push", 0, 0.0, dies_at=8), Run("a", "push", 0, 5.0))
    problems, played = broken(History(0, runs))
    assert problems == []
    assert [run.exit for run in played.ended][:2] == [None, 0]
    assert (0, "after POST") in {(0, what[-11:-1]) for _, what in played.told}


def test_a_service_without_a_fence_is_left_alone() -> None:
    """The first row stands, the run says so with exit 4, and nothing is written after that."""
    runs = (Run("a", "push", 0, 0.0, others=(1,)), Run("a", "push", 2, 60.0))
    history = History(0, runs, knows=False, rules=("ids-not-unique",))
    problems, played = broken(history)
    assert problems == []
    assert {run.code for run in played.ended if run.run.kind == "push"} == {"no-fence"}


def test_a_person_who_types_under_way_is_gone_over_and_counted() -> None:
    """Nothing in a request compares content: the known limit, and no break of the promise."""
    listed = Act("list by code", (0.1, 0.0, 0.0))
    score = Act("type score", (0.0, 0.0, 0.9))
    counted = {}
    for at in (2, 3):  # before the mark on the row arrives, and before the write does
        runs = (Run("a", "push", 0, 0.0),)
        problems, played = broken(History(0, runs, acts=((1, listed), (at, score))))
        assert problems == []
        counted[at] = typed_over(played), played.ended[0].said[0].code
    assert counted == {2: (0, "content-differs"), 3: (1, "")}


def test_a_question_that_faults_answer_is_counted() -> None:
    """Asked twice whether marks guard a row: one refusal of the network does not pass for it."""
    counted = {}
    for times in (1, 2):
        refused = Fault("http-400", match="write", times=times)
        runs = (Run("a", "push", 0, 0.0),)
        acts = ((1, Act("list by code", (0.1, 0.0, 0.0))),)
        problems, played = broken(
            History(0, runs, faults=((2, refused),), acts=acts, rules=(UNGUARDED,))
        )
        assert problems == []
        counted[times] = unguarded(played), played.ended[0].said[0].code
    assert counted == {1: (0, "no-guard"), 2: (1, "")}


@pytest.mark.parametrize("name", [*KINDS, *ABOUT])
def test_a_kind_of_history_does_what_its_name_says(name: str) -> None:
    """Each kind adds what it is about, and a seed is the same history every time."""
    drawn = [draw_for(name, seed) for seed in range(30)]
    assert drawn == [draw_for(name, seed) for seed in range(30)]
    assert all(history.about == (name,) for history in drawn)
    plain = replace(drawn[0], about=())
    assert any(replace(each, about=()) != replace(plain, seed=each.seed) for each in drawn)


def test_history_that_was_settled_and_changed_is_found() -> None:
    """The checker compares each journal with what it said at the end of earlier runs."""
    with BUGS["what is seen written over what is settled"].plant():
        runs = (Run("a", "push", 0, 0.0), Run("a", "verify", 0, 60.0))
        acts = ((3, Act("delete ours", (0.0, 0.0, 0.0))),)
        problems, _ = broken(History(0, runs, acts=acts))
    assert any(each.startswith("history: batch 1 of a") for each in problems)

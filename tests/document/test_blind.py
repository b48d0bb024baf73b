"""The documents that were drawn blind stay read as they are: nothing wrong without a mark."""

import json
from collections import Counter
from pathlib import Path

import pytest

from ita_sync.document.draft import Draft, Field, Node, Trust
from tests.document.blind.__main__ import GOALS, REACHED, SETS, examine
from tests.document.blind.verdict import Outcome, judge
from tests.document.drafts import draft


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", ["docx", "xlsx", "txt"])
def test_what_is_read_of_them_stays(folder: Path, name: str) -> None:
    """By format, over all its documents; PDFs and scans are read by the command alone."""
    counts: Counter[Outcome] = Counter()
    wrong = []
    for each in json.loads((folder / "truth.json").read_text("utf-8"))["documents"]:
        if each["format"] == name:
            verdict, _, _ = examine(folder / each["file"], each["fields"])
            counts += verdict.counts
            wrong += [(each["file"], *one) for one in verdict.wrong if one[-1] is Outcome.SILENT]
    assert not wrong
    if not counts:
        pytest.skip(f"the set has no documents of this format: {name}")
    goal = REACHED.get(folder.name, GOALS)[name]
    assert 100 * counts[Outcome.RIGHT] / counts.total() >= goal


def _read(total: Field) -> Draft:
    return draft({"total": total, "level": Field("ผ่าน")}, ("memo", "number"))


@pytest.mark.parametrize(
    ("total", "outcome"),
    [
        (Field("88.39"), Outcome.RIGHT),
        (Field("88.39", Trust.DOUBTFUL), Outcome.RIGHT),
        (Field("88.93", Trust.SINGLE), Outcome.MARKED),
        (Field("88.93"), Outcome.SILENT),
        (Field(None, Trust.DOUBTFUL), Outcome.SAID),
    ],
)
def test_a_verdict_tells_a_silent_error_from_a_marked_one(total: Field, outcome: Outcome) -> None:
    """And what is missing and said from what nobody says."""
    truth = {"total": "88.39", "level": "ผ่าน", "memo.number": "1/2", "memo.subject": "เรื่อง"}
    found = judge(truth, _read(total)).counts
    expected = Counter({Outcome.RIGHT: 1, Outcome.SAID: 1, Outcome.UNSAID: 1})
    assert found == expected + Counter([outcome])


def test_a_measure_that_was_not_read_takes_that_of_no_other() -> None:
    """Those that are most alike are held against each other."""
    truth = {
        f"measure.{number}.{key}": text
        for number, item in enumerate(("e7", "o12"), 1)
        for key, text in {"item": item, "division": "กองคลัง", "steps": "ทบทวน"}.items()
    }
    read_one: dict[str, Node] = {
        key: Field(truth[f"measure.2.{key}"]) for key in ("item", "division", "steps")
    }
    found = judge(truth, draft({"measures": [read_one]})).counts
    assert (found[Outcome.RIGHT], found[Outcome.SILENT]) == (3, 0)


def test_what_the_document_does_not_print_is_made_up() -> None:
    """A value where it has none is wrong without a mark."""
    assert judge({"level": "ผ่าน"}, _read(Field("88.39"))).counts[Outcome.SILENT] == 1

"""What the decision to take a change back binds, and where it is kept."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ita_sync.approval import undo
from ita_sync.approval.undo import Effect, UndoSignOff
from ita_sync.errors import NotSignedOff
from ita_sync.journal import Change, Draft, Kind, Place, State
from ita_sync.row import digest_of
from tests.promise.histories import amended
from tests.promise.world import BOOK, DECISION, World

OLD = Path(__file__).parent / "old"
AT = "2026-11-30T04:00:00+00:00"


@pytest.fixture
def last(world: World) -> Change:
    """Return a change as the journal has it: the row was amended."""
    machine = world.machine()
    machine.push()
    machine.push(amended(world.report))
    return machine.changes()[-1]


def effect(last: Change, world: World) -> Effect:
    """Return what putting the former content back does."""
    draft = Draft(world.row(), "report.yaml", kind=Kind.UNDO)
    return undo.effect_of(last, draft, "ชีต", emptied=set(), whole_row=False)


def signed(last: Change, effect: Effect, folder: Path) -> UndoSignOff:
    """Return the decision, as it is read from its file."""
    file = undo.beside(folder / "x.yaml")
    undo.record(file, DECISION, undo.statement(last, effect), effect, recorded_at=AT)
    return file.current()


def test_each_thing_that_is_bound_voids_the_decision(
    last: Change, world: World, tmp_path: Path
) -> None:
    """Row, target, place, change, content before and after: none may be another."""
    now = effect(last, world)
    decision = signed(last, now, tmp_path)
    undo.require(decision, now, last)
    for name, value in {
        "key": "{}",
        "target": "อื่น",
        "spreadsheet": "x",
        "gid": 9,
        "change": last.id + 1,
        "mark": 99,
        "stands": "0",
        "becomes": undo.TAKEN,
    }.items():
        bound = now.bound.model_copy(update={name: value})
        with pytest.raises(NotSignedOff) as refused:
            undo.require(decision, now.model_copy(update={"bound": bound}), last)
        assert refused.value.code == "undo-void"
    assert set(type(now.bound).model_fields) == {
        *("key", "target", "spreadsheet", "gid", "change", "mark", "stands", "becomes")
    }


def test_a_row_goes_or_is_emptied_or_is_as_it_was(last: Change, world: World) -> None:
    """Each in words, and cell by cell."""
    back = effect(last, world)
    assert [str(line) for line in back.lines()] == [
        "Column เลขที่หนังสือ: ชย 52506.2/63 → ชย 52506.2/62"
    ]
    draft = Draft(last.row, "report.yaml", kind=Kind.TAKE)
    gone = undo.effect_of(last, draft, "ชีต", emptied=set(), whole_row=True)
    assert (gone.bound.becomes, set(gone.becomes.values())) == (undo.TAKEN, {None})
    emptied = undo.effect_of(last, draft, "ชีต", emptied={"เลขที่หนังสือ"}, whole_row=False)
    assert emptied.bound.becomes == undo.EMPTIED
    assert [str(line) for line in emptied.lines()] == ["Column เลขที่หนังสือ: ชย 52506.2/63 → –"]
    assert len({str(each.what) for each in (back, gone, emptied)}) == 3


def test_carried_out_is_what_the_journal_has_under_this_very_decision(
    last: Change, world: World, tmp_path: Path
) -> None:
    """Written, of that kind, decided then and for that change."""
    decision = signed(last, effect(last, world), tmp_path)
    done = replace(last, kind=Kind.UNDO, state=State.WRITTEN, signoff=decision.journalled())
    assert undo.carried_out(decision, done)
    for other in (
        last,
        replace(done, kind=Kind.AMEND),
        replace(done, state=State.UNTOLD),
        replace(done, state=State.OPEN),
        replace(done, signoff={**decision.journalled(), "recorded_at": "later"}),
        replace(done, signoff={**decision.journalled(), "undoes": last.id - 1}),
    ):
        assert not undo.carried_out(decision, other)


def test_it_is_kept_beside_the_report_else_in_the_state_folder(
    last: Change, tmp_path: Path
) -> None:
    """One file for each row and tab there."""
    here = replace(last, path=str(tmp_path / "my report.yaml"))
    assert undo.path_for(here, Path("state")) == tmp_path / "my report.undo.json"
    places = {
        undo.path_for(replace(last, path=path, place=Place(BOOK, gid, "x")), Path("state"))
        for path in ("", str(tmp_path / "gone" / "r.yaml"))
        for gid in (0, 1)
    }
    assert len(places) == 2
    assert {(path.parent, "".join(path.suffixes)) for path in places} == {
        (Path("state"), ".undo.json")
    }


def test_a_decision_that_is_replaced_is_kept(last: Change, world: World, tmp_path: Path) -> None:
    """The new one stands behind it, and knows it by its digest."""
    first, second = (signed(last, effect(last, world), tmp_path) for _ in range(2))
    chain = undo.beside(tmp_path / "x.yaml").unedited()
    assert chain.records == (first, second)
    assert (first.previous, second.previous) == (None, first.digest)
    assert set(second.digests) == set(UndoSignOff.parts())


def test_a_decision_of_version_1_holds_and_others_follow_it(
    last: Change, world: World, tmp_path: Path
) -> None:
    """A real one; what is decided after it is chained to it and leaves it as it was."""
    file = undo.beside(tmp_path / "x.yaml")
    shutil.copy(OLD / "added.undo.json", file.path)
    old = json.loads(file.path.read_text("utf-8"))
    assert file.current().schema_version == 1
    assert file.current().effect.bound.becomes == undo.TAKEN
    signed(last, effect(last, world), tmp_path)
    chain = file.unedited()
    assert chain.raw[0] == old
    assert chain.records[1].previous == digest_of(old)
    file.path.write_text(file.path.read_text("utf-8").replace("(mark 1)", "(mark 2)", 1), "utf-8")
    with pytest.raises(NotSignedOff) as refused:
        file.current()
    assert "the record before it was edited" in str(refused.value.details)

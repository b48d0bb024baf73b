"""What Google might do otherwise: each rule by itself, for one request and for good."""

import json

import pytest

from ita_sync.sandbox import Fault, Sandbox, manage
from ita_sync.sandbox.faults import SERVICE
from tests.sandbox.talk import Clock, Json, Talk
from tests.sandbox.test_marks import create, found, lookup

TAKEN = "that ID already exists"
TYPED: Json = {
    "updateCells": {
        "start": {},
        "rows": [{"values": [{"userEnteredValue": {"stringValue": "typed"}}]}],
        "fields": "userEnteredValue",
    }
}


def gone(number: int) -> Json:
    """A deleteDeveloperMetadata by id."""
    return {"deleteDeveloperMetadata": {"dataFilter": lookup(metadataId=number)}}


def passes(talk: Talk, *requests: Json) -> bool:
    """Whether a batch is done."""
    return talk.ask("POST", ":batchUpdate", {"requests": list(requests)})[0] == 200


@pytest.mark.parametrize(
    ("rule", "inside", "across"),
    [
        (None, False, False),
        ("ids-not-unique", True, True),
        ("ids-not-unique-inside", True, False),
        ("ids-not-unique-across", False, True),
    ],
)
def test_where_a_number_can_be_taken_twice(
    talk: Talk, rule: str | None, *, inside: bool, across: bool
) -> None:
    """Inside one batch, across batches, both, or (as documented) neither."""
    if rule:
        talk.box.fault(Fault(rule, times=None))
    assert passes(talk, create(5))
    assert passes(talk, create(6), create(6)) == inside
    assert passes(talk, create(5)) == across
    # A number that was given back inside of the batch is free in any case.
    assert passes(talk, create(8), gone(8), create(8))


@pytest.mark.parametrize("kept", [False, True])
def test_a_refused_batch_may_keep_what_came_before(talk: Talk, *, kept: bool) -> None:
    """The reply is the same; what the refused request itself began is not kept."""
    if kept:
        talk.box.fault(Fault("not-atomic", times=None))
    talk.batch(create(5))
    assert "requests[2].create" in talk.refused(TYPED, create(6), create(5), create(7))
    too_much = create(9, metadataValue="x" * 30_000)
    assert "30000" in talk.refused(create(8), too_much)
    assert (talk.rows()[0][0] == "typed") == kept
    assert found(talk, lookup(metadataKey="fence")) == ([5, 6, 8] if kept else [5])
    assert [call.applied for call in talk.box.calls() if call.status == 400] == [kept, kept]


def test_a_batch_that_is_refused_at_once_keeps_nothing(talk: Talk) -> None:
    """Nothing came before its first request, nor before what the parser refuses."""
    talk.box.fault(Fault("not-atomic", times=None))
    talk.batch(create(5))
    talk.refused(create(5), TYPED)
    talk.refused(TYPED, {"fly": {}})
    assert talk.rows()[0][0] == "id"
    assert [call.applied for call in talk.box.calls()] == [True, False, False]


def test_a_number_made_and_deleted_in_one_batch_may_be_refused(talk: Talk) -> None:
    """In either order; apart it passes, and so does one number beside another."""
    pair = [create(5), gone(5)]
    assert passes(talk, *pair)
    talk.box.fault(Fault("pair-refused", times=None))
    assert "ID [5]" in talk.refused(*pair)
    talk.batch(create(5), create(6))
    assert "ID [5]" in talk.refused(gone(5), create(5))
    talk.batch(gone(5), create(7))
    talk.batch(create(5))
    assert found(talk, lookup(metadataKey="fence")) == [6, 7, 5]


def test_deleting_nothing_may_be_refused(talk: Talk) -> None:
    """Alone and in a batch, which goes with it; what matches is deleted."""
    talk.batch(create(5))
    assert passes(talk, gone(6))
    talk.box.fault(Fault("no-match-refused", times=None))
    assert "requests[1].delete" in talk.refused(TYPED, gone(6))
    assert talk.rows()[0][0] == "id"
    assert passes(talk, gone(5))
    assert not passes(talk, gone(5))


@pytest.mark.parametrize("rule", sorted(SERVICE))
def test_a_rule_lasts_beside_other_faults(talk: Talk, clock: Clock, rule: str) -> None:
    """Set over HTTP, for a late request and in the next process too, until faults are cleared."""
    body = json.dumps({"name": rule, "times": None}).encode()
    assert manage.answer(talk.box, "POST", "/sandbox/faults", body).status == 200
    talk.batch(create(5))
    batches = {
        "ids-not-unique": [create(5)],
        "ids-not-unique-across": [create(5)],
        "ids-not-unique-inside": [create(6), create(6)],
        "not-atomic": [create(6), create(5)],
        "pair-refused": [create(6), gone(6)],
        "no-match-refused": [create(6), gone(7)],
    }
    talk.box.fault(Fault("late", seconds=10))
    talk.raw("POST", ":batchUpdate", {"requests": batches[rule]})
    clock.now += 20
    other = Talk(Sandbox(talk.box.path, clock))
    after = {"not-atomic": [5, 6], "pair-refused": [5], "no-match-refused": [5]}
    marks = {"ids-not-unique-inside": [5, 6, 6]} | after
    assert found(other, lookup(metadataKey="fence")) == marks.get(rule, [5, 5])
    talk.box.clear_faults()
    assert talk.box.faults() == []
    assert TAKEN in talk.refused(create(5))


@pytest.mark.parametrize("rule", sorted(SERVICE))
def test_a_rule_can_hold_for_one_request(talk: Talk, rule: str) -> None:
    """As any other fault."""
    talk.box.fault(Fault(rule))
    talk.batch(create(5))
    assert talk.box.faults() == []
    assert talk.box.calls()[0].fault == rule
    assert TAKEN in talk.refused(create(6), create(6))
    assert passes(talk, create(7), gone(7), gone(8))

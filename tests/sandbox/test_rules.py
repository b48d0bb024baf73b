"""What Google might do otherwise: each rule by itself, for one request and for good."""

import json

import pytest

from ita_sync.sandbox import Fault, Sandbox, manage
from ita_sync.sandbox.faults import SERVICE
from tests.sandbox.talk import BOOK, Clock, Json, Talk
from tests.sandbox.test_lookup import exact, update
from tests.sandbox.test_marks import create, found, lookup, row
from tests.sandbox.test_row_marks import cut, duplicate, insert, sort

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


def test_a_number_given_back_may_be_taken_until_the_batch_ends(talk: Talk) -> None:
    """In the next batch it is free."""
    talk.batch(create(5))
    talk.box.fault(Fault("deleted-ids-taken", times=None))
    assert TAKEN in talk.refused(gone(5), create(5))
    assert TAKEN in talk.refused(create(6), gone(6), create(6))
    talk.batch(create(6), gone(6), gone(5))
    talk.batch(create(5), create(6))


def test_updating_nothing_is_refused_or_passes(talk: Talk) -> None:
    """Alone and in a batch; what matches is updated. Deletions have a rule of their own."""
    talk.batch(create(5))
    nothing = update(lookup(metadataId=6), metadataValue="x")
    assert "requests[1].update" in talk.refused(TYPED, nothing)
    assert not passes(talk, nothing)
    talk.box.fault(Fault("no-match-passes", times=None))
    assert talk.batch(nothing)["replies"] == [{"updateDeveloperMetadata": {}}]
    talk.batch(nothing, update(lookup(metadataId=5), metadataValue="x"))
    assert found(talk, lookup(metadataValue="x")) == [5]
    talk.box.fault(Fault("no-match-refused", times=None))
    assert passes(talk, nothing)
    assert not passes(talk, gone(6))


def pinned(request: Json, at: Json) -> list[Json]:
    """A batch in which the mark on row 2 must be elsewhere after the request."""
    return [create(6), request, update(exact(at), metadataValue="x")]


# By rule, a batch in a spreadsheet with mark 5, and a mark of another key on row 2, which is copied
# to tab 9; and the marks that there are after it, where the rule is not merely looser about ids.
BATCHES: dict[str, tuple[list[Json], list[int]]] = {
    "ids-not-unique": ([create(5)], [5, 5]),
    "ids-not-unique-across": ([create(5)], [5, 5]),
    "ids-not-unique-inside": ([create(6), create(6)], [5, 6, 6]),
    "not-atomic": ([create(6), create(5)], [5, 6]),
    "pair-refused": ([create(6), gone(6), create(7)], [5]),
    "deleted-ids-taken": ([gone(5), create(6), create(5)], [5]),
    "no-match-refused": ([create(6), gone(7)], [5]),
    "no-match-passes": ([create(6), update(lookup(metadataId=7))], [5, 6]),
    "places-before": (pinned(insert(0), row(1)), [5, 6]),
    "sort-leaves-marks": (pinned(sort(1), row(1)), [5, 6]),
    "part-sort-moves-marks": (pinned(sort(1, 0, 1), row(2)), [5, 6]),
    "cut-moves-marks": (pinned(cut(1, 4), row(4)), [5, 6]),
    "duplicate-copies-marks": (pinned(duplicate(9), row(1, tab=9)), [5, 6]),
    "row-marks-fill-book": ([create(7, metadataValue="x" * 29_980, location=row(1))], [5]),
}


@pytest.mark.parametrize("rule", sorted(SERVICE))
def test_a_rule_lasts_beside_other_faults(talk: Talk, clock: Clock, rule: str) -> None:
    """Set over HTTP, for a late request and in the next process too, until faults are cleared."""
    body = json.dumps({"name": rule, "times": None}).encode()
    assert manage.answer(talk.box, "POST", "/sandbox/faults", body).status == 200
    talk.batch(create(5), create(4, metadataKey="row", location=row(1)))
    batch, after = BATCHES[rule]
    talk.box.fault(Fault("late", seconds=10))
    talk.raw("POST", ":batchUpdate", {"requests": batch})
    clock.now += 20
    other = Talk(Sandbox(talk.box.path, clock))
    assert found(other, lookup(metadataKey="fence")) == after
    talk.box.clear_faults()
    assert talk.box.faults() == []
    assert TAKEN in talk.refused(create(5))


@pytest.mark.parametrize("rule", sorted(SERVICE))
def test_without_the_rule_the_same_batch_ends_otherwise(talk: Talk, rule: str) -> None:
    """So that the test above tells of each rule."""
    talk.batch(create(5), create(4, metadataKey="row", location=row(1)))
    batch, after = BATCHES[rule]
    passes(talk, *batch)
    assert found(talk, lookup(metadataKey="fence")) != after


def test_the_owner_meets_rules_that_last(talk: Talk) -> None:
    """People who sort a sheet are the ones whom marks follow, or do not."""
    talk.batch(create(5, location=row(1)))
    talk.box.fault(Fault("sort-leaves-marks", times=None))
    talk.box.fault(Fault("no-match-refused"))  # for one request of a client: not for this one
    assert talk.box.owner_edit(BOOK, [sort(1), gone(7)])
    assert found(talk, exact(row(1))) == [5]


@pytest.mark.parametrize("rule", sorted(SERVICE))
def test_a_rule_can_hold_for_one_request(talk: Talk, rule: str) -> None:
    """As any other fault."""
    talk.box.fault(Fault(rule))
    talk.batch(create(5))
    assert talk.box.faults() == []
    assert talk.box.calls()[0].fault == rule
    assert TAKEN in talk.refused(create(6), create(6))
    assert passes(talk, create(7), gone(7), gone(8))

"""The journal: each entry, each question, and what is left when it fails."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ita_sync.errors import ConfigError
from ita_sync.journal import (
    Acceptance,
    Attempt,
    Batch,
    Book,
    Change,
    How,
    Journal,
    Kind,
    Observation,
    Outcome,
    Place,
    Reason,
    State,
)
from tests.journal.entries import ROOM, add_batch, changes_of, damage, draft, entry, unusable
from tests.promise.histories import neighbour
from tests.promise.outcomes import HERE, WITHOUT, plain, words_of
from tests.promise.world import BOOK, TAB, World


def test_what_is_journalled_is_plain_json(book: Journal, world: World) -> None:
    """Readable with any tool: Thai as Thai, no blanks, dates as text."""
    decided = {"โดย": date(2566, 1, 2)}
    add_batch(book, world, draft(world, signoff=decided, former=[["ก", 1]]), body={"a": [1, "ก"]})
    assert book._db.execute("SELECT body FROM batches").fetchall() == [('{"a":[1,"ก"]}',)]
    columns = "spreadsheet, gid, tab, parts, key, digest, cells, signoff, former"
    (row,) = book._db.execute(f"SELECT {columns} FROM changes").fetchall()  # noqa: S608 - ours
    wanted = world.row()
    parts = '[["รหัส อปท.","5360601",true],["ปีงบประมาณ","2566",false]]'
    assert row[:6] == (BOOK, 0, TAB, parts, wanted.key.identity, wanted.digest)
    assert json.loads(row[6]) == wanted.dump()
    assert row[7:] == ('{"โดย":"2566-01-02"}', '[["ก",1]]')


def test_a_batch_is_journalled_with_its_changes(book: Journal, world: World) -> None:
    """Whole: its number, epoch, token and request, and each change as it was wanted."""
    other = draft(world, row=world.row(neighbour(world.report)), report="s.yaml")
    one = draft(
        world,
        path="/a/r.yaml",
        signoff={"post": "x"},
        signoff_digest="d" * 64,
        former=[["x", None]],
    )
    batch = add_batch(book, world, one, other, epoch=None, body={"requests": [1]})
    changes = tuple(
        Change(
            id=id_,
            created_at=1.0,
            kind=Kind.ADD,
            batch=1,
            place=HERE,
            row=plain(each.row),
            report=each.report,
            path=each.path,
            signoff=each.signoff or {},
            former=list(each.former),
            number=4,
            state=State.OPEN,
            reason=Reason.NONE,
            seen=None,
        )
        for id_, each in ((1, one), (2, other))
    )
    assert (batch.token, batch.number) == ("t", 4)
    assert batch == Batch(
        id=1,
        created_at=1.0,
        place=HERE,
        number=4,
        epoch=None,
        token=batch.token,
        body={"requests": [1]},
        state=State.OPEN,
        reason=Reason.NONE,
        settled_at=None,
        attempts=(),
        changes=changes,
    )
    assert book.history() == list(changes)
    assert book._db.execute("SELECT signoff_digest FROM changes").fetchall() == [("d" * 64,), ("",)]


def test_a_batch_is_settled_once(book: Journal, world: World) -> None:
    """Open and closing are on the way there; whatever else is known of it stays for ever."""
    batch = add_batch(book, world)
    closing = book.settle(batch, State.CLOSING, Reason.GIVEN_UP, 8.0)
    assert (closing.state, closing.reason, closing.settled_at) == (
        State.CLOSING,
        Reason.GIVEN_UP,
        None,
    )
    assert [change.state for change in closing.changes] == [State.CLOSING]
    unwritten = book.settle(batch, State.UNWRITTEN, Reason.TAKEN, 9.0)
    assert (unwritten.state, unwritten.reason, unwritten.settled_at) == (
        State.UNWRITTEN,
        Reason.TAKEN,
        9.0,
    )
    for state in State:
        assert book.settle(batch, state, Reason.SEEN, 10.0) == unwritten
    assert book.batch(batch.id) == book.again(batch) == unwritten
    assert book.book(BOOK) == Book(BOOK)


def test_a_mark_that_was_written_is_remembered(book: Journal, world: World) -> None:
    """Of each spreadsheet the highest; a look that lacks it is older than that."""
    for number, highest in ((4, 4), (7, 7), (5, 7)):
        written = book.settle(add_batch(book, world, number=number), State.WRITTEN, Reason.SEEN, 2)
        assert (written.state, book.book(BOOK).highest) == (State.WRITTEN, highest)
    assert book.book("other") == Book("other")


def test_attempts_are_answered_and_redated_each_for_itself(book: Journal, world: World) -> None:
    """No other attempt and no other batch changes with it; a request never left earlier."""
    first, second = add_batch(book, world), add_batch(book, world)
    ids = [
        book.attempt(first, "row", 10.0),
        book.attempt(second, "row", 20.0),
        book.attempt(first, "close", 0.5),
    ]
    assert ids == [1, 2, 3]
    closing = Attempt("close", 0.5, Outcome.SENT, None, "")
    assert book.batch(first.id).attempts == (Attempt("row", 10.0, Outcome.SENT, None, ""), closing)
    book.answered(1, Outcome.DOUBTFUL, "503", status=503, left_by=5.0)
    book.answered(2, Outcome.REFUSED, left_by=25.0)
    doubtful = Attempt("row", 10.0, Outcome.DOUBTFUL, 503, "503")
    assert book.batch(first.id).attempts == (doubtful, closing)
    assert book.batch(second.id).attempts == (Attempt("row", 25.0, Outcome.REFUSED, None, ""),)
    book.answered(3, Outcome.APPLIED)
    applied = replace(closing, outcome=Outcome.APPLIED)
    assert book.batch(first.id).attempts == (doubtful, applied)
    assert book.again(first) == book.batch(first.id)
    assert [one.attempts for one in book.pending()] == [
        (doubtful, applied),
        book.batch(second.id).attempts,
    ]


def test_each_question_to_the_journal_is_about_one_spreadsheet_and_tab(
    book: Journal, world: World
) -> None:
    """Other spreadsheets and tabs have histories of their own."""
    key, other = world.row().key.identity, world.row(neighbour(world.report))
    one = add_batch(book, world)
    two = add_batch(book, world, place=Place(BOOK, 7, "zwei"), number=5)
    three = add_batch(
        book, world, draft(world, report="s.yaml"), place=Place("other", 0, TAB), number=6
    )
    four = add_batch(book, world, draft(world, row=other), number=8)
    assert book.pending(BOOK) == [one, two, four]
    closing = book.settle(one, State.CLOSING, Reason.TAKEN, 2.0)
    taken = book.settle(two, State.UNWRITTEN, Reason.TAKEN, 2.0)
    assert book.pending(BOOK) == [closing, four]
    assert book.pending("other") == [three]
    assert book.pending() == [closing, three, four]
    assert book.standing(BOOK, 0) == {}
    written = book.settle(closing, State.WRITTEN, Reason.SEEN, 3.0)
    unseen = book.settle(four, State.UNWRITTEN, Reason.UNSEEN, 3.0)
    assert book.standing(BOOK, 0) == {key: written.changes[0]}
    newer = book.adopt(HERE, draft(world, former=[["x", 1], ["y", None]]), now=4.0)
    assert book.standing(BOOK, 0) == book.standing(BOOK, 0, [key, "x"]) == {key: newer}
    assert book.standing(BOOK, 0, ["x"]) == book.standing(BOOK, 0, []) == {}
    assert (book.standing(BOOK, 7), book.standing("other", 0)) == ({}, {})
    untold = book.settle(three, State.UNTOLD, Reason.MARK_GONE, 3.0)
    assert book.standing("other", 0) == {key: untold.changes[0]}
    assert (book.lost_numbers(BOOK), book.lost_numbers("other")) == ({5, 8}, set())
    changes = [each.changes[0] for each in (written, taken, untold, unseen)]
    assert book.history() == [*changes, newer]
    assert book.history("r.yaml") == [changes[0], changes[1], changes[3], newer]
    assert book.history("s.yaml") == [changes[2]]
    assert newer == Change(
        id=5,
        created_at=4.0,
        kind=Kind.FOUND,
        batch=None,
        place=HERE,
        row=plain(world.row()),
        report="r.yaml",
        path="",
        signoff={},
        former=[["x", 1], ["y", None]],
        number=0,
        state=State.FOUND,
        reason=Reason.FOUND,
        seen=None,
    )


def test_a_row_is_observed_whenever_it_stands_otherwise(book: Journal, world: World) -> None:
    """A change knows the newest, and the journal all; none is ever written over."""
    other = draft(world, row=world.row(neighbour(world.report)))
    one, two = changes_of(add_batch(book, world, draft(world), other))
    looks = [
        Observation(5.0, 4, How.AS_SENT, (2,)),
        Observation(6.0, 7, How.DOUBLED, (2, 9)),
        Observation(7.0, 7, How.REMOVED),
    ]
    book.observe([(one, looks[0]), (two, looks[2])])
    book.observe([(one, looks[1])])
    assert [change.seen for change in book.history()] == [looks[1], looks[2]]
    book.observe([(one, looks[2])])
    assert [change.seen for change in book.history()] == [looks[2], looks[2]]
    assert (book.observations(one), book.observations(two)) == (looks, [looks[2]])
    book.observe([])


def test_who_looks_often_adds_only_when_it_was_last_so(book: Journal, world: World) -> None:
    """One entry for as long as a row stands alike: first and last look, under the first mark."""
    (one,) = changes_of(add_batch(book, world, draft(world)))
    for at, highest in ((5.0, 4), (6.0, 7), (9.0, 7), (8.0, 8)):
        book.observe([(one, Observation(at, highest, How.AS_SENT, (2,)))])
    book.observe([(one, Observation(10.0, 8, How.AS_SENT, (3,)))])
    (first, second) = book.observations(one)
    assert first == Observation(5.0, 4, How.AS_SENT, (2,), 9.0)
    assert second == Observation(10.0, 8, How.AS_SENT, (3,))
    assert (first.until, second.until) == (9.0, 10.0)
    assert book.history()[0].seen == second


def test_what_a_person_accepted_is_kept_with_its_reason(book: Journal, world: World) -> None:
    """Of each change, oldest first; nothing is written over."""
    one, two = changes_of(
        add_batch(book, world, draft(world), draft(world, row=world.row(neighbour(world.report))))
    )
    assert book.accepted() == {}
    book.accept(one, "ยุบรวม", "a", 5.0)
    book.accept(one, "ยุบรวมแล้ว", "b", 6.0)
    book.accept(two, "x", "c", 7.0)
    assert book.accepted() == {
        one.id: [Acceptance(5.0, "ยุบรวม", "a"), Acceptance(6.0, "ยุบรวมแล้ว", "b")],
        two.id: [Acceptance(7.0, "x", "c")],
    }


def test_what_is_learnt_of_a_spreadsheet_is_kept_for_itself(book: Journal) -> None:
    """Only the highest mark never falls, unless a person says that the sheet was put back."""
    assert book.book(BOOK) == Book(BOOK, 0, "", "", "", 0.0)
    book.restored(BOOK, 3)
    assert book.book(BOOK) == Book(BOOK)
    book.remember(BOOK, fence="holds", epochs="yes", guards="no")
    book.remember("other", fence="fails", highest=2)
    assert book.book(BOOK) == Book(BOOK, 0, "holds", "yes", "no")
    assert book.book("other") == Book("other", 2, "fails")
    book.remember(BOOK, highest=9, stale_at=7.0)
    book.remember(BOOK, highest=5, epochs="no")
    assert book.book(BOOK) == Book(BOOK, 9, "holds", "no", "no", 7.0)
    book.restored(BOOK, 3)
    assert book.book(BOOK) == Book(BOOK, 3, "holds", "no", "no", 0.0)
    assert book.book("other") == Book("other", 2, "fails")


@pytest.mark.skipif(os.name != "posix", reason="names elsewhere are text")
def test_a_path_of_stray_bytes_is_kept_by_code(book: Journal, world: World) -> None:
    """A name need not be UTF-8, and what the journal keeps is."""
    path = os.fsdecode("/งาน/".encode() + b"\xff/r.yaml")
    batch = add_batch(book, world, draft(world, path=path, former=[["\udcff"]]))
    assert [change.path for change in batch.changes] == ["/งาน/\\udcff/r.yaml"]
    assert batch.changes[0].former == [["\udcff"]]


def test_what_fails_half_way_leaves_nothing(book: Journal, world: World) -> None:
    """Whatever stops it, the transaction is rolled back and the journal goes on."""

    def half_way() -> None:
        with book._transaction():
            book._remember("x", fence="holds")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    assert book.book("x") == Book("x")
    with pytest.raises(ConfigError) as caught:
        book.attempt(replace(add_batch(book, world), id=99), "row", 1.0)
    assert words_of(caught.value) == unusable(
        book.path, "SQLite reports SQLITE_CONSTRAINT_FOREIGNKEY", ROOM
    )
    assert str(caught.value.__cause__) == "FOREIGN KEY constraint failed"
    assert book.attempt(add_batch(book, world), "row", 1.0) == 1


def test_whatever_is_asked_of_a_journal_without_tables_fails_with_its_name(
    book: Journal, world: World
) -> None:
    """An officer is told which file it is, not given a traceback."""
    batch = add_batch(book, world)
    (change,) = batch.changes
    book._db.execute("PRAGMA foreign_keys = OFF")
    for table in ("books", "observations", "attempts", "changes", "batches"):
        book._db.execute(f"DROP TABLE {table}")
    for ask, table in (
        (lambda: book.book(BOOK), "books"),
        (lambda: book.remember(BOOK, fence="holds"), "books"),
        (lambda: book.attempt(batch, "row", 1.0), "attempts"),
        (lambda: book.settle(batch, State.WRITTEN, Reason.SEEN, 1.0), "batches"),
        (lambda: book.again(batch), "batches"),
        (lambda: book.pending(BOOK), "batches"),
        (book.history, "changes"),
        (lambda: book.observations(change), "observations"),
    ):
        with pytest.raises(ConfigError) as caught:
            ask()
        assert words_of(caught.value) == unusable(
            book.path, "a table in it is not what it was", WITHOUT
        )
        assert str(caught.value.__cause__) == f"no such table: {table}"


UNREADABLE: dict[str, tuple[str, dict[str, object]]] = {
    "a state that there is not": ("batches", {"state": "opem"}),
    "a reason that there is not": ("batches", {"reason": "x"}),
    "a request that is no JSON": ("batches", {"body": "{"}),
    "an outcome that there is not": ("attempts", {"outcome": "x"}),
    "cells that are no list": ("changes", {"cells": "1"}),
    "a number that is none": ("changes", {"cells": '[["h","number","x",false,null]]'}),
    "a standing that there is not": ("observations", {"how": "x"}),
    "rows that are no list": ("observations", {"rows": "1"}),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_nobody_can_understand_is_damage_too(book: Journal, world: World, what: str) -> None:
    """Though its seal is whole: written by a fault, it must not become a traceback."""
    from ita_sync.journal import sealed

    table, columns = UNREADABLE[what]
    batch = add_batch(book, world)
    book.attempt(batch, "row", 1.0)
    book.observe([(batch.changes[0], Observation(1.0, 4, How.AS_SENT))])
    (row,) = sealed.select(book._db, table, "id = 1")
    sealed.update(book._db, table, row, **columns)
    asked: dict[str, Callable[[], object]] = {
        "batches": lambda: book.batch(1),
        "attempts": lambda: book.batch(1),
        "changes": book.history,
        "observations": book.history,
    }
    with pytest.raises(ConfigError) as caught:
        asked[table]()
    assert words_of(caught.value) == damage(book.path, entry(table, 1))

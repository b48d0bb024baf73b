"""The journal: each entry, each question, and what is left when it fails."""

import json
from dataclasses import replace
from datetime import date

import pytest

from ita_sync.errors import ConfigError
from ita_sync.journal import Attempt, Intent, Journal, Outcome, Place, Reason, State
from tests.journal.entries import add_intent, unusable
from tests.promise.histories import neighbour
from tests.promise.outcomes import HERE, plain, words_of
from tests.promise.world import BOOK, TAB, World


def test_what_is_journalled_is_plain_json(book: Journal, world: World) -> None:
    """Readable with any tool: Thai as Thai, no blanks, dates as text."""
    add_intent(book, world, signoff={"โดย": date(2566, 1, 2)}, batch={"a": [1, 2]})
    columns = "spreadsheet, gid, tab, parts, key, digest, cells, signoff, batch, former"
    (row,) = book._db.execute(f"SELECT {columns} FROM intents").fetchall()  # noqa: S608 - ours
    wanted = world.row()
    parts = '[["รหัส อปท.","5360601",true],["ปีงบประมาณ","2566",false]]'
    assert row[:6] == (BOOK, 0, TAB, parts, wanted.key.identity, wanted.digest)
    assert json.loads(row[6]) == wanted.dump()
    assert row[7:] == ('{"โดย":"2566-01-02"}', '{"a":[1,2]}', "[]")


def test_an_intent_is_settled_when_it_is_neither_open_nor_closing(
    book: Journal, world: World
) -> None:
    """Each move records the state, the reason and the moment."""
    intent = add_intent(book, world)
    assert (intent.state, intent.reason, intent.settled_at, intent.created_at) == (
        State.OPEN,
        Reason.NONE,
        None,
        1.0,
    )
    for state, settled in (
        (State.CLOSING, None),
        (State.CLOSED, 9.0),
        (State.OPEN, None),
        (State.HELD, 9.0),
        (State.CONFIRMED, 9.0),
    ):
        assert book.move(intent, state, Reason.TAKEN, 9.0) == replace(
            intent, state=state, reason=Reason.TAKEN, settled_at=settled
        )


def test_attempts_are_dated_answered_and_redated_each_for_itself(
    book: Journal, world: World
) -> None:
    """No other attempt and no other intent changes with it."""
    first, second = add_intent(book, world), add_intent(book, world)
    ids = [
        book.attempt(first, "row", 10.0),
        book.attempt(second, "row", 20.0),
        book.attempt(first, "close", 30.0),
    ]
    assert ids == [1, 2, 3]
    sent = Attempt("row", 10.0, Outcome.SENT, "")
    assert book.intent(first.id).attempts == (sent, Attempt("close", 30.0, Outcome.SENT, ""))
    book.answered(1, Outcome.DOUBTFUL, "503", left_by=5.0)
    book.answered(2, Outcome.REFUSED, left_by=25.0)
    book.redate(first, 15.0)
    answered = (
        Attempt("row", 10.0, Outcome.DOUBTFUL, "503"),
        Attempt("close", 15.0, Outcome.SENT, ""),
    )
    assert book.intent(first.id).attempts == answered
    assert book.intent(second.id).attempts == (Attempt("row", 25.0, Outcome.REFUSED, ""),)
    book.answered(3, Outcome.APPLIED)
    assert book.intent(first.id).attempts == (
        answered[0],
        Attempt("close", 15.0, Outcome.APPLIED, ""),
    )


def test_each_question_to_the_journal_is_about_one_spreadsheet_and_tab(
    book: Journal, world: World
) -> None:
    """Other spreadsheets and tabs have histories of their own."""
    other, elsewhere = world.row(neighbour(world.report)), Place("other", 0, TAB)
    one = add_intent(book, world)
    two = add_intent(book, world, place=Place(BOOK, 7, "zwei"), number=5)
    three = add_intent(book, world, place=elsewhere, number=6, report="s.yaml")
    four = add_intent(book, world, row=other, number=8)
    assert [i.id for i in book.pending(BOOK)] == [one.id, two.id, four.id]
    closing, closed = (
        book.move(i, s, Reason.TAKEN, 2.0) for i, s in ((one, State.CLOSING), (two, State.CLOSED))
    )
    assert book.pending(BOOK) == [closing, four]
    assert book.pending("other") == [three]
    assert (book.last(BOOK, 0, one.row.key), book.last(BOOK, 7, one.row.key)) == (closing, None)
    assert (book.last("other", 0, one.row.key), book.last("other", 7, one.row.key)) == (three, None)
    assert book.standing(BOOK, 0) == []
    confirmed, held = (
        book.move(closing, State.CONFIRMED, Reason.NONE, 3.0),
        book.move(four, State.HELD, Reason.UNSEEN, 3.0),
    )
    newer = book.adopt(HERE, one.row, report="r.yaml", now=4.0, former=["x", 1, None])
    assert book.standing(BOOK, 0) == [newer, held]
    assert (book.standing(BOOK, 7), book.standing("other", 0)) == ([], [])
    assert book.last(BOOK, 0, one.row.key) == newer
    assert (book.former(newer), book.former(confirmed)) == (["x", 1, None], [])
    assert (book.lost_numbers(BOOK), book.lost_numbers("other")) == ({5, 8}, set())
    assert book.history() == [confirmed, closed, three, held, newer]
    assert (book.history("r.yaml"), book.history("s.yaml")) == (
        [confirmed, closed, held, newer],
        [three],
    )
    assert newer == Intent(
        id=5,
        created_at=4.0,
        report="r.yaml",
        place=HERE,
        number=0,
        token="",
        row=plain(one.row),
        signoff={},
        batch={},
        state=State.CONFIRMED,
        reason=Reason.FOUND,
        attempts=(),
        settled_at=4.0,
    )


def test_what_was_found_out_of_a_spreadsheet_is_replaced(book: Journal) -> None:
    """The newest finding counts, per spreadsheet and with its moment."""
    assert book.fence_holds(BOOK) is None
    book.found_out(BOOK, 1.0, holds=True)
    book.found_out("other", 2.0, holds=False)
    assert (book.fence_holds(BOOK), book.fence_holds("other")) == (True, False)
    book.found_out(BOOK, 3.0, holds=False)
    assert book.fence_holds(BOOK) is False
    assert book._db.execute("SELECT * FROM fences ORDER BY found_at").fetchall() == [
        ("other", 0, 2.0),
        (BOOK, 0, 3.0),
    ]


def test_what_fails_half_way_leaves_nothing(book: Journal, world: World) -> None:
    """Whatever stops it, the transaction is rolled back and the journal goes on."""

    def half_way() -> None:
        with book._transaction():
            book._db.execute("INSERT INTO fences VALUES ('x', 1, 1.0)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    assert book.fence_holds("x") is None
    with pytest.raises(ConfigError) as caught:
        book.attempt(replace(add_intent(book, world), id=99), "row", 1.0)
    assert words_of(caught.value) == unusable(
        book.path, "SQLite reports SQLITE_CONSTRAINT_FOREIGNKEY"
    )
    assert str(caught.value.__cause__) == "FOREIGN KEY constraint failed"
    assert book.attempt(add_intent(book, world), "row", 1.0) == 1


def test_whatever_is_asked_of_a_damaged_journal_fails_with_its_name(
    book: Journal, world: World
) -> None:
    """An officer is told which file it is, not given a traceback."""
    intent = add_intent(book, world)
    book._db.execute("PRAGMA foreign_keys = OFF")
    for table in ("fences", "attempts", "intents"):
        book._db.execute(f"DROP TABLE {table}")
    for ask, table in (
        (lambda: book.fence_holds(BOOK), "fences"),
        (lambda: book.found_out(BOOK, 1.0, holds=True), "fences"),
        (lambda: book.attempt(intent, "row", 1.0), "attempts"),
        (lambda: book.pending(BOOK), "intents"),
        (lambda: book.former(intent), "intents"),
    ):
        with pytest.raises(ConfigError) as caught:
            ask()
        assert words_of(caught.value) == unusable(book.path, "SQLite reports SQLITE_ERROR")
        assert str(caught.value.__cause__) == f"no such table: {table}"

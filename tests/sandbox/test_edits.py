"""The requests with which tests act as people do, each tried on the sandbox."""

from typing import Any

import pytest

from ita_sync.sandbox import Sandbox
from tests.promise import edits
from tests.sandbox.talk import BOOK, Talk


def seen(box: Sandbox, *path: str | int) -> Any:
    """A part of the spreadsheet as the API shows it."""
    found: Any = box.spreadsheet(BOOK)
    for step in path:
        found = found[step]
    return found


def first(box: Sandbox) -> list[object]:
    """The first column of the first tab."""
    return [row[0] if row else None for row in box.rows(BOOK, "Data")]


def test_rows_and_columns_come_and_go(talk: Talk) -> None:
    """Insert, delete, move, sort, type, empty."""
    talk.batch(edits.insert("ROWS", 1, 2))
    assert first(talk.box) == ["id", None, None, "a", "b"]
    talk.batch(edits.delete_row(1), edits.delete_row(1), edits.move("ROWS", 2, 1))
    assert first(talk.box) == ["id", "b", "a"]
    talk.batch(
        edits.sort(1, 3, 0), edits.put(1, 1, "uno"), edits.put(2, 2, 7), edits.delete_cells(0, 2)
    )
    assert talk.rows() == [["id", "name"], ["a", "uno", 1], ["b", "two", 7]]
    talk.batch(
        edits.sort(1, 3, 0, falling=True), edits.move("COLUMNS", 0, 2), edits.insert("COLUMNS", 0)
    )
    assert talk.rows()[1] == [None, "two", "b", 7]


def test_what_is_seen_changes(talk: Talk) -> None:
    """Filter, hide, show, rename, copy."""
    talk.batch(
        edits.filter_out(0, 3, 0, "a"), edits.hide("COLUMNS", 1, 2), edits.hide("ROWS", 2, 3)
    )
    rows = seen(talk.box, "sheets", 0, "data", 0, "rowMetadata")
    hidden = [each.get("hiddenByFilter", each.get("hiddenByUser")) for each in rows]
    assert hidden == [None, True, True, None, None]
    assert seen(talk.box, "sheets", 0, "data", 0, "columnMetadata", 1, "hiddenByUser")
    talk.batch(
        edits.hide("ROWS", 2, 3, hidden=False),
        edits.mark(5),
        edits.copy_tab(77, "Copy"),
        edits.rename("Renamed"),
    )
    assert talk.box.titles(BOOK) == ["Copy", "Renamed", "Other"]
    assert "hiddenByUser" not in str(seen(talk.box, "sheets", 1, "data", 0, "rowMetadata"))


@pytest.mark.parametrize("row", [1, 2])
def test_a_lock_stops_everybody_but_its_owner(talk: Talk, row: int) -> None:
    """The owner can still edit; once she takes the lock away, so can everybody.

    A refused edit of hers changes nothing.
    """
    assert talk.box.owner_edit(BOOK, [edits.protect(9, 1, 2)])
    request = edits.put(row, 0, "new")
    if row == 1:
        assert "protected cell" in talk.refused(request)
        assert talk.box.owner_edit(BOOK, [request])
        assert "protected cell" in talk.refused(request)
    else:
        talk.batch(request)
    assert first(talk.box)[row] == "new"
    assert not talk.box.owner_edit(BOOK, [edits.delete_row(0), edits.delete_row(99)])
    assert first(talk.box)[0] == "id"
    assert talk.box.owner_edit(BOOK, [edits.unprotect(9)])
    talk.batch(edits.put(1, 0, "newer"))
    assert all(call.fault is None for call in talk.box.calls())


def test_another_project_takes_a_number(talk: Talk) -> None:
    """A private mark: its number is taken, but nobody sees it."""
    talk.box.foreign_mark(BOOK, 5)
    assert "already exists" in talk.refused(edits.mark(5))
    assert "developerMetadata" not in talk.get()
    assert [mark.id for mark in talk.box.book(BOOK).marks] == [5]

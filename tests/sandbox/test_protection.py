"""Protected ranges: whom they stop, what Google refuses of them, and the owner's own edits."""

import pytest

from ita_sync.sandbox.protection import CALLER, LOCKED
from tests.promise import edits
from tests.sandbox.talk import BOOK, Json, Talk

FIRST: Json = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1}
OTHERS: Json = {"editors": {"users": ["owner@example.org"]}}
WRITE = edits.put(0, 0, "new")


def protect(number: int = 9, **fields: object) -> Json:
    """The first row protected, or what `fields` say."""
    return {
        "addProtectedRange": {
            "protectedRange": {"protectedRangeId": number, "range": FIRST} | fields
        }
    }


def change(fields: str, number: int = 9, **given: object) -> Json:
    """A change of a protected range."""
    return {
        "updateProtectedRange": {
            "protectedRange": {"protectedRangeId": number} | given,
            "fields": fields,
        }
    }


def shown(talk: Talk) -> Json:
    """The first protected range as it is given back."""
    found: Json = talk.get()["sheets"][0]["protectedRanges"][0]
    return found


@pytest.mark.parametrize(
    "given",
    [
        {},
        OTHERS,
        OTHERS | {"requestingUserCanEdit": False},
        {"requestingUserCanEdit": False},
        {"editors": {"users": [], "groups": []}, "requestingUserCanEdit": False},
        {"warningOnly": True, "requestingUserCanEdit": False},
        {"warningOnly": True, "requestingUserCanEdit": False, "editors": None},
    ],
)
def test_nobody_locks_itself_out(talk: Talk, given: Json) -> None:
    """What the caller protects it can edit; its own word on that is ignored, as it is read-only."""
    talk.batch(protect(**given), WRITE)
    assert shown(talk)["requestingUserCanEdit"] is True
    assert ("editors" in shown(talk)) is ("warningOnly" not in given)
    if "editors" in shown(talk):
        assert CALLER in shown(talk)["editors"]["users"]
    talk.batch(change("description", description="ours", requestingUserCanEdit=False))
    assert shown(talk)["description"] == "ours"
    talk.batch(WRITE, {"deleteProtectedRange": {"protectedRangeId": 9}})


@pytest.mark.parametrize(
    ("given", "stops"),
    [
        ({}, True),
        (OTHERS, True),
        (OTHERS | {"requestingUserCanEdit": True}, True),
        ({"editors": {"users": ["owner@example.org", CALLER]}}, False),
        ({"warningOnly": True}, False),
    ],
)
def test_what_the_owner_protects_stops_the_caller(talk: Talk, given: Json, stops: bool) -> None:  # noqa: FBT001 - a table
    """Unless its editors name the caller, or it only warns."""
    assert talk.box.owner_edit(BOOK, [protect(**given)])
    assert ("requestingUserCanEdit" in shown(talk)) is not stops
    if stops:
        assert LOCKED in talk.refused(WRITE)
    else:
        talk.batch(WRITE)
    assert talk.box.owner_edit(BOOK, [WRITE])


def test_a_locked_range_refuses_edits(talk: Talk) -> None:
    """Edits inside are a 400; beside it they pass."""
    assert talk.box.owner_edit(BOOK, [protect()])
    query = [("valueInputOption", "RAW")]
    assert talk.refusal("PUT", "/values/Data!A1", {"values": [["x"]]}, query) == LOCKED
    assert talk.refusal("POST", "/values/Data!A1:clear", {}) == LOCKED
    for request in (
        *(edits.delete_row(0), edits.sort(0, 3, 0), edits.unprotect(9), WRITE),
        *({"deleteSheet": {"sheetId": 0}}, change("description", description="mine")),
        *({kind: {"range": FIRST}} for kind in ("mergeCells", "unmergeCells")),
        {"copyPaste": {"source": edits.grid(1, 2, 0, 1), "destination": edits.grid(0, 1, 0, 1)}},
        {"cutPaste": {"source": edits.grid(0, 1, 0, 1), "destination": {"rowIndex": 4}}},
    ):
        assert LOCKED in talk.refused(request)
    talk.batch(edits.insert("ROWS", 1), edits.put(1, 0, "beside"))


def test_the_owner_changes_whom_a_range_stops(talk: Talk) -> None:
    """Named as an editor the caller may edit, and when it only warns; a lock may be put back."""
    assert talk.box.owner_edit(BOOK, [protect(**OTHERS)])
    assert talk.box.owner_edit(BOOK, [change("description", description="figures")])
    assert LOCKED in talk.refused(WRITE)
    assert talk.box.owner_edit(BOOK, [change("editors", editors={"users": [CALLER]})])
    talk.batch(WRITE)
    assert talk.box.owner_edit(BOOK, [change("editors", **OTHERS)])
    assert LOCKED in talk.refused(WRITE)
    assert talk.box.owner_edit(BOOK, [change("warningOnly", warningOnly=True)])
    assert "editors" not in shown(talk)
    talk.batch(WRITE)


def test_parts_can_be_left_open(talk: Talk) -> None:
    """A protected tab with an unprotected column; a copy of the tab has both of its own."""
    free = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2}
    locked = protect(range={"sheetId": 0}, unprotectedRanges=[free])
    assert talk.box.owner_edit(BOOK, [locked])
    talk.batch(edits.put(0, 1, "open"))
    assert LOCKED in talk.refused(WRITE)
    talk.batch(edits.copy_tab(77, "Copy"))
    [copied] = talk.get()["sheets"][0]["protectedRanges"]
    assert copied["range"] == {"sheetId": 77}
    assert copied["unprotectedRanges"] == [free | {"sheetId": 77}]
    assert copied["protectedRangeId"] != 9


WARNING = "ProtectedRange is warningOnly. Editors cannot be set on it."


def test_a_warning_has_no_editors(talk: Talk) -> None:
    """Neither from the beginning nor later."""
    text = f"Invalid requests[0].addProtectedRange: {WARNING}"
    assert talk.refused(protect(warningOnly=True, **OTHERS)) == text
    talk.batch(protect(warningOnly=True), protect(10))
    text = f"Invalid requests[0].updateProtectedRange: {WARNING}"
    assert talk.refused(change("editors", **OTHERS)) == text
    assert talk.refused(change("editors,warningOnly", 10, warningOnly=True, **OTHERS)) == text
    talk.batch(change("editors,warningOnly", warningOnly=False, **OTHERS))
    assert shown(talk)["editors"]["users"] == ["owner@example.org", CALLER]


def test_a_tab_is_protected_as_a_whole_once(talk: Talk) -> None:
    """A range without any bound is the tab's protection; another tab has its own."""
    tab: Json = {"range": {"sheetId": 0}}
    text = 'Sheet "Data" already has sheet protection.'
    talk.batch(protect(**tab), protect(10))
    assert talk.refused(protect(11, **tab)) == f"Invalid requests[0].addProtectedRange: {text}"
    again = talk.refused(change("range", 10, **tab))
    assert again == f"Invalid requests[0].updateProtectedRange: {text}"
    talk.batch(change("range", 9, **tab), change("range", 10, range=edits.grid(1, 2)))
    assert [each["range"] for each in talk.get()["sheets"][0]["protectedRanges"]] == [
        {},
        {"startRowIndex": 1, "endRowIndex": 2},
    ]


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (protect(), "Protected range with ID [9] already exists."),
        (protect(2**31), "(TYPE_INT32)"),
        ({"addProtectedRange": {"protectedRange": {}}}, "Must specify a range to protect."),
        (protect(10, namedRangeId="n"), "The sandbox does not imitate"),
        (change("tableId", tableId="t"), "The sandbox does not imitate"),
        (change("description", 7), "No protected range with id: 7"),
        (change("range"), "Must specify a range to protect."),
        (change("range", range={"sheetId": 7}), "No grid with id: 7"),
        (edits.unprotect(7), "No protected range with id: 7"),
    ],
)
def test_what_cannot_be_protected_is_refused(talk: Talk, request_: Json, text: str) -> None:
    """Numbers twice, ranges of nothing, names and tables."""
    talk.batch(protect())
    assert text in talk.refused(request_)


def test_a_protected_range_moves_to_another_tab(talk: Talk) -> None:
    """It is shown there, and goes with that tab."""
    other = talk.get()["sheets"][1]["properties"]["sheetId"]
    talk.batch(protect(), change("range", range={"sheetId": other, "endRowIndex": 1}))
    data, there = talk.get()["sheets"]
    assert "protectedRanges" not in data
    assert there["protectedRanges"][0]["range"] == {"sheetId": other, "endRowIndex": 1}

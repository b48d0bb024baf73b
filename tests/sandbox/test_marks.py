"""Developer metadata: made, found, deleted, and its limits."""

import pytest

from ita_sync.sandbox import Fault
from tests.sandbox.talk import BOOK, Json, Talk


def create(number: int | None = None, **fields: object) -> Json:
    """A createDeveloperMetadata, by default on the spreadsheet; None removes a field."""
    given: Json = {
        "metadataId": number,
        "metadataKey": "fence",
        "metadataValue": f"token-{number}",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    given = {name: each for name, each in (given | fields).items() if each is not None}
    return {"createDeveloperMetadata": {"developerMetadata": given}}


def row(at: int, end: int | None = None, *, tab: int = 0) -> Json:
    """The location of a row, of the first tab unless another is given."""
    return {
        "dimensionRange": {
            "sheetId": tab,
            "dimension": "ROWS",
            "startIndex": at,
            "endIndex": end or at + 1,
        }
    }


def lookup(**fields: object) -> Json:
    """A data filter by a lookup."""
    return {"developerMetadataLookup": fields}


def found(talk: Talk, *filters: Json) -> list[int]:
    """The ids that a search finds."""
    reply = talk.post("/developerMetadata:search", {"dataFilters": list(filters)})
    return [
        each["developerMetadata"]["metadataId"]
        for each in reply.get("matchedDeveloperMetadata", [])
    ]


def test_a_mark_reads_back_as_made(talk: Talk) -> None:
    """The reply, the single get and the spreadsheet say the same."""
    reply = talk.batch(create(5))["replies"][0]["createDeveloperMetadata"]["developerMetadata"]
    assert reply == {
        "metadataId": 5,
        "metadataKey": "fence",
        "metadataValue": "token-5",
        "location": {"locationType": "SPREADSHEET", "spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    assert talk.get("/developerMetadata/5") == reply
    assert talk.get()["developerMetadata"] == [reply]
    assert talk.get(ranges="Other!A1")["developerMetadata"] == [reply]


def test_an_id_is_drawn_when_none_is_given(talk: Talk) -> None:
    """Two marks without ids get different ones."""
    replies = talk.batch(create(), create())["replies"]
    one, two = (
        each["createDeveloperMetadata"]["developerMetadata"]["metadataId"] for each in replies
    )
    assert 0 < one != two > 0


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (create(1, metadataKey=None), "key"),
        (create(1, visibility=None), "visibility"),
        (create(1, visibility="WORLD"), "visibility"),
        (create(1, location=None), "location"),
        (create(1, location={"sheetId": 77}), "No grid with id: 77"),
        (create(1, location=row(0, 2)), "single row"),
        (create(1, location=row(5)), "outside of the grid"),
        (create(-1), "positive"),
        (create(0), "positive"),
        (create(2**31), "TYPE_INT32"),
        (create(1, metadataValue="x" * 30_000), "30000 characters"),
    ],
)
def test_incomplete_marks_are_refused(talk: Talk, request_: Json, text: str) -> None:
    """Key, location and visibility must be given; ids are positive int32; size is limited."""
    assert text in talk.refused(request_)
    assert "developerMetadata" not in talk.get()


def test_the_size_limit_is_for_the_spreadsheet_and_for_each_sheet(talk: Talk) -> None:
    """A full spreadsheet leaves room on its sheets."""
    talk.batch(create(1, metadataValue="x" * 29_000))
    assert "this spreadsheet" in talk.refused(create(2, metadataValue="x" * 2_000))
    talk.batch(create(2, metadataValue="x" * 29_000, location={"sheetId": 0}))
    assert "this sheet" in talk.refused(create(3, metadataValue="x" * 2_000, location=row(1)))


def test_marks_of_others_take_room_too(talk: Talk) -> None:
    """Those of another app, the private ones that nobody here sees, and keys as well as values.

    Exactly 30,000 characters fit.
    """
    talk.box.foreign_mark(BOOK, 1, "x" * (12_000 - len("foreign")))
    talk.batch(create(2, metadataKey="other-app", metadataValue="x" * (12_000 - len("other-app"))))
    talk.batch(create(3, metadataKey="k" * 1_000, metadataValue=None, visibility="PROJECT"))
    room = {"metadataKey": "fence", "metadataValue": "x" * (5_000 - len("fence"))}
    assert "30000 characters" in talk.refused(create(4, **room | {"metadataKey": "fence."}))
    talk.batch(create(4, **room))
    assert "30000 characters" in talk.refused(create(5, metadataKey="k", metadataValue=None))
    talk.batch({"deleteDeveloperMetadata": {"dataFilter": lookup(metadataId=3)}})
    talk.batch(create(5, metadataKey="k" * 1_000, metadataValue=None))


def test_another_projects_mark_is_unseen_and_in_the_way(talk: Talk) -> None:
    """Its id is taken although neither get, search nor the spreadsheet shows it."""
    talk.box.foreign_mark(BOOK, 9)
    assert "already exists" in talk.refused(create(9))
    assert (
        talk.refusal("GET", "/developerMetadata/9", code=404) == "Requested entity was not found."
    )
    assert found(talk, lookup(metadataId=9)) == []
    assert "developerMetadata" not in talk.get()
    talk.batch({"deleteDeveloperMetadata": {"dataFilter": lookup(visibility="PROJECT")}})
    assert "already exists" in talk.refused(create(9))


def test_a_deleted_id_is_free_again(talk: Talk) -> None:
    """Deletion gives back what was deleted; deleting nothing is no error."""
    talk.batch(create(5), create(6))
    gone = {"deleteDeveloperMetadata": {"dataFilter": lookup(metadataId=5)}}
    deleted = talk.batch(gone)["replies"][0]["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
    assert [each["metadataId"] for each in deleted] == [5]
    assert talk.batch(gone)["replies"] == [{"deleteDeveloperMetadata": {}}]
    talk.batch(create(5))
    assert found(talk, lookup(metadataKey="fence")) == [6, 5]


def test_lookups_match_all_their_fields(talk: Talk) -> None:
    """By id, key, value, visibility and type; a filter of a range finds what lies on it."""
    talk.batch(
        create(1),
        create(2, location={"sheetId": 0}),
        create(3, location=row(1), metadataKey="row"),
        create(4, location=row(2), visibility="PROJECT"),
    )
    twice = {"a1Range": "Data!A1", "gridRange": {"sheetId": 0}}
    body = {"dataFilters": [twice]}
    assert "already set" in talk.refusal("POST", "/developerMetadata:search", body)
    assert found(talk, lookup(metadataKey="fence")) == [1, 2, 4]
    assert found(talk, lookup(metadataKey="fence", metadataValue="token-2")) == [2]
    assert found(talk, lookup(visibility="PROJECT")) == [4]
    assert found(talk, lookup(locationType="ROW")) == [3, 4]
    assert found(talk, lookup(metadataId=1), lookup(metadataId=3)) == [1, 3]
    assert found(talk, {"a1Range": "Data!A2:B2"}) == [3]
    assert found(talk, {"gridRange": {"sheetId": 0, "startRowIndex": 2}}) == [4]
    assert "data filter" in talk.refusal("POST", "/developerMetadata:search", {})
    assert "data filter" in talk.refusal("POST", "/developerMetadata:search", {"dataFilters": [{}]})


def test_row_marks_stand_in_the_row_metadata(talk: Talk) -> None:
    """Marks of rows are shown with the grid data, those of a tab with the tab."""
    talk.batch(create(2, location={"sheetId": 0}), create(3, location=row(1)))
    sheet = talk.get(
        fields="sheets(developerMetadata/metadataId,data/rowMetadata/developerMetadata/metadataId)"
    )
    first, _ = sheet["sheets"]
    assert first["developerMetadata"] == [{"metadataId": 2}]
    assert first["data"][0]["rowMetadata"][:3] == [
        {},
        {"developerMetadata": [{"metadataId": 3}]},
        {},
    ]


def test_a_filter_that_is_a_range_selects_cells_to_read(talk: Talk) -> None:
    """GetByDataFilter gives them, and nothing of other tabs; a lookup is none."""
    body: Json = {"dataFilters": [{"a1Range": "Data!B2:C2"}], "includeGridData": True}
    (sheet,) = talk.post(":getByDataFilter", body)["sheets"]
    (data,) = sheet["data"]
    assert (data["startRow"], data["startColumn"]) == (1, 1)
    assert [each["formattedValue"] for each in data["rowData"][0]["values"]] == ["one", "1"]
    assert len(talk.post(":getByDataFilter", {})["sheets"]) == 2
    wrong = {"dataFilters": [lookup(metadataId=3)]}
    assert "must specify a range" in talk.refusal("POST", ":getByDataFilter", wrong)


def test_ids_need_not_be_unique_under_the_fault(talk: Talk) -> None:
    """The fault switches the rule off for one request, and the rule is back after it."""
    talk.batch(create(5))
    talk.box.fault(Fault("ids-not-unique"))
    talk.batch(create(5))
    assert found(talk, lookup(metadataId=5)) == [5, 5]
    assert "already exists" in talk.refused(create(5))

"""Lookups of developer metadata by place, and updates of what they find."""

import pytest

from tests.sandbox.talk import Json, Talk
from tests.sandbox.test_marks import create, found, lookup, row


def column(at: int) -> Json:
    """The location of a column of the first tab."""
    span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {"dimensionRange": span}


def exact(at: Json, **fields: object) -> Json:
    """A data filter by exactly this place."""
    return lookup(metadataLocation=at, locationMatchingStrategy="EXACT_LOCATION", **fields)


def update(*filters: Json, fields: str = "metadataValue", **given: object) -> Json:
    """An updateDeveloperMetadata, of the value unless another field is named."""
    what = {"dataFilters": list(filters), "developerMetadata": given, "fields": fields}
    return {"updateDeveloperMetadata": what}


def gone(data_filter: Json) -> Json:
    """A deleteDeveloperMetadata."""
    return {"deleteDeveloperMetadata": {"dataFilter": data_filter}}


@pytest.fixture
def places(talk: Talk) -> Talk:
    """Marks at every kind of place: 1 spreadsheet, 2 tab, 3 row 3, 4 row 4, 5 column B, 6 tab 2."""
    other = talk.get()["sheets"][1]["properties"]["sheetId"]
    spots: list[Json] = [{"spreadsheet": True}, {"sheetId": 0}, row(2), row(3), column(1)]
    spots.append({"sheetId": other})
    talk.batch(*[create(number, location=at) for number, at in enumerate(spots, 1)])
    return talk


@pytest.mark.parametrize(
    ("at", "there", "meeting"),
    [
        ({"spreadsheet": True}, [1], [1]),
        ({"sheetId": 0}, [2], [2, 3, 4, 5]),
        (row(2), [3], [2, 3, 5]),
        (row(4), [], [2, 5]),
        (column(1), [5], [2, 3, 4, 5]),
        (column(0), [], [2, 3, 4]),
    ],
)
def test_a_place_is_matched_exactly_or_with_what_meets_it(
    places: Talk, at: Json, there: list[int], meeting: list[int]
) -> None:
    """What meets it is the default; the spreadsheet as such meets nothing else."""
    assert found(places, exact(at)) == there
    assert found(places, lookup(metadataLocation=at)) == meeting
    wide = "INTERSECTING_LOCATION"
    assert found(places, lookup(metadataLocation=at, locationMatchingStrategy=wide)) == meeting
    unsaid = "DEVELOPER_METADATA_LOCATION_MATCHING_STRATEGY_UNSPECIFIED"
    assert found(places, lookup(metadataLocation=at, locationMatchingStrategy=unsaid)) == meeting


def test_a_place_narrows_the_other_fields(places: Talk) -> None:
    """A mark needs the id, the key, the value, the type and the place."""
    assert found(places, exact(row(2), metadataId=3, metadataKey="fence")) == [3]
    assert found(places, exact(row(2), metadataValue="token-3", visibility="DOCUMENT")) == [3]
    assert found(places, exact(row(2), metadataId=4)) == []
    assert found(places, exact(row(2), metadataKey="other")) == []
    assert found(places, lookup(metadataLocation={"sheetId": 0}, locationType="ROW")) == [3, 4]
    assert found(places, lookup(metadataLocation=row(2), locationType="COLUMN")) == [5]
    unsaid = "DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED"
    assert found(places, exact(row(2), locationType=unsaid)) == [3]
    assert found(places, lookup(locationType="SPREADSHEET")) == [1]
    anybody = "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED"
    assert found(places, lookup(visibility=anybody, metadataId=3)) == [3]
    assert found(places, lookup(metadataValue="x_UNSPECIFIED")) == []


@pytest.mark.parametrize(
    ("data_filter", "text"),
    [
        (lookup(locationMatchingStrategy="EXACT_LOCATION"), "with a location"),
        (exact(row(2), locationType="ROW"), "with EXACT_LOCATION"),
        (lookup(metadataLocation=row(2), locationType="SPREADSHEET"), "SPREADSHEET"),
        (
            lookup(
                metadataLocation={"spreadsheet": True},
                locationType="SPREADSHEET",
                locationMatchingStrategy="INTERSECTING_LOCATION",
            ),
            "SPREADSHEET",
        ),
        (exact({}), "must have a location"),
        (exact(row(2, 4)), "single row"),
        (exact(row(5)), "outside of the grid"),
        (exact({"sheetId": 77}), "No grid with id: 77"),
    ],
)
def test_what_cannot_be_said_together_is_refused(
    places: Talk, data_filter: Json, text: str
) -> None:
    """In a search, an update and a deletion alike; nothing is changed."""
    before = places.get()
    body = {"dataFilters": [data_filter]}
    assert text in places.refusal("POST", "/developerMetadata:search", body)
    assert text in places.refused(update(data_filter, metadataValue="x"))
    assert text in places.refused(gone(data_filter))
    assert places.get() == before


def test_an_update_changes_the_fields_named(places: Talk) -> None:
    """Of all that any filter selects, once each; the reply has them as they are now."""
    old = places.get("/developerMetadata/3")
    request = update(exact(row(2)), lookup(metadataId=3), lookup(metadataId=5), metadataValue="new")
    reply = places.batch(request)["replies"][0]["updateDeveloperMetadata"]["developerMetadata"]
    assert reply[0] == old | {"metadataValue": "new"}
    assert [each["metadataId"] for each in reply] == [3, 5]
    assert places.get("/developerMetadata/3") == reply[0]
    assert places.get("/developerMetadata/4")["metadataValue"] == "token-4"


@pytest.mark.parametrize(
    ("fields", "given", "changed"),
    [
        ("metadataValue", {}, {"metadataValue": None}),
        ("metadataKey", {"metadataKey": "k", "metadataValue": "left"}, {"metadataKey": "k"}),
        ("visibility", {"visibility": "PROJECT"}, {"visibility": "PROJECT"}),
        (
            "location",
            {"location": {"sheetId": 0}},
            {"location": {"locationType": "SHEET", "sheetId": 0}},
        ),
        (
            "*",
            {"metadataKey": "k", "visibility": "PROJECT", "location": {"spreadsheet": True}},
            {
                "metadataKey": "k",
                "metadataValue": None,
                "visibility": "PROJECT",
                "location": {"locationType": "SPREADSHEET", "spreadsheet": True},
            },
        ),
        ("metadata_value,metadataId", {"metadataValue": "v"}, {"metadataValue": "v"}),
        (
            "metadataId,metadataValue",
            {"metadataId": 3, "metadataValue": "v"},
            {"metadataValue": "v"},
        ),
    ],
)
def test_each_field_can_be_named(places: Talk, fields: str, given: Json, changed: Json) -> None:
    """A value that is named and not given goes; what is given and not named stays as it was."""
    old = places.get("/developerMetadata/3")
    places.batch(update(lookup(metadataId=3), fields=fields, **given))
    wanted = {name: each for name, each in (old | changed).items() if each is not None}
    assert places.get("/developerMetadata/3") == wanted


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        (update(metadataValue="x"), "at least one data filter"),
        (update({}, metadataValue="x"), "must specify a range"),
        (update(lookup(metadataId=3), fields="", metadataValue="x"), "At least one field"),
        (update(lookup(metadataId=3), fields="value", metadataValue="x"), "value"),
        (update(lookup(metadataId=3), fields="metadataKey"), "must have a key"),
        (update(lookup(metadataId=3), fields="visibility"), "must have a visibility"),
        (update(lookup(metadataId=3), fields="location"), "must have a location"),
        (update(lookup(metadataId=3), fields="metadataId", metadataId=9), "cannot be changed"),
        (update(lookup(metadataId=3), metadataValue="x" * 30_000), "this sheet"),
        (update(lookup(metadataId=1), metadataValue="x" * 30_000), "this spreadsheet"),
        (update(lookup(metadataId=99), metadataValue="x"), "No developer metadata matches"),
        (update(exact(row(3), metadataId=3), metadataValue="x"), "No developer metadata matches"),
    ],
)
def test_an_update_that_cannot_be_is_refused(places: Talk, request_: Json, text: str) -> None:
    """And the batch with it."""
    before = places.get(includeGridData="true")
    assert text in places.refused(create(9), request_)
    assert places.get(includeGridData="true") == before


def test_a_private_mark_of_another_project_is_not_changed(talk: Talk) -> None:
    """It matches nothing here."""
    talk.box.foreign_mark("book", 9, "theirs")
    assert "matches" in talk.refused(update(lookup(metadataId=9), metadataValue="x"))
    assert talk.box.book("book").marks[0].value == "theirs"


def test_a_range_selects_marks_to_change(places: Talk) -> None:
    """Those on its rows and columns."""
    places.batch(update({"a1Range": "Data!A3:A4"}, metadataValue="new"))
    assert found(places, lookup(metadataValue="new")) == [3, 4]

"""The one door: each request as it leaves, each answer and each error as a whole."""

import json
from typing import Any

import pytest
import requests

from ita_sync.errors import ConfigError, Exit, ItaSyncError
from ita_sync.google import CallFailed, Mark, Snapshot, sheet, snapshot
from ita_sync.google.closed import Area, Closed
from ita_sync.google.sheet import quote_title
from ita_sync.publish import Done
from ita_sync.sandbox import SandboxAdapter
from tests.google.servers import (
    AT,
    DATE,
    TITLES,
    URL,
    Answer,
    Canned,
    chosen,
    door,
    known,
    looked,
    opened,
    refusal,
    tab,
    told,
    words_of,
)
from tests.promise.edits import rename
from tests.promise.histories import aimed, with_settings
from tests.promise.world import BOOK, TAB, World

# what leaves


def test_a_look_and_a_write_leave_as_they_should() -> None:
    """Address, field mask, body and timeouts; each counted once, answered or not."""
    reply = {"updatedSpreadsheet": {"sheets": [tab(5)]}}
    door, server = opened((200, {"sheets": [tab()]}), (200, reply), (500, ""))
    assert door.look().title == "t"
    written = door.write({"requests": []})
    assert written is not None
    assert (written.sheet_id, written.at) == (5, AT)
    with pytest.raises(CallFailed):
        door.write({"requests": [1]})
    address, mask = f"{URL}:batchUpdate", {"fields": snapshot.WRITE_FIELDS}
    assert server.asked == [
        looked("ITA 2566"),
        ("POST", address, mask, {"requests": []}),
        ("POST", address, mask, {"requests": [1]}),
    ]
    assert server.timeouts == [(10.0, 60.0)] * 3
    assert (door.reads, door.writes, door.principal) == (1, 2, None)


def test_the_field_masks_name_what_is_read_and_no_more() -> None:
    """Google refuses a mask with a name it does not know."""
    look = (
        "userEnteredFormat(numberFormat,backgroundColor,backgroundColorStyle,"
        "textFormat(link,foregroundColor,foregroundColorStyle))"
    )
    values = (
        "values(effectiveValue,formattedValue,userEnteredValue/formulaValue,hyperlink,"
        "textFormatRuns/format/link,dataValidation/condition(type,values/userEnteredValue),"
        f"{look})"
    )
    grid = "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),"
    marks = "developerMetadata(metadataId,metadataKey,metadataValue)"
    data = f"data(startRow,startColumn,rowData({values}),rowMetadata/{marks})"
    merges = "merges(startRowIndex,endRowIndex,startColumnIndex,endColumnIndex),"
    protected = "protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit)"
    looked = f"{marks},{grid}{merges}{data},basicFilter/range,{protected})"
    assert looked == snapshot.LOOK_FIELDS
    assert (
        f"spreadsheetId,updatedSpreadsheet({marks},{grid}{merges}{data}))" == snapshot.WRITE_FIELDS
    )


def test_the_door_counts_its_calls(world: World) -> None:
    """Stated after each push."""
    door: sheet.Sheet = world.machine().door()
    door.look()
    assert (door.reads, door.writes) == (1, 0)


def test_a_title_is_quoted_as_a1_notation_wants_it() -> None:
    """Every quote in it is doubled."""
    assert sheet.quote_title("Bob's 'tab'") == "'Bob''s ''tab'''"


# several tabs


def test_several_tabs_are_asked_for_together() -> None:
    """One request; each tab under its number, with marks and time of the one reply."""
    marks = {"developerMetadata": [{"metadataId": 4, "metadataKey": "x", "metadataValue": "y"}]}
    door, server = opened((200, {"sheets": [tab(5, "five"), tab(6, "six")], **marks}))
    found = door.tabs({6: "six", 5: "five"})
    assert {gid: each.title for gid, each in found.tabs.items()} == {5: "five", 6: "six"}
    assert ([*found.marks], found.at, found.titles) == ([4], AT, {})
    assert {(each.at, *each.marks) for each in found.tabs.values()} == {(AT, 4)}
    assert server.asked == [looked("six", "five")]
    assert (door.reads, door.writes) == (1, 0)


@pytest.mark.parametrize(
    "first",
    [
        (400, refusal("Unable to parse range: 'five'")),
        (200, {"sheets": [tab(6, "six"), tab(7, "five")]}),
    ],
)
def test_a_tab_that_is_not_under_its_title_is_asked_for_by_the_one_it_has(first: Answer) -> None:
    """Renamed, perhaps with another in its place: titles are asked for, then the tabs."""
    titles = {"sheets": [tab(5, "fünf"), tab(6, "six"), tab(7, "five")]}
    door, server = opened(first, (200, titles), (200, {"sheets": [tab(5, "fünf"), tab(6, "six")]}))
    found = door.tabs({5: "five", 6: "six"})
    assert {gid: each.title for gid, each in found.tabs.items()} == {5: "fünf", 6: "six"}
    assert server.asked == [looked("five", "six"), TITLES, looked("fünf", "six")]


def test_a_tab_that_is_gone_is_left_out_and_all_titles_are_told() -> None:
    """So that one that was replaced is told from one that was deleted."""
    unknown = (400, refusal("Unable to parse range: 'five'"))
    door, server = opened(
        unknown,
        (200, {"sheets": [tab(6, "six"), tab(7, "five")]}),
        (200, {"sheets": [tab(6, "six")]}),
    )
    found = door.tabs({5: "five", 6: "six"})
    assert ([*found.tabs], found.titles) == ([6], {6: "six", 7: "five"})
    assert server.asked[2:] == [looked("six")]
    door, server = opened(unknown, (200, {"sheets": [tab(7, "five")]}), (200, {}))
    found = door.tabs({5: "five"})
    assert ([*found.tabs], [*found.marks], found.titles) == ([], [], {7: "five"})
    assert server.asked[2] == ("GET", URL, {"fields": snapshot.MARK_FIELDS}, None)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([(403, refusal("The caller does not have permission"))], "not-shared"),
        ([(400, refusal("This operation is not supported for this document"))], "not-a-sheet"),
        (
            [(400, refusal("x")), (403, refusal("The caller does not have permission"))],
            "not-shared",
        ),
        ([(400, refusal("x")), (200, {"sheets": [tab(5)]}), (400, refusal("x"))], "look-refused"),
    ],
)
def test_tabs_that_cannot_be_shown_say_why(answers: list[Answer], code: str) -> None:
    """No tab is taken for gone because the titles could not be read."""
    door, _ = opened(*answers)
    with pytest.raises(ConfigError) as caught:
        door.tabs({5: "five"})
    assert caught.value.code == code
    door, _ = opened((400, refusal("x")), (503, ""))
    with pytest.raises(CallFailed) as failed:
        door.tabs({5: "five"})
    assert failed.value.passing


# a tab that is configured by its number


def test_a_tab_by_gid_is_asked_for_once() -> None:
    """The second look knows the title; a tab without a number is number 0."""
    titles = {"sheets": [tab(5, "five"), {"properties": {"title": "nought"}}]}
    shown = {"sheets": [{"properties": {"title": "nought"}}]}
    door, server = opened((200, titles), (200, shown), (200, shown), gid=0)
    assert (door.look().title, door.look().sheet_id) == ("nought", 0)
    assert server.asked == [TITLES, looked("nought"), looked("nought")]
    assert (door.reads, door.writes) == (3, 0)


def test_a_tab_by_gid_that_was_renamed_meanwhile_is_asked_for_again() -> None:
    """Another tab has the title now: nothing is concluded from it."""
    door, server = opened(
        (200, {"sheets": [tab(6, "a")]}),
        (200, {"sheets": [tab(7, "a")]}),
        (200, {"sheets": [tab(6, "b")]}),
        (200, {"sheets": [tab(6, "b")]}),
        gid=6,
    )
    with pytest.raises(CallFailed) as caught:
        door.look()
    assert told(caught.value) == known(
        reason="the tabs were renamed meanwhile", maybe_applied=False
    )
    assert door.look().title == "b"
    assert server.asked == [TITLES, looked("a"), TITLES, looked("b")]


def test_after_a_failed_look_a_gid_is_asked_for_again_and_a_title_is_kept() -> None:
    """The tab may have been renamed, which is why the look failed."""
    one = {"sheets": [tab(6, "a")]}
    door, server = opened((200, one), (500, ""), (200, one), (200, one), gid=6)
    with pytest.raises(CallFailed):
        door.look()
    assert door.look().title == "a"
    assert server.asked == [TITLES, looked("a"), TITLES, looked("a")]
    door, server = opened((500, ""), (200, one), tab="a")
    with pytest.raises(CallFailed):
        door.look()
    assert door.look().title == "a"
    assert server.asked == [looked("a"), looked("a")]


def test_a_tab_chosen_by_gid_survives_a_new_name(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title is looked up first: one read more."""
    machine = world.machine()
    settings = machine.settings
    target = settings.target.model_copy(update={"tab": None, "gid": 0})
    changed = type(settings)(**{**vars(settings), "target": target})
    monkeypatch.setattr(type(machine), "settings", changed)
    world.edit(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "title": "ชื่อใหม่ 'ก'"},
                "fields": "title",
            }
        }
    )
    world.box.clear_calls()
    assert machine.code() == Exit.OK
    assert world.methods() == ["GET", "GET", "WRITE"]
    assert quote_title("ชื่อใหม่ 'ก'") == "'ชื่อใหม่ ''ก'''"


def test_titles_swapped_between_two_reads_do_not_lead_into_another_tab(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tab chosen by gid is checked in the snapshot itself."""
    world.edit({"addSheet": {"properties": {"title": "อื่น", "sheetId": 77}}})
    rename = "updateSheetProperties"

    class Swapping(SandboxAdapter):
        swapped = False

        def send(
            self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
        ) -> requests.Response:
            if "ranges" in str(request.url) and not self.swapped:
                self.swapped = True
                for gid, title in ((0, "ชั่วคราว"), (77, TAB), (0, "อื่น")):
                    world.edit(
                        {
                            rename: {
                                "properties": {"sheetId": gid, "title": title},
                                "fields": "title",
                            }
                        }
                    )
            return super().send(request, *args, **kwargs)

    machine = world.machine(adapter=Swapping(world.box))
    target = machine.settings.target.model_copy(update={"tab": None, "gid": 0})
    assert with_settings(machine, monkeypatch, target=target).code() == Exit.OK
    assert world.box.rows(BOOK, TAB) == []
    assert any("5360601" in row for row in world.box.rows(BOOK, "อื่น"))


# what an answer shows


def test_the_smallest_tab_is_a_whole_snapshot() -> None:
    """What Google leaves out is zero or empty."""
    one = {"properties": {"title": "t"}}
    assert opened((200, {"sheets": [one]}))[0].look() == Snapshot(
        sheet_id=0,
        title="t",
        row_count=0,
        column_count=0,
        rows={},
        marks={},
        at=AT,
        links={},
        filtered=False,
    )


def test_a_tab_with_everything_is_a_whole_snapshot() -> None:
    """Two blocks, marks, a link without a value, a filter, a lock."""
    link = {"userEnteredFormat": {"textFormat": {"link": {"uri": "https://a/"}}}}
    first = {"rowData": [{"values": [{"effectiveValue": {"stringValue": ""}}]}]}
    second = {
        "startRow": 3,
        "startColumn": 2,
        "rowData": [
            {"values": [{"effectiveValue": {"numberValue": 0}, "formattedValue": "0"}, link]}
        ],
    }
    bare = {
        "startRow": 9,
        "rowData": [{}, {"values": [link]}, {"values": [{"effectiveValue": {"errorValue": {}}}]}],
    }
    empty = {"startRow": 13, "rowData": [{"values": [{"effectiveValue": {}}]}]}
    grid = {"rowCount": 20, "columnCount": 4}
    one = {
        "properties": {"sheetId": 4, "title": "t", "gridProperties": grid},
        "data": [first, second, bare, empty, {}],
        "basicFilter": {},
        "protectedRanges": [{}],
    }
    body = {
        "sheets": [one, tab(9)],
        "developerMetadata": [{"metadataId": 7, "metadataKey": "k", "metadataValue": "vv"}],
    }
    assert opened((200, body))[0].look() == Snapshot(
        sheet_id=4,
        title="t",
        row_count=20,
        column_count=4,
        rows={0: ("",), 3: (None, None, 0, None), 11: (None,), 13: (None,)},
        marks={7: Mark(7, 3)},
        at=AT,
        links={(3, 3): "https://a/", (10, 0): "https://a/"},
        filtered=True,
        shut=(Closed(Area(0, 1 << 31, 0, 1 << 31)),),
    )


def test_values_of_every_kind_are_read() -> None:
    """Numbers, text, booleans, errors, links; blank rows are absent."""
    cells = [
        {"effectiveValue": {"numberValue": 1.5}},
        {
            "effectiveValue": {"stringValue": "ก"},
            "userEnteredFormat": {"textFormat": {"link": {"uri": "https://a/"}}},
        },
        {"effectiveValue": {"boolValue": True}},
        {"effectiveValue": {"errorValue": {"type": "REF"}}},
        {},
    ]
    data = [{"startRow": 4, "startColumn": 1, "rowData": [{"values": cells}, {}, {"values": [{}]}]}]
    protected = [
        {"requestingUserCanEdit": False, "warningOnly": True},
        {"requestingUserCanEdit": True},
    ]
    one = {
        "properties": {"title": "t"},
        "data": data,
        "protectedRanges": protected,
        "basicFilter": {},
    }
    snapshot = door(200, {"sheets": [one]}).look()
    assert snapshot.rows == {4: (None, 1.5, "ก", True, "REF", None)}
    assert snapshot.links == {(4, 2): "https://a/"}
    assert (snapshot.cell(4, 1), snapshot.cell(4, 99), snapshot.cell(0, 0)) == (1.5, None, None)
    assert (snapshot.filtered, snapshot.locked, snapshot.at) == (True, False, 1_700_000_000.0)


def test_a_cell_is_read_as_far_as_the_row_goes() -> None:
    """The last one, the one after it, and one in a row that is not there."""
    snapshot = Snapshot(0, "t", 9, 9, {1: ("a", "b")}, {}, AT)
    assert [snapshot.cell(*at) for at in ((1, 0), (1, 1), (1, 2), (0, 0))] == ["a", "b", None, None]


@pytest.mark.parametrize(
    ("ranges", "locked"),
    [
        ([], False),
        ([{}], True),
        ([{"warningOnly": True}], False),
        ([{"requestingUserCanEdit": True}], False),
        ([{"requestingUserCanEdit": True}, {"warningOnly": False}], True),
    ],
)
def test_a_lock_is_what_bars_this_account(ranges: list[dict[str, Any]], locked: bool) -> None:  # noqa: FBT001 - a table
    """Not a warning, not a range that this account may edit."""
    assert (
        opened((200, {"sheets": [{**tab(), "protectedRanges": ranges}]}))[0].look().locked is locked
    )


def test_a_closed_area_has_open_parts() -> None:
    """A whole tab is closed but for some cells; of an area each side may be missing."""
    parts = [{"startRowIndex": 2, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 3}]
    ranges = [{"range": {"sheetId": 4}, "unprotectedRanges": parts}]
    look = opened((200, {"sheets": [{**tab(), "protectedRanges": ranges}]}))[0].look()
    free = [(row, column) for row in range(6) for column in range(5) if not look.shuts(row, column)]
    assert free == [(2, 1), (2, 2), (3, 1), (3, 2)]
    ranges = [{"range": {"startRowIndex": 2, "endColumnIndex": 1}}]
    look = opened((200, {"sheets": [{**tab(), "protectedRanges": ranges}]}))[0].look()
    assert [look.shuts(*at) for at in ((1, 0), (2, 0), (2, 1), (999, 0))] == [
        False,
        True,
        False,
        True,
    ]


def test_reading_one_mark_asks_for_it_alone() -> None:
    """By number; a 404 is an answer."""
    body = {"metadataId": 7, "metadataKey": "ita-sync", "metadataValue": f"7 close {'ab' * 8} 12"}
    door, server = opened((200, body), (404, refusal("none")))
    assert (door.mark(7), door.mark(8)) == (Mark(7, 35, "close", "ab" * 8, 12), None)
    assert server.asked == [
        ("GET", f"{URL}/developerMetadata/{number}", {}, None) for number in (7, 8)
    ]
    assert (door.reads, door.writes) == (2, 0)


# answers that prove nothing


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"updatedSpreadsheet": {"sheets": [{}]}}'])
def test_a_200_that_cannot_be_read_leaves_the_write_unknown(body: str) -> None:
    """It may have been applied."""
    with pytest.raises(CallFailed) as caught:
        door(200, body).write({"requests": []})
    assert caught.value.maybe_applied


@pytest.mark.parametrize("answer", ["", "<html>", "1", "[]"])
@pytest.mark.parametrize("date", [DATE, None, "yesterday"])
def test_what_an_unreadable_answer_means(answer: str, date: str | None) -> None:
    """The write may have been applied, and another try may show it.

    There is no JSON, no object or no date.
    """
    with pytest.raises(CallFailed) as caught:
        opened((200, answer), date=date)[0].write({})
    no_object = date == DATE and answer in {"1", "[]"}
    reason = "the answer is no object" if no_object else "the answer is not readable"
    assert told(caught.value) == known(status=200, reason=reason)
    assert str(caught.value) == f"200 {reason}"


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_an_answer_without_a_moment_proves_nothing(date: str | None) -> None:
    """Lateness is counted from that moment."""
    with pytest.raises(CallFailed) as caught:
        opened((200, {}), date=date)[0].write({})
    assert told(caught.value) == known(status=200, reason="the answer is not readable")


@pytest.mark.parametrize("body", [{}, {"sheets": []}, {"sheets": [{"properties": {}}]}])
def test_a_look_that_shows_no_tab_is_tried_again(body: dict[str, Any]) -> None:
    """A captive portal may answer anything."""
    with pytest.raises(CallFailed) as caught:
        door(200, body).look()
    assert caught.value.passing


@pytest.mark.parametrize(
    "body", [{}, {"sheets": []}, {"sheets": [{}]}, {"sheets": [7]}, {"sheets": ["x"]}]
)
def test_what_an_answer_without_a_tab_means(body: object) -> None:
    """It proves nothing of a write either."""
    with pytest.raises(CallFailed) as caught:
        opened((200, body))[0].look()
    assert told(caught.value) == known(status=200, reason="the answer shows no tab")


def test_a_reply_without_a_tab_proves_nothing() -> None:
    """A bare `{}` is no read-back."""
    assert door(200, {}).write({"requests": []}) is None


@pytest.mark.parametrize(
    "reply", [{}, {"updatedSpreadsheet": {}}, {"updatedSpreadsheet": {"sheets": []}}]
)
def test_a_write_whose_reply_shows_no_tab_gives_no_snapshot(reply: object) -> None:
    """A bare mark gets such a reply."""
    assert opened((200, reply))[0].write({}) is None


# what a person must put right


def test_a_missing_tab_is_reported_with_the_tabs_that_are_there() -> None:
    """By title and by number; the first tab has no number in the reply."""
    titles = {"sheets": [{"properties": {"title": "one"}}, tab(5, "two")]}
    mend = (
        "Put the tab's title, exactly as in the sheet, into `tab`.",
        ["Tabs found: “one”, “two”"],
    )
    with pytest.raises(ItaSyncError) as caught:
        opened((400, refusal("range")), (200, titles), tab="x")[0].look()
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "tab-missing",
        "The spreadsheet has no tab “x”.",
        *mend,
    )
    door, server = opened((200, titles), (200, titles), gid=6)
    with pytest.raises(ItaSyncError) as caught:
        door.look()
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "tab-missing",
        "The spreadsheet has no tab gid=6.",
        *mend,
    )
    assert server.asked == [TITLES, TITLES]


def test_a_gid_that_no_tab_has_is_a_missing_tab() -> None:
    """The tab was deleted, or the number mistyped."""
    body = {"sheets": [{"properties": {"sheetId": 5, "title": "x"}}]}
    with pytest.raises(ConfigError) as caught:
        sheet.connect(chosen(spreadsheet="sandbox", gid=6), Canned(200, json.dumps(body))).look()
    assert caught.value.code == "tab-missing"
    assert "gid=6" in str(caught.value.what)


def test_a_sheet_that_is_gone_names_the_tabs_that_are_there(world: World) -> None:
    """The tab was renamed, and the error shows its new name."""
    world.edit(
        {"updateSheetProperties": {"properties": {"sheetId": 0, "title": "เก่า"}, "fields": "title"}}
    )
    outcome = world.machine().push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFIG, "tab-missing")
    assert "เก่า" in str(outcome.details[0])
    assert TAB in str(outcome.what)


@pytest.mark.parametrize("title", [f"{TAB} ", "ITA ๒๕๖๖", "ITA  2566", "ita2566"])
def test_a_title_in_another_spelling_is_found_where_only_one_is_alike(
    world: World, title: str
) -> None:
    """Spaces, digits and capitals are not seen; with two such tabs nobody knows which is meant."""
    world.edit(rename(title))
    machine = world.machine()
    outcome = machine.push()
    assert isinstance(outcome, Done)
    assert outcome.tab == title
    assert machine.verify()[0] == Exit.OK
    world.edit({"addSheet": {"properties": {"title": "ITA\u00a02566"}}})
    outcome = machine.push()
    assert isinstance(outcome, ItaSyncError)
    assert (outcome.exit_code, outcome.code) == (Exit.CONFIG, "tab-unclear")
    assert [str(detail) for detail in outcome.details] == [
        f"Tabs found: “{title}”, “ITA\u00a02566”"
    ]


@pytest.mark.parametrize("title", ["A1", "C", "ITA2566", "1:2", "O'ITA", "R1C1"])
def test_a_title_that_looks_like_cells_is_a_title(
    world: World, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    """In the look, in the ranges of the reply, and in no other tab."""
    world.edit({"addSheet": {"properties": {"title": "อื่น", "index": 0}}}, rename(title))
    aimed(monkeypatch, tab=title)
    outcome = world.machine().push()
    assert isinstance(outcome, Done)
    assert (outcome.tab, outcome.row) == (title, 3)


UNNUMBERED = {"properties": {"title": "t"}}


@pytest.mark.parametrize(
    ("answers", "target", "reason"),
    [
        ([(400, refusal("range")), (200, {"sheets": [tab(5, "x")]})], {"tab": "x"}, "range"),
        ([(400, refusal("range")), (500, "")], {"tab": "x"}, "range"),
        ([(400, refusal("range")), (200, {})], {"tab": "x"}, "range"),
        (
            [(200, {"sheets": [tab(6, "x")]}), (400, refusal("r")), (200, {"sheets": [tab(6)]})],
            {"gid": 6},
            "r",
        ),
        (
            [(200, {"sheets": [tab(0)]}), (400, refusal("r")), (200, {"sheets": [UNNUMBERED]})],
            {"gid": 0},
            "r",
        ),
        ([(200, {}), (500, "")], {"gid": 6}, "no such tab"),
    ],
)
def test_a_look_refused_for_no_missing_tab_is_reported_in_googles_words(
    answers: list[Answer], target: dict[str, Any], reason: str
) -> None:
    """The tab is there, or the tabs cannot be listed: nothing else is known."""
    with pytest.raises(ItaSyncError) as caught:
        opened(*answers, **target)[0].look()
    assert words_of(caught.value) == (
        Exit.CONFIG,
        "look-refused",
        f"Google refused to show the tab: {reason}",
        "Run again later; if it stays so, report it with this sentence.",
        [],
    )


def test_a_refused_look_is_not_taken_for_a_missing_tab_when_the_tabs_cannot_be_listed() -> None:
    """The second read fails as well: only what Google said is known."""
    with pytest.raises(ConfigError) as caught:
        door(400, {"error": {"code": 400, "message": "Unable to parse range: 'x'"}}).look()
    assert caught.value.code == "look-refused"
    assert "Unable to parse range: 'x'" in str(caught.value.what)


@pytest.mark.parametrize("status", [401, 400])
def test_a_mark_that_may_not_be_read_is_explained(status: int) -> None:
    """As with any read."""
    with pytest.raises(ItaSyncError) as caught:
        opened((status, refusal("m")), (200, {}))[0].mark(1)
    assert caught.value.code == {401: "credentials-refused", 400: "look-refused"}[status]


@pytest.mark.parametrize("status", [500, 403])
def test_reading_one_mark_fails_as_any_read_does(status: int) -> None:
    """Only a 404 means that there is none."""
    assert (
        door(404, {"error": {"code": 404, "message": "Requested entity was not found."}}).mark(1)
        is None
    )
    with pytest.raises((CallFailed, ConfigError)):
        door(status, {"error": {"code": status, "message": "x"}}).mark(1)

"""The one door, down to the last field: each request as it leaves, each answer and each error as a whole."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from ita_sync.errors import NOTHING_WRITTEN, Exit, ItaSyncError
from ita_sync.google import CallFailed, Mark, Snapshot, sheet
from tests.google.test_sheet import DATE, chosen

AT = 1_700_000_000.0
URL = "https://sheets.googleapis.com/v4/spreadsheets/sandbox"
TITLES = ("GET", URL, {"fields": "sheets/properties(sheetId,title)"}, None)
Answer = tuple[int, object]


class Server(BaseAdapter):
    """A server with one answer after the other.

    It keeps what it was asked and how long it was given.
    """

    def __init__(self, answers: Sequence[Answer], headers: dict[str, str]) -> None:
        super().__init__()
        self.answers, self.headers = list(answers), headers
        self.asked: list[tuple[str, str, dict[str, str], Any]] = []
        self.timeouts: list[Any] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **how: Any) -> requests.Response:
        """Answer."""
        parts = urlsplit(str(request.url))
        body = json.loads(request.body) if request.body else None
        url = f"{parts.scheme}://{parts.netloc}{parts.path}"
        self.asked.append((str(request.method), url, dict(parse_qsl(parts.query)), body))
        self.timeouts.append(how["timeout"])
        response, (status, answer) = requests.Response(), self.answers.pop(0)
        response.status_code, response.headers = status, CaseInsensitiveDict(self.headers)
        response._content = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        response.url, response.request = str(request.url), request
        return response

    def close(self) -> None:
        """Nothing is open."""


def opened(*answers: Answer, date: str | None = DATE, **target: Any) -> tuple[sheet.Sheet, Server]:
    """Return a door and the server behind it."""
    server = Server(answers, {} if date is None else {"Date": date})
    return sheet.connect(
        chosen(**({"spreadsheet": "sandbox"} | target if target else {})), server
    ), server


def tab(sheet_id: int = 0, title: str = "t") -> dict[str, Any]:
    """Return one tab as a reply shows it."""
    return {"properties": {"sheetId": sheet_id, "title": title}}


def refusal(message: str, **more: Any) -> dict[str, Any]:
    """Return an error body of Google's."""
    return {"error": {"code": 400, "message": message, **more}}


def looked(title: str) -> tuple[str, str, dict[str, str], None]:
    """Return the request of a look at a tab."""
    return ("GET", URL, {"ranges": f"'{title}'", "fields": sheet.LOOK_FIELDS}, None)


def told(error: ItaSyncError) -> tuple[Exit, str, str, str, list[str]]:
    """Return all that an error says; of the doors' errors none may speak of a write."""
    assert error.written == NOTHING_WRITTEN
    return (
        error.exit_code,
        error.code,
        str(error.what),
        str(error.next_step),
        [str(line) for line in error.details],
    )


def known(**differs: Any) -> dict[str, Any]:
    """Return all that a failed call tells: trouble that passes, with nothing known of the write."""
    usual = {
        "status": None,
        "reason": "",
        "maybe_applied": True,
        "unanswered": False,
        "timed_out": False,
    }
    return usual | {"passing": True, "retry_after": None, "details": ()} | differs


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
    address, mask = f"{URL}:batchUpdate", {"fields": sheet.WRITE_FIELDS}
    assert server.asked == [
        looked("ITA 2566"),
        ("POST", address, mask, {"requests": []}),
        ("POST", address, mask, {"requests": [1]}),
    ]
    assert server.timeouts == [(10.0, 60.0)] * 3
    assert (door.reads, door.writes, door.principal) == (1, 2, None)


def test_the_field_masks_name_what_is_read_and_no_more() -> None:
    """Google refuses a mask with a name it does not know."""
    values = (
        "values(effectiveValue,userEnteredValue/formulaValue,userEnteredFormat/textFormat/link)"
    )
    shown = (
        "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),"
        f"data(startRow,startColumn,rowData({values}))"
    )
    marks = "developerMetadata(metadataId,metadataKey,metadataValue)"
    protected = "protectedRanges(range,warningOnly,requestingUserCanEdit)"
    assert f"{marks},{shown},basicFilter/range,{protected})" == sheet.LOOK_FIELDS
    assert f"spreadsheetId,updatedSpreadsheet({marks},{shown}))" == sheet.WRITE_FIELDS


def test_a_tab_by_gid_is_asked_for_once() -> None:
    """The second look knows the title; a tab without a number is number 0."""
    titles = {"sheets": [tab(5, "five"), {"properties": {"title": "nought"}}]}
    shown = {"sheets": [{"properties": {"title": "nought"}}]}
    door, server = opened((200, titles), (200, shown), (200, shown), gid=0)
    assert (door.look().title, door.look().sheet_id) == ("nought", 0)
    assert server.asked == [TITLES, looked("nought"), looked("nought")]
    assert (door.reads, door.writes) == (3, 0)


def test_a_tab_by_gid_that_was_renamed_meanwhile_is_asked_for_anew() -> None:
    """Another tab bears the title now: nothing is concluded from it."""
    door, server = opened(
        *((200, {"sheets": [tab(6, "a")]}), (200, {"sheets": [tab(7, "a")]})),
        *((200, {"sheets": [tab(6, "b")]}), (200, {"sheets": [tab(6, "b")]})),
        gid=6,
    )
    with pytest.raises(CallFailed) as caught:
        door.look()
    assert vars(caught.value) == known(
        reason="the tabs were renamed meanwhile", maybe_applied=False
    )
    assert door.look().title == "b"
    assert server.asked == [TITLES, looked("a"), TITLES, looked("b")]


def test_after_a_failed_look_a_gid_is_asked_for_anew_and_a_title_is_kept() -> None:
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


def test_reading_one_mark_asks_for_it_alone() -> None:
    """By number; a 404 is an answer."""
    body = {"metadataId": 7, "metadataKey": "ita-sync", "metadataValue": f"7 close {'ab' * 8} 12"}
    door, server = opened((200, body), (404, refusal("none")))
    assert (door.mark(7), door.mark(8)) == (Mark(7, 35, "close", "ab" * 8, 12.0), None)
    assert server.asked == [
        ("GET", f"{URL}/developerMetadata/{number}", {}, None) for number in (7, 8)
    ]
    assert (door.reads, door.writes) == (2, 0)


@pytest.mark.parametrize("status", [401, 400])
def test_a_mark_that_may_not_be_read_is_explained(status: int) -> None:
    """As with any read."""
    with pytest.raises(ItaSyncError) as caught:
        opened((status, refusal("m")), (200, {}))[0].mark(1)
    assert caught.value.code == {401: "credentials-refused", 400: "look-refused"}[status]


@pytest.mark.parametrize("answer", ["", "<html>", "1", "[]"])
@pytest.mark.parametrize("date", [DATE, None, "yesterday"])
def test_what_an_unreadable_answer_tells(answer: str, date: str | None) -> None:
    """No JSON, no object, no date: whether the write was carried out is open, and trying again may tell."""
    with pytest.raises(CallFailed) as caught:
        opened((200, answer), date=date)[0].write({})
    no_object = date == DATE and answer in {"1", "[]"}
    reason = "the answer is no object" if no_object else "the answer is not readable"
    assert vars(caught.value) == known(status=200, reason=reason)
    assert str(caught.value) == f"200 {reason}"


@pytest.mark.parametrize("date", [None, "yesterday"])
def test_an_answer_without_a_moment_proves_nothing(date: str | None) -> None:
    """Lateness is counted from it."""
    with pytest.raises(CallFailed) as caught:
        opened((200, {}), date=date)[0].write({})
    assert vars(caught.value) == known(status=200, reason="the answer is not readable")


@pytest.mark.parametrize(
    "body", [{}, {"sheets": []}, {"sheets": [{}]}, {"sheets": [7]}, {"sheets": ["x"]}]
)
def test_what_an_answer_without_a_tab_tells(body: object) -> None:
    """Of a write it proves nothing either."""
    with pytest.raises(CallFailed) as caught:
        opened((200, body))[0].look()
    assert vars(caught.value) == known(status=200, reason="the answer shows no tab")


@pytest.mark.parametrize(
    "reply", [{}, {"updatedSpreadsheet": {}}, {"updatedSpreadsheet": {"sheets": []}}]
)
def test_a_write_whose_reply_shows_no_tab_has_no_picture(reply: object) -> None:
    """A bare mark is answered so."""
    assert opened((200, reply))[0].write({}) is None


def test_the_smallest_tab_is_a_whole_picture() -> None:
    """What Google leaves out is nought or empty."""
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


def test_a_tab_with_everything_is_a_whole_picture() -> None:
    """Two blocks, marks, a link without a value, a filter, a lock."""
    link = {"userEnteredFormat": {"textFormat": {"link": {"uri": "https://a/"}}}}
    first = {"rowData": [{"values": [{"effectiveValue": {"stringValue": ""}}]}]}
    second = {
        "startRow": 3,
        "startColumn": 2,
        "rowData": [{"values": [{"effectiveValue": {"numberValue": 0}}, link]}],
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
        locked=True,
    )


def test_a_cell_is_read_as_far_as_the_row_goes() -> None:
    """The last one, the one behind it, a row that is not there."""
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


def test_each_refusal_says_what_to_mend() -> None:
    """Word for word: an officer acts on it."""
    off = refusal("m", details=[{"reason": "SERVICE_DISABLED"}])
    for status, body, expected in (
        (
            403,
            off,
            (
                "api-off",
                "The Google Sheets API is switched off for this project.",
                "Switch on the Google Sheets API in the Google Cloud console, then run again.",
            ),
        ),
        (
            403,
            refusal("no"),
            (
                "not-shared",
                "Google refused access: no",
                "Share the sheet with the account in use as Editor, then run again.",
            ),
        ),
        (
            404,
            refusal("none"),
            (
                "spreadsheet-missing",
                "There is no spreadsheet sandbox that this account can see.",
                "Copy the address of the sheet out of the browser into `spreadsheet`.",
            ),
        ),
    ):
        with pytest.raises(ItaSyncError) as caught:
            opened((status, body))[0].look()
        assert told(caught.value) == (Exit.CONFIG, *expected, [])


def test_credentials_that_google_refuses_are_told_with_what_to_do() -> None:
    """A 401 that remains after a renewal.

    Without credentials that could be renewed it cannot be provoked.
    """
    problem = opened()[0].explain(CallFailed("expired", status=401, maybe_applied=False))
    assert problem is not None
    assert told(problem) == (
        *(Exit.CONFIG, "credentials-refused", "Google did not accept the credentials: expired"),
        *("Run `ita-sync login` again, or check the file given with --credentials.", []),
    )


def test_who_is_to_be_given_access_is_named() -> None:
    """The address of a service account is long, and nobody knows it by heart."""
    door, _ = opened()
    named = sheet.Sheet(door._http, door._target, "robot@project.example")
    problem = named.explain(CallFailed("no", status=403, maybe_applied=False))
    assert problem is not None
    assert (
        str(problem.next_step)
        == "Share the sheet with robot@project.example as Editor, then run again."
    )


def test_a_missing_tab_is_told_with_the_tabs_that_are_there() -> None:
    """By title and by number; the first tab has no number in the reply."""
    titles = {"sheets": [{"properties": {"title": "one"}}, tab(5, "two")]}
    mend = ("Put the tab's title, as it stands in the sheet, into `tab`.", ["Tabs found: one, two"])
    with pytest.raises(ItaSyncError) as caught:
        opened((400, refusal("range")), (200, titles), tab="x")[0].look()
    assert told(caught.value) == (
        Exit.CONFIG,
        "tab-missing",
        "The spreadsheet has no tab x.",
        *mend,
    )
    door, server = opened((200, titles), (200, titles), gid=6)
    with pytest.raises(ItaSyncError) as caught:
        door.look()
    assert told(caught.value) == (
        Exit.CONFIG,
        "tab-missing",
        "The spreadsheet has no tab gid=6.",
        *mend,
    )
    assert server.asked == [TITLES, TITLES]


@pytest.mark.parametrize(
    ("answers", "target", "reason"),
    [
        ([(400, refusal("range")), (200, {"sheets": [tab(5, "x")]})], {"tab": "x"}, "range"),
        ([(400, refusal("range")), (500, "")], {"tab": "x"}, "range"),
        ([(400, refusal("range")), (200, {})], {"tab": "x"}, "range"),
        ([(200, {"sheets": [tab(6, "x")]}), (400, refusal("range")), (200, {"sheets": [tab(6)]})], {"gid": 6}, "range"),
        ([(200, {"sheets": [tab(0)]}), (400, refusal("r")), (200, {"sheets": [{"properties": {"title": "t"}}]})],
         {"gid": 0}, "r"),
        ([(200, {}), (500, "")], {"gid": 6}, "no such tab"),
    ],
)  # fmt: skip
def test_a_look_refused_for_no_missing_tab_is_told_in_googles_words(
    answers: list[Answer], target: dict[str, Any], reason: str
) -> None:
    """The tab is there, or the tabs cannot be listed: nothing else is known."""
    with pytest.raises(ItaSyncError) as caught:
        opened(*answers, **target)[0].look()
    assert told(caught.value) == (
        *(Exit.CONFIG, "look-refused", f"Google refused to show the tab: {reason}"),
        *("Run again later; if it stays so, report it with this sentence.", []),
    )


def test_a_title_is_quoted_as_a1_notation_wants_it() -> None:
    """Its quotes are doubled, all of them."""
    assert sheet.quote_title("Bob's 'tab'") == "'Bob''s ''tab'''"

"""The one door: what each answer and each failure means, and what a session can reach."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from ita_sync import settings
from ita_sync.errors import ConfigError
from ita_sync.google import CallFailed, credentials, sheet
from ita_sync.google.transport import guarded

ROOT = Path(__file__).parents[2]
DATE = "Tue, 14 Nov 2023 22:13:20 GMT"


class Canned(BaseAdapter):
    """A server that always gives the same answer."""

    def __init__(self, status: int, body: str, headers: dict[str, str] | None = None) -> None:
        super().__init__()
        self.status, self.body, self.headers = status, body, headers or {}
        self.seen: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        """Answer."""
        self.seen.append(request)
        response = requests.Response()
        response.status_code = self.status
        response.headers = CaseInsensitiveDict({"Date": DATE, **self.headers})
        response._content = self.body.encode()
        response.url, response.request = str(request.url), request
        return response

    def close(self) -> None:
        """Nothing is open."""


def chosen(**target: Any) -> settings.Settings:
    """Return the settings of the source tree, with another target if given."""
    loaded = settings.load(ROOT / "config" / "ita-sync.toml")
    if not target:
        return loaded
    return settings.Settings(**{**vars(loaded), "target": settings.Target(**target)})


def door(status: int, body: object, **headers: str) -> sheet.Sheet:
    """Return a door behind which one answer waits."""
    text = body if isinstance(body, str) else json.dumps(body)
    return sheet.connect(
        chosen(), Canned(status, text, {k.replace("_", "-"): v for k, v in headers.items()})
    )


@pytest.mark.parametrize(
    ("status", "maybe_applied", "passing"),
    [
        (400, False, False),
        (429, False, True),
        (408, True, True),
        (500, True, True),
        (502, True, True),
        (503, True, True),
        (504, True, True),
        (301, True, True),
    ],
)
def test_what_a_status_says_about_a_write(status: int, maybe_applied: bool, passing: bool) -> None:  # noqa: FBT001 - a table
    """Refusals are certain, everything else is not; a redirect is not followed."""
    with pytest.raises(CallFailed) as caught:
        door(status, "<html>", Location="https://example.org/").write({"requests": []})
    assert (caught.value.maybe_applied, caught.value.passing) == (maybe_applied, passing)
    assert not caught.value.unanswered


@pytest.mark.parametrize("body", ["", "<html>", "[]", '{"updatedSpreadsheet": {"sheets": [{}]}}'])
def test_a_200_that_cannot_be_read_leaves_the_write_unknown(body: str) -> None:
    """It may have been applied."""
    with pytest.raises(CallFailed) as caught:
        door(200, body).write({"requests": []})
    assert caught.value.maybe_applied


@pytest.mark.parametrize("body", [{"error": "blocked"}, {"error": {}}, {"error": None}, ["x"]])
def test_an_error_that_is_not_googles_leaves_the_write_unknown(body: object) -> None:
    """An office proxy answers in its own way."""
    with pytest.raises(CallFailed) as caught:
        door(403, body).write({"requests": []})
    assert caught.value.maybe_applied == (caught.value.status is None)


def test_a_reply_without_a_tab_proves_nothing() -> None:
    """A bare `{}` is no read-back."""
    assert door(200, {}).write({"requests": []}) is None


@pytest.mark.parametrize("body", [{}, {"sheets": []}, {"sheets": [{"properties": {}}]}])
def test_a_look_that_shows_no_tab_is_tried_again(body: dict[str, Any]) -> None:
    """A captive portal may answer anything."""
    with pytest.raises(CallFailed) as caught:
        door(200, body).look()
    assert caught.value.passing


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 0.0),
        ("soon", None),
    ],
)
def test_retry_after_in_both_its_forms(value: str, seconds: float | None) -> None:
    """Seconds, or a date against the server's own; what is neither is ignored."""
    with pytest.raises(CallFailed) as caught:
        door(429, {}, Retry_After=value).write({"requests": []})
    assert caught.value.retry_after == seconds


def test_api_switched_off_is_told_from_not_shared() -> None:
    """Both are 403."""
    details = [{"reason": "SERVICE_DISABLED"}, "junk"]
    off = {"error": {"code": 403, "message": "off", "details": details}}
    with pytest.raises(ConfigError) as caught:
        door(403, off).look()
    assert caught.value.code == "api-off"
    with pytest.raises(ConfigError) as caught:
        door(403, {"error": {"code": 403, "message": "no"}}).look()
    assert caught.value.code == "not-shared"


def test_a_refused_look_is_not_taken_for_a_missing_tab_when_the_tabs_cannot_be_listed() -> None:
    """The second read fails as well: only what Google said is known."""
    with pytest.raises(ConfigError) as caught:
        door(400, {"error": {"code": 400, "message": "Unable to parse range: 'x'"}}).look()
    assert caught.value.code == "look-refused"
    assert "Unable to parse range: 'x'" in str(caught.value.what)


def test_a_gid_that_no_tab_has_is_a_missing_tab() -> None:
    """The tab was deleted, or the number mistyped."""
    body = {"sheets": [{"properties": {"sheetId": 5, "title": "x"}}]}
    with pytest.raises(ConfigError) as caught:
        sheet.connect(chosen(spreadsheet="sandbox", gid=6), Canned(200, json.dumps(body))).look()
    assert caught.value.code == "tab-missing"
    assert "gid=6" in str(caught.value.what)


@pytest.mark.parametrize("status", [500, 403])
def test_reading_one_mark_fails_as_any_read_does(status: int) -> None:
    """Only a 404 means that there is none."""
    assert (
        door(404, {"error": {"code": 404, "message": "Requested entity was not found."}}).mark(1)
        is None
    )
    with pytest.raises((CallFailed, ConfigError)):
        door(status, {"error": {"code": status, "message": "x"}}).mark(1)


def test_a_session_reaches_the_sheets_api_and_nothing_else() -> None:
    """No other host, no plain HTTP, no redirect, no proxy for loopback."""
    session, principal = credentials.session(chosen(), Canned(200, "{}"))
    assert principal is None
    for url in (
        "https://example.org/",
        "http://sheets.googleapis.com/",
        "https://www.googleapis.com/",
    ):
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get(url)
    assert session.get("https://sheets.googleapis.com/v4/x").status_code == 200
    assert session.trust_env is False


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


def test_a_connection_that_was_never_made_surely_wrote_nothing() -> None:
    """A timeout of the connection attempt; credentials that cannot reach their server.

    A scheme that is not ours.
    """
    from google.auth import exceptions

    transport, refresh = exceptions.TransportError("x"), exceptions.RefreshError("expired")  # type: ignore[no-untyped-call] # google-auth's
    unsent: tuple[Exception, ...] = (requests.ConnectTimeout("x"), transport)
    for error in unsent:
        with pytest.raises(CallFailed) as caught:
            guarded(failing(error))
        assert (caught.value.maybe_applied, caught.value.unanswered) == (False, False)
    sent: tuple[Exception, ...] = (
        requests.ReadTimeout("x"),
        requests.ConnectionError("reset"),
        requests.ConnectionError(),
    )
    for error in sent:
        with pytest.raises(CallFailed) as caught:
            guarded(failing(error))
        assert (caught.value.maybe_applied, caught.value.unanswered) == (True, True)
    with pytest.raises(ConfigError) as refused:
        guarded(failing(refresh))
    assert refused.value.code == "credentials-refused"


def failing(error: Exception) -> Callable[[], requests.Response]:
    """Return a call that fails in one way."""

    def call() -> requests.Response:
        raise error

    return call


def test_refused_credentials_are_explained() -> None:
    """What remains a 401 after google-auth has renewed its token."""
    problem = door(200, {}).explain(CallFailed("expired", status=401, maybe_applied=False))
    assert problem is not None
    assert problem.code == "credentials-refused"
    assert door(200, {}).explain(CallFailed("x", status=500, maybe_applied=True)) is None

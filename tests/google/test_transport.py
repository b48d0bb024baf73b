"""What each failure of a call means for a write."""

import json
from collections.abc import Callable

import pytest
import requests

from ita_sync.google import CallFailed, sheet
from ita_sync.google.transport import as_sent, guarded
from tests.google.servers import Canned, chosen, door


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("ก", b'{"a":"\xe0\xb8\x81"}'),
        ("😀", b'{"a":"\xf0\x9f\x98\x80"}'),
        ("\ud83d", b'{"a":"\\ud83d"}'),
    ],
)
def test_a_body_is_sent_in_utf_8(text: str, sent: bytes) -> None:
    """A Thai letter in three bytes; what has no UTF-8 as JSON spells it. It reads back the same."""
    assert as_sent({"a": text}) == sent
    assert json.loads(sent) == {"a": text}


def test_a_write_says_that_it_is_json() -> None:
    """Else Google takes its bytes for a form; a read has none."""
    google = Canned(200, "{}")
    sheet.connect(chosen(), google).write({"requests": ["ก"]})
    with pytest.raises(CallFailed):
        sheet.connect(chosen(), google).look()
    write, look = google.seen
    assert write.headers["Content-Type"] == "application/json"
    assert write.body == as_sent({"requests": ["ก"]})
    assert (look.headers.get("Content-Type"), look.body) == (None, None)


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


@pytest.mark.parametrize("body", [{"error": "blocked"}, {"error": {}}, {"error": None}, ["x"]])
def test_an_error_that_is_not_googles_leaves_the_write_unknown(body: object) -> None:
    """An office proxy answers in its own way."""
    with pytest.raises(CallFailed) as caught:
        door(403, body).write({"requests": []})
    assert caught.value.maybe_applied == (caught.value.status is None)


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


def test_a_connection_that_was_never_made_surely_wrote_nothing() -> None:
    """Connection attempts that time out send nothing. Whatever else breaks may have been sent."""
    with pytest.raises(CallFailed) as caught:
        guarded(failing(requests.ConnectTimeout("x")))
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


def failing(error: Exception) -> Callable[[], requests.Response]:
    """Return a call that fails in one way."""

    def call() -> requests.Response:
        raise error

    return call

"""The checks against Google's own schemas find what does not fit."""

import json

import pytest

from ita_sync.sandbox import Dropped, Reply
from tests.sandbox.discovery import Discovery, Json, Watch, find_documents

BATCH = "/v4/spreadsheets/x:batchUpdate"


@pytest.fixture
def watch() -> Watch:
    """A watch of one's own; skips without the documents."""
    documents = find_documents()
    if not documents:
        pytest.skip(
            "google-api-python-client is not installed: no discovery document to check against"
        )
    return Watch([Discovery(path) for path in documents])


def reply(body: object, status: int = 200) -> Reply:
    """A reply of the service."""
    return Reply(status, {"Content-Type": "application/json"}, json.dumps(body).encode())


def test_what_fits_passes_and_is_counted(watch: Watch) -> None:
    """A batch and its reply, an error, a lost reply, a page of HTML, half a body, an empty one."""
    request = json.dumps({"requests": [{"addSheet": {"properties": {"title": "t"}}}]}).encode()
    watch.look(
        "POST",
        BATCH,
        [("fields", "replies")],
        request,
        reply({"spreadsheetId": "x", "replies": [{}]}),
    )
    error = {
        "error": {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}
    }
    watch.look("GET", "/v4/spreadsheets/x", [], None, reply(error, 404))
    watch.look("GET", "/v4/spreadsheets/x", [], None, Dropped("cut"))
    watch.look(
        "GET", "/v4/spreadsheets/x", [], None, Reply(502, {"Content-Type": "text/html"}, b"<p>")
    )
    watch.look(
        "GET",
        "/v4/spreadsheets/x",
        [],
        None,
        Reply(200, {"Content-Type": "application/json"}, b'{"sprea'),
    )
    assert watch.problems == []
    assert watch.count["requests"] == 5
    assert (watch.count["replies"], watch.count["errors"], watch.count["lost replies"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("route", "query", "request_body", "reply_body", "found"),
    [
        (f"POST {BATCH}", [], {"requests": []}, {"answers": []}, "'answers' was unexpected"),
        (f"POST {BATCH}", [], {"request": []}, {}, "'request' was unexpected"),
        (
            f"POST {BATCH}",
            [],
            {"requests": [{"addSheet": {"properties": {"index": 2**31}}}]},
            {},
            "2147483648",
        ),
        ("GET /v4/spreadsheets/x", [("range", "A1")], None, {}, "no parameter {'range'}"),
        ("GET /v4/spreadsheets/x/weather", [], None, {}, "does not have"),
        ("GET /v4/spreadsheets/x", [], None, {"error": {"code": 404}}, "required property"),
        ("GET /drive/v3/files", [("title", "x")], None, {}, "no parameter {'title'}"),
    ],
)
def test_what_does_not_fit_is_found(  # noqa: PLR0917 - one exchange
    watch: Watch,
    route: str,
    query: list[tuple[str, str]],
    request_body: Json | None,
    reply_body: Json,
    found: str,
) -> None:
    """On the way there and on the way back."""
    body = None if request_body is None else json.dumps(request_body).encode()
    status = reply_body.get("error", {}).get("code", 200)
    method, path = route.split()
    watch.look(method, path, query, body, reply(reply_body, status))
    (problem,) = watch.problems
    assert found in problem


def test_a_request_refused_on_purpose_is_not_held_against_the_shapes(watch: Watch) -> None:
    """Tests of refusals send what Google does not know."""
    error = {"error": {"code": 400, "message": "Unknown name", "status": "INVALID_ARGUMENT"}}
    watch.look("POST", BATCH, [], b'{"weather": 1}', reply(error, 400))
    assert watch.problems == []

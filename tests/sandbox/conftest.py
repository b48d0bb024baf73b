"""A sandbox with one spreadsheet, a clock that the test holds, and requests held against Google's own schemas."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from ita_sync.sandbox import Dropped, Reply, Sandbox
from tests.sandbox.discovery import Discovery, find_document

Json = dict[str, Any]

BOOK = "book"
ROOT = f"/v4/spreadsheets/{BOOK}"


class Clock:
    """Seconds since the epoch; moves only when told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Talk:
    """Speaks to the sandbox in the API's words; `schemas` None checks nothing."""

    def __init__(self, box: Sandbox, schemas: Discovery | None) -> None:
        self.box = box
        self.schemas = schemas

    def raw(
        self, method: str, path: str, body: object = None, query: Sequence[tuple[str, str]] = ()
    ) -> Reply | Dropped:
        """The outcome as it is; `path` follows /v4/spreadsheets/book and is encoded here."""
        data = None if body is None else json.dumps(body).encode()
        return self.box.handle(method, ROOT + quote(path, safe="/:"), list(query), data)

    def ask(
        self, method: str, path: str, body: object = None, query: Sequence[tuple[str, str]] = ()
    ) -> tuple[int, Json]:
        """(status, body) of the reply. What succeeds must fit the discovery document, both ways."""
        outcome = self.raw(method, path, body, query)
        assert isinstance(outcome, Reply)
        reply: Json = json.loads(outcome.body)
        if self.schemas is not None and outcome.status == 200:
            encoded = ROOT + quote(path, safe="/:")
            self.schemas.check_request(method, encoded, list(query), body)
            self.schemas.check_reply(method, encoded, reply)
        return outcome.status, reply

    def get(self, path: str = "", **query: str) -> Json:
        """A GET that must succeed; `ranges` may hold several, separated by a bar."""
        pairs = [
            (name, each)
            for name, value in query.items()
            for each in (value.split("|") if name == "ranges" else [value])
        ]
        status, reply = self.ask("GET", path, query=pairs)
        assert status == 200, reply
        return reply

    def post(self, path: str, body: Json, **query: str) -> Json:
        """A POST that must succeed."""
        status, reply = self.ask("POST", path, body, list(query.items()))
        assert status == 200, reply
        return reply

    def put(self, path: str, rows: list[list[Any]], **query: str) -> Json:
        """values.update, RAW unless told, that must succeed."""
        pairs = {"valueInputOption": "RAW"} | query
        status, reply = self.ask("PUT", f"/values/{path}", {"values": rows}, list(pairs.items()))
        assert status == 200, reply
        return reply

    def batch(self, *requests: Json, **options: Any) -> Json:  # noqa: ANN401 - fields of the batch
        """batchUpdate that must succeed."""
        return self.post(":batchUpdate", {"requests": list(requests)} | options)

    def refused(self, *requests: Json) -> str:
        """batchUpdate that must be refused with 400: the message."""
        return self.refusal("POST", ":batchUpdate", {"requests": list(requests)})

    def refusal(
        self, method: str, path: str, body: object = None, query: Sequence[tuple[str, str]] = (), code: int = 400
    ) -> str:
        """A request that must be refused: the message."""
        status, reply = self.ask(method, path, body, query)
        assert status == code, reply
        assert reply["error"]["code"] == code
        message: str = reply["error"]["message"]
        return message

    def rows(self) -> list[list[Any]]:
        """The values of the first tab."""
        return self.box.rows(BOOK, "Data")


@pytest.fixture(scope="session")
def schemas() -> Discovery | None:
    """Google's schemas, None when google-api-python-client is not installed."""
    path = find_document()
    return None if path is None else Discovery(path)


@pytest.fixture
def clock() -> Clock:
    """A clock in the hands of the test."""
    return Clock()


@pytest.fixture
def box(tmp_path: Path, clock: Clock) -> Sandbox:
    """A sandbox with the spreadsheet "book": tab "Data" of 5 by 4 with a header and two rows, tab "Other"."""
    made = Sandbox(tmp_path / "box.sqlite", clock)
    rows = [["id", "name", "score"], ["a", "one", 1], ["b", "two", 2]]
    tabs = [
        {"title": "Data", "rows": rows, "rowCount": 5, "columnCount": 4},
        {"title": "Other", "rows": []},
    ]
    made.ensure(BOOK, "A book", tabs)
    return made


@pytest.fixture
def talk(box: Sandbox, schemas: Discovery | None) -> Talk:
    """Requests to the spreadsheet "book"."""
    return Talk(box, schemas)

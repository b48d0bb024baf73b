"""How the tests speak to the sandbox: in the API's words."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ita_sync.sandbox import Dropped, Reply, Sandbox

Json = dict[str, Any]

BOOK = "book"
ROOT = f"/v4/spreadsheets/{BOOK}"


def encoded(path: str) -> str:
    """What follows /v4/spreadsheets/book, percent-encoded; a slash in a tab's title too."""
    head, values, text = path.partition("/values/")
    return ROOT + quote(head, safe="/:") + values + quote(text, safe=":")


class Clock:
    """Seconds since the epoch; moves only when told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        """The time now."""
        return self.now


class Talk:
    """Speaks to the sandbox in the API's words."""

    def __init__(self, box: Sandbox) -> None:
        self.box = box

    def raw(
        self, method: str, path: str, body: object = None, query: Sequence[tuple[str, str]] = ()
    ) -> Reply | Dropped:
        """The outcome as it is; `path` follows /v4/spreadsheets/book and is encoded here."""
        data = None if body is None else json.dumps(body).encode()
        return self.box.handle(method, encoded(path), list(query), data)

    def ask(
        self, method: str, path: str, body: object = None, query: Sequence[tuple[str, str]] = ()
    ) -> tuple[int, Json]:
        """(status, body) of the reply."""
        outcome = self.raw(method, path, body, query)
        assert isinstance(outcome, Reply)
        reply: Json = json.loads(outcome.body)
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
        """values.update, RAW by default, that must succeed."""
        pairs = {"valueInputOption": "RAW"} | query
        status, reply = self.ask("PUT", f"/values/{path}", {"values": rows}, list(pairs.items()))
        assert status == 200, reply
        return reply

    def batch(self, *requests: Json, **options: Any) -> Json:
        """BatchUpdate that must succeed."""
        return self.post(":batchUpdate", {"requests": list(requests)} | options)

    def refused(self, *requests: Json) -> str:
        """BatchUpdate that must be refused with 400: the message."""
        return self.refusal("POST", ":batchUpdate", {"requests": list(requests)})

    def refusal(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Sequence[tuple[str, str]] = (),
        code: int = 400,
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

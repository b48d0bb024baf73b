"""Servers that answer as they are told, and the door to a sheet behind them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from ita_sync import settings
from ita_sync.config_file import Target
from ita_sync.errors import Exit, ItaSyncError
from ita_sync.google import CallFailed, sheet, snapshot

ROOT = Path(__file__).parents[2]
DATE = "Tue, 14 Nov 2023 22:13:20 GMT"
AT = 1_700_000_000.0
URL = "https://sheets.googleapis.com/v4/spreadsheets/sandbox"
TITLES = ("GET", URL, {"fields": "sheets/properties(sheetId,title)"}, None)
Answer = tuple[int, object]


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
    return settings.Settings(**{**vars(loaded), "target": Target(**target)})


def door(status: int, body: object, **headers: str) -> sheet.Sheet:
    """Return a door behind which one answer waits."""
    text = body if isinstance(body, str) else json.dumps(body)
    return sheet.connect(
        chosen(), Canned(status, text, {k.replace("_", "-"): v for k, v in headers.items()})
    )


class Server(BaseAdapter):
    """A server that gives one answer after the other.

    It keeps what it was asked and how long it was given.
    """

    def __init__(self, answers: Sequence[Answer], headers: dict[str, str]) -> None:
        super().__init__()
        self.answers, self.headers = list(answers), headers
        self.asked: list[tuple[str, str, dict[str, Any], Any]] = []
        self.timeouts: list[Any] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **how: Any) -> requests.Response:
        """Answer."""
        parts = urlsplit(str(request.url))
        body = json.loads(request.body) if request.body else None
        url = f"{parts.scheme}://{parts.netloc}{parts.path}"
        query: dict[str, Any] = {}
        for name, value in parse_qsl(parts.query):
            several = [query[name]] if isinstance(query.get(name), str) else query.get(name, [])
            query[name] = [*several, value] if name in query else value
        self.asked.append((str(request.method), url, query, body))
        self.timeouts.append(how["timeout"])
        response, (status, answer) = requests.Response(), self.answers.pop(0)
        response.status_code, response.headers = status, CaseInsensitiveDict(self.headers)
        response._content = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
        response.url, response.request = str(request.url), request
        return response

    def close(self) -> None:
        """Nothing is open."""


def opened(*answers: Answer, date: str | None = DATE, **target: Any) -> tuple[sheet.Sheet, Server]:
    """Return a door and the server behind it, which gives these answers in turn."""
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


def looked(*titles: str) -> tuple[str, str, dict[str, Any], None]:
    """Return the request of a look at a tab, or at several."""
    ranges = [f"'{title}'" for title in titles]
    wanted = {"fields": snapshot.LOOK_FIELDS, "prettyPrint": "false"}
    return ("GET", URL, {"ranges": ranges if titles[1:] else ranges[0], **wanted}, None)


def words_of(error: ItaSyncError) -> tuple[Exit, str, str, str, list[str]]:
    """Return all that an error says; no error of the door may speak of a write."""
    assert error.written is None
    return (
        error.exit_code,
        error.code,
        str(error.what),
        str(error.next_step),
        [str(line) for line in error.details],
    )


def told(failure: CallFailed) -> dict[str, Any]:
    """Return all that a failed call says, its reason in English."""
    return vars(failure) | {"reason": str(failure.reason)}


def known(**differs: Any) -> dict[str, Any]:
    """Return all that a failed call says: passing trouble, with nothing known of the write."""
    usual = {
        "status": None,
        "reason": "",
        "maybe_applied": True,
        "unanswered": False,
        "timed_out": False,
    }
    return usual | {"passing": True, "retry_after": None, "details": ()} | differs

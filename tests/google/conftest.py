"""Servers on loopback, and the door to a sheet behind them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ita_sync.google import credentials, sheet
from tests.google.endpoint import Endpoint, serving
from tests.google.test_credentials import real


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """Return a server that gives tokens."""
    with serving() as found:
        yield found


@pytest.fixture
def spreadsheets() -> Iterator[Endpoint]:
    """Return a server that stands for the Sheets API."""
    with serving() as found:
        found.answer(404, {"error": {"code": 404, "message": "none"}})
        yield found


@pytest.fixture
def door(
    tmp_path: Path, service_account: dict[str, Any], endpoint: Endpoint, spreadsheets: Endpoint
) -> Iterator[Callable[..., sheet.Sheet]]:
    """Return a function that opens the door to a sheet, all of whose servers are on loopback."""
    sessions: list[Any] = []

    def connect(**differs: object) -> sheet.Sheet:
        key = service_account | {"token_uri": f"{endpoint.url}/token"} | differs
        path = tmp_path / "key.json"
        path.write_text(json.dumps(key), "utf-8")
        opened = sheet.connect(real(path))
        here = credentials._loopback(spreadsheets.url)
        opened._http.session.mount(credentials.SHEETS, here)
        sessions.append(opened._http.session)
        return opened

    yield connect
    for session in sessions:
        session.close()
        session._auth_request.session.close()

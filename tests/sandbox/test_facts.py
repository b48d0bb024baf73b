"""The facts about Google's API that matter to a writer (facts.yaml) hold for the sandbox."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
import yaml

from ita_sync.sandbox import Reply, Sandbox

FACTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "facts.yaml").read_text("utf-8")
)


def ask(box: Sandbox, line: str, body: object) -> tuple[int, Any]:
    """(status, body) of the reply to "METHOD path?query".

    A path without slash or colon is another spreadsheet's id.
    """
    method, _, target = line.partition(" ")
    path, _, query = target.partition("?")
    book = "book" if path[:1] in {"", "/", ":"} else ""
    data = None if body is None else json.dumps(body).replace("<50001>", "x" * 50_001).encode()
    outcome = box.handle(
        method, f"/v4/spreadsheets/{book}{quote(path, safe='/:')}", parse_qsl(query), data
    )
    assert isinstance(outcome, Reply)
    return outcome.status, json.loads(outcome.body)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["fact"])
def test_fact(fact: dict[str, Any], tmp_path: Path) -> None:
    """Each request of the story gets the reply that the fact gives."""
    box = Sandbox(tmp_path / "box.sqlite")
    height, width = fact.get("size", (20, 10))
    tab = {
        "title": fact.get("tab", "Data"),
        "rows": fact["rows"],
        "rowCount": height,
        "columnCount": width,
    }
    box.ensure("book", "A book", [tab])
    assert "owner" not in fact or box.owner_edit("book", fact["owner"])
    for turn in fact["talk"]:
        line = turn["ask"]
        status, body = ask(box, line, turn.get("body"))
        if "gives" in turn:
            assert (status, without_id(body)) == (200, turn["gives"]), line
        else:
            code, name = (404, "NOT_FOUND") if "missing" in turn else (400, "INVALID_ARGUMENT")
            message = turn.get("missing", turn.get("refused"))
            error = {"code": code, "message": message, "status": name}
            assert (status, body) == (code, {"error": error}), line


def without_id(body: Any) -> Any:
    """The body without the spreadsheet's id, at any level."""
    if isinstance(body, dict):
        return {name: without_id(each) for name, each in body.items() if name != "spreadsheetId"}
    return body


def test_every_fact_says_where_it_comes_from() -> None:
    """One of the kinds of source that the file explains."""
    assert len(FACTS) >= 20
    assert {fact["source"] for fact in FACTS} == {"recorded", "reference", "quoted"}

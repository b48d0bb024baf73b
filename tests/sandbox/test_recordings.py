"""Every reply that Google really gave is reproduced."""

import json
from pathlib import Path

import pytest

from tests.sandbox import recordings
from tools import figures

INTERACTIONS = 271


def test_every_recorded_reply_is_reproduced() -> None:
    """Status and body of all interactions; docs/figures/sandbox.md has the same counts."""
    if not recordings.RECORDINGS.is_file():
        pytest.skip("the recordings are not beside the repository")
    replies, equal, differences = recordings.play()
    assert differences == []
    assert replies.total() == INTERACTIONS
    page = (figures.FOLDER / f"{recordings.NAME}.md").read_text("utf-8")
    for name, count in [*replies.items(), ("all", INTERACTIONS)]:
        assert f"| {name} | {count} | {count} |" in page
    assert page.endswith("\n".join(["", *recordings.table(replies, equal), ""]))
    assert equal == replies


def test_a_reply_that_differs_is_found(tmp_path: Path) -> None:
    """The player can tell: one value, one status, one missing field."""
    request: dict[str, object] = {
        "method": "GET",
        "path": "/v4/spreadsheets/S/values/Sheet1!A1",
        "query": [],
        "body": None,
    }
    true = {"range": "Sheet1!A1", "majorDimension": "ROWS"}
    opened = request | {
        "path": "/v4/spreadsheets/S",
        "query": [["fields", "spreadsheetId,properties.title"]],
    }
    resource = {"spreadsheetId": "S", "properties": {"title": "T"}}
    story = [
        {"request": opened, "reply": {"status": 200, "body": resource}},
        {"request": request, "reply": {"status": 200, "body": true}},
        {"request": request, "reply": {"status": 200, "body": true | {"values": [["x"]]}}},
        {"request": request, "reply": {"status": 400, "body": {}}},
        {"request": request, "reply": {"status": 200, "body": true | {"range": "Sheet1!A2"}}},
    ]
    path = tmp_path / "recordings.json"
    path.write_text(json.dumps({"recordings": {"story": story}}), "utf-8")
    replies, equal, differences = recordings.play(path)
    assert (replies.total(), equal.total()) == (5, 2)
    assert [each.split()[1] for each in differences] == ["2", "3:", "4"]

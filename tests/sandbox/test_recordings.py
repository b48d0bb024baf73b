"""Replies that Google really gave, recorded by gspread's tests: the sandbox must give the same."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from ita_sync.sandbox import Fault, Reply, Sandbox

RECORDINGS = Path(__file__).parents[2].parent / "shared" / "google" / "recordings.json"
INTERACTIONS = 271

# Settings of the recording account and of its locale, and what is said to be left out of the recordings.
NOT_COMPARED = {
    "spreadsheetUrl",
    "defaultFormat",
    "spreadsheetTheme",
    "locale",
    "timeZone",
    "autoRecalc",
    "editors",
}
RANDOM_IDS = {"sheetId", "protectedRangeId", "namedRangeId"}

Interaction = dict[str, Any]


def recorded() -> dict[str, list[Interaction]]:
    """{name of the recording: its interactions}; skips where the file is not at hand."""
    if not RECORDINGS.is_file():
        pytest.skip(f"the recordings are not beside the repository: {RECORDINGS}")
    found: dict[str, list[Interaction]] = json.loads(RECORDINGS.read_text(encoding="utf-8"))["recordings"]
    return found


class Replay:
    """Plays one recording against a fresh sandbox; drawn ids are taken over as they come."""

    def __init__(self, box: Sandbox, interactions: list[Interaction]) -> None:
        self.box = box
        self.interactions = interactions
        self.ids: dict[object, object] = {}

    def prepare(self) -> None:
        """A fresh spreadsheet for each that was opened; Google's fixture made them before the recording."""
        for each in self.interactions:
            body = each["reply"]["body"]
            if each["reply"]["status"] == 200 and "properties" in body:
                tabs = [{"title": "Sheet1", "rows": []}]
                self.box.ensure(body["spreadsheetId"], body["properties"]["title"], tabs)

    def mapped(self, value: object) -> object:
        """A recorded request with our ids."""
        if isinstance(value, list):
            return [self.mapped(each) for each in value]
        if isinstance(value, dict):
            return {
                name: self.ids.get(each, each) if name in RANDOM_IDS else self.mapped(each)
                for name, each in value.items()
            }
        return value

    def difference(self, theirs: object, ours: object, path: str = "") -> str | None:
        """Where two replies differ, None where they agree."""
        if isinstance(theirs, dict) and isinstance(ours, dict):
            names = (theirs.keys() | ours.keys()) - NOT_COMPARED
            for name in sorted(names):
                if name not in theirs or name not in ours:
                    return f"{path}.{name}: theirs {theirs.get(name)!r}, ours {ours.get(name)!r}"
                if name in RANDOM_IDS and self.ids.setdefault(theirs[name], ours[name]) == ours[name]:
                    continue
                found = self.difference(theirs[name], ours[name], f"{path}.{name}")
                if found:
                    return found
            return None
        if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
            return next(
                filter(
                    None,
                    (
                        self.difference(one, two, f"{path}[{at}]")
                        for at, (one, two) in enumerate(zip(theirs, ours, strict=True))
                    ),
                ),
                None,
            )
        return None if theirs == ours else f"{path}: theirs {theirs!r}, ours {ours!r}"

    def run(self) -> list[str]:
        """The differences, one line each."""
        self.prepare()
        differences = []
        for at, each in enumerate(self.interactions):
            request, reply = each["request"], each["reply"]
            if reply["status"] == 403:
                # There are no accounts in the sandbox: a spreadsheet of somebody else's is a fault.
                self.box.fault(Fault("http-403", match="any"))
            body = None if request["body"] is None else json.dumps(self.mapped(request["body"])).encode()
            query = [(name, value) for name, value in request["query"]]
            outcome = self.box.handle(request["method"], quote(request["path"]), query, body)
            assert isinstance(outcome, Reply)
            if outcome.status != reply["status"]:
                differences.append(f"{at}: status {outcome.status} for {reply['status']}: {outcome.body!r}")
            elif found := self.difference(reply["body"], json.loads(outcome.body)):
                differences.append(f"{at} {request['method']} {request['path']}{found}")
        return differences


def test_every_recorded_reply_is_reproduced(tmp_path: Path) -> None:
    """All interactions, status and body."""
    recordings = recorded()
    assert sum(map(len, recordings.values())) == INTERACTIONS
    differences = {}
    for number, (name, interactions) in enumerate(recordings.items()):
        found = Replay(Sandbox(tmp_path / f"{number}.sqlite"), interactions).run()
        if found:
            differences[name] = found
    count = INTERACTIONS - sum(map(len, differences.values()))
    assert count == INTERACTIONS, json.dumps(differences, indent=1, ensure_ascii=False)

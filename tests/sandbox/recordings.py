"""Replies that Google really gave, recorded by gspread's tests, played against the sandbox.

`python -m tests.sandbox.recordings [FILE]` counts those that are reproduced, by kind of request.
"""

import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from ita_sync.sandbox import Fault, Reply, Sandbox
from tools import figures

RECORDINGS = Path(__file__).parents[2].parent / "shared" / "google" / "recordings.json"
NAME = "sandbox"
WHAT = "Replies recorded from Google, and how many of them the sandbox reproduces"

# Settings of the recording account and its locale, and fields left out of the recordings.
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


def recorded(path: Path = RECORDINGS) -> dict[str, list[Interaction]]:
    """{name of the recording: its interactions}. Raises OSError where the file is not at hand."""
    found: dict[str, list[Interaction]] = json.loads(path.read_text(encoding="utf-8"))["recordings"]
    return found


def kind(interaction: Interaction) -> str:
    """What sort of request it is: the first of a batch, else the method.

    A refusal adds its status.
    """
    request, status = interaction["request"], interaction["reply"]["status"]
    path = re.sub(r"/values/.*?(?=:[a-z]+$|$)", "/values/…", request["path"])
    path = re.sub(r"spreadsheets/[^/:]+", "spreadsheets/…", path.replace("/v4/", ""))
    name = f"{request['method']} {path}"
    if request["body"] and request["body"].get("requests"):
        name = "batchUpdate " + next(iter(request["body"]["requests"][0]))
    return name if status == 200 else f"{name} ({status})"


class Replay:
    """Plays one recording against a fresh sandbox; random ids are matched as they come."""

    def __init__(self, box: Sandbox, interactions: list[Interaction]) -> None:
        self.box = box
        self.interactions = interactions
        self.ids: dict[object, object] = {}

    def prepare(self) -> None:
        """Make a fresh spreadsheet for each that was opened.

        The fixtures of the recorded tests made them before the recording began.
        """
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
                if (
                    name in RANDOM_IDS
                    and self.ids.setdefault(theirs[name], ours[name]) == ours[name]
                ):
                    continue
                found = self.difference(theirs[name], ours[name], f"{path}.{name}")
                if found:
                    return found
            return None
        if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
            pairs = enumerate(zip(theirs, ours, strict=True))
            each = (self.difference(one, two, f"{path}[{at}]") for at, (one, two) in pairs)
            return next(filter(None, each), None)
        return None if theirs == ours else f"{path}: theirs {theirs!r}, ours {ours!r}"

    def run(self) -> list[str | None]:
        """Where each reply differs, None where it does not."""
        self.prepare()
        differences: list[str | None] = []
        for at, each in enumerate(self.interactions):
            request, reply = each["request"], each["reply"]
            if reply["status"] == 403:
                # There are no accounts in the sandbox: a fault stands in for somebody else's file.
                self.box.fault(Fault("http-403", match="any"))
            body = (
                None
                if request["body"] is None
                else json.dumps(self.mapped(request["body"])).encode()
            )
            query = [(name, value) for name, value in request["query"]]
            outcome = self.box.handle(request["method"], quote(request["path"]), query, body)
            assert isinstance(outcome, Reply)
            if outcome.status != reply["status"]:
                differences.append(
                    f"{at}: status {outcome.status} for {reply['status']}: {outcome.body!r}"
                )
            elif found := self.difference(reply["body"], json.loads(outcome.body)):
                differences.append(f"{at} {request['method']} {request['path']}{found}")
            else:
                differences.append(None)
        return differences


def play(path: Path = RECORDINGS) -> tuple[Counter[str], Counter[str], list[str]]:
    """(replies by kind, those reproduced by kind, the differences)."""
    replies: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    differences = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, interactions) in enumerate(recorded(path).items()):
            found = Replay(Sandbox(Path(folder) / f"{number}.sqlite"), interactions).run()
            for interaction, difference in zip(interactions, found, strict=True):
                replies[kind(interaction)] += 1
                equal[kind(interaction)] += difference is None
                if difference is not None:
                    differences.append(f"{name} {difference}")
    return replies, equal, differences


def table(replies: Counter[str], equal: Counter[str]) -> list[str]:
    """Return the counts by kind of request, the most frequent first."""
    kinds = sorted(replies.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        "| kind of request | recorded | reproduced |",
        "|---|---|---|",
        *(f"| {name} | {count} | {equal[name]} |" for name, count in kinds),
        f"| all | {replies.total()} | {equal.total()} |",
    ]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default=RECORDINGS)
@figures.options
def main(*, file: Path, keep: bool, anyhow: bool) -> None:
    """Replay the recordings in FILE and count the replies that are reproduced."""
    at = figures.commit(keep=keep, anyhow=anyhow)
    named = "" if file == RECORDINGS else f" {file.name}"
    replies, equal, differences = play(file)
    page = figures.page(
        what=WHAT,
        command=f"python -m tests.sandbox.recordings{named}",
        seeds="none, nothing is drawn",
        at=at,
        body=table(replies, equal),
    )
    click.echo(page, nl=False)
    for each in differences:
        click.echo(each, err=True)
    if keep:
        figures.write(NAME, page)


if __name__ == "__main__":
    main()

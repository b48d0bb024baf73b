"""Journals that earlier versions wrote (old/README.md): read, brought up to date, gone on with."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ita_sync import settings
from ita_sync.__main__ import run
from ita_sync.errors import Exit, ItaSyncError
from ita_sync.google import sheet
from ita_sync.journal import Intent, Journal, State
from ita_sync.publish import Publisher
from ita_sync.sandbox import Sandbox, SandboxAdapter
from tests.promise.world import BOOK, HeldClock

OLD = Path(__file__).parent / "old"
NAMES = [f"v{version}-{name}" for version in (1, 2) for name in ("settled", "held", "open")]
OFFICES = ["v1-office", "v2-office"]


def told(name: str) -> dict[str, Any]:
    """Return what the version that wrote a journal read from it."""
    found: dict[str, Any] = json.loads((OLD / name / "journal.json").read_text("utf-8"))
    return found


def as_told(journal: Journal, one: Intent) -> dict[str, Any]:
    """Return an intent in the words of `told`."""
    batch = json.dumps(one.batch, ensure_ascii=False, sort_keys=True)
    return {
        "id": one.id,
        "created_at": one.created_at,
        "report": one.report,
        "place": vars(one.place),
        "parts": one.row.key.dump(),
        "key": one.row.key.identity,
        "number": one.number,
        "token": one.token,
        "digest": one.row.digest,
        "cells": [cell[:4] for cell in one.row.dump()],  # they named no field
        "signoff": one.signoff,
        "batch_sha256": hashlib.sha256(batch.encode()).hexdigest(),
        "state": one.state,
        "reason": one.reason,
        "attempts": [[a.kind, a.sent_at, a.outcome, a.detail] for a in one.attempts],
        "settled_at": one.settled_at,
        "former": journal.former(one),
    }


@pytest.mark.parametrize("name", [*NAMES, *OFFICES])
def test_an_old_journal_says_what_it_said(tmp_path: Path, name: str) -> None:
    """Read only, the file stays as it is byte by byte; opened, it says the same ever after."""
    path = Path(shutil.copy(OLD / name / "journal.sqlite", tmp_path))
    before, expected = path.read_bytes(), told(name)
    for read_only in (True, False, True):
        with Journal(tmp_path, read_only=read_only) as journal:
            assert [as_told(journal, one) for one in journal.history()] == expected["intents"]
            fences = {book: journal.fence_holds(book) for book in expected["fences"]}
            assert fences == expected["fences"]
        if read_only:
            assert path.read_bytes() == before
        before = path.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_what_an_old_version_left_open_is_settled(tmp_path: Path, name: str) -> None:
    """Each push comes to its row, or says that a person removed it; nothing lands twice."""
    for part in ("ita-sync.toml", "journal.sqlite", "sandbox.sqlite"):
        shutil.copy(OLD / name / part, tmp_path)
    clock = HeldClock()
    clock.at = told(name)["at"]
    box = Sandbox(tmp_path / "sandbox.sqlite", clock=clock.now)
    chosen = settings.load(tmp_path / "ita-sync.toml", env={"ITA_SYNC_STATE": str(tmp_path)})
    with Journal(tmp_path) as journal:
        books = {one.place.spreadsheet for one in journal.history()}
        left = [one for book in sorted(books) for one in journal.pending(book)]
        assert bool(left) == (not name.endswith("settled"))
        for one in left:
            place = {"spreadsheet": one.place.spreadsheet, "tab": one.place.tab}
            aimed = replace(chosen, target=chosen.target.model_copy(update=place))
            door = sheet.connect(aimed, SandboxAdapter(box, on_wait=clock.sleep))
            publisher = Publisher(door, journal, aimed, clock)
            code = json.loads(one.row.key.identity)["agency.code"]
            removed = name.endswith("open") and code == "5360605"
            try:
                publisher.push(one.row, report=one.report, signoff={})
                came = ""
            except ItaSyncError as error:
                came = error.code
            assert came == ("row-removed" if removed else ""), code
            clock.sleep(400)
            rows = box.rows(one.place.spreadsheet, one.place.tab)
            assert sum(code in map(str, row) for row in rows) == (0 if removed else 1), code
        assert [one for book in books for one in journal.pending(book)] == []
        closing = {one.id for one in left if one.state is State.CLOSING}
        assert all(journal.intent(each).state is State.CLOSED for each in closing)


@pytest.mark.parametrize("name", OFFICES)
def test_an_office_with_an_old_version_goes_on(
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its row is known, its sheet as it was, and what it signed can be pushed without signing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITA_SYNC_STATE", str(tmp_path))
    shutil.copytree(OLD / name, tmp_path, dirs_exist_ok=True)
    text = (OLD / "report.yaml").read_text("utf-8")
    for report, code in (("pushed", "5360601"), ("signed", "5360602")):
        Path(f"{report}.yaml").write_text(text.replace("5360601", code), "utf-8")
    config = ("--config", "ita-sync.toml")
    for command, said in (
        (("push", "pushed.yaml"), "Already there: 5360601 / 2566 stands in row 3"),
        (("verify",), ""),
        (("push", "signed.yaml"), "Written: 5360602 / 2566 stands in row 4"),
        (("verify",), ""),
    ):
        assert run([*command, *config]) == Exit.OK, command
        assert capsys.readouterr().out.partition(" of tab")[0] == said
    with Journal(tmp_path, read_only=True) as journal:
        assert [one.state for one in journal.history()] == [State.CONFIRMED] * 2
        assert [one.place.spreadsheet for one in journal.history()] == [BOOK] * 2

"""`python -m tests.journal.old.make FOLDER`: make the old journals, with the code of an old commit.

README.md beside it says with which, and how. It is kept to be read: the present code cannot run it,
and no test does.
"""

import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing as closed
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.journal.old.office import (
    BOOK,
    CODE,
    FIRST,
    HEADER,
    SECOND_BOOK,
    SECOND_TAB,
    START,
    TAB,
    TOTAL,
    VERSION,
    Journal,
    Office,
    edits,
    stage,
)


def settled(office: Office) -> None:
    """Play what is written, or surely never will be; nothing here asks whether the fence holds."""
    world = office.world
    with office.scene():  # confirmed/as-sent
        office.push()
    with office.scene():  # confirmed/found: typed by somebody, with the code as a number
        office.push(machine="b")
        world.edit(edits.put(office.row(), CODE, office.code))
        office.push()
    with office.scene():  # confirmed/found under a number: its mark was cleared, its row is there
        office.left_open(applied=True)
        office.clear_mark()
        office.push()
    office.code += 1
    with office.scene():  # closed/taken, then confirmed/as-sent
        office.push(adapter=office.meanwhile(lambda number: world.edit(edits.mark(number))))
    with office.scene():  # closed/refused: 429 until the time is over
        world.fault("http-429", times=None)
        office.push("unavailable")
        office.box.clear_faults()
    with office.scene():  # closed/never-sent, then confirmed/as-sent
        office.dies("after commit")
        office.push(version=1)
    with office.scene():  # closed/unseen, then confirmed/as-sent
        office.push(adapter=office.meanwhile(lambda at: office.box.foreign_mark(BOOK, at)))
    if not FIRST:  # an agency without a code; version 1 knew none
        with office.scene(), office.aimed(BOOK, SECOND_TAB):
            office.push(code=None, type="โรงเรียน", name="ตัวอย่างวิทยา")
    with office.scene(), office.aimed(BOOK, SECOND_TAB):
        office.push()


def held(office: Office) -> None:
    """Play what a person has to decide."""
    world = office.world
    with office.scene():  # held/removed, then confirmed/as-sent
        office.left_open(applied=True)
        world.edit(edits.delete_row(office.row()))
        office.push("row-removed")
        office.push(restore=True)
    with office.scene():  # held/changed
        office.left_open(applied=True)
        world.edit(edits.put(office.row(), TOTAL, 87.14))
        office.push("row-changed")
    with office.scene():  # held/doubled
        office.left_open(applied=True)
        at, cells = office.row(), office.cells()
        world.edit(edits.insert("ROWS", at + 1))
        world.edit(*(edits.put(at + 1, c, v) for c, v in enumerate(cells) if v is not None))
        office.push("row-doubled")
    with office.scene():  # held/misplaced: one cell was inserted before the row
        office.left_open(applied=True)
        at, cells = office.row(), office.cells()
        moved = [edits.put(at, c + 1, v) for c, v in enumerate(cells) if v is not None]
        world.edit(*(edits.delete_cells(at, c) for c in range(len(cells))), *moved)
        office.push("row-misplaced")
    with office.scene():  # held/mark-gone
        office.left_open(applied=True)
        at = office.row()
        office.clear_mark()
        world.edit(edits.delete_row(at))
        office.push("row-mark-gone")
    office.code += 1
    with office.scene():  # held/header
        renamed = edits.put(HEADER, TOTAL, "คะแนน (ใหม่)")
        office.push("row-header", adapter=office.meanwhile(lambda _number: world.edit(renamed)))
        world.edit(edits.put(HEADER, TOTAL, "คะแนน"))


def closing(office: Office) -> None:
    """Play numbers that are given up: by the mark, by time alone, and not to the end."""
    world = office.world
    with office.scene():  # closed/given-up by the mark; from here the fence is known to hold
        office.left_open(applied=False)
        office.push(version=1)
    with office.scene(), office.aimed(SECOND_BOOK, TAB):  # closed/given-up: by the mark or by time
        office.left_open(applied=False)
        world.fault("ids-not-unique", times=1 if FIRST else None)
        office.push(version=1)
        office.box.clear_faults()
    with office.scene():  # closing: the closing mark was silent
        office.left_open(applied=False)
        world.fault("hang", when="before")
        world.fault("http-503", match="read", skip=1, times=None)
        office.push("outcome-unknown", version=1)
        office.box.clear_faults()
    with office.scene():  # closing: died with the closing mark on its way; the number is closed
        office.left_open(applied=False)
        office.dies("after POST", version=1)


def left(office: Office) -> None:
    """Play what leaves attempts open in every way; the last ones have not landed."""
    world = office.world
    with office.scene():
        office.push()
    with office.scene():  # sent, no answer recorded; the row is there
        office.dies("after POST")
    with office.scene():  # silent; the row is there
        office.left_open(applied=True)
    with office.scene():  # doubtful; the row is there
        office.left_open("http-503", applied=True)
    with office.scene():  # silent; the row was there
        office.left_open(applied=True)
        world.edit(edits.delete_row(office.row()))
    with office.scene(), office.aimed(BOOK, SECOND_TAB):  # silent; the row is there
        office.left_open(applied=True)
    with office.scene(), office.aimed(SECOND_BOOK, TAB):  # silent; the row is not there
        office.left_open(applied=False)
    with office.scene():  # silent; the row is not there
        office.left_open(applied=False)
    with office.scene():  # doubtful; the row is not there
        office.left_open("http-503", applied=False)
    with office.scene():  # no attempt
        office.dies("after commit")
    with office.scene():  # refused, and died before the next attempt
        world.fault("http-429")
        office.dies("after commit", 3)
    with office.scene():  # sent, no answer recorded; it never left
        office.dies("before POST")
    with office.scene():  # sent, no answer recorded; it lands two minutes after the last moment
        world.fault("late", seconds=180)
        office.dies("after POST")


def told(state: Path) -> dict[str, Any]:
    """Return what the version's own code reads from a journal."""
    with Journal(state, read_only=True) as journal:
        intents = [
            {
                "id": one.id,
                "created_at": one.created_at,
                "report": one.report,
                "place": {
                    "spreadsheet": one.place.spreadsheet,
                    "gid": one.place.gid,
                    "tab": one.place.tab,
                },
                "parts": one.row.key.dump(),
                "key": one.row.key.identity,
                "number": one.number,
                "token": one.token,
                "digest": one.row.digest,
                "cells": one.row.dump(),
                "signoff": one.signoff,
                "batch_sha256": hashlib.sha256(
                    json.dumps(one.batch, ensure_ascii=False, sort_keys=True).encode()
                ).hexdigest(),
                "state": one.state,
                "reason": one.reason,
                "attempts": [[a.kind, a.sent_at, a.outcome, a.detail] for a in one.attempts],
                "settled_at": one.settled_at,
                "former": journal.former(one),
            }
            for one in journal.history()
        ]
        fences = {} if FIRST else {b: journal.fence_holds(b) for b in (BOOK, SECOND_BOOK)}
    return {"version": VERSION, "fences": fences, "intents": intents}


def keep(state: Path, box: Path, at: float, out: Path) -> None:
    """Keep a journal, what it holds, and the sheet that it speaks of; `at` is the last moment."""
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(told(state) | {"at": at}, ensure_ascii=False, indent=1)
    one_line = re.compile(r"\[\s*([^\[\]{}]*?)\s*\]")  # cells and attempts
    text = one_line.sub(lambda found: "[" + re.sub(r"\n\s*", " ", found[1]) + "]", text)
    (out / "journal.json").write_text(text + "\n", "utf-8")
    for source, name in ((state / "journal.sqlite", "journal.sqlite"), (box, "sandbox.sqlite")):
        shutil.copy(source, out / name)
        with closed(sqlite3.connect(out / name, isolation_level=None)) as db:
            if name == "sandbox.sqlite":  # only what stands in the sheet is of use
                db.execute("DELETE FROM call")
                db.execute("PRAGMA page_size = 1024")
            db.execute("VACUUM")


def play(scenes: Sequence[Callable[[Office], None]], work: Path, out: Path) -> None:
    """Play scenes on a fresh world, and keep machine a's journal."""
    work.mkdir(parents=True)
    random.seed(0)
    office = Office(work)
    for scene in scenes:
        scene(office)
    keep(office.state("a"), work / "sandbox.sqlite", office.clock.at, out)
    office.settings("a")  # aimed where most scenes are
    shutil.copy(work / "ita-sync.toml", out)


def office_of_commands(work: Path, out: Path) -> None:
    """Sign two reports and push one of them by the commands themselves, as delivered."""
    work.mkdir(parents=True)
    random.seed(0)
    run = import_module("ita_sync.__main__").run
    os.environ |= {"ITA_SYNC_STATE": str(work / "state"), "ITA_SYNC_LANG": "en"}
    shutil.copy(stage.ROOT / "config" / "ita-sync.toml", work)
    text = (stage.ROOT / "examples" / "chaturat-2566.yaml").read_text("utf-8")
    os.chdir(work)
    config = ("--config", "ita-sync.toml")
    decided = ("--post", "นายกเทศมนตรี", "--date", "27 ตุลาคม 2566")
    for name, code in (("pushed", "5360601"), ("signed", "5360602")):
        Path(f"{name}.yaml").write_text(text.replace("5360601", code), "utf-8")
        assert run(["sign", f"{name}.yaml", *decided, *config]) == 0
    assert run(["push", "pushed.yaml", *config]) == 0
    assert run(["verify", *config]) == 0
    keep(work / "state", work / "state" / "sandbox.sqlite", START, out)
    for each in ("ita-sync.toml", *(f"{name}.signoff.json" for name in ("pushed", "signed"))):
        shutil.copy(each, out)


def main() -> None:
    """Make all of this version in the given folder."""
    out, work = Path(sys.argv[1]).resolve(), Path(sys.argv[1]).resolve() / "work"
    scenes = {"settled": [settled], "held": [held, closing], "open": [left]}
    for name, parts in scenes.items():
        play(parts, work / name, out / f"v{VERSION}-{name}")
    office_of_commands(work / "office", out / f"v{VERSION}-office")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()

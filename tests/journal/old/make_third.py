"""`python -m tests.journal.old.make_third FOLDER`: make journals of version 3, with its own code.

README.md beside it says with which commit. It is kept to be read: no test runs it.
"""

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from ita_sync.journal import Journal
from ita_sync.report import load_report
from ita_sync.rules import load_framework
from tests.promise.edits import delete_row, put
from tests.promise.histories import amended, leave_open, neighbour
from tests.promise.world import ROOT, World
from tests.publish.batches import agencies


def office(world: World) -> None:
    """Play rows that are watched, amended, changed, removed and taken back."""
    machine = world.machine()
    machine.push_all([world.draft(each) for each in agencies(world, 3)])
    for edit in (put(2, 8, 1), delete_row(3), put(2, 8, 2)):
        world.clock.sleep(60)
        machine.verify()
        world.edit(edit)
    world.clock.sleep(60)
    machine.verify()
    machine.push(neighbour(world.report))
    machine.push(amended(neighbour(world.report)))
    machine.undo(neighbour(world.report))
    world.clock.sleep(60)
    machine.verify()


def left(world: World) -> None:
    """Play a row that was found, and an attempt that is open."""
    world.machine("b").push(neighbour(world.report))
    world.machine().push(neighbour(world.report))
    leave_open(world, applied=False)


def told(state: Path) -> list[dict[str, Any]]:
    """Return what the version's own code reads from a journal."""
    with Journal(state, read_only=True) as journal:
        return [
            {
                "id": one.id,
                "kind": one.kind,
                "key": one.row.key.identity,
                "digest": one.row.digest,
                "state": one.state,
                "reason": one.reason,
                "batch": one.batch,
                "seen": [[o.at, o.highest, o.how, list(o.rows)] for o in journal.observations(one)],
            }
            for one in journal.history()
        ]


def main(out: Path) -> None:
    """Play each scene in a world of its own, and keep the journal of machine a."""
    report = load_report(ROOT / "examples" / "chaturat-2566.yaml").report
    framework = load_framework(2566, (ROOT / "config" / "frameworks",), date(2023, 11, 1))
    for scene in (office, left):
        folder = out / f"v3-{scene.__name__}"
        shutil.rmtree(folder, ignore_errors=True)
        play = folder / "play"
        play.mkdir(parents=True)
        scene(World(play, report, framework))
        with closing(sqlite3.connect(play / "a" / "journal.sqlite", isolation_level=None)) as db:
            db.execute("VACUUM INTO ?", (str(folder / "journal.sqlite"),))
        text = json.dumps(told(play / "a"), ensure_ascii=False, indent=1)
        (folder / "journal.json").write_text(text + "\n", "utf-8")
        shutil.rmtree(play)


main(Path(sys.argv[1]))

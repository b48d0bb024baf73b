"""Entries of the journal, and what is said of a journal that fails."""

from pathlib import Path
from typing import Any

from ita_sync.errors import Exit
from ita_sync.journal import Batch, Change, Draft, Journal
from tests.promise.outcomes import HERE, KEEP, WITHOUT, Words, plain
from tests.promise.world import World

MORE = "This run sent nothing more to the sheet; what it sent before is in the journal."
ROOM = f"Check that the folder can be written and the disk has room. {KEEP}"
HELD = (
    f"{KEEP} End the other program that holds it, for example a database viewer or a copy being "
    "made, and run again."
)


def draft(world: World, **differs: Any) -> Draft:
    """Return what a report wants of its row."""
    usual: dict[str, Any] = {"row": world.row(), "report": "r.yaml"}
    return Draft(**usual | differs)


def add_batch(journal: Journal, world: World, *drafts: Draft, **differs: Any) -> Batch:
    """Add a batch to a journal and return it; it carries one change unless drafts are given."""
    usual: dict[str, Any] = {"number": 4, "epoch": 9, "token": "t", "body": {}, "now": 1.0}
    place = differs.pop("place", HERE)
    return journal.intend(place, drafts or [draft(world)], **usual | differs)


def changes_of(batch: Batch) -> list[Change]:
    """Return the changes of a batch, each with its row as the journal gives it back."""
    assert all(change.row == plain(change.row) for change in batch.changes)
    return list(batch.changes)


def unusable(path: Path, reason: str, way_on: str = ROOM) -> Words:
    """Return all that is said of a journal that cannot be used."""
    what = f"The journal {path} cannot be used: {reason}"
    return (Exit.CONFIG, "journal-unusable", what, MORE, way_on, [])


def damage(path: Path, where: str) -> Words:
    """Return all that is said of a journal that is damaged."""
    what = f"The journal {path} is damaged."
    return (Exit.CONFIG, "journal-damaged", what, MORE, WITHOUT, [where])


def entry(table: str, id_: object) -> str:
    """Return how the place of a damaged row is named."""
    return f"Table {table}, entry {id_}: it does not say what was written there."

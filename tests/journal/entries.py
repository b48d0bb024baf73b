"""An entry of the journal, and what is said of a journal that fails."""

from pathlib import Path
from typing import Any

from ita_sync.errors import Exit
from ita_sync.journal import Intent, Journal
from tests.promise.outcomes import HERE, KEEP, Words
from tests.promise.world import World


def add_intent(journal: Journal, world: World, **differs: Any) -> Intent:
    """Add an intent to a journal and return it."""
    usual: dict[str, Any] = {
        "place": HERE,
        "row": world.row(),
        "report": "r.yaml",
        "now": 1.0,
        "number": 4,
        "token": "t",
    }
    return journal.intend(**usual | {"signoff": {}, "batch": {}} | differs)


def unusable(path: Path, reason: str) -> Words:
    """Return all that is said of a journal that cannot be used."""
    return (
        Exit.CONFIG,
        "journal-unusable",
        f"The journal {path} cannot be used: {reason}",
        "This run sent nothing more to the sheet; what it sent before is in the journal.",
        f"Check that the folder can be written and the disk has room. {KEEP}",
        [],
    )

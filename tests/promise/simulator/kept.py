"""What of a campaign was played before it was cut: a line of JSON for each block of histories.

A long campaign goes on where it was; what was played by other code does not count.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.promise.simulator.tally import Tally
from tools.figures import ROOT

_JUDGES = ("checker", "journals", "reading", "rewrites", "words")
JUDGES = [f"tests/promise/simulator/{name}.py" for name in _JUDGES]
ROOMS = ("approval", "checks", "cli", "document", "links", "locale")
"""Rooms of the program that no history enters; it speaks English."""
PLAYED = ["ita_sync", "tests/promise", ":(exclude)tests/promise/test_*"]
PLAYED += [f":(exclude)ita_sync/{room}" for room in ROOMS]


@dataclass(frozen=True)
class Block:
    """Histories of one kind that lie side by side: `first` is the first seed."""

    how: str
    first: int
    count: int


@dataclass(frozen=True)
class Code:
    """What tells the code of a campaign: that which plays histories, and that which judges them."""

    plays: str
    judges: str


def code(at: str) -> Code | None:
    """Return the code at a commit; None where files differ from it."""
    if " " in at:
        return None
    others = [f":(exclude){name}" for name in JUDGES]
    return Code(_told([*PLAYED, *others]), _told(JUDGES))


def _told(paths: list[str]) -> str:
    git = ["git", "ls-files", "--stage", "--", *paths]
    files = subprocess.run(git, cwd=ROOT, check=True, capture_output=True).stdout
    return sha256(files).hexdigest()[:16]


class Kept:
    """A file of blocks; without a path, or without code that a commit holds, nothing is kept.

    Attributes:
        played: what came of each block.
        stricter: the blocks in it that another checker found clean.
    """

    def __init__(self, path: Path | None, by: Code | None, *, looser: bool = False) -> None:
        """Read the file. `looser`: what another checker found clean, this one does, too."""
        self._path, self._by = (path if by else None), by
        self.played: dict[Block, Tally] = {}
        self.stricter: set[Block] = set()
        for line in self._lines():
            block, tally = Block(**line["block"]), Tally.of(line["tally"])
            own = by is not None and line["judges"] == by.judges
            if own or (looser and not tally.wrong and block not in self.played):
                self.played[block] = tally
                self.stricter -= {block}
                self.stricter |= set() if own else {block}

    def _lines(self) -> Iterator[dict[str, Any]]:
        if self._path is not None and self._by is not None and self._path.exists():
            lines = map(json.loads, self._path.read_text("utf-8").splitlines())
            yield from (line for line in lines if line["plays"] == self._by.plays)

    def keep(self, block: Block, tally: Tally) -> None:
        """Write down what came of a block."""
        self.played[block] = tally
        if self._path is not None and self._by is not None:
            line = {**asdict(self._by), "block": asdict(block), "tally": vars(tally)}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

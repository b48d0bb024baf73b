"""What of a campaign was played before it was cut: a line of JSON for each block of histories.

A long campaign goes on where it was; what was played by other code does not count.
"""

import json
import subprocess
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from tests.promise.simulator.tally import Tally
from tools.figures import ROOT

PLAYED = ("ita_sync", "tests/promise", ":(exclude)ita_sync/document")  # no history reads a document


@dataclass(frozen=True)
class Block:
    """Histories of one kind that lie side by side: `first` is the first seed."""

    how: str
    first: int
    count: int


def code(at: str) -> str:
    """What tells the code that histories are played by at a commit; empty where files differ."""
    if " " in at:
        return ""
    git = ["git", "ls-files", "--stage", "--", *PLAYED]
    files = subprocess.run(git, cwd=ROOT, check=True, capture_output=True).stdout
    return sha256(files).hexdigest()[:16]


class Kept:
    """A file of blocks; without a path, or without code that a commit holds, nothing is kept."""

    def __init__(self, path: Path | None, by: str) -> None:
        self._path, self._by = (path if by else None), by
        self.played = self._read()

    def _read(self) -> dict[Block, Tally]:
        if self._path is None or not self._path.exists():
            return {}
        lines = map(json.loads, self._path.read_text("utf-8").splitlines())
        return {
            Block(**line["block"]): Tally.of(line["tally"])
            for line in lines
            if line["code"] == self._by
        }

    def keep(self, block: Block, tally: Tally) -> None:
        """Write down what came of a block."""
        self.played[block] = tally
        if self._path is not None:
            line = {"code": self._by, "block": asdict(block), "tally": vars(tally)}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

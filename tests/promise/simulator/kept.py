"""What of a campaign was played before it was cut: a line of JSON for each block of histories.

A long campaign goes on where it was; what was played on another commit does not count.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.promise.simulator.tally import Tally


@dataclass(frozen=True)
class Block:
    """Histories of one kind that lie side by side: `first` is the first seed."""

    how: str
    first: int
    count: int


class Kept:
    """A file of blocks; without a path, or without a commit, nothing is kept."""

    def __init__(self, path: Path | None, commit: str) -> None:
        self._path, self._commit = (None if " " in commit else path), commit
        self.played = self._read()

    def _read(self) -> dict[Block, Tally]:
        if self._path is None or not self._path.exists():
            return {}
        lines = map(json.loads, self._path.read_text("utf-8").splitlines())
        return {
            Block(**line["block"]): Tally.of(line["tally"])
            for line in lines
            if line["commit"] == self._commit
        }

    def keep(self, block: Block, tally: Tally) -> None:
        """Write down what came of a block."""
        self.played[block] = tally
        if self._path is not None:
            line = {"commit": self._commit, "block": asdict(block), "tally": vars(tally)}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")

"""What is written down while a history is played."""

from dataclasses import dataclass, field
from pathlib import Path

from ita_sync.errors import Exit
from ita_sync.sandbox.model import Spreadsheet
from tests.promise.simulator.history import History, Run
from tests.promise.simulator.reports import Cast


@dataclass
class Sent:
    """One request of a machine: `reply` is the status it saw, None when none came."""

    run: int
    at: float
    body: bytes
    applied: bool = False
    reply: int | None = None
    never_sent: bool = False


@dataclass
class Wrote:
    """A write that took effect: by a machine's request, or by a person (`body` empty)."""

    at: float
    body: bytes
    before: Spreadsheet | None
    after: Spreadsheet


@dataclass
class Ended:
    """How a run ended. `exit` None: the power was cut."""

    run: Run
    number: int
    began: float
    ended: float = 0.0
    exit: Exit | None = None
    code: str = ""
    wrote: str = ""
    how: str = ""
    row: int = 0
    reads: int = 0
    writes: int = 0
    final: bool = False
    steps: int = 0
    commits: int = 0
    before: Spreadsheet | None = None
    faults: list[str] = field(default_factory=list)
    bug: BaseException | None = None
    changed: bool = False  # a dry run changed a file


@dataclass
class Played:
    """All that happened, for the checker and for the story."""

    history: History
    cast: Cast
    folder: Path
    book: Spreadsheet
    ended: list[Ended]
    sent: list[Sent]
    wrote: list[Wrote]
    told: list[tuple[float, str]]
    met: dict[str, int]
    requests: int
    lives: dict[str, list[Path]]

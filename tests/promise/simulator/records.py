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
    slept: float = 0.0  # seconds between the journal and the wire


@dataclass
class Looked:
    """One look of a machine.

    `stale`: it was shown an older version. `rows`: it saw the tab: neither one mark alone, nor a
    failure or half an answer.
    """

    run: int
    at: float
    stale: bool
    rows: bool = True


@dataclass
class Wrote:
    """A write that took effect: by a machine's request, or by a person (`body` empty).

    `put_back`: it brought an older version of the sheet back.
    """

    at: float
    body: bytes
    before: Spreadsheet | None
    after: Spreadsheet
    put_back: bool = False


@dataclass(frozen=True)
class Said:
    """What a run said of one report."""

    exit: Exit
    code: str = ""
    wrote: str = ""
    how: str = ""
    row: int = 0


@dataclass
class Ended:
    """How a run ended. `exit` None: the power was cut. `said`: of each report that it pushed.

    `state`: its state folder. `settled`: the batches that its journal called settled afterwards,
    as rows of the file.
    """

    run: Run
    number: int
    began: float
    ended: float = 0.0
    exit: Exit | None = None
    code: str = ""
    said: dict[int, Said] = field(default_factory=dict)
    reads: int = 0
    writes: int = 0
    final: bool = False
    steps: int = 0
    commits: int = 0
    posts: int = 0
    slept: float = 0.0  # since its last commit
    before: Spreadsheet | None = None
    faults: list[str] = field(default_factory=list)
    bug: BaseException | None = None
    changed: bool = False  # a dry run changed a file
    state: Path | None = None
    settled: dict[int, tuple[object, ...]] = field(default_factory=dict)

    @property
    def how(self) -> str:
        """How its own report came to stand: written, already, or neither."""
        own = self.said.get(self.run.report)
        return own.how if own else ""


@dataclass
class Played:
    """All that happened, for the checker and for the story."""

    history: History
    cast: Cast
    folder: Path
    book: Spreadsheet
    ended: list[Ended]
    sent: list[Sent]
    looked: list[Looked]
    wrote: list[Wrote]
    told: list[tuple[float, str]]
    met: dict[str, int]
    requests: int
    lives: dict[str, list[Path]]

"""What a seed draws: machines, their runs, faults, and people at work between requests.

A history is plain data, so that it can be printed, taken apart and shrunk. Nothing in it depends on
what the program does: faults and people's acts are bound to the number of the request before which
they happen.
"""

import random
from dataclasses import dataclass, field, replace

from ita_sync.sandbox import Fault
from ita_sync.sandbox.faults import DATES, LATEST_S, NAMES, SERVICE, WRITES_ONLY

DAY = 24 * 3600.0
MACHINES = ("a", "b", "c")
REPORTS = 3  # that the histories of the first edition draw
TOO_LONG = 4  # the report that Google refuses: one of its cells is too long
ALL_REPORTS = 5
OLD_OFFICE = "o"  # an office that still works with 0.1.0
# Without these there is no fence.
LOOSE = frozenset({"ids-not-unique", "ids-not-unique-across", "not-atomic"})
UNGUARDED = "no-match-passes"  # with this, nothing keeps a batch off a row that was moved

# Faults that a history may draw, but for wrong dates. Other rules of the service break what Google
# promises: see draw_loose.
FAULTS = tuple(name for name in NAMES if name not in DATES and name not in SERVICE)
# Ambiguous ones come more often: they are what the promise is about.
WEIGHTS = {
    "hang": 4,
    "late": 5,
    "late-503": 5,
    "http-503": 3,
    "cut": 3,
    "reset": 2,
    "truncated": 2,
    "stale": 2,
}

ACTS = (
    *(
        "insert row",
        "delete row",
        "sort",
        "filter",
        "hide rows",
        "hide columns",
        "move row",
        "move column",
    ),
    *(
        "insert column",
        "edit ours",
        "edit key of ours",
        "retype key of ours",
        "delete ours",
        "edit others",
    ),
    *(
        "add row",
        "add note",
        "rename header",
        "double header",
        "restore header",
        "protect table",
        "protect row",
    ),
    *(
        "unprotect",
        "rename tab",
        "name tab back",
        "copy tab",
        "copy our row",
        "foreign mark",
        "foreign mark on tab",
    ),
    *("private mark", "take foreign marks away", "crowd metadata"),
)
RARE = {
    "rename tab": 0.3,
    "double header": 0.3,
    "protect table": 0.4,
    "copy our row": 0.3,
    "crowd metadata": 0.6,
}


@dataclass(frozen=True)
class Run:
    """A machine starts the program: `gap` seconds after its last run ended.

    `kind`: push, verify, dry-run, undo (of the last change), or settle, which gives up whatever is
    open. `version`: 0 the report as signed, 1 and 2 amended. `dies_at`: step at which the power
    goes, None for never; `disk_fails_at`: the commit at which only the disk fails; `sleeps_at`: the
    step at which the machine sleeps, as a laptop does: for `asleep` seconds, on which its monotonic
    clock stands still. `forgets`: the state folder was lost before. `others`: further reports of
    the same push. `dozes_at`: the write before which it sleeps, journalled and not yet sent.
    `corrected`: the step at which its wall clock is set, and by how many seconds. `restore`: push
    --restore.
    """

    machine: str
    kind: str
    report: int
    gap: float
    version: int = 0
    dies_at: int | None = None
    disk_fails_at: int | None = None
    sleeps_at: int | None = None
    forgets: bool = False
    others: tuple[int, ...] = ()
    asleep: float = 120.0
    dozes_at: int | None = None
    corrected: tuple[int, float] | None = None
    restore: bool = False

    @property
    def reports(self) -> tuple[int, ...]:
        """All reports that it pushes."""
        return (self.report, *self.others)


@dataclass(frozen=True)
class Act:
    """Something people do: what, and three numbers from 0 to 1 that choose where."""

    what: str
    where: tuple[float, float, float]


@dataclass(frozen=True)
class History:
    """The runs of each machine in order, with faults and acts.

    `faults`, `acts`: each with the number of the request before which it comes. `skew`: seconds by
    which each machine's wall clock is wrong. `deadline`: seconds after which a run gives up.
    `knows`: an earlier run found out that taken numbers are refused; `rules`: what the service does
    otherwise (sandbox/faults.py); `about`: what it is about, by the names in more.py and
    existing.py; `fills`: rows are only filled where they are listed, none is added.
    """

    seed: int
    runs: tuple[Run, ...]
    faults: tuple[tuple[int, Fault], ...] = ()
    acts: tuple[tuple[int, Act], ...] = ()
    skew: tuple[float, ...] = field(default=(0.0, 0.0, 0.0))
    deadline: float = 300.0
    knows: bool = True
    rules: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    fills: bool = False

    @property
    def loose(self) -> bool:
        """Whether the service breaks what the fence rests on."""
        return not LOOSE.isdisjoint(self.rules)

    def parts(self) -> int:
        """How many things can be taken out of it."""
        return len(self.runs) + len(self.faults) + len(self.acts)

    def without(self, at: int) -> "History":
        """The history less one part."""
        if at < len(self.runs):
            return replace(self, runs=self.runs[:at] + self.runs[at + 1 :])
        at -= len(self.runs)
        if at < len(self.faults):
            return replace(self, faults=self.faults[:at] + self.faults[at + 1 :])
        at -= len(self.faults)
        return replace(self, acts=self.acts[:at] + self.acts[at + 1 :])


def draw(seed: int) -> History:
    """The history of a seed, the same everywhere. One in twelve is about marks grown old."""
    dice = random.Random(seed)  # noqa: S311 - repeatable on purpose, no secret
    return _old_marks(seed, dice) if dice.random() < 1 / 12 else draw_any(seed, dice)


def _old_marks(seed: int, dice: random.Random) -> History:
    """An open attempt, crowded metadata, a week gone by, marks cleared elsewhere, the row gone."""
    first, second = dice.sample(MACHINES, 2)
    runs = (
        Run(first, "push", 0, 0.0, dies_at=dice.randint(8, 16)),
        Run(first, "push", 0, 20 * DAY),
        Run(second, "push", 1, 8 * DAY),
        Run(second, "push", 2, dice.uniform(0, 60)),
    )
    acts = [(1, Act("crowd metadata", (0.0, 0.0, 0.0)))]
    later = ("crowd metadata", "delete ours", "edit key of ours", "edit ours", "delete row", "sort")
    acts += [(dice.randint(2, 9), Act(what, _where(dice))) for what in later if dice.random() < 0.5]
    faults = ((dice.randint(2, 4), _fault(dice)),) if dice.random() < 0.5 else ()
    return History(seed, runs, faults, tuple(sorted(acts, key=lambda pair: pair[0])))


def draw_any(seed: int, dice: random.Random) -> History:
    """Anything: machines, faults and people."""
    machines = MACHINES[: dice.choice((1, 1, 2, 2, 3))]
    reports = dice.choice((1, 1, 2, 3))
    runs = [_run(dice, machines, reports) for _ in range(dice.randint(1, 6))]
    span = 6 + 3 * len(runs)
    faults = [(dice.randint(1, span), _fault(dice)) for _ in range(dice.choice((0, 1, 2, 3, 4, 6)))]
    acts = [(dice.randint(1, span), _act(dice)) for _ in range(dice.choice((0, 0, 1, 1, 2, 4, 6)))]
    skew = tuple(dice.choice((0.0, 0.0, dice.uniform(-DAY, DAY))) for _ in MACHINES)
    deadline = dice.choice((300.0, 300.0, 90.0, 20.0))
    by_number = sorted(faults, key=lambda pair: pair[0]), sorted(acts, key=lambda pair: pair[0])
    return History(
        seed,
        tuple(runs),
        tuple(by_number[0]),
        tuple(by_number[1]),
        skew,
        deadline,
        dice.random() < 0.7,
    )


def _run(dice: random.Random, machines: tuple[str, ...], reports: int) -> Run:
    kind = dice.choices(("push", "verify", "dry-run"), (8, 1, 1))[0]
    spans = (
        0.0,
        dice.uniform(0, 5),
        dice.uniform(0, 60),
        dice.uniform(0, 200),
        dice.uniform(0, 2000),
        8 * DAY,
    )
    run = Run(
        dice.choice(machines),
        kind,
        dice.randrange(reports),
        dice.choice(spans),
        int(dice.random() < 0.05),
    )
    trouble = dice.random()
    if trouble < 0.3:
        run = replace(run, dies_at=dice.randint(1, 18))
    elif trouble < 0.35:
        run = replace(run, disk_fails_at=dice.randint(1, 12))
    elif trouble < 0.4:
        run = replace(run, sleeps_at=dice.randint(1, 18))
    return replace(run, forgets=dice.random() < 0.05)


def _where(dice: random.Random) -> tuple[float, float, float]:
    return dice.random(), dice.random(), dice.random()


def _act(dice: random.Random) -> Act:
    return Act(dice.choices(ACTS, [RARE.get(each, 1.0) for each in ACTS])[0], _where(dice))


def draw_loose(seed: int) -> History:
    """A history of one machine on a service without a fence; it never forgets its journal."""
    drawn = draw(seed)
    runs = tuple(replace(run, machine="a", forgets=False) for run in drawn.runs)
    faults = tuple(
        (at, fault) for at, fault in drawn.faults if fault.name not in {"twice", "stale"}
    )
    return replace(drawn, runs=runs, faults=faults, knows=False, rules=("ids-not-unique",))


def _fault(dice: random.Random) -> Fault:
    name = dice.choices(FAULTS, [WEIGHTS.get(each, 1) for each in FAULTS])[0]
    # A refusal comes before anything is applied: see docs/promise.md.
    plain = name in {"http-400", "http-401", "http-403", "http-404", "http-429", "refused"}
    seconds = dice.choice((dice.uniform(0, 10), dice.uniform(0, LATEST_S), LATEST_S - 0.5))
    if name == "slow":
        seconds = dice.uniform(0, 90)
    elif name == "stale":
        seconds = 0  # the version before the last write
    return Fault(
        name,
        "before" if plain else dice.choice(("before", "after")),
        match="write"
        if name in WRITES_ONLY
        else "read"
        if name == "stale"
        else dice.choice(("any", "write")),
        times=dice.choice((1, 1, 1, 2, 5)),
        retry_after=dice.choice((None, "3", "30")) if name in {"http-429", "http-503"} else None,
        seconds=seconds,
    )

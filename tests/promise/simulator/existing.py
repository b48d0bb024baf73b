"""What a seed draws about rows that exist: listed ones that are filled, ours that are amended.

Every history begins with a sheet in which people keep a column of their own and list some of the
agencies; each is about one thing in the first place, and one in three has a bit of several. Between
any two requests somebody may do something to the rows.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from ita_sync.sandbox import Fault
from tests.promise.simulator.history import DAY, MACHINES, UNGUARDED, Act, History, Run
from tests.promise.simulator.listing import LISTS
from tests.promise.simulator.people import PUT_BACK

REPORTS = 3
# What moves the agencies' rows while a mark is on them, and what changes them under it.
MOVES = (
    *("sort", "sort", "filter and sort", "move agency", "swap agencies", "swap agencies"),
    *("insert above agency", "insert above agency", "delete above agency", "insert row"),
    *("move row", "delete row", "delete ours", "cut row", "move column"),
)
EDITS = (
    *("edit remark", "edit remark", "edit ours", "edit others", "type score", "insert column"),
    *("type ours back", "sort some columns", "mark row of agency", "copy tab", "filter"),
    *("edit key of ours", "retype key of ours", "hide rows", "add note", "unprotect", *LISTS),
)
# What no document of Google's says of marks: each rule is the other answer to a question.
RULES = (
    *(UNGUARDED, UNGUARDED, "no-match-refused", "places-before", "sort-leaves-marks"),
    *("part-sort-moves-marks", "cut-moves-marks", "duplicate-copies-marks"),
    *("row-marks-fill-book", "deleted-ids-taken", "pair-refused"),
)
LOST = ("hang", "late", "late-503", "cut", "reset", "twice", "truncated", "http-503", "http-400")


def draw_existing(seed: int) -> History:
    """The history of a seed, the same everywhere."""
    dice = random.Random(f"existing/{seed}")  # noqa: S311 - repeatable on purpose, no secret
    names = list(ABOUT)
    chosen = [dice.choice(names)]
    if dice.random() < 1 / 3:
        chosen += dice.sample(names, 2)
    return _about(seed, dice, chosen)


def draw_existing_about(name: str, seed: int) -> History:
    """A history about one thing."""
    dice = random.Random(f"{name}/{seed}")  # noqa: S311 - repeatable on purpose, no secret
    return _about(seed, dice, [name])


def _about(seed: int, dice: random.Random, names: list[str]) -> History:
    history = _any(seed, dice)
    for name in names:
        history = ABOUT[name](history, dice)
    return replace(history, about=tuple(dict.fromkeys(names)))


def _any(seed: int, dice: random.Random) -> History:
    """Machines that push reports, amended as time passes, into a sheet that lists some of them."""
    machines = MACHINES[: dice.choice((1, 1, 2, 2, 3))]
    count = dice.randint(2, 6)
    runs = tuple(_run(dice, machines, share=at / count) for at in range(count))
    acts = [(1, Act("keep remarks", _where(dice)))]
    acts = [*_lists(dice, 0.7), *acts]
    busy = dice.choice((0.0, 0.2, 0.5, 1.0))
    acts += [(at, _act(dice)) for at in range(2, 4 + 5 * count) if dice.random() < busy]
    faults = [(dice.randint(1, 4 * count), _fault(dice)) for _ in range(dice.choice((0, 0, 1, 3)))]
    return History(
        seed,
        runs,
        tuple(sorted(faults, key=lambda pair: pair[0])),
        tuple(acts),
        deadline=dice.choice((300.0, 300.0, 90.0)),
        knows=dice.random() < 0.5,
        fills=dice.random() < 0.35,
    )


def _lists(dice: random.Random, share: float) -> list[tuple[int, Act]]:
    """Agencies on the list before the first look."""
    listed = [each for each in range(REPORTS) if dice.random() < share]
    return [
        (1, Act(dice.choice(LISTS), ((each + 0.5) / REPORTS, dice.random(), dice.random())))
        for each in listed
    ]


def _run(dice: random.Random, machines: tuple[str, ...], *, share: float) -> Run:
    kind = dice.choices(("push", "undo", "verify", "dry-run", "settle"), (12, 1, 1, 1, 1))[0]
    report = dice.randrange(REPORTS)
    others = [each for each in range(REPORTS) if each != report]
    spans = (0.0, dice.uniform(0, 5), dice.uniform(0, 60), dice.uniform(0, 400), 8 * DAY)
    run = Run(
        dice.choice(machines),
        kind,
        report,
        dice.choice(spans),
        version=min(2, int(3 * share * dice.uniform(0.4, 1.3))),
        others=tuple(dice.sample(others, dice.choice((0, 0, 1, 2)))) if kind == "push" else (),
    )
    trouble = dice.random()
    if trouble < 0.2:
        run = replace(run, dies_at=dice.randint(1, 30))
    elif trouble < 0.25:
        run = replace(run, disk_fails_at=dice.randint(1, 20))
    elif trouble < 0.35:
        run = replace(run, dozes_at=dice.randint(1, 4), asleep=dice.uniform(1, 400))
    return replace(run, forgets=dice.random() < 0.04, restore=dice.random() < 0.1)


def _listed(history: History, dice: random.Random) -> History:
    """All agencies are listed, some of them twice."""
    more = _lists(dice, 1.0) if dice.random() < 0.3 else []
    kept = [pair for pair in history.acts if not (pair[0] == 1 and pair[1].what in LISTS)]
    return replace(history, acts=(*_lists(dice, 1.0), *more, *kept))


def _amended(history: History, dice: random.Random) -> History:
    """One machine pushes a report, and what is amended since; once in a while the older one."""
    versions = [0, 1, 2] if dice.random() < 0.7 else [0, 2, 1]
    others = tuple(dice.sample((1, 2), dice.randint(0, 2)))
    runs = tuple(
        Run("a", "push", 0, dice.uniform(1, 500), version, others=others) for version in versions
    )
    return replace(history, runs=(*runs, *history.runs[:2]), fills=False)


def _taken_back(history: History, dice: random.Random) -> History:
    """What was added, filled or amended is taken back, once or twice, and written again."""
    versions = dice.choice(((0,), (0, 1), (0, 1, 2), (1,)))
    pushes = [Run("a", "push", 0, dice.uniform(1, 300), version) for version in versions]
    undos = [Run("a", "undo", 0, dice.uniform(0, 300)) for _ in range(dice.randint(1, 3))]
    runs = [*pushes, *undos, Run("a", "push", 0, 60.0, dice.choice(versions))]
    if dice.random() < 0.5:
        at = dice.randrange(1, len(runs))
        runs[at] = replace(runs[at], dies_at=dice.randint(5, 30))
    return replace(history, runs=(*runs, *history.runs[:2]))


def _two_owners(history: History, dice: random.Random) -> History:
    """Two machines have each written the row: people deleted it in between. Both amend it."""
    asleep = dice.uniform(100, 500)
    runs = (
        Run("a", "push", 0, 0.0),
        Run("a", "push", 0, 900.0, 1, dozes_at=dice.choice((1, 1, 2)), asleep=asleep),
        Run("b", "push", 0, 300.0),
        Run("b", "push", 0, dice.uniform(605, 660), 2),
    )
    acts = [(3, Act("delete ours", (0.0, 0.0, 0.0)))]
    if dice.random() < 0.7:
        acts.append((dice.choice((9, 9, 8, 10)), Act("type ours back", (0.0, 0.0, 0.0))))
    plain = replace(history, runs=runs, faults=(), acts=(), knows=True, fills=False)
    return _with(plain, acts=acts)


def _moved(history: History, dice: random.Random) -> History:
    """Before each request somebody moves rows."""
    acts = [
        (at, Act(dice.choice(MOVES), _where(dice)))
        for at in range(2, 6 + 6 * len(history.runs))
        if dice.random() < 0.9
    ]
    begin = tuple(pair for pair in history.acts if pair[0] == 1)
    return _with(replace(history, acts=begin), acts=acts)


def _asleep_between(history: History, dice: random.Random) -> History:
    """A laptop sleeps between its look, the mark on the row and the write; people go on."""

    def dozing(run: Run) -> Run:
        asleep = dice.choice((dice.uniform(1, 170), dice.uniform(180, 4000), DAY))
        return replace(run, dozes_at=dice.choice((1, 2, 2, 2, 3, 4)), asleep=asleep, dies_at=None)

    return replace(history, runs=tuple(map(dozing, history.runs)))


def _answers_lost(history: History, dice: random.Random) -> History:
    """The answers to the marks and to the writes get lost, or come late."""
    faults = [(dice.randint(2, 14), _lost(dice)) for _ in range(dice.randint(1, 4))]
    return _with(history, faults=faults)


def _last_year(history: History, dice: random.Random) -> History:
    """Last year's rows stand below, or its whole table; this year's are listed above."""
    acts = [(1, Act(dice.choice(("stack table", "list last year")), _where(dice)))]
    return _with(history, acts=acts)


def _crowded(history: History, dice: random.Random) -> History:
    """There is little room for marks; other offices write and clear."""
    acts = [(dice.randint(1, 4), Act("fill the room", _where(dice)))]
    acts += [
        (dice.randint(2, 20), Act(dice.choice(("others clear", "others push")), _where(dice)))
        for _ in range(dice.randint(1, 4))
    ]
    return _with(history, acts=acts)


def _old_looks(history: History, dice: random.Random) -> History:
    """Looks at the sheet as it was."""
    faults = [
        (
            dice.randint(1, 20),
            Fault("stale", match="read", times=dice.choice((1, 2)), seconds=dice.uniform(0, 120)),
        )
        for _ in range(dice.randint(1, 3))
    ]
    return _with(history, faults=faults)


def _put_back(history: History, dice: random.Random) -> History:
    """Somebody puts an older version of the sheet back."""
    return _with(history, acts=[(dice.randint(3, 18), Act(PUT_BACK, _where(dice)))])


def _otherwise(history: History, dice: random.Random) -> History:
    """What is not known of Google is otherwise than it seems."""
    rules = tuple(dict.fromkeys(dice.choice(RULES) for _ in range(dice.randint(1, 2))))
    return replace(history, rules=rules)


def _unguarded(history: History, dice: random.Random) -> History:
    """The change of a mark that is not there passes: nothing keeps a batch off another row."""
    return _moved(replace(history, rules=(*history.rules, UNGUARDED)), dice)


ABOUT: dict[str, Callable[[History, random.Random], History]] = {
    "listed agencies": _listed,
    "amended reports": _amended,
    "changes taken back": _taken_back,
    "two owners": _two_owners,
    "rows that move": _moved,
    "asleep between mark and write": _asleep_between,
    "lost answers": _answers_lost,
    "last year below": _last_year,
    "room for row marks": _crowded,
    "old looks at rows": _old_looks,
    "older version of rows": _put_back,
    "unknown rules of marks": _otherwise,
    "rows without a guard": _unguarded,
}


def _act(dice: random.Random) -> Act:
    return Act(dice.choice(MOVES if dice.random() < 0.5 else EDITS), _where(dice))


def _fault(dice: random.Random) -> Fault:
    if dice.random() < 0.6:
        return _lost(dice)
    name = dice.choice(("http-401", "http-403", "http-429", "http-500", "slow", "nothing-applied"))
    match = "write" if name == "nothing-applied" else "any"
    return Fault(name, match=match, seconds=dice.uniform(0, 90) if name == "slow" else 0)


def _lost(dice: random.Random) -> Fault:
    name = dice.choice(LOST)
    moments: tuple[Literal["before", "after"], ...] = ("before", "after")
    when = "before" if name == "http-400" else dice.choice(moments)
    return Fault(name, when, seconds=dice.choice((dice.uniform(0, 10), dice.uniform(0, 179.5))))


def _with(
    history: History,
    *,
    faults: list[tuple[int, Fault]] | None = None,
    acts: list[tuple[int, Act]] | None = None,
) -> History:
    """The history with further faults and acts, all in order."""
    every = (*history.faults, *(faults or ())), (*history.acts, *(acts or ()))
    in_order = [tuple(sorted(each, key=lambda pair: pair[0])) for each in every]
    return replace(history, faults=in_order[0], acts=in_order[1])


def _where(dice: random.Random) -> tuple[float, float, float]:
    return dice.random(), dice.random(), dice.random()

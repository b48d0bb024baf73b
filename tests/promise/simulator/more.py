"""What a seed draws for the second edition: batches, sleep, old looks, crowded rooms, old offices.

Each history is about one thing in the first place, and one in four has a bit of several. Whatever
the first edition drew (history.py) may join.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from ita_sync.sandbox import Fault
from tests.promise.simulator.history import (
    DAY,
    LOOSE,
    MACHINES,
    OLD_OFFICE,
    TOO_LONG,
    Act,
    History,
    Run,
    draw_any,
)
from tests.promise.simulator.people import PUT_BACK

HOUR = 3600.0
STALEST_S = 120.0
IDENTITY_ACTS = (
    "list agency",
    "mistype year of ours",
    "swap digits of the code of ours",
    "edit key of ours",
    "retype key of ours",
    "list last year",
)

MORE_ACTS = (*IDENTITY_ACTS, "fill the room", "others push", "others clear", PUT_BACK)


def draw_more(seed: int) -> History:
    """The history of a seed, the same everywhere."""
    dice = random.Random(f"more/{seed}")  # noqa: S311 - repeatable on purpose, no secret
    names = list(KINDS)
    chosen = [dice.choice(names)]
    if dice.random() < 1 / 4:
        chosen += dice.sample(names, 2)
    return _about(seed, dice, chosen)


def draw_about(name: str, seed: int) -> History:
    """A history about one thing."""
    dice = random.Random(f"{name}/{seed}")  # noqa: S311 - repeatable on purpose, no secret
    return _about(seed, dice, [name])


def _about(seed: int, dice: random.Random, names: list[str]) -> History:
    history = draw_any(seed, dice)
    for name in names:
        history = KINDS[name](history, dice)
    return replace(history, about=tuple(dict.fromkeys(names)))


def _batches(history: History, dice: random.Random) -> History:
    """Several reports in one push, sometimes with one that Google refuses."""

    def many(run: Run) -> Run:
        if run.kind != "push" or dice.random() < 0.2:
            return run
        others = [each for each in range(4) if each != run.report]
        chosen = dice.sample(others, dice.randint(1, 3))
        if dice.random() < 0.25:
            chosen.insert(dice.randrange(len(chosen) + 1), TOO_LONG)
        return replace(run, others=tuple(chosen))

    return replace(history, runs=tuple(map(many, history.runs)))


def _stale_looks(history: History, dice: random.Random) -> History:
    """Looks at the sheet as it was up to two minutes ago."""
    faults = [
        (
            dice.randint(1, 20),
            Fault(
                "stale",
                match="read",
                times=dice.choice((1, 2, 4)),
                seconds=dice.uniform(1, STALEST_S),
            ),
        )
        for _ in range(dice.randint(1, 4))
    ]
    closer = tuple(replace(run, gap=min(run.gap, dice.uniform(0, 150))) for run in history.runs)
    return _with(replace(history, runs=closer), faults=faults)


def _sleepers(history: History, dice: random.Random) -> History:
    """Laptops that sleep for hours or days, often between journal and wire."""

    def dozing(run: Run) -> Run:
        if dice.random() < 0.5:
            return run
        asleep = dice.choice((dice.uniform(60, HOUR), dice.uniform(HOUR, DAY), 3 * DAY))
        if dice.random() < 0.6:
            return replace(run, dozes_at=dice.choice((1, 1, 1, 2, 3)), asleep=asleep)
        return replace(run, sleeps_at=dice.randint(1, 18), asleep=asleep)

    return replace(history, runs=tuple(map(dozing, history.runs)))


def _clocks(history: History, dice: random.Random) -> History:
    """Wall clocks that are corrected in the middle of a run, and Dates that are wrong once."""
    runs = tuple(
        replace(run, corrected=(dice.randint(1, 16), dice.choice((-1, 1)) * dice.uniform(30, DAY)))
        if dice.random() < 0.5
        else run
        for run in history.runs
    )
    faults = [
        (
            dice.randint(1, 16),
            Fault(
                dice.choice(("old-date", "future-date")),
                match="any",
                seconds=dice.choice((dice.uniform(1, 300), HOUR, DAY)),
            ),
        )
        for _ in range(dice.randint(0, 3))
    ]
    if dice.random() < 0.5:  # a late write, and a Date to come in the look of the next run
        faults += [(2, Fault("late", seconds=dice.uniform(60, 179)))]
        faults += [(3, Fault("future-date", match="read", seconds=HOUR))]
        runs = (
            replace(runs[0], kind="push", dies_at=8),
            Run(runs[0].machine, "push", runs[0].report, 5.0),
            *runs[1:],
        )
    # A Date that is ahead makes a wait longer, up to the patience that the program comes with.
    return _with(replace(history, runs=runs, deadline=300.0), faults=faults)


def _crowded(history: History, dice: random.Random) -> History:
    """The room fills: our machines, others and the old office clear marks."""
    acts = [
        (dice.randint(1, 3), Act("others push", (0.0, 0.0, dice.random()))),
        (dice.randint(2, 5), Act("fill the room", _where(dice))),
    ]
    acts += [
        (dice.randint(2, 20), Act(dice.choice(("others clear", "others push")), _where(dice)))
        for _ in range(dice.randint(0, 3))
    ]
    if dice.random() < 0.3:
        acts.append((dice.randint(8, 20), Act("take foreign marks away", _where(dice))))
    slow = _sleepers(history, dice) if dice.random() < 0.5 else history
    return _with(slow, acts=acts)


def _cleared_meanwhile(history: History, dice: random.Random) -> History:
    """A mark is made and cleared while a machine sleeps, or is off, with its attempt open."""
    late = Fault("late-503", seconds=dice.uniform(1, 170))
    lost = Fault(dice.choice(("hang", "cut", "http-503")), "after")
    long = dice.random() < 0.5
    asleep = 9 * DAY if long else dice.uniform(HOUR, DAY)
    sleeps = dice.random() < 0.6
    first = Run("a", "push", 0, 0.0, dozes_at=2, asleep=asleep)
    if not sleeps:
        first = Run("a", "push", 0, 0.0, dies_at=8)
    others = (
        Run("b", "verify", 1, 400.0),
        Run("b", "push", 1, 8 * DAY if long else 60.0),
        Run("b", "push", 2, 60.0),
    )
    again = Run("a", "push", 0, 10 * DAY if long else 3000.0)
    acts = [
        (4, Act("others push", (0.0, 0.0, 0.0))),
        (5, Act("fill the room", (0.0, dice.random(), 0.0))),
    ]
    if dice.random() < 0.5:
        acts.append((6, Act("others clear", (0.0, 0.0, 0.0))))
    plain = replace(history, runs=(first, *others, again), faults=(), acts=(), deadline=300.0)
    return _with(plain, faults=[(2, late if sleeps else lost)], acts=acts)


def _refused_for_a_while(history: History, dice: random.Random) -> History:
    """A batch is refused while an attempt of it is under way, and then no longer."""
    late = Fault("late-503", seconds=dice.uniform(30, 170))
    gap = dice.uniform(10, 100)
    first = Run("a", "push", 0, 0.0, others=(1, 2)[: dice.randint(1, 2)])
    runs = (first, Run("b", "verify", 0, gap), *history.runs[:2])
    acts = [
        (4, Act("protect table", (0.0, 0.0, 0.0))),
        (dice.randint(5, 12), Act("unprotect", (0.0, 0.0, 0.0))),
    ]
    return _with(replace(history, runs=runs, faults=(), acts=()), faults=[(2, late)], acts=acts)


def _other_keys(history: History, dice: random.Random) -> History:
    """Agencies listed beforehand by name, and people who mistype keys."""
    acts = [
        (dice.randint(1, 16), Act(dice.choice(IDENTITY_ACTS), _where(dice)))
        for _ in range(dice.randint(1, 3))
    ]
    return _with(history, acts=acts)


def _stacked(history: History, dice: random.Random) -> History:
    """Last year's table below this year's, or the header once more."""
    what = dice.choice(("stack table", "stack table", "repeat header"))
    return _with(history, acts=[(dice.randint(1, 8), Act(what, _where(dice)))])


def _given_up(history: History, dice: random.Random) -> History:
    """Open attempts that a person gives up, perhaps while they are under way."""
    faults = [
        (2, Fault(dice.choice(("hang", "late", "cut", "late-503")), seconds=dice.uniform(1, 179.5)))
    ]
    (first, *rest) = history.runs
    gap = dice.choice((dice.uniform(0, 30), dice.uniform(0, 300)))
    begins = replace(first, kind="push", dies_at=dice.choice((None, dice.randint(8, 16))))
    settles = Run(first.machine, "settle", first.report, gap, dies_at=_maybe(dice))
    return _with(replace(history, runs=(begins, settles, *rest)), faults=faults)


def _maybe(dice: random.Random) -> int | None:
    return dice.randint(3, 14) if dice.random() < 0.3 else None


def _put_back(history: History, dice: random.Random) -> History:
    """Somebody puts an older version of the sheet back."""
    acts = [
        (dice.randint(3, 18), Act(PUT_BACK, _where(dice))) for _ in range(dice.choice((1, 1, 2)))
    ]
    return _with(history, acts=acts)


def _restored(history: History, dice: random.Random) -> History:
    """People delete our rows and, by and by, decide that they are to stand there again."""
    runs = tuple(
        replace(run, restore=run.kind == "push" and dice.random() < 0.5) for run in history.runs
    )
    acts = [
        (dice.randint(3, 16), Act("delete ours", _where(dice))) for _ in range(dice.randint(1, 2))
    ]
    return _with(replace(history, runs=runs), acts=acts)


def _old_office(history: History, dice: random.Random) -> History:
    """An office with 0.1.0 pushes into the same sheet, its own reports or ours."""
    runs = tuple(
        Run(
            OLD_OFFICE,
            "push",
            dice.choice((0, 1, 3)),
            dice.choice((0.0, dice.uniform(0, 90), dice.uniform(0, 2000), 8 * DAY)),
        )
        for _ in range(dice.randint(1, 4))
    )
    return replace(history, runs=(*history.runs, *runs))


def _otherwise(history: History, dice: random.Random) -> History:
    """What is not known of Google is otherwise than it seems; the fence holds all the same."""
    rule = dice.choice(("ids-not-unique-inside", "pair-refused", "no-match-refused"))
    return replace(history, rules=(rule,), knows=False)


KINDS: dict[str, Callable[[History, random.Random], History]] = {
    "batches of rows": _batches,
    "stale looks": _stale_looks,
    "sleeping laptops": _sleepers,
    "clocks and Dates": _clocks,
    "crowded room": _crowded,
    "cleared meanwhile": _cleared_meanwhile,
    "refused for a while": _refused_for_a_while,
    "other keys": _other_keys,
    "stacked tables": _stacked,
    "given up": _given_up,
    "older version put back": _put_back,
    "restored rows": _restored,
    "office of 0.1.0": _old_office,
    "unknown rules": _otherwise,
}


def draw_loose_more(seed: int) -> History:
    """A history of one machine on a service without a fence, of several kinds."""
    dice = random.Random(f"loose/{seed}")  # noqa: S311 - repeatable on purpose, no secret
    rule = dice.choice(sorted(LOOSE - {"not-atomic"}))
    drawn = draw_any(seed, dice)
    runs = tuple(replace(run, machine=MACHINES[0], forgets=False) for run in drawn.runs)
    made = replace(drawn, runs=runs, knows=False, rules=(rule,))
    return _batches(made, dice) if dice.random() < 0.5 else made


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

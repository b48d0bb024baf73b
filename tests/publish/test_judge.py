"""What the marks say of a batch: the decision record's table, and against the truth."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any, Literal

import pytest

from ita_sync.google import fence
from ita_sync.google.fence import EPOCHS, Mark
from ita_sync.journal import LATENESS, Attempt, Batch, Outcome, Reason, State
from ita_sync.publish.judge import Decided, Moment, Next, decide, next_step
from tests.publish.batches import attempt, batch_of

N, E = 5, EPOCHS + 3  # the batch's number and epoch

ATTEMPTS = {
    "none": (),
    "refused": (attempt("row", Outcome.REFUSED, 400),),
    "busy": (attempt("row", Outcome.REFUSED, 429),),
    "silent": (attempt("row", Outcome.SILENT),),
    "sent": (attempt("row", Outcome.SENT),),
    "doubtful": (attempt("row", Outcome.DOUBTFUL, 503),),
    "applied": (attempt("row", Outcome.APPLIED),),
    "silent, refused": (attempt("row", Outcome.SILENT), attempt("row", Outcome.REFUSED, 400)),
    "refused, close silent": (
        attempt("row", Outcome.REFUSED, 400),
        attempt("close", Outcome.SILENT),
    ),
    "refused, close refused": (
        attempt("row", Outcome.REFUSED, 400),
        attempt("close", Outcome.REFUSED, 400),
    ),
    "silent, close refused": (
        attempt("row", Outcome.SILENT),
        attempt("close", Outcome.REFUSED, 400),
    ),
    "silent, close busy": (attempt("row", Outcome.SILENT), attempt("close", Outcome.REFUSED, 429)),
}
UNCERTAIN = {"silent", "sent", "doubtful", "applied"} | {
    name for name in ATTEMPTS if name.startswith("silent")
}
"""May have been applied, or may still be."""
ROW_REFUSED = {"refused", "silent, refused", "refused, close silent"}
CLOSE_REFUSED = {"refused, close refused", "silent, close refused"}
"""The last attempt, for good."""
ROW_WAS_REFUSED = ROW_REFUSED | {"refused, close refused"}
"""The last attempt to write the row, for good."""

CASES: dict[str, tuple[Any, ...]] = {
    "mark": ("none", "our row", "our close", "another office", "another program"),
    "epoch": ("none", "open", "closed"),
    "cleared": (False, True),  # marks as high as ours were
    "higher": (False, True),  # there is a higher mark of ours
    "attempts": tuple(ATTEMPTS),
    "quiet": (False, True),
    "over": (False, True),
    "asked": (False, True),
    "wanted": (False, True),
    "fresh": (False, True),
    "closing": (False, True),
    "rows": (1, 2),
}

Line = tuple[str, Mapping[str, Any], Decided | Next]


def unwritten(reason: Reason) -> Decided:
    """Return what is said of a batch that never can be written any more."""
    return Decided(State.UNWRITTEN, reason)


UNTOLD = Decided(State.UNTOLD, Reason.MARK_GONE)

# The first line that fits holds. A set is "one of".
TABLE: tuple[Line, ...] = (
    ("our mark", {"mark": "our row"}, Decided(State.WRITTEN, Reason.SEEN)),
    (
        "our closing mark, after a refusal",
        {"mark": "our close", "attempts": ROW_WAS_REFUSED},
        unwritten(Reason.REFUSED),
    ),
    ("our closing mark", {"mark": "our close"}, unwritten(Reason.GIVEN_UP)),
    ("another office's mark", {"mark": "another office"}, unwritten(Reason.TAKEN)),
    (
        "another program's mark, nothing can land any more",
        {"mark": "another program", "over": True},
        unwritten(Reason.TAKEN),
    ),
    ("another program's mark, it may go away", {"mark": "another program"}, Next.WAIT),
    (
        "none, the epoch is closed and no mark as high was cleared",
        {"epoch": "closed", "cleared": False},
        unwritten(Reason.BARRED),
    ),
    (
        "none, the epoch is closed, the mark may have been cleared",
        {"epoch": "closed", "attempts": UNCERTAIN},
        UNTOLD,
    ),
    (
        "none, the epoch is closed, nothing was applied",
        {"epoch": "closed"},
        unwritten(Reason.REFUSED),
    ),
    (
        "a higher one, nothing can land, it may have been cleared",
        {"higher": True, "over": True, "attempts": UNCERTAIN},
        UNTOLD,
    ),
    (
        "a higher one, nothing can land, nothing was applied",
        {"higher": True, "over": True},
        unwritten(Reason.REFUSED),
    ),
    ("a higher one, something may land", {"higher": True}, Next.WAIT),
    (
        "none in a look, but the number was refused",
        {"attempts": ROW_REFUSED | CLOSE_REFUSED, "asked": False},
        Next.ASK,
    ),
    (
        "none at all, but even a bare mark is refused, and nothing can land",
        {"attempts": CLOSE_REFUSED, "over": True},
        unwritten(Reason.UNSEEN),
    ),
    ("the same, something may land", {"attempts": CLOSE_REFUSED}, Next.WAIT),
    (
        "none at all, many rows refused, nothing was applied",
        {"attempts": {"refused", "refused, close silent"}, "rows": 2},
        unwritten(Reason.REFUSED),
    ),
    ("none at all, refused", {"attempts": ROW_REFUSED}, Next.CLOSE),
    ("none, given up, in doubt", {"closing": True, "attempts": UNCERTAIN}, Next.CLOSE),
    ("none, unwanted, in doubt", {"wanted": False, "attempts": UNCERTAIN}, Next.CLOSE),
    (
        "none, given up, never sent",
        {"closing": True, "attempts": "none"},
        unwritten(Reason.NEVER_SENT),
    ),
    (
        "none, unwanted, never sent",
        {"wanted": False, "attempts": "none"},
        unwritten(Reason.NEVER_SENT),
    ),
    ("none, given up, nothing was applied", {"closing": True}, unwritten(Reason.REFUSED)),
    ("none, unwanted, nothing was applied", {"wanted": False}, unwritten(Reason.REFUSED)),
    (
        "none, never sent, the look is old",
        {"attempts": "none", "fresh": False},
        unwritten(Reason.NEVER_SENT),
    ),
    ("none, the look is old", {"fresh": False}, Next.WAIT),
    ("none, none under way", {"quiet": True}, Next.SEND),
    ("none, one under way", {}, Next.WAIT),
)


def cases() -> Iterator[dict[str, Any]]:
    """Return every combination."""
    for values in product(*CASES.values()):
        yield dict(zip(CASES, values, strict=True))


def line_of(case: Mapping[str, Any]) -> Line:
    """Return the line of the table that a case falls under."""

    def fits(pattern: Mapping[str, Any]) -> bool:
        return all(
            case[name] in wanted if isinstance(wanted, set | frozenset) else case[name] == wanted
            for name, wanted in pattern.items()
        )

    return next(line for line in TABLE if fits(line[1]))


def marks_of(case: Mapping[str, Any], batch: Batch) -> dict[int, Mark]:
    """Return the marks of a case."""
    found = [Mark(2, 40, "row", "b" * 16, 1)]
    if case["mark"] == "another program":
        found.append(Mark(N, 40))
    elif case["mark"] != "none":
        token = "c" * 16 if case["mark"] == "another office" else batch.token
        found.append(Mark(N, 40, "close" if case["mark"] == "our close" else "row", token, 1))
    if case["higher"]:
        found.append(Mark(N + 1, 40, "row", "d" * 16, 1))
    current = E if case["epoch"] == "closed" else E - 1
    found.append(Mark(current, 40, "epoch", "e" * 16, N if case["cleared"] else N - 1))
    return fence.by_number(found)


def test_every_combination_falls_under_its_line_of_the_table() -> None:
    """And every line is needed."""
    met = set()
    for case in cases():
        batch = replace(
            batch_of(*ATTEMPTS[case["attempts"]], rows=case["rows"]),
            number=N,
            epoch=None if case["epoch"] == "none" else E,
            state=State.CLOSING if case["closing"] else State.OPEN,
        )
        marks = marks_of(case, batch)
        moment = Moment(
            quiet=case["quiet"],
            over=case["over"],
            asked=case["asked"],
            wanted=case["wanted"],
            fresh=case["fresh"],
        )
        name, _, expected = line_of(case)
        met.add(name)
        assert next_step(batch, marks, moment) == expected, (name, case)
        if isinstance(expected, Decided) and decide(batch, marks, over=case["over"]) is not None:
            assert decide(batch, marks, over=case["over"]) == expected, (name, case)
    assert met == {name for name, *_ in TABLE}


def test_what_is_decided_needs_no_knowledge_of_what_is_wanted() -> None:
    """A look alone decides the lines above the first refusal, for `verify` and a dry run too."""
    by_look = [name for name, *_ in TABLE][:11]
    for case in cases():
        name, _, expected = line_of(case)
        batch = replace(
            batch_of(*ATTEMPTS[case["attempts"]]),
            number=N,
            epoch=None if case["epoch"] == "none" else E,
        )
        found = decide(batch, marks_of(case, batch), over=case["over"])
        certain = name in by_look and isinstance(expected, Decided)
        assert found == (expected if certain else None), (name, case)


@pytest.mark.parametrize("status", [401, 403, 404, 429, None])
def test_refusals_that_may_pass_leave_the_batch_as_it_is(status: int | None) -> None:
    """Permission or quota may come back: the identical batch is sent again."""
    batch = replace(batch_of(attempt("row", Outcome.REFUSED, status)), number=N, epoch=E)
    assert next_step(batch, {}, Moment(quiet=True, over=True)) is Next.SEND


# against a small service that knows the truth


@dataclass
class Service:
    """A spreadsheet, and what is on its way to it."""

    dice: random.Random
    epochs: bool  # else nobody clears marks
    now: float = 0.0
    marks: dict[int, Mark] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)  # taken, but no look shows it
    asked_for: set[int] = field(default_factory=set)  # hidden, but seen when asked for
    landed: list[tuple[float, str]] = field(default_factory=list)  # rows: when, whose
    under_way: list[tuple[float, int, str, str, int | None]] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)  # when what nobody answered arrives
    versions: list[dict[int, Mark]] = field(default_factory=list)

    def apply(self, number: int, what: str, token: str, epoch: int | None) -> bool:
        """Carry out a batch, whole or not at all."""
        if number in self.marks or number in self.hidden or epoch in self.marks:
            return False
        self.marks[number] = Mark(number, 40, "close" if what == "close" else "row", token)
        if what == "row":
            self.landed.append((self.now, token))
        return True

    def pass_time(self, seconds: float) -> None:
        """Let what is on its way arrive."""
        until = self.now + seconds
        for request in sorted(self.under_way):
            if request[0] <= until:
                self.under_way.remove(request)
                self.now = max(self.now, request[0])
                self.apply(*request[1:])
        self.now = until

    def clear(self) -> None:
        """Clear what is old and close the epoch."""
        ours = sorted(number for number, mark in self.marks.items() if mark.counts)
        if len(ours) < 2 or not self.epochs:
            return
        old = ours[:-1] if self.dice.random() < 0.5 else ours[: len(ours) // 2]
        said = max(*old, fence.cleared(self.marks))
        closed = fence.epoch(self.marks)
        self.marks[closed] = Mark(closed, 40, "epoch", "f" * 16, said)
        for number in old:
            del self.marks[number]

    def others_act(self) -> None:
        """Let another office or another program do something."""
        free = max((number for number in self.marks if number < EPOCHS), default=0) + 1
        token = f"{self.dice.randrange(16**16):016x}"
        act = self.dice.randrange(7)
        if act in {0, 1}:  # another office pushes
            self.apply(fence.next_number(self.marks), "row", token, fence.epoch(self.marks))
        elif act == 2:
            self.clear()
        elif act == 3:  # another program takes a number
            self.marks.setdefault(free, Mark(free, 40))
        elif act == 4:  # and gives it back
            foreign = [n for n, mark in self.marks.items() if mark.kind is None]
            for number in foreign[:1]:
                del self.marks[number]
        elif act == 5 and free not in self.marks:
            self.hidden.add(free)
            if self.dice.random() < 0.5:
                self.asked_for.add(free)

    def look(self, known: int) -> dict[int, Mark]:
        """Return the marks as a look shows them: sometimes old, but never known to be stale.

        A mark that another program took away is never shown any more: nothing tells such a look
        from a fresh one (docs/promise.md, stale reads).
        """
        self.versions.append(dict(self.marks))
        old = [
            marks
            for marks in self.versions[-4:]
            if fence.highest(marks) >= known and _foreign(marks) <= _foreign(self.marks)
        ]
        return dict(self.dice.choice(old) if self.dice.random() < 0.3 else self.marks)


def _foreign(marks: Mapping[int, Mark]) -> set[int]:
    return {number for number, mark in marks.items() if mark.kind is None}


def sent(
    service: Service, batch: Batch, what: Literal["row", "close"]
) -> tuple[Outcome, int | None]:
    """Send a request of a batch through a bad network; return what the sender learns."""
    request = (batch.number, what, batch.token, batch.epoch)
    later = service.now + service.dice.uniform(0, LATENESS)
    fate = service.dice.randrange(7)
    if fate == 0:
        return Outcome.REFUSED, 429
    if fate in {1, 2}:  # nobody answers: it is lost, has landed, or is on its way
        if service.dice.random() < 0.7:
            service.under_way.append((later, *request))
            service.unanswered.append(later)
        return Outcome.SILENT, None
    if fate == 3:
        if service.dice.random() < 0.7:
            service.under_way.append((later, *request))
        return Outcome.DOUBTFUL, 503
    if fate == 4:
        service.apply(*request)
        return (Outcome.SILENT, None) if service.dice.random() < 0.5 else (Outcome.DOUBTFUL, 500)
    return (Outcome.APPLIED, None) if service.apply(*request) else (Outcome.REFUSED, 400)


def settled(service: Service, rows: int) -> tuple[Batch, Decided, float] | None:
    """Push one batch as settle.py does; return it with what was decided, and when."""
    dice = service.dice
    marks = service.look(0)
    batch = replace(
        batch_of(rows=rows),
        number=fence.next_number(marks),
        epoch=fence.epoch(marks) if service.epochs else None,
        token=f"{dice.randrange(16**16):016x}",
    )
    known, wanted_for = fence.highest(marks), dice.choice([0, 1, 2, 99, 99, 99])
    for _ in range(60):
        if dice.random() < 0.4:
            service.others_act()
        service.pass_time(dice.choice([0, 1, 30, 100]))
        marks, asked = service.look(known), False
        known = max(known, fence.highest(marks))
        while True:
            quiet, over = batch.quiet_at(), batch.over_at()
            moment = Moment(
                quiet=quiet is None or service.now >= quiet,
                over=over is None or service.now >= over,
                asked=asked,
                wanted=len(batch.attempts) < wanted_for,
            )
            step = next_step(batch, marks, moment)
            if isinstance(step, Decided):
                return batch, step, service.now
            if step is Next.WAIT:
                break
            if step is Next.ASK:
                asked = True
                if batch.number in service.asked_for:
                    marks = {**marks, batch.number: Mark(batch.number, 40)}
                elif batch.number in service.marks:
                    break  # the look is older than the mark
                continue
            kind: Literal["row", "close"] = "row" if step is Next.SEND else "close"
            if step is Next.SEND:
                assert all(due <= service.now for due in service.unanswered), "two at once"
            else:
                batch = replace(batch, state=State.CLOSING)
            outcome, status = sent(service, batch, kind)
            tried = Attempt(kind, service.now, outcome, status, "")
            batch = replace(batch, attempts=(*batch.attempts, tried))
            break
    return None


def test_nothing_that_is_decided_contradicts_the_truth() -> None:
    """Whatever the network, other offices, clearings and old looks do."""
    met: set[tuple[State, Reason]] = set()
    undecided = 0
    for seed in range(4_000):
        dice = random.Random(seed)  # noqa: S311 - repeatable on purpose, no secret
        service = Service(dice, epochs=dice.random() < 0.8)
        for _ in range(dice.randrange(6)):
            service.others_act()
        found = settled(service, rows=dice.choice([1, 1, 2]))
        if found is None:
            undecided += 1
            continue
        batch, step, when = found
        for _ in range(5):
            service.others_act()
            service.pass_time(LATENESS)
        times = [at for at, token in service.landed if token == batch.token]
        assert len(times) <= 1, seed
        if step.state is State.WRITTEN:
            assert times, seed
            assert times[0] <= when, seed
        elif step.state is State.UNWRITTEN:
            assert not times, (seed, step)
        else:
            assert all(at <= when for at in times), (seed, step)
        met.add((step.state, step.reason))
    assert met == {
        (line[2].state, line[2].reason) for line in TABLE if isinstance(line[2], Decided)
    }
    assert undecided < 40  # only while others go on at every look

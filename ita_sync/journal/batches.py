"""Batches, changes, attempts and observations: the terms in which the journal remembers.

A change is what one report wants of one row. A batch is one mark and the changes that are written
under it: whole, or not at all. It is settled once, and never again; how a row stands is an
observation with a time, and there can be many of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ita_sync.journal.states import How, Kind, Outcome, Reason, State
from ita_sync.row import SummaryRow

# Google's stated limit for processing a request: an attempt this old can no longer land.
LATENESS = 180.0


# Refusals for credentials, permission, address or quota may pass; the others are for good.
_MAY_PASS = frozenset({401, 403, 404, 429})
_REFUSALS = range(400, 500)


@dataclass(frozen=True)
class Place:
    """A tab: its spreadsheet, Google's number for it, and its title when last seen."""

    spreadsheet: str
    gid: int
    tab: str


Held = Sequence[Sequence[Any]]
"""What a row of the sheet holds: each of our headers, and the value under it."""

Fence = Literal["", "holds", "fails"]
Epochs = Literal["", "yes", "no"]
Guards = Literal["", "yes", "no"]


@dataclass(frozen=True)
class Book:
    """What is known of a spreadsheet, whoever wrote to it.

    Attributes:
        highest: the highest of our marks ever seen or written there.
        fence: whether a number that is taken is refused, and its batch with it; "" not asked yet.
        epochs: whether a batch may create and delete one mark; "" not asked yet.
        guards: whether a change of a mark that is not there is refused; "" not asked yet.
        stale_at: when, by the server's clock, looks began to lack that mark; 0 while they do not.
    """

    spreadsheet: str
    highest: int = 0
    fence: Fence = ""
    epochs: Epochs = ""
    guards: Guards = ""
    stale_at: float = 0.0


@dataclass(frozen=True)
class Attempt:
    """One request sent for a batch: all of it, or the mark that closes its number.

    `status` is that of the answer, None where none came.
    """

    kind: Literal["row", "close"]
    sent_at: float
    outcome: Outcome
    status: int | None
    detail: str

    @property
    def refused_for_good(self) -> bool:
        """Whether it was refused for what it says (400 and the like)."""
        refused = self.outcome is Outcome.REFUSED and self.status in _REFUSALS
        return refused and self.status not in _MAY_PASS


@dataclass(frozen=True)
class Observation:
    """How a row stood, from a first look to a last one that showed the same.

    Attributes:
        at: the server's time of the first.
        highest: the highest mark then.
        how: in a word.
        rows: the 0-based rows concerned.
        last: the server's time of the last look; None where `at` was the only one so far.
    """

    at: float
    highest: int
    how: How
    rows: tuple[int, ...] = ()
    last: float | None = None

    @property
    def until(self) -> float:
        """When it was seen so last."""
        return self.at if self.last is None else self.last


@dataclass(frozen=True)
class Acceptance:
    """That a person decided to leave a row as it stands.

    Attributes:
        at: when, in epoch seconds.
        reason: in the person's words.
        fingerprint: of what was accepted: something else about the row speaks again.
    """

    at: float
    reason: str
    fingerprint: str


@dataclass(frozen=True)
class Draft:
    """What one report wants of one row, before it is journalled.

    Attributes:
        row: the row and its key.
        report: name of the report file.
        path: where it lay, to name it in messages.
        signoff: the decision as recorded.
        signoff_digest: of the record that holds it.
        former: what its row of the sheet held before, by header.
        kind: what is to be done; what is wanted of a report tells the sheet.
    """

    row: SummaryRow
    report: str
    path: str = ""
    signoff: dict[str, Any] | None = None
    signoff_digest: str = ""
    former: Held = ()
    kind: Kind = Kind.ADD


@dataclass(frozen=True)
class Change:
    """A journalled change: `state` and `reason` are those of its batch.

    `number` is that of the batch's mark, 0 where the row was found in the sheet.
    """

    id: int
    created_at: float
    kind: Kind
    batch: int | None
    place: Place
    row: SummaryRow
    report: str
    path: str
    signoff: dict[str, Any]
    former: Held
    number: int
    state: State
    reason: Reason
    seen: Observation | None

    def does(self, draft: Draft) -> bool:
        """Whether it is what a report wants: its row, there or taken away."""
        same_way = (self.kind is Kind.TAKE) == (draft.kind is Kind.TAKE)
        return same_way and self.row.digest == draft.row.digest


@dataclass(frozen=True)
class Batch:
    """Changes intended for one tab, under one number.

    `body` is the request: it is sent again unchanged, or never. `epoch` is that in which it was
    planned, None where the spreadsheet has none: see google/fence.py.
    """

    id: int
    created_at: float
    place: Place
    number: int
    epoch: int | None
    token: str
    body: dict[str, Any]
    state: State
    reason: Reason
    settled_at: float | None
    attempts: tuple[Attempt, ...]
    changes: tuple[Change, ...]

    @property
    def uncertain(self) -> bool:
        """Whether any attempt to write it may have been applied, or may still be."""
        return any(a.kind == "row" and a.outcome is not Outcome.REFUSED for a in self.attempts)

    @property
    def doubtful(self) -> bool:
        """Whether it may have changed what people see: a pin changes nothing."""
        return self.uncertain and any(change.kind is not Kind.PIN for change in self.changes)

    @property
    def once(self) -> bool:
        """Whether it is sent once at most: it names rows that exist, and people move them."""
        return any(change.kind is not Kind.ADD for change in self.changes)

    def refused(self, kind: str) -> bool:
        """Return whether the last attempt was of this kind and was refused for good.

        Closing attempts that were not refused for good do not count: they say nothing of the row.
        """
        counted = [each for each in self.attempts if each.kind == "row" or each.refused_for_good]
        return bool(counted) and counted[-1].kind == kind and counted[-1].refused_for_good

    @property
    def put_off(self) -> bool:
        """Whether it was never sent, as its look was old, or refused in passing: for a quota."""
        passing = self.reason is Reason.REFUSED and not self.refused("row")
        return passing or self.reason is Reason.NEVER_SENT

    def quiet_at(self) -> float | None:
        """Return when, by the server's clock, no unanswered attempt can be on its way any more.

        None where there is none to wait for.
        """
        waited_for = (Outcome.SENT, Outcome.SILENT)
        unanswered = (a.sent_at for a in self.attempts if a.outcome in waited_for)
        return _waited(unanswered)

    def over_at(self) -> float | None:
        """Return when no attempt at all can land any more, doubtful answers included.

        None where none ever could.
        Sending the same batch again needs only `quiet_at`, as the fence admits one of them. Leaving
        the number without our mark on it needs this.
        """
        possible = (a.sent_at for a in self.attempts if a.outcome is not Outcome.REFUSED)
        return _waited(possible)

    def shown_at(self) -> float | None:
        """Return from when on a look cannot be so old that it lacks the mark that refused us.

        None where nothing was refused for good.
        """
        refused = (a.sent_at for a in self.attempts if a.refused_for_good)
        first = min(refused, default=None)
        return None if first is None else first + LATENESS


def _waited(sent: Iterable[float]) -> float | None:
    last = max(sent, default=None)
    return None if last is None else last + LATENESS

"""Intents and attempts: the terms in which the journal remembers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ita_sync.row import SummaryRow

# Google's stated limit for processing a request: an attempt this old can no longer land.
LATENESS = 180.0


class State(StrEnum):
    """The state of an intent. All but the first two are final until a person changes the sheet."""

    OPEN = "open"  # sent or about to be sent; the fence has not decided
    CLOSING = "closing"  # being given up: its number is being closed
    CONFIRMED = "confirmed"  # was in the sheet as sent
    CLOSED = "closed"  # surely not written, and never will be
    HELD = "held"  # written, but the sheet no longer shows it as sent: a person decides


class Outcome(StrEnum):
    """What is known of one attempt."""

    SENT = "sent"  # no answer recorded: it may still be on its way
    SILENT = "silent"  # timeout or cut connection: it may still be on its way too
    DOUBTFUL = "doubtful"  # answered, but the answer does not say whether it was applied
    REFUSED = "refused"  # surely not applied
    APPLIED = "applied"


class Reason(StrEnum):
    """Why an intent is in its state."""

    NONE = ""
    AS_SENT = "as-sent"
    FOUND = "found"  # was there before we wrote anything
    TAKEN = "taken"  # someone else's mark is on our number
    UNSEEN = "unseen"  # refused because of a mark that we cannot see
    GIVEN_UP = "given-up"  # we closed the number ourselves
    REFUSED = "refused"  # every attempt was refused
    NEVER_SENT = "never-sent"
    REMOVED = "removed"
    CHANGED = "changed"
    DOUBLED = "doubled"
    MISPLACED = "misplaced"
    HEADER = "header"  # our mark is there, but the header changed: the row cannot be read
    MARK_GONE = (
        "mark-gone"  # mark cleared and row absent: nobody can tell whether it ever was there
    )


@dataclass(frozen=True)
class Place:
    """A tab: its spreadsheet, Google's number for it, and its title when last seen."""

    spreadsheet: str
    gid: int
    tab: str


@dataclass(frozen=True)
class Attempt:
    """One request sent for an intent: the row itself, or the mark that closes its number."""

    kind: str
    sent_at: float
    outcome: Outcome
    detail: str


@dataclass(frozen=True)
class Intent:
    """One row intended for one tab, under one number.

    `batch` is the request body: it is sent again unchanged, or never.
    """

    id: int
    created_at: float
    report: str
    place: Place
    number: int
    token: str
    row: SummaryRow
    signoff: dict[str, Any]
    batch: dict[str, Any]
    state: State
    reason: Reason
    attempts: tuple[Attempt, ...]
    settled_at: float | None

    @property
    def uncertain(self) -> bool:
        """Whether any attempt to write the row may have been applied, or may still be."""
        return any(a.kind == "row" and a.outcome is not Outcome.REFUSED for a in self.attempts)

    @property
    def row_index(self) -> int:
        """The 0-based row at which the batch inserts its own."""
        return int(self.batch["requests"][1]["insertDimension"]["range"]["startIndex"])

    def quiet_at(self, now: float) -> float:
        """Return when, by the server's clock, no unanswered attempt can be on its way any more."""
        waited_for = (Outcome.SENT, Outcome.SILENT)
        unanswered = (a.sent_at for a in self.attempts if a.outcome in waited_for)
        return max(unanswered, default=now - LATENESS) + LATENESS

    def over_at(self, now: float) -> float:
        """Return when no attempt at all can land any more, doubtful answers included.

        Sending the same batch again needs only `quiet_at`, as the fence admits one of them. Leaving
        the number without our mark on it needs this.
        """
        possible = (a.sent_at for a in self.attempts if a.outcome is not Outcome.REFUSED)
        return max(possible, default=now - LATENESS) + LATENESS

"""Intents and attempts: the words in which the journal remembers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ita_sync.row import SummaryRow

# Google's stated limit for processing a request; after it a late attempt can no longer land.
LATENESS = 180.0


class State(StrEnum):
    """Where an intent stands. All but the first two are final until a person changes the sheet."""

    OPEN = "open"  # sent or about to be sent; the fence has not decided
    CLOSING = "closing"  # to be given up; its number is being closed
    CONFIRMED = "confirmed"  # stood in the sheet as sent
    CLOSED = "closed"  # surely not written, and never will be
    HELD = "held"  # written, but the sheet no longer shows it as sent: a person decides


class Outcome(StrEnum):
    """What is known about one attempt."""

    SENT = "sent"  # no answer recorded: it may still be on its way
    SILENT = "silent"  # timeout or cut connection: the same
    DOUBTFUL = "doubtful"  # answered, but it does not say whether it was carried out
    REFUSED = "refused"  # surely not carried out
    APPLIED = "applied"


class Reason(StrEnum):
    """Why an intent stands where it stands."""

    NONE = ""
    AS_SENT = "as-sent"
    FOUND = "found"  # stood there before we wrote anything
    TAKEN = "taken"  # another's mark stands on our number
    UNSEEN = "unseen"  # refused by a mark that we cannot see
    GIVEN_UP = "given-up"  # we closed the number ourselves
    REFUSED = "refused"  # every attempt was refused
    NEVER_SENT = "never-sent"
    REMOVED = "removed"
    CHANGED = "changed"
    DOUBLED = "doubled"
    MISPLACED = "misplaced"
    HEADER = "header"  # our mark stands, but the header changed: the row cannot be read
    MARK_GONE = "mark-gone"  # the mark was cleared and the row is not there: it cannot be told whether it was


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
    """One row meant for one sheet, under one number.

    `batch` is the request body: re-sent as it is or never.
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
        """Whether any attempt to write the row may have been, or may still be, carried out."""
        return any(a.kind == "row" and a.outcome is not Outcome.REFUSED for a in self.attempts)

    @property
    def row_index(self) -> int:
        """The 0-based row at which the batch inserts."""
        return int(self.batch["requests"][1]["insertDimension"]["range"]["startIndex"])

    def quiet_at(self, now: float) -> float:
        """Return the moment, by the server's clock, from which no unanswered attempt can still be on its way."""
        unanswered = (
            a.sent_at for a in self.attempts if a.outcome in (Outcome.SENT, Outcome.SILENT)
        )
        return max(unanswered, default=now - LATENESS) + LATENESS

    def over_at(self, now: float) -> float:
        """Return the moment from which no attempt at all can land any more, answered with doubt or not.

        Sending the same batch again needs only `quiet_at`: the fence admits one of them. Moving on
        without our mark on the number needs this.
        """
        possible = (a.sent_at for a in self.attempts if a.outcome is not Outcome.REFUSED)
        return max(possible, default=now - LATENESS) + LATENESS

"""What is said about a report: what the checks find, and the readings that would answer it."""

from dataclasses import dataclass
from enum import StrEnum

from ita_sync.i18n import T, Text
from ita_sync.report import Loc
from ita_sync.rules import Confidence


class Severity(StrEnum):
    """How much a finding matters: errors block `push`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES = {Severity.ERROR: T("error"), Severity.WARNING: T("warning"), Severity.NOTE: T("note")}
"""How they are called."""


@dataclass(frozen=True)
class Change:
    """A field of the report, what is printed there and what may be meant; None means no entry."""

    loc: Loc
    printed: str | None
    proposed: str | None


@dataclass(frozen=True)
class Suggestion:
    """A reading of the report under which the figures fit; possible, never certain.

    Attributes:
        changes: the fields that are read differently, all together.
        why: how they may have come to be printed as they are.
        only: whether, among the slips that are tried, no other reading fits that changes as few
            figures.
    """

    changes: tuple[Change, ...]
    why: Text
    only: bool


@dataclass(frozen=True)
class Finding:
    """Something a check has to say about one place of the report.

    Attributes:
        code: stable name, e.g. `TOTAL-SUM`.
        loc: the field, for the line and column.
        what: what is wrong.
        expected: what it should be, where that can be said.
        why: the rule.
        source: where the rule comes from; None where it is the program's own.
        confidence: how far the year's rules can be trusted on which it rests; None where it rests
            on none.
        suggestions: readings that answer it, the likeliest first.
    """

    code: str
    severity: Severity
    loc: Loc
    what: Text
    expected: Text | None = None
    why: Text | None = None
    source: Text | None = None
    confidence: Confidence | None = None
    suggestions: tuple[Suggestion, ...] = ()
